"""The rivals' linkage, their settings and their vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.metrics import b_cubed, harmonic
from bench.parts import stories
from bench.parts.stories import article, key, part_of
from bench.rivals import topics
from bench.rivals import vectors as kept_vectors
from bench.rivals.copies import minhash, products, shingles, tfidf_likeness
from bench.rivals.grouping import Grouping, Linked, Rival, Tuning, linked, windowed
from bench.rivals.linkage import Likeness, cut, merges
from bench.rivals.topics import stand_ins
from bench.rows import OURS, Sheet
from bench.running import Absent
from hypothesis import given
from hypothesis import strategies as st

HARBOUR = [
    article(f"h{at}", f"The harbour of Norvik closed after a storm {word}.")
    for at, word in enumerate("yesterday overnight".split())
]
BRIDGE = [
    article(f"b{at}", f"Engineers {word} the Tarn bridge toll.") for at, word in enumerate("doubled halved".split())
]
HEAP = [(each, "harbour") for each in HARBOUR] + [(each, "bridge") for each in BRIDGE]


def likeness(count: int, seed: int) -> Likeness:
    draw = np.random.default_rng(seed).random((count, count))
    found = (draw + draw.T) / 2
    np.fill_diagonal(found, 0)
    return np.asarray(found, dtype=np.float32)


def plainly(held: Likeness, threshold: float) -> set[frozenset[int]]:
    """The definition: merge the two groups with the highest mean while it reaches the threshold."""
    groups = [[at] for at in range(len(held))]
    while len(groups) > 1:
        pairs = [
            (float(held[np.ix_(a, b)].mean()), i, j)
            for i, a in enumerate(groups)
            for j, b in enumerate(groups)
            if i < j
        ]
        mean, i, j = max(pairs)
        if mean < threshold:
            break
        groups[i] += groups.pop(j)
    return {frozenset(group) for group in groups}


@given(st.integers(1, 8), st.integers(0, 10_000))
def test_chains_of_nearest_neighbours_give_the_groups_of_the_definition(count: int, seed: int) -> None:
    held = likeness(count, seed)
    for threshold in (0.35, 0.5, 0.65):
        labels = cut(merges(held), count, threshold)
        found = {frozenset(at for at in range(count) if labels[at] == label) for label in labels}
        assert found == plainly(held, threshold)


def test_words_in_common_make_articles_alike_and_other_words_do_not() -> None:
    found = tfidf_likeness([one for one, _ in HEAP])
    assert found[0, 1] > 0.3 > found[0, 2]
    assert products([{"a": 1.0}, {"a": 0.5, "b": 1.0}]).tolist() == [[0.0, 0.5], [0.5, 0.0]]


def test_minhash_of_a_copy_is_one_and_of_other_words_about_zero() -> None:
    assert minhash(HARBOUR[0], HARBOUR[0]) == 1.0
    assert minhash(HARBOUR[0], BRIDGE[0]) < 0.05
    assert shingles("A b c d") == ["a b c", "b c d"]


def test_articles_far_apart_in_time_are_not_alike_for_the_windowed_rival() -> None:
    text = "The harbour of Norvik closed after a storm."
    heap = [
        article("a", text, day="2025-02-01"),
        article("b", text, day="2025-02-20"),
        article("c", text, day="2025-06-01"),
        article("d", text),
    ]
    found = windowed([*heap, *BRIDGE]) > 0
    assert found[:4, :4].tolist() == [
        [False, True, False, True],
        [True, False, False, True],
        [False, False, False, True],
        [True, True, True, False],
    ]


def test_a_rival_gets_the_best_setting_of_one_set_or_of_all() -> None:
    rival = Rival("words", linked(tfidf_likeness), ((0.0,), (0.3,), (0.99,)))
    tuning = Tuning({"mine": HEAP, "empty": []})
    assert tuning.best(rival) == tuning.best(rival, "mine") == (0.3,)
    found = Grouping(rival, (0.3,))(tuple(one for one, _ in HEAP))
    assert harmonic(*b_cubed([event for _, event in HEAP], found)) == 1.0


def test_seconds_of_vectors_from_elsewhere_are_told() -> None:
    grouping = Grouping(Rival("far", lambda heap: Linked([], len(heap), 7.5), ((0.5,),)), (0.5,))
    assert len(set(grouping(tuple(HARBOUR)))) == 2
    assert grouping.seconds == 7.5


def test_two_events_of_one_topic_of_ecbplus_stay_in_one_half() -> None:
    assert key("ecbplus", "12ecb") == key("ecbplus", "12ecbplus") == "12"
    assert key("incidents", "12ecb") == "12ecb"
    labelled = [(article(str(at), "x"), f"{at // 2}ecb{'plus' * (at % 2)}") for at in range(20)]
    halves = [part_of("ecbplus", labelled, split) for split in ("tuned", "other")]
    topics = [{key("ecbplus", event) for _, event in half} for half in halves]
    assert topics[0].isdisjoint(topics[1])
    assert len(halves[0]) + len(halves[1]) == 20


def test_a_text_is_encoded_once_and_found_again_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def encode(texts: list[str]) -> tuple[kept_vectors.Rows, float]:
        asked.extend(texts)
        return np.ones((len(texts), 3), np.float32), 2.0 * len(texts)

    monkeypatch.setenv(kept_vectors.CACHE, str(tmp_path))
    monkeypatch.setitem(kept_vectors.ENCODERS, "mine", encode)
    for _ in range(2):
        kept_vectors.kept.cache_clear()
        rows, seconds = kept_vectors.vectors("mine", [*HARBOUR, HARBOUR[0]])
        assert (rows.shape, seconds) == ((3, 3), 6.0)
    kept_vectors.kept.cache_clear()
    assert len(asked) == 2


def test_stand_ins_are_of_length_one_and_near_for_near_texts() -> None:
    rows = stand_ins([one for one, _ in HEAP], 384)
    assert np.linalg.norm(rows, axis=1).tolist() == pytest.approx([1.0] * 4, abs=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_bertopic_that_is_not_installed_is_skipped_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object) -> None:
        raise Absent("topics is not installed")

    monkeypatch.setattr(topics, "vectors", absent)
    rows = list(topics.speed(Sheet("scale", "composed", "all", 2), HARBOUR, 1.0))
    assert [(row.system, row.value, row.note) for row in rows] == [(topics.SYSTEM, None, "topics is not installed")]


def test_bertopic_is_timed_with_and_without_its_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "vectors", lambda _, held: (np.ones((len(held), 8), np.float32), 2.0 * len(held)))
    monkeypatch.setattr(topics, "topics", lambda held, _, **settings: ([0] * len(held), 6.0 if settings else 0.0))
    held = topics.cost([one for one, _ in HEAP], sampled=2)
    assert (held.topics, held.vectors, held.computed, held.found) == (6.0, 8.0, 2, 1)
    assert "vectors of 2 articles computed" in held.note
    rows = {row.measure: row.value for row in topics.speed(Sheet("scale", "composed", "all", 4), HARBOUR, 0.5)}
    assert rows == {"seconds": 6.0, "seconds with vectors": 10.0, "times ours": 12.0, "times ours with vectors": 20.0}


def test_our_rows_say_what_was_trained_on() -> None:
    notes = {system: note for system, _, note in stories.ours("news_cluster", "other")}
    assert notes[OURS] == "trained on these events too"
    if (stories.MODELS / f"{stories.TUNED}.json").exists():
        assert notes[f"{OURS}, trained on the tuned halves"] == "none of these events in training"
    assert [system for system, _, _ in stories.ours("meantime, four languages", "whole")] == [OURS]


def test_our_grouping_keeps_its_joins_to_be_judged() -> None:
    grouping = stories.Ours()
    text = "The harbour of Norvik closed on Monday after Storm Ingrid, mayor Anna Lind said. Forty boats sank."
    labelled = [(article(name, f"{text} {name}"), "storm") for name in ("one", "two")]
    assert len(set(grouping(tuple(one for one, _ in labelled)))) == 1
    (score,), right = grouping.joins(labelled)
    assert score > 0.5
    assert right == [True]
