"""Engines by name: they are opened, and closed behind the work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from variorum.engines.cluster import Cluster
from variorum.engines.processes import Processes
from variorum.engines.protocol import Here, Shelf, Watch
from variorum.engines.runs import Run
from variorum.errors import UnknownEngine

NAMES = ("local", "processes", "ray")


@contextmanager
def opened(
    name: str = "local",
    *,
    processes: int | None = None,
    address: str | None = None,
    shelf: Shelf | None = None,
    watch: Watch | None = None,
) -> Iterator[Run]:
    """Open the engine of that name for a ``with`` block.

    ``processes`` is how many there are to be on this computer, one a core if it is 0 or nothing; ``address`` is that of a Ray
    cluster, and without one Ray is started on this computer. ``shelf`` keeps what is finished, ``watch`` is told how far it is.
    Raises ``UnknownEngine``, ``MissingExtra`` if Ray is not installed, and ``NoCluster`` if it cannot be reached.
    """
    if name not in NAMES:
        raise UnknownEngine(name, NAMES)
    if name == "local":
        yield Run(Here(), shelf, watch)
    elif name == "processes":
        with Processes(processes) as runner:
            yield Run(runner, shelf, watch)
    else:
        with Cluster(address, processes) as cluster:
            yield Run(cluster, shelf, watch)
