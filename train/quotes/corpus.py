"""Labelled articles as the tagger's training examples, whole or with their marks and breaks damaged."""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from variorum.languages import parse
from variorum.statements.tagging.encoding import Encoded, encode

Record = dict[str, Any]
Words = frozenset[int]
ROLES = ("cue", "source", "content")

# A spinner or a translation machine picks another word where reporters write "said".
_SAID = (
    "stated", "declared", "remarked", "noted", "told reporters", "pointed out", "expressed", "claimed", "indicated",
    "reported", "mentioned", "commented", "announced", "explained", "affirmed", "added", "informed", "emphasized",
    "has said", "argued", "introduced", "spoke", "disclosed", "conveyed",
)  # fmt: skip
_STYLES = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("``", "''"), ("「", "」"), ("'", "'"), ("", ""))
_DOUBLE = re.compile(r"[“”]|\"")
_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Attribution:
    """One attribution over the words of an ``Encoded`` text; ``anchor`` is the head of its cue, or none."""

    anchor: int | None
    cue: Words
    source: Words
    content: Words


@dataclass(frozen=True)
class Example:
    """An article as the tagger sees it, and what it should find there."""

    name: str
    encoded: Encoded
    attributions: tuple[Attribution, ...]


def records(path: Path, split: str) -> Iterator[Record]:
    """Give the articles of one split of a file in PolNeAR's shape."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["split"] == split:
                yield record


def example(record: Record) -> Example:
    """Parse and encode an article and lay its attributions over the words."""
    doc = parse(record["text"], "en")
    encoded = encode(doc)
    starts = [doc[int(token)].idx for token in encoded.tokens]
    found = tuple(_attribution(doc, encoded, starts, given) for given in record["attributions"])
    kept = tuple(attribution for attribution in found if attribution.content)
    return Example(record.get("doc_id", ""), encoded, kept)


def _attribution(doc: Doc, encoded: Encoded, starts: list[int], given: Record) -> Attribution:
    cue, source, content = (_covered(doc, encoded, starts, given.get(role, [])) for role in ROLES)
    return Attribution(_anchor(doc, encoded, cue), cue, source, content)


def _covered(doc: Doc, encoded: Encoded, starts: list[int], spans: Iterable[Record]) -> Words:
    words: set[int] = set()
    for span in spans:
        word = max(bisect_right(starts, span["start"]) - 1, 0)
        while word < len(starts) and starts[word] < span["end"]:
            token = doc[int(encoded.tokens[word])]
            if token.idx + len(token) > span["start"]:
                words.add(word)
            word += 1
    return frozenset(words)


def _anchor(doc: Doc, encoded: Encoded, cue: Words) -> int | None:
    """Choose the word of the cue that hangs from outside it, a verb if there is one."""
    ordered = sorted(cue)
    tokens = {int(encoded.tokens[word]) for word in ordered}
    roots = [word for word in ordered if _head(doc, encoded, word) not in tokens or _is_root(doc, encoded, word)]
    verbs = [word for word in roots if doc[int(encoded.tokens[word])].pos_ in {"VERB", "AUX"}]
    return next(iter([*verbs, *roots, *ordered]), None)


def _head(doc: Doc, encoded: Encoded, word: int) -> int:
    return int(doc[int(encoded.tokens[word])].head.i)


def _is_root(doc: Doc, encoded: Encoded, word: int) -> bool:
    return _head(doc, encoded, word) == int(encoded.tokens[word])


def damaged(record: Record, chance: random.Random) -> Record:
    """Give an article other quotation marks, broken ones or none, run-together paragraphs, and unusual cue verbs."""
    text = record["text"]
    edits: list[tuple[int, int, str]] = []
    opening, closing = chance.choice(_STYLES)
    lost = chance.choice((0.0, 0.0, 0.05, 0.15))
    for match in _DOUBLE.finditer(text):
        sign = match.group()
        opens = sign == "“" or (sign == '"' and (match.start() == 0 or text[match.start() - 1].isspace()))
        edits.append((*match.span(), "" if chance.random() < lost else opening if opens else closing))
    joined = chance.choice(("\n\n", "\n\n", "\n", " "))
    edits.extend((*match.span(), joined) for match in _BREAK.finditer(text))
    for given in record["attributions"]:
        edits.extend(
            (span["start"], span["end"], chance.choice(_SAID))
            for span in given.get("cue", [])
            if text[span["start"] : span["end"]] == "said" and chance.random() < 0.4
        )
    return _edited(record, sorted(set(edits)))


def _edited(record: Record, edits: list[tuple[int, int, str]]) -> Record:
    text, kept, ends, shifts = record["text"], [], [], []
    done = size = 0
    for start, end, words in edits:
        if start < done:
            continue
        kept += [text[done:start], words]
        size += start - done + len(words)
        done = end
        ends.append(end)
        shifts.append(size - end)

    def moved(offset: int) -> int:
        place = bisect_right(ends, offset) - 1
        return offset + (shifts[place] if place >= 0 else 0)

    spans = [
        {role: [_moved(span, moved) for span in given.get(role, [])] for role in ROLES}
        for given in record["attributions"]
    ]
    return {**record, "text": "".join([*kept, text[done:]]), "attributions": spans}


def _moved(span: Record, moved: Any) -> Record:
    # An edit that touches the span's end (its closing mark, its only word) moves the end with it.
    return {"start": moved(span["start"]), "end": max(moved(span["end"]), moved(span["start"]) + 1)}


def sizes(examples: Iterable[Example]) -> str:
    """Say how much there is to learn from."""
    listed = list(examples)
    pieces = int(np.sum([len(one.encoded.pieces) for one in listed]))
    return f"{len(listed)} articles, {pieces} word pieces, {sum(len(one.attributions) for one in listed)} attributions"
