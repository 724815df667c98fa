"""No word of an article, a name, an address, a file or a request becomes markup, a script, a link that runs, or a formula."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import lxml.etree  # type: ignore[import-untyped]  # lxml ships no types
import lxml.html  # type: ignore[import-untyped]
import pytest
from fastapi import FastAPI
from markdown_it import MarkdownIt
from starlette.testclient import TestClient

from tests.web import hostile_articles, payloads
from tests.web.conftest import HERE
from tests.web.libraries import copied, moment
from tests.web.markup import wrong
from tests.web.routes import ways
from variorum.library import Library
from variorum.web.app import create_app
from variorum.web.formats import FORMATS
from variorum.web.room import Room

EACH = 11
"""Pages of one kind that are looked at."""


@pytest.fixture(scope="module")
def hostile(pytestconfig: pytest.Config) -> Path:
    """The library of the hostile tellings; not to be written to."""
    assert pytestconfig.cache
    return hostile_articles.library(pytestconfig.cache.mkdir("variorum"))


@pytest.fixture(scope="module")
def app(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Room(copied(hostile, tmp_path_factory.mktemp("web")), apart=False, clock=moment))


@pytest.fixture(scope="module")
def visitor(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def story(app: FastAPI) -> str:
    with app.state.room.reading() as library:
        return str(library.stories()[0].id)


def walked(app: FastAPI, visitor: TestClient) -> Iterator[tuple[str, str]]:
    """Follow our own links from page to page: some addresses of each kind, and what stands there."""
    kinds = [way for way in ways(app) if way.shows]
    seen: Counter[str] = Counter()
    waiting, known = ["/", "/add", "/jobs", "/decisions", "/changes?since=2031", "/search?words=bridge"], set[str]()
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        kind = next((way.path for way in kinds if way.fits(path)), path)
        if address in known or seen[kind] >= EACH:
            continue
        known.add(address)
        seen[kind] += 1
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        if "text/html" not in answer.headers["content-type"] or "attachment" in answer.headers.get(
            "content-disposition", ""
        ):
            continue
        yield address, answer.text
        page = lxml.html.document_fromstring(answer.text)
        waiting += [
            str(link).partition("#")[0]
            for link in page.xpath("//a/@href")
            if re.match(r"[/?]", str(link)) and link not in known
        ]


def test_no_page_has_anything_in_it_that_somebody_else_wrote(app: FastAPI, visitor: TestClient) -> None:
    found: dict[str, list[str]] = {}
    addresses, shown = [], []
    for address, page in walked(app, visitor):
        addresses.append(urlsplit(address).path)
        shown.append(html.unescape(re.sub(r"</?(?:mark|span|a|ins|del)[^>]*>", "", page)))
        if faults := wrong(page) + (["computed"] if payloads.COMPUTED in page else []):
            found[address] = faults[:5]
    assert found == {}
    told = "\n".join(shown)
    markup = (*payloads.SCRIPTS, *payloads.ATTRIBUTES, *payloads.FOREIGN, *payloads.STYLES, *payloads.TEMPLATES)
    assert [payload for payload in markup if payload.strip() not in told] == []  # each came as far as a page
    unseen = [way.path for way in ways(app) if way.shows and not any(map(way.fits, addresses))]
    elsewhere = r"/api|/words/|/enter|/changes.atom|.*/versions/|.*/download/|.*/compare|/jobs/"
    assert [path for path in unseen if not re.match(elsewhere, path)] == []


@pytest.mark.parametrize("payload", [one for one in payloads.WORDS if one.startswith(("<", '"><'))])
def test_markup_that_is_not_ours_is_seen(payload: str) -> None:
    if payload not in {
        "<!--",
        "<?php echo 'pwned' ?>",
        "<%= 913*7 %>",
        "<![CDATA[<x-pwned>]]>",
        "<plaintext>",
        "<javascript:window.__pwned=51>",
    }:
        assert wrong(f'<!doctype html><html><body><p title="{payload}">{payload}</p></body></html>')


@pytest.mark.parametrize("payload", payloads.ALL, ids=ascii)
def test_a_page_does_not_do_what_its_own_address_says(visitor: TestClient, story: str, payload: str) -> None:
    value = quote(payload.encode("utf-8", "surrogatepass"), safe="")
    asked = [
        f"/{value}",
        f"/stories/{value}",
        f"/stories/{story}/{value}",
        f"/stories/{story}/findings/{value}",
        f"/?words={value}",
    ]
    asked += [
        f"/search?words={value}&kind={value}&story={value}",
        f"/changes?since={value}",
        f"/commitments?who={value}&words={value}",
        f"/names/{value}",
    ]
    asked += [
        f"/stories/{story}/compare?a={value}&b={value}",
        f"/jobs/{value}",
        f"/decisions?done={value}",
        f"/?order={value}&cursor={value}",
    ]
    for address in asked:
        answer = visitor.get(address)
        assert answer.status_code < 500, address
        if "text/html" in answer.headers.get("content-type", ""):
            assert wrong(answer.text) == [], address
            assert payloads.COMPUTED not in answer.text, address


def test_every_address_takes_a_payload(app: FastAPI, visitor: TestClient, story: str) -> None:
    odd = (payloads.SCRIPTS[2], payloads.ATTRIBUTES[2], payloads.UNSEEN[6], payloads.TEMPLATES[1])
    values = [quote(payload.encode("utf-8", "replace"), safe="") for payload in odd]
    for way in ways(app):
        for address in {
            way.filled(value, only=number, others=story) for number in range(len(way.placeholders)) for value in values
        }:
            for method in sorted(way.methods):
                answer = visitor.request(method, address)
                assert answer.status_code < 500, (method, address)
                if "text/html" in answer.headers.get("content-type", ""):
                    assert not answer.text or wrong(answer.text) == [], address


def test_what_somebody_writes_into_a_form_comes_back_as_words(visitor: TestClient) -> None:
    csrf = re.findall(r'name="csrf" value="(\w+)"', visitor.get("/add").text)[0]
    for payload in payloads.ALL:
        written = payload.encode("utf-8", "replace").decode()
        fields = {
            "csrf": csrf,
            "urls": written,
            "url": written,
            "title": written,
            "outlet": written,
            "published": written,
        }
        answer = visitor.post("/add", data={name: value[:900] for name, value in fields.items()})
        if answer.status_code < 300:
            continue  # a whole address: nothing is fetched before the test ends
        assert answer.status_code in {400, 413, 422}, payload
        assert wrong(answer.text) == [], payload


@pytest.mark.parametrize("form", [each.name for each in FORMATS])
def test_a_file_that_is_kept_is_only_words(visitor: TestClient, story: str, form: str) -> None:
    answer = visitor.get(f"/stories/{story}/download/{form}")
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.[a-z.]+"', answer.headers["content-disposition"])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert payloads.COMPUTED.encode() not in answer.content
    assert form not in CHECKS or CHECKS[form](answer.content) == []


def one_file(content: bytes) -> list[str]:
    page = content.decode()
    styles = re.findall(r"<style>.*?</style>", page, re.DOTALL)
    scripts = re.findall(r"<script>.*?</script>", page, re.DOTALL)
    assert len(styles) == len(scripts) == 1
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">', page)
    assert len(policy) == 1
    return wrong(page.replace(styles[0], "").replace(scripts[0], "").replace(policy[0], ""))


def markdown(content: bytes) -> list[str]:
    text = content.decode()
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    page = lxml.html.document_fromstring(f"<html><body>{shown}</body></html>")
    own = {"html", "body", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
           "code", "pre", "br", "hr", "del", "s"}  # fmt: skip
    found = [element.tag for element in page.iter() if element.tag not in own]
    return found + [str(link) for link in page.xpath("//@href|//@src") if not re.match(r"(?:https?://|#)", str(link))]


def tables(content: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(re.fullmatch(r"[a-z_]+\.csv", name) for name in archive.namelist())
        for name in archive.namelist():
            rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            found += [cell for row in rows for cell in row if formula(cell)]
    return found


def statements(content: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row if formula(cell)]


def formula(cell: str) -> bool:
    """Say whether a spreadsheet would compute a cell."""
    return cell[:1] in {"=", "+", "-", "@", "\t", "\r"} and not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", cell)


def lines(content: bytes) -> list[str]:
    return [line for line in content.decode().split("\n") if line and not isinstance(json.loads(line), dict)]


def document(content: bytes) -> list[str]:
    json.loads(content)
    return []


def graph(content: bytes) -> list[str]:
    root = lxml.etree.fromstring(content, lxml.etree.XMLParser(resolve_entities=False))
    own = "{http://graphml.graphdrawing.org/xmlns}"
    return [str(element.tag) for element in root.iter() if not str(element.tag).startswith(own)]


CHECKS: dict[str, Callable[[bytes], list[str]]] = {
    "html": one_file, "markdown": markdown, "csv": tables, "statements": statements, "jsonl": lines, "json": document, "jsonld": document,
    "annotations": document, "graphml": graph,
}  # fmt: skip


def test_the_feed_of_changes_is_only_words(hostile: Path, tmp_path: Path) -> None:
    with Library(copied(hostile, tmp_path)) as library:
        feed = lxml.etree.fromstring(library.atom().encode("utf-8"), lxml.etree.XMLParser(resolve_entities=False))
    atom = "{http://www.w3.org/2005/Atom}"
    assert [element.tag for element in feed.iter() if not str(element.tag).startswith(atom)] == []
    assert [link for link in feed.xpath("//@href") if not re.match(r"https?://|urn:|tag:|/", str(link))] == []


def test_answers_for_programs_are_no_pages(app: FastAPI, visitor: TestClient, story: str) -> None:
    asked = [way.filled(story) for way in ways(app) if way.path.startswith("/api") and way.shows]
    for address in [
        *asked,
        "/api/<script>pwned</script>",
        "/api/stories?words=<script>pwned</script>",
        "/api/search?words=<b pwned=1>",
    ]:
        answer = visitor.get(address)
        assert re.fullmatch(
            r"application/([a-z.+]+\+)?(json|xml)(;.*)?|application/x-ndjson|text/plain.*",
            answer.headers["content-type"],
        ), address
        assert answer.headers["x-content-type-options"] == "nosniff"
