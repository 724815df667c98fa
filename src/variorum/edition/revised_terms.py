"""Commitments that a new version of a telling made firmer or looser or gave another term, and dates that it moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.edition.change import Revised
from variorum.edition.pairing import alike, fairly_paired
from variorum.edition.sentence_pairs import Sides, stems
from variorum.edition.wording import STATUS, when
from variorum.model import Act, Commitment, DateMention, Reading

# Two commitments to so much of one thing are one; more is asked of those that stand in sentences that do not answer one another.
_HERE, _APART = 0.4, 0.75
# Acts between which readers and writers do not tell reliably are one.
_SORT: dict[Act, str] = {
    "pledge": "will",
    "offer": "will",
    "agreement": "will",
    "plan": "will",
    "ask": "asks",
    "demand": "asks",
}


def revised_commitments(sides: Sides) -> Iterator[Revised]:
    """Name the commitments that both versions have, and that are firmer, looser, refused or due otherwise in the new one."""
    old = [one for one in sides.before.reading.commitments if sides.before.is_changed(one.span)]
    new = [one for one in sides.after.reading.commitments if sides.after.is_changed(one.span)]
    for i, j in fairly_paired(_pairs(sides, old, new)).items():
        was, now = old[i], new[j]
        terms = _terms(was, now)
        if terms:
            yield Revised("altered", "commitment", _line(now.what), *terms, was.span, now.span, 34)


def revised_dates(sides: Sides, said: Sequence[Revised]) -> Iterator[Revised]:
    """Name the dates that moved: one event, two days that cannot both be meant."""
    old = [one for one in sides.before.reading.dates if one.start and sides.before.is_changed(one.span)]
    new = [one for one in sides.after.reading.dates if one.start and sides.after.is_changed(one.span)]
    told = [
        (one.before, one.after)
        for one in said
        if one.before and one.after and one.kind == "commitment" and "due" in one.was
    ]
    for i, j in fairly_paired(_moments(sides, old, new)).items():
        was, now = old[i], new[j]
        if not _are_two_days(sides, was, now):
            continue
        if not any(before.contains(was.span) and after.contains(now.span) for before, after in told):
            yield Revised("altered", "date", _line(now.event or was.event or ""), _line(was.span.words), _line(now.span.words),
                          was.span, now.span, 15)  # fmt: skip


def _pairs(sides: Sides, old: Sequence[Commitment], new: Sequence[Commitment]) -> Iterator[tuple[float, int, int]]:
    language = sides.before.reading.article.language
    whats = [[stems(one.what, language) for one in those] for those in (old, new)]
    having: dict[str, list[int]] = {}
    for j, what in enumerate(whats[1]):
        for stem in what:
            having.setdefault(stem, []).append(j)
    for i, what in enumerate(whats[0]):
        for j in sorted({j for stem in what for j in having.get(stem, ())}):
            score = alike(what, whats[1][j])
            here = sides.aligned(old[i].span, new[j].span)
            if score >= (_HERE if here else _APART):
                yield score + here, i, j


def _terms(was: Commitment, now: Commitment) -> tuple[str, str] | None:
    """Say how a commitment stood and stands, if that is another thing."""
    if was.negated != now.negated or _SORT.get(was.act, was.act) != _SORT.get(now.act, now.act):
        return _act(was), _act(now)
    if was.due and now.due and was.due.value != now.due.value and was.due.grain == now.due.grain:
        return f"due {when(was.due)}", f"due {when(now.due)}"
    return (STATUS[was.status], STATUS[now.status]) if was.status != now.status else None


def _act(one: Commitment) -> str:
    return f"{'not ' if one.negated else ''}{one.act} ({one.cue})"


def _moments(sides: Sides, old: Sequence[DateMention], new: Sequence[DateMention]) -> Iterator[tuple[float, int, int]]:
    language = sides.before.reading.article.language
    events = [[stems(one.event or "", language) for one in those] for those in (old, new)]
    here: dict[int, list[int]] = {}
    for j, one in enumerate(new):
        here.setdefault(sides.after.at(one.span), []).append(j)
    for i, one in enumerate(old):
        for j in here.get(sides.edited.get(sides.before.at(one.span), -1), ()):
            alone = len(here[sides.after.at(new[j].span)]) == 1
            score = alike(events[0][i], events[1][j])
            if score >= _HERE or (alone and not (events[0][i] and events[1][j])):
                yield score + (one.value == new[j].value), i, j


def _are_two_days(sides: Sides, was: DateMention, now: DateMention) -> bool:
    if was.value == now.value or was.grain != now.grain or was.span.words.casefold() == now.span.words.casefold():
        return False
    dated = [any(char.isdigit() for char in one.span.words) for one in (was, now)]
    if dated[0] != dated[1]:
        return False  # "on Tuesday" may well be 3 March, whatever either was taken for
    if not dated[0] and _day(sides.before.reading) != _day(sides.after.reading) and not _are_capital(was, now):
        return False  # "yesterday" means another day in a version of another day
    if was.grain in ("hour", "minute"):
        return was.value.partition("T")[2] != now.value.partition("T")[2]
    return (was.end or was.start or "") < (now.start or "") or (now.end or now.start or "") < (was.start or "")


def _day(reading: Reading) -> str:
    return reading.article.published.value[:10] if reading.article.published else ""


def _are_capital(*those: DateMention) -> bool:
    return all(one.span.words[:1].isupper() for one in those)


def _line(words: str) -> str:
    return " ".join(words.split())
