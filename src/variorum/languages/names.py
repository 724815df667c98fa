"""What a language knows of names: titles, endings, countries, given names, and when two names may be one.

Everything works on *folded* words (no case, no diacritics, no full stops), so that "U.S." and "US", "Élysée" and
"Elysee" compare equal. A language without tables gives an empty lexicon: then only the shape of names is known.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal

from variorum.languages import table

Gender = Literal["male", "female"]
Standing = Literal["name", "people", "seat"]

_APART = re.compile(r"[\s\-‐‑–—/]+")
_MARKS = "\"'“”‘’«»()[]{},;:!?*•"
_NICKNAME = re.compile(r"""\s["'“‘(][^"'“”‘’()]{1,30}["'”’)]\s""")
POSSESSIVE = re.compile(r"(?:['’`]s|(?<=s)['’])$", re.IGNORECASE)


@lru_cache(maxsize=32768)
def fold(words: str) -> str:
    """Give words without case, diacritics, stops or quotation marks, with single spaces: ``"U.S."`` is ``"us"``."""
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    plain = (
        plain.replace(".", "").replace("’", "'").replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    )
    return " ".join(_APART.sub(" ", plain).strip(_MARKS + " ").split())


def tokens(name: str) -> tuple[str, ...]:
    """Give the folded words of a name, without an article, a possessive, or a nickname in quotation marks inside it."""
    parts = fold(_NICKNAME.sub(" ", POSSESSIVE.sub("", name))).split()
    return tuple(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


def bare(name: str) -> str:
    """Give a name as it is listed: without an article, a possessive or quotation marks around it."""
    words = POSSESSIVE.sub("", " ".join(name.split()).strip(_MARKS + " "))
    return re.sub(r"^(?:the|The|THE)\s+(?=\S)", "", words)


@dataclass(frozen=True)
class Country:
    """A country or region: its usual name, and whether the form met is its name, its people or its seat of government."""

    name: str
    standing: Standing
    sovereign: bool = True


@dataclass(frozen=True)
class Lexicon:
    """The word knowledge of one language about names; every key is folded."""

    countries: dict[str, Country] = field(default_factory=dict)
    initials: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    honorifics: dict[str, Gender | None] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    twos: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    pretending: frozenset[str] = frozenset()
    sexes: dict[str, Gender] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    body_groups: tuple[frozenset[str], ...] = ()
    endings: dict[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    legal: frozenset[str] = frozenset()
    landforms: frozenset[str] = frozenset()
    settlements: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    followers: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()
    seats: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    given: dict[str, Gender] = field(default_factory=dict)
    family_first: frozenset[str] = frozenset()
    nicks: dict[str, str] = field(default_factory=dict)

    def country(self, name: str) -> Country | None:
        """Give the country that this form names, as its name, its people or its seat of government.

        Initials are only a country in capitals: "Us" is none.
        """
        key = " ".join(tokens(name))
        return None if key in self.initials and not POSSESSIVE.sub("", name).isupper() else self.countries.get(key)

    def gender(self, name: str) -> Gender | None:
        """Give the gender that the first word of a person's name tells, or the last where the first is unknown.

        The last counts for two words only ("Sato Hiroshi"), and not for the many surnames that are given names too.
        """
        parts = self.untitled(name)
        if not parts:
            return None
        if parts[0] in self.given or len(parts) != 2:
            return self.given.get(parts[0])
        return "male" if self.given.get(parts[1]) == "male" else None

    def untitled(self, name: str) -> tuple[str, ...]:
        """Give the folded words of a person's name without titles and honorifics before it and "Jr." after it."""
        parts = list(tokens(name))
        while len(parts) > 1:
            length = next((n for n in (3, 2, 1) if len(parts) > n and self.is_title(" ".join(parts[:n]))), 0)
            if not length:
                break
            del parts[:length]
        while len(parts) > 1 and parts[-1] in {"jr", "sr", "ii", "iii", "iv"}:
            del parts[-1]
        return tuple(parts)

    def nick(self, given: str) -> str:
        """Give the full given name that a familiar one stands for ("bill" is "william"), else the name itself."""
        return self.nicks.get(given, given)

    def is_title(self, words: str) -> bool:
        """Say whether these folded words are an honorific or a title that stands before a name."""
        return words in self.honorifics or words in self.titles

    def ending(self, name: str) -> str | None:
        """Give the kind of thing that the last word of a name of two words or more tells, if it tells one."""
        parts = tokens(name)
        return self.endings.get(parts[-1]) if len(parts) > 1 else None

    def kin(self, one: str, other: str) -> bool:
        """Say whether two nouns for bodies may mean the same body ("firm" and "company")."""
        return one == other or any(one in group and other in group for group in self.body_groups)


def _list(words: str) -> list[str]:
    return [fold(part) for line in words.splitlines() for part in line.split("|") if part.strip()]


def _pairs(words: str) -> list[tuple[str, str]]:
    parts = [part for line in words.splitlines() for part in line.split("|") if "=" in part]
    return [(left.strip(), right.strip()) for left, _, right in (part.partition("=") for part in parts)]


def _countries(data: dict[str, Any]) -> dict[str, Country]:
    found: dict[str, Country] = {}
    twice: set[str] = set()
    for rows, sovereign in ((data.get("countries", ()), True), (data.get("regions", ()), False)):
        for row in rows:
            name, people, seat, others = (part.strip() for part in row.split(";"))
            forms: list[tuple[str, Standing]] = [(form, "name") for form in [name, *others.split("|")]]
            forms += [(form, "people") for form in people.split("|")]
            forms += [(form, "seat") for form in seat.split("|")]
            for form, standing in forms:
                key = " ".join(tokens(form))
                if key and key in found and found[key].name != name:
                    twice.add(key)
                elif key:
                    found.setdefault(key, Country(name, standing, sovereign))
    return {key: country for key, country in found.items() if key not in twice}


def _initials(data: dict[str, Any]) -> frozenset[str]:
    """Give the folded names of countries that are written in capitals alone ("UK")."""
    forms = [form for row in data.get("countries", ()) for form in row.split(";")[3].split("|")]
    return frozenset(" ".join(tokens(form)) for form in forms if form.strip().isupper())


def _given(data: dict[str, Any]) -> dict[str, Gender]:
    male, female = set(data.get("male", "").split()), set(data.get("female", "").split())
    told: dict[str, Gender] = dict.fromkeys(male - female, "male")
    told.update(dict.fromkeys(female - male, "female"))
    return told


def _shaped(data: dict[str, Any], like: dict[str, Any]) -> dict[str, Any]:
    """Give a table with every key that the English one has; what a language does not tell is empty."""
    empty = {key: "" if isinstance(part, str) else {} for key, part in like.items()}
    return {
        key: _shaped(value, like[key]) if isinstance(value, dict) and isinstance(like.get(key), dict) else value
        for key, value in (empty | data).items()
    }


@cache
def lexicon(language: str | None) -> Lexicon:
    """Load what a language (ISO 639-1) knows about names; an empty lexicon if it has no tables."""
    told, lands = table(language or "en", "names"), table(language or "en", "countries")
    if not told:
        return Lexicon()
    data = _shaped(told, table("en", "names"))
    honorifics, people, bodies, common = data["honorifics"], data["people"], data["bodies"], data["common"]
    sexes: dict[str, Gender] = dict.fromkeys(_list(people["male"]), "male")
    sexes.update(dict.fromkeys(_list(people["female"]), "female"))
    polite: dict[str, Gender | None] = dict.fromkeys(_list(honorifics["any"]))
    polite.update(dict.fromkeys(_list(honorifics["male"]), "male"))
    polite.update(dict.fromkeys(_list(honorifics["female"]), "female"))
    leaders = frozenset(_list(people["leader"]))
    endings = {word: kind for kind in ("organisation", "place", "other") for word in _list(data["endings"][kind])}
    known = {fold(short): name for name, forms in _pairs(bodies["known"]["names"]) for short in forms.split(",")}
    single = {fold(name): name.strip() for line in bodies["known"]["single"].splitlines() for name in line.split("|")}
    single.pop("", None)
    return Lexicon(
        countries=_countries(lands),
        initials=_initials(lands),
        places=frozenset(_list(lands.get("places", ""))),
        honorifics=polite,
        titles=frozenset(_list(data["titles"]["words"])),
        modifiers=frozenset(_list(data["titles"]["modifiers"])),
        people=frozenset(_list(people["one"])) | leaders | frozenset(sexes),
        leaders=leaders,
        sides=frozenset(_list(people["sides"])),
        twos=frozenset(_list(people["twos"])),
        guests=frozenset(_list(people["visitor"])),
        either=frozenset(_list(people.get("either", ""))),
        callings=frozenset(_list(people.get("callings", ""))),
        services=frozenset(_list(people.get("services", ""))),
        pretending=frozenset(_list(people.get("pretending", ""))),
        deeds=frozenset(_list(people.get("deeds", ""))),
        sexes=sexes,
        bodies=frozenset(_list(bodies["words"])),
        media=frozenset(_list(bodies["media"])),
        body_groups=tuple(frozenset(_list(bodies[group])) for group in ("company", "media", "country")),
        endings=endings,
        dropped=frozenset(_list(data["endings"]["dropped"])),
        legal=frozenset(_list(data["endings"].get("legal", ""))),
        landforms=frozenset(_list(data["endings"].get("landforms", ""))),
        settlements=frozenset(_list(data["endings"].get("settlements", ""))),
        heads=frozenset(_list(data["endings"]["heads"])),
        common=frozenset(_list(common["capitals"])) | frozenset(_list(common["calendar"])),
        calendar=frozenset(_list(common["calendar"])),
        small=frozenset(_list(common["small"])),
        openers=frozenset(_list(common["openers"])),
        speaking=frozenset(_list(data["speaking"]["verbs"])),
        followers=frozenset(_list(bodies["followers"])),
        idle=frozenset(_list(data["seats"].get("idle", ""))),
        held=frozenset(_list(data["seats"]["held"])),
        seats={fold(seat): name for seat, name in _pairs(data["seats"]["names"])},
        known=known | {fold(name): name for name, _ in _pairs(bodies["known"]["names"])} | single,
        given=_given(data["given"]),
        family_first=frozenset(_list(data["given"].get("family_first", ""))),
        nicks={short: name for name, forms in _pairs(data["given"]["familiar"]) for short in forms.split(",")},
    )


_SMALL = frozenset("of the for and on in de la le du des der und y e et".split())


def is_acronym(short: str, name: str) -> bool:
    """Say whether a short form in capitals is made of the initials of a name ("LDP" of "Liberal Democratic Party")."""
    letters = re.sub(r"[^\w]", "", short)
    if not (2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()):
        return False
    parts = fold(name).split()
    initials = "".join(part[0] for part in parts)
    strong = "".join(part[0] for part in parts if part not in _SMALL)
    # "THR" keeps the article of "The Hollywood Reporter", which a listed name has lost
    forms = {initials, strong} | ({"t" + initials} if len(letters) > 2 else set())
    return len(parts) > 1 and fold(letters) in forms


def is_shorter(key: tuple[str, ...], name: tuple[str, ...], known: Lexicon) -> bool:
    """Say whether a name is a longer one without its last words ("SoftBank" of "SoftBank Group")."""
    if len(name) <= len(key) or name[: len(key)] != key or key[0] == "=":
        return False
    whole, rest = " ".join(key), name[len(key) :]
    if whole in known.countries or whole in known.places or key[0] in known.common or whole in known.given:
        return False
    body = all(word in known.dropped or known.endings.get(word) == "organisation" for word in rest)
    return body or " ".join(rest) in known.dropped


def is_same_place(key: tuple[str, ...], name: tuple[str, ...], known: Lexicon) -> bool:
    """Say whether the longer of two names of places only says what kind of place it is ("Qeshm island", "Qeshm")."""
    if len(name) != len(key) + 1 or key[0] == "=" or " ".join(key) in known.countries:
        return False
    more = name[-1] if name[:-1] == key else name[0] if name[1:] == key else ""
    if more in known.settlements:
        return " ".join(key) not in known.places
    return more in known.landforms


def called_by(name: tuple[str, ...], known: Lexicon) -> set[str]:
    """Give the single words that a person of this untitled name may be called by: the last one, and a first name.

    The first of three words or more counts if it is a given name, or a family name that stands first ("Kim Jong Un"); in
    "Harbour Boss Nils Moe" it is neither.
    """
    first = len(name) == 2 or name[0] in known.given or (len(name) == 3 and name[0] in known.family_first)
    return {name[-1], name[0]} if first else {name[-1]}


def ends_name(word: str, name: tuple[str, ...], known: Lexicon) -> bool:
    """Say whether a body may be called by this word, the last of its name: "Senators" of "Ottawa Senators".

    A name with "of" in it never is: "Oslo" is not the "Bank of Oslo".
    """
    if len(name) < 2 or name[-1] != word or any(part in _SMALL for part in name) or " ".join(name) in known.seats:
        return False
    unlike = word in known.common or word in known.given or word in known.countries or word in known.places
    return not unlike and known.endings.get(word) not in {"other", "place"}


def nicknamed(name: str, known: Lexicon) -> tuple[str, ...]:
    """Give the name that a nickname inside a full name makes with the surname: "Luis "Jerry" Moe" is "Jerry Moe" too."""
    inside = _NICKNAME.search(name)
    if inside is None:
        return ()
    called, rest = fold(inside.group().strip(" \"'“”‘’()")).split(), known.untitled(name)
    return (*called, rest[-1]) if called and len(rest) > 1 else ()


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two untitled names of two words or more can be one person's: any order, initials, a middle name more.

    "Ann Moe" may be "Moe Ann", "A. Moe", "Ann B. Moe" or "J. Ann Moe", and "Lo Presti" "Gaetano Lo Presti".
    """
    if len(one) < 2 or len(other) < 2:
        return False
    if sorted(one) == sorted(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return one[-1] == other[-1] and all(_same_or_initial(a, b) for a, b in zip(one, other, strict=True))
    if len(short) == 2 and short[-1] == long[-1] and _same_or_initial(short[0], long[0]):
        return True
    return short == long[-len(short) :]


def _same_or_initial(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def distance(one: str, other: str, limit: int = 3) -> int:
    """Count the letters to add, drop, change or swap with a neighbour to turn one word into the other, up to a limit.

    The optimal string alignment distance (Damerau 1964); gives ``limit + 1`` for anything further.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        line = [row]
        for column, mark in enumerate(other, 1):
            cost = min(line[-1] + 1, last[column] + 1, last[column - 1] + (sign != mark))
            if row > 1 and column > 1 and sign == other[column - 2] and one[row - 2] == mark:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
        before, last = last, line
    return min(last[-1], limit + 1)
