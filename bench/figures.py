"""Measure figures on the small Recognizers cases, print a sample of news sentences to read by hand, and time them.

``python bench/figures.py [--data DIR]`` or ``python bench/figures.py cases FOLDER`` gives value recall and precision for each kind of case;
``--errors`` lists what differs. A case is text without context, often no news, and some of it (bare years, "one" as
a pronoun, "next" as an ordinal) is passed over here on purpose: read the figures with the list of errors beside them.

``python bench/figures.py sample FILE.jsonl --count 75 --seed 2025`` prints sentences that hold a digit or a number
word, with every figure found in them.

``python bench/figures.py speed FILE.jsonl`` gives the time as a share of the parse.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from _data import asking, needed

from variorum.languages import parse, sentences
from variorum.model import Article, Figure
from variorum.statements.figures import figures_in

ISO = {"Dollar": "USD", "Pence": "GBP", "Cent": "USD", "Euro": "EUR", "Rupee": "INR", "Yen": "JPY", "Franc": "CHF"}
UNITS = {"c": "degree celsius", "f": "degree fahrenheit", "square kilometre per hour": "kilometre per hour"}
NUMBER_WORD = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|[mb]illions?|half|thirds?|"
    r"percent|first|second|twice)\b",
    re.IGNORECASE,
)


def read(text: str) -> tuple[Figure, ...]:
    return figures_in(parse(text), Article("a", "case", text, language="en"))


def gold_value(result: dict[str, Any]) -> float | None:
    value = (result["Resolution"] or {}).get("value")
    try:
        return float(str(value).rstrip("%"))
    except ValueError:
        return None


def close(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) <= 1e-6 * max(1.0, abs(other))


def same_value(figure: Figure, gold: float) -> bool:
    """Compare either end; cents are the hundredth part of the main unit here."""
    ends = (figure.low, figure.high)
    scaled = (gold, gold / 100) if figure.kind == "money" else (gold,)
    return any(close(end, value) for end in ends for value in scaled)


def same_unit(figure: Figure, result: dict[str, Any]) -> bool:
    unit, iso = result["Resolution"].get("unit"), result["Resolution"].get("isoCurrency")
    if unit is None:
        return True
    if figure.kind == "money":
        return figure.unit in {iso, ISO.get(unit)} or (iso is None and unit not in ISO)
    plain = unit.lower().replace("meter", "metre").replace("liter", "litre").replace("ton", "ton")
    return UNITS.get(plain, plain) == (figure.unit or "").lower()


def cases(folder: Path, errors: bool) -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for name in ("recognizers_number_en.jsonl", "recognizers_numberwithunit_en.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "Range" in row["spec"] or "ExtendedTypes" in row["spec"] or row["spec"] == "OrdinalModel":
                continue
            figures = read(row["Input"])
            tally = counts[row["spec"]]
            tally[3] += len(figures)
            for result in row["Results"]:
                gold = gold_value(result)
                if gold is None:
                    continue
                tally[0] += 1
                over = [f for f in figures if f.span.start <= result["End"] and result["Start"] < f.span.end]
                right = [f for f in over if same_value(f, gold)]
                tally[1] += bool(right)
                tally[2] += any(same_unit(f, result) for f in right)
                if errors and not any(same_unit(f, result) for f in right):
                    ours = [(f.span.words, f.low, f.high, f.unit) for f in figures]
                    print(f"  {row['spec']}: {row['Input'][:110]!r} wants {result['Text']!r} {gold}, has {ours}")
    for spec, (gold_count, values, units, found) in sorted(counts.items()):
        recall, both = values / max(1, gold_count), units / max(1, gold_count)
        print(f"{spec:32} gold {gold_count:4} found {found:4}  value recall {recall:.3f}  value + unit {both:.3f}")


def texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


def sample(path: Path, count: int, seed: int) -> None:
    pool = [
        text[start:end]
        for text in texts(path)
        for start, end in sentences(text, "en")
        if 30 < end - start < 500 and NUMBER_WORD.search(text[start:end])
    ]
    for sentence in random.Random(seed).sample(pool, count):
        print(f"\n# {sentence}")
        for figure in read(sentence):
            change = "" if figure.change == "level" else figure.change
            as_of = figure.as_of.value if figure.as_of else ""
            print(
                f"   [{figure.span.words}] {figure.kind} {figure.low}..{figure.high} {figure.unit or '-'}"
                f" {figure.hedge or ''} {change} {as_of} | {figure.measures}"
            )


def speed(path: Path) -> None:
    parsing = reading = 0.0
    parse("Warm the model up.")
    for text in list(texts(path))[:40]:
        start = time.process_time()
        doc = parse(text)
        middle = time.process_time()
        figures_in(doc, Article("a", "case", text, language="en"))
        parsing, reading = parsing + middle - start, reading + time.process_time() - middle
    print(f"parse {parsing:.2f} s, figures {reading:.2f} s: {reading / parsing:.1%} of the parse")


def main() -> None:
    parser = asking(__doc__)
    parser.add_argument("job", nargs="?", choices=("cases", "sample", "speed"), default="cases")
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=75)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    texts_of_news = given.data / "stories" / "news_cluster.jsonl"
    path = given.path or (given.data / "figures" if given.job == "cases" else texts_of_news)
    needed(path)
    if given.job == "cases":
        cases(path, given.errors)
    elif given.job == "sample":
        sample(path, given.count, given.seed)
    else:
        speed(path)


if __name__ == "__main__":
    main()
