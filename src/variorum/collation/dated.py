"""What a date says that happened: the clause, or the event's name, that carries the date, and whether it lay ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.languages import parse, reads, table
from variorum.languages.calendar.tense import governor, tense_at
from variorum.model import Article, DateMention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_ADDRESS = re.compile(r"https?:|www\.|[@|•●#]|\b\w+\.(?:com|org|net|edu)\b")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]{2,40}(?:\([^()]{2,20}\) ?)?[-–—]{1,2}\s+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NOUNS = {"NOUN", "PROPN"}
_CLAUSES = {"ccomp", "parataxis", "conj", "advcl", "relcl", "csubj"}
_BEFORE = {"compound", "poss", "nmod", "amod", "nummod"}
_DURING = {"during", "at", "in", "on", "amid"}
_STATES = {"be", "have", "remain", "seem"}
_DEICTIC = {"this", "last", "next", "night", "evening", "morning", "afternoon"}
_BARE = {"mark", "cc", "advmod", "punct", "dep"}
_SHORT, _LONG = 12, 30
"""Words of a clause that an entry may take in."""
_LEAST = 3
"""Words without which nothing is said to have happened."""


@dataclass(frozen=True)
class Dated:
    """The words that tell what happened on a date; ``ahead`` says that it had not happened yet when they were written."""

    span: Span
    ahead: bool
    pronoun: str | None
    """The pronoun that the words begin with, if they do."""
    only_named: bool
    """Whether the words name an event and say nothing of it: "Tuesday's launch"."""


def dated(article: Article, date: DateMention) -> Dated | None:
    """Say what a date dates, or nothing if the words around it tell of no event (a caption, a dateline, a period)."""
    language = article.language or "en"
    if not reads(language):
        return None
    doc = parse(article.text, language)
    time = doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
    if time is None or not len(time):
        return None
    told = _told(doc, time, language)
    if told is None:
        return None
    first, last = _whole(doc, *told[:2])
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    dateline = _DATELINE.match(article.text, start, end)
    start = dateline.end() if dateline and dateline.end() <= date.span.start else start
    span = article.span(start, end)
    if _ADDRESS.search(span.words) or "\n" in span.words or len(_LETTERS.findall(span.words)) < _LEAST:
        return None
    if span.words[0] in "'’" or any(word in span.words for word in _words(language, "furniture")):
        return None
    tense = tense_at(doc, date.span.start, date.span.end, language)
    now = time.text.lower() in _words(language, "present") or date.value.endswith("_REF")
    if now and tense not in ("past", "future"):
        return None  # "sounds better than ever tonight"
    opening = doc[first].lower_
    return Dated(
        span, tense in ("future", "coming"), opening if opening in _words(language, "pronouns") else None, told[2]
    )


def _words(language: str, name: str) -> Iterable[str]:
    found: Iterable[str] = table(language, "timeline").get(name, ())
    return found


def _told(doc: Doc, time: Tokens, language: str) -> tuple[int, int, bool] | None:
    """The first and last word of what is told, and whether that is only an event's name: where the date belongs to one."""
    if _is_period(doc, time, language):
        return None
    verb = governor(doc, time.start_char, time.end_char)
    if verb is not None and verb.sent != time.root.sent:
        verb = None
    noun = _noun(time)
    if noun is not None and noun.lemma_.lower() in _words(language, "pictures"):
        return None
    event = noun is not None and _is_event(noun, language)
    before = noun is not None and noun.i >= time.end and time[-1].dep_ in _BEFORE | {"npadvmod"}
    if before and not event:
        return None  # "the 2024 surplus", "this morning's papers"
    if noun is not None and event and not (verb is not None and _belongs(noun, verb, before=before)):
        name = _name(noun, time)
        return (*name, True) if name else None
    if verb is None or _is_idle(verb, time, language):
        return None
    clause = _clause(verb, time)
    return (*clause, False) if clause else None


def _is_period(doc: Doc, time: Tokens, language: str) -> bool:
    """Say whether a time is no day of anything: "since October", "the day after", "winter"."""
    before = doc[time.start - 1].lower_ if time.start else ""
    if before in _words(language, "lasting"):
        return True
    first = time[0].lower_
    bare = (
        len(time) == 1
        and before not in _DURING
        and first in table(language, "dates").get("words", {}).get("season", {})
    )
    loose = (
        time.root.lemma_.lower() == "day" and first in {"the", "a", "that", "day"} and not any(t.like_num for t in time)
    )
    return bare or (loose and time.end < len(doc) and doc[time.end].lower_ in {"after", "before", "of", "that", "when"})


def _noun(time: Tokens) -> Token | None:
    """The noun that a date stands before or hangs on, if any."""
    root, last = time.root, time[-1]
    head = root.head
    if last.dep_ in _BEFORE and last.head.i >= time.end and last.head.pos_ in _NOUNS:
        return last.head  # "around winter sports"
    if root.dep_ in _BEFORE and head.pos_ in _NOUNS:
        return head
    if root.dep_ == "pobj" and head.head.pos_ in _NOUNS:
        return head.head
    return head if root.dep_ in {"npadvmod", "appos"} and head.pos_ in _NOUNS else None


def _is_event(noun: Token, language: str) -> bool:
    word = noun.lemma_.lower()
    endings = tuple(_words(language, "event_endings"))
    return noun.pos_ in _NOUNS and (
        word in _words(language, "events")
        or noun.lower_ in _words(language, "events")
        or (noun.pos_ == "NOUN" and len(word) > len("station") - 1 and bool(endings) and word.endswith(endings))
    )


def _belongs(noun: Token, verb: Token, *, before: bool) -> bool:
    """Say whether the clause around an event tells of that event: what happens in it, or what it does."""
    if any(child.lemma_ == "have" for child in verb.children if child.dep_ == "aux") or verb.lemma_ in _STATES:
        return False  # "Tuesday's launch has drawn crowds": they need not have come on Tuesday
    if noun.head == verb and noun.dep_ in {"nsubj", "nsubjpass"}:
        return True
    if noun.head == verb and noun.dep_ == "dobj":
        return not before
    above = noun.head
    return noun.dep_ == "pobj" and above.lower_ in _DURING and above.head == verb and not before


def _is_idle(verb: Token, time: Tokens, language: str) -> bool:
    """Say whether a clause tells of no event: a saying, a caption, or a state of the present."""
    lemma = verb.lemma_.lower()
    named = not any(token.like_num or token.lower_ in _DEICTIC or token.dep_ == "prep" for token in time)
    if lemma in _words(language, "saying") or (named and time.root.dep_ in {"nsubj", "nsubjpass", "attr", "dobj"}):
        return True  # "January is full of moons", "to ring in the New Year"
    inner = {child.lower_ for child in verb.children if child.dep_ in {"advmod", "mark"}}
    if inner & {*_words(language, "habits"), *_words(language, "conditions")}:
        return True  # "it typically pays in January", "if the court meets on Monday"
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ in {"acl", "relcl"}:
        subjects.append(verb.head)
    if any(one.lemma_.lower() in _words(language, "pictures") for one in subjects):
        return True
    passive = any(child.dep_ == "auxpass" and child.tag_ in {"VBZ", "VBP"} for child in verb.children)
    if lemma in _words(language, "seen") and (passive or not subjects):
        return True
    follows = any(child.i > verb.i and child.dep_ not in {"punct", "npadvmod", "advmod"} for child in verb.children)
    # "On Thursday, the ministry insisted"
    return lemma in table(language, "quotes").get("speech", {}).get("verbs", "").split() and not follows


def _name(noun: Token, time: Tokens) -> tuple[int, int] | None:
    """The words of an event's name, with its date: "Trump's January 20 inauguration"."""
    kept = [noun.i, time.start, time.end - 1]
    for child in noun.children:
        if child.dep_ not in _CLAUSES | {"acl", "appos", "punct", "cc"}:
            kept += [token.i for token in child.subtree]
    return _trimmed(noun.doc, min(kept), max(kept))


def _clause(verb: Token, time: Tokens) -> tuple[int, int] | None:
    """The clause of a verb with its subject, without the clauses joined to it that do not hold the date."""
    top = verb
    while top.dep_ == "xcomp" and top.head.pos_ in {"VERB", "AUX"}:
        top = top.head  # "is scheduled to blast off"
    kept = [top.i, time.start, time.end - 1]
    for child in top.children:
        holds = child.left_edge.i < time.end and child.right_edge.i >= time.start
        if child.dep_ in _CLAUSES and not holds and not _completes(child, top):
            continue
        if child.dep_ in _BARE and child.i < top.i and not holds:
            continue
        if child.dep_ not in {"punct", "cc"}:
            kept += [token.i for token in child.subtree]
    first, last = min(kept), max(kept)
    if not any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in top.children):
        subject = _subject(top)
        if subject is None:
            return None
        first = min(first, subject)
    elif top.dep_ == "relcl":
        first = min(first, top.head.left_edge.i)
    return _trimmed(top.doc, first, last)


def _completes(clause: Token, verb: Token) -> bool:
    """Say whether a clause after the verb is part of what it tells: "announced that …", "after a truck drove in"."""
    words = clause.right_edge.i - clause.left_edge.i
    return clause.i > verb.i and (
        (clause.dep_ == "ccomp" and words < _LONG) or (clause.dep_ == "advcl" and words < _SHORT)
    )


def _subject(verb: Token) -> int | None:
    """Where the subject of a verb begins that has none of its own: "a statement issued on Monday", "left and returned"."""
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in _NOUNS and verb.head.i < verb.i:
        return int(verb.head.left_edge.i)
    if verb.dep_ in {"conj", "advcl"} and verb.head.i < verb.i:
        above = verb.head
        own = [child.left_edge.i for child in above.children if child.dep_ in {"nsubj", "nsubjpass"}]
        if own:
            return int(min(own)) if verb.right_edge.i - min(own) < 40 else None
        return _subject(above)
    return None


def _whole(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Take in the quotation mark that closes what was opened within."""
    words = doc[first : last + 1].text
    odd = words.count('"') % 2 == 1 or words.count("“") > words.count("”")
    for end in range(last + 1, min(last + 3, len(doc))):
        if odd and doc[end].text in {'"', "”"}:
            return first, end
    return first, last


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    while last > first and (doc[last].is_punct or doc[last].is_space) and doc[last].text not in {"%", ")", "”", '"'}:
        last -= 1
    while (
        first < last
        and (doc[first].is_punct or doc[first].is_space)
        and doc[first].text not in {"$", "€", "£", "(", "“", '"'}
    ):
        first += 1
    return (first, last) if last > first else None
