"""What the cluster's runner makes of a node's answers, with a Ray that is played."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import pytest

from variorum.engines import Cluster
from variorum.engines.cluster import _done
from variorum.engines.program import fingerprint
from variorum.errors import NoCluster

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'variorum[ray]'")


class Played:
    """Does a task when it is asked for its result; ``answer`` may give or raise something else instead."""

    def __init__(self, answer: Callable[[int], Any] = lambda _: None) -> None:
        self.answer = answer
        self.cancelled = 0
        self.ahead = 0

    def remote(self, function: Callable[..., Any]) -> Any:
        played = self

        class Task:
            def options(self, **_: object) -> Task:
                return self

            def remote(self, *given: Any) -> tuple[int, Callable[[], Any]]:
                played.ahead += 1
                return given[1], lambda: function(*given)

        return Task()

    def wait(self, refs: list[Any], **_: object) -> tuple[list[Any], list[Any]]:
        return refs[-1:], refs[:-1]  # the last is finished first

    def get(self, ref: tuple[int, Callable[[], Any]]) -> Any:
        return self.answer(ref[0]) or ref[1]()

    def cancel(self, _ref: Any, *, force: bool) -> None:
        self.cancelled += force

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 2.0}


def failed(*given: object) -> Exception:
    from ray import exceptions

    made: Any = exceptions.RayTaskError
    error: Exception = made(*given)
    return error


def cluster(ray: Played) -> Cluster:
    made = Cluster(count=2)
    made._ray = ray
    return made


def double(piece: int) -> int:
    return 2 * piece


def test_results_carry_the_numbers_of_their_pieces_and_few_are_ahead() -> None:
    ray = Played()
    found = cluster(ray).each(double, range(10, 20))
    assert next(found) == (3, 26)
    assert ray.ahead == 4
    assert sorted(found) == [(n, 2 * (10 + n)) for n in range(10) if n != 3]


def test_a_piece_whose_worker_dies_again_and_again_is_done_here() -> None:
    from ray.exceptions import WorkerCrashedError

    def dies(piece: int) -> None:
        if piece == 5:
            raise WorkerCrashedError

    assert sorted(cluster(Played(dies)).each(double, range(8))) == [(n, 2 * n) for n in range(8)]


def test_a_node_with_another_program_is_named_and_the_rest_is_called_off() -> None:
    ray = Played(lambda _: ("other program", "node-7"))
    with pytest.raises(NoCluster, match="node-7 has another version"):
        list(cluster(ray).each(double, range(8)))
    assert ray.cancelled == 3


def test_a_node_does_no_work_for_another_program() -> None:
    assert _done(double, 4, fingerprint()) == ("done", 8)
    told, node = _done(double, 4, "another")
    assert told == "other program"
    assert node


def test_what_the_work_raises_is_raised() -> None:
    def fails(_: int) -> None:
        raise failed("double", "traceback", ZeroDivisionError("by nought"))

    with pytest.raises(ZeroDivisionError):
        list(cluster(Played(fails)).each(double, range(8)))


def test_a_node_without_the_program_is_told() -> None:
    def fails(_: int) -> None:
        raise failed("double", "No module named 'variorum.stories'", RuntimeError("the function failed to import"))

    with pytest.raises(NoCluster, match="install the same variorum on every node"):
        list(cluster(Played(fails)).each(double, range(8)))


def test_a_ray_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    def fails(**_: object) -> None:
        raise RuntimeError("Failed to start GCS.")

    monkeypatch.setattr(ray, "init", fails)
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "shutdown", lambda: None)
    with pytest.raises(NoCluster, match="Failed to start GCS"):
        list(Cluster(count=1).each(double, range(3)))
