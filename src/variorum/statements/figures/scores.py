"""Results of games and votes: "won 3-1", "a 5-11 season", which are no ranges."""

from __future__ import annotations

from variorum.statements.figures.amounts import Amount, is_spread
from variorum.statements.figures.ground import Ground

# No side of a game or a vote counts further than this.
_MOST = 1000
_PLURAL = frozenset({"NNS", "NNPS"})


def is_score(ground: Ground, amount: Amount) -> bool:
    """Tell the two sides of "their 5-11 record" and "won 6-7" from the range of "10-12 people".

    Two whole numbers tied by a dash are a range only before something in the plural that they count.
    """
    if ground.doc is None or amount.low == amount.high or amount.unit is not None or amount.scale != 1:
        return False
    tied = amount.after - amount.first == 3 and ground.lex[amount.first + 1].text in ground.grammar.dashes
    whole = amount.low == int(amount.low) and amount.high == int(amount.high) and amount.high < _MOST
    if not tied or not whole or amount.spelled or is_spread(ground.lex, amount.first, ground.grammar):
        return False
    for place in range(amount.after, min(amount.after + 4, len(ground.lex))):
        token = ground.token(place)
        if token is None or ground.lex[place].kind != "word" or not ground.same_sentence(amount.first, place):
            return True
        if token.tag_ in _PLURAL or token.lower_ == "people":
            return False
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            return True
    return True
