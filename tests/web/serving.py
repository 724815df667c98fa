"""A reading room on a port of its own, for as long as a ``with`` block lasts."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI

from tests.web.libraries import moment
from variorum.web.app import create_app
from variorum.web.room import Door, Room


@dataclass(frozen=True)
class Served:
    """A server that runs: where it is, and the room it shows."""

    url: str
    port: int
    room: Room
    app: FastAPI


@contextmanager
def served(
    library: Path, *, door: Door | None = None, apart: bool = False, clock: Callable[[], str] = moment
) -> Iterator[Served]:
    """Serve a library on the loopback interface; ``apart``, what takes a while is done by another process."""
    room = Room(library, door=door, apart=apart, clock=clock)
    listening = socket.create_server(("127.0.0.1", 0))  # whoever connects waits until the server is up
    port = listening.getsockname()[1]
    app = create_app(room)
    config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="variorum-served")
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{port}", port, room, app)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
