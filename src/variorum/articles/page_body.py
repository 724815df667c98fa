"""Pick the body's lines out of a page: boosted trees over what each line is, where it stands and who takes it for body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum import forest
from variorum.articles import page_measures
from variorum.articles.blocks import Block
from variorum.articles.body import barred

# How sure the trees must be of a line; tuned on training outlets, where 0.4 to 0.5 give the same.
SURE = 0.45


def pick(blocks: Sequence[Block], opinions: Mapping[str, str]) -> list[bool]:
    """Say of each line of a page whether it is body; ``opinions`` are other extractors' bodies by name."""
    if not blocks:
        return []
    trees = forest.load("variorum.articles", "page_trees")
    sure = trees.probability(page_measures.columns(blocks, opinions, frozenset(trees.names)).matrix(trees.names))
    return [bool(value >= SURE) and not barred(block.line) for value, block in zip(sure, blocks, strict=True)]
