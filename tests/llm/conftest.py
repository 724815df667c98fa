"""A small story of ours, and a reader whose server says what a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bench.scripted import Question, Reply, Scripted, said

from variorum import pipeline
from variorum.llm import Reader, propose
from variorum.llm.limits import Limits
from variorum.model import Edition, Refusal

COURIER = """Bridge over the Orm closed

The council of Halden closed the bridge over the Orm on Tuesday. Mayor Ruth Dahl met engineer Olav Berg at noon.
The council did not approve the budget of 4.2 million euros. The repair costs 3.1 million euros.

"The old bridge is safe," Mayor Ruth Dahl said. The man who accused the driver was arrested on Monday.
If the river rises, the ferry stops. The union denied that its members blocked the road.
"""
POST = """Halden closes its bridge

The council of Halden shut the bridge over the Orm on Tuesday. The repair costs 3.4 million euros.
Engineer Olav Berg praised Mayor Ruth Dahl. The ferry carried 900 people on Tuesday.
"""


@cache
def story() -> Edition:
    made = [
        {"id": "courier", "text": COURIER, "outlet": "Courier", "published": "2024-05-15", "language": "en"},
        {"id": "post", "text": POST, "outlet": "Post", "published": "2024-05-15", "language": "en"},
    ]
    articles = pipeline._as_articles(made)
    edition = pipeline.collate(articles)
    assert len(edition.stories) == 1
    return edition


Ask = Callable[..., Edition]
"""Gives the edition with what the model proposed: what it says to each kind of question, or one reply to every one."""


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Ask a scripted server about the story."""
    with ExitStack() as open_ones:

        def asked(
            reply: Reply | None = None, limits: Limits | None = None, edition: Edition | None = None, **lists: Any
        ) -> Edition:
            def script(question: Question) -> Reply:
                if reply is not None:
                    return reply
                held = lists.get(question["name"], [])
                return said({question["name"]: held(question) if callable(held) else held})

            server = open_ones.enter_context(Scripted(script))
            reader = Reader(server.url, "liar", cache=tmp_path / "cache", limits=limits or Limits(seconds=20.0))
            return propose(edition or story(), reader)

        yield asked


def refused(edition: Edition) -> tuple[Refusal, ...]:
    assert edition.reader is not None
    return edition.reader.refused


def forgetful() -> Edition:
    """The story as if the program had found no claim in it: then nothing is refused because it is known."""
    return replace(
        story(),
        stories=tuple(replace(one, claims=(), commitments=(), points=()) for one in story().stories),
    )


def of_courier(*claims: Any) -> Callable[[Question], list[Any]]:
    """Claims that are said when the Courier is asked about, and only then."""
    return lambda question: list(claims) if "engineer Olav Berg at noon" in question["data"]["report"] else []
