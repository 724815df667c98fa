"""Whom "he", "she", "it", "they" and "who" mean, by recency, place in the sentence, gender and number.

A small salience method after Lappin and Leass (1994): every earlier mention gives its entity a weight by its place in
the sentence, halved with each sentence passed; the best wins if it is clearly better than the next. "He" inside
reported speech leans to the speaker, inside direct speech it is never the speaker. In doubt nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from variorum.languages.grammar import word
from variorum.languages.names import Lexicon, fold
from variorum.statements.grouping import Group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SINGULAR: dict[str, Literal["male", "female"]] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_FIRST = frozenset("i me my mine myself".split())
_BODY = frozenset("it its itself".split())
_MANY = frozenset("they them their themselves".split())
_WEIGHTS = {"nsubj": 80.0, "nsubjpass": 80.0, "dobj": 50.0, "dative": 50.0, "pobj": 40.0, "poss": 45.0, "attr": 40.0}
_OTHER_WEIGHT = 30.0
_REPORTED = 60.0
_PARALLEL = 25.0
_WINDOW = 3
_MARGIN = 1.15
_QUOTED = 0.4
_OPEN, _CLOSE = "“«„", "”»"


@dataclass(frozen=True, slots=True)
class _Mention:
    """A word that stands for a group: its place, its weight, and whether it is inside quotation marks."""

    index: int
    sentence: int
    group: Group
    weight: float
    subject: bool
    quoted: bool


def resolve(doc: Doc, meant: dict[int, Group], known: Lexicon) -> None:
    """Say whom the pronouns of the text mean: adds their words to ``meant``, and to the groups the gender they show."""
    sentences = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    quoted = _quoted(doc)
    mentions: list[_Mention] = []
    subjects: list[Token] = []
    for token in doc:
        form = word(token)
        found: Group | None = None
        if token.i in meant:
            if _is_root(token, meant):
                mentions.append(_mention(token, meant[token.i], sentences, quoted))
        elif form in _SINGULAR and token.pos_ in {"PRON", "DET"}:
            found = _person(token, _SINGULAR[form], mentions, sentences, quoted, meant, known)
            if found is not None:
                found.male += 0.5 * (_SINGULAR[form] == "male")
                found.female += 0.5 * (_SINGULAR[form] == "female")
        elif form in _BODY or form in _MANY:
            found = _last_subject(token, form in _MANY, subjects, meant, sentences, quoted)
        elif form in _FIRST and quoted[token.i]:
            speaker = _speaker(token, quoted, meant, known)
            if speaker is not None and speaker.kind == "person" and not speaker.plural:
                meant[token.i] = speaker
        elif form in {"who", "which"} and token.dep_ in {"nsubj", "nsubjpass"}:
            found = _antecedent(token, meant, person=form == "who")
        if found is not None:
            meant[token.i] = found
            mentions.append(_mention(token, found, sentences, quoted))
        if (
            token.dep_ in {"nsubj", "nsubjpass"}
            and token.pos_ in {"NOUN", "PROPN", "PRON"}
            and form not in {"who", "which", "that"}
        ):
            subjects.append(token)


def _is_root(token: Token, meant: dict[int, Group]) -> bool:
    """Of the words of one name only the one that the others hang on is counted."""
    return meant.get(token.head.i) is not meant[token.i] or abs(token.head.i - token.i) > 6 or token.head is token


def _mention(token: Token, group: Group, sentences: dict[int, int], quoted: list[bool]) -> _Mention:
    place = token
    while place.dep_ in {"conj", "appos"} and place.head.i < place.i and place.head.pos_ in {"NOUN", "PROPN"}:
        place = place.head
    subject = place.dep_ in {"nsubj", "nsubjpass"}
    weight = _WEIGHTS.get(place.dep_, _OTHER_WEIGHT)
    return _Mention(token.i, sentences[token.i], group, weight, subject, quoted[token.i])


def _person(
    pronoun: Token,
    gender: Literal["male", "female"],
    mentions: list[_Mention],
    sentences: dict[int, int],
    quoted: list[bool],
    meant: dict[int, Group],
    known: Lexicon,
) -> Group | None:
    ahead = _ahead(pronoun, gender, meant)
    if ahead is not None:
        return ahead
    here, inside = sentences[pronoun.i], quoted[pronoun.i]
    barred = _co_arguments(pronoun, meant)
    if inside:
        speaker = _speaker(pronoun, quoted, meant, known)
        if speaker is None:
            return None
        barred = [*barred, speaker]
    scores: dict[int, float] = {}
    groups: dict[int, Group] = {}
    for mention in reversed(mentions):
        distance = here - mention.sentence
        if distance > _WINDOW:
            break
        group = mention.group
        if not _may_be(group, gender) or any(group is one for one in barred):
            continue
        weight = mention.weight * 0.5**distance * (_QUOTED if mention.quoted and not inside else 1.0)
        weight += _PARALLEL * (mention.subject and pronoun.dep_ in {"nsubj", "nsubjpass"} and distance == 1)
        groups[id(group)] = group
        scores[id(group)] = max(scores.get(id(group), 0.0), weight) + 0.1 * weight * (id(group) in scores)
    for near in (None if inside else _reporter(pronoun, meant, known), _owner(pronoun, meant)):
        if near is not None and id(near) in scores:
            scores[id(near)] += _REPORTED
    for key, group in groups.items():
        scores[key] *= 1.2 if _tells(group, gender) else 1.0
    ranked = sorted(scores, key=lambda key: (-scores[key], groups[key].name))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] < _MARGIN * scores[ranked[1]]):
        return None
    return groups[ranked[0]]


def _may_be(group: Group, gender: Literal["male", "female"]) -> bool:
    if group.kind != "person" or group.plural or group.country:
        return False
    return group.male >= group.female if gender == "male" else group.female >= group.male


def _tells(group: Group, gender: Literal["male", "female"]) -> bool:
    return group.male > group.female if gender == "male" else group.female > group.male


def _co_arguments(pronoun: Token, meant: dict[int, Group]) -> list[Group]:
    """Whom the pronoun cannot be: the subject of its own verb ("Lee met him"), or what stands beside it ("Lee and him")."""
    if pronoun.tag_ == "PRP$" or pronoun.dep_ == "poss" or word(pronoun).endswith("self"):
        return []
    verb = pronoun.head
    while verb.dep_ in {"prep", "pobj", "dobj", "dative"} and verb.pos_ in {"ADP", "NOUN"} and verb.head is not verb:
        verb = verb.head
    found = [
        child
        for child in verb.children
        if child.i != pronoun.i and child.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}
    ]
    found += [
        grandchild
        for child in verb.children
        if child.dep_ in {"prep", "dative", "agent"}
        for grandchild in child.children
    ]
    found += [other for child in found for other in child.conjuncts]
    return [meant[token.i] for token in found if token.i in meant]


def _ahead(pronoun: Token, gender: Literal["male", "female"], meant: dict[int, Group]) -> Group | None:
    """Find whom a pronoun in a phrase before the subject points ahead to: "During his campaign, Lee said"."""
    token = pronoun
    for _ in range(12):
        above = token.head
        if above is token or above.sent != pronoun.sent:
            return None
        if token.dep_ in {"prep", "advcl"} and above.pos_ in {"VERB", "AUX"} and above.i > token.i:
            subject = next((child for child in above.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
            fits = subject is not None and subject.i > pronoun.i and subject.i in meant and not subject.conjuncts
            if fits and subject is not None and _may_be(meant[subject.i], gender):
                return meant[subject.i]
        token = above
    return None


def _owner(pronoun: Token, meant: dict[int, Group]) -> Group | None:
    """Find the possessor of the phrase that the pronoun is inside: "Lee's first visit since his return"."""
    token = pronoun
    for _ in range(8):
        token = token.head
        if token.pos_ in {"VERB", "AUX"} and token.dep_ != "acl":
            return None
        for child in token.children:
            if child.dep_ == "poss" and child.i < pronoun.i and child.i in meant:
                return meant[child.i]
    return None


def _reporter(pronoun: Token, meant: dict[int, Group], known: Lexicon) -> Group | None:
    """Give the subject of the verb of speaking that the pronoun's clause hangs on: "Lee said he would"."""
    token = pronoun
    for _ in range(12):
        if token.head is token:
            return None
        above = token.head
        if token.dep_ in {"ccomp", "advcl", "xcomp", "conj", "acl"} or above.pos_ in {"VERB", "AUX"}:
            subject = next((child for child in above.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
            speaks = fold(above.lemma_) in known.speaking
            if (
                speaks
                and subject is not None
                and subject.i != pronoun.i
                and subject.i in meant
                and token.dep_ == "ccomp"
            ):
                return meant[subject.i]
        token = above
    return None


def _speaker(pronoun: Token, quoted: list[bool], meant: dict[int, Group], known: Lexicon) -> Group | None:
    """Who speaks the direct speech that the pronoun stands in: the subject of a verb of speaking beside it."""
    doc = pronoun.doc
    left, right = pronoun.i, pronoun.i
    while left > 0 and quoted[left - 1]:
        left -= 1
    while right + 1 < len(doc) and quoted[right + 1]:
        right += 1
    for token in _around(doc, left, right):
        if token.pos_ in {"VERB", "AUX"} and fold(token.lemma_) in known.speaking and not quoted[token.i]:
            for child in token.children:
                if child.dep_ == "nsubj" and child.i in meant:
                    return meant[child.i]
    return None


def _around(doc: Doc, left: int, right: int) -> Iterable[Token]:
    """Give the words after a quotation, then those before it, nearest first, within a sentence's reach."""
    yield from doc[min(right + 1, len(doc)) : min(right + 12, len(doc))]
    yield from reversed(list(doc[max(0, left - 15) : left]))


def _last_subject(
    pronoun: Token,
    many: bool,
    subjects: list[Token],
    meant: dict[int, Group],
    sentences: dict[int, int],
    quoted: list[bool],
) -> Group | None:
    """Tell what "it" or "they" takes up: the last subject, if that is a body, a country or several people."""
    if quoted[pronoun.i] or not subjects or _empty(pronoun):
        return None
    last = subjects[-1]
    if last.head is pronoun.head and pronoun.dep_ != "poss":
        return None
    if sentences[pronoun.i] - sentences[last.i] > 1 or quoted[last.i] or last.i not in meant:
        return None
    group = meant[last.i]
    if many:
        return group if group.plural or (group.kind == "organisation" and word(pronoun) != "it") else None
    return group if group.kind in {"organisation", "place"} and not group.plural and not last.conjuncts else None


def _empty(pronoun: Token) -> bool:
    """Tell the "it" that means nothing: "it is clear that", "it seems"."""
    verb = pronoun.head
    if pronoun.dep_ == "expl":
        return True
    if word(pronoun) != "it" or pronoun.dep_ != "nsubj":
        return False
    if verb.lemma_ in {"seem", "appear", "rain", "snow", "take", "happen"}:
        return True
    if verb.lemma_ != "be":
        return False
    below = [child for child in verb.children if child.dep_ in {"acomp", "attr"}]
    clauses = {child.dep_ for word in (verb, *below) for child in word.children if child.i > pronoun.i}
    return bool(clauses & {"ccomp", "xcomp", "advcl", "relcl", "acl", "csubj"})


def _antecedent(pronoun: Token, meant: dict[int, Group], *, person: bool) -> Group | None:
    """Tell what a relative pronoun hangs on: "Lee, who …"."""
    verb = pronoun.head
    while verb.dep_ == "conj" and verb.head is not verb:
        verb = verb.head
    before = pronoun.i - 1 - (pronoun.i > 1 and pronoun.nbor(-1).text == ",") if pronoun.i else 0
    place = verb.head.i if verb.head.i in meant else before
    if verb.dep_ != "relcl" or place not in meant or place >= pronoun.i:
        return None
    group = meant[place]
    return group if not person or group.kind in {"person", "other"} or group.plural else None


def _quoted(doc: Doc) -> list[bool]:
    """Say of each word whether it stands inside double quotation marks; a new line closes what was left open."""
    inside = False
    found: list[bool] = []
    for token in doc:
        text = token.text
        if "\n" in text:
            inside = False
        if text in {'"', "``", "''"}:
            inside = not inside
            found.append(False)
            continue
        inside = (inside or text in _OPEN) and text not in _CLOSE
        found.append(inside and text not in _OPEN)
    return found
