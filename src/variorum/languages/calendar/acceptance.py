"""Keep "may", "march", "1600 Pennsylvania Avenue" and "a second official" from being taken for times."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.languages.calendar.grammar import Grammar, Rule, slot_of

_LAST_WORD = re.compile(r"(\w+)[.']?\W{0,2}$")
_NEXT_WORD = re.compile(r"[^\w\r\n]{0,3}(\w+)")


@dataclass(frozen=True)
class _Place:
    """A match where it stands: its filled slots and the words before and after it."""

    text: str
    match: re.Match[str]
    slots: dict[str, str]
    kind: str
    rules: Grammar
    before: str
    after: str

    def words(self, slot: str) -> str:
        return self.match.group(self.slots[slot]) if slot in self.slots else ""

    def has(self, *slots: str) -> bool:
        return any(slot in self.slots for slot in slots)

    def listed(self, word: str, name: str) -> bool:
        return word.lower() in self.rules.reject.get(name, frozenset())


def accepted(text: str, match: re.Match[str], rule: Rule, rules: Grammar) -> bool:
    """Say whether a match is a time where it stands; the words that speak against are in the table ``[reject]``."""
    slots = {slot_of(group): group for group, words in match.groupdict().items() if words is not None}
    place = _Place(text, match, slots, rule.kind, rules, _before(text, match.start()), _after(text, match.end()))
    if any(_lacks_capital(place, slot) for slot in rules.capital):
        return False
    checks = (
        ("year", _is_year),
        ("month", _is_month),
        ("weekday", _is_weekday),
        ("season", _is_season),
        ("minute", _is_clock),
        ("often", _is_set),
        ("day2", _is_range),
        ("num2", _is_span_of_lengths),
        ("span", _is_stretch),
        ("holiday", _is_holiday),
        ("deictic", _is_day),
        ("lonepart", _is_part),
        ("decades", _is_decade),
    )
    if any(place.has(slot) and not check(place) for slot, check in checks):
        return False
    return rule.kind not in {"shift", "duration", "often", "refer"} or _is_length(place)


def _before(text: str, start: int) -> str:
    found = _LAST_WORD.search(text[max(0, start - 24) : start])
    return found.group(1) if found else ""


def _after(text: str, end: int) -> str:
    found = _NEXT_WORD.match(text[end : end + 40])
    return found.group(1) if found else ""


def _lacks_capital(place: _Place, slot: str) -> bool:
    words = re.sub(r"^the\s+", "", place.words(slot), flags=re.IGNORECASE)
    if not words or words[:1].isupper():
        return False
    plain = words.lower().replace("’", "'")
    return plain in place.rules.shortened or place.listed(plain, "needs_capital")


def _is_year(place: _Place) -> bool:
    start, end = place.match.span(place.slots["year"])
    left, right = place.text[max(0, start - 2) : start], place.text[end : end + 2]
    if place.has("yytail") and right[:1] == "/":
        return True
    if re.search(r"[$€£¥₫#%@/_=&?]$|©\s?$|\d[.,/:\-–]$|\w[/_]$", left) or re.match(
        r"[%°/_=]|[.,:]\d|-\d\d\d|[-–]\w?\d{4}", right
    ):
        return len(place.match.group()) > end - start and bool(re.match(r"\s?[-–]", right))
    if place.slots.keys() - {"year", "edge"}:
        return True
    if place.listed(place.before, "label_before") or place.listed(place.after, "counted"):
        return False
    year = int(place.words("year"))
    if 1900 <= year <= 2099:
        return not (place.after[-1:] == "s" and place.after[:1].islower() and year % 100 == 0)  # "2000 homes"
    framed = place.listed(place.before, "year_after") or place.has("edge")
    return year >= 1500 and framed and not re.match(r"\s+[A-Z]|\s+\w+s\b", place.text[end : end + 30])


def _is_month(place: _Place) -> bool:
    """Tell months from names: "in May" and "the May election" are months; "Theresa May", "May I" and "the March on Rome" are not."""
    beside = ("day", "ordinalday", "year", "direction", "yeardir", "yy", "edge")
    if not place.listed(place.words("month"), "month_names") or place.has(*beside):
        return True
    if place.listed(place.before, "month_frames"):
        end = place.match.end()
        stopped = "." in place.text[end - 1 : end + 1]  # "in March. It was cold": the capital opens a sentence
        return stopped or not (place.after[:1].isupper() and place.text[end : end + 1] == " " and len(place.after) > 1)
    article = place.before.lower() in {"the", "a"}
    return article and place.after[:1].islower() and place.after.lower() not in {"on", "for", "of", "to"}


def _is_weekday(place: _Place) -> bool:
    """A short form ("Sun", "Sat.") needs a date, a clock or a preposition beside it."""
    word = place.words("weekday")
    full = word.lower() not in place.rules.shortened
    if full or place.has("month", "direction", "hour", "part"):
        return True
    return not word.isupper() and place.listed(place.before, "weekday_frames") and not place.after[:1].isupper()


def _is_season(place: _Place) -> bool:
    if place.has("year", "yeardir", "direction"):
        return True
    if place.after.lower() == "of":
        return False  # "the fall of the city"
    bare = re.sub(r"^the\s+", "", place.match.group().lower())
    alone = bare == place.words("season").lower()  # "the fall in prices", "a hot spring"
    framed = place.listed(place.before, "season_frames")
    return framed or not (alone and place.listed(place.words("season"), "season_words"))


def _is_clock(place: _Place) -> bool:
    """A bare "10:35" is a time after "at" and its like, or beside a date; elsewhere it may be a score or a verse."""
    if place.kind == "numeric" or place.has("ampm", "hmark", "zone", "weekday", "month", "deictic", "part"):
        return True
    end = place.match.end()
    return place.listed(place.before, "clock_frames") and not re.match(r"[:.]\d", place.text[end : end + 2])


def _is_set(place: _Place) -> bool:
    """Tell times from names: "daily" is a time; "the Yomiuri daily" and "the Daily Herald" are papers."""
    capital = place.match.group()[:1].isupper()
    return not (place.before[:1].isupper() or (capital and place.after[:1].isupper()))


def _is_range(place: _Place) -> bool:
    """Tell "March 15 to 18" from "on March 15 to 18 months in prison"."""
    return place.after.lower() not in place.rules.words.get("units", {})


def _is_span_of_lengths(place: _Place) -> bool:
    return place.before.lower() not in place.rules.words.get("month", {})


def _is_stretch(place: _Place) -> bool:
    """Tell "the last ten months" from "will last ten months"."""
    return not place.match.group().lower().startswith(place.words("span").lower()) or not place.listed(
        place.before, "verb_before"
    )


def _is_holiday(place: _Place) -> bool:
    return not place.listed(place.before, "other_calendars")


def _is_part(place: _Place) -> bool:
    """Tell "in the morning" and "by dawn" from "the night of the storm" and a girl called Dawn."""
    return (
        place.listed(place.before, "part_frames")
        and not place.words("lonepart")[:1].isupper()
        and not place.listed(place.after, "day_of_after")
    )


def _follows_name(place: _Place) -> bool:
    """Whether a capital word goes on from a name: the "Now" of "PlayStation Now"."""
    start = place.match.start()
    return place.before[:1].isupper() and place.text[start - 1 : start] == " " and place.text[start - 2].isalnum()


def _is_day(place: _Place) -> bool:
    """Tell "today" from the "Today" of "USA Today"."""
    return not (place.match.group()[:1].isupper() and place.before.isupper() and _follows_name(place))


def _is_decade(place: _Place) -> bool:
    """Tell "the 30s" from "in her early 30s"."""
    if len(place.words("decades")) > 4:
        return True
    start = place.match.start()
    near = re.findall(r"\w+", place.text[max(0, start - 24) : start])[-2:]
    return not any(place.listed(word, "owners") for word in near)


def _is_length(place: _Place) -> bool:
    words = place.match.group()
    unit = (place.words("unit") or place.words("units") or place.words("bare")).lower()
    start = place.match.start()
    if re.search(r"[$€£¥]$|\d[.,]$", place.text[max(0, start - 2) : start]):
        return False
    if place.listed(unit, "unit_ordinals") and not place.has("ago") and not re.match(r"\d|[a-z]+-", words.lower()):
        return False  # "a second official"
    if place.has("units") and place.listed(place.words("num"), "single"):
        return False  # "a years-long dispute" lasts no single year
    if place.listed(words, "some_day") and (place.kind == "refer") != place.listed(place.before, "modals"):
        return False
    if place.kind == "often":
        return not re.match(r"an?\s", words, re.IGNORECASE) or _is_rate(place.text, start, place.rules)
    if place.kind == "refer":
        if place.listed(words, "passing") and place.listed(place.after, "passing_after"):
            return False  # "soon after the vote" tells an order, no time
        return not (words[:1].isupper() and (place.after[:1].isupper() or _follows_name(place)) and " " not in words)
    return _is_shift(place, unit) if place.kind == "shift" else _is_duration(place, unit)


def _is_shift(place: _Place, unit: str) -> bool:
    if place.has("since") and place.listed(place.after, "compared_after"):
        return False  # "two days earlier than planned" is a length
    lying = place.words("direction") or place.words("relative")
    if place.listed(unit, "long_units") and place.listed(lying, "lying"):
        return False  # "the past decade" is ten years, "the last decade" may be the one with a number
    if place.listed(place.match.group(), "day_of") and place.listed(place.after, "day_of_after"):
        return False  # "the day of the storm" names no day by itself
    relative = place.has("unit") and not place.has("ago", "since", "deictic")
    return not relative or not place.rules.words.get("unit", {}).get(unit, "T").startswith("T")


def _is_duration(place: _Place, unit: str) -> bool:
    words = place.match.group()
    named = words[:1].isupper() and place.after[:1].isupper() and (place.words("unit") or place.words("units"))
    if named and named[:1].isupper():
        return False  # "the Six Day War"
    if place.listed(place.after, "age_after") or _is_age(place, unit):
        return False
    fraction = place.after.lower() == "of" or words[:4].isdigit() or re.search(r"-\w+s$", words)
    if place.listed(unit, "unit_parts") and not place.has("vague") and fraction:
        return False  # "a quarter of them", "three-quarters", "the 1988 quarter"
    rated = re.fullmatch(r"(?:a|an|one)\s+\w+", words.lower())
    return not (rated and _is_rate(place.text, place.match.start(), place.rules))


def _is_age(place: _Place, unit: str) -> bool:
    """Tell "Marie, 34 ans," and "âgé de 34 ans" from a length of time, in languages that name ages in years."""
    if not place.listed(unit, "age_units"):
        return False
    start, end = place.match.span()
    left = place.text[max(0, start - 24) : start].lower().rstrip()
    if any(left.endswith(phrase) for phrase in place.rules.reject.get("age_before", ())):
        return True
    return left.endswith((",", "(", ", de", ", d")) and place.text[end : end + 1] in {",", ")"}


def _is_rate(text: str, start: int, rules: Grammar) -> bool:
    """Whether an amount stands right before: "$500 million a year", "two pills a day", "3 percent a month"."""
    tail = text[max(0, start - 40) : start].split()
    if not tail:
        return False
    last = tail[-1].lower()
    if re.fullmatch(r"[$€£]?\d[\d.,]*[a-z%]{0,2}", last) or last in rules.reject.get("rate_before", frozenset()):
        return True
    amount = tail[-2].lower() if len(tail) > 1 else ""
    return last.isalpha() and last.endswith("s") and bool(re.fullmatch(r"[$€£]?\d[\d.,]*", amount))
