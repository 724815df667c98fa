"""Quotes: characters of content, source and cue, attributions, direct quotes, each class, and how far confidences can be trusted.

Sets: every ``quotes/*.jsonl`` whose records have ``text`` and ``attributions`` (PolNeAR), each attribution with ``source``,
``cue`` and ``content`` pieces. Split: ``dev`` where there is one, else all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bench.data import WARMING, Missing, chosen, found, records, tell
from bench.metrics import (
    Attribution,
    Bounds,
    Score,
    attributions,
    calibration_error,
    characters,
    matching,
    places,
    same_attribution,
    sum_of,
)
from bench.rivals.quotes import Said, parse_rule, textacy
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Run, System, measured

OPENING, CLOSING = "\"“'‘„«", "\"”'’“»"
CLASSES = ("direct", "mixed", "indirect")
NEAR = 120
"""How many characters from its source or its content a cue may stand: a quote gives the cue's words, not their place."""


def variorum() -> Callable[[str], list[Said]]:
    """The program as its users call it."""
    from variorum import read as read_article

    read_article(WARMING)

    def read(text: str) -> list[Said]:
        answers = []
        for quote in read_article(text).quotes:
            pieces = quote.pieces if quote.kind != "mixed" and quote.pieces else (quote.span,)
            content = tuple((piece.start, piece.end) for piece in pieces)
            source = ((quote.said_by.span.start, quote.said_by.span.end),) if quote.said_by else ()
            cue = _cue(text, quote.cue, content, source)
            answers.append(Said(content, source, cue, quote.kind, quote.confidence))
        return answers

    return read


def _cue(text: str, cue: str | None, content: Sequence[Bounds], source: Sequence[Bounds]) -> tuple[Bounds, ...]:
    """Find the cue's words outside the content, nearest to the source."""
    if not cue:
        return ()
    held = [*content, *source]
    first, last = min(start for start, _ in held), max(end for _, end in held)
    middle = sum(source[0]) / 2 if source else first
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, cue.split())) + r"(?!\w)", re.IGNORECASE)
    spots = [match.span() for match in pattern.finditer(text, max(0, first - NEAR), min(len(text), last + NEAR))]
    outside = [spot for spot in spots if not any(a <= spot[0] < b for a, b in content)]
    return tuple(sorted(outside, key=lambda spot: abs(sum(spot) / 2 - middle))[:1])


def annotated(record: dict[str, Any]) -> list[Said]:
    """Each attribution of a record, with its class: marked from end to end, marked in part, or not at all."""
    answers = []
    for attribution in record["attributions"]:
        content, source, cue = (
            tuple((piece["start"], piece["end"]) for piece in attribution.get(role, []))
            for role in ("content", "source", "cue")
        )
        words = " ".join(record["text"][start:end] for start, end in content)
        answers.append(Said(content, source, cue, marked(words)))
    return answers


def marked(words: str) -> str:
    """Say whether words are direct speech (marks at both ends), mixed (marks within) or indirect."""
    plain = words.strip().rstrip(".,;")
    if plain[:1] and plain[:1] in OPENING and plain[-1:] in CLOSING:
        return "direct"
    return "mixed" if re.search('["“”«»]', words) else "indirect"


def attributed(said: Sequence[Said]) -> list[Attribution]:
    """The characters of each content and source."""
    return [Attribution(characters(one.content), characters(one.source), one.confidence) for one in said]


def joined(said: Sequence[Said]) -> list[Said]:
    """Direct quotes of one and the same attribution as one: PolNeAR annotates all that one cue governs as one content."""
    held: dict[object, Said] = {}
    for at, one in enumerate(said):
        spot: object = one.source or at
        before = held.get(spot)
        held[spot] = Said((*before.content, *one.content), one.source, kind="direct") if before else one
    return list(held.values())


def scores(done: Run[list[Said]], gold: Sequence[list[Said]]) -> dict[str, float]:
    """All measures of one system over the records."""
    pairs = [(answer or [], wanted) for answer, wanted in zip(done.answers, gold, strict=True)]
    both = sum_of([attributions(attributed(ours), attributed(theirs)) for ours, theirs in pairs])
    measures = {f"{role} F1": _characters(pairs, role).f1 for role in ("content", "source", "cue")}
    measures |= {"pairs F1": both.f1, "pairs P": both.precision, "pairs R": both.recall}
    measures["direct pairs F1"] = sum_of([_direct(ours, theirs, whole=False) for ours, theirs in pairs]).f1
    measures["direct, joined F1"] = sum_of([_direct(ours, theirs, whole=True) for ours, theirs in pairs]).f1
    measures |= {f"{kind} R": share for kind, share in _recalls(pairs).items()}
    confidences, right = _judged(pairs)
    if len(set(confidences)) > 1:
        measures["calibration error"] = calibration_error(confidences, right)
    return measures


def _characters(pairs: Sequence[tuple[list[Said], list[Said]]], role: str) -> Score:
    def held(said: list[Said]) -> frozenset[int]:
        return characters([piece for one in said for piece in getattr(one, role)])

    return sum_of([places(held(ours), held(theirs)) for ours, theirs in pairs])


def _direct(ours: list[Said], theirs: list[Said], *, whole: bool) -> Score:
    mine, wanted = ([one for one in said if one.kind == "direct"] for said in (ours, theirs))
    return attributions(attributed(joined(mine) if whole else mine), attributed(wanted))


def _recalls(pairs: Sequence[tuple[list[Said], list[Said]]]) -> dict[str, float]:
    """Of the annotated attributions of each class, the share that is matched by one of any class."""
    totals = {kind: [0, 0] for kind in CLASSES}
    for ours, theirs in pairs:
        held = set(matching(attributed(ours), attributed(theirs), same_attribution).values())
        for at, one in enumerate(theirs):
            totals[one.kind][0] += at in held
            totals[one.kind][1] += 1
    return {kind: right / total for kind, (right, total) in totals.items() if total}


def _judged(pairs: Sequence[tuple[list[Said], list[Said]]]) -> tuple[list[float], list[bool]]:
    """The confidence of every quote, and whether it is a right attribution."""
    confidences, right = [], []
    for ours, theirs in pairs:
        held = matching(attributed(ours), attributed(theirs), same_attribution)
        confidences += [one.confidence for one in ours]
        right += [at in held for at in range(len(ours))]
    return confidences, right


def _errors(done: Run[list[Said]], texts: Sequence[str], gold: Sequence[list[Said]]) -> Iterator[str]:
    for answer, text, wanted in zip(done.answers, texts, gold, strict=True):
        held = matching(attributed(answer or []), attributed(wanted), same_attribution)
        for name, said, seen in (("EXTRA ", answer or [], set(held)), ("MISSED", wanted, set(held.values()))):
            for at, one in enumerate(said):
                if at not in seen:
                    words, source = (" … ".join(text[a:b] for a, b in spans) for spans in (one.content, one.source))
                    yield f"{name} {one.kind:8} [{' '.join(source.split())}] {' '.join(words.split())}"


SYSTEMS = (
    System(OURS, variorum, "seconds are those of the whole reading stage"),
    System("textacy", textacy, "direct quotations only; with its parse"),
    System("parse rule", parse_rule, "40 lines of ours, as the floor; with its parse"),
)


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of every set of quotes. Raises ``Missing``."""
    files = found(ask.data / "quotes", ".jsonl")
    if not files:
        raise Missing(ask.data / "quotes" / "*.jsonl")
    for path in files:
        split, held = chosen(records(path), ask, quick=8)
        gold = [annotated(record) for record in held]
        texts = [record["text"] for record in held]
        sheet = Sheet("quotes", path.stem, split, len(held))

        def score(done: Run[list[Said]], texts: list[str] = texts, gold: list[list[Said]] = gold) -> dict[str, float]:
            if done.name == OURS:
                tell(ask, _errors(done, texts, gold))
            return scores(done, gold)

        yield from measured(sheet, SYSTEMS, texts, score, ask)
