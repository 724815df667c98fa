"""Sitemaps: the pages of a site with what Google News is told of them, and the further sitemaps of an index."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.articles import moments, xml_tree
from variorum.articles.opml import address
from variorum.articles.xml_tree import Node, child, local, words
from variorum.model import Problem

# The protocol (sitemaps.org) allows no more.
MOST = 50_000


@dataclass(frozen=True)
class PageAddress:
    """A page of a site: when it last changed, and the title, outlet, language and date it was announced with."""

    url: str
    lastmod: str | None = None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Sitemap:
    """The ``pages`` that a sitemap lists, and the further ``sitemaps`` of an index, each with its last change."""

    pages: tuple[PageAddress, ...] = ()
    sitemaps: tuple[PageAddress, ...] = ()


def is_sitemap(raw: bytes) -> bool:
    """Say whether bytes begin as a sitemap or an index of sitemaps does."""
    return xml_tree.root(raw)[0] in {"urlset", "sitemapindex"}


def addresses(raw: bytes, name: str) -> tuple[Sitemap, list[Problem]]:
    """Give the pages and further sitemaps in their order, each once; only http and https, and 50,000 at most."""
    tree, problems = xml_tree.parse(raw, name)
    found: dict[str, dict[str, PageAddress]] = {"url": {}, "sitemap": {}}
    passed = 0
    for node in tree if tree is not None else ():
        kind = found.get(local(node))
        if kind is None:
            continue
        page = _page(node) if len(kind) < MOST else None
        if page is None:
            passed += 1
        else:
            kind.setdefault(page.url, page)
    if passed:
        message = f"{passed:,} addresses were passed over: only http and https are followed, and {MOST:,} of a sitemap."
        problems.append(Problem(name, "not_followed", message))
    if not any(found.values()) and not problems:
        problems.append(Problem(name, "empty", "The sitemap lists no page."))
    return Sitemap(tuple(found["url"].values()), tuple(found["sitemap"].values())), problems


def _page(node: Node) -> PageAddress | None:
    url = address(words(child(node, "loc")))
    if url is None:
        return None
    news = child(node, "news")
    return PageAddress(
        url=url,
        lastmod=moments.utc(words(child(node, "lastmod"))),
        title=words(child(news, "title")),
        outlet=words(child(news, "publication", "name")),
        language=words(child(news, "publication", "language")),
        published=words(child(news, "publication_date")),
    )
