"""Quotes that the grammar shows and quotes that the tagger hears, as one list: what both find is sure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from variorum.statements.frames import Piece
from variorum.statements.quoted import Draft

# A rule's finding that the tagger passes over must be one of the safe ones, and counts for less. Tuned on PolNeAR's
# development part.
_SAFE = 0.9
_ALONE = 0.6
# How often quotes of a given sureness are right on PolNeAR's development part (content and source): networks and products
# of doubts are surer of themselves than that.
_SURENESS = (0.0, 0.45, 0.65, 0.75, 0.85, 0.925, 0.97, 0.997, 1.0)
_RIGHT = (0.0, 0.33, 0.38, 0.5, 0.69, 0.78, 0.82, 0.93, 0.95)


def settled(heard: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """Join both lists; extents are the tagger's, which come nearer to what annotators mark.

    A rule's quote is dropped where the tagger's contents hold most of it, and kept alone if it is marked or sure.
    """
    kept = list(heard)
    pieces = sorted((start, end, number) for number, draft in enumerate(heard) for start, end in _content(draft))
    starts = [start for start, _, _ in pieces]
    longest = max((end - start for start, end, _ in pieces), default=0)
    for rule in ruled:
        around = pieces[bisect_left(starts, rule.start - longest) : bisect_left(starts, rule.end)]
        numbers = sorted({number for start, end, number in around if end > rule.start})
        partner = next((number for number in numbers if _same(kept[number], rule)), None)
        if partner is not None:
            kept[partner] = _agreed(kept[partner], rule)
        elif _covered(rule, [piece for piece in around if not _inside(kept[piece[2]], rule)]) < 0.5 and _stands_alone(
            rule
        ):
            kept.append(_doubted(rule))
    return [_calibrated(draft) for draft in kept]


def _calibrated(draft: Draft) -> Draft:
    """Give a draft the confidence that a reader can take for a chance of being right."""
    if draft.voice is None:
        return draft
    right = float(np.interp(draft.voice.confidence, _SURENESS, _RIGHT))
    return replace(draft, voice=replace(draft.voice, confidence=right))


def _content(draft: Draft) -> tuple[Piece, ...]:
    return draft.pieces if draft.pieces and draft.kind != "mixed" else ((draft.start, draft.end),)


def _same(heard: Draft, rule: Draft) -> bool:
    """Whether both are one saying: by one cue, or with the same content passed on by somebody ("quoted her as saying")."""
    if heard.voice is None or rule.voice is None:
        return False
    one, other = heard.voice.cue, rule.voice.cue
    if one[0] < other[1] and other[0] < one[1]:
        return True
    return rule.voice.via is not None and 2 * _shared(heard, rule) >= max(heard.end, rule.end) - min(
        heard.start, rule.start
    )


def _shared(one: Draft, other: Draft) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _agreed(heard: Draft, rule: Draft) -> Draft:
    assert heard.voice is not None and rule.voice is not None  # noqa: S101, PT018  # _same saw both; this tells the type checker
    sure = 1 - (1 - heard.voice.confidence) * (1 - rule.voice.confidence)
    # Who was quoted and who only passed it on is a matter of grammar.
    source = rule.voice.source if rule.voice.via or heard.voice.source is None else heard.voice.source
    voice = replace(heard.voice, source=source, confidence=sure, via=rule.voice.via)
    return replace(heard, voice=voice, asserts=heard.asserts or rule.asserts)


def _covered(rule: Draft, around: Sequence[tuple[int, int, int]]) -> float:
    content = _content(rule)
    size = sum(end - start for start, end in content)
    places: set[int] = set()
    for start, end in content:
        for left, right, _ in around:
            places.update(range(max(start, left), min(end, right)))
    return len(places) / max(size, 1)


def _inside(heard: Draft, rule: Draft) -> bool:
    """Whether a saying is part of what the rule says is said ("the paper reported that the two will agree to …")."""
    return heard.voice is not None and rule.start <= heard.voice.cue[0] and heard.voice.cue[1] <= rule.end


def _stands_alone(rule: Draft) -> bool:
    if rule.kind == "direct":
        return True
    return rule.voice is not None and rule.voice.confidence >= _SAFE


def _doubted(rule: Draft) -> Draft:
    if rule.voice is None:
        return rule
    return replace(rule, voice=replace(rule.voice, confidence=rule.voice.confidence * _ALONE))
