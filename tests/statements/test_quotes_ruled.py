"""Who says what by rule alone, as where the tagger is not to be had: quotes with the words that name their source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import variorum.statements.quotes
from variorum.languages import parse
from variorum.model import Article, Quote
from variorum.statements.quotes import marked_quotes, quotes_in

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(autouse=True)
def without_the_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variorum.statements.quotes, "tags", lambda _language: False)


def article(text: str, language: str = "en") -> Article:
    return Article(id="a", input="a", text=text, language=language)


def quotes(text: str) -> tuple[Quote, ...]:
    return quotes_in(parse(text), article(text))


def told(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (quote.kind, quote.content, quote.said_by and quote.said_by.words, quote.cue)  # type: ignore[misc]
        for quote in quotes(text)
    ]


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("“The dam will hold,” said Engineer Mary Walsh.", "The dam will hold,", "Engineer Mary Walsh", "said"),
        ("“The dam will hold!” Walsh stated as she left.", "The dam will hold!", "Walsh", "stated"),
        ("Walsh told reporters: “The dam will hold.”", "The dam will hold.", "Walsh", "told"),
        ("Walsh: “The dam will hold this winter.”", "The dam will hold this winter.", "Walsh", ":"),
        ("“The dam will hold this winter.” – Walsh", "The dam will hold this winter.", "Walsh", "–"),
        ("He said:\n\n“The dam will hold this winter.”", "The dam will hold this winter.", "He", "said"),
        (
            "'The dam will hold,' Mary Walsh, a senior engineer at the Water Board, stated to the Courier.",
            "The dam will hold,",
            "Mary Walsh, a senior engineer at the Water Board",
            "stated",
        ),
        (
            "In a joint statement issued by Walsh and Brandt: “The dam will hold this winter.”",
            "The dam will hold this winter.",
            "Walsh and Brandt",
            "statement",
        ),
    ],
)
def test_direct_quotes_find_their_speaker(text: str, content: str, source: str, cue: str) -> None:
    assert told(text) == [("direct", content, source, cue)]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“I believe the dam will hold,” Brandt informed journalists, sitting beside his guest.", "Brandt", "informed"),
        ("“The dam will hold,” the harbour master informed reporters on Monday.", "the harbour master", "informed"),
    ],
)
def test_the_order_of_words_finds_a_speaker_that_the_parser_lost(text: str, source: str, cue: str) -> None:
    assert [(kind, who, how) for kind, _, who, how in told(text)] == [("direct", source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "This highlights how Norway is valued in the north.",
        "The mild mood at the palace suggests that the two leaders have reached a deal.",
        "Having met the king, the Norwegian minister showed that the tie remains special.",
        "That is something Norwegian officers wish to change.",
        "The ministers may also discuss the price of the mill.",
    ],
)
def test_moods_plans_and_possible_talks_are_no_speech(text: str) -> None:
    assert told(text) == []


def test_a_trailing_participle_goes_on_with_the_speech_around_it() -> None:
    text = "Smith remarked that Brandt shows a strong commitment to allies, suggesting a 'very calm, cool meeting.'"
    assert [(content, who) for _, content, who, _ in told(text)][1] == ("a 'very calm, cool meeting.'", "Smith")


def test_a_sentence_that_its_attribution_interrupts_is_one_quote() -> None:
    (quote,) = quotes("“The dam,” Walsh said, “will hold this winter.”")
    assert [piece.words for piece in quote.pieces] == ["The dam,", "will hold this winter."]
    assert quote.content == "The dam, will hold this winter."


def test_a_second_sentence_is_a_quote_of_its_own_by_the_same_speaker() -> None:
    found = told("“The dam will hold,” she said. “We checked every gate twice.”")
    assert found == [
        ("direct", "The dam will hold,", "she", "said"),
        ("direct", "We checked every gate twice.", "she", "said"),
    ]


def test_words_over_several_paragraphs_are_one_quote() -> None:
    (quote,) = quotes("Walsh said: “The dam will hold.\n\n“We checked every gate twice.”")
    assert [piece.words for piece in quote.pieces] == ["The dam will hold.", "We checked every gate twice."]


def test_the_speaker_before_is_not_given_words_that_another_name_signs() -> None:
    found = quotes("“The dam will hold this time.” ― Mary Walsh\n“I do not believe it at all.” ― Otto Brandt")
    assert [quote.said_by and quote.said_by.words for quote in found] == ["Mary Walsh", "Otto Brandt"]


def test_fragments_are_pieces_of_the_clause_they_stand_in() -> None:
    (quote,) = quotes("Walsh claimed that the gates were “as good as new” and that the town had “nothing to fear.”")
    assert quote.kind == "mixed"
    assert quote.content == "the gates were “as good as new” and that the town had “nothing to fear.”"
    assert [piece.words for piece in quote.pieces] == ["as good as new", "nothing to fear."]


def test_a_fragment_that_closes_its_clause_before_the_attribution_is_mixed() -> None:
    (quote,) = quotes("The gates are “as good as new,” said Walsh.")
    assert (quote.kind, quote.span.words) == ("mixed", "The gates are “as good as new,")


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “Green Line” policies failed in the valley.",
        "These “friendly” remarks came a day after the flood.",
        "Robert “Bobby” Ferraro plays the flute.",
        "The 'Safe Rivers' programme ends in May.",
    ],
)
def test_terms_and_nicknames_are_no_quotes(text: str) -> None:
    assert [quote for quote in quotes(text) if quote.kind != "indirect"] == []


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("Walsh stated that the dam would hold.", "the dam would hold", "Walsh", "stated"),
        ("Walsh informed the council it was ready.", "it was ready", "Walsh", "informed"),
        ("The dam would hold, a second official said.", "The dam would hold", "a second official", "said"),
        (
            "The dam is expected to hold, according to people familiar with the survey.",
            "The dam is expected to hold",
            "people familiar with the survey",
            "according to",
        ),
        ("According to the Courier, the dam will hold.", "the dam will hold", "the Courier", "According to"),
        (
            "The lake rose by two metres, in response to newest survey data.",
            "The lake rose by two metres",
            "newest survey data",
            "in response to",
        ),
        ("Walsh vowed to rebuild the pier.", "to rebuild the pier", "Walsh", "vowed"),
        ("Brandt heard Walsh's claim that the dam is safe.", "the dam is safe", "Walsh", "claim"),
        ("Brandt criticized the new dam.", "the new dam", "Brandt", "criticized"),
        ("Brandt called for a new dam.", "a new dam", "Brandt", "called for"),
        ("He further noted that the lake was calm.", "the lake was calm", "He", "noted"),
    ],
)
def test_indirect_speech_finds_content_and_source(text: str, content: str, source: str, cue: str) -> None:
    assert ("indirect", content, source, cue) in told(text)


def test_a_denied_saying_is_nobodys_words() -> None:
    assert told("Walsh did not say that the dam was safe.") == []


def test_who_passes_words_on_is_named_beside_who_said_them() -> None:
    (quote,) = quotes("The Courier quoted Mr. Brandt as saying that there had been “frank” talks on the dam.")
    assert quote.said_by is not None
    assert (quote.said_by.words, quote.said_by.via) == ("Mr. Brandt", "The Courier")


def test_a_joined_saying_belongs_to_who_speaks_not_to_what_is_spoken_of() -> None:
    found = quotes(
        "President Brandt emphasized that his relationship with Walsh is good and stated, “I like her a lot.”"
    )
    assert [(quote.content, quote.said_by and quote.said_by.words) for quote in found] == [
        ("his relationship with Walsh is good", "President Brandt"),
        ("I like her a lot.", "President Brandt"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "content", "source"),
    [
        ("fr", "« Nous ne céderons pas », a déclaré le ministre Paul Durand.", "Nous ne céderons pas", "Paul Durand"),
        ("de", "Berger erklärte: „Jetzt ist es zu spät dafür.“", "Jetzt ist es zu spät dafür.", "Berger"),
        ("es", "Según Pérez: «Es una vergüenza para todos».", "Es una vergüenza para todos", "Pérez"),
    ],
)
def test_marks_alone_find_quotes_where_nothing_parses(language: str, text: str, content: str, source: str) -> None:
    (quote,) = marked_quotes(text, article(text, language))
    assert (quote.kind, quote.content, quote.said_by and quote.said_by.words) == ("direct", content, source)


def test_short_marked_words_without_a_colon_are_terms_where_nothing_parses() -> None:
    text = "Le « choc » est passé."
    assert marked_quotes(text, article(text, "fr")) == ()


BROKEN = st.text(alphabet="\"'“”‘’«»—:,.!? \n\tabT", max_size=120) | st.text(
    alphabet=st.characters(exclude_categories=["Cs"]), max_size=80
)
SAID = st.lists(
    st.sampled_from(["Walsh ", "said ", "that ", "“", "”", '"', "'", ", ", ". ", ": ", "he ", "it is so ", "\n", "– "]),
    max_size=40,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(BROKEN | SAID)
def test_every_span_quotes_its_article_and_the_reading_repeats(text: str) -> None:
    subject = article(text)
    found = quotes_in(parse(text), subject)
    for number, quote in enumerate(found, start=1):
        assert quote.id == f"q{number}"
        spans = [quote.span, *quote.pieces, *([quote.said_by.span] if quote.said_by else [])]
        assert all(text[span.start : span.end] == span.words for span in spans)
        assert all(quote.span.contains(piece) for piece in quote.pieces)
        assert 0 <= quote.confidence <= 1
    assert quotes_in(parse(text), subject) == found


@settings(max_examples=100, deadline=None)
@given(BROKEN | SAID)
def test_marked_quotes_quote_their_article(text: str) -> None:
    for quote in marked_quotes(text, article(text, "fr")):
        spans = [quote.span, *([quote.said_by.span] if quote.said_by else [])]
        assert all(text[span.start : span.end] == span.words for span in spans)


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds lie in the shared folder beside the checkout")
def test_the_seeds_give_quotes_with_speakers() -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        found = quotes(path.read_text(encoding="utf-8"))
        marked_ones = [quote for quote in found if quote.kind != "indirect"]
        assert marked_ones, path.name
        assert sum(quote.said_by is not None for quote in marked_ones) >= 0.9 * len(marked_ones), path.name


POLNEAR = SHARED / "data" / "quotes" / "polnear.jsonl"


@pytest.mark.skipif(not POLNEAR.is_file(), reason="PolNeAR lies in the shared data folder beside the checkout")
def test_most_content_found_in_polnear_is_content_there() -> None:
    right = found = wanted = 0
    with POLNEAR.open(encoding="utf-8") as lines:
        records = [record for line in lines if (record := json.loads(line))["split"] == "dev"][:12]
    for record in records:
        ours = {place for quote in quotes(record["text"]) for place in range(quote.span.start, quote.span.end)}
        theirs = {
            place
            for attribution in record["attributions"]
            for piece in attribution.get("content", [])
            for place in range(piece["start"], piece["end"])
        }
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
    assert right / found > 0.8
    assert right / wanted > 0.7
