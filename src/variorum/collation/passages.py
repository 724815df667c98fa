"""Whether two tellings carry one passage: aligned by lineage, the same words on end, or the words of one utterance."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from variorum.collation.facts import Fact
from variorum.collation.sayings import Heard, Saying
from variorum.languages.words import says_little
from variorum.model import ArticleId, Lineage, Passage, Span

Words = tuple[tuple[str, int, int], ...]

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# So many words on end are not chosen twice by chance, if enough of them are no small words and no names.
_RUN, _FULL = 8, 3
# Where lineage aligned a passage of two articles that share no more than that: how alike it must be.
_SCORE, _SHARE = 0.72, 0.55
# Of an utterance's words a rendering must have so many, in one run or several, to be given in its very words.
_VERBATIM, _LEAST = 0.9, 3
# Longer sentences are mere lists of words.
_LONGEST = 120


class Passages:
    """The passages and utterances of a story, asked whether two facts stand in one."""

    def __init__(self, lineage: Lineage, said: Iterable[Saying]) -> None:
        self._aligned: dict[frozenset[ArticleId], list[tuple[str, Span, Span]]] = {}
        for copy in lineage.copies:
            if copy.kind != "shared_quote":
                kept = (one for one in copy.passages if copy.kind not in ("shared_source", "unknown") or _close(one))
                pairs = [(copy.kind, passage.source, passage.target) for passage in kept]
                self._aligned.setdefault(frozenset((copy.source, copy.target)), []).extend(pairs)
        self._heard: dict[ArticleId, list[tuple[Span, int]]] = {}
        for number, saying in enumerate(said):
            for heard in saying.heard:
                if heard.phrasing.direct and verbatim(saying.heard[0], heard):
                    marked = [word.span for word in heard.words if word.marked]
                    self._heard.setdefault(heard.fact.article, []).extend((span, number) for span in marked)

    def aligned(self, one: Fact, other: Fact) -> str | None:
        """The kind of copy by which lineage aligned the two passages, if it did."""
        a, b = one.statement.span, other.statement.span
        for kind, source, target in self._aligned.get(frozenset((a.article, b.article)), ()):
            if (_mostly(a, source) and _mostly(b, target)) or (_mostly(a, target) and _mostly(b, source)):
                return kind
        return None

    def uttered(self, one: Fact, other: Fact) -> bool:
        """Say whether both facts stand in the very words of one utterance."""
        return bool(self._sayings(one) & self._sayings(other))

    def _sayings(self, fact: Fact) -> set[int]:
        return {number for span, number in self._heard.get(fact.article, ()) if fact.statement.span.overlaps(span)}


def verbatim(first: Heard, heard: Heard) -> bool:
    """Say whether a rendering gives the first one's very words, in whole or in part."""
    if heard is first:
        return True
    same = sum(first.words[i].form == heard.words[j].form for i, j in heard.aligned.pairs)
    return heard.aligned.run >= _RUN or (same >= _LEAST and same >= _VERBATIM * len(heard.words))


def _close(passage: Passage) -> bool:
    """Say whether two articles that share but a little have this passage from one source: enough words, and most of them."""
    mine, theirs = _words(passage.source), _words(passage.target)
    if min(len(mine), len(theirs)) < _RUN:
        return False
    blocks = [block for block in _matcher(mine, theirs).get_matching_blocks() if block.size > 1]
    places = [at for block in blocks for at in range(block.a, block.a + block.size)]
    if _full(passage.source.words[mine[at][1] : mine[at][2]] for at in places) < _FULL:
        return False
    run = max((block.size for block in blocks), default=0)
    return run >= _RUN or (passage.score >= _SCORE and len(places) >= _SHARE * min(len(mine), len(theirs)))


def same_words(one: Fact, other: Fact) -> str | None:
    """The words on end that two sentences share, where they are too many for chance and the facts stand in them."""
    mine, theirs = _words(one.sentence), _words(other.sentence)
    if min(len(mine), len(theirs)) < _RUN:
        return None
    run = _matcher(mine, theirs).find_longest_match()
    if run.size < _RUN:
        return None
    taken = one.sentence.words[mine[run.a][1] : mine[run.a + run.size - 1][2]]
    if _full(_WORD.findall(taken)) < _FULL:
        return None
    spans = (_taken(one, mine, run.a, run.size), _taken(other, theirs, run.b, run.size))
    facts = (one.statement.span, other.statement.span)
    if not all(fact.overlaps(span) for fact, span in zip(facts, spans, strict=True)):
        return None
    return taken if any(_mostly(fact, span) for fact, span in zip(facts, spans, strict=True)) else None


def _matcher(mine: Words, theirs: Words) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [word for word, _, _ in mine], [word for word, _, _ in theirs], autojunk=False)


def _full(words: Iterable[str]) -> int:
    """How many words are neither small words nor names."""
    return sum(not word[0].isupper() and not says_little(word, "en") for word in words)


def _taken(fact: Fact, words: Words, at: int, size: int) -> Span:
    start, left, right = fact.sentence.start, words[at][1], words[at + size - 1][2]
    return Span(fact.article, start + left, start + right, fact.sentence.words[left:right])


def _mostly(span: Span, passage: Span) -> bool:
    """Say whether most of a span lies in a passage."""
    return 2 * (min(span.end, passage.end) - max(span.start, passage.start)) > span.end - span.start


@lru_cache(maxsize=4096)
def _words(span: Span) -> Words:
    found = (
        (match.group().casefold().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(span.words)
    )
    return tuple(word for word, _ in zip(found, range(_LONGEST), strict=False))
