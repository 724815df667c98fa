"""The edition as the user has settled it: what was dismissed is gone, and so is all that stood on it alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from variorum.edition.exports.wanted import Wanted
from variorum.model import ArticleId, Edition, Entry, Merge, Point, Position, Span, Statement, Story, Version


def settled(edition: Edition, wanted: Wanted) -> Edition:
    """Leave out the findings that ``Story.judgements`` dismisses; the whole edition if everything is wanted.

    A version loses the tellings whose every statement in it is dismissed, and its voices are counted again by its merges.
    """
    if wanted.everything:
        return edition
    return replace(edition, stories=tuple(_settled(story) for story in edition.stories))


def _settled(story: Story) -> Story:
    gone = frozenset(one.finding for one in story.judgements if one.kind == "dismissed")
    if not gone:
        return story
    statements = story.statements
    points = tuple(_points(story.points, gone, statements))
    left = {point.id for point in points}
    lost = {point.id for point in story.points} - left
    undated = [one.span for one in story.dates if one.id in gone]
    happenings = ((one, tuple(span for span in one.spans if not _within(undated, span))) for one in story.timeline)
    return replace(
        story,
        points=tuple(replace(one, related=tuple(x for x in one.related if x in left)) for one in points),
        quotes=tuple(one for one in story.quotes if one.id not in gone),
        figures=tuple(one for one in story.figures if one.id not in gone),
        dates=tuple(one for one in story.dates if one.id not in gone),
        commitments=tuple(one for one in story.commitments if one.id not in gone),
        claims=tuple(one for one in story.claims if one.id not in gone),
        timeline=tuple(replace(one, spans=spans) for one, spans in happenings if spans),
        brief=tuple(one for one in story.brief if one.point not in lost),
        utterances=tuple(
            replace(one, renderings=kept)
            for one in story.utterances
            if one.point not in lost and (kept := tuple(x for x in one.renderings if x.statement not in gone))
        ),
        ledger=tuple(entry for one in story.ledger if one.point not in lost for entry in _entry(one, gone)),
        positions=tuple(position for one in story.positions for position in _position(one, gone)),
        headings=tuple(replace(one, points=tuple(x for x in one.points if x in left)) for one in story.headings),
    )


def _points(points: Iterable[Point], gone: Collection[str], statements: dict[str, Statement]) -> Iterable[Point]:
    for point in points:
        versions = tuple(kept for one in point.versions for kept in _version(one, gone, statements))
        if point.id in gone or not versions:
            continue
        difference = point.difference if len(versions) > 1 else None
        silences = tuple(one for one in point.silences if one.article not in {a for v in versions for a in v.articles})
        considered = tuple(one for one in point.considered if one.statement not in gone)
        yield replace(point, versions=versions, difference=difference, silences=silences, considered=considered)


def _version(version: Version, gone: Collection[str], statements: dict[str, Statement]) -> Iterable[Version]:
    """Give the version without what was dismissed, if anything is left of it."""
    kept = tuple(one for one in version.statements if one not in gone)
    if len(kept) == len(version.statements):
        yield version
        return
    of = {one: statements[one].span.article for one in version.statements if one in statements}
    mute = {of[one] for one in of if one in gone} - {of[one] for one in kept if one in of}
    articles = tuple(one for one in version.articles if one not in mute)
    if not kept or not articles:
        return
    merges = tuple(_merge(one, mute) for one in version.merges)
    merges = tuple(one for one in merges if len(one.articles) > 1)
    yield replace(
        version,
        statements=kept,
        articles=articles,
        voices=min(version.voices, _origins(articles, merges)),
        spans=tuple(one for one in version.spans if one.article not in mute),
        decisive=tuple(one for one in version.decisive if one.article not in mute),
        merges=merges,
    )


def _merge(merge: Merge, mute: Collection[ArticleId]) -> Merge:
    return replace(merge, articles=tuple(one for one in merge.articles if one not in mute))


def _origins(articles: Iterable[ArticleId], merges: Iterable[Merge]) -> int:
    """Count the groups into which the merges join the articles."""
    group = {article: {article} for article in articles}
    for merge in merges:
        together = set[ArticleId]().union(*(group[one] for one in merge.articles if one in group))
        group.update(dict.fromkeys(together, together))
    return len({id(one) for one in group.values()})


def _within(spans: Iterable[Span], whole: Span) -> bool:
    return any(whole.contains(span) for span in spans)


def _entry(entry: Entry, gone: Collection[str]) -> Iterable[Entry]:
    terms = tuple(one for one in entry.terms if one.statement not in gone)
    if len(terms) == len(entry.terms):
        yield entry
    elif terms:
        yield replace(entry, terms=terms, drift=None)  # the words for how the terms part no longer hold


def _position(position: Position, gone: Collection[str]) -> Iterable[Position]:
    stands = tuple(one for one in position.stands if one.statement not in gone)
    if len(stands) == len(position.stands):
        yield position
    elif stands:
        yield replace(position, stands=stands, shift=None)
