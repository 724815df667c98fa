"""Work in a process of its own that begins with all that this one has imported, so that it can be ended 200 times."""

from __future__ import annotations

import gc
import os
import pkgutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

Tell = Callable[[str], None]
"""How the work says that something is done: one line, without waiting."""


@dataclass(frozen=True)
class Ended:
    """A process that ended: what it told, its exit code (negative for a signal), and after how many seconds."""

    told: tuple[str, ...]
    code: int
    seconds: float


class Forked:
    """A piece of work in a process of its own; with ``streams`` what it prints is what it tells."""

    def __init__(self, work: Callable[[Tell], None], *, streams: bool = False) -> None:
        out, into = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._began = time.perf_counter()
        self.pid = os.fork()
        if not self.pid:
            os.close(out)
            if streams:
                os.dup2(into, 1)
                os.dup2(into, 2)
            os._exit(_done(work, into))
        os.close(into)
        self._out = out
        self._heard = b""

    def kill(self, after: float, lines: int = 0) -> Ended:
        """End it by SIGKILL so many seconds after it has begun, or has told so many lines, unless it has ended by then."""
        os.set_blocking(self._out, False)
        since = None if lines else self._began
        while since is None or time.perf_counter() - since < after:
            if os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                return self.wait()
            with suppress(BlockingIOError):
                self._heard += os.read(self._out, 65_536)
            if since is None and self._heard.count(b"\n") >= lines:
                since = time.perf_counter()
            time.sleep(0.001)
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> Ended:
        """Wait until it ends."""
        os.set_blocking(self._out, True)
        with os.fdopen(self._out, "rb") as stream:
            whole = self._heard + stream.read()  # what it told before it was ended is still in the pipe
        _, status = os.waitpid(self.pid, 0)
        lines = whole.decode("utf-8", "replace").split("\n")[:-1]
        return Ended(tuple(lines), os.waitstatus_to_exitcode(status), time.perf_counter() - self._began)


def _done(work: Callable[[Tell], None], into: int) -> int:
    # What was there before the fork is never collected: else every page of it would be copied.
    gc.freeze()
    try:
        work(lambda line: _write(into, line))
        sys.stdout.flush()  # as the interpreter does at its end
    except SystemExit as stop:
        return _flushed(stop.code if isinstance(stop.code, int) else int(stop.code is not None))
    except BaseException as error:  # whatever it is, the one who waits is told
        _write(into, f"error {type(error).__name__}: {error}")
        _write(into, traceback.format_exc())
        return 120
    return 0


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except OSError as error:
        sys.stderr.write(f"Traceback at the end: {error}\n")
        return 120
    return code


def _write(into: int, line: str) -> None:
    os.write(into, line.replace("\n", " ").encode("utf-8", "replace")[:60_000] + b"\n")


def load_all() -> None:
    """Import the whole program: a process that is begun later must not meet with modules that were edited meanwhile."""
    import variorum

    for found in pkgutil.walk_packages(variorum.__path__, "variorum."):
        if not found.name.endswith("__main__"):
            with suppress(ImportError):  # what needs an extra that is not installed
                import_module(found.name)


def commanded(words: Sequence[str]) -> Ended:
    """Run the program with some words, and give what it printed on either stream; ``>FILE`` as the last word takes the output."""
    return Forked(lambda _: _command(words), streams=True).wait()


def _command(words: Sequence[str]) -> None:
    from variorum.cli import main

    if words[-1].startswith(">"):
        os.dup2(os.open(words[-1][1:], os.O_CREAT | os.O_WRONLY | os.O_TRUNC), 1)
        words = words[:-1]
    sys.argv = ["variorum", *words]
    main()
