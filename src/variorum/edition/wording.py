"""How the page says things: plain words for every verdict, difference, reason and status, and for dates and counts."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Final

from variorum.edition.caution import Certainty
from variorum.model import (
    Act,
    ChangeKind,
    Copy,
    CopyKind,
    Difference,
    EntityKind,
    HeadingPlace,
    Point,
    PointKind,
    QuoteKind,
    RelationKind,
    SilenceReason,
    Stance,
    Status,
    Verdict,
    When,
)

DIFFERENCE: Final[Mapping[Difference, str]] = {
    "conflict": "Cannot both be true",
    "superseded": "A later count",
    "said_by": "Different people say so",
    "scope": "Not quite the same thing",
    "precision": "Same thing, one more exact",
    "wording": "Same thing in other words",
}
"""In order of weight: what a reader must look at first comes first."""

VERDICT: Final[Mapping[Verdict, str]] = {
    "differs": "They differ",
    "agreed": "Independent tellings agree",
    "repeated": "Repeated, but from one origin",
    "single": "Only one telling says it",
}

SILENCE: Final[Mapping[SilenceReason, str]] = {
    "not_mentioned": "does not mention it",
    "older_than_the_fact": "was written before this was known",
    "cut_short": "breaks off before the end",
    "same_voice": "has the same origin as a telling that says it",
    "unread": "could not be read closely",
}

COPY: Final[Mapping[CopyKind, str]] = {
    "copy": "copied from",
    "edit": "edited from",
    "rewrite": "reworded from",
    "translation": "translated from",
    "shared_source": "shares a source with",
    "shared_quote": "shares a quote with",
    "unknown": "has more words than chance in common with",
}
_UNDIRECTED: Final[Mapping[CopyKind, str]] = {
    "copy": "is the same text as",
    "edit": "is the same text, cut or added to, as",
    "rewrite": "is the same text, in other words, as",
    "translation": "is the same text, in another language, as",
}
_ALWAYS_UNDIRECTED: Final[frozenset[CopyKind]] = frozenset({"shared_source", "shared_quote", "unknown"})

RELATION: Final[Mapping[RelationKind, str]] = {
    "follows": "Follows",
    "followed_by": "Followed by",
    "near": "Near, but another event",
}

STATUS: Final[Mapping[Status, str]] = {
    "done": "done",
    "agreed": "agreed",
    "pledged": "declared",
    "considered": "being considered",
    "expected": "expected",
    "speculated": "speculation",
}

ACT: Final[Mapping[Act, str]] = {
    "pledge": "promises",
    "offer": "offers",
    "agreement": "agrees",
    "plan": "plans",
    "ask": "asks",
    "demand": "demands",
    "threat": "threatens",
    "warning": "warns",
    "refusal": "refuses",
}

QUOTE: Final[Mapping[QuoteKind, str]] = {
    "direct": "word for word",
    "indirect": "reported",
    "mixed": "partly word for word",
}

KIND: Final[Mapping[PointKind, str]] = {
    "figure": "figure",
    "date": "date",
    "quote": "quote",
    "commitment": "commitment",
    "claim": "claim",
    "role": "role",
}

ENTITY: Final[Mapping[EntityKind, str]] = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "other": "Other names",
}

STANCE: Final[Mapping[Stance, str]] = {
    "wants": "wants",
    "supports": "supports",
    "opposes": "opposes",
    "offers": "offers",
    "refuses": "refuses",
    "doubts": "doubts",
}

HEADING: Final[Mapping[HeadingPlace, str]] = {"headline": "headline", "caption": "picture caption"}

CHANGE: Final[Mapping[ChangeKind, str]] = {"dropped": "leaves out", "added": "adds", "replaced": "has instead"}

CERTAINTY: Final[Mapping[Certainty, str]] = {"sure": "sure", "likely": "likely", "unsure": "unsure"}

_MONTHS = "January February March April May June July August September October November December".split()
_IRREGULAR = {
    "story": "stories",
    "entity": "entities",
    "person": "people",
    "quote in several tellings": "quotes in several tellings",
}
_ISO_DAY = re.compile(r"(?<![\w/-])\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?(?![\w/-])")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}))?)?)?")


def difference(point: Point) -> str:
    """Give what sort of difference a Point is: of what is counted the later one is a later count, else it is what was said later."""
    if point.difference == "superseded" and point.kind != "figure":
        return "One is later"
    return DIFFERENCE[point.difference or "conflict"]


def is_directed(copy: Copy) -> bool:
    """Say whether the target of a copy is known to come from its source."""
    return copy.directed and copy.kind not in _ALWAYS_UNDIRECTED


def taken(copy: Copy) -> str:
    """Give what stands between target and source: "copied from", or "is the same text as" where nobody knows the way."""
    return COPY[copy.kind] if copy.directed else _UNDIRECTED.get(copy.kind, COPY[copy.kind])


def counted(number: int, noun: str) -> str:
    """Give "1 voice", "4 voices"."""
    return f"{number} {noun if number == 1 else _IRREGULAR.get(noun, noun + 's')}"


def listed(names: list[str]) -> str:
    """Give "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def day(value: str | None) -> str:
    """Give an ISO 8601 date or interval as a reader writes it ("7 February 2025"); anything else as it stands."""
    if not value:
        return ""
    start, between, end = value.replace(" to ", "/").partition("/")
    if between and "/" not in end:
        whole = _whole(start, end)
        return day(whole) if whole else f"{day(start)} to {day(end)}"
    match = _ISO.match(value)
    if not match or (match.end() < len(value) and match[4] is None):
        return value
    year, month, date, clock = match.groups()
    if month and not 1 <= int(month) <= 12:
        return value
    words = [str(int(date))] if date else []
    words += [_MONTHS[int(month) - 1]] if month else []
    return " ".join([*words, year]) + (f", {clock}" if clock else "")


def _whole(start: str, end: str) -> str | None:
    """Give the day, month or year that an interval of days is, if it is just one."""
    if start == end:
        return start
    year, month = start[:4], start[:7]
    if (start, end) == (f"{year}-01-01", f"{year}-12-31"):
        return year
    if not (re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-01", start) and end.startswith(f"{month}-")) or year == "0000":
        return None
    return month if end == f"{month}-{monthrange(int(year), int(month[5:]))[1]}" else None


def told(text: str) -> str:
    """Give a reason or a note with its ISO dates as a reader writes them."""
    return _ISO_DAY.sub(lambda match: day(match.group()), text)


def capital(text: str) -> str:
    """Give a line that begins with a capital."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """Give a reason or a note as a sentence: a capital, its dates as a reader writes them, one full stop."""
    line = capital(told(text)).rstrip()
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."


def when(moment: When | None) -> str:
    """Give a moment with its basis: "7 February 2025", "about 7 February 2025 (inferred)", "no date"."""
    if moment is None:
        return "no date"
    return day(moment.value) + (" (inferred)" if moment.basis == "inferred" else "")


def percent(share: float) -> str:
    """Give a share in 0..1 as "62 %"."""
    return f"{round(max(0.0, min(1.0, share)) * 100)}\u00a0%" if share == share else "?"
