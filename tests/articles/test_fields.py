"""Records as other programs write them, understood without being told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.articles import fields, records
from variorum.errors import WrongMapping
from variorum.model import Article

SPOKEN = "The reservoir above Kestrel Falls is full for the first time in six years, the water board said."
WHOLE = f"{SPOKEN}\n\nNobody was moved."

NEWS_PLEASE = {
    "maintext": WHOLE, "title": "Reservoir is full", "date_publish": "2023-04-02 10:11:12", "date_download": "2023-04-03 08:00:00",
    "date_modify": "2023-04-02 12:00:00", "source_domain": "gazette.example", "authors": ["Ann Lee"], "url": "https://gazette.example/a",
    "language": "en", "description": "A teaser.", "filename": "x.json", "image_url": None, "localpath": None, "title_page": None,
}  # fmt: skip
FUNDUS = {
    "title": "Reservoir is full", "authors": ["Ann Lee"], "publishing_date": "2023-04-02T10:11:12+00:00", "publisher": "gazette.example", "lang": "en",
    "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [SPOKEN, "Nobody was moved."]}]}, "topics": [], "free_access": True,
    "html": {"requested_url": "https://gazette.example/?a", "responded_url": "https://gazette.example/a", "crawl_date": "2023-04-03T10:00:00+02:00"},
}  # fmt: skip
TRAFILATURA = {
    "title": "Reservoir is full", "author": "Ann Lee", "hostname": "gazette.example", "date": "2023-04-02", "fingerprint": "f", "id": None,
    "license": None, "comments": "", "raw_text": "one line", "text": WHOLE, "language": None, "image": None, "pagetype": "article",
    "filedate": "2023-04-03", "source": "https://gazette.example/a", "source-hostname": "gazette.example", "excerpt": None, "tags": "",
}  # fmt: skip
PASSIM = {"id": "gaz-1923-04-02-i1", "series": "gazette.example", "date": "2023-04-02", "title": "Reservoir is full", "text": WHOLE,
          "authors": ["Ann Lee"], "url": "https://gazette.example/a"}  # fmt: skip
SCHEMA = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Reservoir is full", "articleBody": WHOLE, "datePublished": "2023-04-02T10:00Z",
    "dateModified": "2023-04-03T08:00:00Z", "author": {"@type": "Person", "name": "Ann Lee"}, "inLanguage": "en-GB",
    "publisher": {"@type": "NewsMediaOrganization", "name": "gazette.example"}, "mainEntityOfPage": {"@type": "WebPage", "@id": "https://gazette.example/a"},
}  # fmt: skip
NINJS_1 = {
    "uri": "urn:x-kestrel:1", "type": "text", "headline": "Reservoir is full", "versioncreated": "2023-04-02T10:00:00Z", "byline": "By Ann Lee",
    "body_text": WHOLE, "language": "en", "provider": "gazette.example", "infosource": [{"name": "Osprey Wire"}], "pubstatus": "usable",
    "url": "https://gazette.example/a",
}  # fmt: skip
NINJS_2 = {
    "standard": {"name": "ninjs", "version": "2.1"}, "uri": "urn:x-kestrel:1", "headlines": [{"role": "short", "value": "Full"},
    {"role": "main", "value": "Reservoir is full"}], "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{SPOKEN}</p><p>Nobody was moved.</p>"}],
    "versioncreated": "2023-04-02T10:00:00Z", "by": "Ann Lee", "language": "en", "provider": {"name": "gazette.example"},
    "infosources": [{"name": "Osprey Wire"}], "link": "https://gazette.example/a",
}  # fmt: skip
NINJS_3 = {
    "uri": "urn:x-kestrel:1", "versionCreated": "2023-04-02T10:00:00Z", "by": "Ann Lee", "headlines": [{"role": "main", "value": "Reservoir is full"}],
    "bodies": [{"contentType": "text/plain", "value": WHOLE.replace("\n\n", " ")}, {"contentType": "text/html", "value": f"<p>{SPOKEN}</p><p>Nobody was moved.</p>"}],
    "provider": {"name": "gazette.example"}, "infoSources": [{"name": "Osprey Wire"}], "pubStatus": "usable", "url": "https://gazette.example/a",
}  # fmt: skip
FORMS: dict[str, dict[str, Any]] = {
    "news-please": NEWS_PLEASE, "Fundus": FUNDUS, "trafilatura": TRAFILATURA, "passim": PASSIM, "schema.org": SCHEMA,
    "ninjs 1": NINJS_1, "ninjs 2": NINJS_2, "ninjs 3": NINJS_3,
}  # fmt: skip


def one(row: dict[str, Any], mapping: dict[str, str] | None = None) -> Article:
    article, problems = records.from_mapping(row, "r", mapping)
    assert problems == []
    assert article is not None
    return article


@pytest.mark.parametrize("form", FORMS)
def test_the_records_of_other_programs_are_understood(form: str) -> None:
    found = one(FORMS[form])
    assert found.text == WHOLE
    assert (found.title, found.outlet, found.authors) == ("Reservoir is full", "gazette.example", ("Ann Lee",))
    assert (found.url, found.language) == ("https://gazette.example/a", "en")
    assert found.published is not None
    assert found.published.value == "2023-04-02"


@pytest.mark.parametrize(
    ("form", "seen"),
    [
        ("news-please", "2023-04-03T08:00:00Z"),
        ("Fundus", "2023-04-03T08:00:00Z"),
        ("trafilatura", "2023-04-03T00:00:00Z"),
        ("passim", None),
        ("schema.org", "2023-04-03T08:00:00Z"),
        ("ninjs 1", "2023-04-02T10:00:00Z"),
        ("ninjs 3", "2023-04-02T10:00:00Z"),
    ],
)
def test_a_record_says_when_its_source_had_it_so(form: str, seen: str | None) -> None:
    assert records.seen(FORMS[form]) == seen


@pytest.mark.parametrize("form", ["ninjs 1", "ninjs 2", "ninjs 3"])
def test_ninjs_brings_its_id_and_its_sources(form: str) -> None:
    found = one(FORMS[form])
    assert (found.id, found.credits) == ("urn:x-kestrel:1", ("Osprey Wire",))


@pytest.mark.parametrize("ids", [{"b": "urn:2", "a": "urn:1"}, [{"role": "x", "value": "urn:1"}, {"value": "urn:2"}]])
def test_ninjs_without_an_address_of_its_own_is_called_by_another(ids: object) -> None:
    assert one({"body_text": SPOKEN, "altids": ids}).id == "urn:1"


def test_what_its_sender_withdrew_is_not_read() -> None:
    article, problems = records.from_mapping({**NINJS_2, "pubstatus": "canceled"}, "r")
    assert article is None
    assert [problem.kind for problem in problems] == ["withdrawn"]


def test_the_summary_and_the_headlines_of_a_fundus_body_are_kept_in_their_order() -> None:
    body = {
        "summary": ["In short."],
        "sections": [{"headline": ["Rain"], "paragraphs": ["One.", " ", "Two."]}, {"paragraphs": ["Three."]}, 7],
    }
    assert one({"body": body}).text == "In short.\n\nRain\n\nOne.\n\nTwo.\n\nThree."


NEWS_API = {
    "source": {"id": None, "name": "Falls Gazette"}, "author": "Ann Lee", "title": "Reservoir is full", "description": "It is full.",
    "url": "https://gazette.example/a", "urlToImage": None, "publishedAt": "2023-04-02T10:11:12Z", "content": f"{SPOKEN} Nobody was… [+1234 chars]",
}  # fmt: skip


def test_newsapi_gives_teasers_and_they_are_said_to_be_so() -> None:
    whole = json.dumps(
        {
            "status": "ok",
            "totalResults": 3,
            "articles": [NEWS_API, {**NEWS_API, "content": None}, {**NEWS_API, "content": SPOKEN}],
        }
    )
    articles, problems = records.read(whole, "a.json", lines=False, named=True)
    assert [article.text for article in articles] == [f"{SPOKEN} Nobody was", "It is full.", SPOKEN]
    assert {article.outlet for article in articles} == {"Falls Gazette"}
    assert [(problem.input, problem.kind) for problem in problems] == [("a.json", "teaser")]
    assert "in 2 of its records, the first a.json#1" in problems[0].message


def test_the_articles_of_a_graph_are_read() -> None:
    whole = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, SCHEMA]})
    articles, problems = records.read(whole, "a.json", lines=False, named=True)
    assert (len(articles), problems) == (1, [])


@pytest.mark.parametrize(
    ("row", "outlet"),
    [
        ({"source": "https://www.gazette.example/a"}, "gazette.example"),
        ({"source": "Falls Gazette"}, "Falls Gazette"),
        ({"source": {"id": 1, "name": "Falls Gazette"}}, "Falls Gazette"),
        ({"publisher": [{"name": "Falls Gazette"}]}, "Falls Gazette"),
        ({"source": "https://a.example/1", "sitename": "Falls Gazette"}, "Falls Gazette"),
        ({"journal": "Falls Gazette"}, "Falls Gazette"),
    ],
)
def test_the_outlet_is_found_under_many_names(row: dict[str, Any], outlet: str) -> None:
    assert one({"text": SPOKEN, **row}).outlet == outlet


@pytest.mark.parametrize(
    ("row", "url"),
    [
        ({"source_url": "https://gazette.example/a"}, "https://gazette.example/a"),
        ({"source_url": "https://gazette.example/"}, None),
        ({"source": "https://gazette.example/a"}, None),
        ({"source": "https://gazette.example/a", "hostname": "gazette.example"}, "https://gazette.example/a"),
        ({"mainEntityOfPage": "https://gazette.example/a"}, "https://gazette.example/a"),
        ({"@id": "https://gazette.example/a"}, "https://gazette.example/a"),
        ({"url": "https://gazette.example/a", "source_url": "https://gazette.example"}, "https://gazette.example/a"),
    ],
)
def test_the_front_page_of_a_site_is_not_taken_for_the_address_of_an_article(
    row: dict[str, Any], url: str | None
) -> None:
    assert one({"text": SPOKEN, **row}).url == url


@pytest.mark.parametrize(
    ("author", "named"),
    [
        ("Ann Lee; Bo Chu", ("Ann Lee", "Bo Chu")),
        ("Ann Lee; news desk", ("Ann Lee", "news desk")),
        ("['Ann Lee', \"Bo Chu\"]", ("Ann Lee", "Bo Chu")),
        ("[]", ()),
        ({"name": "Ann Lee"}, ("Ann Lee",)),
        ([{"name": "Ann Lee"}, "Bo Chu", None], ("Ann Lee", "Bo Chu")),
    ],
)
def test_authors_are_read_in_the_forms_they_come_in(author: object, named: tuple[str, ...]) -> None:
    assert one({"text": SPOKEN, "author": author}).authors == named


def test_a_mapping_goes_before_what_is_understood() -> None:
    row = {
        "text": "not this",
        "data": {"parts": [SPOKEN, "Nobody was moved."], "when": "2023-04-03 08:00"},
        "head": "Rain",
        "title": "not this",
    }
    mapping = {"text": "data.parts", "title": "head", "seen": "data.when"}
    found = one(row, mapping)
    assert (found.text, found.title) == (WHOLE, "Rain")
    assert records.seen(row, mapping) == "2023-04-03T08:00:00Z"


def test_a_record_that_lacks_what_was_mapped_to_the_text_is_no_article() -> None:
    article, problems = records.from_mapping({"text": SPOKEN}, "r", {"text": "data.body"})
    assert article is None
    assert [(problem.input, problem.kind) for problem in problems] == [("r", "missing_column")]
    assert "data.body" in problems[0].message


def test_what_is_mapped_and_never_found_is_said_once() -> None:
    lines = "\n".join(json.dumps({"text": SPOKEN, **more}) for more in ({}, {"kop": "Rain"}, {}))
    articles, problems = records.read(
        lines, "a.jsonl", lines=True, named=True, mapping={"title": "kop", "url": "adres"}
    )
    assert [article.title for article in articles] == [None, "Rain", None]
    assert [(problem.input, problem.kind) for problem in problems] == [("a.jsonl", "missing_column")]
    assert "“adres” (url)" in problems[0].message


def test_a_noun_that_no_article_has_is_wrong_use() -> None:
    with pytest.raises(WrongMapping, match="'body'"):
        records.read("[]", "a.json", lines=False, named=True, mapping={"body": "text"})


def test_half_a_character_can_be_written_out_again_wherever_it_stands() -> None:
    half = "x \ud800 y"
    row = {
        "id": half,
        "text": SPOKEN,
        "title": half,
        "outlet": half,
        "author": [half],
        "url": f"https://a.example/{half}",
        "credits": [half],
    }
    found = one({**row, "published": half, "language": half})
    json.dumps(found.to_dict(), ensure_ascii=False).encode()
    assert found.title == "x ? y"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from([SPOKEN, "https://a.example/1", "2023-04-02T10:00:00Z"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.sampled_from(["name", "value", "sections", "paragraphs"]), inner, max_size=3),
    max_leaves=10,
)  # fmt: skip
KEYS = st.sampled_from(
    sorted(
        {
            *fields.KNOWN,
            "bodies",
            "headlines",
            "altids",
            "pubstatus",
            "html",
            "mainEntityOfPage",
            "@graph",
            "articles",
            "by",
        }
    )
)


@given(row=st.dictionaries(KEYS, VALUES, max_size=8), path=st.sampled_from(["text", "body.0", "html.value", "x"]))
@settings(max_examples=150, deadline=None)
def test_no_record_ends_the_run(row: dict[str, Any], path: str) -> None:
    for mapping in (None, {"text": path, "published": path, "authors": path, "credits": path, "language": path}):
        article, problems = records.from_mapping(row, "r", mapping)
        assert article or problems
        assert records.seen(row, mapping) is None or isinstance(records.seen(row, mapping), str)
    articles, problems = records.read(json.dumps(row), "a.json", lines=False, named=True)
    assert articles or problems


@given(value=VALUES)
@settings(max_examples=60, deadline=None)
def test_no_json_ends_the_run(value: object) -> None:
    articles, problems = records.read(json.dumps(value), "a.json", lines=False, named=True)
    assert articles or problems
