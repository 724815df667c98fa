"""The statements and names in which two editions differ."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.edition.change import Change, changed_fields
from variorum.edition.matching import closest, jaccard, same
from variorum.edition.sides import Side, paired_stories
from variorum.edition.visible import one_line, shortened
from variorum.edition.wording import when
from variorum.model import ArticleId, Claim, Commitment, DateMention, Entity, Figure, Quote, Span, Statement, Story

_Placed = tuple[Story, Statement]
_KINDS = ("quotes", "figures", "dates", "commitments", "claims")


def changed_statements(before: Side, after: Side) -> Iterator[Change]:
    """Name the quotes, figures, dates, commitments and claims that are new, gone, or read otherwise."""
    unchanged = {one.id for one in before.edition.articles} & {one.id for one in after.edition.articles}
    for kind in _KINDS:
        pairs, gone, new = same(
            _placed(before, kind),
            _placed(after, kind),
            lambda one: (before.key(one[1].span.article), one_line(one[1].span.words)),
            lambda one: (after.key(one[1].span.article), one_line(one[1].span.words)),
        )
        more, gone, new = _overlapping(gone, new, unchanged)
        yield from (Change("gone", kind[:-1], _in_words(before, statement)) for _, statement in gone)
        yield from (Change("new", kind[:-1], _in_words(after, statement)) for _, statement in new)
        for (story, was), (its_story, now) in [*pairs, *more]:
            old, fresh = _fields(before, story, was), _fields(after, its_story, now)
            fields = changed_fields(*((name, old[name], fresh[name]) for name in old))
            if fields:
                yield Change("changed", kind[:-1], _in_words(after, now), fields)


def changed_entities(before: Side, after: Side) -> Iterator[Change]:
    """Name the people, organisations and other names that are new, gone, or have other forms."""
    for one, other in paired_stories(before, after)[0]:
        pairs, gone, new = same(
            one.entities,
            other.entities,
            lambda entity: (entity.name, frozenset(_mentions(before, entity))),
            lambda entity: (entity.name, frozenset(_mentions(after, entity))),
        )
        more, gone, new = closest(
            gone, new, lambda a, b: (a.name == b.name) + jaccard(_mentions(before, a), _mentions(after, b)), 0.0
        )
        yield from (Change("gone", entity.kind, one_line(entity.name)) for entity in gone)
        yield from (Change("new", entity.kind, one_line(entity.name)) for entity in new)
        for a, b in [*pairs, *more]:
            fields = changed_fields(("name", a.name, b.name), ("kind", a.kind, b.kind), ("forms", _forms(a), _forms(b)))
            if fields:
                yield Change("changed", b.kind, one_line(b.name), fields)


def _placed(side: Side, kind: str) -> list[_Placed]:
    return [(story, statement) for story in side.edition.stories for statement in getattr(story, kind)]


def _overlapping(
    gone: list[_Placed], new: list[_Placed], unchanged: set[ArticleId]
) -> tuple[list[tuple[_Placed, _Placed]], list[_Placed], list[_Placed]]:
    """Pair what stands at nearly the same place of an unchanged article, article by article."""
    pairs: list[tuple[_Placed, _Placed]] = []
    for article in dict.fromkeys(one.span.article for _, one in gone if one.span.article in unchanged):
        old = [one for one in gone if one[1].span.article == article]
        its = [one for one in new if one[1].span.article == article]
        pairs += closest(old, its, lambda one, other: _overlap(one[1].span, other[1].span), 0.5)[0]
    paired = {id(one) for pair in pairs for one in pair}
    return pairs, [one for one in gone if id(one) not in paired], [one for one in new if id(one) not in paired]


def _overlap(one: Span, other: Span) -> float:
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    return common / max(1, max(one.end, other.end) - min(one.start, other.start))


def _mentions(side: Side, entity: Entity) -> list[tuple[str, int, int]]:
    return [(side.key(span.article), span.start, span.end) for span in entity.mentions]


def _forms(entity: Entity) -> str:
    return ", ".join(sorted(map(one_line, entity.variants)))


def _in_words(side: Side, statement: Statement) -> str:
    return f"{side.label(statement.span.article)}: “{shortened(statement.span.words, 160)}”"


def _fields(side: Side, story: Story, statement: Statement) -> dict[str, str]:
    """Give what a reader would call the content of a statement."""
    said_by = statement.said_by
    speaker = side.name(story, said_by.entity, said_by.words) if said_by else ""
    return {"words": one_line(statement.span.words), "said by": speaker, **_own_fields(side, story, statement)}


def _own_fields(side: Side, story: Story, statement: Statement) -> dict[str, str]:
    match statement:
        case Quote():
            return {"kind": statement.kind}
        case Figure():
            return {
                "low": _number(statement.low),
                "high": _number(statement.high),
                "unit": statement.unit or "",
                "hedge": statement.hedge or "",
                "measures": statement.measures or "",
                "change": statement.change,
                "as of": when(statement.as_of) if statement.as_of else "",
            }
        case DateMention():
            return {"value": statement.value, "event": statement.event or ""}
        case Commitment():
            return {
                "who": side.name(story, statement.actor, statement.actor_words),
                "act": statement.act,
                "what": statement.what,
                "to": side.name(story, statement.to, statement.to_words),
                "due": when(statement.due) if statement.due else "",
                "condition": statement.condition or "",
                "status": statement.status,
                "negated": str(statement.negated).lower(),
            }
        case Claim():
            return {
                "subject": statement.subject or "",
                "predicate": statement.predicate,
                "object": statement.object or "",
                "negated": str(statement.negated).lower(),
                "modality": statement.modality or "",
            }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.15g}"
