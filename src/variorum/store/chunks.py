"""Finished chunks of work in a folder, so that a run that was broken off can go on where it was."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

from variorum.errors import NotWritable

_MARK = b"variorum chunk 1"
# A foreign file could unpack to anything; no chunk of ours comes near.
_MOST = 1 << 30


class Chunks:
    """A folder with one file a chunk: ``STAGE/ab/abcdef….chunk``, a line with the hash of the content, then the content, packed.

    Each file is built aside and renamed, so that half of one is never taken for a whole. A file that is none of ours, or was
    changed, is told to ``notice`` and counts as missing. The content is JSON, never anything that could run. Raises ``NotWritable``
    if the folder cannot be made or written to.
    """

    def __init__(self, folder: str | Path, notice: Callable[[str], None] = lambda _: None) -> None:
        self.folder = Path(folder)
        self.notice = notice
        self._full = False
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            raise NotWritable(str(folder), error.strerror or "not a folder") from error

    def get(self, stage: str, key: str) -> bytes | None:
        """Give what was put under a stage and a key, or nothing if there is nothing whole."""
        path = self._path(stage, key)
        try:
            head, _, packed = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        except OSError as error:
            self.notice(f"{path} cannot be read ({error.strerror}): it is done anew")
            return None
        if head != _head(packed):
            self.spoilt(stage, key)
            return None
        try:
            return zlib.decompressobj().decompress(packed, _MOST)
        except zlib.error:
            self.spoilt(stage, key)
            return None

    def put(self, stage: str, key: str, content: bytes) -> None:
        """Keep some bytes. A disk that is full is told once; the run goes on without keeping."""
        path = self._path(stage, key)
        packed = zlib.compress(content, 1)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(packed) + b"\n" + packed)
                Path(aside).replace(path)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
        except OSError as error:
            if not self._full:
                self.notice(f"{self.folder} cannot keep what is finished ({error.strerror}): the run goes on without")
            self._full = True

    def spoilt(self, stage: str, key: str) -> None:
        """Say that a file is not what it should be."""
        self.notice(f"{self._path(stage, key)} is no whole chunk of this program: it is done anew")

    def _path(self, stage: str, key: str) -> Path:
        return self.folder / stage / key[:2] / f"{key}.chunk"


def _head(packed: bytes) -> bytes:
    return _MARK + b" " + hashlib.sha256(packed).hexdigest().encode("ascii")
