"""Points on figures: which numbers of different tellings measure one thing, and how they differ."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from itertools import combinations

from variorum.collation.amounts import compatible, digits, rough, same
from variorum.collation.drafts import Draft, Told, parted
from variorum.collation.facts import Fact, shortened
from variorum.collation.grouping import Bounds, Group, Scored, clusters, grouped, score_all
from variorum.collation.likeness import Likeness, Weigh, covered, likeness
from variorum.collation.mouths import from_others
from variorum.languages import table
from variorum.model import ArticleId, Difference, Figure

# Tuned by reading the joined and the rejected pairs on the development stories; see docs/collation.md.
_BOUNDS = Bounds(join=0.42, floor=0.30, noted=0.2)
# A different number must measure the same thing more plainly than an equal one, or it is no difference at all.
_OTHER_VALUES = Bounds(join=0.45, floor=0.30, noted=0.2)
_PLAIN, _PLAINER = 0.50, 0.80
_SMALL = 25.0
_ENOUGH = 7.0
# Two long numbers within a tenth of each other ("14.1", "14.9") are likelier to be of one thing than any two.
_CLOSE = 0.1
_NEAR = 0.25
_SAME_HEAD = 0.2
# Two firms, or a firm and a town, that few other sentences name: the numbers are of one affair.
_SAME_PARTIES, _RARE = 0.1, 1.8
# What the two measure; what one measures found about the other; all that stands around them.
_CORE, _ACROSS = 0.4, 0.3


def figure_points(
    found: Sequence[Fact], weigh: Weigh, days: Mapping[ArticleId, date | None], led: Mapping[ArticleId, ArticleId]
) -> list[Draft]:
    """Give a Draft for each thing that is measured. ``days`` holds the publication day of each article, if known.

    Equal figures are grouped first; then groups with different values are held against each other by their best pair,
    because a bare mention of a number ("the $14.9 billion bid") says less of what it measures than the fullest one.
    """
    facts = [fact for fact in found if isinstance(fact.statement, Figure) and _says_something(fact.statement)]

    def score(one: Fact, other: Fact) -> tuple[float, str]:
        across = (covered(one, other, weigh) + covered(other, one, weigh)) / 2
        core = likeness(one.narrowed, other.narrowed, weigh)
        alike = likeness(one, other, weigh)
        named = sum(key.startswith("@") and weigh(key) > _RARE for key in alike.shared)
        return pair_score(one, other, alike, core, across, named=named)

    def differ(one: Fact, other: Fact) -> bool:
        return not same(_figure(one), _figure(other))

    def value(fact: Fact) -> Hashable:
        figure = _figure(fact)
        return None if figure.low is None and figure.high is None else (figure.low, figure.high, figure.unit)

    scored = score_all(facts, score, _BOUNDS, value)
    equal = Scored({pair: v for pair, v in scored.scores.items() if not differ(facts[pair[0]], facts[pair[1]])})
    groups = grouped(facts, equal, _BOUNDS, differ, led)
    drafts = []
    for joined, link in _with_other_values(facts, groups, scored):
        members = sorted(position for group in joined for position in group)
        strength = link if link is not None else scored.strength(members)
        drafts.append(_draft(Group(tuple(facts[p] for p in members), strength, scored.left_out(members, facts)), days))
    return drafts


def _with_other_values(
    facts: list[Fact], groups: list[list[int]], scored: Scored
) -> list[tuple[list[list[int]], float | None]]:
    """Join groups of equal figures that measure one thing with different values; with the mean of their best links."""
    home = {position: number for number, group in enumerate(groups) for position in group}
    best: dict[tuple[int, int], float] = {}
    for (one, other), score in scored.scores.items():
        pair = (min(home[one], home[other]), max(home[one], home[other]))
        a, b = _figure(facts[one]), _figure(facts[other])
        if pair[0] != pair[1] and not same(a, b) and (score >= _plain(a, b) or _gap(a, b) < _CLOSE or _runs((a, b))):
            best[pair] = max(score, best.get(pair, 0.0))
    first = [facts[group[0]] for group in groups]
    members = {fact.id: [facts[p] for p in group] for fact, group in zip(first, groups, strict=True)}

    def apart(one: Fact, other: Fact) -> bool:
        return any(_apart(a, b) for a in members[one.id] for b in members[other.id])

    found: list[tuple[list[list[int]], float | None]] = []
    for joined in clusters(range(len(groups)), best, _OTHER_VALUES, first, apart):
        links = [best[pair] for pair in combinations(sorted(joined), 2) if pair in best]
        found.append(([groups[n] for n in sorted(joined)], round(sum(links) / len(links), 3) if links else None))
    return found


def pair_score(
    one: Fact, other: Fact, alike: Likeness, core: Likeness, across: float, *, named: int = 0
) -> tuple[float, str]:
    """Score in 0..1 whether two figures measure one thing, and why not if something forbids it.

    ``across`` is how much of what each measures stands about the other, ``named`` how many rare names they share.
    """
    a, b = _figure(one), _figure(other)
    if not _one_dimension(a, b):
        return 0.0, ""
    equal = same(a, b)
    near = not equal and _gap(a, b) < _CLOSE and max(digits(a), digits(b)) > 2
    if forbidden := _forbidden(one, other, core, equal=equal, near=near):
        return 0.0, forbidden
    around = max(alike.both, alike.covers * _evidence(alike))
    score = _CORE * core.both + _ACROSS * across + (1 - _CORE - _ACROSS) * around
    if equal:
        counted = _SAME_HEAD if one.head and one.head == other.head and digits(a) > 1 else 0.0
        score += counted + 0.1 * max(0, digits(a) - 1) + (0.08 if a.unit else 0.0)
    else:
        score += (_NEAR if near else 0.0) + (_SAME_PARTIES if named > 1 else 0.0) - min(0.3, 0.08 * _gap(a, b))
    return min(1.0, max(0.0, score)), ""


def _forbidden(one: Fact, other: Fact, core: Likeness, *, equal: bool, near: bool) -> str:
    """Why two figures cannot measure one thing, if so."""
    a, b = _figure(one), _figure(other)
    if one.part != other.part or (one.part and not equal):
        return "a part is not the whole"
    if _periods_differ(a, b) or (not equal and one.year != other.year):
        return "another year or day"
    if equal:
        return ""
    if a.kind in ("count", "age") and not near and not _counts_alike(core):
        return "counts of something else"
    return _of_others(one, other)


def _says_something(figure: Figure) -> bool:
    """Leave out figures that only name the parties ("both sides", "the two leaders"); nobody disputes them."""
    parties = set(table("en", "collation").get("party_nouns", ()))
    if figure.kind == "ordinal":
        return False  # "the largest investor" is a claim, and is compared as one
    small = figure.kind == "count" and figure.low == figure.high == 2.0
    words = set((figure.measures or "").lower().split())
    return not (small and (figure.span.words.lower().startswith("both") or parties & words))


def _evidence(alike: Likeness) -> float:
    """How far the shared concepts can be trusted, 0..1: a few common words are little to go by."""
    return min(1.0, math.sqrt(alike.weight / _ENOUGH))


def _figure(fact: Fact) -> Figure:
    assert isinstance(fact.statement, Figure)  # noqa: S101  # the callers pick figures only; this tells the type checker
    return fact.statement


def _one_dimension(a: Figure, b: Figure) -> bool:
    """Only like is compared with like: money with money of one currency, people with people."""
    if a.kind == "vague" or b.kind == "vague":
        return a.kind == b.kind and a.unit == b.unit and same(a, b)  # "many" is no rounding of 843
    return a.unit == b.unit and (a.kind == b.kind or {a.kind, b.kind} <= {"count", "measure"})


def _periods_differ(a: Figure, b: Figure) -> bool:
    if a.as_of is None or b.as_of is None:
        return False
    shorter = min(len(a.as_of.value), len(b.as_of.value))
    return a.as_of.value[:shorter] != b.as_of.value[:shorter]


def _of_others(one: Fact, other: Fact) -> str:
    """Why two values are of different things: what they measure names others, or the ages are of no named person."""
    if one.places and other.places and not one.places & other.places and _figure(one).kind == "count":
        return "of another place"
    mine, theirs = ({key for key in fact.core if key.startswith("@")} for fact in (one, other))
    if mine and theirs and not mine & theirs:
        return "of somebody or something else"
    if _figure(one).kind == "age" and not mine & theirs:
        return "ages of nobody named"
    return ""


def _counts_alike(core: Likeness) -> bool:
    """Say whether two counts share more than "people"."""
    weak = set(table("en", "collation").get("weak", ()))
    return any(key not in weak for key in core.shared)


def _plain(a: Figure, b: Figure) -> float:
    """How plainly two values must be of one thing: small counts and lengths of time are of many things in any story."""
    small = all(f.kind == "count" and (f.low or f.high or 0.0) < _SMALL for f in (a, b))
    return _PLAINER if small or a.kind == "duration" else _PLAIN


def _gap(a: Figure, b: Figure) -> float:
    """How many times one value is the other, as a natural logarithm; 0 if that cannot be said."""
    first, second = (f.low if f.low is not None else f.high for f in (a, b))
    if not first or not second or first * second < 0:
        return 1.0 if first != second and None not in (first, second) else 0.0
    return abs(math.log(abs(first / second)))


def _apart(one: Fact, other: Fact) -> bool:
    """One telling that gives two values means two things, unless it tells how a count went on ("16, not 17")."""
    a, b = _figure(one), _figure(other)
    return one.article == other.article and not same(a, b) and not (compatible(a, b) or _runs((a, b)))


def _draft(group: Group, days: Mapping[ArticleId, date | None]) -> Draft:
    facts = list(group.facts)
    told = _versions(facts)
    if len(told) > 1 and _runs([_figure(version.facts[0]) for version in told]):
        told = tuple(sorted(told, key=lambda version: _moment(version, days)))  # as the count went on
    difference, reason = _difference(told, days) if len(told) > 1 else (None, "")
    return Draft(
        kind="figure",
        about=_about(facts),
        told=told,
        difference=difference,
        reason=reason,
        confidence=group.strength,
        considered=group.considered,
    )


def _versions(facts: list[Fact]) -> tuple[Told, ...]:
    groups = parted(facts, lambda one, other: same(_figure(one), _figure(other)))
    return tuple(Told(_value(group), tuple(group), tuple(fact.statement.span for fact in group)) for group in groups)


def _value(facts: list[Fact]) -> str:
    """The number in a telling's own words with its hedge, the most common wording first."""
    words = [
        f"{f.hedge} {f.span.words}" if f.hedge and f.hedge.lower() not in f.span.words.lower() else f.span.words
        for f in map(_figure, facts)
    ]
    return max(words, key=lambda word: (words.count(word), -words.index(word)))


def _difference(told: tuple[Told, ...], days: Mapping[ArticleId, date | None]) -> tuple[Difference, str]:
    figures = [_figure(version.facts[0]) for version in told]
    runs = _runs(figures) or _moves(told)
    clashing = [pair for pair in combinations(figures, 2) if _clash(*pair, runs)]
    if not clashing:
        return "precision", "one number is rounder or hedged; all of them can be true"
    if any(a.change != b.change for a, b in clashing):
        return "scope", "one is a level, the other a change"
    if runs:
        if latest := _latest(told, days):
            return "superseded", latest
        return "scope", "a number that moves on, and the tellings do not say which is later"
    if from_others(told):
        return "said_by", "each number comes from somebody else"
    return "conflict", " against ".join(version.value for version in told) + " for the same thing"


def _moves(told: tuple[Told, ...]) -> bool:
    """Say whether the value is a price or a rate that moves by the hour: then two values are of two moments."""
    moving = set(table("en", "collation").get("moving_values", ()))
    facts = [fact for version in told for fact in version.facts]
    of_markets = all(_figure(fact).kind in ("money", "percentage", "measure") for fact in facts)
    return of_markets and any(moving & set(fact.sentence.words.lower().split()) for fact in facts)


def _clash(one: Figure, other: Figure, runs: bool) -> bool:
    """Say whether two figures cannot both be the last word: "at least 8" is true beside 12, but 12 replaces it."""
    return not compatible(one, other) or (runs and not rough(one) and not rough(other))


def _runs(figures: Sequence[Figure]) -> bool:
    """Say whether what is counted goes on being counted: victims, damage, votes, cases. One telling's word is enough."""
    running = set(table("en", "collation").get("running_counts", ()))
    counts = all(figure.kind in ("count", "vague") for figure in figures)
    return counts and any(running & set((figure.measures or "").lower().split()) for figure in figures)


def _corrects(fact: Fact) -> bool:
    corrections = set(table("en", "collation").get("corrections", ()))
    return bool(corrections & set(fact.sentence.words.lower().split()))


def _moment(version: Told, days: Mapping[ArticleId, date | None]) -> tuple[date, bool, float]:
    """When a version was told first, whether it corrects another, and its number: within a day counts mostly grow."""
    known = [day for article in version.articles if (day := days.get(article))]
    return min(known, default=date.max), any(map(_corrects, version.facts)), _figure(version.facts[0]).low or 0.0


def _latest(told: tuple[Told, ...], days: Mapping[ArticleId, date | None]) -> str | None:
    """Say which version is the latest, if that is known: by the day of its tellings, then by a word of correction."""
    ranked = [
        (day, _corrects(fact), version.value)
        for version in told
        for fact in version.facts
        if (day := days.get(fact.article))
    ]
    if len({value for _, _, value in ranked}) < len(told):
        return None
    last = max(rank[:2] for rank in ranked)
    latest = sorted({value for day, corrected, value in ranked if (day, corrected) == last})
    if len(latest) == len(told):
        return None
    how = " and ".join(latest) + (" is" if len(latest) == 1 else " are") + f" the latest, of {last[0].isoformat()}"
    return f"a number that moves on: {how}{', and corrects what was told before' if last[1] else ''}"


def _about(facts: list[Fact]) -> str:
    """What is measured, in the words of the telling whose phrase the others share most."""
    told = [(fact.plain, measures) for fact in facts if (measures := _figure(fact).measures)]
    phrases = [phrase for plain, phrase in told if plain] or [phrase for _, phrase in told]
    if not phrases:
        return shortened(facts[0].context.words, 120)
    bags = [set(phrase.lower().split()) for phrase in phrases]
    best = max(range(len(phrases)), key=lambda i: (sum(len(bags[i] & bag) for bag in bags) / (3 + len(bags[i])), -i))
    return phrases[best]
