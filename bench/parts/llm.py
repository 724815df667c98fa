"""The optional reader: how much of what a model says is kept, and whether a lie ever is.

The lies: everything that the program found in our own example stories is said back to it by a scripted server, as it is and turned
in some fifteen ways (another number, name or verb, a "not" more or less, roles swapped, evidence made up or of another article, …);
words torn out of sentences that deny, suppose or tell them of somebody else, and pairs of sentences that are and are not one fact beside them. The program's own claims are forgotten first, or all would be
refused as known.

The real model: SmolLM2 with 135 million parameters, served on this computer, is asked about the same stories. "kept and borne out"
is a second look by simpler rules (``bench.borne_out``).
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.borne_out import borne_out
from bench.data import tell
from bench.lies import APART, TOGETHER, Saying, examples, forgetful, lies, told_apart, torn, truths
from bench.rows import OURS, Ask, Row, Sheet
from bench.scripted import Question, Reply, Scripted, said
from bench.small_model import NAME, missing, served
from variorum import compare
from variorum.llm import Reader, propose
from variorum.llm.limits import Limits
from variorum.llm.pairings import pairing
from variorum.llm.shapes import PairSaid
from variorum.model import Edition, Proposal

_MANY = Limits(questions=10_000, article=10**6, proposals=10**6, answer=10**8, words=10**5)
_PATIENT = Limits(seconds=600.0, tokens=320)


def told(edition: Edition, sayings: Sequence[Saying]) -> Edition:
    """Have a scripted server say all that of the edition's articles."""
    by_text: dict[str, list[dict[str, str]]] = defaultdict(list)
    texts = {article.id: article.text for article in edition.articles}
    for one in sayings:
        by_text[texts[one.article]].append(one.to_dict())

    def script(question: Question) -> Reply:
        return said({question["name"]: by_text.get(question["data"].get("report", ""), [])})

    with tempfile.TemporaryDirectory() as folder, Scripted(script) as server:
        return propose(edition, Reader(server.url, "scripted", cache=Path(folder), limits=_MANY))


def reasons(edition: Edition) -> dict[str, float]:
    """Count what was refused, by reason."""
    refused = edition.reader.refused if edition.reader else ()
    counts = Counter(one.reason for one in refused)
    return {f"refused: {reason}": float(count) for reason, count in sorted(counts.items())}


def kept(edition: Edition) -> int:
    """Count what was kept."""
    return edition.reader.kept if edition.reader else 0


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of the lies, of the pairs and of the real model."""
    editions = [compare(folder) for folder in examples()[: ask.most(1)]]
    yield from _lies(editions, ask)
    yield from _torn(ask)
    yield from _pairs()
    yield from _real(editions[:2], ask)


def _lies(editions: Sequence[Edition], ask: Ask) -> Iterator[Row]:
    turned = [lies(edition) for edition in editions]
    lied = [told(forgetful(edition), those) for edition, those in zip(editions, turned, strict=True)]
    honest = [truths(edition) for edition in editions]
    true = [told(forgetful(edition), those) for edition, those in zip(editions, honest, strict=True)]
    number = sum(map(len, turned))
    sheet = Sheet("llm", "lies of our examples", "all", number)
    tell(ask, (f"kept: {one.words}" for edition in lied for story in edition.stories for one in story.proposals))
    sorts = len({one.sort for those in turned for one in those})
    totals: Counter[str] = Counter()
    for edition in lied:
        totals.update({name: int(count) for name, count in reasons(edition).items()})
    measures = {
        "lies": number,
        "sorts of lies": sorts,
        "lies kept": sum(map(kept, lied)),
        **dict(sorted(totals.items())),
    }
    yield from sheet.rows(OURS, {name: float(value) for name, value in measures.items()})
    whole = sum(map(len, honest))
    truth = Sheet("llm", "claims of our examples", "all", whole)
    yield from truth.rows(OURS, {"share kept": sum(map(kept, true)) / max(1, whole)})


def _torn(ask: Ask) -> Iterator[Row]:
    edition, said_of = torn()
    done = told(edition, said_of)
    tell(ask, (f"kept of what was torn out: {one.words}" for story in done.stories for one in story.proposals))
    sheet = Sheet("llm", "words torn out of their sentence", "all", len(said_of))
    yield from sheet.rows(OURS, {"kept": float(kept(done)), **reasons(done)})


def _pairs() -> Iterator[Row]:
    apart = sum(_is_kept(*pair) for pair in APART)
    together = sum(_is_kept(*pair) for pair in TOGETHER)
    yield from Sheet("llm", "pairs that are two facts", "all", len(APART)).rows(OURS, {"kept": float(apart)})
    yield from Sheet("llm", "pairs that are one fact", "all", len(TOGETHER)).rows(
        OURS, {"share kept": together / len(TOGETHER)}
    )


def _is_kept(one: str, other: str) -> bool:
    return isinstance(pairing(PairSaid(one="p1", other="p2"), told_apart(one, other)), Proposal)


def _real(editions: Sequence[Edition], ask: Ask) -> Iterator[Row]:
    sheet = Sheet("llm", f"asked of {NAME}", "all", sum(len(edition.articles) for edition in editions))
    reason = missing()
    if reason:
        yield sheet.skipped(NAME, reason)
        return
    limits = Limits(seconds=600.0, tokens=320, questions=3) if ask.quick else _PATIENT
    with tempfile.TemporaryDirectory() as folder, served() as url:
        reader = Reader(url, NAME, cache=Path(folder), limits=limits)
        begin = time.perf_counter()
        done = [propose(forgetful(edition), reader) for edition in editions]
        seconds = time.perf_counter() - begin
    proposals = [(edition, one) for edition in done for story in edition.stories for one in story.proposals]
    tell(ask, (f"kept {one.kind}: {one.words}" for _, one in proposals))
    totals: Counter[str] = Counter()
    for edition in done:
        totals.update({name: int(count) for name, count in reasons(edition).items()})
    made = len(proposals) + sum(
        one.kind is not None for edition in done if edition.reader for one in edition.reader.refused
    )
    measures = {
        "questions": sum(edition.reader.questions for edition in done if edition.reader),
        "proposals made": made,
        "kept": len(proposals),
        "kept and borne out": sum(borne_out(edition, one) for edition, one in proposals),
        **dict(sorted(totals.items())),
        "seconds": seconds,
    }
    yield from sheet.rows(NAME, {name: float(value) for name, value in measures.items()})
