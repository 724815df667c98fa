"""What a heading says that its own text does not: a number, a name, or a firmer word. In doubt, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from variorum.collation.facts import Fact
from variorum.collation.gather import Gathered
from variorum.languages import table
from variorum.languages.concepts import concept
from variorum.languages.names import fold
from variorum.model import Article, ArticleId, Claim, Commitment

_SHORTEST_BODY = 90  # words; a shorter text is a teaser of a longer one
_NUMBER = re.compile(
    r"(?<![\w.,:/#@-])([$€£¥])?\s?(\d[\d,]*(?:\.\d+)?)"
    r"(?:[\s-]?(thousand|million|billion|trillion|mln|bln|bn|mn|tn|trn|k|m|b)\b)?(?![\w:/]|-\d|[.,]\d|\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
_SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "trn": 1e12, "tn": 1e12,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_SUMMED = 40  # numbers of a text at most that are tried as parts of a sum
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_NAME = 3  # letters of a word that can be looked for as part of a name
_STEM = 5
_WEAK = frozenset(("may", "might", "could", "possibly", "potentially"))
_UNSURE = frozenset(("considered", "speculated"))


@dataclass(frozen=True)
class Number:
    """A number of a text: its value, half a unit of its last digit, and its words."""

    value: float
    slack: float
    words: str


def numbers(text: str) -> tuple[Number, ...]:
    """Give the numbers in figures of a text, years, times, scores and parts of names apart."""
    return tuple(number for number, _ in _numbers(text))


def _numbers(text: str) -> Iterator[tuple[Number, re.Match[str]]]:
    for match in _NUMBER.finditer(text):
        digits, scale = match.group(2).replace(",", ""), (match.group(3) or "").lower()
        if not match.group(1) and not scale and digits.isdigit() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
            continue
        factor = _SCALES.get(scale, 1.0)
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * factor * 10.0**-decimals if factor > 1 or decimals else 0.0
        yield Number(float(digits) * factor, slack, match.group().strip()), match


class Bodies:
    """The texts of a story's tellings, asked for their numbers and names."""

    def __init__(self, gathered: Gathered, common: frozenset[str]) -> None:
        self.common = common  # every word that some text writes small
        self.gathered = gathered
        self.texts = {article.id: article.text for article in gathered.articles}
        self._numbers: dict[ArticleId, tuple[tuple[float, float], ...]] = {}
        self._words: dict[ArticleId, frozenset[str]] = {}

    def numbers(self, article: ArticleId) -> tuple[tuple[float, float], ...]:
        """Every number of a telling as a range, in figures and in words."""
        if article not in self._numbers:
            found = {(number.value, number.value) for number in numbers(self.texts[article])}
            found |= {(value, value) for value in _spelt(self.words(article))}
            for figure in self._figures.get(article, ()):
                found.add(figure)
            self._numbers[article] = tuple(sorted(found))
        return self._numbers[article]

    def words(self, article: ArticleId) -> frozenset[str]:
        """Every word of a telling, folded, without "'s"."""
        if article not in self._words:
            self._words[article] = frozenset(_plain(word) for word in _WORD.findall(self.texts[article]))
        return self._words[article]

    @cached_property
    def _figures(self) -> dict[ArticleId, list[tuple[float, float]]]:
        held: dict[ArticleId, list[tuple[float, float]]] = {}
        for figure in self.gathered.figures:
            low = figure.low if figure.low is not None else figure.high
            high = figure.high if figure.high is not None else figure.low
            if low is not None and high is not None:
                held.setdefault(figure.span.article, []).append((low, high))
        return held

    @cached_property
    def named(self) -> dict[ArticleId, frozenset[str]]:
        """The entities that each telling means anywhere, by whatever words."""
        held: dict[ArticleId, set[str]] = {}
        for entity in self.gathered.entities:
            for span in entity.mentions:
                held.setdefault(span.article, set()).add(entity.id)
        return {article: frozenset(ids) for article, ids in held.items()}

    @cached_property
    def forms(self) -> dict[tuple[str, ...], frozenset[str]]:
        """Each name by its folded words, with the entities that it may mean."""
        held: dict[tuple[str, ...], set[str]] = {}
        for entity in self.gathered.entities:
            for span in entity.names if entity.kind != "other" else ():
                key = tuple(_plain(word) for word in _WORD.findall(span.words))
                held.setdefault(key, set()).add(entity.id)
        return {key: frozenset(ids) for key, ids in held.items()}


def _plain(word: str) -> str:
    return fold(word.removesuffix("'s").removesuffix("’s"))


def _spelt(words: Iterable[str]) -> Iterator[float]:
    """Give the values of number words ("nine", "dozen")."""
    known = table("en", "figures").get("numbers", {})
    values = {
        **known.get("small", {}),
        **known.get("tens", {}),
        "hundred": 100,
        "dozen": 12,
        "dozens": 12,
        "thousand": 1000,
    }
    return (float(values[word]) for word in sorted(words) if word in values)


def _listed(name: str) -> frozenset[str]:
    return frozenset(table("en", "claims").get("headings", {}).get(name, "").split())


def beyond(words: str, article: Article, bodies: Bodies, matched: Sequence[tuple[Fact, Fact]]) -> str | None:
    """Say in plain words what a heading states that its article's text does not, or nothing if that is not sure."""
    if len(article.text.split()) < _SHORTEST_BODY or article.text.rstrip().endswith(("…", "...")):
        return None
    notes = [
        *(_number_note(number, article, bodies) for number in _lacking(words, article, bodies)),
        *(f"names {name}, who or what its own text never names" for name in _unnamed(words, article, bodies)),
        *_firmer(matched),
    ]
    return "; ".join(dict.fromkeys(notes)) or None


def _lacking(words: str, article: Article, bodies: Bodies) -> Iterator[Number]:
    """Give the numbers of a heading that its text does not hold: not rounded, not in a range, not as a sum."""
    held = bodies.numbers(article.id)
    listed = _listed("listed")
    for number, match in _numbers(words):
        following = words[match.end() :].lower().split()[:1]
        if number.value <= 1:
            continue  # "1 injured": texts tell of one as "a man"
        named = match.group(2) in bodies.words(article.id) or _names(words, match)
        if named or set(following) & listed or _dates(words, match) or _held(number, held) or _summed(number, held):
            continue
        yield number


def _held(number: Number, held: Iterable[tuple[float, float]]) -> bool:
    return any(low - number.slack <= number.value <= high + number.slack for low, high in held)


def _summed(number: Number, held: Sequence[tuple[float, float]]) -> bool:
    """Say whether a number is the sum or the difference of two of the text: unsure, so nothing is said of it."""
    values = sorted({low for low, high in held if low == high})[:_SUMMED]
    return any(
        abs(number.value - total) <= number.slack for a, b in combinations(values, 2) for total in (a + b, b - a)
    )


def _names(words: str, match: re.Match[str]) -> bool:
    """Say whether a bare number may belong to a name ("Falcon 9", "Group of 7"): it follows a word with a capital."""
    before = words[: match.start()].split()[-1:]
    of = before == ["of"]
    word = words[: match.start()].split()[-2:-1] if of else before
    return not match.group(1) and not match.group(3) and any(part[0].isupper() for part in word)


def _dates(words: str, match: re.Match[str]) -> bool:
    """Say whether a number is a day of a month."""
    months = {month[:3] for month in table("en", "collation").get("months", ())}
    near = [*words[: match.start()].split()[-1:], *words[match.end() :].split()[:1]]
    return float(match.group(2).replace(",", "")) <= 31 and any(word.lower()[:3] in months for word in near)


def _number_note(number: Number, article: Article, bodies: Bodies) -> str:
    elsewhere = any(_held(number, bodies.numbers(other)) for other in bodies.texts if other != article.id)
    where = "its own text" if elsewhere or len(bodies.texts) < 2 else "any telling's text"
    return f"says {number.words}, a number that stands nowhere in {where}"


def _unnamed(words: str, article: Article, bodies: Bodies, longest: int = 6) -> Iterator[str]:
    """Give the names of a heading that its text holds no word of and whose bearers it does not mean otherwise."""
    found = list(_WORD.finditer(words))
    at = 0
    while at < len(found):
        size = next(
            (n for n in range(min(longest, len(found) - at), 0, -1) if _key(found[at : at + n]) in bodies.forms), 0
        )
        if size and found[at].group()[0].isupper():
            run = found[at : at + size]
            if _is_missing(_key(run), run[0].group(), article, bodies):
                yield words[run[0].start() : run[-1].end()].removesuffix("'s").removesuffix("’s")
        at += max(size, 1)


def _key(run: Sequence[re.Match[str]]) -> tuple[str, ...]:
    return tuple(_plain(word.group()) for word in run)


def _is_missing(key: tuple[str, ...], shown: str, article: Article, bodies: Bodies) -> bool:
    """Say whether no part of a name, no word akin to it and none of those who bear it are in the text."""
    if bodies.forms[key] & bodies.named.get(article.id, frozenset()) or all(word in bodies.common for word in key):
        return False
    about = " ".join((article.outlet or "", article.url or "", *article.authors, *article.credits)).lower()
    parts = [word for word in key if len(word) >= _NAME]
    if len(key) == 1 and (shown.isupper() or _is_word(key[0])):
        return False  # initials, which the text may well spell out, or "Police" that begins a headline
    if not parts or any(word in about for word in parts):
        return False
    held = bodies.words(article.id)
    stems = {word[:_STEM] for word in held}
    if any(word in held or word[:_STEM] in stems for word in parts):
        return False
    return not any(_initials(key) == word or (len(key) == 1 and _spells(key[0], held)) for word in held)


def _is_word(word: str) -> bool:
    return concept(word) != word or word in table("en", "claims").get("classes", {})


def _initials(key: tuple[str, ...]) -> str:
    return "".join(word[:1] for word in key)


def _spells(short: str, held: frozenset[str]) -> bool:
    """Say whether a short name may be initials of words of the text ("UN", "SKorea"): then it is not missing."""
    return (
        len(short) <= 5 and all(any(word.startswith(letter) for word in held) for letter in short) and len(short) <= 4
    )


def _firmer(matched: Sequence[tuple[Fact, Fact]]) -> Iterator[str]:
    """Say where a heading asserts outright what its text only calls possible, whatever it says of it."""
    for part, fact in matched:
        if part.predicate is None or part.predicate != fact.predicate or not _asserts(part):
            continue
        same = [other for _, other in matched if other.predicate == fact.predicate]
        if all(_is_weak(other) for other in same):
            yield f"asserts what its own text only calls possible (“{fact.context.words}”)"


def _asserts(part: Fact) -> bool:
    hedges = _listed("hedges")
    words = {word.lower() for word in _WORD.findall(part.sentence.words)}
    return not hedges & words and not set("?:‘'\"“") & set(part.sentence.words)


def _is_weak(fact: Fact) -> bool:
    statement = fact.statement
    if isinstance(statement, Commitment):
        return statement.status in _UNSURE
    return isinstance(statement, Claim) and (statement.modality or "").lower() in _WEAK
