"""What happened in a library, in words: for the terminal, and for the Atom feed of changes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from variorum.edition.news import revision_news
from variorum.engines import Engine
from variorum.library.changing import changes
from variorum.store import history
from variorum.store.history import Event
from variorum.store.opening import OpenLibrary

_ATOM = "http://www.w3.org/2005/Atom"
_SPACE = uuid.UUID("8f0a7a1e-6f0b-5a55-9a0e-5f6d3b0f4c11")  # of our own: the ids of entries are made from it
_MOST = 100  # entries of a feed


def tell_versions(library: OpenLibrary, engine: Engine) -> Iterator[tuple[str, ...]]:
    """Say of every new version that nothing was said of yet what it changed, and note it with what happened."""
    with library.reading() as connection:
        untold = history.untold(connection)
    for event in untold:
        if event.address is None:
            continue
        lines: tuple[str, ...] = ()
        for change in changes(library, engine, event.address):
            if change.after.number == event.version:
                lines = revision_news(change.after.article, change.revision)
        with library.writing() as connection:
            history.tell(connection, event.number, "\n".join(lines) or event.what)
        if lines:
            yield lines


def atom(events: Iterable[Event]) -> str:
    """Write the latest of what happened as an Atom feed (RFC 4287), the newest first."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    newest = list(events)[-_MOST:][::-1]
    _add(feed, "title", "Variorum: what changed")
    _add(feed, "id", uuid.uuid5(_SPACE, "feed").urn)
    _add(feed, "updated", newest[0].moment if newest else "1970-01-01T00:00:00Z")
    _add(_add(feed, "author", None), "name", "Variorum")
    for event in newest:
        first, *rest = event.what.split("\n")
        entry = _add(feed, "entry", None)
        _add(entry, "title", first)
        _add(entry, "id", uuid.uuid5(_SPACE, f"{event.number} {event.moment} {event.kind}").urn)
        _add(entry, "updated", event.moment)
        ET.SubElement(entry, f"{{{_ATOM}}}category", term=event.kind)
        if event.address and event.address.startswith(("http://", "https://")):
            ET.SubElement(entry, f"{{{_ATOM}}}link", href=_plain(event.address), rel="alternate")
        _add(entry, "content", "\n".join([first, *rest])).set("type", "text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _add(parent: ET.Element, name: str, words: str | None) -> ET.Element:
    found = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    if words is not None:
        found.text = _plain(words)
    return found


def _plain(words: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(
        c for c in words if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )
