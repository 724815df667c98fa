"""The names that stand in two articles, the most telling first, and those that stand in one of them only."""

from __future__ import annotations

import math
from dataclasses import dataclass

from variorum.languages.names import fold, is_acronym, lexicon
from variorum.languages.words import stem, words
from variorum.model import Article
from variorum.stories.background import background
from variorum.stories.names_in_words import Names, names_in

MOST = 3  # names cited
_COMMON = 4.0  # rarity: a word that is more common by itself is a name only as part of a longer one
_PERSON, _LEADS = 1.3, 2.0  # what a person counts more, and a name in headline or opening
OPENING = 600  # characters


@dataclass(frozen=True)
class Shared:
    """A name that stands in both articles, as it stands there; a country says less than anything else, a person most."""

    form: str
    country: bool
    person: bool


def names_in_common(one: Article, other: Article) -> list[Shared]:
    """Give the names both articles have, each thing once: at most ``MOST``, countries last.

    A name is cited whole, as it stands in at least one of the two by itself, and word for word in the other.
    """
    mine, theirs = names_in(one), names_in(other)
    persons, known = mine.persons | theirs.persons, lexicon(one.language)
    weights = _weights(one, other)
    countries = {form: known.country(form) for form in weights}
    cited: list[Shared] = []
    used: set[str] = set()
    for form in sorted(weights, key=lambda form: (countries[form] is not None, -weights[form], form)):
        country = countries[form]
        parts = {fold(country.name)} if country else _parts(form)
        if parts & used or any(_short_for(form, held.form) for held in cited):
            continue
        used |= parts | _parts(form)
        cited.append(Shared(form, country is not None, form in persons))
        if len(cited) == MOST:
            break
    return cited


def _weights(one: Article, other: Article) -> dict[str, float]:
    """Weigh the names that both have; those in headline or opening count more."""
    mine, theirs = names_in(one), names_in(other)
    persons = mine.persons | theirs.persons
    last = {person.rsplit(" ", 1)[-1] for person in persons}
    openings = ((_opening(one), mine), (_opening(other), theirs))
    weights: dict[str, float] = {}
    for form in sorted({*mine.whole, *theirs.whole}):
        if mine.within[form] and theirs.within[form] and _telling(form, (mine, theirs), last, one.language):
            leads = sum(_LEADS if _called(form, names) in opening else 1.0 for opening, names in openings)
            weights[form] = leads * _weight(form, mine, theirs, one.language)
    for form in {part for person in weights if person in persons for part in person.split()}:
        weights.pop(form, None)  # he is cited by his whole name
    return weights


def _called(form: str, names: Names) -> str:
    """Give the last name of a person that is called by it, else the name."""
    last = form.rsplit(" ", 1)[-1]
    return last if form in names.persons and names.whole[last] else form


def _opening(article: Article) -> str:
    return f"{article.title or ''}\n{article.text[:OPENING]}"


def _short_for(form: str, cited: str) -> bool:
    return is_acronym(form, cited) or is_acronym(cited, form)


def _parts(form: str) -> set[str]:
    return {part for part in fold(form).split() if len(part) > 2 or not part.isalpha()}


def _telling(form: str, names: tuple[Names, Names], last: set[str], language: str | None) -> bool:
    """One word alone must be a country, rare and a name in both, or the last name of a person."""
    if " " in form or lexicon(language).country(form):
        return True
    if background().rarity(stem(form, language), language) < _COMMON:
        return form in last
    return all(held.whole[form] for held in names) or any(held.whole[form] > 1 for held in names)


def _weight(form: str, mine: Names, theirs: Names, language: str | None) -> float:
    """Weigh a name by the rarity of its words and how often both have it; a person may be called by the last name too."""
    person = form in mine.persons or form in theirs.persons
    often = min(max(names.within[form], names.whole[_called(form, names)]) for names in (mine, theirs))
    rarities = sorted((background().rarity(stem(part, language), language) for part in form.split()), reverse=True)
    return sum(rarities[:2]) * (1 + math.log(often)) * (_PERSON if person else 1.0)


def other_names(one: Article, other: Article) -> list[str]:
    """Say which two persons, or else which two places of one sort, the openings of two articles name that the other lacks."""
    mine, theirs = _own(one, other), _own(other, one)
    return [f"{mine[sort]} in one, {theirs[sort]} in the other" for sort in sorted(mine) if sort in theirs][:1]


def _own(article: Article, other: Article) -> dict[str, str]:
    """Give what the headline and opening of an article name most often and another never does, by sort."""
    there = {fold(word.form) for word in words(f"{other.title or ''}\n{other.text}", other.language)}
    opening = _opening(article)
    names, known = names_in(article), lexicon(article.language)
    own: dict[str, str] = {}
    for form in sorted(names.whole, key=lambda form: (-names.whole[form], form)):
        parts = fold(form).split()
        if form not in opening or any(part in there for part in parts):
            continue
        if form in names.persons and known.gender(form):
            own.setdefault("1 person", form)
        elif fold(form) in known.places:
            own.setdefault("2 town", form)
        elif known.ending(form) == "place":  # streets against streets
            own.setdefault(f"3 {parts[-1]}", form)
    return own
