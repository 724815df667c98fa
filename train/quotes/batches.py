"""Training windows: runs of whole sentences, with what is to be found in them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from quotes.corpus import Example
from quotes.network import LINKS, TAGS
from variorum.statements.tagging.encoding import FEATURES, START, STOP

Window = tuple[int, int, int]  # example, first word, end word
LONGEST = 240  # pieces


@dataclass(frozen=True)
class Batch:
    """Windows side by side, and what is to be found in them.

    ``pieces`` (B, L), ``features`` (B, L, F), ``mask`` (B, L), ``words`` (B, L: 1 on a word's first piece), ``tags``
    (B, L, 4); ``anchors`` (A, 2: window, place) and ``links`` (A, 3, L).
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    words: Tensor
    tags: Tensor
    anchors: Tensor
    links: Tensor


def windows(examples: Sequence[Example], chance: random.Random) -> list[Window]:
    """Cut every example into runs of sentences of at most LONGEST pieces, beginning at a place drawn by chance."""
    found = []
    for number, one in enumerate(examples):
        first = [*one.encoded.first.tolist(), len(one.encoded.pieces)]
        total = len(first) - 1
        edges = [*one.encoded.sentence_starts.tolist(), total]
        begin, limit = 0, chance.randint(60, LONGEST)
        while begin < total:
            whole = [edge for edge in edges if edge > begin and first[edge] - first[begin] <= limit]
            end = (
                whole[-1]
                if whole
                else next((w for w in range(total, begin, -1) if first[w] - first[begin] <= limit), begin + 1)
            )
            found.append((number, begin, end))
            begin, limit = end, LONGEST
    return found


def batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[Batch]:
    """Give all windows once, in batches of about equal lengths, the batches in an order drawn by chance."""
    drawn = windows(examples, chance)
    chance.shuffle(drawn)
    drawn.sort(key=lambda window: -(window[2] - window[1]) // 40)
    groups = [drawn[at : at + size] for at in range(0, len(drawn), size)]
    chance.shuffle(groups)
    for group in groups:
        yield batch(examples, group)


def batch(examples: Sequence[Example], group: Sequence[Window]) -> Batch:
    """Lay windows side by side, each between a start and a stop piece."""
    rows = [_row(examples[number], begin, end) for number, begin, end in group]
    length = max(len(pieces) for pieces, *_ in rows)
    count = len(rows)
    pieces = np.zeros((count, length), np.int64)
    features = np.zeros((count, length, len(FEATURES)), np.int64)
    mask, words = np.zeros((count, length), np.float32), np.zeros((count, length), np.float32)
    tags = np.zeros((count, length, TAGS), np.float32)
    anchors: list[tuple[int, int]] = []
    links: list[np.ndarray] = []
    for at, (row, their, firsts, begin, one) in enumerate(rows):
        pieces[at, : len(row)], mask[at, : len(row)] = row, 1
        features[at, 1 : len(row) - 1] = their
        words[at, firsts] = 1
        place = {begin + number: int(first) for number, first in enumerate(firsts)}
        for found in one.attributions:
            sides = [
                [place[word] for word in side if word in place] for side in (found.cue, found.source, found.content)
            ]
            for tag, side in enumerate(sides, start=1):
                tags[at, side, tag] = 1
            if found.anchor in place and sides[2]:
                tags[at, place[found.anchor], 0] = 1
                anchors.append((at, place[found.anchor]))
                target = np.zeros((LINKS, length), np.float32)
                for link, side in enumerate(sides):
                    target[link, side] = 1
                links.append(target)
    return Batch(
        torch.from_numpy(pieces), torch.from_numpy(features), torch.from_numpy(mask), torch.from_numpy(words),
        torch.from_numpy(tags), torch.tensor(anchors, dtype=torch.long).view(-1, 2),
        torch.from_numpy(np.stack(links)) if links else torch.zeros(0, LINKS, length),
    )  # fmt: skip


def _row(one: Example, begin: int, end: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, Example]:
    first = one.encoded.first
    left = int(first[begin])
    right = int(first[end]) if end < len(first) else len(one.encoded.pieces)
    pieces = np.concatenate([[START], one.encoded.pieces[left:right], [STOP]])
    features = one.encoded.features[one.encoded.word_of[left:right]]
    return pieces, features, first[begin:end] - left + 1, begin, one
