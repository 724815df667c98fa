"""Rivals for pages and furniture: trafilatura in its modes, readability-lxml, newspaper4k, and jusText for bare lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.rivals import package
from bench.rivals.apart import servant
from variorum.articles.lines import Line
from variorum.articles.tree import parse, visible_text

Reader = Callable[[str], str]


def trafilatura(**options: bool) -> Callable[[], Reader]:
    """Give trafilatura's ``extract``: text without comments, with tables."""

    def load() -> Reader:
        module = package("trafilatura")

        def read(markup: str) -> str:
            text = module.extract(markup, output_format="txt", include_comments=False, include_tables=True, **options)
            return text or ""

        return read

    return load


def readability() -> Reader:
    """readability-lxml's summary, as its visible text with one block element a line."""
    module = package("readability", "readability-lxml")

    def read(markup: str) -> str:
        return visible_text(parse(module.Document(markup).summary()))

    return read


def newspaper() -> Reader:
    """newspaper4k's article text, from its own environment."""
    return servant("newspaper")


LANGUAGES = {
    "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ko": "Korean", "lb": "Luxembourgish", "lt": "Lithuanian", "ms": "Malay",
    "nb": "Norwegian_Bokmal", "nl": "Dutch", "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "sv": "Swedish", "sw": "Swahili", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip


def justext() -> Callable[[tuple[tuple[Line, ...], str]], list[bool]]:
    """Run jusText over lines given as paragraphs, with the stoplist of the language; all stoplists together where it has none."""
    module = package("justext", "jusText")
    known = module.get_stoplists()
    every: frozenset[str] = frozenset().union(*(module.get_stoplist(name) for name in sorted(known)))

    def read(item: tuple[tuple[Line, ...], str]) -> list[bool]:
        lines, language = item
        name = LANGUAGES.get(language, "")
        stoplist = module.get_stoplist(name) if name in known else every
        markup = "".join(f"<p>line{at} {_escaped(line.words)}</p>" for at, line in enumerate(lines))
        said = [False] * len(lines)
        for paragraph in module.justext(f"<html><body>{markup}</body></html>", stoplist):
            number, _, _ = paragraph.text.partition(" ")
            said[int(number.removeprefix("line"))] = not paragraph.is_boilerplate
        return said

    return read


def _escaped(line: str) -> str:
    kept: Any = line.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(character for character in kept if character.isprintable() or character == "\t")
