"""What of an article is compared, as small arrays: made once for each article, from nothing but the article."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

import numpy as np
import numpy.typing as npt

from variorum.languages import table
from variorum.languages.word_vectors import word_vectors
from variorum.languages.words import Word, calendar_words, function_words, words
from variorum.model import Article
from variorum.stories.background import Background, background, identify
from variorum.stories.days import Days, days_of
from variorum.stories.marks import marks

Ids = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]
Small = npt.NDArray[np.int32]

# News puts the event first: the headline counts three times, the opening twice.
_TITLE_WEIGHT = 2
_OPENING = 400  # characters
_LONGEST = 30_000  # characters read of one article: beyond that no report says what it is about
_HEAVY, _TOP, _CHIEF = 40, 12, 5
_RANK_BITS = 20
_SKETCH, _SHINGLE = 64, 4
_DIMENSIONS = 96


@dataclass(frozen=True, eq=False)
class Profile:
    """What is compared of one article. Terms are ids of stems (``background.identify``), sorted, with unit-length weights.

    ``heavy`` are the heaviest terms, heaviest first: what candidates are sought by; ``top`` the first of them, sorted. ``lead``
    are the terms of headline and opening. ``named`` says which terms are names; ``names`` are words with a capital, ``chief``
    the heaviest of them, ``persons`` two in a row, ``places`` those after "in" or "near". ``numbers`` are ids of a number with
    what it counts, ``told`` the days (ordinals) told of, ``dates`` months times 32 plus days, ``ranks`` ids of what is ranked
    (``ranked``) with its rank. ``sketch`` is the least hashes of runs of four words, ``meaning`` and ``lead_meaning`` mean word
    vectors.
    """

    terms: Ids
    weights: Weights
    heavy: Ids
    top: Ids
    days: Days | None
    language: str | None
    norm: float
    length: int
    lead: Ids
    lead_weights: Weights
    named: npt.NDArray[np.bool_]
    names: Ids
    name_weights: Weights
    chief: Ids
    lead_names: Ids
    lead_name_weights: Weights
    persons: Ids
    person_weights: Weights
    places: Ids
    place_weights: Weights
    numbers: Ids
    ages: Small
    dead: Small
    hurt: Small
    told: Small
    dates: Small
    weekdays: Small
    ranks: npt.NDArray[np.int64]
    ranked: Ids
    sketch: Ids
    meaning: npt.NDArray[np.int8]
    lead_meaning: npt.NDArray[np.int8]


def profile(article: Article, rarities: Background | None = None) -> Profile:
    """Make an article's profile; ``rarities`` stands in for the background that ships."""
    held = rarities or background()
    title = words(article.title or "", article.language)
    body = words(article.text[:_LONGEST], article.language)
    opening = [word for word in body if word.start < _OPENING]
    counts = Counter(word.stem for word in body)
    counts.update(word.stem for word in opening)
    lead = Counter(word.stem for word in opening)
    for word in title:
        counts[word.stem] += _TITLE_WEIGHT
        lead[word.stem] += 1
    rarity = {stem: held.rarity(stem, article.language) for stem in counts}
    terms, weights, norm = _vector(counts, rarity)
    heavy = terms[np.argsort(-weights, kind="stable")[:_HEAVY]]
    names, runs, placed = _names(article, body)
    days = days_of(article.published)
    found = marks((*title, *body), article.language)
    lead_terms, lead_weights, _ = _vector(lead, rarity)
    name_terms, name_weights, _ = _vector(names, rarity)
    lead_names, lead_name_weights, _ = _vector({name: lead[name] for name in names if name in lead}, rarity)
    persons, person_weights, _ = _vector(runs, {run: sum(map(rarity.__getitem__, run.split())) for run in runs})
    places, place_weights, _ = _vector(placed, rarity)
    return Profile(
        terms=terms,
        weights=weights,
        heavy=heavy,
        top=np.sort(heavy[:_TOP]),
        days=days,
        language=article.language,
        norm=norm,
        length=len(body),
        lead=lead_terms,
        lead_weights=lead_weights,
        named=np.isin(terms, name_terms, assume_unique=True),
        names=name_terms,
        name_weights=name_weights,
        chief=np.sort(name_terms[np.argsort(-name_weights, kind="stable")[:_CHIEF]]),
        lead_names=lead_names,
        lead_name_weights=lead_name_weights,
        persons=persons,
        person_weights=person_weights,
        places=places,
        place_weights=place_weights,
        numbers=_ids(f"{number} {counted}" for number, counted in found.counted),
        ages=_small(found.ages),
        dead=_small(found.dead),
        hurt=_small(found.hurt),
        told=_told(days, found.weekdays, found.shifts),
        dates=_small(month * 32 + day for month, day in found.dates),
        weekdays=_small(found.weekdays),
        ranks=np.array(sorted((identify(what) << _RANK_BITS) + rank for what, rank in found.ranks), np.int64),
        ranked=_ids(what for what, _ in found.ranks),
        sketch=_sketch(body),
        meaning=_meaning([*title, *body], rarity),
        lead_meaning=_meaning([*title, *opening], rarity),
    )


def _vector(counts: Mapping[str, int], rarity: Mapping[str, float]) -> tuple[Ids, Weights, float]:
    """Weigh terms by logarithmic count times rarity, to length one; also give the length before."""
    raw = {identify(term): (1 + math.log(count)) * rarity[term] for term, count in counts.items() if count}
    ids = np.array(sorted(raw), np.uint32)
    weights = np.array([raw[each] for each in ids.tolist()], np.float64)
    norm = math.sqrt(math.fsum((weights * weights).tolist()))
    return ids, (weights / norm if norm else weights).astype(np.float32), norm


def _ids(terms: Iterable[str]) -> Ids:
    return np.array(sorted({identify(term) for term in terms}), np.uint32)


def _small(numbers: Iterable[int]) -> Small:
    return np.array(sorted(set(numbers)), np.int32)


def _told(days: Days | None, weekdays: Sequence[int], shifts: Sequence[int]) -> Small:
    """Days told of by their name or distance: the last such weekday up to the day of publication. None without that."""
    if days is None or days[0] != days[1]:
        return _small(())
    day = days[0]
    last = ((day - 1 - weekday) % 7 for weekday in weekdays)  # ordinal 1 is a Monday
    return _small([*(day - back for back in last), *(day + shift for shift in shifts)])


@lru_cache(maxsize=512)
def names_of(article: Article) -> Counter[str]:
    """Count the stems of an article's names."""
    return _names(article, words(article.text[:_LONGEST], article.language))[0]


@cache
def _place_words(language: str | None) -> frozenset[str]:
    return frozenset(table(language or "en", "stories").get("words", {}).get("at", "").split())


_BEGINS = re.compile(r"[.!?:;…\"“”„«»\n\r•|>-]\s*$|^\s*$")


def _names(article: Article, body: tuple[Word, ...]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count names, runs of two names, and names that follow a word of place.

    A name is written with a capital inside a sentence and never without one, but for days and months.
    """
    inside: Counter[str] = Counter()
    small: set[str] = set()
    for word, following in zip_longest(body, body[1:]):
        first = word.form[0]
        if first.islower():
            small.add(word.stem)
        elif first.isupper() and len(word.form) > 1:
            inside[word.stem] += _inside(article.text, word.start) or _leads(word, following)
    nobody = small | calendar_words(article.language) | function_words(article.language)
    names = Counter({name: count for name, count in inside.items() if count and name not in nobody})
    runs: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    before = _place_words(article.language)
    for one, other in pairwise(body):
        if other.stem not in names or not other.form[0].isupper():
            continue
        if one.stem in names and one.form[0].isupper() and other.start <= one.end + 2:
            runs[f"{one.stem} {other.stem}"] += 1
        elif one.form in before:
            placed[other.stem] += 1
    return names, runs, placed


def _leads(word: Word, following: Word | None) -> bool:
    """The first word of a sentence is a name if another follows: "Hedda Moen said"."""
    return following is not None and following.form[0].isupper() and following.start == word.end + 1


def _inside(text: str, start: int) -> bool:
    return _BEGINS.search(text[max(0, start - 3) : start]) is None


def _sketch(body: Sequence[Word]) -> Ids:
    """The least of the hashes of all runs of four words (Broder 1997)."""
    stems = np.array([identify(word.stem) for word in body], np.uint64)
    if len(stems) < _SHINGLE:
        return np.zeros(0, np.uint32)
    mixed = np.zeros(len(stems) - _SHINGLE + 1, np.uint64)
    for at in range(_SHINGLE):
        mixed = (mixed * np.uint64(0x9E3779B97F4A7C15)) ^ stems[at : len(stems) - _SHINGLE + 1 + at]
        mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    least: Ids = np.unique((mixed >> np.uint64(32)).astype(np.uint32))[:_SKETCH]
    return least


@lru_cache(maxsize=1)
def _nowhere() -> npt.NDArray[np.int8]:
    return np.zeros(_DIMENSIONS, np.int8)


def _meaning(found: Sequence[Word], rarity: Mapping[str, float]) -> npt.NDArray[np.int8]:
    """The mean vector of an English text's words, weighted by their rarity."""
    forms: dict[str, float] = {}
    for word in found:
        form = word.form.lower()
        forms[form] = forms.get(form, 0.0) + rarity.get(word.stem, 0.0)
    listed = list(forms)
    held, rows = word_vectors().known(listed)
    if not held:
        return _nowhere()
    mean = np.array([math.sqrt(forms[listed[at]]) for at in held], np.float32) @ rows
    length = float(np.linalg.norm(mean))
    return np.rint(mean / length * 127).astype(np.int8) if length else _nowhere()
