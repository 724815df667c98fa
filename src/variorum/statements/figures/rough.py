"""Amounts without a numeral: "dozens", "hundreds of thousands", "several", "twice", "no injuries", "even"."""

from __future__ import annotations

from functools import cache
from typing import Any

from variorum.languages import table
from variorum.statements.figures.ground import Found, Ground
from variorum.statements.figures.lexemes import lexemes

_QUOTES = frozenset("\"'“”‘’«»")


@cache
def _phrases(language: str, group: str, name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Index phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in table(language, "figures").get(group, {}).get(name, ()):
        words = tuple(part.low for part in lexemes(form))
        found.setdefault(words[0], []).append(words)
    return {word: tuple(sorted(some, key=lambda one: -len(one))) for word, some in found.items()}


def _group(language: str, name: str) -> dict[str, Any]:
    known: dict[str, Any] = table(language, "figures").get(name, {})
    return known


@cache
def rough_starters(language: str) -> frozenset[str]:
    """Give the words at which a rough amount can begin."""
    known = {name: _group(language, name) for name in ("vague", "zero", "times")}
    first: set[str] = set()
    for group, name in (("vague", "quantifiers"), ("vague", "before_magnitude"), ("zero", "nobody")):
        first.update(_phrases(language, group, name))
    first.update(
        known["vague"].get("rounds", ()),
        known["vague"].get("magnitudes", ()),
        known["zero"].get("no", ()),
    )
    first.update(known["zero"].get("even", ()), known["times"].get("words", ()), known["times"].get("halves", ()))
    return frozenset(first)


def rough_at(ground: Ground, at: int) -> Found | None:
    """Read the rough amount that begins at a lexeme, or nothing."""
    for reader in (_round, _magnitude, _times, _nothing, _balance, _quantifier):
        if found := reader(ground, at):
            return found
    return None


def _match(ground: Ground, at: int, group: str, name: str) -> int | None:
    for words in _phrases(ground.language, group, name).get(ground.low(at), ()):
        after = at + len(words)
        if tuple(part.low for part in ground.lex[at:after]) == words:
            return after
    return None


def _said(ground: Ground, first: int, after: int) -> str:
    words = ground.article.text[ground.lex[first].start : ground.lex[after - 1].end].lower()
    return " ".join(words.split())


def _round(ground: Ground, at: int) -> Found | None:
    """Read a round number that is a noun, as French has: "une trentaine"."""
    value = _group(ground.language, "vague").get("rounds", {}).get(ground.low(at))
    return Found("count", value, value, at, at + 1, hedge=ground.low(at)) if value else None


def _magnitude(ground: Ground, at: int) -> Found | None:
    """Read "dozens", "tens of thousands", "several hundred", "a whole lot of billions", "billions of dollars"."""
    vague = _group(ground.language, "vague")
    numbers = ground.grammar.numbers
    place = _match(ground, at, "vague", "before_magnitude") or at
    if ground.low(place) not in numbers.scales and ground.low(place) not in vague.get("magnitudes", ()):
        place = at
    if place > at and ground.low(place) in numbers.scales:
        after = place + 1
        while ground.low(after) in numbers.scales:
            after += 1
    elif ground.low(place) in vague.get("magnitudes", ()):
        after = place + 1
        while ground.low(after) in numbers.of and ground.low(after + 1) in vague.get("of_magnitudes", ()):
            after += 2
        states = _group(ground.language, "measured").get("states", ())
        bare = ground.low(place) in vague.get("need_of", ()) and after == place + 1
        if bare and ground.low(after) not in numbers.of and ground.low(after) not in states:
            return None
    else:
        return None
    return _with_money(ground, at, after)


def _with_money(ground: Ground, at: int, after: int) -> Found:
    """Add the currency or unit of "millions of dollars" and "hundreds of miles"."""
    said = _said(ground, at, after)
    money, units = ground.grammar.money, ground.grammar.units
    place = after + (ground.low(after) in ground.grammar.numbers.of)
    code = money.suffix.get((ground.low(place),))
    if code and ground.low(place) not in money.doubtful_suffix:
        code = ground.grammar.purse.dollar if code == "USD" else code
        return Found("vague", None, None, at, place + 1, unit=code, hedge=said)
    for form in units.forms.get(ground.low(place), ()):
        end = place + len(form.words)
        if tuple(part.low for part in ground.lex[place:end]) == form.words and len(form.words[0]) > 2:
            return Found("vague", None, None, at, end, unit=form.name, hedge=said)
    return Found("vague", None, None, at, after, hedge=said)


def _times(ground: Ground, at: int) -> Found | None:
    """Read "twice", "doubled" and "halved" as a number of times."""
    times = _group(ground.language, "times")
    word, token = ground.low(at), ground.token(at)
    value = times.get("words", {}).get(word) or times.get("halves", {}).get(word)
    if not value or token is None or ground.low(at + 1) in times.get("not_before", ()):
        return None
    if ground.low(at - 1) == "-" or token.pos_ in {"PROPN", "NOUN"} or token.ent_type_ not in {"", "CARDINAL"}:
        return None
    rising = word in times.get("rise", ()) and token.pos_ == "VERB"
    change = "rise" if rising else "fall" if word in times.get("halves", {}) else "level"
    return Found("count", value, value, at, at + 1, unit="time", change=change)  # type: ignore[arg-type]  # one of three literals


def _nothing(ground: Ground, at: int) -> Found | None:
    """Read "no injuries" and "no one was killed" as none of them."""
    zero = _group(ground.language, "zero")
    if _match(ground, at, "zero", "nobody") is None and ground.low(at) in zero.get("no", ()):
        for place in range(at + 1, min(at + 4, len(ground.lex))):
            if ground.lex[place].kind != "word":
                return None
            if ground.low(place) in zero.get("no_things", ()):
                between = _said(ground, at + 1, place + 1)
                return Found("count", 0, 0, at, at + 1, measures=between)
        return None
    after = _match(ground, at, "zero", "nobody")
    if after is None:
        return None
    for place in range(after, min(after + 5, len(ground.lex))):
        if ground.lex[place].kind != "word":
            return None
        if ground.low(place) in zero.get("hurt", ()):
            people = _group(ground.language, "measured").get("people", "")
            return Found("count", 0, 0, at, after, measures=f"{people} {ground.lex[place].low}".strip())
    return None


def _balance(ground: Ground, at: int) -> Found | None:
    """Read a balance brought "to zero" or "down to 'even'" as nought."""
    zero = _group(ground.language, "zero")
    if ground.low(at) not in zero.get("even", ()) or ground.low(at + 1) in zero.get("zero_not_before", ()):
        return None
    place = at - 1
    while place >= 0 and ground.low(place) in _QUOTES:
        place -= 1
    if ground.low(place) not in zero.get("to", ()) or ground.low(at - 1) in zero.get("zero_not_after", ()):
        return None
    token = ground.token(at)
    if token is not None and token.dep_ == "advmod" and token.head.pos_ in {"VERB", "AUX"} and token.head.i > token.i:
        return None  # "to even consider"
    if not any(part.low in zero.get("balances", ()) for part in ground.lex[max(0, at - 40) : at]):
        return None
    return Found("measure", 0, 0, at, at + 1)


def _quantifier(ground: Ground, at: int) -> Found | None:
    """Read "several", "many", "a handful of" before a noun in the plural."""
    after = _match(ground, at, "vague", "quantifiers")
    if after is None or ground.doc is None:
        return None
    vague = _group(ground.language, "vague")
    said = _said(ground, at, after)
    for place in range(after, min(after + 4, len(ground.lex))):
        token = ground.token(place)
        if token is None or ground.lex[place].kind != "word":
            return None
        if token.tag_ in {"NNS", "NNPS"}:
            value = vague.get("valued", {}).get(said)
            unit = next(
                (form.name for form in ground.grammar.units.forms.get(token.lower_, ()) if len(form.words) == 1), None
            )
            close = place == after and unit is not None and len(token.lower_) > 2
            end = place + 1 if close else after - (ground.low(after - 1) in ground.grammar.numbers.of)
            return Found("vague", value, value, at, end, unit=unit if close else None, hedge=said)
        if token.pos_ not in {"ADJ", "NOUN", "PROPN", "ADV", "NUM"}:
            return None
    return None
