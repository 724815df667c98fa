"""The index: what is typed, the forms of words, what goes in and out."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.store.search_forms import same_word
from variorum.store.search_query import Unit, parsed
from variorum.store.search_terms import fitted, terms
from variorum.store.search_words import folded, indexed, meaning_key, plain


def index(*texts: tuple[str, str]) -> sqlite3.Connection:
    """An index of texts with their languages, without a library around it."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE search_texts USING fts5 (language, title, text, content='', tokenize=\"unicode61 remove_diacritics 0\")"
    )
    connection.execute("CREATE VIRTUAL TABLE search_terms USING fts5vocab (search_texts, 'row')")
    connection.execute("CREATE TABLE search_articles (version INTEGER PRIMARY KEY, language TEXT)")
    for number, (language, text) in enumerate(texts, 1):
        connection.execute("INSERT INTO search_articles VALUES (?, ?)", (number, language))
        connection.execute(
            "INSERT INTO search_texts (rowid, language, title, text) VALUES (?, ?, '', ?)",
            (number, language, indexed(text)),
        )
    return connection


def found(connection: sqlite3.Connection, typed: str) -> list[int]:
    """The numbers of the texts that have all that was typed."""
    asked = terms(connection, parsed(typed))
    match = f"({asked.every}) NOT {asked.unwanted}" if asked.unwanted else asked.every
    rows = connection.execute(
        "SELECT rowid FROM search_texts WHERE search_texts MATCH ? ORDER BY rowid", (fitted("search_texts", match),)
    )
    return [row[0] for row in rows]


TEXTS = (
    ("en", "The ferries sank near the cities; tariffs on steel will not be raised."),
    ("en", "A ferry stopped in the city. A tariff on STEEL."),
    ("fr", "Les navires ont coulé. Des taxes élevées sur l'acier."),
    ("zh", "渡轮在台风中沉没，十二人获救。"),
    ("de", "Die Fähre sank; die Zölle auf Stahl werden erhöht."),
)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("ferry", [1, 2]),
        ("ferries tariff", [1, 2]),
        ("city sinking", []),
        ("stopping", [2]),
        ("steel -stopped", [1]),
        ("steel -\"not be\"", [2]),
        ('"on steel"', [1, 2]),
        ('"tariff on steel"', [2]),
        ("tari*", [1, 2]),
        ("stopped OR sank", [1, 2, 5]),
        ("ferry stopped OR sank", [1, 2]),
        ("navire coulés", [3]),
        ("acier élevé", [3]),
        ("fahre", [5]),
        ("Zoll*", [5]),
        ("渡轮", [4]),
        ("沉没", [4]),
        ("渡轮 获救", [4]),
        ("渡轮获救", []),
        ("沉", [4]),
        ("nothing here", []),
        ("“on steel”", [1, 2]),
        ('"tariff on', [2]),
    ],
)  # fmt: skip
def test_what_is_typed_finds_the_texts_that_have_it(typed: str, numbers: list[int]) -> None:
    assert found(index(*TEXTS), typed) == numbers


def test_a_word_is_inflected_as_its_text_s_language_inflects() -> None:
    connection = index(("en", "The porter left."), ("fr", "Il faut porter plainte."), ("en", "In port."))
    assert found(connection, "port") == [2, 3]


@pytest.mark.parametrize(
    ("one", "other", "language", "same"),
    [
        ("ferry", "ferries", "en", True),
        ("tariff", "tariffs", "en", True),
        ("raise", "raising", "en", True),
        ("state", "station", "en", False),
        ("coule", "coulait", "fr", True),
        ("taxe", "taxes", "fr", True),
        ("navire", "naval", "fr", False),
        ("arancel", "aranceles", "es", True),
        ("dazio", "dazi", "it", True),
        ("zoll", "zolle", "de", True),
        ("пошлина", "пошлины", "ru", True),
        ("port", "sport", "en", False),
    ],
)
def test_forms_of_one_word(one: str, other: str, language: str, same: bool) -> None:
    assert same_word(one, other, language) is same
    assert same_word(other, one, language) is same


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("a b", ((Unit(("a",)),), (Unit(("b",)),)), ()),
        ("OR a", ((Unit(("a",)),),), ()),
        ("a OR", ((Unit(("a",)),),), ()),
        ("a OR b", ((Unit(("a",)), Unit(("b",))),), ()),
        ("a or b", ((Unit(("a",)),), (Unit(("or",)),), (Unit(("b",)),)), ()),
        ("wind-farm", ((Unit(("wind", "farm")),),), ()),
        ("a -b", ((Unit(("a",)),),), (Unit(("b",)),)),
        ("- a", ((Unit(("a",)),),), ()),
        ('"a b" c*', ((Unit(("a", "b"), exact=True),), (Unit(("c",), begins=True),)), ()),
        ("NEAR(a b)", ((Unit(("near", "a")),), (Unit(("b",)),)), ()),
        ("title:a", ((Unit(("title", "a")),),), ()),
        ("  ", (), ()),
        ("-a", (), (Unit(("a",)),)),
        ("\0*^\"", (), ()),
    ],
)  # fmt: skip
def test_what_was_typed_is_understood(typed: str, wanted: object, unwanted: object) -> None:
    query = parsed(typed)
    assert (query.wanted, query.unwanted) == (wanted, unwanted)


HOSTILE = st.text(
    st.one_of(st.sampled_from("\"'*-^:(){}+ \0\n|&“”«» aORNTDé渡轮\u202e\u200f\ud800"), st.characters()), max_size=40
)
FULL = index(*TEXTS)


@settings(deadline=None)
@given(
    st.one_of(
        HOSTILE,
        st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR(", ")", '"', "ferry", "-", "*", "text:"])).map(" ".join),
    )
)
def test_nothing_that_is_typed_is_an_error_of_syntax(typed: str) -> None:
    if parsed(typed).wanted:
        assert set(found(FULL, typed)) <= set(range(1, len(TEXTS) + 1))


def test_a_query_of_any_length_is_bounded() -> None:
    query = parsed(" ".join(f"w{at}" for at in range(5_000)))
    assert sum(map(len, query.wanted)) <= 32
    assert len(parsed('"' + "a " * 9_000 + '"').wanted[0][0].words) <= 32


@given(st.text(max_size=30))
def test_a_key_is_a_number_that_sqlite_can_hold(words: str) -> None:
    assert -(2**63) <= meaning_key(words) < 2**63
    assert meaning_key(words) == meaning_key(words)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(words: str) -> None:
    assert folded(folded(words)) == folded(words)
    assert plain(plain(words)) == plain(words)
