"""Collation: which pairs of claims state one fact? Average precision of four scores on ECB+.

A story is the documents of one ``event_label``, at most 14 of them. Its claims are read and gathered as the program does
it. A pair is two claims of different documents whose verbs are both annotated as events and that share a concept or an
entity; it is positive if the verbs are in one coreference chain and the claims share an annotated participant, or one of
them has none. Positive pairs that share nothing are kept and come last. The regression (logistic, on the parts of the
score) is fitted on even topics; its figure is over the odd ones (``held_out``), which are the fair ones for all.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from bench.coreference import Mention, mentions, stories
from bench.data import records
from bench.metrics import average_precision
from bench.rows import OURS, Ask, Row, Sheet
from variorum.collation.claims import pair_score
from variorum.collation.facts import Fact, Rarity, facts_of
from variorum.collation.gather import gather
from variorum.collation.likeness import Likeness, Weigh, likeness
from variorum.languages import parse, sentences
from variorum.model import Article, Claim, Lineage, Reading, Span
from variorum.statements.attributed import attribute
from variorum.statements.claims import claims_in
from variorum.statements.names import names_in

SCORES = ("share of weighted concepts (Dice)", "mean of Dice and coverage", OURS)
REGRESSION = "regression"
MOST = 14
Chains: TypeAlias = frozenset[str]
Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Labelled:
    """A claim as a fact, the chains of its verb, and those of whom and what it holds."""

    fact: Fact
    acts: Chains
    parts: Chains


def meets(mention: Mention, span: Span | None) -> bool:
    """Say whether an annotated mention overlaps a span."""
    return span is not None and mention.start < span.end and span.start < mention.end


def within(mention: Mention, span: Span | None) -> bool:
    """Say whether an annotated mention lies within a span."""
    return span is not None and span.start <= mention.start and mention.end <= span.end


@dataclass(frozen=True)
class Pair:
    """Two claims of different documents: whether they state one fact, the parts of the score, and three scores."""

    topic: int
    positive: bool
    features: tuple[float, ...]
    scores: tuple[float, float, float]


def reading(record: dict[str, Any]) -> Reading:
    """Read the names and claims of one document."""
    article = Article(record["doc_id"], record["doc_id"], record["text"], language="en")
    doc = parse(article.text, "en")
    names = names_in(doc, article)
    held = tuple(article.span(start, end) for start, end in sentences(article.text, "en"))
    return attribute(Reading(article, held, entities=names.entities, claims=claims_in(doc, article)), names)


def labelled(fact: Fact, annotated: Sequence[Mention]) -> Labelled:
    """Look up a claim's annotated chains: those of its verb, and those of its participants."""
    claim = fact.statement
    assert isinstance(claim, Claim)
    acts = {
        one.chain
        for one in annotated
        if "ACTION" in one.kind and "REPORTING" not in one.kind and meets(one, claim.predicate_span)
    }
    parts = {
        one.chain
        for one in annotated
        if "ACTION" not in one.kind
        and not one.kind.startswith("TIME")
        and (within(one, claim.span) or within(one, claim.subject_span))
    }
    return Labelled(fact, frozenset(acts), frozenset(parts))


def same_fact(one: Labelled, other: Labelled) -> bool:
    """Say whether two claims are of one event and share a participant, where both have one."""
    shared = bool(one.parts & other.parts) or not one.parts or not other.parts
    return bool(one.acts & other.acts) and shared


def features(one: Fact, other: Fact, alike: Likeness, weigh: Weigh) -> tuple[float, ...]:
    """The parts of the score, for the regression to weigh as it likes."""
    words = [key for key in alike.shared if not key.startswith("@")]
    subjects = 0.0 if not one.subject or not other.subject else 1.0 if one.subject == other.subject else -1.0
    a, b = one.statement, other.statement
    assert isinstance(a, Claim)
    assert isinstance(b, Claim)
    return (
        alike.dice,
        alike.covers,
        float(bool(one.predicate) and one.predicate == other.predicate),
        float(bool({one.predicate, other.predicate} & set(alike.shared))),
        subjects,
        min(len(words), 5),
        min(len(alike.shared) - len(words), 3),
        alike.weight,
        max((weigh(word) for word in words), default=0.0),
        abs(math.log((len(one.weights) + 1) / (len(other.weights) + 1))),
        float(a.negated != b.negated),
        float((a.modality is None) != (b.modality is None)),
    )


def story_pairs(records: list[dict[str, Any]]) -> Iterator[Pair]:
    """Give the pairs of one story."""
    gathered = gather({record["doc_id"]: reading(record) for record in records}, Lineage())
    facts = facts_of(gathered)
    weigh = Rarity(facts)
    annotated = {record["doc_id"]: mentions(record) for record in records}
    held = [one for one in (labelled(fact, annotated[fact.article]) for fact in facts) if one.acts]
    for one, other in combinations(held, 2):
        if one.fact.article == other.fact.article:
            continue
        alike = likeness(one.fact, other.fact, weigh)
        positive = same_fact(one, other)
        if alike.shared or positive:
            ours, _ = pair_score(one.fact, other.fact, alike, weigh)
            parts = features(one.fact, other.fact, alike, weigh)
            yield Pair(int(records[0]["topic"]), positive, parts, (alike.dice, alike.both, ours))


def regression(train: Floats, positive: Floats, test: Floats) -> Floats:
    """Logistic regression with a little ridge, by plain gradient descent: nothing here needs a library."""
    middle, spread = train.mean(axis=0), train.std(axis=0) + 1e-9

    def scaled(values: Floats) -> Floats:
        return np.column_stack([(values - middle) / spread, np.ones(len(values))])

    seen, weights = scaled(train), np.zeros(train.shape[1] + 1)
    for _ in range(3000):
        guess = 1 / (1 + np.exp(-seen @ weights))
        weights -= 0.3 * (seen.T @ (guess - positive) / len(positive) + 1e-3 * np.r_[weights[:-1], 0])
    return scaled(test) @ weights


def rows_of(pairs: Sequence[Pair], documents: int, seconds: float) -> Iterator[Row]:
    """Average precision of each score over the odd topics and over all; the regression is fitted on the even ones."""
    odd = [pair for pair in pairs if pair.topic % 2 == 1]
    even = [pair for pair in pairs if pair.topic % 2 == 0]
    for split, held in (("held_out", odd), ("all", list(pairs))):
        sheet = Sheet("collation", "ECB+ claims", split, len(held))
        positive = [pair.positive for pair in held]
        for column, name in enumerate(SCORES):
            value = average_precision([pair.scores[column] for pair in held], positive)
            yield sheet.row(name, "average precision", value)
        if split == "held_out" and odd and even:
            learnt = regression(
                np.array([pair.features for pair in even]),
                np.array([float(pair.positive) for pair in even]),
                np.array([pair.features for pair in odd]),
            )
            value = average_precision([float(score) for score in learnt], positive)
            yield sheet.row(REGRESSION, "average precision", value, "fitted on the even topics")
        if split == "all":
            yield sheet.row(OURS, "positive pairs", sum(positive) / max(1, len(positive)))
            yield sheet.row(OURS, "seconds", seconds, "reading and pairing", n=documents)


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of the four scores. Raises ``Missing``."""
    begin = time.process_time()
    held = stories(records(ask.data / "stories" / "ecbplus.jsonl"))
    chosen = [documents[:MOST] for documents in islice(held.values(), ask.most(8))]
    pairs = [pair for documents in chosen for pair in story_pairs(documents)]
    yield from rows_of(pairs, sum(map(len, chosen)), time.process_time() - begin)
