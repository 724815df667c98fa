"""Measure how well the body is told from the furniture on real pages whose markup was stripped.

    python bench/furniture.py ../shared/data/pages/fundus

Each page becomes all its visible text, one block element a line (navigation, captions, teasers and all), and the
hand-made body that comes with it says which lines are the body. Outlets are parted by a hash of their name: one in
four is kept from training (``held_out``), and only those are reported unless ``--all`` is given.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from variorum.articles.body import BODY, states
from variorum.articles.lines import Line, cut
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
    topics: tuple[str, ...] = ()

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
        lines = cut(visible_text(parse(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))))
        best: tuple[float, tuple[bool, ...], str, tuple[str, ...]] = (0.0, (), "", ())
        for gold in json.loads(labels.read_text(encoding="utf-8")).values():
            said = label(lines, _paragraphs(gold))
            want = sum(len(_letters(p)) for p in _paragraphs(gold)) or 1
            got = sum(len(_letters(line.words)) for line, yes in zip(lines, said, strict=True) if yes)
            best = max(
                best,
                (min(got, want) / max(got, want, 1), said, gold.get("title") or "", tuple(gold.get("topics") or ())),
            )
        if best[0] < 0.8:
            continue
        name = f"{path.parent.name}/{path.name.removesuffix('.html.gz')}"
        digest = hashlib.sha256(f"{path.parent.name}/{outlet}".encode()).digest()
        yield LabelledPage(name, path.parent.name, best[2], tuple(lines), best[1], digest[0] % 4 == 0, best[3])


def score(page: LabelledPage, said: list[bool]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the body in characters."""
    sizes = [len(line.plain) for line in page.lines]
    both = sum(size for size, a, b in zip(sizes, said, page.body, strict=True) if a and b)
    precision = both / max(1, sum(size for size, a in zip(sizes, said, strict=True) if a))
    recall = both / max(1, sum(size for size, b in zip(sizes, page.body, strict=True) if b))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


ENGLISH = frozenset({"us", "uk", "au", "ca", "ind", "za", "na", "tz", "my"})


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--all", action="store_true", help="also the pages that were trained on")
    asked.add_argument("--worst", type=int, default=0, help="name the worst pages")
    options = asked.parse_args()
    found = []
    for page in pages(options.folder):
        if page.held_out or options.all:
            said = [state == BODY for state in states(list(page.lines))]
            found.append((page, score(page, said)))
    groups = {
        "all": found,
        "mostly English countries": [item for item in found if item[0].country in ENGLISH],
        "other countries": [item for item in found if item[0].country not in ENGLISH],
    }
    for name, items in groups.items():
        means = [sum(scores[n] for _, scores in items) / max(1, len(items)) for n in range(3)]
        print(f"{name}: {len(items)} pages, precision {means[0]:.3f}, recall {means[1]:.3f}, F1 {means[2]:.3f}")
    for page, scores in sorted(found, key=lambda item: item[1][2])[: options.worst]:
        print(f"  {page.name}: precision {scores[0]:.2f}, recall {scores[1]:.2f}")


if __name__ == "__main__":
    main()
