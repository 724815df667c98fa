"""One article in, its figures out; this page tells the whole flow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.model import Article, Figure
from variorum.statements.figures.ages import age_beside_name
from variorum.statements.figures.amounts import Amount, amount_at, range_at
from variorum.statements.figures.as_of import as_of
from variorum.statements.figures.changes import change_of, is_moving, step_before
from variorum.statements.figures.ground import Found, Ground, lay_out
from variorum.statements.figures.hedges import bounds, hedge_after, hedge_before
from variorum.statements.figures.measured import measured
from variorum.statements.figures.passed_over import closed_spans, is_passed_over
from variorum.statements.figures.ranks import rank_at
from variorum.statements.figures.rough import rough_at, rough_starters
from variorum.statements.figures.scores import is_score
from variorum.statements.figures.shared import with_shared_units

if TYPE_CHECKING:
    from spacy.tokens import Doc


def figures_in(doc: Doc | None, article: Article) -> tuple[Figure, ...]:
    """Find every figure of an article, in text order, with ids ``f1``, ``f2`` ….

    ``doc`` is the parse of ``article.text``; without one, numbers and units are read by grammar alone, and what they
    measure is the words that follow. ``said_by`` and ``entities`` are left for later stages.
    """
    if not table(article.language or "en", "figures"):
        return ()
    ground = lay_out(doc, article)
    found = with_shared_units(ground, _with_changes(ground, _found(ground)))
    figures: list[Figure] = []
    sentence: tuple[int, int] | None = None
    earlier: tuple[tuple[Found, str | None], ...] = ()
    for number, one in enumerate(found):
        if ground.sentence_of(one.first) != sentence:
            sentence, earlier = ground.sentence_of(one.first), ()
        near = tuple(found[max(0, number - 4) : number] + found[number + 1 : number + 4])
        measure = measured(ground, one, earlier)
        date = as_of(ground, one, near)
        if date is not None and any(measure == other for _, other in earlier):
            measure = _undated(measure, date.value)
        earlier = (*earlier[-7:], (one, measure))
        opens = one.first - (one.low != one.high and ground.low(one.first - 1) in ground.grammar.between)
        span = article.span(ground.lex[opens].start, ground.lex[one.after - 1].end)
        figures.append(
            Figure(
                id=f"f{number + 1}", kind=one.kind, low=one.low, high=one.high, span=span, unit=one.unit,
                hedge=one.hedge, measures=measure, change=one.change, as_of=date,
            )
        )  # fmt: skip
    return tuple(figures)


def _undated(measure: str | None, date: str) -> str | None:
    """Take another year out of a measure that a compared figure shares: "Spain's 2019 output" told for 2018."""
    words = (measure or "").split()
    kept = [word for word in words if not (word.isdigit() and len(word) == 4 and not date.startswith(word))]
    return " ".join(kept) or measure


def _found(ground: Ground) -> list[Found]:
    """Walk through the text once, taking at each place the first reader that finds something."""
    closed = list(reversed(closed_spans(ground.article.text, ground.language)))
    starters = ground.grammar.numbers.starters | rough_starters(ground.language)
    articles = ground.grammar.numbers.articles
    found: list[Found] = []
    at = 0
    while at < len(ground.lex):
        lexeme = ground.lex[at]
        while closed and closed[-1][1] <= lexeme.start:
            closed.pop()
        if closed and closed[-1][0] <= lexeme.start:
            at += 1
            continue
        one, after = _read(ground, at, starters, articles)
        # A sign between two numbers ("5$3") belongs to the first.
        if one is not None and (not found or one.first >= found[-1].after):
            found.append(one)
        at = max(after, at + 1)
    return found


def _read(ground: Ground, at: int, starters: frozenset[str], articles: frozenset[str]) -> tuple[Found | None, int]:
    """Read what begins at a lexeme; gives the figure, if it is one, and where to go on."""
    lexeme = ground.lex[at]
    if lexeme.kind == "word" and lexeme.low not in starters and lexeme.low not in articles:
        rank = rank_at(ground, at)
        return rank, rank.after if rank else at + 1
    if lexeme.kind == "mark" and lexeme.text != "#" and not lexeme.text.isalnum():
        return None, at + 1
    if lexeme.kind == "break":
        return None, at + 1
    if rank := rank_at(ground, at):
        return rank, rank.after
    if rough := rough_at(ground, at):
        return rough, rough.after
    return _amount(ground, at)


def _amount(ground: Ground, at: int) -> tuple[Found | None, int]:
    amount = amount_at(ground.lex, at, ground.grammar) or _one_unit(ground, at)
    if amount is None:
        return None, at + 1
    first = amount.first
    amount = range_at(
        ground.lex, amount, ground.grammar, moving=is_moving(ground, first), steps=bool(step_before(ground, first))
    )
    if age := age_beside_name(ground, amount):
        return age, age.after
    before = hedge_before(ground, amount.first, unit_kind=amount.kind)
    score = before is None and is_score(ground, amount)
    if is_passed_over(ground, amount, score=score):
        return None, amount.after
    behind = hedge_after(ground, amount.after)
    hedge = before or behind
    low, high = bounds(amount.low, amount.high, hedge.effect if hedge else None)
    kind = "score" if score and behind is None else amount.kind
    one = Found(kind, low, high, amount.first, amount.after, amount.unit, hedge.words if hedge else None, amount.part)
    return one, behind.after if behind else amount.after


def _one_unit(ground: Ground, at: int) -> Amount | None:
    """Read "a week" as one week where it is hedged: "nearly a decade", "more than a mile"."""
    if ground.low(at) not in ground.grammar.numbers.articles or not hedge_before(ground, at):
        return None
    for form in ground.grammar.units.forms.get(ground.low(at + 1), ()):
        after = at + 1 + len(form.words)
        if tuple(part.low for part in ground.lex[at + 1 : after]) == form.words and len(form.words[0]) > 2:
            return Amount(1, 1, at, after, form.kind, form.name, spelled=True)
    return None


def _with_changes(ground: Ground, found: list[Found]) -> list[Found]:
    return [one if one.change != "level" else replace(one, change=change_of(ground, one)) for one in found]
