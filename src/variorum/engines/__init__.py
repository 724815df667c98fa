"""Where work is done: an engine is only a ``map`` over independent pieces, in order."""

from __future__ import annotations

from variorum.engines.cluster import Cluster
from variorum.engines.opening import NAMES, opened
from variorum.engines.processes import Processes
from variorum.engines.protocol import Engine, Runner, Shelf, Watch, local
from variorum.engines.runs import Run
from variorum.engines.steps import Step

__all__ = ["NAMES", "Cluster", "Engine", "Processes", "Run", "Runner", "Shelf", "Step", "Watch", "local", "opened"]
