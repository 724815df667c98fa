"""Reads go on while the library is written to, and tell of one moment each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from starlette.testclient import TestClient

from variorum.library import Library


def test_reads_while_a_story_is_renamed_again_and_again_are_whole(writer: TestClient, own: Path, story: str) -> None:
    addresses = (
        f"/api/stories/{story}/edition",
        f"/api/stories/{story}",
        "/api/stories",
        f"/api/stories/{story}/points",
    )
    done = Event()

    def read(at: int) -> int:
        count = 0
        while not done.is_set() or count == 0:
            answer = writer.get(addresses[at % len(addresses)])
            assert answer.status_code == 200
            plain = answer.json()
            if "stories" in plain:  # the edition's title is the one that its tag stands for
                assert plain["stories"][0]["title"].startswith(("Name", "Ferry"))
            count += 1
        return count

    with ThreadPoolExecutor(4) as readers:
        reading = [readers.submit(read, at) for at in range(4)]
        try:
            with Library(own) as library:
                for number in range(10):
                    library.settled.rename(story, f"Name {number}")
        finally:
            done.set()
        assert all(each.result() for each in reading)
    titles = {one["title"] for one in writer.get(f"/api/stories/{story}/edition").json()["stories"]}
    assert titles == {"Name 9"}
