"""Compare folders on a Ray cluster, and mark in another folder which node began and finished what.

``python -m tests.engines.marked_run ADDRESS MARKS PATH…`` prints the edition as JSON.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from variorum.edition import to_json
from variorum.engines import Engine, opened
from variorum.pipeline import READ, compare


def node() -> str:
    import ray

    return str(ray.get_runtime_context().get_node_id())


def marked(marks: Path, work: Callable[[Any], Any], piece: Any) -> Any:
    name = f"{getattr(piece, 'id', 'story')}.{node()}"
    (marks / f"{name}.begun").touch()
    result = work(piece)
    (marks / f"{name}.done").touch()
    return result


def marking(engine: Engine, marks: Path) -> Engine:
    def run(work: Callable[[Any], Any], pieces: Iterable[Any]) -> list[Any]:
        # only reading takes long enough for a node to be killed in the middle of it
        return engine(partial(marked, marks, work) if work is READ else work, pieces)

    return run


def main(address: str, marks: str, *paths: str) -> None:
    with opened("ray", address=address) as engine:
        engine.runner.least = 0  # the two stories of the examples are sent out, too
        engine(abs, [1])
        (Path(marks) / f"{node()}.head").touch()
        edition = compare(paths, engine=marking(engine, Path(marks)))
    sys.stdout.write(to_json(edition))


if __name__ == "__main__":
    main(*sys.argv[1:])
