# ruff: noqa: INP001, T201, S311  # a script: it prints what it does, and its dice are seeded on purpose
"""Train the line model that tells an article's body from its furniture, and write ``line_weights.json``.

    python train/furniture.py ../shared/data/pages/fundus

The same conditional random field that ``variorum.articles.body`` runs, fitted by gradient ascent on the log
likelihood with an L2 penalty (Adam, fixed number of steps, no randomness but a seeded one). Trained on the pages of
three outlets in four; ``bench/furniture.py`` measures on the fourth. A page is shown in several shapes, because a text
that lost its markup reaches us in all of them: whole, with some of its frame, with hardly any, with none, and with
its paragraphs run together.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from variorum.articles import body
from variorum.articles.features import describe
from variorum.articles.lines import Line

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from furniture import LabelledPage, pages  # the bench owns the reading of labelled pages

Floats = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).parents[1] / "src/variorum/articles/line_weights.json"
SEED = 7
# Head and tail score nothing of their own: else two kinds of menu, not the body, would decide where the body lies.
FREE = np.array([0.0, 1.0, 1.0, 0.0])
Shape = tuple[list[Line], list[bool]]


def gold_states(said: list[bool]) -> list[int]:
    """Turn body or not into head, body, inner, tail."""
    if not any(said):
        raise ValueError("a page without a body teaches nothing")
    first, last = said.index(True), len(said) - 1 - said[::-1].index(True)
    return [
        body.HEAD if n < first else body.TAIL if n > last else body.BODY if yes else body.INNER
        for n, yes in enumerate(said)
    ]


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


class Field:
    """The model while it is fitted: one row of four weights a feature, and the transitions."""

    def __init__(self, examples: list[Shape], fewest: int) -> None:
        described = [describe(lines) for lines, _ in examples]
        pages_with: dict[str, int] = {}
        for rows in described:
            for name in {name for row in rows for name in row}:
                pages_with[name] = pages_with.get(name, 0) + 1
        self.names = sorted(name for name, count in pages_with.items() if count >= fewest)
        index = {name: n for n, name in enumerate(self.names)}
        order = sorted(range(len(examples)), key=lambda n: len(examples[n][0]))
        self.rows: list[list[int]] = []
        self.gold: list[int] = []
        self.lengths: list[int] = []
        for n in order:
            states = gold_states(examples[n][1])
            self.lengths.append(len(states))
            self.gold += states
            self.rows += [[index[name] for name in row if name in index] for row in described[n]]
        self.flat = np.concatenate([np.array(row, dtype=np.int64) for row in self.rows])
        self.line = np.repeat(np.arange(len(self.rows)), [len(row) for row in self.rows])
        self.weights = np.zeros((len(self.names), 4))
        self.transitions = np.zeros((4, 4))

    def scores(self) -> Floats:
        """Score every line under every state."""
        found = np.empty((len(self.rows), 4))
        for state in range(4):
            found[:, state] = np.bincount(self.line, self.weights[self.flat, state], len(self.rows))
        return found

    def gradient(self, penalty: float) -> tuple[float, Floats, Floats]:
        """Give the penalised mean log likelihood a line and its gradients."""
        scores = self.scores()
        marginals, expected, normaliser = _forward_backward(scores, self.transitions, self.lengths)
        gold = np.array(self.gold)
        truth = np.eye(4)[gold]
        counted, total, at = np.zeros((4, 4)), -normaliser, 0
        for length in self.lengths:
            steps = gold[at : at + length]
            np.add.at(counted, (steps[:-1], steps[1:]), 1)
            at += length
        total += float((truth * scores).sum() + (counted * self.transitions).sum())
        error = (truth - marginals) * FREE
        slope = np.empty_like(self.weights)
        for state in range(4):
            slope[:, state] = np.bincount(self.flat, error[self.line, state], len(self.names))
        size = len(self.rows)
        total = total / size - penalty / 2 * float((self.weights**2).sum()) / size
        return total, (slope - penalty * self.weights) / size, (counted - expected) / size

    def fit(self, steps: int, penalty: float, rate: float = 0.05) -> None:
        """Climb with Adam for a fixed number of steps."""
        moments = [np.zeros_like(self.weights), np.zeros_like(self.weights)]
        turns = [np.zeros((4, 4)), np.zeros((4, 4))]
        for step in range(1, steps + 1):
            value, slope, turn = self.gradient(penalty)
            pace = rate * (0.5 * (1 + np.cos(np.pi * step / steps)) + 0.02)
            self.weights += _adam(moments, slope, step, pace)
            self.transitions += _adam(turns, turn, step, pace) * body.ALLOWED
            if step % 20 == 0:
                print(f"step {step}: log likelihood a line {value:.4f}", file=sys.stderr)


def _adam(moments: list[Floats], slope: Floats, step: int, rate: float) -> Floats:
    moments[0] += 0.1 * (slope - moments[0])
    moments[1] += 0.01 * (slope**2 - moments[1])
    moved: Floats = rate * (moments[0] / (1 - 0.9**step)) / (np.sqrt(moments[1] / (1 - 0.99**step)) + 1e-8)
    return moved


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    found: Floats = (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)
    return found


def _forward_backward(scores: Floats, transitions: Floats, lengths: list[int]) -> tuple[Floats, Floats, float]:
    """Give every line's marginals, the expected transitions, and the sum of the log normalisers.

    All pages take each step together; ``lengths`` ascend, so the pages still running are always the last ones.
    """
    moves = np.where(body.ALLOWED, transitions, -1e9)
    sizes = np.array(lengths)
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    forward, backward = np.empty_like(scores), np.empty_like(scores)
    forward[offsets] = np.where(body.STARTS, scores[offsets], -1e9)
    for step in range(1, int(sizes.max())):
        at = offsets[np.searchsorted(sizes, step, side="right") :] + step
        forward[at] = _log_sum(forward[at - 1][:, :, None] + moves[None], 1) + scores[at]
    ends = offsets + sizes - 1
    backward[ends] = np.where(body.ENDS, 0.0, -1e9)
    for step in range(int(sizes.max()) - 2, -1, -1):
        at = offsets[np.searchsorted(sizes, step + 1, side="right") :] + step
        backward[at] = _log_sum(moves[None] + (scores[at + 1] + backward[at + 1])[:, None, :], 2)
    normalisers = _log_sum(forward[ends] + backward[ends], 1)
    per_line = np.repeat(normalisers, sizes)
    marginals = np.exp(forward + backward - per_line[:, None])
    inner = np.ones(len(scores), dtype=bool)
    inner[ends] = False
    at = np.flatnonzero(inner)
    pairs = forward[at][:, :, None] + moves[None] + (scores[at + 1] + backward[at + 1])[:, None, :]
    expected = np.exp(pairs - per_line[at][:, None, None]).sum(axis=0)
    return marginals, expected, float(normalisers.sum())


def main() -> None:
    """Train and write the weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--steps", type=int, default=160)
    asked.add_argument("--penalty", type=float, default=3.0)
    asked.add_argument("--fewest", type=int, default=8, help="pages that must show a feature")
    asked.add_argument("--write", type=Path, default=WEIGHTS)
    options = asked.parse_args()
    dice = random.Random(SEED)
    known = [page for page in pages(options.folder) if not page.held_out]
    field = Field([shape for page in known for shape in shapes(page, _compatriots(page, known), dice)], options.fewest)
    print(f"{len(known)} pages, {len(field.rows)} lines, {len(field.names)} features", file=sys.stderr)
    field.fit(options.steps, options.penalty)
    kept = {n: row for n, row in zip(field.names, field.weights, strict=True) if np.abs(row).max() >= 0.02}
    shipped = {
        "about": "Weights of the line model (columns: body, furniture between paragraphs), trained by train/furniture.py on three outlets "
        "in four of the Fundus test pages (MIT labels).",
        "transitions": [[round(float(value), 3) for value in row] for row in field.transitions],
        "features": {name: [round(float(value), 2) for value in row[1:3]] for name, row in kept.items()},
    }
    text = json.dumps(shipped, ensure_ascii=False).replace('], "', '],\n"')
    options.write.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
