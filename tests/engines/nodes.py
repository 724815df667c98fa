"""A Ray cluster of node processes on this computer, each of which can be killed."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_PATIENCE = 60.0


class Nodes:
    """A head and, at its address, further nodes of one core each."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.address = f"127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(32),
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "1",
            "OMP_NUM_THREADS": "1",
        }
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *, head: bool) -> subprocess.Popen[bytes]:
        """Start a node with one core and wait until it says that it runs; skip the test if it cannot."""
        where = (
            ["--head", f"--port={self.port}", f"--temp-dir={self.scratch}", "--include-dashboard=false"]
            if head
            else [f"--address={self.address}"]
        )
        options = ["--num-cpus=1", "--object-store-memory=100000000", "--disable-usage-stats", "--block"]
        log = self.scratch / f"node-{len(self._running)}.log"
        with log.open("wb") as told:
            node = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "ray.scripts.scripts",
                    "start",
                    *where,
                    *(options if head else [*options[:2], options[3]]),
                ],
                env=self.environment,
                stdout=told,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running.append(node)
        begin = time.monotonic()
        while b"Ray runtime started" not in log.read_bytes():
            if node.poll() is not None or time.monotonic() - begin > _PATIENCE:
                pytest.skip(f"no Ray node can be started here: {log.read_text(errors='replace')[-300:]}")
            time.sleep(0.1)
        return node

    def kill(self, node: subprocess.Popen[bytes]) -> None:
        """Kill all processes of a node at once, without a word to them; its workers, too, which have sessions of their own."""
        below = _below(node.pid)
        with suppress(ProcessLookupError):
            os.killpg(node.pid, signal.SIGKILL)
        for each in below:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        node.wait()

    def close(self) -> None:
        for node in reversed(self._running):
            if node.poll() is None:
                node.terminate()
                with suppress(subprocess.TimeoutExpired):
                    node.wait(20)
            self.kill(node)


def _below(pid: int) -> list[int]:
    """Give the processes that a process started, and those that they started."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # the name in brackets may hold anything
            parent = stat.read_text(errors="replace").rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(stat.parent.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        started = children.get(waiting.pop(), [])
        found += started
        waiting += started
    return found


@contextmanager
def two_nodes() -> Iterator[tuple[Nodes, subprocess.Popen[bytes]]]:
    """A cluster of a head and one more node, which is given, too."""
    # Ray's sockets have long names, and the system allows no more than 107 characters.
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp", ignore_cleanup_errors=True) as scratch:
        nodes = Nodes(Path(scratch))
        try:
            nodes.start(head=True)
            yield nodes, nodes.start(head=False)
        finally:
            nodes.close()
