"""Names by their letters, whatever script they are written in: "Łódź" is "lodz", "Путин" and "بوتين" sound like "Putin"."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources

# Hangul syllables are composed by rule (Unicode, chapter 3.12): 19 initials, 21 vowels, 28 finals.
_FIRST_SYLLABLE, _VOWELS, _FINALS = 0xAC00, 21, 28
_INITIAL = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_MIDDLE = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINAL = " k k ks n nj nh t l lk lm lb ls lt lp lh m p ps t t ng t t k t p t".split(" ")
# Sounds that scripts do not tell apart, each by the letter that stands for all of them.
_SOUNDS = str.maketrans(
    {"b": "p", "d": "t", "g": "k", "c": "k", "q": "k", "v": "f", "z": "s", "j": "s", "l": "r", "x": "s"}
)
_SILENT = frozenset("aeiouywh")


@cache
def _table() -> dict[int, str]:
    place = resources.files("variorum.languages") / "letters.toml"
    scripts: dict[str, dict[str, str]] = tomllib.loads(place.read_text(encoding="utf-8"))
    return {ord(sign): letters for script in scripts.values() for sign, letters in script.items()}


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """Write a word in small Latin letters without marks; signs of a script that has no table stay as they are."""
    told = unicodedata.normalize("NFC", word.lower()).translate(_table())
    parts = unicodedata.normalize("NFKD", "".join(map(_syllable, told)))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(_table())


def _syllable(sign: str) -> str:
    number = ord(sign) - _FIRST_SYLLABLE
    if not 0 <= number < 11_172:
        return sign
    initial, rest = divmod(number, _VOWELS * _FINALS)
    return _INITIAL[initial] + _MIDDLE[rest // _FINALS] + _FINAL[rest % _FINALS]


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Give the consonants of a name as all scripts can tell them: "Trump", "Трамп" and "ترامب" are "trmp".

    Empty if the word is in a script that does not write sounds (Han), or has no letters that we know.
    """
    told = latin(word)
    if not told.isascii():
        return ""
    kept = [letter for letter in told.translate(_SOUNDS) if letter.isalpha() and letter not in _SILENT]
    once = [letter for at, letter in enumerate(kept) if not at or letter != kept[at - 1]]
    return "".join(once)


def script(word: str) -> str:
    """Say in which script a word is written, by its first letter: ``latin``, ``cyrillic``, ``arabic`` and so on."""
    return unicodedata.name(word[0], "").partition(" ")[0].lower() if word else ""
