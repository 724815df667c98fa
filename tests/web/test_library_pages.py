"""The pages over all stories: they show what is asked for, and every link of theirs leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import lxml.html  # type: ignore[import-untyped]
import pytest
from starlette.testclient import TestClient

from tests.library.looked_through import looked_through
from tests.web.conftest import HERE
from tests.web.markup import wrong
from variorum.library import Library
from variorum.library.coverage import coverage
from variorum.web.app import create_app
from variorum.web.listing import HEIGHT, address, at_words, called, given, sparkline
from variorum.web.room import Room

PAGES = (
    "/", "/?words=harbour", "/?words=nothing", "/?differing=1&order=latest", "/names", "/names?words=ols", "/names?words=zzz",
    "/names?kind=place", "/names/Ada%20Olsen", "/names/port", "/commitments", "/commitments?actor=ada&order=due",
    "/commitments?act=threat", "/commitments?story=harbour1", "/changes", "/changes?since=2031-01-01", "/changes?since=2099",
    "/search", "/search?words=harbour", "/search?words=harbour&kind=article", "/search?words=qqq", "/search?words=may&story=harbour1",
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("looked-through") / "library.db"
    with looked_through(path):
        pass
    return path


@pytest.fixture(scope="module")
def reader(place: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Room(place, apart=False, keep_pages=False)), base_url=HERE) as client:
        yield client


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[TestClient]:
    """Somebody before an empty library."""
    with TestClient(create_app(Room(tmp_path / "empty.db", apart=False, keep_pages=False)), base_url=HERE) as client:
        yield client


def shown(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return answer.text


def words(page: str) -> str:
    return " ".join(lxml.html.document_fromstring(page.encode()).find(".//main").text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(reader: TestClient, path: str) -> None:
    page = shown(reader, path)
    assert not wrong(page)
    tree = lxml.html.document_fromstring(page.encode())
    assert len(tree.findall(".//h1")) == 1
    assert tree.get("lang") == "en"
    names = [one.get("id") for one in tree.iter() if isinstance(one.tag, str) and one.get("id")]
    assert len(names) == len(set(names))
    labelled = {one.get("for") for one in tree.iter("label")}
    for field in (*tree.iter("input"), *tree.iter("select")):
        is_within = any(above.tag == "label" for above in field.iterancestors())
        assert field.get("type") == "hidden" or is_within or field.get("id") in labelled, field.attrib
    for table in tree.iter("table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") for head in table.iter("th"))
    for drawing in tree.iter("svg"):
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label")


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(reader: TestClient, path: str) -> None:
    for one in set(re.findall(r'(?:href|action)="(/[^"]*)"', shown(reader, path))):
        target, _, place = unescape(one).partition("#")
        answer = reader.get(target)
        assert answer.status_code == 200, target
        if place and not place.startswith(":~:"):
            assert f'id="{place}"' in answer.text, one


@pytest.mark.parametrize("path", ["/", "/names", "/commitments", "/changes", "/search"])
def test_an_empty_library_says_what_to_do(stranger: TestClient, path: str) -> None:
    page = shown(stranger, path)
    assert not wrong(page)
    assert 'href="/add"' in page


def test_stories_show_what_they_differ_on_and_when_they_were_told(reader: TestClient) -> None:
    page = shown(reader, "/")
    assert "They differ on the cost (cannot both be true)" in words(page)
    assert 'aria-label="2 tellings from 1 March 2031 to 3 March 2031"' in page
    assert "1 story is not read yet" in words(page)
    assert "3 stories, 4 tellings" in words(page)


def test_what_was_asked_for_stays_in_the_form_and_in_the_links(reader: TestClient) -> None:
    page = shown(reader, "/?words=harbour&outlet=Brent+Echo&since=2031-01-01&order=latest")
    assert 'value="harbour"' in page
    assert 'value="2031-01-01"' in page
    assert re.search(r'<option value="Brent Echo" selected>', page)
    assert "1 story of 3" in words(page)


def test_an_outlet_that_is_not_among_the_choices_stays_chosen(reader: TestClient) -> None:
    assert "<option selected>Nobody’s Post</option>" in shown(reader, "/?outlet=Nobody’s Post")


def test_more_than_a_page_is_reached_by_a_link(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    path.write_bytes(place.read_bytes())
    with Library(path) as library, library.file.writing() as connection:
        connection.executemany(
            "INSERT INTO stories (id, title, latest, articles, stale, grouped) VALUES (?, ?, '2031-01-01', 1, 0, '')",
            [(f"more{number:03}", f"Story {number}") for number in range(70)],
        )
    with TestClient(create_app(Room(path, apart=False, keep_pages=False)), base_url=HERE) as client:
        seen: list[str] = []
        following = "/"
        while following:
            page = shown(client, following)
            seen += re.findall(r'<h2><a href="/stories/([^"]+)"', page)
            links = re.findall(r'href="([^"]+)" rel="next"', page)
            following = unescape(links[0]) if links else ""
            assert "after=" not in following or parse_qs(urlsplit(following).query)["after"]
    assert len(seen) == len(set(seen)) == 73


def test_a_person_is_shown_with_words_that_lead_to_the_telling(reader: TestClient) -> None:
    page = shown(reader, "/names/Ada%20Olsen")
    assert "2 stories 2 quotes 1 position 2 commitments" in words(page)
    assert "two people of one name" in words(page)
    assert words(page).index("2 April 2031") < words(page).index("1 March 2031")
    assert "The harbour will open in May." in page
    assert "#words-q1-" in page


def test_who_is_not_there_is_not_found(reader: TestClient) -> None:
    answer = reader.get("/names/Nobody")
    assert answer.status_code == 404
    assert "No story has anyone called Nobody" in answer.text


def test_a_name_may_have_any_sign_in_it(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "signs.db"
    path.write_bytes(place.read_bytes())
    name = "Olsen/Ruud ?&# <b>“Co.”</b> 50%"
    with Library(path) as library, library.file.writing() as connection:
        connection.execute("UPDATE ledger SET actor_name = ? WHERE story = 'strike1'", (name,))
        connection.execute("DELETE FROM entities WHERE story = 'strike1'")
        connection.execute(
            "INSERT INTO entities (story, id, name, kind, mentions) VALUES ('strike1', 'e1', ?, 'organisation', 1)",
            (name,),
        )
        connection.execute("DELETE FROM search_names WHERE story = 'strike1'")
        connection.execute("INSERT INTO search_names VALUES ('strike1', 'e1', ' olsen ruud b co b 50 ')")
    with TestClient(create_app(Room(path, apart=False, keep_pages=False)), base_url=HERE) as client:
        for page in ("/names", "/commitments?act=refusal"):
            (there,) = set(re.findall(r'href="(/names/Olsen[^"]*)"', shown(client, page)))
            assert '<h1><span dir="auto">Olsen/Ruud ?&amp;# &lt;b&gt;“Co.”&lt;/b&gt; 50%</span></h1>' in shown(
                client, there
            )


def test_commitments_say_where_the_tellings_part(reader: TestClient) -> None:
    said = words(shown(reader, "/commitments"))
    assert "Told as pledged in Larn Courier, as considered in Brent Echo." in said
    assert "declared, by 1 May 2031, in Larn Courier" in said or "declared in Larn Courier" in said
    assert "being considered, by 1 June 2031, in Brent Echo" in said
    assert "2 commitments, those of the latest story first" in said


@pytest.mark.parametrize(
    "path",
    [
        "/?order=best",
        "/?since=soon",
        "/?after=nonsense",
        "/commitments?act=x",
        "/commitments?after=%00",
        "/search?many=x",
    ],
)
def test_what_cannot_be_understood_is_told_on_a_page(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code in {400, 422}
    assert "<h1>That cannot be read</h1>" in answer.text


def test_what_changed_leads_to_the_stories_and_the_feed(visitor: TestClient) -> None:
    page = shown(visitor, "/changes")
    assert not wrong(page)
    assert "3 new stories" in words(page)
    assert "New version of Haven Post: what it changed" in words(page)
    (changed,) = set(re.findall(r'href="(/stories/[^"]+/versions/2)"', page))
    assert visitor.get(changed).status_code == 200
    feed = visitor.get("/changes.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text.startswith("<?xml")


def test_hits_show_their_words_and_lead_to_the_telling(visitor: TestClient) -> None:
    page = shown(visitor, "/search?words=steel&kind=quote")
    assert re.search("<mark>[Ss]teel</mark>", page)
    for one in set(re.findall(r'href="(/stories/[^"]*#[^"]*)"', page)):
        target, _, place = unescape(one).partition("#")
        assert f'id="{place}"' in visitor.get(target).text, one


def test_further_hits_come_below_those_shown(visitor: TestClient) -> None:
    first = shown(visitor, "/search?words=the")
    (more,) = re.findall(r'<a class="button" href="([^"]+)#further"', first)
    second = shown(visitor, unescape(more))
    assert second.count("<blockquote") > first.count("<blockquote")
    assert 'id="further"' in second


def test_a_sparkline_never_hides_a_telling() -> None:
    drawn = sparkline(coverage(["2031-03-01", *["2031-03-03"] * 400]))
    assert [bar.height for bar in drawn.bars] == [4, 0, HEIGHT - 2]
    assert drawn.words.startswith("401 tellings")
    assert sparkline(coverage([])).bars == ()


def test_an_address_has_only_what_was_asked_for() -> None:
    assert address("/", words="a b", outlet=None, differing=False, since="") == "/?words=a+b"
    assert address("/x", differing=True, many=1) == "/x?differing=1&many=1"
    assert address("/") == "/"
    assert given("  ") is None


def test_words_without_a_finding_are_looked_for_by_the_browser() -> None:
    assert at_words("s1", "a1", "a well-known & old ship") == (
        "/stories/s1/tellings/a1#:~:text=a%20well%2Dknown%20%26%20old%20ship"
    )
    assert at_words("s1", "a1", "whatever", "q1").endswith("#words-q1-a1")


def test_a_telling_is_called_by_its_outlet_its_site_or_its_file() -> None:
    assert called("The Post", "https://www.post.example/1") == "The Post"
    assert called(None, "https://www.post.example/1") == "post.example"
    assert called(None, "file:/home/me/one.txt") == "one"
