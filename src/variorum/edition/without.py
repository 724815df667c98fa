"""An edition without some of its findings, and without what rests on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from variorum.edition.judging import dismissed
from variorum.model import ArticleId, Edition, Happening, Point, Statement, Story, Utterance, Version


def without_dismissed(edition: Edition) -> Edition:
    """Give the edition without what the user dismissed; what refers to it no longer does, or is left out.

    The judgements stay, so that it can be said how many findings are not shown. An edition in which nothing was dismissed is
    given as it is.
    """
    if not any(dismissed(story) for story in edition.stories):
        return edition
    return replace(edition, stories=tuple(_without(story, dismissed(story)) for story in edition.stories))


def _without(story: Story, gone: Collection[str]) -> Story:
    if not gone:
        return story
    known = story.statements
    cut = [point if point.id not in gone else None for point in story.points]
    points = [rest for point in cut if point is not None and (rest := _point(point, known, gone)) is not None]
    names = {point.id for point in points}
    lost = {point.id for point in story.points} - names
    return replace(
        story,
        quotes=tuple(one for one in story.quotes if one.id not in gone),
        figures=tuple(one for one in story.figures if one.id not in gone),
        dates=tuple(one for one in story.dates if one.id not in gone),
        commitments=tuple(one for one in story.commitments if one.id not in gone),
        claims=tuple(one for one in story.claims if one.id not in gone),
        points=tuple(
            replace(
                point,
                related=tuple(one for one in point.related if one not in lost),
                considered=tuple(one for one in point.considered if one.statement not in gone),
            )
            for point in points
        ),
        timeline=tuple(kept for one in story.timeline if (kept := _happening(one, story, gone)) is not None),
        brief=tuple(one for one in story.brief if one.point not in lost),
        utterances=tuple(left for one in story.utterances if (left := _utterance(one, gone, lost)) is not None),
        ledger=tuple(
            replace(one, terms=tuple(term for term in one.terms if term.statement not in gone))
            for one in story.ledger
            if one.point not in lost and any(term.statement not in gone for term in one.terms)
        ),
        positions=tuple(
            replace(one, stands=tuple(stand for stand in one.stands if stand.statement not in gone))
            for one in story.positions
            if any(stand.statement not in gone for stand in one.stands)
        ),
        headings=tuple(
            replace(one, points=tuple(name for name in one.points if name not in lost)) for one in story.headings
        ),
        proposals=tuple(one for one in story.proposals if lost.isdisjoint(one.points)),
    )  # fmt: skip


def _point(point: Point, known: Mapping[str, Statement], gone: Collection[str]) -> Point | None:
    """Give a Point without the statements that are gone; nothing if none is left. One version alone is no difference."""
    versions = [one for one in (_version(version, known, gone) for version in point.versions) if one is not None]
    if not versions:
        return None
    if len(versions) == len(point.versions):
        return replace(point, versions=tuple(versions))
    return replace(
        point, versions=tuple(versions), difference=point.difference if len(versions) > 1 else None, reason=""
    )


def _version(version: Version, known: Mapping[str, Statement], gone: Collection[str]) -> Version | None:
    left = tuple(one for one in version.statements if one not in gone)
    if len(left) == len(version.statements):
        return version
    if not left:
        return None
    spans = [known[one].span for one in left if one in known]
    telling: set[ArticleId] = {span.article for span in spans}
    articles = tuple(one for one in version.articles if one in telling)
    return replace(
        version,
        statements=left,
        articles=articles,
        # Who falls silent may have been a voice: what is left cannot be more than there are tellings.
        voices=min(version.voices, len(articles)),
        spans=tuple(one for one in version.spans if any(one.overlaps(span) for span in spans)),
        decisive=tuple(one for one in version.decisive if one.article in telling),
        merges=tuple(one for one in version.merges if telling.issuperset(one.articles)),
    )


def _happening(one: Happening, story: Story, gone: Collection[str]) -> Happening | None:
    """Leave out of the timeline the sentences whose date was dismissed."""
    dates = [date.span for date in story.dates if date.id in gone and (date.start or date.value)[:10] == one.date[:10]]
    if not dates:
        return one
    spans = tuple(span for span in one.spans if not any(span.overlaps(date) for date in dates))
    return replace(one, spans=spans) if spans else None


def _utterance(one: Utterance, gone: Collection[str], lost: Collection[str]) -> Utterance | None:
    renderings = tuple(each for each in one.renderings if each.statement not in gone)
    if not renderings or (one.point is not None and one.point in lost):
        return None
    if one.renderings[0] != renderings[0]:  # the changes count from the first rendering, which is gone
        renderings = tuple(replace(each, changes=()) for each in renderings)
    return replace(one, renderings=renderings)
