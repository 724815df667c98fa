"""How firmly a number is meant: "about", "up to", "at least", "or more"."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from variorum.languages import table
from variorum.statements.figures.ground import Ground
from variorum.statements.figures.lexemes import lexemes

Effect = Literal["about", "low", "high"]


class Hedge(NamedTuple):
    """A hedge in the text's own words, what it does to the value, and the lexemes it takes up."""

    words: str
    effect: Effect
    first: int
    after: int


@cache
def _phrases(language: str, name: str) -> dict[str, tuple[tuple[tuple[str, ...], Effect], ...]]:
    """Index the hedges by their last word (before a number) or first word (after it), the longest first."""
    edge = -1 if name == "hedges" else 0
    found: dict[str, list[tuple[tuple[str, ...], Effect]]] = {}
    for effect, forms in table(language, "figures").get(name, {}).items():
        for form in forms:
            words = tuple(part.low for part in lexemes(form))
            found.setdefault(words[edge], []).append((words, effect))
    return {word: tuple(sorted(some, key=lambda one: -len(one[0]))) for word, some in found.items()}


def hedge_before(ground: Ground, first: int, *, unit_kind: str = "count") -> Hedge | None:
    """Read the hedge that ends right before a lexeme; an article may stand between: "about a $100 billion gap"."""
    phrases = _phrases(ground.language, "hedges")
    for place in (first, first - 1):
        if place != first and ground.low(place) not in ground.grammar.numbers.articles:
            break
        for words, effect in phrases.get(ground.low(place - 1), ()):
            start = place - len(words)
            if start < 0 or tuple(part.low for part in ground.lex[start:place]) != words:
                continue
            if len(words) == 1 and not _hedges(ground, start, unit_kind):
                return None
            said = ground.article.text[ground.lex[start].start : ground.lex[place - 1].end].lower()
            return Hedge(" ".join(said.split()), effect, start, place)
    return None


def _hedges(ground: Ground, at: int, unit_kind: str) -> bool:
    """Tell "over 500 people" from "over two weeks" and "about 40 miles" from "talk about two things"."""
    known = table(ground.language, "figures").get("prepositions", {})
    token = ground.token(at)
    if token is None or ground.low(at) not in known.get("doubtful", ()):
        return True
    if unit_kind == "duration" and ground.low(at) in known.get("spans", ()):
        return token.dep_ != "prep" and ground.low(at - 1) in known.get("spans_hedge_after", ())
    if unit_kind == "duration" and token.dep_ == "prep" and ground.low(at) in {"around", "under"}:
        return False
    return token.dep_ != "prt" and not (
        token.dep_ == "prep" and token.head.lemma_.lower() in known.get("topic_verbs", ())
    )


def hedge_after(ground: Ground, after: int) -> Hedge | None:
    """Read the hedge that begins right after a figure: "or more", "-plus", "or so"."""
    phrases = _phrases(ground.language, "hedges_after")
    if after >= len(ground.lex):
        return None
    close = ground.lex[after - 1].end == ground.lex[after].start
    place = after + (close and ground.lex[after].text in "-‑–")
    for words, effect in phrases.get(ground.low(place), ()):
        end = place + len(words)
        if tuple(part.low for part in ground.lex[place:end]) != words:
            continue
        if len(words) == 1 and not close:
            continue  # "5 plus 3" is a sum, "odd" is an adjective
        said = ground.article.text[ground.lex[place].start : ground.lex[end - 1].end].lower()
        return Hedge(" ".join(said.split()), effect, place, end)
    return None


def bounds(low: float, high: float, effect: Effect | None) -> tuple[float | None, float | None]:
    """Open the side that a hedge leaves open: "at least 12" has no upper bound, "up to 500" no lower one.

    A range keeps both its ends: "as many as 35 to 40".
    """
    if low != high:
        return low, high
    if effect == "low":
        return low, None
    if effect == "high":
        return None, high
    return low, high
