"""Small parts of the header: dates, names, credits."""

from __future__ import annotations

import pytest

from variorum.articles import dates, names
from variorum.articles.lines import Line
from variorum.articles.origins import credits_in


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("Published: Feb. 8, 2025 at 10:30", ("2025-02-08",)),
        ("Sat 8 February 2025", ("2025-02-08",)),
        ("le 8 février 2025 à 10h", ("2025-02-08",)),
        ("8 de febrero de 2025", ("2025-02-08",)),
        ("8. Februar 2025", ("2025-02-08",)),
        ("8 февраля 2025", ("2025-02-08",)),
        ("08.02.2025", ("2025-02-08", "2025-08-02")),
        ("2025/2/8", ("2025-02-08",)),
        ("2025年2月8日", ("2025-02-08",)),
        ("PortalPortal25/02/2025", ("2025-02-25",)),
        ("31/02/2025", ()),
        ("version 1.2.3 of 99/99/9999", ()),
        ("(Lunar New Year) 2026", ()),
        ("a call on Jan. 12", ()),
    ],
)
def test_a_printed_date_is_found(line: str, readings: tuple[str, ...]) -> None:
    assert [found.readings for found in dates.find(line)] == ([readings] if readings else [])


@pytest.mark.parametrize(
    ("days", "host", "language", "value"),
    [
        ([(2, 7), (2, 9)], "example.com", "en", "2025-02-10"),
        ([(10, 1)], "example.com", "en", "2025-10-02"),
        ([], "example.vn", "en", "2025-02-10"),
        ([], "example.com", "de", "2025-02-10"),
        ([], "example.com", "en", "2025-10-02"),
    ],
)
def test_day_and_month_are_told_apart_by_proof_then_host_then_language(
    days: list[tuple[int, int]], host: str, language: str, value: str
) -> None:
    found = dates.find("10/02/2025")[0]
    assert dates.settle(found, days, *dates.day_order(language, [host]))[0] == value


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2024/05/14/pier", "2024-05-14"),
        ("https://example.org/a-2024-05-14", "2024-05-14"),
        ("https://example.org/20240514", None),
        ("https://example.org/2024/99/14/x", None),
    ],
)
def test_an_address_may_carry_the_day(url: str, day: str | None) -> None:
    assert dates.in_address(url) == day


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Ilse Varga", ("Ilse Varga",)),
        ("By ILSE VARGA and Tom de Boer | 14 May 2024", ("Ilse Varga", "Tom de Boer")),
        ("Von Ilse Varga, Berlin-Korrespondentin", ()),
        ("Reporting by Ilse Varga; editing by Tom Boer", ("Ilse Varga",)),
        ("Par Anne Dubois et Luc Martin", ("Anne Dubois", "Luc Martin")),
        ("By the time the crews arrived", ()),
        ("By Coastal Herald", ()),
    ],
)
def test_a_byline_names_people(line: str, people: tuple[str, ...]) -> None:
    assert names.byline(Line(line)) == people


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The minister told Reuters that it was over.", ("Reuters",)),
        ("Two people died, AFP reports, citing police.", ("AFP",)),
        ("TOKYO (AP) — The yen fell.", ("AP",)),
        ("The yen fell, a trader stated to Agence France-Presse (AFP).", ("AFP",)),
        ("According to Yonhap, talks go on. The statement was quoted by NHK : “We agree.”", ("Yonhap", "NHK")),
        ("Yonhap News Agency quoted him as saying so.", ("Yonhap",)),
        ("According to South Korea's Hankyoreh newspaper, it rained.", ("Hankyoreh",)),
        ("It rained, according to the Lakeside daily.", ("Lakeside daily",)),
        ("Selon l'AFP, trois personnes sont mortes.", ("AFP",)),
        ("Das berichtete die dpa am Montag.", ("DPA",)),
        ("The Associated Press building stands here.", ()),
        ("He told the council that the press was wrong.", ()),
    ],
)
def test_the_origin_an_article_names_is_its_credit(text: str, named: tuple[str, ...]) -> None:
    language = "fr" if text.startswith("Selon") else "de" if text.startswith("Das") else "en"
    assert credits_in(text, language, None) == named


def test_an_outlet_is_not_its_own_credit() -> None:
    assert credits_in("The mayor told the Coastal Herald that it was over.", "en", "Coastal Herald") == ()
