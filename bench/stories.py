"""How well articles are grouped into stories, with one setting for three sets.

``python bench/stories.py [--data DIR]`` prints B-cubed F1 (precision, recall) and pair F1 for the tuned half of the events, the other
half and the whole of each set; the same for plain TF-IDF (cosine, average linkage, one threshold, also tuned on the first
halves); translations brought to their article; and the time taken.
"""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import md5
from typing import NamedTuple

from _data import asking, needed
from _data import rows as rows_of

from variorum.languages.words import words
from variorum.model import Article, When
from variorum.stories import group
from variorum.stories.clusters import average_linkage
from variorum.stories.likeness import _products

GIVEN = asking(__doc__)
THRESHOLDS = tuple(step / 100 for step in range(8, 31, 2))
Labelled = tuple[Article, str]


class Scores(NamedTuple):
    bcubed: float
    precision: float
    recall: float
    pairs: float

    def __str__(self) -> str:
        return f"{self.bcubed:.3f} ({self.precision:.3f}, {self.recall:.3f})  {self.pairs:.3f}"


def rows(path: str) -> Iterator[dict]:
    return rows_of(GIVEN.parse_args().data / path)


def article(name: str, text: str, title: str | None = None, day: str | None = None, language: str = "en") -> Article:
    return Article(name, name, text, title, published=When(day, "day") if day else None, language=language)


def news() -> list[Labelled]:
    return [
        (article(row["id"], row["text"], row["title"], row["published"] and row["published"][:10]), str(row["event"]))
        for row in rows("stories/news_cluster.jsonl")
    ]


def ecbplus() -> list[Labelled]:
    return [(article(row["doc_id"], row["text"]), row["event_label"]) for row in rows("stories/ecbplus.jsonl")]


def incidents() -> list[Labelled]:
    return [
        (article(each["id"], each["content"], each["title"], each["dct"]), row["incident_id"])
        for row in rows("stories/incidents.jsonl")
        for each in row["articles"]
    ]


def meantime() -> list[Labelled]:
    return [
        (article(f"{row['doc_num']}-{language}", row["text"], language=language), row["doc_num"])
        for language in ("en", "es", "it", "nl")
        for row in rows(f"lineage/meantime_{language}.jsonl")
    ]


def half(labelled: Sequence[Labelled], number: int) -> list[Labelled]:
    return [each for each in labelled if md5(each[1].encode()).digest()[0] % 2 == number]


def scores(gold: Sequence[str], found: Sequence[str]) -> Scores:
    both, truth, made = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(count * count / made[mine] for (_, mine), count in both.items()) / len(gold)
    recall = sum(count * count / truth[theirs] for (theirs, _), count in both.items()) / len(gold)
    right, said, true = (sum(count * (count - 1) / 2 for count in each.values()) for each in (both, made, truth))
    pairs = 2 * right / (said + true) if said + true else 1.0
    return Scores(2 * precision * recall / (precision + recall), precision, recall, pairs)


def ours(articles: Sequence[Article]) -> list[str]:
    place = {each: story.id for story in group(tuple(articles))[0] for each in story.articles}
    return [place[each.id] for each in articles]


def plain(articles: Sequence[Article], threshold: float) -> list[str]:
    """The rival: word forms, logarithmic counts, inverse document frequency of the heap, cosine, average linkage."""
    counts = [Counter(word.form.lower() for word in words(f"{each.title or ''}\n{each.text}")) for each in articles]
    seen = Counter(form for each in counts for form in each)
    rarity = {form: math.log((len(articles) + 1) / (often + 0.5)) for form, often in seen.items()}
    weighed = []
    for each in counts:
        raw = {form: (1 + math.log(often)) * rarity[form] for form, often in each.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        weighed.append({form: weight / length for form, weight in raw.items()})
    place = {at: str(tree.members[0]) for tree in average_linkage(_products(weighed), threshold) for at in tree.members}
    return [place[at] for at in range(len(articles))]


def measured(labelled: Iterable[Labelled], method: Callable[[list[Article]], list[str]]) -> Scores:
    articles, gold = zip(*labelled, strict=True)
    return scores(gold, method(list(articles)))


def rival_threshold(sets: dict[str, list[Labelled]]) -> float:
    def mean(threshold: float) -> float:
        return sum(measured(half(each, 0), lambda held: plain(held, threshold)).bcubed for each in sets.values())

    return max(THRESHOLDS, key=mean)


def main() -> None:
    data = GIVEN.parse_args().data
    needed(data / "stories", data / "lineage")
    sets = {"news_cluster": news(), "ecbplus": ecbplus(), "incidents": incidents()}
    threshold = rival_threshold(sets)
    print(f"{'set':14}{'part':8}{'articles':>9}  {'B3 F1 (P, R)  pair F1':32}  plain TF-IDF at {threshold}  seconds")
    for name, labelled in sets.items():
        for part, chosen in (("tuned", half(labelled, 0)), ("other", half(labelled, 1)), ("whole", labelled)):
            begin = time.perf_counter()
            found = measured(chosen, ours)
            taken = time.perf_counter() - begin
            rival = measured(chosen, lambda held: plain(held, threshold))
            print(f"{name:14}{part:8}{len(chosen):9}  {found!s:32}  {rival!s:32} {taken:.1f}")
    begin = time.perf_counter()
    print(f"{'meantime ×4':14}{'whole':8}{256:9}  {measured(meantime(), ours)!s:32}  {'':32} ", end="")
    print(f"{time.perf_counter() - begin:.1f}")
    sizes: dict[int, int] = defaultdict(int)
    for story in group(tuple(each for each, _ in sets["news_cluster"]))[0]:
        sizes[len(story.articles)] += 1
    print("news_cluster, stories by size:", dict(sorted(sizes.items())))


if __name__ == "__main__":
    main()
