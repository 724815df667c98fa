"""Which lines of a plain text are its body: the chain, the trees and what they see."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.articles.test_plain_text import PARAGRAPHS
from variorum.articles.body import BODY, HEAD, INNER, TAIL, pick, states
from variorum.articles.chain import ALLOWED, ENDS, STARTS, marginals
from variorum.articles.lines import Line, cut
from variorum.articles.measures import measure
from variorum.articles.survey import survey

LINES = st.lists(st.text(min_size=1, max_size=80).filter(lambda words: bool(words.strip())), max_size=25)


def test_lines_before_between_and_after_the_paragraphs_have_their_states() -> None:
    lines = [
        "Home",
        "News",
        "Sport",
        *PARAGRAPHS[:3],
        "https://example.org/pier",
        *PARAGRAPHS[3:],
        "Related stories",
        "Contact us",
    ]
    found = states([Line(words, True) for words in lines])
    assert found == [HEAD] * 3 + [BODY] * 3 + [INNER] + [BODY] * 2 + [TAIL] * 2


def test_a_text_of_one_line_is_its_own_body() -> None:
    assert states([Line("Rain")]) == [BODY]


def test_the_last_sentence_of_a_short_text_is_body() -> None:
    text = Path(__file__).parents[2].joinpath("examples/passerelle/2-info-sorme.txt").read_text(encoding="utf-8")
    assert states(cut(text))[-1] == BODY


def test_a_text_of_nothing_but_addresses_has_no_body() -> None:
    assert states([Line("https://example.org/a"), Line("www.example.org")]) == [HEAD, HEAD]


def test_a_line_that_announces_other_stories_is_no_body() -> None:
    announced = "Similar news:You can also read stories like this one, which we have collected from other papers."
    assert states([Line(words) for words in (*PARAGRAPHS, announced)])[-1] == TAIL


def test_no_lines_have_no_states() -> None:
    assert states([]) == []


@settings(max_examples=80, deadline=None)
@given(LINES)
def test_every_line_is_judged_and_twice_the_same(words: list[str]) -> None:
    lines = [Line(line) for line in words]
    assert len(pick(lines)) == len(lines)
    assert pick(lines) == pick([Line(line) for line in words])


def test_a_line_is_measured_by_its_own_shape_and_by_its_neighbours() -> None:
    rows = measure(survey(cut("\n\n".join(["Harbour news", *PARAGRAPHS, "Photo: Harbour Agency © 2024"]))))
    assert (rows[0]["words"], rows[0]["prose"], rows[0]["+1prose"], rows[0]["-1words"]) == (2, False, True, -1.0)
    assert rows[1]["prose"]
    assert rows[1]["kin"] > 0.1
    assert rows[-1]["rights"] == 1.0
    assert rows[-1]["after"] == 0


def test_marginals_are_those_of_all_paths_counted_one_by_one() -> None:
    scores = np.array([[0.0, 0.4, -1.0, 0.0], [0.0, -0.3, 0.8, 0.0], [0.0, 1.2, 0.1, 0.0], [0.0, -0.5, 0.2, 0.0]])
    turns = np.array([[0.1, 0.5, 0.0, 0.0], [0.0, 0.6, -0.5, -0.1], [0.0, -0.4, 0.3, 0.0], [0.0, 0.0, 0.0, 0.1]])
    weights: dict[tuple[int, ...], float] = {}
    for path in product(range(4), repeat=4):
        allowed = STARTS[path[0]] and ENDS[path[-1]] and all(ALLOWED[a, b] for a, b in pairwise(path))
        if allowed:
            value = sum(scores[n, state] for n, state in enumerate(path)) + sum(turns[a, b] for a, b in pairwise(path))
            weights[path] = float(np.exp(value))
    expected = np.zeros((4, 4))
    for path, weight in weights.items():
        for number, state in enumerate(path):
            expected[number, state] += weight / sum(weights.values())
    assert np.allclose(marginals(scores, turns), expected)
