"""Pages with the body that a person marked: the Fundus shape, and that of the scrapinghub article-extraction-benchmark.

Outlets of the Fundus shape are parted by a hash of their name: one in four is kept from training (``held_out``).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.articles.lines import Line, cut
from variorum.articles.tree import parse, visible_text

_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class LabelledPage:
    """The lines of one stripped page, and for each whether it belongs to the body; beside them the page itself."""

    name: str
    country: str
    title: str
    lines: tuple[Line, ...]
    body: tuple[bool, ...]
    held_out: bool
    topics: tuple[str, ...]
    markup: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    day: str

    @property
    def prose(self) -> list[Line]:
        """Give the long lines of the body."""
        return [line for line, yes in zip(self.lines, self.body, strict=True) if yes and line.prose]


@dataclass(frozen=True)
class BodyPage:
    """A page and its body as one text."""

    name: str
    markup: str
    body: str


def letters(text: str) -> str:
    """Give the letters and digits of a text alone, by which words are found again in other spacing and punctuation."""
    return _LETTERS.sub("", text.casefold())


def paragraphs_of(gold: dict[str, Any]) -> list[str]:
    """The hand-made body: its summary, its headlines and its paragraphs."""
    body = gold.get("body") or {}
    found = list(body.get("summary", []))
    for section in body.get("sections", []):
        found += [*section["headline"], *section["paragraphs"]]
    return [paragraph for paragraph in found if letters(paragraph)]


def label(lines: list[Line], paragraphs: list[str]) -> tuple[bool, ...]:
    """Say of each line whether it is the body's, by the hand-made paragraphs."""
    keys = [letters(paragraph) for paragraph in paragraphs]
    exact = frozenset(keys)
    whole = "\x00".join(keys)
    said: list[bool] = []
    for line in lines:
        key = letters(line.words)
        inside = len(key) >= 25 and key in whole
        holds = len(key) >= 60 and sum(len(k) for k in keys if len(k) >= 25 and k in key) >= 0.6 * len(key)
        said.append(bool(key) and (key in exact or inside or holds))
    long = [n for n, (line, yes) in enumerate(zip(lines, said, strict=True)) if yes and len(line.plain) >= 60]
    if not long:
        return tuple(said)
    # A short line of the body may also stand in a menu: only near the long ones is it the body's.
    return tuple(yes and long[0] - 3 <= n <= long[-1] + 3 for n, yes in enumerate(said))


def pages(folder: Path) -> Iterator[LabelledPage]:
    """Read every page of the Fundus shape that has a hand-made body which is really on it."""
    for path in sorted(folder.glob("*/*.html.gz")):
        outlet = re.sub(r"_\d{4}_\d\d_\d\d\.html\.gz$", "", path.name)
        labels = path.with_name(f"{outlet}.json")
        if not labels.is_file():
            continue
        markup = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        lines = cut(visible_text(parse(markup)))
        golds = json.loads(labels.read_text(encoding="utf-8")).values()
        # An outlet's parser has versions; the one that was made for this page is the one whose body is on it.
        share, said, gold = max(((*_fit(lines, gold), gold) for gold in golds), key=lambda fitted: fitted[0])
        if share < 0.8:
            continue
        digest = hashlib.sha256(f"{path.parent.name}/{outlet}".encode()).digest()
        yield LabelledPage(
            name=f"{path.parent.name}/{path.name.removesuffix('.html.gz')}",
            country=path.parent.name,
            title=gold.get("title") or "",
            lines=tuple(lines),
            body=said,
            held_out=digest[0] % 4 == 0,
            topics=tuple(gold.get("topics") or ()),
            markup=markup,
            paragraphs=tuple(paragraphs_of(gold)),
            authors=tuple(gold.get("authors") or ()),
            day=(gold.get("publishing_date") or "")[:10],
        )


def _fit(lines: list[Line], gold: dict[str, Any]) -> tuple[float, tuple[bool, ...]]:
    """Say how much of a hand-made body stands on the page, and on which lines."""
    said = label(lines, paragraphs_of(gold))
    want = sum(len(letters(p)) for p in paragraphs_of(gold)) or 1
    got = sum(len(letters(line.words)) for line, yes in zip(lines, said, strict=True) if yes)
    return min(got, want) / max(got, want), said


def body_pages(folder: Path) -> Iterator[BodyPage]:
    """Read a folder with ``ground-truth.json`` (id → ``articleBody``) and ``html/ID.html.gz``; pages without a file are passed over."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, gold in sorted(truth.items()):
        path = folder / "html" / f"{name}.html.gz"
        if path.is_file():
            markup = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
            yield BodyPage(name, markup, gold.get("articleBody") or "")
