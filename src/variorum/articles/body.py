"""Tell the body of a plain text from its furniture: two line models, weighed together.

A chain that weighs a line's neighbours as one reading of the text (``chain``) and boosted trees that weigh more of
each line (``forest`` over ``measures``) go wrong on different pages; together they are better than either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from variorum import forest
from variorum.articles import chain, measures, phrases
from variorum.articles.chain import BODY, HEAD, INNER, TAIL, Floats
from variorum.articles.lines import Line
from variorum.articles.survey import survey

__all__ = ["BODY", "HEAD", "INNER", "TAIL", "barred", "pick", "states"]

# The trees count for two: of five ways to weigh the two models the best on the pages kept for measuring, by 0.005.
_TREES, _CHAIN = 2, 1
# Pages end with a footer, short texts with their last sentence: one that stands right behind the body and reads as a sentence is
# given the benefit of the doubt. On the labelled pages this changes nothing.
_CLOSING, _CLOSING_WORDS = 3.0, 7
_SENTENCE_END = re.compile(r"[.!?…。][\"'”»’)\]]{0,3}\s*$")
# Beyond this no model can be sure.
_SUREST = 1e-4
# A picture, or an address with at most a label ("Source: https://…"): no page has these for a paragraph.
_NEVER_BODY = re.compile(r"!\[[^\]]*\]\(\S*\)+$|(?:[^\W\d_]{2,20}\s?:\s?)?(?:https?://|www\.)\S+$")
# Nor a line that opens with one of these phrases and a colon ("Related stories: …").
_ANNOUNCED = frozenset({"boilerplate", "comments", "promo", "social", "tags", "teaser"})


def states(lines: Sequence[Line]) -> list[int]:
    """Give each line its state: 0 head, 1 body, 2 furniture between paragraphs, 3 tail."""
    said = pick(lines)
    if not any(said):
        return [HEAD] * len(lines)
    first, last = said.index(True), len(said) - 1 - said[::-1].index(True)
    return [BODY if own else HEAD if n < first else TAIL if n > last else INNER for n, own in enumerate(said)]


def pick(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it is body; a text of more than pictures and addresses has a body, if only one line."""
    open_to = [n for n, line in enumerate(lines) if not barred(line)]
    said = [False] * len(lines)
    if not open_to:
        return said
    known = survey(lines)
    trees = forest.load("variorum.articles", "line_trees")
    sure = trees.probability(measures.columns(known, frozenset(trees.names)).matrix(trees.names))
    odds = _TREES * _log_odds(sure) + _CHAIN * _log_odds(chain.sureness(known))
    for n in open_to:
        said[n] = bool(odds[n] >= 0)
    last = len(lines) - 1
    if last > 0 and said[last - 1] and last in open_to and _is_sentence(lines[last]):
        said[last] = bool(odds[last] + _CLOSING >= 0)
    if not any(said):
        said[max(open_to, key=lambda n: (float(odds[n]), -n))] = True
    return said


def _is_sentence(line: Line) -> bool:
    words = len(line.plain.split())
    return words >= _CLOSING_WORDS and bool(_SENTENCE_END.search(line.plain)) and not phrases.opening(line)


def barred(line: Line) -> bool:
    """Whether a line cannot be body, wherever it stands."""
    return bool(_NEVER_BODY.match(line.plain) or phrases.opening(line) & _ANNOUNCED)


def _log_odds(sure: Floats) -> Floats:
    bounded = np.clip(sure, _SUREST, 1 - _SUREST)
    found: Floats = np.log(bounded / (1 - bounded))
    return found
