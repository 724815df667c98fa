"""Statements tied to the entities they name and to whoever says them."""

from __future__ import annotations

from variorum.model import Article, Reading
from variorum.statements import read


def reading(text: str) -> Reading:
    return read(Article(id="a", input="a", text=text, language="en"))[0]


def test_we_in_a_quote_is_its_speaker() -> None:
    found = reading("Mary Walsh said, “We will close the bridge in May. I promise a new one.”")
    names = {entity.id: entity.name for entity in found.entities}
    assert {names.get(one.actor or "") for one in found.commitments} == {"Mary Walsh"}


def test_we_outside_a_quote_is_nobody_known() -> None:
    found = reading("Mary Walsh came. We will close the bridge in May.")
    assert [one.actor for one in found.commitments] == [None]


def test_a_figure_knows_whom_its_measure_names() -> None:
    found = reading(
        "The trade deficit with Norway fell. It stood at $68 billion, down from Norway's old deficit of $90 billion."
    )
    names = {entity.id: entity.name for entity in found.entities}
    assert all(
        "Norway" in {names[one] for one in figure.entities}
        for figure in found.figures
        if "Norway" in (figure.measures or "")
    )
    assert any("Norway" in (figure.measures or "") for figure in found.figures)
