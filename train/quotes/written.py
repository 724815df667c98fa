r"""Read the tellings written for the quote tagger, whose attributions stand in numbered brackets in the text.

`[s1 …]` holds source words of attribution 1, `[q1 …]` its cue, `[c1 …]` its content; pieces may nest and repeat.
Literal brackets are written `\[` and `\]`. Tellings are parted by a line `=====`.
"""

import re
import sys
from pathlib import Path

ROLES = {"s": "source", "q": "cue", "c": "content"}
MARK = re.compile(r"\\(?P<literal>[\[\]])|\[(?P<role>[sqc])(?P<number>\d+) |(?P<close>\])|(?P<stray>\[)")
Span = dict[str, int | str]
Attribution = dict[str, str | list[Span]]


class UnbalancedBrackets(ValueError):
    """A bracket of a written telling is never closed, never opened, or names no role."""

    def __init__(self, what: str, where: str, near: str) -> None:
        super().__init__(f"{where}: {what} near {near!r}; write a literal bracket as \\[ or \\]")


def read_written(path: Path) -> list[tuple[str, list[Attribution]]]:
    """Give the (text, attributions) pairs of a file, in the record shape of PolNeAR (character offsets into text)."""
    blocks = re.split(r"^=====[ \t]*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    tellings = [(n, block.strip()) for n, block in enumerate(blocks, 1)]
    return [parse_telling(block, f"{path.name}, telling {n}") for n, block in tellings if block]


def parse_telling(annotated: str, where: str = "telling") -> tuple[str, list[Attribution]]:
    """Take the brackets out of one annotated text and give the text and its attributions, ordered by number."""
    text, last = "", 0
    opened: list[tuple[str, int, int, str]] = []
    found: dict[int, dict[str, list[Span]]] = {}
    for mark in MARK.finditer(annotated):
        text += annotated[last : mark.start()]
        last, near = mark.end(), annotated[max(0, mark.start() - 20) : mark.end() + 20]
        if mark["literal"]:
            text += mark["literal"]
        elif mark["role"]:
            opened.append((mark["role"], int(mark["number"]), len(text), near))
        elif mark["stray"] or not opened:
            raise UnbalancedBrackets("a '[' without a role" if mark["stray"] else "a ']' too many", where, near)
        else:
            role, number, start, _ = opened.pop()
            pieces = found.setdefault(number, {name: [] for name in ("content", "cue", "source")})
            pieces[ROLES[role]].append({"start": start, "end": len(text), "text": text[start:]})
    if opened:
        raise UnbalancedBrackets("a '[' never closed", where, opened[-1][3])
    return text + annotated[last:], [{"id": f"W{number}", **found[number]} for number in sorted(found)]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        tellings = read_written(Path(name))
        counted = sum(len(found) for _, found in tellings)
        sys.stdout.write(f"{name}: {len(tellings)} tellings, {counted} attributions\n")
