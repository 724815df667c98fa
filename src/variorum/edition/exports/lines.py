"""JSON Lines: one article, story or finding a line, each with what is needed to understand it on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from variorum.edition.exports.plain import plainly, to_line
from variorum.edition.exports.wanted import Wanted
from variorum.edition.labels import labels
from variorum.edition.lookup import Lookup, lookups
from variorum.model import Article, ArticleId, Decision, Edition, Problem, Span, Statement, Value

Line = dict[str, Any]
_PEOPLE = frozenset("actor to speaker entity".split())


def lines(parts: Iterable[Edition], wanted: Wanted) -> Iterator[str]:
    """Write articles, then each story with its findings, then the problems, part by part."""
    for part in parts:
        for one in _part(part, wanted):
            yield to_line(one) + "\n"


def decision_lines(decisions: Iterable[Decision]) -> Iterator[str]:
    """Write the user's decisions, one a line, those that were undone as well."""
    for one in decisions:
        values = plainly(one)
        yield to_line({"kind": "decision", "id": values.pop("id"), "values": values}) + "\n"


def _part(part: Edition, wanted: Wanted) -> Iterator[Line]:
    called = labels(part.articles)
    story_of = {article: story.id for story in part.stories for article in story.articles}
    for article in part.articles:
        yield _article(article, called[article.id], story_of.get(article.id), wanted)
    for found in lookups(part):
        yield from _story(found)
    for problem in part.problems:
        yield _problem(problem)


def _article(article: Article, label: str, story: str | None, wanted: Wanted) -> Line:
    values = plainly(article)
    own = {name: values[name] for name in "input authors language credits published".split()}
    own["characters"] = len(article.text)
    if wanted.full_text:
        own["text"], own["furniture"] = values["text"], values["furniture"]
    return {"kind": "article", "story": story, "id": article.id, "article": _brief(article, label), "values": own}


def _problem(problem: Problem) -> Line:
    return {"kind": "problem", "story": None, "values": plainly(problem)}


def _brief(article: Article | None, label: str) -> Line:
    """Give what a reader wants to know of a telling beside its words."""
    if article is None:
        return {"id": label, "label": label, "outlet": None, "title": None, "url": None, "published": None}
    when = article.published
    return {
        "id": article.id,
        "label": label,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "published": {"value": when.value, "grain": when.grain, "basis": when.basis} if when else None,
    }


def _story(found: Lookup) -> Iterator[Line]:
    story = found.story
    head = {"title": story.title, "opened": story.opened, "latest": story.latest}
    origins = {"voices": found.voices, "joins": [plainly(one) for one in story.joins]}
    near = {"related": [plainly(one) for one in story.related]}
    yield {
        "kind": "story",
        "story": story.id,
        "id": story.id,
        "articles": _briefs(found, story.articles),
        "values": {**head, **origins, **near},
    }
    for statement in story.statements.values():
        yield _statement(found, statement)
    for kind, findings in _findings(found).items():
        for finding in findings:
            yield _finding(found, kind, finding)


def _findings(found: Lookup) -> Mapping[str, Iterable[Value]]:
    story = found.story
    return {
        "copy": story.lineage.copies,
        "entity": story.entities,
        "point": story.points,
        "ledger": story.ledger,
        "position": story.positions,
        "utterance": story.utterances,
        "heading": story.headings,
        "timeline": story.timeline,
        "brief": story.brief,
    }


KINDS = {"Quote": "quote", "Figure": "figure", "DateMention": "date", "Commitment": "commitment", "Claim": "claim"}


def _statement(found: Lookup, statement: Statement) -> Line:
    values = _named(found, plainly(statement))
    span, identifier = values.pop("span"), values.pop("id")
    article = _brief(found.articles.get(statement.span.article), found.label(statement.span.article))
    return {
        "kind": KINDS[type(statement).__name__],
        "story": found.story.id,
        "id": identifier,
        "article": article,
        "span": {name: span[name] for name in ("start", "end", "words")},
        "judgement": _judgement(found, identifier),
        "values": values,
    }


def _finding(found: Lookup, kind: str, finding: Value) -> Line:
    values = _named(found, plainly(finding))
    identifier = values.pop("id", None)
    told = list(dict.fromkeys(_tellings(finding, values)))
    head = {"kind": kind, "story": found.story.id, "id": identifier, "articles": _briefs(found, told)}
    return {**head, "judgement": _judgement(found, identifier), "values": values}


def _tellings(finding: Value, values: Line) -> Iterator[ArticleId]:
    """Name the articles of a finding: those of its spans, and the ends of a copy."""
    yield from (values[end] for end in ("source", "target", "article") if isinstance(values.get(end), str))
    waiting: list[Any] = [vars(finding)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Span):
            yield value.article
        elif isinstance(value, Value):
            waiting.append(vars(value))
        elif isinstance(value, dict):
            waiting += reversed(value.values())
        elif isinstance(value, tuple):
            waiting += reversed(value)


def _briefs(found: Lookup, articles: Iterable[ArticleId]) -> list[Line]:
    return [_brief(found.articles.get(one), found.label(one)) for one in articles]


def _judgement(found: Lookup, identifier: str | None) -> Line | None:
    for one in found.story.judgements:
        if one.finding == identifier:
            return {"kind": one.kind, "note": one.note}
    return None


def _named(found: Lookup, plain: Any) -> Any:
    """Put the name of an entity beside each of its ids, so that the line is understood without the story."""
    if isinstance(plain, list):
        return [_named(found, one) for one in plain]
    if not isinstance(plain, dict):
        return plain
    named: Line = {}
    for key, value in plain.items():
        named[key] = _named(found, value)
        if key in _PEOPLE and (value is None or isinstance(value, str)):
            named[f"{key}_name"] = found.name(value)
        elif key == "entities":
            named["entity_names"] = [found.name(one) for one in value]
    return named
