"""Progress is shown on a terminal only, and counts what is done, not what was found finished."""

from __future__ import annotations

import io

import pytest

from variorum.cli.progress import Bars, watching
from variorum.engines import Run


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_is_shown_on_a_terminal_only_and_only_if_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watching(quiet=False) is None
    monkeypatch.setattr("sys.stderr", Terminal())
    assert watching(quiet=False) is not None
    assert watching(quiet=True) is None


def test_a_stage_in_several_parts_has_one_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    bars = Bars()
    for part in range(3):
        bars.begin("read", 60)
        bars.advance(20, kept=part == 0)
        bars.end()
    (task,) = bars._shown.tasks
    assert (task.description, task.completed, task.total, task.fields["found"]) == ("reading", 60, 60, 20)
    assert "20 kept" in task.fields["rate"]
    bars.close()
    assert "reading" in terminal.getvalue()


def test_an_engine_tells_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Terminal())
    bars = Bars()
    Run(watch=bars)(abs, range(40))
    assert [(task.completed, task.total) for task in bars._shown.tasks] == [(40, 40)]
    Run(watch=bars)(abs, range(9))
    assert len(bars._shown.tasks) == 1, "a few pieces are not worth a bar"
    bars.close()


def test_what_fails_leaves_the_terminal_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    bars = Bars()
    with pytest.raises(ValueError, match="invalid literal"):
        Run(watch=bars)(int, ["a"] * 40)
    bars.close()
    assert "\x1b[?25h" in terminal.getvalue(), "the cursor is shown again"
