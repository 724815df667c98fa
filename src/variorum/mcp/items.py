"""Entries of a story's sections: quotes, commitments, positions, figures, names, events, headlines."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.edition.arrangement import weighty
from variorum.edition.proposals import by_model
from variorum.edition.proposals import in_words as proposed
from variorum.edition.wording import ACT, HEADING, QUOTE, SILENCE, STANCE, STATUS, when
from variorum.mcp.answers import Item
from variorum.mcp.asked import Asked
from variorum.mcp.quoting import line, quoted, some
from variorum.model import (
    ArticleId,
    Brief,
    Claim,
    Commitment,
    DateMention,
    Entity,
    Entry,
    Figure,
    Happening,
    Heading,
    Point,
    Position,
    Proposal,
    Quote,
    Silence,
    Span,
    Utterance,
)

_FEW = 3
"""Quotations of one entry."""


def sentence(asked: Asked, one: Brief) -> Item:
    """Give a sentence of the brief."""
    return _item(asked, "sentence", one.spans, most=1, voices=one.voices, finding=one.point)


def quote(asked: Asked, one: Quote) -> Item:
    """Give a quote."""
    return _item(
        asked,
        "quote",
        (one.span,),
        id=one.id,
        who=asked.found.speaker(one.said_by),
        status=QUOTE[one.kind],
        link=asked.links.finding(asked.id, one.id),
    )


def commitment(asked: Asked, one: Entry) -> Item:
    """Give an entry of the ledger: who promises, asks or threatens what, and how each telling puts it."""
    found = asked.found
    firm = dict.fromkeys(f"{found.label(term.article)}: {STATUS[term.status]}" for term in one.terms)
    return _item(
        asked,
        "commitment",
        [term.span for term in one.terms],
        id=one.id,
        who=found.name(one.actor, one.actor_words),
        says=f"{ACT[one.act]}: {one.what}{f'; if {one.condition}' if one.condition else ''}",
        to=found.name(one.to, one.to_words),
        when=when(one.due) if one.due else None,
        status="; ".join(firm),
        why=one.drift,
        finding=one.point,
        link=asked.links.finding(asked.id, one.id),
    )


def position(asked: Asked, one: Position) -> Item:
    """Give where somebody stands on something, in order of time."""
    stands = dict.fromkeys(
        f"{STANCE[stand.stance]} ({asked.found.label(stand.article)}{f', {stand.day}' if stand.day else ''})"
        for stand in one.stands
    )
    return _item(
        asked,
        "position",
        [stand.span for stand in one.stands],
        id=one.id,
        who=asked.found.name(one.actor),
        says=one.on,
        status="; ".join(stands),
        why=one.shift,
        link=asked.links.finding(asked.id, one.id),
    )


def utterance(asked: Asked, one: Utterance) -> Item:
    """Give one thing said as several tellings render it."""
    turned = some(weighty(one), _FEW)
    return _item(
        asked,
        "utterance",
        [rendering.span for rendering in one.renderings],
        id=one.id,
        who=asked.found.name(one.speaker),
        why="; ".join(turned) if turned else None,
        finding=one.point,
        link=asked.links.finding(asked.id, one.id),
    )


def figure(asked: Asked, one: Figure) -> Item:
    """Give a figure with what it counts."""
    return _item(
        asked,
        "figure",
        (one.span,),
        id=one.id,
        who=asked.found.speaker(one.said_by),
        says=" ".join(filter(None, (one.hedge, _range(one), one.unit, one.measures))) or None,
        when=when(one.as_of) if one.as_of else None,
        link=asked.links.finding(asked.id, one.id),
    )


def _range(one: Figure) -> str:
    ends = dict.fromkeys(f"{end:.15g}" for end in (one.low, one.high) if end is not None)
    if len(ends) == 1 and None in (one.low, one.high):
        return ("at least " if one.high is None else "at most ") + next(iter(ends))
    return " to ".join(ends)


def undertaking(asked: Asked, one: Commitment) -> Item:
    """Give a commitment as one telling has it."""
    return _item(
        asked,
        "commitment",
        (one.span,),
        id=one.id,
        who=asked.found.name(one.actor, one.actor_words),
        says=f"{ACT[one.act]}: {one.what}",
        to=asked.found.name(one.to, one.to_words),
        when=when(one.due) if one.due else None,
        status=STATUS[one.status],
        link=asked.links.finding(asked.id, one.id),
    )


def claim(asked: Asked, one: Claim) -> Item:
    """Give an assertion as one telling has it."""
    return _item(
        asked,
        "claim",
        (one.span,),
        id=one.id,
        who=asked.found.speaker(one.said_by),
        status="negated" if one.negated else None,
        link=asked.links.finding(asked.id, one.id),
    )


def date(asked: Asked, one: DateMention) -> Item:
    """Give a time expression with the day or the days it stands for, and what it dates."""
    days = dict.fromkeys(day for day in (one.start, one.end) if day)
    return _item(
        asked,
        "date",
        (one.span,),
        id=one.id,
        who=asked.found.speaker(one.said_by),
        says=one.event,
        when=" to ".join(days) or one.value,
        why=one.reason,
        link=asked.links.finding(asked.id, one.id),
    )


def proposal(asked: Asked, one: Proposal) -> Item:
    """Give what a language model proposed and the words bore out; it counts nowhere, and is marked."""
    return _item(
        asked,
        "proposal",
        one.spans,
        id=one.id,
        says=proposed(one),
        status=by_model(one.model),
        finding=next(iter(one.points), None),
        link=asked.links.finding(asked.id, one.id),
    )


def name(asked: Asked, one: Entity) -> Item:
    """Give a person, organisation, place or other name, with what it is called and the roles it is given."""
    variants = [each for each in one.variants if each != one.name]
    return _item(
        asked,
        one.kind,
        one.names,
        most=1,
        id=one.id,
        who=one.name,
        says="; ".join(dict.fromkeys(each.role for each in one.roles)) or None,
        status=f"also {', '.join(variants)}" if variants else None,
    )


def happening(asked: Asked, one: Happening) -> Item:
    """Give an entry of the timeline."""
    return _item(asked, one.status, one.spans, when=one.date, says=one.what)


def heading(asked: Asked, one: Heading) -> Item:
    """Give a headline or a caption, which stands outside the text, and so has no place in it."""
    return _item(
        asked,
        HEADING[one.place],
        (),
        who=asked.found.label(one.article),
        says=one.words,
        why=one.beyond,
        finding=next(iter(one.points), None),
    )


def silence(asked: Asked, one: tuple[ArticleId, Point, Silence]) -> Item:
    """Give a finding on which a telling is silent."""
    article, point, silent = one
    return _item(
        asked,
        "silence",
        (),
        who=asked.found.label(article),
        says=point.about,
        why=silent.note or SILENCE[silent.reason],
        finding=point.id,
        link=asked.links.finding(asked.id, point.id),
    )


def _item(
    asked: Asked,
    kind: str,
    spans: Iterable[Span],
    *,
    most: int = _FEW,
    id: str | None = None,  # noqa: A002  # as the answer calls it
    who: str | None = None,
    says: str | None = None,
    to: str | None = None,
    when: str | None = None,
    status: str | None = None,
    why: str | None = None,
    voices: int | None = None,
    finding: str | None = None,
    link: str | None = None,
) -> Item:
    quotations, more = quoted(asked.found, spans, most)
    return Item(
        id=id,
        kind=kind,
        who=line(who, 80),
        says=line(says, 240),
        to=line(to, 80),
        when=line(when, 60),
        status=line(status, 240),
        why=line(why, 240),
        voices=voices,
        words=quotations,
        more_words=more,
        finding=finding,
        link=link,
    )
