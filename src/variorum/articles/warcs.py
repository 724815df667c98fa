"""Web archives (WARC 1.0 and 1.1) → their pages: of all records only the answers that brought HTML.

The archive is cut into records here, by their lengths and, where one is wrong, by where the next begins, so that a damaged
record costs only itself; each record by itself, its HTTP answer and what it is packed in are read by fastwarc.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from variorum.articles import moments
from variorum.articles.unpacking import Unsound
from variorum.model import Problem
from variorum.settings import DEFAULT

_HEADER = 65_536  # bytes of a record's header lines at most
_BEGINS = re.compile(rb"WARC/\d\.\d\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_RETURNED = 50  # times the largest page that may be looked through again, as lengths were wrong
_HTML = frozenset({"text/html", "application/xhtml+xml"})


class Page(NamedTuple):
    """A page as an archive holds it: its number among the records, its markup, and what the archive says of it."""

    number: int
    markup: bytes
    url: str | None
    seen: str | None
    charset: str | None


class _Record(NamedTuple):
    """The bytes of a record, which are not there if it is passed over; ``broken`` says what is wrong with it."""

    kind: str
    raw: bytes
    broken: str | None = None


def pages(chunks: Iterable[bytes], name: str) -> Iterator[Page | Problem]:
    """Give the pages of an archive in its order, and a Problem for each record that is damaged.

    What is no answer with HTML and status 200 is counted, and a last Problem says how many there were of what kind. Raises
    ``Unsound`` for an archive that is made to keep its reader busy.
    """
    passed: Counter[str] = Counter()
    found = broken = 0
    for number, record in enumerate(_records(_Stream(chunks)), start=1):
        where = f"{name}#{number}"
        if record.broken:
            broken += 1
            yield Problem(where, "broken_record", f"{record.broken} The records after it were read.")
        if not record.raw:
            if not record.broken:
                passed[record.kind] += 1
            continue
        page = _page(record.raw, number)
        if isinstance(page, Page):
            found += 1
            yield page
        elif page.startswith("!"):
            broken += 1
            yield Problem(where, "broken_record", f"{page[1:]} The records after it were read.")
        else:
            passed[page] += 1
    if passed:
        yield Problem(name, "passed_over", _told(passed, found))
    elif not found and not broken:
        yield Problem(name, "empty", "There is no record in it. Fetch it again, or leave it out.")


def _told(passed: Counter[str], found: int) -> str:
    several = ", ".join(
        f"{count:,} × {kind}" for kind, count in sorted(passed.items(), key=lambda one: (-one[1], one[0]))
    )
    return f"{found:,} pages were read and {passed.total():,} records passed over, as they are no pages: {several}. Nothing needs to be done."


class _Stream:
    """The bytes of an archive read forward, of which a little is held to look at."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self.held = bytearray()
        self.returned = 0

    def give_back(self, data: bytes) -> None:
        """Take back what was taken too much. Raises ``Unsound`` when that happens so often that it must be on purpose."""
        self.returned += len(data)
        if self.returned > _RETURNED * DEFAULT.largest_file:
            message = "So many of its records have wrong lengths that it was read no further. Fetch or write it again."
            raise Unsound("broken_archive", message)
        self.held[:0] = data

    def fill(self, size: int) -> bool:
        """Hold so many bytes, if there are; say whether there are any at all."""
        while len(self.held) < size:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            self.held += chunk
        return bool(self.held)

    def take(self, size: int) -> bytes:
        """Give so many bytes, or those that are left."""
        self.fill(size)
        given = bytes(self.held[:size])
        del self.held[:size]
        return given


def _records(stream: _Stream) -> Iterator[_Record]:
    while _at_something(stream):
        stream.fill(_HEADER)
        if not _BEGINS.match(stream.held):
            _to_next(stream)
            yield _Record("", b"", "Here stand damaged bytes in place of a record.")
            continue
        end = re.search(rb"\r?\n\r?\n", stream.held[:_HEADER])
        length = _LENGTH.search(stream.held[: end.start() + 1]) if end else None
        if end is None or length is None:
            del stream.held[:5]
            _to_next(stream)
            yield _Record("", b"", "Its header does not say how long it is.")
            continue
        yield _record(stream, stream.take(end.end()), int(length[1]))


def _at_something(stream: _Stream) -> bool:
    """Pass over the empty lines between records; say whether anything follows."""
    while stream.fill(1):
        blank = len(stream.held) - len(stream.held.lstrip(b"\r\n"))
        del stream.held[:blank]
        if stream.held:
            return True
    return False


def _record(stream: _Stream, header: bytes, length: int) -> _Record:
    found = _TYPE.search(header)
    kind = found[1].decode("ascii").lower() if found else "without a type"
    if length > DEFAULT.largest_file:
        whole = _skip(stream, length)
        wrong = "It is too large to be a page" if kind == "response" and whole else ""
        return _Record(kind, b"", f"{wrong}." if wrong else None if whole else "Its length is wrong.")
    body = stream.take(length)
    stream.fill(64)
    ends = (
        stream.held.startswith(b"\r\n\r\n")
        or not stream.held.strip(b"\r\n")
        or bool(_BEGINS.match(stream.held.lstrip(b"\r\n")))
    )
    if ends and len(body) == length:
        return _Record(kind, header + body + b"\r\n\r\n" if kind == "response" else b"")
    # The length is wrong, or a part is lost: the next record may begin within what was taken for the body.
    inner = _BEGINS.search(body)
    if inner:
        stream.give_back(body[inner.start() :])
    else:
        _to_next(stream)
    reason = "It ends too early." if len(body) < length and not inner else "Its length is wrong."
    return _Record(kind, b"", reason)


def _skip(stream: _Stream, length: int) -> bool:
    """Pass over a long body; if the next record begins within it, stop there and say so."""
    while length > 0:
        if not stream.fill(min(length, _HEADER) + 16):
            return False
        inner = _BEGINS.search(stream.held, 0, min(len(stream.held), length))
        if inner:
            del stream.held[: inner.start()]
            return False
        done = max(1, min(length, len(stream.held) - 16)) if length > len(stream.held) else length
        if len(stream.held) <= 16 and length > len(stream.held):
            stream.held.clear()
            return False
        del stream.held[:done]
        length -= done
    return True


def _to_next(stream: _Stream) -> None:
    """Go to where the next record may begin, or to the end."""
    while stream.fill(_HEADER):
        found = _BEGINS.search(stream.held, 1)
        if found:
            del stream.held[: found.start()]
            return
        if len(stream.held) < _HEADER:
            stream.held.clear()
            return
        del stream.held[:-16]
        before = len(stream.held)
        stream.fill(_HEADER)
        if len(stream.held) == before:
            stream.held.clear()


def _page(raw: bytes, number: int) -> Page | str:
    """Read one answer; if it is no page, give its kind, and after an exclamation mark what is wrong with it."""
    record = None
    for unpacking in ("all", "content", "none"):
        try:
            record, body = _answer(raw, unpacking)
        except (OSError, ValueError, RuntimeError):
            continue
        except BaseException as error:  # what the Rust library panics with is no Exception
            if type(error).__name__ != "PanicException":
                raise
            continue
        if record.http_headers is None or record.http_headers.status_code is None:
            return "!It holds no answer of HTTP."
        if record.http_headers.status_code != 200:
            return f"status {record.http_headers.status_code}"
        kind = (record.http_content_type or "without a type").lower()
        if kind not in _HTML:
            return kind if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,60}", kind) else "another type"
        if not body and unpacking != "none":
            continue
        if len(body) > DEFAULT.largest_file:
            return "!It is too large to be a page."
        return Page(number, body, _uri(record), moments.utc(record.headers.get("WARC-Date")), record.http_charset)
    return "!Its answer cannot be unpacked."


def _answer(raw: bytes, unpacking: Any) -> tuple[Any, bytes]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of names of its own that nobody asked for
        from fastwarc.warc import WarcRecord
    record = WarcRecord.from_bytes(raw)
    record.parse_http(auto_decode=unpacking, quirks_mode=True)
    return record, record.reader.read(DEFAULT.largest_file + 1)


def _uri(record: Any) -> str | None:
    # WARC 1.0 wrote it between angle brackets, as its grammar had it by mistake.
    given = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    return given if given.startswith(("http://", "https://")) else None
