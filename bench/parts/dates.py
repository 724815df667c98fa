"""Dates: TempEval-3 span and value F1, the small cases of Recognizers-Text, and the dating of undated articles.

Sets: every ``dates/*.jsonl`` whose records have ``text``, ``dct`` and ``timexes``. Of the two parts that rules were tuned
on (``timebank``, ``aquaint``) a third of the documents, chosen by a checksum of their names, is ``held_out`` and alone
measured by default; ``--split tuned`` takes the others; a split of any other name is taken whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

from bench.data import ROOT, WARMING, Missing, found, needed, records, tell
from bench.metrics import Score, Timed, matching, same_time, sum_of, time_scores
from bench.rivals import dates as rivals
from bench.rivals.dates import Dated
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Run, System, measured

WRITTEN = ROOT / "tests" / "statements" / "news_dates.jsonl"
TUNED = frozenset({"timebank", "aquaint"})
# A hidden date counts when another telling of the story is dated within so many days of it.
REACH = 10


@dataclass(frozen=True)
class Document:
    """A text, the day it was written, and its time expressions."""

    text: str
    day: str
    gold: tuple[Timed, ...]


def variorum() -> Callable[[Dated], list[Timed]]:
    """The program as its users call it."""
    from variorum import read as read_article

    read_article(WARMING)

    def read(item: Dated) -> list[Timed]:
        mentions = read_article(item[0], published=item[1], language="en").dates
        return [Timed(one.span.start, one.span.end, one.value) for one in mentions]

    return read


SYSTEMS = (
    System(OURS, variorum, "seconds are those of the whole reading stage"),
    System("HeidelTime", rivals.heideltime),
    System("recognizers-text", rivals.recognizers),
    System("dateparser", rivals.dateparser, "gives days only"),
    System("timexy", rivals.timexy, "takes no document date"),
)


def split_of(record: dict[str, Any]) -> str:
    """The split a document is measured in: see the top of this module."""
    split = str(record.get("split") or "all")
    if split not in TUNED:
        return split
    return "held_out" if crc32(record["docid"].encode()) % 3 == 0 else "tuned"


def documents(path: Path, ask: Ask) -> Iterator[tuple[str, list[Document]]]:
    """The documents of a set, split by split."""
    held: dict[str, list[Document]] = {}
    for record in records(path):
        gold = tuple(Timed(one["start"], one["end"], one["value"] or "") for one in record["timexes"])
        held.setdefault(split_of(record), []).append(Document(record["text"], record["dct"][:10], gold))
    for split, each in held.items():
        if ask.split in {split, "all"} or (ask.split is None and split != "tuned"):
            yield split, each[: ask.most(10)]


def written() -> list[Document]:
    """Sentences of our own writing with their expressions; the words are found in order."""
    held = []
    for record in records(WRITTEN) if WRITTEN.exists() else ():
        gold, position = [], 0
        for words, value in record["times"]:
            start = record["text"].index(words, position)
            position = start + len(words)
            gold.append(Timed(start, position, value or ""))
        held.append(Document(record["text"], record["written"], tuple(gold)))
    return held


def scores(done: Run[list[Timed]], held: Sequence[Document]) -> dict[str, float]:
    """Strict, relaxed and value F1 over the documents, with precision and recall of the relaxed spans."""
    each = [time_scores(answer or [], one.gold) for answer, one in zip(done.answers, held, strict=True)]
    pooled: dict[str, Score] = {name: sum_of([one[name] for one in each]) for name in ("strict", "relaxed", "value")}
    measures = {f"{name} F1": pooled[name].f1 for name in ("relaxed", "strict", "value")}
    return measures | {"relaxed P": pooled["relaxed"].precision, "relaxed R": pooled["relaxed"].recall}


def _errors(done: Run[list[Timed]], held: Sequence[Document]) -> Iterator[str]:
    for answer, one in zip(done.answers, held, strict=True):
        mine = answer or []
        over = matching(mine, one.gold, lambda a, b: a.start < b.end and b.start < a.end)
        for at, timed in enumerate(mine):
            around = " ".join(one.text[max(0, timed.start - 40) : timed.end + 30].split())
            words = one.text[timed.start : timed.end]
            if at not in over:
                yield f"EXTRA   {words!r} {timed.value} | {around}"
            elif one.gold[over[at]].value and not same_time(timed.value, one.gold[over[at]].value):
                yield f"VALUE   {words!r} ours {timed.value} gold {one.gold[over[at]].value} written {one.day} | {around}"
        for at, timed in enumerate(one.gold):
            if at not in over.values():
                around = " ".join(one.text[max(0, timed.start - 40) : timed.end + 30].split())
                yield f"MISSED  {one.text[timed.start : timed.end]!r} {timed.value} | {around}"


def small_cases(folder: Path, ask: Ask) -> Iterator[Row]:
    """How many of the small lower-case cases that name a time are found, and how many at exactly their words."""
    from variorum.languages.calendar import expressions

    path = folder / "recognizers_datetime_en.jsonl"
    if not path.exists():
        return
    wanted = hit = exact = 0
    for record in islice(records(path), ask.most(400)):
        if not record["spec"].startswith(("Date", "Holiday", "Merged")) or "Mode" in record["spec"]:
            continue
        ours = {(one.start, one.end) for one in expressions(record["Input"], "en")}
        for result in record["Results"]:
            start, end = result["Start"], result["Start"] + len(result["Text"])
            wanted += 1
            hit += any(start < after and before < end for before, after in ours)
            exact += (start, end) in ours
    sheet = Sheet("dates", "recognizers cases", "all", wanted)
    yield from sheet.rows(OURS, {"found R": hit / max(1, wanted), "exact R": exact / max(1, wanted)})


def dating(path: Path, ask: Ask) -> Iterator[Row]:
    """Hide the date of each article of a story and infer it again from its words and the other tellings.

    The rival is the plain guess: the middle day of the other tellings, asked about the same articles.
    """
    from variorum.collation.dating import date_articles

    needed(path)
    tried = inferred = 0
    counts = {OURS: [0, 0], "middle day": [0, 0]}
    for articles, readings in _stories(path, ask):
        for hidden in articles:
            truth = _day(hidden)
            others = sorted(_day(one) for one in articles if one is not hidden)
            # A label far from all the others is wrong or of another story: the set has some of both.
            if min(abs((truth - other).days) for other in others) > REACH:
                continue
            tried += 1
            story = tuple(replace(one, published=None) if one is hidden else one for one in articles)
            given = next(one for one in date_articles(story, readings) if one.id == hidden.id)
            if given.published is None:
                continue
            inferred += 1
            for name, guess in ((OURS, _day(given)), ("middle day", others[len(others) // 2])):
                counts[name][0] += guess == truth
                counts[name][1] += abs((guess - truth).days) <= 1
    sheet = Sheet("dates", "dating of news_cluster", "all", tried)
    for name, (exact, near) in counts.items():
        measures = {"the very day": exact / max(1, inferred), "within a day": near / max(1, inferred)}
        yield from sheet.rows(name, measures | ({"dated": inferred / max(1, tried)} if name == OURS else {}))


def _stories(path: Path, ask: Ask) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    from variorum.languages import parse
    from variorum.model import Article, Reading, When
    from variorum.statements.dates import dates_in

    events: dict[str, list[dict[str, Any]]] = {}
    for record in records(path):
        events.setdefault(record["event"], []).append(record)
    for held in islice((each for each in events.values() if len(each) > 1), ask.most(4)):
        articles = [
            Article(
                one["id"],
                "",
                one["text"],
                title=one["title"],
                language="en",
                published=When(one["published"][:10], "day"),
            )
            for one in held
        ]
        yield (
            articles,
            {
                one.id: Reading(one, dates=dates_in(parse(one.text, "en"), replace(one, published=None)))
                for one in articles
            },
        )


def _day(article: Any) -> date:
    return date.fromisoformat(article.published.value)


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of every set of dates. Raises ``Missing`` if there is none."""
    folder, stories = ask.data / "dates", ask.data / "stories" / "news_cluster.jsonl"
    sets = [path for path in found(folder, ".jsonl") if "timexes" in next(records(path), {})]
    if not sets and not stories.exists():
        raise Missing(folder / "*.jsonl")
    parts = [(path.stem, split, held) for path in sets for split, held in documents(path, ask)]
    if WRITTEN.exists():
        parts.append(("our sentences", "all", written()[: ask.most(20)]))
    for name, split, held in parts:
        sheet = Sheet("dates", name, split, len(held))

        def score(done: Run[list[Timed]], held: list[Document] = held) -> dict[str, float]:
            if done.name == OURS:
                tell(ask, _errors(done, held))
            return scores(done, held)

        yield from measured(sheet, SYSTEMS, [(one.text, one.day) for one in held], score, ask)
    yield from small_cases(folder, ask)
    if stories.exists():
        yield from dating(stories, ask)
