"""What a language model added, told apart from everything that the program found: always with the model's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from variorum.edition.visible import one_line, shortened
from variorum.edition.wording import counted, listed
from variorum.model import ModelReading, Proposal, ProposalKind, RefusalReason, Story

PROPOSAL: Final[Mapping[ProposalKind, str]] = {
    "claim": "a claim",
    "gloss": "in short",
    "pairing": "perhaps one thing",
}

REFUSAL: Final[Mapping[RefusalReason, str]] = {
    "no_answer": "the server gave no answer",
    "too_long": "an answer without end",
    "not_json": "an answer that is no JSON",
    "wrong_shape": "not in the shape asked for",
    "too_many": "more than was looked at",
    "markup": "markup, an address or hidden characters",
    "no_evidence": "its evidence is not in the text",
    "elsewhere": "its evidence is in another article",
    "several_sentences": "its evidence is more than one sentence",
    "number": "a number that the words do not bear out",
    "name": "a name that the words do not bear out",
    "negation": "a “not” too few or too many",
    "firmness": "told as fact, though it is not",
    "words": "words that are not the article's",
    "order": "words left out or turned round",
    "clause": "not a whole clause",
    "attribution": "what somebody says, told as fact",
    "unknown": "about something that is not there",
    "kind": "two things of different kinds",
    "date": "two different days",
    "one_telling": "both from one telling",
    "one_voice": "both from one voice",
    "nothing_shared": "nothing in common",
    "known": "already found",
}

TOLD: Final = "Proposed by {model}, a language model: checked against the words, counted nowhere"
FEW: Final = 3
"""Proposals of a story that are shown at first."""
_LONGEST: Final = 80


def by_model(model: str) -> str:
    """Say in a heading whose proposals these are."""
    return TOLD.format(model=shortened(model, _LONGEST))


def shown(story: Story) -> list[Proposal]:
    """Give the proposals whose Points are still in the story: what refers to a finding that is left out is left out, too."""
    names = {point.id for point in story.points}
    return [one for one in story.proposals if names.issuperset(one.points)]


def by_models(story: Story) -> list[tuple[str, list[Proposal]]]:
    """Give a story's proposals by the model that made them."""
    those = shown(story)
    return [
        (model, [one for one in those if one.model == model]) for model in dict.fromkeys(one.model for one in those)
    ]


def in_words(one: Proposal) -> str:
    """Say what a proposal is, without its evidence."""
    words = one_line(one.words)
    if one.kind == "gloss":
        return f"{one_line(one.points[0])} {PROPOSAL[one.kind]}: {words}" if one.points else words
    if one.kind == "pairing":
        return f"{listed([one_line(name) for name in one.points])}: {PROPOSAL[one.kind]} ({words})"
    return f"{PROPOSAL[one.kind]}: {words}"


def told_of(reader: ModelReading) -> str:
    """Say what asking a model came to, and why how much of it was refused."""
    reasons = Counter(one.reason for one in reader.refused)
    why = [
        f"{REFUSAL[reason]}{f' ({number})' if number > 1 else ''}"
        for reason, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    ]
    head = f"{shortened(reader.model, _LONGEST)} was asked {counted(reader.questions, 'question')}: {counted(reader.kept, 'proposal')} kept"
    tail = f": {'; '.join(why)}" if why else ""
    return f"{head}, {len(reader.refused)} refused{tail}."
