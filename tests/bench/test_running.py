"""Systems are run one after the other; what is absent or fails is told and the others go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bench.rivals import package
from bench.rivals.apart import ENVIRONMENTS, Servant, main
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Absent, Run, System, measured, run

ASK = Ask(Path("data"))
SHEET = Sheet("part", "set", "dev", 2)


def length(text: str) -> int:
    return len(text)


def fussy() -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text:
            raise ValueError("nothing here")
        return len(text)

    return read


def absent() -> Callable[[str], int]:
    raise Absent("rival is not installed: pip install rival")


def broken() -> Callable[[str], int]:
    raise RuntimeError("no model")


def total(done: Run[int]) -> dict[str, float]:
    return {"letters": float(sum(answer or 0 for answer in done.answers))}


def test_a_rival_that_fails_on_an_item_has_no_answer_to_it() -> None:
    done = run(System("rival", fussy), ["one", ""])
    assert done.answers == [3, None]
    assert done.note == "failed on 1 (ValueError)"


def test_our_own_failure_is_a_failure() -> None:
    with pytest.raises(ValueError, match="nothing here"):
        run(System(OURS, fussy), ["one", ""])


def test_an_absent_rival_is_skipped_with_its_reason() -> None:
    rows = list(measured(SHEET, [System(OURS, lambda: length), System("rival", absent)], ["one", "two"], total, ASK))
    assert [(row.system, row.measure) for row in rows] == [(OURS, "letters"), (OURS, "seconds"), ("rival", "")]
    assert rows[-1] == Row("part", "set", "dev", "rival", "", None, 2, "rival is not installed: pip install rival")


def test_a_rival_that_cannot_be_loaded_is_skipped_with_its_reason() -> None:
    (row,) = measured(SHEET, [System("rival", broken)], ["one"], total, ASK)
    assert row.note == "rival cannot be loaded: RuntimeError: no model"


def test_rivals_are_left_out_when_they_are_not_asked_for() -> None:
    rows = measured(
        SHEET, [System(OURS, lambda: length), System("rival", absent)], ["one"], total, Ask(Path(), rivals=False)
    )
    assert {row.system for row in rows} == {OURS}


def test_a_reader_in_another_process_tells_its_own_seconds() -> None:
    class Apart:
        seconds = 1.5

        def __call__(self, text: str) -> int:
            self.seconds += 2.0
            return len(text)

    assert run(System("rival", Apart), ["one", "two"]).seconds == 4.0


def test_the_reason_says_how_to_install() -> None:
    with pytest.raises(Absent, match=r"no-such-rival is not installed .*pip install 'variorum\[rivals\]'"):
        package("no_such_module", "no-such-rival")


@pytest.mark.parametrize("name", sorted(ENVIRONMENTS))
def test_a_rival_apart_says_how_to_install(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.rivals.apart.FOLDER", tmp_path)
    monkeypatch.setattr("bench.rivals.apart.shutil.which", lambda _program: "/bin/true")
    with pytest.raises(Absent, match=f"python -m bench.rivals.apart {name}"):
        Servant(name)


def test_an_unknown_rival_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nobody"]) == 2
    assert "there are cqe, newspaper, newsplease, heideltime" in capsys.readouterr().err
