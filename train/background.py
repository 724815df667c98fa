"""Count how common English stems are in news: ``python -m train.background --data DIR [--without SET] [--half] --write FILE``.

Every text of one event counts as a part of one text, so that a set with thirty reports of one crash does not make its words
common. Only ids of stems and rounded rarities are kept, never a text: see ``variorum.stories.background``.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path

import numpy as np
from bench.data import DATA, records

from variorum.languages.words import words
from variorum.stories.background import STEP, identify

FEWEST = 1.5  # texts in which a stem must stand to be kept
# Near-identical events, eight hundred of them, count as a hundred and sixty texts.
WEIGHTS = {"incidents": 0.2}
SETS = ("news_cluster", "ecbplus", "incidents")


def tuned(key: str) -> bool:
    """Say whether an event (of ECB+: a topic) is in the half that the bench calls tuned."""
    return md5(key.encode(), usedforsecurity=False).digest()[0] % 2 == 0


def labelled(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """The texts of the story sets: set, key of the half, event, text."""
    for row in records(data / "stories" / "news_cluster.jsonl"):
        yield "news_cluster", str(row["event"]), str(row["event"]), f"{row['title']}\n{row['text']}"
    for row in records(data / "stories" / "ecbplus.jsonl"):
        yield "ecbplus", str(row["topic"]), row["event_label"], row["text"]
    for row in records(data / "stories" / "incidents.jsonl"):
        for each in row["articles"]:
            yield "incidents", row["incident_id"], row["incident_id"], f"{each['title']}\n{each['content']}"


def plain(data: Path) -> Iterator[str]:
    """English texts that are labelled for something else."""
    for row in records(data / "quotes" / "polnear.jsonl"):
        yield row["text"]
    for row in records(data / "dates" / "tempeval3.jsonl"):
        yield f"{row['title']}\n{row['text']}"
    for row in records(data / "timelines" / "articles.jsonl"):
        yield "\n".join(row["sentences"].values())
    for row in records(data / "stories" / "semeval2022_pairs.jsonl"):
        for side in "12":
            if row[f"lang{side}"] == "en" and not row["machine_translated_augmentation"]:
                yield row[f"text{side}"]


def counted(data: Path, without: str | None, half: bool) -> tuple[Counter[str], float]:
    """The number of texts that have each stem, and of all."""
    seen: Counter[str] = Counter()
    total = 0.0
    events: dict[tuple[str, str], list[frozenset[str]]] = {}
    for name, key, event, text in labelled(data):
        if name != without and (tuned(key) or not half):
            events.setdefault((name, event), []).append(stems(text))
    for (name, _), tellings in sorted(events.items()):
        weight = WEIGHTS.get(name, 1.0)
        total += weight
        for stem, count in Counter(stem for telling in tellings for stem in telling).items():
            seen[stem] += weight * count / len(tellings)  # type: ignore[assignment]  # parts of texts
    for text in plain(data):
        total += 1
        for stem in stems(text):
            seen[stem] += 1
    return seen, total


def stems(text: str) -> frozenset[str]:
    """The stems of a text."""
    return frozenset(word.stem for word in words(text, "en"))


def main() -> None:
    """Count, and write the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--without", choices=SETS)
    asked.add_argument("--half", action="store_true", help="only the half of the events that is called tuned")
    asked.add_argument("--write", type=Path)
    options = asked.parse_args()
    seen, total = counted(options.data, options.without, options.half)
    table: dict[int, int] = {}
    for stem, count in sorted(seen.items()):
        if count >= FEWEST:
            rarity = math.log((total + 1) / (count + 0.5))
            table[identify(stem)] = min(255, table.get(identify(stem), 255), round(rarity / STEP))
    unseen = math.log((total + 1) / 0.75)
    print(f"{total:.0f} texts, {len(table)} stems, unseen {unseen:.2f}")
    if options.write:
        ids = np.array(sorted(table), np.uint32)
        rarities = np.array([table[int(each)] for each in ids], np.uint8)
        np.savez_compressed(options.write, ids=ids, rarities=rarities, unseen=np.float32(unseen))


if __name__ == "__main__":
    main()
