"""A story in every format that it is exported to, as a file to keep."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final
from unicodedata import normalize

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response, StreamingResponse

from variorum.edition import to_html, to_json, to_markdown
from variorum.edition.exports import FILES, Wanted, decision_lines, settled, table_pieces, written
from variorum.edition.tables import tables
from variorum.errors import MissingExtra
from variorum.library import Library
from variorum.model import Decision, Edition
from variorum.store import Tables
from variorum.web.formats import FORMATS
from variorum.web.room import Reading

router = APIRouter()

# A page from our address that runs nothing and may not act as one of ours, should a browser show it all the same.
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_EMPTY: Final = (Edition(),)  # its tables have no rows, so that every table is there whatever was found


@router.get("/stories/{name}/download/{form}")
def download(library: Reading, name: str, form: str, everything: Annotated[bool, Query()] = False) -> Response:
    """Give a story as a file; ``everything`` has what is doubtful or was dismissed, too, where the format leaves that out."""
    chosen = next((one for one in FORMATS if one.name == form), None)
    if chosen is None:
        raise HTTPException(
            404, f"A story is not written as {form[:40]!r}: choose one of {', '.join(one.name for one in FORMATS)}."
        )
    if form == "parquet" and find_spec("pyarrow") is None:
        raise HTTPException(404, str(MissingExtra("pyarrow, which writes Parquet files,", "variorum[parquet]")))
    identity = library.story(name)
    edition = library.edition(identity)
    body = _body(library, form, edition, Wanted(everything=everything))
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(edition.stories[0].title, identity)}{chosen.ending}"',
        "Content-Security-Policy": _SANDBOX,
    }
    if isinstance(body, bytes):
        return Response(body, headers=headers, media_type=chosen.media)
    return StreamingResponse(body, headers=headers, media_type=chosen.media)


def file_name(title: str, identity: str) -> str:
    """Give a name that any file system takes: the letters and digits of a title, and the story's id."""
    plain = normalize("NFKD", title[:500]).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain)[:60].strip("-").lower()
    return f"{words or 'story'}-{re.sub(r'[^A-Za-z0-9]+', '', identity)[:20]}"


def _body(library: Library, form: str, edition: Edition, wanted: Wanted) -> bytes | Iterator[bytes]:
    whole: dict[str, Callable[[], str]] = {
        "html": lambda: to_html(edition, everything=wanted.everything),
        "markdown": lambda: to_markdown(edition, everything=wanted.everything),
        "json": lambda: to_json(edition),
    }
    if form in whole:
        return whole[form]().encode("utf-8", "replace")
    if form == "csv":
        return _csv(edition, wanted)
    if form == "parquet":
        return _parquet(edition, wanted)
    assert form in FILES  # all others are  # noqa: S101
    return _lines(form, edition, wanted, library.decisions if form == "jsonl" else ())


def _lines(form: str, edition: Edition, wanted: Wanted, decisions: Iterable[Decision]) -> Iterator[bytes]:
    for piece in chain(written(form, [edition], wanted), decision_lines(decisions)):
        yield piece.encode("utf-8", "replace")


def _csv(edition: Edition, wanted: Wanted) -> bytes:
    found: dict[str, list[bytes]] = {}
    for name, piece in table_pieces((edition, *_EMPTY), wanted):
        found.setdefault(f"{name}.csv", []).append(piece.encode("utf-8", "replace"))
    return _packed((name, b"".join(pieces)) for name, pieces in found.items())


def _parquet(edition: Edition, wanted: Wanted) -> bytes:
    with TemporaryDirectory(prefix="variorum-") as folder:
        with Tables(folder) as out:
            for part in (edition, *_EMPTY):
                out.add(tables(settled(part, wanted)))
        return _packed((place.name, place.read_bytes()) for place in sorted(Path(folder).iterdir()))


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files into a ZIP that has the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
