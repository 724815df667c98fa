"""How surely each line of a plain text is body, by the lines before and after: a linear-chain conditional random field.

Method: Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001), with the four states head, body,
inner (furniture between paragraphs) and tail; a line's sureness is its marginal probability of the state body, by the
forward-backward algorithm. The weights were trained by ``train/furniture.py``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from variorum.articles.features import describe
from variorum.articles.survey import Survey

HEAD, BODY, INNER, TAIL = range(4)
Floats = npt.NDArray[np.float64]

# A page begins in its head or at once in its body, and once its tail is reached the body does not come back.
ALLOWED = np.array([[1, 1, 0, 0], [0, 1, 1, 1], [0, 1, 1, 0], [0, 0, 0, 1]], dtype=bool)
STARTS = np.array([1, 1, 0, 0], dtype=bool)
# An article has a body: a path that never leaves the head is no reading of it.
ENDS = np.array([0, 1, 0, 1], dtype=bool)
_NEVER = -1e9


@cache
def _weights() -> tuple[dict[str, Floats], Floats]:
    place = resources.files("variorum.articles") / "line_weights.json"
    shipped = json.loads(place.read_text(encoding="utf-8"))
    features = {name: np.array(row, dtype=np.float64) for name, row in shipped["features"].items()}
    return features, np.array(shipped["transitions"], dtype=np.float64)


def sureness(known: Survey) -> Floats:
    """Give each line's probability to be body."""
    features, transitions = _weights()
    scores = np.zeros((len(known.lines), 4))
    for number, names in enumerate(describe(known)):
        for name in names:
            row = features.get(name)
            if row is not None:
                scores[number, 1:3] += row
    return marginals(scores, transitions)[:, BODY]


def marginals(scores: Floats, transitions: Floats) -> Floats:
    """Give the probability of each state at each line, of ``scores`` (lines x 4) under ``transitions`` (4 x 4)."""
    moves = np.where(ALLOWED, transitions, _NEVER)
    forward, backward = np.empty_like(scores), np.empty_like(scores)
    forward[0] = np.where(STARTS, scores[0], _NEVER)
    for at in range(1, len(scores)):
        forward[at] = np.logaddexp.reduce(forward[at - 1][:, None] + moves, axis=0) + scores[at]
    backward[-1] = np.where(ENDS, 0.0, _NEVER)
    for at in range(len(scores) - 2, -1, -1):
        backward[at] = np.logaddexp.reduce(moves + (scores[at + 1] + backward[at + 1])[None, :], axis=1)
    both = forward + backward
    found: Floats = np.exp(both - np.logaddexp.reduce(both, axis=1)[:, None])
    return found
