"""Reading and collating: once for each text, and carried on where it was."""

from __future__ import annotations

import pytest

from tests.library.telling import BRIDGE, BRIDGE_LATER, BRIDGE_TOO, STORM, capture, finish, take
from variorum.library import Library
from variorum.pipeline import READ, collate


def test_a_story_is_shown_as_grouped_until_it_is_collated(library: Library) -> None:
    take(library, capture("a", BRIDGE), capture("b", BRIDGE_TOO))
    (grouped,) = library.stories()
    assert (grouped.stale, grouped.voices) == (True, None)
    finish(library)
    (collated,) = library.stories()
    assert (collated.stale, collated.voices, collated.differences) == (False, 2, 1)


def test_an_article_is_read_once_whoever_prints_it(library: Library) -> None:
    asked: list[str] = []

    def watched(work: object, pieces: object) -> list[object]:
        done = list(pieces)  # type: ignore[call-overload]  # whatever the engine is given
        asked.extend(piece.text for piece in done if work is READ)
        return [work(piece) for piece in done]  # type: ignore[operator]  # as above

    take(library, capture("a", BRIDGE), capture("b", BRIDGE), capture("c", STORM))
    for _ in library.finish(engine=watched):  # type: ignore[arg-type]  # an engine is any map
        pass
    take(library, capture("d", BRIDGE_TOO))
    for _ in library.finish(engine=watched):  # type: ignore[arg-type]  # as above
        pass
    assert sorted(asked) == sorted([BRIDGE, STORM, BRIDGE_TOO])


def test_a_run_that_is_broken_off_is_carried_on(library: Library) -> None:
    take(library, capture("a", BRIDGE), capture("b", STORM))

    def broken(*_: object) -> list[object]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        for _ in library.finish(engine=broken):  # type: ignore[arg-type]  # an engine is any map
            pass
    finish(library)
    assert library.counts.to_do == 0
    assert library.edition().stories == collate(tuple(library.articles())).stories


def test_what_was_collated_before_comes_with_what_is_now(library: Library) -> None:
    take(library, capture("a", BRIDGE, "2031-03-05T08:00:00Z"), capture("b", BRIDGE_TOO))
    finish(library)
    take(library, capture("a", BRIDGE_LATER, "2031-03-05T09:00:00Z"))
    (done,) = library.finish()
    assert done.before is not None
    assert {article.text for article in done.before.articles} == {BRIDGE, BRIDGE_TOO}
    assert {article.text for article in done.now.articles} == {BRIDGE_LATER, BRIDGE_TOO}


def test_a_story_is_found_by_the_name_it_had_before(library: Library) -> None:
    take(library, capture("a", BRIDGE))
    (before,) = library.stories()
    take(library, capture("b", BRIDGE_TOO))
    (now,) = library.stories()
    assert before.id != now.id
    assert library.story(before.id) == library.story(now.id[:5]) == now.id


def test_an_unrelated_article_leaves_other_stories_as_they_are(library: Library) -> None:
    take(library, capture("a", BRIDGE), capture("b", BRIDGE_TOO))
    finish(library)
    take(library, capture("c", STORM))
    assert [story.stale for story in library.stories()] == [False, True]


def test_what_an_earlier_program_found_is_found_anew_when_asked(library: Library) -> None:
    take(library, capture("a", BRIDGE))
    finish(library)
    with library.file.writing() as connection:
        connection.execute("UPDATE stories SET program = 'older'")
    assert list(library.finish()) == []
    assert len(list(library.finish(refresh=True))) == 1
    assert list(library.finish(refresh=True)) == []


def test_the_tables_hold_what_the_edition_holds(library: Library) -> None:
    take(library, capture("a", BRIDGE), capture("b", BRIDGE_TOO))
    finish(library)
    (story,) = library.edition().stories
    counts = {
        name: library.file.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608
        for name in ("figures", "quotes", "claims", "points", "voices", "articles")
    }
    assert counts == {
        "figures": len(story.figures),
        "quotes": len(story.quotes),
        "claims": len(story.claims),
        "points": len(story.points),
        "voices": 2,
        "articles": 2,
    }


def test_two_runs_that_collate_the_same_story_tell_of_it_once(library: Library) -> None:
    take(library, capture("a", BRIDGE), capture("b", BRIDGE_TOO))

    def late(work: object, pieces: object) -> list[object]:
        done = [work(piece) for piece in list(pieces)]  # type: ignore[operator, call-overload]  # whatever the engine is given
        if work is not READ:
            with Library(library.path) as other:
                finish(other)
        return done

    assert list(library.finish(engine=late)) == []  # type: ignore[arg-type]  # an engine is any map
    assert [event.kind for event in library.events()].count("story") == 1


def test_a_story_that_grew_while_it_was_collated_is_still_to_be_done(library: Library) -> None:
    take(library, capture("a", BRIDGE, title="Bridge"), capture("b", BRIDGE_TOO))

    def late(work: object, pieces: object) -> list[object]:
        done = [work(piece) for piece in list(pieces)]  # type: ignore[operator, call-overload]  # whatever the engine is given
        if work is not READ:
            with Library(library.path) as other:
                take(other, capture("a", BRIDGE, "2032-01-01T00:00:00Z", title="Bridge opened"))
        return done

    assert list(library.finish(engine=late)) == []  # type: ignore[arg-type]  # an engine is any map
    assert library.counts.to_do == 1
    finish(library)
    assert library.edition().stories == collate(tuple(library.articles())).stories
