"""What a figure counts, of whom or what, in the article's own words."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any

from variorum.languages import table
from variorum.statements.figures.ground import Found, Ground
from variorum.statements.figures.lexemes import lexemes
from variorum.statements.figures.phrases import (
    clause,
    noun_phrase,
    object_of,
    owned,
    subject_of,
    whole_subject,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_ATTRIBUTE = frozenset(
    {"nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "det", "predet", "poss", "advmod", "case"}
)
_NOUNS = frozenset({"NOUN", "PROPN"})
# How far to the right a language without a parser looks for what is counted.
_WORDS_WITHOUT_PARSER = 4


@cache
def _known(language: str) -> dict[str, Any]:
    known: dict[str, Any] = table(language, "figures").get("measured", {})
    return known


def measured(ground: Ground, found: Found, earlier: tuple[tuple[Found, str | None], ...]) -> str | None:
    """Name what a figure measures; ``earlier`` holds the figures before it in the same sentence, with their measures."""
    if found.measures is not None:
        return found.measures
    if ground.doc is None:
        return _following_words(ground, found)
    if same := _compared(ground, found, earlier):
        return same
    token = ground.anchor(found.first, found.after)
    if token is None:
        return None
    inside = _inside(ground, found)
    for reader in (_balanced, _multiplied, _ranked, _labelled, _state, _of_phrase, _attributive, _governed):
        if places := reader(ground, found, token, inside):
            phrase = places if isinstance(places, str) else words_of(ground.doc, places, ground.language)
            return _with_rate(ground, found, phrase)
    return _with_rate(ground, found, _nearest(ground, token, inside))


Places = list[int] | str | None


def _with_rate(ground: Ground, found: Found, phrase: str | None) -> str | None:
    """Add "a barrel" or "per share": the same sum an hour and a year are different measures."""
    rate = _rate(ground, found)
    if not rate or found.kind == "ordinal":
        return phrase
    return f"{phrase} {rate}" if phrase and rate not in phrase.lower() else phrase or rate


def _rate(ground: Ground, found: Found) -> str:
    """Give the "per share" or "a barrel" right behind a figure, or nothing."""
    words = table(ground.language, "figures").get("unit_words", {})
    per, unit = ground.low(found.after), ground.low(found.after + 1)
    return f"{per} {unit}" if per in words.get("per", ()) and unit in words.get("per_units", ()) else ""


def _inside(ground: Ground, found: Found) -> frozenset[int]:
    """The figure's own tokens with its hedge; a superlative stays in what it ranks."""
    span = ground.tokens(found.first, found.after)
    if span is None:
        return frozenset()
    inside = {token.i for token in span}
    if found.kind == "ordinal" and span[-1].tag_ in {"JJS", "JJ"} and found.low == 1 and span[-1].lower_ != "first":
        return frozenset()
    if found.hedge and span.start > 0:
        words = {part.low for part in lexemes(found.hedge)}
        place = span.start - 1
        while place >= 0 and (
            span.doc[place].lower_ in words or (span.doc[place].dep_ == "det" and place == span.start - 1)
        ):
            inside.add(place)
            place -= 1
    return frozenset(inside)


def _compared(ground: Ground, found: Found, earlier: tuple[tuple[Found, str | None], ...]) -> str | None:
    """Give "$71 billion" in "was $68 billion compared with $71 billion" the measure of the first."""
    start = ground.lex[found.first].start
    before = ground.article.text[max(0, start - 40) : start].lower().split()
    if found.hedge:
        before = before[: -len(found.hedge.split())] if len(before) > len(found.hedge.split()) else before
    tail = " ".join(before)
    cues = table(ground.language, "figures").get("comparing", {}).get("cues", ())
    if not any(tail.endswith(f" {cue}") for cue in cues):
        return None
    token = ground.anchor(found.first, found.after)
    if token is not None and any(child.dep_ == "relcl" or child.lower_ == "of" for child in token.children):
        return None  # "compared with 48% who disagree" says itself what it counts
    for other, measure in reversed(earlier):
        if (
            other.unit == found.unit
            and other.kind == found.kind
            and measure
            and _rate(ground, other) == _rate(ground, found)
        ):
            return measure
    return None


def _balanced(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Name the deficit or gap that is brought "to zero" or "to even"."""
    if found.kind != "measure" or found.unit is not None:
        return None
    return _looked_back(token, inside, table(ground.language, "figures").get("zero", {}).get("balances", ()))


def _ranked(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    if found.kind != "ordinal":
        return None
    noun = token.head if token.head.pos_ in _NOUNS and token.head.i > token.i else None
    while noun is not None and noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    if noun is None:
        return None
    places = noun_phrase(noun, inside, clauses=True)
    own = [child for child in noun.head.children if child.dep_ == "nsubj" and child.pos_ in _NOUNS]
    who = own[0] if noun.dep_ == "attr" and own else None
    phrase = words_of(noun.doc, places, ground.language)
    whose = words_of(noun.doc, _named(who), ground.language) if who is not None else None
    return f"{whose}: {phrase}" if whose and phrase else places


def _multiplied(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Name what "doubled" or was "halved"."""
    if found.unit != "time" or token.pos_ != "VERB":
        return None
    target, who = object_of(token, inside), subject_of(token)
    noun = target if target is not None else who
    del ground
    return noun_phrase(noun, inside) if noun is not None else None


def _labelled(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Read "a magnitude of 6.8" without its "of": the noun right before the number."""
    del ground
    before = token.i - 1
    if found.unit is not None or token.head.i != before or token.dep_ != "nummod":
        return None
    return noun_phrase(token.head, inside) if token.head.pos_ == "NOUN" else None


def _named(subject: Token) -> list[int]:
    """Give a subject with what it is joined to, if that is short: "Japan and the US"."""
    whole = [token.i for token in subject.subtree]
    return whole if len(whole) <= 8 else noun_phrase(subject, frozenset())


def _state(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Read tolls: "12 people were killed", "30 injured", "killing 12", "two are missing"."""
    if found.kind not in {"count", "vague"} or found.unit is not None:
        return None
    known = _known(ground.language)
    noun = _counted(token, inside)
    states, after = known.get("states", ()), ground.low(found.after)
    if noun is None and after in states:
        return f"{_people(ground, token, known)} {after}"
    head = noun if noun is not None else token
    verb = head.head
    what = words_of(head.doc, noun_phrase(head, inside), ground.language) if noun is not None else None
    if what and head.i + 1 < len(head.doc) and head.nbor(1).lower_ in states:
        return f"{what} {head.nbor(1).lower_}" if head.nbor(1).lower_ not in what.lower().split() else what
    if head.dep_ == "nsubjpass" and verb.pos_ == "VERB":
        if what is None and verb.lemma_ not in known.get("people_tolls", ()):
            return None
        if what and _definite(noun) and verb.lemma_ not in known.get("tolls", {}):
            return None
        return f"{what or _people(ground, token, known)} {verb.text}"
    if head.dep_ == "dobj" and verb.lemma_.lower() in known.get("tolls", {}):
        if what is None and verb.lemma_.lower() not in known.get("people_tolls", ()):
            return None
        participle = known["tolls"][verb.lemma_.lower()]
        return f"{what or _people(ground, token, known)} {participle}"
    return _doing(ground, head, what, known)


def _definite(noun: Token | None) -> bool:
    """Say whether a noun is known already ("the two leaders"): what it does then is no part of what is counted."""
    return noun is not None and any(child.dep_ in {"det", "poss", "predet"} for child in noun.children)


def _doing(ground: Ground, head: Token, what: str | None, known: dict[str, Any]) -> Places:
    """Read "12 people died" and "two are missing": the subject with a verb that has no object."""
    verb = head.head
    if head.dep_ != "nsubj" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    state = next((child for child in verb.children if child.dep_ in {"acomp", "attr"}), None)
    if state is not None and state.lower_ in known.get("states", ()):
        return f"{what or _people(ground, head, known)} {state.text}"
    if what is None and verb.lemma_.lower() in known.get("people_tolls", ()):
        return f"{_people(ground, head, known)} {verb.text}"
    objects = any(child.dep_ in {"dobj", "ccomp", "xcomp", "attr"} for child in verb.children)
    if (
        what
        and verb.pos_ == "VERB"
        and not _definite(head)
        and not objects
        and verb.lemma_ not in known.get("level_verbs", ())
    ):
        return f"{what} {verb.text}" if len(what.split()) < 6 else None
    return None


def _people(ground: Ground, token: Token, known: dict[str, Any]) -> str:
    """Say "people", or the noun that the figure before this one counted: "12 passengers were killed and 30 injured"."""
    here = token
    for _ in range(3):
        if here.dep_ not in {"conj", "dep", "ccomp", "parataxis", "appos"}:
            break
        here = here.head
        noun = here if here.pos_ == "NOUN" else None
        if noun is not None and any(child.dep_ == "nummod" for child in noun.children):
            return noun.text
    del ground
    people: str = known.get("people", "")
    return people


def _nominal(token: Token) -> bool:
    """Say whether a token stands for a thing: a noun, or an adjective used as one ("an 8-week high")."""
    return token.pos_ in _NOUNS or (token.pos_ == "ADJ" and token.dep_ in {"pobj", "dobj", "nsubj", "attr"})


def _counted(token: Token, inside: frozenset[int]) -> Token | None:
    """Find the noun that a number stands before: "54,000 US military personnel"."""
    here = token
    for _ in range(6):
        outside = here.head.i not in inside
        if here.dep_ in _ATTRIBUTE and here.head.i > here.i and here.head.i != here.i:
            here = here.head
            if outside and _nominal(here) and here.dep_ not in {"compound", "nmod", "npadvmod"}:
                return here
            if outside and _nominal(here) and here.head.i < here.i:
                return here
        elif here.i not in inside and _nominal(here):
            return here
        else:
            return None
    return here if here.i not in inside and _nominal(here) else None


def _of_phrase(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Read "10% of voters", "half of the seats", "12 of the passengers", "100 tonnes of rice"."""
    if found.kind == "money":
        return None
    span = ground.tokens(found.first, found.after)
    for part in span if span is not None else ():
        for child in part.children:
            if child.lower_ == "of" and child.dep_ == "prep" and child.i not in inside:
                noun = next((one for one in child.children if one.dep_ == "pobj" and one.pos_ in _NOUNS), None)
                if noun is None:
                    continue
                places = [place for place in noun_phrase(noun, inside) if not _is_number(noun.doc[place])]
                verb = token.head
                if token.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ == "VERB" and len(places) < 8:
                    target = object_of(verb, inside)
                    places = [*places, verb.i, *(noun_phrase(target, inside) if target is not None else [])]
                return places
    return None


def _is_number(token: Token) -> bool:
    return token.pos_ == "NUM" and token.ent_type_ != "DATE"


def _attributive(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Read "a $14 billion bid to buy X", "a ten percent tariff on imports", "an 8-week high", "54,000 personnel"."""
    noun = _counted(token, inside)
    if noun is None:
        return None
    places = [*noun_phrase(noun, inside), *_after_noun(noun, inside)]
    span = ground.tokens(found.first, found.after)
    if span is not None and not any(child.dep_ == "poss" for child in noun.children):
        places += owned(span[0], inside)
    levels = _known(ground.language).get("level_nouns", ())
    if len(places) < 3 and noun.lemma_.lower() in levels and found.unit is not None:
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        who = subject_of(verb) if verb.pos_ in {"VERB", "AUX"} else None
        if who is not None and noun.dep_ in {"pobj", "dobj", "attr"}:
            return sorted({*noun_phrase(who, inside), *places})
    return places


def _after_noun(noun: Token, inside: frozenset[int]) -> list[int]:
    """Give the complement right behind a noun that the parser hung on the verb: "put a tax | on imports"."""
    last = noun.i + 1
    if last >= len(noun.doc) or noun.doc[last].dep_ != "prep" or noun.doc[last].head.i != noun.head.i:
        return []
    tokens = list(noun.doc[last].subtree)
    dated = any(token.ent_type_ in {"DATE", "TIME"} or token.i in inside for token in tokens)
    return (
        [] if dated or len(tokens) > 8 or noun.dep_ not in {"dobj", "attr", "nsubjpass"} else [one.i for one in tokens]
    )


def _governed(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Read a figure that is a verb's subject, object or complement: "the surplus was $68 billion", "cut it to zero"."""
    here = token
    while here.dep_ in {"conj", "appos"} and here.head.i != here.i:
        here = here.head
    head, dep = here.head, here.dep_
    through = ""
    if dep in {"pobj", "pcomp"}:
        through, head, dep = head.lower_, head.head, "pobj"
        while head.dep_ in {"prep", "pcomp"} and head.pos_ == "ADP":
            head = head.head
    if head.i in inside:
        return None
    if found.kind == "duration" and dep in {"nsubj", "nsubjpass"}:
        return noun_phrase(token, inside - {token.i})
    if head.pos_ in _NOUNS and dep in {"pobj", "nmod", "acl", "npadvmod"}:
        return _topped(ground, head, inside)
    if head.pos_ in {"VERB", "AUX"}:
        return _of_verb(ground, found, here, head, through, inside)
    if found.kind == "duration" and head.pos_ == "ADV" and head.head.pos_ == "VERB":
        return clause(head.head, inside | {head.i})
    if head.pos_ in {"ADJ", "ADV"} and head.head.pos_ in {"VERB", "AUX", *_NOUNS}:
        who = subject_of(head.head) if head.head.pos_ not in _NOUNS else head.head
        places = noun_phrase(who, inside) if who is not None else []
        return sorted({*places, head.i})
    return None


def _topped(ground: Ground, noun: Token, inside: frozenset[int]) -> list[int]:
    """Read "an increase of 5%", "a loan of $3 million to X": the noun, and whose it is."""
    places = noun_phrase(noun, inside)
    if len(places) < 2 and noun.dep_ == "dobj":
        return clause(noun.head, inside)
    del ground
    return places


def _of_verb(ground: Ground, found: Found, token: Token, verb: Token, through: str, inside: frozenset[int]) -> Places:
    levels = _known(ground.language).get("level_verbs", ())
    loose = verb.lemma_.lower() in levels and verb.dep_ == "advcl"
    target, who = object_of(verb, inside), subject_of(verb)
    if through in {"to", "by", "from", "at", "down", "into", "below", "above"} and found.kind != "duration":
        if target is not None:
            return noun_phrase(target, inside)
        if who is not None and not _is_person(who) and not loose:
            return noun_phrase(who, inside)
    if verb.lemma_.lower() in levels and not through:
        if who is not None and token.dep_ not in {"nsubj", "nsubjpass"} and not _is_person(who):
            return whole_subject(who, verb, inside)
    names = _known(ground.language).get("measures_of", ())
    dangling = verb.dep_ == "advcl" and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    if (verb.lemma_.lower() in levels or through) and (who is None or _is_person(who) or dangling):
        if found.kind in {"money", "percentage", "measure"} and (back := _looked_back(token, inside, names)):
            return back
    return clause(verb, inside)


def _is_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or token.pos_ == "PRON"


def _looked_back(token: Token, inside: frozenset[int], names: Collection[str]) -> list[int] | None:
    """Find the last quantity named before the figure: "the deficit with Japan. Standing at $100 billion, …"."""
    for place in range(token.i - 1, max(-1, token.i - 40), -1):
        other = token.doc[place]
        if other.pos_ == "NOUN" and other.lemma_.lower() in names and other.dep_ != "compound":
            numbers = {one.i for one in other.subtree if one.like_num or one.pos_ in {"NUM", "SYM"}}
            return noun_phrase(other, inside | numbers)
    return None


def _nearest(ground: Ground, token: Token, inside: frozenset[int]) -> str | None:
    """Fall back on the noun right after the figure, else the one before it, within the sentence."""
    sentence = token.sent
    after = next((one for one in sentence if one.i > token.i and one.pos_ in _NOUNS and one.i not in inside), None)
    if after is not None and after.i - token.i < 6:
        return words_of(token.doc, noun_phrase(after, inside), ground.language)
    if token.head.i != token.i and token.head.pos_ == "VERB":
        return words_of(token.doc, clause(token.head, inside), ground.language)
    before = [one for one in sentence if one.i < token.i and one.pos_ in _NOUNS and one.i not in inside]
    return words_of(token.doc, noun_phrase(before[-1], inside), ground.language) if before else None


def _following_words(ground: Ground, found: Found) -> str | None:
    """Without a parser: the few words after a count, up to a mark or a small word."""
    known = _known(ground.language)
    edges, helping = known.get("stop_edges", ()), known.get("auxiliaries", ())
    kept: list[str] = []
    for place in range(found.after, min(found.after + _WORDS_WITHOUT_PARSER + 4, len(ground.lex))):
        part = ground.lex[place]
        if part.kind != "word" or len(kept) == _WORDS_WITHOUT_PARSER or not ground.same_sentence(found.first, place):
            break
        if kept and part.low in helping:
            continue
        if part.low in edges:
            if kept:
                break
            continue
        if kept and ground.low(place - 1) in helping:
            return " ".join([*kept, part.text]) if part.low in known.get("states", ()) else " ".join(kept)
        kept.append(part.text)
    return " ".join(kept) or None
