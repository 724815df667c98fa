"""Fit how a Point's strength becomes its confidence: ``python -m train.confidence``.

Reads the Points of the tuning stories labelled by reading (``bench/labels/points.jsonl``, part ``dev``) and fits for each kind
``confidence = 1 / (1 + exp(-(a logit(strength) + b)))`` (Platt, "Probabilistic outputs for support vector machines", 1999), with a
little ridge because some kinds have few. The strength of a claim in that file is by trees that never saw its story. Prints the
table that stands in ``collation/confidence.py``.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict

from bench.shown_points import LABELS

STEPS, RATE, RIDGE = 20_000, 0.05, 0.02
NEAR = 0.995


def fitted(held: list[tuple[float, bool]]) -> tuple[float, float]:
    """The slope and the offset for one kind; the slope is never negative."""
    rows = [(math.log(s / (1 - s)), right) for s, right in ((min(NEAR, max(1 - NEAR, s)), right) for s, right in held)]
    slope, offset = 0.5, 0.5
    for _ in range(STEPS):
        errors = [(1 / (1 + math.exp(-(slope * x + offset))) - right, x) for x, right in rows]
        slope = max(0.0, slope - RATE * (sum(error * x for error, x in errors) / len(rows) + RIDGE * slope))
        offset -= RATE * (sum(error for error, _ in errors) / len(rows))
    return slope, offset


def main() -> None:
    """Print a line for each kind."""
    held: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["part"] == "dev":
            held[one["kind"]].append((one["strength"], one["label"] == "right"))
    for kind, rows in sorted(held.items()):
        slope, offset = fitted(rows)
        print(
            f'    "{kind}": ({slope:.2f}, {offset:.2f}),  # {len(rows)} Points, {sum(right for _, right in rows)} right'
        )


if __name__ == "__main__":
    main()
