"""Claims that a new version of a telling turned round or took the certainty from, and passages that it dropped or added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from variorum.edition.change import Revised
from variorum.edition.pairing import alike, fairly_paired
from variorum.edition.sentence_pairs import Sentence, Sides, Text, forms
from variorum.languages import table
from variorum.languages.words import stem
from variorum.model import Claim, Span

# Two claims of so many common words are one claim, said otherwise.
_ALIKE = 0.6
# A sentence of fewer words that say something is not missed by anybody.
_LEAST = 3
_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)


def revised_claims(sides: Sides) -> Iterator[Revised]:
    """Name the claims whose "not" or whose "may" came or went while their other words stayed."""
    old, new = _told(sides.before), _told(sides.after)
    for i, j in fairly_paired(_pairs(sides, old, new)).items():
        was, now = old[i], new[j]
        if _turned(sides, was, now):
            yield Revised("altered", "claim", "turned round", _words(was), _words(now), was.span, now.span, 35)
        elif _doubted(sides, was, now):
            less = bool(_doubts(sides.after, now))
            about = "less sure" if less else "more sure"
            yield Revised("altered", "claim", about, _words(was), _words(now), was.span, now.span, 18)


def revised_passages(sides: Sides, said: Sequence[Revised]) -> Iterator[Revised]:
    """Name the sentences that were dropped or added whole, if nothing else that changed stands in them; corrections first."""
    told = [span for one in said for span in (one.before, one.after) if span]
    for one in _worth(sides.before, sides.dropped, told):
        yield Revised("dropped", "passage", was=_line(one), before=one.span, weight=7)
    for one in _worth(sides.after, sides.added, told):
        yield Revised("added", "passage", now=_line(one), after=one.span, weight=1)
    yield from _corrections(sides)


def _corrections(sides: Sides) -> Iterator[Revised]:
    for one in sides.before.sentences:
        if one.number in sides.before.changed and _is_correction(sides.before, one) and one.number not in sides.edited:
            yield Revised("dropped", "correction", was=_line(one), before=one.span, weight=60)
    became = set(sides.edited.values())
    for one in sides.after.sentences:
        if one.number in sides.after.changed and _is_correction(sides.after, one) and one.number not in became:
            yield Revised("added", "correction", now=_line(one), after=one.span, weight=60)


def _worth(text: Text, those: Sequence[Sentence], told: Sequence[Span]) -> Iterator[Sentence]:
    taken = {(span.article, text.at(span)) for span in told}
    for one in those:
        told_already = (one.span.article, one.number) in taken
        if len(one.stems) >= _LEAST and not told_already and not _is_correction(text, one):
            yield one


def _is_correction(text: Text, one: Sentence) -> bool:
    listed = table(text.reading.article.language or "en", "revisions").get("correction", ())
    line = f" {' '.join(one.forms)} "
    return any(f" {' '.join(forms(words))} " in line for words in listed)


def _told(text: Text) -> list[Claim]:
    return [one for one in text.reading.claims if one.terms and text.is_changed(one.span)]


def _pairs(sides: Sides, old: Sequence[Claim], new: Sequence[Claim]) -> Iterator[tuple[float, int, int]]:
    here: dict[int, list[int]] = {}
    for j, one in enumerate(new):
        here.setdefault(sides.after.at(one.span), []).append(j)
    for i, one in enumerate(old):
        for j in here.get(sides.edited.get(sides.before.at(one.span), -1), ()):
            score = alike(_terms(sides.before, one), _terms(sides.after, new[j]))
            if score >= _ALIKE:
                yield score, i, j


def _terms(text: Text, one: Claim) -> frozenset[str]:
    return frozenset(one.terms) - _class(text, "negation") - _class(text, "doubt")


def _class(text: Text, name: str) -> frozenset[str]:
    return _listed(text.reading.article.language or "en", name)


@cache
def _listed(language: str, name: str) -> frozenset[str]:
    if name == "negative":
        return frozenset(table(language, "revisions").get("negative", ()))
    return frozenset(table(language, "collation").get("turning_words", {}).get(name, ()))


def _own(one: Claim) -> set[str]:
    """The words of a claim without those of the claims inside it."""
    words = list(one.span.words)
    for inner in one.inner:
        words[inner.start - one.span.start : inner.end - one.span.start] = " " * (inner.end - inner.start)
    text = "".join(words)
    return {*forms(_NOT.sub(" not", text))}


def _turned(sides: Sides, was: Claim, now: Claim) -> bool:
    if was.negated == now.negated:
        return False
    denied = [_own(one) & _class(text, "negation") for text, one in ((sides.before, was), (sides.after, now))]
    if bool(denied[0]) == bool(denied[1]):
        return False
    plain, text = (was, sides.before) if now.negated else (now, sides.after)
    sentence = text.sentences[text.at(plain.span)]
    return not set(sentence.forms) & _class(text, "negative")


def _doubted(sides: Sides, was: Claim, now: Claim) -> bool:
    one, other = _doubts(sides.before, was), _doubts(sides.after, now)
    hedges = {stem(word, "en") for word in (was.modality or "", now.modality or "") if word}
    return bool(one) != bool(other) and len(hedges) > 0


def _doubts(text: Text, one: Claim) -> set[str]:
    return _own(one) & _class(text, "doubt")


def _words(one: Claim) -> str:
    return " ".join(one.span.words.split())


def _line(one: Sentence) -> str:
    return " ".join(one.span.words.split())
