"""The pages of a story: what they say first, where they lead, and that no page of them is without its place."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html  # type: ignore[import-untyped]
import pytest
from starlette.testclient import TestClient

from tests.edition.build import sample
from tests.web.conftest import HERE
from tests.web.crowded import crowded
from tests.web.markup import wrong
from variorum.edition.finding import finding, findings, standing
from variorum.library import Library
from variorum.model import Edition
from variorum.web.pages.findings import values
from variorum.web.pages.stories import SECTIONS, shown
from variorum.web.places import Pages, words_at
from variorum.web.rendering import part
from variorum.web.told import arranged


def words(page: str, path: str = ".//main") -> str:
    found = lxml.html.document_fromstring(page.encode()).find(path)
    return " ".join(found.text_content().split())


def levels(page: str) -> list[int]:
    return [int(one) for one in re.findall(r"<h([1-6])[ >]", page)]


@pytest.fixture(scope="module")
def edition(examples: Path) -> Edition:
    with Library(examples, read_only=True) as library:
        story = next(one.id for one in library.stories() if one.title.startswith("Trump and Ishiba"))
        return library.edition(story)


@pytest.fixture(scope="module")
def at(edition: Edition) -> str:
    return Pages(edition.stories[0].id).top


@pytest.fixture(scope="module")
def told(edition: Edition) -> dict[str | None, str]:
    """The tellings by outlet."""
    return {article.outlet or article.input.rsplit("/", 1)[1]: article.id for article in edition.articles}


def page(visitor: TestClient, path: str, status: int = 200) -> str:
    answer = visitor.get(path)
    assert answer.status_code == status, (path, answer.text[:500])
    assert not wrong(answer.text), path
    assert levels(answer.text)[0] == 1, path
    assert levels(answer.text).count(1) == 1, path
    assert all(b <= a + 1 for a, b in zip(levels(answer.text), levels(answer.text)[1:], strict=False)), path
    return answer.text


def test_the_first_thing_told_is_how_many_voices_what_is_disputed_and_who_copied_whom(
    visitor: TestClient, at: str
) -> None:
    first = words(page(visitor, at), ".//div[@class='masthead']")

    assert "5 tellings 4 voices" in first
    assert "What is disputed" in first
    assert "spun reworded from Continental Wire, 9" in first
    assert first.index("voices") < first.index("What is disputed") < first.index("Who copied whom")


def test_every_section_has_a_page_and_every_link_of_the_story_leads_somewhere(visitor: TestClient, at: str) -> None:
    pages = {at: page(visitor, at), **{f"{at}/{name}": page(visitor, f"{at}/{name}") for name in SECTIONS}}
    links = {unescape(link) for one in pages.values() for link in re.findall(r'<a [^>]*href="(/stories/[^"]+)"', one)}
    asked = {link.partition("#")[0] for link in links}

    for link in sorted(asked - pages.keys())[::9]:
        answer = visitor.get(link)
        assert answer.status_code == 200, link
        pages[link] = answer.text
    for link in sorted(links):
        path, _, anchor = link.partition("#")
        if anchor and path in pages:
            assert f'id="{anchor}"' in pages[path], link


def test_a_section_that_is_not_there_is_said_to_be_missing(visitor: TestClient, at: str) -> None:
    assert "no section" in page(visitor, f"{at}/horoscope", 404)


@pytest.mark.parametrize("kind", sorted({one.kind for one in findings(sample().stories[0])}))
def test_every_sort_of_finding_has_a_page_with_its_words_and_a_citation(kind: str) -> None:
    """Of the composed story whose texts attack the page."""
    page = arranged(sample(), {}, everything=True)
    those = [one for one in findings(page.story) if one.kind == kind]
    for one in those:
        shown = str(part("finding.html", level=-1, **values(page, one)))
        assert not wrong(f"<html><body>{shown}</body></html>"), one.id
        assert levels(shown)[0] == 1
        assert levels(shown).count(1) == 1
        assert f">{one.id}<" in shown
        assert "Cite it" in shown
        assert unescape(words_at(one.spans[0], one.kind)) in unescape(shown)


def test_a_finding_tells_what_it_rests_on_and_how_to_cite_it(visitor: TestClient, at: str) -> None:
    told = page(visitor, f"{at}/findings/p1")

    assert "What was read out of the words" in told
    assert "How sure the comparison is" in told
    assert re.search(r"Finding p1 of “Trump and Ishiba.*” \(story s[0-9a-f]{10}\)\. Variorum ", words(told))
    assert f"{HERE}/words/" in told, "the citation holds the server's own address"
    assert 'name="csrf"' in told, "what the user says of it is sent with the token of this session"


def test_the_differences_lead_from_one_to_the_next(visitor: TestClient, at: str) -> None:
    first = page(visitor, f"{at}/findings/p1")
    following = re.search(r'<a rel="next" href="([^"]+)"', first)

    assert following
    assert 'rel="prev"' in page(visitor, following[1])


def test_a_finding_that_is_gone_is_said_to_be_and_why(visitor: TestClient, at: str) -> None:
    gone = page(visitor, f"{at}/findings/p9999", 404)

    assert "no finding called p9999" in words(gone)
    assert "told anew" in words(gone)
    assert "permanent link" in words(gone)


def test_a_permanent_link_leads_to_the_finding_that_stands_on_the_words(visitor: TestClient, edition: Edition) -> None:
    story = edition.stories[0]
    for one in [*findings(story)][::7]:
        answer = visitor.get(words_at(one.spans[0], one.kind))
        assert answer.status_code == 302, one
        name = urlsplit(answer.headers["location"]).path.rpartition("/")[2]
        led = finding(story, name)
        assert led is not None
        assert led.kind == one.kind
        assert one.spans[0] in led.spans


def test_words_on_which_nothing_stands_are_shown_as_they_stood(
    visitor: TestClient, told: dict[str, str], edition: Edition
) -> None:
    wire = next(one for one in edition.articles if one.id == told["Continental Wire"])
    shown = page(visitor, f"/words/{wire.id}/3-17?kind=figure")

    assert wire.text[3:17].strip() in words(shown)
    assert "Continental Wire" in words(shown)
    assert "no figure stands" in words(shown).lower()


@pytest.mark.parametrize("path", ["/words/0000000000000000/1-5", "/words/x/1-5", "/words/{wire}/5-5", "/words/{wire}/0-99999999", "/words/{wire}/0-999999999999999999999"])  # fmt: skip
def test_words_that_never_stood_there_are_missing(visitor: TestClient, told: dict[str, str], path: str) -> None:
    assert visitor.get(path.replace("{wire}", told["Continental Wire"])).status_code == 404


def test_a_telling_shows_its_words_what_it_was_taken_from_and_what_it_is_silent_on(
    visitor: TestClient, at: str, told: dict[str, str]
) -> None:
    spun = page(visitor, f"{at}/tellings/{told['spun.txt']}")

    assert "This telling reworded from Continental Wire" in words(spun)
    assert "What it is silent on" in words(spun)
    assert "Set beside" in words(spun)
    assert 'class="hit' in spun


def test_a_telling_of_another_story_leads_to_its_own(visitor: TestClient, at: str, examples: Path) -> None:
    with Library(examples, read_only=True) as library:
        other = next(one.id for one in library.stories() if one.title.startswith("Ferry"))
        telling = library.edition(other).articles[0].id
    answer = visitor.get(f"{at}/tellings/{telling}")

    assert answer.status_code == 307
    assert answer.headers["location"] == Pages(other).telling(telling)


def test_what_a_version_changed_is_shown_sentence_by_sentence(visitor: TestClient, examples: Path) -> None:
    with Library(examples, read_only=True) as library:
        story = next(one.id for one in library.stories() if "Norrby" in one.title)
        telling = next(one.id for one in library.edition(story).articles if one.outlet == "Haven Post")
    of_it = Pages(story).telling(telling)

    assert f'href="{of_it}/versions/2"' in page(visitor, of_it)
    second = page(visitor, f"{of_it}/versions/2")
    assert "What version 2 changed" in words(second)
    assert '<mark class="is">' in second
    assert "The first version" in words(page(visitor, f"{of_it}/versions/1"))
    page(visitor, f"{of_it}/versions/9", 404)


def test_two_tellings_are_set_side_by_side(visitor: TestClient, at: str, told: dict[str, str]) -> None:
    shown = page(visitor, f"{at}/compare?a={told['Continental Wire']}&b={told['spun.txt']}")

    assert "spun reworded from Continental Wire" in words(shown)
    assert "They have one origin" in words(shown)
    assert '<span class="badge">1</span> changed words are marked' in shown
    assert '<mark class="was">' in shown
    assert '<mark class="is">' in shown


@pytest.mark.parametrize("asked", ["", "?a={wire}", "?a={wire}&b={wire}"])
def test_without_two_tellings_the_page_asks_for_them(
    visitor: TestClient, at: str, told: dict[str, str], asked: str
) -> None:
    shown = page(visitor, f"{at}/compare{asked.replace('{wire}', told['Continental Wire'])}")

    assert "Choose the two." in words(shown)


def test_a_telling_that_the_story_does_not_have_cannot_be_compared(
    visitor: TestClient, at: str, told: dict[str, str]
) -> None:
    assert "no telling" in words(page(visitor, f"{at}/compare?a={told['Continental Wire']}&b=%3Cscript%3E", 404))


def test_drawings_are_told_in_words(visitor: TestClient, at: str) -> None:
    for section, said in (
        ("lineage", "spun reworded from Continental Wire"),
        ("timeline", "7 February 2025, printed: "),
    ):
        drawing = re.search(r"<svg.*?</svg>", page(visitor, f"{at}/{section}"), re.DOTALL)
        assert drawing
        assert 'role="img"' in drawing[0]
        assert said in re.sub(r"\s+", " ", drawing[0])


def test_a_story_by_the_beginning_of_its_id_leads_to_it(visitor: TestClient, at: str) -> None:
    answer = visitor.get(at[:-2])

    assert (answer.status_code, answer.headers["location"]) == (307, at)


@pytest.fixture(scope="module")
def busy() -> Edition:
    return crowded()


def test_the_page_of_a_story_of_a_hundred_tellings_stays_small(busy: Edition) -> None:
    whole = shown(arranged(busy, {}, short=True))

    assert len(whole.encode()) <= 300_000
    assert "100 tellings" in whole
    assert "All 50 differences" in whole
    assert not wrong(f"<html><body>{whole}</body></html>")


def test_what_a_large_page_leaves_out_is_counted_and_led_to(busy: Edition) -> None:
    page = arranged(busy, {}, short=True)
    whole = shown(page)

    assert "further sentences" in whole
    assert re.search(r"Silent:.*and <a href=\"[^\"]+/findings/p\d+\">\d+ more</a>", whole)
    assert f'href="{Pages(page.story.id).top}/differences"' in whole


def test_of_a_large_story_only_voices_with_several_tellings_are_drawn(busy: Edition) -> None:
    page = arranged(busy, {})

    assert len(page.drawing.bands) == 33
    assert page.drawing.left_out == 1


def test_of_two_findings_on_the_same_words_the_one_that_is_cited_by_them_is_led_to() -> None:
    story = sample().stories[0]
    for one in findings(story):
        first = one.spans[0]
        led = standing(story, one.kind, first.article, first.start, first.end)
        assert led is not None
        assert led.spans[0] == first
