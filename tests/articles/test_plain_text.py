"""Plain text that lost its markup: the body, the furniture around it, and what the article says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.articles import collect
from variorum.model import Article

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"

PARAGRAPHS = (
    (
        "The harbour council of Brenmouth voted on Tuesday to close the old pier until the autumn, after divers found"
        " that four of its wooden legs had rotted through."
    ),
    (
        "Council leader Maren Oduya said the decision had been “painful but plain”, and that the repairs would cost about"
        " 2.4 million crowns."
    ),
    (
        "Fishing crews will be moved to the northern quay, where the council has promised free moorings until the end of"
        " October."
    ),
    (
        "Shopkeepers on the pier told the Coastal Herald that they had been given less than a week to leave, and that"
        " nobody had explained how they would be paid."
    ),
    "A public meeting about the repairs is planned for next month in the town hall, the council said.",
)


def article(tmp_path: Path, text: str, name: str = "story.txt") -> Article:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    articles, problems = collect([path])
    assert problems == ()
    assert len(articles) == 1
    return articles[0]


def kinds(found: Article) -> dict[str, str]:
    return {piece.words: piece.kind for piece in found.furniture}


def test_a_bare_headline_over_paragraphs_is_the_title(tmp_path: Path) -> None:
    found = article(tmp_path, "\n\n".join(["Brenmouth closes its old pier until autumn", *PARAGRAPHS]))
    assert found.title == "Brenmouth closes its old pier until autumn"
    assert found.text == "\n".join(PARAGRAPHS)
    assert kinds(found) == {"Brenmouth closes its old pier until autumn": "title"}
    assert found.language == "en"


def test_a_text_without_a_headline_has_none_and_loses_nothing(tmp_path: Path) -> None:
    found = article(tmp_path, "\n\n".join(PARAGRAPHS))
    assert found.title is None
    assert found.text == "\n".join(PARAGRAPHS)


def test_comment_box_teasers_and_navigation_below_the_body_are_removed_with_their_kinds(tmp_path: Path) -> None:
    below = ["Comments (3)", "Please leave a comment below!", "Related stories", "Lighthouse keeper retires after forty years",
             "Read more »", "Home", "News", "Weather", "Contact us"]  # fmt: skip
    found = article(tmp_path, "\n\n".join(["Brenmouth closes its old pier until autumn", *PARAGRAPHS, *below]))
    assert found.text == "\n".join(PARAGRAPHS)
    said = kinds(found)
    assert said["Comments (3)"] == "comments"
    assert said["Related stories"] == "teaser"
    assert said["Lighthouse keeper retires after forty years"] == "teaser"
    assert said["Weather"] == "navigation"


def test_teasers_that_share_the_storys_words_are_still_teasers(tmp_path: Path) -> None:
    teasers = [
        (
            "Brenmouth council weighs closing the pierThe harbour council of Brenmouth will vote on Tuesday on closing the"
            " old pier, its leader Maren Oduya said. Divers had found rotten legs under it."
        ),
        "Read more »",
        (
            "Pier shopkeepers fear for the summerShopkeepers on the Brenmouth pier say they have not been told when they"
            " must leave."
        ),
        "Read more »",
    ]
    found = article(
        tmp_path, "\n".join([*PARAGRAPHS, "Harbour Pier Brenmouth Maren Oduya", "Similar articles:", *teasers])
    )
    assert found.text == "\n".join(PARAGRAPHS)


def test_a_subheading_is_kept_as_the_articles_own_words(tmp_path: Path) -> None:
    found = article(tmp_path, "\n\n".join([*PARAGRAPHS[:3], "Shops must move", *PARAGRAPHS[3:]]))
    assert "Shops must move" in found.text.split("\n")


def test_a_caption_in_another_language_and_its_credit_are_no_body(tmp_path: Path) -> None:
    caption = "El viejo muelle de madera visto desde el faro del norte (Foto: Agencia Costa)"
    found = article(
        tmp_path, "\n\n".join(["Brenmouth closes its old pier until autumn", PARAGRAPHS[0], caption, *PARAGRAPHS[1:]])
    )
    assert found.text == "\n".join(PARAGRAPHS)
    assert kinds(found)[caption] == "caption"


def test_an_image_written_as_markdown_is_an_image(tmp_path: Path) -> None:
    image = "![The old pier](https://img.example.org/pier.jpg?size=(1200,675)&w=1200)"
    found = article(tmp_path, "\n".join(["Brenmouth closes its old pier until autumn", image, *PARAGRAPHS]))
    assert kinds(found)[image] == "image"
    assert found.text == "\n".join(PARAGRAPHS)


def test_masthead_byline_and_date_give_outlet_authors_and_day(tmp_path: Path) -> None:
    head = [
        "Brenmouth closes its old pier until autumn",
        "By Ilse Varga and Tom Achterberg",
        "Coastal Herald",
        "14 May 2024",
    ]
    foot = ["http://coastalherald.example Coastal Herald – news from the bay", "Follow us on Facebook"]
    found = article(tmp_path, "\n\n".join([*head, *PARAGRAPHS, *foot]))
    assert found.title == head[0]
    assert found.authors == ("Ilse Varga", "Tom Achterberg")
    assert found.outlet == "Coastal Herald"
    assert found.published is not None
    assert (found.published.value, found.published.basis, found.published.span) == ("2024-05-14", "stated", None)


def test_a_byline_printed_twice_is_the_outlet(tmp_path: Path) -> None:
    head = ["Brenmouth closes its old pier until autumn", "Diario PuertoDiario Puerto 21/05/2024"]
    found = article(tmp_path, "\n\n".join([*head, *PARAGRAPHS, "Source: https://diariopuerto.example/muelle-cerrado"]))
    assert found.outlet == "Diario Puerto"
    assert found.url == "https://diariopuerto.example/muelle-cerrado"
    assert found.published is not None
    assert found.published.value == "2024-05-21"


def test_a_date_before_the_headline_is_not_part_of_it(tmp_path: Path) -> None:
    found = article(tmp_path, "\n\n".join([" date 2024-05-14 Brenmouth closes its old pier until autumn", *PARAGRAPHS]))
    assert found.title == "Brenmouth closes its old pier until autumn"
    assert found.published is not None
    assert found.published.value == "2024-05-14"


def test_the_body_proves_the_order_of_day_and_month(tmp_path: Path) -> None:
    body = [PARAGRAPHS[0].replace("on Tuesday", "on February 7th"), *PARAGRAPHS[1:]]
    found = article(tmp_path, "\n\n".join(["Brenmouth closes its old pier until autumn", "10/02/2025", *body]))
    assert found.published is not None
    assert found.published.value == "2025-02-10"
    assert "day first" in (found.published.reason or "")
    assert "close to it" in (found.published.reason or "")


def test_dates_of_other_stories_are_not_the_articles(tmp_path: Path) -> None:
    below = ["Related stories", "Storm of 12 January 2019 remembered", "Read more »"]
    found = article(tmp_path, "\n\n".join(["Brenmouth closes its old pier until autumn", *PARAGRAPHS, *below]))
    assert found.published is None


def test_run_together_paragraphs_are_not_repaired(tmp_path: Path) -> None:
    joined = "".join(PARAGRAPHS)
    assert article(tmp_path, joined).text == joined


def test_line_ends_are_one_and_invisible_characters_go(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("\r\n\r\n".join(PARAGRAPHS).replace("pier", "pi\u200ber\x07").encode())
    articles, _ = collect([path])
    assert articles[0].text == "\n".join(PARAGRAPHS)


def test_markdown_gives_its_words_and_its_front_matter(tmp_path: Path) -> None:
    document = "\n\n".join(
        ["---\ntitle: Brenmouth closes its old pier until autumn\nauthor: Ilse Varga\ndate: 2024-05-14\n---",
         PARAGRAPHS[0].replace("old pier", "[old pier](https://example.org/pier)"), *PARAGRAPHS[1:]]
    )  # fmt: skip
    found = article(tmp_path, document, "story.md")
    assert found.text == "\n".join(PARAGRAPHS)
    assert (found.title, found.authors) == ("Brenmouth closes its old pier until autumn", ("Ilse Varga",))
    assert found.published is not None
    assert found.published.value == "2024-05-14"


def test_every_line_is_either_body_or_furniture(tmp_path: Path) -> None:
    lines = ["Coastal Herald", "Brenmouth closes its old pier until autumn", *PARAGRAPHS, "Tags", "Leave a Reply"]
    found = article(tmp_path, "\n".join(lines))
    assert sorted([*found.text.split("\n"), *(piece.words for piece in found.furniture)]) == sorted(lines)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not beside this checkout")
@pytest.mark.parametrize(
    ("seed", "kept", "dropped"),
    [
        ("s0.txt", 18, ("Comment", "Same category", "Source:", "Destination", "Nhật Bản Ishiba")),
        ("s1.txt", 27, ("![", "firstpost")),
        ("s2.txt", 12, ("Tags", "Leave a Reply", "Required fields")),
        ("s3.txt", 13, ("moderntokyotimes.com", "FACEBOOK", "Sawako Utsumi")),
        ("s4.txt", 3, ("Read more", "Philippines", "Marcos", "Similar News")),
    ],
)
def test_the_seeds_keep_their_paragraphs_and_lose_their_frame(seed: str, kept: int, dropped: tuple[str, ...]) -> None:
    articles, problems = collect([SEEDS / seed])
    assert problems == ()
    assert len(articles[0].text.split("\n")) == kept
    assert [words for words in dropped if words in articles[0].text] == []
