"""When a story was told: how many tellings on each day, or in each of a few days, to be drawn small and read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from pydantic.dataclasses import dataclass

from variorum.edition.wording import counted, day
from variorum.model import Value

MOST = 24
"""Steps that a story is drawn in."""


@dataclass(frozen=True)
class Coverage(Value):
    """How many tellings were published in each step from ``start`` to ``end`` (ISO 8601 days).

    A step is ``step`` days long; ``undated`` tellings are in none. ``words`` say the same aloud.
    """

    start: str | None
    end: str | None
    step: int
    tellings: tuple[int, ...]
    undated: int
    words: str


def coverage(published: Iterable[str | None]) -> Coverage:
    """Count tellings by the days they were published on, in at most ``MOST`` steps of equal length."""
    told = list(published)
    known = [found for each in told if (found := _day(each)) is not None]
    undated = len(told) - len(known)
    if not known:
        return Coverage(None, None, 1, (), undated, _words((), None, 1, undated))
    first, last = min(known), max(known)
    step = -(-((last - first).days + 1) // MOST)
    steps = [0] * ((last - first).days // step + 1)
    for each in known:
        steps[(each - first).days // step] += 1
    return Coverage(
        first.isoformat(), last.isoformat(), step, tuple(steps), undated, _words(steps, first, step, undated)
    )


def _day(published: str | None) -> date | None:
    """Give the day, or the first of a longer time."""
    start = (published or "").partition("/")[0][:10]
    try:
        return date.fromisoformat(f"{start}-01-01"[:10] if len(start) < 10 else start)
    except ValueError:
        return None


def _words(steps: Iterable[int], first: date | None, step: int, undated: int) -> str:
    """Say when most was told: "6 tellings from 6 to 11 February 2025, most (3) on 7 February 2025; 1 without a date"."""
    held = list(steps)
    lines: list[str] = []
    if first is not None:
        lines.append(_dated(held, first, step))
    if undated:
        lines.append(f"{undated} without a date" if lines else f"{counted(undated, 'telling')} without a date")
    return "; ".join(lines) or "no telling"


def _dated(steps: list[int], first: date, step: int) -> str:
    many = counted(sum(steps), "telling")
    if len(steps) == 1:
        return f"{many} on {day(first.isoformat())}" if step == 1 else f"{many} from {_time(first, 0, step)}"
    last = first + timedelta(days=len(steps) * step - 1)
    peak = max(steps)
    most = "" if peak == min(filter(None, steps)) else f", most ({peak}) {_in(first, steps.index(peak), step)}"
    return f"{many} from {day(first.isoformat())} to {day(last.isoformat())}{most}"


def _in(first: date, at: int, step: int) -> str:
    return f"{'on' if step == 1 else 'from'} {_time(first, at, step)}"


def _time(first: date, at: int, step: int) -> str:
    start = first + timedelta(days=at * step)
    end = start + timedelta(days=step - 1)
    return day(start.isoformat()) if step == 1 else f"{day(start.isoformat())} to {day(end.isoformat())}"
