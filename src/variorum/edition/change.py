"""One thing in which two editions differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from variorum.edition.visible import one_line
from variorum.model import ArticleId, Span

How = Literal["new", "gone", "changed"]
Field = tuple[str, str, str]
"""The name of a field, its value before, and its value after."""

_SIGN: Mapping[How, str] = {"new": "+", "gone": "-", "changed": "~"}


@dataclass(frozen=True)
class Change:
    """Something new, gone or changed: its kind, what it is in words, and for a change each field before and after."""

    how: How
    kind: str
    what: str
    fields: tuple[Field, ...] = ()

    def __str__(self) -> str:
        turned = "; ".join(f"{name}: {before or 'none'} → {after or 'none'}" for name, before, after in self.fields)
        return f"{_SIGN[self.how]} {self.kind}: {self.what}{' | ' + turned if turned else ''}"

    def to_dict(self) -> dict[str, Any]:
        """Give this change as plain JSON types."""
        fields = [{"field": name, "before": before, "after": after} for name, before, after in self.fields]
        return {"how": self.how, "kind": self.kind, "what": self.what, "fields": fields}


def changed_fields(*fields: tuple[str, str | None, str | None]) -> tuple[Field, ...]:
    """Keep the fields whose values differ, each value as one line."""
    shown = ((name, one_line(before or ""), one_line(after or "")) for name, before, after in fields)
    return tuple((name, before, after) for name, before, after in shown if before != after)


RevisedHow = Literal["dropped", "added", "altered"]
RevisedKind = Literal[
    "correction",
    "figure",
    "quote",
    "speaker",
    "claim",
    "commitment",
    "date",
    "passage",
    "title",
    "byline",
    "published",
    "credits",
]


@dataclass(frozen=True)
class Revised:
    """One finding that a new version of a telling dropped, added or altered.

    ``was`` and ``now`` say it in words, ``about`` what it is of; ``before`` are the words of the old version, ``after`` those of
    the new one. What stands outside the text (title, byline, date, credits) has no spans.
    """

    how: RevisedHow
    kind: RevisedKind
    about: str = ""
    was: str = ""
    now: str = ""
    before: Span | None = None
    after: Span | None = None
    weight: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Give this change as plain JSON types."""
        spans = {
            name: span.to_dict() if span else None for name, span in (("before", self.before), ("after", self.after))
        }
        return {"how": self.how, "kind": self.kind, "about": self.about, "was": self.was, "now": self.now, **spans}


@dataclass(frozen=True)
class Revision:
    """What a new version of a telling changed: the weightiest first, and how many sentences are only ``reworded`` or ``moved``."""

    before: ArticleId
    after: ArticleId
    changes: tuple[Revised, ...] = ()
    reworded: int = 0
    moved: int = 0

    def __bool__(self) -> bool:
        return bool(self.changes)

    def to_dict(self) -> dict[str, Any]:
        """Give the changes as plain JSON types."""
        counts = {"reworded": self.reworded, "moved": self.moved}
        return {
            "before": self.before,
            "after": self.after,
            "changes": [change.to_dict() for change in self.changes],
            **counts,
        }
