"""Small means to read an export again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from variorum.edition.caution import is_doubtful
from variorum.edition.exports import Wanted, written
from variorum.edition.exports.wanted import PLAIN
from variorum.model import Edition, Judgement


def text(form: str, edition: Edition | Iterable[Edition], wanted: Wanted = PLAIN) -> str:
    parts = (edition,) if isinstance(edition, Edition) else edition
    return "".join(written(form, parts, wanted))


def json_lines(edition: Edition | Iterable[Edition], wanted: Wanted = PLAIN) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text("jsonl", edition, wanted).split("\n")[:-1]]


def judged(edition: Edition, **kinds: str) -> Edition:
    """The edition with judgements on findings of its first story: ``f1="dismissed"``."""
    found = tuple(Judgement(name, kind) for name, kind in kinds.items())  # type: ignore[arg-type]
    first, *others = edition.stories
    return replace(edition, stories=(replace(first, judgements=found), *others))


def told(edition: Edition) -> int:
    """How many versions of Points that are no quotes have words, and are not doubtful."""
    points = [point for point in edition.points if point.kind != "quote" and not is_doubtful(point)]
    return sum(1 for point in points for version in point.versions if version.spans or version.statements)
