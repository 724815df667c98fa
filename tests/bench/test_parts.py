"""The parts, on small sets of our own in the shapes of the labelled ones."""

from __future__ import annotations

import gzip
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from bench.data import Missing, chosen
from bench.parts import PARTS
from bench.parts.quotes import joined, marked
from bench.rivals.quotes import Said, parse_rule
from bench.rows import OURS, Ask, Row

SAID = 'The minister said on Friday that the port would reopen in March. "We are ready," Anna Lind told reporters.'
LONG = "The harbour in the north of the country was closed for {} days after the storm, the port authority said on Monday. "
# These measure our own sentences, examples and damaged texts too, and always have something to do.
ALWAYS = frozenset({"figures", "speed", "scale", "engines", "growing", "hostile", "fuzz", "serve", "llm"})


def lines(path: Path, records: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def piece(text: str, words: str) -> list[dict[str, int]]:
    start = text.index(words)
    return [{"start": start, "end": start + len(words)}]


def polnear(text: str, split: str) -> dict[str, Any]:
    first = {"source": "The minister", "cue": "said", "content": "that the port would reopen in March"}
    second = {"source": "Anna Lind", "cue": "told reporters", "content": '"We are ready,"'}
    spans = [{role: piece(text, words) for role, words in one.items()} for one in (first, second)]
    return {"doc_id": split, "split": split, "text": text, "attributions": spans}


def measured(part: str, ask: Ask) -> list[Row]:
    return list(import_module(f"bench.parts.{part}").measure(ask))


def values(rows: list[Row], system: str = OURS) -> dict[str, float]:
    return {row.measure: row.value for row in rows if row.system == system and row.value is not None}


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ALWAYS])
def test_a_part_without_its_set_says_which_is_missing(part: str, tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"there is no .*; say where the labelled sets are with --data DIR"):
        measured(part, Ask(tmp_path))


def test_quotes_of_a_set_that_has_only_a_test_split_are_all_measured(tmp_path: Path) -> None:
    lines(tmp_path / "quotes" / "kept_apart.jsonl", [polnear(SAID, "test")])
    rows = measured("quotes", Ask(tmp_path, rivals=False))
    assert {(row.set, row.split, row.n) for row in rows} == {("kept_apart", "test", 1)}
    assert values(rows)["pairs R"] == 1.0
    assert values(rows)["source F1"] == 1.0


def test_the_dev_split_is_preferred_and_any_other_can_be_asked_for(tmp_path: Path) -> None:
    records = [{"split": "train"}, {"split": "dev"}, {"split": "dev"}]
    assert chosen(records, Ask(tmp_path)) == ("dev", records[1:])
    assert chosen(records, Ask(tmp_path, split="train")) == ("train", records[:1])
    assert chosen(records, Ask(tmp_path, split="all", limit=2)) == ("dev, train", records[:2])
    assert chosen([{}], Ask(tmp_path)) == ("all", [{}])


def test_figures_of_sentences_in_the_shape_of_newsquant(tmp_path: Path) -> None:
    gold = [{"value": "3-5", "normalized_unit": "percentage"}, {"value": "1200000.0", "normalized_unit": "dollar"}]
    text = "Fees rose by 3 to 5 percent and cost the town $1.2 million."
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "kept.json").write_text(json.dumps([{"text": text, "quantities": gold}]), encoding="utf-8")
    rows = [row for row in measured("figures", Ask(tmp_path, rivals=False)) if row.set == "kept"]
    assert values(rows)["value F1"] == 1.0
    assert values(rows)["value + unit F1"] == 1.0


def test_dates_of_a_split_that_nothing_was_tuned_on_are_taken_whole(tmp_path: Path) -> None:
    text = "The council met last Friday and will vote in March."
    spans = [{**piece(text, "last Friday")[0], "value": "2025-02-07"}, {**piece(text, "March")[0], "value": "2025-03"}]
    record = {"docid": "d", "dct": "2025-02-10", "text": text, "timexes": spans, "split": "platinum"}
    lines(tmp_path / "dates" / "kept.jsonl", [record, {**record, "split": "timebank", "docid": "tuned 0"}])
    rows = [row for row in measured("dates", Ask(tmp_path, rivals=False)) if row.set == "kept"]
    platinum = [row for row in rows if row.split == "platinum"]
    assert values(platinum)["relaxed F1"] == 1.0
    assert values(platinum)["value F1"] == 1.0
    assert {row.split for row in rows} <= {"platinum", "held_out"}


def test_pages_in_the_shape_of_the_extraction_benchmark(tmp_path: Path) -> None:
    paragraphs = [LONG.format(number) * 2 for number in ("three", "nine", "twelve")]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    markup = (
        f"<html><body><nav><a href='/'>Home</a></nav><article><h1>Harbour closed</h1>{body}</article></body></html>"
    )
    folder = tmp_path / "pages" / "benchmark"
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "a1.html.gz").write_bytes(gzip.compress(markup.encode()))
    truth = {"a1": {"articleBody": "\n".join(paragraphs)}, "no page": {"articleBody": "Gone."}}
    (folder / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    rows = measured("pages", Ask(tmp_path, rivals=False))
    assert {(row.set, row.n) for row in rows} == {("benchmark", 1)}
    assert values(rows)["F1"] > 0.95


def test_stories_are_measured_for_the_sets_that_are_there(tmp_path: Path) -> None:
    storm, vote = (
        LONG.format("three") * 3,
        "Parliament in the south passed the water bill by ten votes late on Tuesday. " * 3,
    )
    records = [
        {"id": f"{at}", "text": f"{text} Report {at}.", "title": text[:40], "published": "2025-02-10", "event": event}
        for at, (text, event) in enumerate([(storm, 1), (storm, 1), (vote, 2), (vote, 2)])
    ]
    lines(tmp_path / "stories" / "news_cluster.jsonl", records)
    rows = measured("stories", Ask(tmp_path, split="whole", quick=True))
    assert values([row for row in rows if row.set == "news_cluster"])["B3 F1"] == 1.0
    rivals = {row.system for row in rows} - {OURS}
    assert any(name.startswith("MinHash") for name in rivals)
    assert not any("BERTopic" in name for name in rivals), "a quick run starts no other process"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ('"We are ready,"', "direct"),
        ("“Ready.”", "direct"),
        ('that it was "ready" now', "mixed"),
        ("that it was", "indirect"),
        ("", "indirect"),
    ],
)
def test_the_class_of_an_attribution_is_told_by_its_marks(words: str, kind: str) -> None:
    assert marked(words) == kind


def test_direct_quotes_of_one_attribution_are_joined() -> None:
    one, other = Said(((0, 5),), ((6, 9),), kind="direct"), Said(((10, 15),), ((6, 9),), kind="direct")
    lone = Said(((20, 25),), kind="direct")
    assert joined([one, other, lone]) == [Said(((0, 5), (10, 15)), ((6, 9),), kind="direct"), lone]


def test_the_parse_rule_finds_what_a_plain_sentence_says() -> None:
    said = parse_rule()(SAID)
    assert [SAID[slice(*one.source[0])] for one in said] == ["The minister", "Anna Lind"]
    assert [one.kind for one in said] == ["indirect", "direct"]
