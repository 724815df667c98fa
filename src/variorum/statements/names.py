"""The names of one article: who and what it is about, and which of them a phrase or a pronoun means.

``names_in`` finds the names (``mentions``), takes together those of one thing (``grouping``), reads off what each is
called (``roles``), adds two named together (``pairs``) and the sources without a name (``described``), and says whom pronouns mean (``pronouns``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.languages.names import bare, lexicon
from variorum.model import Article, Entity, EntityId, Mention, MentionKind, Role
from variorum.statements.described import describe
from variorum.statements.grouping import Group, group
from variorum.statements.mentions import find
from variorum.statements.pairs import Pair, pair_up
from variorum.statements.pronouns import resolve
from variorum.statements.references import add_references
from variorum.statements.roles import add_roles
from variorum.statements.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Names", "names_in"]


@dataclass(frozen=True)
class Names:
    """The entities of one article, and ``at``: which of them is meant at some characters of it.

    ``words`` are the parser's words as (start, end, head), ``meant`` the entity that a word stands for,
    ``joined`` the words that have another beside them ("Trump *and* Ishiba"), ``pairs`` the entity that two are.
    """

    entities: tuple[Entity, ...]
    words: tuple[tuple[int, int, int], ...] = ()
    meant: dict[int, EntityId] = field(default_factory=dict)
    joined: dict[int, int] = field(default_factory=dict)
    pairs: dict[frozenset[EntityId], EntityId] = field(default_factory=dict)

    @cached_property
    def _places(self) -> dict[tuple[int, int], EntityId]:
        return {(span.start, span.end): entity.id for entity in self.entities for span in entity.mentions}

    def at(self, start: int, end: int) -> EntityId | None:
        """Give the entity that the noun phrase or pronoun at these characters means; for two, their pair."""
        if (start, end) in self._places:
            return self._places[start, end]
        if not self.words:
            over = {entity for (first, last), entity in self._places.items() if first < end and start < last}
            return next(iter(over)) if len(over) == 1 else None
        first = bisect_left(self.words, (start + 1,)) - 1
        first += first < 0 or self.words[first][1] <= start
        last = bisect_left(self.words, (end,))
        return self._headed(range(first, last))

    def _headed(self, here: range) -> EntityId | None:
        """Give what the head of these words means, if no second thing stands beside it."""
        heads = [number for number in here if self.words[number][2] not in here or self.words[number][2] == number]
        head = next((number for number in heads if number in self.meant), None)
        if head is None:
            # "leader Kim Jong Un" is now and then hung on "leader": a phrase that ends in a name means that name
            ends = [number for number in here if number in self.meant]
            return self.meant[ends[-1]] if ends and ends[-1] == here[-1] and heads == [] else None
        beside = [number for number, partner in self.joined.items() if partner == head and number in here]
        others = {self.meant.get(number) for number in beside} - {self.meant[head]}
        if others:
            two = frozenset(one for one in (self.meant[head], *others) if one is not None)
            return self.pairs.get(two) if None not in others else None
        return self.meant[head]


def names_in(doc: Doc | None, article: Article) -> Names:
    """Find the entities of one article: names, roles, unnamed sources; ids ``e1`` … in order of first mention.

    Without a parse (``doc`` is None) only names are found, by their capitals.
    """
    known = lexicon(article.language)
    words = words_of(article.text, doc, article.language)
    groups = group(find(article.text, words, known), article.text, known, doc)
    meant: dict[int, Group] = {}
    pairs: list[Pair] = []
    if doc is not None:
        meant = _owners(doc, groups)
        owned = frozenset(meant)
        add_roles(doc, groups, meant, known)
        pairs = pair_up(doc, groups, meant, known)
        groups = [*groups, *describe(doc, groups, meant, known), *(pair.group for pair in pairs)]
        resolve(doc, meant, known)
        add_references(doc, groups, meant, owned)
    return _settled(article, doc, groups, meant, pairs)


def _owners(doc: Doc, groups: list[Group]) -> dict[int, Group]:
    """Which group each word of a name belongs to."""
    at = {token.idx: token.i for token in doc}
    starts = sorted(at)
    owners: dict[int, Group] = {}
    for made in groups:
        for start, end in made.places:
            position = bisect_left(starts, start)
            while position < len(starts) and starts[position] < end:
                owners[at[starts[position]]] = made
                position += 1
    return owners


def _settled(
    article: Article, doc: Doc | None, groups: list[Group], meant: dict[int, Group], pairs: list[Pair]
) -> Names:
    """Count the groups by first mention and give them as entities."""
    ordered = sorted(groups, key=lambda made: (made.places[0], made.name))
    ids = {id(made): f"e{number}" for number, made in enumerate(ordered, 1)}
    entities = tuple(_entity(article, made, ids[id(made)]) for made in ordered)
    if doc is None:
        return Names(entities)
    return Names(
        entities,
        tuple((token.idx, token.idx + len(token), token.head.i) for token in doc),
        {number: ids[id(made)] for number, made in sorted(meant.items())},
        {token.i: token.head.i for token in doc if token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN", "PRON"}},
        {frozenset((ids[id(pair.first)], ids[id(pair.second)])): ids[id(pair.group)] for pair in pairs},
    )


def _entity(article: Article, made: Group, name: EntityId) -> Entity:
    forms = Counter(bare(article.text[start:end]) for start, end in made.places)
    kinds: dict[tuple[int, int], MentionKind] = dict.fromkeys(made.spans, "description")
    kinds |= {(start, end): kind for start, end, kind in made.references if (start, end) not in kinds}
    kinds |= {(name.start, name.end): name.kind for name in made.found}
    return Entity(
        id=name,
        name=made.name,
        kind=made.kind,
        variants=tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        mentions=tuple(
            Mention(article.id, *place, article.text[slice(*place)], kinds[place]) for place in sorted(kinds)
        ),
        roles=tuple(Role(role, article.span(start, end)) for role, start, end in dict.fromkeys(made.roles)),
    )
