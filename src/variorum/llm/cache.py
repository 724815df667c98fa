"""Answers kept by content on this computer, so that the same question is asked once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


def folder() -> Path:
    """Give where answers are kept: in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("variorum") / "llm"


class Cache:
    """Answers in a folder, one file each, named for the hash of everything that was asked. A folder that cannot be written is none."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def key(self, *asked: Any) -> str:
        """Give the name of a question: the hash of what is sent, the model and the program."""
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    def get(self, key: str, most: int) -> str | None:
        """Give the answer that is kept, or nothing; a file that is damaged or longer than an answer may be is none."""
        try:
            with (self._place / f"{key}.json").open("rb") as file:
                held = file.read(6 * most + 1_000)
            answer = json.loads(held)["answer"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return answer if isinstance(answer, str) else None

    def put(self, key: str, model: str, answer: str) -> None:
        """Keep an answer: written aside first, so that a run that is broken off leaves no half of one."""
        with contextlib.suppress(OSError):
            self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, aside = tempfile.mkstemp(dir=self._place, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump({"model": model, "answer": answer}, file)
                Path(aside).replace(self._place / f"{key}.json")
            except OSError:
                Path(aside).unlink(missing_ok=True)
                raise
