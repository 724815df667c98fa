"""What speaks for and against one event in a pair of articles: a row of numbers, pure in the two profiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from variorum.stories.days import apart
from variorum.stories.overlap import Floats, Overlap, containment, found_in, overlap, shared, verdict
from variorum.stories.profiles import Profile

UNKNOWN = -1.0
_FURTHEST = 400.0  # days: beyond a year it makes no difference
_FULL = 127.0 * 127.0

NAMES = (
    "words", "words_more", "words_less", "words_mass", "words_strongest", "words_strongest_share", "plain", "plain_part",
    "lead", "lead_strongest", "lead_told_more", "lead_told_less",
    "names", "names_more", "names_less", "names_count",
    "lead_names", "lead_names_more", "lead_names_verdict", "chief_more", "chief_less",
    "persons", "persons_more", "persons_less", "persons_count", "places", "places_more", "places_verdict",
    "numbers_count", "numbers_more", "ages_count", "ages_verdict", "dead_verdict", "hurt_verdict", "ranks_verdict",
    "dates_count", "dates_verdict", "weekdays_verdict", "days_apart", "told_apart",
    "top_more", "top_less", "copied", "meaning", "lead_meaning", "shorter",
)  # fmt: skip
# The measures that hang on the days of publication, by their places; UNKNOWN without them.
DAYS = (NAMES.index("days_apart"), NAMES.index("told_apart"))
# What can only speak for one event: trees are held to that, so that the habits of a set are not learnt. Shares and counts are
# left free: what two reports share beyond their openings may be the site's own words.
FOR = frozenset({
    "words", "words_less", "lead", "lead_told_more", "lead_told_less", "names", "names_less", "lead_names",
    "lead_names_verdict", "persons", "places", "places_verdict", "numbers_count", "ages_count", "ages_verdict",
    "dead_verdict", "hurt_verdict", "ranks_verdict", "dates_count", "dates_verdict", "weekdays_verdict",
})  # fmt: skip


def measures(one: Profile, others: Sequence[Profile]) -> Floats:
    """Measure one article against each of some others, at least one: rows of ``NAMES``.

    Every measure is the same whichever of the two articles comes first.
    """
    found: Floats = np.stack([*_words(one, others), *_names(one, others), *_marks(one, others)], axis=1)
    return found


def _words(one: Profile, others: Sequence[Profile]) -> list[Floats]:
    theirs = [other.terms for other in others]
    held = shared(one.terms, theirs)
    left = one.weights[held.mine].astype(np.float64)
    right = np.concatenate([other.weights for other in others])[held.theirs].astype(np.float64)
    both = left * right
    plain = ~(one.named[held.mine] | np.concatenate([other.named for other in others])[held.theirs])
    terms = Overlap(held.sum(both), held.sum(left * left), held.sum(right * right), held.count, held.most(both))
    alike = held.sum(both * plain)
    norms = one.norm * np.array([other.norm for other in others])
    lead = overlap((one.lead, one.lead_weights), [(other.lead, other.lead_weights) for other in others])
    told = overlap((one.terms, one.weights), [(other.lead, other.lead_weights) for other in others]).theirs
    told_back = overlap((one.lead, one.lead_weights), [(other.terms, other.weights) for other in others]).mine
    return [
        terms.product, terms.more, terms.less, np.log1p(terms.product * norms), np.sqrt(terms.strongest * norms),
        terms.strongest, alike, alike / np.maximum(terms.product, 1e-6),
        lead.product, lead.strongest, np.maximum(told, told_back), np.minimum(told, told_back),
    ]  # fmt: skip


def _names(one: Profile, others: Sequence[Profile]) -> list[Floats]:
    names = overlap((one.names, one.name_weights), [(other.names, other.name_weights) for other in others])
    lead = overlap(
        (one.lead_names, one.lead_name_weights), [(other.lead_names, other.lead_name_weights) for other in others]
    )
    persons = overlap((one.persons, one.person_weights), [(other.persons, other.person_weights) for other in others])
    places = overlap((one.places, one.place_weights), [(other.places, other.place_weights) for other in others])
    chief = found_in(one.chief, one.terms, [other.chief for other in others], [other.terms for other in others])
    return [
        names.product, names.more, names.less, names.count,
        lead.product, lead.more, verdict(one.lead_names, [other.lead_names for other in others]), *chief,
        persons.product, persons.more, persons.less, persons.count,
        places.product, places.more, verdict(one.places, [other.places for other in others]),
    ]  # fmt: skip


def _marks(one: Profile, others: Sequence[Profile]) -> list[Floats]:
    numbers = [other.numbers for other in others]
    ages = [other.ages for other in others]
    dates = [other.dates for other in others]
    return [
        shared(one.numbers, numbers).count, containment(one.numbers, numbers)[0],
        shared(one.ages, ages).count, verdict(one.ages, ages),
        verdict(one.dead, [other.dead for other in others]), verdict(one.hurt, [other.hurt for other in others]),
        _ranks(one, others),
        shared(one.dates, dates).count, verdict(one.dates, dates),
        verdict(one.weekdays, [other.weekdays for other in others]),
        _days_apart(one, others), _told_apart(one, others),
        *found_in(one.top, one.terms, [other.top for other in others], [other.terms for other in others]),
        containment(one.sketch, [other.sketch for other in others])[0],
        _likeness(one.meaning, [other.meaning for other in others]),
        _likeness(one.lead_meaning, [other.lead_meaning for other in others]),
        _shorter(one, others),
    ]  # fmt: skip


def _ranks(one: Profile, others: Sequence[Profile]) -> Floats:
    """1 if both rank the same thing alike ("12th package"), -1 if they rank it only otherwise, else 0."""
    same = shared(one.ranks, [other.ranks for other in others]).count
    alike = shared(one.ranked, [other.ranked for other in others]).count
    return np.where(same > 0, 1.0, np.where(alike > 0, -1.0, 0.0))


def _days_apart(one: Profile, others: Sequence[Profile]) -> Floats:
    gaps = (apart(one.days, other.days) for other in others)
    return np.array([UNKNOWN if gap is None else min(_FURTHEST, gap) for gap in gaps])


def _told_apart(one: Profile, others: Sequence[Profile]) -> Floats:
    """The least number of days between two days that are told of."""
    found = [UNKNOWN] * len(others)
    if len(one.told):
        for at, other in enumerate(others):
            if len(other.told):
                found[at] = min(_FURTHEST, float(np.abs(one.told[:, None] - other.told).min()))
    return np.array(found)


def _likeness(one: npt.NDArray[np.int8], others: Sequence[npt.NDArray[np.int8]]) -> Floats:
    found: Floats = np.stack(others).astype(np.float64) @ one.astype(np.float64) / _FULL
    return found


def _shorter(one: Profile, others: Sequence[Profile]) -> Floats:
    """The length of the shorter article, as a part of that of the longer."""
    lengths = np.array([other.length for other in others], dtype=np.float64)
    found: Floats = np.minimum(one.length, lengths) / np.maximum(1, np.maximum(one.length, lengths))
    return found
