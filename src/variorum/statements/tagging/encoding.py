"""A parsed text as the numbers that the quote tagger reads: word pieces, and features of the words they belong to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from variorum.statements.marks import marked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Integers = NDArray[np.int64]

# The order is part of the trained weights: append, never sort.
TAGS = (
    "", "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ", "JJR",
    "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM",
    "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
)  # fmt: skip
ARCS = (
    "", "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp",
    "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg",
    "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet",
    "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
)  # fmt: skip
SHAPES = ("lower", "title", "upper", "other")
MARKS = ("outside", "inside", "opening", "closing")
BREAKS = ("none", "sentence", "paragraph")
FEATURES = (len(TAGS), len(ARCS), len(SHAPES), len(MARKS), len(BREAKS))

UNKNOWN, START, STOP = 100, 101, 102  # [UNK], [CLS], [SEP] of the vocabulary
_MOST_PIECES = 8  # of one word: a hash or an address is not worth a window of its own
_LONGEST_WORD = 60  # characters
_CHUNK = re.compile(r"[^\W_]+|[^\w\s]|_")
_TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS)}
_ARC_NUMBERS = {arc: number for number, arc in enumerate(ARCS)}


@dataclass(frozen=True)
class Encoded:
    """The words of a text and their pieces.

    ``pieces``: the vocabulary numbers of all pieces in order; ``word_of``: the word each piece belongs to;
    ``first``: the first piece of each word; ``tokens``: the number of each word's token in the Doc; ``features``:
    one row a word, in the order of ``FEATURES``; ``sentence_starts``: the words that begin a sentence.
    """

    pieces: Integers
    word_of: Integers
    first: Integers
    tokens: Integers
    features: Integers
    sentence_starts: Integers


def encode(doc: Doc) -> Encoded:
    """Give a parsed text to the tagger's eyes; tokens of mere white space are left out."""
    states = _states(doc)
    pieces: list[int] = []
    first: list[int] = []
    tokens: list[int] = []
    word_of: list[int] = []
    rows: list[tuple[int, int, int, int, int]] = []
    sentences: list[int] = []
    pause = 2
    for token in doc:
        if token.is_space:
            pause = 2 if "\n" in token.text else pause
            continue
        if token.is_sent_start:
            pause = max(pause, 1)
            sentences.append(len(tokens))
        found = word_pieces(token.text)
        rows.append((*_grammar(token), states[token.i], pause))
        pause = 0
        first.append(len(pieces))
        word_of.extend([len(tokens)] * len(found))
        tokens.append(token.i)
        pieces.extend(found)
    return Encoded(
        np.asarray(pieces, np.int64),
        np.asarray(word_of, np.int64),
        np.asarray(first, np.int64),
        np.asarray(tokens, np.int64),
        np.asarray(rows, np.int64).reshape(-1, len(FEATURES)),
        np.asarray(sentences, np.int64),
    )


def _grammar(token: Token) -> tuple[int, int, int]:
    text = token.text
    shape = 0 if text.islower() else 2 if text.isupper() and len(text) > 1 else 1 if text[:1].isupper() else 3
    return _TAG_NUMBERS.get(token.tag_, 0), _ARC_NUMBERS.get(token.dep_, 0), shape


def _states(doc: Doc) -> list[int]:
    """Say of each token whether it stands outside marks, inside them, or is a mark itself (the numbers of ``MARKS``)."""
    states = [0] * len(doc)
    marks = iter(marked(doc.text))
    mark = next(marks, None)
    for token in doc:
        while mark is not None and token.idx >= mark.right:
            mark = next(marks, None)
        if mark is None:
            break
        end = token.idx + len(token)
        if end > mark.left:
            states[token.i] = 2 if token.idx < mark.start else 3 if token.idx >= mark.end else 1
    return states


@lru_cache(maxsize=65536)
def word_pieces(word: str) -> tuple[int, ...]:
    """Cut a word into pieces of the vocabulary, the longest first (WordPiece; Wu et al. 2016), without case and accents."""
    plain = unicodedata.normalize("NFD", word[:_LONGEST_WORD].lower())
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Cc", "Cf"})
    found = [piece for chunk in _CHUNK.findall(plain) for piece in _cut(chunk)]
    return tuple(found[:_MOST_PIECES]) or (UNKNOWN,)


def _cut(chunk: str) -> list[int]:
    numbers = vocabulary()
    found: list[int] = []
    start = 0
    while start < len(chunk):
        head = "##" if start else ""
        for end in range(len(chunk), start, -1):
            number = numbers.get(head + chunk[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            return [UNKNOWN]
    return found


@cache
def vocabulary() -> dict[str, int]:
    """The word pieces of the base model, each with its number."""
    lines = files("variorum.statements.tagging").joinpath("vocabulary.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(lines.split("\n")) if piece}
