from __future__ import annotations

import pytest
from bench.aligned import Count, Task, claims, merged_tasks, spun_tasks

from variorum.lineage import trace
from variorum.lineage.between import between
from variorum.lineage.matching import Matcher, one_to_one
from variorum.lineage.near import near
from variorum.lineage.rarity import Rarity
from variorum.lineage.tellings import telling

from .spun_passages import spin_passages
from .tellings import INDEPENDENT, PARTLY, WIRE, told


@pytest.mark.parametrize(("strength", "least"), [(0.5, 0.95), (0.7, 0.9), (0.9, 0.85)])
def test_most_sentences_of_a_spun_text_are_shown_beside_what_they_were_made_from(strength: float, least: float) -> None:
    count = Count()
    for task in spun_tasks([WIRE, INDEPENDENT, PARTLY], strength):
        count.add(task, claims(task))
    assert count.measures["passage F1"] >= least


def test_the_sentences_of_a_text_merged_of_two_are_shown_beside_their_own_source() -> None:
    (task,) = merged_tasks([WIRE, PARTLY], 0.5)
    count = Count()
    count.add(task, claims(task))
    assert count.measures["precision"] > 0.85
    assert count.measures["recall"] > 0.75


def test_the_spinner_tells_which_place_became_which() -> None:
    spun = spin_passages(WIRE, 0.0, cut=0.3, seed=5)
    assert 8 < len(spun.pairs) < 15
    for (start, end), (begin, stop) in spun.pairs:
        assert WIRE[start:end].rstrip(".") == spun.text[begin:stop].rstrip(".")


def test_a_passage_counts_as_right_only_for_the_sentence_it_was_made_from() -> None:
    task = Task("One two three four five. Six.", {"a": "Five four three two one. Six."}, (("a", (0, 24), (0, 24)),))
    count = Count()
    count.add(task, [("a", (0, 24), (0, 24), 1.0), ("a", (25, 29), (0, 24), 1.0)])
    assert (count.asked, count.answered, count.shown, count.right) == (1, 1, 2, 1)


SHORT, ITS_ANSWER = "It was cold.", "It was so cold out."
FIRM = (
    "Divers sealed the sluice of the Olm lagoon with tarred planks before the flood.",
    "A brass band from Horn played hymns on the quay until the lanterns went out.",
    "Sven Arild, the harbour pilot, counted forty barges moored along the dyke.",
)


def matched(one: str, other: str) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The matches by themselves, and those that neighbours add."""
    matcher = Matcher((telling(told("a", one)), telling(told("b", other))))
    kept = list(one_to_one(matcher.matches(0, 1)))
    return {(each.one, each.other) for each in kept}, {(each.one, each.other) for each in between(matcher, 0, 1, kept)}


def test_a_short_sentence_answers_where_it_stands_between_others_that_do() -> None:
    other = (FIRM[0], ITS_ANSWER, FIRM[1], FIRM[2])
    alone, added = matched(" ".join((FIRM[0], SHORT, *FIRM[1:])), " ".join(other))
    assert alone == {(0, 0), (2, 2), (3, 3)}
    assert added == {(1, 1)}


def test_it_does_not_answer_far_from_there() -> None:
    between_them = "Apples were sold. A piano fell. Ladders broke. Kettles sang. Walnuts rolled. Saddles creaked."
    alone, added = matched(" ".join((SHORT, *FIRM)), " ".join((*FIRM, between_them, ITS_ANSWER)))
    assert alone == {(1, 0), (2, 1), (3, 2)}
    assert added == set()


def test_a_word_of_near_sense_answers_though_no_list_has_it() -> None:
    pair = telling(told("a", "Lambs grazed in the orchard.")), telling(told("b", "Goats slept in the vineyard."))
    assert near(pair, frozenset())["orchard"] == ("vineyard",)
    rarity = Rarity(pair)
    assert "vineyard" in rarity.synonyms_of("orchard")
    assert 0 < rarity.shared("orchard", "vineyard") < rarity["orchard"]


def test_words_of_other_languages_have_no_near_sense() -> None:
    pair = telling(told("a", "lamp lantern", language="fr")), telling(told("b", "lantern", language="fr"))
    assert near(pair, frozenset()) == {}


def test_the_score_of_a_passage_says_how_much_of_both_is_covered() -> None:
    longer = FIRM[0].replace(".", ", and then they rowed home to Horn in the dark and drank till dawn.")
    (copy,) = trace((told("a", " ".join((longer, *FIRM[1:]))), told("b", " ".join(FIRM)))).copies
    scores = [passage.score for passage in copy.passages]
    assert len(scores) == 3
    assert min(scores) < 0.9 < sorted(scores)[1]
