"""Where names stand in one article: runs of capitals, cut where a country, a title or a person begins.

The small parser misses and cuts many names, so the capitals lead and its opinion is one vote among others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from variorum.languages.names import POSSESSIVE, Lexicon, fold
from variorum.model import EntityKind, MentionKind
from variorum.statements.words import Word

LABELS: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other", "NORP": "other",
}  # fmt: skip
_PARTICLES = frozenset("de da do dos du della del der den van von bin ibn al el la le ben abu ter ten zu".split())
_DOUBLED = frozenset("von de van".split())
_INSIDE = frozenset("of for on".split())
_GENERATIONS = frozenset("jr sr ii iii iv".split())
_QUOTES = frozenset("\"'“”‘’")
_NICKNAME_MARKS = _QUOTES | frozenset("()")
_PRONOUNS = frozenset("he she it they we i you his her its their my our your".split())
_OFTEN = 2
_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Found:
    """One name where it stands: characters, the range of its words, and what speaks for each kind (weights)."""

    start: int
    end: int
    first: int
    last: int
    votes: tuple[tuple[EntityKind, float], ...]
    label: str = ""
    kind: MentionKind = "name"


class _Finder:
    """Holds the words of one article and what its capitals show, while its names are cut out."""

    def __init__(self, text: str, words: list[Word], lexicon: Lexicon) -> None:
        self.text, self.words, self.lexicon = text, words, lexicon
        self.folded = [fold(word.text) for word in words]
        self.lower = Counter(
            key for key, word in zip(self.folded, words, strict=True) if not word.capital and word.text[0].isalpha()
        )
        self.solid = Counter(
            key
            for key, word in zip(self.folded, words, strict=True)
            if word.capital and not word.opens and key not in lexicon.common and key not in lexicon.openers
        )
        self.namely = [self._namely(index) for index in range(len(words))]
        self.pairs = Counter(pairwise(self.folded))

    def _listed(self, key: str) -> bool:
        lexicon = self.lexicon
        return key in lexicon.countries or key in lexicon.places or key in lexicon.known or key in lexicon.seats

    def _namely(self, index: int) -> bool:
        """Say whether this word's capital makes it part of a name, or of a title before one."""
        word, key = self.words[index], self.folded[index]
        if not word.capital or not key or not word.text[0].isalnum() or (len(key) == 1 and not word.text.endswith(".")):
            return bool(word.label in {"GPE", "NORP"} and key in self.lexicon.countries)
        if key in self.lexicon.small and not word.text.isupper():
            return False
        if not word.opens:
            return True
        if key in self.lexicon.initials:
            return word.text.isupper()
        if self._listed(key) or self.lexicon.is_title(key):
            return True
        if key in self.lexicon.openers:
            return False
        if self.solid[key] > self.lower[key] or key in self.lexicon.given:
            return True
        if word.proper is None:
            return False
        return (word.proper or word.label in {"PERSON", "ORG", "GPE"}) and not self.lower[key]

    def _near(self, left: int, right: int) -> bool:
        gap = self.text[self.words[left].end : self.words[right].start]
        return len(gap) <= 1 and gap in {"", " ", "\u00a0"}

    def runs(self) -> list[tuple[int, int]]:
        """Give the runs of words that may hold names, as ranges of words."""
        found: list[tuple[int, int]] = []
        index = 0
        while index < len(self.words):
            if not self.namely[index]:
                index += 1
                continue
            end = index + 1
            while (step := self._step(end)) > end:
                end = step
            found.append((index, end))
            index = end
        return found

    def _step(self, end: int) -> int:
        """Give where the run goes on to, or ``end`` if it stops there."""
        if end >= len(self.words) or not self._near(end - 1, end):
            return end
        word = self.words[end]
        if self.words[end - 1].sentence != word.sentence:
            return end
        if word.text in _NICKNAME_MARKS:
            return self._past_nickname(end)
        if self.namely[end]:
            if self.folded[end] in self.lexicon.small and (word.loud or not word.text.isupper()):
                return end
            return end if self._calendar(end) or self._calendar(end - 1) else end + 1
        if word.text in _DOUBLED and end + 2 < len(self.words) and self.folded[end + 1] in _PARTICLES:
            whole = self._near(end, end + 1) and self._near(end + 1, end + 2) and self.namely[end + 2]
            return end + 3 if whole else end  # "Ursula von der Heide"
        if end + 1 >= len(self.words) or not self._near(end, end + 1) or not self.namely[end + 1]:
            return end
        if self.words[end + 1].sentence != word.sentence:
            return end
        if word.text in _HYPHENS and self.words[end - 1].end == word.start and word.end == self.words[end + 1].start:
            return end if self._apart(end) else end + 2
        return end + 2 if self._joins(end) else end

    def _past_nickname(self, opening: int) -> int:
        """Go over a nickname inside a name: Ann "the Fox" Moe."""
        for closing in range(opening + 2, min(opening + 5, len(self.words) - 1)):
            if self.words[closing].text in _NICKNAME_MARKS:
                inside = self.words[opening + 1].capital or self.words[closing - 1].capital
                if self.words[closing].text == ")" and self.folded[opening + 1] not in self.lexicon.given:
                    return opening  # "Lunde (Bergen) Otieno": a party or a place
                spaced = self.words[opening].end == self.words[opening + 1].start and self._near(closing, closing + 1)
                named = self.namely[closing + 1] and self.words[closing + 1].sentence == self.words[opening].sentence
                return (
                    closing + 2
                    if inside and spaced and named and self.words[closing].end < self.words[closing + 1].start
                    else opening
                )
        return opening

    def _calendar(self, index: int) -> bool:
        """Say that a day or month never stands inside a name, except as a given name ("Theresa May", "June Smith")."""
        key = self.folded[index]
        if key not in self.lexicon.calendar:
            return False
        return not (self.words[index].label == "PERSON" or key in self.lexicon.given)

    def _apart(self, hyphen: int) -> bool:
        """Tell "US-Japan" (two names) from "Indo-Pacific" (one)."""
        left, right = self.folded[hyphen - 1], self.folded[hyphen + 1]
        if f"{left} {right}" in self.lexicon.places or f"{left} {right}" in self.lexicon.countries:
            return False
        return all(self._listed(key) or self.solid[key] > 1 for key in (left, right))

    def _joins(self, index: int) -> bool:
        """Say whether a small word holds two capitals together ("Bank of Japan", "Ursula von der Leyen", "AT & T")."""
        key, word = self.folded[index], self.words[index]
        if word.text == "&" or key in _PARTICLES:
            return True
        inside = word.entity >= 0 and word.entity == self.words[index - 1].entity == self.words[index + 1].entity
        if key in _INSIDE:
            if self.folded[index + 1] in self.lexicon.calendar:
                return False
            return self.folded[index - 1] in self.lexicon.heads or (inside and key == "of")
        # two names are labelled one organisation now and then: "and" joins only before a word that ends such a name
        if key != "and" or not inside or word.label != "ORG" or self.folded[index - 1] in self.lexicon.endings:
            return False
        last = next((n for n in range(index, len(self.words)) if self.words[n].entity != word.entity), len(self.words))
        return self.lexicon.endings.get(self.folded[last - 1]) == "organisation"

    def cut(self, first: int, end: int) -> list[tuple[int, int, bool]]:
        """Cut a run into names: ranges of words, and whether a title shows that it is a person."""
        while first < end and self._weak_start(first, end):
            first += 1
        if first >= end:
            return []
        titled = self._after_title(first, end)
        if titled:
            start, title = titled
            return [*self.cut(first, title), *([(start, end, True)] if start < end else [])]
        trimmed = self._before_title(first, end)
        if trimmed < end:
            return self.cut(first, trimmed)
        alone = end - first > 1 and self.pairs[self.folded[first], self.folded[first + 1]] == 1
        if alone and self.solid[self.folded[first]] > 2 and self._land(first + 1, end) == end:
            country = self.lexicon.countries.get(" ".join(self.folded[first + 1 : end]))
            if country and country.sovereign and not self._listed(self.folded[first]):
                return [(first, first + 1, False), (first + 1, end, False)]  # "told Trump Japan was ready"
        land = self._land(first, end)
        if land and land < end and self._splits(first, land, end):
            return [(first, land, False), *self.cut(land, end)]
        return [(first, end, False)]

    def _weak_start(self, first: int, end: int) -> bool:
        """Find a first word whose capital says nothing, before a name: "Former", "In", a day of the week."""
        key = self.folded[first]
        if self._land(first, end):
            return False
        if key in self.lexicon.openers:
            return self.words[first].opens or end - first == 1 or key in _PRONOUNS
        return end - first == 1 and key in self.lexicon.common

    def _after_title(self, first: int, end: int) -> tuple[int, int] | None:
        """Find the last title in a run with a name after it: where the name starts, and where the title starts."""
        if any(self.lexicon.endings.get(key) for key in self.folded[end - 1 : end]) and end - first < 5:
            ending = self.folded[end - 1]
            if not self.lexicon.is_title(ending):
                return None
        for start in range(end - 1, first, -1):
            for length in (5, 4, 3, 2, 1):
                left = start - length
                if left < first:
                    continue
                key = " ".join(self.folded[left:start])
                if (self.lexicon.is_title(key) or self._is_calling(key, start, end)) and not self.lexicon.is_title(
                    self.folded[start]
                ):
                    if left > first and self.folded[left - 1] in self.lexicon.given and length == 1:
                        continue
                    return start, self._modifiers(first, left)
        return None

    def _is_calling(self, key: str, start: int, end: int) -> bool:
        """See a noun for a person before what must be a person's name: "Coroner Ann Moe"."""
        if key not in self.lexicon.people or end - start < 2:
            return False
        return self.folded[start] in self.lexicon.given or self.words[end - 1].label == "PERSON"

    def _modifiers(self, first: int, end: int) -> int:
        while end > first and (
            self.folded[end - 1] in self.lexicon.modifiers or self.lexicon.is_title(self.folded[end - 1])
        ):
            end -= 1
        return end

    def _before_title(self, first: int, end: int) -> int:
        """Drop titles from the end of a run: "Israeli Prime Minister", "SoftBank CEO"."""
        for length in (5, 4, 3, 2, 1):
            left = end - length
            if left < first or not self.lexicon.is_title(" ".join(self.folded[left:end])):
                continue
            if left > first and length == 1 and self.folded[left - 1] in self.lexicon.given:
                return end
            return self._modifiers(first, left)
        return end

    def _land(self, first: int, end: int) -> int | None:
        """Give where a country, region or known place ends that begins at ``first``."""
        for length in range(min(6, end - first), 0, -1):
            key = " ".join(part for part in self.folded[first : first + length] if part)
            if key in self.lexicon.countries or (length > 1 and key in self.lexicon.places):
                return first + length
        return None

    def _splits(self, first: int, land: int, end: int) -> bool:
        """Tell "US | AI" and "Japanese | Toyota" from "US Steel" and "South China Sea"."""
        rest = self.folded[land:end]
        if self.lexicon.endings.get(rest[-1]) or any(key in _INSIDE for key in rest):
            return False
        if all(key in self.lexicon.common for key in rest):
            # a list of capitals such as "US LNG"; a slogan such as "America First" is no country
            return any(self.words[index].text.isupper() for index in range(land, end))
        if self._land(land, end) == end:
            return True
        one, other = self.words[first], self.words[land]
        if one.entity >= 0:
            return one.entity != other.entity
        country = self.lexicon.countries.get(" ".join(self.folded[first:land]))
        return country is not None and country.standing == "people" and other.proper is not None

    def found(self) -> list[Found]:
        """Give every name of the article in order.

        Headlines are read last: where every word has a capital, only what is a name elsewhere is one.
        """
        pieces: list[tuple[int, int, bool]] = []
        headlines: list[tuple[int, int]] = []
        for first, end in self.runs():
            if self.words[first].loud:
                headlines.append((first, end))
            else:
                pieces += self.cut(first, end)
        forms = Counter(tuple(self.folded[first:end]) for first, end, _ in pieces)
        names = [piece for first, end, person in pieces for piece in self._recut(first, end, person, forms)]
        for first, end in headlines:
            names += self._from_headline(first, end, forms)
        found = [self._name(first, end, person) for first, end, person in sorted(names)]
        return [name for name in found if name]

    def _recut(
        self, first: int, end: int, person: bool, forms: Counter[tuple[str, ...]]
    ) -> list[tuple[int, int, bool]]:
        """Cut a run that swallowed a headline: "Aide Ann Moe Dies" holds "Ann Moe", which is a name elsewhere."""
        whole = tuple(self.folded[first:end])
        if end - first < 3 or forms[whole] > 1 or self._ends_a_name(end):
            return [(first, end, person)]
        for length in range(end - first - 1, 1, -1):
            for start in range(first, end - length + 1):
                form = whole[start - first : start - first + length]
                if forms[form] and self._is_person(start, start + length) and whole[-1] not in _GENERATIONS:
                    rest = [*self._from_headline(first, start, forms), *self._from_headline(start + length, end, forms)]
                    return [*rest, (start, start + length, person)]
        return [(first, end, person)]

    def _is_person(self, first: int, end: int) -> bool:
        labelled = all(word.label == "PERSON" for word in self.words[first:end])
        return (self.folded[first] in self.lexicon.given or labelled) and not self._ends_a_name(end)

    def _ends_a_name(self, end: int) -> bool:
        return self.folded[end - 1] in self.lexicon.endings

    def _from_headline(self, first: int, end: int, forms: Counter[tuple[str, ...]]) -> list[tuple[int, int, bool]]:
        """Take from words that all have a capital those that are a name elsewhere, or a listed country."""
        found: list[tuple[int, int, bool]] = []
        start = first
        while start < end:
            sizes = range(min(6, end - start), 0, -1)
            size = next((n for n in sizes if self._is_known(start, start + n, forms)), 0)
            size = size or next((n for n in sizes if self._looks_personal(start, start + n)), 0)
            if size:
                found.append((start, start + size, False))
            start += size or 1
        return found

    def _is_known(self, first: int, end: int, forms: Counter[tuple[str, ...]]) -> bool:
        form = tuple(self.folded[first:end])
        if forms[form] or self._listed(" ".join(form)):
            return True
        if end - first == 1:
            return self.solid[form[0]] > 1 and self.solid[form[0]] > self.lower[form[0]]
        return False

    def _looks_personal(self, first: int, end: int) -> bool:
        words = self.words[first:end]
        same = words[0].entity >= 0 and all(word.entity == words[0].entity for word in words)
        return same and words[0].label == "PERSON" and self.folded[first] in self.lexicon.given and 1 < len(words) < 4

    def _name(self, first: int, end: int, person: bool) -> Found | None:
        while end > first and not self.words[end - 1].text[0].isalnum():
            end -= 1
        if first >= end or not self._worthy(first, end):
            return None
        words = self.words[first:end]
        start, stop = words[0].start, words[-1].end
        tail = POSSESSIVE.search(words[-1].text)
        if tail and tail.start() and tail.group()[-1] in "sS":
            stop = words[-1].start + tail.start()
        labels = Counter(word.label for word in words if word.label in LABELS)
        label = min(labels, key=lambda name: (-labels[name], name)) if labels else ""
        return Found(start, stop, first, end, tuple(self._votes(first, end, label, person)), label)

    def _worthy(self, first: int, end: int) -> bool:
        keys = [key for key in self.folded[first:end] if key]
        whole = " ".join(keys)
        if whole in self.lexicon.initials and not self.words[first].text.isupper():
            return False
        if self._listed(whole):
            return True
        if all(key in self.lexicon.common or key in self.lexicon.openers for key in keys):
            return len(keys) > 1 and not any(word.opens for word in self.words[first:end])
        if len(keys) == 1:
            word = self.words[first]
            if word.opens and not self.solid[whole] and not (word.proper and word.label) and word.proper is not None:
                return False
            if self._is_common_noun(whole) and word.label not in {"PERSON", "GPE"}:
                # "the Chiefs": a team, if the article never writes the word small
                return self.solid[whole] > _OFTEN and not self.lower[whole] and not self.lower[whole[:-1]]
            if self.lexicon.is_title(whole) or (whole in self.lexicon.modifiers and not word.label):
                return False
            if word.proper is False and not word.label and not word.text[1:2].isupper():
                # a lone capital that the tagger takes for a common word is one, unless it is used as a name elsewhere
                return self.solid[whole] > 1 and not self.lower[whole]
            return not (self.lower[whole] > self.solid[whole] and not word.label)
        return True

    def _is_common_noun(self, key: str) -> bool:
        lexicon = self.lexicon
        return any(
            word in lexicon.people or word in lexicon.bodies for word in (key, key[:-1] if key[-1:] == "s" else key)
        )

    def _votes(self, first: int, end: int, label: str, person: bool) -> list[tuple[EntityKind, float]]:
        lexicon, keys = self.lexicon, [key for key in self.folded[first:end] if key]
        whole = " ".join(keys)
        votes: list[tuple[EntityKind, float]] = []
        if label:
            votes.append((LABELS[label], 1.0 if label in {"PERSON", "GPE"} else 0.7))
        if end - first == 1 and self._coined(self.words[first].text):
            votes.append(("organisation", 0.8))
        votes += self._beside(first, end)
        if person:
            votes.append(("person", 3.0))
        if whole in lexicon.countries or whole in lexicon.places:
            votes.append(("place", 3.0))
        if whole in lexicon.known or whole in lexicon.seats:
            votes.append(("organisation" if whole in lexicon.known else "place", 3.0))
        ending = lexicon.endings.get(keys[-1]) if len(keys) > 1 else None
        if ending in {"organisation", "place", "other"}:
            votes.append((ending, 2.5))  # type: ignore[arg-type]  # the table holds these three only
        elif len(keys) > 1 and keys[0] in lexicon.heads and any(key in _INSIDE for key in keys):
            votes.append(("organisation", 2.0))
        elif 1 < len(keys) < 5 and keys[0] in lexicon.given:
            votes.append(("person", 2.0))
        return votes

    def _beside(self, first: int, end: int) -> list[tuple[EntityKind, float]]:
        """Weigh the words right beside a name: "the Yomiuri daily", "the firm OpenAI", "Lunde, 54,"."""
        lexicon = self.lexicon
        votes: list[tuple[EntityKind, float]] = []
        following = self.folded[end] if end < len(self.words) and self._near(end - 1, end) else ""
        if following in lexicon.bodies and following not in lexicon.followers:
            votes.append(("organisation", 0.4))  # "the Yomiuri daily"
        elif lexicon.endings.get(following) == "other":
            votes.append(("other", 1.5))  # "the Stargate project"
        before = self.folded[first - 1] if first and self._near(first - 1, first) else ""
        if before in lexicon.bodies and before not in lexicon.people:
            votes.append(("organisation", 1.5))  # "the firm OpenAI"
        if weight := self._personal(first, end):
            votes.append(("person", weight))
        return votes

    def _personal(self, first: int, end: int) -> float:
        """Weigh what stands beside a name that only stands beside a person's: an age, "who", "died", "actress"."""
        words, lexicon = self.words, self.lexicon
        texts = [word.text for word in words[end : end + 3]]
        aged = (
            len(texts) == 3
            and texts[0] in {",", "("}
            and texts[1].isdecimal()
            and len(texts[1]) < 4
            and texts[2] in {",", ")", "."}
        )
        weight = 2.5 if aged and 0 < int(texts[1]) < 110 else 0.0
        after = next((fold(text) for text in texts if text not in {",", "was", "is", "has", "had", "were"}), "")
        weight += 1.0 * (after in lexicon.deeds and words[min(end, len(words) - 1)].sentence == words[first].sentence)
        before = self.folded[first - 1] if first and self._near(first - 1, first) else ""
        if before in lexicon.people and before not in lexicon.bodies and before not in lexicon.either:
            weight += 2.0 if end - first > 1 else 1.0
        return weight

    @staticmethod
    def _coined(word: str) -> bool:
        """Recognise a word that only a company or a body writes so: "SoftBank", "KCNA"."""
        inner = any(sign.isupper() for sign in word[1:]) and not word.startswith(
            ("Mc", "Mac", "O'", "O’", "De", "Di", "La")
        )
        return inner and word.isalpha() and len(word) > 2


def find(text: str, words: list[Word], lexicon: Lexicon) -> list[Found]:
    """Find every name in one article, in order, none overlapping another."""
    return _Finder(text, words, lexicon).found() if words else []
