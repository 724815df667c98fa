"""Matches as pairs of spans that a reader can look up."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.lineage.evidence import Evidence
from variorum.lineage.matching import Match
from variorum.lineage.tellings import Sentence, Telling
from variorum.model import Passage, Span

_SIGNS = "$€£¥₹₩"  # a sum keeps its sign
_WHOLE = 0.5  # from this part of both sentences on, the passage is the sentences themselves


def passages(evidence: Evidence, matches: Iterable[Match], *, first_is_source: bool) -> tuple[Passage, ...]:
    """Give each match as a passage, in the order of the target."""
    found = []
    for match in matches:
        whole = min(match.of_one, match.of_other) >= _WHOLE
        one = _span(evidence.one, evidence.one.sentences[match.one], [left for left, _ in match.pairs], whole=whole)
        other = _span(evidence.other, evidence.other.sentences[match.other], [at for _, at in match.pairs], whole=whole)
        score = round(min(1.0, match.both if whole else match.alike), 3)
        found.append(Passage(one, other, score) if first_is_source else Passage(other, one, score))
    return tuple(sorted(found, key=lambda passage: (passage.target.start, passage.source.start)))


def _span(telling: Telling, sentence: Sentence, held: list[int], *, whole: bool) -> Span:
    if whole:
        return telling.article.span(sentence.start, sentence.end)
    start, text = sentence.words[held[0]].start, telling.article.text
    if start > sentence.start and text[start - 1] in _SIGNS:
        start -= 1
    return telling.article.span(start, sentence.words[held[-1]].end)
