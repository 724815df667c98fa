"""From the network's scores to attributions: which words are the cue, the source and the content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from variorum.statements.tagging.network import Floats, Scored

# Tuned on PolNeAR's development part; see docs/quotes.md.
LEAST = 0.4  # probability of a cue's head
# What it costs to go from words outside a role to words inside, or back, in logits, for cue, source and content: a source is
# often one word, a content seldom.
CHANGE = (0.2, 0.2, 1.0)
Run = tuple[int, int]


@dataclass(frozen=True)
class Decoded:
    """An attribution over words: runs ``(first, end)`` of its cue, source and content, and how sure the network is."""

    head: int
    cue: tuple[Run, ...]
    source: tuple[Run, ...]
    content: tuple[Run, ...]
    confidence: float


def decoded(window: Scored) -> Iterator[Decoded]:
    """Choose the likeliest words of each role for every head of a window; a head without content is passed over."""
    heads, roles, words = window.links.shape
    inside = likeliest(window.links.reshape(-1, words), np.tile(np.asarray(CHANGE, np.float32), heads))
    for number, rows in enumerate(inside.reshape(heads, roles, words)):
        cue, source, content = (_runs(row, window.begin) for row in rows)
        if not content:
            continue
        chosen = window.links[number, 2][rows[2]]
        sure = float(window.probabilities[number]) * float(np.mean(1 / (1 + np.exp(-chosen))))
        source = _weightiest(source, window.links[number, 1], window.begin)
        yield Decoded(int(window.heads[number]), cue, source, content, sure)


def likeliest(logits: Floats, change: Floats) -> np.ndarray:
    """Give the likeliest in/out labels (rows, words) of a chain that pays its row's ``change`` for each switch (Viterbi)."""
    rows, words = logits.shape
    best = np.zeros((rows, 2), np.float32)
    best[:, 1] = -change
    toll = change[:, None]
    back = np.zeros((words, rows, 2), np.bool_)
    for word in range(words):
        switched = best[:, ::-1] - toll
        back[word] = switched > best
        best = np.maximum(best, switched)
        best[:, 1] += logits[:, word]
    state = (best[:, 1] - change > best[:, 0]).astype(np.int64)
    labels = np.zeros((rows, words), np.bool_)
    every = np.arange(rows)
    for word in range(words - 1, -1, -1):
        labels[:, word] = state == 1
        state = np.where(back[word, every, state], 1 - state, state)
    return labels


def _runs(labels: np.ndarray, begin: int) -> tuple[Run, ...]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], labels, [False]]).astype(np.int8)))
    return tuple((begin + int(left), begin + int(right)) for left, right in edges.reshape(-1, 2))


def _weightiest(runs: tuple[Run, ...], logits: Floats, begin: int) -> tuple[Run, ...]:
    """A source is one phrase: the run with the highest sum of logits."""
    if len(runs) < 2:
        return runs
    return (max(runs, key=lambda run: (float(logits[run[0] - begin : run[1] - begin].sum()), -run[0])),)
