"""Figures of one thing as a Draft: its versions, how they differ, and why, in a sentence with the numbers and their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations

from variorum.collation.alone import Alone
from variorum.collation.amounts import allowed, compatible, rough, same
from variorum.collation.drafts import Draft, Told, parted
from variorum.collation.facts import Fact, shortened
from variorum.collation.grouping import Group
from variorum.collation.latest import as_told, corrects, last_of, moment
from variorum.collation.mouths import from_others
from variorum.collation.totals import Total
from variorum.languages import table
from variorum.model import ArticleId, Difference, Figure

# Characters of a clause that says at a glance what a figure is of.
_LONGEST = 90
Days = Mapping[ArticleId, date | None]


def figure_draft(group: Group, days: Days, *, loose: bool = False) -> Draft:
    """Give the Draft of figures that measure one thing; ``loose`` says that some rest on another source or basis."""
    told = _versions(group.facts)
    runs = runs_on([figure_of(version.facts[0]) for version in told])
    return _draft(group, told, days, _about(group.facts), runs=runs, loose=loose)


def total_draft(total: Total, days: Days, strength: float) -> Draft:
    """Give the Draft of the tellings' totals of one indicator: a count that goes on."""
    return _draft(Group(total.facts, strength), _versions(total.facts), days, _about_total(total), runs=True)


def _draft(group: Group, told: tuple[Told, ...], days: Days, about: str, *, runs: bool, loose: bool = False) -> Draft:
    difference: Difference | None = None
    reason = ""
    if len(told) > 1:
        told = _in_order(told, days) if runs else told
        difference, reason = _difference(told, days, runs=runs, loose=loose)
    if difference != "superseded":
        told = tuple(replace(version, latest=False) for version in told)
    return Draft("figure", about, told, difference, reason, group.strength, group.considered)


def figure_of(fact: Fact) -> Figure:
    """The statement of a fact that is a figure."""
    assert isinstance(fact.statement, Figure)  # noqa: S101  # the callers pick figures only; this tells the type checker
    return fact.statement


def _versions(facts: Sequence[Fact]) -> tuple[Told, ...]:
    groups = parted(facts, lambda one, other: same(figure_of(one), figure_of(other)))
    return tuple(Told(_value(group), tuple(group), tuple(fact.statement.span for fact in group)) for group in groups)


def _value(facts: Sequence[Fact]) -> str:
    """The number in a telling's own words with its hedge, the most common wording first."""
    words = [
        f"{f.hedge} {f.span.words}" if f.hedge and f.hedge.lower() not in f.span.words.lower() else f.span.words
        for f in (figure_of(fact) for fact in facts if not isinstance(fact, Alone))
    ]
    if not words:
        return f"one ({figure_of(facts[0]).span.words})"
    return max(words, key=lambda word: (words.count(word), -words.index(word)))


def _difference(told: tuple[Told, ...], days: Days, *, runs: bool, loose: bool) -> tuple[Difference, str]:
    figures = [figure_of(version.facts[0]) for version in told]
    clashing = [pair for pair in combinations(figures, 2) if _clash(*pair, runs)]
    when = as_told(told, days)
    if not clashing:
        return "precision", f"{when}: one number is rounder or hedged, and all of them can be true"
    if any(a.change != b.change for a, b in clashing):
        return "scope", f"{when}: one is a level, the other a change"
    if not runs and _moves(told):
        return "scope", f"{when}: a value that goes up and down, told of several moments"
    if runs and _extents_differ(told):
        return "scope", f"{when}: one is of a city or a part, another of more than that"
    if any(version.latest for version in told):
        return "superseded", f"{when}: the later count replaces the earlier one"
    if runs:
        return "superseded", f"{when}: a count that goes on, and the tellings do not say which of them is the last"
    if from_others(told):
        return "said_by", f"{_sources(told)}: each number comes from somebody else"
    if loose:
        return "scope", f"{_sources(told)}: one quantity by another source or on another basis"
    return "conflict", f"{when}: two numbers for the same thing"


def _sources(told: Sequence[Told]) -> str:
    """Who gives which number: "$100 billion from the president, $68.5 billion from the bureau"."""
    parts = []
    for version in told:
        said = [fact.statement.said_by.words for fact in version.facts if fact.statement.said_by]
        parts.append(f"{version.value} from {shortened(said[0], 60).rstrip('.,')}" if said else version.value)
    return ", ".join(parts)


def _extents_differ(told: tuple[Told, ...]) -> bool:
    """Say whether one version is told of a city and another of a province or a country."""
    extents = table("en", "collation").get("extents", {})
    local, wide = frozenset(extents.get("local", ())), frozenset(extents.get("wide", ()))
    found = []
    for version in told:
        words = {word.strip(".,;:").lower() for fact in version.facts for word in fact.sentence.words.split()}
        found.append((bool(words & local), bool(words & wide)))
    return (True, False) in found and (False, True) in found


def _moves(told: tuple[Told, ...]) -> bool:
    """Say whether the value is a price or a rate that moves by the hour: then two values are of two moments."""
    moving = set(table("en", "collation").get("moving_values", ()))
    facts = [fact for version in told for fact in version.facts]
    of_markets = all(figure_of(fact).kind in ("money", "percentage", "measure") for fact in facts)
    return of_markets and any(moving & set(fact.sentence.words.lower().split()) for fact in facts)


def _clash(one: Figure, other: Figure, runs: bool) -> bool:
    """Say whether two figures cannot both be the last word: "at least 8" is true beside 12, but 12 replaces it."""
    if one.low == other.low and None in (one.high, other.high):
        return False  # "at least 8" beside "8"
    return not compatible(one, other) or (runs and not rough(one) and not rough(other))


def runs_on(figures: Sequence[Figure]) -> bool:
    """Say whether what is counted goes on being counted: victims, damage, votes, cases. One telling's word is enough."""
    running = set(table("en", "collation").get("running_counts", ()))
    counts = all(figure.kind in ("count", "vague") for figure in figures)
    return counts and any(running & set((figure.measures or "").lower().split()) for figure in figures)


def _in_order(told: tuple[Told, ...], days: Mapping[ArticleId, date | None]) -> tuple[Told, ...]:
    """The versions as the count went on, the one to go by marked if that is known; within a day counts mostly grow."""

    def when(version: Told) -> tuple[date, bool, bool, float]:
        told_at = moment(version, days)
        number = _number(version)
        return (told_at.first, told_at.corrects, told_at.rises, number) if told_at else (date.max, False, False, number)

    last = last_of(told, days)
    if last is not None and _fallen(last, told):
        last = None  # tolls seldom fall: a later, lower number may be of some of them, unless it says that it corrects
    marked = (replace(version, latest=version is last) for version in told)
    return tuple(sorted(marked, key=when))


def _fallen(last: Told, told: Sequence[Told]) -> bool:
    """Say whether the last number of dead or hurt is below an earlier one and does not say that it corrects it."""
    if not any(names(fact, one) for version in told for fact in version.facts for one in ("killed", "injured")):
        return False
    numbers = [_number(version) for version in told]
    return _number(last) < max(numbers) and not any(map(corrects, last.facts))


def _number(version: Told) -> float:
    figure = figure_of(version.facts[0])
    if figure.low is not None or figure.high is not None:
        return figure.low if figure.low is not None else figure.high or 0.0
    vague = allowed(figure)
    return vague.low if vague else 0.0


def _about(facts: Sequence[Fact]) -> str:
    """What is measured, in the words of the telling whose phrase the others share most.

    One word alone says little ("thirds", "bring", "ship"), so a clause around the figure that reads alone stands in its
    place, unless the word is what is counted ("seven crew").
    """
    told = [(fact.plain, phrase, fact) for fact in facts if (phrase := figure_of(fact).measures)]
    phrases = [(phrase, fact) for plain, phrase, fact in told if plain] or [(phrase, fact) for _, phrase, fact in told]
    phrases = [one for one in phrases if len(one[0].split()) > 1] or phrases
    if not phrases:
        return _clause_of(facts)
    bags = [set(phrase.lower().split()) for phrase, _ in phrases]
    best = max(range(len(phrases)), key=lambda i: (sum(len(bags[i] & bag) for bag in bags) / (3 + len(bags[i])), -i))
    phrase, fact = phrases[best]
    return phrase if len(phrase.split()) > 1 or _counts(fact, phrase) else _clause_of(facts, phrase)


def _counts(fact: Fact, noun: str) -> bool:
    """Say whether a figure counts what stands right behind it, and the noun says what that is ("people" does not)."""
    figure = figure_of(fact)
    behind = fact.sentence.words[max(0, figure.span.end - fact.sentence.start) :].lower().split()
    counted = figure.kind in ("count", "vague") and behind[:1] != [] and behind[0].strip(".,;:") == noun.lower()
    return counted and noun.lower() not in table("en", "tolls").get("anybody", {}).get("words", ())


def _clause_of(facts: Sequence[Fact], otherwise: str | None = None) -> str:
    """The shortest clause around one of the figures that reads alone, of a telling that can be shown first."""
    clauses = [(not fact.plain, len(fact.context.words), " ".join(fact.context.words.split())) for fact in facts]
    alone = [one for one in clauses if one[1] <= _LONGEST and one[2].split()[0].lower() not in _pronouns()]
    return min(alone)[2] if alone else otherwise or shortened(min(clauses)[2], _LONGEST)


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(["who", "which", "that", "i", *table("en", "brief").get("personal_pronouns", ())])


def _about_total(total: Total) -> str:
    """What a total counts, in a telling's words that name what befell them."""
    named = [fact for fact in total.facts if not isinstance(fact, Alone) and names(fact, total.indicator)]
    return _about(named) if named else f"people {total.indicator}"


def names(fact: Fact, indicator: str) -> bool:
    """Say whether what a figure measures has a word of an indicator in it ("killed")."""
    words = table("en", "tolls").get("indicators", {}).get(indicator, ())
    return bool(set(words) & set((figure_of(fact).measures or "").lower().split()))
