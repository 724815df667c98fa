"""Rivals for dates: dateparser's search, timexy, Recognizers-Text, and HeidelTime (in an environment of its own)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bench.metrics import Timed
from bench.rivals import package
from bench.rivals.apart import Servant, servant

Dated: TypeAlias = tuple[str, str]
"""A text and the day it was written on, ISO 8601."""
Reader = Callable[[Dated], list[Timed]]

VALUE = re.compile(r'value="([^"]*)"')


def dateparser() -> Reader:
    """``search_dates`` in English; it knows days only, so every value is a day. Its words are found again in order."""
    search = package("dateparser.search", "dateparser")

    def read(item: Dated) -> list[Timed]:
        text, day = item
        settings = {"RELATIVE_BASE": datetime.fromisoformat(day)}
        found, position = [], 0
        for words, moment in search.search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, position)
            if start >= 0:
                position = start + len(words)
                found.append(Timed(start, position, moment.date().isoformat()))
        return found

    return read


def timexy() -> Reader:
    """Timexy as a spaCy component; it takes no document date. A date's time of day, always midnight, is cut off."""
    package("timexy")
    spacy = package("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def read(item: Dated) -> list[Timed]:
        values = [(entity, VALUE.search(entity.kb_id_)) for entity in nlp(item[0]).ents]
        return [
            Timed(entity.start_char, entity.end_char, value[1].removesuffix("T00:00:00"))
            for entity, value in values
            if value
        ]

    return read


def recognizers() -> Reader:
    """Recognizers-Text; of two readings of a day without a year the nearer one is taken."""
    suite = package("recognizers_suite", "recognizers-text-suite")

    def read(item: Dated) -> list[Timed]:
        text, day = item
        now = datetime.fromisoformat(day)
        results = suite.recognize_datetime(text, suite.Culture.English, reference=now)
        return [Timed(one.start, one.end + 1, _timex(one.resolution, now)) for one in results]

    return read


def _timex(resolution: dict[str, Any] | None, now: datetime) -> str:
    values = (resolution or {}).get("values") or [{}]
    timex = str(values[0].get("timex", ""))
    if "X" not in timex:
        return timex
    days = [str(one.get("value") or one.get("start") or "")[:10] for one in values]
    known = [day for day in days if re.fullmatch(r"\d{4}-\d\d-\d\d", day)]
    if not known:
        return timex
    nearest = min(known, key=lambda day: abs((datetime.fromisoformat(day) - now).days))
    # As fine as the timex itself: XXXX-02 is a month, XXXX-02-07 a day; XXXX-WXX-5 is a day named by its weekday.
    return nearest[:7] if re.fullmatch(r"XXXX-\d\d", timex) else nearest


def heideltime() -> Reader:
    """HeidelTime for news, with TreeTagger."""
    return _HeidelTime(servant("heideltime"))


@dataclass
class _HeidelTime:
    servant: Servant

    @property
    def seconds(self) -> float:
        return self.servant.seconds

    def __call__(self, item: Dated) -> list[Timed]:
        return [Timed(start, end, value) for start, end, value in self.servant(item)]
