"""The fuzzer: the same files from the same seed, and no reader that falls over a few hundred of them."""

from __future__ import annotations

from pathlib import Path

from bench.mutated import mutated
from bench.parts import fuzz
from bench.rows import Ask

from bench import saved


def test_the_same_seed_gives_the_same_files() -> None:
    assert list(mutated(60, 7)) == list(mutated(60, 7))
    assert list(mutated(60, 7)) != list(mutated(60, 8))


def test_every_format_is_damaged() -> None:
    assert {name for name, _ in mutated(400, 1)} == set(saved.every())


def test_no_reader_falls_over_damaged_files(tmp_path: Path) -> None:
    rows = {row.measure: row for row in fuzz.measure(Ask(tmp_path, split="tests", limit=120))}
    assert rows["crashes"].value == 0, rows["crashes"].note
    assert (rows["lines reached"].value or 0) > 1000
