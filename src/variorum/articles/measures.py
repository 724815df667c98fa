"""What the models measure of each line of a text: its shape, its kin, its neighbours and its place; no word of any language.

A line's measures are numbers by name; the models (gradient-boosted trees) cut them where it helps.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

import numpy as np

from variorum.articles.columns import Columns
from variorum.articles.survey import SHAPES, Survey

# Two texts run together without a space, as a headline and its lead are.
_GLUED = re.compile(r"[a-zà-öø-ÿ][A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]")
_PAUSE = re.compile(r"[,،、，;；]")
_STOP = re.compile(r"[.!?…。！？।؟]")
_TAIL = ("comments", "teaser", "tags", "navigation", "social", "boilerplate")
_CLOSING = frozenset(_TAIL)
# What a line shows of itself to the lines around it.
_SHOWN = ("words", "stopped", "prose", "credited", "phrase", "kin", "function", "tall", "repeats", "glued")
_REACH = (-3, -2, -1, 1, 2, 3)
_FAR = 99.0


class _All(Container[str]):
    """Every measure is wanted."""

    def __contains__(self, name: object) -> bool:
        return True


def measure(known: Survey) -> list[dict[str, float]]:
    """Give the measures of each line by their names; a name that is missing counts as 0."""
    return columns(known).rows()


def columns(known: Survey, wanted: Container[str] | None = None) -> Columns:
    """Give the measures by their names; of those that only some lines have, no others than those ``wanted`` need be there."""
    wanted = _All() if wanted is None else wanted
    lines = known.lines
    table = Columns(len(lines))
    _named(table, known, wanted)
    _sizes(table, known)
    _kinship(table, known)
    table.whole["repeats"] = [known.repeats[line.key] if line.key else 0 for line in lines]
    table.whole["phrase"] = [bool(kinds) for kinds in known.kinds]
    _place(table, known)
    _since_marks(table, known)
    table.whole["run"] = _runs(table.whole["words"], table.whole["stopped"])
    spaced = any(line.blank_above for line in lines[1:50])
    table.whole["spaced"] = [spaced] * len(lines)
    if spaced:
        above = [line.blank_above for line in lines]
        table.whole["blank_above"] = above
        table.whole["blank_below"] = [*above[1:], True]
    for step in _REACH:
        for name in _SHOWN:
            table.beside(name, step, -1.0 if name == "words" else 0.0)
    return table


def _named(table: Columns, known: Survey, wanted: Container[str]) -> None:
    """Note the shapes that lines have, and the phrases that they are or open with."""
    for name, shape in SHAPES.items():
        if name != "comma" and name in wanted:
            table.some[name] = {n: 1.0 for n, seen in enumerate(known.samples) if shape.search(seen)}
    for place, found in (("phrase", known.kinds), ("whole", known.wholes), ("opens", known.openings)):
        for n, kinds in enumerate(found):
            for kind in kinds:
                table.put(f"{place}:{kind}", n)


def _sizes(table: Columns, known: Survey) -> None:
    lines, seen = known.lines, known.samples
    plain = [line.plain for line in lines]
    words = [len(line.tokens) for line in lines]
    table.whole |= {
        "words": words,
        "letters": [len(line) for line in plain],
        "stopped": [line.stopped for line in lines],
        "prose": [line.prose for line in lines],
        "credited": [line.credited for line in lines],
        "sentences": [line.sentences_inside for line in lines],
        "stops": [len(_STOP.findall(line)) for line in plain],
        "pauses": [len(_PAUSE.findall(line)) for line in plain],
        "digits": [sum(map(str.isdigit, each)) / len(each) if each else 0.0 for each in seen],
        "wordlength": [max(1, len(line)) / max(1, count) for line, count in zip(plain, words, strict=True)],
        "glued": [len(_GLUED.findall(each)) for each in seen],
        "tall": [
            sum(word[0].isupper() for word in line.tokens) / len(line.tokens) if line.tokens else -1.0 for line in lines
        ],
    }
    table.some["upper"] = {n: line.plain.isupper() for n, line in enumerate(lines) if line.tokens}


def _kinship(table: Columns, known: Survey) -> None:
    """Measure which of a line's words the paragraphs use too, and which are the text's own most frequent short words."""
    kin: list[float] = []
    function: list[float] = []
    enough = len(known.prose) >= 3
    for line, folded in zip(known.lines, known.folded, strict=True):
        own = int(line.prose)
        telling = [word for word in set(folded) if word not in known.frequent and (len(word) > 3 or not word.isascii())]
        kin.append(sum(known.spread[word] > own for word in telling) / len(telling) if telling else -1.0)
        if enough and folded:
            function.append(sum(word in known.frequent for word in folded) / len(folded))
        else:
            function.append(-1.0)
    table.whole |= {"kin": kin, "function": function}


def _place(table: Columns, known: Survey) -> None:
    """Say where each line stands: in the text, among its prose, and to the largest block of that."""
    count = len(known.lines)
    numbers, prose = np.arange(count), np.asarray(known.prose, dtype=np.int64)
    rank = np.searchsorted(prose, numbers)
    upcoming = np.searchsorted(prose, numbers, side="right")
    edged = np.concatenate([prose, [0]])
    total = known.capped[-1] or 1
    capped = np.asarray(known.capped)
    table.whole |= {
        "top": numbers.tolist(),
        "bottom": (count - 1 - numbers).tolist(),
        "lines": [count] * count,
        "paragraphs": [len(prose)] * count,
        "before": rank.tolist(),
        "after": (len(prose) - upcoming).tolist(),
        "since": np.where(rank > 0, numbers - edged[rank - 1], _FAR).tolist(),
        "until": np.where(upcoming < len(prose), edged[upcoming] - numbers, _FAR).tolist(),
        "near": (np.searchsorted(prose, numbers + 6) - np.searchsorted(prose, numbers - 5)).tolist(),
        "wide": (np.searchsorted(prose, numbers + 16) - np.searchsorted(prose, numbers - 15)).tolist(),
        "behind": (capped[:-1] / total).tolist(),
        "ahead": (1 - capped[1:] / total).tolist(),
        "total": [total] * count,
    }
    sides = [_side(known, number) for number in range(count)]
    table.whole |= {"main": [main for main, _ in sides], "clear": [_clear(known)] * count}
    if known.blocks:
        table.whole["in_main"] = [inside for _, inside in sides]


def _side(known: Survey, number: int) -> tuple[float, bool]:
    """Say how far before (below 0) or after the largest block of prose a line lies, and whether it lies in it."""
    if not known.blocks:
        return -_FAR, False
    start, end, _ = known.blocks[0]
    away = float(number - end) if number > end else float(start - number) if number < start else 0.0
    return -away if number < start else away, start <= number <= end


def _clear(known: Survey) -> float:
    """Say how far the largest block of prose outweighs the next."""
    if not known.blocks:
        return -1.0
    return (known.blocks[1][2] if len(known.blocks) > 1 else 0) / known.blocks[0][2]


def _runs(words: Sequence[float], stopped: Sequence[float]) -> list[int]:
    """Measure, for each line, the run of short lines without a stop that it is in; 0 for others."""
    runs = [0] * len(words)
    start = 0
    for number in range(len(words) + 1):
        if number < len(words) and words[number] <= 14 and not stopped[number]:
            continue
        runs[start:number] = [number - start] * (number - start)
        start = number + 1
    return runs


def _since_marks(table: Columns, known: Survey) -> None:
    """Say how far above each line, once prose has begun, a closing block of each kind was last opened."""
    first = known.prose[0] if known.prose else len(known.lines)
    marks: dict[str, list[float]] = {kind: [] for kind in _TAIL}
    last: dict[str, int] = {}
    opened, counts = 0, []
    for number in range(len(known.lines)):
        for kind, column in marks.items():
            column.append(float(number - last[kind]) if kind in last else _FAR)
        counts.append(opened)
        if number > first:
            # What a line opens: by being a phrase, by beginning with one and a colon, or by holding one.
            kinds = (known.wholes[number] or known.openings[number] or known.kinds[number]) & _CLOSING
            last |= dict.fromkeys(kinds, number)
            opened += len(kinds)
    table.whole |= {f"mark:{kind}": column for kind, column in marks.items()}
    table.whole["marks"] = counts
