"""The JSON Schema of an edition, generated from the model."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from variorum.model import Edition

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) that every output of ``to_json`` meets; ``edition.schema.json`` holds the same."""
    generated = TypeAdapter(Edition).json_schema(mode="serialization", by_alias=True)
    return {"$schema": DIALECT, **generated}
