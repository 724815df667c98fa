"""What an article says of itself around its body: title, outlet, authors, date, address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.articles import dates, names, origins, phrases
from variorum.articles.body import BODY, HEAD, INNER, TAIL
from variorum.articles.lines import Line
from variorum.model import When

_IMAGE = re.compile(r"!\[[^\]]*\]\(|^\S+\.(?:jpe?g|png|gif|webp)\S*$", re.IGNORECASE)
_MARKS = re.compile(r"^(?:#{1,6}\s+|[*_=\s]+)|[*_=#\s]+$")
_ADDRESS = re.compile(r"https?://[^\s)\]>\"']+")
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|\bcopyright\b)\s*(?:(?:19|20)\d\d(?:[-–]\d{2,4})?\s*)?(?:by\s)?([^.|,\d]{3,60})", re.IGNORECASE
)
_DEFINITE = frozenset(["the", "le", "la", "les", "el", "los", "il", "lo", "der", "die", "das", "de", "het"])
# How far down the head a title is sought; above this many lines stands the menu of the whole site.
_KIN_ENOUGH = 0.34
# A date stands before a title only if it ends within so many characters.
_BEFORE_TITLE = 100


@dataclass(frozen=True)
class Header:
    """What was read around the body; ``title_line`` is the index of the line that holds the title."""

    title: str | None
    title_line: int | None
    outlet: str | None
    authors: tuple[str, ...]
    byline_lines: tuple[int, ...]
    url: str | None


def read(lines: Sequence[Line], states: Sequence[int]) -> Header:
    """Read title, outlet, authors and address from a page's lines and their states."""
    title, title_line = _title(lines, states)
    around = [(n, line) for n, line in enumerate(lines) if states[n] != BODY and n != title_line]
    url = _url(around)
    outlet = _outlet(around, states, title_line, url)
    authors, byline_lines = _authors(lines, states, title_line, outlet)
    return Header(title, title_line, outlet, authors, byline_lines, url)


def strip_title(words: str) -> tuple[str, dates.Found | None]:
    """Take markup and a leading "date 2025-02-08" off a title; gives the title and the date."""
    title = _MARKS.sub("", words.strip())
    found = dates.find(title[:_BEFORE_TITLE])
    if found and found[0].start <= 30:
        before = title[: found[0].start].strip(" :|-–—").casefold()
        rest = title[found[0].start + len(found[0].words) :].strip(" :|-–—,")
        if (not before or before in phrases.starting("published")) and len(rest.split()) >= 3:
            return rest, found[0]
    return title, None


def _title(lines: Sequence[Line], states: Sequence[int]) -> tuple[str | None, int | None]:
    first_body = next((n for n, state in enumerate(states) if state == BODY), len(lines))
    told: Counter[str] = Counter()
    for line, state in zip(lines, states, strict=True):
        if state == BODY:
            told.update({word.casefold() for word in line.tokens if len(word) > 3 or not word.isascii()})
    best: tuple[float, int] | None = None
    for number, line in enumerate(lines[:first_body]):
        score = _title_score(line, told, near=first_body - number)
        if score is not None and (best is None or score > best[0]):
            best = score, number
    if best is None:
        return None, None
    return strip_title(lines[best[1]].words)[0] or None, best[1]


def _title_score(line: Line, told: Counter[str], near: int) -> float | None:
    """How like a title a head line is; nothing when it cannot be one."""
    title, _ = strip_title(line.plain)
    words = Line(title).tokens
    if not 2 <= len(words) <= 35 or len(title) > 300 or _IMAGE.search(title) or names.hosts(title):
        return None
    if phrases.whole(Line(title)) or names.doubled(line) or names.byline(line) or _only_date(line):
        return None
    telling = {word.casefold() for word in words if len(word) > 3 or not word.isascii()}
    kin = sum(word in told for word in telling) / len(telling) if telling else 0.0
    if kin < _KIN_ENOUGH and near > 12:
        return None
    sized = 1.0 if 5 <= len(words) <= 22 else 0.4
    return 2 * kin + sized - 0.01 * min(near, 60) - 0.7 * bool(phrases.kinds(Line(title))) - 0.8 * _two_sentences(title)


def _two_sentences(title: str) -> bool:
    return Line(title).sentences_inside and len(title) > 120


def _only_date(line: Line) -> bool:
    words = line.plain
    for found in dates.find(words):
        words = words.replace(found.words, "")
    return words != line.plain and len(Line(words).tokens) <= 4


def _url(around: Sequence[tuple[int, Line]]) -> str | None:
    """Find the address of the page itself: only a line that says it is the source gives it."""
    for _, line in around:
        match = _ADDRESS.search(line.words[:2000])
        if match and "source" in phrases.kinds(Line(_ADDRESS.sub("", line.words[:2000]))):
            return match.group().rstrip(".,;")
    return None


def _outlet(
    around: Sequence[tuple[int, Line]], states: Sequence[int], title_line: int | None, url: str | None
) -> str | None:
    """Weigh the names that may be the outlet's: said twice, matching a host, before the title, said again below."""
    hosts = [names.host_name(host) for _, line in around for host in names.hosts(line.words[:2000])]
    weights: dict[str, float] = {}
    seen: dict[str, int] = {}
    for number, line in around:
        for name, weight in _candidates(line, states[number], before_title=title_line is None or number < title_line):
            weights[name] = max(weights.get(name, 0.0), weight)
            seen.setdefault(name, number)
    everything = "\n".join(line.plain for _, line in around)
    for name in weights:
        key = names.fold(name)
        weights[name] += 2.0 * any(key == names.fold(host) for host in hosts)
        weights[name] += 1.0 * (everything.count(name) >= 3) + 1.0 * names.has_outlet_word(name)
        # "The Morning Post", "Le Monde": a line of its own with an article in front is no person and no section
        weights[name] += 1.0 * (name.split()[0].casefold() in _DEFINITE and 2 <= len(name.split()) <= 5)
    best = max(weights, key=lambda name: (weights[name], -seen[name]), default=None)
    if best is not None and weights[best] >= 2.0:
        return best
    return names.hosts(url)[0] if url and names.hosts(url) else None


def _candidates(line: Line, state: int, *, before_title: bool) -> list[tuple[str, float]]:
    twice = names.doubled(line)
    if twice and not phrases.whole(Line(twice)):
        return [(twice, 2.0)]
    rights = _RIGHTS.search(line.plain[:400])
    if rights and len(line.tokens) <= 25 and not rights[1].strip().casefold().startswith("all rights"):
        return [(rights[1].strip(), 1.0)]
    # "Le Phare" opens like "le 14 mars" and is no date
    kinds = phrases.kinds(line)
    if "published" in kinds and not dates.find(line.plain):
        kinds -= {"published"}
    if kinds or state == INNER or _IMAGE.search(line.plain) or origins.is_credit_line(line.plain):
        return []
    if state == TAIL:
        # "https://host Name of the Outlet": the name beside its own address
        rest = _ADDRESS.sub("", line.plain).strip(" -–—:|")
        return [(names.first_part(Line(rest)), 0.5)] if rest != line.plain and rest else []
    name = names.first_part(line)
    if state == HEAD and 1 <= len(name.split()) <= 6 and len(name) <= 50 and name[:1].isupper() and not line.stopped:
        tagline = name != line.plain
        return [(name, 1.0 + 0.5 * (before_title and tagline))]
    return []


def _authors(
    lines: Sequence[Line], states: Sequence[int], title_line: int | None, outlet: str | None
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    found: dict[str, None] = {}
    where: list[int] = []
    cued = [(n, names.byline(line)) for n, line in enumerate(lines) if states[n] != BODY]
    for number, who in cued:
        if who and (states[number] == HEAD or not found) and names.fold(" ".join(who)) != names.fold(outlet or ""):
            found.update(dict.fromkeys(who))
            where.append(number)
    if not found:
        for number, line in enumerate(lines):
            after_title = title_line is not None and title_line < number <= title_line + 4
            if states[number] == HEAD and after_title and not phrases.kinds(line):
                who = tuple(name for name in names.people(line.plain) if names.fold(name) != names.fold(outlet or ""))
                if who:
                    return who, (number,)
    return tuple(found), tuple(where)


def published(
    header_lines: Sequence[Line], text: str, language: str | None, hosts: Sequence[str], url: str | None
) -> When | None:
    """Read the date of publication from the lines above the body (or a line that says "published"), or the address."""
    for line in header_lines:
        _, found = strip_title(line.words)
        every = [found] if found else dates.find(line.plain)
        if every:
            day_first, why = dates.day_order(language, hosts)
            value, reason = dates.settle(every[0], dates.days_in(text, language), day_first, why)
            return dates.stated(value, f"{reason}, above the text")
    day = dates.in_address(url) if url else None
    return dates.stated(day, "it stands in the page's address") if day else None
