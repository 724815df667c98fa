"""Cases of copying made from real articles: what the tests' own desks make of them, with what is true of each pair.

The marks of ``variorum.lineage`` were chosen on articles of the events in ``TUNED``; cases are made of the others. No article
bears a date or an outlet (but for one's own later versions), so that only content can tell which was first.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.lineage.cutter import brought_up_to_date, cut, from_release, paragraphs, quoting, under_every_article
from tests.lineage.merger import merge
from tests.lineage.spun_passages import spin_passages

from bench.data import records
from bench.rows import OURS, Ask, Row, Sheet
from variorum.lineage import trace
from variorum.model import Article, Copy, CopyKind

TUNED = frozenset("18 19 24 30 33 37 38 43 49 55 58 64 68".split())
DERIVED = ("copy", "edit", "rewrite")
ABSENT = "none"  # the kind of a pair that has nothing to do with one another
_LEAST, _MOST = 6, 40  # paragraphs of an article that serves as raw material


@dataclass(frozen=True)
class Truth:
    """What is true of two articles: the kinds that are right, the source if there is one, its share of the target."""

    pair: frozenset[str]
    kinds: frozenset[str]
    source: str | None = None
    share: float | None = None
    direct: bool = True


@dataclass(frozen=True)
class Case:
    """Some articles, undated, and what is true of them."""

    name: str
    articles: tuple[Article, ...]
    truths: tuple[Truth, ...]
    voices: int | None  # how many independent origins there are, where that is not a matter of taste


class Desk:
    """Makes cases of some raw texts; each text belongs to an event, and own material comes from other events."""

    def __init__(self, texts: Sequence[tuple[str, str]], seed: int) -> None:
        self._texts = [pair for pair in texts if _LEAST <= len(paragraphs(pair[1])) <= _MOST]
        self._draw = random.Random(seed)

    def text(self) -> tuple[str, str]:
        """Draw an article: its event and its text."""
        return self._draw.choice(self._texts)

    def others(self, count: int, *events: str) -> list[tuple[str, str]]:
        """Draw articles of different events, none of them one of these."""
        found: list[tuple[str, str]] = []
        while len(found) < count:
            event, text = self.text()
            if event not in {*events, *(each for each, _ in found)}:
                found.append((event, text))
        return found

    def own(self, event: str, length: float) -> list[str]:
        """Draw paragraphs of another event, of so many characters in all."""
        pool = [line for _, text in self.others(3, event) for line in paragraphs(text) if 80 < len(line) < 700]
        self._draw.shuffle(pool)
        found: list[str] = []
        while pool and sum(map(len, found)) < length:
            found.append(pool.pop())
        return found

    def between(self, low: float, high: float) -> float:
        """Draw a number."""
        return self._draw.uniform(low, high)

    def seed(self) -> int:
        """Draw a seed."""
        return self._draw.randrange(1 << 30)


def _told(name: str, text: str, outlet: str | None = None) -> Article:
    return Article(name, name, text, None, outlet, language="en")


def _truth(
    one: str, other: str, *kinds: CopyKind | str, source: str | None = None, share: float | None = None
) -> Truth:
    return Truth(frozenset((one, other)), frozenset(kinds or (ABSENT,)), source, share)


# Names in alphabetical order must not give the source away: the source is called "m", its copies "a" and "z" by turns.
def _ends(desk: Desk) -> tuple[str, str]:
    return ("m", "a") if desk.seed() % 2 else ("m", "z")


def copied(desk: Desk) -> Case:
    """The same text with what outlets print under every article."""
    _, text = desk.text()
    source, target = _ends(desk)
    pair = (_told(source, text), _told(target, under_every_article(text, seed=desk.seed())))
    return Case("copied", pair, (_truth(source, target, "copy", share=1.0),), 1)


def cut_down(desk: Desk) -> Case:
    """Most or half of the paragraphs, with up to a fifth of its own and sometimes a new lead."""
    event, text = desk.text()
    keep = desk.between(0.4, 0.85)
    own = desk.own(event, desk.between(0.0, 0.2) * keep * len(text)) if desk.seed() % 3 else []
    lead = desk.own(event, 1)[0] if desk.seed() % 3 == 0 else None
    found = cut(text, keep, own, lead=lead, seed=desk.seed())
    source, target = _ends(desk)
    pair = (_told(source, text), _told(target, found.text))
    return Case("cut down", pair, (_truth(source, target, "edit", "copy", source=source, share=found.share),), 1)


def added_to(desk: Desk) -> Case:
    """Nearly the whole text, and a quarter to three fifths as much again of the copier's own."""
    event, text = desk.text()
    found = cut(text, desk.between(0.85, 1.0), desk.own(event, desk.between(0.25, 0.6) * len(text)), seed=desk.seed())
    source, target = _ends(desk)
    pair = (_told(source, text), _told(target, found.text))
    return Case("added to", pair, (_truth(source, target, "edit", source=source, share=found.share),), 1)


def spun(strength: float, *, trimmed: float) -> Callable[[Desk], Case]:
    """Words swapped, sentences turned round; ``trimmed`` of the sentences are gone."""

    def make(desk: Desk) -> Case:
        _, text = desk.text()
        source, target = _ends(desk)
        pair = (_told(source, text), _told(target, spin_passages(text, strength, cut=trimmed, seed=desk.seed()).text))
        kinds = ("rewrite", "edit") if strength < 0.3 else ("rewrite",)
        name = f"spun at {strength}" + ("" if trimmed else ", uncut")
        return Case(name, pair, (_truth(source, target, *kinds, source=source, share=1.0),), 1)

    return make


def merged(desk: Desk) -> Case:
    """A text made of two others."""
    one, other = desk.others(2)
    parts = (desk.between(0.4, 0.8), desk.between(0.4, 0.8))
    found = merge(one[1], other[1], parts, blocks=bool(desk.seed() % 2), seed=desk.seed())
    articles = (_told("m", one[1]), _told("p", other[1]), _told(("a", "z")[desk.seed() % 2], found.text))
    target = articles[2].id
    truths = [
        _truth(source, target, "edit", source=source, share=share)
        for source, share in zip(("m", "p"), found.shares, strict=True)
    ]
    return Case("merged of two", articles, (*truths, _truth("m", "p")), 2)


def released(desk: Desk) -> Case:
    """Two desks work from one release: each takes 45 to 75 parts in a hundred of it and has 30 to 50 of its own."""
    event, text = desk.text()
    take = (desk.between(0.45, 0.75), desk.between(0.45, 0.75))
    own = [desk.own(event, part * len(text) * (mine := desk.between(0.3, 0.5)) / (1 - mine)) for part in take]
    found = from_release(text, (own[0], own[1]), take, seed=desk.seed())
    pair = (_told("a", found[0].text), _told("b", found[1].text))
    return Case("one release", pair, (_truth("a", "b", "shared_source"),), None)


def chain(desk: Desk) -> Case:
    """A text, a cut of it with something added, and a cut of that with something added."""
    event, text = desk.text()
    second = cut(text, desk.between(0.7, 0.85), desk.own(event, 0.15 * len(text)), seed=desk.seed())
    third = cut(second.text, desk.between(0.7, 0.85), desk.own(event, 0.1 * len(text)), seed=desk.seed())
    articles = (_told("m", text), _told("a", second.text), _told("z", third.text))
    truths = (
        _truth("m", "a", "edit", "copy", source="m", share=second.share),
        _truth("a", "z", "edit", "copy", source="a", share=third.share),
        Truth(frozenset("mz"), frozenset(("edit", "copy")), "m", None, direct=False),
    )
    return Case("copy of a copy", articles, truths, 1)


def siblings(desk: Desk) -> Case:
    """A text and two cuts of it, made apart."""
    event, text = desk.text()
    cuts = [cut(text, desk.between(0.6, 0.85), desk.own(event, 0.15 * len(text)), seed=desk.seed()) for _ in range(2)]
    articles = (_told("m", text), _told("a", cuts[0].text), _told("z", cuts[1].text))
    truths = (
        _truth("m", "a", "edit", "copy", source="m", share=cuts[0].share),
        _truth("m", "z", "edit", "copy", source="m", share=cuts[1].share),
        Truth(frozenset("az"), frozenset(("edit", "copy", "shared_source")), None, None, direct=False),
    )
    return Case("two cuts of one", articles, truths, 1)


def quoted(desk: Desk) -> Case:
    """Two texts that share nothing but three to six sentences of a speech."""
    one, other, speech = desk.others(3)
    lines = [line for line in paragraphs(speech[1]) if 60 < len(line) < 400 and not set('“”"') & set(line)]
    said = lines[: 3 + desk.seed() % 4]
    if len(said) < 3:
        return quoted(desk)
    pair = tuple(
        _told(name, quoting(text, said, "Governor Ada Lindqvist", seed=desk.seed()).text)
        for name, text in (("a", one[1]), ("b", other[1]))
    )
    return Case("one speech", pair, (_truth("a", "b", "shared_quote"),), 2)


def furnished(desk: Desk) -> Case:
    """Two texts that share nothing but what outlets print under every article."""
    one, other = desk.others(2)
    seed = desk.seed()
    pair = (_told("a", under_every_article(one[1], seed=seed)), _told("b", under_every_article(other[1], seed=seed)))
    return Case("one boilerplate", pair, (_truth("a", "b"),), 2)


def updated(desk: Desk) -> Case:
    """An outlet's own article with news on top."""
    event, text = desk.text()
    found = brought_up_to_date(text, desk.own(event, desk.between(0.1, 0.4) * len(text)), seed=desk.seed())
    pair = (_told("m", text, "Rundschau"), _told(("a", "z")[desk.seed() % 2], found.text, "Rundschau"))
    return Case(
        "brought up to date", pair, (_truth("m", pair[1].id, "edit", "copy", source="m", share=found.share),), 1
    )


MAKERS: tuple[Callable[[Desk], Case], ...] = (
    copied, cut_down, added_to, spun(0.2, trimmed=0.25), spun(0.5, trimmed=0.25), spun(0.8, trimmed=0.25),
    spun(0.5, trimmed=0.0), merged, released, chain, siblings, quoted, furnished, updated,
)  # fmt: skip


def cases(texts: Sequence[tuple[str, str]], count: int, seed: int = 5) -> Iterator[Case]:
    """Make so many cases of each sort from ``(event, text)`` pairs."""
    for number, make in enumerate(MAKERS):
        desk = Desk(texts, seed + number)
        for _ in range(count):
            yield make(desk)


def judged(ask: Ask, count: int) -> Iterator[Row]:
    """Make cases, trace them, and say how often kind, direction, share and voices are right, and what else was said."""
    rows = records(ask.data / "stories" / "news_cluster.jsonl")
    texts = [(str(row["event"]), str(row["text"])) for row in rows if str(row["event"]) not in TUNED]
    tallies: dict[str, _Tally] = {}
    for case in cases(texts, count):
        lineage = trace(case.articles)
        found = {frozenset((copy.source, copy.target)): copy for copy in lineage.copies}
        for truth in case.truths:
            name = case.name if truth.direct else f"{case.name}: the indirect pair"
            if truth.kinds == {ABSENT} and len(case.truths) > 1:
                name = f"{case.name}: the pair of sources"
            tallies.setdefault(name, _Tally()).add(truth, found.get(truth.pair))
        if case.voices is not None:
            tallies[case.name].cases += 1
            tallies[case.name].voices += len(lineage.voices) == case.voices
    for name, tally in tallies.items():
        sheet = Sheet("lineage", f"made: {name}", "events not tuned on", sum(tally.kinds.values()))
        yield from sheet.rows(OURS, tally.measures())


class _Tally:
    """Counts what was said of the pairs of one sort of case."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.ways: Counter[str] = Counter()
        self.right = self.voices = self.cases = 0
        self.errors: list[float] = []

    def add(self, truth: Truth, copy: Copy | None) -> None:
        """Count one pair."""
        kind = copy.kind if copy else ABSENT
        self.kinds[kind] += 1
        self.right += kind in truth.kinds
        if copy is None or kind not in DERIVED:
            return
        told = "right" if copy.source == truth.source else "wrong"
        self.ways[told if copy.directed else "not said"] += 1
        if truth.share is not None and copy.source == truth.source:
            self.errors.append(abs(copy.share - truth.share))

    def measures(self) -> dict[str, float]:
        """Give the measures of this sort of case; counts of what was said as numbers of pairs."""
        found = {"kind right": self.right / max(1, sum(self.kinds.values()))}
        found |= {f"called {kind.replace('_', ' ')}": float(often) for kind, often in sorted(self.kinds.items())}
        found |= {f"direction {way}": float(self.ways[way]) for way in ("right", "wrong", "not said") if self.ways}
        if self.errors:
            found["share off by"] = sum(self.errors) / len(self.errors)
        if self.cases:
            found["voices right"] = self.voices / self.cases
        return found
