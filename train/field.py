"""Fit the conditional random field that ``variorum.articles.chain`` runs, by gradient ascent with an L2 penalty.

Adam with a fixed number of steps from zero weights: no randomness, the same bytes every time.
"""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt

from variorum.articles import chain as body

Floats = npt.NDArray[np.float64]
_FREE = (body.BODY, body.INNER)


def gold_states(said: list[bool]) -> list[int]:
    """Turn body or not into head, body, inner, tail."""
    if not any(said):
        raise ValueError("a page without a body teaches nothing")
    first, last = said.index(True), len(said) - 1 - said[::-1].index(True)
    return [
        body.HEAD if n < first else body.TAIL if n > last else body.BODY if yes else body.INNER
        for n, yes in enumerate(said)
    ]


class Field:
    """The model while it is fitted: one row of four weights a feature, and the transitions.

    Head and tail score nothing of their own: else two kinds of menu, not the body, would decide where the body lies.
    """

    def __init__(self, described: list[list[list[str]]], states: list[list[int]], fewest: int) -> None:
        pages_with: dict[str, int] = {}
        for rows in described:
            for name in {name for row in rows for name in row}:
                pages_with[name] = pages_with.get(name, 0) + 1
        self.names = sorted(name for name, count in pages_with.items() if count >= fewest)
        index = {name: n for n, name in enumerate(self.names)}
        order = sorted(range(len(states)), key=lambda n: len(states[n]))
        self.rows: list[list[int]] = []
        self.gold: list[int] = []
        self.lengths: list[int] = []
        for n in order:
            self.lengths.append(len(states[n]))
            self.gold += states[n]
            self.rows += [[index[name] for name in row if name in index] for row in described[n]]
        self.flat = np.concatenate([np.array(row, dtype=np.int64) for row in self.rows])
        self.line = np.repeat(np.arange(len(self.rows)), [len(row) for row in self.rows])
        self.weights = np.zeros((len(self.names), 4))
        self.transitions = np.zeros((4, 4))

    def scores(self) -> Floats:
        """Score every line under every state."""
        found = np.zeros((len(self.rows), 4))
        for state in _FREE:
            found[:, state] = np.bincount(self.line, self.weights[self.flat, state], len(self.rows))
        return found

    def gradient(self, penalty: float) -> tuple[float, Floats, Floats]:
        """Give the penalised mean log likelihood a line and its gradients."""
        scores = self.scores()
        marginals, expected, normaliser = _forward_backward(scores, self.transitions, self.lengths)
        gold = np.array(self.gold)
        truth = np.eye(4)[gold]
        counted, total, at = np.zeros((4, 4)), -normaliser, 0
        for length in self.lengths:
            steps = gold[at : at + length]
            np.add.at(counted, (steps[:-1], steps[1:]), 1)
            at += length
        total += float((truth * scores).sum() + (counted * self.transitions).sum())
        error = truth - marginals
        slope = np.zeros_like(self.weights)
        for state in _FREE:
            slope[:, state] = np.bincount(self.flat, error[self.line, state], len(self.names))
        size = len(self.rows)
        total = total / size - penalty / 2 * float((self.weights**2).sum()) / size
        return total, (slope - penalty * self.weights) / size, (counted - expected) / size

    def fit(self, steps: int, penalty: float, rate: float = 0.05) -> None:
        """Climb with Adam for a fixed number of steps."""
        moments = [np.zeros_like(self.weights), np.zeros_like(self.weights)]
        turns = [np.zeros((4, 4)), np.zeros((4, 4))]
        for step in range(1, steps + 1):
            value, slope, turn = self.gradient(penalty)
            pace = rate * (0.5 * (1 + np.cos(np.pi * step / steps)) + 0.02)
            self.weights += _adam(moments, slope, step, pace)
            self.transitions += _adam(turns, turn, step, pace) * body.ALLOWED
            if step % 20 == 0:
                print(f"step {step}: log likelihood a line {value:.4f}", file=sys.stderr)


def _adam(moments: list[Floats], slope: Floats, step: int, rate: float) -> Floats:
    moments[0] += 0.1 * (slope - moments[0])
    moments[1] += 0.01 * (slope**2 - moments[1])
    moved: Floats = rate * (moments[0] / (1 - 0.9**step)) / (np.sqrt(moments[1] / (1 - 0.99**step)) + 1e-8)
    return moved


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    found: Floats = (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)
    return found


def _forward_backward(scores: Floats, transitions: Floats, lengths: list[int]) -> tuple[Floats, Floats, float]:
    """Give every line's marginals, the expected transitions, and the sum of the log normalisers.

    All pages take each step together; ``lengths`` ascend, so the pages still running are always the last ones.
    """
    moves = np.where(body.ALLOWED, transitions, -1e9)
    sizes = np.array(lengths)
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    forward, backward = np.empty_like(scores), np.empty_like(scores)
    forward[offsets] = np.where(body.STARTS, scores[offsets], -1e9)
    for step in range(1, int(sizes.max())):
        at = offsets[np.searchsorted(sizes, step, side="right") :] + step
        forward[at] = _log_sum(forward[at - 1][:, :, None] + moves[None], 1) + scores[at]
    ends = offsets + sizes - 1
    backward[ends] = np.where(body.ENDS, 0.0, -1e9)
    for step in range(int(sizes.max()) - 2, -1, -1):
        at = offsets[np.searchsorted(sizes, step + 1, side="right") :] + step
        backward[at] = _log_sum(moves[None] + (scores[at + 1] + backward[at + 1])[:, None, :], 2)
    normalisers = _log_sum(forward[ends] + backward[ends], 1)
    per_line = np.repeat(normalisers, sizes)
    marginals = np.exp(forward + backward - per_line[:, None])
    inner = np.ones(len(scores), dtype=bool)
    inner[ends] = False
    at = np.flatnonzero(inner)
    pairs = forward[at][:, :, None] + moves[None] + (scores[at + 1] + backward[at + 1])[:, None, :]
    expected = np.exp(pairs - per_line[at][:, None, None]).sum(axis=0)
    return marginals, expected, float(normalisers.sum())
