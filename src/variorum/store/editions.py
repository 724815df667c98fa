"""Reading and writing edition files."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from variorum.errors import NotAnEdition
from variorum.model import Edition

FORMAT = 1
"""The ``edition`` number of the documents that this version reads."""

_MARKS = frozenset({"edition", "articles"})  # without these two it is some other JSON, not an old edition
_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)


def load(path: str | Path) -> Edition:
    """Read the edition in a JSON file, or from standard input for ``-``. Raises ``NotAnEdition``, saying what is wrong."""
    name = str(path)
    try:
        document = sys.stdin.buffer.read() if name == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise NotAnEdition(name, getattr(error, "strerror", None) or str(error)) from error
    return parse(document, "standard input" if name == "-" else name)


def parse(document: str | bytes, name: str = "the document") -> Edition:
    """Read an edition from its JSON. Raises ``NotAnEdition``, which says where the document departs from the format."""
    try:
        plain = from_json(document, allow_inf_nan=False)
    except ValueError as error:
        raise NotAnEdition(name, f"no JSON: {error}") from error
    if not isinstance(plain, dict) or not plain.keys() >= _MARKS:
        raise NotAnEdition(name, f"no object with the keys {' and '.join(sorted(_MARKS))}")
    try:
        edition = _EDITION.validate_python(plain)
    except ValidationError as error:
        raise NotAnEdition(name, _first_fault(error)) from error
    if edition.edition != FORMAT:
        raise NotAnEdition(name, f"format {edition.edition}, and this version reads format {FORMAT}")
    for point in edition.points:
        if not point.versions:
            raise NotAnEdition(name, f"point {point.id!r} has no version")
    return edition


def save(document: str, path: str | Path) -> None:
    """Write a document (the JSON of an edition, a page) to a file, or to standard output for ``-``.

    The file is built aside and renamed, so that a reader never sees half of it. Raises ``OSError``.
    """
    if str(path) == "-":
        sys.stdout.buffer.write(document.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document.encode("utf-8"))
        Path(aside).chmod(0o666 & ~_umask())
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Give the process's file mode mask; the system has no way to ask without setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _first_fault(error: ValidationError) -> str:
    first, *others = error.errors(include_url=False, include_context=False, include_input=False)
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    more = f", and {len(others)} more" if others else ""
    return f"{place + ': ' if place else ''}{first['msg']}{more}"
