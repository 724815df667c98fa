"""What looks like a number and counts nothing: years, dates, clock times, labels, model names, telephone numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from variorum.languages import table
from variorum.statements.figures.amounts import Amount
from variorum.statements.figures.ground import Ground
from variorum.statements.figures.hedges import hedge_before
from variorum.statements.figures.lexemes import attached

# Web addresses, e-mail addresses, handles: nothing in them is a quantity. Each part is bounded by white space.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\S+|(?<!\w)@\w+|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net)\b\S*"
)
_TELEPHONE = re.compile(
    r"(?<!\w)\+\d{1,3}[ ().-]{1,3}\d[\d ().-]{6,18}\d(?!\w)|\(\d{3}\) ?\d{3}[-. ]\d{4}(?!\w)|(?<![\w.-])\d{3}([-.])\d{3}\1\d{4}(?![\w-])"
)
_YEARS = range(1000, 2101)
_LEVEL_REACH = 10  # lexemes between a quantity and its level: "put the number of people still missing at 12"
_BESIDE = 6  # lexemes between "one" and the number that shows it to count
_JOINS = frozenset("-‑/'’")

# How far around a number its name is looked for again, and how many digits such a number has.
_AROUND, _SHORT = 3000, 3
# The least number of a block of houses.
_HOUSE = 100


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(table(language, "figures").get("passed_over", {}).get(name, ()))


@cache
def _expressions(language: str) -> re.Pattern[str] | None:
    forms = sorted(_words(language, "expressions"), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE) if forms else None


@lru_cache(maxsize=8)
def closed_spans(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Give the stretches of a text in which no number is read: addresses and fixed expressions, in order."""
    found = [match.span() for match in _ADDRESS.finditer(text)] if "." in text or "@" in text else []
    found += [match.span() for match in _TELEPHONE.finditer(text)]
    if pattern := _expressions(language):
        found += [match.span() for match in pattern.finditer(text)]
    return tuple(sorted(found))


def is_passed_over(ground: Ground, amount: Amount, *, score: bool = False) -> bool:
    """Say whether an amount is none; a ``score`` may well stand right behind a name."""
    if _glued(ground, amount) or _is_base(ground, amount):
        return True
    if score:
        return any(test(ground, amount) for test in (_is_year, _is_label, _is_model, _beside_month))
    if amount.spelled and amount.kind != "money" and _is_capital_name(ground, amount):
        return True
    if amount.unit is not None:
        return _is_pronoun(ground, amount) if amount.kind == "duration" else False
    if amount.spelled and not amount.part:
        return _is_pronoun(ground, amount) or _is_label(ground, amount) or _in_name(ground, amount)
    tests = (
        _is_year, _in_date, _is_clock, _is_identifier, _is_marker, _is_counter, _is_street, _is_model, _is_index, _is_label,
        _is_version, _in_name,
    )  # fmt: skip
    return any(test(ground, amount) for test in tests)


def _glued(ground: Ground, amount: Amount) -> bool:
    """Find "G7", "A42", "AFP-1", "Covid-19", "1990s", "5G", "10:30", "3.8.0", "555-1234"."""
    lex, first, last = ground.lex, amount.first, amount.after - 1
    if first > 0 and attached(lex[first - 1], lex[first]):
        before = lex[first - 1]
        if before.kind in {"word", "numeral"} or before.text == "_" or any(map(unicodedata.combining, before.text)):
            return ground.sentence_of(first)[0] != lex[first].start
        inner = first > 1 and attached(lex[first - 2], before)
        if before.text in _JOINS and (inner and lex[first - 2].kind in {"word", "numeral"}):
            unit = before.text == "/" and lex[first - 2].kind == "word" and amount.kind in {"measure", "duration"}
            return not unit and not _of_attempts(ground, first)
        if before.text in ":.,#'’" and inner and lex[first - 2].kind == "numeral":
            return True
        if before.text in "#'’" and lex[first].kind == "numeral" and (before.text == "#" or _decade(ground, first)):
            return True
    if amount.after >= len(lex) or not attached(lex[last], lex[amount.after]):
        return False
    behind = lex[amount.after]
    if behind.kind in {"word", "numeral"} and lex[last].kind == "numeral":
        return True
    further = amount.after + 1 < len(lex) and attached(behind, lex[amount.after + 1])
    digits = further and lex[amount.after + 1].kind == "numeral"
    return bool(digits and lex[last].kind == "numeral" and behind.text in ":/.,-")


def _of_attempts(ground: Ground, at: int) -> bool:
    """Find the 22 of "14-of-22 shooting" and the 17 of "9-for-17"."""
    lex = ground.lex
    ties = table(ground.language, "figures").get("numbers", {}).get("attempts", ())
    if at < 4 or lex[at - 2].low not in ties or lex[at].kind != "numeral" or lex[at - 4].kind != "numeral":
        return False
    return all(attached(lex[place], lex[place + 1]) for place in range(at - 4, at))


def _is_base(ground: Ground, amount: Amount) -> bool:
    """Find the base of a rate: "12 cases per 100,000 people"."""
    return ground.low(amount.first - 1) in _words(ground.language, "bases")


def _is_capital_name(ground: Ground, amount: Amount) -> bool:
    """Find "Group of Seven", "the Six Day War", "the Forty-Niners": a number word with a capital within a sentence."""
    lex, first = ground.lex, amount.first
    if not (
        ground.doc is not None and lex[first].text[0].isupper() and first > 0 and ground.same_sentence(first - 1, first)
    ):
        return False
    of = ground.low(first - 1) in ground.grammar.numbers.of
    before = lex[first - 1 - of] if first > of else lex[0]
    behind = lex[amount.after] if amount.after < len(lex) else lex[-1]
    if behind.text in _JOINS and amount.after + 1 < len(lex):
        behind = lex[amount.after + 1]
    if before.kind != "word" and lex[first - 1].kind != "word":
        return False  # after a mark a sentence or a quotation may begin
    named = (before.kind == "word" and before.text[0].isupper()) or (behind.kind == "word" and behind.text[0].isupper())
    return named and not _in_title(ground, first)


def _in_title(ground: Ground, at: int) -> bool:
    """Say whether nearly every longer word of the sentence has a capital, as in a headline."""
    start, end = ground.sentence_of(at)
    words = [
        word
        for word in ground.article.text[start : min(end, start + 400)].split()[1:]
        if len(word) > 2 and word[0].isalpha()
    ]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _decade(ground: Ground, at: int) -> bool:
    return ground.low(at + 1) == "s" and attached(ground.lex[at], ground.lex[at + 1])


def _is_pronoun(ground: Ground, amount: Amount) -> bool:
    """Tell the pronoun "one" and the words "zero" that say no amount from the numbers."""
    lone = amount.after - amount.first == 1
    known = table(ground.language, "figures")
    if lone and ground.low(amount.first) in known.get("numbers", {}).get("one", ()):
        token = ground.token(amount.first)
        following = ground.lex[amount.after] if amount.after < len(ground.lex) else None
        if token is None or following is None:
            return True
        right = token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN", "ADJ"}
        if _is_toll(ground, amount):
            return False
        counts = token.dep_ in {"nummod", "compound", "amod"} and right and following.kind != "break"
        return not (counts and (amount.kind == "duration" or _beside_numbers(ground, amount)))
    if lone and amount.low == 0 and amount.spelled:
        zero = known.get("zero", {})
        after = ground.low(amount.after)
        return after in zero.get("zero_not_before", ()) or ground.low(amount.first - 1) in zero.get(
            "zero_not_after", ()
        )
    return False


def _beside_numbers(ground: Ground, amount: Amount) -> bool:
    """Say whether a hedge or another count shows that "one" counts: "at least one officer", "one man and two women"."""
    cues = table(ground.language, "figures").get("numbers", {}).get("one_cues", ())
    if hedge_before(ground, amount.first) or ground.low(amount.first - 1) in cues:
        return True
    numbers = ground.grammar.numbers
    one = ground.low(amount.first)
    token = ground.token(amount.first)
    things = table(ground.language, "figures").get("numbers", {}).get("one_things", ())
    if token is not None and token.dep_ == "nummod" and token.head.lemma_.lower() in things:
        return True
    around = (*range(amount.first - _BESIDE, amount.first), *range(amount.after, amount.after + _BESIDE))
    return any(
        ground.low(place) != one and (ground.low(place) in numbers.small or ground.lex[place].kind == "numeral")
        for place in around
        if 0 <= place < len(ground.lex) and ground.same_sentence(place, amount.first)
    )


def _is_toll(ground: Ground, amount: Amount) -> bool:
    """Take "one killed, two hurt" for counts."""
    known = table(ground.language, "figures").get("measured", {})
    token = ground.token(amount.first)
    if ground.low(amount.after) in known.get("states", ()):
        return True
    verb = token.head.head if token is not None and token.dep_ == "nummod" else None
    return verb is not None and verb.lemma_.lower() in known.get("people_tolls", ())


def _bare_digits(ground: Ground, amount: Amount) -> str:
    """Give the digits of an amount that is one plain numeral without magnitude, or nothing."""
    words = ground.lex[amount.first].text
    return words if amount.after - amount.first == 1 and words.isdigit() else ""


def _is_year(ground: Ground, amount: Amount) -> bool:
    digits = ground.lex[amount.first].text
    if not (digits.isdigit() and len(digits) == 4 and int(digits) in _YEARS) or amount.scale != 1:
        return False
    if amount.after - amount.first > 1:
        return True  # "2019-20", "1914 to 1918"
    if int(digits) % 100 == 0 and int(digits) <= 1500:
        return _dated(ground, amount) or not _counts(ground, amount)
    return _dated(ground, amount) or not _counts(ground, amount) or int(digits) in range(1900, 2060)


def _dated(ground: Ground, amount: Amount) -> bool:
    token = ground.token(amount.first)
    return token is not None and token.ent_type_ == "DATE"


def _counts(ground: Ground, amount: Amount) -> bool:
    """Say whether the number stands before a noun in the plural that it counts."""
    token = ground.token(amount.first)
    if token is None:
        return False
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"


def _beside_month(ground: Ground, amount: Amount) -> bool:
    months = _words(ground.language, "months")
    return ground.low(amount.first - 1) in months or ground.low(amount.after) in months


def _in_date(ground: Ground, amount: Amount) -> bool:
    if amount.high > 31 or amount.scale != 1:
        return False
    names = _words(ground.language, "months") | _words(ground.language, "weekdays")
    capital = table(ground.language, "figures").get("passed_over", {}).get("names_are_capital", False)
    left = amount.first - 1 - (ground.low(amount.first - 1) in {".", ","} and ground.low(amount.first - 2) in names)
    right = amount.after + (ground.low(amount.after) in ground.grammar.numbers.of)
    for _ in range(4):  # "Jan. 12, 19 and 26"
        if ground.low(left) not in {",", "and", "to", "-", "–"} or left < 2 or ground.lex[left - 1].kind != "numeral":
            break
        left -= 2
        left -= ground.low(left) == "." and ground.low(left - 1) in names
    for place in (left, right):
        if ground.low(place) in names and (not capital or ground.lex[place].text[0].isupper()):
            return not _counts(ground, amount) or place == right
    return False


def _is_spaced_clock(ground: Ground, amount: Amount) -> bool:
    """Find the hours and minutes of "10: 57", as texts have it that were cut into tokens."""
    lex = ground.lex
    for left in (amount.first, amount.first - 2):
        if left < 0 or left + 2 >= len(lex) or lex[left + 1].text != ":" or not attached(lex[left], lex[left + 1]):
            continue
        hour, minute = lex[left].text, lex[left + 2].text
        digits = hour.isdigit() and minute.isdigit() and len(hour) < 3 and len(minute) == 2
        if digits and int(hour) < 25 and int(minute) < 60:
            return True
    return False


def _is_clock(ground: Ground, amount: Amount) -> bool:
    if _is_spaced_clock(ground, amount):
        return True
    after = ground.lex[amount.after : amount.after + 3]
    written = "".join(part.low for part in after)
    hours = tuple(form.replace(" ", "") for form in _words(ground.language, "clock_after"))
    if written.startswith(hours) and after and after[0].low in {"am", "pm", "a", "p", "o", *hours}:
        return not (after[0].low == "a" and not written.startswith(("a.m", "am")))
    if ground.low(amount.first - 1) in _words(ground.language, "clock_marks"):
        return amount.first > 1 and ground.lex[amount.first - 2].kind == "numeral"
    if not 1 <= amount.high <= 12 or ground.low(amount.first - 1) not in _words(ground.language, "clock_before"):
        return False
    if ground.low(amount.first - 1) != "at" or _level_named(ground, amount.first - 1):
        return False
    return not after or after[0].kind in {"mark", "break"}


def _level_named(ground: Ground, at: int) -> bool:
    """Tell "put the number of dead at 12" from "met at 12": a quantity is named shortly before."""
    known = table(ground.language, "figures").get("measured", {})
    names, levels = known.get("measures_of", ()), known.get("levelled", ())
    before = [place for place in range(max(0, at - _LEVEL_REACH), at) if ground.same_sentence(place, at)]
    quantity = max((place for place in before if ground.low(place) in names), default=None)
    level = max((place for place in before if ground.low(place) in levels), default=None)
    if quantity is None or level is None:
        return False
    between = [ground.token(place) for place in range(max(quantity, level) + 1, at)]
    return not any(token is not None and token.tag_ in {"VBD", "VBZ", "VBP"} for token in between)


def _is_identifier(ground: Ground, amount: Amount) -> bool:
    digits = _bare_digits(ground, amount)
    return bool(digits) and ((len(digits) > 1 and digits[0] == "0") or len(digits) > 9)


def _is_marker(ground: Ground, amount: Amount) -> bool:
    """Find the "1." of a list, "[12]" and "(3)"."""
    lex, at = ground.lex, amount.first
    if amount.after - at > 1 or lex[at].kind != "numeral" or amount.scale != 1:
        return False
    if not lex[at].text.isdigit():  # "3.2 Methods" opens a section
        opens = at == 0 or lex[at - 1].kind == "break"
        return opens and "," not in lex[at].text and at + 1 < len(lex) and lex[at + 1].text[0].isupper()
    before = lex[at - 1] if at else None
    behind = lex[amount.after] if amount.after < len(lex) else None
    if before and behind and before.text + behind.text in {"()", "[]"}:
        return True
    opens_line = before is None or before.kind == "break"
    return bool(opens_line and (behind is None or behind.kind == "break" or behind.text in ".)"))


def _is_counter(ground: Ground, amount: Amount) -> bool:
    """Find the numbers of a gallery or a part: "Photo 8 of 25", "1 of 12" on a line of its own."""
    if not _bare_digits(ground, amount):
        return False
    lex, of, names = ground.lex, ground.grammar.numbers.of, _words(ground.language, "gallery")
    second = ground.low(amount.first - 1) in of and lex[amount.first - 2].kind == "numeral"
    first = ground.low(amount.after) in of and amount.after + 1 < len(lex) and lex[amount.after + 1].kind == "numeral"
    if not first and not second:
        return False
    left = amount.first - 2 if second else amount.first
    right = (amount.after if second else amount.after + 2) if second or first else amount.after
    before = lex[left - 1] if left > 0 else None
    behind = lex[right] if right < len(lex) else None
    if before is not None and before.low in names:
        return True
    opens = before is None or before.kind == "break" or before.text in "([|"
    return opens and (behind is None or behind.kind == "break" or behind.text in ")]|")


def _is_model(ground: Ground, amount: Amount) -> bool:
    """Find "a laden 737 aircraft"."""
    if ground.lex[amount.first].text not in _words(ground.language, "models") or amount.scale != 1:
        return False
    if ground.low(amount.after) in _words(ground.language, "model_kinds"):
        return True
    return _names_maker(ground.article.text, ground.language) and not _counts(ground, amount)


@lru_cache(maxsize=8)
def _names_maker(text: str, language: str) -> bool:
    """Say whether an article speaks of a maker of things that go by such numbers."""
    return any(re.search(rf"\b{maker}\b", text, re.IGNORECASE) for maker in sorted(_words(language, "makers")))


def _is_index(ground: Ground, amount: Amount) -> bool:
    """Find the number in the name of an index: "Standard and Poor's 500 index"."""
    if not _bare_digits(ground, amount) or ground.low(amount.after) not in _words(ground.language, "indices"):
        return False
    return any(ground.lex[place].text[0].isupper() for place in range(max(0, amount.first - 3), amount.first))


def _is_street(ground: Ground, amount: Amount) -> bool:
    dash = ground.low(amount.after) in _JOINS
    blocks = _words(ground.language, "blocks")
    if ground.low(amount.after + dash) in blocks:
        return amount.low >= _HOUSE or not ground.low(amount.after + dash).endswith("s")  # "three blocks away" is a way
    if ground.low(amount.after) == ground.grammar.numbers.joiner and ground.low(amount.after + 2) in blocks:
        return bool(_bare_digits(ground, amount))  # "the 600 and 700 blocks of Elm Street"
    streets = _words(ground.language, "streets")
    for place in range(amount.after, min(amount.after + 5, len(ground.lex))):
        if ground.lex[place].text == "." and len(ground.low(place - 1)) == 1:
            continue  # "202 N. Main St."
        if not ground.lex[place].text[0].isupper():
            return False
        if ground.low(place) in streets:
            return True
    return False


def _is_label(ground: Ground, amount: Amount) -> bool:
    """Find "Section 230", "page 3", "Flight 370", "level two": a number that names a thing in a row."""
    last = ground.lex[amount.after - 1]
    lettered = amount.after - amount.first == 2 and last.kind == "word" and len(last.text) == 1  # "Apt. 4B"
    if (amount.scale != 1 and not lettered) or amount.part:
        return False
    before = ground.low(amount.first - 1)
    names_of = _words(ground.language, "names_of")
    if before in ground.grammar.numbers.of and ground.low(amount.first - 2) in names_of:
        return ground.lex[amount.first - 2].text[0].isupper() and ground.same_sentence(amount.first - 3, amount.first)
    dotted = before == "." and ground.low(amount.first - 2) in _words(ground.language, "labels")
    if not dotted and before not in _words(ground.language, "labels"):
        return False
    token = ground.token(amount.first)
    if token is None:
        following = ground.lex[amount.after].kind if amount.after < len(ground.lex) else "mark"
        return following != "word"
    return not (token.dep_ == "nummod" and token.head.i > token.i) or any(
        map(str.isupper, ground.lex[amount.first - 1].text)
    )


def _is_version(ground: Ground, amount: Amount) -> bool:
    """Find "the 5.50 update" and "firmware 5.50": a decimal beside a word for software counts nothing."""
    if amount.scale != 1 or not any(
        ground.lex[place].text == "." or "." in ground.lex[place].text for place in range(amount.first, amount.after)
    ):
        return False
    known = _words(ground.language, "versions")
    return ground.low(amount.first - 1) in known or ground.low(amount.after) in known


def _in_name(ground: Ground, amount: Amount) -> bool:
    """Find "Boeing 737", "Apollo 11", "Windows 10": a number that belongs to the name before it."""
    token = ground.token(amount.first)
    if token is None or token.i == 0 or amount.scale != 1:
        return False
    before = token.nbor(-1)
    if before.is_sent_end or not before.whitespace_:
        return False
    if len(before.text) == 1 and before.text.isupper() and before.text not in {"A", "I"} and not amount.spelled:
        return not _counts(ground, amount)  # "an E 400"
    if before.pos_ != "PROPN":
        return False
    if token.ent_iob_ == "I" and token.ent_type_ not in {"", "CARDINAL", "QUANTITY", "MONEY", "PERCENT"}:
        return True
    if token.head.i == before.i and not amount.spelled:
        return True
    dated = before.lower_ in _words(ground.language, "weekdays")
    if not dated and _named_again(ground, amount, before.text):
        return before.ent_type_ not in {"GPE", "LOC", "DATE", "PERSON", "NORP"}
    return _bare_name(ground, amount) and not dated and not _is_toll(ground, amount)


def _named_again(ground: Ground, amount: Amount, before: str) -> bool:
    """Say whether the name with this very number stands near here once more: "Falcon 9 rockets", "a Falcon 9"."""
    digits, here = _bare_digits(ground, amount), ground.lex[amount.first].start
    if not digits or len(digits) > _SHORT or not before[:1].isupper():
        return False
    near = ground.article.text[max(0, here - _AROUND) : here + _AROUND]
    return len(re.findall(rf"\b{re.escape(before)} {digits}\b", near)) > 1


def _bare_name(ground: Ground, amount: Amount) -> bool:
    """Find "Python 3.11 arrives" and "Firefox 78.": after the number comes nothing that it could count."""
    if amount.spelled or amount.after - amount.first > 1:
        return False
    behind = ground.token(amount.after)
    if behind is None or not ground.same_sentence(amount.first, amount.after):
        return True
    return behind.pos_ in {"VERB", "AUX", "CCONJ", "ADP", "PUNCT"} and ground.lex[amount.after].text not in "%()-–"
