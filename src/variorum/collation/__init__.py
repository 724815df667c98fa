"""Stage 5, collation: what the tellings of one story agree on, differ on and leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from variorum.collation.apart import resolve
from variorum.collation.brief import brief
from variorum.collation.claims import claim_points
from variorum.collation.commitments import commitment_points
from variorum.collation.confidence import confidence
from variorum.collation.dating import date_articles
from variorum.collation.days import date_points
from variorum.collation.drafts import Draft, Told
from variorum.collation.entities_listed import link
from variorum.collation.facts import Fact, Rarity, facts_of
from variorum.collation.figures import figure_points
from variorum.collation.gather import Gathered, gather
from variorum.collation.glosses import readable
from variorum.collation.grouping import leaders
from variorum.collation.headings import headings
from variorum.collation.hints import Hints
from variorum.collation.kin import Kin, kin_of
from variorum.collation.ledger import ledger
from variorum.collation.likeness import Weigh
from variorum.collation.phrasing import phrasings
from variorum.collation.positions import positions
from variorum.collation.renderings import uttered
from variorum.collation.sayings import sayings
from variorum.collation.settled import settled
from variorum.collation.silences import Listening, main_day
from variorum.collation.tellings import names_of
from variorum.collation.tidying import tidied
from variorum.collation.timeline import timeline
from variorum.collation.tongues import foreign
from variorum.collation.utterances import quote_points
from variorum.collation.voices import Origins
from variorum.model import ArticleId, Lineage, Point, Reading, Silence, Span, Story, Version
from variorum.settings import Merging

__all__ = ["collate", "date_articles", "link", "resolve"]

_DIFFERENCES = ("conflict", "superseded", "said_by", "wording", "scope", "precision")
_VERDICTS = ("differs", "agreed", "repeated", "single")
_KINDS = ("figure", "date", "commitment", "quote", "claim", "role")


def collate(
    story: Story, readings: Mapping[ArticleId, Reading], lineage: Lineage, merging: Merging | None = None
) -> Story:
    """Set the readings of one story side by side: entities and statements of the whole story, Points, timeline, brief.

    First what only the whole story can settle (its entities), then independence, then comparison. ``merging`` says which
    tellings are not to be counted as one voice, and which are.
    """
    gathered = gather(readings, lineage)
    known = facts_of(gathered)
    days = _days(gathered)
    unread = foreign(gathered.articles)
    happened = main_day(known)
    kinds = {entity.id: entity.kind for entity in gathered.entities}
    weigh = Rarity(known)
    said = sayings(phrasings(known, gathered), weigh, kinds, lineage)
    led = leaders(gathered.articles, lineage, unread)
    typed = _drafts(known, weigh, days, led, happened, kin_of(gathered.entities))
    drafts = tidied([*typed, *quote_points(said, kinds)])
    origins = Origins(gathered.articles, lineage, said, merging)
    points = _points(drafts, gathered, origins, days, happened, Hints(known, weigh))
    by_id = {fact.id: fact for fact in known}
    points = readable(points, by_id, gathered.entities)
    names = names_of(gathered.articles, days)
    published = sorted(day.isoformat() for day in days.values() if day)
    return replace(
        story,
        opened=published[0] if published else None,
        latest=published[-1] if published else None,
        lineage=settled(lineage, merging or Merging()),
        entities=gathered.entities,
        quotes=gathered.quotes,
        figures=gathered.figures,
        dates=gathered.dates,
        commitments=gathered.commitments,
        claims=gathered.claims,
        points=points,
        timeline=timeline(drafts, gathered, days),
        headings=headings(gathered, known, points),
        brief=brief(points, by_id),
        utterances=uttered(said, kinds, points, gathered.articles),
        ledger=ledger(typed, points, days, names, kinds),
        positions=positions(known, gathered.entities, weigh, days, names, typed),
    )


def _days(gathered: Gathered) -> dict[ArticleId, date | None]:
    days: dict[ArticleId, date | None] = {}
    for article in gathered.articles:
        when = article.published
        days[article.id] = date.fromisoformat(when.value[:10]) if when and len(when.value) >= 10 else None
    return days


def _drafts(
    known: tuple[Fact, ...],
    weigh: Weigh,
    days: dict[ArticleId, date | None],
    led: Mapping[ArticleId, ArticleId],
    happened: date | None,
    kin: Kin,
) -> list[Draft]:
    return [
        *figure_points(known, weigh, days, led),
        *date_points(known, weigh, days, led),
        *commitment_points(known, weigh, days, led, happened),
        *claim_points(known, weigh, led, kin),
    ]


def _points(
    drafts: list[Draft],
    gathered: Gathered,
    origins: Origins,
    days: dict[ArticleId, date | None],
    happened: date | None,
    hints: Hints,
) -> tuple[Point, ...]:
    """Count voices, find silences and number the Points: differences first, then by how many voices carry them."""
    # Who tells of the same thing before or after it happened is not silent about it.
    thread: dict[str | None, set[ArticleId]] = {}
    for draft in drafts:
        thread.setdefault(draft.thread, set()).update(draft.articles if draft.thread else ())
    listening = Listening(gathered.articles, origins, days, happened)
    pairs = []
    for draft in drafts:
        others = thread[draft.thread] - set(draft.articles)
        silent = listening.silences(draft, hints.near(draft), others)
        pairs.append((draft, _point(draft, origins, silent)))
    order = {article.id: number for number, article in enumerate(gathered.articles)}
    pairs.sort(key=lambda pair: _rank(pair[1], order))
    threads: dict[str, list[str]] = {}
    for number, (draft, _) in enumerate(pairs, start=1):
        if draft.thread:
            threads.setdefault(draft.thread, []).append(f"p{number}")
    return tuple(
        replace(
            point,
            id=(name := f"p{number}"),
            related=tuple(other for other in threads.get(draft.thread or "", ()) if other != name),
        )
        for number, (draft, point) in enumerate(pairs, start=1)
    )


def _rank(point: Point, order: Mapping[ArticleId, int]) -> tuple[object, ...]:
    first = point.versions[0].spans[0]
    return (
        _VERDICTS.index(point.verdict),
        _DIFFERENCES.index(point.difference) if point.difference else 0,
        -sum(version.voices for version in point.versions),
        -sum(len(version.articles) for version in point.versions),
        _KINDS.index(point.kind),
        order[first.article],
        first.start,
        first.end,
    )


def _point(draft: Draft, origins: Origins, silent: tuple[Silence, ...]) -> Point:
    return Point(
        id="",
        kind=draft.kind,
        about=" ".join(draft.about.split()),
        versions=tuple(_version(told, origins) for told in draft.told),
        difference=draft.difference,
        reason=draft.reason,
        confidence=confidence(draft.kind, draft.confidence) if len(draft.articles) > 1 else 1.0,
        silences=silent,
        considered=draft.considered,
    )


def _version(told: Told, origins: Origins) -> Version:
    voices, merges = origins.voices(told)
    spans: dict[Span, None] = {}
    for fact in told.facts:
        spans[fact.sentence] = None
    return Version(
        value=" ".join(told.value.split()),
        statements=tuple(fact.id for fact in told.facts),
        articles=told.articles,
        voices=voices,
        spans=tuple(spans),
        decisive=told.decisive,
        merges=merges,
        latest=told.latest,
    )
