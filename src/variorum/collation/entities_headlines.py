"""Names that swallowed the words around them in a headline ("Lunde Reportedly Resigns"), cut back by the whole story.

In a headline every word has a capital, so a single telling cannot always tell a name from what is said of it. The
story can: its other tellings write those words small, and the name alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from variorum.collation.entities_join import Key, Thing
from variorum.languages.names import Lexicon, fold, tokens
from variorum.model import Article, Entity, Mention, Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_OFTENER = 3
_TOLD = 4


def cut_headlines(things: list[Thing], articles: Iterable[Article], known: Lexicon) -> list[Thing]:
    """Join what one telling runs together with other words to the name inside it; its mentions shrink to that name."""
    texts = {article.id: article.text for article in articles}
    usage = _Usage(things, texts.values(), known)
    gone: set[int] = set()
    for thing in things:
        if not thing.named or thing.country:
            continue
        home = usage.name_inside(thing)
        if home is None or id(home) in gone:
            continue
        if len(thing.mentions) > 1 and len(home.mentions) < _OFTENER * len(thing.mentions):
            continue
        thing.members = [
            (article, replace(local, mentions=_all_shrunk(local, home, texts[article])))
            for article, local in thing.members
        ]
        thing.keys = set()
        home.take(thing)
        gone.add(id(thing))
    return [thing for thing in things if id(thing) not in gone]


def words_small_and_large(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Count how often texts write each folded word small, and how often with a capital."""
    small, large = Counter[str](), Counter[str]()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            (small if word[0].islower() else large)[fold(word)] += 1
    return small, large


class _Usage:
    """How the story writes its words, and the names that it uses often enough to be sure of them."""

    def __init__(self, things: list[Thing], texts: Iterable[str], known: Lexicon) -> None:
        self.known = known
        self.small, self.large = words_small_and_large(texts)
        self.homes = _homes(things)

    def name_inside(self, thing: Thing) -> Thing | None:
        """Find the longest sure name in this one, if every other word of it is left over from a headline."""
        words = tokens(thing.members[0][1].name)
        if _names_a_body(words, self.known):
            return None
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                home = self.homes.get(words[start : start + length])
                if home is None or home is thing:
                    continue
                if self._left_over(words, start, start + length, home) or self._chance(thing, words, home):
                    return home
        return None

    def _chance(self, thing: Thing, words: Key, home: Thing) -> bool:
        """Say whether one telling once ran words of any kind into the name of a person of whom the whole story speaks.

        What is taken for a person, or holds a given name, may be somebody else of the same surname.
        """
        if len(thing.mentions) > 1 or not home.personal or len(home.articles) < _TOLD or thing.personal:
            return False
        return not any(word in self.known.given or word in self.known.endings for word in words)

    def _left_over(self, words: Key, start: int, end: int, home: Thing) -> bool:
        """Say whether the words beside a name are no part of it: written small elsewhere, or names ("Lunde Beats Moe").

        Beside a person's name one such word is enough, if no other word is a given name ("Lunde Reportedly Bumped").
        """
        parts = [part for part in (words[:start], words[end:]) if part]
        said = any(self._is_plain(word) for part in parts for word in part)
        for part in parts:
            if home.country and any(word in self.known.common for word in part):
                return False  # "America First" is a slogan
            if part in self.homes and (said or home.personal):
                continue
            strange = [word for word in part if not self._is_plain(word)]
            if said or home.personal:
                strange = [word for word in strange if (word,) not in self.homes]
            alone = home.personal and len(strange) < len(part) and not any(word in self.known.given for word in strange)
            if strange and not alone:
                return False
        return True

    def _is_plain(self, word: str) -> bool:
        return word in self.known.small or self.small[word] > self.large[word]


def _homes(things: list[Thing]) -> dict[Key, Thing]:
    """Give the names that the story uses often enough to be sure of them, each by the forms it is written in."""
    found: dict[Key, tuple[int, Thing]] = {}
    for thing in things:
        if not thing.named or (len(thing.articles) < 2 and len(thing.mentions) < 3):
            continue
        for form, count in thing.forms().items():
            key = tokens(form)
            if key and found.get(key, (0, thing))[0] < count:
                found[key] = (count, thing)
    return {key: thing for key, (_, thing) in found.items()}


def _names_a_body(words: Key, known: Lexicon) -> bool:
    """Tell "Lunde Steel" and "Bergen police" from a name with the words of a headline after it."""
    return known.endings.get(words[-1]) is not None or words[-1] in known.followers


def _all_shrunk(local: Entity, home: Thing, text: str) -> tuple[Span | Mention, ...]:
    names = set(local.names)
    return tuple(_shrunk(span, home, text) if span in names else span for span in local.mentions)


def _shrunk(span: Span, home: Thing, text: str) -> Span:
    """Cut a mention down to the words of the name inside it."""
    forms = sorted(set(home.forms()), key=lambda form: (-len(form), form))
    for form in forms:
        pattern = r"[\s\-]+".join(re.escape(word) for word in form.split())
        match = re.search(rf"(?<!\w){pattern}(?!\w)", text[span.start : span.end], re.IGNORECASE)
        if match:
            start, end = span.start + match.start(), span.start + match.end()
            return replace(span, start=start, end=end, words=text[start:end])
    return span
