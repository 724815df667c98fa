"""Time expressions: what is found, what it means, and what must not be taken for a time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from variorum.languages.calendar import Tense, expressions, interval, resolve

# A Wednesday.
TODAY = date(2021, 6, 16)


def found(text: str, language: str = "en") -> list[str]:
    return [text[hit.start : hit.end] for hit in expressions(text, language)]


def value(text: str, tense: Tense | None = None, today: date | None = TODAY, language: str = "en") -> str:
    hits = expressions(text, language)
    assert len(hits) == 1, found(text, language)
    return resolve(hits[0], today, tense=tense).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank on March 3, 2019.", "2019-03-03"),
        ("It sank on 3 March 2019.", "2019-03-03"),
        ("It sank on the 3rd of March 2019.", "2019-03-03"),
        ("It sank on Sunday, March 3, 2019.", "2019-03-03"),
        ("It sank on Mar. 3rd, 2019.", "2019-03-03"),
        ("It sank on 2019-03-03.", "2019-03-03"),
        ("It sank in March 2019.", "2019-03"),
        ("It sank in 2019.", "2019"),
        ("The 2019 budget passed.", "2019"),
        ("It sank in the third quarter of 2019.", "2019-Q3"),
        ("Sales fell in Q3 2019.", "2019-Q3"),
        ("It sank in the first half of 2019.", "2019-H1"),
        ("It sank in summer 2019.", "2019-SU"),
        ("It sank in the 1980s.", "198"),
        ("It sank in the 19th century.", "18"),
        ("It sailed from March 3 to 5, 2019.", "2019-03-03/2019-03-05"),
        ("It sailed 3-5 March 2019.", "2019-03-03/2019-03-05"),
        ("It sank at 3:10 a.m. on March 3, 2019.", "2019-03-03T03:10"),
        ("It sank at Thanksgiving 2019.", "2019-11-28"),
        ("It sank on Good Friday 2019.", "2019-04-19"),
    ],
)
def test_absolute_dates_need_no_reference(text: str, expected: str) -> None:
    assert value(text, today=None) == expected


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("on Friday", "past", "2021-06-11"),
        ("on Friday", "future", "2021-06-18"),
        ("on Friday", None, "2021-06-11"),
        ("on Wednesday", "past", "2021-06-16"),
        ("last Wednesday", "past", "2021-06-09"),
        ("next Monday", "future", "2021-06-21"),
        ("this Friday", "future", "2021-06-18"),
        ("Friday afternoon", "future", "2021-06-18TAF"),
        ("yesterday", "past", "2021-06-15"),
        ("tonight", None, "2021-06-16TNI"),
        ("three days ago", "past", "2021-06-13"),
        ("last week", "past", "2021-W23"),
        ("subsequent week", "future", "2021-W25"),
        ("earlier this month", "past", "2021-06"),
        ("next year", "future", "2022"),
        ("in November", "past", "2020-11"),
        ("in November", "future", "2021-11"),
        ("February 7", "past", "2021-02-07"),
        ("December 20", "past", "2020-12-20"),
        ("by the end of September", "future", "2021-09"),
        ("this summer", "future", "2021-SU"),
        ("last spring", "past", "2021-SP"),
        ("the last decade", "past", "201"),
    ],
)
def test_relative_dates_count_from_the_reference_in_the_direction_of_the_tense(
    text: str, tense: Tense | None, expected: str
) -> None:
    assert value(text, tense) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday", "XXXX-WXX-5"),
        ("on February 7", "XXXX-02-07"),
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("in November", "XXXX-11"),
        ("this summer", "XXXX-SU"),
    ],
)
def test_without_a_reference_the_unknown_stays_open(text: str, expected: str) -> None:
    assert value(text, today=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three weeks", "P3W"),
        ("an 8-week strike", "P8W"),
        ("five consecutive years", "P5Y"),
        ("two and a half", None),
        ("a year and a half", "P1Y6M"),
        ("2 1/2 hours", "PT2H30M"),
        ("twenty-five years", "P25Y"),
        ("two decades", "P2DE"),
        ("several months", "PXM"),
        ("every Monday", "XXXX-WXX-1"),
        ("annually", "P1Y"),
        ("$5 million a year", "P1Y"),
        ("recently", "PAST_REF"),
        ("currently", "PRESENT_REF"),
        ("in the near future", "FUTURE_REF"),
        ("decades ago", "PAST_REF"),
    ],
)
def test_lengths_repetitions_and_vague_times(text: str, expected: str | None) -> None:
    assert [hit.value for hit in expressions(text, "en")] == ([expected] if expected else [])


@pytest.mark.parametrize(
    "text",
    [
        "They may win and march on.",
        "Theresa May spoke to Mar Roxas.",
        "The office at 1600 Pennsylvania Avenue is closed.",
        "A church on Highway 2001 was lit up.",
        "A second official spoke.",
        "It cost $2000 or 1990 euros.",
        "He bought 1,990 shares and 2000 homes.",
        "The Sun and the Daily Herald wrote about it.",
        "The fall of the city was feared.",
        "The 29-year-old driver was unhurt.",
        "I am here.",
        "They won 3:10 in the end.",
        "See figure 12/40/7.",
        "February 30 does not exist",
    ],
)
def test_names_and_numbers_are_not_taken_for_times(text: str) -> None:
    assert [hit for hit in found(text) if hit != "February"] == []


def test_a_time_ends_where_the_next_sentence_was_run_into_it() -> None:
    assert found("The call is set for January 12President Doe agreed") == ["January 12"]


def test_a_full_stop_of_the_sentence_is_left_out() -> None:
    assert found("She left in October. He left in Oct. 2019.") == ["October", "Oct. 2019"]


def test_the_end_of_a_month_is_its_last_third() -> None:
    [hit] = expressions("by the end of March", "en")
    resolved = resolve(hit, TODAY, tense="future")
    assert (resolved.value, resolved.start, resolved.end) == ("2022-03", "2022-03-22", "2022-03-31")


def test_a_week_day_beside_the_date_chooses_the_year() -> None:
    assert value("Friday, February 7", None, date(2024, 12, 1)) == "2025-02-07"


def test_a_date_much_nearer_beats_the_tense() -> None:
    assert value("July 1", "past") == "2021-07-01"
    assert value("May 20", "future") == "2021-05-20"
    assert value("July", "past", date(2021, 6, 25)) == "2021-07"


def test_a_month_lies_where_a_verb_that_looks_ahead_says_it_lies() -> None:
    assert value("February", "future", date(2021, 3, 22)) == "2022-02"
    assert value("February", "coming", date(2021, 3, 22)) == "2021-02"
    assert value("in May", "past", date(2021, 3, 22)) == "2020-05"


def test_yesterday_beats_a_weak_future() -> None:
    assert value("Sunday", "future", date(2021, 6, 14)) == "2021-06-20"
    assert value("Sunday", "coming", date(2021, 6, 14)) == "2021-06-13"
    assert value("Friday", "coming", date(2021, 6, 14)) == "2021-06-18"


def test_two_lengths_make_one() -> None:
    assert [value(words) for words in ("two years and three months", "one day, two hours", "half a decade")] == [
        "P2Y3M",
        "P1DT2H",
        "P5Y",
    ]


def test_an_ambiguous_numeric_date_is_the_one_nearer_to_the_reference() -> None:
    assert value("10/02/2025", None, date(2025, 2, 12)) == "2025-02-10"
    assert value("10/02/2025", None, date(2025, 10, 5)) == "2025-10-02"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "le vendredi 7 février 2025", "2025-02-07"),
        ("fr", "il y a trois jours", "2021-06-13"),
        ("es", "el 7 de febrero de 2025", "2025-02-07"),
        ("es", "la semana pasada", "2021-W23"),
        ("fr", "vendredi dernier", "2021-06-11"),
        ("fr", "vendredi prochain", "2021-06-18"),
        ("fr", "le 1er mai", "2021-05-01"),
        ("fr", "la mi-mars", "2021-03"),
        ("fr", "fin 2023", "2023"),
        ("fr", "la fin de l'année", "2021"),
        ("fr", "l'été dernier", "2020-SU"),
        ("fr", "les années 1990", "199"),
        ("fr", "au XIXe siècle", "18"),
        ("fr", "le troisième trimestre 2012", "2012-Q3"),
        ("fr", "du 6 au 8 février 2025", "2025-02-06/2025-02-08"),
        ("fr", "dans la nuit de vendredi à samedi", "2021-06-11TNI"),
        ("fr", "le 14 juillet à 20 heures", "2021-07-14T20:00"),
        ("fr", "il y a une dizaine d'années", "2011"),
        ("fr", "depuis quatre-vingt-deux jours", "P82D"),
        ("fr", "tous les deux ans", "P2Y"),
        ("fr", "ces dernières semaines", "PXW"),
        ("fr", "un an et demi", "P1Y6M"),
        ("fr", "trois jours plus tard", "2021-06-19"),
        ("fr", "trois jours après la fuite", "P3D"),
        ("fr", "désormais", "PRESENT_REF"),
        ("es", "el viernes pasado", "2021-06-11"),
        ("es", "el próximo viernes", "2021-06-18"),
        ("es", "hace dos días", "2021-06-14"),
        ("es", "a mediados de marzo", "2021-03"),
        ("es", "a finales de 2023", "2023"),
        ("es", "el pasado mes de febrero", "2021-02"),
        ("es", "los años ochenta", "198"),
        ("es", "el siglo XIX", "18"),
        ("es", "del 6 al 8 de febrero de 2025", "2025-02-06/2025-02-08"),
        ("es", "el jueves por la noche", "2021-06-10TNI"),
        ("es", "el martes 15 de junio a las 20:00", "2021-06-15T20:00"),
        ("es", "treinta y cinco años", "P35Y"),
        ("es", "cada dos años", "P2Y"),
        ("es", "los próximos tres meses", "P3M"),
        ("es", "mañana por la tarde", "2021-06-17TAF"),
        ("es", "este fin de semana", "2021-W24-WE"),
        ("es", "dos semanas antes de la boda", "P2W"),
        ("es", "próximamente", "FUTURE_REF"),
        ("de", "am vergangenen Freitag", "2021-06-11"),
        ("de", "am Samstag", "2021-06-12"),
        ("de", "am Freitagabend", "2021-06-11TEV"),
        ("de", "Ende 2023", "2023"),
        ("de", "vor rund zwei Wochen", "2021-W22"),
        ("de", "die 1990er Jahre", "199"),
        ("de", "drei Tage später", "2021-06-19"),
        ("de", "um 14.30 Uhr", "2021-06-16T14:30"),
        ("it", "alla fine del 2023", "2023"),
        ("it", "nel terzo trimestre del 2012", "2012-Q3"),
        ("it", "quest'anno", "2021"),
        ("it", "due giorni dopo il voto", "P2D"),
        ("it", "gli ultimi due anni", "P2Y"),
        ("pt", "na última sexta-feira", "2021-06-11"),
        ("pt", "em meados de 2023", "2023"),
        ("pt", "dois anos atrás", "2019"),
        ("pt", "nos últimos anos", "PXY"),
        ("nl", "afgelopen vrijdag", "2021-06-11"),
        ("nl", "vrijdagavond", "2021-06-11TEV"),
        ("nl", "de jaren negentig", "199"),
        ("nl", "anderhalf jaar", "P1Y6M"),
        ("de", "am 7. Februar 2025", "2025-02-07"),
        ("de", "vor drei Tagen", "2021-06-13"),
        ("it", "il 7 febbraio 2025", "2025-02-07"),
        ("it", "tre giorni fa", "2021-06-13"),
        ("pt", "7 de fevereiro de 2025", "2025-02-07"),
        ("pt", "há três dias", "2021-06-13"),
        ("nl", "7 februari 2025", "2025-02-07"),
        ("nl", "drie dagen geleden", "2021-06-13"),
        ("zh", "首相2025年2月7日到访", "2025-02-07"),
        ("zh", "出口去年12月增长", "2020-12"),
        ("zh", "他昨天离开", "2021-06-15"),
        ("zh", "上周五晚上", "2021-06-11TEV"),
        ("zh", "3天前离开", "2021-06-13"),
        ("ja", "首相は2025年2月7日、到着した", "2025-02-07"),
        ("ja", "首相は令和3年6月1日に到着した", "2021-06-01"),
        ("ja", "昨年10月に就任した", "2020-10"),
        ("ja", "首相は7日に会談した", "2021-06-07"),
        ("ja", "10日間の旅", "P10D"),
        ("ko", "2025년 2월 7일에 도착했다", "2025-02-07"),
        ("ko", "지난해 10월에 취임했다", "2020-10"),
        ("ru", "в пятницу, 7 февраля 2025 года", "2025-02-07"),
        ("ru", "три дня назад", "2021-06-13"),
        ("uk", "7 лютого 2025 року", "2025-02-07"),
        ("pl", "trzy dni temu", "2021-06-13"),
        ("cs", "v pátek 7. února 2025", "2025-02-07"),
        ("sv", "förra veckan", "2021-W23"),
        ("da", "fredag den 7. februar 2025", "2025-02-07"),
        ("nb", "for tre dager siden", "2021-06-13"),
        ("tr", "geçen hafta", "2021-W23"),
        ("id", "Jumat, 7 Februari 2025", "2025-02-07"),
        ("vi", "ngày 7 tháng 2 năm 2025", "2025-02-07"),
        ("vi", "10/02/2025", "2025-02-10"),
    ],
)
def test_other_languages_know_their_days_and_months(language: str, text: str, expected: str) -> None:
    assert value(text, language=language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il a été élu."),
        ("fr", "Marie, 34 ans, et un homme de 40 ans ont fui."),
        ("fr", "Il compte 2000 habitants et dix-sept maires."),
        ("fr", "Une seconde fois, il marche vers Mars et rien."),
        ("es", "Ana, de 34 años, y un hombre de 40 años huyeron."),
        ("es", "Llegó por la mañana, más tarde que el segundo."),
        ("es", "Acudieron 2000 personas."),
        ("en", "He is in his early 30s and 52 years old."),
        ("en", "Three-quarters of them left as soon as it rained."),
        ("en", "The Lunar New Year is near."),
    ],
)
def test_what_only_looks_like_a_time_in_other_words(language: str, text: str) -> None:
    assert found(text, language) == []


def test_words_of_time_need_no_capital_unless_they_have_another_meaning() -> None:
    assert found("see you on friday, april 22, in the march rain; we may go") == ["friday, april 22"]


def test_the_nth_week_day_of_a_month_is_a_day() -> None:
    assert value("the first Monday of October 2020") == "2020-10-05"
    assert value("the last Friday in May 2020") == "2020-05-29"


def test_a_language_without_a_table_gives_nothing() -> None:
    assert expressions("on Friday, 2025-02-07", "xx") == ()
    assert expressions("on Friday, 2025-02-07", None) == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-W01", date(2024, 1, 1), date(2024, 1, 7)),
        ("2024-W01-WE", date(2024, 1, 6), date(2024, 1, 7)),
        ("2024-WI", date(2024, 12, 1), date(2025, 2, 28)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("198", date(1980, 1, 1), date(1989, 12, 31)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("18", date(1800, 1, 1), date(1899, 12, 31)),
        ("2024-02-07TAF", date(2024, 2, 7), date(2024, 2, 7)),
    ],
)
def test_a_value_stands_for_its_days(text: str, first: date, last: date) -> None:
    assert interval(text) == (first, last)


WORDS = st.sampled_from(
    "on last next Friday May may march 7 31 2025 1990s '80s three weeks a year ago of the end, - : . / 10:35 p.m. every"
    " $ second quarter first now \n Easter Feb. noon half century to".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)))
@example("\x00\x1f Friday\u2028 7 \ud83d\ude00 may 5")
@example("Friday " * 300)
def test_spans_lie_in_the_text_in_order_and_any_text_resolves(text: str) -> None:
    hits = expressions(text, "en")
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    for hit in hits:
        for today in (None, TODAY, date(1, 1, 1), date(9999, 12, 31)):
            resolved = resolve(hit, today, tense="past")
            assert resolved.value
            assert (resolved.start is None) == (resolved.end is None)
            assert resolved.start is None or resolved.end is None or resolved.start <= resolved.end


LANGUAGES = [
    "cs",
    "da",
    "de",
    "es",
    "fr",
    "id",
    "it",
    "ja",
    "ko",
    "nb",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "uk",
    "vi",
    "zh",
]
FOREIGN = st.sampled_from(
    "le la el il den am um in der du de la des 7 31 2025 10:30 14h30 20 h Uhr heures h anni années Jahre años ans jours días"
    " vendredi viernes Freitag mai mayo Mai trois dos drei 第 年 月 日 今年 上周五 昨日 prochain pasado fin Ende hace il y a"
    " dernier quart - , . ( ) \n trimestre 1990er siècle XIX 年前 두 지난".split(" ")
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=20, deadline=None)
@given(
    text=st.one_of(st.text(max_size=80), st.lists(FOREIGN, max_size=25).map(" ".join), st.lists(FOREIGN).map("".join))
)
def test_any_text_resolves_in_every_language(language: str, text: str) -> None:
    hits = expressions(text, language)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        for today in (None, TODAY, date(1, 1, 1), date(9999, 12, 31)):
            assert resolve(hit, today, tense="future").value
