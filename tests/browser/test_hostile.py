"""In a browser, nothing that a telling holds runs, looks like ours, or leads elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.accessible import wider_than_the_window
from tests.browser.chromium import PHONE
from tests.browser.watched import Watched
from tests.web import hostile_articles
from tests.web.libraries import copied
from tests.web.serving import Served, served
from variorum.web.pages.stories import SECTIONS


@pytest.fixture(scope="module")
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    assert request.config.cache
    shelf = request.config.cache.mkdir("variorum")
    with served(copied(hostile_articles.library(shelf), tmp_path_factory.mktemp("hostile"))) as running:
        yield running


def test_no_script_of_a_telling_runs(opening: Callable[..., Watched], hostile: Served) -> None:
    with hostile.room.reading() as library:
        edition = library.edition(library.stories()[0].id)
    story = edition.stories[0]
    at = f"/stories/{story.id}"
    tellings = [f"{at}/tellings/{article}" for article in story.articles]
    findings = [f"{at}/findings/{kind}{number}" for kind in "pqe" for number in (1, 2, 3)]
    window = opening(hostile, PHONE)
    # What a script of a page would have set; asked of each page before the next is opened.
    for address in [
        "/",
        at,
        *(f"{at}/{section}" for section in SECTIONS),
        *tellings[:6],
        *findings,
        "/names",
        "/decisions",
        "/search?words=bridge",
    ]:
        page = window.open(address)
        assert page.evaluate("window.__pwned") is None, address
        assert page.locator("[pwned], x-pwned, main img, main iframe, main style, main script").count() == 0, address
        assert not (wide := wider_than_the_window(page)), "\n".join(wide)
        window.unharmed()


def test_the_page_of_one_file_runs_no_script_of_a_telling(
    opening: Callable[..., Watched], hostile: Served, tmp_path: Path
) -> None:
    window = opening(hostile)
    page = window.open("/")
    story = page.locator("ol.stories a").first.get_attribute("href")
    answer = page.context.request.get(f"{story}/download/html")
    kept = tmp_path / "story.html"
    kept.write_bytes(answer.body())
    window.origin = tmp_path.as_uri()
    page.goto(kept.as_uri())
    assert page.evaluate("window.__pwned") is None
    assert page.locator("[pwned], x-pwned, img, iframe").count() == 0
