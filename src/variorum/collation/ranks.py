"""Points on ranks: where tellings number one thing differently ("the first G7 leader to meet", "the second foreign guest").

Both can be true, because each counts among others; a reader should still see them side by side, so the difference is scope.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from variorum.collation.drafts import Draft, Told
from variorum.collation.facts import Fact, shortened
from variorum.collation.sameness import Ground, measures_by_name
from variorum.languages import table
from variorum.model import Claim

# The two must be told of one act and of the same people.
_ACT, _LEAST = 0.5, 0.25
_PARTIES = 2
_SURE = 0.6


def rank_points(found: Sequence[Fact], ground: Ground) -> list[Draft]:
    """Give a Draft for each two tellings that rank one thing differently, each claim in one Draft at most."""
    ranked = [fact for fact in found if isinstance(fact.statement, Claim) and _ranks(fact)]
    taken: set[str] = set()
    drafts = []
    for one, other in combinations(ranked, 2):
        if one.article == other.article or taken & {one.id, other.id}:
            continue
        if ranks_clash(one, other) and _of_one_thing(one, other, ground):
            taken |= {one.id, other.id}
            drafts.append(_draft(one, other))
    return drafts


def ranks_clash(one: Fact, other: Fact) -> bool:
    """Say whether both claims rank something, and no rank is the same."""
    mine, theirs = _ranks(one), _ranks(other)
    return bool(mine and theirs) and not mine & theirs


def _ranks(fact: Fact) -> frozenset[float]:
    """The places that a claim gives; "the second quarter" is no place."""
    timed = table("en", "collation").get("numbered_times", ())
    return frozenset(value for value, head in fact.ranks if head not in timed)


def _of_one_thing(one: Fact, other: Fact, ground: Ground) -> bool:
    """Say whether two claims rank the same people at the same act."""
    named = [{key for key in (*fact.weights, *fact.around) if key.startswith("@")} for fact in (one, other)]
    if len(named[0] & named[1]) < _PARTIES:
        return False
    found = measures_by_name(one, other, ground)
    same_act = max(found["predicate"], found["arcs"]) >= _ACT
    return same_act and found["dice"] >= _LEAST and found["doer"] >= 0


def _draft(one: Fact, other: Fact) -> Draft:
    told = tuple(Told(shortened(fact.context.words, 140), (fact,), (fact.statement.span,)) for fact in (one, other))
    about = shortened(one.context.words, 140)
    return Draft("claim", about, told, "scope", "each counts among others, so that both can be true", _SURE)
