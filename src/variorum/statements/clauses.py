"""Clauses cut from the dependency parse: who does what, and where the next clause begins.

Works on the labels of spaCy's English models (ClearNLP style). Every walk up the tree is bounded and every walk
down stops at the next clause, so the work grows with the length of the text and not with how it is nested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from variorum.languages import table
from variorum.languages.grammar import word
from variorum.model import Article, Span
from variorum.statements.dropped_subjects import dropped_subject
from variorum.statements.reporting_words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
OBJECTS = frozenset(("dobj", "obj", "attr", "acomp", "oprd", "dative"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
RELATIVE = frozenset(("WDT", "WP", "WP$"))
VERBAL = frozenset(("VERB", "AUX"))
_AUXILIARY = frozenset(("aux", "auxpass", "neg", "prt"))
# A longer "sentence" is a table or a line that lost its stops: no clause in it can be trusted, and the time to walk it
# would grow with its square.
_LONGEST_SENTENCE = 2000
_LONGEST_REGION = 400  # tokens of one clause or phrase that are looked at
_LINKS = 12  # how far a shared subject is followed up the tree; longer chains are lists gone wrong, not sentences
_DASHES = frozenset(("—", "–", "-", "--"))
_EDGE_DEPS = frozenset(("cc", "mark", "preconj"))
_PAIRS = {"”": "“", '"': '"', "’": "‘", "'": "'", "»": "«", ")": "("}


# Lists of words of grammar: every language is asked by the English ones (``languages.grammar``).
_GRAMMAR = frozenset(("conditional", "factual"))


@cache
def marks(name: str, language: str) -> frozenset[str]:
    """Give one list of clause-making words (``conditional``, ``factual``, ``attitudes`` …) from ``claims.toml``."""
    known = table("en" if name in _GRAMMAR else language, "claims")
    return frozenset(known.get("clauses", {}).get(name, "").split())


@cache
def _mended(language: str) -> dict[str, str]:
    """Give the lemmas of verbs that a language's lemmatiser gets wrong."""
    known: dict[str, str] = table(language, "claims").get("lemmas", {})
    return known


def readable(doc: Doc) -> Iterator[Sentence]:
    """Give the sentences of a document that are short enough to be sentences."""
    return (sentence for sentence in doc.sents if len(sentence) <= _LONGEST_SENTENCE)


def ends_in_question(last: Token) -> bool:
    """Say whether a sentence, given by its last token, ends in a question mark."""
    for _ in range(4):
        if last.text == "?":
            return True
        if not (last.is_punct or last.is_space) or last.is_sent_start:
            return False
        last = last.nbor(-1)
    return False


def is_verbal(token: Token) -> bool:
    """Say whether a token can head a clause."""
    return token.pos_ in VERBAL and token.dep_ not in ("aux", "auxpass")


def is_finite(verb: Token) -> bool:
    """Say whether a verb asserts: it is tensed, or has a tensed auxiliary, or a subject of its own and no "to"."""
    if verb.tag_ in FINITE:
        return True
    own = False
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            if child.tag_ in FINITE:
                return True
            if child.tag_ == "TO":
                return False
        own = own or child.dep_ in SUBJECTS
    return own and verb.tag_ == "VBN"


def is_infinitive(verb: Token) -> bool:
    """Say whether a verb stands with "to"."""
    if any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children):
        return True
    # Other languages have an ending for it: "il veut partir".
    return verb.lang_ != "en" and verb.tag_ == "VB" and "Inf" in verb.morph.get("VerbForm", []) and not mood_of(verb)


def mark_of(verb: Token) -> str:
    """Give the lower-case conjunction that opens a clause ("if", "that", "because"), or an empty string."""
    for child in verb.children:
        if child.i > verb.i:
            break
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return word(child)
    return ""


def asks(verb: Token) -> bool:
    """Say whether a clause is an embedded question or a free relative ("how Japan is valued", "what he did")."""
    if mark_of(verb) in ("whether", "if", "how", "why", "when", "where"):
        return True
    return verb.dep_ != "relcl" and any(
        child.tag_ in ("WP", "WRB", "WDT") and word(child) != "that" for child in verb.lefts
    )


def own_subject(verb: Token) -> Token | None:
    """Give the subject that hangs on the verb itself, on either side of it."""
    taken: Token | None = None
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
        # In short sentences the parser takes "The ferry sank" for a compound.
        if child.dep_ == "compound" and child.i < verb.i and verb.tag_ in FINITE:
            taken = child
    return taken


def subject_of(verb: Token) -> Token | None:
    """Give the head of the subject, followed through coordination, control, relative pronouns and participles.

    Where a language leaves pronouns out, it may stand in an earlier sentence.
    """
    return _subject_of(verb) or dropped_subject(verb, lexicon(verb.lang_))


def _subject_of(verb: Token) -> Token | None:
    for _ in range(_LINKS):
        own = own_subject(verb)
        if own is not None:
            return antecedent(own) if own.tag_ in RELATIVE else past_dateline(own)
        if has_no_subject(verb) or _measures(verb):
            return None
        if verb.dep_ in ("conj", "advcl", "ccomp") and is_verbal(verb.head) and verb.head != verb:
            if verb.dep_ == "ccomp" and is_finite(verb):
                return None
            verb = verb.head
        elif verb.dep_ == "xcomp":
            controller = _object_of(verb.head) if is_infinitive(verb) else None
            if controller is not None:
                return controller
            verb = verb.head
        elif (verb.dep_ in ("acl", "relcl") and not is_verbal(verb.head)) or joins_noun(verb):
            return verb.head
        elif _is_listed(verb):
            verb = verb.head.head.head  # "has been preparing steps, including offering aid"
        elif verb.dep_ in ("pcomp", "acomp", "prep") and verb.head != verb:
            verb = verb.head
        elif verb.dep_ == "conj" and verb.head.dep_ in ("acomp", "attr"):
            verb = verb.head.head
        else:
            return None
    return None


def joins_noun(verb: Token) -> bool:
    """Say whether the parser has hung the second verb of a clause on its subject: "the ferry left at noon and will land"."""
    return verb.dep_ == "conj" and verb.head.pos_ in ("NOUN", "PROPN") and own_subject(verb) is None and is_finite(verb)


def _is_listed(verb: Token) -> bool:
    """Say whether a gerund is an instance of what someone does ("steps, including offering aid")."""
    opener = verb.head
    return verb.dep_ == "pcomp" and word(opener) == "including" and opener.head.dep_ in ("dobj", "pobj")


def past_dateline(subject: Token) -> Token:
    """Give the real subject of "GENEVA — The council said", where the parser took the dateline for it."""
    first = subject.left_edge
    if not first.is_upper or len(first.text) < 3 or not first.is_sent_start:
        return subject
    for child in subject.rights:
        if child.dep_ == "appos" and child.doc[child.left_edge.i - 1].text in _DASHES:
            return child
    # Or for a subject beside it.
    if subject.i + 1 < len(subject.doc) and subject.nbor().text in _DASHES:
        return next((child for child in subject.head.lefts if child.dep_ in SUBJECTS and child.i > subject.i), subject)
    return subject


def has_no_subject(verb: Token) -> bool:
    """Say whether a clause has only a stand-in for a subject ("there were talks")."""
    return any(child.dep_ == "expl" for child in verb.children)


def _measures(verb: Token) -> bool:
    """Say whether a participle tells an amount, as in "Standing at $9 billion, …": that is said of no person beside it."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBG", "VBN") or lemma(verb) not in marks("measures", verb.lang_):
        return False
    subject = own_subject(verb.head) if is_verbal(verb.head) else None
    if subject is None or subject.pos_ not in ("PROPN", "PRON"):
        return False
    within = verb.doc[verb.i + 1 : min(verb.right_edge.i + 1, verb.i + 8)]
    return any(token.pos_ == "NUM" or token.ent_type_ in ("MONEY", "PERCENT", "QUANTITY") for token in within)


def _object_of(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative"):
            return child
    return None


def antecedent(pronoun: Token) -> Token:
    """Give the noun that a relative pronoun stands for, or the pronoun itself when no noun is in reach."""
    verb = pronoun.head
    for _ in range(_LINKS):
        if verb.dep_ == "relcl":
            if word(pronoun) in ("who", "whom"):
                return _person_before(pronoun) or verb.head
            return (_thing_before(pronoun, verb) or pronoun) if word(pronoun) == "which" else verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return pronoun


def _person_before(pronoun: Token) -> Token | None:
    """Give the person named right before "who": the parser often hangs the clause on a noun farther up."""
    before = pronoun.doc[pronoun.i - 1] if pronoun.i else pronoun
    if before.is_punct and before.i:
        before = before.nbor(-1)
    return before if before.ent_type_ == "PERSON" and before.i < pronoun.i else None


def _thing_before(pronoun: Token, verb: Token) -> Token | None:
    """Give what "which" stands for: never a person, rather the bid than the firm when what is told befalls bids.

    The parser hangs the clause on the nearest noun; behind a comma it often belongs to the noun that heads the phrase.
    """
    near = verb.head
    if near.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return near
    if _is_person(near):
        return _noun_above(near)
    if pronoun.doc[pronoun.i - 1].text != ",":
        return near
    return _before_participle(near) or (_noun_of_act(near) if _befalls_acts(pronoun, verb) else None) or near


def _is_person(noun: Token) -> bool:
    """Say whether a noun ends a person's name of two words or more; single names are often mistyped."""
    full = any(child.dep_ == "compound" for child in noun.lefts)
    return noun.ent_type_ == "PERSON" and noun.pos_ == "PROPN" and full


def _noun_above(noun: Token) -> Token | None:
    """Give the thing in whose phrase a person stands: the conference of "the conference with the mayor"."""
    for _ in range(_LINKS):
        if noun.dep_ not in ("pobj", "prep", "conj", "poss", "appos", "compound", "agent") or noun.head == noun:
            return None
        noun = noun.head
        if noun.pos_ == "NOUN" and not _is_person(noun) and noun.lower_ not in _agents(noun.lang_):
            return noun
    return None


def _before_participle(noun: Token) -> Token | None:
    """Give the drive of "the drive, begun after the vote, which aims …": the participle is set off by commas."""
    for _ in range(_LINKS):
        if noun.head == noun or noun.dep_ in ("relcl", "ccomp"):
            return None
        if noun.dep_ in ("acl", "advcl"):
            break
        noun = noun.head
    edge = noun.left_edge.i
    if noun.tag_ not in ("VBN", "VBG", "VBD") or not edge or noun.doc[edge - 1].text != ",":
        return None
    if noun.dep_ == "acl":
        return noun.head if noun.head.pos_ in ("NOUN", "PROPN") else None
    # The parser may hang the participle on the verb, while its noun ends right before the comma.
    return next((c for c in noun.head.rights if c.dep_ in ("dobj", "attr") and c.i + 2 == edge), None)


def _noun_of_act(noun: Token) -> Token | None:
    """Give the bid of "a bid to buy Mori Steel": the noun that an infinitive around this one explains."""
    for _ in range(_LINKS):
        if noun.dep_ == "acl" and (is_infinitive(noun) or noun.tag_ == "VB"):
            return noun.head if noun.head.pos_ == "NOUN" else None
        if noun.dep_ not in ("dobj", "pobj", "prep", "xcomp", "conj", "acl") or noun.head == noun:
            return None
        noun = noun.head
    return None


def _befalls_acts(pronoun: Token, verb: Token) -> bool:
    """Say whether a clause tells what is done to bids and plans ("which the court blocked", "which was opposed by")."""
    undergone = pronoun.dep_ in ("dobj", "nsubjpass")
    return undergone and lemma(verb) in marks("verdicts", verb.lang_)


@cache
def _agents(language: str) -> frozenset[str]:
    return frozenset(table(language, "commitments").get("words", {}).get("agents", "").split())


def is_negated(verb: Token) -> bool:
    """Say whether the clause is denied: "not", "n't", "never", "no longer", or a subject or object with "no"."""
    never = marks("negations", verb.lang_)
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "det", "preconj") and child.lower_ in never):
            # "not only … but also" affirms
            if child.i + 1 < len(child.doc) and word(child.nbor()) == "only":
                continue
            return True
        if (child.dep_ in SUBJECTS or child.dep_ in OBJECTS) and _denies(child, never):
            return True
    return False


def _denies(noun: Token, never: frozenset[str]) -> bool:
    if any(child.lower_ == "other" for child in noun.rights):
        return False  # "none other than"
    return noun.lower_ in never or any(left.lower_ in never and left.dep_ == "det" for left in noun.lefts)


def region(root: Token, stops: Callable[[Token], bool]) -> list[Token]:
    """Give the tokens under ``root`` in text order, without the subtrees whose head ``stops``."""
    found: list[Token] = []
    waiting = [root]
    while waiting and len(found) < _LONGEST_REGION:
        token = waiting.pop()
        found.append(token)
        waiting.extend(child for child in token.children if not child.is_space and not stops(child))
    return sorted(found, key=lambda token: token.i)


def leaves_the_noun(token: Token) -> bool:
    """Say whether a token opens something said *about* a noun phrase, which can be cut from the phrase."""
    if token.dep_ == "relcl" or token.dep_ == "parataxis":
        return True
    if token.dep_ == "appos":
        return is_apposition(token)
    if token.dep_ == "acl":
        return not is_infinitive(token) and token.tag_ in ("VBN", "VBG", "VBD", "VBZ", "VBP")
    return token.dep_ == "punct" and token.i > token.head.i


def is_apposition(token: Token) -> bool:
    """Tell a second name for a thing ("Mori, head of the port") from a list or a date that the parser took for one."""
    head = token.head
    if (
        past_dateline(head) == token
        or token.i < head.i
        or token.ent_type_ in ("DATE", "TIME")
        or not _comma_between(token)
    ):
        return False
    if token.pos_ == "PROPN" and head.pos_ == "PROPN":
        return False
    named = "PROPN" in (token.pos_, head.pos_) or "PRON" in (token.pos_, head.pos_)
    return named or any(child.dep_ == "det" for child in token.lefts)


def _comma_between(token: Token) -> bool:
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    return before.text in (",", "–", "—", "-", "(", "--", ":")


def phrase(head: Token) -> tuple[int, int]:
    """Give the token range (first, past the last) of a noun phrase, without relative clauses and appositions."""
    tokens = region(head, leaves_the_noun)
    last = tokens[-1].i + 1
    joins = max((child.i for child in head.rights if child.dep_ == "conj"), default=-1)
    for child in head.rights:
        if leaves_the_noun(child) and child.dep_ != "punct" and child.left_edge.i > joins:
            last = min(last, child.left_edge.i)
            break
    return trim(head.doc, tokens[0].i, last)


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Take punctuation, white space and loose conjunctions off both ends of a token range, keeping quote marks paired."""
    while first < last and _loose(doc[first], opening=True):
        first += 1
    while last > first and _loose(doc[last - 1], opening=False):
        last -= 1
    if first >= last:
        return first, last
    return _paired(doc, first, last)


def _loose(token: Token, *, opening: bool) -> bool:
    if token.is_space or token.is_punct or not any(char.isalnum() or char in "$€£¥%" for char in token.text):
        return token.text not in "$€£¥%"
    if opening:
        return token.dep_ in _EDGE_DEPS and token.dep_ != "preconj"
    return token.dep_ == "cc"


def _paired(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Take a quote mark in again when its partner is inside."""
    inside = [token.text for token in doc[first : min(last, first + 400)]]
    # The closing mark may stand behind the full stop or comma that was taken off.
    for gap in range(last, min(last + 2, len(doc))):
        closer = doc[gap].text
        if (opener := _PAIRS.get(closer)) and _unclosed(inside, opener, closer):
            last = gap + 1
            break
        if not doc[gap].is_punct:
            break
    if first > 0:
        opener = doc[first - 1].text
        for closer, partner in _PAIRS.items():
            if partner == opener and _unopened(inside, opener, closer):
                return first - 1, last
    return first, last


def _unclosed(words: list[str], opener: str, closer: str) -> bool:
    if opener == closer:
        return words.count(opener) % 2 == 1
    return opener in words and closer not in words[len(words) - words[::-1].index(opener) :]


def _unopened(words: list[str], opener: str, closer: str) -> bool:
    if opener == closer:
        return words.count(opener) % 2 == 1
    return closer in words and opener not in words[: words.index(closer)]


def quote(article: Article, doc: Doc, first: int, last: int) -> Span | None:
    """Give the words of a token range as a Span of the article, or nothing for one that is empty or endless."""
    first, last = trim(doc, first, last)
    if first >= last or last - first > _LONGEST_REGION:
        return None
    end = doc[last - 1]
    return article.span(doc[first].idx, end.idx + len(end.text))


def verb_group(verb: Token) -> list[Token]:
    """Give the verb with its auxiliaries, negation and particle, in text order."""
    return sorted((*(child for child in verb.children if child.dep_ in _AUXILIARY), verb), key=lambda token: token.i)


def modal_of(verb: Token) -> str | None:
    """Give the modal verb of a clause as it stands ("may", "would", "'ll"), or the verb that is one by its ending."""
    modal = _modal(verb)
    return str(modal.text) if modal is not None else None


def mood_of(verb: Token) -> str:
    """Give the modal of a clause as the rules call it ("may", "will", "would"), or an empty string."""
    modal = _modal(verb)
    if modal is None:
        return ""
    return word(modal) if modal.tag_ == "MD" else _ENDED[_ending(modal)]


# What English says with "will" and "would", other languages say with an ending: "fermera", "fermerait".
_ENDED = {"Fut": "will", "Cnd": "would"}


def _modal(verb: Token) -> Token | None:
    for child in verb.lefts:
        if child.dep_ == "aux" and child.tag_ == "MD":
            return child
    if verb.lang_ == "en":
        return None
    tensed = (*(child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb)
    return next((token for token in tensed if _ending(token)), None)


def _ending(verb: Token) -> str:
    values = (*verb.morph.get("Tense", []), *verb.morph.get("Mood", []))
    return next((value for value in values if value in _ENDED), "")


def lemma(token: Token) -> str:
    """Give the lemma in lower case; for a name its words as they stand, in lower case."""
    if token.pos_ == "PROPN":
        return str(token.lower_)
    form = str(token.lemma_.lower())
    return _mended(token.lang_).get(form, form) if token.pos_ == "VERB" else form


def joined(tokens: Iterable[Token]) -> str:
    """Give tokens as words with single spaces; tokens that touch in the text ("did" and "n't") touch here too."""
    words = ""
    end = -1
    for token in tokens:
        words += ("" if token.idx == end or not words else " ") + token.text
        end = token.idx + len(token.text)
    return words
