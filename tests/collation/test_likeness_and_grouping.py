"""How alike two facts are, and how alike ones become groups."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.collation.facts import Fact
from variorum.collation.grouping import Bounds, Scored, clusters, gather_groups, grouped, leaders, score_all
from variorum.collation.likeness import candidates, covered, likeness
from variorum.model import Article, Claim, Copy, CopyKind, Lineage, Span

BOUNDS = Bounds(join=0.5, floor=0.3, noted=0.2)
WORDS = "ship bridge harbour welder sell block launch @e1 @e2 defence herring"


def fact(name: str, article: str = "a", core: Sequence[str] = (), **weights: float) -> Fact:
    span = Span(article, 0, 4, "some")
    return Fact(Claim(name, None, "be", None, span), span, span, weights, core=dict.fromkeys(core, 1.0))


def even(_key: str) -> float:
    return 1.0


def never(_one: Fact, _other: Fact) -> bool:
    return False


def test_the_shared_concepts_come_rarest_first() -> None:
    weigh = {"ship": 1.0, "herring": 3.0}
    found = likeness(fact("1", ship=1, herring=1), fact("2", ship=1, herring=1), lambda key: weigh[key])
    assert found.shared == ("herring", "ship")
    assert found.weight == 4.0


def test_a_shorter_telling_is_covered_by_a_longer_one() -> None:
    found = likeness(fact("1", ship=1, sell=1), fact("2", ship=1, sell=1, bridge=1, welder=1), even)
    assert found.covers == 1.0
    assert found.dice == pytest.approx(4 / 6)
    assert found.both == pytest.approx((1 + 4 / 6) / 2)


def test_nothing_shared_is_nothing_alike() -> None:
    assert likeness(fact("1", ship=1), fact("2", bridge=1), even).both == 0
    assert likeness(fact("1"), fact("2"), even).both == 0


def test_a_word_inflected_or_respelt_is_nearly_the_same() -> None:
    found = likeness(fact("1", defence=1), fact("2", defense=1), even)
    assert 0.5 < found.both < 1
    assert likeness(fact("1", ship=1), fact("2", shipping=1), even).both == 0, "four letters are too few to tell"


def test_what_is_measured_is_looked_for_everywhere_in_the_other() -> None:
    price = fact("1", core=("ship", "sell"), ship=1, sell=1)
    assert covered(price, fact("2", ship=0.5, sell=0.25), even) == pytest.approx(0.75)
    assert covered(price, fact("2", bridge=1), even) == 0
    assert covered(fact("3", ship=1), price, even) == 0, "nothing is measured"


def test_only_pairs_that_share_a_concept_are_compared() -> None:
    facts = [fact("1", ship=1, sell=1), fact("2", bridge=1), fact("3", ship=1, sell=1), fact("4", bridge=1)]
    assert candidates(facts) == [(0, 2), (1, 3)]


def test_what_everybody_names_finds_no_partners_on_its_own() -> None:
    facts = [of(str(number), {"@e1": 1.0, f"{number:04}word": 1.0}) for number in range(60)]
    assert candidates(facts) == []


bags = st.dictionaries(st.sampled_from(WORDS.split()), st.sampled_from([0.25, 0.4, 0.7, 1.0]), min_size=1, max_size=6)
rarities = st.sampled_from([even, lambda key: 0.7 + len(key) / 5])


def of(name: str, bag: dict[str, float], article: str = "a") -> Fact:
    span = Span(article, 0, 4, "some")
    return Fact(Claim(name, None, "be", None, span), span, span, bag)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(bags, rarities)
def test_a_fact_is_wholly_like_itself(bag: dict[str, float], weigh) -> None:  # type: ignore[no-untyped-def]
    found = likeness(of("1", bag), of("2", bag), weigh)
    assert found.dice == pytest.approx(1)
    assert found.covers == pytest.approx(1)
    assert set(found.shared) == set(bag)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(bags, bags, rarities)
def test_likeness_is_symmetric_and_a_share(one: dict[str, float], other: dict[str, float], weigh) -> None:  # type: ignore[no-untyped-def]
    there, back = likeness(of("1", one), of("2", other), weigh), likeness(of("2", other), of("1", one), weigh)
    assert there.both == pytest.approx(back.both)
    assert there.weight == pytest.approx(back.weight)
    assert 0 <= there.dice <= there.covers <= 1


def test_likeness_is_symmetric_where_one_side_has_both_spellings() -> None:
    one, both = {"ship": 1.0, "defence": 1.0}, {"defense": 1.0, "defence": 1.0}
    there, back = likeness(of("1", one), of("2", both), even), likeness(of("2", both), of("1", one), even)
    assert there.both == pytest.approx(back.both)


@st.composite
def scorings(draw: st.DrawFn) -> tuple[int, dict[tuple[int, int], float]]:
    size = draw(st.integers(1, 8))
    # Different scores for different pairs: ties are broken by place, and places are what is shuffled here.
    pairs = list(combinations(range(size), 2))
    scores = draw(st.lists(st.integers(0, 10_000), min_size=len(pairs), max_size=len(pairs), unique=True))
    return size, {pair: score / 10_000 for pair, score in zip(pairs, scores, strict=True) if score > 3000}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(scorings())
def test_no_group_holds_a_pair_below_the_floor_and_none_is_lost(case: tuple[int, dict[tuple[int, int], float]]) -> None:
    size, scores = case
    facts = [of(str(n), {}) for n in range(size)]
    found = clusters(range(size), scores, BOUNDS, facts, never)
    assert sorted(position for group in found for position in group) == list(range(size))
    for group in found:
        links = [scores.get((min(pair), max(pair)), 0.0) for pair in combinations(group, 2)]
        assert all(link >= BOUNDS.floor for link in links)
        assert not links or max(links) >= BOUNDS.join


@settings(max_examples=100, deadline=None, derandomize=True)
@given(scorings(), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order(case: tuple[int, dict[tuple[int, int], float]], chance) -> None:  # type: ignore[no-untyped-def]
    size, scores = case
    places = list(range(size))
    chance.shuffle(places)
    moved = {(min(places[a], places[b]), max(places[a], places[b])): score for (a, b), score in scores.items()}
    facts = [of(str(n), {}) for n in range(size)]
    here = {frozenset(places[n] for n in group) for group in clusters(range(size), scores, BOUNDS, facts, never)}
    there = {frozenset(group) for group in clusters(range(size), moved, BOUNDS, facts, never)}
    assert here == there


def test_a_chain_of_weak_links_makes_no_group() -> None:
    facts = [of(str(n), {}) for n in range(4)]
    chain = {(0, 1): 0.8, (1, 2): 0.8, (2, 3): 0.8}
    assert clusters(range(4), chain, BOUNDS, facts, never) == [[0, 1], [2, 3]]


def test_what_must_stay_apart_stays_apart() -> None:
    facts = [of("0", {}, "a"), of("1", {}, "b"), of("2", {}, "a")]
    alike = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}

    def same_article(one: Fact, other: Fact) -> bool:
        return one.article == other.article

    assert clusters(range(3), alike, BOUNDS, facts, same_article) == [[0, 1], [2]]


def test_a_fact_of_a_copy_goes_where_its_original_goes() -> None:
    facts = [of("0", {}, "wire"), of("1", {}, "spun"), of("2", {}, "other")]
    scored = Scored({(0, 1): 0.4, (1, 2): 0.9, (0, 2): 0.1})
    assert grouped(facts, scored, BOUNDS, never, {}) == [[0], [1, 2]]
    assert grouped(facts, scored, BOUNDS, never, {"spun": "wire"}) == [[0, 1], [2]]


def test_what_was_looked_at_and_left_out_is_noted() -> None:
    facts = [fact("k1", "a", ship=1, sell=1), fact("k2", "b", ship=1, sell=1), fact("k3", "c", ship=1, bridge=1)]
    scored = score_all(facts, lambda _, other: (0.9, "") if other.id == "k2" else (0.25, "another ship"), BOUNDS)
    assert scored.scores == {(0, 1): 0.9}
    (left,) = scored.left_out([0, 1], facts)
    assert (left.statement, left.score, left.reason) == ("k3", 0.25, "another ship")
    groups = gather_groups(facts, lambda _, other: (0.9 if other.id == "k2" else 0.25, ""), BOUNDS, never, {})
    assert [[one.id for one in group.facts] for group in groups] == [["k1", "k2"], ["k3"]]
    assert [group.strength for group in groups] == [0.9, 1.0]
    assert groups[0].considered[0].reason == "too little in common"


def article(name: str, length: int) -> Article:
    return Article(name, name, "x" * length, title=name)


def copied(source: str, target: str, kind: CopyKind = "rewrite") -> Copy:
    return Copy(source, target, kind, 0.9, "why")


@pytest.mark.parametrize(
    ("lineage", "unread", "expected"),
    [
        (Lineage((("a", "b"), ("c",)), (copied("a", "b"),)), "", {"b": "a"}),
        (Lineage((("a", "b"), ("c",)), (copied("b", "a"),)), "", {"a": "b"}),
        (Lineage((("a", "b"), ("c",)), (copied("a", "b"),)), "a", {"a": "b"}),
        (Lineage((("a", "b"), ("c",)), (copied("b", "a", "shared_source"),)), "", {"b": "a"}),
        (Lineage((("a",), ("b",), ("c",))), "", {}),
    ],
)
def test_a_voice_is_led_by_what_the_others_are_made_from(
    lineage: Lineage, unread: str, expected: dict[str, str]
) -> None:
    members = [article("a", 90), article("b", 50), article("c", 70)]
    assert leaders(members, lineage, frozenset(unread)) == expected
