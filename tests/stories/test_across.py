"""Articles in several languages about invented matter: what speaks for one event, what the encoder is asked about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.tellings import told
from variorum.model import Article
from variorum.stories import across
from variorum.stories.anchors import anchors
from variorum.stories.datelines import day_told
from variorum.stories.days import days_of

ENGLISH = told(
    "quake-en",
    "A strong earthquake shook the town of Velmora on Monday and killed at least 14 people, mayor Tadea Brin said. More than"
    " 2,300 houses were damaged and the hospital of San Orso had to be cleared.",
    title="Earthquake in Velmora kills 14",
    day="2021-03-08",
)
SPANISH = told(
    "quake-es",
    "Un fuerte terremoto sacudió el lunes la localidad de Velmora y causó al menos 14 muertos, según la alcaldesa Tadea Brin."
    " Más de 2.300 viviendas resultaron dañadas y el hospital de San Orso tuvo que ser evacuado.",
    title="Un terremoto en Velmora deja 14 muertos",
    day="2021-03-08",
    language="es",
)
OTHER = told(
    "vote-es",
    "El parlamento de Karsten aprobó el jueves los presupuestos de 2022 con los votos del partido de Ilse Dorn. La oposición"
    " anunció un recurso ante el tribunal constitucional.",
    title="Karsten aprueba los presupuestos",
    day="2021-11-25",
    language="es",
)


def test_a_report_and_its_translation_are_probably_one_event() -> None:
    assert across.probability(ENGLISH, [SPANISH])[0] > 0.8


def test_another_matter_is_not() -> None:
    assert across.probability(ENGLISH, [OTHER])[0] < 0.05


def test_it_does_not_matter_which_comes_first_or_what_stands_beside() -> None:
    there = across.probability(ENGLISH, [OTHER, SPANISH])
    assert there[1] == across.probability(SPANISH, [ENGLISH])[0]
    assert there[0] == across.probability(OTHER, [ENGLISH])[0]


def test_the_encoder_is_not_asked_where_names_and_numbers_leave_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(across, "portrait", lambda _: pytest.fail("the encoder was asked"))
    across.probability(ENGLISH, [OTHER])


@pytest.mark.parametrize(
    ("one", "other", "judged"),
    [("en", "es", True), ("es", "es", True), ("en", "en", False), ("en", None, False), (None, "fr", False)],
)
def test_pairs_that_are_not_both_english_are_judged_here(one: str | None, other: str | None, judged: bool) -> None:
    assert across.foreign(one, other) is judged


def test_articles_in_other_languages_are_found_by_names_and_numbers() -> None:
    seen = across.Abroad()
    assert seen.add(anchors(OTHER)) == ()
    assert seen.add(anchors(SPANISH)) == ()
    assert seen.add(anchors(ENGLISH)) == (1,)


def test_names_meet_across_scripts_by_their_sound() -> None:
    russian = told("a", "Мэр Тадея Брин сообщила о землетрясении в городе Велмора.", language="ru")
    assert set(anchors(russian).sounds.tolist()) & set(anchors(ENGLISH).sounds.tolist())


@pytest.mark.parametrize(
    ("head", "language", "day"),
    [
        ("Bridge to Sund opens May 24, 2008 The county said", "en", "2008-05-24"),
        ("Se abre el puente de Sund 24 de mayo del 2008 El condado dijo", "es", "2008-05-24"),
        ("Brücke nach Sund offen\n24. Mai 2008\nDer Kreis teilte mit", "de", "2008-05-24"),
        ("Brug naar Sund open 24-May-08 De provincie zegt", "nl", "2008-05-24"),
        ("Tarvik, 2008-05-24. The county said", "en", "2008-05-24"),
        ("The bridge that fell on May 24, 2008, will open again", "en", None),
        ("The county said in May that 24 bridges", "en", None),
    ],
)
def test_a_date_that_stands_by_itself_at_the_head_dates_an_article(head: str, language: str, day: str | None) -> None:
    stated = told("a", "x", day=day).published if day else None
    assert day_told(Article("a", "a", head, language=language)) == days_of(stated)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "es", "ru", "ar", "ja", "xx", None]))
def test_any_text_has_anchors_and_a_first_look(text: str, language: str | None) -> None:
    article = Article("a", "a", text, language=language)
    assert len(anchors(article).terms) == len(anchors(article).weights)
    found = across.first_look(article, [ENGLISH, SPANISH])
    assert ((found >= 0) & (found <= 1)).all()
