"""Sentences of news with every figure found in them, drawn with a seed, to be read by hand.

    python -m bench.sample FILE.jsonl [--count 75] [--seed 2025]

The file's records have a ``text``; only sentences with a digit or a number word are drawn.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from bench.data import records
from variorum.languages import parse, sentences
from variorum.model import Article, Figure
from variorum.statements.figures import figures_in

NUMBER_WORD = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|[mb]illions?|half|thirds?|"
    r"percent|first|second|twice)\b",
    re.IGNORECASE,
)


def drawn(path: Path, count: int, seed: int) -> list[str]:
    """Draw sentences of a usual length that hold a number."""
    pool = [
        record["text"][start:end]
        for record in records(path)
        for start, end in sentences(record["text"], "en")
        if 30 < end - start < 500 and NUMBER_WORD.search(record["text"][start:end])
    ]
    return random.Random(seed).sample(pool, min(count, len(pool)))


def told(figure: Figure) -> str:
    """One figure in one line."""
    change = "" if figure.change == "level" else figure.change
    as_of = figure.as_of.value if figure.as_of else ""
    value = f"{figure.kind} {figure.low}..{figure.high} {figure.unit or '-'}"
    return f"   [{figure.span.words}] {value} {figure.hedge or ''} {change} {as_of} | {figure.measures}"


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--count", type=int, default=75)
    parser.add_argument("--seed", type=int, default=2025)
    given = parser.parse_args()
    for sentence in drawn(given.path, given.count, given.seed):
        print(f"\n# {sentence}")
        for figure in figures_in(parse(sentence), Article("a", "sentence", sentence, language="en")):
            print(told(figure))


if __name__ == "__main__":
    main()
