"""The attributions written for French and Spanish: how many of them a reading finds, and that it finds few others."""

from __future__ import annotations

import pytest

from tests.statements.attributions.reading import blocks, score
from variorum.languages import reads

# Measured 0.96 and 0.98; a model of another version may read a sentence or two otherwise.
FLOORS = {"fr": 0.9, "es": 0.9}


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_written_attributions_are_found_with_source_and_content(language: str) -> None:
    if not reads(language):
        pytest.skip(f"no spaCy model for {language!r} is installed: see docs/languages.md")
    assert score(language).f1 >= FLOORS[language]


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_the_written_set_is_of_some_size(language: str) -> None:
    assert len(blocks(language)) >= 40
    assert sum(not told for _, told in blocks(language)) >= 4, "sentences that attribute nothing are in it too"
