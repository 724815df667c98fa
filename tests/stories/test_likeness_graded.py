"""How alike two articles are, on invented matter: an order, not figures."""

from __future__ import annotations

from tests.stories.tellings import BRIDGE, told
from tests.stories.test_across import ENGLISH, OTHER, SPANISH
from variorum.stories.graded import likeness
from variorum.stories.portraits import portrait


def test_a_text_is_wholly_like_itself() -> None:
    assert likeness(ENGLISH, ENGLISH) == 1.0


def test_a_translation_is_more_alike_than_another_matter() -> None:
    assert likeness(ENGLISH, SPANISH) > 0.6 > 0.3 > likeness(ENGLISH, OTHER)


def test_two_reports_of_one_day_are_more_alike_than_a_report_of_something_else() -> None:
    assert likeness(BRIDGE[0], BRIDGE[1]) > 0.6 > 0.3 > likeness(BRIDGE[0], OTHER)


def test_it_does_not_matter_which_comes_first() -> None:
    assert likeness(ENGLISH, BRIDGE[0]) == likeness(BRIDGE[0], ENGLISH)


def test_an_article_without_words_is_like_nothing() -> None:
    empty = told("empty", "")
    assert 0.0 <= likeness(empty, ENGLISH) < 0.5


def test_what_a_site_says_about_itself_is_left_out() -> None:
    notice = " Diese Website verwendet Cookies, um Ihnen personalisierte Werbung zu zeigen. "
    framed = told("framed", notice + "Ein Frachter rammte am Dienstag die Brücke von Tarvik. " * 4, language="de")
    assert 0 < portrait(framed).site < 0.5
    assert portrait(ENGLISH).site == 0.0
