"""One thing in which two editions differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from variorum.edition.visible import one_line

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
