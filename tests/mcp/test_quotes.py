from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.mcp.asking import answer, refusal


def all_quotes(shelf: Path, limit: int, **narrowed: str) -> list[dict[str, Any]]:
    quotes: list[dict[str, Any]] = []
    cursor = None
    for _ in range(30):
        found = answer(shelf, "quotes_of", person="Maria Olsen", limit=limit, cursor=cursor, **narrowed)
        assert len(found["quotes"]) <= limit
        quotes += found["quotes"]
        cursor = found.get("cursor")
        if cursor is None:
            return quotes
    raise AssertionError("the quotes have no end")


def test_quotes_bring_words_cue_outlet_and_day(shelf: Path, bridge: str) -> None:
    found = answer(shelf, "quotes_of", person="Maria Olsen")
    assert found["person"] == "Maria Olsen"
    carried = next(one for one in found["quotes"] if "hundred years" in one["words"]["words"])
    assert (carried["cue"], carried["day"], carried["story"]) == ("said", "2031-03-04", bridge)
    assert {carried["outlet"], *carried["also_in"]} == {"Larn Courier", "Copy Cat"}
    assert carried["link"].startswith(f"variorum://stories/{bridge}/findings/q")


@pytest.mark.parametrize("limit", [1, 2])
def test_quotes_read_page_by_page_are_those_read_at_once(shelf: Path, limit: int) -> None:
    whole = all_quotes(shelf, 20)
    assert len(whole) >= 2
    assert all_quotes(shelf, limit) == whole


def test_quotes_are_narrowed_by_story_and_day(shelf: Path, bridge: str) -> None:
    whole = all_quotes(shelf, 20)
    assert all_quotes(shelf, 1, story=bridge[:6], since="2031-03", until="2031-03-04") == whole
    assert not all_quotes(shelf, 20, since="2031-03-05")
    assert not all_quotes(shelf, 20, until="2031-03-03")
    assert "is no day" in refusal(shelf, "quotes_of", person="Maria Olsen", since="soon")
    assert "search_stories finds" in refusal(shelf, "quotes_of", person="Maria Olsen", story="none")


def test_a_cursor_of_other_quotes_is_refused(shelf: Path) -> None:
    cursor = answer(shelf, "quotes_of", person="Maria Olsen", limit=1)["cursor"]
    assert "not given for this question" in refusal(shelf, "quotes_of", person="Olsen", cursor=cursor)
    assert "cursor" in refusal(shelf, "quotes_of", person="Maria Olsen", cursor=f"{cursor}~nonsense")
