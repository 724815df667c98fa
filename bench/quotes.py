"""How well quotes, their sources and attributions are found, on PolNeAR's development part.

``python bench/quotes.py [--data DIR] [--split dev] [--limit N]`` prints, over the pooled characters and attributions:
content and source character F1; F1 of attributions (content overlap, intersection over union, of at least one half,
and a source that shares words with the annotated one); the same over direct quotes alone, as we give them (one for each
pair of marks, unless the attribution interrupts a sentence) and joined as PolNeAR has them (all that one cue governs).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from _data import asking, needed, rows

from variorum.languages import parse
from variorum.model import Article, Quote
from variorum.statements.quotes import quotes_in

MEASURES = ("content characters", "source characters", "attributions", "direct quotes", "direct, joined")
Characters = frozenset[int]
Pair = tuple[Characters, Characters]


def records(source: Path, split: str, limit: int | None) -> Iterator[dict[str, Any]]:
    return islice((record for record in rows(source) if record["split"] == split), limit)


def characters(pieces: Iterable[tuple[int, int]]) -> Characters:
    return frozenset(place for start, end in pieces for place in range(start, end))


def annotated(record: dict[str, Any]) -> list[tuple[Pair, bool]]:
    """Each attribution as (content, source), and whether its content is marked from end to end."""
    found = []
    for attribution in record["attributions"]:
        content, source = (
            characters((piece["start"], piece["end"]) for piece in attribution.get(role, []))
            for role in ("content", "source")
        )
        words = " ".join(piece["text"] for piece in attribution.get("content", [])).strip().rstrip(".,;")
        found.append(((content, source), words[:1] in "\"“'‘" and words[-1:] in "\"”'’"))
    return found


def found_by_us(quote: Quote) -> Pair:
    pieces = quote.pieces if quote.kind != "mixed" and quote.pieces else (quote.span,)
    source = [(quote.said_by.span.start, quote.said_by.span.end)] if quote.said_by else []
    return characters((piece.start, piece.end) for piece in pieces), characters(source)


def joined(quotes: list[Quote]) -> list[Pair]:
    """Neighbouring direct quotes with one and the same attribution as one, the way PolNeAR annotates them."""
    pairs: dict[tuple[int, int], Pair] = {}
    for quote in quotes:
        content, source = found_by_us(quote)
        spot = (quote.said_by.span.start, quote.said_by.span.end) if quote.said_by else (-1, quote.span.start)
        before = pairs.get(spot)
        pairs[spot] = (before[0] | content, source) if before else (content, source)
    return list(pairs.values())


def same(ours: Pair, theirs: Pair) -> bool:
    content = len(ours[0] & theirs[0]) >= 0.5 * len(ours[0] | theirs[0]) > 0
    return content and (bool(ours[1] & theirs[1]) or (not ours[1] and not theirs[1]))


def matched(ours: list[Pair], theirs: list[Pair]) -> int:
    """How many pairs match one to one, taken greedily in the order of the text."""
    free = list(range(len(theirs)))
    count = 0
    for pair in ours:
        for number in free:
            if same(pair, theirs[number]):
                free.remove(number)
                count += 1
                break
    return count


def f1(right: int, found: int, wanted: int) -> str:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def measure(source: Path, split: str, limit: int | None) -> None:
    sums = {name: [0, 0, 0] for name in MEASURES}
    parsing = reading = 0.0

    def add(name: str, right: int, found: int, wanted: int) -> None:
        for place, number in enumerate((right, found, wanted)):
            sums[name][place] += number

    for record in records(source, split, limit):
        article = Article(id="a", input="a", text=record["text"], language="en")
        begin = time.perf_counter()
        doc = parse(article.text, "en")
        between = time.perf_counter()
        quotes = quotes_in(doc, article)
        parsing, reading = parsing + between - begin, reading + time.perf_counter() - between
        theirs = annotated(record)
        ours = [(found_by_us(quote), quote.kind == "direct") for quote in quotes]
        for name, side in (("content characters", 0), ("source characters", 1)):
            left = frozenset[int]().union(*(pair[side] for pair, _ in ours))
            right = frozenset[int]().union(*(pair[side] for pair, _ in theirs))
            add(name, len(left & right), len(left), len(right))
        for name, only in (("attributions", False), ("direct quotes", True)):
            mine = [pair for pair, direct in ours if direct or not only]
            gold = [pair for pair, direct in theirs if direct or not only]
            add(name, matched(mine, gold), len(mine), len(gold))
        mine = joined([quote for quote in quotes if quote.kind == "direct"])
        gold = [pair for pair, direct in theirs if direct]
        add("direct, joined", matched(mine, gold), len(mine), len(gold))
    print(f"PolNeAR {split}")
    for name, numbers in sums.items():
        print(f"  {name:20} {f1(*numbers)}")
    print(f"  parse {parsing:.1f} s, quotes {reading:.1f} s ({reading / max(parsing, 1e-9):.0%} of the parse)")


def main() -> None:
    options = asking(__doc__)
    options.add_argument("--split", default="dev", choices=("dev", "train"))
    options.add_argument("--limit", type=int)
    given = options.parse_args()
    source = given.data / "quotes" / "polnear.jsonl"
    needed(source)
    measure(source, given.split, given.limit)


if __name__ == "__main__":
    main()
