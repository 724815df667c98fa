"""Stories with annotated mentions, in the shape of ECB+: ``text``, ``tokens``, and ``mentions`` with token numbers and a chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.metrics import Bounds

NAMED = ("HUMAN_PART_PER", "HUMAN_PART_ORG", "HUMAN_PART_GPE", "LOC_GEO", "LOC_FAC", "LOC_OTHER", "HUMAN_PART_MET")
HE_OR_SHE = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
PRONOUNS = HE_OR_SHE | {"it", "its", "they", "them", "their"}
TITLES = {"Mr", "Mrs", "Ms", "Dr", "Miss", "I", "I'm", "I'd", "We", "His", "Her", "President", "Sen", "Rep", "Judge"}
SMALL = {"the", "at", "in", "of", "to", "into", "on", "from", "a", "an", "off", "across", "around", "outside", "near"}
INNER = {"of", "de", "and", "the", "for", "&", "-", "."}


@dataclass(frozen=True)
class Mention:
    """An annotated mention: its characters, its kind, its chain; for a name, the characters of the name alone."""

    document: str
    start: int
    end: int
    kind: str
    chain: str
    name: Bounds | None = None
    pronoun: str = ""


def offsets(text: str, tokens: Sequence[str]) -> list[Bounds]:
    """Where each token stands in the text; quotation marks were respelt, so a token that is not found takes no room."""
    places, position = [], 0
    for token in tokens:
        here = text.find(token, position, position + len(token) + 40)
        if here < 0:
            places.append((position, position))
            continue
        places.append((here, here + len(token)))
        position = here + len(token)
    return places


def mentions(record: dict[str, Any], lower: frozenset[str] = frozenset()) -> list[Mention]:
    """The mentions of a document that belong to a chain. ``lower``: see ``name_in``."""
    places = offsets(record["text"], record["tokens"])
    found = []
    for mention in record["mentions"]:
        held = [places[token] for token in mention["tokens"] if places[token][0] < places[token][1]]
        if not held or not mention["chain"]:
            continue
        words = mention["text"].lower()
        bounds = [places[token] for token in mention["tokens"]]
        name = name_in(record["text"], bounds, lower) if mention["type"] in NAMED and words not in PRONOUNS else None
        found.append(
            Mention(
                record["doc_id"],
                min(held)[0],
                max(end for _, end in held),
                mention["type"],
                mention["chain"],
                name,
                words if words in PRONOUNS and mention["type"] in NAMED else "",
            )
        )
    return found


def name_in(text: str, places: Iterable[Bounds], lower: frozenset[str]) -> Bounds | None:
    """The characters of a mention's first run of capitals: a name, without what stands before and after it.

    A lone capitalised word that the story also writes small (``lower``: "Police", "Suspect" in a headline) is no name.
    """
    run: list[Bounds] = []
    for start, end in places:
        word = text[start:end]
        if word[:1].isupper() and word.lower() not in SMALL and word.rstrip(".") not in TITLES:
            run.append((start, end))
        elif run and word.lower() not in INNER:
            break
    if all(text[start:end].lower() in lower for start, end in run):
        return None
    return (run[0][0], run[-1][1]) if run else None


def stories(records: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The documents of each event, in order of the events' labels."""
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        held[record["event_label"]].append(record)
    return dict(sorted(held.items()))
