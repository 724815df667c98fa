"""Which engine the options name, where it keeps what is finished, and who watches it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from variorum.cli.progress import watching
from variorum.engines import Run, Shelf, opened


@dataclass(frozen=True)
class Working:
    """The options that say who does the work: ``--engine``, ``--processes``, ``--ray-address`` and ``--work``."""

    engine: str | None = None
    processes: int | None = None
    ray_address: str | None = None
    work: Path | None = None

    @property
    def name(self) -> str:
        """The engine that is meant: an address means Ray, and a number of processes other than one means processes."""
        if self.engine is not None:
            return self.engine
        if self.ray_address is not None:
            return "ray"
        return "local" if self.processes in {None, 1} else "processes"

    @contextmanager
    def opened(self, quiet: bool) -> Iterator[Run]:
        """Open the engine. Raises ``typer.BadParameter`` for options that do not go together, and whatever ``opened`` raises."""
        self._agree()
        address = self.ray_address or (os.environ.get("RAY_ADDRESS") or None if self.name == "ray" else None)
        watch = watching(quiet)
        try:
            with opened(
                self.name, processes=self.processes, address=address, shelf=self._shelf(quiet), watch=watch
            ) as run:
                yield run
        except KeyboardInterrupt:
            if self.work is not None and not quiet:
                typer.echo(f"variorum: broken off; the same command goes on where it was, from {self.work}", err=True)
            raise
        finally:
            if watch is not None:
                watch.close()

    def _agree(self) -> None:
        if self.ray_address is not None and self.name != "ray":
            raise typer.BadParameter("--ray-address is for --engine ray: leave one of them out.")
        if self.name == "local" and self.processes not in {None, 1}:
            raise typer.BadParameter("--engine local works in one process: leave --processes out.")
        if self.ray_address is not None and self.processes is not None:
            raise typer.BadParameter("a cluster has the workers that it has: leave --processes out.")

    def _shelf(self, quiet: bool) -> Shelf | None:
        if self.work is None:
            return None
        from variorum.store import Chunks

        return Chunks(self.work, lambda words: None if quiet else typer.echo(f"note: {words}", err=True))
