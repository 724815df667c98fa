"""Every example in README and docs is run: Python blocks, shell lines, and printed output."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(kind: str) -> list[object]:
    return [
        pytest.param(match.group(2), id=f"{page.stem}-{number}")
        for page in PAGES
        for number, match in enumerate(_BLOCK.finditer(page.read_text(encoding="utf-8")))
        if match.group(1) == kind
    ]


def run(command: list[str], where: Path) -> subprocess.CompletedProcess[str]:
    library = {"VARIORUM_LIBRARY": str(where / "library.db")}
    environment = {**os.environ, **library, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    if "serve" in command:
        return opened(command, where, environment)
    return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False, timeout=300)


def opened(command: list[str], where: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Open the reading room on a port that is free, look at its first page, and close it; what it told is given with the usual port."""
    with subprocess.Popen(
        [*command, "--port", "0"], cwd=where, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", told)
        assert found, told + process.stderr.read()
        assert httpx.get(found[0]).status_code == 200
        process.send_signal(signal.SIGINT)
        process.wait(30)
    return subprocess.CompletedProcess(command, 0, told.replace(found[1], "8484"), "")


def variorum(line: str) -> list[str]:
    """The command of a documented line, run by this Python; what stands behind a ``>`` or ``#`` is dropped."""
    words = shlex.split(line, comments=True)
    return [sys.executable, "-c", "from variorum.cli import main; main()", *words[1:]]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    (tmp_path / "src").symlink_to(ROOT / "src", target_is_directory=True)
    return tmp_path


@pytest.mark.parametrize("code", blocks("python"))
def test_python_examples_run(code: str, workplace: Path) -> None:
    if "edition.json" in code:  # the page says how it is made
        made = run(variorum("variorum compare examples/summit --json"), workplace)
        (workplace / "edition.json").write_text(made.stdout, encoding="utf-8")
    done = run([sys.executable, "-c", code], workplace)
    assert done.returncode == 0, done.stderr
    told = re.findall(r"^# → (.*)$", code, re.MULTILINE)
    missing = in_order(told, done.stdout)
    assert missing is None, f"not printed:\n{missing}\n\nbut:\n{done.stdout}"


def in_order(parts: list[str], printed: str) -> str | None:
    """The first part that is not in what was printed, behind the part before it; nothing if all are."""
    position = 0
    for part in parts:
        found = printed.find(part, position)
        if found < 0:
            return part
        position = found + len(part)
    return None


@pytest.mark.parametrize("script", blocks("sh"))
def test_shell_examples_run(script: str, workplace: Path) -> None:
    lines = [line for line in script.splitlines() if re.match(r"(\.venv/bin/)?variorum ", line)]
    for line in lines:
        if " bench" in line:
            continue  # the measurements have data of their own and take minutes
        command, _, target = line.split("#")[0].partition(">")
        sources = {word for word in shlex.split(command) if word.endswith(".json")} - {target.strip()}
        for missing in sorted(source for source in sources if not (workplace / source).exists()):
            (workplace / missing).write_text(run(variorum("variorum compare examples/summit --json"), workplace).stdout)
        done = run(variorum(command), workplace)
        # 1 says that an input had a problem: the ferry example has a telling in a language that is not read
        assert done.returncode in (0, 1), f"{line}\n{done.stderr}"
        if target:
            (workplace / target.strip()).write_text(done.stdout)


@pytest.mark.parametrize("session", blocks("console"))
def test_printed_output_is_what_the_command_prints(session: str, workplace: Path) -> None:
    for command in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        first, _, expected = command.partition("\n")
        done = run(variorum(first), workplace)
        printed = "\n".join(line.rstrip() for line in done.stdout.splitlines())
        missing = in_order([part.strip("\n") for part in expected.split("…\n")], printed)
        assert missing is None, f"not printed:\n{missing}\n\nbut:\n{printed}"
