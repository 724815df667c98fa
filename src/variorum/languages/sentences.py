"""Sentence boundaries by rule, also where paragraphs run together ("reporters.Trump said", "LNG.'The goal")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# A stop, whatever closes after it, and then either white space or - run together - the next sentence.
_STOP = re.compile(r"[.!?…]+|[。！？]")
_CLOSERS = "\"'”’»)]›"
_SPACES = frozenset(" \u00a0\u202f")
_OPENERS = "\"'“‘«([‹„"
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«(\[]*$")
# What goes on for longer is a table, a list of links or one word, and is cut at a space if it has any.
_LONGEST = 2000
_AHEAD = 200
_BEHIND = 40
_INITIALS = re.compile(r"^(?:[^\W\d_]\.)+$")

# Words that end in a full stop without ending a sentence. Common to the languages of the Latin script.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt adm rev hon sen rep gov pres st sr jr vs etc no nos vol fig al inc ltd corp"
    " co bros dept approx est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun"
    " m mme mlle mm me cf env av art p pp ca bzw usw str nr hr fr sra srta ud uds lic ing dra sig dott avv cia".split()
)
# After these a sentence may well end: they end one when the next word is no name.
_MAY_END = frozenset("inc ltd corp co etc jr sr bros al no".split())


@lru_cache(maxsize=256)
def sentences(text: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
    """Cut a text into sentences: ``(start, end)`` character offsets without outer white space, in order.

    A line break always ends a sentence: a headline, a list item and a paragraph are never one with the next line. None is
    longer than 2,000 characters, so that work on one sentence stays small however broken the text is.
    """
    closes_apart = language == "fr"
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\r\n\v\f\x85\u2028\u2029]+", text):
        start = line.start()
        for end in _stops(text, line.start(), line.end(), closes_apart=closes_apart):
            found.append((start, end))
            start = end
        found.append((start, line.end()))
    trimmed = (_trim(text, start, end) for start, end in found)
    return tuple(piece for start, end in trimmed if start < end for piece in _pieces(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        middle = space if space > 0 else start + _LONGEST
        piece = _trim(text, start, middle)
        if piece[0] < piece[1]:
            yield piece
        start, _ = _trim(text, middle, end)
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _stops(text: str, start: int, end: int, *, closes_apart: bool = False) -> list[int]:
    """Where sentences end within one line; ``closes_apart``: a space stands before a closing mark ("Non ! »")."""
    ends: list[int] = []
    open_single = False
    open_double = False
    position = start
    while match := _STOP.search(text, position, end):
        for offset in range(position, match.start()):
            open_single, open_double = _quotes_after(text, offset, start, open_single, open_double)
        after = match.end()
        if closes_apart and text[after : after + 1] in _SPACES and text[after + 1 : min(after + 2, end)] == "»":
            after += 2
        # A straight mark right after the stop closes what is open; otherwise it opens the next sentence.
        while after < end and text[after] in _CLOSERS:
            mark = text[after]
            followed = text[after + 1] if after + 1 < end else " "
            if mark == "'" and not open_single and not followed.isspace():
                break
            if mark == '"' and not open_double and not followed.isspace():
                break
            open_single = open_single and mark not in "'’"
            open_double = open_double and mark != '"'
            after += 1
        if _ends(text, match.start(), match.end(), after, start, end):
            ends.append(after)
        position = after
    return ends


def _quotes_after(text: str, offset: int, start: int, single: bool, double: bool) -> tuple[bool, bool]:
    mark = text[offset]
    if mark == '"':
        return single, not double
    if mark in "'‘’":
        before = text[offset - 1] if offset > start else " "
        after = text[offset + 1] if offset + 1 < len(text) else " "
        if before.isalnum() and after.isalnum():
            return single, double  # an apostrophe
        if not before.isalnum() and after.isalnum() and mark != "’":
            return True, double
        if not after.isalnum():
            return False, double
    return single, double


def _ends(text: str, stop: int, stop_end: int, after: int, start: int, end: int) -> bool:
    if after >= end:
        return False
    rest = text[after : min(end, after + _AHEAD)]
    spaced = rest[0].isspace()
    tail = rest.lstrip()
    following = tail.lstrip(_OPENERS + "-–— ")
    if text[stop] in "。！？":
        return True
    if not following:
        return False
    # Only a stretch before and behind is looked at, so that a gigantic line stays linear.
    before = _WORD_BEFORE.search(text[max(start, stop - _BEHIND) : stop])
    word = (before.group() if before else "").rstrip(".")
    if not spaced:
        return _runs_together(word, tail, following, closed=after > stop_end)
    if following[0].islower() and not (len(text[stop:stop_end]) == 1 and tail[0] in '“"«'):
        return False
    if text[stop] == "." and stop_end - stop == 1:
        lower = word.lower()
        if lower in _ABBREVIATIONS and after == stop_end:
            return lower in _MAY_END and not following[:1].isupper()
        if _INITIALS.search(word + "."):
            # "J. Smith" goes on, "in the U.S. The" and "the EU. It" do not
            return len(word) > 1 and _starts_sentence(following)
    if text[stop] == "…" or text[stop:stop_end] == "...":
        return following[0].isupper() and spaced and _starts_sentence(following)
    return following[0].isupper() or following[0].isdigit() or not following[0].isascii() or tail[0] in _OPENERS


_OPENING_WORDS = frozenset(
    "the a an this that these those he she it they we i you in on at but and however meanwhile for when after before"
    " as if its his her their there here what who why how according while with by from since both one".split()
)


def _starts_sentence(following: str) -> bool:
    word = re.match(r"[^\W\d_]+", following)
    return word is not None and word.group().lower() in _OPENING_WORDS


def _runs_together(word: str, tail: str, following: str, *, closed: bool) -> bool:
    """Tell "reporters.Trump said" from "moderntokyotimes.com", "U.S.-led" and "e.g.The"."""
    if not following[0].isupper() or not (tail[0] in _OPENERS or tail[0].isupper()):
        return False
    if closed:
        return True
    letters = re.search(r"[^\W\d_]{2,}$|\d$|[)\]%]$", word)
    if not letters or "." in word or "/" in word or "@" in word:
        return False
    # "St.Louis" and "Jan.Smith" are abbreviations; a one-letter word or an acronym of stops never gets here
    return word.lower() not in _ABBREVIATIONS and bool(re.match(r"[^\W\d_](?:[^\W\d_]|['’ ])", following))
