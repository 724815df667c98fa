"""To whom a commitment is made: the listener, else whom a warning names, a levy falls upon or an offer is shared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_frames import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_MEASURES = frozenset(("plan", "threat", "warning", "pledge", "agreement"))


def addressee(found: Found) -> Token | None:
    """Give the head of the words that say to whom a commitment is made, or nothing."""
    if found.to is not None:
        return found.to
    if found.frame.act == "warning" and found.content is not None and clauses.is_verbal(found.content):
        own = clauses.own_subject(found.content)
        if own is not None and _is_party(own):
            return own
    if (taker := _taker(found)) is not None:
        return taker
    if found.frame.act == "offer":
        return _partner(found)
    return _bearer(found) if found.frame.act in _MEASURES else None


def _taker(found: Found) -> Token | None:
    """Give who accepts or turns down "an invitation from Mori to speak"."""
    noun = found.head
    if found.kind != "noun" or found.carrier is not None or found.frame.act not in ("ask", "offer"):
        return None
    taker = clauses.subject_of(noun.head) if noun.dep_ == "dobj" else None
    return taker if taker is not None and taker != found.actor and _is_party(taker) else None


def _is_party(noun: Token) -> bool:
    named = noun.pos_ == "PROPN" and noun.ent_type_ in _NAMED
    return named or (noun.pos_ == "NOUN" and parts.is_agent(noun))


def _behind(noun: Token, prepositions: frozenset[str]) -> Token | None:
    for child in noun.rights:
        if child.dep_ == "prep" and word(child) in prepositions:
            return next((inner for inner in child.rights if inner.dep_ == "pobj" and _is_party(inner)), None)
    return None


def _partner(found: Found) -> Token | None:
    """Give the party of "an offer to hold talks with the rebels"."""
    content = found.content
    if content is None or not clauses.is_verbal(content):
        return None
    what = parts.object_of(content)
    shared = frozenset(("with",))
    return _behind(content, shared) or (_behind(what, shared) if what is not None else None)


def _bearer(found: Found) -> Token | None:
    """Give the party on whom a levy or ban falls: "tariffs on Norway", "imposed sanctions against the firm"."""
    upon = parts.words("upon", found.head.lang_)
    first, last = found.what
    for token in found.head.doc[first:last]:
        if (
            token.pos_ != "NOUN"
            or token.lower_ not in parts.objects("levies", token.lang_)
            or not _is_meant(token, found)
        ):
            continue
        near = _behind(token, upon)
        verb = token.head if token.dep_ == "dobj" else None
        far = _behind(verb, upon) if near is None and verb is not None else None
        if near is not None or far is not None:
            return near if near is not None else far
    return None


def _is_meant(levy: Token, found: Found) -> bool:
    """Tell "impose tariffs" and "a pause on tariffs" from "punish the breach of sanctions"."""
    if levy.head in (found.head, found.content) or levy == found.content:
        return True
    noun = levy.head.head
    return levy.dep_ == "pobj" and (noun == found.head or noun.lower_ in parts.objects("measures", noun.lang_))
