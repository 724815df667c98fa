"""The reading room on a port of its own, its work done in this process."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn

from tests.web.libraries import moment
from variorum.web.app import create_app
from variorum.web.room import Door, Room


def room_of(path: Path, door: Door | None = None) -> Room:
    """A room whose work is done in this process."""
    return Room(path, door=door, keep_pages=False, apart=False, clock=moment)


@contextmanager
def serving(library: Path, door: Door | None = None) -> Iterator[str]:
    """Serve a library on the loopback interface; give its address."""
    room = room_of(library, door)
    listening = socket.create_server(("127.0.0.1", 0))  # whoever connects waits until the server is up
    config = uvicorn.Config(create_app(room), log_level="error", access_log=False, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
