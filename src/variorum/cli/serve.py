"""``variorum serve``: a library in the browser."""

from __future__ import annotations

import ipaddress
import os
import secrets
import socket
import sys
from pathlib import Path

from variorum.errors import NotServed


def run(place: Path | None, *, host: str, port: int, names: list[str], token_file: Path | None, quiet: bool) -> int:
    """Serve until it is stopped. Raises ``NotServed`` and what ``Library`` does."""
    token = _token(token_file, host)
    import uvicorn

    from variorum.web.app import create_app
    from variorum.web.making import processes
    from variorum.web.room import Door, Room

    own = f"[{host}]" if ":" in host else host
    door = Door(("localhost", "127.0.0.1", "[::1]", own.lower(), *(name.lower() for name in names)), token)
    app = create_app(Room(place, door=door, makers=processes()), prepare=True)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False, date_header=True,
        proxy_headers=False, timeout_keep_alive=30, limit_concurrency=200,
    )  # fmt: skip
    listening = _bound(host, port)
    if not quiet:
        _tell(own, listening.getsockname()[1], token if token_file is None else None)
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _bound(host: str, port: int) -> socket.socket:
    """Give the socket to listen on; taken before anything is promised."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where TCP is named does asyncio send an answer at once; else its end waits 40 ms for the browser's receipt.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        raise NotServed(f"{host}:{port}", f"{error}; choose another --port, or a --host of this machine") from error
    return listening


def _token(file: Path | None, host: str) -> str | None:
    """Give the token that must be shown: that in the file, else a new one where others can reach the server, else none."""
    if file is not None:
        try:
            token = file.read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise NotServed(str(file), f"the token cannot be read ({error})") from error
        if len(token) < 16:
            raise NotServed(str(file), "a token needs 16 characters or more")
        return token
    return None if _loops_back(host) else secrets.token_urlsafe(24)


def _loops_back(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tell(host: str, port: int, token: str | None) -> None:
    sys.stderr.write(f"The library is open at http://{host}:{port}/ (Ctrl-C closes it)\n")
    if token is not None:
        sys.stderr.write(f"Others can reach this address, so a token is asked for: {token}\n")
    sys.stderr.flush()
