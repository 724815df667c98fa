"""The API, mounted as the reading room mounts it: in this process, and on a port of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI

from tests.web.libraries import moment
from variorum.web.api import mount_api
from variorum.web.room import Door, Room
from variorum.web.safety import Guard


def room_of(path: Path, door: Door | None = None) -> Room:
    """A room whose work is done in this process."""
    return Room(path, door=door, keep_pages=False, apart=False, clock=moment)


def app_of(room: Room) -> FastAPI:
    """The API alone, behind the room's door."""
    app = FastAPI(openapi_url=None)
    app.state.room = room
    mount_api(app, room)
    app.add_middleware(Guard, room=room)
    return app


@contextmanager
def serving(library: Path, door: Door | None = None) -> Iterator[str]:
    """Serve the API on the loopback interface; give its address."""
    room = room_of(library, door)
    listening = socket.create_server(("127.0.0.1", 0))  # whoever connects waits until the server is up
    config = uvicorn.Config(app_of(room), log_level="error", access_log=False, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
        room.close()
