"""Tables as text: CSV and TSV."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.articles import mapping, tabular
from variorum.errors import WrongMapping
from variorum.model import Problem

SPOKEN = "The reservoir above Kestrel Falls is full for the first time in six years, the water board said."


@pytest.mark.parametrize(
    "table",
    [
        'title,text,url\n"Rain, at last","The dam, it said.\nIs full.",https://a.example/1\n',
        '\ufefftitle;text;url\r\nRain, at last;"The dam, it said.\nIs full.";https://a.example/1\r\n',
        'Title\tText\tURL\nRain, at last\t"The dam, it said.\nIs full."\thttps://a.example/1',
        '\n title | text |url\n"Rain, at last"|"The dam, it said.\nIs full."|https://a.example/1\n\n',
    ],
)
def test_the_delimiter_the_quotes_and_the_line_ends_are_told_from_the_table(table: str) -> None:
    articles, problems = tabular.read(table, "t.csv")
    assert problems == []
    assert [(found.input, found.title, found.text, found.url) for found in articles] == [
        ("t.csv#1", "Rain, at last", "The dam, it said.\nIs full.", "https://a.example/1")
    ]


def test_a_table_of_one_column_needs_no_quotation_marks() -> None:
    articles, problems = tabular.read("text\nThe dam, it said, is full; really.\n", "t.csv")
    assert (problems, [article.text for article in articles]) == ([], ["The dam, it said, is full; really."])


def test_a_quotation_mark_within_a_quoted_cell_is_doubled() -> None:
    articles, _ = tabular.read('text\n"He said ""yes"", twice."\n', "t.csv")
    assert [article.text for article in articles] == ['He said "yes", twice.']


def test_columns_are_called_as_the_keys_of_a_record() -> None:
    table = (
        "maintext,title,date_publish,date_download,source_domain,authors,language\n"
        f"\"{SPOKEN}\",Rain,2023-04-02 10:11:12,2023-04-03 00:00:00,gazette.example,\"['Ann Lee', 'Bo Chu']\",en\n"
    )
    found, problems = tabular.read_seen(table, "t.csv")
    article, seen = found[0]
    assert (problems, seen) == ([], "2023-04-03T00:00:00Z")
    assert (article.title, article.outlet, article.authors) == ("Rain", "gazette.example", ("Ann Lee", "Bo Chu"))


def test_a_mapping_names_the_columns() -> None:
    articles, problems = tabular.read(
        f"kop;tekst;krant\nRegen;{SPOKEN};De Valk\n", "t.csv", {"text": "tekst", "title": "kop", "outlet": "krant"}
    )
    assert problems == []
    assert [(found.title, found.text, found.outlet) for found in articles] == [("Regen", SPOKEN, "De Valk")]


def test_a_cell_may_be_longer_than_python_expects() -> None:
    articles, _ = tabular.read(f'text\n"{"rain " * 100_000}"\n', "t.csv")
    assert [len(article.text) for article in articles] == [500_000]


@pytest.mark.parametrize(
    ("table", "given", "kind", "said"),
    [
        ("a,b\n1,2\n", None, "wrong_keys", "“a”, “b”"),
        ("a,b\n1,2\n", {"text": "c"}, "missing_column", "“c”"),
        ("text,title\n", None, "empty", "no row"),
        ("", None, "wrong_keys", "none"),
        ("text,title\n ,x\n", None, "empty", "empty"),
    ],
)
def test_a_table_without_articles_says_what_is_wrong(
    table: str, given: dict[str, str] | None, kind: str, said: str
) -> None:
    articles, problems = tabular.read(table, "t.csv", given)
    assert articles == []
    assert [problem.kind for problem in problems] == [kind]
    assert said in problems[0].message


def test_a_mapped_column_that_is_not_there_is_said_once_and_the_rest_is_read() -> None:
    articles, problems = tabular.read(f"text\n{SPOKEN}\n{SPOKEN}\n", "t.csv", {"title": "kop"})
    assert len(articles) == 2
    assert [(problem.input, problem.kind) for problem in problems] == [("t.csv", "missing_column")]


def test_rows_with_more_cells_than_the_header_are_counted() -> None:
    articles, problems = tabular.read("text,title\nThe dam, it said, is full.\nRain.,x\nA, b, c\n", "t.csv")
    assert len(articles) == 3
    assert [problem.kind for problem in problems] == ["ragged"]
    assert problems[0].message.startswith("2 rows")


def test_a_table_is_given_row_by_row() -> None:
    asked: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(1000):
            asked.append(number)
            yield "text,title\n" if not number else f"The dam is full.,{number}\n"

    rows = tabular.rows(lines(), "t.csv")
    assert next(rows) == ("t.csv#1", {"text": "The dam is full.", "title": "1"})
    assert len(asked) < 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("body=text", "'body'"),
        ("text", "'text' is no pair"),
        ("text=", "no pair"),
        ("", "no pair"),
        ("text=a,text=b", "twice"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_wrong_use(words: str, said: str) -> None:
    with pytest.raises(WrongMapping, match=said):
        mapping.parse(words)


def test_a_mapping_is_read_from_words() -> None:
    assert mapping.parse("text = body, title=meta.head") == {"text": "body", "title": "meta.head"}


@pytest.mark.parametrize(
    ("path", "value"),
    [("a.b", 1), ("c.0.d", 2), ("c.7.d", None), ("c.x", None), ("e.f", 3), ("a.b.c", None), ("", None), ("c.²", None)],
)
def test_a_path_goes_down_into_a_record(path: str, value: object) -> None:
    assert mapping.look({"a": {"b": 1}, "c": [{"d": 2}], "e.f": 3}, path) == value


@given(
    text=st.text(alphabet='ab,;\t|"\n\r\0 é', max_size=80),
    head=st.sampled_from(["text,title\n", "", "\ufefftext;", '"text']),
)
@settings(max_examples=150, deadline=None)
def test_no_table_ends_the_run(text: str, head: str) -> None:
    articles, problems = tabular.read(head + text, "t.csv")
    assert articles or problems


@given(cells=st.lists(st.tuples(st.text(min_size=1, max_size=20), st.text(max_size=20)), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_what_is_written_as_csv_is_read_again(cells: list[tuple[str, str]]) -> None:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out).writerows([("text", "title"), *cells])
    rows = [
        row for _, row in tabular.rows(io.StringIO(out.getvalue(), newline=""), "t") if not isinstance(row, Problem)
    ]
    assert [(row["text"], row["title"]) for row in rows] == [
        cell for cell in cells if any(part.strip() for part in cell)
    ]
