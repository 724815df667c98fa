"""Names that one telling alone writes otherwise: misspelt, or changed by a synonym spinner ("White Home").

Such a name is never joined for its form alone. It must be unknown to the other tellings, their name unknown to its
own, and it must stand where theirs stands: in a passage known to be the same, beside the same number, among the same
names, or changed by the same word as another name that was recognised so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import PurePath

from variorum.collation.entities_join import Key, Thing
from variorum.languages.names import Lexicon, distance, tokens
from variorum.model import Article, ArticleId, Passage, Reading, Span, Variant

_CONTRASTS = frozenset(
    "north south east west northern southern eastern western upper lower new old first second third fourth fifth central"
    " one two three four five six seven eight nine ten i ii iii iv v inner outer left right greater lesser red blue green"
    " yellow black white men women boys girls home away junior senior".split()
)
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LONG_WORD, _VERY_LONG_WORD = 5, 9


def join_respelt(things: list[Thing], articles: list[Article], known: Lexicon) -> list[Thing]:
    """Join names that differ by a letter or two from one that more tellings write."""
    gone: set[int] = set()
    outlets = {article.id: _telling(article) for article in articles}
    near = _neighbours(things)
    for number, thing in enumerate(things):
        others = [things[other] for other in near[number]]
        homes = [home for home in others if id(home) not in gone and _is_respelt(thing, home, known)]
        if len(homes) == 1:
            home = homes[0]
            form, usual = _commonest(thing), _commonest(home)
            reason = f'only {outlets[min(thing.articles)]} writes "{form}"; {_tellings(home)} "{usual}", a letter or two apart'
            _propose(home, thing, reason)
            gone.add(id(thing))
    return [thing for thing in things if id(thing) not in gone]


def _neighbours(things: list[Thing]) -> list[list[int]]:
    """Give for each thing the others with a name of the same length that differs in one word, by their numbers.

    Names are looked up with each word left out in turn; names of one word by their first letter.
    """
    shelves: dict[tuple[int, int, Key], set[int]] = {}
    places: list[set[tuple[int, int, Key]]] = []
    for number, thing in enumerate(things):
        keys = sorted(thing.keys) if thing.named and not thing.country else []
        long = {(len(key), n, key[:n] + key[n + 1 :]) for key in keys if len(key) > 1 for n in range(len(key))}
        places.append(
            long | {(1, len(key[0]) // 2, (key[0][:1],)) for key in keys if len(key) == 1 and len(key[0]) > 4}
        )
        for place in places[-1]:
            shelves.setdefault(place, set()).add(number)
    beside = [
        {(one, size + step, word) for one, size, word in own if one == 1 for step in (-1, 1)} for own in places
    ]  # a letter more or less may fall on the next shelf
    return [
        sorted({other for place in own | more for other in shelves.get(place, ())} - {number})
        for number, (own, more) in enumerate(zip(places, beside, strict=True))
    ]


def _is_respelt(thing: Thing, home: Thing, known: Lexicon) -> bool:
    if not _doubtful(thing, home, known) or thing.personal != home.personal:
        return False
    if (len(home.articles), len(home.mentions)) <= (len(thing.articles), len(thing.mentions)):
        return False
    return any(_close(one, other, known) for one in thing.keys for other in home.keys)


def _close(one: Key, other: Key, known: Lexicon) -> bool:
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    if a[:1] != b[:1] or min(len(a), len(b)) < _LONG_WORD + (len(one) == 1) or (a in known.given and b in known.given):
        return False
    if any(word in known.countries or word in known.endings or word.isdigit() for word in (a, b)):
        return False
    if a in (b + "s", b + "es") or b in (a + "s", a + "es"):
        return False
    return distance(a, b, 2) <= (2 if min(len(a), len(b)) >= _VERY_LONG_WORD else 1)


def _doubtful(thing: Thing, home: Thing, known: Lexicon) -> bool:
    """Say whether one thing may be another under a changed name: never seen together, and neither a listed place."""
    if not (thing.named and home.named) or thing.country or home.country or thing.articles & home.articles:
        return False
    return len(thing.articles) == 1 and not any(
        " ".join(key) in known.places or " ".join(key) in known.known or " ".join(key) in known.seats
        for key in thing.keys
    )


@dataclass(frozen=True)
class _Swap:
    """One name with one word changed: the thing, what it may be, the word it has and the word the others have.

    ``last`` says that it is the last word: "Polar Steel" may be spun to "Polar Metal", but "Delta Steel" is elsewhere.
    """

    thing: Thing
    home: Thing
    has: str
    usual: str
    last: bool


def join_spun(
    things: list[Thing],
    articles: list[Article],
    readings: dict[ArticleId, Reading],
    passages: tuple[Passage, ...],
    known: Lexicon,
) -> list[Thing]:
    """Join names with one word changed where they stand in the same surroundings."""
    near = _neighbours(things)
    pairs = [(thing, things[other]) for number, thing in enumerate(things) for other in near[number]]
    swaps = [swap for thing, home in pairs if (swap := _swap(thing, home, known))]
    if not swaps:
        return things
    scene = _Scene(things, readings, passages)
    outlets = {article.id: _telling(article) for article in articles}
    proofs = {number: proof for number, swap in enumerate(swaps) if (proof := scene.proof(swap))}
    for number, swap in enumerate(swaps):
        twin = next(
            (other for n, other in enumerate(swaps) if n in proofs and n != number and _alike(swap, other)), None
        )
        if number not in proofs and twin is not None:
            proofs[number] = f'the same change as in "{_commonest(twin.thing)}" for "{_commonest(twin.home)}"'
    gone: set[int] = set()
    for number, swap in enumerate(swaps):
        rivals = {id(other.home) for n, other in enumerate(swaps) if n in proofs and other.thing is swap.thing}
        if number not in proofs or len(rivals) != 1 or id(swap.thing) in gone or id(swap.home) in gone:
            continue
        reason = (
            f'only {outlets[min(swap.thing.articles)]} writes "{_commonest(swap.thing)}"; {_tellings(swap.home)}'
            f' "{_commonest(swap.home)}" instead: {proofs[number]}'
        )
        _propose(swap.home, swap.thing, reason)
        gone.add(id(swap.thing))
    return [thing for thing in things if id(thing) not in gone]


def _swap(thing: Thing, home: Thing, known: Lexicon) -> _Swap | None:
    if thing is home or thing.personal or home.personal or not _doubtful(thing, home, known):
        return None
    for one in sorted(thing.keys):
        for other in sorted(home.keys):
            differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
            if len(one) < 2 or len(one) != len(other) or len(differing) != 1:
                continue
            has, usual = differing[0]
            if not (_is_proper(has, known) or _is_proper(usual, known)) and not {has, usual} <= _CONTRASTS:
                return _Swap(thing, home, has, usual, last=one[-1] == has)
    return None


def _is_proper(word: str, known: Lexicon) -> bool:
    """Recognise a word that tells two names apart for good: a country, a place, a given name, a number."""
    return word in known.countries or word in known.places or word in known.given or any(map(str.isdigit, word))


def _alike(one: _Swap, other: _Swap) -> bool:
    same = (one.has, one.usual) == (other.has, other.usual)
    return same and one.last == other.last and bool(one.thing.articles & other.thing.articles)


class _Scene:
    """Looks up what stands around a mention: its sentence, the numbers and the other things in it."""

    def __init__(self, things: list[Thing], readings: dict[ArticleId, Reading], passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self.sentences = {name: reading.sentences for name, reading in readings.items()}
        self.things: dict[tuple[ArticleId, int], dict[int, str]] = {}
        for number, thing in enumerate(things):
            for span in thing.mentions if thing.named else ():
                self.things.setdefault(self._at(span), {})[number] = _commonest(thing)
        self.numbers = {id(thing): number for number, thing in enumerate(things)}

    def _at(self, span: Span) -> tuple[ArticleId, int]:
        sentences = self.sentences[span.article]
        return span.article, bisect_right([sentence.start for sentence in sentences], span.start) - 1

    def _words(self, place: tuple[ArticleId, int]) -> str:
        return self.sentences[place[0]][place[1]].words if place[1] >= 0 else ""

    def proof(self, swap: _Swap) -> str:
        """Give in words what shows that both names mean one thing; nothing if nothing does."""
        pairs = [(one, other) for one in swap.thing.mentions for other in swap.home.mentions]
        for one, other in pairs:
            if any(_aligned(passage, one, other) for passage in self.passages):
                return "they stand in passages that carry the same words"
        if not swap.last:
            return ""
        places = sorted({(self._at(one), self._at(other)) for one, other in pairs})
        for mine, theirs in places:
            shared = _figures(self._words(mine)) & _figures(self._words(theirs))
            if shared:
                return f"they stand beside the same number ({min(shared)})"
        own = {self.numbers[id(swap.thing)], self.numbers[id(swap.home)]}
        for mine, theirs in places:
            names = [
                name
                for number, name in sorted(self.things[mine].items())
                if number in self.things[theirs] and number not in own
            ]
            if len(names) >= 3 or (len(names) == 2 and len(swap.home.articles) > 1 and self._similar(mine, theirs)):
                return f"they stand in sentences with the same names ({', '.join(names[:4])})"
        return ""

    def _similar(self, mine: tuple[ArticleId, int], theirs: tuple[ArticleId, int]) -> bool:
        one, other = ({word for word in tokens(self._words(place)) if len(word) > 3} for place in (mine, theirs))
        return len(one & other) >= 0.4 * max(1, min(len(one), len(other)))


def _figures(words: str) -> set[str]:
    """Give the numbers of a sentence that single it out: three digits or more, no year."""
    found = {number.rstrip(".,").replace(",", "") for number in _NUMBER.findall(words)}
    return {
        number for number in found if sum(map(str.isdigit, number)) >= 3 and not re.fullmatch(r"(?:19|20)\d\d", number)
    }


def _aligned(passage: Passage, one: Span, other: Span) -> bool:
    return (passage.source.contains(one) and passage.target.contains(other)) or (
        passage.source.contains(other) and passage.target.contains(one)
    )


def _propose(home: Thing, thing: Thing, reason: str) -> None:
    forms = sorted(thing.forms(), key=lambda form: (-thing.forms()[form], form))
    home.take(thing)
    home.proposed += [Variant(form, reason) for form in forms]


def _commonest(thing: Thing) -> str:
    forms = thing.forms()
    return min(forms, key=lambda form: (-forms[form], -len(form), form))


def _tellings(thing: Thing) -> str:
    count = len(thing.articles)
    return "1 other telling writes" if count == 1 else f"{count} other tellings write"


def _telling(article: Article) -> str:
    """Name a telling as a reader knows it; never by its whole path."""
    return article.outlet or article.title or PurePath(article.input).stem or article.id
