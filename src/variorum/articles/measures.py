"""What the models measure of each line of a text: its shape, its kin, its neighbours and its place; no word of any language.

A line's measures are numbers by name; the models (gradient-boosted trees) cut them where it helps.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from variorum.articles import phrases
from variorum.articles.lines import Line
from variorum.articles.survey import Survey, sample

# Two texts run together without a space, as a headline and its lead are.
_GLUED = re.compile(r"[a-zà-öø-ÿ][A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]")
_PAUSE = re.compile(r"[,،、，;；]")
_STOP = re.compile(r"[.!?…。！？।؟]")
_TAIL = ("comments", "teaser", "tags", "navigation", "social", "boilerplate")
# What a line shows of itself to the lines around it.
_SHOWN = ("words", "stopped", "prose", "credited", "phrase", "kin", "function", "tall", "repeats", "glued")
_REACH = (-3, -2, -1, 1, 2, 3)
_FAR = 99.0


def measure(known: Survey) -> list[dict[str, float]]:
    """Give the measures of each line by their names; a name that is missing counts as 0."""
    lines = known.lines
    rows = [_own(known, number) for number in range(len(lines))]
    runs, since = _runs(rows), _since_marks(known)
    shown = [[row.get(name, 0.0) for name in _SHOWN] for row in rows]
    spaced = any(line.blank_above for line in lines[1:50])
    for number, row in enumerate(rows):
        row |= _place(known, number)
        row |= since[number]
        row["run"] = runs[number]
        row["spaced"] = spaced
        if spaced:
            row["blank_above"] = lines[number].blank_above
            row["blank_below"] = number + 1 == len(lines) or lines[number + 1].blank_above
        for step in _REACH:
            at = number + step
            if 0 <= at < len(lines):
                row.update({f"{step:+}{name}": value for name, value in zip(_SHOWN, shown[at], strict=True)})
            else:
                row[f"{step:+}words"] = -1.0
    return rows


def _own(known: Survey, number: int) -> dict[str, float]:
    line = known.lines[number]
    size = max(1, len(line.plain))
    seen = sample(line)
    found: dict[str, float] = dict.fromkeys(sorted(known.shapes[number] - {"comma"}), 1.0)
    found |= {
        "words": len(line.tokens),
        "letters": len(line.plain),
        "stopped": line.stopped,
        "prose": line.prose,
        "credited": line.credited,
        "sentences": line.sentences_inside,
        "stops": len(_STOP.findall(line.plain)),
        "pauses": len(_PAUSE.findall(line.plain)),
        "digits": sum(character.isdigit() for character in seen) / len(seen) if seen else 0.0,
        "wordlength": size / max(1, len(line.tokens)),
        "repeats": known.repeats[line.key] if line.key else 0,
        "phrase": bool(known.kinds[number]),
        "glued": len(_GLUED.findall(seen)),
    }
    found |= {f"phrase:{kind}": 1.0 for kind in known.kinds[number]}
    found |= {f"whole:{kind}": 1.0 for kind in known.wholes[number]}
    found |= {f"opens:{kind}": 1.0 for kind in phrases.opening(line)}
    return found | _case(line) | _kinship(known, line)


def _case(line: Line) -> dict[str, float]:
    if not line.tokens:
        return {"tall": -1.0}
    return {
        "tall": sum(word[0].isupper() for word in line.tokens) / len(line.tokens),
        "upper": line.plain.isupper(),
    }


def _kinship(known: Survey, line: Line) -> dict[str, float]:
    """Measure which of a line's words the paragraphs use too, and which are the text's own most frequent short words."""
    own = int(line.prose)
    words = {word.casefold() for word in line.tokens}
    telling = [word for word in words if word not in known.frequent and (len(word) > 3 or not word.isascii())]
    kin = sum(known.spread[word] > own for word in telling) / len(telling) if telling else -1.0
    if len(known.prose) < 3 or not line.tokens:
        return {"kin": kin, "function": -1.0}
    function = sum(word.casefold() in known.frequent for word in line.tokens) / len(line.tokens)
    return {"kin": kin, "function": function}


def _place(known: Survey, number: int) -> dict[str, float]:
    prose, last = known.prose, len(known.lines) - 1
    rank = bisect_left(prose, number)
    here = rank < len(prose) and prose[rank] == number
    upcoming = rank + int(here)
    total = known.capped[-1] or 1
    near = bisect_left(prose, number + 6) - bisect_left(prose, number - 5)
    wide = bisect_left(prose, number + 16) - bisect_left(prose, number - 15)
    return {
        "top": number,
        "bottom": last - number,
        "lines": last + 1,
        "paragraphs": len(prose),
        "before": rank,
        "after": len(prose) - upcoming,
        "since": number - prose[rank - 1] if rank else _FAR,
        "until": prose[upcoming] - number if upcoming < len(prose) else _FAR,
        "near": near,
        "wide": wide,
        "behind": known.capped[number] / total,
        "ahead": 1 - known.capped[number + 1] / total,
        "total": total,
    } | _side(known, number)


def _side(known: Survey, number: int) -> dict[str, float]:
    """Say where the line lies to the largest block of prose, and how far that one outweighs the next."""
    if not known.blocks:
        return {"main": -_FAR, "clear": -1.0}
    start, end, size = known.blocks[0]
    away = float(number - end) if number > end else float(start - number) if number < start else 0.0
    second = known.blocks[1][2] if len(known.blocks) > 1 else 0
    return {"main": -away if number < start else away, "clear": second / size, "in_main": start <= number <= end}


def _runs(rows: Sequence[dict[str, float]]) -> list[int]:
    """Measure, for each line, the run of short lines without a stop that it is in; 0 for others."""
    runs = [0] * len(rows)
    start = 0
    for number in range(len(rows) + 1):
        if number < len(rows) and rows[number]["words"] <= 14 and not rows[number]["stopped"]:
            continue
        runs[start:number] = [number - start] * (number - start)
        start = number + 1
    return runs


def _since_marks(known: Survey) -> list[dict[str, float]]:
    """Say how far above each line, once prose has begun, a closing block of each kind was last opened."""
    first = known.prose[0] if known.prose else len(known.lines)
    last: dict[str, int] = {}
    opened = 0
    found = []
    for number in range(len(known.lines)):
        row = {f"mark:{kind}": float(number - at) for kind, at in last.items()}
        row |= {f"mark:{kind}": _FAR for kind in _TAIL if kind not in last}
        row["marks"] = opened
        found.append(row)
        if number > first:
            for kind in _opened(known, number):
                last[kind] = number
                opened += 1
    return found


def _opened(known: Survey, number: int) -> frozenset[str]:
    """The kinds of closing block that a line opens, by being a phrase, by beginning with one and a colon, or by holding one."""
    line = known.lines[number]
    return (known.wholes[number] or phrases.opening(line) or known.kinds[number]) & frozenset(_TAIL)
