"""A real small language model, served on this computer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.small_model import NAME, missing, served

from tests.llm.conftest import story
from variorum.edition import to_json, verify
from variorum.llm import Reader, propose
from variorum.llm.limits import Limits

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")


def test_a_real_model_is_read_as_warily_as_a_liar(tmp_path: Path) -> None:
    limits = Limits(questions=2, tokens=120, seconds=60.0)
    with served() as url:
        reader = Reader(url, NAME, cache=tmp_path, limits=limits)
        edition = propose(story(), reader)
    assert edition.reader is not None
    assert edition.reader.questions == 2
    assert not [one for one in edition.reader.refused if one.reason == "no_answer"]
    assert edition.reader.kept + len(edition.reader.refused) > 0  # it said something
    assert verify(edition) == ()
    assert edition.stories[0].points == story().stories[0].points
    again = propose(story(), reader)  # its server is gone
    assert to_json(again) == to_json(edition)
    assert json.loads(to_json(edition))["reader"]["model"] == NAME
