"""What collating one story costs as it grows: ``python -m bench.growth FILE SIZE …`` (FILE: a JSON list of articles).

An article is an object with ``text`` and, where known, ``title``, ``published`` and ``source``. For each size it prints a line
of JSON: processor seconds from the readings to the collated story, those of lineage among them, the pairs of claims that were
measured, the Points, and the peak memory of the process in millions of bytes, which holds the readings and parses of so many
articles.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.memory import peak
from variorum import articles, collation, lineage, statements
from variorum.articles.identity import identify
from variorum.collation import same_fact
from variorum.model import Article, ArticleId, Lineage, Reading, Story


def grow(told: Sequence[Article], sizes: Sequence[int]) -> Iterator[dict[str, float]]:
    """Collate ever more of some articles as if they were one story; reading them is not counted."""
    readings: dict[ArticleId, Reading] = {}
    for size in sizes:
        readings.update({one.id: statements.read(one)[0] for one in told[len(readings) : size]})
        begin = time.process_time()
        members = collation.date_articles(tuple(told[:size]), readings)
        dated = {one.id: statements.redate(readings[one.id], one) for one in members}
        traced = time.process_time()
        copies = lineage.trace(members)
        spent = time.process_time() - traced
        story, pairs = _collated(dated, copies)
        yield {
            "articles": len(members),
            "seconds": time.process_time() - begin,
            "seconds of lineage": spent,
            "pairs of claims": pairs,
            "points": len(story.points),
            "peak MB": peak(),
        }


def _collated(readings: dict[ArticleId, Reading], copies: Lineage) -> tuple[Story, int]:
    """Collate, and count the pairs of claims that are measured on the way."""
    counted = 0
    probability_of = same_fact.probability_of

    def counting(rows: Sequence[tuple[float, ...]]) -> list[float]:
        nonlocal counted
        counted += len(rows)
        return probability_of(rows)

    same_fact.probability_of = counting
    try:
        return collation.collate(Story("s1", "one story", tuple(readings)), readings, copies), counted
    finally:
        same_fact.probability_of = probability_of


def main() -> None:
    """Print a line for each size."""
    warnings.simplefilter("ignore")
    given: list[dict[str, Any]] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    read = (articles.from_dict(one, input=f"article {number}")[0] for number, one in enumerate(given))
    told = identify([one for one in read if one is not None], order=False)
    for row in grow(told, [int(size) for size in sys.argv[2:]]):
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
