"""What is exported: an edition of an example, of the five seeds where they are at hand, and one made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import variorum
from tests.edition.build import sample
from variorum.model import Edition

ROOT = Path(__file__).parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def summit() -> Edition:
    return variorum.compare(ROOT / "examples" / "summit")


@pytest.fixture(scope="session")
def seeds() -> Edition:
    if not SEEDS.is_dir():
        pytest.skip("the five seed reports are not beside the checkout")
    return variorum.compare(SEEDS)


@pytest.fixture(params=["summit", "seeds", "by hand"])
def edition(request: pytest.FixtureRequest) -> Edition:
    if request.param == "by hand":
        return sample()
    found: Edition = request.getfixturevalue(request.param)
    return found
