"""The page of the nouns: every value of ``variorum.model`` with its fields, made from the code by each build of the site."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from variorum import model

_HEAD = """# The nouns in Python

Every value that passes through the program: `from variorum.model import Edition, …`. [The words](../words.md) says in plain language what each is,
[JSON](../json.md) how it is written. All are frozen; `to_dict()` gives each in the shape of the JSON. An offset counts characters of
`Article.text`, and `article.text[span.start:span.end] == span.words` always holds. `Edition`, `Story` and `Reading` have
[`to_pandas()`](../python.md#data-frames).
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    files.append(File.generated(config, "reference/nouns.md", content=nouns()))
    return files


def nouns() -> str:
    """Write the page: the nouns from the whole to its parts, then the words that a field may hold."""
    values = [one for one in vars(model).values() if inspect.isclass(one) and dataclasses.is_dataclass(one)]
    own = [one for one in values if one.__module__ == model.__name__]
    kinds = {name: get_args(one) for name, one in vars(model).items() if get_origin(one) is Literal}
    known = {one.__name__ for one in own} | kinds.keys()
    order = sorted(own, key=lambda one: inspect.getsourcelines(one)[1], reverse=True)
    parts = [_HEAD, *("\n".join(_noun(one, known)) for one in order), "## What a field may hold\n"]
    parts += [f"### {name}\n\n{', '.join(f'`{word}`' for word in words)}\n" for name, words in kinds.items()]
    return "\n".join(parts)


def _noun(noun: type[Any], known: set[str]) -> Iterator[str]:
    yield from (f"## {noun.__name__}", "", _told(noun), "")
    yield from ("| field | type | if not given |", "|---|---|---|")
    for field in dataclasses.fields(noun):
        yield f"| `{field.name}` | {_typed(str(field.type), known)} | {_default(field)} |"
    derived = [(name, one) for name, one in vars(noun).items() if _is_derived(name, one)]
    if derived:
        yield from ("", "| derived | what it is |", "|---|---|")
        yield from (f"| `{name}{_call(one)}` | {_line(one)} |" for name, one in derived)
    yield ""


def _told(thing: object) -> str:
    """Give a docstring as Markdown that shows just its characters."""
    thing = getattr(thing, "wrapped", thing)  # pydantic's wrapper of a computed field
    text = inspect.getdoc(thing) or ""
    return re.sub(r"(?<!`)([<*_\[\]])(?!`)", r"\\\1", text) if "`" not in text else text


def _line(thing: object) -> str:
    """Give the first paragraph as one cell."""
    return " ".join(_told(thing).partition("\n\n")[0].split()).replace("|", "\\|")


def _typed(annotation: str, known: set[str]) -> str:
    """Give a type with its nouns and kinds as links."""
    plain = re.sub(r"Annotated\[(.*?), .*\]", r"\1", annotation)
    pieces = re.split(rf"\b({'|'.join(sorted(known))})\b", plain)
    linked = [f"[`{one}`](#{one.lower()})" if one in known else _code(one) for one in pieces]
    return "".join(linked)


def _code(text: str) -> str:
    return f"`{text}`" if text.strip() else text


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING or type(field.default).__name__ == "FieldInfo":
        return "" if field.default_factory is dataclasses.MISSING else "a new one"
    return f"`{field.default!r}`"


def _is_derived(name: str, one: object) -> bool:
    return not name.startswith("_") and (
        isinstance(one, property) or inspect.isfunction(one) or hasattr(one, "wrapped")
    )


def _call(one: object) -> str:
    if not inspect.isfunction(one):
        return ""
    return f"({', '.join(name for name in inspect.signature(one).parameters if name != 'self')})"
