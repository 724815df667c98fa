"""What a sentence counts with: values, units, hedges, changes and dates. All sentences are ours."""

from __future__ import annotations

import pytest

from variorum.languages import parse
from variorum.model import Article, Figure
from variorum.statements.figures import figures_in


def figures(text: str, *, language: str = "en", url: str | None = None) -> tuple[Figure, ...]:
    article = Article(id="a", input="test", text=text, language=language, url=url)
    return figures_in(parse(text) if language == "en" else None, article)


def values(text: str, language: str = "en") -> list[tuple[str, float | None, float | None, str | None]]:
    return [(one.span.words, one.low, one.high, one.unit) for one in figures(text, language=language)]


def only(text: str, url: str | None = None) -> Figure:
    (figure,) = figures(text, url=url)
    return figure


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The port cost $14.9 billion.", "$14.9 billion", 14.9e9, "USD"),
        ("The port cost US$14.1bn.", "US$14.1bn", 14.1e9, "USD"),
        ("It is a $14.9-billion port.", "$14.9-billion", 14.9e9, "USD"),
        ("The bridge cost €3m.", "€3m", 3e6, "EUR"),
        ("The fund holds ¥10 trillion.", "¥10 trillion", 1e13, "JPY"),
        ("The road cost Rs 5 crore.", "Rs 5 crore", 5e7, "INR"),
        ("He paid 1.2 million Canadian dollars.", "1.2 million Canadian dollars", 1.2e6, "CAD"),
        ("The tower cost 20 million pounds.", "20 million pounds", 2e7, "GBP"),
        ("A ticket costs 45 cents.", "45 cents", 0.45, "USD"),
        ("A book cost thirteen dollars and fifty cents.", "thirteen dollars and fifty cents", 13.5, "USD"),
        ("They gave a quarter of a million dollars.", "a quarter of a million dollars", 250_000, "USD"),
    ],
)
def test_money_is_read_in_any_notation(text: str, words: str, value: float, unit: str) -> None:
    assert values(text) == [(words, value, value, unit)]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "kind"),
    [
        ("A ten% levy came.", "ten%", 10, "percentage", "percentage"),
        ("Prices rose 5.5 per cent.", "5.5 per cent", 5.5, "percentage", "percentage"),
        ("It gained 25 basis points.", "25 basis points", 25, "basis point", "percentage"),
        ("It lost 0.3 percentage points.", "0.3 percentage points", 0.3, "percentage point", "percentage"),
        ("It fell to an 8-week low.", "8-week", 8, "week", "duration"),
        ("They led for five consecutive years.", "five consecutive years", 5, "year", "duration"),
        ("It took half an hour.", "half an hour", 0.5, "hour", "duration"),
        ("The boat made 60 miles an hour.", "60 miles an hour", 60, "mile per hour", "measure"),
        ("It grew to 42C.", "42C", 42, "degree Celsius", "measure"),
        ("The man is 6 ft 3 in tall.", "6 ft 3 in", 6.25, "foot", "measure"),
        ("A 34-year-old pilot flew it.", "34-year-old", 34, "year", "age"),
        ("Anna Berg, 34, flew it.", "34", 34, "year", "age"),
    ],
)
def test_units_have_plain_singular_names(text: str, words: str, value: float, unit: str, kind: str) -> None:
    figure = only(text)
    assert (figure.span.words, figure.low, figure.high, figure.unit, figure.kind) == (words, value, value, unit, kind)


@pytest.mark.parametrize(
    ("text", "low", "high", "hedge"),
    [
        ("Up to 500 soldiers came.", None, 500, "up to"),
        ("As many as 40 tanks came.", None, 40, "as many as"),
        ("No more than three ships came.", None, 3, "no more than"),
        ("At least 12 ships came.", 12, None, "at least"),
        ("More than 700 ships came.", 700, None, "more than"),
        ("Nearly 100 trucks came.", 100, 100, "nearly"),
        ("Some 20 ships came.", 20, 20, "some"),
        ("It hosts around 54,000 sailors.", 54_000, 54_000, "around"),
        ("It has about a $100 billion gap.", 1e11, 1e11, "about"),
        ("They sent 500 or more trucks.", 500, None, "or more"),
        ("It ran for nearly a decade.", 1, 1, "nearly"),
    ],
)
def test_a_hedge_opens_the_side_it_leaves_open(text: str, low: float | None, high: float | None, hedge: str) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.hedge) == (low, high, hedge)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("It needs 10 to 12 ships.", "10 to 12", 10, 12),
        ("It needs between 5 and 7 ships.", "between 5 and 7", 5, 7),
        ("It costs $3 to $4 million.", "$3 to $4 million", 3e6, 4e6),
        ("It costs $3-4 million.", "$3-4 million", 3e6, 4e6),
        ("It pays 20 or 30 percent.", "20 or 30 percent", 20, 30),
        ("Sales fell by between a quarter and a third.", "between a quarter and a third", 1 / 4, 1 / 3),
    ],
)
def test_a_range_shares_its_unit_and_magnitude(text: str, words: str, low: float, high: float) -> None:
    figure = only(text)
    assert (figure.span.words, figure.low, figure.high) == (words, low, high)


def test_from_and_to_are_two_levels_where_something_moves() -> None:
    assert values("Imports fell from $3.1 billion to $2.9 billion.") == [
        ("$3.1 billion", 3.1e9, 3.1e9, "USD"),
        ("$2.9 billion", 2.9e9, 2.9e9, "USD"),
    ]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Wages rose by 5 percent.", ["rise"]),
        ("Wages rose to 5 percent.", ["level"]),
        ("Shares fell 3% to 12 euros.", ["fall", "level"]),
        ("The firm reported a 10% drop.", ["fall"]),
        ("Rents are 30% higher than wages.", ["difference"]),
    ],
)
def test_a_step_is_told_from_a_level(text: str, changes: list[str]) -> None:
    assert [figure.change for figure in figures(text)] == changes


def test_a_bare_dollar_is_the_dollar_of_the_pages_country() -> None:
    assert only("The dam cost $5 million.", url="https://news.example.com.au/dam").unit == "AUD"
    assert only("The dam cost $5 million.", url="https://news.example.com/dam").unit == "USD"


@pytest.mark.parametrize(
    "text",
    [
        "It was built in 1998 and rebuilt in 2007.",
        "They met on February 7 and on 9 March 2021.",
        "It starts at 7:30 p.m. on Jan. 12, 19 and 26.",
        "The G7 met near gate B12 on Highway 51.",
        "An F-16 and a Boeing 737 landed.",
        "Call 555-1234 or write to desk5@example.com.",
        "See https://example.com/2025/303825 for more.",
        "One of them said that no one saw this one.",
        "In the first place, the first lady spoke.",
        "Version 3.8.0 came out in the 1990s.",
        "1. Open the box",
        "It happened at 202 N. Main St. and in the 600 block of Elm Street.",
    ],
)
def test_what_counts_nothing_is_passed_over(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "words", "rank", "measures"),
    [
        ("She is the 47th president of the club.", "47th", 47, "president of the club"),
        ("It was his second summit with a foreign leader.", "second", 2, "summit with a foreign leader"),
        ("He is the first leader to meet Anna Berg.", "first", 1, "leader to meet Anna Berg"),
        ("It is the world's third-largest economy.", "third-largest", 3, "world's economy"),
    ],
)
def test_ordinals_rank_something(text: str, words: str, rank: float, measures: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.span.words, figure.low, figure.high) == ("ordinal", words, rank, rank)
    assert figure.measures == measures


def test_superlatives_alone_are_no_figures() -> None:
    assert figures("Norway is the largest investor in the port, and one of the oldest.") == ()


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("Dozens of ships sank.", "Dozens", None),
        ("Hundreds of thousands of people left.", "Hundreds of thousands", None),
        ("It cost hundreds of millions of dollars.", "hundreds of millions of dollars", "USD"),
        ("It cost a whole lot of billions.", "a whole lot of billions", None),
        ("Several ports closed.", "Several", None),
    ],
)
def test_a_vague_amount_has_no_value(text: str, words: str, unit: str | None) -> None:
    figure = only(text)
    assert (figure.kind, figure.low, figure.high, figure.unit) == ("vague", None, None, unit)
    assert figure.span.words == words
    assert figure.hedge
    assert words.lower().startswith(figure.hedge)


@pytest.mark.parametrize(
    ("text", "words", "measures"),
    [
        ("He wants to cut the trade deficit with Norway to zero.", "zero", "trade deficit with Norway"),
        ("They brought the deficit with Norway down to “even.”", "even", "deficit with Norway"),
        ("There were no injuries.", "no", "injuries"),
        ("No one was hurt in the fire.", "No one", "people hurt"),
    ],
)
def test_nothing_and_a_balance_are_nought(text: str, words: str, measures: str) -> None:
    figure = only(text)
    assert (figure.span.words, figure.low, figure.high, figure.measures) == (words, 0, 0, measures)


def test_one_counts_where_something_shows_that_it_does() -> None:
    assert values("One example is the harbour.") == []
    assert values("At least one guard and two drivers left.") == [("one", 1, None, None), ("two", 2, 2, None)]
    assert values("He made a one-month break.") == [("one-month", 1, 1, "month")]


def test_a_fraction_is_a_part_of_one() -> None:
    assert [round(figure.low or 0, 3) for figure in figures("Two-thirds of voters agree; one in five is unsure.")] == [
        0.667,
        0.2,
    ]


def test_the_first_of_two_numbers_shares_the_unit_of_the_second() -> None:
    assert [(one.low, one.unit) for one in figures("The victims were 20 and 15 years old.")] == [
        (20, "year"),
        (15, "year"),
    ]


def test_french_is_read_by_grammar_alone() -> None:
    text = "Au moins 12 personnes ont été tuées; le navire coûte 3,5 millions d'euros et pèse 1 200 tonnes."
    assert values(text, language="fr") == [
        ("12", 12, None, None),
        ("3,5 millions d'euros", 3.5e6, 3.5e6, "EUR"),
        ("1 200 tonnes", 1200, 1200, "tonne"),
    ]
    assert figures(text, language="fr")[0].measures == "personnes tuées"


def test_french_tens_and_round_nouns_have_values() -> None:
    text = "Une trentaine de blessés, quatre-vingt-dix rescapés, vingt et un disparus, soixante-douze marins."
    assert [figure.low for figure in figures(text, language="fr")] == [30, 90, 21, 72]


def test_a_language_without_a_table_gives_no_figures() -> None:
    assert figures("12 3 45", language="xx") == ()


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The mayor put the death toll at 12.", "death toll"),
        ("Police put the number of dead at 12.", "number of dead"),
    ],
)
def test_a_level_at_the_end_of_a_sentence_is_no_hour(text: str, measures: str) -> None:
    found = figures_in(parse(text), Article(id="a", input="a", text=text, language="en"))
    assert [(figure.low, figure.measures) for figure in found] == [(12, measures)]


def test_an_hour_after_a_quantity_stays_an_hour() -> None:
    text = "The crew counted the number of boats when they met at 12."
    found = figures_in(parse(text), Article(id="a", input="a", text=text, language="en"))
    assert [figure.span.words for figure in found] == []


def test_a_number_behind_bare_carriage_returns_is_read() -> None:
    text = "\r\r0"
    article = Article(id="a", input="a", text=text, language="en")
    assert [figure.span.words for figure in figures_in(None, article)] in ([], ["0"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Their record fell to 5-11 in March.", "5-11"),
        ("It was a 5-11 season for them.", "5-11"),
        ("Varga won 6-7 in the end.", "6-7"),
        ("Lund beat Oster 5-0 on Friday.", "5-0"),
    ],
)
def test_a_result_is_a_score_and_no_range(text: str, words: str) -> None:
    assert [(figure.span.words, figure.kind) for figure in figures(text)] == [(words, "score")]


def test_a_range_of_something_in_the_plural_is_no_score() -> None:
    assert [(figure.kind, figure.low, figure.high) for figure in figures("About 10-12 people came.")] == [
        ("count", 10, 12)
    ]
    assert [(figure.kind, figure.low, figure.high) for figure in figures("It held 10-12 rooms.")] == [("count", 10, 12)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The hull grew 1.2 metres to 112.4 metres.", [(1.2, "metre", "rise"), (112.4, "metre", "level")]),
        ("The price was cut by €180 to €499.", [(180, "EUR", "fall"), (499, "EUR", "level")]),
        ("The rate rose to 4.1 percent from 3.9.", [(4.1, "percentage", "level"), (3.9, "percentage", "level")]),
        ("It does 34 miles per gallon in town and 41 on the road.", [(34, "mile per gallon", "level")] * 1),
    ],
)
def test_a_step_and_its_level_are_no_range(text: str, expected: list[tuple[float, str, str]]) -> None:
    found = [(figure.low, figure.unit, figure.change) for figure in figures(text)]
    assert found[: len(expected)] == expected
    assert all(figure.low == figure.high for figure in figures(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lasted two hours, 14 minutes and 24 seconds.", [(2.24, "hour")]),
        ("The 6-foot-6 guard is new.", [(6.5, "foot")]),
        ("It burns 6.4 litres per 100 kilometres.", [(6.4, "litre per 100 kilometre")]),
        ("The mill makes 900 tonnes a year.", [(900, "tonne per year")]),
        ("It has 650Nm and a 7nm chip.", [(650, "newton metre"), (7, "nanometre")]),
        ("Downloads rose to 1.2m in May.", [(1.2e6, None)]),
        ("The wall is 1.2m high.", [(1.2, "metre")]),
        ("It runs over 5G.", []),
        ("The margin is plus or minus 3 points.", [(3, None)]),
        ("Youths of 16- to 24-years-old left.", [(16, "year")]),
        ("Between the ages of 17 and 20 they serve.", [(17, "year")]),
        ("A boy, 6, was found.", [(6, "year")]),
        ("There were 12 cases per 100,000 people.", [(12, None)]),
        ("It held 5 million pounds of potatoes.", [(5e6, "pound")]),
        ("It raised 5 million pounds of public money.", [(5e6, "GBP")]),
        ("About 5-6,000 people came.", [(5000, None)]),
    ],
)
def test_units_and_magnitudes_are_told_by_what_stands_around(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert [figure.unit for figure in figures(text)] == [unit for _, unit in expected]
    assert [figure.low for figure in figures(text)] == pytest.approx([low for low, _ in expected])


@pytest.mark.parametrize(
    "text",
    [
        "The Group of Seven met in Kiel on the coast.",
        "Photo 8 of 25",
        "1 of 12",
        "3.2 Methods and results",
        "Call (202) 555-0142 or +44 20 7946 0958.",
        "A fully laden 737 aircraft landed.",
        "It will take a day or two.",
        "The train left at 10: 57 on Monday.",
    ],
)
def test_names_counters_and_telephone_numbers_are_no_figures(text: str) -> None:
    assert figures(text) == ()


def test_one_of_the_counted_things_of_news_counts() -> None:
    assert values("He threw one interception.") == [("one", 1, 1, None)]
    assert values("It was one idea.") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Costó 1.500 millones de euros.", [(1.5e9, "EUR")]),
        ("es", "Bajó al 7,1 por ciento en tres años.", [(7.1, "percentage"), (3, "year")]),
        ("es", "Duró dos horas y media.", [(2.5, "hour")]),
        ("es", "Al menos 12 soldados llegaron.", [(12, None)]),
        ("es", "El 12 de marzo de 2024 llegaron.", []),
        ("fr", "Il a duré deux heures et demie.", [(2.5, "hour")]),
        ("fr", "Au moins 12 soldats sont venus.", [(12, None)]),
        ("fr", "La moitié des postes, soit 4 300, disparaît.", [(0.5, None), (4300, None)]),
    ],
)
def test_spanish_and_french_are_read_by_grammar_alone(
    language: str, text: str, expected: list[tuple[float, str | None]]
) -> None:
    found = figures_in(None, Article(id="a", input="a", text=text, language=language))
    assert [(figure.low, figure.unit) for figure in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs 10p an hour.", [(0.1, "GBP")]),
        ("It shows 1080p video.", []),
        ("It lasted two-and-a-half years.", [(2.5, "year")]),
        ("There were two quarters of contraction.", [(2, "quarter")]),
        ("The inn is 400m from the shop where people wait.", [(400, "metre")]),
    ],
)
def test_pence_halves_and_quarters_as_the_press_writes_them(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert [(figure.low, figure.unit) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    "text", ["The 5.50 update is out.", "The phone runs firmware 2.1 now.", "It came after the 5.0 update."]
)
def test_versions_of_software_count_nothing(text: str) -> None:
    assert figures(text) == ()
