"""Parses of French and Spanish as the rules see them: the labels of English, words of grammar by their English counterparts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import variorum
from variorum.languages import INSTALL, parse, reads
from variorum.languages.grammar import word
from variorum.languages.parser import MODELS
from variorum.statements import read


def needs(language: str) -> None:
    if not reads(language):
        pytest.skip(f"no spaCy model for {language!r}: {INSTALL[language]}")


# language, text, a word of it, its label, what it hangs on
@pytest.mark.parametrize(
    ("language", "text", "form", "dep", "head"),
    [
        ("fr", "Le port est fermé depuis lundi.", "port", "nsubjpass", "fermé"),
        ("fr", "Le directeur est prêt.", "prêt", "acomp", "est"),
        ("fr", "Le projet a été rejeté par le conseil.", "conseil", "pobj", "par"),
        ("fr", "Le projet a été rejeté par le conseil.", "par", "agent", "rejeté"),
        ("fr", "« La digue tient », a déclaré la maire Anne Prévost.", "Anne", "nsubj", "déclaré"),
        ("fr", "« La digue tient », a déclaré la maire Anne Prévost.", "maire", "compound", "Anne"),
        ("fr", "Le maire pourrait démissionner.", "pourrait", "aux", "démissionner"),
        ("es", "El director está dispuesto.", "dispuesto", "acomp", "está"),
        ("es", "El proyecto fue rechazado por el consejo.", "proyecto", "nsubjpass", "rechazado"),
        ("es", "El alcalde prometió reabrir la carretera.", "reabrir", "xcomp", "prometió"),
        ("es", "El ministro dijo que el puerto cerrará.", "cerrará", "ccomp", "dijo"),
    ],
)
def test_a_parse_is_drawn_as_the_rules_expect_it(language: str, text: str, form: str, dep: str, head: str) -> None:
    needs(language)
    token = next(token for token in parse(text, language) if token.text == form)
    assert (token.dep_, token.head.text) == (dep, head)


@pytest.mark.parametrize(
    ("language", "text", "form", "english"),
    [
        ("fr", "Le ministre a dit que le port fermera.", "que", "that"),
        ("fr", "Le projet a été rejeté par le conseil.", "par", "by"),
        ("fr", "Il partira si la pluie cesse.", "si", "if"),
        ("es", "El ministro dijo que el puerto cerrará.", "que", "that"),
        ("es", "Vendrá si deja de llover.", "si", "if"),
        ("en", "He said that it rained.", "that", "that"),
    ],
)
def test_words_of_grammar_go_by_their_english_counterparts(language: str, text: str, form: str, english: str) -> None:
    needs(language)
    assert word(next(token for token in parse(text, language) if token.text == form)) == english


@pytest.mark.parametrize("language", ["fr", "es"])
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=120).filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_any_text_is_parsed_word_by_word_and_read_with_spans_that_quote_it(language: str, text: str) -> None:
    needs(language)
    assert "".join(token.text_with_ws for token in parse(text, language)) == text
    reading = variorum.read(text, language=language)
    spans = [one.span for group in (reading.quotes, reading.claims, reading.commitments) for one in group]
    assert all(reading.article.text[span.start : span.end] == span.words for span in spans)


def test_a_language_without_a_model_says_what_was_left_unread() -> None:
    text = "De brug ging dinsdag open. De voorzitter zei dat het water drie meter steeg en bedankte alle helpers in de stad."
    (problem,) = read(variorum.read(text, language="nl").article)[1]
    assert problem.kind == "language_not_read"
    for part in ("claims", "commitments", "indirect speech", "translate it"):
        assert part in problem.message


def test_every_language_with_an_install_line_is_one_that_could_be_read() -> None:
    assert set(INSTALL) <= set(MODELS)


def test_words_moved_in_a_ring_go_back_to_their_first_heads() -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from variorum.languages.universal import without_rings

    doc = Doc(Vocab(), words=["a", "b", "c", "d"], heads=[0, 0, 1, 2], deps=["ROOT", "dep", "dep", "dep"])
    assert without_rings([0, 2, 3, 1], doc) == [0, 0, 1, 2]
    assert without_rings([1, 1, 1, 0], doc) == [1, 1, 1, 0]
