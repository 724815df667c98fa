"""What the API gives is what the library holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from variorum.edition import to_json
from variorum.edition.schema import schema
from variorum.library import Library
from variorum.store.editions import parse

LISTS = (
    "points quotes figures dates commitments claims entities utterances ledger positions timeline brief headings related"
).split()


@pytest.fixture(scope="session")
def edition(made: Path, story: str) -> dict[str, object]:
    with Library(made, read_only=True) as library:
        plain: dict[str, object] = json.loads(to_json(library.edition(story)))
    return plain


def test_an_edition_is_the_one_of_the_library_and_meets_its_schema(client: TestClient, made: Path, story: str) -> None:
    answer = client.get(f"/api/stories/{story}/edition")
    assert answer.headers["content-type"] == "application/json"
    Draft202012Validator(schema()).validate(answer.json())
    with Library(made, read_only=True) as library:
        assert to_json(parse(answer.content)) == to_json(library.edition(story))


@pytest.mark.parametrize("section", LISTS)
def test_a_section_lists_what_the_edition_has(
    client: TestClient, story: str, edition: dict[str, object], section: str
) -> None:
    held = edition["stories"][0][section]  # type: ignore[index]
    listed: list[object] = []
    address: str | None = f"/api/stories/{story}/{section}?limit=100"
    while address:
        page = client.get(address).json()
        assert page["total"] == len(held)
        listed += page["items"]
        address = page["next"]
    assert listed == held


def test_points_are_chosen_by_verdict_difference_and_kind(client: TestClient, story: str) -> None:
    every = client.get(f"/api/stories/{story}/points?limit=100").json()["items"]
    differing = client.get(f"/api/stories/{story}/points?limit=100&verdict=differs").json()["items"]
    assert differing == [one for one in every if one["verdict"] == "differs"] != []
    conflicts = client.get(f"/api/stories/{story}/points?difference=conflict&kind=figure").json()["items"]
    assert conflicts == [one for one in every if (one["difference"], one["kind"]) == ("conflict", "figure")]


def test_a_point_comes_with_the_statements_it_rests_on(client: TestClient, story: str) -> None:
    found = client.get(f"/api/stories/{story}/points/p1").json()
    named = {name for version in found["point"]["versions"] for name in version["statements"]}
    assert set(found["statements"]) == named != set()
    assert all(found["statements"][name]["id"] == name for name in named)
    assert found["judgement"] is None


def test_lineage_is_a_partition_of_the_tellings(client: TestClient, story: str) -> None:
    lineage = client.get(f"/api/stories/{story}/lineage").json()
    summary = client.get(f"/api/stories/{story}").json()
    assert sorted(article for voice in lineage["voices"] for article in voice) == sorted(
        article["id"] for article in summary["articles"]
    )
    assert len(lineage["voices"]) == summary["voices"]


def test_every_part_that_a_story_names_is_there(client: TestClient, story: str) -> None:
    for address in client.get(f"/api/stories/{story}").json()["parts"].values():
        assert client.get(address).status_code == 200, address


def test_every_link_of_the_entrance_leads_somewhere(client: TestClient) -> None:
    entrance = client.get("/api").json()
    assert (entrance["stories"], entrance["articles"], entrance["unread"]) == (3, 16, 0)
    for name, address in entrance["links"].items():
        answer = client.get(address, params={"words": "ferry"} if name == "search" else {})
        assert answer.status_code == 200, address


def test_a_story_is_found_by_the_beginning_of_its_id(client: TestClient, story: str) -> None:
    assert client.get(f"/api/stories/{story[:5]}").json()["id"] == story


def test_spans_quote_the_text_that_the_telling_gives(client: TestClient, story: str) -> None:
    quote = client.get(f"/api/stories/{story}/quotes?limit=1").json()["items"][0]["span"]
    text = client.get(f"/api/tellings/{quote['article']}/text").json()
    assert text["text"][quote["start"] : quote["end"]] == quote["words"]
    words = client.get(f"/api/words/{text['text_id']}/{quote['start']}-{quote['end']}").json()
    assert words["words"] == quote["words"]
    assert words["standing"][0]["story"] == story
    assert "q1" in words["standing"][0]["findings"]


def test_a_telling_that_changed_has_its_versions_and_their_texts(client: TestClient) -> None:
    stories = client.get("/api/stories?words=warehouse").json()["items"]
    tellings = client.get(f"/api/stories/{stories[0]['id']}").json()["articles"]
    told = [client.get(f"/api/tellings/{one['id']}").json() for one in tellings]
    changed = next(one for one in told if len(one["versions"]) == 2)
    first, second = changed["versions"]
    texts = [
        client.get(f"/api/tellings/{changed['article']['id']}/text?version={one['number']}").json()
        for one in (first, second)
    ]
    assert texts[0]["text"] != texts[1]["text"] == changed["article"]["text"]
    assert [one["text_id"] for one in texts] == [first["text_id"], second["text_id"]]
    words = client.get(f"/api/words/{first['text_id']}/0-5").json()
    assert words["words"] == texts[0]["text"][:5]
    assert words["held_by"][0]["telling"] is None  # another version holds now


def test_people_commitments_search_and_changes_speak_of_the_stories(client: TestClient, story: str) -> None:
    name = client.get("/api/people?limit=1").json()["items"][0]["name"]
    person = client.get(f"/api/people/{name}").json()
    assert person["name"] == name
    assert person["appearances"]
    assert client.get(f"/api/commitments?story={story}").json()["total"] > 0
    hits = client.get("/api/search?words=warehouse&kind=article").json()["hits"]
    assert {hit["kind"] for hit in hits} == {"article"}
    kinds = [event["kind"] for event in client.get("/api/changes?since=2031").json()["items"]]
    assert {"telling", "version", "story"} <= set(kinds)
    assert client.get("/api/changes?since=2032").json()["items"] == []


def test_stories_are_filtered_as_on_the_page(client: TestClient, story: str) -> None:
    assert client.get("/api/stories?words=zeppelin").json() == {"items": [], "total": 0, "next": None}
    assert client.get("/api/stories?since=2031-05-01").json()["total"] == 1
    assert story in [one["id"] for one in client.get("/api/stories?differing=true&order=latest").json()["items"]]
