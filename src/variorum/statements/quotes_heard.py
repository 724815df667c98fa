"""Quotes by the trained tagger: its attributions, with quotation marks taken whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.statements.frames import Piece
from variorum.statements.marks import Mark
from variorum.statements.quoted import Draft, trimmed
from variorum.statements.reporting_words import Lexicon
from variorum.statements.sources import source_words
from variorum.statements.speakers import can_speak, denied, speaker
from variorum.statements.spoken import Voice
from variorum.statements.subjects import lemma, subject
from variorum.statements.tagging import Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Words between the marks count as one thing: the tagger's edges are taken to them if it holds at least half.
_HALF = 0.5
_WORDS = re.compile(r"\w+")
# Between two pieces of one content nothing but this is left out: a comma, or a word that the tagger was unsure of.
_GAP = 3


def heard(doc: Doc, text: str, marks: Sequence[Mark], seen: Sequence[Tagged], words: Lexicon) -> list[Draft]:
    """Make a draft of each attribution, in the order given; those without a letter of content are passed over."""
    rights = [mark.right for mark in marks]
    drafts = []
    for one in seen:
        draft = _draft(text, marks, rights, one if one.source else _named(doc, one, words), words)
        if draft is None or (draft.kind == "indirect" and _is_denied(doc, one, words)):
            continue
        drafts.append(replace(draft, asserts=draft.kind != "indirect" or _asserts(doc, text, one, words)))
    return drafts


def _named(doc: Doc, one: Tagged, words: Lexicon) -> Tagged:
    """Take the subject of an active cue for the source, where the tagger sees none and it can speak."""
    cue = doc[one.head]
    if cue.pos_ not in {"VERB", "AUX"} or any(child.dep_ in {"auxpass", "nsubjpass"} for child in cue.children):
        return one
    found = speaker(cue, words)
    if found is None or not can_speak(found, "evidence", words):
        return one
    return replace(one, source=source_words(found))


def _is_denied(doc: Doc, one: Tagged, words: Lexicon) -> bool:
    return words.has("speech.verbs", lemma(doc[one.head])) and denied(doc[one.head])


def _is_sign(doc: Doc, one: Tagged, words: Lexicon) -> bool:
    """Whether something is only shown, by a deed or by what cannot speak ("the mood suggests that …")."""
    cue = doc[one.head]
    if one.source is None or not words.has("clause.evidence", lemma(cue)):
        return False
    named = doc.char_span(*one.source, alignment_mode="expand")
    source = subject(cue, words) or (named.root if named is not None else None)
    if source is None or words.has("clause.things", lemma(source)):
        return False
    return words.has("clause.deeds", lemma(cue)) or not can_speak(source, "evidence", words)


def _asserts(doc: Doc, text: str, one: Tagged, words: Lexicon) -> bool:
    """Tell saying and believing that something is so from wanting, doing or greeting it."""
    if text.startswith("to ", one.content[0][0]) or _is_sign(doc, one, words):
        return False
    cue, verb = text[one.cue[0] : one.cue[1]].lower(), lemma(doc[one.head])
    verbs = ("speech.verbs", "clause.verbs", "noun.clause", "adjective.clause")
    return any(words.has(name, verb) for name in verbs) or any(
        cue.startswith(phrase)
        for name in ("according.phrases", "according.adverbs")
        for phrase in words.tables.get(name, ())
    )


def _draft(text: str, marks: Sequence[Mark], rights: Sequence[int], one: Tagged, words: Lexicon) -> Draft | None:
    near = marks[bisect_left(rights, one.content[0][0]) : bisect_left(rights, one.content[-1][1] + 1) + 1]
    held = [mark for mark in near if _shared(one.content, mark.start, mark.end) >= _HALF * (mark.end - mark.start)]
    content = _joined([*_near_cue(text, one), *((mark.left, mark.right) for mark in held)], text)
    between = [mark for mark in held if not _within(one.cue, mark)]
    voice = Voice(_source(text, one), _cue(text, one), one.head, one.confidence, kind="heard")
    inner = tuple(piece for mark in between if (piece := trimmed(text, mark.start, mark.end)) is not None)
    if inner and not any(_bare_words(text, start, end, between, words) for start, end in content):
        return Draft("direct", inner[0][0], inner[-1][1], inner, voice)
    whole = tuple(piece for start, end in content if (piece := _bare(text, start, end)) is not None)
    if not whole:
        return None
    if inner:
        return Draft("mixed", whole[0][0], whole[-1][1], inner, voice)
    return Draft("indirect", whole[0][0], whole[-1][1], whole if len(whole) > 1 else (), voice)


def _bare_words(text: str, start: int, end: int, marks: Sequence[Mark], words: Lexicon) -> bool:
    """Whether a stretch has words outside the marks that are more than "that"."""
    for mark in marks:
        if mark.left < end and start < mark.right:
            before = text[start : mark.left] if start < mark.left else ""
            if _says(before, words):
                return True
            start = max(start, mark.right)
    return start < end and _says(text[start:end], words)


def _says(stretch: str, words: Lexicon) -> bool:
    return any(not words.has("clause.openers", word.lower()) for word in _WORDS.findall(stretch))


def _source(text: str, one: Tagged) -> Piece | None:
    """Give the source's words, those of the cue's own paragraph if they run over a break."""
    if one.source is None:
        return None
    start, end = one.source
    if "\n" in text[start:end] and one.cue[0] >= end:
        start = text.rindex("\n", start, end) + 1
    elif "\n" in text[start:end]:
        end = text.index("\n", start, end)
    return _bare(text, start, end)


def _cue(text: str, one: Tagged) -> Piece:
    return _bare(text, *one.cue) or one.cue


def _near_cue(text: str, one: Tagged) -> list[Piece]:
    """Give the content without what runs on into other paragraphs, unless all of it stands in others.

    Marked words may go on for paragraphs, and are taken whole by their marks; a paraphrase ends with its own.
    """
    left = text.rfind("\n", 0, one.cue[0]) + 1
    right = text.find("\n", one.cue[1])
    right = len(text) if right < 0 else right
    cut = [(max(start, left), min(end, right)) for start, end in one.content]
    return [piece for piece in cut if piece[0] < piece[1]] or list(one.content)


def _within(cue: Piece, mark: Mark) -> bool:
    return mark.start <= cue[0] < mark.end


def _shared(pieces: Sequence[Piece], start: int, end: int) -> int:
    return sum(max(0, min(right, end) - max(left, start)) for left, right in pieces)


def _joined(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """Put pieces in order and make one of those that touch or have next to nothing between them."""
    made: list[Piece] = []
    for start, end in sorted(pieces):
        if made and (start - made[-1][1] <= _GAP and "\n" not in text[made[-1][1] : start]):
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def _bare(text: str, start: int, end: int) -> Piece | None:
    """Cut white space and the commas and stops of the sentence around off both ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return trimmed(text, start, end)
