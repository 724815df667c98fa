"""What a notebook shows of a value."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings

from variorum import read
from variorum.model import Drawn, Edition, Judgement, Point, Reading, Version

from .build import IMAGE, OVERRIDE, SCRIPT, sample
from .strategies import editions

TAGS = {"div", "p", "strong", "br", "small", "table", "thead", "tbody", "tr", "th", "td", "mark", "code"}
ATTRIBUTES = {"style", "scope", "rowspan", "dir"}


class Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.waiting: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        if tag != "br":
            self.waiting.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.waiting.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def text(value: Drawn) -> str:
    return re.sub(r"\s+", " ", Seen(value._repr_html_()).text)


def test_an_edition_shows_what_differs_with_the_sentences_and_who_says_them() -> None:
    shown = text(sample())
    assert sample().stories[0].title in shown
    point = next(point for point in sample().points if point.difference == "conflict")
    for version in point.versions:
        assert version.value in shown
        assert version.spans[0].words in shown
    assert "Cannot both be true" in shown
    assert "<mark>" in sample()._repr_html_()


def test_a_point_and_a_story_show_the_same_without_the_names_of_tellings() -> None:
    (story,) = sample().stories
    point = next(point for point in story.points if point.verdict == "differs")
    assert point.versions[0].value in text(point)
    assert point.versions[0].value in text(story)
    assert not [article.id for article in sample().articles if article.id in text(story) + text(point)]


def test_a_reading_shows_what_was_found_in_it() -> None:
    shown = text(read("The minister said on Friday that 12 people had died.", published="2024-03-15"))
    assert all(
        word in shown for word in ("1 quote", "minister", "“that 12 people had died”", "1 figure", "15 March 2024")
    )


def test_nothing_at_all_is_drawn_too() -> None:
    assert text(Edition()).strip() == "No story."


def line(value: Drawn) -> str:
    written: list[str] = []
    value._repr_pretty_(SimpleNamespace(text=written.append), cycle=False)
    return "".join(written)


def test_a_prompt_of_ipython_tells_many_in_a_line_each() -> None:
    pretty = pytest.importorskip("IPython.lib.pretty", reason="IPython is not installed here")
    told = pretty.pretty(sample().points).splitlines()
    assert [one.strip("( ").partition(" ")[0] for one in told] == [point.id for point in sample().points]
    assert max(map(len, told)) < 1000


def test_where_there_is_only_text_a_line_says_what_it_is() -> None:
    (story,) = sample().stories
    point = next(point for point in story.points if point.difference == "conflict")
    assert line(sample()).startswith(f"{story.title} – 5 reports from 4 independent origins")
    assert line(story).startswith(story.title)
    assert line(point).startswith(f"{point.id} {point.about} – Cannot both be true: {point.versions[0].value} | ")
    assert (
        line(read("The minister said on Friday that 12 people had died."))
        == "text – 1 quote, 1 figure, 1 date, 0 commitments"
    )
    assert line(Edition()) == "No story."


def test_what_the_user_dismissed_is_not_drawn() -> None:
    (story,) = sample().stories
    point = next(point for point in story.points if point.difference == "conflict")
    judged = replace(sample(), stories=(replace(story, judgements=(Judgement(point.id, "dismissed"),)),))
    assert f">{point.id}<" in sample()._repr_html_()
    assert f">{point.id}<" not in judged._repr_html_()


def test_text_from_outside_never_becomes_markup() -> None:
    hostile = f"{SCRIPT}{IMAGE}{OVERRIDE}</td></table>{{{{ 7 * 7 }}}}"
    article = replace(sample().articles[0], title=hostile, outlet=hostile, text=hostile, language=hostile)
    version = Version(hostile, (), (article.id,), 1, (article.span(0, len(hostile)),), (article.span(2, 9),))
    point = Point(hostile, "figure", hostile, (version, replace(version, value="other")), "conflict", hostile)
    story = replace(sample().stories[0], title=hostile, articles=(article.id,), points=(point,))
    for value in (Edition((article,), (story,)), story, point, Reading(article)):
        html = value._repr_html_()
        Seen(html)
        assert OVERRIDE not in html
        assert "49" not in html


@given(edition=editions)
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_edition_is_drawn_whole_and_safely(edition: Edition) -> None:
    assert not Seen(edition._repr_html_()).waiting
    for point in edition.points:
        assert not Seen(point._repr_html_()).waiting


def test_of_many_values_the_one_to_go_by_is_always_drawn() -> None:
    article = sample().articles[0]
    values = [Version(f"value {number}", (), (article.id,), 1, (article.span(0, 4),)) for number in range(9)]
    shown = text(
        Point("p1", "figure", "dead", (*values, replace(values[0], value="the last", latest=True)), "superseded")
    )
    assert "the last" in shown
    assert "the latest: go by this" in shown
    assert "value 2" in shown
    assert "value 3" not in shown


def test_however_much_there_is_the_drawing_stays_small() -> None:
    article = replace(sample().articles[0], text="<&" * 50_000)
    long = article.span(0, len(article.text))
    version = Version("<" * 9000, (), (article.id,), 1, (long,) * 50, (article.span(60_000, 60_020),))
    point = Point("p1", "claim", "<" * 9000, (version,) * 300, "conflict", "&" * 9000)
    stories = tuple(
        replace(sample().stories[0], id=f"s{number}", title="<" * 9000, points=(point,) * 100) for number in range(20)
    )
    html = Edition((article,), stories)._repr_html_()
    assert len(html) < 320_000
    assert "and 92 more differences" in html
    assert "and 17 stories more" in html
    assert "and 296 more values" in html
    assert "and 48 more sentences" in html
    marks = re.findall(r"<mark>(.*?)</mark>", html)
    assert marks[0] == "&lt;&amp;" * 10
