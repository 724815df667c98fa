"""Files shared out to an engine are read as they are here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from variorum.articles import collect
from variorum.engines import Processes
from variorum.pipeline import gather

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def folder(place: Path) -> Path:
    for number in range(12):
        page = f"<html><body><h1>Mill {number} burns</h1>" + f"<p>Mill number {number} burned down. </p>" * 9
        (place / f"{number}.html").write_text(page, encoding="utf-8")
    (place / "broken.json").write_text("{", encoding="utf-8")
    (place / "more.jsonl").write_text('{"text": "A weir broke.", "title": "Weir"}\n', encoding="utf-8")
    return place


def test_processes_read_the_same_articles_and_problems(tmp_path: Path) -> None:
    place = folder(tmp_path)
    with Processes(2) as engine:
        shared = gather(place, engine=engine)

    assert shared == gather(place)
    assert len(shared.articles) == 13
    assert [problem.input for problem in shared.problems] == [str(place / "broken.json")]


def test_files_that_are_gone_by_then_are_problems_and_the_rest_is_shared_out(tmp_path: Path) -> None:
    place = folder(tmp_path)
    given: list[int] = []

    def counted(work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
        waiting = list(pieces)
        given.append(len(waiting))
        return [work(piece) for piece in waiting]

    articles, problems = collect([place, place / "not-there.txt"], work=counted)

    assert sum(given) == 14
    assert len(articles) == 13
    assert {problem.kind for problem in problems} >= {"not_found"}
