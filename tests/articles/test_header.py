"""Small parts of the header: dates, names, credits."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.articles import collect, dates, from_dict, names
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
        ("The deal was first reported by the Lakeside Herald on Monday.", ("Lakeside Herald",)),
        ("It closed, according to a report in the Lakeside Herald.", ("Lakeside Herald",)),
        ("It closed, according to documents seen by Reuters.", ("Reuters",)),
        ("The Wall Street Journal, citing a clerk, was the first to say so.", ("Wall Street Journal",)),
        ("It closed.\n\nWith files from Reuters, AP and dpa", ("Reuters", "AP", "DPA")),
        ("By The Associated Press\n\nIt closed.", ("AP",)),
        ("It closed.\n\nCopyright 2024 The Associated Press. All rights reserved.", ("AP",)),
        ("It closed.\n\nThis story originally appeared in The Lantern.", ("Lantern",)),
        ("It closed.\n\n(h/t The Lantern.)", ("Lantern",)),
        ("Cerró.\n\nCon información de EFE y AFP.", ("EFE", "AFP")),
        ("Cerró.\n\nCon información de El Faro", ("El Faro",)),
        ("Fechou.\n\nCom informações do Diário do Vale", ("Diário do Vale",)),
        ("The Associated Press building stands here.", ()),
        ("He told the council that the press was wrong.", ()),
    ],
)
def test_the_origin_an_article_names_is_its_credit(text: str, named: tuple[str, ...]) -> None:
    first = {"Selon": "fr", "Das": "de", "Cerró.": "es", "Fechou.": "pt"}
    assert credits_in(text, first.get(text.split()[0], "en"), None) == named


@pytest.mark.parametrize(
    "line", ["Con información de El Heraldo", "Com informações do Jornal do Vale", "With files from The Sund Herald"]
)
def test_a_credit_line_is_no_masthead(line: str, tmp_path: Path) -> None:
    said = "The bridge at Sund fell on Tuesday night and nobody was hurt, the town hall said. Crews are at work on the rubble."
    asked = (
        "The mayor asked the neighbours for patience while the new bridge is built, which is to cost 3 million crowns."
    )
    path = tmp_path / "bridge.txt"
    path.write_text(f"The bridge fell in the night\n{line}\n\n{said}\n\n{asked}\n", encoding="utf-8")
    (article,), _ = collect([path])
    assert article.outlet is None
    assert [credit in line for credit in article.credits] == [True]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"agency": "Agence France-Presse"}, ("AFP",)),
        ({"via": ["AP", "dpa"]}, ("AP", "DPA")),
        ({"credit": "Reuters and the Lantern", "agency": "Reuters"}, ("Reuters", "Lantern")),
        ({"wire": {"name": "Talvian News Agency"}}, ("Talvian News Agency",)),
        ({"via": "AP", "outlet": "AP"}, ()),
        ({"via": 7, "credits": []}, ()),
    ],
)
def test_sources_given_beside_the_text_are_credits(given: dict[str, object], named: tuple[str, ...]) -> None:
    article, _ = from_dict({"text": "It rained in Sund.", **given})
    assert article is not None
    assert article.credits == named


def test_an_outlet_is_not_its_own_credit() -> None:
    assert credits_in("The mayor told the Coastal Herald that it was over.", "en", "Coastal Herald") == ()
