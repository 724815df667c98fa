"""A server on this computer that speaks the OpenAI protocol and says what it is told to say, truth or lie."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Question = dict[str, Any]
"""What was sent: the name of the list that is asked for under ``name``, the data of the user's message under ``data``."""


@dataclass(frozen=True)
class Reply:
    """What goes over the wire. ``endless`` repeats the body until the other side hangs up; ``silent`` says nothing at all."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    endless: bool = False
    silent: bool = False


def said(content: Any) -> Reply:
    """Wrap a model's words (plain JSON is written out) into an answer of the protocol."""
    words = content if isinstance(content, str) else json.dumps(content)
    return Reply(body=json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode())


class Scripted:
    """The server, open while it is entered. ``url`` is its address; ``asked`` is everything that it was asked, in order."""

    def __init__(self, script: Callable[[Question], Reply]) -> None:
        self.asked: list[Question] = []
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._script = script
        self._over = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._http.block_on_close = False
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        """The address to give as ``--llm``."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> Scripted:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.bodies.append(body)
                outer.headers.append(dict(self.headers))
                outer.asked.append(question(body))
                try:
                    outer._answer(self, outer._script(outer.asked[-1]))
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # who asked has heard enough

            def log_message(self, *_: object) -> None:
                """Say nothing on standard error."""

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.silent:
            self._over.wait()
            return
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if not reply.endless:
            handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        handler.wfile.write(reply.body)
        while reply.endless and not self._over.is_set():
            handler.wfile.write(reply.body)
        handler.close_connection = True


def question(body: dict[str, Any]) -> Question:
    """Read what was asked out of what was sent."""
    task, data = (message["content"] for message in body["messages"])
    name = next(one for one in ("claims", "glosses", "pairs") if f'{{"{one}"' in task)
    return {"name": name, "data": json.loads(data)}
