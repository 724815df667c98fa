"""``diff``: two editions told apart finding by finding, matched by what they say and never by their ids."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from variorum.edition.change import Change, changed_fields
from variorum.edition.changed_points import changed_points
from variorum.edition.changed_statements import changed_entities, changed_statements
from variorum.edition.matching import same
from variorum.edition.sides import Side, paired_stories, sides
from variorum.edition.visible import one_line
from variorum.edition.wording import counted, is_directed, percent, taken, when
from variorum.model import Copy, Edition, Story


@dataclass(frozen=True)
class Changes:
    """Everything in which two editions differ; ``str`` gives one line a change, ``bool`` says whether there is any."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes)) if self.changes else "The two editions say the same."

    def to_dict(self) -> dict[str, Any]:
        """Give the changes as plain JSON types."""
        return {"changes": [change.to_dict() for change in self.changes]}


def diff(a: Edition, b: Edition) -> Changes:
    """Tell two editions apart: what ``b`` has new, has no more, and has otherwise.

    An article is the same when its text (so its id) is, and changed when another text stands under the same input or
    address. Statements are matched by article, kind and words, then by place where words and place overlap by half;
    Points by kind and by the words and articles of their versions.
    """
    before, after = sides(a, b)
    found = [*_articles(before, after), *_stories(before, after)]
    for one, other in paired_stories(before, after)[0]:
        found += _lineage(before, one, after, other)
    found += changed_points(before, after)
    found += changed_entities(before, after)
    found += changed_statements(before, after)
    found += _problems(a, b)
    return Changes(tuple(found))


def _articles(before: Side, after: Side) -> Iterator[Change]:
    pairs, gone, new = same(
        before.edition.articles, after.edition.articles, lambda one: before.key(one.id), lambda one: after.key(one.id)
    )
    for article in gone:
        yield Change("gone", "article", f"{before.label(article.id)} ({one_line(article.input)})")
    for article in new:
        yield Change("new", "article", f"{after.label(article.id)} ({one_line(article.input)})")
    for one, other in pairs:
        fields = changed_fields(
            ("title", one.title, other.title),
            ("outlet", one.outlet, other.outlet),
            ("published", when(one.published), when(other.published)),
            ("language", one.language, other.language),
            ("address", one.url, other.url),
        )
        if one.text != other.text:
            lengths = [counted(len(text), "character") for text in (one.text, other.text)]
            fields = (("text", lengths[0], f"{lengths[1]}, in other words"), *fields)
        if fields:
            yield Change("changed", "article", after.label(other.id), fields)


def _stories(before: Side, after: Side) -> Iterator[Change]:
    pairs, gone, new = paired_stories(before, after)
    yield from (Change("gone", "story", one_line(story.title)) for story in gone)
    yield from (Change("new", "story", one_line(story.title)) for story in new)
    for one, other in pairs:
        fields = changed_fields(("title", one.title, other.title))
        if {before.key(article) for article in one.articles} != {after.key(article) for article in other.articles}:
            fields = (*fields, ("tellings", before.labels(one.articles), after.labels(other.articles)))
        if fields:
            yield Change("changed", "story", one_line(other.title), fields)


def _lineage(before: Side, one: Story, after: Side, other: Story) -> Iterator[Change]:
    pairs, gone, new = same(
        one.lineage.copies, other.lineage.copies, lambda copy: _ends(before, copy), lambda copy: _ends(after, copy)
    )
    yield from (Change("gone", "copy", _in_words(before, copy)) for copy in gone)
    yield from (Change("new", "copy", _in_words(after, copy)) for copy in new)
    for was, now in pairs:
        fields = changed_fields(("kind", taken(was), taken(now)), ("share", percent(was.share), percent(now.share)))
        if fields:
            yield Change("changed", "copy", _in_words(after, now), fields)
    if _origins(before, one) != _origins(after, other):
        shown = [
            " | ".join(sorted(side.labels(voice) for voice in story.lineage.voices))
            for side, story in ((before, one), (after, other))
        ]
        yield Change("changed", "voices", one_line(other.title), (("voices", *shown),))  # type: ignore[arg-type]  # two


def _ends(side: Side, copy: Copy) -> Hashable:
    ends = (side.key(copy.source), side.key(copy.target))
    return ends if is_directed(copy) else tuple(sorted(ends))


def _origins(side: Side, story: Story) -> set[frozenset[str]]:
    return {frozenset(side.key(article) for article in voice) for voice in story.lineage.voices}


def _in_words(side: Side, copy: Copy) -> str:
    return f"{side.label(copy.target)} {taken(copy)} {side.label(copy.source)}"


def _problems(a: Edition, b: Edition) -> Iterator[Change]:
    _, gone, new = same(a.problems, b.problems, lambda problem: problem, lambda problem: problem)
    yield from (Change("gone", "problem", one_line(f"{problem.input}: {problem.message}")) for problem in gone)
    yield from (Change("new", "problem", one_line(f"{problem.input}: {problem.message}")) for problem in new)
