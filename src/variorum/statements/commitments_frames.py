"""What a commitment is read from: frames of the word table, and a find as tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.model import Act, Status
from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_parts import Range

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Frame:
    """One entry of ``commitments.toml``: what a cue means and what may follow it."""

    act: Act
    status: Status
    takes: tuple[str, ...]
    of: str = ""
    form: str = "active"
    negated: bool = False
    gerund: bool = False


@dataclass(frozen=True)
class Found:
    """A commitment as tokens: the cue, who, what (a range), to whom, on what condition."""

    cue: tuple[Token, ...]
    head: Token
    frame: Frame
    what: Range
    actor: Token | None = None
    to: Token | None = None
    content: Token | None = None
    conditions: tuple[Range, ...] = ()
    negated: bool = False
    kind: str = "verb"
    carrier: Token | None = None


@cache
def frames(kind: str, language: str) -> dict[str, tuple[Frame, ...]]:
    """Give the entries for ``verbs``, ``nouns`` or ``adjectives`` by lemma (particles joined with ``_``)."""
    found: dict[str, tuple[Frame, ...]] = {}
    for entry in table(language, "commitments").get(kind, ()):
        frame = Frame(
            entry["act"],
            entry["status"],
            tuple(entry["takes"].split()),
            entry.get("of", ""),
            entry.get("form", "active"),
            entry.get("negated", False),
            entry.get("gerund", False),
        )
        for word in entry["words"].split():
            found[word] = (*found.get(word, ()), frame)
    return found


def is_talk(found: Found) -> bool:
    """Say whether all that is asked or refused is a word to the reporter ("declined to comment")."""
    talk = parts.words("talk", found.head.lang_)
    if found.content is not None:
        return clauses.lemma(found.content) in talk
    first, last = found.what
    return last - first <= 2 and clauses.lemma(found.head.doc[last - 1]) in talk


def fits(what: Token, frame: Frame) -> bool:
    """Say whether an object is of the kind that the frame asks for."""
    if not frame.of:
        return what.pos_ in ("NOUN", "PROPN") or what.tag_ in clauses.RELATIVE
    return what.lower_ in parts.objects(frame.of, what.lang_) or clauses.lemma(what) in parts.objects(
        frame.of, what.lang_
    )
