"""Saved lists of feeds and sitemaps: they hold no articles, but say where some are."""

from __future__ import annotations

from pathlib import Path

from variorum.settings import DEFAULT

_LISTS = frozenset({".opml", ".xml"})


def named_in(path: Path) -> list[str] | None:
    """Give the addresses that a file lists, if it does nothing else."""
    if path.suffix.lower() not in _LISTS or not path.is_file() or path.stat().st_size > DEFAULT.largest_file:
        return None
    from variorum.articles import opml, sitemaps

    raw = path.read_bytes()
    if opml.is_opml(raw):
        return [feed.url for feed in opml.addresses(raw, str(path))[0]] or None
    if sitemaps.is_sitemap(raw):
        found = sitemaps.addresses(raw, str(path))[0]
        return [page.url for page in (*found.pages, *found.sitemaps)] or None
    return None
