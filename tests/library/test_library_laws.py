"""The laws of a library: it gives what the pipeline gives of the same articles, in whatever order they came."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.library.conftest import ticking
from tests.library.telling import capture, finish, take_each
from variorum.library import Library
from variorum.model import Capture, Edition
from variorum.pipeline import arrange, collate

LEADS = [
    "The Tern bridge was opened by President Maria Olsen on Tuesday.",
    "A storm flooded the harbour of Norrby and sank two boats on Friday.",
    "Une tempête a inondé le port de Norrby et coulé deux bateaux vendredi.",
]
SENTENCES = [
    "It cost $41 million, the ministry said.",
    "“We will pay for the repairs,” Olsen said.",
    "At least 12 people were hurt.",
    "At least 15 people were hurt, the police said on Monday.",
    "Shops near the river hope for trade.",
]
texts = st.builds(
    lambda lead, rest: " ".join([lead, *rest]), st.sampled_from(LEADS), st.lists(st.sampled_from(SENTENCES), max_size=3)
)
captures = st.builds(
    lambda page, text, hour, day: capture(f"https://{page}.example/x", text, f"2031-03-05T{hour:02d}:00:00Z", day),
    st.sampled_from("abcdef"),
    texts,
    st.integers(0, 23),
    st.sampled_from([None, "2031-03-04", "2031-03-05", "2031-03"]),
)
# Two captures of one page at one moment cannot both be what stood there.
corpora = st.lists(captures, min_size=1, max_size=10, unique_by=lambda one: (one.address, one.seen))


def portions(of: Sequence[Capture], seed: int) -> list[list[Capture]]:
    """The captures in another order, in portions of one to three."""
    order = random.Random(seed)  # noqa: S311  # an order that can be had again
    waiting = list(of)
    order.shuffle(waiting)
    found: list[list[Capture]] = []
    while waiting:
        size = order.randint(1, 3)
        found.append(waiting[:size])
        waiting = waiting[size:]
    return found


def kept(of: Sequence[Capture], seed: int, *, read: bool) -> tuple[Edition, Edition]:
    """What a library gives of captures, and what the pipeline gives of the articles that hold in it."""
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "l.db", clock=ticking()) as library:
        take_each(library, portions(of, seed))
        if read:
            finish(library)
        articles = tuple(library.articles())
        return library.edition(), collate(articles) if read else arrange(articles)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(corpora, st.integers(0, 1000))
def test_grouping_in_a_library_is_grouping_in_memory(of: list[Capture], seed: int) -> None:
    stored, there = kept(of, seed, read=False)
    assert stored.stories == there.stories
    assert stored.problems == there.problems


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(corpora, st.integers(0, 1000))
def test_the_edition_of_a_library_is_the_edition_in_memory(of: list[Capture], seed: int) -> None:
    stored, there = kept(of, seed, read=True)
    assert stored.stories == there.stories
    assert stored.articles == tuple(sorted(there.articles, key=lambda article: article.id))
    assert stored.problems == there.problems


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(corpora, st.integers(0, 1000), st.integers(0, 1000))
def test_the_order_in_which_captures_come_is_of_no_effect(of: list[Capture], one: int, other: int) -> None:
    assert kept(of, one, read=False)[0] == kept(of, other, read=False)[0]
