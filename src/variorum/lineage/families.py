"""Outlets and their publishers: whether two articles are one outlet's or one group's, and by what names an outlet is called.

``families.toml`` lists large groups with some of their outlets. Sister papers pass copy to one another, so a common
publisher is evidence for a common text; by itself it makes nothing a copy and no two articles one voice.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from variorum.model import Article

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.|m\.|amp\.)?([\w-]+(?:\.[\w-]+)+)(?:[/:?#]|$)", re.IGNORECASE)
_SHORTEST_INITIALS = 2
_LONGEST = 300  # characters of a name or address that are looked at


@cache
def _groups() -> dict[str, str]:
    place = resources.files("variorum.lineage") / "families.toml"
    listed: dict[str, list[str]] = tomllib.loads(place.read_text(encoding="utf-8"))["groups"]
    return {plain(outlet): group for group, outlets in listed.items() for outlet in outlets}


@lru_cache(maxsize=4096)
def plain(outlet: str) -> str:
    """Write an outlet's name or address so that its forms are equal: lower case, no "the", no "www."."""
    name = " ".join(outlet[:_LONGEST].casefold().split())
    address = _ADDRESS.fullmatch(name)
    return address[1] if address else name.removeprefix("the ")


def group_of(article: Article) -> str | None:
    """Give the publisher of an article by its outlet, else by its address; nothing if it is not listed."""
    if article.outlet and (found := _groups().get(plain(article.outlet))):
        return found
    address = _ADDRESS.match(article.url[:_LONGEST].casefold()) if article.url else None
    host = address[1] if address else ""
    while host.count("."):
        if found := _groups().get(host):
            return found
        host = host.partition(".")[2]
    return None


def one_outlet(one: Article, other: Article) -> bool:
    """Say whether two articles are of one outlet, as far as both name it."""
    return bool(one.outlet and other.outlet) and plain(one.outlet or "") == plain(other.outlet or "")


def common_group(one: Article, other: Article) -> str | None:
    """Name the publisher of two different outlets, if it is one."""
    group = group_of(one)
    return group if group and group == group_of(other) and not one_outlet(one, other) else None


def forms(outlet: str) -> frozenset[str]:
    """Give the names by which others credit an outlet, in lower case: its name, its initials, its address without the end."""
    name = plain(outlet)
    found = {name}
    if _ADDRESS.fullmatch(name):
        found.add(name.partition(".")[0])
    initials = "".join(re.findall(r"\b[A-Z]", outlet.removeprefix("The ")[:_LONGEST]))
    if len(initials) >= _SHORTEST_INITIALS:
        found.add(initials.lower())
    return frozenset(found)
