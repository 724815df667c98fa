"""Clauses: subjects followed through the sentence, phrases cut where the next clause begins."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from variorum.languages import parse
from variorum.statements import clauses


def token(doc: Doc, words: str) -> Token:
    return next(token for token in doc if token.text == words)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("The ferry hit a rock and sank.", "sank", "ferry"),
        ("The captain agreed to leave the ship.", "leave", "captain"),
        ("The mayor urged the captain to leave the ship.", "leave", "captain"),
        ("The mayor praised the captain who left.", "left", "captain"),
        ("The ferry sank, killing nine people.", "killing", "ferry"),
        ("They found boats abandoned by the crew.", "abandoned", "boats"),
        ("There were nine people on board.", "were", None),
    ],
)
def test_a_subject_is_followed_to_where_it_stands(sentence: str, verb: str, subject: str | None) -> None:
    found = clauses.subject_of(token(parse(sentence), verb))
    assert (found.text if found is not None else None) == subject


def test_a_phrase_leaves_out_what_is_said_about_it() -> None:
    doc = parse("The captain of the ferry, who left early, was fined.")
    first, last = clauses.phrase(token(doc, "captain"))
    assert doc[first:last].text == "The captain of the ferry"


def test_trimming_keeps_quote_marks_in_pairs() -> None:
    doc = parse('The talks were "warm."')
    first, last = clauses.trim(doc, 0, len(doc))
    assert doc[first:last].text == 'The talks were "warm."'
    assert doc[slice(*clauses.trim(doc, 0, 3))].text == "The talks were"


def test_words_that_touch_in_the_text_touch_when_joined() -> None:
    doc = parse("The firm didn't pay, or so it says.")
    assert clauses.joined(clauses.verb_group(token(doc, "pay"))) == "didn't pay"
