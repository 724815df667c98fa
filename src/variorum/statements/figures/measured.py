"""What a figure counts, of whom or what, in the article's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.statements.figures.counted import NOUNS, counted_phrase, measure_words
from variorum.statements.figures.governed import governed, looked_back
from variorum.statements.figures.ground import Found, Ground
from variorum.statements.figures.lexemes import lexemes
from variorum.statements.figures.phrases import clause, noun_phrase, object_of, subject_of, words_of
from variorum.statements.figures.tolls import toll

if TYPE_CHECKING:
    from spacy.tokens import Token

# "Mass: 1,420,788kg (": a label and what may stand between it and the number; then a mark, or the next label.
_LABEL = re.compile(r"(?:^|[^\w\s]|\d\w*|\n)\s*([A-Z][^\W\d_]*(?:[ -][^\W\d_]+){0,4}): (?:\d[\w,. ]{0,20}\()?$")
_NEXT_LABEL = re.compile(r"\s*\(\d|\)?\s*(?:[A-Z][^\W\d_]*(?:[ -][^\W\d_]+){0,4}: |\n|$)")
_LABELLED = 60
# How far to the right a language without a parser looks for what is counted.
_WORDS_WITHOUT_PARSER = 4


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
    if label := _list_label(ground, found):
        return label
    for reader in (_parted, _balanced, _multiplied, _ranked, _labelled, toll, _of_phrase, counted_phrase, governed):
        if places := reader(ground, found, token, inside):
            phrase = places if isinstance(places, str) else words_of(ground.doc, places, ground.language)
            return _with_rate(ground, found, _beginning_with(ground, found, phrase, inside))
    return _with_rate(ground, found, _nearest(ground, token, inside))


def _beginning_with(ground: Ground, found: Found, phrase: str | None, inside: frozenset[int]) -> str | None:
    """Keep a phrase that holds the plural noun right behind a bare count, else name that noun: "159m monthly users"."""
    span = ground.tokens(found.first, found.after)
    if found.kind != "count" or found.unit is not None or found.part or span is None:
        return phrase
    nouns = []
    for token in span.doc[span.end : span.end + 5]:
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"} or token.is_sent_start:
            break
        nouns.append(token)
    while nouns and nouns[-1].tag_ not in {"NNS", "NNPS"}:
        nouns.pop()
    if not nouns or nouns[-1].i in inside or nouns[-1].text.lower() in (phrase or "").lower():
        return phrase
    return words_of(span.doc, [token.i for token in nouns], ground.language) or phrase


def _list_label(ground: Ground, found: Found) -> str | None:
    """Read "Height: 70 metres (230 feet) Stages: 2" as a list of labels: the label, where nothing counted follows."""
    start, end = ground.lex[found.first].start, ground.lex[found.after - 1].end
    text = ground.article.text
    before = _LABEL.search(text[max(0, start - _LABELLED) : start])
    behind = _NEXT_LABEL.match(text[end : end + _LABELLED])
    return before.group(1) if before and behind else None


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
    place = found.after + (ground.low(found.after) in ground.grammar.dashes)  # "$15-an-hour"
    per, unit = ground.low(place), ground.low(place + 1 + (place > found.after))
    return f"{per} {unit}" if per in words.get("per", ()) and unit in words.get("per_units", ()) else ""


def _inside(ground: Ground, found: Found) -> frozenset[int]:
    """Give the figure's own tokens with its hedge; a superlative stays in what it ranks."""
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
    opposed = _opposed(ground, found, earlier)
    if not opposed and not any(tail.endswith(f" {cue}") for cue in cues):
        return None
    token = ground.anchor(found.first, found.after)
    if token is not None and any(
        child.dep_ == "relcl" or child.lower_ in ground.grammar.numbers.of for child in token.children
    ):
        return None  # "compared with 48% who disagree" says itself what it counts
    if opposed:
        return earlier[-1][1]
    for other, measure in reversed(earlier):
        if (
            other.unit == found.unit
            and other.kind == found.kind
            and measure
            and _rate(ground, other) == _rate(ground, found)
        ):
            return measure
    return None


def _opposed(ground: Ground, found: Found, earlier: tuple[tuple[Found, str | None], ...]) -> bool:
    """Find the second of "218 votes to 210", which counts what the first counts."""
    if not earlier or found.kind != "count" or found.unit is not None or earlier[-1][0].kind != "count":
        return False
    ties = table(ground.language, "figures").get("comparing", {}).get("opposed", ())
    gap = found.first - earlier[-1][0].after
    noun = ground.token(found.first - 2)
    following = ground.token(found.after)
    counted = following is not None and following.pos_ in NOUNS
    return gap == 2 and ground.low(found.first - 1) in ties and noun is not None and noun.tag_ == "NNS" and not counted


def _parted(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Name whose part "one in five Americans" and "nine out of ten dentists" is."""
    span = ground.tokens(found.first, found.after)
    if not found.part or span is None or len(span) < 3:
        return None
    last, heads = span[-1], span[-1].head
    del token
    return noun_phrase(heads, inside) if last.dep_ == "nummod" and heads.i > last.i and heads.pos_ in NOUNS else None


def _balanced(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Name the deficit or gap that is brought "to zero" or "to even"."""
    if found.kind != "measure" or found.unit is not None:
        return None
    return looked_back(token, inside, table(ground.language, "figures").get("zero", {}).get("balances", ()))


def _ranked(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    if found.kind != "ordinal":
        return None
    noun = token.head if token.head.pos_ in NOUNS and token.head.i > token.i else None
    while noun is not None and noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    if noun is None:
        return None
    places = noun_phrase(noun, inside, clauses=True)
    own = [child for child in noun.head.children if child.dep_ == "nsubj" and child.pos_ in NOUNS]
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


def _of_phrase(ground: Ground, found: Found, token: Token, inside: frozenset[int]) -> Places:
    """Read "10% of voters", "half of the seats", "12 of the passengers", "100 tonnes of rice"."""
    if found.kind == "money":
        return None
    span = ground.tokens(found.first, found.after)
    for part in span if span is not None else ():
        for child in part.children:
            if child.lower_ in ground.grammar.numbers.of and child.dep_ == "prep" and child.i not in inside:
                noun = next((one for one in child.children if one.dep_ == "pobj" and one.pos_ in NOUNS), None)
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


def _nearest(ground: Ground, token: Token, inside: frozenset[int]) -> str | None:
    """Fall back on the noun right after the figure, else its verb, else the noun before it, within the sentence."""
    near = token.doc[max(0, token.i - 30) : token.i + 6]
    nouns = [one for one in near if one.pos_ in NOUNS and one.i not in inside and _in_sentence(one, token)]
    after = next((one for one in nouns if one.i > token.i), None)
    if after is not None:
        return words_of(token.doc, noun_phrase(after, inside), ground.language)
    if token.head.i != token.i and token.head.pos_ == "VERB":
        return words_of(token.doc, clause(token.head, inside), ground.language)
    return words_of(token.doc, noun_phrase(nouns[-1], inside), ground.language) if nouns else None


def _in_sentence(one: Token, other: Token) -> bool:
    left, right = sorted((one.i, other.i))
    return not any(token.is_sent_start for token in one.doc[left + 1 : right + 1])


def _following_words(ground: Ground, found: Found) -> str | None:
    """Without a parser: the few words after a count, up to a mark or a small word."""
    known = measure_words(ground.language)
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
