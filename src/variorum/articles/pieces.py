"""Files → pieces that can be read each on its own: a document whole, an archive of many cut between its articles."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, BinaryIO, TypeAlias

from variorum.articles import parquet, streams, tabular, warcs
from variorum.articles.formats import form_of, is_packed, sniff
from variorum.articles.inputs import Source, too_large, unreadable
from variorum.articles.unpacking import Counted, Unsound, plain, unpacked
from variorum.model import Problem
from variorum.settings import DEFAULT

# Bytes of a table's rows that are given at a time.
_WEIGHT = 4_000_000


@dataclass(frozen=True)
class Piece:
    """Some bytes (or rows) of a source in one format: what one worker reads at a time.

    ``at`` is how many bytes of the source had been read when it was cut, ``count`` about how many articles it holds, ``lines``
    how many lines come before it. ``url``, ``seen`` and ``charset`` are what a web archive says of a page.
    """

    source: Source
    form: str
    raw: bytes = b""
    rows: tuple[tuple[str, Any], ...] = ()
    at: int = 0
    count: int = 1
    lines: int = 0
    name: str | None = None
    url: str | None = None
    seen: str | None = None
    charset: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()

    @property
    def input(self) -> str:
        """What its articles are called: the source, and for a record of an archive its number."""
        return self.name or self.source.name

    @property
    def weight(self) -> int:
        """About how many bytes it has."""
        return len(self.raw) or 5_000 * self.count


Item: TypeAlias = Piece | Problem


def pieces(source: Source, stdin: BinaryIO | None, mapping: Mapping[str, str]) -> Iterator[Item]:
    """Cut a source into pieces, one after another; what is wrong with it as a file stands among them as a Problem.

    Raises ``MissingExtra`` for a Parquet file that is named where nothing is installed that reads it.
    """
    pairs = tuple(sorted(mapping.items()))
    try:
        if source.name == "-" and stdin is not None:
            found = _cut(source, Counted(stdin), None, mapping)
            yield from (replace(item, mapping=pairs) if isinstance(item, Piece) else item for item in found)
            return
        with source.path.open("rb") as file:
            for item in _cut(source, Counted(file), form_of(source.path.name), mapping):
                yield replace(item, mapping=pairs) if isinstance(item, Piece) else item
    except Unsound as stop:
        yield Problem(source.name, stop.kind, str(stop))
    except OSError as error:
        yield unreadable(source.name, error)


def _cut(source: Source, file: Counted, form: str | None, mapping: Mapping[str, str]) -> Iterator[Item]:
    packed = form is None or form == "warc" or is_packed(source.path.name)
    if form == "parquet" and not packed:
        yield from _parquet(source, source.path, source.size, mapping)
        return
    chunks = unpacked(file) if packed else plain(file)
    head = next(chunks, b"")
    # A name that says nothing is not trusted to hold text: it may be anything.
    form = form or sniff(head)
    chunks = chain((head,), chunks)
    if form == "lines" or (form == "json" and sniff(head) == "lines"):
        yield from _lines(source, file, chunks)
    elif form == "table":
        yield from _table(source, file, chunks, mapping)
    elif form == "warc":
        yield from _pages(source, file, chunks)
    else:
        yield from _whole(source, file, form, chunks, mapping)


def _whole(
    source: Source, file: Counted, form: str, chunks: Iterable[bytes], mapping: Mapping[str, str]
) -> Iterator[Item]:
    if not is_packed(source.path.name) and source.size > DEFAULT.largest_file:
        yield too_large(source.name, source.size)
        return
    held: list[bytes] = []
    weight = 0
    for chunk in chunks:
        held.append(chunk)
        weight += len(chunk)
        if weight > DEFAULT.largest_file:
            yield too_large(source.name, None)
            return
    raw = b"".join(held)
    if form == "parquet":
        yield from _parquet(source, io.BytesIO(raw), file.count, mapping)
    else:
        yield Piece(source, form, raw, at=file.count)


def _lines(source: Source, file: Counted, chunks: Iterable[bytes]) -> Iterator[Item]:
    any_line = False
    for cut in streams.lines(chunks):
        any_line = any_line or not cut.raw or bool(cut.raw.strip())
        if not cut.raw:
            yield too_large(f"{source.name}#{cut.lines + 1}", None)
        elif cut.raw.strip():
            yield Piece(source, "lines", cut.raw, at=file.count, count=streams.LINES, lines=cut.lines)
    if not any_line:
        yield Problem(source.name, "empty", "There is nothing in it. Save the article again, or leave it out.")


def _table(source: Source, file: Counted, chunks: Iterable[bytes], mapping: Mapping[str, str]) -> Iterator[Item]:
    """Read the rows of a table one after another, and give some at a time."""
    wrong: list[Problem] = []

    def sound() -> Iterator[str]:
        for line in streams.text_lines(chunks, source.name):
            if isinstance(line, Problem):
                wrong.append(line)
            else:
                yield line

    held: list[tuple[str, Any]] = []
    weight, any_row = 0, False
    for where, row in tabular.rows(sound(), source.name, mapping):
        held.append((where, row))
        any_row = any_row or isinstance(row, dict)
        weight += sum(map(len, row.values())) if isinstance(row, dict) else 0
        if len(held) == streams.LINES or weight > _WEIGHT:
            yield Piece(source, "rows", rows=tuple(held), at=file.count, count=len(held))
            held, weight = [], 0
    if held:
        yield Piece(source, "rows", rows=tuple(held), at=file.count, count=len(held))
    yield from wrong
    if not any_row and not held and not wrong:
        yield Problem(source.name, "empty", "The table has a header and no row. Give one article a row.")


def _parquet(source: Source, place: Any, size: int, mapping: Mapping[str, str]) -> Iterator[Item]:
    columns = {path.partition(".")[0] for path in mapping.values()} | set(mapping.values())
    for item in parquet.batches(place, source.name, named=source.named, mapping=columns):
        if isinstance(item, Problem):
            yield item
        else:
            rows, done = item
            yield Piece(source, "rows", rows=rows, at=round(size * done), count=len(rows))


def _pages(source: Source, file: Counted, chunks: Iterable[bytes]) -> Iterator[Item]:
    for item in warcs.pages(chunks, source.name):
        if isinstance(item, Problem):
            yield item
        else:
            yield Piece(
                source,
                "page",
                item.markup,
                at=file.count,
                name=f"{source.name}#{item.number}",
                url=item.url,
                seen=item.seen,
                charset=item.charset,
            )
