"""Entities: names taken together within a story, and pronouns given to names.

Sets: every ``stories/*.jsonl`` whose records have ``mentions`` (ECB+); a story is all documents of one ``event_label``. The
items are the annotated mentions of people, bodies and places that hold a name; each is looked up by that name in what a
system found, and one that was not found counts as an entity of its own. B-cubed over all items, a story at a time but
pooled. Even topics were tuned on: split ``held_out`` is the odd ones, ``tuned`` the even ones, ``all`` both; a set
without topics is taken whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from bench.coreference import HE_OR_SHE, Mention, mentions, stories
from bench.data import Missing, found, records, tell
from bench.metrics import Bounds, b_cubed, harmonic
from bench.rivals.entities import Named, spacy_names
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Run, System, measured
from variorum.languages.names import fold

Story: TypeAlias = list[dict[str, Any]]
Labels: TypeAlias = dict[str, list[tuple[Bounds, str]]]


def variorum() -> Callable[[Sequence[dict[str, Any]]], Named]:
    """Names of each article, settled over the story. Pronouns that were given to a name stand among the mentions."""
    from variorum.collation.entities import settle
    from variorum.languages import parse, sentences
    from variorum.model import Article, Reading
    from variorum.statements.names import names_in

    parse("A line.")

    def read(story: Sequence[dict[str, Any]]) -> Named:
        articles, readings, names = [], {}, {}
        for record in story:
            article = Article(record["doc_id"], record["doc_id"], record["text"], language="en")
            names[article.id] = names_in(parse(article.text), article)
            bounds = tuple(article.span(*bound) for bound in sentences(article.text, "en"))
            readings[article.id] = Reading(article, sentences=bounds, entities=names[article.id].entities)
            articles.append(article)
        entities, mapping = settle(tuple(articles), readings, ())
        answers: Named = [
            (span.article, (span.start, span.end), entity.id) for entity in entities for span in entity.mentions
        ]
        for record in story:
            for mention in mentions(record):
                local = names[record["doc_id"]].at(mention.start, mention.end) if mention.pronoun else None
                if local is not None:
                    where = (mention.start, mention.end)
                    answers.append((record["doc_id"], where, mapping[record["doc_id"], local]))
        return answers

    return read


def same_string() -> Callable[[Sequence[dict[str, Any]]], Named]:
    """The floor: every annotated name is found, and equal strings are one."""

    def read(story: Sequence[dict[str, Any]]) -> Named:
        lower = small_words(story)
        return [
            (record["doc_id"], mention.name, fold(record["text"][slice(*mention.name)]))
            for record in story
            for mention in mentions(record, lower)
            if mention.name
        ]

    return read


SYSTEMS = (
    System(OURS, variorum),
    System("spaCy and strings", spacy_names, "names of spaCy, joined by string and last name"),
    System("same string", same_string, "is given the annotated names"),
)


def small_words(story: Sequence[dict[str, Any]]) -> frozenset[str]:
    """Words that the story writes small more often than with a capital."""
    seen = Counter(word for record in story for word in record["tokens"])
    return frozenset(word for word, count in seen.items() if word.islower() and count > seen[word.capitalize()])


def labels_of(answer: Named) -> Labels:
    """The spans of each document with their entities."""
    held: Labels = defaultdict(list)
    for document, place, entity in answer:
        held[document].append((place, entity))
    return held


def label_at(labels: Labels, document: str, place: Bounds) -> str | None:
    """The entity of the shortest span that overlaps a place."""
    over = [(end - start, entity) for (start, end), entity in labels[document] if start < place[1] and place[0] < end]
    return min(over)[1] if over else None


def judged(held: Sequence[Story], answers: Sequence[Named | None]) -> list[tuple[Mention, str, str]]:
    """Every name with its annotated chain and the entity it was given; one not found is an entity of its own."""
    items: list[tuple[Mention, str, str]] = []
    for number, (story, answer) in enumerate(zip(held, answers, strict=True)):
        labels, lower = labels_of(answer or []), small_words(story)
        for mention in (one for record in story for one in mentions(record, lower)):
            if mention.name:
                given = label_at(labels, mention.document, mention.name)
                entity = f"{number} {given}" if given is not None else f"{number} missed {len(items)}"
                items.append((mention, f"{number} {mention.chain}", entity))
    return items


def scores(done: Run[Named], held: Sequence[Story]) -> dict[str, float]:
    """B-cubed over all names, over people and bodies alone, and how many names were found."""
    items = judged(held, done.answers)
    gold, system = [chain for _, chain, _ in items], [entity for _, _, entity in items]
    precision, recall = b_cubed(gold, system)
    people = [(chain, entity) for mention, chain, entity in items if not mention.kind.startswith("LOC")]
    measures = {"B3 F1": harmonic(precision, recall), "B3 P": precision, "B3 R": recall}
    measures["B3 F1 without places"] = harmonic(*b_cubed([a for a, _ in people], [b for _, b in people]))
    measures |= every_mention(held, done.answers) if done.name == OURS else {}
    measures["found"] = sum(" missed " not in entity for entity in system) / max(1, len(system))
    return measures | (pronouns(held, done.answers) if done.name == OURS else {})


def every_mention(held: Sequence[Story], answers: Sequence[Named | None]) -> dict[str, float]:
    """B-cubed over every annotated mention of people, bodies and places: names, common nouns and pronouns.

    Each mention is given the entity of the span that shares most characters with it; one not found stands alone.
    """
    gold: list[str] = []
    system: list[str] = []
    for number, (story, answer) in enumerate(zip(held, answers, strict=True)):
        labels = labels_of(answer or [])
        for mention in (one for record in story for one in mentions(record)):
            if mention.kind.startswith(("HUM", "LOC")):
                given = best_label(labels, mention.document, (mention.start, mention.end))
                gold.append(f"{number} {mention.chain}")
                system.append(f"{number} {given}" if given is not None else f"{number} missed {len(gold)}")
    precision, recall = b_cubed(gold, system)
    return {
        "every mention B3 F1": harmonic(precision, recall),
        "every mention B3 P": precision,
        "every mention B3 R": recall,
        "every mention": float(len(gold)),
    }


def best_label(labels: Labels, document: str, place: Bounds) -> str | None:
    """The entity of the span that shares most characters with a place, of several the shortest."""
    over = [
        (max(start, place[0]) - min(end, place[1]), end - start, entity)
        for (start, end), entity in labels[document]
        if start < place[1] and place[0] < end
    ]
    return min(over)[2] if over else None


def pronouns(held: Sequence[Story], answers: Sequence[Named | None]) -> dict[str, float]:
    """Of the pronouns whose chain has a name in the same document: the share answered, and of these the share right.

    An answer is right if most of the chain's names in that document were given to the same entity.
    """
    counts: Counter[str] = Counter()
    for story, answer in zip(held, answers, strict=True):
        labels, lower = labels_of(answer or []), small_words(story)
        for record in story:
            annotated = mentions(record, lower)
            homes: dict[str, Counter[str]] = defaultdict(Counter)
            for mention in annotated:
                entity = label_at(labels, mention.document, mention.name) if mention.name else None
                if entity is not None:
                    homes[mention.chain][entity] += 1
            for mention in annotated:
                if mention.pronoun and homes[mention.chain]:
                    kind = "he/she" if mention.pronoun in HE_OR_SHE else "it/they"
                    given = label_at(labels, mention.document, (mention.start, mention.end))
                    counts[kind] += 1
                    counts[f"{kind} answered"] += given is not None
                    home = homes[mention.chain]
                    counts[f"{kind} right"] += given is not None and home[given] == max(home.values())
    shares = {}
    for kind in ("he/she", "it/they"):
        shares[f"{kind} answered"] = counts[f"{kind} answered"] / max(1, counts[kind])
        shares[f"{kind} right"] = counts[f"{kind} right"] / max(1, counts[f"{kind} answered"])
    return shares


def _errors(done: Run[Named], held: Sequence[Story]) -> Iterator[str]:
    """Chains that were cut, and entities that hold two chains."""
    texts = {record["doc_id"]: record["text"] for story in held for record in story}
    by_chain: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    by_entity: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for mention, chain, entity in judged(held, done.answers):
        assert mention.name is not None
        words = texts[mention.document][slice(*mention.name)]
        by_chain[chain][entity, words] += 1
        by_entity[entity][chain, words] += 1
    for name, groups in (("CUT   ", by_chain), ("JOINED", by_entity)):
        for group, forms in groups.items():
            if len({other for other, _ in forms}) > 1:
                yield f"{name} {group}: " + ", ".join(f"{words} [{other}] {n}" for (other, words), n in forms.items())


def split_of(story: Story) -> str:
    """Odd topics are held out, even ones were tuned on; a story without a topic is in neither."""
    topic = str(story[0].get("topic", ""))
    if not topic.isdigit():
        return "all"
    return "held_out" if int(topic) % 2 else "tuned"


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of every set with mentions. Raises ``Missing``."""
    sets = [path for path in found(ask.data / "stories", ".jsonl") if _annotated(path)]
    if not sets:
        raise Missing(ask.data / "stories" / "ecbplus.jsonl")
    for path in sets:
        everything = list(stories(records(path)).values())
        splits = {split_of(story) for story in everything}
        split = ask.split or ("held_out" if "held_out" in splits else "all")
        held = list(islice((one for one in everything if split in {"all", split_of(one)}), ask.most(6)))
        names = sum(bool(mention.name) for story in held for mention in _mentions(story))
        sheet = Sheet("entities", path.stem, split, names)

        def score(done: Run[Named], held: list[Story] = held) -> dict[str, float]:
            if done.name == OURS:
                tell(ask, _errors(done, held))
            return scores(done, held)

        yield from measured(sheet, SYSTEMS, held, score, ask)


def _mentions(story: Story) -> Iterator[Mention]:
    lower = small_words(story)
    return (mention for record in story for mention in mentions(record, lower))


def _annotated(path: Path) -> bool:
    return {"mentions", "tokens", "event_label"} <= set(next(records(path), {}))
