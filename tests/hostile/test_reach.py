"""Texts longer than any report: how far they are read, what is said of that, and that nothing else changes."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import read
from variorum.articles import from_dicts, from_text
from variorum.languages import parse, sentences
from variorum.pipeline import collate
from variorum.settings import Settings
from variorum.statements import read as read_article
from variorum.statements import redate

reach = import_module("variorum.languages.reach")
parser = import_module("variorum.languages.parser")
SAID = "Mayor Ida Holm said on Friday that Larn would buy nine boats. "
LATER = "Two boats, she added, will cost $3 million in 2026. "


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings under which 400 characters, or 80 words and signs, are long."""
    settings = Settings(longest_reading=400, most_words=80)
    monkeypatch.setattr(reach, "DEFAULT", settings)
    reach.reach.cache_clear()
    return settings


def test_a_text_is_read_up_to_the_end_of_a_sentence(short: Settings) -> None:
    text = SAID * 20
    end = reach.reach(text, "en")
    assert 200 < end <= short.longest_reading
    assert text[:end].endswith("nine boats.")


@pytest.mark.parametrize("text", ["1," * 500, '"' * 900, "( " * 300, "a" * 900, "9" * 900, "漢" * 900, "a " * 500])
def test_signs_and_words_count_as_well_as_characters(text: str, short: Settings) -> None:
    end = reach.reach(text, "en")
    assert 0 < end <= short.longest_reading
    assert len(reach._WORD_OR_SIGN.findall(text[:end])) <= short.most_words


@given(st.text(max_size=80))
def test_an_ordinary_text_is_read_whole(text: str) -> None:
    assert reach.reach(text, "en") == len(text)


def test_what_is_cut_is_told(short: Settings) -> None:
    article = from_text(SAID * 20, published="2025-02-07", input="long.txt")
    reading, problems = read_article(article)
    (problem,) = problems
    assert (problem.input, problem.kind) == ("long.txt", "text_cut")
    assert f"only the first {reach.reach(article.text, 'en')} of its 1,240 characters" in problem.message
    assert "split it" in problem.message
    assert reading.article == article
    assert reading.figures
    assert max(figure.span.end for figure in reading.figures) <= short.longest_reading


def test_redating_reads_no_further(short: Settings) -> None:
    article = from_text(SAID * 20)
    dated = from_text(SAID * 20, published="2025-02-07")
    again = redate(read_article(article)[0], dated)
    assert again.article == dated
    assert {day.value for day in again.dates} == {"2025-02-07"}
    assert max(day.span.end for day in again.dates) <= short.longest_reading


@pytest.mark.usefixtures("short")
def test_an_article_that_was_not_read_to_its_end_is_unread_and_not_silent() -> None:
    rows = [{"text": SAID * 3 + LATER, "source": "a"}, {"text": SAID * 20 + LATER, "source": "b"}]
    edition = collate(from_dicts(rows)[0])
    reasons = {silence.reason for story in edition.stories for point in story.points for silence in point.silences}
    assert "unread" in reasons or "same_voice" in reasons
    assert "not_mentioned" not in reasons
    assert [problem.kind for problem in edition.problems] == ["text_cut"]


def test_a_parse_in_portions_is_the_parse_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (SAID + LATER + "“We are ready,” said Ann Lee.\n\n") * 6

    def parsed() -> list[tuple[object, ...]]:
        return [(t.text, t.idx, t.tag_, t.dep_, t.head.i, t.lemma_, t.norm_, t.ent_type_) for t in parse(text, "en")]

    whole = parsed()
    parser._parsed.cache_clear()
    monkeypatch.setattr(parser, "_AT_ONCE", 40)
    assert parsed() == whole
    parser._parsed.cache_clear()


@pytest.mark.parametrize("text", ["a" * 9_000, "word " * 3_000, "(" * 5_000, "said, " * 2_000 + "\n" + SAID])
def test_no_sentence_is_longer_than_two_thousand_characters(text: str) -> None:
    found = sentences(text, "en")
    assert max(end - start for start, end in found) <= 2_000
    assert "".join(text[start:end] for start, end in found).replace(" ", "") == "".join(text.split())


def test_words_are_not_cut_where_there_is_a_space() -> None:
    found = sentences("word " * 3_000, "en")
    assert {word for start, end in found for word in ("word " * 3_000)[start:end].split()} == {"word"}


@pytest.mark.parametrize("sign", ['"', "”", "'", "»", "“”", '." ', "’ "])
def test_a_text_of_marks_alone_is_read_in_linear_time(sign: str) -> None:
    from time import process_time

    from variorum.statements.marks import marked

    times = []
    for size in (4_000, 32_000):
        begin = process_time()
        marked(sign * (size // len(sign)))
        times.append(process_time() - begin)
    assert times[1] < 24 * times[0] + 0.2


def test_a_gigantic_word_is_read() -> None:
    assert read("9" * 200_000, language="en").figures == ()
