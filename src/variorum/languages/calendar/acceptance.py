"""Keep "may", "march", "1600 Pennsylvania Avenue" and "a second official" from being taken for times."""

from __future__ import annotations

import re

from variorum.languages.calendar.grammar import Grammar, Rule, slot_of

_LAST_WORD = re.compile(r"(\w+)[.']?\W{0,2}$")
_NEXT_WORD = re.compile(r"[^\w\r\n]{0,3}(\w+)")


def accepted(text: str, match: re.Match[str], rule: Rule, rules: Grammar) -> bool:
    """Say whether a match is a time where it stands; the reasons against are in the table ``[reject]``."""
    slots = {slot_of(group): group for group, words in match.groupdict().items() if words is not None}
    if any(_needs_capital(match, slots, slot) for slot in rules.capital):
        return False
    before, after = _before(text, match.start()), _after(text, match.end())
    if "year" in slots and not _is_year(text, match, slots, rules, before, after):
        return False
    if "month" in slots and "day" not in slots and "ordinalday" not in slots and "year" not in slots:
        if not _is_month(text, match, slots, rules, before, after):
            return False
    if "weekday" in slots and not _is_weekday(text, match, slots, rules, before, after):
        return False
    if rule.kind in {"shift", "duration", "often", "refer"}:
        return _is_length(text, match, slots, rule, rules, before, after)
    if "season" in slots and match.group().lower() == match.group(slots["season"]).lower():
        season = match.group().lower()
        return season not in _list(rules, "season_words") or before.lower() in _list(rules, "season_frames")
    if "minute" in slots and "ampm" not in slots and "zone" not in slots:
        return not re.match(r"[:.]\d", text[match.end() : match.end() + 2]) and _is_clock(match, slots, before)
    return not ({"nth", "season"} & slots.keys() and after.lower() in {"of"} and not slots.keys() & {"year", "yeardir"}) or "nth" in slots


def _list(rules: Grammar, name: str) -> frozenset[str]:
    return rules.reject.get(name, frozenset())


def _before(text: str, start: int) -> str:
    found = _LAST_WORD.search(text[max(0, start - 24) : start])
    return found.group(1) if found else ""


def _after(text: str, end: int) -> str:
    found = _NEXT_WORD.match(text[end : end + 40])
    return found.group(1) if found else ""


def _needs_capital(match: re.Match[str], slots: dict[str, str], slot: str) -> bool:
    if slot not in slots:
        return False
    words = match.group(slots[slot])
    words = re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)
    return not words[:1].isupper()


def _is_clock(match: re.Match[str], slots: dict[str, str], before: str) -> bool:
    """A bare "10:35" is a time after "at" and its like, or beside a date; elsewhere it may be a score or a verse."""
    if slots.keys() & {"weekday", "month", "deictic", "part"}:
        return True
    return before.lower() in {"at", "around", "about", "by", "until", "from", "before", "after", "to", "till", "since"}


def _is_year(
    text: str, match: re.Match[str], slots: dict[str, str], rules: Grammar, before: str, after: str
) -> bool:
    group = slots["year"]
    start, end = match.span(group)
    year = int(match.group(group))
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    if re.search(r"[$€£¥₫#%@/_=&?]$|\d[.,/:\-–]$|\w[/_]$", left) or re.match(r"[%°/_=]|[.,:]\d|-\d\d\d|[-–]\w?\d{4}", right):
        return match.group() != match.group(group) and bool(re.match(r"\s?[-–]", right))
    if slots.keys() - {"year", "edge"}:
        return True
    if before.lower() in _list(rules, "label_before") or after.lower() in _list(rules, "counted"):
        return False
    if 1900 <= year <= 2099:
        plural = after[-1:] == "s" and after[:1].islower() and year % 100 == 0
        return not plural
    framed = before.lower() in _list(rules, "year_after") or "edge" in slots
    followed = re.match(r"\s+[A-Z]|\s+\w+s\b", text[end : end + 30])
    return year >= 1500 and framed and not followed


def _is_month(
    text: str, match: re.Match[str], slots: dict[str, str], rules: Grammar, before: str, after: str
) -> bool:
    word = match.group(slots["month"]).lower()
    if word not in _list(rules, "month_names") or slots.keys() & {"direction", "yeardir", "yy", "edge"}:
        return True
    # "in May", "the May election"; not "Theresa May", "May I", "the March on Rome"
    if before.lower() in _list(rules, "month_frames"):
        return not (after[:1].isupper() and text[match.end() : match.end() + 1] == " " and len(after) > 1)
    return before.lower() in {"the", "a"} and after[:1].islower() and after.lower() not in {"on", "for", "of", "to"}


def _is_weekday(
    text: str, match: re.Match[str], slots: dict[str, str], rules: Grammar, before: str, after: str
) -> bool:
    word = match.group(slots["weekday"]).lower()
    if len(word) > 5 or slots.keys() & {"month", "direction", "hour", "part"}:
        return True
    if match.group(slots["weekday"]).isupper() and "month" not in slots:
        return False
    return before.lower() in _list(rules, "weekday_frames") and not after[:1].isupper()


def _is_length(
    text: str, match: re.Match[str], slots: dict[str, str], rule: Rule, rules: Grammar, before: str, after: str
) -> bool:
    words = match.group()
    lower = words.lower()
    if re.match(r"[$€£¥]|\d[.,]$", text[max(0, match.start() - 2) : match.start()][-2:]):
        return False
    unit = match.group(slots["unit"]).lower() if "unit" in slots else ""
    if unit == "second" and (rule.kind != "shift" or "ago" not in slots) and not re.match(r"\d|[a-z]+-second", lower):
        return False
    if rule.kind == "duration" and after.lower() in _list(rules, "age_after"):
        return False
    if unit == "quarter" and rule.kind == "duration" and (after.lower() == "of" or lower[:4].isdigit()):
        return False
    if rule.kind == "often":
        return _is_set(text, match, slots, rules, before, after)
    if rule.kind == "refer":
        return not (words[:1].isupper() and after[:1].isupper() and " " not in words)
    if rule.kind == "shift" and "unit" in slots and not slots.keys() & {"ago", "since", "deictic"}:
        return grain_is_day_or_more(rules, unit)
    if rule.kind == "duration" and re.fullmatch(r"(?:a|an|one)\s+\w+", lower):
        return not _is_rate(text, match.start(), rules)
    return True


def grain_is_day_or_more(rules: Grammar, unit: str) -> bool:
    """Say whether a unit is a stretch of the calendar and not of the clock."""
    return not rules.words.get("unit", {}).get(unit, "T").startswith("T")


def _is_set(
    text: str, match: re.Match[str], slots: dict[str, str], rules: Grammar, before: str, after: str
) -> bool:
    words = match.group()
    if "often" in slots and words[:1].isupper():
        return not (before[:1].isupper() or after[:1].isupper())
    if re.match(r"an?\s", words, re.IGNORECASE):
        return _is_rate(text, match.start(), rules)
    return True


def _is_rate(text: str, start: int, rules: Grammar) -> bool:
    """"$500 million a year", "two pills a day", "3 percent a month": an amount stands right before."""
    tail = text[max(0, start - 40) : start].split()
    if not tail:
        return False
    last = tail[-1].lower()
    if re.fullmatch(r"[$€£]?\d[\d.,]*[a-z%]{0,2}", last) or last in _list(rules, "rate_before"):
        return True
    amount = tail[-2].lower() if len(tail) > 1 else ""
    return last.isalpha() and last.endswith("s") and bool(re.fullmatch(r"[$€£]?\d[\d.,]*", amount))
