"""How sure a Point is: its strength turned into the probability that it is true, for each kind.

Method: Platt scaling (Platt, "Probabilistic outputs for support vector machines", 1999), fitted by ``train/confidence.py`` on
Points of tuning stories that were labelled by reading.
"""

from __future__ import annotations

import math

from variorum.model import PointKind

# The slope on the log-odds of the strength, and the offset; how many Points each was fitted on stands behind it.
_FITTED: dict[PointKind, tuple[float, float]] = {
    "claim": (0.49, -0.39),  # 257
    "commitment": (0.00, 1.61),  # 6
    "date": (0.05, 0.99),  # 39
    "figure": (0.16, 1.72),  # 53
    "quote": (0.30, 1.19),  # 6
}
_NEAR = 0.995


def confidence(kind: PointKind, strength: float) -> float:
    """Give the probability (0..1) that a Point of this kind and strength joins what is one thing."""
    slope, offset = _FITTED.get(kind, (1.0, 0.0))
    sure = min(_NEAR, max(1 - _NEAR, strength))
    return round(1 / (1 + math.exp(-(slope * math.log(sure / (1 - sure)) + offset))), 3)
