"""Laws of every rendering: the same bytes for the same edition, no crash, nothing from an article becomes markup."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from rich.console import Console

from variorum.edition import schema, to_csv, to_html, to_json, to_markdown, to_terminal
from variorum.edition.visible import visible
from variorum.model import Edition
from variorum.store import parse

from .build import sample
from .strategies import editions

ANY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
)
VALIDATOR = jsonschema.Draft202012Validator(schema())


def terminal(edition: Edition) -> str:
    shown = io.StringIO()
    to_terminal(edition, Console(file=shown, width=100, color_system=None), everything=True)
    return shown.getvalue()


RENDERERS: dict[str, Callable[[Edition], object]] = {
    "json": to_json,
    "markdown": to_markdown,
    "csv": to_csv,
    "html": to_html,
    "terminal": terminal,
}


@pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
@given(edition=editions)
@ANY
def test_any_edition_is_rendered_and_twice_the_same(render: Callable[[Edition], object], edition: Edition) -> None:
    assert render(edition) == render(edition)


@given(edition=editions)
@ANY
def test_json_meets_the_schema_and_reads_back_as_the_same_edition(edition: Edition) -> None:
    document = to_json(edition)
    VALIDATOR.validate(json.loads(document))
    assert parse(document) == edition


class Tags(HTMLParser):
    """Every tag with its attributes, the ids in order, the links, and the text of each element on the way."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "rect", "path"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(attribute))]


OURS = set(
    "html head meta title style body a div header p span h1 h2 h3 h4 h5 h6 nav ul ol li main section article figure blockquote"
    " figcaption mark details summary strong svg desc defs marker path rect circle text table thead tbody tr th td q time dl dt dd code"
    " sup footer script".split()
)


@given(edition=editions)
@ANY
def test_the_page_holds_only_our_own_markup(edition: Edition) -> None:
    page = Tags(to_html(edition))
    assert {tag for tag, _ in page.tags} <= OURS
    assert not page.unclosed
    assert not page.open
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "src" not in {name for _, attributes in page.tags for name in attributes}
    assert all(link.startswith(("#", "http://", "https://")) for link in page.values("href"))


@given(edition=editions)
@ANY
def test_the_page_shows_no_character_that_hides_or_turns_text(edition: Edition) -> None:
    html = to_html(edition)
    assert not set(html) & set("\x00\x1b\r\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")


def test_the_page_asks_for_nothing_and_allows_only_its_own_script() -> None:
    html = to_html(sample())
    policy = Tags(html).values("content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "url(" not in html.replace("url(#arrow)", "")
    assert "@import" not in html


def test_every_link_of_the_page_leads_to_one_place() -> None:
    page = Tags(to_html(sample()))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids)


def test_a_page_of_several_stories_keeps_their_findings_apart() -> None:
    from dataclasses import replace

    one = sample()
    both = replace(one, stories=(one.stories[0], replace(one.stories[0], id="again")))
    page = Tags(to_html(both))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {"story-fire-p1", "story-again-p1"} <= set(ids)
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("finding", ["p1", "p7", "q1", "f14", "c1", "d5", "e1"])
def test_finding_and_words_are_linked_both_ways(finding: str) -> None:
    page = Tags(to_html(sample()))
    hrefs = page.values("href")
    assert any(href.startswith(f"#words-{finding}-") for href in hrefs)
    assert f"#{finding}" in hrefs


def test_headings_never_skip_a_level() -> None:
    levels = [
        int(tag[1]) for tag, _ in Tags(to_html(sample())).tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_sentence_and_every_word_of_a_telling_stands_on_the_page_as_it_is() -> None:
    shown = "".join(Tags(to_html(sample())).text)
    for point in sample().points:
        for version in point.versions:
            for span in version.spans:
                assert visible(span.words) in shown
    plain = "".join(shown.split())
    for article in sample().articles:
        first = visible(article.text).split("\n")[0]
        assert "".join(first.split()) in plain


@pytest.mark.parametrize(
    "order", ["differences", "brief", "agreements", "repeated", "lineage", "singles", "commitments", "quotes", "figures",
              "timeline", "names", "tellings", "problems"],
)  # fmt: skip
def test_the_page_has_every_section(order: str) -> None:
    assert order in Tags(to_html(sample())).values("id")


def test_differences_come_before_agreements_and_conflicts_first() -> None:
    ids = Tags(to_html(sample())).values("id")
    assert (
        ids.index("differences")
        < ids.index("p1")
        < ids.index("p2")
        < ids.index("p6")
        < ids.index("agreements")
        < ids.index("p7")
    )
