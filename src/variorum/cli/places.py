"""Where the library is: a file here, or behind a server."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from variorum.cli.remote import RemoteLibrary
    from variorum.library import Library

Server = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="The library that `variorum serve` shows there, in place of a file.", show_default=False
    ),
]
TokenFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="A file with the server's token; else VARIORUM_TOKEN is taken.", show_default=False
    ),
]


@dataclass(frozen=True)
class Served:
    """A server, and the token that it is shown."""

    url: str
    token: str | None = field(default=None, repr=False)


Where: TypeAlias = Path | Served | None
"""The library's file, a server, or nothing for the file that is usual."""


def where(place: Path | None, server: str | None, token_file: Path | None) -> Where:
    """Say where the library is that the options name. Raises ``typer.BadParameter`` for options that do not go together."""
    if server is None:
        if token_file is not None:
            raise typer.BadParameter("--token-file goes with --server URL.")
        return place
    if place is not None:
        raise typer.BadParameter("--library names a file here and --server a library elsewhere: give one of them.")
    if not server.startswith(("http://", "https://")):
        raise typer.BadParameter(f"--server {server!r}: write http://HOST:PORT, as `variorum serve` prints it.")
    return Served(server.rstrip("/"), _token(token_file))


def only_here(**given: object) -> None:
    """Refuse options that a server does not know. Raises ``typer.BadParameter``."""
    named = ", ".join(f"--{name.replace('_', '-')}" for name, value in given.items() if value)
    if named:
        raise typer.BadParameter(f"{named}: not with --server, which decides that by itself.")


def opened(where: Where, *, read_only: bool = True) -> Library | RemoteLibrary:
    """Open a library, for a ``with`` block. Raises what ``Library`` does, and ``NoServer``."""
    if isinstance(where, Served):
        from variorum.cli.remote import RemoteLibrary

        return RemoteLibrary(where.url, where.token)
    from variorum.library import Library

    return Library(where, read_only=read_only)


def _token(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get("VARIORUM_TOKEN") or None
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"--token-file {file}: it cannot be read ({error}).") from error
    if not token or not token.isascii() or not token.isprintable():
        raise typer.BadParameter(f"--token-file {file}: it holds no token: one line of letters, digits and signs.")
    return token
