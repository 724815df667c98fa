"""``diff``: two editions told apart finding by finding, matched by what they say and never by their ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar

from variorum.edition.labels import labels
from variorum.edition.visible import one_line, shortened
from variorum.edition.wording import COPY, DIFFERENCE, UNDIRECTED, VERDICT, counted, percent, when
from variorum.model import (
    ArticleId,
    Claim,
    Commitment,
    Copy,
    DateMention,
    Edition,
    Entity,
    Figure,
    Point,
    Quote,
    Span,
    Statement,
    Story,
)

T = TypeVar("T")
How = Literal["new", "gone", "changed"]
SIGN: Mapping[How, str] = {"new": "+", "gone": "-", "changed": "~"}
ALIKE = 0.3
"""The least share of common words (Jaccard) at which two Points of one kind can be the same Point."""


@dataclass(frozen=True)
class Change:
    """One thing that is new, gone or changed: its kind, what it is in words, and for a change each field before and after."""

    how: How
    kind: str
    what: str
    fields: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        turned = "; ".join(f"{name}: {before or 'none'} → {after or 'none'}" for name, before, after in self.fields)
        return f"{SIGN[self.how]} {self.kind}: {self.what}{' | ' + turned if turned else ''}"


@dataclass(frozen=True)
class Changes:
    """Everything in which two editions differ; ``str`` gives one line a change."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes)) if self.changes else "The two editions say the same."

    def to_dict(self) -> dict[str, Any]:
        """Give the changes as plain JSON types."""
        plain = [asdict(change) for change in self.changes]
        for change in plain:
            change["fields"] = [
                {"field": name, "before": before, "after": after} for name, before, after in change["fields"]
            ]
        return {"changes": plain}


@dataclass(frozen=True)
class _Side:
    """One of the two editions, with a key for each article that is the same on both sides."""

    edition: Edition
    key_of: Mapping[ArticleId, str]
    label_of: Mapping[ArticleId, str]
    name_of: Mapping[tuple[str, str], str]

    def key(self, article: ArticleId) -> str:
        return self.key_of.get(article, article)

    def label(self, article: ArticleId) -> str:
        return self.label_of.get(article) or one_line(article)

    def name(self, story: Story, entity: str | None, otherwise: str | None = None) -> str:
        return one_line(self.name_of.get((story.id, entity or "")) or otherwise or "")


def diff(a: Edition, b: Edition) -> Changes:
    """Tell two editions apart: what ``b`` has new, has no more, and has otherwise.

    An article is the same when its text is (its id is), and changed when another text stands under the same input or
    address. Statements are matched by article, kind and words, then by overlapping place in an unchanged article;
    Points by kind and the words and articles of their versions.
    """
    keys = _article_keys(a, b)
    before, after = _side(a, keys[0]), _side(b, keys[1])
    found: list[Change] = [
        *_articles(before, after),
        *_stories(before, after),
        *_lineage(before, after),
        *_points(before, after),
    ]
    found += [*_entities(before, after), *_statements(before, after), *_problems(a, b)]
    return Changes(tuple(found))


def _side(edition: Edition, key_of: Mapping[ArticleId, str]) -> _Side:
    names = {(story.id, entity.id): entity.name for story in edition.stories for entity in story.entities}
    return _Side(edition, key_of, labels(edition.articles), names)


def _article_keys(a: Edition, b: Edition) -> tuple[dict[ArticleId, str], dict[ArticleId, str]]:
    """Call an article by its id; one whose text changed is called by the id that it had in ``a``."""
    old = {article.id: article for article in a.articles}
    new_ids = {article.id for article in b.articles}
    by_input = {article.input: key for key, article in old.items() if key not in new_ids and article.input != "-"}
    by_url = {article.url: key for key, article in old.items() if key not in new_ids and article.url}
    keys: dict[ArticleId, str] = {}
    for article in b.articles:
        former = by_input.get(article.input) or by_url.get(article.url or "")
        free = article.id not in old and former is not None and former not in keys.values()
        keys[article.id] = former if free and former is not None else article.id
    return {key: key for key in old}, keys


def _articles(before: _Side, after: _Side) -> Iterator[Change]:
    old = {before.key(article.id): article for article in before.edition.articles}
    new = {after.key(article.id): article for article in after.edition.articles}
    for key in [*old, *(key for key in new if key not in old)]:
        if key not in new:
            yield Change("gone", "article", f"{before.label(old[key].id)} ({one_line(old[key].input)})")
        elif key not in old:
            yield Change("new", "article", f"{after.label(new[key].id)} ({one_line(new[key].input)})")
        else:
            one, other = old[key], new[key]
            text = [
                ("text", counted(len(one.text), "character"), counted(len(other.text), "character") + ", other words")
            ]
            fields = _turned(
                ("title", one.title, other.title),
                ("outlet", one.outlet, other.outlet),
                ("published", when(one.published), when(other.published)),
                ("language", one.language, other.language),
            )
            if one.text != other.text or fields:
                yield Change(
                    "changed", "article", after.label(other.id), (*(text if one.text != other.text else ()), *fields)
                )


def _stories(before: _Side, after: _Side) -> Iterator[Change]:
    pairs, gone, new = _matched_stories(before, after)
    for story in gone:
        yield Change("gone", "story", one_line(story.title))
    for story in new:
        yield Change("new", "story", one_line(story.title))
    for one, other in pairs:
        fields = _turned(
            ("title", one.title, other.title),
            ("tellings", _names(before, one.articles), _names(after, other.articles)),
        )
        same = sorted(map(before.key, one.articles)) == sorted(map(after.key, other.articles))
        fields = tuple(field for field in fields if field[0] != "tellings" or not same)
        if fields:
            yield Change("changed", "story", one_line(other.title), fields)


def _matched_stories(before: _Side, after: _Side) -> tuple[list[tuple[Story, Story]], list[Story], list[Story]]:
    def alike(one: Story, other: Story) -> float:
        return _jaccard({before.key(key) for key in one.articles}, {after.key(key) for key in other.articles})

    return _best_pairs(before.edition.stories, after.edition.stories, alike, 0.0)


def _lineage(before: _Side, after: _Side) -> Iterator[Change]:
    for one, other in _matched_stories(before, after)[0]:
        old = {_copy_key(before, copy): copy for copy in one.lineage.copies}
        new = {_copy_key(after, copy): copy for copy in other.lineage.copies}
        for key in [*old, *(key for key in new if key not in old)]:
            if key not in new:
                yield Change("gone", "copy", _copy_words(before, old[key]))
            elif key not in old:
                yield Change("new", "copy", _copy_words(after, new[key]))
            else:
                fields = _turned(
                    ("kind", COPY[old[key].kind], COPY[new[key].kind]),
                    ("share", percent(old[key].share), percent(new[key].share)),
                )
                if fields:
                    yield Change("changed", "copy", _copy_words(after, new[key]), fields)
        voices = [
            {frozenset(map(side.key, voice)) for voice in story.lineage.voices}
            for side, story in ((before, one), (after, other))
        ]
        if voices[0] != voices[1]:
            shown = ("voices", _voices(before, one), _voices(after, other))
            yield Change("changed", "voices", one_line(other.title), (shown,))


def _copy_key(side: _Side, copy: Copy) -> Hashable:
    ends = (side.key(copy.source), side.key(copy.target))
    return tuple(sorted(ends)) if copy.kind in UNDIRECTED else ends


def _copy_words(side: _Side, copy: Copy) -> str:
    return f"{side.label(copy.target)} {COPY[copy.kind]} {side.label(copy.source)}"


def _voices(side: _Side, story: Story) -> str:
    return " | ".join(_names(side, voice) for voice in story.lineage.voices)


def _names(side: _Side, articles: Iterable[ArticleId]) -> str:
    return ", ".join(side.label(article) for article in articles)


def _points(before: _Side, after: _Side) -> Iterator[Change]:
    pairs, gone, new = _best_pairs(
        [(story, point) for story in before.edition.stories for point in story.points],
        [(story, point) for story in after.edition.stories for point in story.points],
        lambda one, other: _point_likeness(before, one[1], after, other[1]),
        ALIKE,
    )
    for _, point in gone:
        yield Change("gone", "point", _point_words(point))
    for _, point in new:
        yield Change("new", "point", _point_words(point))
    for (_, one), (_, other) in pairs:
        fields = _turned(
            ("verdict", VERDICT[one.verdict], VERDICT[other.verdict]),
            (
                "difference",
                one.difference and DIFFERENCE[one.difference],
                other.difference and DIFFERENCE[other.difference],
            ),
            ("versions", _version_words(before, one), _version_words(after, other)),
            ("silent", _silent(before, one), _silent(after, other)),
        )
        if fields:
            yield Change("changed", "point", _point_words(other), fields)


def _point_likeness(before: _Side, one: Point, after: _Side, other: Point) -> float:
    if one.kind != other.kind:
        return 0.0
    words = _jaccard(_point_terms(before, one), _point_terms(after, other))
    return words + (0.25 * _jaccard(set(_words(one.about)), set(_words(other.about))) if words else 0.0)


def _point_terms(side: _Side, point: Point) -> set[tuple[str, str]]:
    spans = [span for version in point.versions for span in (*version.spans, *version.decisive)]
    return {(side.key(span.article), word) for span in spans for word in _words(span.words)}


def _point_words(point: Point) -> str:
    difference = f", {DIFFERENCE[point.difference].lower()}" if point.difference else ""
    return f"{point.kind}, {one_line(point.about)} ({point.verdict}{difference})"


def _version_words(side: _Side, point: Point) -> str:
    lines = [
        f"{one_line(one.value)} ({counted(one.voices, 'voice')}: {_names(side, one.articles)})"
        for one in point.versions
    ]
    return " / ".join(sorted(lines))


def _silent(side: _Side, point: Point) -> str:
    return ", ".join(sorted(f"{side.label(one.article)} {one.reason.replace('_', ' ')}" for one in point.silences))


def _entities(before: _Side, after: _Side) -> Iterator[Change]:
    for one, other in _matched_stories(before, after)[0]:
        pairs, gone, new = _best_pairs(
            one.entities,
            other.entities,
            lambda a, b: _jaccard(_places(before, a.mentions), _places(after, b.mentions)) + (a.name == b.name),
            0.0,
        )
        for entity in gone:
            yield Change("gone", entity.kind, one_line(entity.name))
        for entity in new:
            yield Change("new", entity.kind, one_line(entity.name))
        for a, b in pairs:
            fields = _turned(("name", a.name, b.name), ("kind", a.kind, b.kind), ("forms", _forms(a), _forms(b)))
            if fields:
                yield Change("changed", b.kind, one_line(b.name), fields)


def _forms(entity: Entity) -> str:
    return ", ".join(sorted(map(one_line, entity.variants)))


def _places(side: _Side, spans: Iterable[Span]) -> set[Hashable]:
    return {(side.key(span.article), span.start, span.end) for span in spans}


def _statements(before: _Side, after: _Side) -> Iterator[Change]:
    unchanged = {article.id for article in before.edition.articles} & {article.id for article in after.edition.articles}
    for kind in ("quotes", "figures", "dates", "commitments", "claims"):
        old = [(story, statement) for story in before.edition.stories for statement in getattr(story, kind)]
        new = [(story, statement) for story in after.edition.stories for statement in getattr(story, kind)]
        yield from _statements_of(kind[:-1], before, old, after, new, unchanged)


def _statements_of(
    kind: str,
    before: _Side,
    old: list[tuple[Story, Any]],
    after: _Side,
    new: list[tuple[Story, Any]],
    unchanged: set[ArticleId],
) -> Iterator[Change]:
    pairs, gone, added = _pairs_by(
        old,
        new,
        lambda one: (before.key(one[1].span.article), one_line(one[1].span.words)),
        lambda one: (after.key(one[1].span.article), one_line(one[1].span.words)),
    )
    more, gone, added = _best_pairs(
        gone, added, lambda one, other: _overlap(one[1].span, other[1].span, unchanged), 0.5
    )
    for _, statement in gone:
        yield Change("gone", kind, _statement_words(before, statement))
    for _, statement in added:
        yield Change("new", kind, _statement_words(after, statement))
    for (story, one), (its_story, other) in [*pairs, *more]:
        was, now = _statement_fields(before, story, one), _statement_fields(after, its_story, other)
        fields = _turned(*((name, was[name], now[name]) for name in was))
        if fields:
            yield Change("changed", kind, _statement_words(after, other), fields)


def _overlap(one: Span, other: Span, unchanged: set[ArticleId]) -> float:
    if one.article != other.article or one.article not in unchanged:
        return 0.0
    return max(0, min(one.end, other.end) - max(one.start, other.start)) / (
        max(one.end, other.end) - min(one.start, other.start)
    )


def _statement_words(side: _Side, statement: Statement) -> str:
    return f"{side.label(statement.span.article)}: “{shortened(statement.span.words, 160)}”"


def _statement_fields(side: _Side, story: Story, statement: Statement) -> dict[str, str]:
    """Give what a reader would call the content of a statement; entities by name, since their ids mean nothing here."""
    said_by = statement.said_by
    fields = {
        "words": one_line(statement.span.words),
        "said by": side.name(story, said_by.entity, said_by.words) if said_by else "",
    }
    match statement:
        case Quote():
            fields |= {"kind": statement.kind}
        case Figure():
            fields |= {
                "low": _number(statement.low),
                "high": _number(statement.high),
                "unit": statement.unit or "",
                "hedge": statement.hedge or "",
                "measures": statement.measures or "",
                "change": statement.change,
                "as of": when(statement.as_of) if statement.as_of else "",
            }
        case DateMention():
            fields |= {"value": statement.value, "event": statement.event or ""}
        case Commitment():
            fields |= {
                "who": side.name(story, statement.actor, statement.actor_words),
                "act": statement.act,
                "what": one_line(statement.what),
                "to": side.name(story, statement.to, statement.to_words),
                "due": when(statement.due) if statement.due else "",
                "condition": one_line(statement.condition or ""),
                "status": statement.status,
            }
        case Claim():
            fields |= {
                "subject": one_line(statement.subject or ""),
                "predicate": one_line(statement.predicate),
                "object": one_line(statement.object or ""),
                "negated": str(statement.negated).lower(),
                "modality": statement.modality or "",
            }
    return fields


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.15g}"


def _problems(a: Edition, b: Edition) -> Iterator[Change]:
    for problem in a.problems:
        if problem not in b.problems:
            yield Change("gone", "problem", one_line(f"{problem.input}: {problem.message}"))
    for problem in b.problems:
        if problem not in a.problems:
            yield Change("new", "problem", one_line(f"{problem.input}: {problem.message}"))


def _turned(*fields: tuple[str, str | None, str | None]) -> tuple[tuple[str, str, str], ...]:
    """Keep the fields whose values differ."""
    shown = ((name, one_line(before or ""), one_line(after or "")) for name, before, after in fields)
    return tuple((name, before, after) for name, before, after in shown if before != after)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _jaccard(a: set[Any], b: set[Any]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _pairs_by(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], its_key: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pair what has the same key, in order; give also what is left on each side."""
    waiting: dict[Hashable, list[T]] = {}
    for one in reversed(old):
        waiting.setdefault(key(one), []).append(one)
    pairs, added = [], []
    for other in new:
        found = waiting.get(its_key(other))
        if found:
            pairs.append((found.pop(), other))
        else:
            added.append(other)
    left = {id(one) for those in waiting.values() for one in those}
    return pairs, [one for one in old if id(one) in left], added


def _best_pairs(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float], least: float
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pair the most alike first, each once, above the least likeness; give also what is left on each side."""
    scored = ((likeness(one, other), i, j) for i, one in enumerate(old) for j, other in enumerate(new))
    ranked = sorted(
        ((score, i, j) for score, i, j in scored if score > least), key=lambda one: (-one[0], one[1], one[2])
    )
    of_old: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in of_old and j not in taken:
            of_old[i] = j
            taken.add(j)
    pairs = [(old[i], new[j]) for i, j in sorted(of_old.items())]
    return (
        pairs,
        [one for i, one in enumerate(old) if i not in of_old],
        [other for j, other in enumerate(new) if j not in taken],
    )
