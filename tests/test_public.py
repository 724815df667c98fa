"""The Python API: what is there, how it is called, and the shapes it gives."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import variorum
from variorum.errors import NothingToRead
from variorum.model import Article, Edition, Lineage, Reading, Span, Story

ROOT = Path(__file__).parents[1]
STATEMENTS = ("quotes", "figures", "dates", "commitments", "claims")
TEXT = (
    "Mayor Ida Holm pledged on Friday to buy nine boats for Larn. “The harbour stays open for boats of every kind,” she "
    "said. Fishermen cheered on the quay and a band played."
)
OTHER = (
    "Larn will get nine new boats, mayor Ida Holm promised on Friday. Nets were mended all morning, and the fishermen of "
    "the harbour hope for herring."
)
FRENCH = "Le maire a promis vendredi neuf bateaux neufs au port, ont rapporté les pêcheurs réunis sur le quai."


def test_all_names_what_is_there() -> None:
    assert sorted(variorum.__all__) == [
        "Article",
        "Edition",
        "Library",
        "Lineage",
        "Problem",
        "Reading",
        "Story",
        "Stream",
        "compare",
        "group",
        "likeness",
        "read",
        "trace",
    ]
    for name in variorum.__all__:
        assert getattr(variorum, name).__name__ == name
    assert set(dir(variorum)) == {*variorum.__all__, "__version__"}


def test_what_is_not_there_is_an_attribute_error() -> None:
    assert not hasattr(variorum, "nonsense")


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert variorum.__version__ == version("variorum") == Edition().variorum


def test_importing_the_package_waits_for_nothing() -> None:
    code = "import sys, variorum; print(sorted({'spacy', 'pydantic', 'numpy', 'variorum.model'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("compare", ["inputs"]),
        ("read", ["text", "title", "published", "language"]),
        ("group", ["tellings"]),
        ("likeness", ["one", "other"]),
        ("trace", ["tellings"]),
    ],
)
def test_the_signatures_are_those_of_the_documentation(name: str, expected: list[str]) -> None:
    parameters = inspect.signature(getattr(variorum, name)).parameters
    assert list(parameters)[: len(expected)] == expected
    beyond = list(parameters.values())[len(expected) :]
    assert all(parameter.default is not parameter.empty for parameter in beyond)
    assert inspect.getdoc(getattr(variorum, name))


def test_the_readme_calls_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    called = set(re.findall(r"\bvariorum\.(\w+)\(", readme))
    assert called
    assert called <= set(variorum.__all__)


def test_a_reading_has_the_keys_of_the_documentation() -> None:
    found = variorum.read(TEXT, title="Boats for Larn", published="2031-03-09").to_dict()
    assert {"article", "entities", *STATEMENTS} <= found.keys()
    assert found["article"]["text"] == TEXT
    assert found["article"]["title"] == "Boats for Larn"
    assert found["article"]["published"]["value"] == "2031-03-09"
    for kind in STATEMENTS:
        assert found[kind], kind
        for statement in found[kind]:
            span = statement["span"]
            assert TEXT[span["start"] : span["end"]] == span["words"]


def test_a_reading_is_what_the_documentation_says_of_its_statements() -> None:
    reading = variorum.read(TEXT, published="2031-03-09")
    names = {entity.id: entity.name for entity in reading.entities}
    (quote,) = [quote for quote in reading.quotes if quote.kind == "direct"]
    assert names[quote.speaker or ""] == "Ida Holm"
    assert [figure.low for figure in reading.figures] == [9]
    # 9 March 2031 is a Sunday.
    assert [(date.value, date.start) for date in reading.dates] == [("2031-03-07", "2031-03-07")]
    assert [(names[one.actor or ""], one.act) for one in reading.commitments] == [("Ida Holm", "pledge")]


def test_a_language_can_be_given_or_is_found() -> None:
    assert variorum.read(TEXT).article.language == "en"
    assert variorum.read(FRENCH).article.language == "fr"
    assert variorum.read(TEXT, language="de").article.language == "de"


@pytest.mark.parametrize("published", ["yesterday-ish", "2031-13-45", ""])
def test_a_day_that_is_none_is_not_taken_for_one(published: str) -> None:
    assert variorum.read(TEXT, published=published).article.published is None


def test_group_keeps_the_ids_that_dicts_bring() -> None:
    (story,) = variorum.group([{"id": "mine", "text": TEXT}, {"id": "yours", "text": TEXT + " It rained."}])
    assert isinstance(story, Story)
    assert sorted(story.articles) == ["mine", "yours"]
    assert [join.reason != "" for join in story.joins] == [True] * len(story.joins)
    assert {"id", "title", "articles", "joins"} <= story.to_dict().keys()


def test_a_stream_gives_in_the_end_what_group_gives() -> None:
    tellings = [
        {"id": "mine", "text": TEXT, "published": "2031-03-08"},
        {"id": "yours", "text": OTHER, "published": "2031-03-09"},
    ]
    stream = variorum.Stream()
    told = [assignment for telling in tellings for assignment in stream.add([telling])]
    assert [assignment.article for assignment in told] == ["mine", "yours"]
    assert stream.stories() == variorum.group(tellings)


def test_two_articles_are_alike_or_not_whichever_comes_first() -> None:
    one, other, else_ = (
        {"text": TEXT},
        {"text": OTHER},
        {"text": "The court fined a bank for its late accounts on Monday."},
    )
    assert 0 <= variorum.likeness(one, else_) < variorum.likeness(one, other) <= 1
    assert variorum.likeness(one, other) == variorum.likeness(other, one)
    assert variorum.likeness(one, one) == 1


def test_group_takes_articles_and_dicts_together() -> None:
    (story,) = variorum.group(
        [Article("one", "here", TEXT, language="en"), {"id": "two", "text": TEXT + " It rained."}]
    )
    assert sorted(story.articles) == ["one", "two"]


def test_group_takes_every_key_of_the_documentation() -> None:
    telling = {
        "text": TEXT,
        "title": "Boats",
        "published": "2031-03-09",
        "source": "Courier",
        "url": "https://a.example/b",
    }
    (story,) = variorum.group([telling])
    assert (len(story.articles), story.joins) == (1, ())


def test_unrelated_articles_are_two_stories() -> None:
    wool = (
        "Shepherds in Brent sheared forty thousand sheep in April. Wool has never been so cheap, the traders complain."
    )
    assert len(variorum.group([{"text": TEXT}, {"text": wool}])) == 2


def test_nothing_gives_nothing() -> None:
    assert variorum.group([]) == ()
    assert variorum.trace([]) == Lineage()


def test_the_same_text_twice_is_two_articles() -> None:
    (story,) = variorum.group([{"text": TEXT}, {"text": TEXT}])
    assert len(set(story.articles)) == 2


def test_ids_stay_distinct_whatever_they_are() -> None:
    stories = variorum.group([{"id": name, "text": TEXT} for name in ("a", "a-2", "a")])
    ids = [article for story in stories for article in story.articles]
    assert len(set(ids)) == 3


def test_a_dict_without_text_is_wrong_use() -> None:
    with pytest.raises(NothingToRead, match="text"):
        variorum.group([{"title": "no text here"}])


def test_trace_says_who_copied_whom() -> None:
    lineage = variorum.trace(
        [{"id": "first", "text": TEXT}, {"id": "copy", "text": TEXT}, {"id": "other", "text": OTHER}]
    )
    assert isinstance(lineage, Lineage)
    assert sorted(sorted(voice) for voice in lineage.voices) == [["copy", "first"], ["other"]]
    (copy,) = lineage.copies
    assert ({copy.source, copy.target}, copy.kind) == ({"first", "copy"}, "copy")
    assert copy.share > 0.9
    assert copy.reason
    assert lineage.to_dict()["copies"][0]["passages"][0]["source"].keys() == {"article", "start", "end", "words"}


def test_compare_takes_a_path_a_text_or_several(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "two.txt").write_text(OTHER, encoding="utf-8")
    whole = variorum.compare(tmp_path)
    assert isinstance(whole, Edition)
    assert variorum.compare(str(tmp_path)) == whole
    assert variorum.compare([tmp_path / "two.txt", tmp_path / "one.txt"]) == whole
    assert len(whole.articles) == 2


def test_compare_without_any_path_is_wrong_use() -> None:
    with pytest.raises(NothingToRead):
        variorum.compare([])


def test_values_are_frozen_and_give_plain_types() -> None:
    reading = variorum.read(TEXT)
    assert isinstance(reading, Reading)
    with pytest.raises(AttributeError):
        reading.article.text = "other"  # type: ignore[misc]
    assert Span("a", 0, 2, "It").to_dict() == {"article": "a", "start": 0, "end": 2, "words": "It"}
