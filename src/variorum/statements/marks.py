"""Quotation marks of any kind, also broken, missing, nested, run together or re-opened paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_SIGN = re.compile(r"''|``|,,|[\"“”„‟«»「」『』＂'‘’‚‹›`´]")
_SINGLE = frozenset("'‘’‚‹›`´")
# What closes each opening sign; a straight sign closes itself, a curly one is often closed by the wrong key.
_CLOSES = {
    '"': '"”“＂', "＂": '＂"', "“": "”\"", "”": '”"', "„": "“”\"", "‟": "”\"", "«": "»", "»": "«", "「": "」", "『": "』",
    "``": "'' \" ``", "''": "''\"", ",,": "''",
}  # fmt: skip
_STOPS = frozenset(",.!?…;:)")
_ENDS = re.compile(r"[.!?…][\"'”’»)]*\s+")
# A lookahead longer than this has lost its way: no linear-time promise may hang on one apostrophe.
_REACH = 2000


@dataclass(frozen=True)
class Mark:
    """Some marked words: ``start``/``end`` without their signs, ``left``/``right`` with them.

    ``closed`` and ``opened`` say whether the sign is really there; ``goes_on`` that these words continue the
    marked words before them, in the paragraph above.
    """

    start: int
    end: int
    left: int
    right: int
    opened: bool = True
    closed: bool = True
    goes_on: bool = False


def marked(text: str, elisions: frozenset[str] = frozenset()) -> tuple[Mark, ...]:
    """Find the outermost marked words of a text, in order. ``elisions``: words that begin with an apostrophe."""
    found: list[Mark] = []
    unclosed: str | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        if not text[paragraph.start() : paragraph.end()].strip():
            continue
        here, still = _paragraph(text, paragraph.start(), paragraph.end(), elisions, goes_on=unclosed)
        found.extend(here)
        unclosed = still
    return tuple(found)


def _paragraph(
    text: str, start: int, end: int, elisions: frozenset[str], *, goes_on: str | None
) -> tuple[list[Mark], str | None]:
    found: list[Mark] = []
    opened: tuple[int, int, str] | None = None  # left, start, sign
    first = True
    skip = start
    for match in _SIGN.finditer(text, start, end):
        if match.start() < skip:
            continue
        sign = match.group()
        left, right = match.span()
        before = text[left - 1] if left > start else " "
        after = text[right] if right < end else " "
        if sign in _SINGLE:
            if opened is None and _opens_single(text, match, before, after, elisions):
                close = _single_close(text, right, end)
                if close is not None:
                    found.append(Mark(right, close, left, close + 1))
                    skip = close + 1
                elif sign == "‘" and _introduced(text, left, start):
                    found.append(Mark(right, end, left, end, closed=False))
                    skip = end
            continue
        if opened is None:
            if _only_closes(sign, before, after):
                if before.isdigit() and sign in {'"', "''"}:
                    continue  # inches, seconds
                orphan = _orphan(text, start, left, found, whole=goes_on is not None and first)
                if orphan is not None:
                    found.append(Mark(orphan, left, orphan, right, opened=False, goes_on=goes_on is not None and first))
                first = False
                continue
            opened = (left, right, sign)
        elif sign in _CLOSES.get(opened[2], "") and not _reopens(sign, before, after):
            found.append(
                _made(
                    opened, left, right, goes_on=goes_on is not None and first and opened[0] == _lead(text, start, end)
                )
            )
            opened, first = None, False
        elif sign == opened[2] or (sign in '“"' and opened[2] in '“"'):
            # the one before was never closed: it ends with its sentence
            stop = _last_stop(text, opened[1], left)
            found.append(Mark(opened[1], stop, opened[0], stop, closed=False))
            opened = (left, right, sign)
    if opened is None:
        return [mark for mark in found if mark.start < mark.end], None
    stop = _stripped(text, opened[1], end)
    again = goes_on is not None and first and opened[0] == _lead(text, start, end)
    found.append(Mark(opened[1], stop, opened[0], stop, closed=False, goes_on=again))
    return [mark for mark in found if mark.start < mark.end], opened[2]


def _made(opened: tuple[int, int, str], left: int, right: int, *, goes_on: bool) -> Mark:
    return Mark(opened[1], left, opened[0], right, goes_on=goes_on)


def _lead(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _stripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _only_closes(sign: str, before: str, after: str) -> bool:
    """With nothing open, tell a closing sign whose opening is missing from an opening one."""
    if sign in {"”", "」", "』"}:
        return not before.isspace() and not after.isalnum()
    if sign in {'"', "''", "＂", "»"}:
        return not before.isspace() and before not in "([—–-" and not after.isalnum() and after not in "[($¿¡…"
    return False


def _reopens(sign: str, before: str, after: str) -> bool:
    return sign == '"' and before.isspace() and (after.isalnum() or after in "[$") and not after.isspace()


def _opens_single(text: str, match: re.Match[str], before: str, after: str, elisions: frozenset[str]) -> bool:
    sign = match.group()
    if sign in "’›´`" or after.isspace():
        return False
    run_together = before in ".!?)" and after.isupper()
    if before.isalnum() or (not before.isspace() and before not in '([{—–-/:…"“' and not run_together):
        return False
    word = re.compile(r"\w+").match(text, match.end())
    if word is not None and (word.group().lower() in elisions or re.match(r"\d0s", word.group())):
        return sign == "‘"
    return after.isalnum() or after in "[(…$"


def _single_close(text: str, start: int, end: int) -> int | None:
    """Where single-marked words end; a plural possessive ("the leaders' talks") does not end them if a better sign follows."""
    limit = min(end, start + _REACH)
    possible: int | None = None
    for match in re.compile(r"['’›]|(?<=[\s(])[‘'](?=\w)").finditer(text, start, limit):
        at = match.start()
        before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
        if before.isspace() or before in "(—–":
            if after.isalnum():
                break  # the next ones open here
            continue
        if after.isalnum() and not (before in ".!?," and after.isupper()):
            continue
        rest = text[at + 1 : at + 3]
        if before in "sS" and rest[:1] == " " and rest[1:2].islower():
            possible = at if possible is None else possible
            continue
        if possible is not None and before not in _STOPS:
            return possible
        return at
    return possible


def _introduced(text: str, left: int, start: int) -> bool:
    lead = text[max(start, left - 3) : left].strip()
    return left == start or lead[-1:] in {",", ":"} or not text[start:left].strip()


def _orphan(text: str, start: int, close: int, found: list[Mark], *, whole: bool) -> int | None:
    """Where words begin that are closed but were never opened: their paragraph, or their sentence after other marks."""
    floor = found[-1].right if found else start
    begin = floor
    if not whole:
        for match in _ENDS.finditer(text, floor, close):
            if found:
                begin = match.end()
    begin = _lead(text, begin, close)
    return begin if close - begin > 1 and any(char.isalnum() for char in text[begin:close]) else None


def _last_stop(text: str, start: int, left: int) -> int:
    stop = start
    for match in _ENDS.finditer(text, start, left):
        stop = _stripped(text, start, match.end())
    return stop if stop > start else _stripped(text, start, left)


def inside(marks: tuple[Mark, ...], offset: int) -> Mark | None:
    """Give the mark that holds a character, if any, in logarithmic time."""
    low, high = 0, len(marks)
    while low < high:
        middle = (low + high) // 2
        if marks[middle].right <= offset:
            low = middle + 1
        else:
            high = middle
    return marks[low] if low < len(marks) and marks[low].left <= offset else None


def between(marks: tuple[Mark, ...], start: int, end: int) -> Iterator[Mark]:
    """Give the marks that share a character with a stretch of text."""
    for mark in marks:
        if mark.left >= end:
            return
        if mark.right > start:
            yield mark
