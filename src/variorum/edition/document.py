"""The reference output: an edition as one JSON document, its keys in the order of the contract."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from pydantic import TypeAdapter

from variorum.model import (
    Article,
    Claim,
    Commitment,
    Copy,
    DateMention,
    Edition,
    Figure,
    Point,
    Quote,
    SaidBy,
    Story,
)

# The keys that come first; those not named here follow in the order of the model.
_FIRST: Mapping[type, tuple[str, ...]] = {
    Edition: tuple("edition variorum articles stories problems".split()),
    Article: tuple("id input title outlet authors language published url credits text furniture".split()),
    Story: tuple(
        "id title opened latest articles joins lineage entities quotes figures dates commitments claims".split()
    ),
    Copy: tuple("source target kind share reason passages".split()),
    SaidBy: tuple("entity words cue span".split()),
    Quote: tuple("id kind content speaker cue span said_by".split()),
    Figure: tuple("id low high unit hedge measures as_of entities span said_by".split()),
    DateMention: tuple("id value grain event span".split()),
    Commitment: tuple("id actor act what to due condition status span said_by".split()),
    Claim: tuple("id subject predicate object negated modality span said_by".split()),
    Point: tuple("id kind about verdict difference versions silences".split()),
}
_ATTRIBUTES = {"with": "partner"}
_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)


def to_json(edition: Edition) -> str:
    """Write an edition as JSON: UTF-8, indented by two, the same bytes for the same edition."""
    plain = _EDITION.dump_python(edition, mode="json", by_alias=True)
    return json.dumps(_ordered(edition, plain), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _ordered(value: Any, plain: Any) -> Any:
    """Walk a value beside its plain form and put the keys of each object into the contract's order."""
    if isinstance(value, tuple):
        return [_ordered(one, its) for one, its in zip(value, plain, strict=True)]
    if is_dataclass(value):
        first = _FIRST.get(type(value), ())
        keys = (*first, *(key for key in plain if key not in first))
        return {key: _ordered(getattr(value, _ATTRIBUTES.get(key, key)), plain[key]) for key in keys}
    if isinstance(plain, float) and not math.isfinite(plain):
        return None  # JSON has no infinity
    return plain
