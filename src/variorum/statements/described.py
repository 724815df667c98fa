"""Phrases that mean someone without the name: "the Japanese leader", and sources that have none, "a senior official"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.languages.names import Lexicon, fold
from variorum.model import EntityKind
from variorum.statements.grouping import Group
from variorum.statements.noun_phrases import noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_DEFINITE = frozenset("the this that".split())
_NEW = frozenset("a an another one some other".split())
_DIFFERENT = frozenset("another different separate".split())
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_PAST = frozenset("former ex late predecessor outgoing previous".split())
_NEAR, _REACH = 2, 3


def describe(doc: Doc, groups: list[Group], meant: dict[int, Group], known: Lexicon) -> list[Group]:
    """Say whom noun phrases mean (into ``meant``, by head word), and give the unnamed sources as groups of their own."""
    sources: list[Group] = []
    numbers = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    for chunk in noun_phrases(doc):
        head = chunk.root
        if head.i in meant or head.pos_ not in {"NOUN", "PROPN"}:
            continue
        noun = _noun(head, known)
        if noun is None:
            continue
        beside = next((meant[i] for i in range(head.i - 1, chunk.start - 1, -1) if i in meant), None)
        business = known.kin(noun, "company") and meant.get(head.i - 1) is beside
        if (noun in known.media or business) and beside is not None and _is_outlet(beside):
            meant[head.i] = beside  # "the Yomiuri daily"
            continue
        named = _beside(chunk, meant) or (
            _named(chunk, noun, groups, meant, known, numbers) if _is_definite(chunk) else None
        )
        if named is not None:
            meant[head.i] = named
            continue
        earlier = _earlier(chunk, sources)
        if earlier is None:
            if not _speaks(head, known) and not _is_service(chunk, known):
                continue
            earlier = _source(chunk, noun, known)
            sources.append(earlier)
        earlier.spans.append((chunk.start_char, chunk.end_char))
        meant[head.i] = earlier
    return sources


def _beside(chunk: Span, meant: dict[int, Group]) -> Group | None:
    """Give the person whom a phrase names right after it: "the state's campaign chairman, Ann Moe, said"."""
    if _is_plural(chunk.root):
        return None
    for child in chunk.root.children:
        made = meant.get(child.i) if child.dep_ == "appos" and child.i > chunk.root.i else None
        if made is not None and made.kind == "person" and made.named:
            return made
    return None


def _is_outlet(made: Group) -> bool:
    return made.named and made.kind != "person" and not made.country


def _noun(head: Token, known: Lexicon) -> str | None:
    """Give the folded head noun in the singular, if it is one for a person, a guest or a body."""
    for noun in (fold(head.text), fold(head.lemma_)):
        if noun in known.people or noun in known.guests or noun in known.bodies or noun in known.titles:
            return noun
    return None


def _is_plural(head: Token) -> bool:
    return head.tag_ in {"NNS", "NNPS"}


def _is_definite(chunk: Span) -> bool:
    if _is_plural(chunk.root):
        return False
    return any(word(token) in _DEFINITE for token in chunk if token.dep_ == "det")


def _named(
    chunk: Span,
    noun: str,
    groups: list[Group],
    meant: dict[int, Group],
    known: Lexicon,
    numbers: dict[int, int],
) -> Group | None:
    """Find the one named person or body that a definite phrase means."""
    lands = {land for token in _narrowing(chunk) if (land := _land(token, meant, known))}
    if noun in known.people or noun in known.guests or noun in known.titles:
        told = _person(chunk, noun, lands, groups, known)
        return told if told is not None or lands else _only_person(chunk, noun, meant, known, numbers)
    if noun in known.bodies and not lands:
        return _body(chunk, noun, groups, meant, known, numbers)
    return None


def _only_person(
    chunk: Span, noun: str, meant: dict[int, Group], known: Lexicon, numbers: dict[int, int]
) -> Group | None:
    """Find whom "the billionaire" means though nothing says so: the only person named here and in the two sentences before.

    Only for what somebody is known as; "the officer" or "the suspect" may be anybody in the story.
    """
    if noun not in known.callings:
        return None
    fits = {
        id(made): made
        for made in _before(chunk, meant, numbers, _REACH)
        if made.kind == "person" and made.named and not made.plural
    }
    made = next(iter(fits.values())) if len(fits) == 1 else None
    return made if made is not None and not _other_sex(noun, made, known) else None


def _before(chunk: Span, meant: dict[int, Group], numbers: dict[int, int], reach: int) -> list[Group]:
    """Give who is meant before a phrase, in its own sentence and those right before it, in order."""
    here, start = numbers[chunk.root.i], chunk.root.i
    while start > 0 and here - numbers[start - 1] < reach:
        start -= 1
    return [meant[i] for i in range(start, chunk.start) if i in meant]


def _narrowing(chunk: Span) -> list[Token]:
    """Give the words that narrow a phrase: those before its head, and what follows "of"."""
    words = list(chunk)
    for child in chunk.root.children:
        if child.dep_ == "prep" and word(child) == "of" and child.i == chunk.end:
            words += [token for token in child.subtree if token.i - child.i < 6]
    return words


def _land(token: Token, meant: dict[int, Group], known: Lexicon) -> str | None:
    made = meant.get(token.i)
    if made is None:
        return None
    if made.country:
        return made.country
    return known.seats.get(fold(made.name)) or (land.name if (land := known.country(made.name)) else None)


def _person(chunk: Span, noun: str, lands: set[str], groups: list[Group], known: Lexicon) -> Group | None:
    """Find the one person introduced before who has this role, or - for a leader or a guest - leads that country."""
    past = any(fold(token.text) in _PAST for token in chunk)
    leading = noun in known.leaders or noun in known.guests
    fits: list[Group] = []
    for made in groups:
        if made.kind != "person" or not made.named or made.found[0].start >= chunk.start_char:
            continue
        if lands and not lands & made.lands:
            continue
        heads = [_role_words(role) for role, start, _ in made.roles if start < chunk.start_char]
        heads = [words for words in heads if bool(words & _PAST) == past]
        exact = any(noun in words or _titles(words, noun) for words in heads)
        leads = bool(lands) and leading and any(words & known.leaders or "minister" in words for words in heads)
        if (exact or leads) and not _other_sex(noun, made, known):
            fits.append(made)
    return fits[0] if len(fits) == 1 else None


def _role_words(role: str) -> frozenset[str]:
    return frozenset(fold(role).split())


def _titles(words: frozenset[str], noun: str) -> bool:
    return noun == "pm" and {"prime", "minister"} <= words


def _other_sex(noun: str, made: Group, known: Lexicon) -> bool:
    sex = known.sexes.get(noun)
    return (sex == "male" and made.female > made.male) or (sex == "female" and made.male > made.female)


def _body(
    chunk: Span, noun: str, groups: list[Group], meant: dict[int, Group], known: Lexicon, numbers: dict[int, int]
) -> Group | None:
    """Find what "the company" means: the only organisation named before it in this sentence and the one before.

    "The commission" is the one body introduced so far that has the word in its name.
    """
    if len(chunk) > 2:
        return None
    called = [made for made in groups if _is_body(made, chunk) and noun in _words(made)]
    if len(called) == 1:
        return called[0]
    fits = {id(made): made for made in _before(chunk, meant, numbers, _NEAR) if _is_body(made, chunk)}
    if len(fits) != 1:
        return None
    made = next(iter(fits.values()))
    ending = _words(made)[-1]
    return made if known.kin(noun, ending) or (known.kin(noun, "company") and ending not in known.bodies) else None


def _is_body(made: Group, chunk: Span) -> bool:
    return made.kind == "organisation" and made.named and made.found[0].start < chunk.start_char


def _earlier(chunk: Span, sources: list[Group]) -> Group | None:
    """Find the unnamed source that this phrase takes up: "the official" the last one, "the first official" the first.

    "Another official" and "a second official" are always somebody new; "observers" the same as before.
    """
    head, first = chunk.root, chunk[0].lower_
    plural = _is_plural(head)
    same = [made for made in sources if made.plural == plural and _words(made)[-1:] == fold(chunk.text).split()[-1:]]
    said = frozenset(fold(token.text) for token in chunk if token.i < head.i) - _DEFINITE
    if not same or (not plural and first in _NEW) or said & _DIFFERENT:
        return None
    if first in _DEFINITE:
        return _taken_up(said, same)
    phrase = fold(_phrase(chunk))
    owned = first in {"his", "her", "their", "its"}
    return next(
        (made for made in reversed(same) if fold(made.name) == phrase and (owned or made.kind != "person")), None
    )


def _taken_up(said: frozenset[str], same: list[Group]) -> Group | None:
    """Choose among earlier sources called by the same noun, by what a definite phrase says of them."""
    ordinal = next((word for word in _ORDINALS if word in said), None)
    if ordinal is not None:
        told = [made for made in same if ordinal in _words(made)]
        number = _ORDINALS.index(ordinal)
        return told[-1] if told else same[number] if number < len(same) else None
    latest = max(same, key=lambda made: made.spans[-1])
    if "other" in said:
        others = [made for made in same if made is not latest]
        return others[0] if len(others) == 1 else None
    fits = [made for made in same if said <= set(_words(made))]
    return max(fits, key=lambda made: made.spans[-1]) if fits else None


def _words(made: Group) -> list[str]:
    return fold(made.name).split()


def _speaks(head: Token, known: Lexicon) -> bool:
    """Say whether someone is a source here: subject of a verb of speaking, or after "according to" or "told"."""
    token = head
    if token.dep_ in {"nsubj", "nsubjpass"}:
        verb = token.head
        return fold(verb.lemma_) in known.speaking and token.dep_ == "nsubj"
    if token.dep_ == "pobj":
        prep = token.head
        if word(prep) == "to" and prep.i and prep.nbor(-1).lower_ in {"according", "response"}:
            return True
        return word(prep) == "by" and prep.head.pos_ == "VERB" and fold(prep.head.lemma_) in known.speaking
    return False


def _is_service(chunk: Span, known: Lexicon) -> bool:
    """Say whether a phrase is "police" or "the police" alone: whatever they do, they take part in the story."""
    return fold(_phrase(chunk)) in known.services


def _phrase(chunk: Span) -> str:
    """Give the words of a phrase without an article "the" before them."""
    words = " ".join(chunk.text.split())
    return words[4:] if words.lower().startswith("the ") else words


def _source(chunk: Span, noun: str, known: Lexicon) -> Group:
    plural = _is_plural(chunk.root)
    kind: EntityKind = "organisation" if noun in known.bodies and noun not in known.people else "person"
    if plural and kind == "person":
        kind = "other"
    name = _phrase(chunk)
    first = chunk[1] if word(chunk[0]) == "the" and len(chunk) > 1 else chunk[0]
    if fold(name.split()[0]) in known.openers or (
        first.pos_ in {"NOUN", "ADJ", "DET"} and not known.country(first.text)
    ):
        name = name[:1].lower() + name[1:]
    made = Group(name, kind, named=False, plural=plural)
    sex = known.sexes.get(noun)
    made.male, made.female = 2.0 * (sex == "male"), 2.0 * (sex == "female")
    return made
