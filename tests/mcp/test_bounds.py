from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mcp.asking import spans
from tests.mcp.composed import NASTY, asked
from variorum.mcp.answers import Answer
from variorum.mcp.asked import Asked
from variorum.mcp.bounds import MOST, Allowance, WrongQuestion, page, within
from variorum.mcp.comparing import side_by_side
from variorum.mcp.copies import traced
from variorum.mcp.json_text import json_text, plain
from variorum.mcp.sections import SECTIONS
from variorum.mcp.story import told

LONG = "The harbour of Norrby was closed for nine days after the storm, the town said. " * 200
NAMES = ["Larn Courier", "n" * 5_000, NASTY * 300, "😀" * 2_000, "漢字" * 2_000, ""]


def size(answer: Answer) -> int:
    return len(json_text(answer).encode("utf-8"))


def all_answers(story: Asked) -> list[Answer]:
    found: list[Answer] = [told(story), *(told(story, section) for section in SECTIONS), traced(story)]
    found += [told(story, name) for name in "p0 p1 q1 f1 l1 o1 u1 e1 k1 d1 m1 time-1".split()]
    first, second, *_, last = story.found.story.articles
    return [*found, side_by_side(story, first, second), side_by_side(story, first, last)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *((LONG, name) for name in NAMES),
        (NASTY * 2_000, "Larn"),
        (NASTY * 2_000, NASTY * 300),
        ("😀" * 9_000, "😀" * 2_000),
    ],
    ids=["plain", "long", "nasty", "smileys", "chinese", "empty", "nasty-text", "all-nasty", "all-smileys"],
)
def test_no_answer_is_larger_than_the_most_however_large_and_hostile_the_story(text: str, name: str) -> None:
    story = asked(text, name)
    for answer in all_answers(story):
        assert size(answer) <= MOST, answer
        for span in spans(plain(answer)):
            assert text[span["start"] : span["end"]] == span["words"]
            assert span["words"]


def test_what_is_left_out_is_counted_and_can_be_asked_for() -> None:
    story = asked(LONG, "Larn")
    overview = told(story)
    assert overview.sections
    assert overview.sections["differences"] == 40
    for name in ("differences", "agreements", "brief", "tellings"):
        shown = len(getattr(overview, name))
        (more,) = [one for one in overview.more if one.what == name]
        assert shown + more.number == overview.sections[name]
        assert more.how == f"get_story(story='s123456789a', section='{name}')"


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_a_section_can_be_read_to_its_end_and_each_entry_comes_once(section: str) -> None:
    story = asked(LONG, "Larn", tellings=30, findings=30)
    seen: list[str] = []
    cursor = None
    for _ in range(400):
        answer = told(story, section, cursor)
        entries = [*(answer.findings or ()), *(answer.items or ()), *(answer.tellings or ())]
        assert entries or not SECTIONS[section].entries(story)
        seen += [json_text(one) for one in entries]
        assert len(seen) + sum(one.number for one in answer.more) == len(SECTIONS[section].entries(story))
        cursor = answer.cursor
        if cursor is None:
            break
    assert cursor is None
    assert seen == [json_text(SECTIONS[section].told(story, one)) for one in SECTIONS[section].entries(story)]


def test_copies_can_be_read_to_their_end() -> None:
    story = asked(LONG, "Larn", tellings=40)
    targets: list[str] = []
    cursor = None
    for _ in range(60):
        answer = traced(story, cursor)
        targets += [one.target for one in answer.copies]
        cursor = answer.cursor
        if cursor is None:
            break
    assert sorted(targets) == sorted(story.found.story.articles[1:])


def test_a_cursor_of_another_question_is_refused() -> None:
    story = asked(LONG, "Larn")
    cursor = told(story, "quotes").cursor
    assert cursor
    for section, wrong in (("figures", cursor), ("quotes", "0"), ("quotes", "x" * 300), ("quotes", f"{cursor}~")):
        with pytest.raises(WrongQuestion, match="without a cursor"):
            told(story, section, wrong)


@given(st.text(min_size=1, max_size=60), st.integers(1, 80))
def test_a_text_cut_to_some_bytes_is_its_beginning_and_takes_no_more_of_an_answer(text: str, most: int) -> None:
    cut = within(text, most)
    assert cut
    assert text.startswith(cut)
    written = json.dumps(cut, ensure_ascii=False)[1:-1]
    assert len(cut) == 1 or len(written.encode("utf-8", "surrogatepass")) <= most


@given(st.lists(st.integers(1, 80), max_size=30), st.integers(0, 900), st.booleans())
def test_an_allowance_gives_the_first_entries_that_fit(lengths: list[int], most: int, first: bool) -> None:
    class Entry(Answer):
        words: str

    entries = [Entry(words="x" * length) for length in lengths]
    room = Allowance(most)
    taken = room.take(entries, first=first)
    assert taken == entries[: len(taken)]
    used = sum(size(one) + 1 for one in taken)
    assert used <= most or (first and len(taken) == 1)
    assert room.left == max(0, most - used)
    if len(taken) < len(entries):
        assert used + size(entries[len(taken)]) + 1 > most


@given(st.text(max_size=40))
def test_nothing_is_hidden_in_the_json_and_nothing_in_it_is_changed(words: str) -> None:
    class Entry(Answer):
        words: str

    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return  # the library holds no lone surrogates
    written = json_text(Entry(words=words))
    assert json.loads(written) == {"words": words}
    assert not any(char < " " or "\u200b" <= char <= "\u200f" or "\u202a" <= char <= "\u202e" for char in written)
    assert not any("\U000e0000" <= char <= "\U000e0fff" for char in written)


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=400), st.text(max_size=40))
def test_every_span_of_every_answer_quotes_its_telling(text: str, name: str) -> None:
    story = asked(text, name, tellings=12, findings=6)
    for answer in all_answers(story):
        assert size(answer) <= MOST
        for span in spans(plain(answer)):
            assert story.found.articles[span["article"]].text[span["start"] : span["end"]] == span["words"]


def test_a_page_begins_where_its_cursor_says() -> None:
    first = page(None, "q", 1)
    assert first.next(3, 10) == (7, f"3.{first.key}")
    second = page(f"3.{first.key}", "q", 1)
    assert second.start == 3
    assert second.next(7, 10) == (0, None)
