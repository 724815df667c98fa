"""The commands that keep a library: ingest, stories, show, changes, decide, decisions, doctor, watch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from variorum.store.opening import OpenLibrary

from .running import COURIER, POST, Done, variorum

PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


@pytest.fixture
def kept(tellings: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of the two tellings, in ``VARIORUM_LIBRARY``."""
    monkeypatch.setenv("VARIORUM_LIBRARY", str(tellings / "l.db"))
    assert variorum("ingest", "courier.txt", "post.txt", "--quiet").code == 0
    return tellings


def story() -> str:
    listed = json.loads(variorum("stories", "--json").out)
    return str(listed["stories"][0]["id"])


def test_ingest_says_what_came_and_what_is_there(kept: Path) -> None:
    done = variorum("ingest", "courier.txt", "post.txt")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"0 new articles, 2 known already, 0 stories collated\n{kept / 'l.db'}: 2 articles in 1 story\n"


def test_ingest_in_json(kept: Path) -> None:
    (kept / "courier.txt").write_text(COURIER.replace("$41", "$44"), encoding="utf-8")
    told = json.loads(variorum("ingest", "courier.txt", "--json").out)
    assert (told["new"], told["changed"], told["collated"]) == ([], [f"file:{kept / 'courier.txt'}"], 1)
    assert told["counts"] == {"articles": 2, "versions": 3, "stories": 1, "to_do": 0}


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_taken_in(kept: Path) -> None:
    (kept / "broken.json").write_text("{", encoding="utf-8")
    (kept / "third.txt").write_text(POST.replace("$47", "$48").replace("Brent Post", "Tern Echo"), encoding="utf-8")
    done = variorum("ingest", "broken.json", "third.txt")
    assert done.code == 1
    assert "broken.json: It is not sound JSON" in done.err
    assert done.out.startswith("1 new article,")


def test_without_reading_articles_are_kept_and_grouped_and_read_later(tellings: Path) -> None:
    place = tellings / "l.db"
    done = variorum("ingest", "courier.txt", "--no-read", "--library", place)
    assert "1 story to be read and collated: `variorum ingest` does it" in done.out
    assert "not yet collated" in variorum("stories", "--library", place).out
    assert "0 new articles, 1 story collated" in variorum("ingest", "--library", place).out


def test_a_mapping_names_the_keys_of_data(tellings: Path) -> None:
    (tellings / "rows.jsonl").write_text(json.dumps({"body_of_it": COURIER, "head": "Bridge"}), encoding="utf-8")
    words = (
        "ingest",
        "rows.jsonl",
        "--map",
        "text=body_of_it",
        "--map",
        "title=head",
        "--library",
        "l.db",
        "--no-read",
    )
    assert variorum(*words).out.startswith("1 new article,")
    wrong = variorum("ingest", "rows.jsonl", "--map", "body", "--library", "l.db")
    assert (wrong.code, "write noun=name" in wrong.err) == (2, True)


def test_stories_are_listed_and_one_is_shown(kept: Path) -> None:
    listed = variorum("stories")
    assert "2 tellings · 2 voices · 1 difference · story s" in listed.out
    shown = variorum("show", story()[:6])
    assert shown.code == 0
    assert "$41 million" in shown.out
    assert "$47 million" in shown.out
    edition = json.loads(variorum("show", story(), "--json").out)
    compared = json.loads(variorum("compare", kept / "courier.txt", kept / "post.txt", "--json").out)
    assert edition["stories"][0]["points"] == compared["stories"][0]["points"]


def test_an_unknown_story_or_library_is_refused(kept: Path) -> None:
    wrong = variorum("show", "nothing")
    assert (wrong.code, "variorum stories" in wrong.err) == (2, True)
    gone = variorum("stories", "--library", kept / "none.db")
    assert (gone.code, "not a library" in gone.err) == (2, True)
    (kept / "text.db").write_text("no database at all, but long enough to be taken for one" * 20, encoding="utf-8")
    other = variorum("stories", "--library", kept / "text.db")
    assert (other.code, "no SQLite file" in other.err) == (2, True)


@pytest.mark.usefixtures("kept")
def test_options_that_mean_nothing_for_a_library_are_refused() -> None:
    done = variorum("stories", "--lineage")
    assert (done.code, "variorum export" in done.err) == (2, True)


@pytest.mark.usefixtures("kept")
def test_a_finding_of_the_library_is_explained() -> None:
    done = variorum("why", f"{story()}/p1")
    assert done.code == 0
    assert "$41 million" in done.out
    assert variorum("why", "p1").code == 2


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", ["jsonl", "jsonld", "annotations", "graphml", "statements"])
def test_the_library_is_exported(form: str) -> None:
    done = variorum("export", "--format", form, "--story", story())
    assert done.code == 0
    assert done.out


@pytest.mark.usefixtures("kept")
def test_the_library_is_searched() -> None:
    done = variorum("search", "bridge cost", "--words-only", "--since", "2031-03-01")
    assert done.code == 0
    assert "[cost] $41 million" in done.out
    assert "[cost] $47 million" in done.out
    assert variorum("search", "bridge cost", "--words-only", "--until", "2031-03-01").out == "nothing found\n"


def test_changes_tell_what_a_version_says_otherwise(kept: Path) -> None:
    assert variorum("changes").out == "no telling has more than one version\n"
    (kept / "courier.txt").write_text(COURIER.replace("$41", "$44"), encoding="utf-8")
    variorum("ingest", "courier.txt", "--quiet")
    done = variorum("changes", "courier.txt")
    assert "says $44 million where it said $41 million" in done.out
    assert "in the story “" in done.out
    (told,) = json.loads(variorum("changes", "--json").out)
    assert [change["kind"] for change in told["changes"]] == ["figure"]


def test_a_decision_is_made_listed_and_undone(kept: Path) -> None:
    assert variorum("decisions").out.startswith("nothing was settled so far")
    done = variorum("decide", "split", story(), kept / "post.txt", "--note", "another bridge")
    assert done.code == 0
    assert "split: file:" in done.out
    assert "(another bridge)" in done.out
    assert "2 articles in 2 stories" in variorum("stories").out
    assert variorum("decide", "undo", "d1").code == 0
    assert "2 articles in 1 story" in variorum("stories").out
    (listed,) = json.loads(variorum("decisions", "--json").out)
    assert (listed["kind"], listed["undone"] is None) == ("split", False)


@pytest.mark.usefixtures("kept")
def test_a_dismissed_point_is_left_out_of_what_is_shown() -> None:
    edition = json.loads(variorum("show", story(), "--json").out)
    price = next(point for point in edition["stories"][0]["points"] if point["verdict"] == "differs")
    assert variorum("decide", "dismiss", story(), price["id"], "--note", "other roads").code == 0
    shown = variorum("show", story()).out
    assert "cannot both be true" not in shown
    assert "dismissed" in shown


def test_the_doctor_finds_a_sound_library_and_names_a_damaged_text(kept: Path) -> None:
    well = variorum("doctor")
    assert well.code == 0
    assert "2 articles in 2 versions, 1 story" in well.out
    raw = (kept / "l.db").read_bytes()
    at = raw.index(b"Crowds waved flags")
    (kept / "l.db").write_bytes(raw[:at] + b"Crowds burnt flags" + raw[at + 18 :])
    ill = variorum("doctor")
    assert ill.code == 1
    assert f"version 1 of file:{kept / 'courier.txt'}: its text is not the one that was taken in" in ill.out


class _News(BaseHTTPRequestHandler):
    """A site with a feed of two pages."""

    pages: dict[str, str]

    def do_GET(self) -> None:
        body = self.pages.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a local site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _News) as server:
        home = f"http://127.0.0.1:{server.server_port}"
        items = "".join(f"<item><title>{n}</title><link>{home}/{n}</link></item>" for n in ("one", "two"))
        _News.pages = {
            "/feed": f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>",
            "/one": page(COURIER),
            "/two": page(POST),
        }
        Thread(target=server.serve_forever, daemon=True).start()
        yield home
        server.shutdown()


def page(telling: str) -> str:
    title, *paragraphs = telling.strip().split("\n\n")
    return PAGE.format(title=title, paragraphs="".join(f"<p>{each}</p>" for each in paragraphs))


def watched(site: str, folder: Path) -> Done:
    (folder / "feeds.opml").write_text(
        f'<opml version="2.0"><body><outline type="rss" text="News" xmlUrl="{site}/feed"/></body></opml>', "utf-8"
    )
    place, atom = folder / "w.db", folder / "changes.xml"
    return variorum("watch", folder / "feeds.opml", "--once", "--allow-private", "--library", place, "--atom", atom)


def test_watch_takes_in_what_feeds_bring_and_says_what_is_new(tellings: Path, site: str) -> None:
    first = watched(site, tellings)
    assert first.code == 0, first.err
    assert "new story: " in first.out
    assert "(2 tellings, 2 voices)" in first.out
    assert watched(site, tellings).out == ""
    assert (tellings / "changes.xml").read_text("utf-8").startswith("<?xml")


def test_a_young_page_is_looked_at_again_after_an_hour_and_what_changed_is_told(tellings: Path, site: str) -> None:
    watched(site, tellings)
    _News.pages["/one"] = page(COURIER.replace("$41", "$44"))
    assert watched(site, tellings).out == ""
    with OpenLibrary(tellings / "w.db") as library, library.writing() as connection:
        connection.execute("UPDATE fetches SET seen = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-61 minutes')")
    done = watched(site, tellings)
    assert "says $44 million where it said $41 million" in done.out
    assert "where it said" in (tellings / "changes.xml").read_text("utf-8")


def test_private_addresses_are_not_fetched_unless_the_user_says_so(tellings: Path, site: str) -> None:
    done = variorum("ingest", f"{site}/one", "--library", tellings / "w.db")
    assert done.code == 1
    assert "[refused]" in done.err
    assert "0 articles" in done.out


@pytest.mark.usefixtures("tellings")
def test_watch_needs_something_that_can_be_fetched() -> None:
    done = variorum("watch", "courier.txt", "--once", "--library", "w.db")
    assert done.code == 2
