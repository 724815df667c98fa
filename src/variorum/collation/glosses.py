"""What a Point is about, in words that a person can read alone: no clause without its subject, no pronoun for a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.collation.facts import Fact, shortened
from variorum.collation.ledger import content
from variorum.languages import table
from variorum.model import Claim, Commitment, Entity, EntityId, Point, Span, StatementId

_LONGEST, _VALUE = 120, 60
_ONE = frozenset(["he", "she", "i"])
"""Pronouns that mean one person, whose name may stand in their place."""
_RELATIVE = frozenset(["which", "that", "who", "whom"])
_IDEAL = 60
"""Characters of a gloss that is taken in at a glance."""


def readable(
    points: Sequence[Point], facts: Mapping[StatementId, Fact], entities: Sequence[Entity]
) -> tuple[Point, ...]:
    """Give the Points with glosses that stand alone, made of the tellings' own words; no two are the same.

    A gloss that is a clause with its own subject stays. Else a telling that names who it is is taken, or the name stands
    before the clause.
    """
    people = {entity.id: entity for entity in entities}
    clauses = {fact.context: fact for fact in facts.values() if isinstance(fact.statement, Claim)}
    told = [replace(point, about=_gloss(point, facts, clauses, people)) for point in points]
    shared = Counter(point.about.casefold() for point in told)
    differing = Counter(point.about.casefold() for point in told if point.verdict == "differs")

    def alone(point: Point) -> bool:
        # The values of a difference are read right below it: the others on the same thing say theirs, and a figure always.
        if point.kind == "figure" and point.verdict != "differs":
            return False
        return shared[point.about.casefold()] == 1 or (
            point.verdict == "differs" and differing[point.about.casefold()] == 1
        )

    return tuple(point if alone(point) else _distinct(point) for point in told)


def _gloss(
    point: Point,
    facts: Mapping[StatementId, Fact],
    clauses: Mapping[Span, Fact],
    people: Mapping[EntityId, Entity],
) -> str:
    names = [name for version in point.versions for name in version.statements if name in facts]
    told = [facts[name] for name in names]
    if point.kind == "date" and _is_pronoun(point.about.split(" ", 1)[0]):
        told = [clauses[fact.context] for fact in told if fact.context in clauses]  # the clause that the date stands in
    elif point.kind not in ("claim", "commitment"):
        return point.about
    offered = [one for fact in told for one in _offers(fact, people)]
    if any(rank == 0 and words.startswith(point.about.rstrip(" …")) for rank, _, words in offered):
        return point.about
    best = min(
        offered,
        key=lambda one: (
            one[0] > 1,
            len(one[2]) > _LONGEST,
            not one[1],
            one[0],
            abs(len(one[2]) - _IDEAL) // 20,
            one[2],
        ),
        default=None,
    )
    return shortened(best[2], _LONGEST) if best else point.about


def _offers(fact: Fact, people: Mapping[EntityId, Entity]) -> Iterator[tuple[int, bool, str]]:
    """The glosses that a statement offers: how much was added to its words, whether they are a telling's own, the words."""
    statement = fact.statement
    words = " ".join(statement.span.words.split())
    if isinstance(statement, Claim):
        yield from _of_claim(fact, statement, words, people)
    if isinstance(statement, Commitment):
        inside = statement.actor_span is not None and statement.span.contains(statement.actor_span)
        if inside and not _is_pronoun(words.split()[0]):
            yield 0, fact.plain, words
        known = people.get(statement.actor or "")
        actor = known.name if known else statement.actor_words
        if actor and not _is_pronoun(actor):
            yield 1, fact.plain, f"{actor}: {content(statement)}"


def _of_claim(
    fact: Fact, claim: Claim, words: str, people: Mapping[EntityId, Entity]
) -> Iterator[tuple[int, bool, str]]:
    subject = _before_verb(claim)
    if subject is None:
        return
    inside = claim.subject_span is not None and claim.span.contains(claim.subject_span)
    if whole := _straightened(claim, words):
        words, inside, rank = whole.removeprefix(subject).strip(), False, 1
    elif inside and claim.subject_span and words.lower().startswith("whose "):
        words, inside, rank = words.removeprefix(" ".join(claim.subject_span.words.split())).strip(), False, 1
    else:
        words, rank = (words if inside else _without_pronoun(words)), 0 if inside else 1
    if not _is_pronoun(subject):
        yield rank, fact.plain, words if inside else f"{subject} {words}"
    elif subject.lower() in _ONE and (named := people.get(fact.subject or "")) and _fits(named, words):
        yield 2, fact.plain, f"[{named.name}] {_without_pronoun(words)}"


def _straightened(claim: Claim, words: str) -> str | None:
    """Turn "the bid … which Olsen blocked in May" round: "Olsen blocked the bid in May"."""
    subject, object_ = claim.subject_span, claim.object_span
    relative = words.split(" ", 1)[0].lower() in _RELATIVE
    if not (relative and subject and object_ and claim.subject and claim.object and claim.span.contains(subject)):
        return None
    if object_.end > claim.span.start or subject.start == claim.span.start:
        return None
    return " ".join(f"{claim.subject} {claim.predicate} {claim.object}".split())


def _before_verb(claim: Claim) -> str | None:
    """What stands before the verb of a claim. Of "the order issued by Olsen" it is the order, though Olsen is the subject."""
    named = " ".join(claim.subject.split()) if claim.subject else None
    if named is None or claim.subject_span is None:
        return named
    surface = " ".join(claim.subject_span.words.split())
    behind = surface != named and named in " ".join(claim.span.words.split())
    return surface if behind else named


def _fits(named: Entity, words: str) -> bool:
    return named.kind == "person" and named.name[:1].isupper() and named.name not in words


def _is_pronoun(words: str) -> bool:
    known = {
        *table("en", "timeline").get("pronouns", ()),
        *table("en", "brief").get("personal_pronouns", ()),
        "whose",
        "what",
    }
    return words.lower().replace("’", "'").split("'")[0] in known


def _without_pronoun(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if rest and _is_pronoun(first) else words


def _distinct(point: Point) -> Point:
    """Say what is said, where another Point is about the same."""
    value = shortened(" or ".join(version.value for version in point.versions), _VALUE)
    known, said = point.about.casefold().rstrip(" …"), value.casefold().rstrip(" …")
    same = said in known or known.rsplit(": ", 1)[-1] in said
    if point.kind == "date" or same:
        return point
    return replace(point, about=f"{point.about}: {value}")
