"""A library for searching in: invented stories as reading and collation would have found them, without reading them."""

from __future__ import annotations

from pathlib import Path

from variorum.edition.tables import tables
from variorum.library import searching
from variorum.model import (
    Article,
    Capture,
    Claim,
    Edition,
    Entity,
    Lineage,
    Quote,
    SaidBy,
    Span,
    Story,
    When,
)
from variorum.store import collated, tellings
from variorum.store.opening import OpenLibrary
from variorum.store.search import SCHEMA

MOMENT = "2031-03-06T00:00:00Z"


def opened(path: Path) -> OpenLibrary:
    """A library at a place, with the tables that are searched."""
    library = OpenLibrary(path, clock=lambda: MOMENT)
    if not library.connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'search_texts'").fetchone():
        with library.writing() as connection:
            for statement in SCHEMA:
                connection.execute(statement)
    return library


def telling(
    name: str,
    text: str,
    title: str | None = None,
    *,
    outlet: str | None = None,
    day: str | None = None,
    language: str = "en",
) -> Article:
    """An article as it is taken in."""
    published = When(day, "day" if len(day) == 10 else "month") if day else None
    return Article(name, name, text, title, outlet, published=published, language=language)


def take_in(library: OpenLibrary, *told: Article) -> list[Article]:
    """Take articles in; give them as they are called in the library."""
    with library.writing() as connection:
        tellings.append(connection, [Capture(article, article.input) for article in told], MOMENT)
        searching.take_in(connection)
        ids = tellings.ids_of(connection, [article.input for article in told])
        return list(tellings.articles(connection, [ids[article.input] for article in told]))


def grouped(library: OpenLibrary, identity: str, *articles: Article) -> Story:
    """Make a story of some articles, not yet collated."""
    title = articles[0].title or "untitled"
    story = Story(
        identity,
        title,
        tuple(article.id for article in articles),
        lineage=Lineage(tuple((one.id,) for one in articles)),
    )
    with library.writing() as connection:
        collated.put_grouped(connection, (), [story], MOMENT, [article.id for article in articles])
    return story


def keep(library: OpenLibrary, story: Story, *articles: Article) -> None:
    """Keep a story as collated, and index it."""
    edition = Edition(articles, (story,))
    with library.writing() as connection:
        collated.put_collated(connection, story, articles, "digest", "program")
        collated.settle(connection, story, tables(edition))
        searching.index(connection, edition)


def span(article: Article, words: str) -> Span:
    """Some words of an article, where they stand first."""
    start = article.text.index(words)
    return Span(article.id, start, start + len(words), words)


def quote(identity: str, article: Article, words: str, speaker: str | None = None, by: str = "Olsen") -> Quote:
    """A quote of an article."""
    there = span(article, words)
    return Quote(
        identity, "direct", words, there, SaidBy(by, span(article, by), speaker) if by in article.text else None
    )


def claim(identity: str, article: Article, words: str, speaker: str | None = None, by: str = "Olsen") -> Claim:
    """A claim of an article."""
    said = SaidBy(by, span(article, by), speaker) if speaker else None
    return Claim(identity, None, "is", None, span(article, words), said_by=said)


def entity(identity: str, name: str, *mentions: Span, variants: tuple[str, ...] = ()) -> Entity:
    """A person of a story."""
    return Entity(identity, name, "person", variants, mentions)


FERRY = telling(
    "courier", "The ferry Skua sank off Larn on Tuesday. Captain Ada Olsen said: “We lost the engine in the storm.” Twelve"
    " passengers were rescued.", "Ferry sinks off Larn", outlet="Larn Courier", day="2031-03-04",
)  # fmt: skip
COPY = telling(
    "echo", "The ferry Skua sank off Larn on Tuesday. Captain Ada Olsen said: “We lost the engine in the storm.” It was an old"
    " ship.", "Ferry lost near Larn", outlet="Brent Echo", day="2031-03-05",
)  # fmt: skip
BAC = telling(
    "depeche", "Le ferry Skua a coulé mardi au large de Larn. Les douze passagers ont été sauvés de la tempête.",
    "Un ferry coule au large de Larn", outlet="La Dépêche", day="2031-03-04", language="fr",
)  # fmt: skip
BUDGET = telling(
    "post", "Parliament passed the budget on Monday. Minister Jo Brandt said: “Taxes on steel will not rise.” The tariffs stay.",
    "Budget passed", outlet="Brent Post", day="2031-02-10",
)  # fmt: skip


def filled(path: Path) -> OpenLibrary:
    """Two stories that are collated, and one telling in French that is only grouped."""
    library = opened(path)
    ferry, copy, bac, budget = take_in(library, FERRY, COPY, BAC, BUDGET)
    said = "We lost the engine in the storm."
    grouped(library, "ferry1", ferry, copy)
    grouped(library, "bac1", bac)
    grouped(library, "budget1", budget)
    olsen = entity(
        "e1", "Ada Olsen", span(ferry, "Ada Olsen"), span(copy, "Ada Olsen"), variants=("Ada Olsen", "Olsen")
    )
    skua = entity("e2", "Skua", span(ferry, "Skua"), span(copy, "Skua"))
    story = Story(
        "ferry1", "Ferry sinks off Larn", (ferry.id, copy.id), lineage=Lineage(((ferry.id, copy.id),)), entities=(olsen, skua),
        quotes=(quote("q1", ferry, said, "e1"), quote("q2", copy, said, "e1")),
        claims=(claim("k1", ferry, "The ferry Skua sank off Larn on Tuesday"), claim("k2", ferry, "We lost the engine", "e1")),
    )  # fmt: skip
    keep(library, story, ferry, copy)
    brandt = entity("e1", "Jo Brandt", span(budget, "Jo Brandt"))
    taxes = Story(
        "budget1", "Budget passed", (budget.id,), lineage=Lineage(((budget.id,),)), entities=(brandt,),
        quotes=(quote("q1", budget, "Taxes on steel will not rise.", "e1", "Brandt"),),
    )  # fmt: skip
    keep(library, taxes, budget)
    return library
