"""Who says what, rules and tagger together: what a reader is shown."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.languages import parse
from variorum.model import Article, Quote
from variorum.statements.marks import marked
from variorum.statements.quotes import quotes_in
from variorum.statements.quotes_heard import heard
from variorum.statements.quotes_ruled import ruled
from variorum.statements.reporting_words import lexicon
from variorum.statements.settled import settled
from variorum.statements.tagging import tagged, tags
from variorum.statements.tagging.decoding import likeliest
from variorum.statements.tagging.encoding import encode, word_pieces
from variorum.statements.tagging.network import LONGEST, windows


def quotes(text: str) -> tuple[Quote, ...]:
    return quotes_in(parse(text), Article(id="a", input="a", text=text, language="en"))


def told(text: str) -> list[tuple[str, str, str | None]]:
    return [(quote.kind, quote.content, quote.said_by and quote.said_by.words) for quote in quotes(text)]  # type: ignore[misc]


def test_the_tagger_reads_english_and_comes_with_the_package() -> None:
    assert tags("en")
    assert not tags("fr")
    assert not tags(None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The dam will hold,” said Mary Walsh, a senior engineer at the Water Board.",
            ("direct", "The dam will hold,", "Mary Walsh, a senior engineer at the Water Board"),
        ),
        ("Walsh told reporters: “The dam will hold.”", ("direct", "The dam will hold.", "Walsh")),
        (
            "The ministry announced on Tuesday that the ferry would stay in port.",
            ("indirect", "the ferry would stay in port", "The ministry"),
        ),
        (
            "According to the harbour master, two boats were lost in the storm.",
            ("indirect", "two boats were lost in the storm", "the harbour master"),
        ),
        (
            "The gates are “as good as new,” Walsh said after the tests on Monday.",
            ("mixed", "The gates are “as good as new,”", "Walsh"),
        ),
        (
            "Two people familiar with the talks said the price was too high.",
            ("indirect", "the price was too high", "Two people familiar with the talks"),
        ),
    ],
)
def test_quotes_find_their_content_and_their_source(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)


def test_what_one_cue_governs_is_one_quote_in_pieces() -> None:
    (quote,) = quotes("“The dam will hold,” she said. “We checked every gate twice.”")
    assert [piece.words for piece in quote.pieces] == ["The dam will hold,", "We checked every gate twice."]
    assert quote.content == "The dam will hold, We checked every gate twice."


def test_a_denied_saying_is_nobodys_words() -> None:
    assert told("Walsh did not say that the dam was safe.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The mild mood at the palace suggests that the two leaders have reached a deal.",
        "Norwegian officers wish to change the law.",
        "The court blocked the merger to protect the harbour.",
    ],
)
def test_wanting_and_doing_assert_nothing(text: str) -> None:
    assert not any(quote.asserts for quote in quotes(text))


def test_who_passes_words_on_is_named_beside_who_said_them() -> None:
    (quote,) = quotes("The Courier quoted Mr. Brandt as saying that there had been “frank” talks on the dam.")
    assert quote.said_by is not None
    assert (quote.said_by.words, quote.said_by.via) == ("Mr. Brandt", "The Courier")


def test_what_grammar_and_tagger_both_see_is_surer_than_what_one_sees() -> None:
    text = "The minister said that the bridge would open in May."
    marks = marked(text)
    by_grammar = ruled(parse(text), text, marks, lexicon("en"))
    by_tagger = heard(parse(text), text, marks, tagged(parse(text)), lexicon("en"))
    (sure,) = settled(by_tagger, by_grammar)
    (alone,) = settled(by_tagger, [])
    assert sure.voice is not None
    assert alone.voice is not None
    assert sure.voice.confidence > alone.voice.confidence


def test_a_source_never_runs_over_a_paragraph() -> None:
    found = quotes("The talks went well, said Ms. Ito\n\nThe minister added that the bridge would open in May.")
    assert found
    assert all("\n" not in quote.said_by.words for quote in found if quote.said_by)


def test_words_of_scare_and_titles_are_no_quotes() -> None:
    assert told("The ship “Aurora” sailed past the town at dawn. The “fish” on the plate was cheese.") == []


TEXTS = st.text(st.one_of(st.sampled_from("“”\"'‘’«» \n.,:—-"), st.characters(exclude_categories=["Cs"])), max_size=300)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_text_gives_spans_that_quote_it_and_the_same_ones_again(text: str) -> None:
    article = Article(id="a", input="a", text=text, language="en")
    found = quotes_in(parse(text), article)
    assert found == quotes_in(parse(text), article)
    for quote in found:
        spans = [quote.span, *quote.pieces, *([quote.said_by.span] if quote.said_by else [])]
        assert all(text[span.start : span.end] == span.words for span in spans)
        assert 0 <= quote.confidence <= 1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["The mayor said so. ", "word ", "Nobody knows,", "\n\n", "antidisestablishmentarianism "]),
        max_size=400,
    )
)
def test_windows_cover_every_word_once_and_fit_the_network(parts: list[str]) -> None:
    encoded = encode(parse("".join(parts)))
    cut = list(windows(encoded))
    assert [word for window in cut for word in range(window.core, window.core_end)] == list(range(len(encoded.first)))
    first = [*encoded.first.tolist(), len(encoded.pieces)]
    assert all(window.begin <= window.core < window.core_end <= window.end for window in cut)
    assert all(first[window.end] - first[window.begin] <= LONGEST for window in cut)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-6, 6, width=32), min_size=1, max_size=9), st.floats(0, 3, width=32))
def test_the_chain_finds_the_best_labelling_of_all(logits: list[float], change: float) -> None:
    def worth(labels: tuple[bool, ...]) -> float:
        padded = (False, *labels, False)
        switches = sum(one != other for one, other in pairwise(padded))
        return sum(value for value, label in zip(logits, labels, strict=True) if label) - change * switches

    every = [tuple(bool(number >> bit & 1) for bit in range(len(logits))) for number in range(2 ** len(logits))]
    found = likeliest(np.asarray([logits], np.float32), np.asarray([change], np.float32))[0]
    assert worth(tuple(map(bool, found))) == pytest.approx(max(map(worth, every)), abs=1e-4)


def test_words_are_cut_into_known_pieces_without_case_and_accents() -> None:
    assert word_pieces("Zoë") == word_pieces("zoe")
    assert len(word_pieces("antidisestablishmentarianism")) > 1
    assert len(word_pieces("x" * 10_000)) <= 8


def test_the_turns_of_a_transcript_are_their_speakers() -> None:
    text = (
        "A partial transcript follows.\n\n“HOLM: What do you say to that?\n\n“MR. ANDERS: Well, the question is why.\n\n"
        "“But nobody knows.\n\n“(CROSSTALK.)\n\n“HOLM: If I may, sir.”"
    )
    found = [(quote.said_by and quote.said_by.words, quote.content) for quote in quotes(text)]
    assert found == [
        ("HOLM", "What do you say to that?"),
        ("MR. ANDERS", "Well, the question is why. But nobody knows."),
        ("HOLM", "If I may, sir."),
    ]


def test_marked_words_behind_an_attribution_go_on_with_it() -> None:
    found = quotes(
        "The ferry may stay in port for weeks, Ms. Ito said. “The other matter is the weather in the valley.”"
    )
    assert any(
        "The other matter" in quote.content and quote.said_by and quote.said_by.words == "Ms. Ito" for quote in found
    )
