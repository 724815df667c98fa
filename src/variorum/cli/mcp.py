"""``variorum mcp``: the library as tools for programs, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import typer

from variorum.edition.anchors import web_address
from variorum.mcp.serving import server


def run(place: Path | None, *, site: str | None) -> int:
    """Serve until the client hangs up. Raises ``NotALibrary`` and the like if there is no library to read."""
    if site is not None and (web_address(site) is None or "?" in site or "#" in site):
        raise typer.BadParameter(f"--site {site!r} is no address of a reading room: write http://127.0.0.1:8000")
    server(place, site=site).run("stdio")
    return 0
