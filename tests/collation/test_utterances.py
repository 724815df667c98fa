"""One utterance as several tellings quote it."""

from __future__ import annotations

from .stories import collated, joining

SAID = "“We will not close the harbour before the last boat is home,” harbour master Ida Holm said."


def test_the_same_words_are_one_utterance_and_one_voice() -> None:
    story = collated(
        f"{SAID} Gulls circled above the quay all day.",
        "Fishermen were relieved. Ida Holm, the harbour master, said: “We will not close the harbour before the last "
        "boat is home.”",
    )
    (point,) = joining(story, "quote", "a", "b")
    assert (point.verdict, point.versions[0].voices) == ("repeated", 1)
    assert [merge.reason for merge in point.versions[0].merges] == [
        "the same words of one utterance, told by each and said once"
    ]


def test_a_lost_not_is_named() -> None:
    story = collated(SAID, SAID.replace("will not close", "will close"))
    (point,) = joining(story, "quote", "a", "b")
    assert point.difference == "wording"
    assert "“not”" in point.reason
    assert any(span.words == "not" for version in point.versions for span in version.decisive)


def test_a_cut_that_loses_but_is_named() -> None:
    story = collated(
        "Harbour master Ida Holm told reporters: “The harbour stays open, but not for tankers.” It rained.",
        "“The harbour stays open,” Ida Holm, the harbour master, told reporters on the quay.",
    )
    (point,) = joining(story, "quote", "a", "b")
    assert point.difference == "wording"
    assert "“but”" in point.reason


def test_a_cut_that_loses_nothing_is_no_difference() -> None:
    story = collated(
        "“The harbour stays open all through the long winter for boats of every kind,” Ida Holm said. It rained.",
        "“The harbour stays open all through the long winter,” Ida Holm said on the quay.",
    )
    (point,) = joining(story, "quote", "a", "b")
    assert point.difference is None


def test_the_same_words_in_another_mouth_are_said_by() -> None:
    story = collated(SAID, SAID.replace("harbour master Ida Holm", "mayor Per Lund"))
    (point,) = joining(story, "quote", "a", "b")
    assert point.difference == "said_by"


def test_very_short_quotes_are_not_compared() -> None:
    story = collated(
        "“Never again,” Ida Holm said of the ferry.", "Per Lund was asked of the wool tax. “Never again,” he said."
    )
    assert not joining(story, "quote", "a", "b")


def test_other_words_are_another_utterance() -> None:
    story = collated(SAID, "“The herring was excellent and the band played on,” harbour master Ida Holm said.")
    assert not joining(story, "quote", "a", "b")
