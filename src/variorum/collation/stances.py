"""Where one statement puts somebody: what it says he wants, supports, opposes, offers, refuses or doubts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, get_args

from variorum.collation.commitments import cue_span, talks
from variorum.collation.facts import Fact
from variorum.collation.firmness import foretold
from variorum.languages import table
from variorum.languages.concepts import concept
from variorum.languages.words import Word, words
from variorum.model import ArticleId, Claim, Commitment, EntityId, Span, Stance

_FOR: frozenset[Stance] = frozenset(["wants", "supports", "offers"])
_TURNED: dict[Stance, Stance | None] = {
    "wants": "opposes",
    "supports": "opposes",
    "offers": "refuses",
    "opposes": "supports",
    "refuses": None,
    "doubts": None,
}
_ACTS: dict[str, Stance] = {
    "pledge": "wants",
    "plan": "wants",
    "offer": "offers",
    "agreement": "supports",
    "ask": "wants",
    "demand": "wants",
    "refusal": "opposes",
}
# A person is greeted within so many characters of a title and a name.
_TITLE = 40
_LEAST_BANNED = 2  # words: the ban and what is banned
_REACH = 4  # words behind the predicate in which a cue may still begin

_RELATIVE = ("which", "that", "who")


class Named(NamedTuple):
    """Where people's names begin, by article, and where each entity is mentioned in each article."""

    people: Mapping[ArticleId, Sequence[int]]
    mentions: Mapping[tuple[ArticleId, EntityId], Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Taken:
    """A stand as read from one statement: who, how, on which words, and the words that say so."""

    fact: Fact
    actor: EntityId
    stance: Stance
    thing: Span
    cue: Span | None


class _Cue(NamedTuple):
    stance: Stance
    first: int
    last: int


def taken(fact: Fact, named: Named) -> Taken | None:
    """Read the stand that a commitment or a claim tells of, or nothing. The actor must be known.

    What is said in a quote is a claim or a commitment of its speaker. To welcome somebody is no stand on a matter.
    """
    match fact.statement:
        case Commitment():
            return _of_commitment(fact, fact.statement)
        case Claim():
            found = _of_claim(fact, fact.statement)
            sound = found and _is_subject(fact.statement, found.actor, named) and not _is_courtesy(found, named)
            return found if sound else None
    return None


def _is_courtesy(one: Taken, named: Named) -> bool:
    said = _stems(one.cue.words) if one.cue else ()
    if not any(word.stem in _words_of("courtesy") for word in said):
        return False
    start = one.thing.start
    return any(start <= at < start + _TITLE for at in named.people.get(one.thing.article, ()))


def _is_subject(claim: Claim, actor: EntityId, named: Named) -> bool:
    """Say whether the actor is what the subject names, not a name beside it ("supporters of Mori", "Mori's plan")."""
    subject = claim.subject_span
    if subject is None:
        return False
    if claim.said_by is not None and claim.said_by.entity == actor and subject.words.lower() in ("i", "we"):
        return True
    for start, end in named.mentions.get((subject.article, actor), ()):
        if subject.start <= start and end <= subject.end:
            before, after = subject.words[: start - subject.start], subject.words[end - subject.start :]
            return not _holds("joints", _stems(before)) and not after.startswith(("'", "’"))
    return False


def is_for(stance: Stance) -> bool:
    """Say whether a stance is for its thing."""
    return stance in _FOR


# ---- commitments


def _of_commitment(fact: Fact, commitment: Commitment) -> Taken | None:
    stance = _ACTS.get(commitment.act)
    if stance is None or commitment.actor is None or foretold(commitment, False) or talks(fact):
        return None
    if commitment.act == "plan" and commitment.status == "done":
        stance = "supports"
    thing = _before_cue(_within(commitment.span, commitment.what), commitment)
    said = _stems(thing.words)
    if commitment.act != "refusal" and commitment.what == commitment.span.words:
        return None  # "the inquiry would be led by Mori": a plan told of the thing, not of what anybody wants
    if commitment.act == "refusal" and (_holds("refuses", _stems(commitment.cue)) or "not" in commitment.cue.lower()):
        stance = "refuses"
    elif said and said[0].stem in _words_of("turning"):
        stance = "supports" if stance == "opposes" else "opposes"
        thing = _cut(thing, said[0].end)
    if commitment.negated:
        turned = "refuses" if stance == "wants" else _TURNED[stance]
        if turned is None:
            return None
        stance = turned
    return Taken(fact, commitment.actor, stance, thing, cue_span(commitment)) if thing.words.strip() else None


# ---- claims


def _of_claim(fact: Fact, claim: Claim) -> Taken | None:
    predicate, actor = claim.predicate_span, fact.subject
    if predicate is None or actor is None or claim.subject_span is None or claim.modality in ("may", "might", "could"):
        return None
    said = _stems(claim.span.words)
    at = predicate.start - claim.span.start
    inside = [number for number, word in enumerate(said) if at <= word.start < predicate.end - claim.span.start]
    if not inside:
        return None
    cue = _first_cue(said, inside[0], inside[-1])
    if cue is None:
        return None
    thing = _past_joint(_cut(claim.span, said[cue.last].end))
    stance = _turned(said, cue) if claim.negated and not _says_no(said, cue) else cue.stance
    if any(word.stem in _words_of("sparing") for word in said[inside[0] : cue.first]):
        return None  # "avoided criticising"
    if stance is None or _is_passive(said, inside[0], cue) or not (about := _stems(thing.words)):
        return None
    if about[0].form.lower() in _forms_of("loose"):
        return None
    stance, thing = _past_ban(stance, thing)
    cue_words = _part(claim.span, said[cue.first].start, said[cue.last].end)
    return Taken(fact, actor, stance, thing, cue_words)


def _first_cue(said: Sequence[Word], first: int, last: int) -> _Cue | None:
    """The leftmost cue that begins in the predicate, or behind a copula right after it; longer cues before shorter."""
    for number in range(first, min(last + _REACH, len(said))):
        if _phrase_at("exceptions", said, number):
            return None
        for stance in get_args(Stance):
            if length := _phrase_at(stance, said, number):
                return _Cue(stance, number, number + length - 1)
        for stance in get_args(Stance):
            if number <= last and said[number].stem in _words_of(stance) and not _is_adverb(said, number, first):
                return _Cue(stance, number, number)
            behind = said[number].form.lower() in _forms_of(stance, "behind")
            if behind and any(word.stem in _words_of("copulas") for word in said[max(first, number - 2) : number]):
                return _Cue(stance, number, number)
    return None


def _is_adverb(said: Sequence[Word], number: int, first: int) -> bool:
    """Say whether a word that is also an adverb stands behind a verb ("beat back", "is back")."""
    if number == first or said[number].form.lower() not in _forms_of("adverbs"):
        return False
    return said[number - 1].form.lower() not in _forms_of("leading")


def _phrase_at(stance: str, said: Sequence[Word], number: int) -> int:
    for phrase in _phrases_of(stance):
        if tuple(word.stem for word in said[number : number + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _past_joint(thing: Span) -> Span:
    said = _stems(thing.words)
    joined = len(said) > 1 and said[0].form.lower() in _forms_of("joining")
    return _cut(thing, said[0].end) if joined else thing


def _past_ban(stance: Stance, thing: Span) -> tuple[Stance, Span]:
    """Who supports a ban on a thing is against it, and who opposes a ban is for it."""
    about = [word for word in _stems(thing.words) if word.form.lower() not in ("a", "an", "the", "any")]
    if len(about) < _LEAST_BANNED or about[0].stem not in _words_of("turning"):
        return stance, thing
    turned: Stance = "opposes" if is_for(stance) else "supports" if stance == "opposes" else stance
    return turned, _past_joint(_cut(thing, about[0].end))


def _turned(said: Sequence[Word], cue: _Cue) -> Stance | None:
    if is_for(cue.stance) and not any(word.stem in _words_of("denied") for word in said[cue.first : cue.last + 1]):
        return None
    return _TURNED[cue.stance]


def _is_passive(said: Sequence[Word], first: int, cue: _Cue) -> bool:
    """Say whether the cue is told of as done to the subject ("was criticised")."""
    before = {word.form.lower() for word in said[max(0, first - 1) : cue.first]}
    done = said[cue.first].form.lower().endswith(("ed", "en"))
    return done and bool(before & _forms_of("passives")) and said[cue.first].stem not in _words_of(cue.stance, "behind")


def _says_no(said: Sequence[Word], cue: _Cue) -> bool:
    """Say whether the cue itself has the "not" ("no objection", "not allow")."""
    return any(word.form.lower() in ("no", "not") for word in said[cue.first : cue.last + 1])


# ---- words


def _stems(text: str) -> tuple[Word, ...]:
    """The words of a text with their stems, irregular verbs by their base ("spoke" as "speak")."""
    forms = table("en", "positions").get("forms", {})
    said = words(text, "en")
    return tuple(
        word._replace(stem=_stem(forms[low])) if (low := word.form.lower()) in forms else word for word in said
    )


@cache
def _stem(base: str) -> str:
    return words(base, "en")[0].stem


def _holds(name: str, said: Sequence[Word]) -> bool:
    return any(word.stem in _words_of(name) for word in said)


def _within(span: Span, inner: str) -> Span:
    at = max(0, span.words.find(inner))
    return _part(span, at, at + len(inner))


def _before_cue(thing: Span, commitment: Commitment) -> Span:
    """The bid of "the bid of Acme, which Mori blocked on safety grounds": what stands before the relative clause."""
    cue = cue_span(commitment)
    if cue == commitment.span or not thing.start < cue.start < thing.end:
        return thing
    before = thing.words[: cue.start - thing.start]
    at = max((before.rfind(f"{mark}{word} ") for mark in (", ", " ") for word in _RELATIVE), default=-1)
    return _part(thing, 0, len(thing.words[:at].rstrip(", "))) if at > 0 else thing


def _cut(span: Span, at: int) -> Span:
    """The span from a character of its own on, without the white space before it."""
    rest = span.words[at:]
    start = at + len(rest) - len(rest.lstrip(" \t\n,"))
    return _part(span, start, len(span.words))


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.article, span.start + start, span.start + end, span.words[start:end])


@cache
def _words_of(name: str, key: str = "words") -> frozenset[str]:
    listed = table("en", "positions").get(name, {}).get(key, "")
    return frozenset(word.stem for word in _stems(listed))


@cache
def _forms_of(name: str, key: str = "words") -> frozenset[str]:
    return frozenset(table("en", "positions").get(name, {}).get(key, "").split())


@cache
def _phrases_of(name: str) -> tuple[tuple[str, ...], ...]:
    listed = table("en", "positions").get(name, {}).get("phrases", ())
    return tuple(tuple(word.stem for word in _stems(phrase)) for phrase in listed)


def beside(one: Taken) -> frozenset[str]:
    """The stems and concepts of a stand's statement that its thing lacks: the cue, and what a relative clause adds."""
    return _keys(one.fact.statement.span.words) - _keys(one.thing.words)


def _keys(text: str) -> frozenset[str]:
    said = words(text, "en")
    return frozenset(word.stem for word in said) | {concept(word.form.lower()) for word in said}


def preferred(thing: Span) -> frozenset[str]:
    """The stems of what a contrast kept ("investing" in "investing rather than acquiring"): the rest of it is turned down."""
    said = words(thing.words, "en")
    at = next((number for number in range(len(said)) if _phrase_at("contrast", said, number)), 0)
    return frozenset(word.stem for word in said[:at])


def contrasted(thing: Span) -> bool:
    """Say whether the words set one thing against another ("investing rather than acquiring")."""
    said = words(thing.words, "en")
    return any(_phrase_at("contrast", said, number) for number in range(len(said)))


def points_back(thing: Span) -> bool:
    """Say whether the words only point at something told before ("this", "the deal")."""
    said = [
        word for word in words(thing.words, "en") if word.form.lower() not in ("the", "a", "an", "any", "his", "their")
    ]
    return bool(said) and len(said) <= 2 and said[-1].stem in _words_of("pointing")


def stands(facts: Sequence[Fact], named: Named) -> Iterator[Taken]:
    """Every stand that the statements tell of, commitments first; what one tells is not told again by a claim."""
    found = [one for fact in facts if (one := taken(fact, named)) is not None]
    told: dict[ArticleId, list[Span]] = {}
    for one in found:
        if isinstance(one.fact.statement, Commitment):
            told.setdefault(one.thing.article, []).append(one.fact.statement.span)
            yield one
    for one in found:
        span = one.fact.statement.span
        if isinstance(one.fact.statement, Claim) and not any(map(span.overlaps, told.get(span.article, ()))):
            yield one
