"""OPML: lists of feeds, as readers of feeds export them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.articles import xml_tree
from variorum.model import Problem

MOST = 50_000


@dataclass(frozen=True)
class FeedAddress:
    """A feed to be followed: what the list calls it, where it is, and the site it belongs to."""

    title: str | None
    url: str
    site: str | None = None


def is_opml(raw: bytes) -> bool:
    """Say whether bytes begin as OPML does."""
    return xml_tree.root(raw)[0] == "opml"


def addresses(raw: bytes, name: str) -> tuple[tuple[FeedAddress, ...], list[Problem]]:
    """Give the feeds of a list in its order, each once, however its outlines are nested; only http and https."""
    tree, problems = xml_tree.parse(raw, name)
    found: dict[str, FeedAddress] = {}
    passed = 0
    for node in tree.iter() if tree is not None else ():
        if xml_tree.local(node).lower() != "outline":
            continue
        fields = {key.lower(): " ".join(value.split()) for key, value in node.attrib.items()}
        if not fields.get("xmlurl"):
            continue
        url = address(fields["xmlurl"]) if len(found) < MOST else None
        if url is None:
            passed += 1
            continue
        title = fields.get("title") or fields.get("text") or None
        found.setdefault(url, FeedAddress(title, url, address(fields.get("htmlurl"))))
    if passed:
        message = f"{passed:,} of its feeds were passed over: only http and https are followed, and {MOST:,} feeds."
        problems.append(Problem(name, "not_followed", message))
    if not found and not problems:
        problems.append(Problem(name, "empty", "It lists no feed. An outline needs an attribute xmlUrl."))
    return tuple(found.values()), problems


def address(words: str | None) -> str | None:
    """Give an address on the web; ``feed:`` stands for http, and nothing else is followed."""
    plain = (words or "").strip()
    plain = re.sub(r"^feed:(?:(?=https?:)|//)", lambda match: "http://" if match[0].endswith("/") else "", plain)
    return plain if len(plain) <= 4000 and re.match(r"https?://[^/\s]\S*$", plain, re.IGNORECASE) else None
