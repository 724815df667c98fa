"""The API for programs: the same values as on the pages, as JSON."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import Match, Mount
from starlette.types import Scope

from variorum import __version__
from variorum.web.api import changes, commitments, decisions, entry, findings, jobs, people, search, stories, tellings
from variorum.web.api.kept import Kept
from variorum.web.problems import ProblemDetails, add_problem_handlers, told
from variorum.web.room import Room

_ROUTERS = (entry, stories, findings, tellings, people, commitments, search, changes, decisions, jobs)
_EVERYWHERE = (401, 405, 421, 422, 503)
_ABOUT = (
    "Every telling of a story, side by side: what independent tellings agree on, where they differ, who copied whom. "
    "Words are given with their place in the text that they come from."
)


def mount_api(app: FastAPI, room: Room) -> None:
    """Let an application answer everything below ``/api`` as the API does."""
    app.router.routes.append(_Below("/api", create_api(room), name="api"))


class _Below(Mount):
    """What answers all addresses below one, also those with a line break in them."""

    def __init__(self, path: str, app: FastAPI, name: str) -> None:
        super().__init__(path, app, name=name)
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say whether an address is one below ours; ours itself is, with or without a slash behind it."""
        if scope["type"] != "http" or scope["path"] != scope.get("root_path", "") + self.path:
            return super().matches(scope)
        path = f"{scope['path']}/"
        match, below = super().matches({**scope, "path": path})
        return match, {**below, "path": path}


def create_api(room: Room) -> FastAPI:
    """Give the application that is mounted at ``/api``; its errors are problem details, whatever pages do."""
    api = FastAPI(
        title="Variorum",
        version=__version__,
        summary="Every telling of a story, side by side.",
        description=_ABOUT,
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/openapi.json",
        responses=told(*_EVERYWHERE),
        generate_unique_id_function=lambda route: f"{route.tags[0]}_{route.name}",
        redirect_slashes=False,
    )
    api.state.room = room
    api.state.kept = Kept()
    for each in _ROUTERS:
        api.include_router(each.router)
    add_problem_handlers(api)
    api.openapi = lambda: _described(api)  # type: ignore[method-assign]  # FastAPI documents this way to extend it
    return api


def _described(api: FastAPI) -> dict[str, Any]:
    """Describe the API (OpenAPI 3.1), once."""
    if api.openapi_schema is None:
        plain = get_openapi(
            title=api.title,
            version=api.version,
            summary=api.summary,
            description=api.description,
            routes=api.routes,
            servers=[{"url": "/api"}],
        )
        schemas = plain.setdefault("components", {}).setdefault("schemas", {})
        problem = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
        schemas |= problem.pop("$defs", {})
        schemas["ProblemDetails"] = problem
        for gone in ("HTTPValidationError", "ValidationError"):
            schemas.pop(gone, None)
        for operations in plain["paths"].values():
            _tell_tags(operations.get("get", {}))
        plain["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        plain["security"] = [{"token": []}, {}]
        api.openapi_schema = plain
    return api.openapi_schema


def _tell_tags(read: dict[str, Any]) -> None:
    """Describe that an answer has a tag, and that it is not sent to who knows it."""
    if any(one["name"] == "if-none-match" for one in read.get("parameters", ())):
        tag = {"ETag": {"schema": {"type": "string"}, "description": "Changes when the answer does."}}
        read["responses"]["200"]["headers"] = tag
        read["responses"]["304"] = {"description": "The answer is the one that is known.", "headers": tag}
