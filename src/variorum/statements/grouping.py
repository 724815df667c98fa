"""Names of one thing within one article: full names first, then the short forms that can mean exactly one of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.languages.names import (
    Lexicon,
    bare,
    called_by,
    ends_name,
    fold,
    is_acronym,
    is_same_place,
    is_shorter,
    nicknamed,
    same_person,
    tokens,
)
from variorum.model import EntityKind, MentionKind
from variorum.statements.mentions import Found

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "other")
_DEALINGS = frozenset(
    "deficit surplus relation tie relationship talk deal ambassador envoy effort attempt move".split()
)
_DEALINGS |= frozenset("negotiation alliance friendship war agreement link commitment cooperation".split())
# "Paris's reluctance" is the government's; a city has streets and people
_ABSTRACT = ("ance", "ence", "ment", "ness", "cy", "ism")

_DOMINATES = 2
_JUST_NOW = 250  # characters: about two sentences
_LAST_WORD = re.compile(r"(\w+)\.?\s+\Z")
_FOLLOWER = re.compile(r"[ \u00a0]([^\W\d_]+)")

Key = tuple[str, ...]


@dataclass
class Group:
    """The mentions of one thing while an article is being read; it becomes an ``Entity`` at the end.

    ``spans`` are mentions that are no names (an unnamed source), ``references`` the pronouns and descriptions that mean
    it; ``lands`` the countries its roles tie it to.
    """

    name: str
    kind: EntityKind
    found: list[Found] = field(default_factory=list)
    country: str | None = None
    named: bool = True
    plural: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    references: list[tuple[int, int, MentionKind]] = field(default_factory=list)
    roles: list[tuple[str, int, int]] = field(default_factory=list)
    lands: set[str] = field(default_factory=set)
    male: float = 0.0
    female: float = 0.0

    @property
    def places(self) -> list[tuple[int, int]]:
        """Every mention as characters, in order."""
        return sorted({*((name.start, name.end) for name in self.found), *self.spans})


def group(found: list[Found], text: str, known: Lexicon, doc: Doc | None = None) -> list[Group]:
    """Take together the names of one article that mean one thing."""
    found = _bodies_of_people(found, text, known)
    surnames = {
        tokens(text[name.start : name.end])[-1]
        for name in found
        if name.last - name.first > 1 and _leading(name.votes) == "person" and tokens(text[name.start : name.end])
    }
    forms: dict[Key, list[Found]] = {}
    for name in found:
        key = _key(name, text, known, doc, surnames)
        forms.setdefault(key, []).append(replace(name, kind=_mention_kind(name, key, text, known, doc)))
    groups = [(key, _group(key, names, text, known)) for key, names in forms.items()]
    return _merged(sorted(groups, key=lambda pair: (-len(pair[0]), pair[1].found[0].start)), text, known)


def _bodies_of_people(found: list[Found], text: str, known: Lexicon) -> list[Found]:
    """Lengthen "Lee" in "the Lee administration": that is a body, not the person."""
    made: list[Found] = []
    for name in found:
        tail = _FOLLOWER.match(text, name.end)
        lone = " ".join(tokens(text[name.start : name.end]))
        if (
            tail is None
            or fold(tail.group(1)) not in known.followers
            or lone in known.countries
            or lone in known.places
        ):
            made.append(name)
            continue
        if _leading(name.votes) not in {"person", "organisation", "other", None} or name.last - name.first > 2:
            made.append(name)
            continue
        made.append(Found(name.start, tail.end(1), name.first, name.last + 1, (("organisation", 3.0),), "ORG"))
    return made


def _leading(votes: tuple[tuple[EntityKind, float], ...]) -> EntityKind | None:
    total: dict[EntityKind, float] = dict.fromkeys(KINDS, 0.0)
    for voted, weight in votes:
        total[voted] += weight
    ranked = sorted(KINDS, key=lambda kind: -total[kind])  # a stable sort: the first kind named wins a tie
    return ranked[0] if votes else None


def _key(name: Found, text: str, known: Lexicon, doc: Doc | None, surnames: set[str]) -> Key:
    """Give what the same things share: the country or known body a form stands for, else its folded words."""
    words = tokens(text[name.start : name.end]) or (text[name.start : name.end],)
    whole = " ".join(words)
    land = known.country(text[name.start : name.end])
    if land is None:
        listed = known.known.get(whole)
        return ("=", listed) if listed and not text[name.start : name.end].islower() else words
    if name.label == "PERSON" and whole in surnames:
        return words
    if land.standing == "seat" and not (doc is not None and _governs(doc, name, known)):
        return words
    return "=", land.name


def _mention_kind(name: Found, key: Key, text: str, known: Lexicon, doc: Doc | None) -> MentionKind:
    """Tell a people ("Norwegian") and a seat that stands for a government ("Oslo refused") from a plain name."""
    form = text[name.start : name.end]
    land = known.country(form)
    if land is not None and key[0] == "=":
        return {"people": "demonym", "seat": "metonym"}.get(land.standing, "name")  # type: ignore[return-value]
    seat = " ".join(tokens(form)) in known.seats
    return "metonym" if seat and doc is not None and _governs(doc, name, known) else "name"


def _governs(doc: Doc, name: Found, known: Lexicon) -> bool:
    """Say whether a capital city is surely its government here: it acts, it holds a policy, or one deals with it."""
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return False
    token = span.root
    if token.dep_ == "nsubj":
        return token.head.pos_ == "VERB" and fold(token.head.lemma_) not in known.idle
    if token.dep_ == "poss":
        return token.head.lower_ in known.held or token.head.lower_.endswith(_ABSTRACT)
    if token.dep_ == "pobj" and word(token.head) in {"with", "to", "by"}:
        return token.head.head.lemma_.lower() in _DEALINGS
    return token.dep_ == "pobj" and token.head.dep_ == "agent"


def _group(key: Key, names: list[Found], text: str, known: Lexicon) -> Group:
    kind = _leading(tuple(vote for name in names for vote in name.votes)) or "other"
    if key[0] == "=" and " ".join(tokens(key[1])) in known.countries:
        return Group(key[1], "place", list(names), key[1])
    forms = Counter(bare(text[name.start : name.end]) for name in names)
    if key[0] == "=":
        return Group(key[1] if key[1] in forms else max(forms, key=lambda form: (len(form), form)), kind, list(names))
    made = Group(min(forms, key=lambda form: (-forms[form], -len(form), form)), kind, list(names))
    if kind == "person":
        told = known.gender(made.name) if len(key) > 1 else None
        made.male, made.female = (2.0 if told == "male" else 0.0), (2.0 if told == "female" else 0.0)
    return made


def _merged(groups: list[tuple[Key, Group]], text: str, known: Lexicon) -> list[Group]:
    kept: list[tuple[Key, Group]] = []
    for key, made in groups:
        homes = _homes(key, made, kept, text, known)
        persons = [home for home in homes if home.kind == "person"]
        # a headline may end in the surname of the one person who has it
        homes = persons if persons and len(key) == 1 else homes
        if len(homes) > 1 and len(key) == 1 and all(home.kind == "person" for home in homes):
            made.found = _shared_out(made.found, homes, text, known)
        elif len(homes) == 1:
            homes[0].found += made.found
            made.found = []
        if made.found:
            kept.append((key, made))
    for _, made in kept:
        made.found.sort(key=lambda name: name.start)
    return [made for _, made in kept]


def _homes(key: Key, made: Group, kept: list[tuple[Key, Group]], text: str, known: Lexicon) -> list[Group]:
    """Find the groups with a longer name that this name is a form of."""
    if key[0] == "=" and made.country:
        return []
    return [other for name, other in kept if _is_form(key, made, name, other, text, known)]


def _shared_out(names: list[Found], homes: list[Group], text: str, known: Lexicon) -> list[Found]:
    """Give each bare surname to one of the persons who have it; gives back those that nobody clearly has.

    "Mrs Moe" is a woman; else a surname means whoever was introduced before it: of several the one who is named far
    more often in full, since the others of a family are told apart by their given names, else the only one named just now.
    """
    full = {id(home): sorted(name.start for name in home.found) for home in homes}
    left: list[Found] = []
    for name in names:
        told = _honorific(name, text, known)
        fits = [home for home in homes if told is None or _sex(home) in {told, None}]
        if any(_sex(home) == told for home in fits) and told is not None:
            fits = [home for home in fits if _sex(home) == told]
        before = [home for home in fits if full[id(home)][0] < name.start] or fits
        ranked = sorted(before, key=lambda home: (-len(full[id(home)]), full[id(home)][0]))
        if len(ranked) > 1 and len(full[id(ranked[0])]) < _DOMINATES * len(full[id(ranked[1])]):
            ranked = [home for home in ranked if _named_just_now(full[id(home)], name.start)]
            ranked = ranked if len(ranked) == 1 else []
        if ranked:
            ranked[0].found.append(name)
        else:
            left.append(name)
    return left


def _named_just_now(starts: list[int], here: int) -> bool:
    last = bisect_left(starts, here) - 1
    return last >= 0 and here - starts[last] < _JUST_NOW


def _honorific(name: Found, text: str, known: Lexicon) -> str | None:
    """Give the gender that the word right before a name tells ("Mrs")."""
    before = _LAST_WORD.search(text, max(0, name.start - 20), name.start)
    return known.honorifics.get(fold(before.group(1))) if before else None


def _sex(made: Group) -> str | None:
    return None if made.male == made.female else "male" if made.male > made.female else "female"


def _is_form(key: Key, made: Group, name: Key, other: Group, text: str, known: Lexicon) -> bool:
    if other.country or made.country:
        return False
    if other.kind == "person":
        name = known.untitled(" ".join(name))
        if len(key) > 1:
            own = known.untitled(" ".join(key))
            full = [tuple(known.nick(word) for word in words) for words in (own, name)]
            called = nicknamed(other.name, known) or nicknamed(made.name, known)
            return made.kind in {"person", "other"} and (same_person(full[0], full[1]) or called in (own, name))
        return len(name) > 1 and key[0] in called_by(name, known) and key[0] not in known.common
    short = text[made.found[0].start : made.found[0].end]
    if is_acronym(short, other.name):
        return True
    if made.kind == "place" or other.kind == "place":
        return made.kind != "person" and is_same_place(key, name, known)
    if len(key) == 1 and all(text[found.start].isupper() for found in made.found) and ends_name(key[0], name, known):
        return True
    return made.kind != "person" and is_shorter(key, name, known)
