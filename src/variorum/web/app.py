"""The reading room as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles

from variorum import __version__
from variorum.web import failures
from variorum.web.api import mount_api
from variorum.web.pages import ROUTERS
from variorum.web.preparing import Preparing
from variorum.web.room import READERS, Room
from variorum.web.safety import Guard, own_form

STATIC: list[str | tuple[str, str]] = [("variorum.web", "static"), ("variorum.edition", "static")]
"""What is served as it is: ours, and what the one-file page is made of, too."""


def create_app(room: Room, *, prepare: bool = False) -> FastAPI:
    """Give the application that shows one library; the room is closed when it ends.

    With ``prepare``, front pages are made while nobody asks for anything.
    """

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = READERS
        preparing = Preparing(room)
        if prepare:
            preparing.start()
        yield
        if prepare:
            await anyio.to_thread.run_sync(preparing.stop)
        await anyio.to_thread.run_sync(room.close)

    app = FastAPI(
        title="Variorum",
        version=__version__,
        summary="Every telling of a story, side by side.",
        lifespan=life,
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        openapi_url=None,  # the API describes itself
    )
    app.state.room = room
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False, dependencies=[Depends(own_form)])
    app.mount("/static", StaticFiles(packages=STATIC), name="static")
    mount_api(app, room)
    failures.install(app)
    app.add_middleware(Guard, room=room)
    return app
