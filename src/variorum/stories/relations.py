"""Stories that are kept apart though they are near: what came of an event, the next of a row, another of one kind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from variorum.languages.words import Word, words
from variorum.model import Article, ArticleId, Relation, Story
from variorum.sharing import Work, here
from variorum.stories.components import Told
from variorum.stories.counts_in_words import Count, counts_in
from variorum.stories.days import apart, days_of
from variorum.stories.joining import in_common, listed
from variorum.stories.marks import marks
from variorum.stories.names_in_common import OPENING, names_in_common, other_names
from variorum.stories.overlap import overlap

# Two stories are near if a pair between them is one event with this probability, and all pairs on average.
FLOOR, MEAN = 0.3, 0.1
MOST = 3  # relations of one story
TRIED = 2 * MOST  # some may turn out to have nothing but their kind in common
_DIFFERENCES = 2
# What came of an event tells it again: so much of the weight of the first report's opening, and of the names in it, stands in
# the later article, and so much less of the later one's opening in the first.
_TOLD_AGAIN, _NAMED_AGAIN, _NEWER = 0.3, 0.5, 0.03
_FOLLOWING, _SOON = 45, 14  # days

Link = tuple[ArticleId, ArticleId, float]


@dataclass(frozen=True)
class Beside:
    """The likest two articles of two stories, the ids of these, and the mean probability over all their pairs."""

    one: Told
    other: Told
    stories: tuple[str, str]
    score: float


def relate(
    stories: Sequence[Story], told: Mapping[ArticleId, Told], links: Iterable[Link], work: Work = here
) -> tuple[Story, ...]:
    """Give the stories with those that each is near to, the nearest first: at most ``MOST``.

    ``links`` are pairs of articles of any stories, with the probability that they tell of one event.
    """
    found = _nearest(stories, told, links)
    relations: dict[str, list[Relation]] = {}
    for beside, pair in zip(found, work(relation, found), strict=True):
        for story, near in zip(beside.stories, pair or (), strict=False):
            relations.setdefault(story, []).append(near)
    return tuple(
        replace(story, related=nearest(relations[story.id])) if story.id in relations else story for story in stories
    )


def _nearest(stories: Sequence[Story], told: Mapping[ArticleId, Told], links: Iterable[Link]) -> list[Beside]:
    """Pair the stories that are near, each with at most ``TRIED`` others from either side.

    The score is the mean over all pairs of articles of the two; those that were never compared share too little and count as
    nothing.
    """
    home = {article: at for at, story in enumerate(stories) for article in story.articles}
    between: dict[tuple[int, int], list[Link]] = {}
    for one, other, score in links:
        if one in home and other in home and home[one] != home[other]:
            first, second = sorted((one, other), key=home.__getitem__)
            between.setdefault((home[first], home[second]), []).append((first, second, score))
    means: dict[tuple[int, int], float] = {}
    best: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, held in between.items():
        pairs = len(stories[pair[0]].articles) * len(stories[pair[1]].articles)
        mean = nearness([score for _, _, score in held], pairs)
        if mean is not None:
            means[pair] = mean
            for at in pair:
                best.setdefault(at, []).append((-mean, pair))
    kept = sorted({pair for held in best.values() for _, pair in sorted(held)[:TRIED]})
    found: list[Beside] = []
    for pair in kept:
        one, other, _ = likest(between[pair])
        found.append(Beside(told[one], told[other], (stories[pair[0]].id, stories[pair[1]].id), means[pair]))
    return found


def nearness(scores: Sequence[float], pairs: int) -> float | None:
    """Give the mean probability over all pairs of articles of two stories, of which some were scored; nothing if they are not near."""
    mean = math.fsum(scores) / pairs
    return mean if max(scores) >= FLOOR and mean >= MEAN else None


def likest(links: Iterable[Link]) -> Link:
    """Give the pair of articles that speaks for two stories."""
    return min(links, key=lambda link: (-link[2], link[:2]))


def nearest(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Give the relations of a story that are told, the nearest first."""
    return tuple(sorted(relations, key=lambda near: (-near.score, near.story))[:MOST])


def relation(beside: Beside) -> tuple[Relation, Relation] | None:
    """Say how two stories are near, from either side; nothing if they have no more in common than their kind."""
    one, other = beside.stories
    score = round(beside.score, 3)
    if reason := follow(beside.one, beside.other):
        return Relation(other, "followed_by", score, reason), Relation(one, "follows", score, reason)
    if reason := follow(beside.other, beside.one):
        return Relation(other, "follows", score, reason), Relation(one, "followed_by", score, reason)
    reason = difference(beside.one.article, beside.other.article)
    if reason is None:
        return None
    return Relation(other, "near", score, reason), Relation(one, "near", score, reason)


def follow(first: Told, later: Told) -> str | None:
    """Say why one article tells what came of the event of another, or nothing if that does not show.

    It is published later, names the same persons or places, tells again what the first one opens with, and opens with
    something that the first one does not have.
    """
    one, other = first.profile, later.profile
    before, after = one.days, other.days
    if before is None or after is None or not 0 < after[0] - before[1] <= _FOLLOWING:
        return None
    told = float(overlap((one.lead, one.lead_weights), [(other.terms, other.weights)]).mine[0])
    new = float(overlap((other.lead, other.lead_weights), [(one.terms, one.weights)]).mine[0])
    named = float(overlap((one.lead_names, one.lead_name_weights), [(other.terms, other.weights)]).mine[0])
    if told < max(_TOLD_AGAIN, new + _NEWER) or named < _NAMED_AGAIN or _other_rank(first.article, later.article):
        return None
    if not _share_enough(first.article, later.article):
        return None
    names = [name.form for name in names_in_common(first.article, later.article)]
    days = after[0] - before[1]
    published = f"published {days} day{'s' if days > 1 else ''} later"
    return (
        f"both name {listed(names)}; {published}, with news of its own, and tells again what the first one opens with"
    )


def difference(one: Article, other: Article) -> str | None:
    """Say what two near articles have in common and in what they differ; nothing if they share little but their kind."""
    if not _share_enough(one, other):
        return None
    differing = [*_other_rank(one, other), *other_names(one, other), *_other_counts(one, other)][:_DIFFERENCES]
    common, days = in_common(one, other), _days(one, other)
    if differing:
        return f"{common}; but {listed([*differing, *days])}"
    return "; ".join([common, *days, "too little else agrees"])


def _share_enough(one: Article, other: Article) -> bool:
    """Say whether they name a person, or two other things but countries; one is enough if they are told within days."""
    names = [name for name in names_in_common(one, other) if not name.country]
    days = apart(days_of(one.published), days_of(other.published))
    near = days is not None and days <= _SOON
    return len(names) >= (1 if near else 2) or any(name.person for name in names)


def _other_counts(one: Article, other: Article) -> list[str]:
    """Say of what the two openings have unlike numbers, if both count it once only."""
    mine, theirs = _counted(one), _counted(other)
    for noun in mine:
        if noun in theirs and mine[noun].number != theirs[noun].number:
            return [f"{mine[noun].form} in one, {theirs[noun].form} in the other"]
    return []


def _counted(article: Article) -> dict[str, Count]:
    found: dict[str, list[Count]] = {}
    for count in counts_in(article):
        if count.noun and count.rank < 2 and count.noun != "%":
            found.setdefault(count.noun, []).append(count)
    opening = f"{article.title or ''}\n{article.text[:OPENING]}"
    return {noun: held[0] for noun, held in found.items() if len(held) == 1 and held[0].form in opening}


def _other_rank(one: Article, other: Article) -> list[str]:
    """Say which of a row each tells of ("the 12th package here, the 13th there"), if they share none."""
    mine, theirs = marks(_words(one), one.language).ranks, marks(_words(other), other.language).ranks
    if set(mine) & set(theirs):
        return []
    there = dict(reversed(theirs))
    for what, rank in mine:
        form = next((word.form for word in _words(one) if word.stem == what), "")
        if what in there and form.islower():  # "34th Street" is no row
            return [f"number {rank} of a row ({form}) against number {there[what]}"]
    return []


def _days(one: Article, other: Article) -> list[str]:
    first, second = days_of(one.published), days_of(other.published)
    if first is None or second is None:
        return []
    days = max(0, first[0] - second[1], second[0] - first[1])
    return [f"{days} day{'s' if days > 1 else ''} between them"] if days else []


def _words(article: Article) -> tuple[Word, ...]:
    return tuple(chain(words(article.title or "", article.language), words(article.text, article.language)))
