"""Commitments: who pledges, plans, asks, threatens or refuses what, as an article tells it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.model import Article, Commitment, Span, Status, When
from variorum.statements import clauses
from variorum.statements import commitments_parts as parts
from variorum.statements.commitments_addressees import addressee
from variorum.statements.commitments_cues import cues
from variorum.statements.commitments_frames import Found

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_GOVERNED = frozenset(("xcomp", "acl", "advcl", "relcl"))  # where an infinitive hangs on another word
_LONGEST_DATELINE = 8  # tokens of "WASHINGTON (Agency) —"
_NEAR = 60  # tokens between an actor and its cue within which one span may hold both
_DATE = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\b"
)
_WORD = re.compile(r"[^\W\d_]{2}")  # an hour or a number alone is nothing to be done
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = re.compile(r"\b(?:by|in|until|before|from|through|of)\s+((?:19|20|21)\d{2})\b")


def commitments_in(doc: Doc, article: Article) -> tuple[Commitment, ...]:
    """Give the commitments of a parsed article in text order, with ids ``c1``, ``c2`` and so on.

    ``actor`` and ``to`` are left open: ``actor_span`` and ``to_span`` say which words to resolve. ``due`` is set only
    where a date with its year stands in the content.
    """
    kept = _outermost(list(cues(doc)))
    made = [commitment for found in kept if (commitment := _commitment(found, doc, article)) is not None]
    unique: dict[tuple[int, int, str], Commitment] = {}
    for commitment in made:
        unique.setdefault((commitment.span.start, commitment.span.end, commitment.act), commitment)
    ordered = sorted(unique.values(), key=lambda c: (c.span.start, c.span.end))
    return tuple(replace(commitment, id=f"c{number}") for number, commitment in enumerate(ordered, 1))


# ---- one commitment told once


def _outermost(found: list[Found]) -> list[Found]:
    """Drop what another find already says: "plan to ask" is one plan, "warned that they will" one warning."""
    contents = {item.content.i: item for item in found if item.content is not None and item.content != item.head}
    # "accepted an invitation to speak" is the acceptance only
    acts = [item.head for item in found if item.kind == "verb" and item.content is None]
    taken = {what.i for verb in acts if (what := parts.object_of(verb)) is not None and what.i > verb.i}
    kept: list[Found] = []
    given: set[int] = set()  # heads of reports that only wrap another find
    for item in found:
        wrapped = _wrapped(item, found)
        if wrapped is not None:
            given.add(item.head.i)
    for item in found:
        if item.head.i in given:
            continue
        if item.kind == "noun" and item.head.i in taken and not _of_another(item):
            continue
        outer = contents.get(item.head.i)
        if outer is not None and outer.head != item.head and outer.head.i not in given:
            continue
        kept.append(_as_expected(item, given))
    return kept


def _of_another(item: Found) -> bool:
    """Say whether what is accepted is named as somebody else's ("an invitation from Mori to speak")."""
    actor = item.actor
    if actor is None or item.carrier is not None:
        return False
    return item.head.left_edge.i <= actor.i <= item.head.right_edge.i and parts.is_agent(actor)


def _wrapped(item: Found, found: list[Found]) -> Found | None:
    """Give the find inside "is expected to tell Mori that Japan will buy": the inner act is what counts."""
    content = item.content
    if (
        content is None
        or item.frame.act != "plan"
        or clauses.lemma(content) not in clauses.marks("saying", content.lang_)
    ):
        return None
    inner = parts.clause(content)
    if inner is None:
        return None
    return next((other for other in found if other.head == inner), None)


def _as_expected(item: Found, given: set[int]) -> Found:
    """Make a pledge that is only expected to be voiced an expected one, whose words begin with the expectation."""
    teller = item.head.head
    if item.head.dep_ != "ccomp" or teller.dep_ not in ("xcomp", "acl") or teller.head.i not in given:
        return item
    return replace(item, frame=replace(item.frame, status="expected"), carrier=teller.head)


# ---- from tokens to words


def _commitment(found: Found, doc: Doc, article: Article) -> Commitment | None:
    what = clauses.quote(article, doc, *found.what)
    if what is None or not _WORD.search(what.words):
        return None
    actor = _phrase_span(found.actor, found.what, doc, article)
    listener = addressee(found)
    to = _phrase_span(listener, None, doc, article) if listener != found.actor else None
    span = _whole(found, doc, article)
    if span is None:
        return None
    limits = [limit for first, last in found.conditions if (limit := _condition(first, last, doc, article))]
    cue = sorted(found.cue, key=lambda token: token.i)
    return Commitment(
        id="",
        actor=None,
        actor_words=actor.words if actor else None,
        act=found.frame.act,
        what=what.words,
        span=span,
        status=_status(found),
        cue=clauses.joined(cue),
        to_words=to.words if to else None,
        due=_due(what, article),
        condition=limits[0].words if limits else None,
        negated=found.negated or _content_denied(found) or (found.kind == "verb" and _failed(found.head)),
        actor_span=actor,
        to_span=to,
    )


def _condition(first: int, last: int, doc: Doc, article: Article) -> Span | None:
    """Give a condition with the "if" that opens it."""
    inner = clauses.quote(article, doc, first, last)
    return article.span(doc[first].idx, inner.end) if inner is not None else None


def _phrase_span(token: Token | None, what: tuple[int, int] | None, doc: Doc, article: Article) -> Span | None:
    if token is None:
        return None
    first, last = clauses.phrase(token)
    first = _past_dateline(doc, first, token.i)
    if what is not None and first < what[0] < last and token.i < what[0]:
        # "a deal between the towns on water": the parser may hang "on water" on the towns
        last = what[0] - 1
    if token.dep_ == "poss":
        last = min(last, next((child.i for child in token.rights if child.dep_ == "case"), last))
    return clauses.quote(article, doc, first, last)


def _past_dateline(doc: Doc, first: int, head: int) -> int:
    """Take "OSLO —" off the words that name an actor, where the parser took it for a part of the name."""
    for at in range(first + 1, min(head, first + _LONGEST_DATELINE)):
        if doc[at].text in ("—", "–", "-", "--") and doc[first].is_upper and len(doc[first].text) > 2:
            return at + 1
    return first


def _whole(found: Found, doc: Doc, article: Article) -> Span | None:
    """From the actor, where it stands with its cue, or from the cue, to the end of the content and its condition."""
    points = [token.i for token in found.cue]
    if found.carrier is not None:
        points += [token.i for token in clauses.verb_group(found.carrier) if token.tag_ != "TO"]
        lead = clauses.own_subject(found.carrier)
        if lead is not None and lead.tag_ not in clauses.RELATIVE and 0 < found.carrier.i - lead.i <= _NEAR:
            points.append(clauses.phrase(lead)[0])
    first, last = min(points), max(points) + 1
    first, last = min(first, found.what[0]), max(last, found.what[1])
    for start, end in found.conditions:
        if end - last <= _NEAR and start >= last:
            last = max(last, end)
    if found.to is not None and first > found.to.i >= first - _NEAR and found.kind == "verb":
        first = min(first, clauses.phrase(found.to)[0])
    if found.actor is not None and _stands_with(found):
        start, end = clauses.phrase(found.actor)
        first, last = min(first, start), max(last, end)
    return clauses.quote(article, doc, first, last)


def _stands_with(found: Found) -> bool:
    """Say whether the actor is the cue's own subject or owner, not one carried over from another clause."""
    actor = found.actor
    if actor is None or abs(actor.i - found.head.i) > _NEAR:
        return False
    if found.head in (actor.head, actor.head.head) or actor.head == found.carrier:
        return True
    if found.kind == "noun":
        return found.carrier is None and actor.i in range(found.head.left_edge.i, found.head.right_edge.i + 1)
    own = clauses.own_subject(found.head)
    if own is not None:
        return False
    head = found.head
    for _ in range(6):
        if head.dep_ != "xcomp":
            break
        head = head.head
    return actor.head == head


def _status(found: Found) -> Status:
    """How firm the article holds it: its hedges and tenses before the cue's own standing."""
    status = found.frame.status
    head = found.head
    if parts.is_hedged(head) and found.frame.act != "warning":
        return "speculated"
    if clauses.mood_of(head) in parts.words("future", head.lang_) and status in ("agreed", "done"):
        return "expected"
    if head.dep_ in _GOVERNED and status in ("agreed", "done", "pledged") and clauses.is_infinitive(head):
        return "expected" if _in_prospect(head, status) else status
    if status == "done" and found.kind == "verb" and head.tag_ == "VBG" and head.dep_ != "xcomp":
        return "expected" if any(c.dep_ == "aux" for c in head.lefts) else status
    return status


def _in_prospect(verb: Token, status: Status) -> bool:
    """Say whether an infinitive is yet to come: under "plan" and the like, and a deed unless what governs it brings it about."""
    above = clauses.lemma(verb.head)
    if above in parts.words("prospects", verb.lang_):
        return True
    return status != "pledged" and verb.lang_ == "en" and above not in parts.words("bringing", verb.lang_)


def _failed(verb: Token) -> bool:
    above = verb.head
    return (
        verb.dep_ == "xcomp"
        and clauses.is_infinitive(verb)
        and clauses.lemma(above) in parts.words("failing", above.lang_)
    )


def _content_denied(found: Found) -> bool:
    """Say whether the content is denied: "vowed not to sell" pledges the contrary of selling."""
    content = found.content
    if content is None or found.kind == "future" or found.content == found.head:
        return False
    return (
        found.frame.act not in ("warning", "threat") and clauses.is_infinitive(content) and clauses.is_negated(content)
    )


def _due(what: Span, article: Article) -> When | None:
    months = table(article.language or "en", "commitments").get("words", {}).get("months", "").split()
    for match in _ISO.finditer(what.words):
        return _when(article, what, match, match.group(), "day")
    for match in _DATE.finditer(what.words):
        before, name, after, year = match.groups()
        month = next((n for n, word in enumerate(months, 1) if word.startswith(name.lower()[:3])), None)
        if month is None or (not months[month - 1].startswith(name.lower()) and len(name) > 4):
            continue
        day = int(before or after or 0)
        if 1 <= day <= 31:
            return _when(article, what, match, f"{year}-{month:02}-{day:02}", "day")
        return _when(article, what, match, f"{year}-{month:02}", "month")
    year_match = _YEAR.search(what.words)
    if year_match is None:
        return None
    return _when(article, what, year_match, year_match.group(1), "year")


def _when(article: Article, what: Span, match: re.Match[str], value: str, grain: str) -> When:
    span = article.span(what.start + match.start(), what.start + match.end())
    if grain == "day":
        return When(value, "day", "stated", span)
    return When(value, "month" if grain == "month" else "year", "stated", span)
