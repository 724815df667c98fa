"""A spinning program of our own, for tests: it swaps words, drops and turns round sentences, as article spinners do."""

from __future__ import annotations

import random
import re

# Each word with what it is swapped for. Some swaps are no synonyms at all, as real spinners have it.
SWAPS = {
    "said": "stated", "told": "informed", "reservoir": "basin", "water": "liquid", "town": "township",
    "people": "individuals", "engineers": "technicians", "wall": "barrier", "crack": "fissure", "cracks": "fissures",
    "found": "detected", "morning": "daybreak", "evening": "nightfall", "residents": "inhabitants", "asked": "requested",
    "leave": "depart", "homes": "dwellings", "school": "academy", "hall": "corridor", "beds": "bunks",
    "pumps": "siphons", "lowered": "decreased", "level": "stage", "meters": "metres", "metres": "yards",
    "danger": "hazard", "immediate": "instant", "built": "constructed", "inspection": "examination",
    "last": "closing", "spring": "springtime", "heavy": "weighty", "rain": "rainfall", "weeks": "fortnights",
    "blamed": "faulted", "company": "enterprise", "owns": "possesses", "power": "vitality", "plant": "vegetation",
    "repairs": "fixes", "cost": "price", "begin": "start", "money": "cash", "minister": "cleric", "visited": "toured",
    "promised": "pledged", "report": "account", "experts": "specialists", "country": "nation", "old": "aged",
    "dam": "weir", "dams": "weirs", "similar": "alike", "checked": "verified", "month": "lunation", "valley": "vale",
    "road": "highway", "closed": "shut", "trains": "locomotives", "run": "sprint", "slowly": "sluggishly",
    "below": "beneath", "farmers": "growers", "lost": "misplaced", "crops": "harvests", "fields": "meadows",
    "flooded": "drowned", "release": "discharge", "warning": "alarm", "hours": "periods", "night": "darkness",
    "mayor": "burgomaster", "angry": "irate", "nobody": "no person", "knew": "recognised", "long": "prolonged",
    "return": "come back", "soon": "shortly", "expected": "anticipated", "families": "households", "slept": "dozed",
    "volunteers": "helpers", "soup": "broth", "blankets": "covers", "children": "kids", "seventy": "70",
    "concrete": "tangible", "workers": "labourers", "sealed": "closed off", "resin": "gum", "sensors": "detectors",
    "measure": "gauge", "movement": "motion", "minute": "instant", "stable": "steady", "since": "as",
}  # fmt: skip
FILLERS = ("basically", "indeed", "notably", "as such", "in the process")


def spin(text: str, strength: float, *, cut: float = 0.15, seed: int = 7) -> str:
    """Rewrite a text: each known word is swapped with probability ``strength``, sentences are cut and turned round.

    From a strength of 0.9 on, one plain word in three that it does not know is garbled too.
    """
    draw = random.Random(seed)  # noqa: S311 - the same text each time
    kept = [each for each in re.split(r"(?<=[.!?])\s+", text) if draw.random() >= cut]
    for at in range(0, len(kept) - 1, 4):
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return " ".join(_spun(sentence, strength, draw) for sentence in kept)


def _spun(sentence: str, strength: float, draw: random.Random) -> str:
    def swap(match: re.Match[str]) -> str:
        word = match.group()
        known = SWAPS.get(word.lower())
        if known and draw.random() < strength:
            return known.capitalize() if word[0].isupper() else known
        if strength >= 0.9 and word.islower() and len(word) > 4 and draw.random() < 0.33:
            return word[::-1]
        return word

    spun = re.sub(r"[A-Za-z]+", swap, sentence)
    return f"{draw.choice(FILLERS).capitalize()}, {spun[0].lower()}{spun[1:]}" if draw.random() < strength / 3 else spun
