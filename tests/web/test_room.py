"""The room: libraries lent to those who read, one writer at a time, pages made beforehand."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event, Thread

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.web.libraries import copied, of_examples
from variorum.errors import NotALibrary, UnknownStory
from variorum.library import Library
from variorum.web import preparing
from variorum.web.app import create_app
from variorum.web.room import Room


@pytest.fixture
def library(pytestconfig: pytest.Config, tmp_path: Path) -> Path:
    return copied(of_examples(pytestconfig.cache.mkdir("variorum")), tmp_path)


def test_a_library_is_made_where_there_is_none(tmp_path: Path) -> None:
    room = Room(tmp_path / "new.db")
    with room.reading() as library:
        assert library.counts.articles == 0
    room.close()


def test_what_is_no_library_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("a text, and no library of anything " * 40, encoding="utf-8")
    with pytest.raises(NotALibrary, match=r"text\.db"):
        Room(tmp_path / "text.db")


def test_a_library_goes_back_and_is_lent_again_to_another_thread(library: Path) -> None:
    room = Room(library)
    with room.reading() as first:
        pass
    lent: list[Library] = []

    def read() -> None:
        with room.reading() as again:
            lent.append(again)
            assert again.counts.articles > 0

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert lent == [first]
    room.close()


def test_a_library_that_was_used_wrongly_is_not_lent_again(library: Path) -> None:
    room = Room(library)
    with pytest.raises(UnknownStory), room.reading() as first:
        first.edition("no story")
    with room.reading() as second:
        assert second is not first
    room.close()


def test_reading_sees_one_moment_while_another_writes(library: Path) -> None:
    room = Room(library)
    with room.reading() as reading, reading.file.reading():
        story = reading.stories()[0]
        before = reading.state(story.id)
        with room.writing() as writing:
            writing.settled.rename(story.id, "Another title")
            assert writing.state(story.id) != before
        assert reading.state(story.id) == before
    with room.reading() as later:
        assert later.state(story.id) != before
    room.close()


def test_the_state_of_a_story_is_another_one_after_every_decision_and_back_to_none_before(library: Path) -> None:
    with Library(library) as one:
        story = one.stories()[0].id
        states = [one.state(story)]
        done = one.settled.judge(story, "p1", "dismiss")
        states.append(one.state(story))
        one.settled.undo(done.id)
        states.append(one.state(story))
    assert len(set(states)) == 3


def test_front_pages_are_made_while_nobody_asks(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "QUIET", 0.0)
    made = Event()
    room = Room(library)
    with room.reading() as one:
        stories = [(story.id, one.state(story.id)) for story in one.stories()]
    keep = room.kept._put

    def noted(*part: str) -> None:
        keep(*part)
        if all(room.kept.has(story, "front", state) for story, state in stories):
            made.set()

    monkeypatch.setattr(room.kept, "_put", noted)
    app: FastAPI = create_app(room, prepare=True)
    with TestClient(app, base_url="http://127.0.0.1") as browser:
        assert made.wait(60)
        for story, _ in stories:
            assert browser.get(f"/stories/{story}").status_code == 200


def test_a_page_is_made_anew_after_a_decision(library: Path) -> None:
    room = Room(library)
    with TestClient(create_app(room), base_url="http://127.0.0.1") as browser:
        with room.reading() as one:
            story = one.stories()[0].id
        assert "Another title" not in browser.get(f"/stories/{story}").text
        with room.writing() as writing:
            writing.settled.rename(story, "Another title")
            for _ in writing.finish():
                pass
        assert "Another title" in browser.get(f"/stories/{story}").text


def test_what_another_process_makes_is_what_is_made_here(library: Path) -> None:
    with Library(library) as one:
        story = one.stories()[0].id
        first, second = one.edition(story).stories[0].articles[:2]
    at = f"/stories/{story}"
    paths = [at, f"{at}/quotes", f"{at}/findings/p1", f"{at}/tellings/{first}", f"{at}/compare?a={first}&b={second}"]
    wrong = [f"{at}/findings/p9999", f"{at}/compare?a={first}&b=none"]
    seen = []
    for makers in (0, 1):
        room = Room(library, keep_pages=False, makers=makers)
        with TestClient(create_app(room), base_url="http://127.0.0.1") as browser:
            answers = [browser.get(path) for path in (*paths, *wrong)]
            assert [answer.status_code for answer in answers] == [200] * len(paths) + [404] * len(wrong)
            seen.append([re.sub(r'value="[0-9a-f]{64}"', "", answer.text) for answer in answers])
    assert seen[0] == seen[1]


def test_pages_go_on_when_a_process_that_makes_them_is_ended(library: Path) -> None:
    room = Room(library, keep_pages=False, makers=1)
    with TestClient(create_app(room), base_url="http://127.0.0.1") as browser, Library(library) as one:
        story = one.stories()[0].id
        assert browser.get(f"/stories/{story}").status_code == 200
        assert room.makers._pool is not None
        for process in room.makers._pool._processes.values():
            process.kill()
        assert browser.get(f"/stories/{story}").status_code == 200
