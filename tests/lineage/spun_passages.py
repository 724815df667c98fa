"""A spinning program that remembers which passage became which, so that alignments can be checked; for tests and bench."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from variorum.languages import sentences

from .spinner import FILLERS, SWAPS, spin

Place = tuple[int, int]
Swap = Callable[[str, random.Random], str]

# More of what a thesaurus puts for a word of the news, right or wrong; written from general knowledge, as SWAPS is.
MORE = {
    "about": "roughly", "according": "pursuant", "across": "throughout", "added": "appended", "after": "following",
    "again": "anew", "against": "versus", "agreed": "concurred", "agreement": "accord", "almost": "nearly",
    "already": "by now", "also": "additionally", "although": "though", "announced": "proclaimed", "another": "a further",
    "approved": "sanctioned", "area": "zone", "army": "military", "around": "circa", "arrested": "apprehended",
    "attack": "assault", "attacks": "assaults", "authorities": "officialdom", "became": "turned", "because": "since",
    "before": "prior to", "believe": "reckon", "biggest": "largest", "bring": "fetch", "business": "commerce",
    "called": "termed", "came": "arrived", "cause": "trigger", "caused": "triggered", "chief": "principal",
    "city": "metropolis", "clear": "evident", "confirmed": "affirmed", "continue": "persist", "could": "might",
    "court": "tribunal", "crisis": "emergency", "damage": "harm", "death": "demise", "deaths": "fatalities",
    "decided": "resolved", "decision": "ruling", "died": "perished", "different": "distinct", "difficult": "arduous",
    "during": "amid", "early": "initial", "economic": "fiscal", "effort": "endeavour", "efforts": "endeavours",
    "election": "ballot", "enough": "sufficient", "event": "occurrence", "every": "each", "fear": "dread",
    "fighting": "combat", "final": "ultimate", "fire": "blaze", "first": "initial", "forced": "compelled",
    "former": "erstwhile", "forward": "onward", "future": "coming", "gave": "granted", "government": "administration",
    "great": "grand", "group": "cluster", "growing": "mounting", "growth": "expansion", "happened": "occurred",
    "head": "chief", "help": "aid", "high": "elevated", "hope": "aspire", "hospital": "infirmary", "house": "dwelling",
    "huge": "enormous", "hundreds": "scores", "hurt": "wounded", "important": "significant", "increase": "rise",
    "industry": "sector", "information": "data", "injured": "wounded", "inside": "within", "international": "global",
    "killed": "slain", "killing": "slaying", "known": "recognised", "large": "sizeable", "largest": "greatest",
    "later": "afterwards", "launched": "initiated", "lawyer": "attorney", "leader": "chieftain", "leaders": "chieftains",
    "left": "departed", "likely": "probable", "little": "scant", "local": "neighbourhood", "made": "crafted",
    "major": "principal", "make": "craft", "many": "numerous", "market": "marketplace", "meeting": "gathering",
    "members": "affiliates", "might": "may", "military": "martial", "more": "extra", "most": "the majority of",
    "moved": "shifted", "need": "require", "never": "at no time", "news": "tidings", "number": "quantity",
    "officer": "constable", "officers": "constables", "official": "functionary", "officials": "functionaries",
    "often": "frequently", "only": "solely", "open": "ajar", "opened": "unlocked", "order": "command",
    "other": "different", "over": "above", "paid": "remunerated", "part": "portion", "party": "faction",
    "peace": "harmony", "police": "law enforcement", "poor": "impoverished", "possible": "feasible",
    "president": "head of state", "pressure": "strain", "price": "cost", "prices": "costs", "problem": "trouble",
    "problems": "troubles", "public": "civic", "quickly": "swiftly", "raised": "lifted", "reached": "attained",
    "ready": "prepared", "really": "truly", "recent": "latest", "recently": "lately", "rescue": "salvage",
    "rise": "climb", "risk": "peril", "scene": "setting", "seen": "witnessed", "sent": "dispatched",
    "several": "various", "shot": "gunned down", "should": "ought to", "show": "display", "showed": "displayed",
    "shows": "displays", "situation": "predicament", "small": "tiny", "some": "certain", "spokesman": "mouthpiece",
    "started": "commenced", "statement": "declaration", "still": "nonetheless", "street": "avenue", "strong": "potent",
    "such": "this sort of", "support": "backing", "taken": "seized", "talks": "negotiations", "their": "their own",
    "think": "ponder", "thought": "pondered", "thousands": "multitudes", "threat": "menace", "three": "3",
    "through": "via", "today": "this day", "took": "seized", "trade": "commerce", "trial": "tribunal hearing",
    "tried": "attempted", "trying": "attempting", "under": "beneath", "until": "till", "used": "utilised",
    "using": "utilising", "very": "extremely", "victims": "casualties", "violence": "brutality", "want": "desire",
    "wants": "desires", "week": "seven days", "went": "proceeded", "while": "whereas", "whole": "entire",
    "win": "triumph", "without": "sans", "woman": "lady", "women": "ladies", "work": "labour", "working": "labouring",
    "world": "globe", "worst": "gravest", "would": "shall", "wounded": "injured", "year": "twelvemonth",
    "years": "twelvemonths", "young": "youthful", "president's": "leader's", "man": "fellow", "men": "fellows",
}  # fmt: skip
THESAURUS = {**MORE, **SWAPS}
_STRANGE = sorted(set(SWAPS.values()))


@dataclass(frozen=True)
class Spun:
    """A spun text, and which place of the source (characters) became which place of it."""

    text: str
    pairs: tuple[tuple[Place, Place], ...]


def by_thesaurus(word: str, draw: random.Random, thesaurus: Mapping[str, str] = THESAURUS) -> str:
    """Swap a word of the thesaurus; one that it does not know and that is long is garbled: a spinner would know it."""
    known = thesaurus.get(word.lower())
    if known is None:
        return draw.choice(_STRANGE) if word.islower() and len(word) > 5 else word
    return known.capitalize() if word[0].isupper() else known


def spin_passages(
    text: str, strength: float, *, seed: int = 7, cut: float = 0.25, language: str = "en", swap: Swap = by_thesaurus
) -> Spun:
    """Rewrite a text as ``spin`` does, with more words known, some sentences run together, and a record of what became what."""
    draw = random.Random(seed)  # noqa: S311 - the same text each time
    kept = [place for place in sentences(text, language) if draw.random() >= cut]
    for at in range(0, len(kept) - 1, 4):
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return assemble([(place, _spun(text[place[0] : place[1]], strength, draw, swap)) for place in kept], draw, strength)


def assemble(parts: Sequence[tuple[Place, str]], draw: random.Random, strength: float) -> Spun:
    """Put rewritten sentences in a row; now and then two become one."""
    text, pairs = "", []
    for place, words in parts:
        joined = text.endswith(".") and draw.random() < strength / 5
        text = f"{text[:-1]}, and " if joined else f"{text} " if text else ""
        begin = len(text)
        text += words[0].lower() + words[1:] if joined else words
        pairs.append((place, (begin, len(text))))
    return Spun(text, tuple(pairs))


def _spun(sentence: str, strength: float, draw: random.Random, swap: Swap) -> str:
    spun = re.sub(
        r"[A-Za-z]{3,}",
        lambda found: swap(found.group(), draw) if draw.random() < strength else found.group(),
        sentence,
    )
    return f"{draw.choice(FILLERS).capitalize()}, {spun[0].lower()}{spun[1:]}" if draw.random() < strength / 3 else spun


def garble(text: str, strength: float, seed: int) -> str:
    """Spin a real article, whose words the spinner mostly does not know: those it garbles at the same strength."""
    draw = random.Random(seed)  # noqa: S311 - the same text each time

    def swap(match: re.Match[str]) -> str:
        return draw.choice(_STRANGE) if draw.random() < strength else match.group()

    return re.sub(r"\b[a-z]{5,}\b", swap, spin(text, strength, cut=0.33, seed=seed))
