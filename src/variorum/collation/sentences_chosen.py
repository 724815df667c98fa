"""Which sentences can stand alone in a brief, and which two say the same."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from variorum.collation.facts import Fact
from variorum.languages import table
from variorum.model import ArticleId, DateMention, Span, Statement, StatementId

_LONGEST, _SHORTEST = 320, 35
"""Characters of a sentence in a brief."""
_ALIKE = 0.5
"""Two sentences say one thing when they share this much of the weighted words of the one that says less."""
_WITH_DAY = 1.1
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END = re.compile(r"[.!?…][\"”'’»)]*$")


class Sentences:
    """The sentences of a story with what is said in them."""

    def __init__(self, facts: Mapping[StatementId, Fact]) -> None:
        self.facts = facts
        self.told: dict[Span, dict[str, float]] = {}
        self.odd: set[ArticleId] = set()
        self.dated = {fact.sentence for fact in facts.values() if _is_day(fact.statement)}
        starts: dict[ArticleId, set[int]] = {}
        for fact in facts.values():
            words = self.told.setdefault(fact.sentence, {})
            for key, weight in fact.weights.items():
                words[key] = max(weight, words.get(key, 0.0))
            starts.setdefault(fact.article, set()).add(fact.sentence.start)
            if not fact.plain:
                self.odd.add(fact.article)
        self.order = {
            article: {start: place for place, start in enumerate(sorted(each))} for article, each in starts.items()
        }
        having = Counter(key for words in self.told.values() for key in words)
        self.weigh = {key: math.log(1 + (len(self.told) + 1) / (1 + number)) for key, number in having.items()}

    def plain(self, span: Span) -> bool:
        """Say whether a sentence is of a telling in its own words and in a language that is read."""
        return span.article not in self.odd

    def place(self, span: Span) -> int:
        """The number of sentences with a statement before this one in its telling."""
        return self.order.get(span.article, {}).get(span.start, 0)

    def stands(self, span: Span) -> bool:
        """Say whether a sentence can be read alone and is fit to be printed."""
        whole = _SHORTEST <= len(span.words) <= _LONGEST and "\n" not in span.words
        return whole and self.plain(span) and leans(span.words) < 2 and not _torn(span.words)

    def of(self, statements: Sequence[StatementId], *, needed: bool = False) -> list[Span]:
        """The sentences that carry these statements, the best first: whole, alone, saying little else, short.

        Only those that can stand alone, unless one is ``needed``.
        """
        told = [self.facts[name] for name in statements]
        # How much of its sentence the fact is: a sentence that says much else would seem to have its voices for all of it.
        share = {fact.sentence: (fact.context.end - fact.context.start) / len(fact.sentence.words) for fact in told}
        fit = [
            span for span in share if needed or (self.stands(span) or (not self.plain(span) and leans(span.words) < 2))
        ]
        return sorted(
            fit,
            key=lambda span: (
                not self.stands(span),
                not self.plain(span),
                leans(span.words),
                -round(share[span], 1),
                len(span.words),
                span.article,
                span.start,
            ),
        )

    def central(self, spans: Sequence[Span]) -> dict[Span, float]:
        """How much each of these sentences shares with those of other tellings, a long one weighed against its length."""
        having: dict[str, set[ArticleId]] = {}
        for span in spans:
            for key in self.told.get(span, {}):
                having.setdefault(key, set()).add(span.article)
        worth = {}
        for span in spans:
            words = self.told.get(span, {})
            shared = (words[key] * self.weigh[key] * (len(having[key]) - 1) for key in sorted(words))
            # what opens a report says when
            worth[span] = math.fsum(shared) / (self._size(words) + 10) * (_WITH_DAY if span in self.dated else 1)
        return worth

    def _shared(self, one: Span, other: Span) -> float:
        a, b = self.told.get(one, {}), self.told.get(other, {})
        return self._size({key: min(a[key], b[key]) for key in sorted(a.keys() & b.keys())})

    def alike(self, one: Span, other: Span) -> bool:
        """Say whether two sentences tell one thing."""
        a, b = self.told.get(one, {}), self.told.get(other, {})
        if not any(not key.startswith("@") for key in a.keys() & b.keys()):
            return False
        least = min(self._size(a), self._size(b))
        return least > 0 and self._shared(one, other) / least >= _ALIKE

    def _size(self, words: Mapping[str, float]) -> float:
        # names are in every sentence of a story and make no two of them the same
        return math.fsum(sorted(words[key] * self.weigh[key] * (0.5 if key.startswith("@") else 1) for key in words))


def _is_day(statement: Statement) -> bool:
    return isinstance(statement, DateMention) and statement.grain in ("day", "hour", "minute")


def leans(words: str) -> int:
    """Say how a sentence hangs on the one before it: 2 by a pronoun or "However", 1 by "the company" without a name, 0 not."""
    known = table("en", "brief")
    outside = _QUOTED.sub(" ", words)
    tokens = _WORD.findall(outside)
    if not tokens or words[0] in "\"“‘'«":
        return 2
    lowered = [token.lower() for token in tokens]
    if lowered[0] in known.get("leaning", ()) or set(lowered) & set(known.get("own_pronouns", ())):
        return 2
    calendar = table("en", "dates").get("words", {})
    days = {*calendar.get("weekday", ()), *calendar.get("month", ())}
    names = (at for at, token in enumerate(tokens[1:], 1) if token[0].isupper() and len(token) > 1)
    named = next((at for at in names if lowered[at] not in days), len(tokens))
    persons = set(known.get("personal_pronouns", ()))
    dangling = next((at for at, token in enumerate(lowered) if token in persons), None)
    if dangling is not None and dangling < named and not _is_plain_noun(tokens[0]):
        return 2
    if lowered[0] != "the":
        return 0
    known_before = lowered[1:2] and lowered[1] in known.get("spoken_of", ())
    return 1 if known_before or named == len(tokens) else 0


def _is_plain_noun(first: str) -> bool:
    """Whether a sentence may open with a name, which a later "he" then means."""
    return first[0].isupper() and first.lower() not in set(table("en", "brief").get("openers", ()))


def _torn(words: str) -> bool:
    """Say whether a sentence is broken: quotation marks that do not close, or words that a page says of itself."""
    unclosed = words.count("“") != words.count("”") or words.count('"') % 2 == 1 or words.count("(") != words.count(")")
    listed = words.count(":") > 2 or not words[0].isalnum() or not _END.search(words)
    return (
        unclosed
        or listed
        or "http" in words
        or any(word in words for word in table("en", "timeline").get("furniture", ()))
    )
