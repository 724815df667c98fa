"""``variorum compare``: the main job, in every form."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from variorum.edition import schema
from variorum.settings import DEFAULT

from .running import COURIER, POST, variorum


@pytest.mark.usefixtures("tellings")
def test_the_first_screen_says_what_differs_and_who_copied() -> None:
    done = variorum("compare", "courier.txt", "post.txt")
    assert done.code == 0
    assert "They differ on" in done.out
    assert "$41 million" in done.out
    assert "$47 million" in done.out
    assert "Who copied whom" in done.out
    assert done.err == ""


@pytest.mark.usefixtures("tellings")
def test_all_shows_what_only_one_telling_says() -> None:
    short, full = variorum("compare", "."), variorum("compare", ".", "--all")
    assert "Crowds waved flags" not in short.out
    assert len(full.out) > len(short.out)
    assert "Crowds waved flags" in full.out


@pytest.mark.usefixtures("tellings")
def test_sure_leaves_out_what_is_not_in_every_form() -> None:
    whole, sure = (json.loads(variorum("compare", ".", "--json", *more).out) for more in ([], ["--sure"]))
    kept = [point for story in sure["stories"] for point in story["points"]]
    assert all(point["confidence"] >= DEFAULT.sure for point in kept)
    assert len(kept) <= sum(len(story["points"]) for story in whole["stories"])
    assert variorum("compare", ".", "--sure").code == 0


@pytest.mark.usefixtures("tellings")
def test_sure_and_all_at_once_are_wrong_use() -> None:
    done = variorum("compare", ".", "--sure", "--all")
    assert done.code == 2
    assert "give one of them" in " ".join(done.err.split())


def test_json_validates_against_the_schema(made: str) -> None:
    from jsonschema import Draft202012Validator

    document = json.loads(made)
    Draft202012Validator(schema()).validate(document)
    assert [article["input"] for article in document["articles"]] == ["courier.txt", "post.txt"]
    assert len(document["stories"]) == 1


@pytest.mark.usefixtures("tellings")
def test_a_folder_and_its_files_give_the_same_findings() -> None:
    whole, named = (
        json.loads(variorum("compare", *paths, "--json").out) for paths in (["."], ["post.txt", "courier.txt"])
    )
    assert whole["stories"] == named["stories"]


@pytest.mark.usefixtures("tellings")
def test_markdown_is_printed() -> None:
    done = variorum("compare", ".", "--markdown")
    assert done.code == 0
    assert done.out.startswith("# ")
    assert "**" in done.out


def test_a_page_is_written_and_said_so(tellings: Path) -> None:
    done = variorum("compare", ".", "--html", "page/out.html")
    assert done.code == 0
    assert done.err == "wrote page/out.html\n"
    page = (tellings / "page" / "out.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "$47 million" in page


def test_a_page_is_printed_for_a_dash(tellings: Path) -> None:
    done = variorum("compare", ".", "--html", "-")
    assert done.out.lower().startswith("<!doctype html>")
    assert "They differ on" not in done.out.split("<body")[0]
    assert not (tellings / "-").exists()


def test_tables_are_written_to_a_folder(tellings: Path) -> None:
    done = variorum("compare", ".", "--csv", "tables")
    assert done.code == 0
    assert done.err == "wrote tables/*.csv\n"
    names = sorted(path.name for path in (tellings / "tables").iterdir())
    assert names
    assert all(name.endswith(".csv") for name in names)
    with (tellings / "tables" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {float(row["low"]) for row in rows} >= {41e6, 47e6}


def test_several_forms_can_be_asked_for_at_once(tellings: Path) -> None:
    done = variorum("compare", ".", "--json", "--html", "out.html", "--csv", "tables", "--quiet")
    assert json.loads(done.out)["edition"] == 1
    assert (tellings / "out.html").exists()
    assert (tellings / "tables").is_dir()


@pytest.mark.usefixtures("tellings")
def test_quiet_says_nothing_on_standard_error() -> None:
    done = variorum("compare", "courier.txt", "not-there.txt", "--html", "out.html", "--quiet")
    assert done.err == ""
    assert done.code == 1, "quiet, and still the exit code tells"


def test_a_problem_is_told_and_leaves_the_others_alone(tellings: Path) -> None:
    (tellings / "empty.txt").write_text("")
    done = variorum("compare", ".", "--json")
    assert done.code == 1
    assert "problem: empty.txt:" in done.err
    document = json.loads(done.out)
    assert [problem["input"] for problem in document["problems"]] == ["empty.txt"]
    assert len(document["articles"]) == 2


def test_a_repaired_encoding_is_told_and_is_no_failure(tellings: Path) -> None:
    accents = POST.replace("Shops near", "Cafés and pâtisseries near").replace(
        "trade", "a café crème and a pâté en croûte"
    )
    (tellings / "latin.txt").write_bytes(accents.encode("latin-1"))
    done = variorum("compare", "latin.txt", "--json")
    assert [problem["kind"] for problem in json.loads(done.out)["problems"]] == ["encoding_repaired"]
    assert "encoding_repaired" in done.err
    assert done.code == 0


@pytest.mark.usefixtures("tellings")
def test_an_input_that_is_not_there_is_a_problem() -> None:
    done = variorum("compare", "not-there.txt")
    assert (done.code, done.out.strip()) == (1, "No story was found.")
    assert "not-there.txt" in done.err


@pytest.mark.usefixtures("tellings")
def test_standard_input_is_a_dash() -> None:
    done = variorum("compare", "-", "post.txt", "--json", stdin=COURIER)
    document = json.loads(done.out)
    assert done.code == 0
    assert [article["input"] for article in document["articles"]] == ["-", "post.txt"]
    assert len(document["stories"]) == 1


@pytest.mark.usefixtures("tellings")
def test_standard_input_may_hold_articles_as_json() -> None:
    lines = "".join(
        json.dumps({"text": text.split("\n\n", 2)[2], "published": "2031-03-05"}) + "\n" for text in (COURIER, POST)
    )
    document = json.loads(variorum("compare", "-", "--json", stdin=lines).out)
    assert len(document["articles"]) == 2


def test_nothing_on_standard_input_is_a_problem() -> None:
    done = variorum("compare", "-")
    assert done.code == 1
    assert "problem: -:" in done.err


def test_what_an_input_is_called_cannot_write_to_the_terminal(tellings: Path) -> None:
    (tellings / "bad\x1b[31m\nname.txt").write_text("")
    done = variorum("compare", ".")
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("form", ["--json", "--markdown", "--html=-", "--all", "--csv=tables"])
def test_a_file_name_that_is_no_text_is_printed_all_the_same(tellings: Path, form: str) -> None:
    try:
        (tellings / "caf\udce9.txt").write_text(POST, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system has names in UTF-8 only")
    done = variorum("compare", ".", form)
    assert done.code == 0
    assert done.out or (tellings / "tables").is_dir()


@pytest.mark.usefixtures("tellings")
def test_tables_cannot_go_into_a_file() -> None:
    done = variorum("compare", ".", "--csv", "post.txt")
    assert done.code == 2
    assert "post.txt" in done.err


def test_a_page_cannot_be_a_folder(tellings: Path) -> None:
    (tellings / "folder").mkdir()
    done = variorum("compare", "courier.txt", "--html", "folder")
    assert done.code == 2
    assert "folder" in done.err
