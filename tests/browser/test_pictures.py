"""The pictures of the README are there, of the size they are shown in, and small."""

from __future__ import annotations

import re

import pytest
from bench.pictures import LARGEST
from PIL import Image

from tests.web.libraries import ROOT


@pytest.mark.parametrize("name", ["story", "side-by-side"])
def test_a_picture_of_the_readme_is_small_and_said_in_words(name: str) -> None:
    picture = ROOT / "docs" / "pictures" / f"{name}.png"
    with Image.open(picture) as image:
        assert image.size == (1280, 800)
    assert picture.stat().st_size <= LARGEST
    words = re.findall(rf"!\[([^\]]+)\]\(docs/pictures/{name}\.png\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(words) == 1
    assert len(words[0]) > 20
