"""Words of near sense among those of a story, by the shipped word vectors: what a thesaurus may have put for one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

import numpy as np

from variorum.languages.word_vectors import word_vectors
from variorum.lineage.tellings import Telling

_NEAR = 0.5  # likeness of two words from which one may stand for the other
_MOST = 12  # words of near sense that are kept of one word: the nearest
_AT_ONCE = 1000  # words that are held against all others in one product


def near(tellings: Sequence[Telling], skipped: Set[str]) -> dict[str, tuple[str, ...]]:
    """Give for each stem of some tellings those of near sense, in order of the alphabet; a stem counts as its commonest form.

    Only English has vectors; names, numbers and function words are ``skipped``.
    """
    forms = _forms(tellings, skipped)
    stems = sorted(forms)
    held, vectors = word_vectors().known(
        [min(forms[each], key=lambda form: _rank(forms[each], form)) for each in stems]
    )
    found: dict[int, list[tuple[float, int]]] = {}
    for begin in range(0, len(held), _AT_ONCE):
        likeness = vectors[begin : begin + _AT_ONCE] @ vectors.T
        for row, other in np.argwhere(likeness >= _NEAR).tolist():
            if row + begin != other:
                found.setdefault(row + begin, []).append((-round(float(likeness[row, other]), 4), other))
    return {
        stems[held[row]]: tuple(sorted(stems[held[other]] for _, other in sorted(others)[:_MOST]))
        for row, others in found.items()
    }


def _forms(tellings: Sequence[Telling], skipped: Set[str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for each in tellings:
        if each.article.language not in {None, "en"}:
            continue
        for sentence in each.sentences:
            for word in sentence.words:
                if word.stem not in skipped and word.form.islower():
                    found.setdefault(word.stem, Counter())[word.form] += 1
    return found


def _rank(counts: Mapping[str, int], form: str) -> tuple[int, str]:
    return -counts[form], form
