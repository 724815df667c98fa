"""A new version of a telling is told from the old one finding by finding; what is only put otherwise is no change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.edition.change import Revised, Revision
from variorum.edition.revised import NOTHING, in_words, revised_lines, revised_markdown
from variorum.edition.revisions import revised
from variorum.model import Article, Furniture, Reading, Span, When
from variorum.statements import read

FERRY = """At least 12 people died when a ferry capsized off Larn on Tuesday, police said.

The boat, the Aurelia, carried 80 passengers and was due to dock at 6 pm. "We heard a bang and then the lights went out," \
said Peter Example, a passenger. The port authority did not inspect the boat before it sailed.

The transport minister, Ida Holm, pledged to publish a report by 1 June. "The boat was safe when it left the harbour," the \
owner, Karl Brandt, told reporters. The ferry company will pay 5,000 euros to each family. Divers found the wreck on 3 March."""

MILL = """A fire at the Sorby paper mill injured seven workers on Monday night, the county said. The damage is put at €4.2 million.

The mill employs 310 people and is the largest in the valley. Fire chief Anna Lund said a conveyor belt had overheated. "We have \
asked for new sprinklers for ten years," union leader Jonas Krag told the Sorby Post.

Mayor Olaf Tveit promised to find work for everyone by 15 May. The union demanded an inquiry. Schools in Sorby closed on Tuesday \
because of the smoke. Nobody was evacuated."""

COUNCIL = """Tarn council has approved a new bridge over the Ely by 14 votes to 9. The bridge will cost $38 million and open in \
2029. "This is a good day for the town," council leader Priya Nair said. "It is money we do not have," said Tom Hale, who leads \
the opposition. Traffic through Tarn has grown by 22 percent since 2015. Residents of Mill Lane handed in a petition against it. \
The state has agreed to pay half of the cost. Work begins on 4 August."""


@cache
def version(text: str, published: str = "2026-03-04") -> Reading:
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    return read(Article(name, "report.txt", text, title="A report", language="en", published=When(published, "day")))[0]


def edited(text: str, *edits: tuple[str, str]) -> Reading:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return version(text)


def said(text: str, *edits: tuple[str, str]) -> list[str]:
    return [in_words(change) for change in revised(version(text), edited(text, *edits)).changes]


OF_WEIGHT: list[tuple[str, str, str, str]] = [
    (FERRY, "12 people", "14 people", "says at least 14 where it said at least 12 (people died)"),
    (
        FERRY,
        "At least 12 people died when a ferry capsized off Larn on Tuesday",
        "The death toll after a ferry capsized off Larn on Tuesday rose to 14",
        "says 14 where it said at least 12 (death toll)",
    ),
    (
        FERRY,
        "At least 12 people died when a ferry capsized off Larn on Tuesday",
        "A ferry capsized off Larn on Tuesday",
        "drops the figure at least 12 (people died)",
    ),
    (FERRY, "5,000 euros", "3,000 euros", "says 3,000 euros where it said 5,000 euros (ferry company pay)"),
    (
        FERRY,
        "said Peter Example",
        "said Maria Other",
        "gives the quote “We heard a bang and then the lights went out” to Maria Other, before: Peter Example",
    ),
    (
        FERRY,
        "The boat was safe when",
        "The boat was not safe when",
        (
            "alters the quote of Karl Brandt: “The boat was not safe when it left the harbour”, "
            "before: “The boat was safe when it left the harbour”"
        ),
    ),
    (
        FERRY,
        ' "The boat was safe when it left the harbour," the owner, Karl Brandt, told reporters.',
        "",
        "drops the quote of Karl Brandt: “The boat was safe when it left the harbour”",
    ),
    (
        FERRY,
        "did not inspect the boat",
        "inspected the boat",
        "says the opposite: “The port authority inspected the boat”, before: “The port authority did not inspect the boat”",
    ),
    (
        FERRY,
        "pledged to publish",
        "said she may consider publishing",
        "changes the commitment “publishing a report by 1 June”: speculation, before: declared",
    ),
    (FERRY, "by 1 June", "by 1 August", "moves a date: 1 August, before: 1 June (publish a report)"),
    (FERRY, "3 March", "2 March", "moves a date: 2 March, before: 3 March (Divers found the wreck)"),
    (
        FERRY,
        " The port authority did not inspect the boat before it sailed.",
        "",
        "drops: “The port authority did not inspect the boat before it sailed.”",
    ),
    (
        FERRY,
        "3 March.",
        "3 March. Correction: an earlier version of this report gave a wrong name of the boat.",
        "adds a correction: “Correction: an earlier version of this report gave a wrong name of the boat.”",
    ),
    (MILL, "seven workers", "nine workers", "says nine where it said seven (workers injured)"),
    (
        MILL,
        '"We have asked for new sprinklers for ten years," union',
        '"Management has been begged to replace that equipment over a decade," union',
        (
            "alters the quote of Jonas Krag: “Management has been begged to replace that equipment over a decade”, "
            "before: “We have asked for new sprinklers for ten years”"
        ),
    ),
    (MILL, "€4.2 million", "€6 million", "says €6 million where it said €4.2 million (damage)"),
    (
        MILL,
        "on Monday night",
        "on Sunday night",
        "moves a date: Sunday night, before: Monday night (fire at the Sorby paper mill injured seven workers)",
    ),
    (
        MILL,
        "promised to find",
        "refused to find",
        "changes the commitment “find work for everyone by 15 May”: refusal (refused), before: pledge (promised)",
    ),
    (MILL, " The union demanded an inquiry.", "", "drops: “The union demanded an inquiry.”"),
    (
        MILL,
        "Nobody was evacuated.",
        "Nobody was evacuated. A second fire broke out in a warehouse of the harbour.",
        "adds: “A second fire broke out in a warehouse of the harbour.”",
    ),
    (COUNCIL, "14 votes to 9", "13 votes to 10", "says 13 where it said 14 (votes)|says 10 where it said 9 (votes)"),
    (COUNCIL, "$38 million", "about $45 million", "says about $45 million where it said $38 million (bridge)"),
    (
        COUNCIL,
        "council leader Priya Nair said",
        "deputy mayor Lena Ruud said",
        "gives the quote “This is a good day for the town” to Lena Ruud, before: Priya Nair",
    ),
    (
        COUNCIL,
        "It is money we do not have",
        "It is money we have to find",
        "alters the quote of Tom Hale: “It is money we have to find”, before: “It is money we do not have”",
    ),
    (COUNCIL, "22 percent", "12 percent", "says 12 percent where it said 22 percent (Traffic through Tarn)"),
    (
        COUNCIL,
        "The state has agreed to pay half",
        "The state may pay half",
        "changes the commitment “pay half of the cost”: speculation, before: agreed",
    ),
    (COUNCIL, "4 August", "11 September", "moves a date: 11 September, before: 4 August (Work begins)"),
]


MERELY: list[tuple[str, str, str]] = [
    (
        FERRY,
        "At least 12 people died when a ferry capsized off Larn on Tuesday, police said.",
        "Police said a ferry had gone down near Larn on Tuesday and at least twelve lives were lost.",
    ),
    (FERRY, "Divers found the wreck on 3 March.", "The wreck was located by divers on 3 March."),
    (FERRY, "did not inspect the boat", "failed to inspect the boat"),
    (
        FERRY,
        "The boat, the Aurelia, carried 80 passengers and was due to dock at 6 pm.",
        "The boat, the Aurelia, had 80 passengers on board. It was due to dock at 6 pm.",
    ),
    (FERRY, "5,000 euros to each family", "€5,000 to every family"),
    (
        FERRY,
        '"We heard a bang and then the lights went out," said Peter Example, a passenger.',
        '"We heard a bang," said Peter Example, a passenger, "and then the lights went out."',
    ),
    (
        FERRY,
        '"We heard a bang and then the lights went out," said Peter Example, a passenger.',
        "Peter Example, a passenger, said they heard a bang and then the lights went out.",
    ),
    (FERRY, "said Peter Example, a passenger", "recalled passenger Peter Example"),
    (FERRY, "police said.", "according to the police."),
    (
        MILL,
        "injured seven workers on Monday night, the county said",
        "hurt 7 workers on Monday night, according to the county",
    ),
    (MILL, "The mill employs 310 people and is the largest", "With 310 employees, the mill is the largest"),
    (MILL, "promised to find work", "pledged to find work"),
    (
        MILL,
        "Schools in Sorby closed on Tuesday because of the smoke.",
        "Because of the smoke, schools in Sorby were closed on Tuesday.",
    ),
    (MILL, "union leader Jonas Krag", "the leader of the union, Jonas Krag,"),
    (
        COUNCIL,
        "Traffic through Tarn has grown by 22 percent since 2015.",
        "Since 2015 traffic through Tarn has risen 22%.",
    ),
    (
        COUNCIL,
        "The bridge will cost $38 million and open in 2029.",
        "It will cost 38 million dollars and is to open in 2029.",
    ),
    (COUNCIL, "Work begins on 4 August.", "Work is to begin on August 4."),
]


@pytest.mark.parametrize(("text", "old", "new", "expected"), OF_WEIGHT)
def test_what_changed_is_said_as_an_editor_would(text: str, old: str, new: str, expected: str) -> None:
    assert said(text, (old, new)) == expected.split("|")


@pytest.mark.parametrize(("text", "old", "new"), MERELY)
def test_what_is_only_put_otherwise_is_counted_and_not_listed(text: str, old: str, new: str) -> None:
    found = revised(version(text), edited(text, (old, new)))
    assert revised_lines(found) == [f"{NOTHING} (1 sentence edited)"]


def test_the_weightiest_comes_first_and_the_words_of_both_versions_are_given() -> None:
    new = edited(
        FERRY, ("12 people", "14 people"), ("3 March", "2 March"), ("Ida Holm, pledged", "Ida Holm, has pledged")
    )
    new = replace(new, article=replace(new.article, title="Ferry: 14 dead"))
    found = revised(version(FERRY), new)
    assert [(change.kind, change.how) for change in found.changes] == [
        ("figure", "altered"), ("date", "altered"), ("title", "altered")
    ]  # fmt: skip
    assert revised_markdown(found) == (
        "- says at least 14 where it said at least 12 (people died)\n"
        "  - before: “12”\n"
        "  - now: “14”\n"
        "- moves a date: 2 March, before: 3 March (Divers found the wreck)\n"
        "  - before: “3 March”\n"
        "  - now: “2 March”\n"
        "- has another headline: Ferry: 14 dead, before: A report\n"
        "\nIn all 3 sentences edited.\n"
    )


def test_what_stands_beside_the_text_can_change_too() -> None:
    old = version(COUNCIL)
    article = replace(
        old.article, authors=("Ada Finn",), credits=("Elywire",), published=When("2026-03-06T08:00", "minute")
    )
    lines = revised_lines(revised(old, replace(old, article=replace(article, title="A report | Ely Post"))))
    assert lines == [
        "adds the byline Ada Finn",
        "adds the credit Elywire",
        "has another date of its own: 6 March 2026, 08:00, before: 4 March 2026",
    ]


def test_an_inferred_date_and_one_of_a_finer_grain_are_no_change() -> None:
    old = version(COUNCIL)
    for published in (
        When("2026-03-05", "day", "inferred", None, "it speaks of Thursday"),
        When("2026-03-04T09:00", "minute"),
    ):
        assert not revised(old, replace(old, article=replace(old.article, published=published)))


def test_white_space_punctuation_furniture_and_order_are_no_change() -> None:
    old = version(FERRY)
    first, *rest = FERRY.split("\n\n")
    spaced = version("\n\n".join([*rest, first]).replace(" ", "  ").replace('"', "”"))
    spaced = replace(spaced, article=replace(spaced.article, furniture=(Furniture("share", "Follow us"),)))
    found = revised(old, spaced)
    assert found.changes == ()
    assert found.reworded == 0
    assert found.moved == 1


def test_a_figure_that_another_sentence_still_carries_is_not_gone() -> None:
    twice = FERRY + " All 12 people who died were crew."
    assert said(twice, ("At least 12 people died when a ferry", "A ferry")) == []


def test_a_dropped_sentence_is_named_by_what_was_found_in_it() -> None:
    found = said(MILL, ("The damage is put at €4.2 million.", ""))
    assert found == ["drops the figure €4.2 million (damage)"]


def test_a_text_that_nobody_can_read_is_compared_by_its_sentences() -> None:
    old, new = (
        Reading(Article(name, "a.txt", text, language="xx"))
        for name, text in (("a", "Ala ma kota i psa. Wilk mieszka w lesie obok rzeki."), ("b", "Ala ma kota i psa."))
    )
    assert revised_lines(revised(old, new)) == ["drops: “Wilk mieszka w lesie obok rzeki.”"]


def test_the_changes_are_plain_json() -> None:
    found = revised(version(FERRY), edited(FERRY, ("12 people", "14 people"))).to_dict()
    assert json.loads(json.dumps(found)) == found
    (change,) = found["changes"]
    assert (change["was"], change["now"], change["before"]["words"], change["after"]["words"]) == (
        "at least 12", "at least 14", "12", "14"
    )  # fmt: skip


EDITS = {(text, old): new for text, old, new, _ in OF_WEIGHT} | {(text, old): new for text, old, new in MERELY}
FLIPPED = {"dropped": "added", "added": "dropped", "altered": "altered"}


@st.composite
def versions(draw: st.DrawFn) -> Reading:
    """A report with some of its edits made and some of its paragraphs gone."""
    text = draw(st.sampled_from((FERRY, MILL, COUNCIL)))
    chosen = draw(st.sets(st.sampled_from([old for its, old in EDITS if its == text]), max_size=4))
    told = text
    for old in sorted(chosen):
        told = told.replace(old, EDITS[text, old])
    parts = told.split("\n\n")
    return version("\n\n".join(draw(st.permutations(parts))[: draw(st.integers(1, len(parts)))]))


def facts(found: Revision, *, flipped: bool = False) -> list[tuple[str, str, Span | None, Span | None]]:
    def one(change: Revised) -> tuple[str, str, Span | None, Span | None]:
        if flipped:
            return FLIPPED[change.how], change.kind, change.after, change.before
        return change.how, change.kind, change.before, change.after

    return sorted((one(change) for change in found.changes), key=str)


def spans(found: Revision) -> Iterator[tuple[Span | None, str]]:
    for change in found.changes:
        yield change.before, found.before
        yield change.after, found.after


SOME = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@given(versions())
@SOME
def test_a_version_has_not_changed_from_itself(one: Reading) -> None:
    assert revised_lines(revised(one, one)) == [NOTHING]


@given(versions(), versions())
@SOME
def test_to_swap_the_versions_swaps_added_and_dropped(old: Reading, new: Reading) -> None:
    assert facts(revised(old, new)) == facts(revised(new, old), flipped=True)


@given(versions(), versions())
@SOME
def test_every_span_quotes_its_own_version(old: Reading, new: Reading) -> None:
    texts = {one.article.id: one.article.text for one in (old, new)}
    for span, version_of in spans(revised(old, new)):
        if span is not None:
            assert span.article == version_of
            assert texts[span.article][span.start : span.end] == span.words
