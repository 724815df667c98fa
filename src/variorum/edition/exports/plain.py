"""Values as JSON text that every reader takes: UTF-8 without lone surrogates, and one line where one line is meant."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from pydantic import TypeAdapter

from variorum.model import Value

_LONE = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile(
    "[\x7f-\x9f\u2028\u2029]"
)  # JSON allows them bare, but some readers take a few of them for a line's end

_ADAPTERS: dict[type, TypeAdapter[Any]] = {}  # to build one takes longer than to write a thousand findings


def paired(text: str) -> str:
    """Put the replacement character for each lone surrogate, which no encoding can carry; every offset still holds."""
    return _LONE.sub("\ufffd", text)


def to_line(value: Any) -> str:
    """Write plain values as one line of JSON, without a line break anywhere in it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return _BREAKS.sub(lambda found: f"\\u{ord(found.group()):04x}", paired(text))


def plainly(value: Value) -> Any:
    """Give a noun of the model as plain JSON values, in the shape of the edition JSON; an infinite number becomes nothing."""
    kind = type(value)
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _finite(_ADAPTERS[kind].dump_python(value, mode="json", by_alias=True))


def _finite(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: _finite(one) for key, one in plain.items()}
    if isinstance(plain, list):
        return [_finite(one) for one in plain]
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain
