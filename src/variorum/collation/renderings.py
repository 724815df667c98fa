"""Where one rendering of an utterance departs from another, word by word, and which departures turn the sense."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, zip_longest

from variorum.collation.phrasing import Word, turning
from variorum.collation.sayings import Heard, Kinds, Saying, View
from variorum.collation.turns import Gap, turns
from variorum.model import Article, Point, Rendering, Span, StatementId, Utterance, WordChange

_PLAIN = re.compile(r"\w+(?:['’]\w+)?")


def uttered(
    found: Iterable[Saying], kinds: Kinds, points: Iterable[Point], articles: Sequence[Article]
) -> tuple[Utterance, ...]:
    """Give every utterance that two tellings or more render, with its point; ids (``u1`` …) go by the first rendering's place."""
    order = {article.id: number for number, article in enumerate(articles)}
    quoted = [point for point in points if point.kind == "quote"]
    at = {statement: point.id for point in quoted for version in point.versions for statement in version.statements}
    told = [saying for saying in found if len({fact.article for fact in saying.facts}) > 1]
    told.sort(key=lambda saying: (order[saying.facts[0].article], saying.facts[0].statement.span.start))
    return tuple(_utterance(f"u{number}", saying, kinds, at) for number, saying in enumerate(told, start=1))


def _utterance(name: str, saying: Saying, kinds: Kinds, points: Mapping[StatementId, str]) -> Utterance:
    speakers = Counter(quote.speaker for one in saying.heard if (quote := one.phrasing.quote).speaker)
    first = saying.heard[0]
    return Utterance(
        name,
        first.phrasing.quote.speaker or next((speaker for speaker, _ in speakers.most_common(1)), None),
        tuple(
            Rendering(one.fact.id, whole(one), one.fact.statement.said_by, changes(first, one, kinds))
            for one in saying.heard
        ),
        points.get(first.fact.id),
    )


def whole(heard: Heard) -> Span:
    """The words of a rendering that were compared, from the first to the last, with what stands between its pieces."""
    quote = heard.phrasing.quote
    start, end = heard.words[0].span.start, heard.words[-1].span.end
    if start < quote.span.start or end > quote.span.end:
        return quote.span
    return _cut(quote.span, start, end)


def changes(first: Heard, other: Heard, kinds: Kinds) -> tuple[WordChange, ...]:
    """Tell how a rendering departs from the first: without what is dropped, and with what is added or replaced, it is the other."""
    if other is first or not other.words:
        return ()
    gaps = _gaps(first.words, other.words, other.aligned.pairs)
    weighty = turns(gaps, other.aligned.cover, kinds, (_around(first), _around(other)))
    found = []
    for gap in gaps:
        parts = zip_longest(_stretches(gap.before), _stretches(gap.after))
        for before, after in parts:
            reason = next((why for word, why in weighty.items() if _within(word, before) or _within(word, after)), None)
            found.append(
                WordChange("replaced" if before and after else "dropped" if before else "added", before, after, reason)
            )
    return tuple(found)


def _around(heard: Heard) -> frozenset[str]:
    """The classes of the turning words in the sentence that a rendering stands in, outside its own words as well."""
    said = turning(heard.phrasing.language)
    forms = (word.lower().replace("’", "'") for word in _PLAIN.findall(heard.fact.sentence.words))
    return frozenset(name for form in forms if (name := said.get("n't" if form.endswith("n't") else form)))


def _gaps(one: View, other: View, pairs: Sequence[tuple[int, int]]) -> list[Gap]:
    """The stretches that do not answer to each other, and the pairs of words that are not the same word."""
    gaps = []
    left: tuple[int, int] = (-1, -1)
    for pair in [*pairs, (len(one), len(other))]:
        (a, b), (c, d) = left, pair
        ends = (one[a], other[b]) if a >= 0 else None, (one[c], other[d]) if c < len(one) else None
        if c - a > 1 or d - b > 1:
            gaps.append(Gap(tuple(one[a + 1 : c]), tuple(other[b + 1 : d]), *ends))
        if c < len(one) and one[c].surface != other[d].surface:
            gaps.append(Gap((one[c],), (other[d],), (one[c], other[d]), (one[c], other[d])))
        left = pair
    return gaps


def _stretches(words: Sequence[Word]) -> list[Span]:
    """The words as spans, one for each piece of the quote, so that no span takes in "she said" between two pieces."""
    found = []
    for piece, part in groupby(words, key=lambda word: word.piece):
        inside = list(part)
        container = piece or inside[0].span
        found.append(_cut(container, inside[0].span.start, inside[-1].span.end))
    return found


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(span.article, start, end, span.words[start - span.start : end - span.start])


def _within(word: Span, span: Span | None) -> bool:
    return span is not None and span.contains(word)
