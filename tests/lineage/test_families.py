from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.lineage.families import common_group, forms, group_of, one_outlet
from variorum.model import Article

from .tellings import told


def of(outlet: str | None, url: str | None = None) -> Article:
    return replace(told("a", "It rained.", outlet=outlet), url=url)


@pytest.mark.parametrize(
    ("outlet", "url", "group"),
    [
        ("USA Today", None, "Gannett"),
        ("The Guardian", None, "Guardian Media Group"),
        ("www.azcentral.com", None, "Gannett"),
        (None, "https://eu.usatoday.com/story/1", "Gannett"),
        ("Some Blog", "https://www.bild.de/politik", "Axel Springer"),
        ("Sund Herald", "https://sund-herald.example/1", None),
        (None, None, None),
        (None, "not an address", None),
    ],
)
def test_a_publisher_is_known_by_outlet_or_address(outlet: str | None, url: str | None, group: str | None) -> None:
    assert group_of(of(outlet, url)) == group


def test_sister_papers_have_a_common_publisher_and_one_outlet_has_not() -> None:
    assert common_group(of("Daily Mirror"), of("Liverpool Echo")) == "Reach"
    assert common_group(of("Daily Mirror"), of("daily mirror")) is None
    assert common_group(of("Sund Herald"), of("Korvik Courier")) is None


def test_the_forms_of_one_outlet_are_one_outlet() -> None:
    assert one_outlet(of("The Sund Herald"), of("sund  herald"))
    assert not one_outlet(of(None), of(None))


@pytest.mark.parametrize(
    ("outlet", "known_as"),
    [
        ("Agence France-Presse", "afp"),
        ("Associated Press", "ap"),
        ("The Sund Herald", "sund herald"),
        ("reuters.com", "reuters"),
    ],
)
def test_an_outlet_is_credited_by_name_initials_or_address(outlet: str, known_as: str) -> None:
    assert known_as in forms(outlet)
