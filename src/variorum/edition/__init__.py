"""Stage 6: every rendering of an edition, and ``why``, ``verify`` and ``diff``."""

from __future__ import annotations

from .changes import diff
from .document import to_json
from .explanation import why
from .schema import schema
from .verification import verify

__all__ = ["diff", "schema", "to_json", "verify", "why"]
