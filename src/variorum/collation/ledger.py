"""The ledger: each commitment of the story once, with how every telling puts it and where the tellings part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from variorum.collation.commitments import by_name, cue_span
from variorum.collation.drafts import Draft
from variorum.collation.drift import drift
from variorum.collation.facts import Fact
from variorum.collation.firmness import RANK, against
from variorum.model import ArticleId, Commitment, EntityId, EntityKind, Entry, Point, StatementId, Term, When

Days = Mapping[ArticleId, date | None]
_LONGEST = 160  # characters of the words that stand for an entry; longer ones are mostly two sentences run together


def ledger(
    drafts: Iterable[Draft],
    points: Iterable[Point],
    days: Days,
    names: Mapping[ArticleId, str],
    kinds: Mapping[EntityId, EntityKind],
) -> tuple[Entry, ...]:
    """Give an Entry (``l1``, ``l2`` …) for each commitment, the firmest and best attested first.

    ``drafts`` are the Points in the making, before any was dropped; ``names`` is what each article is called in a sentence.
    What somebody will not do has a "[not]" before it.
    Tellings that look ahead to an act and those that report it are one entry. Linear in the number of commitments.
    """
    order = {article: number for number, article in enumerate(names)}
    points_of = _points_of(points)
    entries = [_entry(facts, days, names, kinds, points_of) for facts in _groups(drafts)]
    entries.sort(key=lambda entry: _rank(entry, order))
    return tuple(replace(entry, id=f"l{number}") for number, entry in enumerate(entries, start=1))


def _groups(drafts: Iterable[Draft]) -> list[list[Fact]]:
    """The facts of each commitment: of one Draft, or of the Drafts of one thread that want the same."""
    threads: dict[tuple[str, bool | None], list[Fact]] = {}
    for number, draft in enumerate(draft for draft in drafts if draft.kind == "commitment"):
        for fact in draft.facts:
            side = against(_commitment(fact)) if draft.thread else None
            threads.setdefault((draft.thread or f"{number}", side), []).append(fact)
    return list(threads.values())


def _points_of(points: Iterable[Point]) -> dict[StatementId, str]:
    return {
        statement: point.id
        for point in points
        if point.kind == "commitment"
        for version in point.versions
        for statement in version.statements
    }


def _entry(
    facts: Sequence[Fact],
    days: Days,
    names: Mapping[ArticleId, str],
    kinds: Mapping[EntityId, EntityKind],
    points_of: Mapping[StatementId, str],
) -> Entry:
    told = sorted(facts, key=lambda fact: _when(fact, days))
    known = [_commitment(fact) for fact in told]
    fullest = _fullest(told)
    actor, actor_words = _actor(known, fullest)
    to = next((one for one in (fullest, *known) if one.to_words), None)
    terms = tuple(_term(commitment, days) for commitment in known)
    held = Counter(points_of[one.id] for one in known if one.id in points_of)
    return Entry(
        id="",
        actor=actor,
        actor_words=actor_words,
        act=fullest.act,
        what=content(fullest),
        terms=terms,
        to=to.to if to else None,
        to_words=to.to_words if to else None,
        due=_narrowest(term.due for term in terms),
        condition=max((term.condition for term in terms if term.condition), key=len, default=None),
        drift=drift(known, terms, names, kinds),
        point=held.most_common(1)[0][0] if held else None,
    )


def content(commitment: Commitment) -> str:
    """What is committed to; of "will not stop" it is "[not] stop", or the entry would say the contrary."""
    what = " ".join(commitment.what.split())
    return f"[not] {what}" if commitment.negated else what


def _commitment(fact: Fact) -> Commitment:
    assert isinstance(fact.statement, Commitment)  # noqa: S101  # drafts of kind commitment hold nothing else
    return fact.statement


def _when(fact: Fact, days: Days) -> tuple[str, str, int, int]:
    day, span = days.get(fact.article), fact.statement.span
    return (day.isoformat() if day else "9999"), span.article, span.start, span.end


def _fullest(facts: Sequence[Fact]) -> Commitment:
    """The telling that says most and has not run on: in words that are read, firm before foretold, by name before "they"."""

    def fullness(fact: Fact) -> tuple[bool, int, bool, int, str]:
        one = _commitment(fact)
        length = len(one.what)
        return (
            fact.plain,
            -RANK[one.status],
            by_name(one.actor_words or ""),
            length if length <= _LONGEST else 0,
            one.id,
        )

    return _commitment(max(facts, key=fullness))


def _actor(known: Sequence[Commitment], fullest: Commitment) -> tuple[EntityId | None, str | None]:
    """Who commits, by name if any telling gives it; a warning without a subject is its speaker's."""
    if fullest.actor or (fullest.actor_words and by_name(fullest.actor_words)):
        return fullest.actor, fullest.actor_words
    for one in known:
        if one.actor:
            return one.actor, one.actor_words
    if fullest.actor_words:
        return None, fullest.actor_words
    for one in known:
        if one.said_by and one.act == "warning":
            return one.said_by.entity, one.said_by.words
    return None, None


def _term(commitment: Commitment, days: Days) -> Term:
    return Term(
        article=commitment.span.article,
        statement=commitment.id,
        status=commitment.status,
        span=commitment.span,
        cue_span=cue if (cue := cue_span(commitment)) != commitment.span else None,
        due=_ahead(commitment, days.get(commitment.span.article)),
        condition=commitment.condition,
    )


def _ahead(commitment: Commitment, printed: date | None) -> When | None:
    """A due day within the content that does not lie before the telling: "since March" and "promised on Friday to" are none."""
    due = commitment.due
    if due is None or due.span is None:
        return due
    if due.span.start < commitment.span.start + max(0, commitment.span.words.find(commitment.what)):
        return None
    last = due.value.rpartition("/")[2]
    return due if printed is None or last >= printed.isoformat()[: len(last)] else None


def _narrowest(dues: Iterable[When | None]) -> When | None:
    """The due day that says most exactly when: the shortest interval, the first of those."""
    grains = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "interval")
    return min((due for due in dues if due), key=lambda due: (grains.index(due.grain), due.value), default=None)


def _rank(entry: Entry, order: Mapping[ArticleId, int]) -> tuple[int, int, int, int]:
    firmest = min(RANK[term.status] for term in entry.terms)
    tellings = len({term.article for term in entry.terms})
    first = min((order.get(term.article, len(order)), term.span.start) for term in entry.terms)
    return firmest, -tellings, *first
