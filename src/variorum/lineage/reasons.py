"""Why two tellings are said to hang together, in words, with how sure that is and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.lineage.direction import Direction
from variorum.lineage.evidence import Evidence
from variorum.lineage.families import common_group
from variorum.lineage.matching import Match
from variorum.model import CopyKind, Passage

LIKELY, _VERY_LIKELY = (
    0.55,
    0.8,
)  # how sure it must be that two tellings are of one source to say so, and to say it plainly
_LONGEST = 90  # characters of a passage that a reason cites
_NAMED = {"copy": "the same text", "edit": "the same text, cut or added to", "rewrite": "the same text in other words"}


def derived_reason(evidence: Evidence, way: Direction, kind: CopyKind) -> str:
    """Say why one telling is taken from the other."""
    target, side = (evidence.other, evidence.of_other) if way.first_is_source else (evidence.one, evidence.of_one)
    parts = [
        f"{_NAMED[kind]}: {_followed(side.sentences, len(target.sentences), evidence.in_order)}",
    ]
    if evidence.runs:
        count = len(evidence.runs)
        parts.append(f"{count} whole run{'s' if count > 1 else ''} such as {_cite(evidence.runs[0])}")
    elif evidence.telling:
        parts.append(f"for example {_pair(evidence, evidence.telling[0], first_is_source=way.first_is_source)}")
    return "; ".join(part for part in (*parts, _bond(evidence), way.reason) if part)


def _followed(answered: int, count: int, in_order: int) -> str:
    if count == 1:
        return "its one sentence is in the source"
    # A sentence that was parted in two has two pairs in order, and is one sentence.
    in_order = min(in_order, answered)
    return f"{answered} of the target's {count} sentences answer to the source, {in_order} of them in the same order"


def source_reason(evidence: Evidence, matches: Sequence[Match], sure: float, way: Direction) -> str:
    """Say why two tellings are held to draw on one text that is not here."""
    certainty = "very likely" if sure >= _VERY_LIKELY else "probably"
    parts = [f"{certainty} from one source: {_alike(evidence, matches, way)}"]
    parts.append("each has other material, so neither is the other's copy")
    return "; ".join([*parts, way.reason or _bond(evidence) or "this rests on wording alone"])


def unknown_reason(evidence: Evidence, matches: Sequence[Match], sure: float, way: Direction) -> str:
    """Say what two tellings have in common, and that it does not tell why."""
    named = way.reason or _bond(evidence)
    thin = "no long stretch is the same" if sure >= LIKELY else "that is too little"
    parts = [f"why is unknown: {_alike(evidence, matches, way)}", f"{thin} to say that they had one source", named]
    return "; ".join(part for part in parts if part)


def _alike(evidence: Evidence, matches: Sequence[Match], way: Direction) -> str:
    spoken = sum(match.spoken for match in matches)
    cited = " and ".join(_pair(evidence, match, first_is_source=way.first_is_source) for match in matches[:2])
    half = f"; {spoken} of them report what somebody said, which counts half" if spoken else ""
    return f"{len(matches)} passages outside quotation marks run alike beyond chance, such as {cited}{half}"


def _bond(evidence: Evidence) -> str:
    """Name what ties two tellings besides their words: the agencies that both credit, the publisher of both outlets."""
    credited = common_credits(evidence)
    group = common_group(evidence.one.article, evidence.other.article)
    parts = [f"both credit {credited}" if credited else "", f"both outlets are {group}'s" if group else ""]
    return "; ".join(part for part in parts if part)


def quote_reason(found: Sequence[Passage]) -> str:
    """Say that only a public utterance is common."""
    longest = max(found, key=lambda passage: (len(passage.target.words), -passage.target.start))
    return (
        f"only words that somebody said in public are common ({_cite(longest.target.words)}), which both may have heard:"
        " no copying"
    )


def _pair(evidence: Evidence, match: Match, *, first_is_source: bool) -> str:
    one = evidence.one.sentences[match.one].words
    other = evidence.other.sentences[match.other].words
    left = evidence.one.article.text[one[match.pairs[0][0]].start : one[match.pairs[-1][0]].end]
    right = evidence.other.article.text[other[match.pairs[0][1]].start : other[match.pairs[-1][1]].end]
    source, target = (left, right) if first_is_source else (right, left)
    return _cite(target) if source == target else f"{_cite(source)} / {_cite(target)}"


def _cite(words: str) -> str:
    line = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", words)
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rpartition(" ")[0] + " …"
    return f"“{line}”"


def common_credits(evidence: Evidence) -> str:
    """Name the agencies that both tellings give as their own source."""
    theirs = {credit.lower() for credit in evidence.other.article.credits}
    return ", ".join(sorted({credit for credit in evidence.one.article.credits if credit.lower() in theirs}))
