"""How far the work is, on a terminal: what is done of how much, how fast, and how long it will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# For fewer pieces than this the work is over before the bar can be read.
_WORTH = 10
_NAMES = {
    "extract": "opening",
    "read": "reading",
    "collate": "collating",
    "lineage": "tracing",
    "profile": "profiling",
    "score": "comparing",
}


class Bars:
    """A watch that draws one bar a stage on standard error. A stage that comes in several parts has one bar for all."""

    def __init__(self) -> None:
        self._shown: Any = None
        self._bars: dict[str, Any] = {}
        self._now: Any = None

    def begin(self, stage: str, total: int) -> None:
        """Show the bar of a stage."""
        self._now = None
        if total < _WORTH:
            return
        if self._shown is None:
            self._shown = _bars()
            self._shown.start()
        if stage not in self._bars:
            self._bars[stage] = self._shown.add_task(_NAMES.get(stage, "grouping"), total=total, found=0, rate="")
        elif self._shown.tasks[self._bars[stage]].total != total:
            self._shown.reset(self._bars[stage], total=total, found=0, rate="")
        self._now = self._bars[stage]

    def advance(self, count: int, *, kept: bool) -> None:
        """Move the bar on; what was found finished does not count for the rate."""
        if self._now is None:
            return
        task = self._shown.tasks[self._now]
        found = task.fields["found"] + (count if kept else 0)
        done = task.completed + count - found
        elapsed = max(task.elapsed or 0.0, 1e-3)
        rate = f"{done / elapsed:.1f}/s" + (f", {found:,} kept" if found else "") if done or found else ""
        self._shown.update(self._now, advance=count, found=found, rate=rate)

    def end(self) -> None:
        """Let the bar stand; it is taken away when all is done."""
        self._now = None

    def close(self) -> None:
        """Take all bars away."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None


class Bytes:
    """A bar for what is taken in: how much of the files is read, how many articles came, how fast, and the time left."""

    def __init__(self, shown: Any = None) -> None:
        self._shown = shown
        self._task: Any = None
        self._begun = time.monotonic()

    @classmethod
    @contextmanager
    def shown(cls, quiet: bool) -> Iterator[Bytes]:
        """Draw the bar on a terminal for a ``with`` block, unless progress is not wanted."""
        if quiet or not sys.stderr.isatty():
            yield cls()
            return
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("taking in"),
            BarColumn(),
            DownloadColumn(),
            TextColumn("{task.fields[count]}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
            yield cls(shown)

    def advance(self, read: int, size: int, articles: int) -> None:
        """Move the bar to so many bytes of so many, and say how many articles came."""
        if self._shown is None:
            return
        if self._task is None:
            self._task = self._shown.add_task("taking in", total=None, count="")
        elapsed = max(time.monotonic() - self._begun, 1e-3)
        count = f"{articles:,} articles, {articles / elapsed:.1f}/s"
        self._shown.update(self._task, total=size or None, completed=read, count=count)


def watching(quiet: bool) -> Bars | None:
    """Give a watch if standard error is a terminal and progress is wanted."""
    return Bars() if not quiet and sys.stderr.isatty() else None


def _bars() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True, get_time=time.monotonic)
