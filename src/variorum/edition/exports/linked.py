"""Linked data: articles, quotations and claims in the words of schema.org, as JSON-LD 1.1 that fetches nothing when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from variorum.edition.caution import is_doubtful
from variorum.edition.exports.plain import to_line
from variorum.edition.exports.urns import PROGRAM, Names, address, of_span, urn
from variorum.edition.exports.wanted import Wanted
from variorum.edition.lookup import Lookup, lookups
from variorum.edition.wording import is_directed
from variorum.model import Article, ArticleId, Copy, Edition, EntityKind, Point, Quote, Span, Version, When

Node = dict[str, Any]

# The vocabulary is http, not https: so does schema.org's own context, and other people's triples are to meet ours.
_LINKS = "url sameAs isPartOf isBasedOn translationOfWork appearance firstAppearance spokenByCharacter claimInterpreter"
CONTEXT: Final[Node] = {
    "@version": 1.1,
    "@vocab": "http://schema.org/",
    "variorum": "urn:variorum:term:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@type": "@id"} for name in _LINKS.split()},
    "variorum:differsFrom": {"@type": "@id"},
}
_TYPES: Final[Mapping[EntityKind, str]] = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "other": "Thing",
}
_SURE: Final = 0.5  # what an article is based on is no guess
_DATES = (
    (re.compile(r"\d{4}"), "xsd:gYear", ""),
    (re.compile(r"\d{4}-\d\d"), "xsd:gYearMonth", ""),
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date", ""),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d"), "xsd:dateTime", ":00"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"), "xsd:dateTime", ""),
)


def linked(parts: Iterable[Edition], wanted: Wanted) -> Iterator[str]:
    """Write one JSON-LD document with a node a line: ``NewsArticle``, ``Quotation``, ``Claim``, and those who say them."""
    yield f'{{"@context": {to_line(CONTEXT)},\n"@graph": [\n'
    yield to_line({"@id": PROGRAM, "@type": "SoftwareApplication", "name": "Variorum"})
    for part in parts:
        for found in lookups(part):
            for node in _story(found, wanted):
                # Pasted into a page, the words of an article must not end the script element they stand in.
                yield ",\n" + to_line(node).replace("<", "\\u003c")
    yield "\n]}\n"


def _story(found: Lookup, wanted: Wanted) -> Iterator[Node]:
    story = found.story
    yield {"@id": urn("story", story.id), "@type": "Collection", "name": story.title}
    sources: dict[ArticleId, list[Copy]] = {}
    for copy in story.lineage.copies:
        if is_directed(copy) and copy.confidence >= _SURE:
            sources.setdefault(copy.target, []).append(copy)
    for identifier in story.articles:
        if article := found.articles.get(identifier):
            yield _article(found, article, sources.get(identifier, []), wanted)
    named: set[str] = set()
    names = Names()
    for quote in story.quotes:
        # What is only reported of somebody's words is no quotation; what it states is among the claims.
        if quote.kind != "indirect":
            yield _quotation(found, quote, names, named)
    for point in story.points:
        if point.kind != "quote" and (wanted.everything or not is_doubtful(point)):
            yield from _claims(found, point, names, named)
    yield from _entities(found, named)


def _article(found: Lookup, article: Article, copies: list[Copy], wanted: Wanted) -> Node:
    translated = [urn("article", copy.source) for copy in copies if copy.kind == "translation"]
    node: Node = {
        "@id": urn("article", article.id),
        "@type": "NewsArticle",
        "headline": article.title,
        "url": address(article),
        "author": [{"@type": "Person", "name": one} for one in article.authors],
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "inLanguage": article.language,
        **_published(article.published),
        "creditText": "; ".join(article.credits),
        "isBasedOn": [urn("article", copy.source) for copy in copies],
        "translationOfWork": translated,
        "isPartOf": urn("story", found.story.id),
        "articleBody": article.text if wanted.full_text else None,
    }
    return _filled(node)


def _published(when: When | None) -> Node:
    """Give the date as the article states it; one that was inferred is not passed off as the publisher's."""
    if when is None:
        return {}
    value = _dated(when.value)
    if when.basis == "stated" and not isinstance(value, str):
        return {"datePublished": value}
    return {"variorum:inferredDate": value, "variorum:inferredFrom": when.reason}


def _dated(value: str) -> Node | str:
    """Give a moment as a literal whose type says how fine it is; an interval stays as it stands."""
    for shape, kind, rest in _DATES:
        if shape.fullmatch(value):
            return {"@value": value + rest, "@type": kind}
    return value


def _quotation(found: Lookup, quote: Quote, names: Names, named: set[str]) -> Node:
    node: Node = {
        "@id": names.give(of_span(quote.span, "quote")),
        "@type": "Quotation",
        "text": _verbatim(quote),
        "variorum:within": quote.content if quote.kind == "mixed" else None,
        "spokenByCharacter": _entity(found, quote.speaker, named),
        "isPartOf": urn("article", quote.span.article),
        "inLanguage": _language(found, quote.span),
        **_place(quote.span),
    }
    if quote.speaker is None and quote.said_by is not None:
        node["variorum:saidBy"] = quote.said_by.words
    return _filled(node)


def _verbatim(quote: Quote) -> str:
    """Give the words that were said; of a sentence that quotes some words only, those words."""
    parts = [piece.words for piece in quote.pieces] if quote.kind == "mixed" else []
    return " … ".join(parts) or quote.content


def _claims(found: Lookup, point: Point, names: Names, named: set[str]) -> Iterator[Node]:
    """Give one Claim for each version of a Point, in the words of a telling, with all tellings that carry it."""
    told = [(version, span) for version in point.versions if (span := _telling(found, point, version))]
    called = [names.give(of_span(span, "claim", point.kind)) for _, span in told]
    for name, (version, span) in zip(called, told, strict=True):
        others = [other for other in called if other != name]
        yield _filled({
            "@id": name,
            "@type": "Claim",
            "name": point.about,
            "text": span.words,
            "author": _author(found, version, named),
            "claimInterpreter": PROGRAM,
            "appearance": [urn("article", one) for one in version.articles],
            "firstAppearance": _first(found, version),
            "inLanguage": _language(found, span),
            "isPartOf": urn("story", found.story.id),
            "variorum:point": point.id,
            "variorum:pointKind": point.kind,
            "variorum:value": version.value,
            "variorum:verdict": point.verdict,
            "variorum:difference": point.difference,
            "variorum:voices": version.voices,
            "variorum:differsFrom": others,
        })  # fmt: skip


def _telling(found: Lookup, point: Point, version: Version) -> Span | None:
    """Give words that state the version: the clause of a claim or a commitment, the whole sentence of a figure or a date."""
    clauses = [found.statements[one].span for one in version.statements if one in found.statements]
    if point.kind in {"claim", "commitment"} and clauses:
        return clauses[0]
    return next(iter(version.spans), None)


def _author(found: Lookup, version: Version, named: set[str]) -> Node | None:
    """Give the one whom every telling of the version says it from, if there is such a one."""
    carried = [found.statements[one] for one in version.statements if one in found.statements]
    sources = {one.said_by.entity if one.said_by else None for one in carried}
    name = _entity(found, sources.pop(), named) if len(sources) == 1 else None
    return {"@id": name} if name else None


def _first(found: Lookup, version: Version) -> str | None:
    """Give the telling that was first, where each states the day it was published and one is before all others."""
    days = []
    for identifier in version.articles:
        article = found.articles.get(identifier)
        when = article.published if article else None
        if when is None or when.basis != "stated" or when.grain not in {"day", "hour", "minute"}:
            return None
        days.append((when.value[:10], identifier))
    days.sort()
    alone = len(days) > 1 and days[0][0] < days[1][0]
    return urn("article", days[0][1]) if alone else None


def _entity(found: Lookup, identifier: str | None, named: set[str]) -> str | None:
    if identifier is None or identifier not in found.name_of:
        return None
    named.add(identifier)
    return urn("entity", found.story.id, identifier)


def _entities(found: Lookup, named: set[str]) -> Iterator[Node]:
    for one in found.story.entities:
        if one.id in named:
            named.discard(one.id)
            known = f"http://www.wikidata.org/entity/{one.wikidata}" if one.wikidata else None
            yield _filled({
                "@id": urn("entity", found.story.id, one.id),
                "@type": _TYPES[one.kind],
                "name": one.name,
                "sameAs": known if known and re.fullmatch(r"\S+/Q\d+", known) else None,
            })  # fmt: skip


def _language(found: Lookup, span: Span) -> str | None:
    article = found.articles.get(span.article)
    return article.language if article else None


def _place(span: Span) -> Node:
    return {"variorum:start": span.start, "variorum:end": span.end}


def _filled(node: Node) -> Node:
    """Leave out what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
