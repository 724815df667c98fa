"""Claims of parses that make no sense."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from variorum.articles import from_text
from variorum.statements.claims import claims_in


def test_a_subject_of_mere_signs_at_the_end_of_a_text_is_no_subject() -> None:
    doc = Doc(
        Vocab(),
        words=["Boats", "ran", "aground", "-"],
        spaces=[True, True, True, False],
        heads=[1, 1, 1, 1],
        deps=["dep", "ROOT", "advmod", "nsubj"],
        tags=["NNS", "VBD", "RB", "NNP"],
        pos=["NOUN", "VERB", "ADV", "PROPN"],
        lemmas=["boat", "run", "aground", "-"],
    )
    assert [claim.subject for claim in claims_in(doc, from_text(doc.text, language="en"))] in ([], [None])
