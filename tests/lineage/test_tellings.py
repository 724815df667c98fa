from __future__ import annotations

import pytest

from variorum.lineage.tellings import Sentence, telling

from .tellings import told


def sentence(text: str, language: str = "en") -> Sentence:
    (found,) = telling(told("x", text, language=language)).sentences
    return found


def marked(text: str, marks: str) -> list[str]:
    found = sentence(text)
    return [word.form for word, mark in zip(found.words, getattr(found, marks), strict=True) if mark]


@pytest.mark.parametrize(
    "text",
    [
        'Holub called it "a clear breach" of the rules',
        "Holub called it “a clear breach” of the rules",
        "Holub called it 'a clear breach' of the town's rules",
        "Holub called it «a clear breach» of the rules",
        "Holub called it „a clear breach“ of the rules",
    ],
)
def test_words_between_quotation_marks_are_quoted(text: str) -> None:
    assert marked(text, "quoted") == ["a", "clear", "breach"]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert marked("The towns' pumps ran and Holub's men slept at the workers' hall", "quoted") == []


def test_what_follows_a_verb_of_speech_is_spoken() -> None:
    assert marked("The mayor said nobody had warned her", "spoken") == ["nobody", "had", "warned", "her"]


def test_a_closing_attribution_speaks_for_the_whole_sentence() -> None:
    found = sentence("The pumps will run through the night and the road stays shut, the mayor said")
    assert all(found.spoken)


def test_the_tellers_own_words_are_not_spoken() -> None:
    assert not any(sentence("The pumps ran through the night and the road was shut").spoken)


def test_a_sentence_in_the_first_person_is_a_quotation_even_without_marks() -> None:
    assert all(sentence("We shall run the pumps until my street is dry").quoted)


def test_the_country_is_no_first_person() -> None:
    assert not any(sentence("The US sent pumps").quoted)


def test_a_post_on_a_network_is_a_quotation() -> None:
    assert all(sentence("Pumps are running — Breznica (@breznica) March 14, 2024").quoted)


def test_what_outlets_print_under_every_article_is_left_out() -> None:
    assert len(telling(told("x", "The pumps ran. Sign up for our newsletter. All rights reserved.")).sentences) == 1


def test_a_very_long_sentence_is_cut_into_stretches_that_quote_the_text() -> None:
    text = "pumps and sluices " * 100
    found = telling(told("x", text)).sentences
    assert len(found) == 5
    assert all(text[word.start : word.end] == word.form for each in found for word in each.words)
