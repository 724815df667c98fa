"""Points on figures: which numbers of different tellings measure one thing, and how they differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from variorum.collation.amounts import compatible, digits, same
from variorum.collation.drafts import Draft, Told
from variorum.collation.facts import Fact
from variorum.collation.likeness import Likeness, Weigh, candidates, clusters, likeness
from variorum.languages import table
from variorum.model import ArticleId, Considered, Difference, Figure

# Tuned by reading the joined and the rejected pairs on the development stories; see docs/collation.md.
_JOIN = 0.42
_FLOOR = 0.30
_SURE_OF_CONFLICT = 0.45
_NOTED = 0.2
_ENOUGH = 7.0
# Two long numbers within a tenth of each other ("14.1", "14.9") are likelier to be of one thing than any two.
_CLOSE = 0.1
_NEAR = 0.08


def figure_points(found: Sequence[Fact], weigh: Weigh, days: dict[ArticleId, date | None]) -> list[Draft]:
    """Give a Draft for each thing that is measured. ``days`` holds the publication day of each article, if known."""
    facts = [fact for fact in found if isinstance(fact.statement, Figure) and _says_something(fact.statement)]
    scored = []
    considered: dict[int, list[Considered]] = {}
    for one, other in candidates(facts):
        a, b = facts[one], facts[other]
        score, why = pair_score(a, b, likeness(a, b, weigh), likeness(_core(a), _core(b), weigh))
        if score >= _FLOOR:
            scored.append((score, one, other))
        elif score >= _NOTED or why:
            considered.setdefault(one, []).append(Considered(b.id, round(score, 3), why or "too little in common"))
            considered.setdefault(other, []).append(Considered(a.id, round(score, 3), why or "too little in common"))
    best = {pair: score for score, *pair in scored for pair in [tuple(pair)]}
    groups = clusters(len(facts), scored, join=_JOIN, floor=_FLOOR, apart=lambda i, j: _apart(facts[i], facts[j]))
    drafts = []
    for group in groups:
        links = [best.get((i, j), 0.0) for i in group for j in group if i < j]
        strength = sum(links) / len(links) if links else 1.0
        rejected = sorted((c for i in group for c in considered.get(i, ())), key=lambda c: (-c.score, c.statement))
        drafts.append(_draft([facts[i] for i in group], strength, tuple(rejected[:5]), days))
    return drafts


def pair_score(one: Fact, other: Fact, alike: Likeness, core: Likeness) -> tuple[float, str]:
    """Score in 0..1 whether two figures measure one thing, and why not if something forbids it."""
    a, b = _figure(one), _figure(other)
    if not _one_dimension(a, b):
        return 0.0, ""
    if _periods_differ(a, b):
        return 0.0, "another year or day"
    score = 0.55 * core.both + 0.45 * max(alike.both, alike.covers * _evidence(alike))
    if same(a, b):
        return min(1.0, score + 0.1 * max(0, digits(a) - 1) + (0.08 if a.unit else 0.0)), ""
    gap = _gap(a, b)
    near = _NEAR if gap < _CLOSE and min(digits(a), digits(b)) > 1 else 0.0
    return max(0.0, score + near - min(0.3, 0.08 * gap)), ""


def _core(fact: Fact) -> Fact:
    return replace(fact, weights=fact.core)


def _says_something(figure: Figure) -> bool:
    """"Both sides" and "the two leaders" name the parties; nobody disputes them."""
    parties = set(table("en", "collation").get("party_nouns", ()))
    small = figure.kind == "count" and figure.low == figure.high == 2.0
    words = set((figure.measures or "").lower().split())
    return not (small and (figure.span.words.lower().startswith("both") or parties & words))


def _evidence(alike: Likeness) -> float:
    """How far the shared concepts can be trusted, 0..1: a few common words are little to go by."""
    return min(1.0, (alike.weight / _ENOUGH) ** 0.5)


def _figure(fact: Fact) -> Figure:
    assert isinstance(fact.statement, Figure)  # noqa: S101  # the callers pick figures only; this tells the type checker
    return fact.statement


def _one_dimension(a: Figure, b: Figure) -> bool:
    """Only like is compared with like: money with money of one currency, people with people."""
    if a.kind == "vague" or b.kind == "vague":
        return a.unit == b.unit
    if a.kind == "ordinal" or b.kind == "ordinal":
        return a.kind == b.kind and same(a, b)
    return a.unit == b.unit and (a.kind == b.kind or {a.kind, b.kind} <= {"count", "measure"})


def _periods_differ(a: Figure, b: Figure) -> bool:
    if a.as_of is None or b.as_of is None:
        return False
    shorter = min(len(a.as_of.value), len(b.as_of.value))
    return a.as_of.value[:shorter] != b.as_of.value[:shorter]


def _gap(a: Figure, b: Figure) -> float:
    """How many times one value is the other, as a natural logarithm; 0 if that cannot be said."""
    first, second = (f.low if f.low is not None else f.high for f in (a, b))
    if not first or not second or first * second < 0:
        return 1.0 if first != second and None not in (first, second) else 0.0
    return abs(math.log(abs(first / second)))


def _apart(one: Fact, other: Fact) -> bool:
    """One telling that gives two values means two things."""
    a, b = _figure(one), _figure(other)
    return one.article == other.article and not same(a, b) and not compatible(a, b)


def _draft(facts: list[Fact], strength: float, considered: tuple[Considered, ...], days: dict[ArticleId, date | None]) -> Draft:
    told = _versions(facts)
    difference, reason = _difference(told, days) if len(told) > 1 else (None, "")
    if difference == "conflict" and strength < _SURE_OF_CONFLICT:
        difference, reason = "scope", "the numbers differ, but they may not measure quite the same thing"
    return Draft(
        kind="figure",
        about=_about(facts),
        told=told,
        difference=difference,
        reason=reason,
        confidence=round(strength, 3),
        considered=considered,
    )


def _versions(facts: list[Fact]) -> tuple[Told, ...]:
    groups: list[list[Fact]] = []
    for fact in facts:
        home = next((group for group in groups if same(_figure(group[0]), _figure(fact))), None)
        if home is None:
            groups.append([fact])
        else:
            home.append(fact)
    return tuple(Told(_value(group), tuple(group), tuple(fact.statement.span for fact in group)) for group in groups)


def _value(facts: list[Fact]) -> str:
    """The number in a telling's own words with its hedge, the most common wording first."""
    words = [f"{f.hedge} {f.span.words}" if f.hedge else f.span.words for f in map(_figure, facts)]
    return max(words, key=lambda word: (words.count(word), -words.index(word)))


def _difference(told: tuple[Told, ...], days: dict[ArticleId, date | None]) -> tuple[Difference, str]:
    figures = [_figure(version.facts[0]) for version in told]
    clashing = [(a, b) for i, a in enumerate(figures) for b in figures[i + 1 :] if not compatible(a, b)]
    if not clashing:
        return "precision", "one number is rounder or hedged; all of them can be true"
    if any(a.change != b.change for a, b in clashing):
        return "scope", "one is a level, the other a change"
    speakers = [{_speaker(_figure(fact)) for fact in version.facts} for version in told]
    if all(None not in named for named in speakers) and not set.intersection(*speakers):
        return "said_by", "each number comes from somebody else"
    if _runs(figures):
        return "superseded", _later(told, days)
    return "conflict", "both cannot be true of the same thing"


def _speaker(figure: Figure) -> str | None:
    return (figure.said_by.entity or figure.said_by.words.lower()) if figure.said_by else None


def _runs(figures: list[Figure]) -> bool:
    """Say whether what is counted goes on being counted: victims, damage, votes, cases."""
    running = set(table("en", "collation").get("running_counts", ()))
    return all(f.kind in ("count", "vague") and running & set((f.measures or "").lower().split()) for f in figures)


def _later(told: tuple[Told, ...], days: dict[ArticleId, date | None]) -> str:
    dated = [(max(known), version) for version in told if (known := [d for a in version.articles if (d := days.get(a))])]
    if len({day for day, _ in dated}) > 1:
        day, version = max(dated, key=lambda pair: pair[0])
        return f"a count that grows or is corrected: {version.value} is the latest, of {day.isoformat()}"
    return "a count that grows or is corrected; the tellings do not say which is the later one"


def _about(facts: list[Fact]) -> str:
    """What is measured, in the words of the telling whose phrase the others share most."""
    phrases = [f.measures for f in map(_figure, facts) if f.measures]
    if not phrases:
        return facts[0].context.words if len(facts[0].context.words) <= 120 else f"{facts[0].context.words[:117].rsplit(' ', 1)[0]} …"
    bags = [set(phrase.lower().split()) for phrase in phrases]
    best = max(range(len(phrases)), key=lambda i: (sum(len(bags[i] & bag) for bag in bags) / (3 + len(bags[i])), -i))
    return phrases[best]
