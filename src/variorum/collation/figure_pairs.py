"""Whether two figures measure one thing: the score of a pair, and what forbids it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from variorum.collation.amounts import compatible, digits, same
from variorum.collation.facts import Fact
from variorum.collation.figure_drafts import figure_of, runs_on
from variorum.collation.likeness import Likeness
from variorum.collation.tolls import Toll
from variorum.languages import table
from variorum.model import Figure

# Names from this weight on stand in the figure's own sentence.
_NEARBY = 0.4
LOOSELY = 0.52
"""The score of two values of one quantity that come from other sources or rest on another basis."""
CLOSE = 0.1
"""Two long numbers within a tenth of each other ("14.1", "14.9") are likelier to be of one thing than any two."""
_PLAIN, _PLAINER = 0.50, 0.80
_SMALL = 25.0
_ENOUGH = 7.0
_NEAR = 0.25
_SAME_HEAD = 0.2
# Counts that are not even of one size are seldom of one thing.
_FAR = math.log(8.0)
# Two firms, or a firm and a town, that few other sentences name, or one year long past: the numbers are of one affair.
_SAME_PARTIES = 0.1
# What the two measure; what one measures found about the other; all that stands around them.
_CORE, _ACROSS = 0.4, 0.3


def pair_score(
    one: Fact, other: Fact, alike: Likeness, core: Likeness, across: float, *, named: int = 0
) -> tuple[float, str]:
    """Score in 0..1 whether two figures measure one thing, and why not if something forbids it.

    ``across`` is how much of what each measures stands about the other, ``named`` how many rare names they share.
    """
    a, b = figure_of(one), figure_of(other)
    if not one_dimension(a, b):
        return 0.0, ""
    equal = same(a, b)
    near = not equal and gap(a, b) < CLOSE and max(digits(a), digits(b)) > 2
    if forbidden := _forbidden(one, other, core, equal=equal, near=near):
        return 0.0, forbidden
    around = max(alike.both, alike.covers * _evidence(alike))
    score = _CORE * core.both + _ACROSS * across + (1 - _CORE - _ACROSS) * around
    if equal:
        counted = _SAME_HEAD if one.head and one.head == other.head and digits(a) > 1 else 0.0
        score += counted + 0.1 * max(0, digits(a) - 1) + (0.08 if a.unit else 0.0)
    else:
        one_affair = named > 1 or (one.year is not None and one.year == other.year)
        score += (_NEAR if near else 0.0) + (_SAME_PARTIES if one_affair else 0.0) - min(0.3, 0.08 * gap(a, b))
    return min(1.0, max(0.0, score)), ""


def _forbidden(one: Fact, other: Fact, core: Likeness, *, equal: bool, near: bool) -> str:
    """Why two figures cannot measure one thing, if so."""
    a, b = figure_of(one), figure_of(other)
    if one.part != other.part or (one.part and not equal):
        return "a part is not the whole"
    if _periods_differ(a, b) or (not equal and one.year != other.year):
        return "another year or day"
    if equal:
        return ""
    if a.kind in ("count", "age") and not near and not _counts_alike(core):
        return "counts of something else"
    return _of_others(one, other)


def says_something(figure: Figure) -> bool:
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


def one_dimension(a: Figure, b: Figure) -> bool:
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
    if one.places and other.places and not one.places & other.places and figure_of(one).kind == "count":
        return "of another place"
    mine, theirs = ({key for key in fact.core if key.startswith("@")} for fact in (one, other))
    if mine and theirs and not mine & theirs:
        return "of somebody or something else"
    if figure_of(one).kind == "age" and not mine & theirs:
        return "ages of nobody named"
    apart = one.parties and other.parties and not one.parties & other.parties
    return "of somebody or something else" if apart else ""


def _counts_alike(core: Likeness) -> bool:
    """Say whether two counts share more than "people"."""
    weak = set(table("en", "collation").get("weak", ()))
    return any(key not in weak for key in core.shared)


def befallen_alike(one: Fact, other: Fact, tolls: Mapping[str, Toll]) -> bool:
    """Counts of people meet only if the same befell the same; with different values only totals do, and are found apart."""
    a, b = tolls.get(one.id), tolls.get(other.id)
    if a is None and b is None:
        return True
    equal = same(figure_of(one), figure_of(other))
    if a is None or b is None:
        return equal
    return a.indicator == b.indicator and (equal or (a.whom == b.whom is not None and not a.nearly_at_large))


def plainly(a: Figure, b: Figure) -> float:
    """How plainly two values must be of one thing: small counts and lengths of time are of many things in any story."""
    small = all(f.kind == "count" for f in (a, b)) and (
        all((f.low or f.high or 0.0) < _SMALL for f in (a, b)) or gap(a, b) > _FAR
    )
    return _PLAINER if small or a.kind == "duration" else _PLAIN


def gap(a: Figure, b: Figure) -> float:
    """How many times one value is the other, as a natural logarithm; 0 if that cannot be said."""
    first, second = (f.low if f.low is not None else f.high for f in (a, b))
    if not first or not second or first * second < 0:
        return 1.0 if first != second and None not in (first, second) else 0.0
    return abs(math.log(abs(first / second)))


def apart(one: Fact, other: Fact) -> bool:
    """One telling that gives two values means two things, unless it tells how a count went on ("16, not 17")."""
    a, b = figure_of(one), figure_of(other)
    return one.article == other.article and not same(a, b) and not (compatible(a, b) or runs_on((a, b)))


def loosely(one: Fact, other: Fact) -> bool:
    """Say whether two quite different values are of one quantity of the same parties: then source or basis differs.

    A president's "about $100 billion" stands so beside the bureau's $68.5 billion for the deficit with one country.
    """
    a, b = figure_of(one), figure_of(other)
    if a.kind not in ("money", "percentage") or a.kind != b.kind or a.unit != b.unit or compatible(a, b):
        return False
    if a.change != b.change or one.part or other.part or one.year != other.year or _periods_differ(a, b):
        return False
    if one.parties and other.parties and not one.parties & other.parties:
        return False
    return bool(_quantities(one) & _quantities(other)) and bool(_whose(one) & _whose(other)) and gap(a, b) < _FAR


def _quantities(fact: Fact) -> set[str]:
    known = table("en", "collation")
    balances = set(known.get("balances", ()))
    named = {"balance" if key in balances else key for key in fact.core}
    return named & {*known.get("quantities", ()), "balance"}


def _whose(fact: Fact) -> set[str]:
    """Whom a quantity is of: the names in what is measured, else those in its clause and the one before."""
    own = {key for key in fact.core if key.startswith("@")}
    return own or {key for key, weight in fact.weights.items() if key.startswith("@") and weight >= _NEARBY}
