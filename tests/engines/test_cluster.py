"""A Ray cluster gives what one process gives, also when one of its nodes is killed in the middle."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from variorum.edition import to_json
from variorum.engines import opened
from variorum.errors import NoCluster
from variorum.pipeline import compare

from .nodes import two_nodes

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'variorum[ray]'")


def marked(marks: Path, what: str) -> list[tuple[str, str]]:
    """The pieces that were ``begun`` or ``done``, each with its node."""
    found = [path.name.rsplit(".", 2) for path in marks.glob(f"*.{what}")]
    return [(piece, node) for piece, node, _ in found]


def heads(marks: Path) -> set[str]:
    return {path.stem for path in marks.glob("*.head")}


def lost(marks: Path, what: str) -> set[str]:
    """The pieces that were begun or done on the node that is not the head."""
    return {piece for piece, node in marked(marks, what) if node not in heads(marks)}


def test_a_run_survives_the_loss_of_a_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    monkeypatch.chdir(ROOT)
    with two_nodes() as (nodes, second):
        command = [sys.executable, "-m", "tests.engines.marked_run", nodes.address, str(marks), "examples/ferry"]
        with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
            run = subprocess.Popen(command, cwd=ROOT, env=nodes.environment, stdout=out, stderr=err)
            while run.poll() is None and not lost(marks, "begun") - lost(marks, "done"):
                time.sleep(0.02)
            nodes.kill(second)
            assert run.wait(240) == 0, (tmp_path / "err").read_text()
    halfway = lost(marks, "begun") - lost(marks, "done")
    assert halfway, "the node was not killed in the middle of its work"
    assert halfway <= {piece for piece, node in marked(marks, "done") if node in heads(marks)}
    assert (tmp_path / "out").read_text("utf-8") == to_json(compare(["examples/ferry"]))


def test_ray_on_this_computer_gives_the_same_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command = [sys.executable, "-c", "from variorum.cli import main; main()", "compare", "examples/ferry", "--json"]
    done = subprocess.run(
        [*command, "--engine", "ray", "--processes", "2"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == to_json(compare(["examples/ferry"]))
    assert done.stderr == ""


def test_ray_can_be_started_and_ended_again_and_again() -> None:
    script = (
        "from variorum.engines import opened\n"
        "for _ in range(2):\n"
        "    with opened('ray', processes=1) as engine:\n"
        "        engine.runner.least = 0\n"
        "        print(engine(abs, [-1, -2, -3]))\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[1, 2, 3]\n[1, 2, 3]\n", "")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1:1", "nobody answers there"),
        ("nowhere.invalid:6379", "nobody answers there"),
        ("6379", "no address of the form HOST:PORT"),
        ("localhost:port", "no address of the form HOST:PORT"),
        ("localhost:99999999", "nobody answers there"),
    ],
)
def test_a_cluster_that_is_not_there_is_told_at_once(address: str, why: str) -> None:
    with pytest.raises(NoCluster, match=why) as told, opened("ray", address=address):
        pass
    assert "ray start --head" in str(told.value)
