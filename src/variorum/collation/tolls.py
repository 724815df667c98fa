"""What befell whom: the indicator of a count of people ("killed", "injured", "missing"), and whether it is of the story's event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from variorum.collation.facts import Fact
from variorum.languages import table
from variorum.model import Figure

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGE = re.compile(r"[.;:!?()\n\"“”]|,\s|\s[-–—]\s")
_CLOSE = re.compile(r"[.;:!?\n]")
# "12 people, including two children, were killed".
_ASIDE = re.compile(r",\s(?:including|among them|most of them|mostly|many of them)\b[^,.;]{1,60},\s")
# How many words off a number its indicator may stand: "killing at least 12", "12 people were shot and killed".
_BEHIND, _AHEAD = 8, 4
# Told of as men, women or students, who are most often everybody that was hit.
_AS = "people told of as "
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Toll:
    """A count of people as news counts them: ``whom`` is nothing for people at large, ``doer`` says if the culprit is in."""

    indicator: str
    whom: str | None = None
    doer: Literal["with", "without"] | None = None
    elsewhere: bool = False
    rising: bool = False
    part: bool = False
    """Whether it is told as a part of a count or as an addition to one ("four of them", "five more")."""

    @property
    def at_large(self) -> bool:
        """Say whether this is the count of everybody who was hit."""
        return self.whom is None

    @property
    def nearly_at_large(self) -> bool:
        """Say whether this may be the count of everybody, told of as men, women or students."""
        return self.whom is None or self.whom.startswith(_AS)


@cache
def _words(*path: str) -> frozenset[str]:
    known: Any = table("en", "tolls")
    for name in path:
        known = known.get(name, {})
    return frozenset(known)


@cache
def _indicator_of() -> Mapping[str, str]:
    known: dict[str, list[str]] = table("en", "tolls").get("indicators", {})
    return {word: name for name, words in known.items() for word in words}


@cache
def _done_by() -> Mapping[str, str]:
    known: dict[str, list[str]] = table("en", "tolls").get("doing", {})
    return {word: name for name, words in known.items() for word in words}


@cache
def _elsewhere() -> re.Pattern[str]:
    phrases = sorted(_words("elsewhere", "phrases"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b" if phrases else r"(?!)", re.IGNORECASE)


def toll_of(fact: Fact) -> Toll | None:
    """Read what a count of people is of; nothing for any other figure."""
    figure = fact.statement
    if not isinstance(figure, Figure) or figure.kind not in ("count", "vague") or figure.unit is not None:
        return None
    before, after = _around(fact)
    measured = _split(figure.measures or "")
    counted_up = _counted_up(fact)
    if counted_up is None and _no_victims(fact, measured, after):
        return None
    indicator = _indicator(before, after, measured) or counted_up
    if indicator is None:
        return None
    sentence = fact.sentence.words
    the_rest = fact.part == "more" and _beside_another(fact, indicator)
    return Toll(
        indicator,
        None if the_rest else _whom(fact, measured, after),
        _doer(fact),
        looks_elsewhere(sentence),
        bool(_words("rising", "words") & set(_split(sentence))),
        fact.part is not None and not the_rest,
    )


def looks_elsewhere(sentence: str) -> bool:
    """Say whether a sentence looks at other events, or sums up many."""
    return bool(_elsewhere().search(sentence))


def years_of(fact: Fact) -> frozenset[int]:
    """The years that the sentence of a figure names, by digits or as a date that is long past."""
    named = {int(year) for year in _YEAR.findall(fact.sentence.words)}
    return frozenset(named | ({fact.year} if fact.year else set()))


def _split(words: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(words)]


def _around(fact: Fact) -> tuple[list[str], list[str]]:
    """The words before and after a figure in its sentence, up to the next mark."""
    span, sentence = fact.statement.span, fact.sentence
    ahead = sentence.words[: max(0, span.start - sentence.start)]
    behind = _ASIDE.sub(" ", sentence.words[max(0, span.end - sentence.start) :], count=1)
    last = [edge.end() for edge in _EDGE.finditer(ahead)]
    first = _EDGE.search(behind)
    return (
        _split(ahead[last[-1] if last else 0 :])[-_AHEAD:],
        _split(behind[: first.start()] if first else behind)[:_BEHIND],
    )


def _beside_another(fact: Fact, indicator: str) -> bool:
    """Read "one killed and four others hurt": the others are no addition where the count before is of something else."""
    if fact.part != "more":
        return False
    ahead = _split(fact.sentence.words[: max(0, fact.statement.span.start - fact.sentence.start)])
    while ahead and ahead[-1] in _words("hedging", "words"):
        ahead.pop()
    if ahead and ahead[-1] in _done_by():
        ahead.pop()  # "killed two and injured three others": its own verb
    known = [_indicator_of()[word] for word in ahead if word in _indicator_of()]
    return (bool(known) or indicator == "injured") and indicator not in known


def _no_victims(fact: Fact, measured: list[str], after: list[str]) -> bool:
    """Leave out counts of charges, shots, suspects and the like, though they are of murder."""
    others = _words("not_victims", "words")
    return (fact.head in others if fact.head else False) or bool(others & {*measured[:1], *after[:1]})


def _indicator(before: list[str], after: list[str], measured: list[str]) -> str | None:
    """By the word right behind the number, else by what it measures, else by the verb before it or a word further on."""
    known, passing = _indicator_of(), _words("between", "words") | _words("doer", "words")
    if (after and known.get(after[0]) == "killed") or (
        before[-1:] == ["of"] and _words("deaths", "words") & set(before[-2:])
    ):
        return "killed"
    if "fatally" in measured or "fatally" in after[:3]:
        return "killed"
    if _either(after, known):
        return "killed or injured"
    found = [known[word] for word in measured if word in known]
    if found:
        strong = [one for one in found if one not in ("shot", "hospital")] or _outcome(after)
        degree = _words("degrees", "words") & {*measured, *after[:4]}
        name = (strong or found)[0]
        return f"{name}, of a degree" if degree and name == "injured" else name
    for word in after:
        if word in known:
            return known[word]
        if word not in passing and word not in _words("anybody", "words") and word not in _words("anybody", "or"):
            break
    hedges = _words("hedging", "words")
    if before[-1:] == ["at"]:
        return None  # "a shooting at 3500 Elm Street"
    verb = next((word for word in reversed(before) if word not in hedges), "")
    return _done_by().get(verb)


def _outcome(after: list[str]) -> list[str]:
    """What came of being shot: "shot and killed", "shot dead", "shot and badly wounded"."""
    known = _indicator_of()
    at = next((at for at, word in enumerate(after) if known.get(word) == "shot"), None)
    behind = (
        [word for word in after[at + 1 : at + 4] if word not in _words("degrees", "words")] if at is not None else []
    )
    found = next((word for word in behind if word != "and"), "")
    outcome = known.get(found)
    return [outcome] if outcome in ("killed", "injured") else []


def _counted_up(fact: Fact) -> str | None:
    """By the count that is brought to a number: "corrected the number of people killed in the fire to 16"."""
    ahead = fact.sentence.words[: max(0, fact.statement.span.start - fact.sentence.start)]
    words = _split(_CLOSE.split(ahead)[-1])
    while words and words[-1] in _words("hedging", "words") - _words("counting", "brought"):
        words.pop()
    if not words or words[-1] not in _words("counting", "brought"):
        return None
    nouns = [at for at, word in enumerate(words) if word in _words("counting", "nouns")]
    known = _indicator_of()
    return next((known[word] for word in words[nouns[-1] :] if word in known), None) if nouns else None


def _either(after: list[str], known: Mapping[str, str]) -> bool:
    """Find "killed or injured", which counts both together."""
    pairs = zip(after, after[1:], after[2:], strict=False)
    return any(tie in ("or", "and") and {known.get(a), known.get(b)} == {"killed", "injured"} for a, tie, b in pairs)


def _whom(fact: Fact, measured: list[str], after: list[str]) -> str | None:
    """Who they are, if it says so: nothing for "people", "others", "victims" and for a bare number."""
    anybody, hit = _words("anybody", "words"), _words("anybody", "or")
    head = fact.head
    if head is None:
        words = measured or after
        return f"{_AS}{words[0]}" if words and words[0] in hit else None
    if head in anybody or head in _indicator_of() or head in _words("between", "words"):
        return None
    return f"{_AS}{head}" if head in hit else head


def _doer(fact: Fact) -> Literal["with", "without"] | None:
    """Read "12 people, including the gunman" and "12, not counting the attacker"."""
    words = _split(fact.sentence.words[max(0, fact.statement.span.end - fact.sentence.start) :])[:_BEHIND]
    doer = _words("doer", "words")
    for at, word in enumerate(words):
        if word in doer and at:
            before = set(words[max(0, at - 3) : at])
            if before & _words("doer", "without"):
                return "without"
            return "with" if before & _words("doer", "with") else None
    return None
