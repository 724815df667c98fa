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


# A name that no table knows, as far as the end of its line: up to six words, some of them small.
_ANY = rf"(?:(?:the|El|La|Los|Las|Le|Les|O|Il|Der|Die|Das|De)\s)?{_WORD}(?:\s(?:(?:of|de|del|da|do|di|du|and|y|e|&)\s)?{_WORD}){{0,4}}"
# "EFE y AFP", "Reuters, AP and dpa": what may follow a name that was found.
_NEXT = r"(?:,\s|,?\s(?:and|y|e|et|und|en|og|och|&|i)\s)(?:the\s)?"


@cache
def _groups() -> dict[str, dict[str, list[str]]]:
    place = resources.files("variorum.articles") / "agencies.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    return {form: name for group in _groups().values() for name, forms in group.items() for form in forms}


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
    agency = rf"(?P<name>{_either(form for forms in _groups()['agencies'].values() for form in forms)})(?![\w-])"
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
        # A line of its own: "By The Associated Press", "By Reuters Staff"; "© 2024 Agence France-Presse".
        rf"^\s*(?i:by|por|par|von|di|door|av|af)\s(?:the\s|The\s)?{known_name}(?:\s(?i:staff|news|reporters?|newswires?))?\s*$",
        rf"(?:©|\([cC]\)|(?i:copyright))\s(?:(?:19|20)\d\d\s)?(?:by\s)?(?:the\s|The\s)?{agency}",
        rf"^\W{{0,3}}(?i:{_either(_lines())}):?\s(?P<whole>{_ANY})[.)\s]{{0,3}}$",
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
            places = {each: match.start() + at for at, each in enumerate(_listed(groups.get("whole") or ""))}
            if name:
                places |= {name: match.start(), **_following(sample, match.end())}
            for each, place in places.items():
                if not _same(each, own):
                    met[each] = min(met.get(each, place), place)
    return tuple(sorted(met, key=lambda name: (met[name], name)))


def known_as(name: str, own: str | None) -> list[str]:
    """Write the sources that came with an article as the table does; its own outlet is not one of them."""
    return [each for each in _listed(name) if not _same(each, own)]


def _listed(line: str) -> list[str]:
    """Give the names of a credit line, those of the table as the table writes them: "the agency Reuters" is Reuters."""
    found = []
    for name in re.split(_NEXT, line.strip(" .)")):
        words = name.removeprefix("the ").removeprefix("The ").split()
        known = (_names().get(" ".join(words[at:])) for at in range(len(words)))
        found.append(next((each for each in known if each), " ".join(words)))
    return [name for name in found if name]


def _following(text: str, at: int) -> dict[str, int]:
    """The known names that follow one in a list, with their places: in "EFE y AFP" the second."""
    found: dict[str, int] = {}
    while (match := _next().match(text, at)) is not None:
        found.setdefault(_names()[match["name"]], match.start("name"))
        at = match.end()
    return found


@cache
def _next() -> re.Pattern[str]:
    return re.compile(rf"{_NEXT}(?P<name>{_either(_names())})(?![\w-])")


@cache
def _lines() -> frozenset[str]:
    """With what a line opens that is nothing but a credit, in any language."""
    credit = (table(each, "furniture").get("credit", {}) for each in phrases.languages())
    return frozenset(frame for each in credit for frame in each.get("lines", ()))


def is_credit_line(words: str) -> bool:
    """Say whether a line only names where the report comes from ("Con información de El Faro"), in any language."""
    return _credit_line().match(words[:200]) is not None


@cache
def _credit_line() -> re.Pattern[str]:
    frames = {
        frame for each in phrases.languages() for frame in table(each, "furniture").get("credit", {}).get("lines", ())
    }
    return re.compile(rf"\W{{0,3}}(?i:{_either(frames)}):?\s{_ANY}(?:{_NEXT}{_ANY})?[.)\s]{{0,3}}$")


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
