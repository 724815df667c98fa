"""The figures that a new version of a telling dropped, added or altered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from variorum.edition.change import Revised
from variorum.edition.pairing import alike, fairly_paired, left
from variorum.edition.sentence_pairs import Sides, Text, forms, stems
from variorum.languages import table
from variorum.languages.words import words
from variorum.model import Figure

# So much of what two numbers count must be the same before one takes the place of the other.
_SENSE = 0.34
_PEOPLE = 30.0
_SMALL = 2
_WEIGHT = {"money": 4.0, "count": 3.0, "percentage": 3.0}


def revised_figures(sides: Sides) -> Iterator[Revised]:
    """Name the figures of sentences that changed; a number that stands in the other version for the same thing is no change."""
    old, new = _told(sides.before), _told(sides.after)
    kept = fairly_paired(_pairs(sides, old, new, same=True))
    gone = _not_elsewhere(left(old, kept), sides.after)
    come = _not_elsewhere(left(new, kept.values()), sides.before)
    turned = fairly_paired(_pairs(sides, gone, come, same=False))
    for i, j in turned.items():
        was, now = gone[i], come[j]
        if _value(was) != _value(now):
            about = _about(now) or _about(was)
            weight = 10 + _weight(sides.after, now)
            yield Revised("altered", "figure", about, _amount(was), _amount(now), was.span, now.span, weight)
    for one in _missing(left(gone, turned), sides.after):
        yield Revised(
            "dropped", "figure", _about(one), was=_amount(one), before=one.span, weight=8 + _weight(sides.before, one)
        )
    for one in _missing(left(come, turned.values()), sides.before):
        yield Revised(
            "added", "figure", _about(one), now=_amount(one), after=one.span, weight=2 + _weight(sides.after, one)
        )


def _told(text: Text) -> list[Figure]:
    """The figures that tell something and stand where the text changed."""
    return [
        one
        for one in text.reading.figures
        if one.kind not in ("vague", "ordinal") and (one.low, one.high) != (None, None) and text.is_changed(one.span)
    ]


def _pairs(
    sides: Sides, old: Sequence[Figure], new: Sequence[Figure], *, same: bool
) -> Iterator[tuple[float, int, int]]:
    language = sides.before.reading.article.language
    senses = [_sense(one, language) for one in old], [_sense(one, language) for one in new]
    by_value: dict[object, list[int]] = {}
    by_unit: dict[object, list[int]] = {}
    for j, one in enumerate(new):
        by_value.setdefault(_value(one), []).append(j)
        by_unit.setdefault(_sort(one), []).append(j)
    for i, one in enumerate(old):
        for j in by_value.get(_value(one), ()) if same else by_unit.get(_sort(one), ()):
            sense = alike(senses[0][i], senses[1][j])
            unsaid = not senses[0][i] or not senses[1][j]
            here = sides.aligned(one.span, new[j].span)
            if (here or sense or unsaid) if same else (sense >= _SENSE or (here and unsaid)):
                yield sense + here, i, j


def _value(one: Figure) -> tuple[object, ...]:
    return one.low, one.high, one.unit


def _bound(one: Figure) -> tuple[object, ...]:
    """A number whatever is said of how exact it is: "12" carries "at least 12", too."""
    return one.high if one.low is None else one.low, one.unit


def _sort(one: Figure) -> tuple[object, ...]:
    return one.kind, one.unit


def _not_elsewhere(those: Sequence[Figure], other: Text) -> list[Figure]:
    """Leave out what sentences that are the same in both versions say anyway."""
    language = other.reading.article.language
    standing: dict[object, list[frozenset[str]]] = {}
    for one in other.reading.figures:
        if not other.is_changed(one.span):
            standing.setdefault(_bound(one), []).append(_sense(one, language))
    found = []
    for one in those:
        sense = _sense(one, language)
        if not any(not sense or not its or sense & its for its in standing.get(_bound(one), ())):
            found.append(one)
    return found


def _missing(those: Sequence[Figure], other: Text) -> Iterator[Figure]:
    """Leave out small numbers in words, and those that stand in the other version where nothing was read out of them."""
    read = [one.span for one in other.reading.figures]
    covered = {form for span in read for form in forms(span.words)}
    unread = {form for one in other.sentences if one.number in other.changed for form in one.forms} - covered
    language = other.reading.article.language
    for one in those:
        if _is_small(one) and not _befell(one, language):
            continue
        number = [form for form in forms(one.span.words) if form[0].isdigit()] or list(forms(one.span.words))
        if not any(form in unread for form in number):
            yield one


def _is_small(one: Figure) -> bool:
    """Say whether a figure is "one", "two" or "twice": whether it is there or not tells nobody anything."""
    return not any(char.isdigit() for char in one.span.words) and max(one.low or 0, one.high or 0) <= _SMALL


@cache
def _indicators(language: str) -> dict[str, str]:
    listed: dict[str, list[str]] = table(language, "tolls").get("indicators", {})
    return {word: name for name, words in listed.items() for word in words}


def _sense(one: Figure, language: str | None) -> frozenset[str]:
    """Give what a figure counts: what befell people as one word, else the words that say something."""
    befell = _befell(one, language)
    return frozenset(f"={name}" for name in befell) or stems(one.measures or "", language)


def _befell(one: Figure, language: str | None) -> set[str]:
    known = _indicators(language or "en")
    return {known[word.form.lower()] for word in words(one.measures or "", language) if word.form.lower() in known}


def _weight(text: Text, one: Figure) -> float:
    befell = bool(_befell(one, text.reading.article.language))
    return _PEOPLE if befell else _WEIGHT.get(one.kind, 1.0)


def _amount(one: Figure) -> str:
    words = " ".join(one.span.words.split())
    hedge = one.hedge or ""
    return words if not hedge or hedge.casefold() in words.casefold() else f"{hedge} {words}"


def _about(one: Figure) -> str:
    return " ".join((one.measures or "").split())
