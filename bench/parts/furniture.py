"""Furniture: body told from furniture on real pages whose markup was stripped. Character precision, recall, F1, mean of pages.

Set: ``pages/fundus`` (see ``bench.labelled_pages``). The text is stripped in two ways: all visible text, one block
element a line; and the same without blank lines. Split: outlets kept from training
(``held_out``) unless ``--split all`` is given. The rival sees the same lines as paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from bench.data import Missing, tell
from bench.labelled_pages import LabelledPage, label, pages
from bench.metrics import Score
from bench.rivals.pages import justext
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Run, System, measured
from variorum.articles.language import detect
from variorum.articles.lines import Line, cut
from variorum.articles.tree import parse, visible_text

Stripped: TypeAlias = tuple[tuple[Line, ...], str]
"""The lines of a page, and its language."""


@dataclass(frozen=True)
class Lines:
    """One stripped page: its lines, which of them are the body, its language."""

    name: str
    lines: tuple[Line, ...]
    body: tuple[bool, ...]
    language: str


def variorum() -> Callable[[Stripped], list[bool]]:
    """The line model of the program, on lines that were cut already."""
    from variorum.articles.body import BODY, states

    states(cut("A line.\n"))

    def read(item: Stripped) -> list[bool]:
        return [state == BODY for state in states(list(item[0]))]

    return read


SYSTEMS = (System(OURS, variorum), System("jusText", justext, "stoplist of the page's language"))


def without_blanks(text: str) -> str:
    """Drop the empty lines of a text."""
    return "\n".join(line for line in text.splitlines() if line.strip())


SHAPES: dict[str, Callable[[str], str]] = {
    "visible text": lambda markup: visible_text(parse(markup)),
    "no blank lines": lambda markup: without_blanks(visible_text(parse(markup))),
}


def stripped(page: LabelledPage, shape: str) -> Lines:
    """One page in one of the shapes, its lines labelled anew."""
    paragraphs = list(page.paragraphs)
    lines = cut(SHAPES[shape](page.markup)) if shape != "visible text" else list(page.lines)
    return Lines(page.name, tuple(lines), label(lines, paragraphs), detect("\n".join(paragraphs)) or "")


def of_page(page: Lines, said: Sequence[bool] | None) -> Score:
    """Characters of the lines that were said to be, and are, the body."""
    given = said or [False] * len(page.lines)
    sizes = [len(line.plain) for line in page.lines]
    both = sum(size for size, a, b in zip(sizes, given, page.body, strict=True) if a and b)
    found = sum(size for size, a in zip(sizes, given, strict=True) if a)
    return Score(both, found, sum(size for size, b in zip(sizes, page.body, strict=True) if b))


def scores(done: Run[list[bool]], held: Sequence[Lines]) -> dict[str, float]:
    """Mean precision, recall and F1 over the pages, and F1 for English and for other languages."""
    each = [of_page(page, said) for page, said in zip(held, done.answers, strict=True)]

    def mean(values: list[float]) -> float:
        return sum(values) / max(1, len(values))

    english = [one.f1 for one, page in zip(each, held, strict=True) if page.language == "en"]
    other = [one.f1 for one, page in zip(each, held, strict=True) if page.language != "en"]
    groups = {"F1 English": english, "F1 other": other}
    measures = {"F1": mean([one.f1 for one in each]), "P": mean([one.precision for one in each])}
    measures["R"] = mean([one.recall for one in each])
    return measures | {name: mean(values) for name, values in groups.items() if values}


def chosen_pages(folder: Path, ask: Ask) -> tuple[str, list[LabelledPage]]:
    """The pages of the split: those of outlets kept from training, unless all are asked for."""
    if not folder.is_dir():
        raise Missing(folder)
    split = ask.split or "held_out"
    held = (page for page in pages(folder) if split != "held_out" or page.held_out)
    return split, list(islice(held, ask.most(6)))


def _errors(done: Run[list[bool]], held: Sequence[Lines]) -> Iterator[str]:
    each = [(of_page(page, said), page) for page, said in zip(held, done.answers, strict=True)]
    for one, page in sorted(each, key=lambda item: (item[0].f1, item[1].name)):
        yield f"{page.name}: precision {one.precision:.2f}, recall {one.recall:.2f}"


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of both ways of stripping. Raises ``Missing``."""
    split, held = chosen_pages(ask.data / "pages" / "fundus", ask)
    for shape in SHAPES:
        lines = [one for one in (stripped(page, shape) for page in held) if any(one.body)]
        sheet = Sheet("furniture", f"fundus, {shape}", split, len(lines))
        items: list[Stripped] = [(page.lines, page.language) for page in lines]

        def score(done: Run[list[bool]], lines: list[Lines] = lines) -> dict[str, float]:
            if done.name == OURS:
                tell(ask, _errors(done, lines))
            return scores(done, lines)

        yield from measured(sheet, SYSTEMS, items, score, ask)
