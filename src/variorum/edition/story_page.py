"""One story arranged for a page; each part is worked out when a template asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from variorum.edition import wording
from variorum.edition.anchors import Anchors
from variorum.edition.arrangement import (
    TAKEN,
    Eras,
    Joining,
    copied,
    coverage,
    doubtful,
    eras,
    joinings,
    ledger,
    points,
    positions,
    silent_on,
    singles,
    threads,
    utterances,
)
from variorum.edition.calendar import Calendar, calendar
from variorum.edition.drawing import Drawing, lineage_drawing
from variorum.edition.judging import left_out
from variorum.edition.lookup import Lookup
from variorum.edition.places import Places
from variorum.edition.telling import Stretch, marks, paragraphs, stretches
from variorum.edition.visible import one_line
from variorum.edition.wording import is_directed
from variorum.model import (
    Article,
    ArticleId,
    Commitment,
    Copy,
    DateMention,
    Entity,
    EntityKind,
    Entry,
    Figure,
    Point,
    Position,
    Quote,
    Silence,
    StatementId,
    Story,
    Utterance,
)

S = TypeVar("S", Quote, Figure, Commitment, DateMention)


@dataclass(frozen=True)
class Extent:
    """How much of each finding a page shows; the rest is counted, and stands on the finding's own page. ``None`` is everything.

    ``sentences`` are those of a version, ``silent`` the tellings named as silent, ``tellings`` those named of a version, ``merges``
    the reasons why tellings count as one voice. Without ``reasons`` the page only leads to how a finding was decided.
    """

    sentences: int | None = None
    silent: int | None = None
    tellings: int | None = None
    merges: int | None = None
    reasons: bool = True


class StoryPage:
    """One story, arranged for a page: ``names`` are the anchors on it, ``places`` say where its links lead.

    ``everything`` puts the doubtful Points among the others, marked "unsure".
    """

    def __init__(
        self,
        found: Lookup,
        names: Anchors,
        places: Places,
        *,
        everything: bool = False,
        extent: Extent | None = None,
    ) -> None:
        self.found = found
        self.story: Story = found.story
        self.names = names
        self.places = places
        self.everything = everything
        self.extent = extent or Extent()

    @cached_property
    def differences(self) -> list[Point]:
        """Where tellings differ, the weightiest first."""
        return points(self.story, "differs", everything=self.everything)

    @cached_property
    def agreements(self) -> list[Point]:
        """What independent tellings agree on, by the number of voices."""
        return points(self.story, "agreed", everything=self.everything)

    @cached_property
    def repeated(self) -> list[Point]:
        """What several tellings have from one origin."""
        return points(self.story, "repeated", everything=self.everything)

    @cached_property
    def doubtful(self) -> list[Point]:
        """The doubtful Points, unless they stand among the others."""
        return [] if self.everything else doubtful(self.story)

    @cached_property
    def threads(self) -> list[list[Point]]:
        """Points that are related and were kept apart."""
        return threads(self.story)

    @cached_property
    def ledger(self) -> list[Entry]:
        """The commitments, as the ledger has them."""
        return ledger(self.found)

    @cached_property
    def positions(self) -> list[tuple[str, list[Position]]]:
        """Who stands where, by actor."""
        return positions(self.found)

    @cached_property
    def utterances(self) -> list[Utterance]:
        """What was said once and is told in several tellings."""
        return utterances(self.story)

    @cached_property
    def singles(self) -> list[tuple[Article, list[Point]]]:
        """What only one telling says, by telling."""
        return singles(self.found)

    @cached_property
    def commitments(self) -> list[list[Commitment]]:
        """The commitments in rows of what is one version of one Point, by actor."""
        return _by_actor(self.found, _together(self.story, "commitment", self.story.commitments))

    @cached_property
    def speakers(self) -> list[tuple[str, list[list[Quote]]]]:
        """The quotes by speaker."""
        return _speakers(self.found)

    @cached_property
    def _figure_rows(self) -> list[list[Figure]]:
        rows = _together(self.story, "figure", self.story.figures)
        return sorted(rows, key=lambda row: len({each.span.article for each in row}) == 1)

    @cached_property
    def figures(self) -> list[list[Figure]]:
        """The figures in rows of what is one version of one Point, those of several tellings first."""
        return [row for row in self._figure_rows if not _is_vague(row)]

    @cached_property
    def vague(self) -> list[list[Figure]]:
        """The figures that tell little."""
        return [row for row in self._figure_rows if _is_vague(row)]

    @cached_property
    def eras(self) -> Eras:
        """The timeline: background, the story, what lay ahead."""
        return eras(self.story)

    @cached_property
    def coverage(self) -> list[tuple[str, list[Article]]]:
        """Which tellings came out on which day."""
        return coverage(self.found)

    @cached_property
    def copied(self) -> list[Copy]:
        """Who has the text of whom: for each such telling the copy that explains most of it."""
        return copied(self.story)

    @cached_property
    def copies(self) -> tuple[list[Copy], list[Copy]]:
        """The copies in which a text as a whole was taken over, the largest share first; and what is merely in common."""
        ordered = sorted(self.story.lineage.copies, key=lambda copy: (not is_directed(copy), -copy.share))
        whole = [copy for copy in ordered if copy.kind in TAKEN]
        return whole, [copy for copy in ordered if copy.kind not in TAKEN]

    @cached_property
    def calendar(self) -> Calendar:
        """The timeline as a drawing."""
        return calendar(self.found, self.eras, self.coverage)

    @cached_property
    def joinings(self) -> list[Joining]:
        """Why the tellings are one story."""
        return joinings(self.story)

    @cached_property
    def silences(self) -> list[tuple[Article, list[tuple[Point, Silence]]]]:
        """What each telling leaves out of what others share."""
        shared = [*self.differences, *self.agreements, *self.repeated]
        return [(one, mute) for one in self.articles if (mute := silent_on(one.id, shared))]

    @cached_property
    def dates(self) -> list[list[DateMention]]:
        """The dates in rows of what is one version of one Point, in order of time."""
        rows = _together(self.story, "date", self.story.dates)
        return sorted(rows, key=lambda row: (row[0].start is None, row[0].start or ""))

    @cached_property
    def entities(self) -> list[tuple[EntityKind, list[Entity]]]:
        """The names by kind, the most mentioned first."""
        return _by_kind(self.story.entities)

    @cached_property
    def drawing(self) -> Drawing:
        """The lineage as a drawing."""
        return lineage_drawing(self.found)

    @cached_property
    def compared(self) -> dict[StatementId, list[Point]]:
        """The Points at which a statement is set beside other tellings."""
        return _compared(self.story)

    @cached_property
    def shown(self) -> frozenset[StatementId]:
        """The statements that have a place of their own on a page."""
        claims = () if self.places.has_claims else self.story.claims
        return frozenset(self.found.statements.keys() - {claim.id for claim in claims})

    @cached_property
    def articles(self) -> list[Article]:
        """The articles of the story, in its order."""
        return [self.found.articles[one] for one in self.story.articles if one in self.found.articles]

    def credited(self, voice: Sequence[ArticleId]) -> list[str]:
        """Give whom the tellings of a voice of several name as their source, those named by most first: a voice may be an agency's."""
        those = [self.found.articles[one] for one in voice if one in self.found.articles]
        if len(those) < 2:
            return []
        named = Counter(one_line(name) for one in those for name in dict.fromkeys(one.credits))
        return [name for name, count in named.most_common(2) if count > 1 and name]

    @cached_property
    def tellings(self) -> list[tuple[Article, list[list[Stretch]]]]:
        """Every telling in full, with its findings marked."""
        return [(one, self.lines(one)) for one in self.articles]

    def lines(self, article: Article) -> list[list[Stretch]]:
        """Give the lines of one telling with its findings marked."""
        found = marks(self.found, self.names, self.places, article.id)
        return [stretches(line) for line in paragraphs(article.text, found)]

    @cached_property
    def left_out(self) -> str:
        """What the user dismissed, in words."""
        return "" if self.everything else left_out(self.story)


def _together(story: Story, kind: str, statements: Sequence[S]) -> list[list[S]]:
    """Put the statements that carry one version of one Point into one row, in the order of the first."""
    home: dict[str, tuple[str, int]] = {}
    for point in story.points:
        if point.kind == kind:
            for number, version in enumerate(point.versions):
                for identifier in version.statements:
                    home.setdefault(identifier, (point.id, number))
    rows: dict[tuple[str, int], list[S]] = {}
    for statement in statements:
        rows.setdefault(home.get(statement.id, (f"\0{statement.id}", 0)), []).append(statement)
    return list(rows.values())


def _compared(story: Story) -> dict[StatementId, list[Point]]:
    """Give for each statement the Points at which it is set beside other tellings."""
    found: dict[StatementId, list[Point]] = {}
    for point in story.points:
        for statement in dict.fromkeys(one for version in point.versions for one in version.statements):
            if point.verdict != "single":
                found.setdefault(statement, []).append(point)
    return found


def _speakers(found: Lookup) -> list[tuple[str, list[list[Quote]]]]:
    """Group the quotes by speaker, who says most first, and those with nobody named last."""
    groups: dict[str, list[list[Quote]]] = {}
    for row in _together(found.story, "quote", found.story.quotes):
        groups.setdefault(found.speaker(row[0].said_by) or "", []).append(row)
    return sorted(groups.items(), key=lambda one: (one[0] == "", -len(one[1])))


def _by_actor(found: Lookup, rows: list[list[Commitment]]) -> list[list[Commitment]]:
    """Keep what one actor commits to together: what several tellings report first, the busiest actor first, nobody last."""
    names = [found.name(row[0].actor, row[0].actor_words) or "" for row in rows]
    weight = Counter(names)
    several = [len({each.span.article for each in row}) > 1 for row in rows]
    order = sorted(
        range(len(rows)), key=lambda one: (not several[one], names[one] == "", -weight[names[one]], names[one], one)
    )
    return [rows[one] for one in order]


def _is_vague(row: list[Figure]) -> bool:
    """Say whether a figure tells so little that it belongs below the others: no telling shares it, and it counts nothing."""
    one = row[0]
    plain_count = one.kind == "count" and not one.measures
    return len({each.span.article for each in row}) == 1 and (one.kind in ("ordinal", "vague") or plain_count)


def _by_kind(entities: Sequence[Entity]) -> list[tuple[EntityKind, list[Entity]]]:
    groups = [(kind, [entity for entity in entities if entity.kind == kind]) for kind in wording.ENTITY]
    return [(kind, sorted(those, key=lambda one: -len(one.mentions))) for kind, those in groups if those]
