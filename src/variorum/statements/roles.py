"""What an article calls a person: the title before the name, the apposition after it, "X is the Y", "X, who is …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.languages.names import Lexicon, fold
from variorum.statements.grouping import Group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STOPS = frozenset(',.;:!?()[]–—"“”‘«»')
_CLOSING = frozenset(',.;:!?)–—"”»')
_LONGEST = 25


def add_roles(doc: Doc, groups: list[Group], owners: dict[int, Group], known: Lexicon) -> None:
    """Add to each person the roles that the article gives, and the countries and the gender that they show.

    What stands like a person's name before "a lawyer" or "Lee's ambassador" is a person's, whatever the parser took it for.
    """
    for number, made in sorted(owners.items()):
        if owners.get(number + 1) is not made and _may_be_person(made, known):
            start, end = _after(doc, number, owners, known)
            head = _head(doc, start, end, known) if end > start else None
            if head is not None and fold(doc[head].text) not in known.either:
                made.kind = "person"
    spans = sorted(
        (number, made)
        for number, made in owners.items()
        if made.kind == "person" and owners.get(number - 1) is not made
    )
    for first, made in spans:
        last = first
        while owners.get(last + 1) is made:
            last += 1
        for start, end in (
            _before(doc, first, owners, known),
            _after(doc, last, owners, known),
            _before_comma(doc, first, last, known),
            _said_to_be(doc, first, last, known),
            _taken_as(doc, first, last, known),
        ):
            if end > start:
                _note(doc, made, start, end, first, last, owners)
        _honour(doc, made, first, known)
    for made in groups:
        made.roles = sorted(set(made.roles), key=lambda role: (role[1], role[2]))


def _may_be_person(made: Group, known: Lexicon) -> bool:
    words = made.name.split()
    plain = all(word[:1].isupper() for word in words) and known.ending(made.name) is None
    return made.kind in {"organisation", "other"} and made.named and 1 < len(words) < 4 and plain and not made.country


def _note(doc: Doc, made: Group, start: int, end: int, first: int, last: int, owners: dict[int, Group]) -> None:
    """Keep a role, with the country after the name in "President Lee of Freedonia"."""
    words, left, right = doc[start:end].text, start, end
    follows = owners.get(last + 2) if last + 2 < len(doc) and word(doc[last + 1]) == "of" else None
    if end == first and follows is not None and follows.country:
        right = last + 3
        while owners.get(right) is follows:
            right += 1
        words = f"{words} of {doc[last + 2 : right].text}"
        made.lands.add(follows.country)
    made.lands |= {land for number in range(start, end) if (land := _land(owners.get(number)))}
    made.roles.append((" ".join(words.split()), doc[left].idx, doc[right - 1].idx + len(doc[right - 1])))


def _land(made: Group | None) -> str | None:
    return made.country if made is not None else None


def _honour(doc: Doc, made: Group, first: int, known: Lexicon) -> None:
    """Take the gender from "Mr.", "Queen", "actress", "spokesman" right before the name."""
    word = fold(doc[first - 1].text) if first else ""
    gender = known.honorifics.get(word) or known.sexes.get(word)
    made.male += 2.0 * (gender == "male")
    made.female += 2.0 * (gender == "female")


def _before(doc: Doc, first: int, owners: dict[int, Group], known: Lexicon) -> tuple[int, int]:
    """Find the title right before a name, with what narrows it: "former US President", "SoftBank CEO"."""
    start = _title_start(doc, first, known)
    if start == first:
        return first, first
    while start > 0 and doc[start - 1].sent == doc[first].sent and _narrows(doc[start - 1], owners, known):
        start -= 1
    while start < first and doc[start].text in {"-", "'s", "’s"}:
        start += 1
    return start, first


def _title_start(doc: Doc, first: int, known: Lexicon) -> int:
    for length in (5, 4, 3, 2, 1):
        left = first - length
        if left < 0 or doc[left].sent != doc[first].sent:
            continue
        key = " ".join(fold(doc[number].text) for number in range(left, first))
        if key in known.titles or (length <= 2 and key in known.people):
            return left
    return first


def _narrows(token: Token, owners: dict[int, Group], known: Lexicon) -> bool:
    made = owners.get(token.i)
    if made is not None:
        return made.kind != "person" or owners.get(token.i + 1) is made
    key = fold(token.text)
    if token.is_punct:
        return token.text == "-" and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_
    if key in known.modifiers or key in known.titles or key in known.people:
        return True
    return (
        token.pos_ in {"ADJ", "NOUN", "PROPN"}
        and token.dep_ in {"amod", "compound", "nmod"}
        and token.i + 1 < len(token.doc)
    )


def _after(doc: Doc, last: int, owners: dict[int, Group], known: Lexicon) -> tuple[int, int]:
    """Find the apposition after a name: ", a senior fellow at the Council", "(an analyst at …)"."""
    index = last + 1
    if index + 1 >= len(doc) or doc[index].text not in {",", "("} or doc[index].sent != doc[last].sent:
        return 0, 0
    index += 1
    if doc[index].like_num and index + 2 < len(doc) and doc[index + 1].text == ",":
        index += 2  # ", 54, a farmer"
    if word(doc[index]) in {"who", "whom"}:
        return 0, 0
    end = _phrase_end(doc, index)
    # "Lee, the leader of the island confirmed" is a new subject, not what Lee is
    closed = end < len(doc) and doc[end].text in _CLOSING and doc[end].sent == doc[last].sent
    head = _head(doc, index, end, known) if closed else None
    if head is None or (owners.get(head) is not None and owners[head].kind == "person"):
        return 0, 0
    return index, end


def _phrase_end(doc: Doc, start: int) -> int:
    """Where a noun phrase that starts here ends: at a mark, a verb in a finite form, or the end of the sentence."""
    end = start
    while end < len(doc) and end - start < _LONGEST and doc[end].sent == doc[start].sent:
        token = doc[end]
        if token.text in _STOPS or token.text.isspace():
            break
        if token.pos_ in {"VERB", "AUX"} and token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            break
        if word(token) in {"who", "which", "while", "because", "that"}:
            break
        end += 1
    return end


def _head(doc: Doc, start: int, end: int, known: Lexicon) -> int | None:
    """Find the noun for a person that the phrase is built on: before any preposition, and last of its row of nouns."""
    for index in range(start, min(end, start + 12)):
        token = doc[index]
        if token.pos_ in {"ADP", "SCONJ"} or token.tag_ in {"NNS", "NNPS"}:
            return None
        if token.pos_ in {"VERB", "AUX", "PRON"} and token.tag_ != "PRP$" and token.dep_ != "amod":
            return None
        following = doc[index + 1] if index + 1 < end else None
        if fold(token.text) in known.people or fold(token.lemma_) in known.people:
            if following is not None and following.pos_ in {"NOUN", "PROPN"} and following.dep_ != "conj":
                continue
            if following is not None and following.text in {"'s", "’s", "'", "’"}:
                continue
            return index
    return None


def _before_comma(doc: Doc, first: int, last: int, known: Lexicon) -> tuple[int, int]:
    """Find "Lee's predecessor, Ann Moe," : a definite phrase for one person, a comma, then the name."""
    comma = first - 1
    if comma < 2 or doc[comma].text != "," or doc[comma].sent != doc[first].sent:
        return 0, 0
    following = doc[last + 1] if last + 1 < len(doc) else None
    if following is not None and word(following) in {"and", "or"}:
        return 0, 0
    if fold(doc[comma - 1].text) not in known.people:
        return 0, 0
    start = min(token.i for token in doc[comma - 1].subtree)
    start = max(start, doc[first].sent.start, comma - 8)
    if start > 1 and word(doc[start - 1]) == "of" and fold(doc[start - 2].text) in known.people:
        return 0, 0  # "the brother of the gunman, Lee": Lee is the brother
    definite = word(doc[start]) in {"the", "his", "her", "their", "its", "our", "my"}
    owned = any(token.text in {"'s", "’s"} for token in doc[start:comma])
    return (start, comma) if definite or owned else (0, 0)


def _said_to_be(doc: Doc, first: int, last: int, known: Lexicon) -> tuple[int, int]:
    """Find "X is the first leader to …" and "X, who is a lawyer": said as a fact, not denied, not wished."""
    name = doc[first : last + 1].root
    verbs = [name.head] if name.dep_ == "nsubj" else []
    verbs += [child for child in name.children if child.dep_ == "relcl"]
    for verb in verbs:
        if verb.lemma_ not in {"be", "become"} or verb.tag_ not in {"VBZ", "VBP", "VBD", "VBN"}:
            continue
        if any(child.dep_ in {"neg", "mark"} or child.tag_ == "MD" for child in verb.children):
            continue
        for child in verb.children:
            if child.dep_ == "attr" and child.i > verb.i and fold(child.text) in known.people:
                start = min(token.i for token in child.subtree)
                return max(start, verb.i + 1), max(_phrase_end(doc, max(start, verb.i + 1)), child.i + 1)
    return 0, 0


def _taken_as(doc: Doc, first: int, last: int, known: Lexicon) -> tuple[int, int]:
    """Find "named Lee as the next director", and "Lee returns as host", where nobody else is told to be it."""
    name = doc[first : last + 1].root
    verb = name.head
    if name.dep_ not in {"nsubj", "nsubjpass", "dobj"} or verb.pos_ != "VERB":
        return 0, 0
    if fold(verb.lemma_) in known.pretending:
        return 0, 0
    if any(child.dep_ == "neg" or child.tag_ == "MD" for child in verb.children):
        return 0, 0
    if name.dep_ == "nsubj" and any(child.dep_ in {"dobj", "auxpass"} for child in verb.children):
        return 0, 0
    for child in verb.children:
        if child.dep_ != "prep" or word(child) != "as" or child.i < last:
            continue
        for noun in child.children:
            if noun.dep_ == "pobj" and fold(noun.text) in known.people and noun.tag_ not in {"NNS", "NNPS"}:
                start = max(min(token.i for token in noun.subtree), child.i + 1)
                return start, max(_phrase_end(doc, start), noun.i + 1)
    return 0, 0
