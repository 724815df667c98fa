"""Whatever a server does, the run goes on, and the edition says what was amiss."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from bench.scripted import Reply, Scripted, said

from tests.llm.conftest import Ask, forgetful, refused, story
from variorum.llm import Reader, propose
from variorum.llm.limits import Limits

SHORT = Limits(seconds=0.05, failures=100)
QUESTIONS = 4
"""Of the story: two tellings, glosses, pairs."""


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=500), "no_answer"),
        (Reply(status=401), "no_answer"),
        (Reply(status=301, headers={"Location": "http://127.0.0.1:9/"}), "no_answer"),
        (Reply(body=b"not json"), "no_answer"),
        (Reply(body=b"{}"), "no_answer"),
        (Reply(body=b'{"choices": []}'), "no_answer"),
        (Reply(body=b'{"choices": [{"message": {"content": null}}]}'), "no_answer"),
        (Reply(body=b'{"choices": [{"message": {"content": "\\ud800"}}]}'), "no_answer"),
        (Reply(body=gzip.compress(b"0" * 10_000_000), headers={"Content-Encoding": "gzip"}), "no_answer"),
        (said("not json"), "not_json"),
        (said('{"claims": [{"evidence": "The council'), "not_json"),
        (said("[" * 100_000), "not_json"),
        (said("1" * 10_000), "not_json"),
        (said({}), "wrong_shape"),
        (said([]), "wrong_shape"),
        (said({"claims": {}, "glosses": 1, "pairs": "p1"}), "wrong_shape"),
        (said({"claims": [1], "glosses": [None], "pairs": ["p1"]}), "wrong_shape"),
        (said({"claims": [{}], "glosses": [{}], "pairs": [{}]}), "wrong_shape"),
        (said({name: [{"evidence": 1, "words": [], "one": {}}] for name in ("claims", "glosses", "pairs")}), "wrong_shape"),
        (said({name: [{"one": "x" * 5_000, "other": "y"}] for name in ("claims", "glosses", "pairs")}), "wrong_shape"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_and_adds_nothing(ask: Ask, reply: Reply, reason: str) -> None:
    edition = ask(reply, limits=Limits(seconds=20.0, failures=100))
    assert [one.reason for one in refused(edition)] == [reason] * QUESTIONS
    assert edition.stories == story().stories
    assert edition.problems == story().problems


def test_an_answer_without_end_is_not_read_to_its_end(ask: Ask) -> None:
    edition = ask(Reply(body=b" " * 65_536, endless=True), limits=Limits(seconds=20.0, answer=200_000))
    assert {one.reason for one in refused(edition)} == {"too_long"}


def test_a_server_that_is_silent_is_not_waited_for(ask: Ask) -> None:
    edition = ask(Reply(silent=True), limits=SHORT)
    assert {(one.reason, one.note) for one in refused(edition)} == {("no_answer", "the server took too long")}


def test_a_server_that_drips_is_not_waited_for(ask: Ask) -> None:
    edition = ask(Reply(body=b" ", endless=True), limits=SHORT)
    assert {one.reason for one in refused(edition)} <= {"no_answer", "too_long"}
    assert len(refused(edition)) == QUESTIONS


def test_a_server_that_is_not_there_is_not_asked_again_and_again(tmp_path: Path) -> None:
    edition = propose(story(), Reader("http://127.0.0.1:9/v1", "m", cache=tmp_path, limits=Limits(failures=2)))
    notes = [one.note for one in refused(edition)]
    assert notes[:2] == ["the server could not be asked (ConnectError)"] * 2
    assert all("not asked any more" in note for note in notes[2:])


def test_endless_lists_are_cut(ask: Ask) -> None:
    lie = {"evidence": "nowhere", "subject": "a mayor", "predicate": "flew"}
    edition = ask(claims=[lie] * 500, edition=forgetful())
    reasons = [one.reason for one in refused(edition)]
    assert reasons.count("no_evidence") == 2 * Limits().proposals
    assert reasons.count("too_many") == 2


def test_only_so_many_questions_are_asked(ask: Ask) -> None:
    edition = ask(limits=Limits(questions=1))
    assert edition.reader is not None
    assert edition.reader.questions == 1


def test_a_server_that_knows_no_shapes_is_asked_without_one(tmp_path: Path) -> None:
    seen: list[bool] = []

    def script(_: object) -> Reply:
        shaped = "response_format" in server.bodies[-1]
        seen.append(shaped)
        return Reply(status=400) if shaped else said({"claims": [], "glosses": [], "pairs": []})

    with Scripted(script) as server:
        edition = propose(story(), Reader(server.url, "m", cache=tmp_path))
    assert seen == [True, False, False, False, False]
    assert refused(edition) == ()


def test_what_is_sent_is_what_the_documentation_says(tmp_path: Path) -> None:
    with Scripted(lambda question: said({question["name"]: []})) as server:
        propose(story(), Reader(server.url, "m", key="secret", cache=tmp_path))
    assert [question["name"] for question in server.asked] == ["claims", "claims", "glosses", "pairs"]
    assert {headers["Authorization"] for headers in server.headers} == {"Bearer secret"}
    articles = {article.text for article in story().articles}
    assert {question["data"]["report"] for question in server.asked[:2]} == articles
    for body in server.bodies:
        assert (body["model"], body["temperature"], body["stream"]) == ("m", 0, False)
        assert "Courier" not in json.dumps(body)  # neither outlets nor addresses are sent


def test_a_long_article_is_sent_in_part(tmp_path: Path) -> None:
    with Scripted(lambda question: said({question["name"]: []})) as server:
        propose(story(), Reader(server.url, "m", cache=tmp_path, limits=Limits(article=40)))
    assert [len(question["data"]["report"]) for question in server.asked[:2]] == [40, 40]


@pytest.mark.parametrize(
    ("url", "model", "key", "why"),
    [
        ("ftp://host/v1", "m", None, "no address"),
        ("host", "m", None, "no address"),
        ("http://", "m", None, "no address"),
        ("http://127.0.0.1/v1", " ", None, "no model"),
        ("http://127.0.0.1/v1", "m\u202e", None, "cannot be shown"),
        ("http://example.org/v1", "m", "secret", "unencrypted"),
    ],
)
def test_wrong_use_is_told(url: str, model: str, key: str | None, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Reader(url, model, key)


def test_the_key_is_not_shown() -> None:
    assert "secret" not in repr(Reader("https://example.org/v1", "m", "secret"))


def test_no_proxy_is_asked_for_a_server_on_this_computer() -> None:
    assert [Reader(f"http://{host}/v1", "m").is_here for host in ("localhost:1", "127.0.0.2", "[::1]", "example.org")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_of_an_answer_that_was_cut_off_the_whole_proposals_are_looked_at(ask: Ask) -> None:
    edition = ask(
        said('{"claims": [{"evidence": "nowhere", "subject": "a", "predicate": "b"}, {"evidence": "The cou'),
        limits=Limits(questions=1),
    )
    assert [one.reason for one in refused(edition)] == ["not_json", "no_evidence"]
