"""The laws of the design, held on the project's own examples and on broken inputs."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import variorum
from variorum.edition import to_json, verify
from variorum.model import Edition, Point

EXAMPLES = Path(__file__).parents[2] / "examples"
TELLINGS = sorted(path for path in EXAMPLES.glob("*/*") if path.suffix in (".txt", ".html"))
SLOW = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)

some_tellings = st.lists(st.sampled_from(TELLINGS), min_size=1, max_size=5, unique=True)


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"article", "start", "end", "words"} <= set(value) else []
        return own + [span for inner in value.values() for span in spans(inner)]
    return [span for inner in value for span in spans(inner)] if isinstance(value, list) else []


@SLOW
@given(some_tellings)
def test_every_span_quotes_its_article(tellings: list[Path]) -> None:
    found = variorum.compare(tellings).to_dict()
    texts = {article["id"]: article["text"] for article in found["articles"]}
    assert all(texts[s["article"]][s["start"] : s["end"]] == s["words"] for s in spans(found))
    for story in found["stories"]:
        assert all(brief["spans"] and brief["sentence"] == brief["spans"][0]["words"] for brief in story["brief"])
        assert all(version["spans"] for point in story["points"] for version in point["versions"])


@SLOW
@given(some_tellings, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(tellings: list[Path], chance: random.Random) -> None:
    shuffled = list(tellings)
    chance.shuffle(shuffled)
    assert to_json(variorum.compare(shuffled)) == to_json(variorum.compare(tellings))


def voices(point: Point) -> int:
    return max(version.voices for version in point.versions)


@pytest.mark.parametrize("copied", ["wire.html", "small.html"])
def test_one_copy_more_never_adds_a_voice(tmp_path: Path, copied: str) -> None:
    alone = variorum.compare(EXAMPLES / "summit")
    source = EXAMPLES / "summit" / copied
    copy = tmp_path / f"copy{source.suffix}"
    copy.write_bytes(source.read_bytes())
    together = variorum.compare([EXAMPLES / "summit", copy])
    assert len(together.stories[0].articles) == len(alone.stories[0].articles) + 1
    assert len(together.stories[0].lineage.voices) == len(alone.stories[0].lineage.voices)
    before = {(p.kind, p.about): voices(p) for p in alone.points}
    after = {(p.kind, p.about): voices(p) for p in together.points}
    assert {key: after[key] for key in before.keys() & after.keys()} == {
        key: before[key] for key in before.keys() & after.keys()
    }
    assert len(before.keys() & after.keys()) > 0.9 * len(before)


def test_an_unrelated_article_changes_nothing_in_another_story() -> None:
    alone = variorum.compare(EXAMPLES / "summit").stories[0]
    together = variorum.compare([EXAMPLES / "summit", EXAMPLES / "ferry" / "1-tna-flash.txt"])
    same = next(story for story in together.stories if set(story.articles) == set(alone.articles))
    assert same.points == alone.points


@SLOW
@given(some_tellings)
def test_an_untouched_edition_verifies(tellings: list[Path]) -> None:
    edition = variorum.compare(tellings)
    assert verify(edition) == ()
    assert verify(edition, {article.id: article.text for article in edition.articles}) == ()


def test_a_changed_source_loses_exactly_the_findings_on_the_changed_words() -> None:
    edition = variorum.compare(EXAMPLES / "summit")
    wire = next(article for article in edition.articles if article.input.endswith("wire.html"))
    changed = wire.text.replace("$783 billion", "$790 billion")
    assert changed != wire.text
    lost = verify(edition, {wire.id: changed})
    assert {"article", "figure"} <= {finding.kind for finding in lost}
    for finding in (one for one in lost if one.kind != "article"):
        assert any("$783 billion" in span.words for span in finding.spans), finding


def write_broken(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "one-line.txt").write_bytes(b"word " * 10_400_000)
    (folder / "tags.html").write_text("<div>" * 1_000_000 + "text")
    (folder / "latin.txt").write_bytes(
        "Le préfet a déclaré que la forêt brûle à côté de la rivière.".encode("utf-16")[3:]
    )
    (folder / "keys.json").write_text('{"colour": "blue"}')
    (folder / "broken.json").write_text('{"text": "abc')
    (folder / "loop").symlink_to(folder, target_is_directory=True)


def test_broken_inputs_are_problems_and_leave_the_others_alone(tmp_path: Path) -> None:
    sound = variorum.compare(EXAMPLES / "summit")
    write_broken(tmp_path)
    edition = variorum.compare([EXAMPLES / "summit", tmp_path])
    named = {Path(problem.input).name for problem in edition.problems}
    assert {"empty.txt", "binary.txt", "one-line.txt", "broken.json"} <= named
    assert all(problem.message for problem in edition.problems)
    story = next(story for story in edition.stories if set(sound.stories[0].articles) <= set(story.articles))
    assert story.points == sound.stories[0].points


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(max_size=300), st.sampled_from([None, "en", "fr", "xx"]))
def test_any_text_can_be_read(text: str, language: str | None) -> None:
    reading = variorum.read(text, language=language)
    found = reading.to_dict()
    assert all(reading.article.text[s["start"] : s["end"]] == s["words"] for s in spans(found))


def test_every_engine_gives_the_same_edition() -> None:
    from variorum.engines import local
    from variorum.pipeline import compare

    def backwards(work: Any, pieces: Any) -> list[Any]:
        return [work(piece) for piece in reversed(list(pieces))][::-1]

    assert compare(EXAMPLES / "summit", engine=local) == compare(EXAMPLES / "summit", engine=backwards)


def test_an_edition_can_be_read_back() -> None:
    from variorum.store import parse

    edition = variorum.compare(EXAMPLES / "ferry")
    assert parse(to_json(edition)) == replace(edition)
    assert isinstance(edition, Edition)
