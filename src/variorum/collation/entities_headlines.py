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
from variorum.model import Article, Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")


def cut_headlines(things: list[Thing], articles: Iterable[Article], known: Lexicon) -> list[Thing]:
    """Join what one telling runs together with other words to the name inside it; its mentions shrink to that name."""
    texts = {article.id: article.text for article in articles}
    small, large = _written(texts.values())
    homes = _homes(things)
    gone: set[int] = set()
    for thing in things:
        if not thing.named or thing.country or len(thing.articles) > 1 or len(thing.mentions) > 2:
            continue
        home = _inside(thing, homes, small, large, known)
        if home is None or id(home) in gone:
            continue
        thing.members = [
            (article, replace(local, mentions=tuple(_shrunk(span, home, texts[article]) for span in local.mentions)))
            for article, local in thing.members
        ]
        thing.keys = set()
        home.take(thing)
        gone.add(id(thing))
    return [thing for thing in things if id(thing) not in gone]


def _written(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Count how often the story writes each word small, and how often with a capital."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            (small if word[0].islower() else large)[fold(word)] += 1
    return small, large


def _homes(things: list[Thing]) -> dict[Key, Thing]:
    """Give the names that the story uses often enough to be sure of them."""
    found: dict[Key, tuple[int, Thing]] = {}
    for thing in things:
        if not thing.named or (len(thing.articles) < 2 and len(thing.mentions) < 3):
            continue
        for form, count in thing.forms().items():
            key = tokens(form)
            if key and found.get(key, (0, thing))[0] < count:
                found[key] = (count, thing)
    return {key: thing for key, (_, thing) in found.items()}


def _inside(
    thing: Thing, homes: dict[Key, Thing], small: Counter[str], large: Counter[str], known: Lexicon
) -> Thing | None:
    """Find the longest sure name in this one, if the story writes every other word of it small."""
    words = tokens(thing.members[0][1].name)
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            home = homes.get(words[start : start + length])
            if home is None or home is thing:
                continue
            if _names_a_body(words, known):
                return None
            rest = (words[:start], words[start + length :])
            if all(_is_left_over(part, home, homes, small, large, known) for part in rest):
                return home
    return None


def _is_left_over(
    part: Key, home: Thing, homes: dict[Key, Thing], small: Counter[str], large: Counter[str], known: Lexicon
) -> bool:
    """Say whether words beside a name are no part of it: written small elsewhere, or beside a person a name themselves."""
    if home.country and any(word in known.common for word in part):
        return False  # "America First" is a slogan
    if not home.personal:
        return all(_is_plain(word, small, large, known) for word in part)
    if part in homes or not part:
        return True
    strange = [word for word in part if not _is_plain(word, small, large, known) and (word,) not in homes]
    return len(strange) < len(part) and not any(word in known.given for word in strange)


def _is_plain(word: str, small: Counter[str], large: Counter[str], known: Lexicon) -> bool:
    return word in known.small or small[word] > large[word]


def _names_a_body(words: Key, known: Lexicon) -> bool:
    """Tell "Lunde Steel" and "Bergen police" from a name with the words of a headline after it."""
    return known.endings.get(words[-1]) is not None or words[-1] in known.followers


def _shrunk(span: Span, home: Thing, text: str) -> Span:
    """Cut a mention down to the words of the name inside it."""
    forms = sorted(set(home.forms()), key=lambda form: (-len(form), form))
    for form in forms:
        pattern = r"[\s\-]+".join(re.escape(word) for word in form.split())
        match = re.search(rf"(?<!\w){pattern}(?!\w)", text[span.start : span.end], re.IGNORECASE)
        if match:
            start, end = span.start + match.start(), span.start + match.end()
            return Span(span.article, start, end, text[start:end])
    return span
