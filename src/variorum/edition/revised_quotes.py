"""The quotes that a new version of a telling dropped, added, worded otherwise or gave to someone else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from variorum.edition.change import Revised
from variorum.edition.pairing import fairly_paired, left, same_in_order
from variorum.edition.sentence_pairs import Sides, Text, forms, stems
from variorum.languages import table
from variorum.model import Entity, Quote, Span

# Two quotes of so many common words are one, worded otherwise; a shorter one is no quote that anybody would miss.
_ALIKE, _LEAST = 0.6, 4
# A quote of which so many of its word pairs stand in the other version is not gone, only told.
_TOLD = 0.5
_COMMON = 60
# Two names whose letters agree so far are one name, spelt otherwise.
_SPELT = 0.75


def revised_quotes(sides: Sides) -> Iterator[Revised]:
    """Name the direct quotes that changed; what the other version has on end, in or out of quotation marks, did not."""
    old, new = _direct(sides.before), _direct(sides.after)
    equal = same_in_order([forms(one.content) for one in old], [forms(one.content) for one in new])
    yield from _given(sides, [(old[i], new[j]) for i, j in equal.items()])
    gone = [one for one in left(old, equal) if _is_weighty(one) and not _says(sides.after, one)]
    come = [one for one in left(new, equal.values()) if _is_weighty(one) and not _says(sides.before, one)]
    # What was lengthened holds the old words, and what was cut is held by them: only one of the two is missing.
    rest = [one for one in left(old, equal) if _is_weighty(one)]
    its = [one for one in left(new, equal.values()) if _is_weighty(one)]
    turned = fairly_paired([*_pairs(rest, its), *_in_one_place(sides, rest, its)])
    pairs = [(rest[i], its[j]) for i, j in turned.items()]
    yield from _given(sides, pairs)
    for was, now in pairs:
        if was in gone or now in come:
            yield Revised("altered", "quote", _who(sides.after, now), _words(was), _words(now), was.span, now.span, 36)
    paired = {one.id for one, _ in pairs}, {one.id for _, one in pairs}
    for one in gone:
        if one.id not in paired[0] and _share_told(one, sides.after) < _TOLD:
            yield Revised("dropped", "quote", _who(sides.before, one), was=_words(one), before=one.span, weight=25)
    for one in come:
        if one.id not in paired[1] and _share_told(one, sides.before) < _TOLD:
            yield Revised("added", "quote", _who(sides.after, one), now=_words(one), after=one.span, weight=12)


def _direct(text: Text) -> list[Quote]:
    """The direct quotes piece by piece, in order: which pieces make one quote the words around them may change."""
    found: dict[Span, Quote] = {}
    # A piece that two quotes have is that of the shorter one.
    for one in sorted((one for one in text.reading.quotes if one.kind != "indirect"), key=lambda one: len(one.pieces)):
        for number, piece in enumerate(one.pieces or (one.span,)):
            found.setdefault(piece, replace(one, id=f"{one.id}.{number}", content=piece.words, span=piece, pieces=()))
    return [found[span] for span in sorted(found)]


def _is_weighty(one: Quote) -> bool:
    return len(forms(one.content)) >= _LEAST


def _says(text: Text, one: Quote) -> bool:
    return text.says(forms(one.content))


def _pairs(old: Sequence[Quote], new: Sequence[Quote]) -> Iterator[tuple[float, int, int]]:
    counts = [Counter(forms(one.content)) for one in old], [Counter(forms(one.content)) for one in new]
    having: dict[str, list[int]] = {}
    for j, its in enumerate(counts[1]):
        for form in its:
            having.setdefault(form, []).append(j)
    for i, one in enumerate(counts[0]):
        near = {j for form in one if len(having.get(form, ())) <= _COMMON for j in having.get(form, ())}
        for j in sorted(near):
            common, sizes = (one & counts[1][j]).total(), (one.total(), counts[1][j].total())
            score = max(2 * common / sum(sizes), common / min(sizes) if common >= _LEAST else 0.0)
            if score >= _ALIKE:
                yield round(score + 2 * common / sum(sizes), 6), i, j


def _in_one_place(sides: Sides, old: Sequence[Quote], new: Sequence[Quote]) -> Iterator[tuple[float, int, int]]:
    """Pair the only quote of a sentence with the only quote of the sentence that it became, in whatever words."""
    places = [Counter(text.at(one.span) for one in those) for text, those in ((sides.before, old), (sides.after, new))]
    its = {sides.after.at(one.span): j for j, one in enumerate(new)}
    for i, one in enumerate(old):
        place = sides.before.at(one.span)
        became = sides.edited.get(place, -1)
        if became in its and places[0][place] == places[1][became] == 1:
            yield 0.0, i, its[became]


def _share_told(one: Quote, other: Text) -> float:
    """Give the share of a quote's pairs of neighbouring words that the other version has anywhere."""
    pairs = list(pairwise(forms(one.content)))
    return sum(pair in other.pairs for pair in pairs) / len(pairs) if pairs else 0.0


def _given(sides: Sides, pairs: Sequence[tuple[Quote, Quote]]) -> Iterator[Revised]:
    """Name the quotes that are someone else's now, where both versions say plainly whose they are."""
    for was, now in pairs:
        if not (sides.before.is_changed(was.span) or sides.after.is_changed(now.span)):
            continue
        one, other = _source(sides.before, was), _source(sides.after, now)
        if one and other and _are_two(sides, one, other):
            yield Revised("altered", "speaker", _words(now), _name(one), _name(other), was.span, now.span, 45)


def _source(text: Text, one: Quote) -> tuple[Entity | None, str] | None:
    """Give who says a quote and what the reader calls them; nothing where it is nobody, or a pronoun."""
    if one.said_by is None:
        return None
    words = forms(one.said_by.words)
    language = text.reading.article.language or "en"
    if not words or words[0] in table(language, "revisions").get("pronouns", ()):
        return None
    entity = next((entity for entity in text.reading.entities if entity.id == one.said_by.entity), None)
    return entity, " ".join(one.said_by.words.split())


def _are_two(sides: Sides, one: tuple[Entity | None, str], other: tuple[Entity | None, str]) -> bool:
    """Say whether two sources are surely two: names without a word in common, or descriptions without one.

    "The owner" may be Karl Brandt, so a name and a description are never told apart; nor is a name from its misspelling.
    """
    (was, its_words), (now, other_words) = one, other
    language = sides.before.reading.article.language
    if was and now and _is_named(was, its_words) and _is_named(now, other_words):
        return was.kind == now.kind and not any(_alike(a, b) for a in forms(was.name) for b in forms(now.name))
    if any(entity and _is_named(entity, words) for entity, words in (one, other)):
        return False
    return not _has_capital(its_words + other_words) and not stems(its_words, language) & stems(other_words, language)


def _alike(one: str, other: str) -> bool:
    first, second = sorted((one, other))
    return one == other or SequenceMatcher(None, first, second, autojunk=False).ratio() >= _SPELT


def _is_named(entity: Entity, words: str) -> bool:
    """Say whether the words call an entity by its name."""
    return entity.kind in ("person", "organisation") and _has_capital(words) and entity.name[:1].isupper()


def _has_capital(words: str) -> bool:
    """Say whether there is a capital but for that of "The"."""
    return any(word[:1].isupper() for word in words.split()[1:]) or (words[:1].isupper() and " " not in words)


def _who(text: Text, one: Quote) -> str:
    found = _source(text, one)
    return _name(found) if found else ""


def _name(source: tuple[Entity | None, str]) -> str:
    entity, words = source
    return " ".join(entity.name.split()) if entity and _is_named(entity, words) else words


def _words(one: Quote) -> str:
    return " ".join(one.content.split()).rstrip(",")
