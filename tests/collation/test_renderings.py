"""Utterances: renderings aligned with the fullest, and what must hold of every alignment."""

from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Rendering, Story, Utterance

from .stories import collated
from .test_utterances_written import PAIRS, told

_WORD = re.compile(r"\w+|[%$€£]")
QUICK = settings(max_examples=25, deadline=None, derandomize=True)
SPEECH = "The harbour will stay open all winter but not for tankers if the ice on the river holds until March".split()


def kept(rendering: Rendering, words: str, side: str, inside: list[tuple[int, int]]) -> list[str]:
    """The words of a rendering that no change takes in."""
    start = rendering.span.start
    spans = [getattr(change, side) for change in rendering.changes if getattr(change, side)]
    taken = {at for span in spans for at in range(span.start, span.end)}
    found = [m for m in _WORD.finditer(words) if any(a <= start + m.start() < b for a, b in inside)]
    return [m.group().casefold() for m in found if start + m.start() not in taken]


def pieces(story: Story, rendering: Rendering) -> list[tuple[int, int]]:
    quote = next(one for one in story.quotes if one.id == rendering.statement)
    parts = [part for part in quote.pieces if quote.kind == "direct" or rendering.span.contains(part)]
    return [(part.start, part.end) for part in parts or [rendering.span]]


def reconstructed(story: Story, utterance: Utterance) -> None:
    first = utterance.renderings[0]
    assert not first.changes
    for other in utterance.renderings[1:]:
        of_first = Rendering(first.statement, first.span, changes=other.changes)
        before = kept(of_first, first.span.words, "before", pieces(story, first))
        assert before == kept(other, other.span.words, "after", pieces(story, other))


def test_what_no_change_takes_in_is_the_same_in_both_renderings() -> None:
    for pair in PAIRS:
        story = told(pair["name"])
        for utterance in story.utterances:
            if all(quote.kind != "mixed" for quote in story.quotes):
                reconstructed(story, utterance)


def test_every_span_quotes_its_article_and_its_point_is_there() -> None:
    for pair in PAIRS:
        story = told(pair["name"])
        texts = {"a": pair["a"], "b": pair["b"]}
        for utterance in story.utterances:
            assert utterance.point in {point.id for point in story.points if point.kind == "quote"}
            for one in utterance.renderings:
                changed = [span for change in one.changes for span in (change.before, change.after) if span]
                for span in (one.span, *changed):
                    assert texts[span.article][span.start : span.end] == span.words
                assert all((change.before or change.after) for change in one.changes)


@QUICK
@given(st.lists(st.sampled_from(range(len(SPEECH))), max_size=8), st.randoms(use_true_random=False))
def test_whatever_is_left_out_of_a_speech_the_changes_lead_back_to_it(gone: list[int], chance: random.Random) -> None:
    cut = " ".join(word for at, word in enumerate(SPEECH) if at not in gone) or "nothing"
    texts = [f"“{' '.join(SPEECH)},” harbour master Ida Holm said.", f"It snowed. Ida Holm said: “{cut}.”"]
    chance.shuffle(texts)
    story = collated(*texts)
    for utterance in story.utterances:
        reconstructed(story, utterance)


def test_the_order_of_the_tellings_does_not_matter() -> None:
    for pair in PAIRS:
        there, back = collated(pair["a"], pair["b"]), collated(pair["b"], pair["a"])
        assert [shape(one) for one in there.utterances] == [shape(one) for one in back.utterances], pair["name"]


def shape(utterance: Utterance) -> list[tuple[str, list[tuple[str, str | None]]]]:
    return [(one.span.words, [(each.kind, each.weighty) for each in one.changes]) for one in utterance.renderings]


def test_a_saying_in_three_renderings_is_one_utterance() -> None:
    story = collated(
        "“The dam is cracked and leaking, the gates are rusty and the river rises every spring,” engineer Hanne Vik said.",
        "“The dam is cracked and leaking,” engineer Hanne Vik said.",
        "Engineer Hanne Vik said: “The gates are rusty and the river rises every spring.”",
    )
    (utterance,) = story.utterances
    assert [one.span.article for one in utterance.renderings] == ["a", "c", "b"]
    assert [[change.kind for change in one.changes] for one in utterance.renderings] == [[], ["dropped"], ["dropped"]]


def test_french_words_turn_the_sense_as_well() -> None:
    story = collated(
        {"text": "« Le pont ne sera pas fermé aux camions cet hiver », a dit la maire Ida Morel.", "language": "fr"},
        {"text": "« Le pont sera fermé aux camions cet hiver », a dit la maire Ida Morel.", "language": "fr"},
    )
    reasons = [change.weighty for one in story.utterances for each in one.renderings for change in each.changes]
    assert any(why and "pas" in why for why in reasons)
