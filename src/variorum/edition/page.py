"""The edition as one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum.edition import wording
from variorum.edition.aligned import changed, changes
from variorum.edition.anchors import Anchors, anchors, web_address
from variorum.edition.arrangement import (
    Eras,
    Joining,
    by_weight,
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
    weighty,
)
from variorum.edition.caution import certainty
from variorum.edition.drawing import Drawing, lineage_drawing
from variorum.edition.judging import left_out
from variorum.edition.lookup import Lookup, headline, joined, lookups, plainly
from variorum.edition.marking import marked
from variorum.edition.telling import Stretch, deciding, marks, paragraphs, stretches
from variorum.edition.visible import one_line, shortened, visible
from variorum.edition.without import without_dismissed
from variorum.model import (
    Article,
    Commitment,
    DateMention,
    Edition,
    Entity,
    EntityKind,
    Entry,
    Figure,
    Happening,
    Point,
    Position,
    Quote,
    Silence,
    SilenceReason,
    StatementId,
    Story,
    Utterance,
    Verdict,
)

S = TypeVar("S", Quote, Figure, Commitment, DateMention)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True)
class StoryPage:
    """One story, arranged for the page."""

    story: Story
    found: Lookup
    names: Anchors
    differences: list[Point]
    agreements: list[Point]
    repeated: list[Point]
    doubtful: list[Point]
    threads: list[list[Point]]
    ledger: list[Entry]
    positions: list[tuple[str, list[Position]]]
    utterances: list[Utterance]
    singles: list[tuple[Article, list[Point]]]
    commitments: list[list[Commitment]]
    speakers: list[tuple[str, list[list[Quote]]]]
    figures: list[list[Figure]]
    vague: list[list[Figure]]
    eras: Eras
    coverage: list[tuple[str, list[Article]]]
    joinings: list[Joining]
    silences: list[tuple[Article, list[tuple[Point, Silence]]]]
    dates: list[list[DateMention]]
    entities: list[tuple[EntityKind, list[Entity]]]
    drawing: Drawing
    compared: dict[StatementId, list[Point]]
    shown: frozenset[StatementId]
    tellings: list[tuple[Article, list[list[Stretch]]]]
    tops: Mapping[str, str]
    left_out: str


def to_html(edition: Edition, *, everything: bool = False) -> str:
    """Write an edition as one HTML file that asks for nothing from anywhere and runs no word of an article.

    ``everything`` puts the doubtful Points among the others, marked "unsure".
    """
    edition = edition if everything else without_dismissed(edition)
    style, script = _asset("page.css"), _asset("page.js")
    title = edition.stories[0].title if len(edition.stories) == 1 else wording.counted(len(edition.stories), "story")
    shown = {article for story in edition.stories for article in story.articles}
    tops = {story.id: anchors(edition, story).section("top") for story in edition.stories}
    return _environment().get_template("page.html").render(
        edition=edition,
        title=title,
        stories=[_arranged(edition, found, tops, everything=everything) for found in lookups(edition, by_weight(edition.stories))],
        strays=[article for article in edition.articles if article.id not in shown],
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'",
    )  # fmt: skip


def _arranged(edition: Edition, found: Lookup, tops: Mapping[str, str], *, everything: bool) -> StoryPage:
    story = found.story
    names = anchors(edition, story)
    figures = sorted(
        _together(story, "figure", story.figures), key=lambda row: len({each.span.article for each in row}) == 1
    )
    articles = [found.articles[article] for article in story.articles if article in found.articles]
    verdicts: tuple[Verdict, ...] = ("differs", "agreed", "repeated")
    differences, agreements, repeated = (points(story, verdict, everything=everything) for verdict in verdicts)
    shared = [*differences, *agreements, *repeated]
    return StoryPage(
        story=story,
        found=found,
        names=names,
        differences=differences,
        agreements=agreements,
        repeated=repeated,
        doubtful=[] if everything else doubtful(story),
        threads=threads(story),
        ledger=ledger(found),
        positions=positions(found),
        utterances=utterances(story),
        singles=singles(found),
        commitments=_by_actor(found, _together(story, "commitment", story.commitments)),
        speakers=_speakers(found),
        figures=[row for row in figures if not _is_vague(row)],
        vague=[row for row in figures if _is_vague(row)],
        eras=eras(story),
        coverage=coverage(found),
        joinings=joinings(story),
        silences=[(one, mute) for one in articles if (mute := silent_on(one.id, shared))],
        dates=sorted(_together(story, "date", story.dates), key=lambda row: (row[0].start is None, row[0].start or "")),
        entities=_by_kind(story.entities),
        drawing=lineage_drawing(found),
        compared=_compared(story),
        shown=frozenset(found.statements.keys() - {claim.id for claim in story.claims}),
        tellings=[(one, _lines(found, names, one)) for one in articles],
        tops=tops,
        left_out="" if everything else left_out(story),
    )


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


def _by_date(those: Sequence[tuple[int, Happening]]) -> list[tuple[str, list[tuple[int, Happening]]]]:
    days: dict[str, list[tuple[int, Happening]]] = {}
    for number, happening in those:
        days.setdefault(happening.date, []).append((number, happening))
    return list(days.items())


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


def _lines(found: Lookup, names: Anchors, article: Article) -> list[list[Stretch]]:
    return [stretches(line) for line in paragraphs(article.text, marks(found, names, article.id))]


def _by_kind(entities: Sequence[Entity]) -> list[tuple[EntityKind, list[Entity]]]:
    groups = [(kind, [entity for entity in entities if entity.kind == kind]) for kind in wording.ENTITY]
    return [(kind, sorted(those, key=lambda one: -len(one.mentions))) for kind, those in groups if those]


def _silent(silences: Sequence[Silence]) -> list[tuple[SilenceReason, list[Silence]]]:
    groups = [(reason, [one for one in silences if one.reason == reason]) for reason in wording.SILENCE]
    return [(reason, those) for reason, those in groups if those]


def _language(code: str | None) -> str | None:
    return code if code and _LANGUAGE.fullmatch(code) else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("variorum.edition"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # The one gate for text from outside: whatever is printed is made visible first, then escaped.
        finalize=lambda value: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    helpers: dict[str, Any] = {
        "by_date": _by_date,
        "certainty": certainty,
        "changed": changed,
        "changes": changes,
        "deciding": deciding,
        "headline": headline,
        "joined": joined,
        "language": _language,
        "marked": marked,
        "one_line": one_line,
        "plainly": plainly,
        "shortened": shortened,
        "silent": _silent,
        "web_address": web_address,
        "weighty": weighty,
        "wording": wording,
    }
    environment.globals.update(helpers)
    return environment


@cache
def _asset(name: str) -> str:
    return files("variorum.edition").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
