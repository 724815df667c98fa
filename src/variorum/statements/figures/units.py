"""The unit that stands after a number: "percent", "km/h", "square miles", "consecutive years", "°C"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from variorum.languages import table
from variorum.statements.figures.lexemes import Lexeme, attached, lexemes

UnitKind = Literal["percentage", "duration", "measure", "age"]
_HYPHENS = frozenset("-‑–")


class Unit(NamedTuple):
    """A unit by its plain singular name; ``after`` is the lexeme that follows its words."""

    name: str
    kind: UnitKind
    after: int


class _Form(NamedTuple):
    words: tuple[str, ...]
    name: str
    kind: UnitKind


@dataclass(frozen=True)
class UnitWords:
    """The units of one language: every written form by its first word, the longest forms first."""

    forms: dict[str, tuple[_Form, ...]]
    digits_only: frozenset[str]
    capital: frozenset[str]
    cased: dict[str, str]
    attached: frozenset[str]
    fillers: frozenset[str]
    old: tuple[tuple[str, ...], ...]
    last_of_old: frozenset[str]
    per: frozenset[str]
    per_any: frozenset[str]
    per_not_before: frozenset[str]


@cache
def unit_words(language: str) -> UnitWords:
    """Load the units of a language from its table."""
    known = table(language, "figures")
    words = known.get("unit_words", {})
    forms: dict[str, list[_Form]] = {}
    for kind, names in known.get("units", {}).items():
        for name, written in names.items():
            for form in written:
                parts = tuple(part.low for part in lexemes(form))
                forms.setdefault(parts[0], []).append(_Form(parts, name, kind))
    longest = {first: tuple(sorted(some, key=lambda form: -len(form.words))) for first, some in forms.items()}
    old = tuple(tuple(part.low for part in lexemes(form)) for form in words.get("old", ()))
    return UnitWords(
        longest,
        frozenset(words.get("digits_only", ())),
        frozenset(words.get("capital", ())),
        words.get("cased", {}),
        frozenset(words.get("attached", ())),
        frozenset(words.get("fillers", ())),
        old,
        frozenset(form[-1] for form in old if len(form) == 1),
        frozenset(words.get("per", ())),
        frozenset(words.get("per_any", ())),
        frozenset(words.get("per_not_before", ())),
    )


def unit_at(lex: Sequence[Lexeme], at: int, words: UnitWords, *, spelled: bool, loose: bool = False) -> Unit | None:
    """Read the unit that begins at a lexeme, right after a number; ``spelled`` says the number is in words.

    ``loose`` takes "in" for inches, as in "5 ft 2 in".

    One or two words may stand between: "five consecutive years", "three more days".
    """
    place = at
    for skipped in range(3):
        place = _past_hyphen(lex, place, words)
        if found := _form_at(lex, place, words, spelled=spelled, close=not skipped, loose=loose):
            return _with_rate(lex, _with_age(lex, found, words), words)
        if place >= len(lex) or lex[place].low not in words.fillers:
            return None
        place += 1
    return None


def _past_hyphen(lex: Sequence[Lexeme], at: int, words: UnitWords) -> int:
    """Skip the hyphen of "8-week", which touches both words, or neither, as in a text cut into tokens ("36 - year - old")."""
    if at + 1 >= len(lex) or lex[at].text not in _HYPHENS:
        return at
    left, right = attached(lex[at - 1], lex[at]), attached(lex[at], lex[at + 1])
    if left and right:
        return at + 1
    low = lex[at + 1].low
    apart = (
        not left
        and not right
        and (low in words.last_of_old or any(low == one.name for one in words.forms.get(low, ())))
    )
    return at + 1 if apart else at


def _form_at(
    lex: Sequence[Lexeme], at: int, words: UnitWords, *, spelled: bool, close: bool, loose: bool
) -> Unit | None:
    if at >= len(lex):
        return None
    for form in words.forms.get(lex[at].low, ()):
        after = at + len(form.words)
        if tuple(part.low for part in lex[at:after]) != form.words or not _whole(lex, at, after, form):
            continue
        written = "".join(form.words)
        if written in words.attached and not loose and not attached(lex[at - 1], lex[at]):
            continue
        if written in words.capital and not (attached(lex[at - 1], lex[at]) and lex[at].text.isupper()):
            continue
        if written in words.digits_only and (spelled or not close or not _unit_not_name(lex, at)):
            continue
        name = words.cased.get(lex[at].text, form.name) if len(form.words) == 1 else form.name
        if name:
            return Unit(name, form.kind, after)
    return None


def _whole(lex: Sequence[Lexeme], at: int, after: int, form: _Form) -> bool:
    """Refuse "m" in "m'a": the form must not go on in letters or digits."""
    del at
    if after < len(lex) and attached(lex[after - 1], lex[after]):
        return lex[after].kind in {"mark", "break"} or not form.words[-1][-1:].isalpha()
    return True


def _unit_not_name(lex: Sequence[Lexeme], at: int) -> bool:
    """Take "5 m" and "5m" for metres, but not the "M" of "5 M. Duval"."""
    if attached(lex[at - 1], lex[at]) or lex[at - 1].text in _HYPHENS:
        return True
    return lex[at].text.islower() or len(lex[at].text) > 1


def _with_rate(lex: Sequence[Lexeme], unit: Unit, words: UnitWords) -> Unit:
    """Join a unit with the one it is told per: "tonnes a year", "mg per kilogram", "kg/ha"."""
    place = unit.after
    if unit.kind not in {"measure", "duration"} or place + 1 >= len(lex):
        return unit
    tie = lex[place]
    slash = tie.text == "/" and attached(lex[place - 1], tie) and attached(tie, lex[place + 1])
    if not slash and tie.low not in words.per:
        return unit
    for form in words.forms.get(lex[place + 1].low, ()):
        single = len(form.words) == 1 and (form.words[0] == form.name or slash or tie.low in words.per_any)
        timed = form.kind == "duration" or slash or tie.low in words.per_any
        if single and timed and form.kind in {"measure", "duration"} and form.name not in {"time", unit.name}:
            behind = lex[place + 2].low if place + 2 < len(lex) else ""
            if not _whole(lex, place + 1, place + 2, form) or behind in words.per_not_before:
                continue
            return Unit(f"{unit.name} per {form.name}", "measure", place + 2)
    return unit


def _with_age(lex: Sequence[Lexeme], unit: Unit, words: UnitWords) -> Unit:
    """Turn "34 years old", "34-year-old" and "18 months of age" into ages."""
    if unit.kind != "duration":
        return unit
    place = _past_hyphen(lex, unit.after, words)
    for old in words.old:
        if tuple(part.low for part in lex[place : place + len(old)]) == old:
            return Unit(unit.name, "age", place + len(old))
    return unit
