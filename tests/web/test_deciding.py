"""What is settled in a room: each a form, told in words on the page that follows, and undone from there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.web.libraries import copied, of_examples
from tests.web.sending import Desk, desk
from variorum.errors import LibraryBusy
from variorum.web.settled import leading_back

HAPPENED = re.compile(r'<div class="decided" role="status">(.*?)</div>', re.DOTALL)


@pytest.fixture
def room(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[Desk]:
    with desk(copied(of_examples(pytestconfig.cache.mkdir("variorum")), tmp_path)) as opened:
        yield opened


@pytest.fixture
def story(room: Desk) -> str:
    """The story of two tellings, which is worked out quickly."""
    with room.room.reading() as library:
        return next(story.id for story in library.stories() if story.articles == 2)


@pytest.fixture
def tellings(room: Desk, story: str) -> tuple[str, ...]:
    with room.room.reading() as library:
        return library.edition(story).stories[0].articles


def said(page: str) -> str:
    """Give what a page says was just done."""
    found = HAPPENED.search(page)
    assert found is not None, page
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", found[1]).split()))


def undone(room: Desk, page: str) -> str:
    """Press Undo on the page that says what was done."""
    action = re.search(r'<form method="post" action="(/decisions/d\d+/undo)">', page)
    back = re.search(r'name="back" value="([^"]*)"', page)
    assert action is not None
    assert back is not None
    return room.settled(room.send(action[1], {"back": html.unescape(back[1])}))


def test_a_story_is_renamed_and_called_so_until_that_is_undone(room: Desk, story: str) -> None:
    page = room.settled(
        room.send(f"/stories/{story}/rename", {"title": "The <b>Norrby</b>  fire", "note": "so we say"})
    )
    assert said(page) == "Settled: The story is called “The <b>Norrby</b> fire”. Undo"
    assert "<b>Norrby</b>" not in page
    assert "so we say" in room.look("/decisions")
    assert said(undone(room, page)) == "Undone. It was settled before: The story is called “The <b>Norrby</b> fire”."
    with room.room.reading() as library:
        assert library.listed(story).title != "The <b>Norrby</b> fire"


def test_a_finding_is_dismissed_from_its_page_and_comes_back(room: Desk, story: str) -> None:
    with room.room.reading() as library:
        point = next(one for one in library.edition(story).stories[0].points if one.verdict == "differs")
    at = f"/stories/{story}/findings/{point.id}"
    answer = room.send(f"{at}/judge", {"kind": "dismiss", "note": "counted apart", "back": at})
    assert answer.headers["location"] == f"{at}?done=d1"
    page = room.settled(answer)
    assert said(page).startswith(f"Settled: The {point.kind} “")
    with room.room.reading() as library:
        assert [one.kind for one in library.edition(story).stories[0].judgements] == ["dismissed"]
    undone(room, page)
    with room.room.reading() as library:
        assert not library.edition(story).stories[0].judgements


def test_a_finding_is_confirmed(room: Desk, story: str) -> None:
    with room.room.reading() as library:
        point = library.edition(story).stories[0].points[0]
    page = room.settled(room.send(f"/stories/{story}/findings/{point.id}/judge", {"kind": "confirm"}))
    assert " is confirmed. " in said(page)
    with room.room.reading() as library:
        assert [one.kind for one in library.edition(story).stories[0].judgements] == ["confirmed"]


def test_a_story_is_split_and_put_together_again(room: Desk, story: str, tellings: tuple[str, ...]) -> None:
    page = room.settled(room.send(f"/stories/{story}/split", {"telling": tellings[:1]}))
    assert " stands apart from " in said(page)
    with room.room.reading() as library:
        assert story not in {one.id for one in library.stories()}
    page = undone(room, page)
    assert said(page).startswith("Undone. ")
    with room.room.reading() as library:
        assert library.listed(story).voices == 2


def test_stories_are_merged_and_what_comes_of_it_is_worked_out_anew(
    room: Desk, story: str, tellings: tuple[str, ...]
) -> None:
    room.settled(room.send(f"/stories/{story}/split", {"telling": tellings[:1]}))
    with room.room.reading() as library:
        one, other = (
            next(each.id for each in library.stories() if each.id == library.story(part))
            for part in _parts(room, tellings)
        )
    page = room.settled(room.send(f"/stories/{one}/merge", {"other": other}))
    assert " are one story." in said(page)
    with room.room.reading() as library:
        assert (library.listed(story).voices, library.listed(story).stale) == (2, False)


def _parts(room: Desk, tellings: tuple[str, ...]) -> list[str]:
    with room.room.reading() as library:
        return [
            edition.stories[0].id
            for each in tellings
            for edition in library.editions()
            if edition.stories[0].articles == (each,)
        ]


def test_tellings_are_one_voice_or_not(room: Desk, story: str, tellings: tuple[str, ...]) -> None:
    page = room.settled(room.send(f"/stories/{story}/voices", {"kind": "one_voice", "telling": tellings}))
    assert said(page) == "Settled: Haven Post and Coast Radio are one voice. Undo"
    with room.room.reading() as library:
        assert library.listed(story).voices == 1
    page = room.settled(room.send(f"/stories/{story}/voices", {"kind": "independent", "telling": tellings}))
    assert said(page).startswith("Settled: Haven Post and Coast Radio are independent voices.")
    with room.room.reading() as library:
        assert library.listed(story).voices == 2


def test_undo_leads_back_to_the_two_tellings_it_was_said_of(room: Desk, story: str, tellings: tuple[str, ...]) -> None:
    beside = f"/stories/{story}/compare?a={tellings[0]}&b={tellings[1]}"
    page = room.look(beside)
    back = re.search(r'name="back" value="([^"]*)"', page)
    assert back is not None
    assert html.unescape(back[1]) == beside
    answer = room.send(f"/stories/{story}/voices", {"kind": "one_voice", "telling": tellings, "back": beside})
    assert answer.headers["location"] == f"{beside}&done=d1"
    page = room.settled(answer)
    assert "They are one voice" in undone(room, page)


def test_a_library_that_another_run_holds_is_a_page_that_says_so(
    room: Desk, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held() -> None:
        raise LibraryBusy("library.db", 60)

    monkeypatch.setattr(room.room, "writing", held)
    answer = room.send(f"/stories/{story}/rename", {"title": "x"})
    assert answer.status_code == 503
    assert "another run has been writing" in answer.text


def test_what_was_settled_is_listed_and_undone_from_there(room: Desk, story: str) -> None:
    assert "Nothing yet" in room.look("/decisions")
    room.settled(room.send(f"/stories/{story}/rename", {"title": "First"}))
    room.settled(room.send(f"/stories/{story}/rename", {"title": "Second"}))
    page = room.look("/decisions")
    assert page.index("“Second”") < page.index("“First”")
    page = undone(room, page)
    assert said(page) == "Undone. It was settled before: The story is called “Second”."
    assert page.count(">Undo<") == 1
    with room.room.reading() as library:
        assert library.listed(story).title == "First"


def test_what_cannot_be_settled_is_a_page_that_says_so(room: Desk, story: str, tellings: tuple[str, ...]) -> None:
    cases: tuple[tuple[str, dict[str, object], int], ...] = (
        (f"/stories/{story}/split", {"telling": list(tellings)}, 409),
        (f"/stories/{story}/split", {}, 409),
        (f"/stories/{story}/split", {"telling": "nobody"}, 404),
        (f"/stories/{story}/merge", {"other": "nowhere"}, 404),
        (f"/stories/{story}/merge", {"other": story}, 409),
        (f"/stories/{story}/rename", {"title": "  "}, 409),
        (f"/stories/{story}/voices", {"kind": "one_voice", "telling": tellings[0]}, 409),
        (f"/stories/{story}/voices", {"kind": "nonsense", "telling": list(tellings)}, 422),
        (f"/stories/{story}/findings/p999/judge", {"kind": "dismiss"}, 404),
        (f"/stories/{story}/findings/p1/judge", {"kind": "burn"}, 422),
        ("/stories/nowhere/rename", {"title": "x"}, 404),
        ("/decisions/d99/undo", {}, 409),
        ("/decisions/x%22/undo", {}, 409),
    )
    for to, data, status in cases:
        answer = room.send(to, data)
        assert answer.status_code == status, (to, data, answer.text)
        assert '<a href="/">Go to the stories</a>' in answer.text
    assert not room.room.jobs.latest
    with room.room.reading() as library:
        assert not library.decisions


def test_without_our_token_nothing_is_settled(room: Desk, story: str) -> None:
    for to in (f"/stories/{story}/rename", f"/stories/{story}/split", f"/stories/{story}/merge", "/decisions/d1/undo"):
        assert room.client.post(to, data={"title": "x", "csrf": "0" * 64}).status_code == 403
    with room.room.reading() as library:
        assert not library.decisions


def test_the_page_that_settles_names_the_tellings_and_finds_other_stories(
    room: Desk, story: str, tellings: tuple[str, ...]
) -> None:
    page = room.look(f"/stories/{story}/settle?telling={tellings[1]}")
    assert f'value="{tellings[1]}" checked' in page
    assert f'value="{tellings[0]}">' in page
    page = room.look(f"/stories/{story}/settle?words=ferry")
    assert "Which of these?" in page
    assert f'name="other" value="{story}"' not in page
    with room.room.reading() as library:
        other = next(one for one in library.stories() if one.id != story)
    assert f'name="other" value="{other.id}"' in room.look(f"/stories/{story}/settle?words={other.id}")
    assert "No other story has these words" in room.look(f"/stories/{story}/settle?words=%22%3Cscript%3E")


def test_what_was_done_is_only_said_where_it_is_asked_for_by_a_number_of_ours(room: Desk) -> None:
    for name in ("d1", "d0", "x", "%3Cscript%3E", "d" + "9" * 30):
        assert 'class="decided"' not in room.look(f"/decisions?done={name}")


def test_a_way_back_is_a_page_of_ours() -> None:
    assert leading_back("/stories/s1?all=1&done=d3", "d4") == "/stories/s1?all=1&done=d4"
    for elsewhere in (
        "",
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\r\nX: y",
        "stories",
        "/" + "a" * 3_000,
    ):
        assert leading_back(elsewhere, "d4") is None


@given(st.text(max_size=60))
@example("/%2f/evil.example")
def test_a_way_back_never_leads_elsewhere(to: str) -> None:
    back = leading_back(to, "d1")
    if back is not None:
        assert back.startswith("/")
        assert not back.startswith(("//", "/\\"))
        assert back.endswith("done=d1")
