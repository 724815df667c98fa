"""JSON Lines: each line is understood on its own."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, settings

from tests.edition.build import sample
from tests.edition.strategies import editions
from variorum.edition.exports import Wanted, decision_lines
from variorum.model import Decision, Edition, Span

from .reading import json_lines, judged, text

HOSTILE = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # an edition is large: to make one smaller takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_every_finding_is_a_line(edition: Edition) -> None:
    kinds = Counter(line["kind"] for line in json_lines(edition))
    assert kinds["article"] == len(edition.articles)
    assert kinds["problem"] == len(edition.problems)
    stories = edition.stories
    for kind, name in [
        ("quote", "quotes"), ("figure", "figures"), ("date", "dates"), ("commitment", "commitments"), ("claim", "claims"), ("point", "points"),
        ("entity", "entities"), ("ledger", "ledger"), ("position", "positions"), ("utterance", "utterances"), ("heading", "headings"),
        ("timeline", "timeline"), ("brief", "brief"),
    ]:  # fmt: skip
        assert kinds[kind] == sum(len(getattr(story, name)) for story in stories), kind


def test_a_line_names_its_telling_and_quotes_it(edition: Edition) -> None:
    texts = {article.id: article.text for article in edition.articles}
    quoting = [line for line in json_lines(edition) if "span" in line]
    assert quoting
    for line in quoting:
        span = line["span"]
        assert texts[line["article"]["id"]][span["start"] : span["end"]] == span["words"]


def test_a_quote_says_who_speaks_where_and_when() -> None:
    line = next(line for line in json_lines(sample()) if line["kind"] == "quote")
    assert line["article"] == {
        "id": sample().articles[0].id,
        "label": "Osterby Courier",
        "outlet": "Osterby Courier",
        "title": "Grain silos burn at Osterby harbour",
        "url": "https://courier.example/fire?id=1&x=<y>",
        "published": {"value": "2026-03-14", "grain": "day", "basis": "inferred"},
    }
    assert (line["story"], line["id"], line["values"]["speaker"], line["values"]["speaker_name"]) == (
        "fire", "q1", "e2", "Maren Holt"
    )  # fmt: skip


def test_texts_are_there_only_if_they_are_wanted() -> None:
    plain, full = (json_lines(sample(), Wanted(full_text=full))[0]["values"] for full in (False, True))
    assert "text" not in plain
    assert full["text"] == sample().articles[0].text
    assert plain["characters"] == len(full["text"])


def test_what_the_user_dismissed_is_left_out_and_what_he_confirmed_is_marked() -> None:
    edition = judged(sample(), q1="dismissed", q2="confirmed")
    marks = {line["id"]: line["judgement"] for line in json_lines(edition) if line["kind"] == "quote"}
    assert "q1" not in marks
    assert (marks["q2"], marks["q3"]) == ({"kind": "confirmed", "note": None}, None)
    every = {
        line["id"]: line["judgement"] for line in json_lines(edition, Wanted(everything=True)) if "judgement" in line
    }
    assert every["q1"] == {"kind": "dismissed", "note": None}


def test_decisions_have_lines_of_their_own() -> None:
    made = (
        Decision("x1", "merge", "2026-03-15T08:00:00Z", ("https://a.example/1",), ("https://b.example/2",), note="one fire\u2028"),
        Decision("x2", "dismiss", "2026-03-15T09:00:00Z", finding="figure", spans=(Span("a", 0, 2, "12"),), undone="2026-03-16T00:00:00Z"),
    )  # fmt: skip
    merge, dismiss = (json.loads(line) for line in decision_lines(made))
    assert (merge["kind"], merge["id"], merge["values"]["kind"], merge["values"]["note"]) == (
        "decision", "x1", "merge", "one fire\u2028"
    )  # fmt: skip
    assert dismiss["values"]["spans"] == [{"article": "a", "start": 0, "end": 2, "words": "12"}]
    assert dismiss["values"]["undone"] == "2026-03-16T00:00:00Z"


@given(edition=editions)
@HOSTILE
def test_whatever_stands_in_an_article_a_line_is_one_line_of_json(edition: Edition) -> None:
    whole = text("jsonl", edition, Wanted(full_text=True))
    assert whole.encode("utf-8").decode("utf-8").splitlines() == whole.split("\n")[:-1]
    assert all(isinstance(json.loads(line), dict) for line in whole.splitlines())


def test_a_lone_surrogate_does_not_end_the_export() -> None:
    first = replace(sample().articles[0], title="torn \ud83d emoji")
    line = json_lines(replace(sample(), articles=(first, *sample().articles[1:])))[0]
    assert line["article"]["title"] == "torn \ufffd emoji"


def test_parts_follow_one_another() -> None:
    kinds = [line["kind"] for line in json_lines([sample(), sample()])]
    assert kinds == 2 * kinds[: len(kinds) // 2]
    assert ("problem", "article") in pairwise(kinds)
