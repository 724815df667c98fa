"""An answer as JSON in which nothing is hidden: what cannot be seen is escaped, and every word stays as it is."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel

# JSON escapes the control characters below 32. These can be hidden in it, too: they turn the reading direction, have no width, or
# are the tag characters in which whole sentences can be written that nobody sees.
_HIDDEN = re.compile(
    "[\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff]"
)


def plain(answer: BaseModel) -> dict[str, Any]:
    """Give an answer as plain JSON types, without what is not there."""
    return answer.model_dump(mode="json", exclude_none=True)


def json_text(answer: BaseModel) -> str:
    """Give an answer as JSON on one line; read as JSON, every string is what it was, character for character."""
    written = json.dumps(plain(answer), ensure_ascii=False, separators=(",", ":"))
    return _HIDDEN.sub(_escaped, written)


def _escaped(hidden: re.Match[str]) -> str:
    return json.dumps(hidden.group())[1:-1]
