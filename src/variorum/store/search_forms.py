"""The forms that a word is found in: of all words in the index, those that are the same word in a language.

The index holds words as they stand, so that a phrase is found as it was written and nothing is to be indexed anew when
inflection is understood better.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from variorum.languages.words import stem

# Endings of nouns, adjectives and verbs, without marks, as in the light stemmers of Savoy (2006), "Light stemming approaches
# for the French, Portuguese, German and Hungarian languages". Two forms are one word if they are one beginning with two endings
# between two strokes; - is no ending, and = the beginning's last letter doubled ("stop", "stopped").
_ENDINGS = {
    "en": "- s es ed ing =ed =ing | e es ed ing | y ies ied ying",
    "fr": "- s x e es er ee ees ent ait aient ais ant ants ante antes a ont ons ez era eront erait erent i ie is ies it ir ira iront"
    " issent issait u ue us ues aux al ale ales if ive ifs ives eux euse euses",
    "es": "- s es a o as os ar er ir ado ada ados adas ido ida idos idas ando iendo an en aron ieron aba aban ia ian ara aran era"
    " eran e io amos emos imos aria ria cion ciones",
    "it": "- a e i o are ere ire ato ata ati ate uto uta uti ute ito ita iti ite ando endo ano ono arono irono ava avano iva ivano"
    " era eranno ira iranno isce iscono",
    "pt": "- s es a o as os ar er ir ado ada ados adas ido ida idos idas ando endo indo am em aram eram iram ava avam ia iam ara"
    " arao era erao ou eu iu cao coes ao oes aos",
    "de": "- e en er es em n s t te ten tes tet st et end ende enden ern et eten ete",
    "nl": "- e en s er t te ten de den d end ende",
    "sv": "- a ar er or en et n t na ans ens ets s as es de te ad at ade ande",
    "pl": "- a y i u e o ow om ami ach owi em ie ego emu ej ych ym ymi ich im imi la lo li ly l ac ali al",
    "ru": "- а я о е ы и у ю ой ей ом ем ам ям ами ями ах ях ов ев ого его ому ему ый ий ая яя ое ее ые ие ых их ым им ую юю ть л ла ло ли"
    " ет ют ит ят ал ала али ил ила или",
}  # fmt: skip
_ROWS = {
    language: tuple(frozenset("" if ending == "-" else ending for ending in row.split()) for row in rows.split("|"))
    for language, rows in _ENDINGS.items()
}
_SHORTEST = 3  # letters that two forms must share
_LONGEST_ENDING = max(len(ending) for rows in _ROWS.values() for row in rows for ending in row)
_LOOKED_AT = 5_000  # words of the index with one beginning
_MOST = 40


def forms(connection: sqlite3.Connection, word: str, language: str) -> tuple[str, ...]:
    """Give the forms of a word of a language that are in the index, without the word itself."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    begin = word[: max(_SHORTEST, len(word) - _LONGEST_ENDING)]
    rows = connection.execute(
        "SELECT term FROM search_terms WHERE term >= ? AND term < ? LIMIT ?", (begin, f"{begin}\U0010ffff", _LOOKED_AT)
    )
    found = [term for (term,) in rows if term != word and same_word(word, term, language)]
    found.sort(key=lambda term: (abs(len(term) - len(word)), term))
    return tuple(found[:_MOST])


@lru_cache(maxsize=65536)
def same_word(one: str, other: str, language: str) -> bool:
    """Say whether two words, word and without marks, are forms of one word in a language."""
    if one == other:
        return True
    if language not in _ROWS:
        return min(len(one), len(other)) >= _SHORTEST and stem(one, language) == stem(other, language)
    shared = _shared(one, other)
    # The beginning may be shorter than what the two share: "coulé" and "coulés" end in "é" and "és".
    for at in range(shared, max(_SHORTEST, shared - _LONGEST_ENDING) - 1, -1):
        mine, theirs = _ending(one, at), _ending(other, at)
        if any(not mine.isdisjoint(row) and not theirs.isdisjoint(row) for row in _ROWS[language]):
            return True
    return language == "en" and shared >= _SHORTEST and stem(one) == stem(other)


def _ending(word: str, at: int) -> frozenset[str]:
    """Give the ending behind a beginning, and the same with a doubled letter told as one."""
    ending = word[at:]
    if ending[:1] == word[at - 1]:
        return frozenset((ending, f"={ending[1:]}"))
    return frozenset((ending,))


def _shared(one: str, other: str) -> int:
    for at, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return at
    return min(len(one), len(other))
