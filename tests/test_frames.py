"""The tables of an edition as pandas data frames."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, assert_type

import pytest
from hypothesis import HealthCheck, given, settings

from tests.edition.build import sample
from tests.edition.strategies import editions
from variorum import read
from variorum.edition import to_csv
from variorum.errors import UnknownTable
from variorum.model import Edition, Judgement, Point, Verdict

pandas = pytest.importorskip("pandas", reason="pandas is an extra: pip install 'variorum[pandas]'")


def test_every_csv_table_is_a_frame_with_the_same_columns_and_rows() -> None:
    found = sample().to_pandas()
    for name, text in to_csv(sample()).items():
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        frame = found[name.removesuffix(".csv")]
        assert list(frame.columns) == header
        assert len(frame) == len(rows)
    assert len(found) == len(to_csv(sample()))


def test_one_table_can_be_asked_for_by_its_name() -> None:
    points = sample().to_pandas("points")
    assert list(points["id"]) == [point.id for point in sample().points]
    assert (points["verdict"] == "differs").sum() == sum(point.verdict == "differs" for point in sample().points)


def test_a_table_that_is_not_there_is_wrong_use_and_the_message_names_those_that_are() -> None:
    with pytest.raises(UnknownTable, match=r"no table 'point': choose one of articles, stories, .*points"):
        sample().to_pandas("point")


def test_a_column_has_one_type_with_rows_and_without() -> None:
    full, empty = sample().to_pandas(), Edition().to_pandas()
    assert full["versions"].dtypes.astype(str).to_dict() == {
        "story": "string", "point": "string", "version": "int64", "value": "string", "voices": "int64", "latest": "bool",
        "statements": "string", "article": "string", "label": "string", "start": "int64", "end": "int64", "words": "string",
        "decisive": "string",
    }  # fmt: skip
    for name, frame in full.items():
        assert frame.dtypes.to_dict() == empty[name].dtypes.to_dict(), name


@given(edition=editions)
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_edition_fits_its_types(edition: Edition) -> None:
    for name, frame in edition.to_pandas(everything=True).items():
        assert len(frame) == len(list(csv.reader(io.StringIO(to_csv(edition, everything=True)[f"{name}.csv"])))) - 1


def test_words_stand_in_a_frame_as_they_stand_in_the_article() -> None:
    texts = {article.id: article.text for article in sample().articles}
    quotes = sample().to_pandas("quotes")
    assert len(quotes)
    for row in quotes.itertuples():
        assert texts[row.article][row.start : row.end] == row.words


def test_dates_are_iso_text_and_become_moments_where_they_are_whole() -> None:
    dates = sample().to_pandas("dates")
    assert {str(dates[name].dtype) for name in ("value", "from", "to")} == {"string"}
    days = pandas.to_datetime(dates["from"], format="ISO8601", errors="coerce")
    assert days.notna().any()


def test_what_the_user_dismissed_is_left_out_unless_everything_is_asked_for() -> None:
    (story,) = sample().stories
    judged = replace(sample(), stories=(replace(story, judgements=(Judgement(story.points[0].id, "dismissed"),)),))
    assert len(judged.to_pandas("points")) < len(judged.to_pandas("points", everything=True)) == len(story.points)
    assert list(judged.to_pandas("judgements")["finding"]) == [story.points[0].id]


def test_a_story_and_a_reading_can_be_had_as_frames_too() -> None:
    (story,) = sample().stories
    assert list(story.to_pandas("points")["id"]) == [point.id for point in story.points]
    reading = read("The minister said on Friday that 12 people had died.", published="2024-03-15")
    found = reading.to_pandas()
    assert list(found["figures"]["low"]) == [12.0]
    assert list(found["articles"]["id"]) == [reading.article.id]


def test_without_pandas_the_message_says_how_to_install_it() -> None:
    code = """
import sys
sys.modules["pandas"] = None
from variorum.model import Edition
from variorum.errors import MissingExtra
try:
    Edition().to_pandas()
except MissingExtra as error:
    print(error)
print(Edition()._repr_html_().strip()[:5])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    message, drawing = done.stdout.splitlines()
    assert message.endswith("is not installed here: run `pip install 'variorum[pandas]'`")
    assert drawing == "<div>"


def test_the_program_does_not_load_pandas_of_its_own_accord() -> None:
    code = "import sys, variorum.cli, variorum.pipeline, variorum.edition.tables; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "False\n"


def test_who_uses_the_package_sees_its_types() -> None:
    assert files("variorum").joinpath("py.typed").is_file()
    edition = sample()
    assert_type(edition.points, tuple[Point, ...])
    assert_type(edition.stories[0].points[0].verdict, Verdict)
    if TYPE_CHECKING:
        edition.to_pandas().items()  # several by name, or one
        edition.to_pandas(3)  # type: ignore[call-overload]
