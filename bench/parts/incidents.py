"""Incidents: numbers of killed and injured that differ between the reports of one event, against the final truth.

``stories/incidents.jsonl``, every incident with two readable reports or more, each as one story (no grouping is asked).
What each report says is read from its headline and opening by patterns (``bench.tolls``), which share nothing with the
program. An incident *differs* if two reports name no common number, *agrees* if all that name one share it; numbers of
killed and of injured count apart. Halves are made by a checksum of the incident's number: settings were tuned on
``tuned`` alone. By default all incidents that differ are measured and 60 others of each half, drawn by the same checksum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from bench.data import records
from bench.rows import OURS, Ask, Row, Sheet
from bench.tolls import INDICATORS, Indicator, numbers
from variorum import collation, lineage, statements
from variorum.model import Article, Figure, Point, Story, Version, When

SPLITS = ("tuned", "held_out")
LEAST_WORDS = 20
USUAL = 60
_WORDS = {
    "killed": re.compile(r"\b(?:killed|dead|die[ds]?|deaths?|fatal\w*|slain|murdered|toll)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur\w*|wounded|hurt)\b", re.IGNORECASE),
}
_CHARGES = re.compile(r"\b(?:counts?|charges?|suspects?)\b", re.IGNORECASE)
# What is true of all is not true of the officers, the civilians or the children among them.
_SOME = re.compile(
    r"\b(?:officers?|deputies|police|troopers?|civilians?|juveniles?|children|boys?|girls?)\b", re.IGNORECASE
)


def articles(record: dict[str, Any]) -> tuple[Article, ...]:
    """The readable reports of an incident, each text once."""
    kept = {
        one["id"]: Article(
            one["id"],
            one["id"],
            one["content"],
            one["title"],
            published=When(one["dct"], "day") if one["dct"] else None,
            language="en",
        )
        for one in record["articles"]
        if len(one["content"].split()) >= LEAST_WORDS
    }
    return tuple(kept.values())


def story_of(members: tuple[Article, ...]) -> Story:
    """Read, date, trace and collate the reports as one story."""
    readings = {article.id: statements.read(article)[0] for article in members}
    members = collation.date_articles(members, readings)
    dated = {article.id: statements.redate(readings[article.id], article) for article in members}
    return collation.collate(Story("s", "an incident", tuple(one.id for one in members)), dated, lineage.trace(members))


def points_on(story: Story, indicator: Indicator) -> tuple[Point, ...]:
    """The Points of two tellings or more that count the killed, or the injured: of all, or if there are none, of some.

    Ages and charges are none.
    """
    found = []
    for point in story.points:
        if point.kind != "figure" or len({one for version in point.versions for one in version.articles}) < 2:
            continue
        held = [story.statements[one] for version in point.versions for one in version.statements]
        figures = [one for one in held if isinstance(one, Figure)]
        if _CHARGES.search(point.about) or (figures and all(one.kind not in ("count", "vague") for one in figures)):
            continue
        words = [point.about, *(one.measures or "" for one in figures)]
        votes = Counter({name: sum(bool(held.search(one)) for one in words) for name, held in _WORDS.items()})
        if votes[indicator] and votes[indicator] == max(votes.values()):
            found.append(point)
    return tuple([one for one in found if not _SOME.search(one.about)] or found)


@dataclass(frozen=True)
class Heard:
    """What the reports of one incident say of one indicator, in order of their days.

    ``numbered`` leaves out lone victims, ``written`` is how many say it below their headlines too.
    """

    indicator: Indicator
    told: tuple[frozenset[int], ...]
    numbered: tuple[frozenset[int], ...]
    written: int

    @property
    def differs(self) -> bool:
        """Whether two reports that give numbers have none in common."""
        return any(not one & other for at, one in enumerate(self.numbered) for other in self.numbered[at + 1 :])


def heard(record: dict[str, Any]) -> tuple[Heard, ...]:
    """What is said of each indicator of which two reports or more give a number."""
    year = record["date"][-4:]
    ordered = sorted(articles(record), key=lambda one: (one.published.value if one.published else "", one.id))
    found = []
    for indicator in INDICATORS:
        told = [numbers(one.title or "", one.text, year, indicator) for one in ordered]
        plain = [numbers(one.title or "", one.text, year, indicator, alone=False) for one in ordered]
        written = sum(bool(numbers("", one.text, year, indicator)) for one in ordered)
        found.append(Heard(indicator, tuple(filter(None, told)), tuple(filter(None, plain)), written))
    return tuple(one for one in found if len(one.told) > 1)


@dataclass(frozen=True)
class Case:
    """One indicator of one incident: what its reports say, the truth, and the story's Points on it."""

    heard: Heard
    truth: int
    points: tuple[Point, ...]
    story: Story

    @property
    def agrees(self) -> bool:
        """Whether all reports have a number in common."""
        return bool(frozenset.intersection(*self.heard.told))

    @property
    def written(self) -> bool:
        """Whether two reports or more give numbers below their headlines too."""
        return self.heard.written > 1

    @property
    def known(self) -> bool:
        """Whether any report has the truth."""
        return any(self.truth in said for said in self.heard.told)


def cases(record: dict[str, Any]) -> Iterator[Case]:
    """Give the cases of one incident in which two reports or more give a number."""
    said = heard(record)
    story = story_of(articles(record)) if said else None
    for one in said:
        assert story is not None
        yield Case(one, int(record[f"num_{one.indicator}"]), points_on(story, one.indicator), story)


def answer(case: Case) -> set[float] | None:
    """The number that the program goes by: of the latest version, else the only exact one of a Point whose versions agree.

    Versions agree if there is one, or if all can be true ("one", "at least one"; "several", "ten"); nothing if none is so.
    """
    chosen = [_values(version, case.story) for point in case.points for version in point.versions if version.latest]
    calm = [point for point in case.points if point.difference in (None, "precision")]
    chosen += [exact for point in calm if (exact := _exact(point, case.story))]
    return chosen[0] if chosen else None


def _exact(point: Point, story: Story) -> set[float]:
    """The number that a Point comes down to: of its only version, or the only one that is neither hedged nor vague."""
    if len(point.versions) == 1:
        return _values(point.versions[0], story)
    figures = [story.statements[name] for version in point.versions for name in version.statements]
    exact = {one.low for one in figures if isinstance(one, Figure) and one.low is not None and one.low == one.high}
    if any(not isinstance(one, Figure) for one in figures):
        exact.add(1.0)
    return exact if len(exact) == 1 else set()


def _values(version: Version, story: Story) -> set[float]:
    found: set[float] = set()
    for name in version.statements:
        figure = story.statements[name]
        # A victim told of alone is carried by a claim and counts one.
        found |= {one for one in (figure.low, figure.high) if one is not None} if isinstance(figure, Figure) else {1.0}
    return found


def rivals(told: Sequence[frozenset[int]]) -> dict[str, int]:
    """What simple rules would answer to the numbers of the reports, in order of their days."""
    given = Counter(number for said in told for number in said)
    return {
        "last report's number": max(told[-1]),
        "largest number": max(given),
        "most common number": max(given, key=lambda number: (given[number], -number)),
    }


def share(hits: Iterable[bool]) -> float | None:
    """The share of what is true, or nothing of nothing."""
    held = list(hits)
    return sum(held) / len(held) if held else None


def rows_of(sheet: Sheet, held: Sequence[Case]) -> Iterator[Row]:
    """Give the measures of one half."""
    differing = [case for case in held if case.heard.differs]
    agreeing = [case for case in held if case.agrees]
    known = [case for case in held if case.known]
    shown = [(case, given) for case in known if (given := answer(case)) is not None]
    marked = [(case, given) for case, given in shown if any(v.latest for p in case.points for v in p.versions)]
    named = share(any(point.difference for point in case.points) for case in differing)
    calm = share(all(point.difference != "conflict" for point in case.points) for case in agreeing)
    yield sheet.row(OURS, "differences shown", named, n=len(differing))
    yield sheet.row(OURS, "no false conflict", calm, n=len(agreeing))
    yield sheet.row(OURS, "answered", share(answer(case) is not None for case in known), n=len(known))
    below = [case for case in known if case.written]
    yield sheet.row(OURS, "answered below headlines", share(answer(case) is not None for case in below), n=len(below))
    yield sheet.row(OURS, "right of the answered", share(case.truth in given for case, given in shown), n=len(shown))
    yield sheet.row(OURS, "right of the latest", share(case.truth in given for case, given in marked), n=len(marked))
    for name in ("last report's number", "largest number", "most common number"):
        right = share(rivals(case.heard.told)[name] == case.truth for case, _ in shown)
        yield sheet.row(name, "right of the answered", right, n=len(shown))
        hard = share(rivals(case.heard.told)[name] == case.truth for case, _ in marked)
        yield sheet.row(name, "right of the latest", hard, n=len(marked))


def drawn(ask: Ask, split: str) -> list[dict[str, Any]]:
    """The incidents of one half: those whose reports differ, and as many others as asked for, by their checksums."""
    half = SPLITS.index(split)
    kept: list[tuple[bool, bytes, dict[str, Any]]] = []
    for record in records(ask.data / "stories" / "incidents.jsonl"):
        checksum = md5(record["incident_id"].encode(), usedforsecurity=False).digest()
        if checksum[0] % 2 == half and (said := heard(record)):
            kept.append((not any(one.differs for one in said), checksum, record))
    kept.sort(key=lambda one: one[:2])
    most = ask.most(6) or USUAL + sum(not same for same, _, _ in kept)
    return [record for _, _, record in kept[:most]]


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of both halves, or of the one asked for. Raises ``Missing``."""
    for split in SPLITS:
        if ask.split in (None, "all", split):
            held = [case for record in drawn(ask, split) for case in cases(record)]
            yield from rows_of(Sheet("incidents", "killed and injured", split, len(held)), held)
