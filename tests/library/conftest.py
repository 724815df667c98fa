"""A library in a folder of its own, with a clock that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from variorum.library import Library


def ticking() -> Callable[[], str]:
    """A clock that is a second later whenever it is asked."""
    seconds = iter(range(10**6))
    return lambda: f"2031-03-05T10:{(n := next(seconds)) // 60 % 60:02d}:{n % 60:02d}Z"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db", clock=ticking()) as opened:
        yield opened
