"""What the page model measures of each line of a page: its shape, its markup, and what the extractors say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from variorum.articles.blocks import Block
from variorum.articles.measures import measure as measure_lines
from variorum.articles.survey import survey
from variorum.articles.votes import Ballot, words_of

_STEPS = (-2, -1, 1, 2)


def measure(blocks: Sequence[Block], texts: Mapping[str, str]) -> list[dict[str, float]]:
    """Give the measures of each line; ``texts`` are the extractors' bodies by their names (empty: no opinion)."""
    rows = measure_lines(survey([block.line for block in blocks]))
    words = [words_of(block.line.plain) for block in blocks]
    shares = {name: _shares(text, words) for name, text in texts.items()}
    elected = [sum(share[n] for share in shares.values()) / max(1, len(shares)) for n in range(len(blocks))]
    boxes = _boxes(blocks, elected)
    for n, row in enumerate(rows):
        row |= _markup(blocks[n])
        row |= {f"vote:{name}": share[n] for name, share in shares.items()}
        row |= boxes[n]
        row["votes"] = elected[n]
        for step in _STEPS:
            at = n + step
            row[f"{step:+}votes"] = elected[at] if 0 <= at < len(blocks) else -1.0
            row[f"{step:+}linked"] = blocks[at].linked if 0 <= at < len(blocks) else -1.0
    return rows


def _shares(text: str, words: Sequence[list[str]]) -> list[float]:
    if not text.strip():
        return [-1.0] * len(words)
    ballot = Ballot(text)
    return [ballot.share(own) for own in words]


def _markup(block: Block) -> dict[str, float]:
    around = block.around
    found = {f"tag={block.tag}": 1.0, "linked": block.linked, "stressed": block.stressed, "links": float(block.links)}
    found |= {f"in={tag}": 1.0 for tag in around.tags}
    found |= {f"hint={kind}": 1.0 for kind in around.hints}
    found |= {f"near={kind}": 1.0 for names in around.near for kind in names}
    found |= {f"own={kind}": 1.0 for names in around.near[:1] for kind in names}
    found["hidden"] = around.hidden
    return found


def _boxes(blocks: Sequence[Block], elected: Sequence[float]) -> list[dict[str, float]]:
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
    found = []
    for block in blocks:
        row = {f"box{level}": mass[level][box] / most[level] for level, box in enumerate(block.around.boxes)}
        row |= {
            f"boxshare{level}": mass[level][box] / (letters[level][box] or 1)
            for level, box in enumerate(block.around.boxes)
        }
        second = block.around.boxes[1]
        row["boxlinked"] = linked[second] / (letters[1][second] or 1)
        row["make"] = makes[block.around.make] / (made[block.around.make] or 1)
        row["madeso"] = made[block.around.make] / most[2]
        found.append(row)
    return found
