"""From evidence to a judgement: copied, edited, rewritten, from a shared source, only quoting the same words, or unknown."""

from __future__ import annotations

import math
from collections.abc import Sequence

from variorum.lineage.direction import Direction, by_credit, direction
from variorum.lineage.evidence import Evidence, Side
from variorum.lineage.families import common_group, one_outlet
from variorum.lineage.matching import Match
from variorum.lineage.passages import passages
from variorum.lineage.reasons import LIKELY, common_credits, derived_reason, quote_reason, source_reason, unknown_reason
from variorum.lineage.tellings import Telling
from variorum.model import Copy, CopyKind, Passage

# One telling comes from the other when the matches weigh this much beyond chance (nats) …
_DERIVED = 50.0
# … and most of its own sentences are explained: half of them for half their weight, or, where a rewriter has changed
# nearly every word, three in five for three tenths with this weight for each sentence.
_EXPLAINED, _PARTLY_EXPLAINED, _EACH = 0.45, 0.6, 6.0
# Where people speak most of the time, the quotations count too: what all matches weigh, the part of both texts, or of one.
_HEAVY, _THROUGHOUT, _NEARLY_ALL = 100.0, 0.6, 0.8
# Nearly all in the same words, or most of what is explained.
_VERBATIM, _MOSTLY_VERBATIM = 0.85, 0.65
# Where each side has so much that the other does not explain, neither is the other's copy: both had a third text.
_BOTH_HAVE_MORE = 0.38
# Words in common beyond chance: in three places or more, and in the tellers' own words.
_SHARED, _OWN, _PLACES = 18.0, 8.0, 3
# Only what runs the same in the tellers' own words shows one source, in so many places (one fewer if both name one):
# so many same words on end, or most of both sentences.
_STRONG_RUN, _STRONG_PART, _STRONG_PLACES = 7, 0.6, 2
_DOUBT = 10.0  # nats that events of one kind, told by the same sort of people, may have in common all the same
_CREDIT = 0.3  # part of the doubt that a credit to one agency, or one publisher, takes away
# A public utterance in common: nats, and words in a row that are the same, more of them where no quotation mark stands.
_UTTERANCE, _QUOTED_RUN, _SPOKEN_RUN = 14.0, 4, 7


def judge(evidence: Evidence, others: Sequence[Telling]) -> Copy | None:
    """Say how two tellings of one language hang together, or nothing if they do not."""
    if _identical(evidence) or (_derived(evidence) and not _both_have_more(evidence)):
        return _copy(evidence, others)
    if _shares(evidence) and (shared := _shared(evidence)):
        return shared
    uttered = _utterances(evidence)
    return _shared_quote(evidence, uttered) if uttered else None


def _identical(evidence: Evidence) -> bool:
    """Nearly every sentence of both is in the other, however little the words of a short notice weigh."""
    return min(evidence.of_one.runs, evidence.of_other.runs) >= _VERBATIM


def _derived(evidence: Evidence) -> bool:
    return _throughout(evidence) or (
        evidence.weight >= _DERIVED and (_explained(evidence, 0) or _explained(evidence, 1))
    )


def _throughout(evidence: Evidence) -> bool:
    """Say whether one telling is the other's through and through, quotations and all: no two reporters choose alike.

    Either both are mostly the same, or nearly all of the one's sentences answer to the other's, its own ones too.
    """
    if sum(match.weight for match in evidence.matches) < _HEAVY:
        return False
    if min(evidence.of_one.whole, evidence.of_other.whole) >= _THROUGHOUT:
        return True
    parts = (min(side.partly, side.own_partly) for side in (evidence.of_one, evidence.of_other))
    return max(parts) >= _NEARLY_ALL and evidence.weight >= _SHARED and evidence.own_weight >= _OWN


def _explained(evidence: Evidence, side: int) -> bool:
    part = (evidence.of_one, evidence.of_other)[side]
    sentences = len((evidence.one, evidence.other)[side].sentences)
    return part.own >= _EXPLAINED or (
        part.own_partly >= _PARTLY_EXPLAINED and evidence.weight >= _EACH * max(1, sentences)
    )


def _both_have_more(evidence: Evidence) -> bool:
    """Say whether each side has much of its own, and nothing says that it was taken from the other all the same."""
    one, other = evidence.one.article, evidence.other.article
    if one_outlet(one, other) or by_credit(one, other):
        return False
    return max(evidence.of_one.partly, evidence.of_other.partly) < 1 - _BOTH_HAVE_MORE


def _copy(evidence: Evidence, others: Sequence[Telling]) -> Copy:
    way = direction(evidence, others)
    target = evidence.of_other if way.first_is_source else evidence.of_one
    source = evidence.of_one if way.first_is_source else evidence.of_other
    kind = _kind(source, target)
    share = target.runs if kind == "copy" else max(target.whole, target.partly)
    return Copy(
        *_ends(evidence, way),
        kind,
        round(min(1.0, share), 3),
        derived_reason(evidence, way, kind),
        passages(evidence, evidence.matches, first_is_source=way.first_is_source),
        round(_sureness(evidence, share) * (1.0 if way.sure else 0.8), 2),
        directed=way.sure,
    )


def _ends(evidence: Evidence, way: Direction) -> tuple[str, str]:
    one, other = evidence.one.article.id, evidence.other.article.id
    return (one, other) if way.first_is_source else (other, one)


def _kind(source: Side, target: Side) -> CopyKind:
    if min(source.runs, target.runs) >= _VERBATIM:
        return "copy"
    explained = max(source.partly, target.partly)
    runs = max(source.runs, target.runs)
    return "edit" if runs >= _MOSTLY_VERBATIM * explained else "rewrite"


def _sureness(evidence: Evidence, share: float) -> float:
    if _identical(evidence):
        return 0.99
    return min(0.99, (1 - math.exp(-evidence.weight / 40)) * min(1.0, 0.5 + share))


def _shares(evidence: Evidence) -> bool:
    """Say whether there is more in common than chance: in several places, or, if it is as much as makes a copy, in any."""
    if evidence.own_weight >= _DERIVED and any(_strong(match) for match in evidence.telling):
        return True
    return evidence.weight >= _SHARED and evidence.own_weight >= _OWN and len(evidence.telling) >= _PLACES


def _shared(evidence: Evidence) -> Copy | None:
    """Both from one source that is not here, if long stretches run the same in the tellers' own words; else unknown why.

    Nothing at all where no stretch does so and the words in common are few besides.
    """
    one, other = evidence.one.article, evidence.other.article
    named = by_credit(one, other)
    way = named or _by_id(evidence)
    held = evidence.telling
    sure = (1 - math.exp(-(evidence.weight - _DOUBT) / 25)) * min(1.0, (len(held) + 1) / 5)
    bound = named is not None or bool(common_credits(evidence)) or common_group(one, other) is not None
    if bound:
        sure += (1 - sure) * _CREDIT
    strong = sum(_strong(match) for match in held)
    if not strong and sure < LIKELY:
        return None
    known = strong >= (_STRONG_PLACES - 1 if bound else _STRONG_PLACES) and sure >= LIKELY
    found = passages(evidence, (*held, *evidence.supporting), first_is_source=way.first_is_source)
    return Copy(
        *_ends(evidence, way),
        "shared_source" if known else "unknown",
        _share(evidence, found, way),
        (source_reason if known else unknown_reason)(evidence, held, sure, way),
        found,
        round(min(0.97, sure), 2),
        directed=False,
    )


def _strong(match: Match) -> bool:
    """Say whether a match is more than two reporters' words for one fact."""
    if match.quoted or match.spoken:
        return False
    return match.run >= _STRONG_RUN or min(match.of_one, match.of_other) >= _STRONG_PART


def _by_id(evidence: Evidence) -> Direction:
    return Direction(evidence.one.article.id <= evidence.other.article.id, "", sure=False)


def _share(evidence: Evidence, found: tuple[Passage, ...], way: Direction) -> float:
    """Give the part of the target's characters that lies in passages, counting none twice."""
    covered = end = 0
    for passage in found:  # in the order of the target
        covered += max(0, passage.target.end - max(end, passage.target.start))
        end = max(end, passage.target.end)
    return round(min(1.0, covered / max(1, (evidence.other if way.first_is_source else evidence.one).length)), 3)


def _utterances(evidence: Evidence) -> tuple[Match, ...]:
    found = [
        match
        for match in evidence.uttered
        if match.weight >= _UTTERANCE and match.run >= (_QUOTED_RUN if match.quoted else _SPOKEN_RUN)
    ]
    return tuple(sorted(found, key=lambda match: (-match.weight, match.one, match.other)))


def _shared_quote(evidence: Evidence, uttered: tuple[Match, ...]) -> Copy:
    way = _by_id(evidence)
    found = passages(evidence, uttered, first_is_source=way.first_is_source)
    weight = sum(match.weight for match in uttered)
    return Copy(
        *_ends(evidence, way),
        "shared_quote",
        _share(evidence, found, way),
        quote_reason(found),
        found,
        round(min(0.97, 1 - math.exp(-weight / 25)), 2),
        directed=False,
    )
