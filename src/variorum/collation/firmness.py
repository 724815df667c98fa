"""How firm a commitment is told to be, and whether a telling only looks ahead to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from variorum.languages import table
from variorum.model import ArticleId, Commitment, Status

# From the firmest to the least firm.
ORDER: tuple[Status, ...] = ("done", "agreed", "pledged", "considered", "expected", "speculated")
RANK: Mapping[str, int] = {status: rank for rank, status in enumerate(ORDER)}
# Only of these does it matter how firm they are: a refusal or a demand is made or it is not.
_FIRM = frozenset(["pledge", "offer", "agreement", "plan"])
_ASKS = frozenset(["ask", "demand"])
_UNSURE: frozenset[Status] = frozenset(["speculated", "expected"])


def _words(name: str) -> frozenset[str]:
    return frozenset(table("en", "commitments").get("words", {}).get(name, "").split())


def act_class(commitment: Commitment) -> str:
    """Say whether an act binds its actor, asks somebody else, warns, or refuses; a refusal and a pledge may be of one deed."""
    if commitment.act in _ASKS:
        return "ask"
    return "warning" if commitment.act == "warning" else "own"


def against(commitment: Commitment) -> bool:
    """Say whether the thing is not to be: a refusal of it, or a pledge not to do it."""
    return (commitment.act == "refusal") != commitment.negated


def early(article: ArticleId, days: Mapping[ArticleId, date | None], happened: date | None) -> bool:
    """Say whether an article was printed before the day of the story's event."""
    day = days.get(article)
    return happened is not None and day is not None and day < happened


def foretold(commitment: Commitment, is_early: bool) -> bool:
    """Say whether a telling only expects what it tells: others look ahead to it, or it was printed before the event."""
    if commitment.act not in _FIRM and commitment.act not in _ASKS:
        return is_early and commitment.status in _UNSURE
    if commitment.status == "speculated" or set(commitment.cue.lower().split()) & _words("foretelling"):
        return commitment.status in _UNSURE
    return is_early and commitment.status in ("expected", "pledged", "agreed")


def is_firm(commitment: Commitment) -> bool:
    """Say whether it matters how firm an act is: a refusal or a demand is made or it is not."""
    return commitment.act in _FIRM


def level(commitment: Commitment) -> Status | None:
    """The status at which two tellings of one act differ; nothing for a mere "will", which may be the actor's own word.

    Pledged and agreed are told of one act alike, so are expected and speculated.
    """
    if commitment.status == "expected" and set(commitment.cue.lower().split()) & _words("future"):
        return None
    return {"agreed": "pledged", "speculated": "expected"}.get(commitment.status, commitment.status)  # type: ignore[return-value]  # both are statuses
