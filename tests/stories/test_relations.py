from __future__ import annotations

from variorum.model import Article, Relation, Story
from variorum.stories.components import Told
from variorum.stories.profiles import profile
from variorum.stories.relations import difference, follow, relate

from .tellings import BRIDGE, MERGER, OTHER_BRIDGE, told

SINKING = told(
    "sinking",
    "The trawler Asta Lind went down in a storm off Cape Rundal on Monday night with seven men on board. Four were pulled"
    " from the water by the lifeboat of Skarvik, said coxswain Britt Aamot. Three of the crew are missing.",
    title="Trawler Asta Lind sinks off Cape Rundal, three missing",
    day="2023-11-07",
)
INQUIRY = told(
    "inquiry",
    "The owner of a fishing company was charged on Friday with sending an unsafe ship to sea. Prosecutor Nils Hauge said that"
    " an inspector had warned of a leaking hatch in spring. The trawler Asta Lind went down in a storm off Cape Rundal last week"
    " with seven men on board; four were pulled from the water by the lifeboat of Skarvik, under coxswain Britt Aamot, and three"
    " of the crew are still missing. The owner denies the charge. A court in Skarvik will hear the case in the new year.",
    title="Owner charged over unsafe ship",
    day="2023-11-17",
)
TWELFTH = told(
    "twelfth",
    "The League of Ports agreed on its 12th package of tolls against Varnia on Tuesday, its secretary, Odile Brand, said.",
    day="2023-03-07",
)
THIRTEENTH = told(
    "thirteenth",
    "The League of Ports agreed on its 13th package of tolls against Varnia on Thursday, its secretary, Odile Brand, said.",
    day="2023-09-14",
)


def known(article: Article) -> Told:
    return Told(article, profile(article))


def stories(*articles: Article) -> tuple[Story, ...]:
    return tuple(Story(f"s-{article.id}", article.title or "", (article.id,)) for article in articles)


def related(*articles: Article, links: list[tuple[str, str, float]]) -> dict[str, tuple[Relation, ...]]:
    found = relate(stories(*articles), {article.id: known(article) for article in articles}, links)
    return {story.articles[0]: story.related for story in found}


def test_what_came_of_an_event_follows_it() -> None:
    found = related(SINKING, INQUIRY, links=[("sinking", "inquiry", 0.4)])
    (after,), (before,) = found["sinking"], found["inquiry"]
    assert (after.kind, after.story, before.kind, before.story) == (
        "followed_by",
        "s-inquiry",
        "follows",
        "s-sinking",
    )
    assert "Asta Lind" in after.reason
    assert "published 10 days later" in after.reason
    assert after.score == 0.4


def test_the_first_report_does_not_follow_the_later() -> None:
    assert follow(known(INQUIRY), known(SINKING)) is None


def test_the_next_of_a_row_is_near_and_follows_nothing() -> None:
    found = related(TWELFTH, THIRTEENTH, links=[("twelfth", "thirteenth", 0.4)])
    (near,) = found["twelfth"]
    assert near.kind == "near"
    assert "number 12 of a row (package) against number 13" in near.reason


def test_another_event_of_one_kind_is_not_near_if_they_share_no_name() -> None:
    assert difference(BRIDGE[0], OTHER_BRIDGE[0]) is None


def test_persons_are_set_against_persons() -> None:
    one = told(
        "one", "Harbour pilot Karen Holt was charged in Norrholm on Monday. Karen Holt denies it.", day="2023-05-01"
    )
    two = told(
        "two", "Harbour pilot Peter Lund was charged in Norrholm on Friday. Peter Lund denies it.", day="2023-05-05"
    )
    reason = difference(one, two) or ""
    assert "both name Norrholm" in reason
    assert reason.endswith("but Karen Holt in one, Peter Lund in the other and 4 days between them")


def test_the_score_counts_pairs_that_share_too_little_to_be_compared() -> None:
    first, *rest = (told(f"o{at}", f"Report {at} on the harbour of Norrholm and the Vesla bridge.") for at in range(5))
    stories_ = (Story("a", "a", (first.id,)), Story("b", "b", tuple(one.id for one in rest)))
    tellings = {article.id: known(article) for article in (first, *rest)}
    assert not relate(stories_, tellings, [("o0", "o1", 0.39)])[0].related
    assert relate(stories_, tellings, [("o0", "o1", 0.8)])[0].related[0].score == 0.2


def test_stories_without_a_likely_pair_are_not_near() -> None:
    found = related(BRIDGE[0], MERGER[0], links=[("bridge-a", "bank-a", 0.1)])
    assert found == {"bridge-a": (), "bank-a": ()}


def test_a_story_names_the_three_nearest() -> None:
    others = [told(f"o{at}", f"Report {at} on the harbour of Norrholm and the Vesla bridge.") for at in range(5)]
    links = [("quay-a", other.id, 0.3 + at / 100) for at, other in enumerate(others)]
    found = related(OTHER_BRIDGE[0], *others, links=links)
    assert [near.story for near in found["quay-a"]] == ["s-o4", "s-o3", "s-o2"]
    assert [near.score for near in found["quay-a"]] == [0.34, 0.33, 0.32]


def test_the_order_of_links_has_no_effect() -> None:
    links = [("sinking", "inquiry", 0.4), ("twelfth", "thirteenth", 0.4), ("sinking", "twelfth", 0.31)]
    articles = (SINKING, INQUIRY, TWELFTH, THIRTEENTH)
    assert related(*articles, links=links) == related(*articles, links=links[::-1])
