"""Who has an answer already is told so, and only then."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from starlette.testclient import TestClient

from variorum.library import Library, sections

READS = (
    "/api",
    "/api/stories",
    "/api/stories/STORY",
    "/api/stories/STORY/edition",
    "/api/stories/STORY/points?verdict=differs",
    "/api/stories/STORY/points/p1",
    "/api/stories/STORY/lineage",
    "/api/people",
    "/api/commitments",
    "/api/search?words=ferry&words_only=true",
    "/api/changes",
    "/api/decisions",
)


@pytest.mark.parametrize("address", READS)
def test_a_known_answer_is_not_sent_again(client: TestClient, story: str, address: str) -> None:
    address = address.replace("STORY", story)
    first = client.get(address)
    tag = first.headers["etag"]
    assert tag.startswith('"')  # a strong one
    assert first.headers["cache-control"] == "private, no-cache"
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = client.get(address, headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_nothing_is_rendered_for_a_known_answer(client: TestClient, story: str) -> None:
    address = f"/api/stories/{story}/edition"
    tag = client.get(address).headers["etag"]
    with patch.object(sections, "edition_json", side_effect=AssertionError("rendered")):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_tag_of_a_story_changes_with_it_and_only_with_it(writer: TestClient, own: Path, story: str) -> None:
    def tag() -> str:
        return writer.get(f"/api/stories/{story}/points").headers["etag"]

    def tag_of_all() -> str:
        return writer.get("/api/stories").headers["etag"]

    before, all_before = tag(), tag_of_all()
    assert (tag(), tag_of_all()) == (before, all_before)
    with Library(own) as library:
        library.settled.rename(story, "Another name")
    assert tag() != before
    assert tag_of_all() != all_before


def test_no_story_is_no_less_unknown_to_who_knows_everything(client: TestClient) -> None:
    assert client.get("/api/stories/nothing", headers={"If-None-Match": "*"}).status_code == 404


def test_parts_of_one_story_are_read_once(client: TestClient, story: str) -> None:
    client.get(f"/api/stories/{story}/quotes")
    with patch.object(sections, "items", side_effect=AssertionError("read")):
        assert client.get(f"/api/stories/{story}/quotes?kind=direct").status_code == 200
