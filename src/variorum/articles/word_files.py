"""Word files (``.docx``) → their paragraphs, and the rows of their tables as lines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from variorum.articles import names, plain
from variorum.model import Article, Problem, When
from variorum.settings import DEFAULT

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What stands in a paragraph and is not its text now: other shapes of the same, what was moved away, notes about it.
_ASIDE = frozenset({_FALLBACK, f"{_W}moveFrom", f"{_W}del", f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr"})
_MOST_PARTS = 5_000
_MOST_TAGS = 1_000_000
_MOST_PARAGRAPHS = 200_000


def read(raw: bytes, name: str) -> tuple[Article | None, str | None, list[Problem]]:
    """Make an article of a Word file, with the moment it was last saved. Only its text is unpacked, and only into memory."""
    problem = _refused(raw, name)
    if problem:
        return None, None, [problem]
    import docx

    try:
        document = docx.Document(io.BytesIO(raw))
        lines = list(_lines(document.element.body))
        said = document.core_properties
    except Exception as error:  # python-docx raises whatever lxml, zipfile and its own gaps raise
        return None, None, [_broken(name, error)]
    article, problems = plain.read("\n".join(lines), name)
    if article is None:
        return None, None, list(problems)
    made, saved = _moment(said, "created"), _moment(said, "modified")
    title = " ".join(_property(said, "title").split())[:300]
    reason = "the file was made on that day"
    return (
        replace(
            article,
            title=article.title or title or None,
            authors=article.authors or names.people(_property(said, "author")),
            published=article.published
            or (When(made.date().isoformat(), "day", "inferred", None, reason) if made else None),
        ),
        saved.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0") if saved else None,
        list(problems),
    )


def _refused(raw: bytes, name: str) -> Problem | None:
    """Look into the archive before anything is unpacked: how large it would be, and whether its XML defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > _MOST_PARTS or size > 5 * DEFAULT.largest_file:
                message = f"It would unpack to {size / 1e6:,.0f} MB in {len(parts):,} parts, which no article needs. It was not opened."
                return Problem(name, "bomb", message)
            xml = (part for part in parts if part.filename.lower().endswith((".xml", ".rels")))
            reason = next((reason for part in xml if (reason := _harmful(archive, part))), None)
            if reason:
                return Problem(name, "bomb", f"{reason} It was not opened.")
    except Exception as error:  # zipfile raises a dozen kinds for what is no sound archive
        return _broken(name, error)
    return None


def _harmful(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str | None:
    """Say why a part had better not be parsed."""
    if part.file_size > DEFAULT.largest_file:
        return f"Its part {part.filename[:60]} would unpack to {part.file_size / 1e6:,.0f} MB."
    with archive.open(part) as file:
        held = file.read(DEFAULT.largest_file + 1)
    if held.count(b"<") > _MOST_TAGS:
        return f"Its part {part.filename[:60]} has more than {_MOST_TAGS:,} tags, which no article needs."
    plain = held[:65_536].replace(b"\x00", b"")  # in UTF-16, too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        return "Its XML defines entities, which Word never does: it may be made to do harm."
    return None


def _broken(name: str, error: Exception) -> Problem:
    reason = " ".join(str(error).split())[:100] or type(error).__name__
    return Problem(name, "broken_docx", f"It is not a sound Word file ({reason}). Save it again, or its text as .txt.")


def _lines(node: Any) -> Iterator[str]:
    """Give the paragraphs under an element, and each row of a table as one line."""
    for count, child in enumerate(node):
        if count > _MOST_PARAGRAPHS:
            raise ValueError(f"more than {_MOST_PARAGRAPHS:,} paragraphs")
        if child.tag == f"{_W}p":
            yield _words(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iterchildren(f"{_W}tr"):
                cells = (" ".join(_words(cell).split()) for cell in row.iterchildren(f"{_W}tc"))
                yield " | ".join(cell for cell in cells if cell)
        elif isinstance(child.tag, str) and child.tag not in _ASIDE:
            yield from _lines(child)


def _words(node: Any) -> str:
    """Give the words under an element as they stand now."""
    found: list[str] = []
    for child in node:
        if child.tag == f"{_W}t":
            found.append(child.text or "")
        elif child.tag in _SIGNS:
            found.append(_SIGNS[child.tag])
        elif isinstance(child.tag, str) and child.tag not in _ASIDE:
            found.append(_words(child))
            if child.tag == f"{_W}p":
                found.append(" ")
    return "".join(found)


def _property(said: Any, key: str) -> str:
    try:
        return str(getattr(said, key) or "")
    except (ValueError, TypeError, AttributeError):
        return ""


def _moment(said: Any, key: str) -> datetime | None:
    try:
        found = getattr(said, key)
    except (ValueError, TypeError, AttributeError):
        return None
    if not isinstance(found, datetime) or found.year < 1990:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
