"""A library for looking through: invented stories with differences, commitments and positions, as collation would have found them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from variorum.library import Library
from variorum.model import (
    Article,
    Commitment,
    Entry,
    Lineage,
    Point,
    Position,
    Rendering,
    Stand,
    Story,
    Term,
    Utterance,
    Version,
    When,
)
from variorum.store.opening import OpenLibrary

from .searched import entity, grouped, keep, opened, quote, span, take_in, telling

HARBOUR = telling(
    "courier", "Mayor Ada Olsen said: “The harbour will open in May.” She promised to open the harbour by 1 May. The port wants"
    " a new crane. It cost $4 million.", "Harbour to open", outlet="Larn Courier", day="2031-03-01",
)  # fmt: skip
HARBOUR_TOO = telling(
    "echo", "Ada Olsen told reporters: “The harbour will open in May.” The mayor may open the harbour by 1 June. It cost"
    " $5 million.", "Harbour plan", outlet="Brent Echo", day="2031-03-03",
)  # fmt: skip
STRIKE = telling(
    "poste", "Ada Olsen a refusé de négocier. Elle veut la fin de la grève.", "La grève continue", outlet="La Poste de Larn",
    day="2031-04-02", language="fr",
)  # fmt: skip
BARE = telling("bare", "A whale was seen off Brent.", "Whale off Brent", day=None)


def when(day: str) -> When:
    """A day that words state."""
    return When(day, "day")


@contextmanager
def looked_through(path: Path) -> Iterator[Library]:
    """Two stories that are collated, and one telling without outlet or date that is only grouped."""
    with opened(path) as library:
        fill(library)
    with Library(path) as whole:
        yield whole


def fill(library: OpenLibrary) -> None:
    """Take in the tellings, and keep what is found in them."""
    harbour, too, strike, bare = take_in(library, HARBOUR, HARBOUR_TOO, STRIKE, BARE)
    grouped(library, "harbour1", harbour, too)
    grouped(library, "strike1", strike)
    grouped(library, "bare1", bare)
    keep(library, _harbour(harbour, too), harbour, too)
    keep(library, _strike(strike), strike)


def _harbour(one: Article, two: Article) -> Story:
    said = "The harbour will open in May."
    olsen = entity("e1", "Ada Olsen", span(one, "Ada Olsen"), span(two, "Ada Olsen"), variants=("Ada Olsen", "Olsen"))
    port = replace(entity("e2", "port", span(one, "The port")), kind="organisation")
    promised, perhaps = span(one, "She promised to open the harbour"), span(two, "The mayor may open the harbour")
    cost = Version("$4 million", ("f1",), (one.id,), 1), Version("$5 million", ("f2",), (two.id,), 1)
    return Story(
        "harbour1", "Harbour to open", (one.id, two.id), opened="2031-03-01", latest="2031-03-03",
        lineage=Lineage(((one.id,), (two.id,))), entities=(olsen, port),
        quotes=(quote("q1", one, said, "e1", "Ada Olsen"), quote("q2", two, said, "e1", "Ada Olsen")),
        commitments=(
            Commitment("c1", "e1", None, "pledge", "open the harbour", promised, "pledged", "promised", due=when("2031-05-01")),
            Commitment("c2", "e1", None, "pledge", "open the harbour", perhaps, "considered", "may", due=when("2031-06-01")),
        ),
        points=(Point("p1", "figure", "the cost", cost, "conflict"),),
        utterances=(Utterance("u1", "e1", (Rendering("q1", span(one, said)), Rendering("q2", span(two, said)))),),
        ledger=(
            Entry(
                "l1", "e1", None, "pledge", "open the harbour",
                (Term(one.id, "c1", "pledged", promised, due=when("2031-05-01")),
                 Term(two.id, "c2", "considered", perhaps, due=when("2031-06-01"))),
                drift="Told as pledged in Larn Courier, as considered in Brent Echo.",
            ),
        ),
        positions=(Position("o1", "e2", "a new crane", (Stand(one.id, "wants", span(one, "The port wants a new crane")),)),),
    )  # fmt: skip


def _strike(one: Article) -> Story:
    refused = span(one, "Ada Olsen a refusé de négocier")
    return Story(
        "strike1", "La grève continue", (one.id,), opened="2031-04-02", latest="2031-04-02", lineage=Lineage(((one.id,),)),
        entities=(entity("e1", "Ada Olsen", span(one, "Ada Olsen")),),
        commitments=(Commitment("c1", "e1", None, "refusal", "négocier", refused, "done", "refusé"),),
        ledger=(Entry("l1", "e1", None, "refusal", "négocier", (Term(one.id, "c1", "done", refused),)),),
        positions=(
            Position("o1", "e1", "la fin de la grève", (Stand(one.id, "wants", span(one, "Elle veut la fin de la grève")),)),
        ),
    )  # fmt: skip
