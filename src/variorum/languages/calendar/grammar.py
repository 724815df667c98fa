"""The grammar of time expressions of one language, compiled from its table ``dates.toml``.

A rule is a regular expression with named slots; a slot is a word list of the table or a number. The rules are tried
only around words that can be part of a time ("Friday", "weeks", "2024"), so reading stays linear in the text.
The layout (words, normalisation, rules as data) follows HeidelTime (Strötgen & Gertz 2013).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from variorum.languages import table

Kind: TypeAlias = Literal["date", "numeric", "shift", "duration", "often", "refer"]

BLANK = "(?:[ \\t\u00a0\u2009\u202f]{1,2}\\n?|\\n)"
# A time ends with its word, or where the next sentence was run into it ("on January 12President Marcos").
END = "(?:(?!\\w)|(?=(?-i:[A-Z]\\w{2})))"
# Numbers and shapes that are the same in every language; what is a word comes from the table.
SHAPES = {
    "day": "(?:0?[1-9]|[12][0-9]|3[01])",
    "year": "(?:1[0-9]{3}|20[0-9]{2})",
    "yy": "['’][0-9]{2}",
    "yytail": "[0-9]{2}",
    "hour": "(?:2[0-3]|[01]?[0-9])",
    "minute": "[0-5][0-9]",
    "decades": "(?:(?:1[0-9]{2}|20[0-9])0|['’]?[0-9]0)['’]?s",
    "tens": "(?:(?:1[0-9]{2}|20[0-9])0|[1-9]0)",
    "quarter": "(?:[QH][1-4]|[1-4][QH])",
    "iso": "(?:1[5-9]|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?)?",
    "slashed": "(?:[0-9]{1,2}([/.-])[0-9]{1,2}\\{back}(?:[12][0-9]{3}|[0-9]{2})|[12][0-9]{3}/[0-9]{1,2}/[0-9]{1,2})",
    "stamp": "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])",
    "digits": "(?:[0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:\\.[0-9]+)?",
}
# Slots whose words make it worth while to try the rules that hold them.
CUES = (
    "month weekday weekdays season unit units bare parts part moment ampm deictic holiday century decade often refer"
    " daypart"
).split()


@dataclass(frozen=True)
class Rule:
    """One pattern, what it makes, and what it says beyond its slots."""

    kind: Kind
    pattern: re.Pattern[str]
    slots: frozenset[str]
    order: int
    fixed: Mapping[str, str]
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grammar:
    """All rules of a language. ``cues`` maps a lower-case word to the slots it may fill."""

    language: str
    rules: tuple[Rule, ...]
    words: Mapping[str, Mapping[str, str]]
    cues: Mapping[str, tuple[str, ...]]
    by_cue: Mapping[str, tuple[Rule, ...]]
    reject: Mapping[str, frozenset[str]]
    capital: tuple[str, ...]
    shortened: frozenset[str]
    day_first: bool
    unspaced: re.Pattern[str] | None = None
    more: frozenset[str] = frozenset()
    more_after: frozenset[str] = frozenset()


@cache
def grammar(language: str) -> Grammar:
    """Compile the grammar of a language (ISO 639-1); one without a table gives a grammar without rules."""
    data = table(language, "dates")
    words = {slot: {word: str(value) for word, value in found.items()} for slot, found in data.get("words", {}).items()}
    maker = _Maker(words, data.get("fragments", {}), data.get("ordinal", ""), data.get("and", "and"))
    maker.unspaced = bool(data.get("unspaced"))
    rules: list[Rule] = []
    for kind, patterns in data.get("rules", {}).items():
        for entry in patterns:
            rules.append(maker.rule(kind, entry, len(rules)))
    by_cue: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for cue in sorted(rule.slots | set(rule.cues)):
            by_cue[cue] = (*by_cue.get(cue, ()), rule)
    reject = {name: frozenset(found) for name, found in data.get("reject", {}).items()}
    return Grammar(
        language, tuple(rules), words, _cue_words(words, rules), by_cue, reject,
        tuple(data.get("capital", ())), _shortened(words), bool(data.get("day_first", True)), _starts(words) if data.get("unspaced") else None,
        frozenset(data.get("more", {}).get("joined", ())), frozenset(data.get("more", {}).get("after", ())),
    )  # fmt: skip


def _cue_words(words: Mapping[str, Mapping[str, str]], rules: list[Rule]) -> dict[str, tuple[str, ...]]:
    """Which words make us look: of a phrase ("the near future") the longest word alone."""
    found: dict[str, set[str]] = {}
    for slot in CUES:
        for phrase in words.get(slot, {}):
            word = max(re.findall(r"\w+", phrase.lower()), key=len, default="")
            if len(word) > 1:  # "p" and "m" of "p.m." are seen by their figures, not looked for as words
                found.setdefault(word, set()).add(slot)
    for rule in rules:
        for word in rule.cues:
            found.setdefault(word, set()).add(word)
    return {word: tuple(sorted(slots)) for word, slots in found.items()}


def _shortened(words: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """The words that a full stop may belong to: "jan" beside "january", "am"."""
    return frozenset(
        word
        for slot in ("month", "weekday")
        for word, value in words.get(slot, {}).items()
        if any(value == same and _is_short_for(word, other) for other, same in words[slot].items())
    ) | frozenset(word.rpartition(".")[2] for word in words.get("ampm", {}))


def _starts(words: Mapping[str, Mapping[str, str]]) -> re.Pattern[str]:
    """Where a time may begin in a script without spaces: at a number, or at a word of the table."""
    first = {word for slot in words.values() for word in slot if not word.isascii()}
    return re.compile(r"(?<![0-9])[0-9]|" + alternatives(dict.fromkeys(first, "")))


def _is_short_for(word: str, other: str) -> bool:
    """Whether "thurs" is short for "thursday"; "Samstag" is not for "Sonnabend"."""
    return len(other) > len(word) and (other.startswith(word) or (other[0] == word[0] and len(word) < 6))


class _Maker:
    """Holds the tables open while the rules of one language are compiled."""

    def __init__(
        self, words: Mapping[str, Mapping[str, str]], fragments: Mapping[str, str], ordinal: str, join: str
    ) -> None:
        self._words = words
        self._fragments = fragments
        self._ordinal = ordinal
        self._join = join
        self._counter = 0
        self.unspaced = False

    def rule(self, kind: Kind, entry: str | dict[str, Any], order: int) -> Rule:
        fixed = {} if isinstance(entry, str) else {name: value for name, value in entry.items() if name != "on"}
        cues = () if isinstance(entry, str) else tuple(entry.get("on", ()))
        match = entry if isinstance(entry, str) else fixed.pop("match")
        source = self._expand(match)
        edges = ("(?<![0-9])", "(?![0-9])") if self.unspaced else (r"(?<!\w)", END)
        pattern = re.compile(f"{edges[0]}(?:{source}){edges[1]}", re.IGNORECASE)
        slots = frozenset(slot_of(group) for group in pattern.groupindex)
        return Rule(kind, pattern, slots, order, fixed, cues)

    def _expand(self, pattern: str) -> str:
        for _ in range(4):  # fragments may hold fragments
            pattern = re.sub(r"\{=(\w+)\}", lambda found: self._fragments[found.group(1)], pattern)
        pattern = pattern.replace(" ", BLANK).replace("~", f"(?:{BLANK}|[-‐‑])")
        return re.sub(r"\{([a-z]\w*)(?::(\w+))?\}", lambda found: self._slot(found.group(1), found.group(2)), pattern)

    def _slot(self, name: str, source: str | None) -> str:
        self._counter += 1
        back = f"back{self._counter}"
        inner = self._inner(source or name.rstrip("2"))
        inner = inner.replace("([/.-])", f"(?P<{back}>[/.-])").replace("\\{back}", f"(?P={back})")
        return f"(?P<{name}__{self._counter}>{inner})"

    def _inner(self, name: str) -> str:
        if name == "num":
            large = alternatives(
                {word: "" for word, value in self._words.get("number", {}).items() if int(value) >= 1000}
            )
            return f"(?:{SHAPES['digits']}(?:{BLANK}1/[2-4]|{BLANK}{large})?|{self._number()})"
        if name == "yearwords":
            return self._year_words()
        if name == "day":
            return SHAPES["day"] + (f"(?:{self._ordinal})?" if self._ordinal else "")
        return SHAPES.get(name) or alternatives(self._words.get(name, {}))

    def _number(self) -> str:
        number = self._words.get("number", {})
        lone = alternatives({word: "" for word, value in number.items() if int(value) == 1})
        word = alternatives({word: "" for word, value in number.items() if int(value) > 1 or len(word) > 2})
        large = alternatives({word: "" for word, value in number.items() if int(value) >= 100})
        follow = f"(?:(?:{BLANK}|-)(?:{self._join}{BLANK})?{word}){{0,3}}"
        return f"(?:{word}{follow}|{lone}{BLANK}{large}{follow}|{lone})"

    def _year_words(self) -> str:
        number = self._words.get("number", {})
        teens = alternatives({word: "" for word, value in number.items() if 16 <= int(value) <= 20})
        tens = alternatives({word: "" for word, value in number.items() if 10 <= int(value) <= 90})
        ones = alternatives({word: "" for word, value in number.items() if 1 <= int(value) <= 9 and len(word) > 2})
        thousand = alternatives({word: "" for word, value in number.items() if int(value) == 1000})
        two = alternatives({word: "" for word, value in number.items() if int(value) == 2})
        tail = f"(?:{tens}(?:(?:{BLANK}|-){ones})?)"
        return f"(?:{teens}(?:{BLANK}|-){tail}|{two}{BLANK}{thousand}(?:{BLANK}and{BLANK}(?:{tail}|{ones}))?)"


def alternatives(words: Mapping[str, str]) -> str:
    """Give a group that matches any of the words, the longest first; one that matches nothing for an empty table."""
    if not words:
        return "(?!)"
    ordered = sorted(words, key=lambda word: (-len(word), word))
    escaped = (re.escape(word).replace("\\ ", BLANK).replace("'", "['’]") for word in ordered)
    return f"(?:{'|'.join(escaped)})"


def slot_of(group: str) -> str:
    """Give the slot a named group stands for: ``year__12`` is a ``year``."""
    return group.partition("__")[0]
