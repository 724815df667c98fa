"""The newsrooms that an article names as where its report comes from: "told Reuters", "AFP reports", "(Kyodo)"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from variorum.articles import phrases
from variorum.languages import table

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄ][\w’'.-]{0,30}"
# Between the frame and the name may stand "the", "Japan's", "South Korea's", "state news agency".
_BETWEEN = r"(?:(?:the|a|an|la|le|der|die|das|el|il|o)\s|l['’])?(?:[A-Z][\w-]{1,20}(?:\s[A-Z][\w-]{1,20})?['’]s\s)?(?:(?:[a-z-]{2,12}\s){0,2}(?:agency|newspaper|daily|broadcaster|wire|service|agence|Nachrichtenagentur|agencia|agenzia)\s)?"
_ENOUGH = 200_000
_OPENERS = frozenset("the a an as in while when but and multiple several local state other".split())


@cache
def _names() -> dict[str, str]:
    place = resources.files("variorum.articles") / "agencies.toml"
    groups: dict[str, dict[str, list[str]]] = tomllib.loads(place.read_text(encoding="utf-8"))
    return {form: name for group in groups.values() for name, forms in group.items() for form in forms}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


@cache
def _frames(language: str) -> tuple[re.Pattern[str], ...]:
    """Make the patterns of one language (and English): each has a group ``name`` and perhaps a group ``other``."""
    merged: dict[str, set[str]] = {"before": set(), "after": set(), "outlet_words": set()}
    for known in ("en", language) if language in phrases.languages() else ("en",):
        credit: dict[str, Any] = table(known, "furniture").get("credit", {})
        for place in merged:
            merged[place].update(credit.get(place, ()))
    known_name = rf"(?P<name>{_either(_names())})(?![\w-])"
    kind = _either(word for word in merged["outlet_words"])
    # "the Yomiuri daily", "Kyodo News": one to four capitalised words, the last an outlet word or followed by one.
    other = rf"(?P<other>(?:{_WORD}\s){{1,3}}(?i:{kind}))(?![\w-])"
    before = _either(merged["before"])
    after = _either(merged["after"])
    found = [
        rf"(?i:\b(?:{before}))(?:[\s:]{{1,3}}|(?<=['’])){_BETWEEN}{known_name}",
        rf"(?i:\b(?:{before}))(?:[\s:]{{1,3}}|(?<=['’])){_BETWEEN}{other}",
        rf"(?<![\w-]){known_name}(?:\s(?i:{kind})){{0,2}}(?:\s\([A-Z]{{2,6}}\))?[,\s]{{0,2}}(?:has\s|have\s|had\s)?(?i:{after})\b",
        rf"(?<![\w-]){other}\s(?:has\s|had\s)?(?i:{after})\b",
        # A dateline or a signature: "(AFP)", "TOKYO (AP) —", "- Reuters" or "/AFP" at the end of a line.
        rf"\(\s?{known_name}(?:/\w+)?\s?\)",
        rf"[—–/-]\s?{known_name}\.?\s*$",
        # An agency that no table knows, in a dateline: "LISBON (XYZ) - ".
        r"\A\s*[A-ZÀ-Þ][\w .,’'-]{1,40}\s\((?P<dateline>[A-ZÀ-Þ]{2,6})\)\s?[-–—:]",
    ]
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in found)


def credits_in(text: str, language: str | None, own: str | None) -> tuple[str, ...]:
    """Name the newsrooms that a text names as its source, in the order met; its own outlet is not one of them."""
    met: dict[str, int] = {}
    sample = text[:_ENOUGH]
    for frame in _frames(language or "en"):
        for match in frame.finditer(sample):
            groups = match.groupdict()
            name = _names().get(groups.get("name") or "") or _known_within(groups.get("other") or "")
            name = name or groups.get("dateline") or ""
            if name and not _same(name, own):
                met[name] = min(met.get(name, match.start()), match.start())
    return tuple(sorted(met, key=lambda name: (met[name], name)))


def _known_within(other: str) -> str:
    """Write a name of the table as the table does: "Yonhap News" is Yonhap, "the Nikkei daily" Nikkei."""
    words = other.split()
    # A sentence may begin right before the name: "As Example News reported", "The Example Times said".
    while words and words[0].casefold() in _OPENERS:
        words = words[1:]
    for size in range(len(words), 0, -1):
        name = _names().get(" ".join(words[:size]))
        if name:
            return name
    return " ".join(words) if len(words) > 1 and not words[0].endswith(".") else ""


def _same(name: str, own: str | None) -> bool:
    return own is not None and (name.casefold() in own.casefold() or own.casefold() in name.casefold())
