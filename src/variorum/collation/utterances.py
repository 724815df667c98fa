"""Points on quotes: one utterance as several tellings give it, cut, translated or put in another mouth."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from variorum.collation.drafts import Draft, Told, parted
from variorum.collation.facts import Fact, shortened
from variorum.collation.grouping import Bounds, Scored, grouped
from variorum.collation.mouths import by_name
from variorum.model import ArticleId, Difference, Quote, Span

_TOKEN = re.compile(r"\w+(?:['’]\w+)?|[%$€£]")
_BOUNDS = Bounds(join=0.55, floor=0.55, noted=1.0)
_SHORTEST = 3


def quote_points(found: Sequence[Fact], turning: frozenset[str], led: Mapping[ArticleId, ArticleId]) -> list[Draft]:
    """Give a Draft for each utterance that is quoted word for word, in whole or in part.

    ``turning`` holds the words whose loss changes the meaning ("not", "but", "if").
    """
    facts = [fact for fact in found if isinstance(fact.statement, Quote) and _marked(fact.statement)]
    scored = Scored()
    for i, one in enumerate(facts):
        for j in range(i + 1, len(facts)):
            if one.article != facts[j].article and (score := rendering_score(one, facts[j])) >= _BOUNDS.floor:
                scored.scores[i, j] = score
    groups = grouped(facts, scored, _BOUNDS, lambda one, other: one.article == other.article, led)
    return [_draft([facts[p] for p in group], scored.strength(group), turning) for group in groups]


def rendering_score(one: Fact, other: Fact) -> float:
    """How much of the shorter quote stands, in order, in the longer one; 0..1. Very short quotes must match whole."""
    a, b = sorted((_tokens(one), _tokens(other)), key=len)
    if len(a) < _SHORTEST:
        return 0.0
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks if block.size > 1 or len(a[block.a] if block.size else "") > 5)
    score = common / len(a)
    named = (one.subject, other.subject)
    if all(named) and named[0] != named[1]:
        score -= 0.1
    return score if len(a) > 5 else (score if score == 1 else 0.0)


def _marked(quote: Quote) -> bool:
    return quote.kind != "indirect"


def _quote(fact: Fact) -> Quote:
    assert isinstance(fact.statement, Quote)  # noqa: S101  # the callers pick quotes only; this tells the type checker
    return fact.statement


def _tokens(fact: Fact) -> list[str]:
    quote = _quote(fact)
    pieces = quote.pieces or (quote.span,)
    return [word.lower().replace("’", "'") for piece in pieces for word in _TOKEN.findall(piece.words)]


def _draft(facts: list[Fact], strength: float, turning: frozenset[str]) -> Draft:
    def one_version(first: Fact, other: Fact) -> bool:
        return _same_words(first, other, turning) and not _mouths_differ(first, other)

    groups = parted(sorted(facts, key=lambda fact: -len(_tokens(fact))), one_version)
    told = tuple(
        Told(
            _shown(group[0]), tuple(sorted(group, key=lambda f: facts.index(f))), tuple(f.statement.span for f in group)
        )
        for group in groups
    )
    difference, reason = _difference(groups, turning) if len(groups) > 1 else (None, "")
    if difference in ("wording", "said_by"):
        told = tuple(
            Told(version.value, version.facts, _changed(version.facts[0], groups) or version.decisive)
            for version in told
        )
    speaker = next((q.said_by.words for q in map(_quote, facts) if q.said_by), None)
    about = f"{speaker}: “{_shown(groups[0][0])}”" if speaker else f"“{_shown(groups[0][0])}”"
    return Draft("quote", about, told, difference, reason, strength)


def _same_words(longer: Fact, shorter: Fact, turning: frozenset[str]) -> bool:
    """A quote that is cut but keeps its words in one run is the same version, unless a turning word went with the cut."""
    a, b = _tokens(longer), _tokens(shorter)
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    if run.size < len(b):
        return False
    before = a[: run.a][-1:] + a[run.a + run.size :][:1]
    return not turning & set(before)


def _mouths_differ(one: Fact, other: Fact) -> bool:
    """Two people by name; "a spokesman" may well be the man whom another telling names."""
    if one.subject is None or other.subject is None or one.subject == other.subject:
        return False
    said = [_quote(fact).said_by for fact in (one, other)]
    return all(by is not None and by_name(by) for by in said)


def _difference(groups: list[list[Fact]], turning: frozenset[str]) -> tuple[Difference, str]:
    first = groups[0][0]
    if any(_mouths_differ(first, group[0]) for group in groups[1:]):
        return "said_by", "the same words are put in different mouths"
    turns = [frozenset(_tokens(group[0])) & turning for group in groups]
    lost = sorted(turns[0].union(*turns[1:]) - turns[0].intersection(*turns[1:]))
    if lost:
        return "wording", f"not every rendering has the word {', '.join(f'“{word}”' for word in lost)}"
    return "wording", "the same utterance in different words"


def _changed(fact: Fact, groups: list[list[Fact]]) -> tuple[Span, ...]:
    """The words of a rendering that another rendering does not have."""
    other = next(group[0] for group in groups if fact not in group)
    span = fact.statement.span
    theirs = _tokens(other)
    words = [(m.start(), m.end(), m.group().lower().replace("’", "'")) for m in _TOKEN.finditer(span.words)]
    matcher = SequenceMatcher(None, [word for _, _, word in words], theirs, autojunk=False)
    changed = []
    for tag, left, right, _, _ in matcher.get_opcodes():
        if tag in ("replace", "delete"):
            start, end = words[left][0], words[right - 1][1]
            changed.append(Span(span.article, span.start + start, span.start + end, span.words[start:end]))
    return tuple(changed)


def _shown(fact: Fact, longest: int = 140) -> str:
    quote = _quote(fact)
    words = (
        " … ".join(piece.words for piece in quote.pieces) if quote.kind == "mixed" and quote.pieces else quote.content
    )
    return shortened(words, longest)
