"""Lineage: copying told from independent telling.

- ``different events``: pairs of articles on different events, half of them of one kind (two earthquakes). Every copy, edit,
  rewrite or translation that is claimed is false. The rival, MinHash of word triples, is then used at the threshold that
  claims no false pair here.
- ``one event``: pairs in which only a public utterance is shared; those that the rival claims are false.
- ``spun at S``: articles spun by the tests' spinning program (a third of the sentences cut, others turned round, the
  share S of the long words swapped): how many are found, count as one voice, and have the source told from the target.
- ``made``: what the tests' desks make of real articles (cut, added to, spun, merged of two, brought up to date, copied from a
  copy, from one release, with one speech in common), undated: kind, direction, share and voices (``bench/copying.py``).
- ``translations``: MEANTIME, English against Spanish, Italian and Dutch; the false ones among others of one topic.
- ``paraphrases``: MSRP, the sentence alignment's score as a detector, as area under the curve; word overlap beside it.

Seeds are fixed; ``--quick`` takes a tenth of the pairs and an eighth of the translations.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tests.lineage.spinner import SWAPS, spin

from bench.aligned import passages
from bench.copying import judged
from bench.data import Missing, needed, records
from bench.many import many
from bench.metrics import area_under_curve
from bench.rivals.copies import minhash
from bench.rows import OURS, Ask, Row, Sheet
from bench.translated import hidden_translations
from variorum.lineage import trace
from variorum.lineage.matching import Matcher
from variorum.lineage.tellings import telling
from variorum.model import Article

DERIVED = frozenset({"copy", "edit", "rewrite", "translation"})
STRENGTHS = (0.3, 0.5, 0.7, 0.9)
LANGUAGES = ("es", "it", "nl")
RIVAL = "MinHash"
TOLD = ("found", "one voice", "source told", "source told wrongly")
Pair: TypeAlias = tuple[Article, Article]


@dataclass(frozen=True)
class Size:
    """How much of each measurement is done."""

    pairs: int
    spun: int
    every: int
    sentences: int | None

    @classmethod
    def of(cls, ask: Ask) -> Size:
        """A tenth of everything in a quick run; ``--limit N`` sets the pairs and the spun articles."""
        if ask.limit is not None:
            return cls(2 * ask.limit, ask.limit, max(1, 64 // ask.limit), 10 * ask.limit)
        return cls(200, 20, 8, 400) if ask.quick else cls(2000, 80, 4, None)


def made(name: str, text: str, language: str = "en") -> Article:
    """Make an article of a text."""
    return Article(name, name, text, language=language)


def news(ask: Ask) -> dict[str, list[Article]]:
    """The news cluster's articles by event."""
    held: dict[str, list[Article]] = defaultdict(list)
    for row in records(ask.data / "stories" / "news_cluster.jsonl"):
        held[str(row["event"])].append(made(row["id"], row["text"]))
    return held


def different(ask: Ask, count: int) -> list[Pair]:
    """Half of the pairs from anywhere, half from two events of one kind."""
    draw, held = random.Random(9), news(ask)
    kinds: dict[str, list[Article]] = defaultdict(list)
    for row in records(ask.data / "stories" / "ecbplus.jsonl"):
        kinds[row["event_label"]].append(made(row["doc_id"], row["text"]))
    pairs = []
    for _ in range(count // 2):
        one, other = draw.sample(sorted(held), 2)
        pairs.append((draw.choice(held[one]), draw.choice(held[other])))
    topics = [label[:-3] for label in sorted(kinds) if label.endswith("ecb") and f"{label}plus" in kinds]
    topics.sort(key=lambda topic: (len(topic), topic))
    pairs.extend(
        (draw.choice(kinds[f"{topic}ecb"]), draw.choice(kinds[f"{topic}ecbplus"]))
        for topic in (draw.choices(topics, k=count - len(pairs)) if topics else ())
    )
    return pairs


def false_links(pairs: Sequence[Pair]) -> Iterator[Row]:
    """Count what is claimed of articles on different events."""
    begin = time.process_time()
    claimed = Counter(str(copy.kind) for pair in pairs for copy in trace(pair).copies)
    sheet = Sheet("lineage", "different events", "all", len(pairs))
    measures: dict[str, float] = {"false copies": sum(claimed[kind] for kind in DERIVED)}
    measures |= {kind.replace("_", " "): claimed[kind] for kind in ("shared_source", "unknown", "shared_quote")}
    yield from sheet.rows(OURS, measures | {"seconds": time.process_time() - begin})


def only_quotes(ask: Ask, mark: float, limit: int | None) -> Iterator[Row]:
    """Count the tellings of one event that the rival takes for copies where we find only public words in common."""
    held = claimed = 0
    for articles in list(news(ask).values())[:limit]:
        by_id = {each.id: each for each in articles}
        for copy in trace(tuple(articles)).copies:
            if copy.kind == "shared_quote":
                held += 1
                claimed += minhash(by_id[copy.source], by_id[copy.target]) > mark
    sheet = Sheet("lineage", "one event, only public words shared", "all", held)
    yield sheet.row(OURS, "taken for copies", 0)
    yield sheet.row(RIVAL, "taken for copies", claimed)


def garble(text: str, strength: float, seed: int) -> str:
    """Spin a real article, whose words the spinner mostly does not know: those it garbles at the same strength."""
    draw = random.Random(seed)
    strange = sorted(set(SWAPS.values()))

    def swap(match: re.Match[str]) -> str:
        return draw.choice(strange) if draw.random() < strength else match.group()

    return re.sub(r"\b[a-z]{5,}\b", swap, spin(text, strength, cut=0.33, seed=seed))


def spun(ask: Ask, count: int, mark: float) -> Iterator[Row]:
    """Find spun copies at several strengths."""
    sources = [each for held in news(ask).values() for each in held if len(each.text) > 1000][:count]
    for strength in STRENGTHS:
        ours: Counter[str] = Counter()
        rival = 0
        for seed, source in enumerate(sources):
            target = made(f"spun-{source.id}", garble(source.text, strength, seed))
            lineage = trace((source, target))
            ours["found"] += any(copy.kind in DERIVED for copy in lineage.copies)
            ours["one voice"] += len(lineage.voices) == 1
            ours["source told"] += any(copy.directed and copy.source == source.id for copy in lineage.copies)
            ours["source told wrongly"] += any(copy.directed and copy.target == source.id for copy in lineage.copies)
            rival += minhash(source, target) > mark
        sheet = Sheet("lineage", f"spun at {strength}", "all", len(sources))
        size = max(1, len(sources))
        yield from sheet.rows(OURS, {name: ours[name] / size for name in TOLD})
        yield sheet.row(RIVAL, "found", rival / size, f"above {mark:.3f}, where it claims no false pair")


def translations(ask: Ask, every: int) -> Iterator[Row]:
    """Find translations, and see which are claimed among other articles of the topic."""
    held = {
        (row["doc_num"], language): made(f"{row['doc_num']}-{language}", row["text"], language)
        for language in ("en", *LANGUAGES)
        for row in records(ask.data / "lineage" / f"meantime_{language}.jsonl")
    }
    topic = {row["doc_num"]: row["corpus"] for row in records(ask.data / "lineage" / "meantime_en.jsonl")}
    draw = random.Random(2)
    numbers = sorted(topic)[::every]
    right = false = 0
    for number in numbers:
        # Among all articles of the topic: of a few that were drawn there may be no other.
        others = [each for each in sorted(topic) if each != number and topic[each] == topic[number]]
        for language in LANGUAGES:
            right += _translated(held[number, "en"], held[number, language])
            false += bool(others) and _translated(held[number, "en"], held[draw.choice(others), language])
    sheet = Sheet("lineage", "translations", "all", len(LANGUAGES) * len(numbers))
    yield from sheet.rows(OURS, {"found": right / max(1, sheet.n), "false": false})


def _translated(one: Article, other: Article) -> bool:
    return any(copy.kind == "translation" for copy in trace((one, other)).copies)


def paraphrases(ask: Ask, limit: int | None) -> Iterator[Row]:
    """Tell rewritten sentences from others by the alignment's score."""
    path = ask.data / "lineage" / "msr_paraphrase.txt"
    needed(path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()[1:][:limit]
    ours, overlap, positive = [], [], []
    for label, _, _, one, other in (line.split("\t") for line in lines if line.count("\t") == 4):
        matches = Matcher((telling(made("one", one)), telling(made("other", other)))).matches(0, 1)
        ours.append(matches[0].both if matches else 0.0)
        left, right = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
        overlap.append(len(left & right) / max(1, len(left | right)))
        positive.append(label == "1")
    sheet = Sheet("lineage", "paraphrases (MSRP)", "train", len(positive))
    aligned = [score >= 0.3 for score, yes in zip(ours, positive, strict=True) if yes]
    yield from sheet.rows(
        OURS, {"area": area_under_curve(ours, positive), "three tenths aligned": sum(aligned) / max(1, len(aligned))}
    )
    yield sheet.row("word overlap", "area", area_under_curve(overlap, positive))


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of all five measurements; one whose set is not there is skipped. Raises ``Missing`` if all are."""
    size = Size.of(ask)
    done = 0
    try:
        pairs = different(ask, size.pairs)
        yield from false_links(pairs)
        mark = max(minhash(*pair) for pair in pairs)
        yield from only_quotes(ask, mark, ask.most(8))
        yield from spun(ask, size.spun, mark)
        done += 1
    except Missing as reason:
        yield Sheet("lineage", "different events", "all", 0).skipped(OURS, str(reason))
    more: tuple[tuple[str, Callable[[], Iterator[Row]]], ...] = (
        ("translations", lambda: translations(ask, size.every)),
        ("hidden translations", lambda: hidden_translations(ask, quick=size.every > 4)),
        ("made", lambda: judged(ask, size.spun)),
        ("passages", lambda: passages(ask, size.spun, size.sentences)),
        ("paraphrases (MSRP)", lambda: paraphrases(ask, size.sentences)),
    )
    for name, rows in more:
        try:
            yield from rows()
            done += 1
        except Missing as reason:
            yield Sheet("lineage", name, "all", 0).skipped(OURS, str(reason))
    if not done:
        raise Missing(ask.data / "stories" / "news_cluster.jsonl")
    yield from many(quick=ask.quick or ask.limit is not None)  # composed: no set is needed
