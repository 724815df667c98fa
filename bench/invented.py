"""An invented world to compose news about: countries, towns, officials, companies, papers and the words of the day.

Names are built of syllables; how often a place or a word comes up falls with its rank, as in news (Zipf 1949). The words are the
package's English vocabulary, which is in order of frequency, without those that hold sentences together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

import numpy as np

from variorum.languages.words import says_little

Item = TypeVar("Item")
PLACE = Path(__file__).parent / "composed.toml"


@dataclass(frozen=True)
class Ranked(Generic[Item]):
    """Things that are drawn the more often the nearer they stand to the beginning."""

    items: Sequence[Item]
    weights: Sequence[float]

    @classmethod
    def of(cls, items: Sequence[Item], shift: float) -> Ranked[Item]:
        """Give the item at rank r the weight 1 / (r + shift)."""
        return cls(items, list(accumulate(1 / (rank + shift) for rank in range(1, len(items) + 1))))

    def draw(self, random: Random, count: int) -> list[Item]:
        """Draw with repetition."""
        return random.choices(self.items, cum_weights=self.weights, k=count)


@dataclass(frozen=True)
class Country:
    """A country with its capital and those who speak for it, each with a name and a post."""

    name: str
    capital: str
    towns: Ranked[str]
    officials: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class World:
    """All that articles are composed of."""

    countries: Ranked[Country]
    people: Ranked[str]
    bodies: Ranked[str]
    papers: Ranked[str]
    words: Ranked[str]
    sites: tuple[str, ...]


@cache
def tables() -> dict[str, Any]:
    """The kinds of events, their sentences, and the syllables of names."""
    return tomllib.loads(PLACE.read_text(encoding="utf-8"))


class _Names:
    """New names, never twice the same of one kind."""

    def __init__(self, random: Random) -> None:
        self._random, self._tables, self._taken = random, tables()["names"], set[str]()

    def of(self, ends: str, *after: str) -> str:
        """Give one name that ends in this way, with words after it."""
        draw = self._random.choice
        while True:
            name = draw(self._tables["starts"]) + draw(self._tables["middles"])
            name += draw(self._tables["middles"]) * (self._random.random() < 0.3) + draw(self._tables[ends])
            name = " ".join([name, *(draw(self._tables[each]) for each in after)])
            if name not in self._taken:
                self._taken.add(name)
                return name

    def person(self) -> str:
        """Give a first and a last name."""
        draw = self._random.choice
        return f"{draw(self._tables['starts'])}{draw(self._tables['first'])} {self.of('people')}"


@cache
def world(seed: int) -> World:
    """Build the world of a seed: 150 countries of 200 towns each, 20,000 people, 5,000 companies, 150 papers."""
    random = Random(f"world {seed}")
    names = _Names(random)
    posts = tables()["names"]["posts"]
    countries = []
    for _ in range(150):
        towns = [names.of("towns") for _ in range(200)]
        officials = tuple((names.person(), post) for post in posts)
        countries.append(Country(names.of("lands"), towns[0], Ranked.of(towns, 40), officials))
    return World(
        countries=Ranked.of(countries, 20),
        people=Ranked.of([names.person() for _ in range(20_000)], 2000),
        bodies=Ranked.of([names.of("people", "bodies") for _ in range(5000)], 300),
        papers=Ranked.of([names.of("towns", "papers") for _ in range(150)], 5),
        words=Ranked.of(common_words(), 60),
        sites=tuple(names.of("people", "sites") for _ in range(5000)),
    )


@cache
def common_words() -> tuple[str, ...]:
    """The words of the package's vocabulary that say something, the most frequent first."""
    place = resources.files("variorum.languages") / "en" / "word_vectors.npz"
    with place.open("rb") as file, np.load(file, allow_pickle=False) as held:
        listed = str(held["words"]).split("\n")
    return tuple(word for word in listed if len(word) > 3 and not says_little(word, "en"))
