"""The law of the engines: each gives the same edition of the same articles, whatever was kept of it before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.articles import from_dicts
from variorum.edition import to_json
from variorum.engines import Processes, Run
from variorum.model import Article
from variorum.pipeline import collate, group
from variorum.store import Chunks

SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
LEADS = [
    "The Tern bridge was opened by President Maria Olsen on Tuesday.",
    "A storm flooded the harbour of Norrby and sank two boats on Friday.",
    "The Norrby court sentenced Ivo Brand to nine years in prison.",
]
SENTENCES = [
    "It cost $41 million, the ministry said.",
    "“We will pay for the repairs,” Olsen said.",
    "At least 12 people were hurt.",
    "At least 15 people were hurt, the police said on Monday.",
    "Shops near the river hope for trade.",
    "He denies the charges and will appeal.",
]
DAYS = [None, "2031-03-04", "2031-03-05", "2031-03"]

records = st.fixed_dictionaries(
    {
        "text": st.builds(
            lambda lead, rest: " ".join([lead, *rest]),
            st.sampled_from(LEADS),
            st.lists(st.sampled_from(SENTENCES), max_size=3),
        ),
        "published": st.sampled_from(DAYS),
        "source": st.sampled_from(["Larn Courier", "Brent Post", "Norrby Tidende"]),
    }
)
corpora = st.lists(records, min_size=1, max_size=7).map(lambda rows: from_dicts(rows)[0])


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    with Processes(2) as runner:
        runner.least = 0
        yield runner


@SLOW
@given(corpora)
def test_every_engine_gives_the_same_edition(
    processes: Processes, tmp_path_factory: pytest.TempPathFactory, articles: tuple[Article, ...]
) -> None:
    kept: Path = tmp_path_factory.mktemp("kept")
    expected = to_json(collate(articles))
    assert to_json(collate(articles, engine=Run(processes))) == expected
    assert to_json(collate(articles, engine=Run(shelf=Chunks(kept)))) == expected
    assert to_json(collate(articles, engine=Run(processes, shelf=Chunks(kept)))) == expected


@SLOW
@given(corpora)
def test_every_engine_gives_the_same_stories(processes: Processes, articles: tuple[Article, ...]) -> None:
    assert group(articles, engine=Run(processes)) == group(articles)


@SLOW
@given(corpora, st.integers(1, 3))
def test_the_edition_does_not_depend_on_how_much_is_finished_at_once(articles: tuple[Article, ...], most: int) -> None:
    expected = to_json(collate(articles))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("variorum.pipeline._PART", most)
        assert to_json(collate(articles)) == expected
