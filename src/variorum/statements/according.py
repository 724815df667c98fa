"""Phrases of attribution: "according to X", "in the words of X", and, before a kind of source, looser ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.statements.frames import Piece
from variorum.statements.lost_sayings import words_between
from variorum.statements.reporting_words import Lexicon
from variorum.statements.subjects import lemma, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def according(doc: Doc, words: Lexicon) -> Iterator[tuple[Token, tuple[Piece, ...], Piece]]:
    """Give the source, the content and the phrase itself for every phrase of attribution."""
    openings: dict[str, list[tuple[list[str], str]]] = {}
    for name in ("according.phrases", "according.loose", "according.opening"):
        for phrase in sorted(words.tables.get(name, frozenset())):
            openings.setdefault(phrase.split()[0], []).append((phrase.split(), name))
    for token in doc:
        for opening, name in openings.get(_form(token), ()):
            if name == "according.opening" and not token.is_sent_start:
                continue  # "pour" and "para" mean somebody's view only where they open the sentence
            if _follows(doc, token.i, opening):
                made = _phrase(doc, token.i, len(opening), words, strict=name != "according.phrases")
                if made is not None:
                    yield made


def _form(token: Token) -> str:
    return str(token.lower_).replace("’", "'")


def _follows(doc: Doc, at: int, opening: list[str]) -> bool:
    return at + len(opening) < len(doc) and all(_form(doc[at + n]) == part for n, part in enumerate(opening))


def _phrase(
    doc: Doc, at: int, length: int, words: Lexicon, *, strict: bool
) -> tuple[Token, tuple[Piece, ...], Piece] | None:
    first, last = doc[at], doc[at + length - 1]
    source = next(
        (
            child
            for child in last.children
            if child.dep_ in {"pobj", "dobj"} and child.i > last.i and child.pos_ != "ADJ"
        ),
        None,
    )
    if source is None:
        source = _next_noun(doc, last.i + 1, words)
    if source is None or source.i >= sentence_of(first)[1] or (strict and not _speaks(source, words)):
        return None
    top = first
    while top.head.i != top.i and top.head.i >= at and top.head.i < at + length:
        top = top.head
    host = _clause_of(top, source)
    if host is None or (strict and words.has("speech.verbs", lemma(host)) and host.dep_ == "ROOT"):
        return None
    content = _rest(doc, host, at, source)
    cue = (int(first.idx), int(last.idx + len(last.text)))
    return (source, content, cue) if content else None


def _next_noun(doc: Doc, at: int, words: Lexicon) -> Token | None:
    """Find the noun that a phrase of attribution leads to, when the parser hangs something else on its preposition."""
    for token in doc[at : at + 12]:
        if words.has("according.people", token.lower_):
            return token
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ != "npadvmod":
            while token.dep_ in {"compound", "poss", "nmod"} and token.head.i > token.i:
                token = token.head
            return token
        if token.is_punct and token.text in ",;:.":
            return None
    return None


def _speaks(source: Token, words: Lexicon) -> bool:
    noun = lemma(source)
    return words.has("according.people", noun) or words.has("clause.things", noun) or source.ent_type_ == "PERSON"


def _clause_of(top: Token, source: Token) -> Token | None:
    host = top.head
    while host.pos_ not in {"VERB", "AUX"} and host.head.i != host.i:
        host = host.head
    if host.pos_ not in {"VERB", "AUX"} or host.i == source.i:
        return None
    while (
        host.dep_ in {"xcomp", "ccomp", "advcl", "pcomp", "acl"}
        and host.head.pos_ in {"VERB", "AUX"}
        and host.head.i < top.i
    ):
        host = host.head
    return host


def _rest(doc: Doc, host: Token, at: int, source: Token) -> tuple[Piece, ...]:
    """Give the clause without the phrase of attribution: what stands before it or, when it opens the sentence, after it."""
    opening, end = sentence_of(doc[at])
    if all(token.is_punct or token.is_space or token.pos_ in {"ADV", "CCONJ", "SCONJ"} for token in doc[opening:at]):
        after = source.right_edge.i + 1
        comma = next(
            (
                token.i
                for token in doc[source.i : min(end, source.i + 40)]
                if token.text == "," and token.head.i <= host.i and token.i >= source.right_edge.i
            ),
            None,
        )
        begin = comma + 1 if comma is not None and comma < host.i else after
        return words_between(doc, begin, end)
    begin = host.left_edge.i if host.left_edge.i < at else opening
    return words_between(doc, begin, at)
