"""Files, folders and standard input: each file once, any order, and a Problem for whatever cannot be read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from variorum.articles import collect, plain
from variorum.articles.identity import text_id
from variorum.settings import Settings

FIRST = "The bakery on Mill Street opened its doors again on Friday, two years after the fire, its owner said."
SECOND = "Voters in the canton rejected the tunnel by a wide margin on Sunday, according to the final count."


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def kinds(*inputs: str | Path) -> list[str]:
    return [problem.kind for problem in collect(inputs)[1]]


def test_a_folder_is_read_with_all_below_it_but_not_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FIRST, deep__b_txt=SECOND)
    (tmp_path / ".hidden.txt").write_text(FIRST + " Hidden.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    articles, problems = collect([tmp_path])
    assert [article.text for article in articles] == [FIRST, SECOND]
    assert problems == ()


def test_the_order_of_the_inputs_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FIRST, b_txt=SECOND, c_txt=FIRST)
    paths = [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"]
    assert collect(paths) == collect(paths[::-1])


def test_a_file_met_twice_counts_once(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FIRST)
    articles, _ = collect([tmp_path, tmp_path / "a.txt", tmp_path / "a.txt"])
    assert [article.input for article in articles] == [str(tmp_path / "a.txt")]


def test_the_id_hashes_the_text_and_a_second_file_with_the_same_text_is_numbered(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FIRST, b_txt=FIRST, c_txt=FIRST)
    articles, _ = collect([tmp_path])
    digest = text_id(FIRST)
    assert [article.id for article in articles] == [digest, f"{digest}-2", f"{digest}-3"]
    assert len(digest) == 16


def test_a_link_back_to_a_folder_above_is_said_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FIRST)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    articles, problems = collect([tmp_path])
    assert len(articles) == 1
    assert [problem.kind for problem in problems] == ["directory_loop"]


def test_standard_input_is_read_for_a_dash() -> None:
    articles, problems = collect(["-"], io.BytesIO(FIRST.encode()))
    assert [(article.input, article.text) for article in articles] == [("-", FIRST)]
    assert problems == ()


def test_standard_input_may_be_json_or_a_page() -> None:
    articles, _ = collect(["-"], io.BytesIO(b'{"text": "One article as data, it said.", "title": "Data"}'))
    assert articles[0].title == "Data"
    articles, _ = collect(["-"], io.BytesIO(f"<!doctype html><html><body><p>{FIRST}</p></body></html>".encode()))
    assert articles[0].text == FIRST


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"  \n\t\n", "empty"),
        ("zeros.txt", b"\x00" * 50, "empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("packed.txt", b"PK\x03\x04 and so on", "binary"),
        ("packed.html", b"\x1f\x8b\x08 and so on", "binary"),
        ("signs.txt", b"=== --- === 123 456", "no_body"),
        ("article.odt", b"words", "unsupported"),
    ],
)
def test_what_is_no_text_becomes_a_problem(tmp_path: Path, name: str, raw: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    articles, problems = collect([path])
    assert articles == ()
    assert [(problem.kind, problem.input) for problem in problems] == [(kind, str(path))]
    assert problems[0].message.endswith(".")


def test_a_gigantic_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert kinds(path) == ["too_large"]


def test_a_text_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "DEFAULT", Settings(longest_text=1000))
    write(tmp_path, long_txt=FIRST * 40)
    assert kinds(tmp_path / "long.txt") == ["too_large"]


def test_a_path_that_is_not_there_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FIRST)
    articles, problems = collect([tmp_path / "a.txt", tmp_path / "none.txt"])
    assert len(articles) == 1
    assert [problem.kind for problem in problems] == ["not_found"]


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_a_problem(name: str) -> None:
    assert kinds(name) in (["unreadable"], ["not_found"])


def test_a_file_that_may_not_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_txt=FIRST, b_txt=SECOND)
    whole = Path.open

    def closed(path: Path, mode: str) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return whole(path, mode)

    monkeypatch.setattr(Path, "open", closed)
    articles, problems = collect([tmp_path])
    assert [article.text for article in articles] == [SECOND]
    assert [(problem.kind, "Permission denied" in problem.message) for problem in problems] == [("unreadable", True)]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert kinds(tmp_path) == ["empty"]


def test_a_sidecar_and_an_edition_in_a_folder_are_no_articles(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt=FIRST,
        expected_json='{"points": []}',
        result_json='{"edition": 1, "articles": [], "stories": []}',
    )
    articles, problems = collect([tmp_path])
    assert len(articles) == 1
    assert problems == ()


def test_a_legacy_encoding_is_guessed_and_said(tmp_path: Path) -> None:
    words = "Le café fermé à l'été a rouvert, a déclaré la mairie après les événements de février. " * 6
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode("cp1252"))
    articles, problems = collect([path])
    assert "Le café fermé à l'été" in articles[0].text
    assert [problem.kind for problem in problems] == ["encoding_repaired"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_quietly(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(FIRST.encode(encoding))
    articles, problems = collect([path])
    assert articles[0].text == FIRST
    assert problems == ()


def test_garbled_characters_are_put_right_and_said(tmp_path: Path) -> None:
    right = FIRST.replace("its owner", "the bakery’s owner – “at last” –")
    garbled = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in right.encode())
    write(tmp_path, a_txt=garbled)
    articles, problems = collect([tmp_path])
    assert articles[0].text == right
    assert [problem.kind for problem in problems] == ["encoding_repaired"]
