"""The rare words and short phrases that stand in two articles alike."""

from __future__ import annotations

import math
from functools import lru_cache

from variorum.languages import table
from variorum.languages.names import fold
from variorum.languages.words import Word, calendar_words, says_little, words
from variorum.model import Article
from variorum.stories.background import background
from variorum.stories.names_in_words import NOUNS_IN_CAPITALS, read_of
from variorum.stories.profiles import names_of

MOST = 4  # words and phrases cited
_RARE = 3.5  # the rarity of a word worth citing: 3 % of the news have it
_SHORTEST, _LONG, _ROOT = 4, 7, 5  # letters of a word that is cited, in other languages, and that make two words alike


def words_in_common(one: Article, other: Article) -> list[str]:
    """Give the rarest words and phrases of two words that both articles have, in the form that stands in both."""
    mine, theirs = _telling(one), _telling(other)
    rarities, language = background(), one.language
    weights: dict[str, float] = {}
    for form in mine:
        if form in theirs and (_written_small(mine[form]) or _written_small(theirs[form])):
            if len(mine[form].stems) > 1 and mine[form].count == theirs[form].count == 1:
                continue  # two words that met once are no phrase
            rarity = [rarities.rarity(stem, language) for stem in mine[form].stems]
            if max(rarity) >= _RARE:
                often = min(mine[form].count, theirs[form].count)
                weights[form] = max(rarity) * (1.2 if len(rarity) > 1 else 1.0) * (1 + math.log(often))
    cited: list[str] = []
    used: set[str] = set()
    for form in sorted(weights, key=lambda form: (-weights[form], -len(form), form)):
        stems = {stem[:_ROOT] for stem in mine[form].stems}  # "rescue" and "rescuers" are said once
        if not stems & used and len(cited) < MOST:
            cited.append(form)
            used |= stems
    return cited


class _Held:
    """The stems of a form, how often it stands in an article, and how often without a capital."""

    __slots__ = ("count", "small", "stems")

    def __init__(self, stems: tuple[str, ...]) -> None:
        self.stems = stems
        self.count = 0
        self.small = 0


def _written_small(held: _Held) -> bool:
    return 2 * held.small >= held.count


@lru_cache(maxsize=512)
def _telling(article: Article) -> dict[str, _Held]:
    text, language = read_of(article), article.language
    furniture = frozenset((table(language or "en", "reasons").get("names") or {}).get("furniture", "").split())
    held: dict[str, _Held] = {}
    names = frozenset() if language in NOUNS_IN_CAPITALS else frozenset(names_of(article))

    def keep(form: str, stems: tuple[str, ...]) -> None:
        known = held.setdefault(form.lower(), _Held(stems))
        known.count += 1
        known.small += form == form.lower()

    before: Word | None = None
    for word in words(text, language):
        if word.stem in names or not _says_much(word, language) or fold(word.form) in furniture:
            before = None
            continue
        keep(word.form, (word.stem,))
        if before is not None and text[before.end : word.start] == " ":
            keep(text[before.start : word.end], (before.stem, word.stem))
        before = word
    return held


def _says_much(word: Word, language: str | None) -> bool:
    """A word that is no name, number, function word or adverb."""
    form = word.form
    if form[0].isdigit() or says_little(word.stem, language) or word.stem in calendar_words(language):
        return False
    if form[0] > "\u0dff":  # scripts of syllables and signs: few of them say much
        return len(form) > 1
    if language not in (None, "en"):  # without a table of rarities, length stands for it
        return len(form) >= _LONG
    if form[1:] != form[1:].lower():  # "realDonaldTrump"
        return False
    return len(form) >= _SHORTEST and not form.endswith("ly")
