"""Asks a server for pages at a steady rate, from a process of its own, and says how long each answer took.

A request is due at its moment whether or not those before it were answered, and its time counts from then: a server that falls
behind is not waited for. Only addresses of this machine are asked.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

LANES = 32
"""Connections that are held open; more requests at once wait for one of them, and their time runs."""


@dataclass(frozen=True)
class Asked:
    """One request: what kind of page, which address; seconds until all of the answer was there, its status and bytes (0: none came)."""

    kind: str
    path: str
    seconds: float
    status: int
    size: int


class Lane:
    """One connection to the server, opened when it is needed."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, int]:
        """Ask for an address; give the status and the number of bytes.

        A server closes a connection that was idle for long; as a browser does, it is asked again then on a fresh one.
        """
        if self._streams is not None:
            try:
                return await self._get(path)
            except (OSError, asyncio.IncompleteReadError) as error:
                if isinstance(error, asyncio.IncompleteReadError) and error.partial:
                    raise
        return await self._get(path)

    async def _get(self, path: str) -> tuple[int, int]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self._streams
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept: */*\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            status = int(head.split(" ", 2)[1])
            lines = (line.partition(":") for line in head.lower().split("\r\n")[1:])
            length = int({name: value for name, _, value in lines}.get("content-length", "0"))
            await reader.readexactly(length)
        except BaseException:
            writer.close()
            self._streams = None
            raise
        return status, length


async def steady(
    host: str, port: int, paths: Sequence[tuple[str, str]], rate: float, within: float = 30.0
) -> list[Asked]:
    """Ask for each path (kind, address) in order, so many a second. Raises ``ValueError`` for another machine than this."""
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError(f"{host} is not this machine")
    lanes: asyncio.LifoQueue[Lane] = asyncio.LifoQueue()
    for _ in range(LANES):
        lanes.put_nowait(Lane(host, port))
    begin = time.perf_counter()

    async def ask(number: int, kind: str, path: str) -> Asked:
        due = begin + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        lane = await lanes.get()
        try:
            status, size = await asyncio.wait_for(lane.get(path), within)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status, size = 0, 0
        finally:
            lanes.put_nowait(lane)
        return Asked(kind, path, time.perf_counter() - due, status, size)

    return list(await asyncio.gather(*(ask(number, *each) for number, each in enumerate(paths))))


def main() -> None:
    """Read a plan (JSON: address, rate, paths) from standard input, and print what was answered, one line of JSON a request."""
    plan = json.load(sys.stdin)
    address = urlsplit(plan["address"])
    asked = asyncio.run(steady(address.hostname or "", address.port or 0, plan["paths"], plan["rate"]))
    for one in asked:
        sys.stdout.write(json.dumps(asdict(one)) + "\n")


if __name__ == "__main__":
    main()
