"""Every page, on a desk and on a telephone, by day and by night: it loads, keeps to itself, fits, and everyone can use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import violations, wider_than_the_window
from tests.browser.addresses import MISSING, PAGES
from tests.browser.chromium import DESK, LOOKS, PHONE_AT_NIGHT, Look
from tests.browser.watched import Watched
from tests.web.routes import ways
from tests.web.serving import Served

Windows = Callable[[Look], Watched]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(windows: Windows, known: Mapping[str, str], name: str, look: Look) -> None:
    window = windows(look)
    page = window.open(PAGES[name].format_map(known))
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert re.fullmatch(r"\S.* – Variorum", page.title())
    assert not (wide := wider_than_the_window(page)), "\n".join(wide)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert not (wide := wider_than_the_window(page)), "\n".join(["with all opened:", *wide])
    if look in {DESK, PHONE_AT_NIGHT}:
        assert not (found := violations(page)), "\n".join(found)
    window.unharmed()


@pytest.mark.parametrize("name", MISSING)
def test_what_is_not_there_is_said_on_a_page(windows: Windows, known: Mapping[str, str], name: str) -> None:
    window = windows(DESK)
    page = window.open(MISSING[name].format_map(known), status=404)
    assert page.locator("h1").count() == 1
    assert not (found := violations(page)), "\n".join(found)
    window.unharmed()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_printed(windows: Windows, known: Mapping[str, str], name: str) -> None:
    page = windows(DESK).open(PAGES[name].format_map(known))
    page.emulate_media(media="print")
    try:
        assert page.locator("h1").is_visible()
        printed = page.locator("header.room, form, button").filter(visible=True)
        assert printed.evaluate_all("those => those.map(each => each.cloneNode(false).outerHTML)") == []
        assert not (cut := clipped(page)), "\n".join(cut)
    finally:
        page.emulate_media(media="screen")


def clipped(page: Page) -> list[str]:
    """Elements of which paper would show only a part."""
    cut: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter(each => {
             const style = getComputedStyle(each);
             if (style.display === "inline" || !each.checkVisibility() || style.clipPath !== "none") return false;
             const wide = style.overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1;
             const high = style.overflowY !== "visible" && each.scrollHeight > each.clientHeight + 1;
             return wide || high;
           }).slice(0, 5).map(each => each.cloneNode(false).outerHTML)"""
    )
    return cut


def test_every_page_of_the_room_is_looked_at(room: Served, known: Mapping[str, str]) -> None:
    addresses = [address.format_map(known).partition("?")[0] for address in (*PAGES.values(), *MISSING.values())]
    unseen = [way.path for way in ways(room.app) if way.shows and not any(map(way.fits, addresses))]
    assert [path for path in unseen if not re.match(r"/api|/changes.atom|.*/download/", path)] == []
