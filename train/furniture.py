"""Train the two line models that tell an article's body from its furniture: ``line_weights.json`` and ``line_trees.json``.

    python -m train.furniture ../shared/data/pages/fundus [--only chain|trees]

A conditional random field (``train.field``) and boosted trees (``train.forests``) over the lines of text that lost its
markup; the program weighs the two together. Trained on the pages of three outlets in four; ``bench furniture``
measures on the fourth (``held_out``). A page is shown in several shapes, because a text that lost its markup reaches us in
all of them: whole, with some of its frame, with hardly any, with none, with its paragraphs run together, and as an
aggregator shows it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np
from bench.labelled_pages import LabelledPage, pages
from train import forests
from train.field import Field, gold_states

from variorum.articles import measures
from variorum.articles.features import describe
from variorum.articles.lines import Line
from variorum.articles.survey import survey

PLACE = Path(__file__).parents[1] / "src/variorum/articles"
SEED = 7
TREES = 200
STEPS, PENALTY = 160, 3.0
FEWEST = 8
ABOUT = "trained by train/furniture.py on three outlets in four of the Fundus test pages (MIT labels)."
Shape = tuple[list[Line], list[bool]]


def shapes(page: LabelledPage, others: list[LabelledPage], dice: random.Random) -> list[Shape]:
    """Give a page in the shapes that stripped text comes in."""
    said = list(page.body)
    first, last = said.index(True), len(said) - 1 - said[::-1].index(True)
    found: list[Shape] = [_spaced(list(page.lines), said, dice)]
    for before, after, keep in ((8, 45, 0.8), (4, 15, 0.6), (2, 30, 0.4), (3, 6, 0.4), (1, 0, 0.0)):
        start = max(0, first - dice.randint(0, before))
        stop = min(len(said), last + 1 + dice.randint(0, after))
        kept = [n for n in range(start, stop) if not first < n < last or said[n] or dice.random() < keep]
        titled = not keep or dice.random() < 0.7
        lines, yes = [page.lines[n] for n in kept], [said[n] for n in kept]
        if titled and page.title and all(line.key != Line(page.title).key for line in lines[: max(1, first - start)]):
            lines, yes = [Line(page.title), *lines], [False, *yes]
        found.append(_spaced(*(_run_together(lines, yes, dice) if dice.random() < 0.25 else (lines, yes)), dice))
    found.append(_aggregated(page, others, dice))
    return found


def _aggregated(page: LabelledPage, others: list[LabelledPage], dice: random.Random) -> Shape:
    """As an aggregator shows it: a row of tags below the body, then teasers of other stories, headline and lead in one.

    Teasers of the same story share its words, so some are paragraphs taken out of the article's own body.
    """
    own = [line for line, yes in zip(page.lines, page.body, strict=True) if yes]
    long = [n for n, line in enumerate(own) if line.prose]
    lent = sorted(dice.sample(long, min(len(long) // 4, 4)))
    lines = [line for n, line in enumerate(own) if n not in lent]
    said = [True] * len(lines)
    if dice.random() < 0.6:
        lines, said = _run_together(lines, said, dice)
    if dice.random() < 0.5:
        lines, said = [Line(page.title or "News"), *lines], [False, *said]
    phrases = _PHRASES.get(page.country, _PHRASES["us"])
    tail: list[str] = [" ".join(page.topics[:6])] if page.topics and dice.random() < 0.7 else []
    tail += [dice.choice(phrases[0]) + dice.choice(("", ":"))] if dice.random() < 0.8 else []
    glue, more = dice.choice(("", " ", ": ")), dice.random() < 0.6
    leads = [own[n].words for n in lent]
    for count in range(dice.randint(2, 7)):
        other = dice.choice(others)
        lead = leads.pop() if leads and dice.random() < 0.6 else dice.choice(other.prose).words[: dice.randint(80, 500)]
        headline = other.title if dice.random() < 0.6 else page.title
        tail += [f"{headline}{glue}{lead}"] if dice.random() < 0.8 or not count else [headline]
        tail += [dice.choice(phrases[1]) + dice.choice(("", " »", " ›"))] if more else []
    return _spaced([*lines, *map(Line, tail)], [*said, *[False] * len(tail)], dice)


_PHRASES = {
    "us": (
        ("Related stories", "More news", "You may also like", "Recommended"),
        ("Read more", "Continue reading", "Full story"),
    ),
    "de": (("Mehr zum Thema", "Weitere Artikel", "Das könnte Sie auch interessieren"), ("Weiterlesen", "Mehr lesen")),
    "fr": (("Sur le même sujet", "À lire aussi", "Articles similaires"), ("Lire la suite", "Lire plus")),
    "es": (("Noticias relacionadas", "Te puede interesar"), ("Leer más", "Seguir leyendo")),
    "it": (("Articoli correlati", "Leggi anche"), ("Leggi tutto", "Continua a leggere")),
    "pl": (("Czytaj także", "Powiązane artykuły"), ("Czytaj więcej", "Czytaj dalej")),
    "tr": (("İlgili haberler", "Diğer haberler"), ("Devamını oku",)),
}
_PHRASES |= {
    "at": _PHRASES["de"],
    "ch": _PHRASES["de"],
    "li": _PHRASES["de"],
    "mx": _PHRASES["es"],
    "py": _PHRASES["es"],
}


def _compatriots(page: LabelledPage, known: list[LabelledPage]) -> list[LabelledPage]:
    near = [other for other in known if other.country == page.country and other.name != page.name and other.prose]
    return near or [other for other in known if other.prose]


def _spaced(lines: list[Line], said: list[bool], dice: random.Random) -> Shape:
    """With blank lines between, without any, or with some."""
    share = dice.choice((0.0, 0.0, 0.5, 1.0, 1.0))
    return [Line(line.words, n == 0 or dice.random() < share) for n, line in enumerate(lines)], said


def _run_together(lines: list[Line], said: list[bool], dice: random.Random) -> Shape:
    """Join neighbouring paragraphs of the body without a space, as aggregators do; cut some ends off."""
    joined: list[Line] = []
    yes: list[bool] = []
    for line, own in zip(lines, said, strict=True):
        if own and yes and yes[-1] and dice.random() < 0.6:
            joined[-1] = Line(joined[-1].words + line.words)
        else:
            joined.append(line)
            yes.append(own)
    last = len(yes) - 1 - yes[::-1].index(True)
    if dice.random() < 0.4 and len(joined[last].words) > 200:
        joined[last] = Line(joined[last].words[:-25].rstrip())
    return joined, yes


def chain(examples: list[Shape], path: Path) -> None:
    """Fit and write the conditional random field."""
    field = Field(
        [describe(survey(lines)) for lines, _ in examples], [gold_states(said) for _, said in examples], FEWEST
    )
    field.fit(STEPS, PENALTY)
    kept = {n: row for n, row in zip(field.names, field.weights, strict=True) if np.abs(row).max() >= 0.02}
    shipped = {
        "about": f"Weights of the line model (columns: body, furniture between paragraphs), {ABOUT}",
        "transitions": [[round(float(value), 3) for value in row] for row in field.transitions],
        "features": {name: [round(float(value), 2) for value in row[1:3]] for name, row in kept.items()},
    }
    path.write_text(json.dumps(shipped, ensure_ascii=False).replace('], "', '],\n"') + "\n", encoding="utf-8")


def trees(examples: list[Shape], path: Path) -> None:
    """Grow and write the trees; long lines count more."""
    rows = [measures.measure(survey(lines)) for lines, _ in examples]
    weights = [[min(len(line.plain), 600) ** 0.5 for line in lines] for lines, _ in examples]
    names = forests.known_names(rows, fewest=20)
    model = forests.grow(rows, [said for _, said in examples], weights, names, TREES)
    forests.write(
        forests.pack(model, names, f"Boosted trees over the lines of a text: is the line body? {ABOUT.capitalize()}"),
        path,
    )


def main() -> None:
    """Train and write both models, or one."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--only", choices=("chain", "trees"))
    asked.add_argument("--write", type=Path, default=PLACE)
    options = asked.parse_args()
    dice = random.Random(SEED)
    known = [page for page in pages(options.folder) if not page.held_out]
    examples = [shape for page in known for shape in shapes(page, _compatriots(page, known), dice)]
    print(f"{len(known)} pages, {sum(len(said) for _, said in examples)} lines", file=sys.stderr)
    if options.only != "chain":
        again = [_aggregated(page, _compatriots(page, known), dice) for page in known]
        trees([*examples, *again], options.write / "line_trees.json")
    if options.only != "trees":
        chain(examples, options.write / "line_weights.json")


if __name__ == "__main__":
    main()
