"""Work that goes on behind the pages: in turn, watched, never in the way of other work."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.web.sending import LONG, Desk, desk, upload
from variorum.errors import LibraryBusy, TooMuchToDo
from variorum.library import Library
from variorum.library.dropping import Dropped
from variorum.model import Problem
from variorum.web.jobs import Jobs
from variorum.web.work import Outcome, Progress, Tell, Work, do
from variorum.web.worker import Apart

BRIDGE = "The Tern bridge was opened by President Maria Olsen on Tuesday. It cost $41 million, the ministry said."


class Scripted:
    """A worker that does what a test says, and waits until it may."""

    def __init__(self, *results: Outcome | Exception) -> None:
        self.results = list(results)
        self.begun = Event()
        self.may = Event()

    def __call__(self, work: Work, tell: Tell) -> Outcome:  # noqa: ARG002 - it does what the test says
        tell(Progress("reading the reports", 1, 3))
        self.begun.set()
        assert self.may.wait(LONG)
        result = self.results.pop(0) if self.results else Outcome()
        if isinstance(result, Exception):
            raise result
        return result

    def close(self) -> None:
        self.may.set()


@pytest.fixture
def worker() -> Scripted:
    return Scripted()


@pytest.fixture
def jobs(worker: Scripted) -> Iterator[Jobs]:
    made = Jobs(worker, most=2)
    yield made
    made.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "library.db") as opened:
        yield opened


def test_work_is_done_in_turn_and_says_how_far_it_is(jobs: Jobs, worker: Scripted) -> None:
    first, second = jobs.start("one", Work()), jobs.start("two", Work())
    assert worker.begun.wait(LONG)
    assert (first.state, first.now, first.done, first.total) == ("running", "reading the reports", 1, 3)
    assert second.state == "waiting"
    assert [job.id for job in jobs.latest] == ["2", "1"]
    worker.may.set()
    assert jobs.wait("2", LONG).state == first.state == "done"


def test_work_that_fails_says_why_and_leaves_the_rest_alone(
    jobs: Jobs, worker: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    worker.results = [LibraryBusy("x.db", 60), RuntimeError("a fault of ours"), Outcome(new=1)]
    worker.may.set()
    busy, broken = jobs.wait(jobs.start("a", Work()).id, LONG), jobs.wait(jobs.start("b", Work()).id, LONG)
    assert busy.state == broken.state == "failed"
    assert busy.error is not None
    assert "wait until it is done" in busy.error
    assert broken.error == "the program failed: RuntimeError"
    assert "a fault of ours" in capsys.readouterr().err
    assert jobs.wait(jobs.start("c", Work()).id, LONG).outcome == Outcome(new=1)


def test_no_more_waits_than_may(jobs: Jobs, worker: Scripted) -> None:
    jobs.start("running", Work())
    assert worker.begun.wait(LONG)
    jobs.start("waiting", Work())
    jobs.start("waiting", Work())
    with pytest.raises(TooMuchToDo, match="2 pieces of work are waiting"):
        jobs.start("too much", Work())
    worker.may.set()


def test_what_is_to_be_done_after_work_is_done_even_if_it_never_began() -> None:
    worker = Scripted()
    jobs = Jobs(worker)
    gone: list[str] = []
    jobs.start("running", Work(), after=lambda: gone.append("running"))
    assert worker.begun.wait(LONG)
    jobs.start("waiting", Work(), after=lambda: gone.append("waiting"))
    jobs.close()
    assert sorted(gone) == ["running", "waiting"]


def test_only_the_latest_are_remembered(jobs: Jobs, worker: Scripted) -> None:
    worker.may.set()
    for _ in range(120):
        jobs.wait(jobs.start("x", Work()).id, LONG)
    assert len(jobs.latest) == 100
    assert jobs.get("1") is None
    assert jobs.get("120") is not None


def test_another_process_does_the_work_and_stays_for_the_next(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    worker = Apart(tmp_path / "library.db")
    told: list[Progress] = []
    work = Work(files=(Dropped("bridge.txt", tmp_path / "bridge.txt"),))
    outcome = worker(work, told.append)
    assert (outcome.new, outcome.collated, len(outcome.stories)) == (1, 1, 1)
    assert Progress("reading the reports", 1, 1) in told
    assert worker(work, told.append).known == 1
    process = worker._process
    assert process is not None
    assert process.pid not in {None, os.getpid()}
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    assert worker(work, told.append).known == 1  # one that had ended is started anew
    worker.close()


def test_what_goes_wrong_in_the_other_process_is_told_in_its_words(tmp_path: Path) -> None:
    (tmp_path / "none.db").write_text("no library at all, but a text of some length " * 30, encoding="utf-8")
    jobs = Jobs(Apart(tmp_path / "none.db"))
    job = jobs.wait(jobs.start("x", Work(everything=True)).id, LONG)
    assert job.state == "failed"
    assert job.error is not None
    assert "is not a library" in job.error
    jobs.close()


def test_work_that_the_end_of_the_server_breaks_off_says_that_what_was_finished_is_kept(tmp_path: Path) -> None:
    worker = Apart(tmp_path / "library.db")
    (tmp_path / "many.txt").write_text(BRIDGE, encoding="utf-8")
    jobs = Jobs(worker)
    begun = Event()

    class Watched:
        def __call__(self, work: Work, tell: Tell) -> Outcome:
            def told(progress: Progress) -> None:
                tell(progress)
                begun.set()

            return worker(work, told)

        def close(self) -> None:
            worker.close()

    jobs._worker = Watched()
    job = jobs.start("x", Work(files=(Dropped("many.txt", tmp_path / "many.txt"),)))
    assert begun.wait(LONG)
    jobs.close()
    assert job.over
    assert job.error is None or "what was finished is kept" in job.error
    with Library(tmp_path / "library.db") as library:
        assert library.counts.articles in {0, 1}


def test_stories_that_were_only_grouped_are_read_by_a_button(room: Desk) -> None:
    with room.room.writing() as library:
        library.ingest(Path(__file__).parents[2] / "examples" / "versions", read=False)
    assert "1 story is not read yet." in room.look("/jobs")
    job = room.done(room.send("/jobs"))
    assert job.outcome is not None
    assert job.outcome.collated == 1
    assert "is not read yet." not in room.look("/jobs")
    assert "/stories/s148a62e2f3" in room.look(f"/jobs/{job.id}")


def test_only_what_was_touched_is_read_with_what_is_taken_in(room: Desk, tmp_path: Path) -> None:
    with room.room.writing() as library:
        library.ingest(Path(__file__).parents[2] / "examples" / "versions", read=False)
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    with room.room.writing() as library:
        outcome = do(library, Work(files=(Dropped("bridge.txt", tmp_path / "bridge.txt"),)), lambda _: None)
        assert (outcome.new, outcome.collated, library.counts.to_do) == (1, 1, 1)


def test_a_page_shows_work_that_goes_on_and_comes_again_by_itself(tmp_path: Path) -> None:
    with desk(tmp_path / "library.db") as room:
        worker = Scripted(Outcome(problems=(Problem("<b>x</b>.pdf", "empty", "There is <nothing> in it."),), further=3))
        room.room.jobs._worker = worker
        job = room.room.jobs.start("Taking in <i>x</i>", Work())
        assert worker.begun.wait(LONG)
        page = room.look(f"/jobs/{job.id}")
        assert "Reading the reports: 1 of 3" in page
        assert 'http-equiv="refresh"' in page
        assert "Taking in &lt;i&gt;x&lt;/i&gt;" in room.look("/jobs")
        worker.may.set()
        room.room.jobs.wait(job.id, LONG)
        page = room.look(f"/jobs/{job.id}")
        assert 'http-equiv="refresh"' not in page
        assert "&lt;b&gt;x&lt;/b&gt;.pdf" in page
        assert "There is &lt;nothing&gt; in it." in page
        assert "And 3 more" in page


def test_pages_are_read_while_work_goes_on_and_too_much_is_a_page_that_says_so(tmp_path: Path) -> None:
    with desk(tmp_path / "library.db") as room:
        worker = Scripted()
        room.room.jobs._worker = worker
        room.room.jobs._most = 1
        room.room.jobs.start("running", Work())
        assert worker.begun.wait(LONG)
        assert room.send("/add", files=[upload("a.txt", BRIDGE)]).status_code == 303
        refused = room.send("/add", files=[upload("b.txt", BRIDGE)])
        assert refused.status_code == 503
        assert "come back when some of them are done" in refused.text
        assert room.look("/jobs")
        worker.may.set()


def test_work_that_nobody_began_is_not_found(room: Desk) -> None:
    for number in ("1", "0", "-1", "x", "9" * 400, "%00"):
        assert room.client.get(f"/jobs/{number}").status_code == 404
