"""Run the command line in this process, as the installed script would, and keep what it printed."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import patch

from variorum.cli import main

COURIER = (
    "Tern bridge opens\n\nLarn Courier, 5 March 2031\n\nPresident Maria Olsen opened the Tern bridge on Tuesday. The "
    "bridge cost $41 million and took six years to build. Crowds waved flags by the river and a band played all day.\n"
)
POST = (
    "New bridge over the Tern\n\nBrent Post, 5 March 2031\n\nThe Tern bridge was opened on Tuesday by President Maria "
    "Olsen. The bridge cost $47 million, the ministry said. Shops near the river hope for trade.\n"
)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def variorum(*words: object, stdin: str | bytes = b"") -> Done:
    """The exit code and the output of ``variorum WORDS``."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    with _streams(given) as (out, err), patch.object(sys, "argv", ["variorum", *map(str, words)]):
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
    return Done(code if isinstance(code, int) else int(code is not None), _text(out), _text(err))


@contextlib.contextmanager
def _streams(given: bytes) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    stdin, out, err = (io.TextIOWrapper(io.BytesIO(held), encoding="utf-8") for held in (given, b"", b""))
    with patch.object(sys, "stdin", stdin), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield out, err


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue().decode("utf-8")
