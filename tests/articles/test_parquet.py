"""Corpora as Parquet files are read as the same records in JSON Lines would be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.articles import collect
from variorum.errors import MissingExtra
from variorum.model import Article

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'variorum[parquet]'")
pq = pytest.importorskip("pyarrow.parquet")

BRIDGE = "The Tern bridge was opened on Tuesday. It cost $41 million and took six years to build, the ministry said."
SOME = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def written(path: Path, rows: Sequence[Mapping[str, Any]], **options: Any) -> Path:
    columns = dict.fromkeys(key for row in rows for key in row)
    pq.write_table(pa.table({key: [row.get(key) for row in rows] for key in columns}), path, **options)
    return path


def bare(articles: tuple[Article, ...]) -> list[Article]:
    return [replace(article, input="") for article in articles]


ROWS: list[dict[str, Any]] = [
    {"text": BRIDGE, "title": "A bridge", "published": "2031-03-05", "source": "Larn Courier", "language": "en"},
    {"text": BRIDGE + " More.", "title": None, "published": "2031-03", "url": "https://post.example/a", "id": "a7"},
    {"text": "Shops near the river hope for trade.", "author": "Ann Berg", "colour": "blue"},
]


def test_rows_are_read_as_the_same_records_in_json_lines(tmp_path: Path) -> None:
    lines = tmp_path / "corpus.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    ours, problems = collect([written(tmp_path / "corpus.parquet", ROWS)])
    theirs, _ = collect([lines])
    assert problems == ()
    assert bare(ours) == bare(theirs)
    assert [article.input for article in ours] == [f"{tmp_path}/corpus.parquet#{n}" for n in (1, 2, 3)]


@SOME
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {"text": st.none() | st.text(max_size=60)},
            optional={"title": st.none() | st.text(max_size=20), "published": st.none() | st.dates().map(str)},
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_rows_are_read_as_their_json_lines(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    wide = [{"text": None, "title": None, "published": None} | row for row in rows]
    lines = tmp_path / "rows.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in wide), encoding="utf-8")
    schema = pa.schema([(name, pa.string()) for name in ("text", "title", "published")])
    pq.write_table(pa.Table.from_pylist(wide, schema=schema), tmp_path / "rows.parquet")
    ours, told = collect([tmp_path / "rows.parquet"])
    theirs, told_too = collect([lines])
    assert bare(ours) == bare(theirs)
    assert [(one.kind, one.message) for one in told] == [(one.kind, one.message) for one in told_too]


@pytest.mark.parametrize(
    ("published", "value"),
    [
        (date(2031, 3, 5), "2031-03-05"),
        (datetime(2031, 3, 5, 14, 30), "2031-03-05"),  # a column without a time zone is common
        (datetime(2031, 3, 5, 23, 30, tzinfo=UTC), "2031-03-05"),
        (datetime(2031, 3, 5, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "2031-03-06"),
        (1_930_435_200, "2031-03-05"),
        (1_930_435_200_000, "2031-03-05"),
        (pa.scalar(1_930_435_200_123_456_789, pa.timestamp("ns")), "2031-03-05"),
        (pa.scalar(2**62, pa.timestamp("us")), None),
    ],
)
def test_dates_may_have_a_type_of_their_own(tmp_path: Path, published: object, value: str | None) -> None:
    column = (
        pa.array([published]) if not isinstance(published, pa.Scalar) else pa.array([published.value], published.type)
    )
    pq.write_table(pa.table({"text": [BRIDGE], "published": column}), tmp_path / "dated.parquet")
    (article,), _ = collect([tmp_path / "dated.parquet"])
    assert (article.published.value if article.published else None) == value


def test_many_row_groups_are_read_in_order(tmp_path: Path) -> None:
    rows = [{"text": f"{BRIDGE} That was told {number} times."} for number in range(1300)]
    articles, _ = collect([written(tmp_path / "long.parquet", rows, row_group_size=100)])
    assert [article.text for article in articles] == [row["text"] for row in rows]


def test_text_as_bytes_or_categories_is_text(tmp_path: Path) -> None:
    columns = {
        "text": pa.array([BRIDGE.encode(), b"caf\xe9 " * 9]),
        "outlet": pa.array(["Post", "Post"]).dictionary_encode(),
    }
    pq.write_table(pa.table(columns), tmp_path / "odd.parquet")
    articles, _ = collect([tmp_path / "odd.parquet"])
    assert [(one.text[:5], one.outlet) for one in articles] == [("The T", "Post"), ("caf\ufffd ", "Post")]


def test_a_bad_row_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    articles, problems = collect(
        [written(tmp_path / "some.parquet", [{"text": BRIDGE}, {"text": " "}, {"text": None}])]
    )
    assert len(articles) == 1
    assert [(Path(one.input).name, one.kind) for one in problems] == [
        ("some.parquet#2", "empty"),
        ("some.parquet#3", "empty"),
    ]


@pytest.mark.parametrize("cut", [0, 3, 4, 50, -1, -9])
def test_a_damaged_file_is_a_problem(tmp_path: Path, cut: int) -> None:
    whole = written(tmp_path / "whole.parquet", ROWS).read_bytes()
    (tmp_path / "whole.parquet").write_bytes(whole[:cut])
    articles, (problem,) = collect([tmp_path / "whole.parquet"])
    assert articles == ()
    assert problem.kind == "broken_parquet"


@SOME
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_changed_byte_never_ends_the_run(tmp_path: Path, place: int, byte: int) -> None:
    whole = bytearray(written(tmp_path / "whole.parquet", ROWS * 20).read_bytes())
    whole[place % len(whole)] = byte
    (tmp_path / "whole.parquet").write_bytes(bytes(whole))
    collect([tmp_path / "whole.parquet"])


def test_a_table_without_text_says_which_columns_it_has(tmp_path: Path) -> None:
    _, (problem,) = collect([written(tmp_path / "colours.parquet", [{"colour": "blue", "hue": 3}])])
    assert problem.kind == "wrong_keys"
    assert "“colour”, “hue”" in problem.message


def test_a_missing_reader_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "corpus.parquet", ROWS)
    monkeypatch.setattr("variorum.articles.parquet.find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"pip install 'variorum\[parquet\]'"):
        collect([path])
    _, (problem,) = collect([tmp_path])
    assert problem.kind == "unsupported"
    assert "variorum[parquet]" in problem.message
