"""Web annotations: every statement, and every version that several tellings carry, pinned to its words (W3C, JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from variorum.edition.caution import is_doubtful
from variorum.edition.exports.lines import KINDS
from variorum.edition.exports.plain import paired, plainly, to_line
from variorum.edition.exports.selectors import selectors
from variorum.edition.exports.urns import PROGRAM, Names, address, of_span, urn
from variorum.edition.exports.wanted import Wanted
from variorum.edition.lookup import Lookup, lookups
from variorum.edition.wording import DIFFERENCE, STATUS, VERDICT
from variorum.model import (
    ArticleId,
    Claim,
    Commitment,
    DateMention,
    Edition,
    Figure,
    Point,
    Quote,
    Span,
    Statement,
    Version,
)

Node = dict[str, Any]

# The first is what the standard asks for; ``finding`` is ours, and JSON-LD 1.1 keeps its value as it stands.
CONTEXT: Final = [
    "http://www.w3.org/ns/anno.jsonld",
    {"finding": {"@id": "urn:variorum:term:finding", "@type": "@json"}},
]


def annotated(parts: Iterable[Edition], wanted: Wanted) -> Iterator[str]:
    """Write one ``AnnotationCollection`` whose only page has an annotation a line.

    ``identifying`` says what words are (a quote, a figure …), ``linking`` that tellings say one thing, ``assessing`` that they differ.
    """
    yield '{"@context": ' + to_line(CONTEXT) + ",\n"
    yield to_line({"id": urn("annotations"), "type": "AnnotationCollection", "label": "What Variorum found"})[1:-1]
    yield f',\n"generator": {to_line({"id": PROGRAM, "type": "Software", "name": "Variorum"})},\n'
    yield f'"first": {{"id": "{urn("annotations", "1")}", "type": "AnnotationPage", "startIndex": 0, "items": ['
    total = 0
    for part in parts:
        for found in lookups(part):
            for one in _story(found, wanted):
                yield (",\n" if total else "\n") + to_line(one)
                total += 1
    yield f'\n]}},\n"total": {total}}}\n'


def _story(found: Lookup, wanted: Wanted) -> Iterator[Node]:
    page = _Page(found)
    for statement in found.story.statements.values():
        if target := page.target(statement.span):
            yield _statement(page, statement, target)
    for point in found.story.points:
        if point.verdict != "single" and (wanted.everything or not is_doubtful(point)):
            for number, version in enumerate(point.versions):
                if targets := [target for span in _told(point, version) if (target := page.target(span))]:
                    yield _version(page, point, number, targets)


@dataclass
class _Page:
    """The texts of one story as they are quoted, and the names given so far."""

    found: Lookup
    names: Names = field(default_factory=Names)
    texts: dict[ArticleId, str] = field(default_factory=dict)

    def target(self, span: Span) -> Node | None:
        """Point at the words, on the web where the article has an address; nothing if there are none."""
        if not span.words:
            return None
        article = self.found.articles.get(span.article)
        if span.article not in self.texts:
            self.texts[span.article] = paired(article.text) if article else ""
        plain = replace(span, words=paired(span.words))
        source = address(article) or urn("article", span.article)
        return {"source": source, "selector": selectors(plain, self.texts[span.article])}

    def language(self, span: Span) -> str | None:
        article = self.found.articles.get(span.article)
        return article.language if article else None


def _statement(page: _Page, statement: Statement, target: Node) -> Node:
    kind = KINDS[type(statement).__name__]
    values = plainly(statement)
    del values["span"]
    head = {"kind": kind, "story": page.found.story.id, "article": statement.span.article}
    return {
        **_head(page, of_span(statement.span, "annotation", kind), "identifying"),
        "body": [_words(_gloss(page.found, statement)), _tag(kind)],
        "target": target,
        **_finding(page, statement.id, {**head, **values}),
    }


def _version(page: _Page, point: Point, number: int, targets: list[Node]) -> Node:
    version = point.versions[number]
    motivation = "assessing" if point.verdict == "differs" else "linking"
    values: Node = {
        "kind": "version",
        "story": page.found.story.id,
        "id": point.id,
        "version": number + 1,
        "about": point.about,
        "value": version.value,
        "verdict": point.verdict,
        "difference": point.difference,
        "articles": list(version.articles),
        "voices": version.voices,
        "statements": list(version.statements),
        "others": [other.value for other in point.versions if other is not version],
        "reason": point.reason,
        "confidence": point.confidence,
    }
    return {
        **_head(page, of_span(_told(point, version)[0], "annotation", f"{point.kind}-version"), motivation),
        "body": [_words(_comparison(point, version)), _tag(point.difference or point.verdict)],
        "target": targets if len(targets) > 1 else targets[0],
        **_finding(page, point.id, values),
    }


def _head(page: _Page, name: str, motivation: str) -> Node:
    return {"id": page.names.give(name), "type": "Annotation", "motivation": motivation, "creator": PROGRAM}


def _finding(page: _Page, identifier: str, values: Node) -> Node:
    for one in page.found.story.judgements:
        if one.finding == identifier:
            values["judgement"] = {"kind": one.kind, "note": one.note}
    return {"finding": values}


def _words(value: str) -> Node:
    return {"type": "TextualBody", "purpose": "describing", "value": value, "format": "text/plain", "language": "en"}


def _tag(value: str) -> Node:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _told(point: Point, version: Version) -> tuple[Span, ...]:
    """Give the words that carry the version: the figure or the date itself, where it is known, else the sentences."""
    marks = version.decisive if point.kind in {"figure", "date"} else ()
    marked = {span.article for span in marks}
    return (*marks, *(span for span in version.spans if span.article not in marked))


def _comparison(point: Point, version: Version) -> str:
    """Say in words what the tellings make of the Point, and what this one's version is."""
    others = "; ".join(other.value.rstrip(" ,.;") for other in point.versions if other is not version)
    verdict = DIFFERENCE[point.difference] if point.difference else VERDICT[point.verdict]
    value = version.value.rstrip(" ,.;")
    what = point.about if value in point.about else f"{point.about}: {value}"
    against = f" Elsewhere: {others}." if others else ""
    return f"{verdict} (voices for this: {version.voices}). {what}.{against}"


_SAID: Final[Mapping[str, str]] = {"direct": "Said by", "mixed": "Said by", "indirect": "Reported words of"}


def _gloss(found: Lookup, statement: Statement) -> str:
    """Say in a few words what the statement is."""
    match statement:
        case Quote():
            gloss = f"{_SAID[statement.kind]} {found.speaker(statement.said_by) or 'somebody unnamed'}"
        case Figure():
            gloss = _amount(statement)
        case DateMention():
            gloss = f"Date: {statement.value}{_of(statement.event)}"
        case Commitment():
            actor = found.name(statement.actor, statement.actor_words) or "somebody unnamed"
            denied = "not: " if statement.negated else ""
            act = statement.act.capitalize()
            gloss = f"{act} by {actor}, {STATUS[statement.status]}: {denied}{statement.what}"
        case Claim():
            source = found.speaker(statement.said_by)
            gloss = f"Claim by {source}" if source else "Claim of the article itself"
    return gloss


def _amount(figure: Figure) -> str:
    bounds = [f"{one:,.15g}" for one in dict.fromkeys((figure.low, figure.high)) if one is not None]
    amount = " to ".join(bounds) or "an amount"
    hedge = f"{figure.hedge} " if figure.hedge else ""
    return f"Figure: {hedge}{amount}{f' {figure.unit}' if figure.unit else ''}{_of(figure.measures)}"


def _of(what: str | None) -> str:
    return f" – {what}" if what else ""
