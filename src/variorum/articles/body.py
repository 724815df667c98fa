"""Tell the body of a plain text from its furniture: a linear-chain conditional random field over its lines.

Method: Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001), with the four states head, body,
inner (furniture between paragraphs) and tail; the most likely path is found with Viterbi's algorithm. The weights
were trained by ``train/furniture.py``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from variorum.articles.features import describe
from variorum.articles.lines import Line

HEAD, BODY, INNER, TAIL = range(4)
STATES = ("head", "body", "inner", "tail")
Floats = npt.NDArray[np.float64]

# A page begins in its head or at once in its body, and once its tail is reached the body does not come back.
ALLOWED = np.array([[1, 1, 0, 0], [0, 1, 1, 1], [0, 1, 1, 0], [0, 0, 0, 1]], dtype=bool)
STARTS = np.array([1, 1, 0, 0], dtype=bool)
# An article has a body: a path that never leaves the head is no reading of it.
ENDS = np.array([0, 1, 0, 1], dtype=bool)
_NEVER = -1e9
# A picture, or an address with at most a label ("Source: https://…"): no page has these for a paragraph.
_NEVER_BODY = re.compile(r"!\[[^\]]*\]\(\S*\)+$|(?:[^\W\d_]{2,20}\s?:\s?)?(?:https?://|www\.)\S+$")


@cache
def _weights() -> tuple[dict[str, Floats], Floats]:
    place = resources.files("variorum.articles") / "line_weights.json"
    shipped = json.loads(place.read_text(encoding="utf-8"))
    features = {name: np.array(row, dtype=np.float64) for name, row in shipped["features"].items()}
    return features, np.array(shipped["transitions"], dtype=np.float64)


def states(lines: list[Line]) -> list[int]:
    """Give each line its state: 0 head, 1 body, 2 furniture between paragraphs, 3 tail."""
    if not lines:
        return []
    features, transitions = _weights()
    scores = np.zeros((len(lines), 4))
    for number, names in enumerate(describe(lines)):
        for name in names:
            row = features.get(name)
            if row is not None:
                scores[number, 1:3] += row
        if _NEVER_BODY.match(lines[number].plain):
            scores[number, BODY] = -50.0
    return viterbi(scores, transitions)


def viterbi(scores: Floats, transitions: Floats) -> list[int]:
    """Give the best path through ``scores`` (lines x 4) under ``transitions`` (4 x 4)."""
    moves = np.where(ALLOWED, transitions, _NEVER)
    best = np.where(STARTS, scores[0], _NEVER)
    back = np.zeros(scores.shape, dtype=np.int64)
    for number in range(1, len(scores)):
        reach = best[:, None] + moves
        back[number] = reach.argmax(axis=0)
        best = reach.max(axis=0) + scores[number]
    state = int(np.where(ENDS, best, _NEVER).argmax())
    path = [state]
    for number in range(len(scores) - 1, 0, -1):
        state = int(back[number, state])
        path.append(state)
    return path[::-1]
