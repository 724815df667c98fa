"""Measure time expressions on TempEval-3 (strict, relaxed and value F1) and on the small Recognizers cases.

Run ``python bench/dates.py [--data DIR]``; ``--errors`` lists what went wrong on the part we tune on.
The evaluation is that of UzZaman et al. 2013: relaxed is any overlap, value F1 counts overlaps whose value is the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from _data import asking, needed

from variorum.collation.dating import date_articles
from variorum.languages import parse
from variorum.languages.calendar import expressions
from variorum.model import Article, Reading, When
from variorum.statements.dates import dates_in

# A hidden date counts when another telling of the story is dated within so many days of it.
REACH = 10


@dataclass
class Score:
    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0

    def line(self, name: str) -> str:
        def f1(hits: int) -> float:
            return 2 * hits / (self.gold + self.found) if self.gold + self.found else 0.0

        recall = self.relaxed / self.gold if self.gold else 0.0
        precision = self.relaxed / self.found if self.found else 0.0
        return (
            f"{name:9} gold {self.gold:5} found {self.found:5}  strict F1 {f1(self.strict):.3f}  relaxed F1 "
            f"{f1(self.relaxed):.3f} (P {precision:.3f} R {recall:.3f})  value F1 {f1(self.value):.3f}"
        )


def same(ours: str, gold: str) -> bool:
    """Compare values; the two spellings of a decade and a century that the set itself mixes count as one."""
    return ours == gold or (
        ours.rstrip("X") == gold.rstrip("X") and len(ours.rstrip("X")) in {2, 3} and ours[:1].isdigit()
    )


def held_out(docid: str) -> bool:
    return crc32(docid.encode()) % 3 == 0


def read(row: dict[str, Any]) -> list[tuple[int, int, str]]:
    article = Article(row["docid"], row["file"], row["text"], language="en", published=When(row["dct"][:10], "day"))
    mentions = dates_in(parse(row["text"], "en"), article)
    return [(mention.span.start, mention.span.end, mention.value) for mention in mentions]


def score(row: dict[str, Any], into: Score, errors: list[str] | None) -> None:
    gold = [(t["start"], t["end"], t["value"]) for t in row["timexes"]]
    ours = read(row)
    into.gold += len(gold)
    into.found += len(ours)
    taken: set[int] = set()
    for start, end, value in ours:
        hit = next((i for i, g in enumerate(gold) if i not in taken and g[0] < end and start < g[1]), None)
        around = " ".join(row["text"][max(0, start - 30) : end + 30].split())
        if hit is None:
            if errors is not None:
                errors.append(f"EXTRA   {row['text'][start:end]!r} {value} | {around}")
            continue
        taken.add(hit)
        into.relaxed += 1
        into.strict += gold[hit][:2] == (start, end)
        into.value += same(value, gold[hit][2])
        if errors is not None and not same(value, gold[hit][2]):
            errors.append(
                f"VALUE   {row['text'][start:end]!r} ours {value} gold {gold[hit][2]} dct {row['dct'][:10]} | {around}"
            )
        if errors is not None and gold[hit][:2] != (start, end):
            errors.append(f"SPAN    {row['text'][start:end]!r} gold {row['text'][gold[hit][0] : gold[hit][1]]!r}")
    if errors is not None:
        for i, (start, end, value) in enumerate(gold):
            if i not in taken:
                around = " ".join(row["text"][max(0, start - 30) : end + 30].split())
                errors.append(f"MISSED  {row['text'][start:end]!r} {value} | {around}")


def tempeval(folder: Path, errors: list[str] | None) -> None:
    parts = {"tuned on": Score(), "held out": Score()}
    with (folder / "tempeval3.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            kept = held_out(row["docid"])
            score(row, parts["held out" if kept else "tuned on"], None if kept else errors)
    for name, part in parts.items():
        print(part.line(name))


def recognizers(folder: Path) -> None:
    """How many of the small cases that name a time are found, and how many are found at exactly their words."""
    wanted = found = exact = 0
    with (folder / "recognizers_datetime_en.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row["spec"].startswith(("Date", "Holiday", "Merged")) or "Mode" in row["spec"]:
                continue
            ours = {(e.start, e.end) for e in expressions(row["Input"], "en")}
            for result in row["Results"]:
                start = result["Start"]
                end = start + len(result["Text"])
                wanted += 1
                found += any(start < e and s < end for s, e in ours)
                exact += (start, end) in ours
    print(
        f"recognizers: {wanted} times in small (lower-case) cases, found {found / wanted:.3f}, exactly {exact / wanted:.3f}"
    )


def dating(file: Path, errors: list[str] | None) -> None:
    """Hide the date of each article of a story and infer it again from its words and the other tellings.

    The rival is the plain guess: the middle day of the other tellings.
    """
    events: dict[str, list[dict[str, Any]]] = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            events.setdefault(row["event"], []).append(row)
    tried = inferred = exact = near = guessed = guessed_near = 0
    for rows in (rows for rows in events.values() if len(rows) > 1):
        articles = [
            Article(
                row["id"],
                "",
                row["text"],
                title=row["title"],
                language="en",
                published=When(row["published"][:10], "day"),
            )
            for row in rows
        ]
        readings = {a.id: Reading(a, dates=dates_in(parse(a.text, "en"), replace(a, published=None))) for a in articles}
        for hidden in articles:
            story = tuple(replace(a, published=None) if a is hidden else a for a in articles)
            truth = day_of(hidden)
            others = sorted(day_of(a) for a in articles if a is not hidden)
            # A label far from all the others is wrong or of another story: the set has some of both.
            if min(abs((truth - other).days) for other in others) > REACH:
                continue
            guess = others[len(others) // 2]
            tried += 1
            found = next(a for a in date_articles(story, readings) if a.id == hidden.id)
            guessed += found.published is not None and guess == truth
            guessed_near += found.published is not None and abs((guess - truth).days) <= 1
            if found.published is None:
                continue
            inferred += 1
            off = abs((day_of(found) - truth).days)
            exact += off == 0
            near += off <= 1
            if errors is not None and off > 1:
                errors.append(f"DATED   {truth} as {day_of(found)} {found.published.reason} | {hidden.title}")
    print(
        f"dating: {tried} articles, {inferred} dated; of these the very day {exact / inferred:.3f}, within a day "
        f"{near / inferred:.3f}; the middle day of the others would give {guessed / inferred:.3f} and {guessed_near / inferred:.3f}"
    )


def day_of(article: Article) -> date:
    assert article.published is not None
    return date.fromisoformat(article.published.value)


def main() -> None:
    options = asking(__doc__)
    options.add_argument("folder", nargs="?", type=Path, help="the sets of dates (dates, in DIR)")
    options.add_argument("--errors", action="store_true", help="list what went wrong")
    given = options.parse_args()
    folder = given.folder or given.data / "dates"
    stories = folder / ".." / "stories" / "news_cluster.jsonl"
    needed(folder, stories)
    errors: list[str] | None = [] if given.errors else None
    tempeval(folder, errors)
    recognizers(folder)
    dating(stories, errors)
    for line in sorted(errors or []):
        print(line)


if __name__ == "__main__":
    main()
