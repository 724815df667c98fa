"""The graph of who copied whom, as networkx reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
from hypothesis import given

from tests.edition.build import sample
from tests.edition.strategies import editions
from variorum.edition.wording import is_directed
from variorum.model import Copy, Edition, Lineage

from .reading import text
from .test_lines import HOSTILE


def graph(edition: Edition) -> Any:
    return nx.parse_graphml(text("graphml", edition))


def test_nodes_are_tellings_with_their_attributes(edition: Edition) -> None:
    found = graph(edition)
    assert set(found.nodes) == {article.id for article in edition.articles}
    for article in edition.articles:
        node = found.nodes[article.id]
        assert (node.get("outlet"), node.get("title"), node["characters"]) == (
            article.outlet, article.title, len(article.text)
        )  # fmt: skip
        assert node.get("published") == (article.published.value if article.published else None)


def test_edges_are_copies_with_typed_attributes(edition: Edition) -> None:
    found = graph(edition)
    copies = [copy for story in edition.stories for copy in story.lineage.copies]
    assert copies
    assert found.is_directed()
    assert {(source, target) for source, target in found.edges()} == {(copy.source, copy.target) for copy in copies}
    for copy in copies:
        edge = found.edges[copy.source, copy.target]
        assert (edge["kind"], edge["share"], edge["weight"], edge["confidence"], edge["way_known"], edge["reason"]) == (
            copy.kind, copy.share, copy.share, copy.confidence, is_directed(copy), copy.reason
        )  # fmt: skip


def test_tellings_of_one_voice_share_its_name() -> None:
    found = graph(sample())
    voices = [{found.nodes[article]["voice"] for article in voice} for voice in sample().stories[0].lineage.voices]
    assert voices == [{"fire/1"}, {"fire/2"}, {"fire/3"}, {"fire/4"}]


def test_two_ways_of_sharing_between_two_tellings_are_two_edges() -> None:
    wire, lantern = (article.id for article in sample().articles[1:3])
    copies = (Copy(wire, lantern, "rewrite", 0.8, "a"), Copy(wire, lantern, "shared_quote", 0.1, "b"))
    story = replace(sample().stories[0], lineage=Lineage((), copies))
    found = graph(replace(sample(), stories=(story,)))
    assert sorted(data["kind"] for _, _, data in found.edges(data=True)) == ["rewrite", "shared_quote"]


def test_a_title_with_control_characters_is_still_xml() -> None:
    first = replace(sample().articles[0], title="a\x00b\x1bc\ud800d\ufffee <&> ]]> 👩‍🚒\r\n")
    found = graph(replace(sample(), articles=(first, *sample().articles[1:])))
    assert found.nodes[first.id]["title"] == "abcde <&> ]]> 👩‍🚒\r\n"


@given(edition=editions)
@HOSTILE
def test_hostile_names_give_a_graph_that_is_read(edition: Edition) -> None:
    written = text("graphml", edition)
    found = nx.parse_graphml(written)
    ends = {end for story in edition.stories for copy in story.lineage.copies for end in (copy.source, copy.target)}
    tellings = {article for story in edition.stories for article in story.articles} | ends
    assert found.number_of_nodes() == len(tellings)
    assert written.count("<edge ") == sum(len(story.lineage.copies) for story in edition.stories)
