from __future__ import annotations

import random

import numpy as np
import pytest

from variorum.languages.words import stem
from variorum.lineage.aligning import align
from variorum.lineage.matching import Matcher, one_to_one
from variorum.lineage.rarity import Rarity, synonyms
from variorum.lineage.tellings import telling

from .tellings import INDEPENDENT, WIRE, told

WORDS = "a b c d e f g".split()


def rarity_of(*sentences: list[str]) -> Rarity:
    return Rarity([telling(told(str(at), " ".join(sentence), language="xx")) for at, sentence in enumerate(sentences)])


def slowly(one: list[str], other: list[str], rarity: Rarity) -> float:
    """Smith and Waterman's recurrence over every pair of words, with the same gaps."""
    best = np.zeros((len(one) + 1, len(other) + 1))
    for row, word in enumerate(one, 1):
        for column, answer in enumerate(other, 1):
            step = rarity[word] if word == answer else -0.8
            best[row, column] = max(
                0.0, best[row - 1, column - 1] + step, best[row - 1, column] - 0.5, best[row, column - 1] - 0.5
            )
    return float(best.max())


@pytest.mark.parametrize("seed", range(40))
def test_the_sparse_alignment_scores_as_the_full_recurrence(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - the same words each time
    one, other = draw.choices(WORDS, k=draw.randint(1, 12)), draw.choices(WORDS, k=draw.randint(1, 12))
    rarity = rarity_of(one, other)
    stretch = align(one, other, rarity)
    assert stretch.score == pytest.approx(slowly(one, other, rarity))
    assert all(one[row] == other[column] for row, column in stretch.pairs)
    assert list(stretch.pairs) == sorted(set(stretch.pairs))
    for least in (1.0, 5.0, 20.0):  # asked for no less, it gives the same or says that there is none
        asked = align(one, other, rarity, least)
        assert asked == stretch or (not asked.pairs and stretch.score < least)


def test_sentences_without_a_common_word_do_not_align() -> None:
    assert align(["a", "b"], ["c"], rarity_of(["a", "b"], ["c"])).pairs == ()


def test_a_listed_synonym_answers_to_its_word() -> None:
    assert "inhabitant" in synonyms("en")["resident"]
    rarity = Rarity([telling(told("x", "Residents were angry.")), telling(told("y", "Inhabitants were irate."))])
    assert 0 < rarity.shared("resident", "inhabitant") < rarity["resident"]


def test_rare_words_weigh_more_than_names_and_names_more_than_function_words() -> None:
    rarity = Rarity([telling(told("x", "The old sluice, which Karel Vondra had seen, was the last of the weirs."))])
    assert rarity[stem("sluice", "en")] > rarity["vondra"] > rarity["the"]


def test_a_match_tells_quotation_and_report_from_the_tellers_words() -> None:
    pair = (telling(told("a", WIRE)), telling(told("b", INDEPENDENT)))
    (quote,) = [match for match in Matcher(pair).matches(0, 1) if match.run >= 10]
    assert quote.quoted


def test_tellings_that_share_no_rare_words_are_not_paired() -> None:
    three = [telling(told("a", WIRE)), telling(told("b", "Bees swarmed.")), telling(told("c", WIRE))]
    assert list(Matcher(three).pairs()) == [(0, 2)]


def test_equal_sentences_pair_tellings_however_little_they_weigh() -> None:
    two = [telling(told("a", "He was there. Bees swarmed.")), telling(told("b", "He was there. Owls hooted."))]
    assert list(Matcher(two).pairs()) == [(0, 1)]


def test_a_sentence_is_matched_once() -> None:
    pair = (telling(told("a", WIRE)), telling(told("b", WIRE)))
    kept = list(one_to_one(Matcher(pair).matches(0, 1)))
    assert sorted(match.one for match in kept) == list(range(len(pair[0].sentences)))
    assert all(match.one == match.other for match in kept)
