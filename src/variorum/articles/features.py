"""What the line model sees of each line: named yes/no features, none of them a word of any language."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from variorum.articles import phrases
from variorum.articles.lines import Line

_URL = re.compile(
    r"https?://|www\.|\b[\w-]{1,60}\.(?:com|org|net|co|de|fr|uk|vn|jp|cn|ru|info|news|html?)\b", re.IGNORECASE
)
_SHAPES = {
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
    "ellipsis": re.compile(r"(?:…|\.\.\.)\W*$"),
    "spoken": re.compile(r"[“”«»„\"「」『』]"),
    "doubled": re.compile(r"(\b[^\W\d_].{5,40})\1"),
    "markup": re.compile(r"</?[a-z]+[^>]*>|\]\(|\{\{|\}\}|=>|;\s*$|var |function", re.IGNORECASE),
}
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 30, 60, 120)
_SHARES = (0.01, 0.15, 0.3, 0.5, 0.7, 0.9)
_COUNTS = (0, 1, 2, 4, 8, 16)
# Lines without prose after which a new block of prose begins.
_BREAK = 9
_TAIL = frozenset({"comments", "teaser", "tags", "navigation", "social", "boilerplate"})


@dataclass(frozen=True)
class Page:
    """What is known of a page as a whole while one of its lines is described."""

    lines: tuple[Line, ...]
    kinds: tuple[frozenset[str], ...]
    wholes: tuple[frozenset[str], ...]
    spread: Counter[str]
    """Word → number of prose lines that hold it."""
    frequent: frozenset[str]
    """The words of every other prose line or so: the function words of the page's language."""
    repeats: Counter[str]
    prose: tuple[int, ...]
    """Indexes of the prose lines."""
    letters: tuple[int, ...]
    """Letters of prose before each line, and in all at the end."""
    blocks: tuple[tuple[int, int, int], ...]
    """Runs of prose without a long break: first and last index and letters, the largest run first."""


def survey(lines: list[Line]) -> Page:
    """Read a page's lines once, for what each line is later compared with."""
    prose = tuple(number for number, line in enumerate(lines) if line.prose)
    spread: Counter[str] = Counter()
    for number in prose:
        spread.update({word.casefold() for word in lines[number].tokens})
    enough = max(3, 0.25 * len(prose))
    letters = [0]
    for line in lines:
        letters.append(letters[-1] + (len(line.plain) if line.prose else 0))
    return Page(
        lines=tuple(lines),
        kinds=tuple(phrases.kinds(line) for line in lines),
        wholes=tuple(phrases.whole(line) for line in lines),
        spread=spread,
        frequent=frozenset(word for word, count in spread.items() if count >= enough and len(word) <= 6),
        repeats=Counter(line.key for line in lines if line.key),
        prose=prose,
        letters=tuple(letters),
        blocks=_blocks(lines, prose),
    )


def _blocks(lines: list[Line], prose: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    found: list[tuple[int, int, int]] = []
    for number in prose:
        size = min(len(lines[number].plain), 1500)
        if found and number - found[-1][1] <= _BREAK:
            found[-1] = (found[-1][0], number, found[-1][2] + size)
        else:
            found.append((number, number, size))
    return tuple(sorted(found, key=lambda block: (-block[2], block[0]))[:2])


def describe(lines: list[Line]) -> list[list[str]]:
    """Give, for each line, the names of the features it has."""
    page = survey(lines)
    own = [_own(page, number) for number in range(len(lines))]
    runs = _runs(page)
    marks = _marks(page)
    return [
        own[number]
        + _neighbours(page, number)
        + _place(page, number)
        + [
            f"run={_bin(runs[number], _COUNTS)}",
            f"mark={marks[number]}",
            f"mark={marks[number]}&{_size(lines[number])}",
        ]
        for number in range(len(lines))
    ]


def _bin(value: float, edges: tuple[float, ...] | tuple[int, ...]) -> int:
    return bisect_left(edges, value)


def _size(line: Line) -> str:
    words = len(line.tokens)
    if line.credited:
        return "c"
    size = "s" if words <= 5 else "m" if words <= 14 else "l" if words <= 30 else "x"
    return size + ("." if line.stopped else "")


def _own(page: Page, number: int) -> list[str]:
    line = page.lines[number]
    size = _size(line)
    found = ["bias", f"size={size}", f"words={_bin(len(line.tokens), _LENGTHS)}"]
    # Enough to see any shape; the rest of a gigantic line would only cost time.
    sample = line.plain if len(line.plain) <= 800 else f"{line.plain[:500]} {line.plain[-300:]}"
    found += [name for name, shape in _SHAPES.items() if shape.search(sample)]
    if line.sentences_inside:
        found.append("sentences")
    found += [f"phrase={kind}" for kind in sorted(page.kinds[number])]
    found += [f"whole={kind}" for kind in sorted(page.wholes[number])]
    found.append(f"anyphrase={bool(page.kinds[number])}&{size}")
    if line.key and page.repeats[line.key] > 1:
        found.append(f"repeated&{size}")
    found += _letter_case(line, size)
    found += _kinship(page, line, size)
    return found


def _letter_case(line: Line, size: str) -> list[str]:
    if not line.tokens:
        return ["noletters"]
    tall = sum(word[0].isupper() for word in line.tokens) / len(line.tokens)
    found = [f"tall={_bin(tall, _SHARES)}", f"tall={_bin(tall, _SHARES)}&{size[0]}"]
    if line.plain.isupper():
        found.append("upper")
    digits = sum(character.isdigit() for character in line.plain) / len(line.plain)
    found.append(f"digits={_bin(digits, (0.0, 0.05, 0.2, 0.5))}")
    return found


def _kinship(page: Page, line: Line, size: str) -> list[str]:
    own = int(line.prose)
    words = {word.casefold() for word in line.tokens}
    telling = [word for word in words if word not in page.frequent and (len(word) > 3 or not word.isascii())]
    kin = sum(page.spread[word] > own for word in telling) / len(telling) if telling else -1.0
    found = [f"kin={_bin(kin, _SHARES)}&{size}"]
    if size[0] in "sm" and line.tokens:
        tall = sum(word[0].isupper() for word in line.tokens) / len(line.tokens)
        found.append(f"kin={_bin(kin, (0.01, 0.3, 0.6))}&tall={_bin(tall, (0.3, 0.6, 0.9))}&{size}")
    if len(page.prose) >= 3 and line.tokens:
        function = sum(word.casefold() in page.frequent for word in line.tokens) / len(line.tokens)
        found.append(f"function={_bin(function, (0.0, 0.1, 0.2, 0.3, 0.45))}&{size}")
        if function == 0 and len(line.tokens) >= 6:
            found.append("alien")
    return found


def _neighbours(page: Page, number: int) -> list[str]:
    found = []
    last = len(page.lines) - 1
    for step in (-2, -1, 1, 2):
        at = number + step
        if not 0 <= at <= last:
            found.append(f"{step}:none")
            continue
        found.append(f"{step}:{_size(page.lines[at])}")
        found += [f"{step}:{kind}" for kind in sorted(page.kinds[at])]
    line = page.lines[number]
    before = _size(page.lines[number - 1]) if number else "none"
    after = _size(page.lines[number + 1]) if number < last else "none"
    found.append(f"between={before}{_size(line)}{after}")
    spaced = any(other.blank_above for other in page.lines[1:50])
    if spaced:
        below = number == last or page.lines[number + 1].blank_above
        found.append(f"blank={int(line.blank_above)}{int(below)}&{_size(line)}")
    return found


def _place(page: Page, number: int) -> list[str]:
    size = _size(page.lines[number])
    rank = bisect_left(page.prose, number)
    here = rank < len(page.prose) and page.prose[rank] == number
    since = number - page.prose[rank - 1] if rank else 99
    upcoming = rank + int(here)
    until = page.prose[upcoming] - number if upcoming < len(page.prose) else 99
    near = [other for other in page.prose[max(0, rank - 6) : rank + 7] if abs(other - number) <= 5]
    total = page.letters[-1] or 1
    side = _side(page, number)
    behind = page.letters[number] / total
    ahead = 1 - page.letters[number + 1] / total
    return [
        f"top={_bin(number, (0, 1, 2, 3, 6, 12, 30))}",
        f"bottom={_bin(len(page.lines) - 1 - number, (0, 1, 2, 3, 6, 12, 30))}",
        f"before={_bin(rank, _COUNTS)}&{size}",
        f"after={_bin(len(page.prose) - upcoming, _COUNTS)}&{size}",
        f"since={_bin(since, _COUNTS)}&{size}",
        f"until={_bin(until, _COUNTS)}&{size}",
        f"gap={_bin(since, _COUNTS)}&{_bin(until, _COUNTS)}",
        f"dense={len(near)}",
        f"dense={len(near)}&{size}",
        f"side={side}&{size}",
        f"side={side}",
        f"behind={_bin(behind, _SHARES)}",
        f"ahead={_bin(ahead, _SHARES)}",
        f"behind={_bin(behind, _SHARES)}&{size[0]}",
        f"ahead={_bin(ahead, _SHARES)}&{size[0]}",
    ]


def _side(page: Page, number: int) -> str:
    """Say where the line lies to the largest block of prose, and how far that one outweighs the next."""
    if not page.blocks:
        return "none"
    start, end, size = page.blocks[0]
    clear = "!" if len(page.blocks) == 1 or size >= 2 * page.blocks[1][2] else "?"
    if start <= number <= end:
        return f"in{clear}"
    if number < start:
        return f"near{clear}" if start - number <= 3 else f"before{clear}"
    return f"just{clear}" if number - end <= 3 else f"after{clear}"


def _runs(page: Page) -> list[int]:
    """Measure, for each line, the run of short lines without a stop that it is in; 0 for others."""
    runs = [0] * len(page.lines)
    start = 0
    for number in range(len(page.lines) + 1):
        if number < len(page.lines) and _size(page.lines[number]) in {"s", "m"}:
            continue
        runs[start:number] = [number - start] * (number - start)
        start = number + 1
    return runs


def _marks(page: Page) -> list[str]:
    """Say how far above each line, once prose has begun, a closing block (comments, teasers, tags) was opened."""
    marks = []
    since, kind = 99, "none"
    first = page.prose[0] if page.prose else len(page.lines)
    for number, wholes in enumerate(page.wholes):
        marks.append(f"{kind}{_bin(since, (1, 2, 4, 8, 98))}" if since < 99 else "none")
        since = min(since + 1, 98) if since < 99 else 99
        hits = (wholes or page.kinds[number]) & _TAIL
        if number > first and hits:
            since, kind = 1, min(hits)
    return marks
