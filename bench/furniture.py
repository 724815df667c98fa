"""Measure how well the body is told from the furniture on real pages whose markup was stripped.

    python bench/furniture.py [FOLDER] [--data DIR] [--all] [--worst N]

Each page becomes all its visible text, one block element a line (navigation, captions, teasers and all), and the
hand-made body that comes with it says which lines are the body. Outlets are parted by a hash of their name: one in
four is kept from training (``held_out``), and only those are reported unless ``--all`` is given.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from _data import asking, needed

from variorum.articles.body import BODY, states
from variorum.articles.language import detect
from variorum.articles.lines import Line, cut
from variorum.articles.names import fold
from variorum.articles.pages import read as read_page
from variorum.articles.tree import parse, visible_text

_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class LabelledPage:
    """The lines of one stripped page, and for each whether it belongs to the body."""

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


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _paragraphs(gold: dict[str, object]) -> list[str]:
    body = gold.get("body") or {}
    assert isinstance(body, dict)
    found = list(body.get("summary", []))
    for section in body.get("sections", []):
        found += [*section["headline"], *section["paragraphs"]]
    return [paragraph for paragraph in found if _letters(paragraph)]


def label(lines: list[Line], paragraphs: list[str]) -> tuple[bool, ...]:
    """Say of each line whether it is the body's, by the hand-made paragraphs."""
    keys = [_letters(paragraph) for paragraph in paragraphs]
    exact = frozenset(keys)
    whole = "\x00".join(keys)
    said: list[bool] = []
    for line in lines:
        key = _letters(line.words)
        inside = len(key) >= 25 and key in whole
        holds = len(key) >= 60 and sum(len(k) for k in keys if len(k) >= 25 and k in key) >= 0.6 * len(key)
        said.append(bool(key) and (key in exact or inside or holds))
    long = [n for n, (line, yes) in enumerate(zip(lines, said, strict=True)) if yes and len(line.plain) >= 60]
    if not long:
        return tuple(said)
    # A short line of the body may also stand in a menu: only near the long ones is it the body's.
    return tuple(yes and long[0] - 3 <= n <= long[-1] + 3 for n, yes in enumerate(said))


def pages(folder: Path) -> Iterator[LabelledPage]:
    """Read every page that has a hand-made body which is really on it."""
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
            paragraphs=tuple(_paragraphs(gold)),
            authors=tuple(gold.get("authors") or ()),
            day=(gold.get("publishing_date") or "")[:10],
        )


def _fit(lines: list[Line], gold: dict[str, object]) -> tuple[float, tuple[bool, ...]]:
    """Say how much of a hand-made body stands on the page, and on which lines."""
    said = label(lines, _paragraphs(gold))
    want = sum(len(_letters(p)) for p in _paragraphs(gold)) or 1
    got = sum(len(_letters(line.words)) for line, yes in zip(lines, said, strict=True) if yes)
    return min(got, want) / max(got, want), said


def score(page: LabelledPage, said: list[bool]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the body in characters."""
    sizes = [len(line.plain) for line in page.lines]
    both = sum(size for size, a, b in zip(sizes, said, page.body, strict=True) if a and b)
    precision = both / max(1, sum(size for size, a in zip(sizes, said, strict=True) if a))
    recall = both / max(1, sum(size for size, b in zip(sizes, page.body, strict=True) if b))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def score_page(page: LabelledPage) -> tuple[tuple[float, float, float], tuple[bool, bool, bool]]:
    """Read a page with its markup: precision, recall and F1 of its body, and whether title, day and authors are right."""
    article, _ = read_page(page.markup, page.name)
    if article is None:
        return (0.0, 0.0, 0.0), (False, False, False)
    lines = cut(article.text)
    sizes = [len(_letters(line.words)) for line in lines]
    got = sum(size for size, yes in zip(sizes, label(lines, list(page.paragraphs)), strict=True) if yes)
    precision = got / max(1, sum(sizes))
    recall = min(1.0, got / max(1, sum(len(_letters(words)) for words in page.paragraphs)))
    right = (
        fold(article.title or "") == fold(page.title),
        (article.published.value if article.published else "") == page.day,
        {fold(name) for name in article.authors} == {fold(name) for name in page.authors},
    )
    return (precision, recall, 2 * precision * recall / max(1e-9, precision + recall)), right


def report(name: str, scores: list[tuple[float, float, float]]) -> None:
    """Print one line of figures."""
    means = [sum(score[n] for score in scores) / max(1, len(scores)) for n in range(3)]
    print(f"{name}: {len(scores)} pages, precision {means[0]:.3f}, recall {means[1]:.3f}, F1 {means[2]:.3f}")


def main() -> None:
    """Print the figures."""
    asked = asking(__doc__)
    asked.add_argument("folder", nargs="?", type=Path, help="the labelled pages (pages/fundus, in DIR)")
    asked.add_argument("--all", action="store_true", help="also the pages that were trained on")
    asked.add_argument("--worst", type=int, default=0, help="name the worst pages")
    options = asked.parse_args()
    folder = options.folder or options.data / "pages" / "fundus"
    needed(folder)
    stripped, marked = [], []
    for page in pages(folder):
        if page.held_out or options.all:
            said = [state == BODY for state in states(list(page.lines))]
            stripped.append((page, score(page, said)))
            marked.append(score_page(page))
    english = [detect("\n".join(page.paragraphs)) == "en" for page, _ in stripped]
    report("stripped, all", [scores for _, scores in stripped])
    report("stripped, English", [scores for (_, scores), yes in zip(stripped, english, strict=True) if yes])
    report("stripped, other languages", [scores for (_, scores), yes in zip(stripped, english, strict=True) if not yes])
    report("with their markup, all", [scores for scores, _ in marked])
    report("with their markup, English", [scores for (scores, _), yes in zip(marked, english, strict=True) if yes])
    right = [sum(found[n] for _, found in marked) for n in range(3)]
    print(f"with their markup: title right {right[0]}, day {right[1]}, authors {right[2]} of {len(marked)}")
    for page, scores in sorted(stripped, key=lambda item: item[1][2])[: options.worst]:
        print(f"  {page.name}: precision {scores[0]:.2f}, recall {scores[1]:.2f}")


if __name__ == "__main__":
    main()
