"""The documentation as a site: built without a warning, whole, and asking for nothing from anywhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import typer
from markdown_it import MarkdownIt

import variorum
from variorum import model
from variorum.cli import app
from variorum.edition import schema

for package in ("mkdocs", "material", "mkdocstrings_handlers.python"):
    pytest.importorskip(package, reason=f"the site is built with {package}, which is not installed here")

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
SHAPES = {"ul", "ol", "li", "table", "tr", "pre", "blockquote", "h1", "h2", "h3", "h4"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(where)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return where


class Shown(HTMLParser):
    """The elements of a page, all or only those of its article, and what it loads."""

    def __init__(self, html: str, *, whole: bool) -> None:
        super().__init__()
        self.reading = whole
        self.shapes: Counter[str] = Counter()
        self.loaded: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.reading |= tag == "article"
        if self.reading and tag in SHAPES:
            self.shapes[tag] += 1
        names = {"src", "srcset", "poster"} | ({"href"} if tag == "link" else set())
        self.loaded += [value for name, value in attrs if name in names and value]

    def handle_endtag(self, tag: str) -> None:
        self.reading &= tag != "article"

    def handle_data(self, data: str) -> None:
        self.text += data if self.reading else ""


def shown(page: Path) -> Shown:
    return Shown(page.read_text(encoding="utf-8"), whole=False)


def test_no_page_asks_for_anything_from_anywhere_and_none_names_a_place_of_this_machine(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > len(PAGES)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        outside = [one for one in Shown(text, whole=True).loaded if re.match(r"(?:\w+:)?//", one)]
        assert not outside, page
        assert str(ROOT) not in text, page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_the_shape_that_its_markdown_has_everywhere_else(page: Path, site: Path) -> None:
    plain = Shown(MarkdownIt("commonmark").enable("table").render(page.read_text(encoding="utf-8")), whole=True)
    # Two quotes with nothing but an empty line between them are one quote here.
    ours, theirs = (dict(one.shapes) | {"blockquote": 0} for one in (shown(site / f"{page.stem}.html"), plain))
    assert ours == theirs


def test_every_command_and_option_is_on_the_page_of_the_commands(site: Path) -> None:
    text = re.sub(r"\s+", " ", shown(site / "reference" / "commands.html").text)

    def look(name: str, command: Any) -> None:
        assert name in text
        for option in command.params:
            assert all(one in text for one in option.opts if one.startswith("--")), (name, option.opts)
        for under, one in getattr(command, "commands", {}).items():
            if not one.hidden:
                look(f"{name} {under}", one)

    look("variorum", typer.main.get_command(app))


def test_every_noun_and_every_call_is_in_the_reference(site: Path) -> None:
    pages = {name: shown(site / "reference" / f"{name}.html").text for name in ("nouns", "python", "library", "errors")}
    for name in variorum.__all__:
        assert any(re.search(rf"\b{name}\b", text) for text in pages.values()), name
    for field in ("versions", "silences", "verdict", *vars(model.Edition())):
        assert field in pages["nouns"]
    assert "UnknownTable" in pages["errors"]


def test_the_schema_of_the_site_is_the_one_that_the_program_prints(site: Path) -> None:
    assert json.loads((site / "reference" / "edition.schema.json").read_text(encoding="utf-8")) == schema()


def test_the_notebook_stands_in_the_site_with_its_results(site: Path) -> None:
    page = shown(site / "notebook.html")
    assert "Cannot both be true" in page.text
    assert page.shapes["table"] >= 5
    assert (site / "notebook.ipynb").is_file()


def test_the_site_can_be_searched(site: Path) -> None:
    found = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert {"tutorial.html", "reference/commands.html"} <= {one["location"] for one in found["docs"]}


def test_every_page_of_the_docs_is_named_once_in_the_navigation() -> None:
    named = re.findall(r"^ +- (?:.*: )?([\w/-]+)\.md$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) == len(set(named))
    assert {page.stem for page in PAGES} <= set(named)
