"""Sayings whose clause or subject the parser lost, recovered from the order of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements.frames import Piece
from variorum.statements.reporting_words import Lexicon
from variorum.statements.speakers import can_speak, denied
from variorum.statements.subjects import lemma, sentence_of, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FORMS = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_LOST_AS = frozenset({"amod", "ROOT", "compound", "nmod"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—"})
_EDGES = frozenset({",", ";", ":", "-", "–", "—"})
_THAT_REACH = 16


def lost_saying(
    token: Token, words: Lexicon, names: frozenset[str], known: frozenset[int]
) -> tuple[Token, tuple[Piece, ...], bool] | None:
    """Read SOURCE CUE … that …, or SOURCE CUE and the rest of the clause: source, content, and whether it is speech.

    ``names`` are the words that are names somewhere in the text; ``known`` the places of the cues already read.
    """
    if token.tag_ not in FORMS or token.idx in known or denied(token):
        return None
    verb = lemma(token)
    speech, thing = words.has("speech.verbs", verb), words.has("object.verbs", verb)
    if not speech and not thing:
        return None
    source, content = _source_and_content(token, words, names, speech=speech, thing=thing)
    if source is None or source.i > token.i or not content:
        return None
    if source.text not in names and not can_speak(source, "lost", words):
        return None
    between = token.doc[token.i + 1 : token.i + _THAT_REACH + 1]
    if any(other.idx in known and other.idx < content[0][0] for other in between):
        return None
    return source, content, speech


def _source_and_content(
    token: Token, words: Lexicon, names: frozenset[str], *, speech: bool, thing: bool
) -> tuple[Token | None, tuple[Piece, ...]]:
    if token.dep_ in _LOST_AS:
        source = beside(token, names)
        content = after_that(token) if speech and source is not None else ()
        return source, content or (rest_of_clause(token) if thing and source is not None else ())
    content = after_that(token) if speech else ()
    if not content:
        return None, ()
    addressed = words.has("speech.addressed", lemma(token))
    if not addressed and any(child.dep_ == "dobj" and child.i > token.i for child in token.children):
        return None, ()
    return subject(token, words), content


def beside(cue: Token, names: frozenset[str]) -> Token | None:
    """Find the noun phrase just before a finite cue that has no subject: a name read as a verb, or as an apposition."""
    if any(child.dep_ in {"nsubj", "nsubjpass", "auxpass", "aux", "mark"} for child in cue.children):
        return None
    segment: list[Token] = []
    for token in reversed(cue.doc[max(sentence_of(cue)[0], cue.i - 12) : cue.i]):
        if token.text in _BREAKS or token.pos_ in {"CCONJ", "SCONJ", "AUX"}:
            break
        segment.append(token)
    while segment and segment[0].pos_ == "ADV":
        segment.pop(0)
    inside = {token.i for token in segment}
    if not segment:
        return None
    roots = [token for token in segment if token.head.i not in inside or token.head.i == token.i]
    if len(segment) == 1 and segment[0].text in names:
        return segment[0]
    return next((token for token in roots if token.pos_ in {"NOUN", "PROPN", "PRON"}), None)


def rest_of_clause(cue: Token) -> tuple[Piece, ...]:
    """Give what follows a cue up to the next break or joined verb."""
    end = cue.i + 1
    for token in cue.doc[cue.i + 1 : sentence_of(cue)[1]]:
        following = cue.doc[token.i + 1] if token.i + 1 < len(cue.doc) else token
        if token.text in _BREAKS or (token.pos_ == "CCONJ" and following.tag_ in {"VBD", "VBZ", "VBP"}):
            break
        end = token.i + 1
    return words_between(cue.doc, cue.i + 1, end)


def after_that(cue: Token) -> tuple[Piece, ...]:
    """Give everything in the sentence behind a "that" which follows the cue, when the parse gives no better."""
    end = sentence_of(cue)[1]
    for token in cue.doc[cue.i + 1 : min(end, cue.i + _THAT_REACH)]:
        if word(token) == "that" and token.i + 2 < end and token.tag_ in {"IN", "WDT", "DT"}:
            return words_between(cue.doc, token.i + 1, end)
        if token.text in {";", ":"}:
            break
    return ()


def _is_opener(token: Token) -> bool:
    return word(token) == "that" and token.text[0].islower()


def words_between(doc: Doc, begin: int, end: int) -> tuple[Piece, ...]:
    """Give the characters of some tokens, without the punctuation and the "that" at their edges."""
    while begin < end and (doc[begin].is_space or doc[begin].text in _EDGES or _is_opener(doc[begin])):
        begin += 1
    while end > begin and (doc[end - 1].is_space or doc[end - 1].text in _EDGES | {"."}):
        end -= 1
    if begin >= end:
        return ()
    last = doc[end - 1]
    return ((int(doc[begin].idx), int(last.idx + len(last.text))),)
