"""Quotation marks of any kind, also broken, missing, nested, run together or re-opened paragraph by paragraph."""

from __future__ import annotations

import re
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
_LETTER = re.compile(r"[^\W_]")
_ENDS = re.compile(r"[.!?…][\"'”’»)]*\s+")
# A lookahead longer than this has lost its way: no linear-time promise may hang on one apostrophe.
_REACH = 2000


@dataclass(frozen=True)
class Mark:
    """Some marked words: ``start``/``end`` without their signs, ``left``/``right`` with them.

    ``closed`` and ``opened`` say whether the sign is really there; ``goes_on`` that these words continue the
    marked words before them, in the paragraph above; ``dash`` that a dash and no quotation mark opens them.
    """

    start: int
    end: int
    left: int
    right: int
    opened: bool = True
    closed: bool = True
    goes_on: bool = False
    dash: bool = False


def marked(text: str, elisions: frozenset[str] = frozenset()) -> tuple[Mark, ...]:
    """Find the outermost marked words of a text, in order. ``elisions``: words that begin with an apostrophe."""
    found: list[Mark] = []
    unclosed: str | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        if paragraph.group().isspace():
            continue
        reader = _Reader(text, *paragraph.span(), elisions, goes_on=unclosed is not None, found=[])
        skip = paragraph.start()
        for match in _SIGN.finditer(text, *paragraph.span()):
            if match.start() < skip:
                continue
            if match.group() in _SINGLE:
                skip = reader.single(match)
            else:
                reader.double(match.group(), *match.span())
        unclosed = reader.finish()
        found.extend(reader.found)
    return tuple(found)


@dataclass
class _Reader:
    """One paragraph while its signs are read from left to right."""

    text: str
    start: int
    end: int
    elisions: frozenset[str]
    goes_on: bool
    found: list[Mark]
    opened: tuple[int, int, str] | None = None  # left, right and sign of what is open
    depth: int = 0

    def double(self, sign: str, left: int, right: int) -> None:
        before = self.text[left - 1] if left > self.start else " "
        after = self.text[right] if right < self.end else " "
        if self.opened is None:
            if _only_closes(sign, before, after):
                self._orphan(sign, left, right, before)
            else:
                self.opened = (left, right, sign)
        elif sign in _CLOSES.get(self.opened[2], "") and not _reopens(sign, before, after):
            if self.depth:
                self.depth -= 1
            else:
                self._add(self.opened[1], left, self.opened[0], right)
                self.opened = None
        elif sign == self.opened[2] == "“" and self._nested(right):
            self.depth += 1
        elif sign == self.opened[2] or (sign in '“"' and self.opened[2] in '“"'):
            # the one before was never closed: it ends with its sentence
            stop = _last_stop(self.text, self.opened[1], left)
            self._add(self.opened[1], stop, self.opened[0], stop, closed=False)
            self.opened, self.depth = (left, right, sign), 0

    def single(self, match: re.Match[str]) -> int:
        """Read a single sign that opens; give where reading goes on."""
        left, right = match.span()
        before = self.text[left - 1] if left > self.start else " "
        after = self.text[right] if right < self.end else " "
        if self.opened is not None or not _opens_single(self.text, match, before, after, self.elisions):
            return right
        close = _single_close(self.text, right, self.end)
        if close is not None:
            self._add(right, close, left, close + 1)
            return close + 1
        if match.group() == "‘" and _introduced(self.text, left, self.start):
            self._add(right, self.end, left, self.end, closed=False)
            return self.end
        return right

    def finish(self) -> str | None:
        """Close what is still open at the end of the paragraph; give its sign."""
        if self.opened is None:
            return None
        stop = _stripped(self.text, self.opened[1], self.end)
        self._add(self.opened[1], stop, self.opened[0], stop, closed=False)
        return self.opened[2]

    def _add(self, start: int, end: int, left: int, right: int, *, opened: bool = True, closed: bool = True) -> None:
        if start >= end:
            return
        again = self.goes_on and not self.found and left == _lead(self.text, self.start, self.end)
        self.found.append(Mark(start, end, left, right, opened, closed, again))

    def _orphan(self, sign: str, left: int, right: int, before: str) -> None:
        if before.isdigit() and sign in {'"', "''"}:
            return  # inches, seconds
        start = _orphan(self.text, self.start, left, self.found, whole=self.goes_on and not self.found)
        if start is not None:
            self._add(start, left, start, right, opened=False)

    def _nested(self, right: int) -> bool:
        limit = min(self.end, right + _REACH)
        first = self.text.find("”", right, limit)
        return first >= 0 and self.text.find("”", first + 1, limit) >= 0


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
    """Find where single-marked words end; a plural possessive ("the leaders' talks") does not end them if a better sign follows."""
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
    """Find where words begin that are closed but were never opened: their paragraph, or their sentence after other marks."""
    begin = found[-1].right if found else start
    # Neither look back goes further than a sentence can: in a text of mere signs each of them comes here.
    if found and not whole:
        for match in _ENDS.finditer(text, max(begin, close - _REACH), close):
            begin = match.end()
    begin = _lead(text, begin, close)
    return begin if close - begin > 1 and _LETTER.search(text, max(begin, close - _REACH), close) else None


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
