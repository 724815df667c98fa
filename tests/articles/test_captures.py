"""Taking in every format: portion after portion, each file for itself, and the same however it is packed."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import saved
from variorum.articles import Taken, captures, collect, portions, streams, unpacking
from variorum.articles.identity import identify
from variorum.model import Article, Capture
from variorum.settings import Settings

EVERY = saved.every()
ONE = [name for name in EVERY if name.partition(".")[0] not in {"list", "sitemap"}]
# What comes packed already, or needs to be a file.
PACKABLE = [name for name in ONE if not name.endswith((".gz", ".zst"))]


def written(folder: Path, names: list[str]) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(EVERY[name])
    return [folder / name for name in names]


def taken(*inputs: str | Path, stdin: bytes | None = None) -> list[Taken]:
    return list(captures(inputs, io.BytesIO(stdin) if stdin is not None else None))


def held(portions_given: list[Taken]) -> list[Capture]:
    return [capture for portion in portions_given for capture in portion.captures]


def kinds(portions_given: list[Taken]) -> list[str]:
    return [problem.kind for portion in portions_given for problem in portion.problems]


@pytest.mark.parametrize("name", ONE)
def test_every_format_gives_the_article(tmp_path: Path, name: str) -> None:
    found = held(taken(*written(tmp_path, [name])))
    assert found
    assert all("bridge was opened to traffic" in capture.article.text for capture in found)
    if name != "plain.txt":
        assert found[0].article.title == saved.TITLE
        assert found[0].article.published is None or found[0].article.published.value == "2031-03-05"


@pytest.mark.parametrize("name", ["list.opml", "sitemap.xml"])
def test_lists_of_addresses_are_for_ingest(tmp_path: Path, name: str) -> None:
    ((portion),) = taken(*written(tmp_path, [name]))
    assert portion.captures == ()
    assert [problem.kind for problem in portion.problems] == ["only_addresses"]
    assert "variorum ingest" in portion.problems[0].message


@pytest.mark.parametrize("name", PACKABLE)
@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_a_packed_file_gives_the_same_articles_as_the_plain_one(tmp_path: Path, name: str, packing: str) -> None:
    (plain,) = written(tmp_path, [name])
    packed = tmp_path / f"{name}{packing}"
    packed.write_bytes(gzip.compress(EVERY[name]) if packing == ".gz" else saved.zst(EVERY[name]))

    def bare(path: Path) -> list[Article]:
        return [replace(article, input=article.input.replace(str(path), "")) for article in collect([path])[0]]

    assert bare(packed) == bare(plain)


@pytest.mark.parametrize("name", ONE)
def test_standard_input_may_be_of_any_format_that_tells_itself(tmp_path: Path, name: str) -> None:
    if name in {"rows.csv", "notes.md"}:
        pytest.skip("nothing but its name tells a table or Markdown from a text")
    there = held(taken(*written(tmp_path, [name])))
    here = held(taken("-", stdin=EVERY[name]))
    assert [one.article.text for one in here] == [one.article.text for one in there]
    assert [one.article.title for one in here] == [one.article.title for one in there]


def test_captures_are_the_articles_of_collect(tmp_path: Path) -> None:
    written(tmp_path, list(EVERY))
    portions_given = taken(tmp_path)
    articles, problems = collect([tmp_path])
    assert identify(capture.article for capture in held(portions_given)) == articles
    assert {problem for portion in portions_given for problem in portion.problems} == set(problems)


@given(order=st.permutations(sorted(EVERY)))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_the_inputs_does_not_matter(tmp_path: Path, order: list[str]) -> None:
    paths = written(tmp_path, order)
    assert taken(*paths) == taken(*sorted(paths))


def test_a_portion_holds_64_articles_of_one_source_at_most(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(saved.lines(150), encoding="utf-8")
    (tmp_path / "b.txt").write_text(saved.TEXT, encoding="utf-8")
    portions_given = taken(tmp_path)
    assert [(Path(one.source).name, len(one.captures)) for one in portions_given] == [
        ("a.jsonl", 64), ("a.jsonl", 64), ("a.jsonl", 22), ("b.txt", 1),
    ]  # fmt: skip
    assert [one.article.input.rpartition("#")[2] for one in held(portions_given)[:150]] == [
        str(n) for n in range(1, 151)
    ]


def test_progress_counts_bytes_up_to_those_of_all_sources(tmp_path: Path) -> None:
    written(tmp_path, list(EVERY))
    (tmp_path / "many.jsonl").write_text(saved.lines(300), encoding="utf-8")
    portions_given = taken(tmp_path)
    counts = [portion.read_of_all for portion in portions_given]
    assert counts == sorted(counts)
    assert counts[-1] == portions_given[-1].size_of_all == sum(path.stat().st_size for path in tmp_path.iterdir())
    assert all(portion.read <= portion.size for portion in portions_given)


def test_lines_beyond_a_cut_keep_their_numbers(tmp_path: Path) -> None:
    rows = saved.lines(200).splitlines()
    rows[170] = "{broken"
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    portions_given = taken(tmp_path)
    (problem,) = (problem for portion in portions_given for problem in portion.problems)
    assert problem.input.endswith("a.jsonl#171")
    assert "in line 171:" in problem.message
    assert len(held(portions_given)) == 199


def test_a_gigantic_line_is_said_and_the_next_ones_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (streams, unpacking):
        monkeypatch.setattr(module, "DEFAULT", Settings(largest_file=100_000))
    rows = saved.lines(3).splitlines()
    rows.insert(1, '{"text": "' + "a" * 1_000_000 + '"}')
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    portions_given = taken(tmp_path)
    assert len(held(portions_given)) == 3
    assert [(one.input[-2:], one.kind) for portion in portions_given for one in portion.problems] == [
        ("#2", "too_large")
    ]


def test_utf_16_lines_and_tables_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(saved.lines(100).encode("utf-16"))
    (tmp_path / "a.csv").write_bytes(saved.table().encode("utf-16"))
    portions_given = taken(tmp_path)
    assert len(held(portions_given)) == 102
    assert kinds(portions_given) == []


def test_what_is_wrong_with_thousands_of_lines_is_told_in_a_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "_HOPELESS", 1000)
    (tmp_path / "a.jsonl").write_text("nothing\n" * 50_000, encoding="utf-8")
    told = [problem for portion in taken(tmp_path) for problem in portion.problems]
    assert len(told) < 120
    assert any("read no further" in problem.message for problem in told)


@pytest.mark.parametrize("pack", [gzip.compress, saved.zst])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.warc", "a.csv"])
def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, pack: object) -> None:
    monkeypatch.setattr(unpacking, "DEFAULT", Settings(largest_file=100_000))
    ending = ".gz" if pack is gzip.compress else ".zst"
    (tmp_path / f"{name}{ending}").write_bytes(pack(b" " * 40_000_000))  # type: ignore[operator]
    portions_given = taken(tmp_path)
    assert held(portions_given) == []
    assert kinds(portions_given)[-1] in {"bomb", "too_large"}


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_packed_file_that_is_cut_off_is_said(tmp_path: Path, ending: str) -> None:
    raw = saved.lines(400).encode()
    packed = gzip.compress(raw) if ending == ".gz" else saved.zst(raw)
    (tmp_path / f"a.jsonl{ending}").write_bytes(packed[:-20])
    assert "broken_archive" in kinds(taken(tmp_path))
    (tmp_path / f"a.jsonl{ending}").unlink()
    (tmp_path / f"a.txt{ending}").write_bytes(
        (gzip.compress if ending == ".gz" else saved.zst)(saved.TEXT.encode())[:-9]
    )
    portions_given = taken(tmp_path)
    assert (held(portions_given), kinds(portions_given)) == ([], ["broken_archive"])


def test_what_is_only_called_packed_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(EVERY["plain.txt"])
    assert held(taken(tmp_path))[0].article.text == saved.TEXT


def test_patterns_are_expanded(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    for place in ("a.html", "deep/b.html", "deep/er/c.html", "deep/d.txt", "deep/.e.html"):
        (tmp_path / place).write_text(saved.page(), encoding="utf-8")

    def sources(pattern: str) -> list[str]:
        return [Path(one.source).name for one in taken(f"{tmp_path}/{pattern}") if one.captures]

    assert sources("**/*.html") == ["a.html", "b.html", "c.html"]
    assert sources("*.html") == ["a.html"]
    assert sources("deep/[bd].*") == ["b.html", "d.txt"]
    assert sources("**") == ["a.html", "b.html", "d.txt", "c.html"]
    assert kinds(taken(f"{tmp_path}/*.jsonl")) == ["not_found"]


def test_names_of_keys_may_be_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"words": saved.TEXT, "head": "A head"}), encoding="utf-8")
    (tmp_path / "a.csv").write_text(f'words,head\n"{saved.TEXT}",A head\n', encoding="utf-8")
    articles, problems = collect([tmp_path], mapping={"text": "words", "title": "head"})
    assert [(article.title, article.text) for article in articles] == [("A head", saved.TEXT)] * 2
    assert problems == ()


def test_when_a_record_was_taken_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps({"maintext": saved.TEXT, "date_download": "2031-03-06 07:00:00"}), encoding="utf-8"
    )
    assert [one.seen for one in held(taken(tmp_path))] == ["2031-03-06T07:00:00Z"]


def test_records_of_one_file_have_addresses_of_their_own(tmp_path: Path) -> None:
    rows = [{"text": "First words, they said."}, {"text": "Second words, they said.", "id": "b7"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = (capture.address for capture in held(taken(tmp_path)))
    assert first.startswith(f"file:{(tmp_path / 'a.jsonl').resolve()}#")
    assert second == f"file:{(tmp_path / 'a.jsonl').resolve()}#b7"


@pytest.mark.parametrize(
    "name",
    [
        "a.jsonl",
        "a.csv",
        "a.warc",
        "a.txt",
        "a.json",
        "a.eml",
        "a.mhtml",
        "a.pdf",
        "a.docx",
        "a.xml",
        "a.parquet",
        "a.html.gz",
        "a.warc.gz",
        "a.jsonl.zst",
    ],
)
@pytest.mark.parametrize("raw", [b"", b"\n", b"\x00" * 100])
def test_an_empty_file_is_said(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    portions_given = taken(tmp_path)
    assert held(portions_given) == []
    assert len(kinds(portions_given)) >= 1
