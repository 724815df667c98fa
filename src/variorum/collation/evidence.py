"""Whether what two statements share is enough to go by, before any score: one common word makes no fact."""

from __future__ import annotations

from variorum.collation.facts import Fact
from variorum.collation.likeness import Likeness, Weigh
from variorum.languages import table

_LEAST_STRONG = 2
# Somebody whom fewer than a sentence in five names: in a story on two presidents, neither president singles out a fact.
_KNOWN = 1.8
# Shared weight at which names count as much as words: few facts name the same three rare things.
_MUCH = 10.0


def strong_words(one: Fact, other: Fact, alike: Likeness) -> list[str]:
    """The shared concepts that are full words of both facts: no names, no weak words, no words around them."""
    return [key for key in alike.shared if not key.startswith("@") and _own(one, key) and _own(other, key)]


def enough(one: Fact, other: Fact, alike: Likeness, weigh: Weigh) -> bool:
    """Two full words; or the verb beside a rare doer, or whom it is done to; or a number or month beside the same doer."""
    strong = strong_words(one, other, alike)
    if len(strong) >= _LEAST_STRONG or (strong and one.ranks & other.ranks):
        return True
    if not strong:
        return False
    if alike.weight >= _MUCH and (one.predicate is None or other.predicate is None or one.predicate == other.predicate):
        return True
    subject = one.subject if one.subject == other.subject else None
    if strong[0] in table("en", "collation").get("months", ()) or strong[0][0].isdigit():
        return subject is not None
    if strong[0] != one.predicate or one.predicate != other.predicate:
        return False
    rare = {key for key in alike.shared if key.startswith("@") and weigh(key) > _KNOWN}
    return f"@{subject}" in rare or bool(rare - {f"@{one.subject}", f"@{other.subject}"})


def _own(fact: Fact, key: str) -> bool:
    return fact.weights.get(key, 1.0) >= 1.0
