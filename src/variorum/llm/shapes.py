"""The shapes in which a model is to answer. Anything else is refused as a whole answer, or one proposal at a time."""

from __future__ import annotations

import contextlib
import json
import re
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from variorum.llm.limits import DEFAULT, Limits
from variorum.llm.refusals import No, cut
from variorum.llm.runs import bare

_LONGEST = {"evidence": 240, "object": 160}
_STRICT = ConfigDict(strict=True, extra="ignore", frozen=True)


class ClaimSaid(BaseModel):
    """A claim with the words it is taken from."""

    model_config = _STRICT

    evidence: str
    subject: str
    predicate: str
    object: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """Subject, predicate and object."""
        return self.subject, self.predicate, self.object

    @property
    def told(self) -> str:
        """The claim as one piece."""
        return " ".join(part for part in self.parts if part)

    def count(self, part: str, language: str | None) -> int:
        """Count the words of a part, articles aside."""
        return len(bare(part, language))


class GlossSaid(BaseModel):
    """What a Point is said to be about."""

    model_config = _STRICT

    point: str
    words: str


class PairSaid(BaseModel):
    """Two statements that are said to be about one thing."""

    model_config = _STRICT

    one: str
    other: str


Said = TypeVar("Said", ClaimSaid, GlossSaid, PairSaid)


def schema(shape: type[BaseModel], name: str, most: int) -> dict[str, Any]:
    """Give the JSON Schema of an answer: a list of such proposals under one name."""
    item = shape.model_json_schema()
    # A small model that may write on repeats itself until it is cut off.
    properties = {key: {"type": "string", "maxLength": _LONGEST.get(key, 80)} for key in item["properties"]}
    one = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {name: {"type": "array", "maxItems": most, "items": one}},
        "required": [name],
        "additionalProperties": False,
    }


class Bad(NamedTuple):
    """What of an answer is refused before anything is held against an article; ``whole``: the answer itself."""

    no: No
    words: str
    whole: bool = False


def told(answer: str, shape: type[Said], name: str, limits: Limits = DEFAULT) -> tuple[list[Said], list[Bad]]:
    """Read an answer: its proposals, and what of it is refused, each with the words it is about."""
    text = _unfenced(answer)
    cut_off: list[Bad] = []
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        plain = {name: _begun(text, name, limits.proposals)}
        cut_off = [Bad(No("not_json", "the answer is not JSON, or was cut off"), cut(answer[:1000]), whole=True)]
    listed = plain.get(name) if isinstance(plain, dict) else None
    if not isinstance(listed, list):
        return [], [Bad(No("wrong_shape", f"the answer has no list of {name}"), cut(answer[:1000]), whole=True)]
    good: list[Said] = []
    bad = cut_off
    for one in listed[: limits.proposals]:
        try:
            good.append(_one(one, shape, limits))
        except (ValidationError, ValueError, RecursionError):
            bad.append(Bad(No("wrong_shape", "it does not have the parts that were asked for"), _shown(one)))
    beyond = len(listed) - limits.proposals
    if beyond > 0:
        bad.append(Bad(No("too_many", f"{beyond} more were not looked at"), ""))
    return good, bad


def _begun(text: str, name: str, most: int) -> list[Any]:
    """Give the whole proposals of an answer that was cut off."""
    begin = re.match(rf'\s*\{{\s*"{name}"\s*:\s*\[', text)
    found: list[Any] = []
    at = begin.end() if begin else len(text)
    with contextlib.suppress(ValueError, RecursionError):
        while len(found) < most and (brace := re.compile(r"[\s,]*(?=\{)").match(text, at)):
            one, at = json.JSONDecoder().raw_decode(text, brace.end())
            found.append(one)
    return found


def _one(plain: object, shape: type[Said], limits: Limits) -> Said:
    said = shape.model_validate(plain)
    values = [str(value) for value in said.model_dump().values()]
    if any(len(value) > limits.words for value in values) or not all(_is_text(value) for value in values):
        raise ValueError("too long, or no text")
    return said


def _is_text(value: str) -> bool:
    """Say whether it can be written as UTF-8 at all: JSON may bring halves of characters."""
    return not any("\ud800" <= char <= "\udfff" for char in value)


def _shown(plain: object) -> str:
    try:
        shown = json.dumps(plain, ensure_ascii=True)[:1000]
    except RecursionError:
        shown = ""
    return cut(shown)


def _unfenced(answer: str) -> str:
    """Models like to put a fence of Markdown around JSON."""
    text = answer.strip()
    if text.startswith("```") and text.endswith("```") and "\n" in text:
        return text[text.index("\n") : -3]
    return text


class Ignored(BaseModel):
    """Whatever else a server's answer holds is not looked at."""

    model_config = ConfigDict(extra="ignore")


class Message(Ignored):
    """What the model says."""

    content: str


class Choice(Ignored):
    """One answer of several."""

    message: Message


class Completion(Ignored):
    """A server's answer to ``POST /chat/completions``, as far as it is looked at."""

    choices: list[Choice] = Field(min_length=1)
