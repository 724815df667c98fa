"""Figures: value F1 and value + unit F1 by the NewsQuant definitions, and the small cases of Recognizers-Text.

Sets: sentences of our own writing (``tests/statements/data``: ``seen`` was tuned on, ``unseen`` was not); every
``figures/*.json`` or ``*.jsonl`` whose records have ``text`` and ``quantities`` (``value``, "low-high" for a range, and
``normalized_unit`` or ``unit``), as the NewsQuant evaluation has them; ``figures/recognizers_*.jsonl``, cases without
context, of which only recall is measured, because a case names only what its model is to find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.data import ROOT, WARMING, chosen, found, records, tell
from bench.metrics import Amount, matching, quantities, same_amount, same_value, sum_of
from bench.rivals.figures import Amounted, cqe, quantulum, recognizers
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Run, System, measured
from bench.units import amount, canonical, singular

WRITTEN = ROOT / "tests" / "statements" / "data"
# An ordinal ranks, a score is a result, a vague amount has no value: none is a quantity by the NewsQuant definitions.
NO_QUANTITIES = frozenset({"ordinal", "score", "vague"})
# Ranges of a bare number and the models' experimental variants ask for what no news text says.
SKIPPED = re.compile(r"Range|Suppress|OrdinalModel|Mode$")
RANGE = re.compile(r"(-?[\d.]+(?:[eE][+-]?\d+)?)-(-?[\d.]+(?:[eE][+-]?\d+)?)")


@dataclass(frozen=True)
class Sentence:
    """A sentence and its quantities."""

    text: str
    gold: tuple[Amount, ...]


@dataclass(frozen=True)
class Case:
    """A small case: the amounts that its model is to find, each with its place."""

    text: str
    gold: tuple[Amounted, ...]


def variorum() -> Callable[[str], list[Amounted]]:
    """The program as its users call it; a sentence is too short to tell its language by, so that is given."""
    from variorum import read as read_article

    read_article(WARMING)

    def read(text: str) -> list[Amounted]:
        answers = []
        for figure in read_article(text, language="en").figures:
            ends = [end for end in (figure.low, figure.high) if end is not None]
            if ends and figure.kind not in NO_QUANTITIES:
                counted = frozenset(
                    singular(word) for word in re.findall(r"[^\W\d_]+", (figure.measures or "").lower())
                )
                held = amount(ends[0], ends[-1], figure.unit, counted=counted | frozenset(map(canonical, counted)))
                answers.append(Amounted(held, figure.span.start, figure.span.end))
        return answers

    return read


def written(path: Path) -> Iterator[Sentence]:
    """Read our own sentences: one a line, under it its quantities, indented; ``?`` before one that may be found or not."""
    text, gold = "", list[Amount]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("\t"):
            words = line.strip().removeprefix("?").strip()
            value, _, unit = words.partition(" ")
            low, _, high = value.partition("..")
            gold.append(amount(float(low), float(high or low), unit, optional=line.strip().startswith("?")))
        elif not line.startswith("#"):
            if text:
                yield Sentence(text, tuple(gold))
            text, gold = line, []


def annotated(record: dict[str, Any]) -> Sentence:
    """A record with its quantities."""
    gold = []
    for one in record["quantities"]:
        low, high = ends(one["value"])
        gold.append(amount(low, high, one.get("normalized_unit", one.get("unit"))))
    return Sentence(record["text"], tuple(gold))


def ends(value: Any) -> tuple[float, float]:
    """Both ends of a value: a number, a pair, or a string with "low-high"."""
    if isinstance(value, list | tuple):
        return float(value[0]), float(value[-1])
    plain = str(value).replace(",", "").strip().rstrip("%")
    parts = RANGE.fullmatch(plain)
    return (float(parts[1]), float(parts[2])) if parts else (float(plain), float(plain))


def case(record: dict[str, Any]) -> Case:
    """A case of Recognizers-Text with those of its results that resolve to a number."""
    gold = []
    for result in record["Results"]:
        resolution = result["Resolution"] or {}
        try:
            low, high = ends(resolution.get("value"))
        except ValueError:
            continue
        unit = "percentage" if "Percent" in record["spec"] else resolution.get("unit")
        gold.append(Amounted(amount(low, high, unit), result["Start"], result["End"] + 1))
    return Case(record["Input"], tuple(gold))


def scores(done: Run[list[Amounted]], held: Sequence[Sentence]) -> dict[str, float]:
    """Value F1 and value + unit F1, pooled over the sentences."""
    pairs = [
        quantities([one.amount for one in answer or []], sentence.gold)
        for answer, sentence in zip(done.answers, held, strict=True)
    ]
    values, units = sum_of([value for value, _ in pairs]), sum_of([unit for _, unit in pairs])
    return {
        "value F1": values.f1,
        "value P": values.precision,
        "value R": values.recall,
        "value + unit F1": units.f1,
    }


def recalls(done: Run[list[Amounted]], held: Sequence[Case]) -> dict[str, float]:
    """The share of the cases' amounts that an overlapping answer gives, by value and by value with unit."""

    def share(same: Callable[[Amount, Amount], bool]) -> float:
        right = total = 0
        for answer, one in zip(done.answers, held, strict=True):
            total += len(one.gold)
            right += len(matching(answer or [], one.gold, lambda a, b: _over(a, b) and same(a.amount, b.amount)))
        return right / max(1, total)

    return {"value R": share(same_value), "value + unit R": share(same_amount)}


def _over(found_one: Amounted, wanted: Amounted) -> bool:
    assert wanted.start is not None
    assert wanted.end is not None
    return found_one.over(wanted.start, wanted.end)


def _errors(done: Run[list[Amounted]], held: Sequence[Sentence]) -> Iterator[str]:
    for answer, sentence in zip(done.answers, held, strict=True):
        mine = [one.amount for one in answer or []]
        both = matching(mine, sentence.gold, same_amount)
        missed = [one for at, one in enumerate(sentence.gold) if at not in both.values() and not one.optional]
        extra = [one for at, one in enumerate(mine) if at not in both]
        if missed or extra:
            yield f"{sentence.text}\n    wants {_told(missed)}  has {_told(extra)}"


def _told(amounts: Sequence[Amount]) -> str:
    return ", ".join(
        f"{one.low:g}{f'..{one.high:g}' if one.high != one.low else ''} {one.unit or '-'}" for one in amounts
    )


SYSTEMS = (
    System(OURS, variorum, "seconds are those of the whole reading stage"),
    System("quantulum3", quantulum, "without its classifier of units"),
    System("recognizers-text", recognizers),
    System("CQE", cqe),
)


def sentence_sets(ask: Ask) -> Iterator[tuple[str, str, list[Sentence]]]:
    """Every set of sentences: its name, its split, its sentences."""
    for path in found(ask.data / "figures", ".json", ".jsonl"):
        first = next(records(path), {})
        if "quantities" in first:
            split, held = chosen(records(path), ask)
            yield path.stem, split, [annotated(record) for record in held]
    for split in ("unseen", "seen"):
        path = WRITTEN / f"figures_{split}.txt"
        if path.exists() and ask.split in {None, split, "all"}:
            yield "our sentences", split, list(written(path))[: ask.most(20)]


def case_sets(ask: Ask) -> Iterator[tuple[str, list[Case]]]:
    """The cases of Recognizers-Text that name an amount, model by model."""
    specs: dict[str, list[Case]] = {}
    for path in found(ask.data / "figures", ".jsonl"):
        for record in records(path):
            if "spec" in record and not SKIPPED.search(record["spec"]):
                specs.setdefault(record["spec"], []).append(case(record))
    for spec, held in specs.items():
        yield spec, [one for one in held if one.gold][: ask.most(20)]


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of every set of sentences and of every model's cases."""
    for name, split, held in sentence_sets(ask):
        sheet = Sheet("figures", name, split, len(held))

        def score(done: Run[list[Amounted]], held: list[Sentence] = held) -> dict[str, float]:
            if done.name == OURS:
                tell(ask, _errors(done, held))
            return scores(done, held)

        yield from measured(sheet, SYSTEMS, [one.text for one in held], score, ask)
    for spec, cases in case_sets(ask):
        sheet = Sheet("figures", f"recognizers {spec}", "all", len(cases))

        def share(done: Run[list[Amounted]], cases: list[Case] = cases) -> dict[str, float]:
            return recalls(done, cases)

        yield from measured(sheet, SYSTEMS, [one.text for one in cases], share, ask)
