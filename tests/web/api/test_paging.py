"""A walk from page to page gives everything once, in order, whatever the pages' length."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

LISTS = (
    "/api/stories",
    "/api/stories?order=latest",
    "/api/stories/STORY/points",
    "/api/stories/STORY/figures",
    "/api/stories/STORY/claims",
    "/api/commitments",
    "/api/commitments?order=due",
    "/api/changes?since=2000",
    "/api/problems",
)


def walked(client: TestClient, address: str, limit: int) -> list[Any]:
    items: list[Any] = []
    following: str | None = f"{address}{'&' if '?' in address else '?'}limit={limit}"
    while following:
        answer = client.get(following)
        page = answer.json()
        assert len(page["items"]) <= limit
        items += page["items"]
        following = page["next"]
        assert answer.links.get("next", {}).get("url") == following
        assert page["items"] or not following  # no page is empty but the only one
    return items


@pytest.mark.parametrize("address", LISTS)
def test_a_walk_gives_each_item_once(client: TestClient, story: str, address: str) -> None:
    address = address.replace("STORY", story)
    every = walked(client, address, 100)
    assert client.get(address).json()["total"] == len(every)

    @settings(max_examples=6, deadline=None)
    @given(st.integers(2, 40))
    def holds(limit: int) -> None:
        assert walked(client, address, limit) == every

    holds()


def test_a_search_goes_on_where_it_was(client: TestClient) -> None:
    whole = client.get("/api/search?words=ferry&words_only=true&limit=12").json()
    assert whole["more"]
    hits: list[Any] = []
    following = "/api/search?words=ferry&words_only=true&limit=5"
    while len(hits) < 12:
        page = client.get(following).json()
        hits += page["hits"]
        following = page["next"]
    places = [(hit["kind"], hit["span"]) for hit in hits]
    assert places[:12] == [(hit["kind"], hit["span"]) for hit in whole["hits"]]


def test_a_person_goes_on_story_by_story(client: TestClient) -> None:
    person = client.get("/api/people?limit=1").json()["items"][0]
    first = client.get(f"/api/people/{person['name']}?limit=1").json()
    assert len(first["appearances"]) == 1
    assert (first["next"] is None) == (first["stories"] == 1)


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1e1", "", "99999999999999999999999"])
def test_a_limit_out_of_bounds_is_refused(client: TestClient, limit: str) -> None:
    answer = client.get("/api/stories", params={"limit": limit})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == ["query", "limit"]


@pytest.mark.parametrize(
    "cursor", ["a", "____", "WyJwbGFjZSIsLTFd", "WyJwbGFjZSIsOTk5OTk5OTk5OTk5XQ", "WyJwbGFjZSIsMS41XQ", "WzFd", "e30"]
)
def test_a_cursor_of_another_list_is_refused_in_words(client: TestClient, story: str, cursor: str) -> None:
    answer = client.get(f"/api/stories/{story}/points", params={"cursor": cursor})
    assert answer.status_code == 400
    assert "begin anew" in answer.json()["detail"]


def test_a_cursor_behind_the_end_gives_an_empty_page(client: TestClient, story: str) -> None:
    answer = client.get(f"/api/stories/{story}/points", params={"cursor": "WyJwbGFjZSIsOTk5OTk5XQ"}).json()
    assert (answer["items"], answer["next"]) == ([], None)
