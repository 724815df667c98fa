"""Date the undated articles of a story from their own words and from what the other tellings date.

Every day near the story is tried as the day of writing: which day explains best what the article calls "Friday",
what it tells as over and what as still to come? The reason names the words that decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from variorum.collation.dating_clues import Clue, Outlook, bounds, by_id, likeness, outlook_of, stems
from variorum.languages.calendar import interval, resolve
from variorum.languages.calendar.values import day_shift
from variorum.model import Article, ArticleId, Reading, When

# How far around the known days of a story an article of it may have been written.
REACH = 10
# What a fitting clue is worth, and a day between an event and the report of it costs.
NAMED_DAY, SAME_EVENT, OUTLOOK, PER_DAY, PER_DAY_FROM_STORY = 3.0, 3.0, 2.0, 0.15, 0.14
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Two glosses that share less than this are not taken for one event.
ALIKE = 0.3


@dataclass(frozen=True)
class Happened:
    """A day that a telling gives to an event, with the stems of the event and where it stands."""

    article: ArticleId
    day: date
    about: frozenset[str]
    words: str


@dataclass(frozen=True)
class Judgement:
    """How well a day of writing explains an article, and the reasons in plain words, the weightiest first."""

    day: date
    score: float
    reasons: tuple[str, ...]


def date_articles(articles: tuple[Article, ...], readings: Mapping[ArticleId, Reading]) -> tuple[Article, ...]:
    """Give the articles of one story again, the undated ones with an inferred date where their words allow one.

    A date that is stated stays as it is; an article whose words do not tell its day keeps none.
    """
    if all(_day(article) for article in articles):
        return articles
    clues = by_id(articles, readings)
    anchors = _anchors(articles, clues)
    if not anchors:
        return articles
    events = _events(articles, clues, anchors)
    main = _main_day(
        articles, [event for event in events if any(abs((event.day - day).days) <= REACH for day in anchors)]
    )
    return tuple(
        article if _day(article) else _dated(article, clues[article.id], anchors, events, main) for article in articles
    )


def _day(article: Article) -> date | None:
    """The day of an article that is known to the day."""
    if article.published is None or article.published.grain not in {"day", "hour", "minute"}:
        return None
    found = interval(article.published.value)
    return found[0] if found else None


def _anchors(articles: tuple[Article, ...], clues: Mapping[ArticleId, tuple[Clue, ...]]) -> tuple[date, ...]:
    """The days that are known in full: of publication, named with their year, or named so that only one year fits."""
    stated = [day for article in articles if (day := _day(article))]
    every = [clue for article in articles for clue in clues[article.id]]
    if stated:
        return tuple(sorted(stated))
    full = [
        found[0]
        for clue in every
        if clue.names_day
        and clue.expression.form.year is not None
        and (found := bounds(resolve(clue.expression, None)))
    ]
    return tuple(sorted(full)) or tuple(sorted(_by_weekday(every)))


def _by_weekday(clues: Iterable[Clue]) -> list[date]:
    """Find the year of "Friday, February 7" in a story that looks back on 2024: the first from then on that fits."""
    every = list(clues)
    years = [c.expression.form.year for c in every if c.expression.form.year is not None and not c.names_day]
    coarse = [year for year in years if 1990 <= year <= 2090]
    if not coarse:
        return []
    found: list[date] = []
    for clue in every:
        form = clue.expression.form
        if clue.names_day and form.weekday and form.year is None:
            for year in range(max(coarse), max(coarse) + 3):
                days = interval(f"{year}-{form.rest}")
                if days and days[0].isoweekday() == form.weekday:
                    found.append(days[0])
                    break
    return found


def _events(
    articles: tuple[Article, ...], clues: Mapping[ArticleId, tuple[Clue, ...]], anchors: tuple[date, ...]
) -> tuple[Happened, ...]:
    """Every event of the story whose day is known: named in full, or counted from a dated telling."""
    found: list[Happened] = []
    for article in articles:
        own = _day(article)
        near = own or anchors[len(anchors) // 2]
        for clue in clues[article.id]:
            if not clue.about or not (clue.names_day or (own and clue.counts_from_writing)):
                continue
            days = bounds(resolve(clue.expression, near, tense=clue.tense if own else None))
            if days and days[0] == days[1]:
                found.append(Happened(article.id, days[0], clue.about, clue.words))
    return tuple(found)


def _main_day(articles: tuple[Article, ...], events: Iterable[Happened]) -> date | None:
    """The day of what the story is about: the one whose events share most with the openings of the tellings."""
    openings = [stems(f"{article.title or ''} {article.text[:400]}") for article in articles]
    weight: dict[date, float] = {}
    for event in events:
        share = sum(len(event.about & opening) for opening in openings) / max(len(openings), 1)
        weight[event.day] = weight.get(event.day, 0.0) + share
    return max(sorted(weight), key=lambda day: weight[day], default=None)


@dataclass(frozen=True)
class Case:
    """All that speaks for one day of writing or another; what does not depend on the day is settled once."""

    clues: tuple[tuple[Clue, tuple[tuple[float, Happened], ...]], ...]
    anchors: tuple[date, ...]
    main: date | None
    outlook: Literal["ahead", "behind"] | None


def _dated(
    article: Article,
    clues: tuple[Clue, ...],
    anchors: tuple[date, ...],
    events: tuple[Happened, ...],
    main: date | None,
) -> Article:
    """The article with the day that explains it best, or as it was if no clue speaks for a day."""
    others = tuple(event for event in events if event.article != article.id)
    telling = [clue for clue in clues if clue.names_day or clue.counts_from_writing]
    if not telling:
        return article
    outlook = _outlook(outlook_of(article), others, main) if main else None
    case = Case(tuple((clue, _alike(clue, others)) for clue in telling), anchors, main, outlook)
    judged = [_judge(day, case) for day in _days(article, anchors, events)]
    best = max(judged, key=lambda judgement: (judgement.score, -judgement.day.toordinal()), default=None)
    if best is None or not best.reasons:
        return article
    return replace(article, published=When(best.day.isoformat(), "day", "inferred", None, "; ".join(best.reasons[:3])))


def _days(article: Article, anchors: tuple[date, ...], events: tuple[Happened, ...]) -> list[date]:
    """The days worth trying: near a known day of the story, and within the month or year the article states."""
    known = {*anchors, *(e.day for e in events if any(abs((e.day - day).days) <= REACH for day in anchors))}
    days = {day_shift(day, n) for day in known for n in range(-REACH, REACH + 1)}
    coarse = interval(article.published.value) if article.published else None
    return sorted(day for day in days if coarse is None or coarse[0] <= day <= coarse[1])


def _alike(clue: Clue, others: tuple[Happened, ...]) -> tuple[tuple[float, Happened], ...]:
    scored = ((likeness(clue.about, other.about), other) for other in others)
    return tuple((share, other) for share, other in scored if share >= ALIKE)


def _outlook(outlook: Outlook, others: tuple[Happened, ...], main: date) -> Literal["ahead", "behind"] | None:
    """Whether the story's own event lies ahead of the article or behind it; nothing if it tells of it both ways."""
    about = [event.about for event in others if event.day == main]
    ahead = any(outlook.told("future", gloss) for gloss in about)
    behind = any(outlook.told("past", gloss) for gloss in about)
    if ahead == behind:
        return None
    return "ahead" if ahead else "behind"


def _judge(day: date, case: Case) -> Judgement:
    near = min(abs((day - known).days) for known in ([case.main] if case.main else case.anchors))
    score = -PER_DAY_FROM_STORY * near
    reasons: list[tuple[float, str]] = []
    for clue, alike in case.clues:
        worth, reason = _named_day_worth(clue, day, case) if clue.names_day else _counted_worth(clue, day, alike)
        score += worth
        if reason:
            reasons.append((worth, reason))
    if case.main and case.outlook:
        fits = day <= case.main if case.outlook == "ahead" else day >= case.main
        score += OUTLOOK if fits else -OUTLOOK
        if fits and reasons:  # alone it bounds the day on one side only
            state = "still to come" if case.outlook == "ahead" else "over"
            reasons.append((OUTLOOK, f"what other tellings put on {case.main.isoformat()} is {state} in it"))
    ordered = sorted(reasons, key=lambda entry: -entry[0])
    return Judgement(day, round(score, 6), tuple(dict.fromkeys(reason for _, reason in ordered)))


def _named_day_worth(clue: Clue, day: date, case: Case) -> tuple[float, str]:
    """What "February 7" says: told as over it came before the day of writing, told as to come after it."""
    named = bounds(resolve(clue.expression, case.anchors[len(case.anchors) // 2]))
    if named is None or clue.tense not in {"past", "future"}:
        return 0.0, ""
    weekday = clue.expression.form.weekday is not None
    if clue.tense == "past":
        fits, away = named[0] <= day, (day - named[0]).days
        said = f'it tells "{clue.words}" ({named[0].isoformat()}) as over'
    else:
        fits, away = day <= named[1], (named[1] - day).days
        said = f'it tells "{clue.words}" ({named[1].isoformat()}) as still to come'
    if not fits:
        return -NAMED_DAY, ""
    # A week day beside the date is written within days of it; without one the event may lie far off.
    return NAMED_DAY - (PER_DAY * away if weekday else 0.0), said if weekday or away <= REACH else ""


def _counted_worth(clue: Clue, day: date, alike: tuple[tuple[float, Happened], ...]) -> tuple[float, str]:
    """What "on Friday" says: close to the writing, and of the day on which other tellings put the same event."""
    meant = bounds(clue.on(day))
    if meant is None:
        return 0.0, ""
    reported = meant[0] if clue.tense == "future" else day_shift(meant[0], clue.reported_after)
    worth = -PER_DAY * abs((day - reported).days)
    fitting = [(share, other) for share, other in alike if meant[0] <= other.day <= meant[1]]
    if fitting:
        share, other = max(fitting, key=lambda entry: (entry[0], entry[1].day, entry[1].words))
        when = f"{other.day.isoformat()}, a {WEEKDAYS[other.day.weekday()]}"
        return (
            worth + SAME_EVENT * share,
            f'its "{clue.words}" is of what another telling puts on "{other.words}" ({when})',
        )
    if alike and _could_be(clue, alike, day):
        return worth - max(share for share, _ in alike), ""
    if not clue.is_weekday:
        return 0.0, ""  # "today" fits any day
    state = "is still to come" if clue.tense == "future" else "has passed"
    return worth, f'"{clue.words}" {state} and would be {meant[0].isoformat()}, the nearest to the rest of the story'


def _could_be(clue: Clue, alike: tuple[tuple[float, Happened], ...], day: date) -> bool:
    """Whether some day of writing near this one would make the clue mean the other tellings' day."""
    meant = [bounds(clue.on(day_shift(day, n))) for n in range(-6, 7)]
    return any(found and found[0] <= event.day <= found[1] for found in meant for _, event in alike)
