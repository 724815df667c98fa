"""Articles given as data: JSON files, JSON lines, dicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from variorum.articles import collect, from_dict, from_dicts, from_text
from variorum.articles.identity import text_id
from variorum.model import Article

TEXT = "The reservoir above Kestrel Falls is full for the first time in six years, the water board said."


def one(row: dict[str, Any]) -> Article:
    article, problems = from_dict(row)
    assert problems == ()
    assert article is not None
    return article


@pytest.mark.parametrize("key", ["text", "body", "content", "maintext"])
def test_the_text_may_have_any_common_key_and_stays_as_it_is(key: str) -> None:
    text = f"  Tags\n\n{TEXT}\r\nRead more  "
    assert one({key: text}).text == text


def test_what_comes_with_a_record_is_kept() -> None:
    found = one(
        {"id": "mine-7", "text": TEXT, "headline": "Reservoir\n full", "source": {"name": "Falls Gazette"},
         "date_publish": "2023-04-02 10:11:12", "url": "https://gazette.example/a", "authors": ["Ann Lee", "Bo Chu"], "language": "en-US"}
    )  # fmt: skip
    assert (found.id, found.title, found.outlet) == ("mine-7", "Reservoir full", "Falls Gazette")
    assert (found.authors, found.language, found.url) == (("Ann Lee", "Bo Chu"), "en", "https://gazette.example/a")
    assert found.published is not None
    assert found.published.value == "2023-04-02"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2023-04-02T23:59:00Z", "2023-04-02"),
        ("Apr. 2, 2023", "2023-04-02"),
        ("2 avril 2023", "2023-04-02"),
        ("2. April 2023", "2023-04-02"),
        ("20230402", "2023-04-02"),
        ("2023年4月2日", "2023-04-02"),
        ("2023-04", "2023-04"),
        ("2023", "2023"),
        (1680393600, "2023-04-02"),
        (1680393600000, "2023-04-02"),
        ("yesterday", None),
        ("2023-02-31", None),
        (True, None),
        (None, None),
    ],
)
def test_dates_are_read_in_the_forms_they_come_in(given: object, value: str | None) -> None:
    published = one({"text": TEXT, "published": given}).published
    assert (published.value if published else None) == value


def test_an_id_of_its_own_is_kept_and_a_missing_one_is_the_hash() -> None:
    articles, _ = from_dicts([{"id": 3, "text": TEXT}, {"text": TEXT}, {"text": TEXT}])
    assert [article.id for article in articles] == ["3", text_id(TEXT), f"{text_id(TEXT)}-2"]


def test_markup_in_a_record_is_taken_off() -> None:
    assert one({"content": f"<p>{TEXT}</p><p>More rain is <b>not</b> expected.</p>"}).text == (
        f"{TEXT}\n\nMore rain is not expected."
    )


@pytest.mark.parametrize(
    ("json", "count"),
    [
        ('{"text": "A text, it said."}', 1),
        ('[{"text": "A text, it said."}, {"body": "Another text, it said."}]', 2),
        ('{"articles": [{"text": "A text, it said."}]}', 1),
        ('{"text": "A text, it said."}\n{"text": "Another text, it said."}\n', 2),
    ],
)
def test_a_json_file_holds_one_article_or_many(tmp_path: Path, json: str, count: int) -> None:
    path = tmp_path / "a.json"
    path.write_text(json, encoding="utf-8")
    articles, problems = collect([path])
    assert len(articles) == count
    assert problems == ()


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A text, it said."}\n{broken\n\n{"text": "Another text, it said."}', encoding="utf-8")
    articles, problems = collect([path])
    assert [article.input for article in articles] == [f"{path}#1", f"{path}#4"]
    assert [(problem.input, problem.kind) for problem in problems] == [(f"{path}#2", "broken_json")]
    assert "line 2" in problems[0].message


@pytest.mark.parametrize(
    ("json", "kind", "said"),
    [
        ('{"titel": "x", "inhalt": "y"}', "wrong_keys", "“titel”, “inhalt”"),
        ("[1]", "wrong_keys", "int"),
        ('{"text": "  "}', "empty", "empty"),
        ('{"text": "a",\n "b": }', "broken_json", "line 2"),
        ("[" * 100_000, "broken_json", "nested"),
        ("[]", "empty", "no article"),
    ],
)
def test_wrong_json_says_what_is_wrong(tmp_path: Path, json: str, kind: str, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json, encoding="utf-8")
    articles, problems = collect([path])
    assert articles == ()
    assert [problem.kind for problem in problems] == [kind]
    assert said in problems[0].message


def test_a_text_read_alone_is_kept_exactly() -> None:
    text = "\r\nTags\u200b\n \x07Leave a Reply  "
    found = from_text(text, title="T", published="2025-02-07")
    assert found.text == text
    assert (found.title, found.input, found.id) == ("T", "text", text_id(text))
    assert found.published is not None
    assert (found.published.value, found.published.basis) == ("2025-02-07", "stated")


def test_a_lone_surrogate_does_no_harm() -> None:
    assert one({"text": "lone \ud800 surrogate, it said"}).text == "lone ? surrogate, it said"
