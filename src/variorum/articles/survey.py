"""What is known of a text as a whole while its lines are judged one by one, and the shapes a line can have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from variorum.articles import phrases
from variorum.articles.lines import Line

_URL = re.compile(
    r"https?://|www\.|\b[\w-]{1,60}\.(?:com|org|net|co|de|fr|uk|vn|jp|cn|ru|info|news|html?)\b", re.IGNORECASE
)
SHAPES = {
    "url": _URL,
    "onlyurl": re.compile(r"^(?:https?://|www\.)\S+$"),
    "email": re.compile(r"\S@\w[\w-]*\.\w"),
    "handle": re.compile(r"(?:^|\s)[@#]\w"),
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "daymonth": re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}\b|\b\d{4}-\d\d-\d\d"),
    "clock": re.compile(r"\b\d{1,2}[:.h]\d\d\b"),
    "digitfirst": re.compile(r"^\W*\d"),
    "digitlast": re.compile(r"\d\W*$"),
    "bracketnumber": re.compile(r"[(\[]\d+[)\]]$"),
    "bullet": re.compile(r"^[•·▪►▶■●○*+–—-]\s*\S"),
    "lowerfirst": re.compile(r"^[a-zß-öø-ÿа-яα-ω]"),
    "quotefirst": re.compile(r"^[\"'“”‘«»„「『-]"),
    "bars": re.compile(r"\s[|•·/»›>]\s|[»›>→]\s*$"),
    "bracketlast": re.compile(r"[)\]]\W?$"),
    "slashbracket": re.compile(r"[(\[][^()\[\]]*[/:][^()\[\]]*[)\]]\W?$"),
    "image": re.compile(r"!\[[^\]]*\]\(|\.(?:jpe?g|png|gif|webp)\b", re.IGNORECASE),
    "rights": re.compile(r"[©®™]|\([cC]\)"),
    "comma": re.compile(r"[,،、，;]"),
    "colon": re.compile(r":\s*$"),
    "labelled": re.compile(r"^[^\s:]{2,20}(?:\s[^\s:]{1,20})?\s?:\s?\S"),
    "question": re.compile(r"\?\W*$"),
    "exclaimed": re.compile(r"!\W*$"),
    "ellipsis": re.compile(r"(?:…|\.\.\.)\W*$"),
    "spoken": re.compile(r"[“”«»„\"「」『』]"),
    "doubled": re.compile(r"(\b[^\W\d_].{5,40})\1"),
    "markup": re.compile(r"</?[a-z]+[^>]*>|\]\(|\{\{|\}\}|=>|;\s*$|var |function", re.IGNORECASE),
}
# Lines without prose after which a new block of prose begins.
_BREAK = 9
# What a gigantic line counts for at most, in characters.
_MOST = 1500


@dataclass(frozen=True)
class Survey:
    """What is known of a text as a whole while its lines are measured."""

    lines: Sequence[Line]
    folded: Sequence[Sequence[str]]
    """The words of each line in lower case."""
    kinds: Sequence[frozenset[str]]
    wholes: Sequence[frozenset[str]]
    spread: Counter[str]
    """Word → number of prose lines that hold it."""
    frequent: frozenset[str]
    """The words of every other prose line or so: the function words of the text's language."""
    repeats: Counter[str]
    prose: Sequence[int]
    """Indexes of the prose lines."""
    letters: Sequence[int]
    """Letters of prose before each line, and in all at the end."""
    capped: Sequence[int]
    """The same, no line counting for more than 1,500."""
    blocks: Sequence[tuple[int, int, int]]
    """Runs of prose without a long break: first and last index and letters, the largest run first."""

    @cached_property
    def samples(self) -> Sequence[str]:
        """Enough of each line to see any shape."""
        return [sample(line) for line in self.lines]

    @cached_property
    def shapes(self) -> Sequence[frozenset[str]]:
        """The names of the shapes that each line has."""
        return [frozenset(name for name, shape in SHAPES.items() if shape.search(seen)) for seen in self.samples]

    @cached_property
    def openings(self) -> Sequence[frozenset[str]]:
        """The kinds of phrase that each line opens with, before a colon."""
        return [phrases.opening(line) for line in self.lines]


def survey(lines: Sequence[Line]) -> Survey:
    """Read a text's lines once, for what each line is later compared with."""
    prose = [number for number, line in enumerate(lines) if line.prose]
    folded = [[word.casefold() for word in line.tokens] for line in lines]
    spread: Counter[str] = Counter()
    for number in prose:
        spread.update(set(folded[number]))
    enough = max(3, 0.25 * len(prose))
    sizes = [len(line.plain) if line.prose else 0 for line in lines]
    return Survey(
        lines=lines,
        folded=folded,
        kinds=[phrases.kinds(line) for line in lines],
        wholes=[phrases.whole(line) for line in lines],
        spread=spread,
        frequent=frozenset(word for word, count in spread.items() if count >= enough and len(word) <= 6),
        repeats=Counter(line.key for line in lines if line.key),
        prose=prose,
        letters=[0, *accumulate(sizes)],
        capped=[0, *accumulate(min(size, _MOST) for size in sizes)],
        blocks=_blocks(lines, prose),
    )


def sample(line: Line) -> str:
    """Enough of a line to see any shape; the rest of a gigantic one would only cost time."""
    return line.plain if len(line.plain) <= 800 else f"{line.plain[:500]} {line.plain[-300:]}"


def _blocks(lines: Sequence[Line], prose: Sequence[int]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for number in prose:
        size = min(len(lines[number].plain), _MOST)
        if found and number - found[-1][1] <= _BREAK:
            found[-1] = (found[-1][0], number, found[-1][2] + size)
        else:
            found.append((number, number, size))
    return sorted(found, key=lambda block: (-block[2], block[0]))[:2]
