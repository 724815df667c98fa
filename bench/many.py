"""What lineage costs as one story grows: a third of the articles independent, a third copies, a third rewrites of these.

The texts are composed of listed words: every article uses the story's own few names, numbers and 400 topical words, function
words and rare words, so that independent ones share words but no sentence. What is copied is drawn with a heavy tail, as the
first agency reports are copied most; a copy loses up to three sentences, a rewrite every second of its rarer words.

Each size is measured in a process of its own (``python -m bench.many SIZE``), so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import resources

import numpy as np
from tests.lineage.spun_passages import spin_passages

from bench.data import ROOT
from bench.memory import peak
from bench.rows import OURS, Row, Sheet
from variorum.languages.words import function_words
from variorum.lineage import trace
from variorum.model import Article, When

SIZES, QUICK = (50, 100, 200, 500, 1000, 2000), (50, 100, 200)
_TOPICAL, _SENTENCES = 400, 14
_STRENGTH = 0.5


def listed() -> list[str]:
    """Give the words that have a vector: 21,719 of English."""
    with resources.as_file(resources.files("variorum.languages") / "en" / "word_vectors.npz") as place:
        return str(np.load(place, allow_pickle=False)["words"]).split("\n")


class Words:
    """The words that a story's articles are made of."""

    def __init__(self, draw: random.Random) -> None:
        self.rare = [word for word in listed() if word.isalpha() and len(word) > 3]
        self.topical = draw.sample(self.rare, _TOPICAL)
        self.function = sorted(word for word in function_words("en") if word.isalpha())
        self.names = [word.capitalize() for word in draw.sample(self.rare, 12)]
        self.numbers = [str(draw.randint(2, 4000)) for _ in range(8)]

    def sentence(self, draw: random.Random) -> str:
        """Compose one sentence of ten to 28 words."""
        words = [self._word(draw) for _ in range(draw.randint(10, 28))]
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def _word(self, draw: random.Random) -> str:
        chance = draw.random()
        if chance < 0.45:
            return draw.choice(self.function)
        if chance < 0.7:
            return self.topical[int(_TOPICAL * draw.random() ** 2)]
        return draw.choice(self.rare if chance < 0.92 else self.names if chance < 0.97 else self.numbers)

    def swap(self, word: str, draw: random.Random) -> str:
        """Put some other word for a longer one, as a spinner puts one that it takes for a synonym."""
        return draw.choice(self.rare) if word.islower() and len(word) > 3 else word


def story(count: int, seed: int = 1) -> tuple[Article, ...]:
    """Compose one story of so many articles."""
    draw = random.Random(seed)
    words = Words(draw)
    texts = [" ".join(words.sentence(draw) for _ in range(_SENTENCES)) for _ in range(-(-count // 3))]
    found = [_article(f"own-{at:04}", text, 1) for at, text in enumerate(texts)]
    for at in range(count - len(texts)):
        source = texts[int(len(texts) * draw.random() ** 3)]
        if at % 2:
            found.append(_article(f"spun-{at:04}", spin_passages(source, _STRENGTH, seed=at, swap=words.swap).text, 3))
        else:
            lines = source.split(". ")
            dropped = set(draw.sample(range(len(lines)), draw.randint(0, 3)))
            kept = [line.rstrip(".") for place, line in enumerate(lines) if place not in dropped]
            found.append(_article(f"copy-{at:04}", f"{'. '.join(kept)}.", 2))
    return tuple(found)


def _article(name: str, text: str, day: int) -> Article:
    return Article(name, name, text, published=When(f"2024-05-{day:02d}", "day"), language="en")


def measured(count: int) -> dict[str, float]:
    """Trace one story: processor seconds (the articles' words read anew), links, voices, peak MB."""
    trace(story(6))
    told = story(count)
    begin = time.process_time()
    lineage = trace(told)
    spent = time.process_time() - begin
    return {
        "seconds": spent,
        "milliseconds an article": 1000 * spent / count,
        "links": len(lineage.copies),
        "voices": len(lineage.voices),
        "peak MB": peak(),
    }


def many(*, quick: bool) -> Iterator[Row]:
    """The rows of every size."""
    for count in QUICK if quick else SIZES:
        command = [sys.executable, "-m", "bench.many", str(count)]
        made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        yield from Sheet("lineage", "one story of many", str(count), count).rows(OURS, json.loads(made.stdout))


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
