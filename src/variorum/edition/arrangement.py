"""A story put into the order in which a reader wants it; every rendering draws from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from variorum.edition.caution import is_doubtful
from variorum.edition.lookup import Lookup, joined
from variorum.edition.wording import DIFFERENCE
from variorum.model import (
    Article,
    ArticleId,
    Copy,
    Entry,
    Happening,
    Merge,
    Point,
    Position,
    Silence,
    Story,
    Utterance,
    Verdict,
)

_KINDS = {"commitment": 3.0, "figure": 3.0, "quote": 2.0, "date": 1.5, "claim": 1.0, "role": 0.5}
_BACKGROUND = timedelta(days=14)
"""What lies so long before the first telling was printed is background."""
WHOLE = frozenset({"copy", "edit", "rewrite", "translation"})
"""Kinds of copies in which a text as a whole was taken over."""
TAKEN = frozenset({*WHOLE, "shared_source"})
"""Those by which tellings have one origin; in the others a quote is common, or more than chance allows."""
_SHORT = 4
"""Words; a finding of fewer tells a reader little by itself."""


def by_weight(stories: Iterable[Story]) -> list[Story]:
    """Order stories for a reader: told by most first, those told by one article only last; else as they were."""
    return sorted(stories, key=lambda story: -len(story.articles))


def points(story: Story, verdict: Verdict, *, everything: bool = False) -> list[Point]:
    """Give the story's Points of one verdict, the doubtful ones only with ``everything``; weightiest differences first."""
    chosen = [point for point in story.points if point.verdict == verdict and (everything or not is_doubtful(point))]
    weights = {difference: weight for weight, difference in enumerate(DIFFERENCE)}
    if verdict == "differs":
        return sorted(chosen, key=lambda point: weights.get(point.difference or "conflict", 0))
    return sorted(chosen, key=lambda point: -point.versions[0].voices) if verdict == "agreed" else chosen


def doubtful(story: Story) -> list[Point]:
    """Give the Points at which tellings were joined with little confidence."""
    return [point for point in story.points if is_doubtful(point)]


def singles(found: Lookup) -> list[tuple[Article, list[Point]]]:
    """Give what only one telling says, by telling, the most newsworthy first."""
    own: dict[ArticleId, list[Point]] = {}
    for point in found.story.points:
        if point.verdict == "single":
            for article in dict.fromkeys(point.versions[0].articles):
                own.setdefault(article, []).append(point)
    groups = []
    for article in found.story.articles:
        if article in own and article in found.articles:
            those = sorted(own[article], key=lambda point: (-_news(found, point), point.versions[0].spans[:1]))
            groups.append((found.articles[article], those))
    return groups


def _news(found: Lookup, point: Point) -> float:
    """How newsworthy a finding is: its kind, how early its telling brings it, whether a number or a name is in it."""
    version = point.versions[0]
    worth = _KINDS.get(point.kind, 0.0)
    if version.spans:
        span = version.spans[0]
        article = found.articles.get(span.article)
        worth += 2.0 * (1 - span.start / max(1, len(article.text))) if article else 0.0
    words = (version.decisive[0].words if version.decisive else version.value).split()
    worth += 0.5 * min(2, sum(word[:1].isupper() for word in words[1:]))
    worth += 0.5 * any(char.isdigit() for char in version.value)
    return worth - (2.0 if len(point.about.split()) < _SHORT and len(words) < _SHORT else 0.0)


def threads(story: Story) -> list[list[Point]]:
    """Give the Points that are one thing at several times, each thread once, in the order of the story."""
    known = {point.id: point for point in story.points}
    seen: set[str] = set()
    found: list[list[Point]] = []
    for point in story.points:
        if point.id in seen or not any(one in known for one in point.related):
            continue
        waiting, thread = [point.id], []
        while waiting:
            name = waiting.pop()
            if name in known and name not in seen:
                seen.add(name)
                thread.append(known[name])
                waiting += known[name].related
        if len(thread) > 1:
            found.append([one for one in story.points if one in thread])
    return found


@dataclass(frozen=True)
class Eras:
    """A timeline in three parts; each entry with its number in the story's timeline, from 1."""

    background: list[tuple[int, Happening]]
    story: list[tuple[int, Happening]]
    ahead: list[tuple[int, Happening]]


def eras(story: Story) -> Eras:
    """Part the timeline: what is long past, what the story is about, and what was still expected."""
    numbered = list(enumerate(story.timeline, 1))
    limit = _long_before(story.opened)
    past = [one for one in numbered if one[1].status == "happened"]
    return Eras(
        background=[one for one in past if one[1].date[:10] < limit],
        story=[one for one in past if one[1].date[:10] >= limit],
        ahead=[one for one in numbered if one[1].status == "expected"],
    )


def _long_before(opened: str | None) -> str:
    try:
        return (date.fromisoformat((opened or "")[:10]) - _BACKGROUND).isoformat()
    except (ValueError, OverflowError):
        return ""


def coverage(found: Lookup) -> list[tuple[str, list[Article]]]:
    """Give the tellings by the day on which each was published; those without a day last, under nothing."""
    days: dict[str, list[Article]] = {}
    for identifier in found.story.articles:
        article = found.articles.get(identifier)
        if article is not None:
            days.setdefault(article.published.value[:10] if article.published else "", []).append(article)
    return sorted(days.items(), key=lambda pair: (pair[0] == "", pair[0]))


def ledger(found: Lookup) -> list[Entry]:
    """Give the ledger's entries: where tellings part first, then what most tellings report, an actor's own together."""
    names = {entry.id: found.name(entry.actor, entry.actor_words) or "" for entry in found.story.ledger}
    return sorted(
        found.story.ledger,
        key=lambda entry: (
            entry.drift is None,
            -len({term.article for term in entry.terms}),
            names[entry.id] == "",
            names[entry.id],
        ),
    )


def positions(found: Lookup) -> list[tuple[str, list[Position]]]:
    """Give the positions by actor, who takes most first; those that shift come first."""
    groups: dict[str, list[Position]] = {}
    for position in found.story.positions:
        groups.setdefault(found.name(position.actor) or position.actor, []).append(position)
    ordered = [(name, sorted(those, key=lambda one: one.shift is None)) for name, those in groups.items()]
    return sorted(ordered, key=lambda group: -sum(len(one.stands) for one in group[1]))


def utterances(story: Story) -> list[Utterance]:
    """Give what several tellings quote: where a change may turn the sense first, then where words differ at all."""
    several = [one for one in story.utterances if len(one.renderings) > 1]
    return sorted(several, key=lambda one: (not weighty(one), not any(each.changes for each in one.renderings)))


def weighty(utterance: Utterance) -> list[str]:
    """Say in words what in an utterance's renderings may turn its sense, each once."""
    said = (change.weighty for rendering in utterance.renderings for change in rendering.changes)
    return list(dict.fromkeys(one for one in said if one))


def copied(story: Story) -> list[Copy]:
    """Give for each telling that has the text of another the copy that explains most of it, the largest share first."""
    best: dict[ArticleId, Copy] = {}
    for copy in story.lineage.copies:
        if copy.kind in WHOLE and (copy.target not in best or copy.share > best[copy.target].share):
            best[copy.target] = copy
    return sorted(best.values(), key=lambda copy: (not copy.directed, -copy.share, copy.target))


@dataclass(frozen=True)
class Joining:
    """Tellings that count as one voice, why, and the Points at which they do."""

    merge: Merge
    points: tuple[str, ...]


def joinings(story: Story) -> list[Joining]:
    """Give every merge of the story's Points with its reason, each said once, with the Points it holds for."""
    places: dict[tuple[tuple[ArticleId, ...], str], list[str]] = {}
    kinds: dict[tuple[tuple[ArticleId, ...], str], Merge] = {}
    for point in story.points:
        for version in point.versions:
            for merge in joined(version.merges):
                key = (tuple(sorted(merge.articles)), merge.reason)
                kinds.setdefault(key, merge)
                places.setdefault(key, []).append(point.id)
    ordered = sorted(places, key=lambda key: (-len(set(places[key])), key))
    return [Joining(kinds[key], tuple(dict.fromkeys(places[key]))) for key in ordered]


def silent_on(article: ArticleId, chosen: Sequence[Point]) -> list[tuple[Point, Silence]]:
    """Give the Points, of those chosen, on which a telling is silent, each with its silence."""
    return [(point, silence) for point in chosen for silence in point.silences if silence.article == article]
