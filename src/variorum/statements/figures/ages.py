"""Ages that name no unit: "Ana Ruiz, 34, said", "Ruiz (34)", "aged 34", "at age 12"."""

from __future__ import annotations

from variorum.languages import table
from variorum.statements.figures.amounts import Amount
from variorum.statements.figures.ground import Found, Ground

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
    if before in aged or (before in ground.grammar.between and ground.low(amount.first - 2) in aged):
        return Found(
            "age", amount.low, amount.high, amount.first, amount.after, unit="year", measures=_whose(ground, amount)
        )
    digits = not amount.spelled and amount.low == int(amount.low) and amount.after - amount.first == 1
    if digits and before + after in {",,", "()", ",."} and _is_person(ground, amount.first - 2):
        if before + after == ",." and ground.low(amount.after + 1)[:1].isdigit():
            return None
        return Found(
            "age", amount.low, amount.high, amount.first, amount.after, unit="year", measures=_whose(ground, amount)
        )
    return None


def _is_person(ground: Ground, at: int) -> bool:
    token = ground.token(at)
    if token is None or token.pos_ != "PROPN":
        return False
    # a single surname is often mistyped, so only what is surely something else is left out
    return token.ent_type_ not in {"DATE", "FAC", "PRODUCT", "LAW", "EVENT", "MONEY"}


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
