"""The numbers of an article with what they count, as they stand in it: "11.5 million documents", "$14.9 billion", "26 crew"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from variorum.languages import table
from variorum.languages.words import Word, calendar_words, says_little, words
from variorum.model import Article
from variorum.stories.days import days_of
from variorum.stories.names_in_words import read_of

MOST = 2  # numbers cited
_MONEY = "$€£¥₹₽₩"
_FEW = 10
_BEFORE, _AFTER = 3, 0  # days from publication that a date told of an event may lie


@dataclass(frozen=True)
class Count:
    """A number with what it counts: the words as they stand, the noun's stem, and how telling it is (less is more)."""

    form: str
    number: str
    noun: str
    rank: int


@dataclass(frozen=True)
class _Table:
    scales: frozenset[str]
    plurals: frozenset[str]
    idle: frozenset[str]
    units: frozenset[str]
    months: dict[str, int]


@cache
def _table(language: str | None) -> _Table:
    listed = table(language or "en", "reasons").get("numbers", {})
    calendar = table(language or "en", "dates").get("words", {}).get("month", {})
    months = {word: int(number) for word, number in calendar.items() if number.isdigit() and len(word) > 2}
    scales, plurals, idle, units = (
        frozenset(listed.get(name, "").split()) for name in ("scales", "plurals", "idle", "units")
    )
    return _Table(scales, plurals, idle, units, months)


def counts_in_common(one: Article, other: Article) -> list[str]:
    """Give the numbers that both articles have with the same noun or unit, and the day of the event: at most ``MOST``."""
    theirs = {count.form for count in counts_in(other)}
    shared = list({(count.number, count.noun): count for count in counts_in(one) if count.form in theirs}.values())
    days = {form: None for form in _event_days(one) if form in _event_days(other)}
    ordered = [count.form for count in sorted(shared, key=lambda count: count.rank) if count.rank < 2]
    idle = [count.form for count in shared if count.rank == 2]
    return [*ordered, *days, *idle][:MOST]


@lru_cache(maxsize=2048)
def counts_in(article: Article) -> tuple[Count, ...]:
    """Find the numbers of an article that count something, each form once, in the order of the text."""
    text, language = read_of(article), article.language
    found = words(text, language)
    counts: dict[str, Count] = {}
    for at, word in enumerate(found):
        if not word.form[0].isdigit() or _joined_before(text, found, at, language):
            continue
        if count := _count(text, found, at, language):
            counts.setdefault(count.form, count)
    return tuple(counts.values())


def _joined_before(text: str, found: Sequence[Word], at: int, language: str | None) -> bool:
    """A number that belongs to a name ("Falcon 9"), a score, a date or a time counts nothing."""
    start = found[at].start
    if start and (text[start - 1].isalnum() or text[start - 1] in "-–./:,_#&@'’"):
        return True
    if found[at].form[0] == "0" and found[at].form[1:2].isdecimal():  # the end of "1 ,051"
        return True
    if not at or text[found[at - 1].end : start] != " ":
        return False
    before = found[at - 1]
    return before.form[0].isupper() and not says_little(before.stem, language)


def _count(text: str, found: Sequence[Word], at: int, language: str | None) -> Count | None:
    listed, number = _table(language), found[at]
    begin = number.start - 1 if number.start and text[number.start - 1] in _MONEY else number.start
    end, rank = number.end, 1
    following = list(found[at + 1 : at + 4])
    if text[end : end + 1] == "%":
        return Count(text[begin : end + 1], number.stem, "%", 1)
    if following and text[end : following[0].start] == " " and following[0].form in listed.scales:
        end, rank = following.pop(0).end, 0
    if begin < number.start:
        if rank and len(number.form) == 1:  # "$2", or what is left of "$2 .5 million"
            return None
        return Count(text[begin:end], text[number.start : end], "", 0)
    gap = text[end : following[0].start] if following else ""
    if gap == "-" and following[0].form in listed.units:
        return Count(text[begin : following[0].end], number.stem, following[0].stem, 2)
    if gap == "-" and text.startswith("-old", following[0].end):
        return Count(text[begin : following[0].end + len("-old")], number.stem, "old", 2)
    if rank and len(number.form) == 4 and number.form.isdecimal() and number.form[:2] in {"17", "18", "19", "20"}:
        return None
    noun = _noun(text, end, following, language)
    if noun is None:
        return None
    if noun.form in listed.idle:
        if number.form.isdecimal() and int(number.form[:6]) < _FEW:
            return None
        rank = 2
    return Count(text[begin : noun.end], text[number.start : end], noun.stem, rank)


def _noun(text: str, end: int, following: Sequence[Word], language: str | None) -> Word | None:
    """Find the noun that is counted: the next word or the one after it, if it stands in the plural or is a unit."""
    plurals = _table(language).plurals
    for at, word in enumerate(following[:2]):
        if not at and word.form in {"de", "d", "di"} and language not in (None, "en"):  # "1,4 million d'euros"
            end = word.end + 1
            continue
        if text[end : word.start] not in {" ", ""} or not word.form.isalpha() or says_little(word.stem, language):
            return None
        if word.form in plurals or (word.form.islower() and _plural(word, language)):
            return word
        if language not in (None, "en"):
            return None
        end = word.end
    return None


def _plural(word: Word, language: str | None) -> bool:
    if language not in (
        None,
        "en",
    ):  # its plurals are not known: a longer word after a number is mostly what is counted
        return len(word.form) > 3 and word.stem not in calendar_words(language)
    return len(word.form) > 3 and word.form.endswith("s") and not word.form.endswith(("ss", "us", "is"))


@lru_cache(maxsize=2048)
def _event_days(article: Article) -> dict[str, None]:
    """Find dates ("July 14", "14 July") that lie at most some days before the article was published."""
    days, months = days_of(article.published), _table(article.language).months
    if days is None:
        return {}
    text = read_of(article)
    near = _days_before(days[0], days[1])
    found: dict[str, None] = {}
    for left, right in pairwise(words(text, article.language)):
        if text[left.end : right.start] != " ":
            continue
        month, day = (left, right) if right.form.isdecimal() else (right, left)
        if not month.form[0].isupper() or not day.form.isdecimal() or len(day.form) > 2:
            continue
        if (months.get(month.form.lower(), 0), int(day.form)) in near:
            found[text[left.start : right.end]] = None
    return found


@lru_cache(maxsize=512)
def _days_before(first: int, last: int) -> frozenset[tuple[int, int]]:
    if last - first > 31 or first <= _BEFORE:
        return frozenset()
    days = (date.fromordinal(day) for day in range(first - _BEFORE, last + _AFTER + 1))
    return frozenset((day.month, day.day) for day in days)
