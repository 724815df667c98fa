# a script: it prints what it does
"""Train the model that picks the body's lines out of a web page, and write ``page_trees.json``.

    python -m train.pages ../shared/data/pages/fundus [--folds 5]

One row a line of a page (its shape, its markup, what trafilatura and the page's linked data say of it), body or not by
the hand-made body that comes with the page. Trained on the pages of three outlets in four, the others (``held_out``) are
for ``bench pages``; ``--folds 5`` instead prints figures over all pages, each outlet read by trees that never saw it.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from pathlib import Path

import numpy as np
from bench.labelled_pages import LabelledPage, label, pages
from bench.metrics import mean_of_pages, shingle_score
from train import forests

from variorum.articles import blocks, opinions, page_measures
from variorum.articles.blocks import Block
from variorum.articles.page_body import SURE
from variorum.articles.tree import parse
from variorum.forest import unpack

WEIGHTS = Path(__file__).parents[1] / "src/variorum/articles/page_trees.json"
ABOUT = (
    "Boosted trees over the lines of a web page: is the line body? Trained by train/pages.py on three outlets in four"
    " of the Fundus test pages (MIT labels)."
)
TREES = 300


class Lesson:
    """A page as the trees are taught it."""

    def __init__(self, page: LabelledPage) -> None:
        tree = parse(page.markup)
        self.page = page
        self.blocks = blocks.cut(tree)
        self.rows = page_measures.measure(self.blocks, opinions.gather(page.markup, opinions.linked_data(tree)))
        self.said = label([block.line for block in self.blocks], list(page.paragraphs))
        self.weights = [self._weight(n) for n in range(len(self.blocks))]
        self.fold = int(hashlib.sha256(re.sub(r"_\d{4}_\d\d_\d\d$", "", page.name).encode()).hexdigest(), 16) % 5

    def _weight(self, n: int) -> float:
        """Long lines count more; lists and quotations that the labels leave out teach nothing.

        A parser that takes only an outlet's paragraphs leaves them out although they are the article's.
        """
        block: Block = self.blocks[n]
        first, last = self.said.index(True), len(self.said) - 1 - self.said[::-1].index(True)
        listed = block.around.tags & {"li", "blockquote"} and block.linked < 0.5
        if listed and not self.said[n] and first < n < last and self.rows[n]["votes"] >= 0.6:
            return 0.0
        return float(min(len(block.line.words), 600) ** 0.5)

    def score(self, trees: object) -> tuple[float, float, float]:
        """Read the page with some trees."""
        sure = trees.sureness(self.rows)  # type: ignore[attr-defined]
        found = "\n".join(b.line.words for b, s in zip(self.blocks, sure, strict=True) if s >= SURE)
        return shingle_score("\n".join(self.page.paragraphs), found)


def taught(lessons: list[Lesson]) -> dict[str, object]:
    """Grow and pack the trees of some lessons."""
    names = forests.known_names([lesson.rows for lesson in lessons], fewest=5)
    model = forests.grow(
        [x.rows for x in lessons], [x.said for x in lessons], [x.weights for x in lessons], names, TREES
    )
    return forests.pack(model, names, ABOUT)


def main() -> None:
    """Train and write the trees, or print figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--folds", type=int, default=0)
    asked.add_argument("--write", type=Path, default=WEIGHTS)
    options = asked.parse_args()
    known = [page for page in pages(options.folder) if options.folds or not page.held_out]
    lessons = [Lesson(page) for page in known]
    print(f"{len(lessons)} pages, {sum(len(x.rows) for x in lessons)} lines", file=sys.stderr)
    if not options.folds:
        forests.write(taught(lessons), options.write)
        return
    scores = []
    for fold in range(options.folds):
        trees = unpack(taught([x for x in lessons if x.fold % options.folds != fold]))  # type: ignore[arg-type]
        scores += [x.score(trees) for x in lessons if x.fold % options.folds == fold]
    print(mean_of_pages(scores))


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    main()
