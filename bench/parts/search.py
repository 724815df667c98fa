"""Search: whether what belongs together is found by a few words, and what an index costs.

- ``meantime, other languages``: the first words of an English report (its title) ask for its translations among all reports in
  Spanish, Italian and Dutch.
- ``news cluster``: the title of every other report asks for the reports of its event among the rest, where it is not itself.
- ``size``: composed articles put straight into the tables: bytes of the index on disk for an article, processor time of a query.

Weights were chosen on one half of the events (``tuned``); the other half (``held out``) is what to go by. ``words`` takes what has all
words, then what has some; ``Porter`` and ``as it stands`` are FTS5's own tokenizers under the same query with every word in an OR,
``TF-IDF`` is cosine over our stems.

``--quick`` takes 40 questions a set and 2,000 composed articles.
"""

from __future__ import annotations

import json
import math
import sqlite3
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from bench.composed import composed
from bench.data import Missing, records
from bench.likeness_pairs import half_of
from bench.rows import OURS, Ask, Row, Sheet
from variorum.languages.words import words as cut
from variorum.library import searching
from variorum.library.search_meaning import packed
from variorum.library.search_order import BLEND, Blend, ranked
from variorum.model import Article, Capture
from variorum.store import search as index_of
from variorum.store import tellings
from variorum.store.opening import OpenLibrary
from variorum.store.search_query import parsed
from variorum.store.search_sieve import Kind, Sieve
from variorum.store.search_terms import terms

ARTICLES = Sieve(kinds=frozenset[Kind](("article",)))
MOMENT = "2024-01-01T00:00:00Z"
TITLE = 8  # words of a text without a title that stand for one
MANY, FEW = 50_000, 2_000
QUERIES = ("minister", "port* strike", "harbour OR bridge", "the president said on", '"on Monday"', "storm -police")
Answered = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Question:
    """Some words, what they should find, and the half they belong to."""

    words: str
    wanted: frozenset[str]
    half: int


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of every set; one that is not there gives a row with the reason. Raises ``Missing`` if there is none."""
    held: dict[str, tuple[list[Article], list[Question]] | Missing] = {}
    for name, read in (("meantime, other languages", translated), ("news cluster", clustered)):
        try:
            held[name] = read(ask)
        except Missing as reason:
            held[name] = reason
    missing = [each for each in held.values() if isinstance(each, Missing)]
    if len(missing) == len(held):
        raise missing[0]
    for name, there in held.items():
        if isinstance(there, Missing):
            yield Sheet("search", name, "held out", 0).skipped(OURS, str(there))
        else:
            yield from _found(name, *there, ask)
    yield from _size(ask)


def translated(ask: Ask) -> tuple[list[Article], list[Question]]:
    """MEANTIME: the articles that are not English, and the titles of those that are. Raises ``Missing``."""
    articles, named = [], defaultdict(set)
    for language in ("es", "it", "nl"):
        for row in records(ask.data / "lineage" / f"meantime_{language}.jsonl"):
            name = f"{row['doc_num']}-{language}"
            articles.append(Article(name, name, row["text"], language=language))
            named[row["doc_num"]].add(name)
    questions = [
        Question(
            " ".join(row["text"].split()[:TITLE]),
            frozenset(named[row["doc_num"]]),
            half_of(row["doc_num"]),
        )
        for row in records(ask.data / "lineage" / "meantime_en.jsonl")
    ]
    return articles, questions[: ask.most(40)]


def clustered(ask: Ask) -> tuple[list[Article], list[Question]]:
    """The news cluster: half of its articles, and the titles of the others as questions for their events. Raises ``Missing``."""
    events = defaultdict(list)
    for row in sorted(records(ask.data / "stories" / "news_cluster.jsonl"), key=lambda each: str(each["id"])):
        events[row["event"]].append(row)
    # What asks is not there to be found: every other report of an event asks for the rest.
    told = [row for rows in events.values() for row in rows[::2]]
    articles = [Article(row["id"], row["id"], row["text"], row["title"], language="en") for row in told]
    questions = [
        Question(row["title"], frozenset(each["id"] for each in rows[::2]), half_of(str(event)))
        for event, rows in events.items()
        for row in rows[1::2]
        if row["title"]
    ]
    return articles, questions[: ask.most(40)]


@contextmanager
def library_of(articles: Iterable[Article]) -> Iterator[OpenLibrary]:
    """A library with some articles taken in, for a ``with`` block."""
    with (
        tempfile.TemporaryDirectory() as folder,
        OpenLibrary(Path(folder) / "library.db", clock=lambda: MOMENT) as library,
    ):
        with library.writing() as connection:
            tellings.append(connection, [Capture(article, article.input) for article in articles], MOMENT)
            searching.take_in(connection)
        yield library


def _found(name: str, articles: list[Article], questions: list[Question], ask: Ask) -> Iterator[Row]:
    with library_of(articles) as library:
        begin = time.process_time()
        for _ in searching.add_meaning(library):
            pass
        spent = time.process_time() - begin
        systems = {
            OURS: blended(library),
            "words": blended(library, Blend(0)),
            "meaning": blended(library, Blend(1)),
        }
        if ask.rivals:
            systems |= {f"FTS5 {kind}": fts5(articles, kind) for kind in TOKENIZERS} | {"TF-IDF": tf_idf(articles)}
        for half, split in enumerate(("tuned", "held out")):
            asked = [question for question in questions if question.half == half]
            sheet = Sheet("search", name, split, len(asked))
            for system, answered in systems.items():
                yield from sheet.rows(system, scores(asked, answered))
        sheet = Sheet("search", name, "whole", len(articles))
        yield sheet.row("meaning", "articles a second", len(articles) / max(spent, 1e-9))


def blended(library: OpenLibrary, blend: Blend = BLEND) -> Answered:
    """Ask the library in the way of ``variorum search``."""

    def answered(words: str) -> list[str]:
        return _order(library, words, blend)

    return answered


def _order(library: OpenLibrary, words: str, blend: Blend) -> list[str]:
    query = parsed(words)
    with library.reading() as connection:
        asked = terms(connection, query)
        found = ranked(connection, query, asked, ARTICLES, meaning=True, blend=blend)
        place = "SELECT address FROM tellings t JOIN search_articles a ON a.telling = t.key WHERE a.version = ?"
        return [connection.execute(place, (one.key[1],)).fetchone()[0] for one in found if one.score]


TOKENIZERS = {"Porter": "porter unicode61 remove_diacritics 2", "as it stands": "unicode61 remove_diacritics 2"}


def fts5(articles: Sequence[Article], kind: str) -> Answered:
    """FTS5 with a tokenizer of its own, asked for any of the words."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE held USING fts5 (title, text, tokenize='{TOKENIZERS[kind]}')")
    rows = [(at, one.title or "", one.text) for at, one in enumerate(articles)]
    connection.executemany("INSERT INTO held (rowid, title, text) VALUES (?, ?, ?)", rows)

    def answered(words: str) -> list[str]:
        match = " OR ".join(f'"{unit.words[0]}"' for group in parsed(words).wanted for unit in group)
        found = connection.execute(
            "SELECT rowid FROM held WHERE held MATCH ? ORDER BY bm25(held, 4.0, 1.0) LIMIT 200", (match,)
        )
        return [articles[row[0]].id for row in found]

    return answered


def tf_idf(articles: Sequence[Article]) -> Answered:
    """Cosine of stems weighted by log frequency and rarity."""
    counted = [Counter(word.stem for word in cut(f"{one.title or ''} {one.text}", one.language)) for one in articles]
    rarity = Counter(stem for counts in counted for stem in counts)
    weigh = {stem: math.log(len(articles) / count) for stem, count in rarity.items()}
    vectors = [_weighed(counts, weigh) for counts in counted]

    def answered(words: str) -> list[str]:
        asked = _weighed(Counter(word.stem for word in cut(words, "en")), weigh)
        scored = [
            (sum(weight * vector.get(stem, 0.0) for stem, weight in asked.items()), one.id)
            for vector, one in zip(vectors, articles, strict=True)
        ]
        return [name for score, name in sorted(scored, key=lambda each: (-each[0], each[1])) if score > 0]

    return answered


def _weighed(counts: Counter[str], weigh: dict[str, float]) -> dict[str, float]:
    held = {stem: (1 + math.log(count)) * weigh.get(stem, 0.0) for stem, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in held.values())) or 1.0
    return {stem: weight / length for stem, weight in held.items()}


def scores(questions: Sequence[Question], answered: Answered) -> dict[str, float]:
    """Give recall at 10 (of at most 10 wanted), the mean reciprocal rank of the first right one, and nDCG at 10."""
    recall = first = gain = 0.0
    for question in questions:
        right = [name in question.wanted for name in answered(question.words)]
        most = min(10, len(question.wanted))
        recall += sum(right[:10]) / most
        first += 1 / (right.index(True) + 1) if True in right else 0.0
        gain += sum(hit / math.log2(at + 2) for at, hit in enumerate(right[:10])) / sum(
            1 / math.log2(at + 2) for at in range(most)
        )
    count = max(1, len(questions))
    return {"recall at 10": recall / count, "MRR": first / count, "nDCG at 10": gain / count}


def _size(ask: Ask) -> Iterator[Row]:
    count = ask.most(FEW) or MANY
    sheet = Sheet("search", "size", "whole", count)
    with (
        tempfile.TemporaryDirectory() as folder,
        OpenLibrary(Path(folder) / "library.db", clock=lambda: MOMENT) as library,
    ):
        spent, letters = fill(library, count)
        yield sheet.row(OURS, "ms an article to index", 1000 * spent / count)
        yield sheet.row(OURS, "characters an article", letters / count)
        for name, size in sizes(library.connection):
            yield sheet.row(OURS, f"bytes an article, {name}", size / count)
        for meaning, told in ((False, "words alone"), (True, "with meaning")):
            times = sorted(1000 * _seconds(library, query, meaning=meaning) for query in QUERIES)
            yield sheet.row(OURS, f"ms a query, {told}, median", times[len(times) // 2])
            yield sheet.row(OURS, f"ms a query, {told}, slowest", times[-1])


def _seconds(library: OpenLibrary, query: str, *, meaning: bool) -> float:
    """Time a query whose pages of the file have been read before."""
    searching.search(library, query, meaning=meaning)
    begin = time.process_time()
    searching.search(library, query, meaning=meaning)
    return time.process_time() - begin


def fill(library: OpenLibrary, count: int) -> tuple[float, int]:
    """Put composed articles straight into the tables, each with a vector drawn at random; give seconds of indexing and characters."""
    stream = composed(count)
    spent, letters, random = 0.0, 0, np.random.default_rng(5)
    while some := [article for article, _ in islice(stream, 1000)]:
        letters += sum(len(article.text) for article in some)
        with library.writing() as connection:
            for article in some:
                _put(connection, article)
            begin = time.process_time()
            searching.take_in(connection)
            spent += time.process_time() - begin
            keys = [key for key, _ in index_of.without_vectors(connection, len(some))]
            drawn = random.normal(size=(len(keys), 512)).astype(np.float32)
            drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
            index_of.put_vectors(connection, zip(keys, packed(drawn), strict=True))
    return spent, letters


def _put(connection: sqlite3.Connection, article: Article) -> None:
    key = connection.execute("INSERT INTO tellings (address, id) VALUES (?, ?)", (article.id, article.id)).lastrowid
    published = article.published.value if article.published else None
    told = {"title": article.title, "outlet": article.outlet, "published": {"value": published}, "language": "en"}
    version = connection.execute(
        "INSERT INTO versions (telling, seen, last_seen, input, text, text_hash, document, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (key, MOMENT, MOMENT, article.id, article.text, article.id, json.dumps(told), article.id),
    ).lastrowid
    connection.execute("UPDATE tellings SET version = ? WHERE key = ?", (version, key))


def sizes(connection: sqlite3.Connection) -> Iterator[tuple[str, float]]:
    """Give the bytes that the parts of the index hold."""
    count = "SELECT sum(length(block)) FROM search_texts_data"
    yield "words", connection.execute(count).fetchone()[0]
    yield "vectors", connection.execute("SELECT sum(length(vector) + 10) FROM search_vectors").fetchone()[0]
