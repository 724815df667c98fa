"""What the line model sees of each line: named yes/no features, none of them a word of any language."""

from __future__ import annotations

from bisect import bisect_left

from variorum.articles.lines import Line
from variorum.articles.survey import Survey

_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 30, 60, 120)
_SHARES = (0.01, 0.15, 0.3, 0.5, 0.7, 0.9)
_COUNTS = (0, 1, 2, 4, 8, 16)
_TAIL = frozenset({"comments", "teaser", "tags", "navigation", "social", "boilerplate"})


def describe(page: Survey) -> list[list[str]]:
    """Give, for each line, the names of the features it has."""
    lines = page.lines
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


def _own(page: Survey, number: int) -> list[str]:
    line = page.lines[number]
    size = _size(line)
    found = ["bias", f"size={size}", f"words={_bin(len(line.tokens), _LENGTHS)}"]
    found += sorted(page.shapes[number] - {"exclaimed"})
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


def _kinship(page: Survey, line: Line, size: str) -> list[str]:
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


def _neighbours(page: Survey, number: int) -> list[str]:
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


def _place(page: Survey, number: int) -> list[str]:
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


def _side(page: Survey, number: int) -> str:
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


def _runs(page: Survey) -> list[int]:
    """Measure, for each line, the run of short lines without a stop that it is in; 0 for others."""
    runs = [0] * len(page.lines)
    start = 0
    for number in range(len(page.lines) + 1):
        if number < len(page.lines) and _size(page.lines[number]) in {"s", "m"}:
            continue
        runs[start:number] = [number - start] * (number - start)
        start = number + 1
    return runs


def _marks(page: Survey) -> list[str]:
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
