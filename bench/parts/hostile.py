"""Hostile input: damaged texts through every extractor, and gigantic ones through reading and comparing.

Each text is read whole (entities, quotes, figures, dates, commitments, claims); it must give no exception and no span that
does not quote it. One in 50 is read again with nothing kept, and must give the same bytes; one in 10 also comes as a file, as a
page and as a record; one in 100 is compared with two others. One that takes more than five times the median of its length, and
one in 200 of the others, is repeated four and sixteen times over: sixteen times the text may take four times as long as four
times the text, and twice that is called more than linear.

``--split FROM-TO`` takes the damaged texts of these numbers (``0-100000`` is the whole run, some hours), ``--limit N`` the first N;
2,000 by default. ``--split giants`` takes the gigantic texts alone. The texts that are damaged are the project's own and, where they
are, those of the labelled sets, read in place.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from bench.damage import Mutant, mutant, own_texts, shared_texts
from bench.hostile import AS_STORY, Outcome, checked, forget
from bench.rows import OURS, Ask, Row, Sheet

USUAL, QUICK = 2_000, 100
SLOW = 5.0
"""Times the median of its length, from which a text is looked at more closely."""
GROWN = 2.0
"""Times as long as it should take, from which reading counts as more than linear."""
SAMPLED = 200
_STEADY = 200
"""Characters that a text is taken to have more than it has: what any text costs, however short."""


def numbers(ask: Ask) -> range:
    """Which damaged texts are asked for. Raises ``ValueError`` for a split that is not ``FROM-TO``."""
    if ask.split and ask.split != "all":
        first, _, last = ask.split.partition("-")
        return range(int(first), int(last))
    return range(ask.most(QUICK) or USUAL)


def growth(text: str, language: str | None) -> float:
    """How many times longer sixteen times a text takes than four times the time of four times the text."""
    times = []
    for repeated in (4, 16):
        tries = []
        for _ in range(2):
            forget()
            begin = time.process_time()
            checked(Mutant(-1, text * repeated, language, "2025-02-07", ()))
            tries.append(time.process_time() - begin)
        times.append(min(tries))
    return times[1] / (4 * max(times[0], 0.005))


def suspects(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those that took far longer than their length explains, and a sample of the others."""
    if not outcomes:
        return []
    usual = statistics.median(one.seconds / (one.characters + _STEADY) for one in outcomes)
    return [
        one for one in outcomes if one.number % SAMPLED == 0 or one.seconds > SLOW * usual * (one.characters + _STEADY)
    ]


def measure(ask: Ask) -> Iterator[Row]:
    """Give the counts of what went wrong, with the numbers of the texts, and the times."""
    sources = [*own_texts(), *shared_texts(ask.data)]
    asked = numbers(ask)
    checked(mutant(0, sources))  # models and tables are loaded at the first text
    outcomes = []
    for number in asked:
        others = tuple(mutant(number + more, sources) for more in (1, 2)) if number % AS_STORY == 0 else ()
        outcomes.append(checked(mutant(number, sources), others))
        for wrong in outcomes[-1].wrong:
            print(f"hostile text {number}: {wrong}", file=sys.stderr, flush=True)
    closer = suspects(outcomes)
    grown = {}
    for one in closer:
        made = mutant(one.number, sources)
        grown[one.number] = growth(made.text, made.language)
        if grown[one.number] > GROWN:
            print(
                f"hostile text {one.number}: 16 times takes {grown[one.number]:.1f} times too long",
                file=sys.stderr,
                flush=True,
            )
    kinds = Counter(_kind(wrong) for one in outcomes for wrong in one.wrong)
    bad = ", ".join(str(one.number) for one in outcomes if one.wrong)
    sheet = Sheet("hostile", "damaged texts", f"{asked.start}-{asked.stop}", len(outcomes))
    characters = sum(one.characters for one in outcomes)
    seconds = sum(one.seconds for one in outcomes)
    yield from sheet.rows(
        OURS,
        {
            "crashes": kinds["crash"],
            "misquoting spans": kinds["misquote"],
            "second answer differs": kinds["answer"],
            "more than linear": sum(value > GROWN for value in grown.values()),
            "looked at closely": len(closer),
            "worst growth": max(grown.values(), default=0.0),
            "characters": characters,
            "seconds": seconds,
        },
        f"texts {bad}" if bad else "",
    )


def _kind(wrong: str) -> str:
    return "misquote" if " is not " in wrong else "answer" if "two answers" in wrong else "crash"
