"""An example's edition, and what a person wants found in it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import variorum
from variorum.model import Edition, Story

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def edition(name: str) -> Edition:
    return variorum.compare(EXAMPLES / name)


@cache
def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLES / name / "expected.json").read_text(encoding="utf-8"))
    return found


def story(name: str) -> Story:
    assert len(edition(name).stories) == 1, "an example is one story"
    return edition(name).stories[0]


def stem(name: str, article: str) -> str:
    return next(Path(a.input).stem for a in edition(name).articles if a.id == article)
