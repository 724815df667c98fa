"""What a form brings to be taken in: files, kept in a folder of ours under numbers, and text that was pasted."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

from starlette.datastructures import UploadFile

from variorum.errors import NoSpace
from variorum.library.dropping import Dropped, called, kept_as

_AT_ONCE = 1_000_000


class Uploads:
    """A private folder with files that somebody brought; their own names only say what they are called. It goes with ``close``."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="variorum-"))
        self._files: list[Dropped] = []

    @property
    def files(self) -> tuple[Dropped, ...]:
        """The files, in the order in which they came."""
        return tuple(self._files)

    def add(self, uploads: Sequence[UploadFile]) -> Self:
        """Keep some files. Raises ``NoSpace``; what was kept so far goes then."""
        try:
            for upload in uploads:
                name = called(upload.filename or "")
                place = self._place(name)
                with place.open("xb") as out:
                    shutil.copyfileobj(upload.file, out, _AT_ONCE)
                self._files.append(Dropped(name, place))
        except OSError as error:
            self.close()
            if error.errno == errno.ENOSPC:
                raise NoSpace("what was brought") from error
            raise
        return self

    def add_text(self, record: Mapping[str, str]) -> Self:
        """Keep a text that was pasted, with what is known of it (``text``, ``title``, ``outlet``, ``url``, ``published``).

        It is called by its title, so that it is a new version when it is pasted again; without one it is called by what it says.
        """
        digest = hashlib.sha256(record["text"].encode("utf-8", "replace")).hexdigest()[:8]
        name = called((record.get("title") or "").replace("/", " ")) if record.get("title") else f"pasted {digest}"
        place = self._place("text.json")
        place.write_text(json.dumps(dict(record)), encoding="ascii")  # surrogates are escaped
        self._files.append(Dropped(name, place))
        return self

    def _place(self, name: str) -> Path:
        return self.folder / kept_as(len(self._files), name)

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
