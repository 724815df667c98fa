"""Which pairs of claims state one fact? Average precision of four scores on ECB+.

    python bench/collation.py [--data DIR] [--documents N] [--json]

A story is the documents of one ``event_label``, at most N of them (14). Its claims are read and gathered as the program
does it. A pair is two claims of different documents whose verbs are both annotated as events and that share a concept
or an entity; it is positive if the verbs are in one coreference chain and the claims share an annotated participant, or
one of them has none. Positive pairs that share nothing are kept and come last.

The regression (logistic, on the parts of the score) is fitted on even topics; its figure, and the second column of the
others, is over the odd ones.
"""

from __future__ import annotations

import json
import math
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from _data import asking, needed, rows
from entities import offsets

from variorum.collation.claims import pair_score
from variorum.collation.facts import Fact, Rarity, facts_of
from variorum.collation.gather import gather
from variorum.collation.likeness import Likeness, Weigh, likeness
from variorum.languages import parse, sentences
from variorum.model import Article, Claim, Lineage, Reading, Span
from variorum.statements.attributed import attribute
from variorum.statements.claims import claims_in
from variorum.statements.names import names_in

SCORES = ("share of weighted concepts (Dice)", "mean of Dice and coverage", "the score of claims", "regression")
Chains = frozenset[str]


@dataclass(frozen=True)
class Labelled:
    """A claim as a fact, the chains of its verb, and those of whom and what it holds."""

    fact: Fact
    acts: Chains
    parts: Chains


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    kind: str
    chain: str

    def meets(self, span: Span | None) -> bool:
        return span is not None and self.start < span.end and span.start < self.end

    def within(self, span: Span | None) -> bool:
        return span is not None and span.start <= self.start and self.end <= span.end


@dataclass(frozen=True)
class Pair:
    topic: int
    positive: bool
    features: tuple[float, ...]
    scores: tuple[float, float, float]


def reading(record: dict[str, Any]) -> Reading:
    article = Article(record["doc_id"], record["doc_id"], record["text"], language="en")
    doc = parse(article.text, "en")
    names = names_in(doc, article)
    held = tuple(article.span(start, end) for start, end in sentences(article.text, "en"))
    return attribute(Reading(article, held, entities=names.entities, claims=claims_in(doc, article)), names)


def mentions(record: dict[str, Any]) -> list[Mention]:
    places = offsets(record["text"], record["tokens"])
    found = []
    for mention in record["mentions"]:
        held = [places[token] for token in mention["tokens"] if places[token][0] < places[token][1]]
        if held and mention["chain"]:
            found.append(Mention(min(held)[0], max(end for _, end in held), mention["type"], mention["chain"]))
    return found


def labelled(fact: Fact, annotated: list[Mention]) -> Labelled:
    claim = fact.statement
    assert isinstance(claim, Claim)
    acts = {
        one.chain
        for one in annotated
        if "ACTION" in one.kind and "REPORTING" not in one.kind and one.meets(claim.predicate_span)
    }
    parts = {
        one.chain
        for one in annotated
        if "ACTION" not in one.kind
        and not one.kind.startswith("TIME")
        and (one.within(claim.span) or one.within(claim.subject_span))
    }
    return Labelled(fact, frozenset(acts), frozenset(parts))


def same_fact(one: Labelled, other: Labelled) -> bool:
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


def average_precision(scores: np.ndarray, positive: np.ndarray) -> float:
    ranked = positive[np.argsort(-scores, kind="stable")]
    right = np.cumsum(ranked)
    return float((right[ranked] / (np.nonzero(ranked)[0] + 1)).mean())


def regression(train: np.ndarray, positive: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Logistic regression with a little ridge, by plain gradient descent: nothing here needs a library."""
    middle, spread = train.mean(axis=0), train.std(axis=0) + 1e-9

    def scaled(values: np.ndarray) -> np.ndarray:
        return np.c_[(values - middle) / spread, np.ones(len(values))]

    seen, weights = scaled(train), np.zeros(train.shape[1] + 1)
    for _ in range(3000):
        guess = 1 / (1 + np.exp(-seen @ weights))
        weights -= 0.3 * (seen.T @ (guess - positive) / len(positive) + 1e-3 * np.r_[weights[:-1], 0])
    return scaled(test) @ weights


def measured(pairs: list[Pair]) -> list[dict[str, float | str | None]]:
    positive = np.array([pair.positive for pair in pairs])
    odd = np.array([pair.topic % 2 == 1 for pair in pairs])
    scores = np.array([pair.scores for pair in pairs])
    parts = np.array([pair.features for pair in pairs])
    table: list[dict[str, float | str | None]] = [
        {
            "score": name,
            "all": average_precision(scores[:, column], positive),
            "odd": average_precision(scores[odd, column], positive[odd]),
        }
        for column, name in enumerate(SCORES[:3])
    ]
    learnt = regression(parts[~odd], positive[~odd].astype(float), parts[odd])
    return [*table, {"score": SCORES[3], "all": None, "odd": average_precision(learnt, positive[odd])}]


def stories(path: Path, most: int) -> list[list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in rows(path):
        found[record["event_label"]].append(record)
    return [records[:most] for _, records in sorted(found.items())]


def main() -> None:
    options = asking(__doc__)
    options.add_argument("--documents", type=int, default=14, metavar="N", help="at most so many documents of an event")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = options.parse_args()
    source = given.data / "stories" / "ecbplus.jsonl"
    needed(source)
    begin = time.process_time()
    chosen = stories(source, given.documents)
    pairs = [pair for records in chosen for pair in story_pairs(records)]
    table = measured(pairs)
    documents = sum(map(len, chosen))
    positive = sum(pair.positive for pair in pairs)
    seconds = time.process_time() - begin
    if given.json:
        print(json.dumps({"documents": documents, "pairs": len(pairs), "positive": positive, "scores": table}))
        return
    print(f"ECB+: {documents} documents of {len(chosen)} events (at most {given.documents} of an event), ", end="")
    print(f"{len(pairs)} pairs of claims, {positive / len(pairs):.0%} positive; {seconds:.0f} s of processor time")
    print(f"{'average precision':36}{'all topics':>12}{'odd topics':>12}")
    for row in table:
        shown = "" if row["all"] is None else f"{row['all']:.3f}"
        print(f"{row['score']:36}{shown:>12}{row['odd']:>12.3f}")


if __name__ == "__main__":
    main()
