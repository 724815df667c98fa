"""What is done in the reading room, with the keyboard alone; with scripts, and without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from tests.browser import addresses
from tests.browser.accessible import violations
from tests.browser.keyboard import Keyboard
from tests.browser.watched import Watched
from tests.web.libraries import ROOT, moment
from tests.web.serving import Served
from variorum.web.formats import FORMATS
from variorum.web.work import Outcome, Tell, Work
from variorum.web.worker import Here

BRIDGE = (
    "The Tern bridge was opened by President Maria Olsen on Tuesday. The bridge cost $41 million, the ministry said."
)
LATER = BRIDGE.replace("$41", "$47")
SLOW = 60_000
"""Milliseconds within which some work is done on a busy machine: the models are loaded for it."""


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return cast("bool", request.param)


@pytest.fixture
def here(own_room: Served) -> Mapping[str, str]:
    with own_room.room.reading() as library:
        return addresses.known(library)


def at(opening: Callable[..., Watched], room: Served, address: str, *, scripts: bool = True) -> tuple[Page, Keyboard]:
    page = opening(room, scripts=scripts).open(address)
    return page, Keyboard(page)


def test_from_the_library_to_a_finding_and_its_citation_and_back(opening: Callable[..., Watched], room: Served) -> None:
    page, keys = at(opening, room, "/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=room.url)
    page.keyboard.press("Tab")
    keys.press(page.locator("a.skip"))
    expect(page.locator("main")).to_be_focused()
    keys.follow(page.get_by_role("link", name=re.compile("Trump and Ishiba")))
    keys.follow(page.locator("main a[href$='/findings/p1']").first)
    finding = page.url
    keys.press(page.get_by_role("button", name="Copy the citation"))
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    lasting = page.get_by_role("link", name="Permanent link")
    assert f"{room.url}{lasting.get_attribute('href')}" in copied
    assert "Continental Wire" in copied
    keys.follow(lasting)
    expect(page).to_have_url(finding)
    page.go_back()  # headless, Chromium has no key for it
    expect(page).to_have_url(finding)


def test_words_are_searched_and_lead_to_where_they_stand(
    opening: Callable[..., Watched], room: Served, scripts: bool
) -> None:
    page, keys = at(opening, room, "/", scripts=scripts)
    keys.write(page.get_by_label("Search all tellings"), "retaliate")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/search?words=retaliate" in page.url
    keys.follow(page.locator("ol.hits .source a").first)
    assert re.search(r"/stories/\w+/tellings/\w+", page.url)
    expect(page.locator("main")).to_contain_text("retaliate")


def test_stories_are_narrowed_and_the_address_says_how(
    opening: Callable[..., Watched], room: Served, scripts: bool
) -> None:
    page, keys = at(opening, room, "/", scripts=scripts)
    keys.write(page.get_by_label("With the words"), "ferry")
    keys.press(page.get_by_text("More filters"))
    keys.press(page.get_by_label("only where tellings differ"), "Space")
    keys.follow(page.get_by_role("button", name="Show"))
    assert "words=ferry" in page.url
    assert "differing=" in page.url
    expect(page.locator("ol.stories > li")).to_have_count(1)
    keys.follow(page.get_by_role("link", name="All stories"))
    expect(page.locator("ol.stories > li")).to_have_count(3)


def test_two_tellings_are_set_side_by_side(
    opening: Callable[..., Watched], room: Served, known: Mapping[str, str], scripts: bool
) -> None:
    page, keys = at(opening, room, f"/stories/{known['summit']}", scripts=scripts)
    form = page.get_by_role("form", name="Two tellings side by side").first
    keys.choose(form.get_by_label("Set"), "Continental Wire")
    keys.choose(form.get_by_label("beside"), "Pacific Letter")
    keys.follow(form.get_by_role("button", name="Compare"))
    assert page.url.endswith(f"/compare?a={known['wire']}&b={known['letter']}")
    expect(page.locator("main")).to_contain_text("Continental Wire")
    expect(page.locator("main")).to_contain_text("Pacific Letter")


@pytest.mark.parametrize(("button", "said"), [("Dismiss", "is dismissed"), ("Confirm", "is confirmed")])
def test_a_finding_is_judged_and_that_is_undone(
    opening: Callable[..., Watched], own_room: Served, here: Mapping[str, str], scripts: bool, button: str, said: str
) -> None:
    page, keys = at(opening, own_room, f"/stories/{here['summit']}/findings/p1", scripts=scripts)
    keys.write(page.get_by_label("Why"), "I asked the ministry")
    keys.follow(page.get_by_role("button", name=re.compile(f"^{button}")))
    assert page.url.partition("?")[0].endswith("/findings/p1")
    settled(page, said, scripts=scripts)
    expect(page.locator("main")).to_contain_text("I asked the ministry")
    undone(page, keys)
    expect(page.locator("main")).not_to_contain_text("I asked the ministry")


def settled(page: Page, words: str, *, scripts: bool) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Settled:")
    expect(page.get_by_role("status").first).to_contain_text(words)
    usable(page, scripts=scripts)


def usable(page: Page, *, scripts: bool) -> None:
    """Fail if not everyone can use a page as it is now; axe-core itself needs scripts."""
    if scripts:
        assert not (found := violations(page)), "\n".join(found)


def undone(page: Page, keys: Keyboard) -> None:
    keys.follow(page.get_by_role("button", name="Undo"))
    expect(page.get_by_role("status").first).to_contain_text("Undone.")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_a_story_is_renamed_and_has_its_title_back(
    opening: Callable[..., Watched], own_room: Served, here: Mapping[str, str], scripts: bool
) -> None:
    page, keys = at(opening, own_room, f"/stories/{here['fire']}", scripts=scripts)
    before = page.locator("h1").inner_text()
    keys.follow(page.get_by_role("link", name="Rename, split, merge"))
    keys.write(page.get_by_role("textbox", name="Title"), "The Norrby fire")
    keys.follow(page.get_by_role("button", name="Rename"))
    settled(page, "The Norrby fire", scripts=scripts)
    expect(page.locator("h1")).to_contain_text("The Norrby fire")
    undone(page, keys)
    expect(page.locator("h1")).to_have_text(before)


def test_a_story_is_split_and_is_one_again(
    opening: Callable[..., Watched], own_room: Served, here: Mapping[str, str], scripts: bool
) -> None:
    page, keys = at(opening, own_room, f"/stories/{here['fire']}/settle", scripts=scripts)
    keys.press(page.get_by_role("checkbox").first, "Space")
    keys.follow(page.get_by_role("button", name="They are another story"))
    settled(page, "apart from", scripts=scripts)
    assert len(titles(own_room)) == 4
    undone(page, keys)
    assert len(titles(own_room)) == 3


def titles(room: Served) -> list[str]:
    with room.room.reading() as library:
        return [story.title for story in library.stories()]


def test_two_stories_are_put_together_and_parted_again(
    opening: Callable[..., Watched], own_room: Served, here: Mapping[str, str], scripts: bool
) -> None:
    page, keys = at(opening, own_room, f"/stories/{here['fire']}/settle", scripts=scripts)
    keys.write(page.get_by_label("Words of the other story"), "Ishiba")
    keys.follow(page.get_by_role("button", name="Look for it"))
    keys.press(page.get_by_role("radio").first, "Space")
    keys.follow(page.get_by_role("button", name="They are one story"))
    settled(page, "one story", scripts=scripts)
    assert len(titles(own_room)) == 2
    undone(page, keys)
    assert len(titles(own_room)) == 3


def test_two_tellings_are_said_to_be_one_voice_and_that_is_undone(
    opening: Callable[..., Watched], own_room: Served, here: Mapping[str, str], scripts: bool
) -> None:
    page, keys = at(
        opening, own_room, f"/stories/{here['summit']}/compare?a={here['wire']}&b={here['letter']}", scripts=scripts
    )
    keys.follow(page.get_by_role("button", name="They are one voice"))
    settled(page, "one voice", scripts=scripts)
    undone(page, keys)


def test_what_was_settled_long_ago_is_undone_from_the_list(
    opening: Callable[..., Watched], own_room: Served, here: Mapping[str, str], scripts: bool
) -> None:
    with own_room.room.writing() as library:
        library.settled.judge(here["summit"], "p1", "dismiss", note="counted twice")
    page, keys = at(opening, own_room, "/", scripts=scripts)
    keys.follow(page.get_by_role("link", name="What you settled"))
    expect(page.locator("main")).to_contain_text("counted twice")
    keys.follow(page.get_by_role("button", name=re.compile("^Undo: .* is dismissed")))
    expect(page.get_by_role("status").first).to_contain_text("Undone.")


def test_files_become_a_story(opening: Callable[..., Watched], new_room: Served, tmp_path: Path, scripts: bool) -> None:
    for name, text in (("bridge.txt", BRIDGE), ("later.txt", LATER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    page, keys = at(opening, new_room, "/add", scripts=scripts)
    keys.reach(page.locator("#files"))
    page.locator("#files").set_input_files([tmp_path / "bridge.txt", tmp_path / "later.txt"])
    if scripts:
        expect(page.locator("[data-chosen]")).to_contain_text("later.txt")
    keys.follow(page.get_by_role("button", name="Add them"))
    made(page, keys, "Tern", scripts=scripts)


def made(page: Page, keys: Keyboard, words: str, *, scripts: bool) -> None:
    """Wait until the work is done, and go to the story that came of it."""
    assert re.search(r"/jobs/\d+$", page.url)
    usable(page, scripts=scripts)
    expect(page.locator("ul.made a")).to_have_count(1, timeout=SLOW)
    usable(page, scripts=scripts)
    keys.follow(page.locator("ul.made a"))
    expect(page.locator("main")).to_contain_text(words)


def test_a_text_that_is_pasted_becomes_a_story(
    opening: Callable[..., Watched], new_room: Served, scripts: bool
) -> None:
    page, keys = at(opening, new_room, "/add", scripts=scripts)
    keys.press(page.get_by_text("Paste the text of a report"))
    keys.write(page.get_by_label("Text", exact=True), BRIDGE)
    keys.write(page.get_by_label("Headline"), "Tern bridge opens")
    keys.write(page.get_by_label("Outlet"), "Larn Post")
    keys.follow(page.get_by_role("button", name="Add them"))
    made(page, keys, "Larn Post", scripts=scripts)


def test_a_page_is_fetched_from_its_address(opening: Callable[..., Watched], new_room: Served, scripts: bool) -> None:
    new_room.room.jobs._worker = Near(new_room.room.path, moment)
    with site(ROOT / "examples" / "summit") as address:
        page, keys = at(opening, new_room, "/add", scripts=scripts)
        keys.write(page.get_by_role("textbox", name="Addresses"), f"{address}/wire.html")
        keys.follow(page.get_by_role("button", name="Add them"))
        expect(page.locator(".came")).to_be_visible(timeout=SLOW)
        expect(page.locator(".trouble")).to_have_count(0)


class Near(Here):
    """A worker that may fetch from this machine, which is refused otherwise."""

    def __call__(self, work: Work, tell: Tell) -> Outcome:
        return super().__call__(replace(work, allow_private=True), tell)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """Serve a folder, as some site does."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_wrong_address_is_told_and_what_was_written_stays(
    opening: Callable[..., Watched], own_room: Served, scripts: bool
) -> None:
    watched = opening(own_room, scripts=scripts)
    page = watched.open("/add")
    keys = Keyboard(page)
    keys.write(page.get_by_role("textbox", name="Addresses"), "javascript:alert(1)")
    watched.expected_status = 422
    keys.follow(page.get_by_role("button", name="Add them"))
    expect(page.get_by_role("alert")).to_contain_text("Not an address of a page")
    expect(page.get_by_role("textbox", name="Addresses")).to_have_value("javascript:alert(1)")


def test_a_story_is_taken_home_in_every_format(
    opening: Callable[..., Watched], room: Served, known: Mapping[str, str], scripts: bool
) -> None:
    page, keys = at(opening, room, f"/stories/{known['summit']}", scripts=scripts)
    keys.press(page.get_by_text("Download it", exact=True))
    for form in FORMATS:
        keys.reach(page.get_by_role("link", name=form.called, exact=True))
        with page.expect_download() as taken:
            page.keyboard.press("Enter")
        assert taken.value.suggested_filename.endswith(form.ending)
        assert taken.value.path().stat().st_size > 0
