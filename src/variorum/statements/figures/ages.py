"""Ages that name no unit: "Ana Ruiz, 34, said", "Ruiz (34)", "aged 34", "at age 12"."""

from __future__ import annotations

from variorum.languages import table
from variorum.statements.figures.amounts import Amount
from variorum.statements.figures.ground import Found, Ground
from variorum.statements.figures.phrases import noun_phrase, subject_of, words_of

_OLDEST = 115


def age_beside_name(ground: Ground, amount: Amount) -> Found | None:
    """Read a bare number as an age, where it follows a person or a word like "aged"."""
    if amount.unit is not None or amount.part or amount.scale != 1 or not 0 < amount.low <= amount.high <= _OLDEST:
        return None
    aged = table(ground.language, "figures").get("unit_words", {}).get("aged", ())
    phrases = table(ground.language, "figures").get("unit_words", {}).get("aged_phrases", ())
    said = " ".join(ground.low(amount.first - back) for back in (3, 2, 1))
    if said in phrases:
        return Found("age", amount.low, None, amount.first, amount.after, unit="year", hedge=said)
    before, after = ground.low(amount.first - 1), ground.low(amount.after)
    if _age_named(ground, amount):
        return Found(
            "age", amount.low, amount.high, amount.first, amount.after, unit="year", measures=_subject(ground, amount)
        )
    if before in aged or (before in ground.grammar.between and ground.low(amount.first - 2) in aged):
        return Found(
            "age", amount.low, amount.high, amount.first, amount.after, unit="year", measures=_whose(ground, amount)
        )
    digits = not amount.spelled and amount.low == int(amount.low) and amount.after - amount.first == 1
    if digits and before + after in {",,", "()", ",.", ",;"} and _is_person(ground, amount.first - 2):
        if before + after == ",." and ground.low(amount.after + 1)[:1].isdigit():
            return None
        return Found(
            "age", amount.low, amount.high, amount.first, amount.after, unit="year", measures=_whose(ground, amount)
        )
    return None


def _age_named(ground: Ground, amount: Amount) -> bool:
    """Find "at the age of 40", "between the ages of 17 and 20" and "dies at 91"."""
    known = table(ground.language, "figures").get("unit_words", {})
    said = f"{ground.low(amount.first - 2)} {ground.low(amount.first - 1)}"
    if said in known.get("age_of", ()):
        return True
    closes = amount.after >= len(ground.lex) or ground.lex[amount.after].kind in {"mark", "break"}
    closes = closes or ground.low(amount.after) in {*ground.grammar.between, ground.grammar.numbers.joiner}
    further = ground.low(amount.after) in {":", "."} and ground.low(amount.after + 1)[:1].isdigit()
    small = amount.after - amount.first == 1 and amount.low == int(amount.low)
    last = ground.low(amount.first - 1)
    return small and closes and not further and (said in known.get("aged_at", ()) or last in known.get("aged_at", ()))


def _subject(ground: Ground, amount: Amount) -> str | None:
    """Give the person that the sentence says the age of, if it says so before."""
    token = ground.token(amount.first)
    here = token
    while here is not None and here.head.i != here.i and here.pos_ not in {"VERB", "AUX"}:
        here = here.head
    who = subject_of(here) if here is not None and here.pos_ in {"VERB", "AUX"} else None
    return words_of(who.doc, noun_phrase(who, frozenset()), ground.language) if who is not None else None


def _is_person(ground: Ground, at: int) -> bool:
    token = ground.token(at)
    if token is None or not (token.pos_ == "PROPN" or (token.text.istitle() and len(token.text) > 2)):
        persons = table(ground.language, "figures").get("unit_words", {}).get("persons", ())
        return token is not None and token.tag_ == "NN" and token.lower_ in persons
    # a single surname is often mistyped, so only what is surely something else is left out
    known = table(ground.language, "figures").get("passed_over", {})
    if token.lower_ in known.get("months", ()) or token.lower_ in known.get("weekdays", ()):
        return False
    return token.ent_type_ not in {"FAC", "PRODUCT", "LAW", "EVENT", "MONEY"}


def _whose(ground: Ground, amount: Amount) -> str | None:
    """Give the name or noun right before the age."""
    token = ground.token(amount.first - 2)
    if token is None:
        return None
    if token.ent_type_ == "PERSON":
        start = token.i
        while start > 0 and token.doc[start].ent_iob_ == "I":
            start -= 1
        return str(token.doc[start : token.i + 1].text)
    near = [part.text for part in token.doc[max(0, token.i - 3) : token.i + 1] if part.pos_ in {"NOUN", "PROPN", "ADJ"}]
    return " ".join(near) or None
