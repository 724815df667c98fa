"""Which version of a number that moves on is the one to go by, and the reason as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from variorum.collation.amounts import compatible, rough
from variorum.collation.drafts import Told
from variorum.collation.facts import Fact
from variorum.languages import table
from variorum.model import ArticleId, Figure

Days = Mapping[ArticleId, date | None]
_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip


class Moment(NamedTuple):
    """When a version was told: its last day, whether it says that it corrects another or is the newer, its first day."""

    last: date
    corrects: bool
    rises: bool
    first: date


def moment(told: Told, days: Days) -> Moment | None:
    """Give a version's moment, or nothing if none of its tellings has a day."""
    known = [(day, fact) for fact in told.facts if (day := days.get(fact.article))]
    if not known:
        return None
    last = max(day for day, _ in known)
    final = [fact for day, fact in known if day == last]
    return Moment(last, any(map(corrects, final)), any(map(rises, final)), min(day for day, _ in known))


def corrects(fact: Fact) -> bool:
    """Say whether the sentence takes an earlier count back."""
    return _says(fact, table("en", "collation").get("corrections", ()))


def rises(fact: Fact) -> bool:
    """Say whether the sentence tells its count as newer than another ("the toll rose to 12", "now")."""
    return _says(fact, table("en", "tolls").get("rising", {}).get("words", ()))


def _says(fact: Fact, words: Sequence[str]) -> bool:
    return bool(set(words) & set(fact.sentence.words.lower().replace(",", " ").split()))


def last_of(told: Sequence[Told], days: Days) -> Told | None:
    """The version to go by: told on the last day of all, or on that day as a correction or a rise; nothing if unsure.

    Of several that were told last and can all be true ("59", "at least 59", "hundreds") it is the exact one.
    """
    moments = [(when, version) for version in told if (when := moment(version, days))]
    if len(moments) < len(told):
        return None
    best = max(when[:3] for when, _ in moments)
    final = [version for when, version in moments if when[:3] == best]
    if len(final) == 1:
        return final[0]
    exact = [version for version in final if _exact(version)]
    agreeing = all(compatible(_figure(one), _figure(other)) for one, other in combinations(final, 2))
    return exact[0] if len(exact) == 1 and agreeing and len(final) < len(told) else None


def _exact(version: Told) -> bool:
    figure = _figure(version)
    return not rough(figure) and figure.low == figure.high is not None


def _figure(version: Told) -> Figure:
    figure = version.facts[0].statement
    assert isinstance(figure, Figure)  # noqa: S101  # versions of numbers only are asked for
    return figure


def as_told(told: Sequence[Told], days: Days) -> str:
    """Say when each version was told: "8 on 3 May, 12 on 4 May"; those without a day are undated."""
    moments = [moment(version, days) for version in told]
    years = {day.year for when in moments if when for day in (when.first, when.last)}
    parts = []
    for version, when in zip(told, moments, strict=True):
        if when is None:
            parts.append(f"{version.value} in an undated telling")
        elif when.first == when.last:
            how = ", as a correction," if when.corrects else ""
            parts.append(f"{version.value} on {_day(when.first, len(years) > 1)}{how}")
        else:
            parts.append(
                f"{version.value} from {_day(when.first, len(years) > 1)} to {_day(when.last, len(years) > 1)}"
            )
    return ", ".join(parts).replace(",,", ",").removesuffix(",")


def _day(day: date, with_year: bool) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")
