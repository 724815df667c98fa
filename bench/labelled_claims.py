"""Pairs of claims labelled by reading: S one fact, R related, N neither. Only ids and offsets are kept, no text.

``bench/labels/same_fact.jsonl`` has a story a line: its set, its articles, its part (``train`` or ``test``) and its pairs, each
``[article, start, end, article, start, end, label]`` with the articles as numbers. The pairs were drawn from those that one of
three scores held for likely (the program's, the sentence encoder's, shared words), and a second time near the decision of a
first scorer; they were labelled by developers who saw no score.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.data import records
from variorum import collation, lineage, statements
from variorum.articles import from_dict
from variorum.collation.facts import Fact, Rarity, facts_of
from variorum.collation.gather import gather
from variorum.collation.kin import kin_of
from variorum.collation.sameness import Ground
from variorum.model import Article, Claim, Reading

LABELS = Path(__file__).parent / "labels" / "same_fact.jsonl"
# Claims may be cut a little differently than when they were labelled.
_ALIKE = 0.6


@dataclass(frozen=True)
class LabelledStory:
    """The claims of one story as facts, what they are measured against, and the labelled pairs by position."""

    set: str
    name: str
    part: str
    facts: tuple[Fact, ...]
    ground: Ground
    pairs: tuple[tuple[int, int, str], ...]
    lost: int


def labelled_stories(data: Path, part: str | None = None) -> Iterator[LabelledStory]:
    """Read the stories of the labels with the program, one after another. Raises ``Missing``."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if part and told["part"] != part:
            continue
        if told["set"] not in found:
            found[told["set"]] = _texts(data, told["set"])
        yield read_story(told, [found[told["set"]][name] for name in told["articles"]])


def _texts(data: Path, name: str) -> dict[str, dict[str, Any]]:
    """The articles of a set by id, as the program takes them in."""
    held = list(records(data / "stories" / f"{name}.jsonl"))
    if name == "ecbplus":
        return {one["doc_id"]: {"id": one["doc_id"], "text": one["text"]} for one in held}
    if name == "incidents":
        parts = (part for one in held for part in _parts(one["articles"]))
        return {
            p["id"]: {"id": p["id"], "text": p["content"], "title": p["title"], "published": p["dct"]} for p in parts
        }
    return {one["id"]: {key: one[key] for key in ("id", "text", "title", "published", "source")} for one in held}


def _parts(articles: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ast.literal_eval(articles) if isinstance(articles, str) else articles
    return found


def read_story(told: dict[str, Any], texts: list[dict[str, Any]]) -> LabelledStory:
    """Read one labelled story."""
    readings: dict[str, Reading] = {}
    for text in texts:
        article, problems = from_dict(text, input=text["id"])
        if article is None:
            raise ValueError(problems[0].message)
        readings[article.id] = statements.read(article)[0]
    members: tuple[Article, ...] = collation.date_articles(tuple(r.article for r in readings.values()), readings)
    dated = {article.id: statements.redate(readings[article.id], article) for article in members}
    gathered = gather(dated, lineage.trace(members))
    known = facts_of(gathered)
    facts = tuple(fact for fact in known if isinstance(fact.statement, Claim))
    at = _Finder(facts)
    names = told["articles"]
    pairs, lost = [], 0
    for a, start, end, b, other_start, other_end, label in told["pairs"]:
        one, other = at.find(names[a], start, end), at.find(names[b], other_start, other_end)
        if one is None or other is None:
            lost += 1
        else:
            pairs.append((one, other, label))
    ground = Ground(facts, Rarity(known), kin_of(gathered.entities))
    return LabelledStory(told["set"], told["story"], told["part"], facts, ground, tuple(pairs), lost)


class _Finder:
    """Finds the claim that stands where a labelled one stood."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self._places: dict[str, list[tuple[int, int, int]]] = {}
        for position, fact in enumerate(facts):
            span = fact.statement.span
            self._places.setdefault(fact.article, []).append((span.start, span.end, position))

    def find(self, article: str, start: int, end: int) -> int | None:
        """The position of the claim that shares most characters with these, if it is nearly the same."""
        best, found = _ALIKE, None
        for first, last, position in self._places.get(article, ()):
            shared = min(last, end) - max(first, start)
            alike = shared / (max(last, end) - min(first, start))
            if alike > best:
                best, found = alike, position
        return found
