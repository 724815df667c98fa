"""The ledger: each commitment once, with how every telling puts it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Entry, Story

from .stories import Telling, collated

PLEDGED: Telling = {
    "text": "President Maria Olsen pledged to build 40 schools in Larn by March 2032. Teachers cheered.",
    "outlet": "The Bugle",
}
CONSIDERED: Telling = {
    "text": "President Maria Olsen is considering building 40 schools in Larn if the harbour pays. Teachers were wary.",
    "outlet": "The Courier",
}


def entry_on(story: Story, words: str) -> Entry:
    (found,) = [entry for entry in story.ledger if any(words in term.span.words for term in entry.terms)]
    return found


def test_one_commitment_of_two_tellings_is_one_entry_that_says_how_they_part() -> None:
    entry = entry_on(collated(PLEDGED, CONSIDERED), "40 schools")
    assert [(term.article, term.status) for term in entry.terms] == [("a", "pledged"), ("b", "considered")]
    assert entry.drift == (
        "Told as pledged in The Bugle, as considered in The Courier; “if the harbour pays” only in The Courier."
    )


def test_an_entry_holds_the_fullest_of_what_is_told() -> None:
    story = collated(PLEDGED, CONSIDERED)
    entry = entry_on(story, "40 schools")
    assert entry.act == "pledge"
    assert entry.actor_words == "President Maria Olsen"
    assert entry.actor in {entity.id for entity in story.entities if entity.name == "Maria Olsen"}
    assert entry.due is not None
    assert entry.due.value[:7] == "2032-03"
    assert entry.condition == "if the harbour pays"


def test_what_somebody_will_not_do_is_not_told_as_done() -> None:
    story = collated("President Maria Olsen said: “We will not stop the trams tonight.” Rain fell.")
    assert entry_on(story, "stop the trams").what == "[not] stop the trams tonight"


def test_an_entry_names_the_point_that_carries_it() -> None:
    story = collated(PLEDGED, CONSIDERED)
    entry = entry_on(story, "40 schools")
    (point,) = [point for point in story.points if point.id == entry.point]
    assert {statement for version in point.versions for statement in version.statements} == {
        term.statement for term in entry.terms
    }


def test_the_words_that_decide_are_the_cue() -> None:
    cues = [term.cue_span for term in entry_on(collated(PLEDGED, CONSIDERED), "40 schools").terms]
    assert [cue.words if cue else None for cue in cues] == ["pledged", "is considering"]


def test_a_single_telling_has_no_drift() -> None:
    (entry,) = collated("Ida Holm vowed to sell the Larn harbour. Gulls cried.").ledger
    assert entry.drift is None


def test_the_day_of_a_promise_is_not_the_day_it_is_due() -> None:
    (entry,) = collated("Ida Holm promised on Friday to sell the Larn harbour. Gulls cried.").ledger
    assert entry.due is None


def test_the_firmest_and_best_attested_come_first() -> None:
    story = collated(
        "Ida Holm refused to sell the harbour. Ida Holm may open a ferry line to Sund. Ida Holm pledged to dredge the canal.",
        "It rained. Ida Holm has pledged to dredge the canal.",
    )
    firm = [min(term.status for term in entry.terms) for entry in story.ledger]
    assert firm == ["done", "pledged", "speculated"]


def test_a_plan_and_its_refusal_by_another_are_two_entries() -> None:
    story = collated(
        "Acme Steel plans to buy Norsk Iron for $3 billion. Analysts shrugged.",
        "President Maria Olsen opposed the plan of Acme Steel to buy Norsk Iron for $3 billion. It rained.",
    )
    assert all(len({term.status for term in entry.terms}) == 1 for entry in story.ledger)


_SENTENCES = [
    "Maria Olsen pledged to build 40 schools in Larn.",
    "Maria Olsen is considering building 40 schools in Larn.",
    "Ida Holm refused to sell the Larn harbour.",
    "Norway urged Ida Holm to lower the harbour fees.",
    "Rain fell on the quay.",
]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3), min_size=1, max_size=3))
def test_every_commitment_is_in_one_entry_and_every_id_and_span_exists(tellings: list[list[str]]) -> None:
    texts = [f"{' '.join(sentences)} This is telling {number}." for number, sentences in enumerate(tellings)]
    story = collated(*texts)
    known, points = story.statements, {point.id for point in story.points}
    told = [term.statement for entry in story.ledger for term in entry.terms]
    assert sorted(told) == sorted(commitment.id for commitment in story.commitments)
    assert len({entry.id for entry in story.ledger}) == len(story.ledger)
    for entry in story.ledger:
        assert entry.point is None or entry.point in points
        for term in entry.terms:
            assert known[term.statement].span == term.span
            assert term.cue_span is None or term.span.contains(term.cue_span)


def test_what_one_telling_says_twice_is_one_entry() -> None:
    story = collated("Ida Holm vowed to sell the Larn harbour. Gulls cried. Holm vowed to sell the harbour of Larn.")
    assert [len(entry.terms) for entry in story.ledger] == [2]
    assert story.ledger[0].drift is None
