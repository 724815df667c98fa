"""What must hold of every story, however its tellings are chosen and ordered."""

from __future__ import annotations

import random
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Point, Story

from .stories import articles, collated

TEXTS = (
    (
        "The fire at the Larn paper mill killed 12 people on Tuesday, police said. “We will not reopen this year,” owner Ida "
        "Holm said. The mill made cardboard for $14.1 billion a year."
    ),
    (
        "At least 17 people were killed when fire swept through the paper mill in Larn. Ida Holm, the owner, pledged to "
        "rebuild it by June. Five of the dead were firefighters."
    ),
    (
        "Police said 17 people died in the fire at the Larn paper mill on Tuesday. Owner Ida Holm is considering rebuilding "
        "it. “We will reopen this year,” Holm said."
    ),
    (
        "The Larn mill was not insured, the mayor said. The fire began in a storeroom. About 100 people fled, and the mill "
        "made $14.9 billion a year."
    ),
    "Le feu a ravagé mardi la papeterie de Larn et a fait dix-sept morts, selon la police, qui cherche encore la cause.",
    "A fire",
)
tellings = st.lists(st.sampled_from(range(len(TEXTS))), min_size=1, max_size=4)
QUICK = settings(max_examples=15, deadline=None, derandomize=True)


def name(number: int) -> str:
    return f"t{number}"


def given_as(numbers: list[int]) -> list[dict[str, str]]:
    """Each text by one outlet; a text that comes again is a copy by another outlet."""
    found = []
    for place, number in enumerate(numbers):
        again = numbers[:place].count(number)
        found.append(
            {
                "id": f"{name(number)}{'-copy' * again}",
                "text": TEXTS[number],
                "source": f"Outlet {number}{'-copy' * again}",
                "language": "fr" if number == 4 else "en",
            }
        )
    return found


@cache
def story(numbers: tuple[int, ...]) -> Story:
    return collated(*given_as(list(numbers)))


def ordered(numbers: list[int]) -> tuple[int, ...]:
    return tuple(sorted(numbers))


@QUICK
@given(tellings)
def test_every_version_has_words_and_a_voice(numbers: list[int]) -> None:
    texts = {article.id: article.text for article in articles(given_as(sorted(numbers)))}
    found = story(ordered(numbers))
    for point in found.points:
        assert point.versions
        assert (point.difference is None) == (len(point.versions) == 1)
        assert not point.difference or point.reason
        for version in point.versions:
            assert version.spans
            assert version.statements
            assert 1 <= version.voices <= len(version.articles) <= len(found.articles)
            assert version.voices + len(version.merges) == len(version.articles)
            assert {span.article for span in version.spans} == set(version.articles)
            for span in (*version.spans, *version.decisive):
                assert texts[span.article][span.start : span.end] == span.words


@QUICK
@given(tellings)
def test_ids_are_unique_and_references_are_known(numbers: list[int]) -> None:
    found = story(ordered(numbers))
    points = [point.id for point in found.points]
    assert points == [f"p{number}" for number in range(1, len(points) + 1)]
    known = found.statements
    for point in found.points:
        assert set(point.related) <= set(points) - {point.id}
        assert all(point.id in other.related for other in found.points if other.id in point.related)
        assert {one for version in point.versions for one in version.statements} <= known.keys()


@QUICK
@given(tellings)
def test_differences_come_first_and_single_findings_last(numbers: list[int]) -> None:
    ranks = [
        ("differs", "agreed", "repeated", "single").index(point.verdict) for point in story(ordered(numbers)).points
    ]
    assert ranks == sorted(ranks)


@QUICK
@given(tellings, st.sampled_from(range(4)))
def test_one_copy_more_never_adds_a_voice(numbers: list[int], copied: int) -> None:
    before, after = (story(ordered(chosen)) for chosen in ([*numbers, copied], [*numbers, copied, copied]))
    assert len(after.lineage.voices) == len(before.lineage.voices)
    most = {key(point): highest(point) for point in before.points}
    for point in after.points:
        if key(point) in most:
            assert highest(point) <= most[key(point)], point.about


def key(point: Point) -> tuple[str, str, tuple[str, ...]]:
    return point.kind, point.about, tuple(version.value for version in point.versions)


def highest(point: Point) -> int:
    return max(version.voices for version in point.versions)


@QUICK
@given(tellings, st.randoms(use_true_random=False))
def test_the_same_tellings_give_the_same_findings_in_any_order(numbers: list[int], chance: random.Random) -> None:
    told = given_as(sorted(numbers))
    shuffled = list(told)
    chance.shuffle(shuffled)

    def findings(one: Story) -> set[tuple[object, ...]]:
        return {
            (p.kind, p.difference, frozenset(frozenset(span for span in v.spans) for v in p.versions), highest(p))
            for p in one.points
        }

    assert findings(collated(*told)) == findings(collated(*shuffled))
