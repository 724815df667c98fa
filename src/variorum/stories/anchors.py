"""What a translation leaves alone: names by their letters, numbers by their value, days of the calendar."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

import numpy as np

from variorum.languages import table
from variorum.languages.letters import latin, script, sound
from variorum.languages.words import Word, calendar_words, function_words, words
from variorum.model import Article
from variorum.stories.background import identify
from variorum.stories.datelines import day_told
from variorum.stories.days import Days
from variorum.stories.profiles import Ids, Small, Weights

_LONGEST = 30_000  # characters read of one article
_HEAVY = 40
_GRAINS = 250  # steps of a rarity from 0 to 1
_LETTERS = 5  # of a name: endings change from language to language ("Obama", "Obamas", "Obamy")
_SOUNDS = 3  # consonants: fewer say nothing
_TITLE = 2  # a headline counts as much again
# A name is worth more than a number, a long number more than a short one, and what is written small elsewhere less.
_NAME, _FIGURE, _SMALL_FIGURE, _YEAR = 1.0, 0.8, 0.3, 0.4


@dataclass(frozen=True, eq=False)
class Anchors:
    """The anchors of one article: sorted ids (``background.identify``) with weights of length one, and the parts by themselves.

    ``terms`` are names and numbers together, ``heavy`` the heaviest of them; ``sounds`` are names by their consonants, for
    comparing across scripts; ``numbers`` those of two digits or more; ``dates`` months times 32 plus days; ``weekdays`` from 0.
    """

    terms: Ids
    weights: Weights
    heavy: Ids
    names: Ids
    name_weights: Weights
    sounds: Ids
    numbers: Ids
    dates: Small
    weekdays: Small
    days: Days | None
    language: str | None
    script: str


@lru_cache(maxsize=4096)
def anchors(article: Article) -> Anchors:
    """Find the anchors of an article."""
    title = words(article.title or "", article.language)
    body = words(article.text[:_LONGEST], article.language)
    found = (*title, *body)
    names = _names(found, title, article.language)
    numbers = _numbers(found)
    terms, weights = _vector(names | {number: _value(number) * _often(count) for number, count in numbers.items()})
    name_terms, name_weights = _vector(names)
    months, weekdays = _calendar(found, article.language)
    return Anchors(
        terms=terms,
        weights=weights,
        heavy=terms[np.argsort(-weights, kind="stable")[:_HEAVY]],
        names=name_terms,
        name_weights=name_weights,
        sounds=_ids(f"~{heard}" for heard in _heard(found, article.language)),
        numbers=_ids(number for number in numbers if len(number) > 1),
        dates=_small(months),
        weekdays=_small(weekdays),
        days=day_told(article),
        language=article.language,
        script=script(next((word.form for word in found if word.form[0].isalpha()), "")),
    )


def _names(found: Sequence[Word], title: Sequence[Word], language: str | None) -> dict[str, float]:
    """Weigh the words written with a capital, and never without one; in German, where every noun is, all alike."""
    capital: Counter[str] = Counter()
    small: set[str] = set()
    nobody = calendar_words(language) | function_words(language)
    for at, word in enumerate(found):
        if not word.form[0].isalpha():
            continue
        key = latin(word.form)[:_LETTERS]
        if word.form[0].islower():
            small.add(key)
        elif len(word.form) > 2 and word.form[0].isupper() and word.stem not in nobody:
            capital[key] += 1 + (at < len(title)) * (_TITLE - 1)
    return {name: _NAME * _often(count) for name, count in capital.items() if name not in small}


def _often(count: int) -> float:
    return 1 + math.log(count)


def _heard(found: Sequence[Word], language: str | None) -> set[str]:
    """Names by their consonants; in a script without capitals, all words."""
    nobody = calendar_words(language) | function_words(language)
    heard = (
        sound(word.form)[: _SOUNDS + 1]
        for word in found
        if word.form[0].isalpha() and not word.form[0].islower() and len(word.form) > 2 and word.stem not in nobody
    )
    return {each for each in heard if len(each) >= _SOUNDS}


def _numbers(found: Sequence[Word]) -> Counter[str]:
    """Count numbers by their value: "10,000" and "10.000", "14.9" and "14,9" are the same."""
    return Counter(
        re.sub(r"[.,](?=\d{3}(?:\D|$))", "", word.form).replace(",", ".") for word in found if word.form[0].isdigit()
    )


def _value(number: str) -> float:
    if len(number) == 4 and number.isdecimal() and 1900 <= int(number) <= 2100:
        return _YEAR
    return _FIGURE if len(number) > 2 else _SMALL_FIGURE


@cache
def _days(language: str | None) -> tuple[dict[str, int], dict[str, int]]:
    listed = table(language or "en", "dates").get("words", {})
    months = {word: int(number) for word, number in listed.get("month", {}).items() if number.isdigit()}
    weekdays = {word: int(number) - 1 for word, number in listed.get("weekday", {}).items() if number.isdigit()}
    return {word: month for word, month in months.items() if not word.isdigit()}, weekdays


def _calendar(found: Sequence[Word], language: str | None) -> tuple[list[int], list[int]]:
    """Days of a month ("May 24", "24 de mayo", "24. Mai") and of the week."""
    months, weekdays = _days(language)
    dates: list[int] = []
    named: list[int] = []
    for at, word in enumerate(found):
        form = word.form.lower()
        if form in months:
            beside = [found[place].form for place in (at - 1, at + 1, at - 2) if 0 <= place < len(found)]
            day = next((int(each) for each in beside if each.isdecimal() and len(each) < 3), 0)
            if 1 <= day <= 31:
                dates.append(months[form] * 32 + day)
        elif form in weekdays:
            named.append(weekdays[form])
    return dates, named


@cache
def _common() -> dict[int, float]:
    """The rarities (0..1) of the anchors that much of the news has, in any language; all others are as rare as can be."""
    with resources.as_file(resources.files("variorum.stories") / "anchors.npz") as place:
        return read_rarities(place) if place.is_file() else {}


def read_rarities(place: Path) -> dict[int, float]:
    """Read a table as ``train/graded.py`` writes it."""
    with np.load(place, allow_pickle=False) as held:
        return dict(zip(held["ids"].tolist(), (held["rarities"] / _GRAINS).tolist(), strict=True))


def _vector(weighed: dict[str, float]) -> tuple[Ids, Weights]:
    """Bring weights times rarities to length one, in the order of the ids."""
    common = _common()
    raw = {identify(term): weight for term, weight in weighed.items()}
    raw = {each: weight * common.get(each, 1.0) for each, weight in raw.items()}
    ids = np.array(sorted(raw), np.uint32)
    weights = np.array([raw[each] for each in ids.tolist()], np.float64)
    norm = math.sqrt(math.fsum((weights * weights).tolist()))
    return ids, (weights / norm if norm else weights).astype(np.float32)


def _ids(terms: Iterable[str]) -> Ids:
    return np.array(sorted({identify(term) for term in terms}), np.uint32)


def _small(numbers: Iterable[int]) -> Small:
    return np.array(sorted(set(numbers)), np.int32)
