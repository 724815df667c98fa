"""Numbers of killed and injured, read from raw text by patterns alone: a yardstick that shares nothing with the program.

A number counts where a word of dying or of being hurt stands right beside it ("three people were killed", "wounding
two", "leaves 4 dead"), in the headline too; sentences on another year, on the past or on other shootings are passed over.
A headline or a lead on one man, woman or child counts as one, if no number is given (``alone``). Numbers that somebody is
accused of or charged with are passed over (they are often fewer than all), and so is a report on several shootings at once.
"""

from __future__ import annotations

import re
from typing import Literal

Indicator = Literal["killed", "injured"]
INDICATORS: tuple[Indicator, ...] = ("killed", "injured")

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_VALUE = {word: number for number, word in enumerate(_WORDS, start=1)}
_NUMBER = (
    rf"(?<![\w$.,:#-])(\d{{1,3}}|{'|'.join(_WORDS)})(?![\w%:/]|[-.,]\d|-(?:year|month|day|week|block|hour|minute))"
)
_WHO = r"(?:\s+(?:more|other|others|innocent|young|unarmed|teenage|adult|local|unidentified))*"
_PEOPLE = (
    r"(?:\s+(?:people|persons?|men|women|man|woman|children|child|kids|boys?|girls?|teens?|teenagers?|adults?|victims?|"
    r"others?|students?|soldiers?|officers?|police|deputies|civilians|patrons|bystanders|siblings|family\s+members|"
    r"members\s+of\s+(?:the|a|his|her|their)\s+family|juveniles|individuals|males?|females?|brothers|sisters))*"
)
_PERSONS = (
    r"(?:people|persons?|men|women|children|adults?|teens?|teenagers?|students?|civilians?|officers?|deputies|victims?)"
)
_BEING = (
    r"(?:\s+(?:were|was|are|is|have|has|had|been|being|also|later|left|found|confirmed|reported|reportedly|shot|and|"
    r"fatally|stabbed|critically|seriously|slightly|badly|severely|injured|wounded|pronounced|who))*"
)
_HURT_BEING = _BEING.replace("|injured|wounded", "").replace("fatally|", "")
_STATES = {
    "killed": r"(?:killed|dead|died|dies|die|slain|murdered|deaths|fatalities)",
    "injured": r"(?:injured|wounded|hurt|injuries)",
}
_DOING = {
    "killed": r"(?:killing|killed|kills|kill|murdered|murdering|deaths\s+of|dead\s+are)",
    "injured": r"(?:injuring|injured|injures|wounding|wounded|wounds|hurting|hurts)",
}
_BOUND = r"(?:\s+(?:at\s+least|about|some|up\s+to|as\s+many\s+as|nearly|more\s+than))?"
_AFTER = r"(?!\s*(?:years?|months?|days?|weeks?|hours?|minutes?|times?|shots?|blocks?|miles?|guns?|counts?|bullets?|yards)\b)"
_ONE_OF = (
    r"(?:man|woman|men|women|boys?|girls?|child|children|adults?|juveniles?|officers?|teens?|teenagers?|students?)"
)
_ONE = (
    r"\b(?:man|woman|boy|girl|teen|teenager|toddler|infant|baby|officer|deputy|student|father|mother|child|suspect|"
    r"gunman|victim|person)\b[^.;:]{0,50}?\s"
)
_ONES = {
    "killed": _ONE + r"(?:killed|dead|dies|died|slain|fatally\s+shot|shot\s+to\s+death)\b",
    "injured": _ONE + r"(?:injured|wounded|hurt|in\s+(?:critical|serious|stable)\s+condition)\b",
}
# Numbers of the whole stand in the headline and at the beginning; those of its parts come later.
_LEAD = 900
_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+|\n+")
_JOINED = re.compile(rf"(?:\b{_ONE_OF}|{_NUMBER}{_WHO}(?:\s+[a-z]+)?\s+{_PERSONS})\s+and\s+$", re.IGNORECASE)
_ANOTHER = re.compile(r"\banother\b", re.IGNORECASE)
_CHARGED = re.compile(r"\b(?:accused\s+of|charged\s+with|charges?\s+of|suspected\s+of|alleged\w*)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:separate|unrelated)\s+(?:\w+\s+)?(?:shootings|incidents|attacks)\b|\bfirst\s+shooting\b.{0,900}\bsecond\s+shooting\b",
    re.IGNORECASE | re.DOTALL,
)
_DEGREE = re.compile(r"\b(?:critically|seriously|badly|severely|gravely)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ELSEWHERE = re.compile(
    r"\b(?:ago|earlier\s+this|last\s+(?:year|month)|since\s+the|so\s+far\s+this|this\s+year|other\s+shootings|weekend|"
    r"(?:days|weeks|months|hours|minutes|blocks|miles)\s+apart|another\s+shooting|shootings|\d+\s+hours|separate|unrelated|previous|homicides|across\s+the|columbine|sandy\s+hook|virginia\s+tech)\b",
    re.IGNORECASE,
)


def _patterns(indicator: Indicator) -> tuple[re.Pattern[str], ...]:
    being = _BEING if indicator == "killed" else _HURT_BEING
    return (
        re.compile(rf"{_NUMBER}{_WHO}{_PEOPLE}{being}\s+{_STATES[indicator]}\b", re.IGNORECASE),
        re.compile(rf"\b{_DOING[indicator]}{_BOUND}\s+{_NUMBER}{_AFTER}", re.IGNORECASE),
    )


_PATTERNS = {indicator: _patterns(indicator) for indicator in INDICATORS}
_SINGLE = {indicator: re.compile(pattern, re.IGNORECASE) for indicator, pattern in _ONES.items()}


def numbers(title: str, text: str, year: str, indicator: Indicator, *, alone: bool = True) -> frozenset[int]:
    """The numbers of this indicator that one report opens with; ``{1}`` for a victim told of ``alone``."""
    if _SEVERAL.search(f"{title} {text[:_LEAD]}"):
        return frozenset()
    sentences = [title, *_SENTENCE.split(text[:_LEAD])]
    own = [one for one in sentences if not _ELSEWHERE.search(one) and set(_YEAR.findall(one)) <= {year}]
    hits = [
        (one, behind, hit)
        for one, behind in zip(own, [*own[1:], ""], strict=True)
        for held in _PATTERNS[indicator]
        for hit in held.finditer(one)
    ]
    if alone and not hits and any(_SINGLE[indicator].search(one) for one in own[:3]):
        return frozenset({1})
    return frozenset({_number(hit.group(1)) for one, behind, hit in hits if not _a_part(one, behind, hit)} - {0})


def _a_part(sentence: str, behind: str, hit: re.Match[str]) -> bool:
    """Say whether the number is no total: added to one before it, followed by another, of the badly hurt, of a charge.

    "A man and two children are dead"; "one person was shot and injured. They found another"; "accused of killing two".
    """
    ahead, rest = sentence[: hit.start(1)], sentence[hit.end() :]
    followed = _number(hit.group(1)) == 1 and bool(_ANOTHER.search(f"{rest} {behind}"))
    return bool(followed or _JOINED.search(ahead) or _DEGREE.search(hit.group()) or _CHARGED.search(ahead))


def _number(words: str) -> int:
    return _VALUE.get(words.lower()) or int(words)
