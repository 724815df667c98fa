"""A library that is killed, has no space, is read while it is written, and is damaged: small shares of ``bench library``."""

from __future__ import annotations

import json
import random
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from bench.damaged_library import KINDS, damage
from bench.killed import faults, ingest, killed, undisturbed
from bench.library_content import contents, differing, digest
from bench.shared_reading import shared, two_writers

from tests.library.telling import BRIDGE, BRIDGE_LATER, BRIDGE_TOO, STORM, TRIAL
from variorum.errors import DamagedLibrary, NoSpace, NotALibrary, VariorumError
from variorum.library import Library
from variorum.store import health

TEXTS = (BRIDGE, BRIDGE_TOO, BRIDGE_LATER, STORM, TRIAL)
forks = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="processes are forked here, which needs Linux")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "reports.jsonl"
    records = [{"text": text, "url": f"https://kept.example/{n}"} for n, text in enumerate(TEXTS)]
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(source: Path) -> Path:
    """A library of the five reports, read and collated; tests copy it."""
    place = source.parent / "whole.db"
    ingest(place, source, read=True, tell=lambda _: None)
    return place


@pytest.fixture
def copied(whole: Path, tmp_path: Path) -> Path:
    place = tmp_path / "copied.db"
    place.write_bytes(whole.read_bytes())
    return place


@forks
@pytest.mark.usefixtures("whole")  # models are loaded before processes begin
def test_an_ingest_that_is_killed_loses_nothing_and_ends_in_the_same_library(source: Path, tmp_path: Path) -> None:
    tally = killed(tmp_path, source, 3, read=True)
    assert (tally.kills, tally.wrong) == (3, [])


@forks
@pytest.mark.usefixtures("whole")
def test_two_undisturbed_runs_give_the_same_library(source: Path, tmp_path: Path) -> None:
    one, _ = undisturbed(tmp_path / "one.db", source, read=True)
    other, _ = undisturbed(tmp_path / "other.db", source, read=True)
    assert differing(one, other) == []
    assert digest(one) == digest(other)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_where_space_runs_out_what_was_finished_is_kept_and_the_run_goes_on(
    share: float, source: Path, whole: Path, tmp_path: Path
) -> None:
    place = tmp_path / "l.db"
    with Library(place) as library:
        library.file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = {path: path.stat().st_size // 4096 for path in (place, whole)}
        most = pages[place] + int((pages[whole] - pages[place]) * share)
        library.file.connection.execute(f"PRAGMA max_page_count = {most}")
        with pytest.raises(NoSpace, match="what was finished is kept"):
            library.ingest(source)
        assert health.faults(library.file.connection) == ()
    ingest(place, source, read=True, tell=lambda _: None)
    assert list(faults(place, ())) == []
    assert differing(contents(place), contents(whole)) == []


@forks
@pytest.mark.usefixtures("whole")
def test_readers_beside_a_writer_see_one_moment_each(tmp_path: Path) -> None:
    tally = shared(tmp_path / "l.db", TEXTS, 2.0, readers=2)
    assert tally.wrong == []
    assert tally.looked > 0
    assert tally.written > 0


@forks
@pytest.mark.usefixtures("whole")
def test_two_writers_of_a_new_library_wait_for_one_another(tmp_path: Path) -> None:
    both = two_writers(tmp_path, TEXTS, 3)
    assert (both.busy, both.wrong) == (0, [])


def test_an_article_whose_text_has_changed_is_named_and_not_shown(copied: Path) -> None:
    turned(copied, "banker Ivo Brand guilty", "banker Ivo Brand gentle")
    with Library(copied, read_only=True) as library:
        with pytest.raises(DamagedLibrary, match=r"kept\.example/4"):
            list(library.articles())
        with pytest.raises(DamagedLibrary, match=r"kept\.example/4 is not the one that was taken in|reports\.jsonl"):
            library.edition()
        assert any("https://kept.example/4" in fault.where for fault in health.faults(library.file.connection))


@pytest.mark.parametrize("number", range(16))
def test_a_damaged_library_gives_what_it_held_or_says_that_it_is_damaged(
    number: int, whole: Path, tmp_path: Path
) -> None:
    chance = random.Random(number)  # noqa: S311  # places, not secrets
    place = tmp_path / "l.db"
    place.write_bytes(damage(whole.read_bytes(), [kind for kind in KINDS if kind != "log"][number % 7], chance))
    with Library(whole, read_only=True) as library:
        before = library.edition()
    now = before
    with suppress(DamagedLibrary, NotALibrary), Library(place, read_only=True) as library:
        now = library.edition()
    assert now == before


def test_a_library_that_ends_too_early_is_damaged(copied: Path) -> None:
    copied.write_bytes(copied.read_bytes()[: 4096 * 40])
    with pytest.raises(VariorumError, match=r"damaged|is not a library"), Library(copied) as library:
        library.edition()


def turned(place: Path, words: str, others: str) -> None:
    """Change words in the file itself, where they stand in the table of versions."""
    raw = place.read_bytes()
    at = raw.index(words.encode())
    assert len(words) == len(others)
    place.write_bytes(raw[:at] + others.encode() + raw[at + len(words) :])
