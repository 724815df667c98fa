"""What was read out of the words of a statement, in plain words: pairs of a name and a value."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.edition import wording
from variorum.edition.lookup import Lookup
from variorum.model import Claim, Commitment, DateMention, Figure, Quote, Statement

Fact = tuple[str, str]
_CHANGE = {"level": "", "rise": "a rise", "fall": "a fall", "difference": "a difference"}


def facts(found: Lookup, statement: Statement) -> list[Fact]:
    """Give what a statement says, and who says it; what is not known is left out."""
    pairs: Iterator[Fact]
    if isinstance(statement, Quote):
        pairs = _quote(statement)
    elif isinstance(statement, Figure):
        pairs = _figure(found, statement)
    elif isinstance(statement, DateMention):
        pairs = _date(statement)
    elif isinstance(statement, Commitment):
        pairs = _commitment(found, statement)
    else:
        pairs = _claim(found, statement)
    return [(name, value) for name, value in (*pairs, *_said_by(found, statement)) if value]


def _said_by(found: Lookup, statement: Statement) -> Iterator[Fact]:
    said = statement.said_by
    if said is None:
        yield "Said by", "nobody named: the telling itself"
        return
    name = found.speaker(said) or ""
    yield "Said by", f"{name}, in the words “{said.words}”" if name.casefold() != said.words.casefold() else name
    yield "In the telling", f"“{said.cue}”" if said.cue else ""
    yield "Passed on by", said.via or ""


def _quote(quote: Quote) -> Iterator[Fact]:
    yield "Quoted", wording.QUOTE[quote.kind]
    yield "Put forward as true", "" if quote.asserts else "no"


def _figure(found: Lookup, figure: Figure) -> Iterator[Fact]:
    yield "Value", " ".join(filter(None, (figure.hedge, _range(figure), _unit(figure))))
    yield "Kind", figure.kind.replace("_", " ")
    yield "What is measured", figure.measures or ""
    yield "Change", _CHANGE[figure.change]
    yield "As of", wording.when(figure.as_of) if figure.as_of else ""
    yield "About", wording.listed([found.name(one) or one for one in figure.entities])


def _range(figure: Figure) -> str:
    low, high = (f"{one:,.12g}" if one is not None else "" for one in (figure.low, figure.high))
    if low == high:
        return low
    return f"{low} to {high}" if low and high else f"{low} or more" if low else f"{high} or less"


def _unit(figure: Figure) -> str:
    """Give the unit as it stands behind a number: EUR, %, tonnes."""
    unit = figure.unit or ""
    if unit == "percentage":
        return "%"
    is_plain = unit.isalpha() and not unit.isupper()
    return f"{unit}s" if is_plain and (figure.low, figure.high) != (1, 1) else unit


def _date(date: DateMention) -> Iterator[Fact]:
    start, end = wording.day(date.start), wording.day(date.end)
    yield "Date", start if start == end or not end else f"{start} to {end}"
    yield "As a value", date.value
    yield "Of what", date.event or ""
    yield "How it was worked out", wording.told(date.reason or "")


def _commitment(found: Lookup, one: Commitment) -> Iterator[Fact]:
    yield "Who", found.name(one.actor, one.actor_words) or ""
    yield "Does what", f"{'does not: ' if one.negated else ''}{wording.ACT[one.act]}, “{one.cue}”"
    yield "What", one.what
    yield "To whom", found.name(one.to, one.to_words) or ""
    yield "By when", wording.when(one.due) if one.due else ""
    yield "On condition", one.condition or ""
    yield "How firm", wording.STATUS[one.status]


def _claim(found: Lookup, claim: Claim) -> Iterator[Fact]:
    yield "Subject", claim.subject or ""
    yield "Says of it", f"{'not: ' if claim.negated else ''}{claim.predicate}"
    yield "Object", claim.object or ""
    yield "Modality", claim.modality or ""
    yield "About", wording.listed([found.name(one) or one for one in claim.entities])
