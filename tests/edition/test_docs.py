"""The pages on the format say everything that is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from variorum.edition import schema
from variorum.edition.wording import ACT, COPY, DIFFERENCE, ENTITY, KIND, QUOTE, SILENCE, STATUS, VERDICT
from variorum.model import Act, CopyKind, Difference, EntityKind, PointKind, QuoteKind, SilenceReason, Status, Verdict
from variorum.settings import DEFAULT

DOCS = Path(__file__).parents[2] / "docs"


def named(page: str) -> set[str]:
    text = re.sub(r"```.*?```", "", (DOCS / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    return set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", text))))


def keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("properties", {})
        for value in part.values():
            yield from keys(value)
    elif isinstance(part, list):
        for value in part:
            yield from keys(value)


def test_every_key_of_the_schema_is_explained() -> None:
    assert sorted(set(keys(schema())) - named("json.md")) == []


@pytest.mark.parametrize(
    "values", [Act, CopyKind, Difference, EntityKind, PointKind, QuoteKind, SilenceReason, Status, Verdict]
)
def test_every_value_is_explained(values: Any) -> None:
    assert sorted(set(get_args(values)) - named("json.md")) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [(Act, ACT), (CopyKind, COPY), (Difference, DIFFERENCE), (EntityKind, ENTITY), (PointKind, KIND), (QuoteKind, QUOTE),
     (SilenceReason, SILENCE), (Status, STATUS), (Verdict, VERDICT)],
)  # fmt: skip
def test_every_value_has_plain_words(values: Any, words: dict[str, str]) -> None:
    assert set(get_args(values)) == set(words)


def test_the_words_of_the_page_are_those_of_its_documentation() -> None:
    page = (DOCS / "edition.md").read_text(encoding="utf-8")
    assert [words for words in DIFFERENCE.values() if f"| {words} |" not in page] == []


def test_the_levels_of_caution_are_those_of_the_settings() -> None:
    page = " ".join((DOCS / "edition.md").read_text(encoding="utf-8").split())
    assert f"*sure* (at least {DEFAULT.sure}), *likely* (at least {DEFAULT.shown}) and *unsure*" in page
