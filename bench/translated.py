"""Translations hidden among articles of one topic and week: a harder set than pairing each translation with its original.

Composed in place from MEANTIME, nothing is kept. A story is one of its topics in English and one other language. Each of the
topic's articles gets one part in turn:

- ``whole``: the English article, and a day later its translation;
- ``half``: the same, but the second half of the foreign article is another article of the topic, whose English is not here;
- ``third``: the same, but only the middle third of the translation is left;
- ``second``: the English article, its translation, and a day later a translation of that into a third language;
- ``back``: the foreign article, and a day later its English, with half of its longer words swapped, as by a machine;
- ``english`` and ``foreign``: an article that is not translated here, in this language.

Every second story is undated. All pairs of two languages that are one text are to be found as ``translation``, nothing else.
The rival is the cosine of character n-grams (three to five, within words) with rarity taken from the story, at the one mark
that serves it best on this very set.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tests.lineage.spun_passages import garble

from bench.data import records
from bench.rows import OURS, Ask, Row, Sheet
from variorum.languages import sentences
from variorum.lineage import trace
from variorum.model import Article, When

LANGUAGES = ("es", "it", "nl")
PARTS = ("whole", "half", "filling", "third", "english", "back", "second", "foreign")
RIVAL = "character TF-IDF"
Ends = frozenset[str]


@dataclass
class Scene:
    """One story: its articles, and of each pair that is one text in two languages its part and its source, if that is told."""

    language: str
    articles: list[Article] = field(default_factory=list)
    true: dict[Ends, tuple[str, str | None]] = field(default_factory=dict)

    def linked(self, part: str, source: Article, target: Article, *, directed: bool = True) -> None:
        """Note a true pair."""
        told = directed and source.published is not None
        self.true[frozenset((source.id, target.id))] = part, source.id if told else None


class Topic:
    """The articles of one topic in four languages."""

    def __init__(self, texts: dict[tuple[str, str], str]) -> None:
        self.texts = texts
        self.numbers = sorted({number for number, _ in texts})

    def scene(self, language: str, turn: int) -> Scene:
        """Make the story of one language in which the parts are given out from ``turn`` on."""
        scene = Scene(language)
        part = {number: PARTS[(at + turn) % len(PARTS)] for at, number in enumerate(self.numbers)}
        fillings = [number for number in self.numbers if part[number] == "filling"]
        third = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
        for at, number in enumerate(self.numbers):
            day = at % 4 if turn % 2 == 0 else None

            def made(name: str, text: str, tongue: str, later: int, day: int | None = day) -> Article:
                when = None if day is None else When(f"2015-06-{8 + day + later:02d}", "day")
                article = Article(name, name, text, published=when, language=tongue)
                scene.articles.append(article)
                return article

            self._play(scene, part[number], number, made, (language, third, fillings))
        return scene

    def _play(self, scene: Scene, part: str, number: str, made, chosen) -> None:  # type: ignore[no-untyped-def]
        language, third, fillings = chosen
        english, foreign = self.texts[number, "en"], self.texts[number, language]
        if part in {"whole", "half", "third", "second", "english"}:
            original = made(f"{number}-en", english, "en", 0)
        if part in {"whole", "second"}:
            translated = made(f"{number}-{language}", foreign, language, 1)
            scene.linked(part, original, translated)
        if part == "second":
            again = made(f"{number}-{third}", self.texts[number, third], third, 2)
            scene.linked(part, translated, again)
            scene.linked(part, original, again)
        if part == "half" and fillings:
            other = self.texts[fillings[hash_of(number) % len(fillings)], language]
            text = f"{cut(foreign, language, 0, 2, 4)} {cut(other, language, 2, 4, 4)}"
            scene.linked(part, original, made(f"{number}-{language}", text, language, 1))
        if part == "third":
            text = cut(foreign, language, 1, 2, 3)
            scene.linked(part, original, made(f"{number}-{language}", text, language, 1))
        if part in {"back", "foreign"}:
            original = made(f"{number}-{language}", foreign, language, 0)
        if part == "back":
            scene.linked(part, original, made(f"{number}-back", garble(english, 0.5, hash_of(number)), "en", 1))


def hash_of(number: str) -> int:
    """A number that is the same each time."""
    return int(re.sub(r"\D", "", number) or 0)


def cut(text: str, language: str, first: int, last: int, of: int) -> str:
    """Give the sentences from ``first`` to ``last`` of ``of`` parts of a text."""
    held = list(sentences(text, language))
    kept = held[len(held) * first // of : max(len(held) * last // of, len(held) * first // of + 1)]
    return text[kept[0][0] : kept[-1][1]]


def scenes(ask: Ask, turns: Sequence[int]) -> Iterator[Scene]:
    """Give every story of every topic and language."""
    held: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for language in ("en", *LANGUAGES):
        for row in records(ask.data / "lineage" / f"meantime_{language}.jsonl"):
            held[row["corpus"]][row["doc_num"], language] = row["text"]
    for topic in sorted(held):
        for at, language in enumerate(LANGUAGES):
            for turn in turns:
                yield Topic(held[topic]).scene(language, turn + at)


@dataclass
class Count:
    """True pairs, those found, those claimed, and of the found ones with a known source those told the right way."""

    true: int = 0
    found: int = 0
    claimed: int = 0
    told: int = 0
    right: int = 0

    def measures(self) -> dict[str, float]:
        """F1, precision, recall, and the part of the dated ones with the right direction."""
        precision, recall = self.found / max(1, self.claimed), self.found / max(1, self.true)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {"F1": f1, "precision": precision, "recall": recall, "right way": self.right / max(1, self.told)}


def found_by_us(scene: Scene) -> tuple[Count, dict[str, Count]]:
    """Score what lineage calls a translation in a story; recall by part."""
    whole = Count(len(scene.true))
    parts: dict[str, Count] = defaultdict(Count)
    for part, _ in scene.true.values():
        parts[part].true += 1
    for copy in trace(tuple(scene.articles)).copies:
        if copy.kind != "translation":
            continue
        whole.claimed += 1
        part, source = scene.true.get(frozenset((copy.source, copy.target)), ("", None))
        if not part:
            continue
        for count in (whole, parts[part]):
            count.found += 1
            count.told += source is not None
            count.right += source == copy.source
    return whole, parts


def likenesses(scene: Scene) -> list[tuple[float, bool, str]]:
    """The rival: for each pair of two languages its cosine of character n-grams, whether it is true, and its part."""
    counts = {each.id: Counter(_grams(each.text)) for each in scene.articles}
    seen = Counter(gram for each in counts.values() for gram in each)
    rarity = {gram: math.log((1 + len(counts)) / often) for gram, often in seen.items()}
    weights = {name: {gram: often * rarity[gram] for gram, often in each.items()} for name, each in counts.items()}
    lengths = {name: math.sqrt(sum(value * value for value in each.values())) or 1.0 for name, each in weights.items()}
    found = []
    for one, other in combinations(scene.articles, 2):
        if one.language != other.language:
            left, right = sorted((weights[one.id], weights[other.id]), key=len)
            likeness = sum(value * right.get(gram, 0.0) for gram, value in left.items())
            part, _ = scene.true.get(frozenset((one.id, other.id)), ("", None))
            found.append((likeness / lengths[one.id] / lengths[other.id], bool(part), part))
    return found


def _grams(text: str) -> Iterator[str]:
    for word in re.findall(r"\w+", text.lower()):
        padded = f" {word} "
        for size in (3, 4, 5):
            yield from (padded[at : at + size] for at in range(len(padded) - size + 1))


def best_mark(pairs: Sequence[tuple[float, bool, str]]) -> float:
    """Give the mark with the best F1."""
    true, found, best = sum(pair[1] for pair in pairs), 0, (0.0, 1.0)
    for claimed, (likeness, right, _) in enumerate(sorted(pairs, reverse=True), 1):
        found += right
        best = max(best, (2 * found / (claimed + true), likeness))
    return best[1]


def hidden_translations(ask: Ask, *, quick: bool) -> Iterator[Row]:
    """The rows: all languages, each language, and recall by part, with the rival's beside them. Raises ``Missing``."""
    ours: dict[str, Count] = defaultdict(Count)
    rivals: dict[str, list[tuple[float, bool, str]]] = defaultdict(list)
    for scene in scenes(ask, (0, 3) if quick else range(len(PARTS))):
        whole, parts = found_by_us(scene)
        for name, count in (("all", whole), (scene.language, whole), *sorted(parts.items())):
            for measure in vars(count):
                setattr(ours[name], measure, getattr(ours[name], measure) + getattr(count, measure))
        for likeness in likenesses(scene):
            for name in ("all", scene.language, likeness[2]):
                rivals[name].append(likeness)
    mark = best_mark(rivals["all"])
    for name in ("all", *LANGUAGES, *(part for part in PARTS if part in ours)):
        sheet = Sheet("lineage", "hidden translations", name, ours[name].true)
        rival = Count(ours[name].true)
        rival.claimed = sum(likeness >= mark for likeness, *_ in rivals[name])
        rival.found = sum(likeness >= mark and right for likeness, right, _ in rivals[name])
        asked = ("recall", "right way") if name in PARTS else ("F1", "precision", "recall", "right way")
        yield from sheet.rows(OURS, {each: ours[name].measures()[each] for each in asked})
        measured = rival.measures()
        yield from (
            sheet.row(RIVAL, each, measured[each], f"above {mark:.3f}") for each in asked if each != "right way"
        )
