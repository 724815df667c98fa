"""Baselines for entities within a story: equal strings over the annotated names, and spaCy's names joined by their strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from bench.metrics import Bounds
from bench.rivals.quotes import bare_model
from variorum.languages.names import fold

Named: TypeAlias = list[tuple[str, Bounds, str]]
"""Every name found: its document, its characters, the label of its entity."""
KINDS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})


def spacy_names() -> Callable[[Sequence[dict[str, Any]]], Named]:
    """Take spaCy's named entities; equal strings are one, and a last name alone is the person who was named in full."""
    parse = bare_model()

    def read(story: Sequence[dict[str, Any]]) -> Named:
        found = [
            (record["doc_id"], (entity.start_char, entity.end_char), entity)
            for record in story
            for entity in parse(record["text"]).ents
            if entity.label_ in KINDS
        ]
        full: dict[str, str] = {}
        for _, _, entity in found:
            if entity.label_ == "PERSON" and len(entity) > 1:
                full.setdefault(fold(entity[-1].text), fold(entity.text))
        return [(document, place, full.get(fold(entity.text), fold(entity.text))) for document, place, entity in found]

    return read
