from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lineage import trace
from variorum.lineage.anchors import Anchors, agreement, in_common, value
from variorum.lineage.translations import in_order
from variorum.model import Article, Copy

from .tellings import FRENCH, INDEPENDENT, OTHER_FRENCH, PARTLY, WIRE, told
from .translated import ANOTHER_HAND, TRANSLATED

SHARED = Path(__file__).parents[3] / "shared"
needs_data = pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the labelled data lie beside the project only")


def translations(*articles: Article) -> list[Copy]:
    return [copy for copy in trace(articles).copies if copy.kind == "translation"]


def ends(*articles: Article) -> list[tuple[str, str]]:
    return [(copy.source, copy.target) for copy in translations(*articles)]


def test_a_translation_is_found_and_another_telling_in_that_language_is_not() -> None:
    wire, french = told("wire", WIRE, day="2024-03-14"), told("fr", FRENCH, day="2024-03-15", language="fr")
    other = told("fr-2", OTHER_FRENCH, language="fr")
    (copy,) = translations(wire, french, other)
    assert (copy.source, copy.target, len(copy.passages), copy.directed) == ("wire", "fr", 8, True)
    assert copy.passages[2].source.words.startswith("Pumps lowered")
    assert copy.passages[2].target.words.startswith("Les pompes")
    assert ("fr", "wire") in trace((wire, french, other)).voices


@pytest.mark.parametrize("language", sorted(TRANSLATED))
def test_a_translation_is_found_in_each_language(language: str) -> None:
    wire, other = told("wire", WIRE, day="2024-03-14"), told("other", INDEPENDENT)
    translated = told("translated", TRANSLATED[language], day="2024-03-15", language=language)
    assert ends(wire, other, translated) == [("wire", "translated")]


@pytest.mark.parametrize("language", sorted(ANOTHER_HAND))
def test_another_hand_on_the_same_event_is_no_translation(language: str) -> None:
    assert ends(told("wire", WIRE), told("theirs", ANOTHER_HAND[language], language=language)) == []


@pytest.mark.parametrize("language", sorted(ANOTHER_HAND))
def test_a_text_that_is_half_a_translation_is_found_with_the_part_it_takes(language: str) -> None:
    half = f"{ANOTHER_HAND[language]} {TRANSLATED[language]}"
    (copy,) = translations(
        told("wire", WIRE, day="2024-03-14"), told("half", half, day="2024-03-15", language=language)
    )
    assert (copy.source, copy.target) == ("wire", "half")
    assert 0.4 < copy.share < 0.8
    assert len(copy.passages) >= 5


def test_an_abridged_translation_is_found() -> None:
    assert ends(told("paper", INDEPENDENT, day="2024-03-14"), told("fr", OTHER_FRENCH, day="2024-03-15", language="fr"))


def test_translations_of_one_text_are_one_text_to_each_other() -> None:
    found = ends(
        *(told(language, text, language=language) for language, text in TRANSLATED.items() if language != "ru")
    )
    assert len(found) == 6


def test_where_nothing_decides_a_translation_has_no_direction() -> None:
    (copy,) = translations(told("a", FRENCH, language="fr"), told("b", TRANSLATED["de"] + " Ein Riss.", language="de"))
    assert copy.directed == ("direction unsure" not in copy.reason)
    same = " ".join(re.split(r"(?<=[.])\s", WIRE)[:6])
    (copy,) = translations(told("a", same), told("b", TRANSLATED["de"], language="de"))
    assert not copy.directed
    assert "direction unsure" in copy.reason


def test_another_report_of_one_market_is_no_translation() -> None:
    monday = "The Tarn index fell 2.4 percent to 5120.4 points. The Olm index lost 31 points. Trade was thin at 14:30."
    tuesday = "El índice Tarn subió un 1,3 por ciento hasta 5.187,2 puntos. El Olm ganó 48 puntos. Hubo poco negocio a las 16:10."
    same = "El índice Tarn cayó un 2,4 por ciento hasta 5.120,4 puntos. El Olm perdió 31 puntos. Hubo poco negocio a las 14:30."
    assert ends(told("en", monday), told("es", tuesday, language="es")) == []
    assert len(ends(told("en", monday), told("es", same, language="es"))) == 1


@pytest.mark.parametrize("others", [(), (PARTLY,), (INDEPENDENT, PARTLY), (WIRE[:900],)])
def test_a_pair_of_languages_is_judged_by_itself(others: tuple[str, ...]) -> None:
    pair = told("wire", WIRE), told("fr", FRENCH, language="fr")
    company = tuple(told(f"z{at}", text) for at, text in enumerate(others))
    assert [copy for copy in translations(*pair, *company) if copy.source in {"wire", "fr"} >= {copy.target}] == (
        translations(*pair)
    )


def test_a_language_that_the_encoder_does_not_know_is_left_alone() -> None:
    assert ends(told("wire", WIRE), told("xx", FRENCH, language="xx")) == []


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("9.936,94", "9936.94"),
        ("9,936.94", "9936.94"),
        ("10769.00", "10769"),
        ("2.300", "2300"),
        ("08", "8"),
        ("0", "0"),
    ],
)
def test_a_number_is_written_one_way(form: str, known: str) -> None:
    assert value(form) == known


def test_names_of_two_scripts_do_not_speak_against_a_translation() -> None:
    latin = Anchors(frozenset({"vondr", "hydro"}), frozenset({"14", "1968"}))
    cyrillic = Anchors(frozenset({"вондр", "гидро"}), frozenset({"14", "1968"}))
    assert in_common(latin, cyrillic) == 1.0
    assert in_common(latin, Anchors(frozenset({"marko", "lhota"}), frozenset({"10"}))) == 0.0


def test_other_numbers_take_away_more_than_equal_ones_add() -> None:
    same, other = Anchors(frozenset(), frozenset({"7"})), Anchors(frozenset(), frozenset({"8"}))
    assert agreement((same,), (same, other)) == pytest.approx(np.array([[0.1, -0.3]]))


def test_sentences_are_paired_in_order() -> None:
    likeness = np.array([[0.9, 0.1, 0.8], [0.1, 0.8, 0.1], [0.9, 0.1, 0.7]], np.float32)
    assert [pair[:2] for pair in in_order(likeness)] == [(0, 0), (1, 1), (2, 2)]


@given(st.lists(st.lists(st.floats(0, 1, width=16), min_size=4, max_size=4), min_size=1, max_size=5))
def test_pairs_rise_on_both_sides_and_answer(rows: list[list[float]]) -> None:
    pairs = in_order(np.array(rows, np.float32))
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))
    assert all(likeness > 0.6 for _, _, likeness in pairs)


@needs_data
def test_an_article_joins_its_translations_and_no_other_of_its_topic() -> None:
    held: dict[tuple[str, str], Article] = {}
    for language in ("en", "es"):
        path = SHARED / f"data/lineage/meantime_{language}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            held[row["doc_num"], language] = told(f"{row['doc_num']}-{language}", row["text"], language=language)
    numbers = sorted({number for number, _ in held})[:48:12]
    articles = tuple(held[number, language] for number in numbers for language in ("en", "es"))
    found = translations(*articles)
    assert sorted({copy.source[:-3], copy.target[:-3]} for copy in found) == [{number} for number in numbers]
