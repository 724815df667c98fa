"""The trained quote tagger: who says what in a parsed English text, learnt from newspapers.

A six-layer BERT with 8-bit weights, run by onnxruntime on one core; ``train/quotes`` trains it, ``docs/quotes.md`` says on
what and how well it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

from variorum.statements.frames import Piece
from variorum.statements.tagging.decoding import LEAST, Run, decoded
from variorum.statements.tagging.encoding import Encoded, encode
from variorum.statements.tagging.network import scored

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Tagged", "tagged", "tags"]


@dataclass(frozen=True)
class Tagged:
    """An attribution as runs of characters; ``head`` is the token that heads its cue, ``confidence`` is 0..1.

    ``source`` is None where nobody is named ("it is said").
    """

    head: int
    cue: Piece
    source: Piece | None
    content: tuple[Piece, ...]
    confidence: float


@cache
def tags(language: str | None) -> bool:
    """Say whether texts in this language (ISO 639-1) can be tagged here."""
    weights = files("variorum.statements.tagging").joinpath("tagger.onnx")
    return language == "en" and find_spec("onnxruntime") is not None and weights.is_file()


def tagged(doc: Doc, least: float = LEAST) -> tuple[Tagged, ...]:
    """Find the attributions of a parsed text, in the order of their cues' heads."""
    encoded = encode(doc)
    found = []
    for window in scored(encoded, least):
        for one in decoded(window):
            if one.confidence < least:
                continue
            cue = next((run for run in one.cue if run[0] <= one.head < run[1]), (one.head, one.head + 1))
            source = _characters(doc, encoded, one.source[0]) if one.source else None
            content = tuple(_characters(doc, encoded, run) for run in one.content)
            head = int(encoded.tokens[one.head])
            found.append(Tagged(head, _characters(doc, encoded, cue), source, content, one.confidence))
    return tuple(found)


def _characters(doc: Doc, encoded: Encoded, run: Run) -> Piece:
    first, last = doc[int(encoded.tokens[run[0]])], doc[int(encoded.tokens[run[1] - 1])]
    return int(first.idx), int(last.idx + len(last))
