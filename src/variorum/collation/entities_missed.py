"""Names that one telling's reading passed over, found by what the other tellings call the same thing.

Alone at the start of a sentence, in a headline or in a row of capitals a name looks like any other word; the story
knows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from variorum.collation.entities_headlines import words_small_and_large
from variorum.collation.entities_join import Key, Thing
from variorum.languages import reach
from variorum.languages.names import Lexicon, fold, tokens
from variorum.model import Article, ArticleId, Entity, Mention

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_LONGEST = 5
_OFTEN = 3

Bounds = tuple[int, int]


def find_missed(things: list[Thing], articles: Iterable[Article], known: Lexicon) -> list[Thing]:
    """Add to each thing the places where an article writes a name of it that no mention of the article covers.

    Only names that the story uses in two tellings or three times, and never small, are looked for.
    """
    held = sorted(articles, key=lambda article: article.id)
    small, large = words_small_and_large(article.text for article in held)
    homes = _homes(things, small, large, known)
    for article in held:
        taken = _taken(things, article.id)
        text = article.text[: reach(article.text, article.language)]
        more: dict[int, tuple[Thing, list[Mention]]] = {}
        for start, end, home in _written(text, homes, taken, article.id, known):
            mention = Mention(article.id, start, end, text[start:end])
            if id(home) in more:
                more[id(home)][1].append(mention)
                continue
            # The first is added at once: from now on the article speaks of this thing. The others are added together.
            more[id(home)] = (home, [])
            _add(home, [mention], article)
        for home, mentions in more.values():
            _add(home, mentions, article)
    return things


def _homes(things: list[Thing], small: Counter[str], large: Counter[str], known: Lexicon) -> dict[Key, list[Thing]]:
    """Give the things that each sure name may mean."""
    found: dict[Key, list[Thing]] = {}
    for thing in things:
        if not thing.named or thing.title:
            continue
        articles = thing.form_articles()
        for form, count in sorted(thing.forms().items()):
            key = tokens(form)
            if not 0 < len(key) <= _LONGEST or not form[:1].isupper() or " ".join(key) in known.initials:
                continue
            plain = len(key) == 1 and (_is_plain(key[0], known) or small[key[0]] * _OFTEN >= large[key[0]])
            sure = articles[form] > 1 or count >= _OFTEN
            if sure and not plain and not any(thing is one for one in found.get(key, ())):
                found.setdefault(key, []).append(thing)
    return found


def _is_plain(word: str, known: Lexicon) -> bool:
    return len(word) < 3 or word in known.common | known.openers | known.small | known.given.keys()


def _taken(things: list[Thing], article: ArticleId) -> list[Bounds]:
    spans = {
        (span.start, span.end)
        for thing in things
        for held, local in thing.members
        if held == article
        for span in local.mentions
    }
    return sorted(spans)


def _written(
    text: str, homes: dict[Key, list[Thing]], taken: list[Bounds], article: ArticleId, known: Lexicon
) -> Iterator[tuple[int, int, Thing]]:
    """Find sure names in a text where nothing is found yet, the longest first."""
    words = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
    covered = bytearray(len(text) + 1)
    for start, end in taken:
        covered[start:end] = b"\x01" * (end - start)
    number = 0
    while number < len(words):
        size = 1
        if text[words[number][0]].isupper() and not covered[words[number][0]]:
            for length in range(min(_LONGEST, len(words) - number), 0, -1):
                row = words[number : number + length]
                home = _meant(homes.get(tuple(word for _, _, word in row), []), article)
                if home is not None and _stands_alone(text, words, number, length, covered, known):
                    yield row[0][0], row[-1][1], home
                    size = length
                    break
        number += size


def _meant(homes: list[Thing], article: ArticleId) -> Thing | None:
    """Choose the one thing of this name, or the only one that the article speaks of."""
    here = [home for home in homes if article in home.articles] if len(homes) > 1 else homes
    return here[0] if len(here) == 1 else None


def _stands_alone(
    text: str, words: list[tuple[int, int, str]], first: int, size: int, covered: bytearray, known: Lexicon
) -> bool:
    """Say whether a name is whole: no gap in it, no other mention inside, no given name or initial of another before it."""
    start, end = words[first][0], words[first + size - 1][1]
    if any(covered[start:end]) or any(mark in text[start:end] for mark in "\n,;:()") or end - start > 80:
        return False
    if first == 0 or size > 1:
        return True
    left, right, word = words[first - 1]
    beside = text[right:start] == " " and text[left].isupper()
    return not (beside and (word in known.given or len(word) == 1))


def _add(home: Thing, mentions: list[Mention], article: Article) -> None:
    if not mentions:
        return
    for number, (held, local) in enumerate(home.members):
        if held == article.id:
            spans = sorted((*local.mentions, *mentions), key=lambda span: (span.start, span.end))
            home.members[number] = (held, replace(local, mentions=tuple(spans)))
            return
    first, kind = mentions[0], home.members[0][1].kind
    fresh = Entity(f"found {first.start}", first.words, kind, variants=(first.words,), mentions=tuple(mentions))
    home.members = sorted([*home.members, (article.id, fresh)], key=lambda member: (member[0], member[1].id))
