"""Joining the entities of single articles by the forms of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from variorum.languages.names import (
    Lexicon,
    bare,
    called_by,
    ends_name,
    is_acronym,
    is_same_place,
    is_shorter,
    nicknamed,
    same_person,
    tokens,
)
from variorum.model import Article, ArticleId, Entity, Reading, Span, Variant

Key = tuple[str, ...]
_DOMINATES = 3
_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())


@dataclass
class Thing:
    """One entity of the story while it is being put together: its members are entities of single articles."""

    key: Key
    named: bool
    country: str | None = None
    members: list[tuple[ArticleId, Entity]] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    proposed: list[Variant] = field(default_factory=list)
    title: str | None = None

    @property
    def articles(self) -> set[ArticleId]:
        """The articles that mention it."""
        return {article for article, _ in self.members}

    @property
    def mentions(self) -> list[Span]:
        """Every mention by name in every article; for what has none, those by description."""
        return [span for _, local in self.members for span in local.names]

    @property
    def first(self) -> tuple[ArticleId, int]:
        """Where it is mentioned first, article by article."""
        return min((span.article, span.start) for span in self.mentions)

    @property
    def personal(self) -> bool:
        """Whether most of its mentions are a person's."""
        kinds = Counter[str]()
        for _, local in self.members:
            kinds[local.kind] += len(local.names) + 3 * len(local.roles)
        return kinds["person"] > 0 and kinds["person"] * 2 >= sum(kinds.values())

    @property
    def sex(self) -> str | None:
        """Which of "he" and "she" stands for it, if the one far more often than the other."""
        said = Counter(
            "male" if word in _HE else "female"
            for _, local in self.members
            for span in local.mentions
            if (word := span.words.lower()) in _HE or word in _SHE
        )
        return next((sex for sex in ("male", "female") if said[sex] * 3 > 2 * said.total()), None)

    def forms(self) -> Counter[str]:
        """How often each form of the name is written."""
        return Counter(bare(span.words) or span.words for span in self.mentions)

    def form_articles(self) -> Counter[str]:
        """In how many articles each form of the name is written."""
        return Counter(
            form for _, form in sorted({(span.article, bare(span.words) or span.words) for span in self.mentions})
        )

    def take(self, other: Thing) -> None:
        """Join another thing into this one."""
        self.members = sorted([*self.members, *other.members], key=lambda member: (member[0], member[1].names[0].start))
        self.keys |= other.keys
        self.proposed += other.proposed
        self.named = self.named or other.named
        self.country = self.country or other.country


def things_of(articles: Iterable[Article], readings: dict[ArticleId, Reading], known: Lexicon) -> list[Thing]:
    """Take together the entities of all articles whose names are the same once order, titles and marks are gone."""
    found: dict[Key, Thing] = {}
    for article in articles:
        reading = readings.get(article.id)
        names = {local.name for local in reading.entities} if reading else set()
        for local in reading.entities if reading else ():
            if not local.names:
                continue
            named = _is_named(local, known) and not _is_pair(local, names)
            key = _key(local, known) if named else _unnamed(local, article.id, known)
            thing = found.setdefault(key, Thing(key, named, key[1] if key[0] == "=" else None))
            thing.members.append((article.id, local))
            if named:
                thing.keys |= _keys(local, known)
    return list(found.values())


def _unnamed(local: Entity, article: ArticleId, known: Lexicon) -> Key:
    """Keep whoever has no name apart in each telling, but for the bodies of which an event has one ("police")."""
    called = " ".join(tokens(local.name))
    return ("?", called) if called in known.services else ("?", article, local.id)


def _keys(local: Entity, known: Lexicon) -> set[Key]:
    forms = (local.name, *local.variants)
    keys = {_plain(form, local.kind == "person", known) for form in forms}
    return keys | {called for form in forms if local.kind == "person" and (called := nicknamed(form, known))}


def _is_pair(local: Entity, names: set[str]) -> bool:
    """Tell "Lunde and Otieno", two of the article's entities together, from a name with "and" in it."""
    parts = local.name.split(" and ")
    return local.kind == "other" and any(
        " and ".join(parts[:cut]) in names and " and ".join(parts[cut:]) in names for cut in range(1, len(parts))
    )


def _is_named(local: Entity, known: Lexicon) -> bool:
    """Tell a name from the phrase for an unnamed source ("a senior official"), which ends in a common noun."""
    if known.country(local.name):
        return True
    words = local.name.split()
    last = words[-1] if words else ""
    if last in known.followers and len(words) > 1 and words[-2][:1].isupper() and local.kind == "organisation":
        return True  # "the Lunde administration"
    return any(sign.isupper() or sign.isdigit() for sign in last) or not any(sign.islower() for sign in last)


def _plain(name: str, personal: bool, known: Lexicon) -> Key:
    return known.untitled(name) if personal else tokens(name)


def _key(local: Entity, known: Lexicon) -> Key:
    land = known.country(local.name)
    if land is not None and local.kind == "place" and land.standing != "seat":
        return "=", land.name
    words = _plain(local.name, local.kind == "person", known) or (local.name,)
    listed = known.known.get(" ".join(words))
    if listed:
        return tokens(listed)
    return tuple(sorted(known.nick(word) for word in words)) if local.kind == "person" and len(words) > 1 else words


def join(things: list[Thing], known: Lexicon) -> list[Thing]:
    """Join full names of one person, then initials, then shorter forms, each only where one home is possible."""
    things = _pass(things, _same_words, known)
    things = _pass(things, _same_full_name, known)
    things = _together(_pass(_one_telling_each(things), _surname_of, known))
    things = _pass(things, _same_body, known)
    things = _pass(things, _initials_of, known)
    return _pass(things, _short_for, known)


def _one_telling_each(things: list[Thing]) -> list[Thing]:
    """Part what is called by one word by its tellings: "Moe" may be one person in one telling, another in the next."""
    parted: list[Thing] = []
    for thing in things:
        if not thing.named or thing.country or len(thing.key) != 1 or len(thing.articles) == 1:
            parted.append(thing)
            continue
        for article in sorted(thing.articles):
            members = [member for member in thing.members if member[0] == article]
            parted.append(Thing(thing.key, True, None, members, set(thing.keys)))
    return parted


def _together(things: list[Thing]) -> list[Thing]:
    """Take those that found no home together again."""
    kept: dict[tuple[bool, Key], Thing] = {}
    for number, thing in enumerate(things):
        single = thing.named and not thing.country and len(thing.key) == 1
        home = kept.setdefault((True, thing.key) if single else (False, (str(number),)), thing)
        if home is not thing:
            home.take(thing)
    return list(kept.values())


def _pass(things: list[Thing], fits: Callable[[Thing, Thing, Lexicon], bool], known: Lexicon) -> list[Thing]:
    """Join each thing to the one other thing that it is a form of; leave it where there are several of one weight."""
    shared: dict[str, list[Thing]] = {}
    for thing in things:
        initials = {"".join(part[:1] for part in key) for key in thing.keys}
        for word in sorted({word for key in thing.keys for word in key} | initials | {f"t{one}" for one in initials}):
            shared.setdefault(word, []).append(thing)
    gone: dict[int, Thing] = {}
    for thing in sorted(things, key=lambda thing: (len(thing.articles), len(thing.mentions), thing.first)):
        if not thing.named or thing.country:
            continue
        words = sorted({word for key in thing.keys for word in key})
        others = {id(other): other for word in words for other in shared.get(word, ()) if other is not thing}
        homes = [
            other for other in others.values() if id(other) not in gone and other.named and fits(thing, other, known)
        ]
        home = _only(homes, lambda one, other: fits(one, other, known) or fits(other, one, known))
        if home is not None:
            home.take(thing)
            gone[id(thing)] = home
            for word in words:
                shared.setdefault(word, []).append(home)
    return [thing for thing in things if id(thing) not in gone]


def _only(homes: list[Thing], same: Callable[[Thing, Thing], bool]) -> Thing | None:
    """Give the one home, or of several the first if they may all be one, or if far more tellings speak of it."""
    if len(homes) < 2:
        return homes[0] if homes else None
    ranked = sorted(homes, key=lambda home: (-len(home.articles), -len(home.mentions), home.first))
    best, second = ranked[0], ranked[1]
    clear = len(best.mentions) >= _DOMINATES * len(second.mentions) and len(best.articles) > len(second.articles)
    return best if clear or all(same(best, other) for other in ranked[1:]) else None


def _same_words(thing: Thing, home: Thing, known: Lexicon) -> bool:
    """Say whether both are called by the same words, though one telling took them for a person's and one did not."""
    del known
    return any(len(key) > 1 for key in thing.keys & home.keys)


def _same_full_name(thing: Thing, home: Thing, known: Lexicon) -> bool:
    if not (thing.personal and home.personal):
        return False
    full = [
        [tuple(known.nick(word) for word in key) for key in sorted(it.keys) if len(key) > 1] for it in (thing, home)
    ]
    return any(same_person(one, other) for one in full[0] for other in full[1])


def _surname_of(thing: Thing, home: Thing, known: Lexicon) -> bool:
    """Say whether this is a single name that a full name in another telling ends or begins with."""
    if not home.personal or any(len(key) > 1 for key in thing.keys):
        return False
    word = thing.key[0]
    if word in known.countries or word in known.places or word in known.known or word in known.common:
        return False
    kinds = {local.kind for _, local in thing.members}
    # the parser takes a lone surname for a town now and then; the tables know the towns that are no surname
    firm = "place" not in kinds or (len(home.articles) > 1 and len(home.mentions) >= _DOMINATES * len(thing.mentions))
    ends = {word for key in home.keys if len(key) > 1 for word in called_by(key, known)}
    if not firm or word not in ends or (word in known.given and not thing.personal):
        return False
    told = {thing.sex, home.sex} - {None}
    return len(told) < 2  # of a family it is the one of whom the telling says "he"


def _same_body(thing: Thing, home: Thing, known: Lexicon) -> bool:
    """Say whether two names of bodies differ only in what kind of company it is ("Fjordbank", "Fjordbank Group", "Fjordbank Inc.")."""
    if thing.personal or home.personal or home.country or "place" in {_main_kind(thing), _main_kind(home)}:
        return False
    unlike = known.countries.keys() | known.places | known.given.keys() | known.common
    stems = {_stem(key, known) for key in thing.keys} & {_stem(key, known) for key in home.keys}
    return any(" ".join(stem) not in unlike for stem in stems)


def _stem(key: Key, known: Lexicon) -> Key:
    """Drop "Group", "Inc." and the like from the end of a name, but for its first word."""
    end = len(key)
    while end > 1 and key[end - 1] in known.legal:
        end -= 1
    return key[:end]


def _initials_of(thing: Thing, home: Thing, known: Lexicon) -> bool:
    if home.personal or home.country or (thing.personal and len(thing.mentions) > 2):
        return False
    del known
    shorts = [form for form in thing.forms() if len(tokens(form)) == 1]
    return bool(shorts) and all(any(is_acronym(short, long) for long in home.forms()) for short in shorts)


def _short_for(thing: Thing, home: Thing, known: Lexicon) -> bool:
    """Tell "SoftBank" and "SoftBank Group", "Supreme Court" and "US Supreme Court"."""
    if thing.personal or home.personal or home.country:
        return False
    if {local.kind for _, local in thing.members} == {"place"} and home.key[-1:] != thing.key[-1:]:
        # a town is not its police department, but "Qeshm" is the "Qeshm island"
        return any(is_same_place(key, long, known) for key in thing.keys for long in home.keys)
    keys = [key for key in thing.keys if len(key) > 1] or sorted(thing.keys)
    shortens = all(any(_shortens(key, long, known) for long in home.keys) for key in keys)
    return shortens or _first_word(thing, home, known) or _last_word(thing, home, known)


def _first_word(thing: Thing, home: Thing, known: Lexicon) -> bool:
    """Say whether a body is called by the first word of its name, as is done once the name has been told."""
    words = {key[0] for key in thing.keys if len(key) == 1}
    if len(words) != len(thing.keys) or _main_kind(home) != "organisation":
        return False
    if {local.kind for _, local in thing.members} & {"place", "other"} or not thing.articles & home.articles:
        return False
    unlike = known.countries.keys() | known.places | known.given.keys() | known.common | known.endings.keys()
    unlike = unlike | known.modifiers | known.bodies | known.heads | known.openers
    return all(
        len(word) > 3
        and word not in unlike
        and any(len(key) > 1 and key[0] == word and not _is_model(key) for key in home.keys)
        for word in words
    )


def _is_model(key: Key) -> bool:
    """Tell a product from its maker: "Fjordair 320" is not Fjordair."""
    return any(sign.isdecimal() for word in key[1:] for sign in word)


def _last_word(thing: Thing, home: Thing, known: Lexicon) -> bool:
    """Say whether a body is called by the last word of its name, always with a capital: "Navy", "Senators"."""
    if _main_kind(thing) == "place" or _main_kind(home) == "place":
        return False
    if not thing.articles & home.articles and thing.key not in home.keys:
        return False
    capitals = all(form[:1].isupper() for form in thing.forms())
    return capitals and len(thing.key) == 1 and any(ends_name(thing.key[0], key, known) for key in home.keys)


def _main_kind(thing: Thing) -> str:
    kinds = Counter[str]()
    for _, local in thing.members:
        kinds[local.kind] += len(local.names)
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _shortens(key: Key, long: Key, known: Lexicon) -> bool:
    if is_shorter(key, long, known):
        return True
    lead = " ".join(long[: len(long) - len(key)])
    if len(key) == 1 and (
        key[0] in known.endings or key[0] in known.common or key[0] in known.given or len(key[0]) < 5
    ):
        return False  # "Court" may be any court, "Angels" is short for one team
    placed = lead in known.countries or lead in known.places
    return len(long) > len(key) and long[-len(key) :] == key and placed
