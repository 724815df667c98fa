"""Ray: the same work on many computers. A node that is lost in the middle loses time and nothing else."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from types import TracebackType
from typing import Any, Self, TypeVar

from variorum.engines.processes import cores
from variorum.engines.program import fingerprint
from variorum.errors import MissingExtra, NoCluster

Piece = TypeVar("Piece")
Result = TypeVar("Result")

# A worker needs seconds to load its models: for fewer pieces than this the work is done here.
_LEAST = 8
# Chunks on their way for each core of the cluster, so that none is idle while its next one travels.
_AHEAD = 2
# So often a chunk is begun again after its node or its process was lost; after that it is done here.
_RETRIES = 5
_ASKED = 5.0  # seconds between two looks at how many cores the cluster has
# What a node says that has no variorum, or an older one without something.
_ELSEWHERE = re.compile(
    r"No module named 'variorum|cannot import name .* from 'variorum|module 'variorum\S*' has no attribute"
)
_PATIENCE = 10.0  # seconds that an address has to answer
# No word of Ray's own on standard output, where an edition may be printed (a lost node is told there), and none to its makers.
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DEDUP_LOGS": "1",
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".",
}
# Ray asks under this name whether it may be reached from other computers; without it a cluster of one listens on loopback alone.
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}


class Cluster:
    """The runner on a Ray cluster.

    It is that at ``address`` (``HOST:PORT``, or ``auto`` for one that runs here), else one of ``count`` workers on this computer
    alone, one a core if no number is given, that ends with the run. Chunks go out as tasks of one core each. One whose node dies
    is begun again elsewhere; one that kills its process again and again is done here. Raises ``MissingExtra``, ``NoCluster``,
    and whatever the work raises.
    """

    def __init__(self, address: str | None = None, count: int | None = None) -> None:
        self.address = address
        self.count = count or cores()
        self.least = _LEAST
        self._ray: Any = None
        self._scratch: str | None = None
        self._ours = False
        self._before: dict[str, str | None] = {}
        if find_spec("ray") is None:
            raise MissingExtra("Ray, which the engine `ray` runs on,", "variorum[ray]")
        if address is not None:
            _reach(address)

    def each(self, work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> Iterator[tuple[int, Result]]:
        """Give each result with the number of its piece as soon as it is there."""
        ray = self._started()
        task = ray.remote(_done).options(num_cpus=1, max_retries=_RETRIES)
        program = fingerprint()
        running: dict[Any, int] = {}
        following = iter(enumerate(pieces))
        room = _Room(ray)
        try:
            while True:
                while len(running) < room.now() and (one := next(following, None)) is not None:
                    running[task.remote(work, one[1], program)] = one[0]
                if not running:
                    return
                ready, _ = ray.wait(list(running), num_returns=1, timeout=_ASKED)
                for ref in ready:
                    number = running.pop(ref)
                    yield number, self._fetched(ref, partial(work, pieces[number]))
        finally:
            for ref in running:
                ray.cancel(ref, force=True)

    def _fetched(self, ref: Any, anew: Callable[[], Result]) -> Result:
        from ray.exceptions import RayError, RayTaskError

        try:
            told, found = self._ray.get(ref)
        except RayTaskError as error:
            raise self._told(error) from None
        except RayError:  # its process or node died again and again, or its result is lost
            return anew()
        if told != "done":
            raise NoCluster(
                self.address or "this computer",
                f"the node {found} has another version of variorum, of its models or of a library it computes with: "
                "install the same on every node",
            )
        result: Result = found
        return result

    def _told(self, error: Any) -> BaseException:
        cause = error.cause
        if isinstance(cause, ImportError | AttributeError | RuntimeError) and _ELSEWHERE.search(str(error)):
            return NoCluster(
                self.address or "this computer",
                "a node cannot load the program: install the same variorum on every node",
            )
        return cause if isinstance(cause, BaseException) else RuntimeError(str(error))

    def _started(self) -> Any:
        if self._ray is not None:
            return self._ray
        self._set(_QUIET)
        if self.address is None and ("ray" not in sys.modules or _token.cache_info().currsize):
            self._set(_ALONE | {"RAY_AUTH_TOKEN": _token()})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ray = import_module("ray")
            if not ray.is_initialized():
                self._ours = True
                self._join(ray)
        self._ray = ray
        return ray

    def _join(self, ray: Any) -> None:
        try:
            ray.init(**self._options(), log_to_driver=False, logging_level="ERROR", configure_logging=False)
        except Exception as error:  # Ray raises its own, Python's, and what its parts raise
            self.close()
            reason = " ".join(str(error).split())[:300] or type(error).__name__
            place = self.address or "this computer"
            raise NoCluster(
                place, f"Ray cannot be joined or started ({reason}); `ray status` says how it is"
            ) from error

    def _options(self) -> dict[str, Any]:
        if self.address is not None:
            return {"address": self.address}
        # Its sockets have long names, and the system allows no more than 107 characters.
        self._scratch = tempfile.mkdtemp(prefix="variorum-", dir="/tmp" if os.path.isdir("/tmp") else None)  # noqa: S108, PTH112
        return {"address": "local", "num_cpus": self.count, "include_dashboard": False, "_temp_dir": self._scratch}

    def _set(self, names: Mapping[str, str]) -> None:
        self._before |= {name: os.environ.get(name) for name in names}
        os.environ.update(names)

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        if self._ray is not None and self._ours:
            self._ray.shutdown()
        self._ray, self._ours = None, False
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self._before = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Room:
    """How many chunks may be under way; nodes come and go, so it asks again now and then."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self._asked = 0.0
        self._room = 0

    def now(self) -> int:
        if not self._room or time.monotonic() - self._asked > _ASKED:
            self._room = _AHEAD * max(1, int(self._ray.cluster_resources().get("CPU", 1)))
            self._asked = time.monotonic()
        return self._room


@cache
def _token() -> str:
    """Give the password of the clusters that are started here; Ray asks for it once in a process and keeps it."""
    return secrets.token_hex(32)


def _done(work: Callable[[Any], Any], piece: Any, program: str) -> tuple[str, Any]:
    """Do the work on a node, if it has the same program; else say which node has not."""
    if fingerprint() != program:
        return "other program", socket.gethostname()
    return "done", work(piece)


def _reach(address: str) -> None:
    """Raise ``NoCluster`` at once if nobody answers there: Ray itself would try for a minute, and then end this process."""
    if address == "auto":
        return
    host, _, port = address.removeprefix("ray://").rpartition(":")
    start = "start one with `ray start --head --port=6379`, and give its HOST:PORT"
    if not host or not port.isdigit():
        raise NoCluster(address, f"that is no address of the form HOST:PORT; {start}")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise NoCluster(address, f"nobody answers there ({reason}); {start}") from error
