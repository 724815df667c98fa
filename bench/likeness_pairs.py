"""Pairs of articles for the part ``likeness``: labelled ones of SemEval-2022 Task 8, and those MEANTIME's translations give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from itertools import combinations

from bench.data import records
from bench.rows import Ask
from variorum.model import Article
from variorum.stories.anchors import anchors
from variorum.stories.evidence import products

SAME, DIFFERENT = 1.75, 3.0  # labels up to which a pair is of one event, and from which it is not
LANGUAGES = ("en", "es", "it", "nl")
_HARD = 0.08  # product of anchors from which articles of different events are a hard pair


@dataclass(frozen=True, eq=False)
class Pair:
    """Two articles, the label (1 one story … 4 nothing in common; 1 or 4 for MEANTIME), and the half they belong to."""

    one: Article
    other: Article
    label: float
    half: int

    @property
    def languages(self) -> str:
        """The two languages in the order of the alphabet, ``de-en``."""
        return "-".join(sorted((str(self.one.language), str(self.other.language))))

    @property
    def same(self) -> bool | None:
        """Whether they tell of one event; nothing where the label leaves it open."""
        return True if self.label <= SAME else False if self.label >= DIFFERENT else None


def half_of(name: str) -> int:
    """Put a name into one of two halves, by its checksum."""
    return md5(name.encode(), usedforsecurity=False).digest()[0] % 2


def labelled(ask: Ask) -> list[Pair]:
    """The pairs of SemEval-2022 Task 8. Pairs that share an article, or a text, are in one half. Raises ``Missing``."""
    rows = list(records(ask.data / "stories" / "semeval2022_pairs.jsonl"))
    ends = [(*row["pair_id"].split("_"), row["text1"][:200].strip(), row["text2"][:200].strip()) for row in rows]
    groups = _tied(ends)
    return [
        Pair(
            Article(f"{row['pair_id']}-1", "pair", row["text1"].strip(), language=row["lang1"]),
            Article(f"{row['pair_id']}-2", "pair", row["text2"].strip(), language=row["lang2"]),
            float(row["overall"]),
            half_of(group),
        )
        for row, group in zip(rows, groups, strict=True)
    ]


def _tied(ends: Sequence[Iterable[str]]) -> list[str]:
    """Give each row the least name that rows sharing a name have between them."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = name = above[above[name]]
        return name

    for names in ends:
        first, *rest = names
        for name in rest:
            low, high = sorted((root(first), root(name)))
            above[high] = low
    return [root(next(iter(names))) for names in ends]


def translated(ask: Ask) -> list[tuple[Article, str, int]]:
    """MEANTIME's articles in four languages, with their event and half (two of its four topics). Raises ``Missing``."""
    found = []
    for language in LANGUAGES:
        for row in records(ask.data / "lineage" / f"meantime_{language}.jsonl"):
            name = f"{row['doc_num']}-{language}"
            half = int(row["corpus"] in {"corpus_gm", "corpus_stock"})
            found.append((Article(name, name, row["text"], language=language), str(row["doc_num"]), half))
    return found


def hard_pairs(held: Sequence[tuple[Article, str, int]], *kept: str) -> Iterator[Pair]:
    """Give each article with those of its event, and with others of its half that name the same.

    Pairs within English are left out, unless it is among the languages ``kept``.
    """
    for (one, event, half), (other, its_event, its_half) in combinations(held, 2):
        if half != its_half or (one.language == other.language == "en" and "en" not in kept):
            continue
        if event == its_event:
            yield Pair(one, other, 1.0, half)
        else:
            mine, theirs = anchors(one), anchors(other)
            product = products(mine.terms, mine.weights, [theirs.terms], [theirs.weights])[0]
            if product >= _HARD:
                yield Pair(one, other, 4.0, half)
