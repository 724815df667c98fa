"""What is not installed or not there is told with what to do, as wrong use (2)."""

from __future__ import annotations

import importlib.util

import pytest

from tests.cli.running import variorum
from variorum.engines import NAMES, opened
from variorum.errors import MissingExtra, UnknownEngine


def test_an_unknown_engine_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownEngine, match=", ".join(NAMES)), opened("spark"):
        pass


def test_ray_that_is_not_installed_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.engines.cluster.find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"pip install 'variorum\[ray\]'"), opened("ray"):
        pass


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--engine", "spark"], "choose one of local, processes, ray"),
        (["--engine", "local", "--processes", "3"], "leave --processes out"),
        (["--engine", "processes", "--ray-address", "127.0.0.1:1"], "is for --engine ray"),
        (["--ray-address", "127.0.0.1:1", "--processes", "2"], "leave --processes out"),
        (["--ray-address", "127.0.0.1:1"], "nobody answers there"),
    ],
)
def test_wrong_use_ends_with_two_and_says_what_to_do(options: list[str], why: str) -> None:
    if "ray" in options[0] and importlib.util.find_spec("ray") is None:
        pytest.skip("Ray is not installed: pip install 'variorum[ray]'")
    done = variorum("compare", "examples/summit", *options)
    assert done.code == 2
    assert why in " ".join(done.err.split())
