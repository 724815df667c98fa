"""What the page model measures of each line of a page: its shape, its markup, and what the extractors say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from variorum.articles import measures
from variorum.articles.blocks import Block
from variorum.articles.columns import Columns
from variorum.articles.survey import survey
from variorum.articles.votes import Ballot, words_of

_STEPS = (-2, -1, 1, 2)


def measure(blocks: Sequence[Block], texts: Mapping[str, str]) -> list[dict[str, float]]:
    """Give the measures of each line; ``texts`` are the extractors' bodies by their names (empty: no opinion)."""
    return columns(blocks, texts).rows()


def columns(blocks: Sequence[Block], texts: Mapping[str, str], wanted: Container[str] | None = None) -> Columns:
    """Give the measures by their names; of those that only some lines have, no others than those ``wanted`` need be there."""
    table = measures.columns(survey([block.line for block in blocks]), wanted)
    words = [words_of(block.line.plain) for block in blocks]
    shares = {name: _shares(text, words) for name, text in texts.items()}
    elected = [sum(share[n] for share in shares.values()) / max(1, len(shares)) for n in range(len(blocks))]
    _markup(table, blocks)
    table.whole |= {f"vote:{name}": share for name, share in shares.items()}
    _boxes(table, blocks, elected)
    table.whole["votes"] = elected
    for step in _STEPS:
        for name in ("votes", "linked"):
            table.beside(name, step, -1.0)
    return table


def _shares(text: str, words: Sequence[list[str]]) -> list[float]:
    if not text.strip():
        return [-1.0] * len(words)
    ballot = Ballot(text)
    return [ballot.share(own) for own in words]


def _markup(table: Columns, blocks: Sequence[Block]) -> None:
    table.whole |= {
        "linked": [block.linked for block in blocks],
        "stressed": [block.stressed for block in blocks],
        "links": [float(block.links) for block in blocks],
        "hidden": [block.around.hidden for block in blocks],
    }
    for n, block in enumerate(blocks):
        around = block.around
        table.put(f"tag={block.tag}", n)
        for tag in around.tags:
            table.put(f"in={tag}", n)
        for kind in around.hints:
            table.put(f"hint={kind}", n)
        for names in around.near:
            for kind in names:
                table.put(f"near={kind}", n)
        for names in around.near[:1]:
            for kind in names:
                table.put(f"own={kind}", n)


def _boxes(table: Columns, blocks: Sequence[Block], elected: Sequence[float]) -> None:
    """Say how much of the page's elected prose lies in the same container as each line, and in lines made like it."""
    mass: list[Counter[int]] = [Counter(), Counter(), Counter()]
    letters: list[Counter[int]] = [Counter(), Counter(), Counter()]
    linked: Counter[int] = Counter()
    makes: Counter[tuple[str, ...]] = Counter()
    made: Counter[tuple[str, ...]] = Counter()
    for block, vote in zip(blocks, elected, strict=True):
        size = min(len(block.line.plain), 1500)
        weight = int(size * max(0.0, vote) * (1 - block.linked) * block.line.prose)
        for level, box in enumerate(block.around.boxes):
            mass[level][box] += weight
            letters[level][box] += size
        linked[block.around.boxes[1]] += int(size * block.linked)
        makes[block.around.make] += int(size * max(0.0, vote))
        made[block.around.make] += size
    most = [max(level.values(), default=0) or 1 for level in mass]
    for level in range(3):
        boxes = [block.around.boxes[level] for block in blocks]
        table.whole[f"box{level}"] = [mass[level][box] / most[level] for box in boxes]
        table.whole[f"boxshare{level}"] = [mass[level][box] / (letters[level][box] or 1) for box in boxes]
    seconds = [block.around.boxes[1] for block in blocks]
    table.whole["boxlinked"] = [linked[box] / (letters[1][box] or 1) for box in seconds]
    kinds = [block.around.make for block in blocks]
    table.whole["make"] = [makes[make] / (made[make] or 1) for make in kinds]
    table.whole["madeso"] = [made[make] / most[2] for make in kinds]
