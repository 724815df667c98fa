"""What an article means, as sentence vectors: of its opening at three lengths, what follows, its end and its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from variorum.languages import sentences
from variorum.languages.vectors import Vectors, encoder
from variorum.model import Article

_READ = 4000  # characters: what a report is about stands there
_MOST = 12  # sentences
_SHORTEST = 8  # characters
_WINDOWS = ((0, 120), (0, 300), (0, 600), (400, 1000))  # characters
_END = 500
# What sites say about themselves, in our words. The encoder puts any language's cookie notice beside it.
_SITE = (
    "We use cookies and similar technologies to improve our website and to show personalised advertising.",
    "By continuing to use this site you agree to our privacy policy and to the processing of your personal data.",
    "You can withdraw your consent at any time in the settings.",
    "Please confirm that you are not a robot. Too many requests came from your IP address.",
    "Subscribe to our newsletter and get the latest news by e-mail.",
    "Log in or register to read the whole article.",
    "Please enable JavaScript in your browser to view this page.",
    "All rights reserved. No part of this website may be reproduced without permission.",
    "Click here to read more articles on this topic.",
)
_OF_THE_SITE = 0.42  # likeness to one of these from which a sentence is left out
_LEAST = 100  # characters: if less is left, the article is taken as it is


@dataclass(frozen=True, eq=False)
class Portrait:
    """Vectors of length one: ``openings`` of the first 120, 300 and 600 characters and of 400 to 1,000, ``end`` of the last 500.

    ``sentences`` are the first twelve with their ``lengths`` in characters; ``site`` is the part that was left out as the
    site's own words (all of it: 1).
    """

    openings: Vectors
    end: Vectors
    sentences: Vectors
    lengths: Vectors
    site: float


@lru_cache(maxsize=1024)
def portrait(article: Article) -> Portrait:
    """Draw an article; loads the encoder on the first call."""
    found = _sentences(article)
    if not found:
        none = np.zeros((1, 512), np.float32)
        return Portrait(np.zeros((len(_WINDOWS), 512), np.float32), none[0], none, np.ones(1, np.float32), 1.0)
    rows = encoder().encode(found)
    foreign = (rows @ _site().T).max(axis=1) < _OF_THE_SITE
    kept = [at for at in range(len(found)) if foreign[at]]
    left = sum(len(found[at]) for at in kept)
    site = 1 - left / sum(map(len, found))
    if left < _LEAST:
        kept = list(range(len(found)))
    text = " ".join(found[at] for at in kept)
    windows = encoder().encode([*(text[begin:end] or text for begin, end in _WINDOWS), text[-_END:]])
    first = kept[:_MOST]
    lengths = np.array([len(found[at]) for at in first], np.float32)
    return Portrait(windows[:-1], windows[-1], rows[first], lengths, site)


def _sentences(article: Article) -> list[str]:
    text = article.text[:_READ]
    body = [text[start:end].strip() for start, end in sentences(text, article.language)]
    held = [sentence for sentence in (article.title or "", *body) if len(sentence) >= _SHORTEST]
    return held[: 2 * _MOST]


@cache
def _site() -> Vectors:
    return encoder().encode(_SITE)


def alignment(one: Vectors, other: Vectors) -> tuple[Sequence[float], Sequence[float]]:
    """Give for each sentence of either side its likeness to the best of the other."""
    likeness = one @ other.T
    return likeness.max(axis=1).tolist(), likeness.max(axis=0).tolist()
