"""Reports brought to a room: files, addresses and pasted text become stories, whatever they are called and hold."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.datastructures import UploadFile

from tests.web.sending import HERE, LONG, Desk, desk, upload
from variorum.library import Library
from variorum.library.dropping import LONGEST, Dropped, called, dropped, kept_as
from variorum.web.jobs import Job
from variorum.web.pages.adding import _addresses
from variorum.web.uploads import Uploads
from variorum.web.work import Outcome, Progress, Tell, Work, do

BRIDGE = "The Tern bridge was opened by President Maria Olsen on Tuesday. It cost $41 million, the ministry said."
LATER = BRIDGE.replace("$41", "$47")
STORM = (
    "A storm flooded the harbour of Norrby on Friday and sank two boats. At least 12 people were hurt, the police said."
)
HOSTILE = (
    "../../etc/passwd.txt", "..\\..\\boot.ini", "C:\\a\\b.txt", "/", "..", ".", "", " ", "a\0b.txt", "x" * 5_000 + ".html",
    "<script>alert(1)</script>.txt", "\u202etxt.exe", "a\nb\r\n.txt", "\ud800.txt", "-", "*.txt", "~/x.txt", "a#b.json", "con", "%2e%2e%2f",
)  # fmt: skip


class Listening:
    """A worker that only hears what it is to do."""

    def __init__(self) -> None:
        self.heard: list[Work] = []
        self.read: list[list[bytes]] = []

    def __call__(self, work: Work, tell: Tell) -> Outcome:
        tell(Progress("listening"))
        self.heard.append(work)
        self.read.append([file.path.read_bytes() for file in work.files])
        return Outcome()

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def heard(room: Desk) -> Listening:
    worker = Listening()
    room.room.jobs._worker = worker
    return worker


def names(library: Path) -> list[str]:
    with Library(library) as opened:
        return sorted(article.input for article in opened.articles())


def test_files_that_are_dropped_become_a_story(room: Desk) -> None:
    job = room.done(room.send("/add", files=[upload("bridge.txt", BRIDGE), upload("later.txt", LATER)]))
    assert job.what == "Taking in bridge.txt and 1 more"
    assert job.outcome is not None
    assert (job.outcome.new, len(job.outcome.stories), job.outcome.problems) == (2, 1, ())
    assert f'href="/stories/{job.outcome.stories[0]}"' in room.look(f"/jobs/{job.id}")
    assert names(room.room.path) == ["bridge.txt", "later.txt"]


def test_a_file_of_a_name_that_came_before_is_a_new_version(room: Desk) -> None:
    room.done(room.send("/add", files=[upload("bridge.txt", BRIDGE)]))
    job = room.done(room.send("/add", files=[upload("folder/bridge.txt", LATER)]))
    assert job.outcome is not None
    assert (job.outcome.new, job.outcome.changed) == (0, 1)
    job = room.done(room.send("/add", files=[upload("bridge.txt", LATER)]))
    assert job.outcome is not None
    assert (job.outcome.known, len(job.outcome.stories)) == (1, 1)


def test_files_of_one_name_that_come_together_are_tellings_of_their_own(room: Desk) -> None:
    job = room.done(room.send("/add", files=[upload("index.txt", BRIDGE), upload("index.txt", STORM)]))
    assert job.outcome is not None
    assert job.outcome.new == 2
    assert names(room.room.path) == ["index (2).txt", "index.txt"]


def test_what_is_wrong_with_a_file_is_told_and_the_others_are_taken_in(room: Desk) -> None:
    job = room.done(
        room.send(
            "/add",
            files=[
                upload("bridge.txt.gz", gzip.compress(BRIDGE.encode())),
                upload("<b>empty<i>.txt", ""),
                upload("virus.exe", b"MZ"),
                upload("torn.pdf", b"%PDF-1.4 torn"),
            ],
        )
    )
    assert job.outcome is not None
    assert job.outcome.new == 1
    assert sorted(problem.input for problem in job.outcome.problems) == ["<b>empty<i>.txt", "torn.pdf", "virus.exe"]
    page = room.look(f"/jobs/{job.id}")
    assert "&lt;b&gt;empty&lt;i&gt;.txt" in page
    assert "Files ending in .exe are not read" in page


def test_a_text_that_is_pasted_is_an_article_with_what_is_known_of_it(room: Desk) -> None:
    known = {"text": BRIDGE, "title": "St. Louis: a bridge/opens", "outlet": "Larn Post", "published": "2031-03-04"}
    job = room.done(room.send("/add", known))
    assert job.outcome is not None
    assert (job.outcome.new, job.outcome.problems) == (1, ())
    with room.room.reading() as library:
        (article,) = library.articles()
    assert (article.text, article.title, article.outlet) == (BRIDGE, "St. Louis: a bridge/opens", "Larn Post")
    assert article.published is not None
    assert article.published.value == "2031-03-04"
    job = room.done(room.send("/add", {**known, "text": LATER}))
    assert job.outcome is not None
    assert (job.outcome.new, job.outcome.changed) == (0, 1)


def test_texts_without_a_title_are_told_apart_by_what_they_say(room: Desk, heard: Listening) -> None:
    for text in (BRIDGE, STORM, BRIDGE):
        room.done(room.send("/add", {"text": text}))
    first, second, third = [work.files[0].name for work in heard.heard]
    assert first == third != second


def test_addresses_are_fetched_each_once(room: Desk, heard: Listening) -> None:
    room.done(room.send("/add", {"urls": "https://example.org/a\r\n\r\nexample.org/b  https://example.org/a\n"}))
    assert heard.heard == [Work(urls=("https://example.org/a", "https://example.org/b"))]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://[::1]/", "http://169.254.169.254/latest/", "http://localhost:1/x"]
)
def test_private_addresses_are_not_fetched(room: Desk, address: str) -> None:
    job = room.done(room.send("/add", {"urls": address}))
    assert job.outcome is not None
    assert [problem.kind for problem in job.outcome.problems] == ["refused"]
    assert "Nothing new" in room.look(f"/jobs/{job.id}")


@pytest.mark.parametrize(
    "wrong", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "nonsense", "https://", "<b>x</b>"]
)
def test_what_is_no_address_is_said_and_what_was_written_stays(room: Desk, heard: Listening, wrong: str) -> None:
    answer = room.send("/add", {"urls": f"https://example.org/good\n{wrong}", "text": "<i>kept</i>"})
    assert answer.status_code == 422
    assert "Not an address of a page" in answer.text
    assert "https://example.org/good" in answer.text
    assert "&lt;i&gt;kept&lt;/i&gt;" in answer.text
    assert wrong not in answer.text or "<" not in wrong
    assert not heard.heard


def test_nothing_given_is_said(room: Desk) -> None:
    for data in ({}, {"title": "only a title"}):
        answer = room.send("/add", data)
        assert answer.status_code == 422
        assert "Nothing was given" in answer.text


def test_a_browser_sends_an_empty_file_where_none_was_chosen(room: Desk) -> None:
    token = re.search(r'name="csrf" value="(\w+)"', room.look("/add"))
    assert token is not None
    body = (
        f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{token[1]}\r\n'
        '--x\r\nContent-Disposition: form-data; name="files"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n'
    )
    answer = room.client.post("/add", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 422
    assert "Nothing was given" in answer.text


def test_a_form_without_our_token_takes_nothing_in(room: Desk, heard: Listening) -> None:
    assert room.client.post("/add", data={"text": BRIDGE}).status_code == 403
    assert room.client.post("/add", data={"text": BRIDGE, "csrf": "x"}).status_code == 403
    assert room.client.post("/jobs").status_code == 403
    assert not heard.heard


def test_too_many_files_are_refused(room: Desk, heard: Listening) -> None:
    answer = room.send("/add", files=[upload(f"{number}.txt", "x") for number in range(1_001)])
    assert answer.status_code == 400
    assert "Too many files" in answer.text
    assert not heard.heard


def test_hostile_names_reach_neither_the_disk_nor_the_page(room: Desk, heard: Listening) -> None:
    for name in HOSTILE:
        content = name.encode("utf-8", "replace")
        raw = io.BytesIO(content)
        kept = Uploads().add([UploadFile(raw, filename=name)])
        (file,) = kept.files
        assert file.path.parent == kept.folder
        assert file.path.read_bytes() == content
        kept.close()
        assert not kept.folder.exists()
    room.done(room.send("/add", files=[upload("<script>alert(1)</script>.txt", BRIDGE)]))
    page = room.look("/jobs")
    assert "<script>alert" not in page
    assert heard.read == [[BRIDGE.encode()]]
    assert not heard.heard[0].files[0].path.exists()  # it went when the work was over


@given(st.text(max_size=300))
@example("a/" * 2_000 + "x.html.gz")
@example("..")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_is_one_short_visible_line_and_never_a_path(name: str) -> None:
    own = called(name)
    assert own
    assert len(own) <= LONGEST
    assert "/" not in own
    assert "\\" not in own
    assert own not in {".", ".."}
    assert own == " ".join(own.split())
    assert called(own) == own
    kept = kept_as(7, own)
    assert kept.startswith("000007")
    assert kept.isascii()
    assert all(char.isalnum() or char == "." for char in kept)


@given(st.lists(st.text(max_size=40), max_size=6))
def test_files_that_come_together_are_called_differently_and_in_their_order(given_names: list[str]) -> None:
    nowhere = Path(__file__).parent / "there is no such folder"
    told = [
        taken.source for taken in dropped([Dropped(name, nowhere / kept_as(0, called(name))) for name in given_names])
    ]
    assert len(told) == len(given_names)
    assert len(set(told)) == len(told) or any("(" in name for name in given_names)


@given(st.text(max_size=200))
def test_addresses_are_of_the_web_or_wrong(words: str) -> None:
    found, wrong = _addresses(words)
    assert all(one.lower().startswith(("http://", "https://")) for one in found)
    assert all(one in words for one in wrong)
    assert len(found) == len(set(found))


def test_a_dropped_file_and_one_on_disk_have_different_addresses(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    with Library(tmp_path / "library.db") as library:
        library.ingest(tmp_path / "bridge.txt", read=False)
        outcome = do(library, Work(files=(Dropped("bridge.txt", tmp_path / "bridge.txt"),)), lambda _: None)
        assert outcome.new == 1


def test_reports_are_taken_in_while_another_run_reads_the_library(room: Desk) -> None:
    with Library(room.room.path) as other, other.file.reading():
        job: Job = room.done(room.send("/add", files=[upload("bridge.txt", BRIDGE)]))
        assert job.state == "done"
    assert room.room.jobs.wait(job.id, LONG).error is None


def test_the_page_asks_in_words_and_works_without_a_script(room: Desk) -> None:
    page = room.look("/add")
    assert 'enctype="multipart/form-data"' in page
    for name in ("files", "urls", "text", "title", "outlet", "published", "url"):
        assert f'<label for="{name}">' in page
        assert f'name="{name}"' in page
    assert HERE not in page


def test_the_addresses_that_a_saved_list_names_are_fetched(room: Desk) -> None:
    opml = '<opml version="2.0"><body><outline type="rss" text="x" xmlUrl="http://127.0.0.1:9/feed.xml"/></body></opml>'
    job = room.done(room.send("/add", files=[upload("feeds.opml", opml)]))
    assert job.outcome is not None
    assert [(problem.input, problem.kind) for problem in job.outcome.problems] == [
        ("http://127.0.0.1:9/feed.xml", "refused")
    ]
