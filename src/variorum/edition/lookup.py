"""Everything in a story by its id, so that a renderer can name what a finding points to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from variorum.edition.caution import is_doubtful
from variorum.edition.judging import dismissed, in_words, judgements
from variorum.edition.labels import labels
from variorum.edition.visible import one_line
from variorum.edition.wording import counted
from variorum.model import Article, ArticleId, Edition, Judgement, Merge, Point, SaidBy, Statement, StatementId, Story


@dataclass(frozen=True)
class Lookup:
    """One story with its articles, labels, voices, names and statements by id; what is missing is called by its id."""

    story: Story
    articles: Mapping[ArticleId, Article]
    label_of: Mapping[ArticleId, str]
    voice_of: Mapping[ArticleId, int] = field(default_factory=dict)
    name_of: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[StatementId, Statement] = field(default_factory=dict)
    title_of: Mapping[str, str] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)

    def label(self, article: ArticleId) -> str:
        """Give the short label of a telling."""
        return self.label_of.get(article) or one_line(article)

    def name(self, entity: str | None, otherwise: str | None = None) -> str | None:
        """Give the name of an entity, else the words given, else nothing."""
        name = self.name_of.get(entity or "") or otherwise
        return one_line(name) if name else None

    def speaker(self, said_by: SaidBy | None) -> str | None:
        """Give the name of the one who says it, else the words of the article that stand for them."""
        return self.name(said_by.entity, said_by.words) if said_by else None

    def judged(self, finding: str) -> str:
        """Say what the user said of a finding, or nothing."""
        return in_words(self.judgements.get(finding))

    def title(self, story: str) -> str:
        """Give the title of another story of the edition."""
        return self.title_of.get(story) or one_line(story)

    def labels(self, articles: Iterable[ArticleId]) -> list[str]:
        """Give the labels of several tellings, each once, in the order given."""
        return list(dict.fromkeys(self.label(article) for article in articles))

    @property
    def voices(self) -> list[list[ArticleId]]:
        """The independent origins in order, each with its tellings; an article that lineage left out is its own voice."""
        groups: dict[int, list[ArticleId]] = {}
        for article in self.story.articles:
            groups.setdefault(self.voice_of[article], []).append(article)
        return [groups[number] for number in sorted(groups)]


def lookup(edition: Edition, story: Story) -> Lookup:
    """Build the lookup of one story."""
    return next(lookups(edition, (story,)))


def lookups(edition: Edition, stories: Iterable[Story] | None = None) -> Iterator[Lookup]:
    """Build the lookups of all stories; what belongs to the edition is worked out once."""
    articles = {article.id: article for article in edition.articles}
    label_of = labels(edition.articles)
    title_of = {story.id: one_line(story.title) for story in edition.stories}
    for story in edition.stories if stories is None else stories:
        yield Lookup(
            story=story,
            articles=articles,
            label_of=label_of,
            voice_of=_voices(story),
            name_of={entity.id: one_line(entity.name) for entity in story.entities},
            statements=story.statements,
            title_of=title_of,
            judgements=judgements(story),
        )


def joined(merges: Iterable[Merge]) -> list[Merge]:
    """Join the merges that share a telling and have the same reason, so that it is said once."""
    groups: list[Merge] = []
    for merge in merges:
        meeting = [one for one in groups if one.reason == merge.reason and set(one.articles) & set(merge.articles)]
        together = tuple(dict.fromkeys(article for one in (*meeting, merge) for article in one.articles))
        groups = [one for one in groups if one not in meeting] + [Merge(together, merge.reason, merge.kind)]
    return groups


def _voices(story: Story) -> dict[ArticleId, int]:
    numbers: dict[ArticleId, int] = {}
    for number, voice in enumerate(story.lineage.voices, 1):
        for article in voice:
            numbers.setdefault(article, number)
    following = len(story.lineage.voices)
    for article in story.articles:
        if article not in numbers:
            following += 1
            numbers[article] = following
    return numbers


def headline(found: Lookup) -> list[str]:
    """Count what a reader wants to know first: tellings, voices, differences, agreements."""
    verdicts = [point.verdict for point in _counted(found)]
    return [
        counted(len(found.story.articles), "telling"),
        counted(len(found.voices), "voice"),
        counted(verdicts.count("differs"), "difference"),
        counted(verdicts.count("agreed"), "agreement"),
    ]


def _counted(found: Lookup) -> list[Point]:
    """The Points that count: no doubtful one, and none that the user dismissed."""
    gone = dismissed(found.story)
    return [point for point in found.story.points if not is_doubtful(point) and point.id not in gone]


def plainly(found: Lookup) -> str:
    """Say the same to somebody who reads it for the first time."""
    tellings, voices = len(found.story.articles), len(found.voices)
    told = _counted(found)
    conflicts = sum(point.difference == "conflict" for point in told)
    alone = sum(point.verdict == "single" for point in told)
    if tellings == 1:
        return "Only one report: nothing to compare it with."
    own = ", each with an origin of its own (a “voice”)"
    origins = own if voices == tellings else f" from {counted(voices, 'independent origin')} (a “voice” each)"
    clash = {0: "No two of them contradict each other outright", 1: "On one thing they cannot all be right"}.get(
        conflicts, f"On {conflicts} things they cannot all be right"
    )
    rest = f"; {counted(alone, 'thing')} stand{'s' if alone == 1 else ''} in one report only" if alone else ""
    return f"{tellings} reports{origins}. {clash}{rest}."
