"""Whether a run of words says by itself what its sentence says with it: a clause of its own, and nothing around that turns it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from variorum.languages import parse, sentences
from variorum.languages.words import stem
from variorum.llm.cues import denials, factual, negations, sayings, unsure
from variorum.llm.refusals import No
from variorum.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What hangs on a clause and is told beside it, not as a part of it.
_BESIDE = frozenset(["punct", "cc", "parataxis", "appos", "intj", "mark", "meta"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])


def sentence_of(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Give the sentence that a stretch of an article lies in, or nothing if it lies in several."""
    for left, right in sentences(article.text, article.language):
        if left <= start and end <= right:
            return left, right
    return None


class Clause:
    """A run of an article's words with its parse: which of its words are verbs, and what stands around it."""

    def __init__(self, article: Article, start: int, end: int, sentence: tuple[int, int]) -> None:
        self.language = article.language or "en"
        doc = parse(article.text, self.language)
        self.tokens = _within(doc, start, end)
        self._inside = frozenset(token.i for token in self.tokens)
        self.around = [token for token in _within(doc, *sentence) if token.i not in self._inside]
        self.verbs = [token for token in self.tokens if _is_verb(token)]

    def within(self, start: int, end: int) -> list[Token]:
        """Give the tokens of the run between two characters."""
        return [token for token in self.tokens if token.idx < end and start < token.idx + len(token)]

    def is_whole(self) -> bool:
        """Say whether each word hangs on a verb of the run, and each verb has its subject in it."""
        heads = [verb for verb in self.verbs if verb.dep_ not in ("aux", "auxpass")]
        if not heads:
            return False
        for token in self.tokens:
            verb = token if token in heads else _verb_above(token)
            if not token.is_punct and not token.is_space and (verb is None or verb.i not in self._inside):
                return False
        return all(self._has_subject(verb) for verb in heads)

    def _has_subject(self, verb: Token) -> bool:
        """Whether the subject stands in the run; a verb without one takes that of the verb it hangs on, if that is in the run."""
        own = [child for child in verb.children if child.dep_ in _SUBJECTS]
        if own:
            return all(one.i in self._inside and one.tag_ not in ("WP", "WDT") for one in own)
        above = _verb_above(verb)
        return above is not None and above.i in self._inside

    def left_out(self) -> str:
        """Give a part of the clause that the run does not have ("of two of the charges"), or nothing."""
        for token in self.tokens:
            for child in token.children:
                if child.i not in self._inside and not child.is_space and not _is_beside(child):
                    return " ".join(one.text for one in child.subtree)
        return ""

    def turned(self) -> No | None:
        """Name what in its sentence, outside of the run, denies it or puts it off."""
        for token in self.around:
            if _is_one_of(token, denials(self.language)):
                return No("negation", f"its sentence denies something, and this leaves “{token.text}” out")
            if _is_one_of(token, unsure(self.language)) or token.text == "?":
                return No(
                    "firmness", f"its sentence supposes, wishes or asks something, and this leaves “{token.text}” out"
                )
        return None

    def negated(self) -> bool:
        """Say whether a "not" stands in the run itself."""
        return any(_is_one_of(token, negations(self.language)) for token in self.tokens)

    def modality(self) -> str | None:
        """Give the word of the run that puts its verb off ("would"), if one does."""
        return next((token.lower_ for token in self.tokens if token.tag_ == "MD"), None)

    def denied(self) -> bool:
        """Say whether the run itself denies something."""
        return any(_is_one_of(token, denials(self.language)) for token in self.tokens)

    def supposed(self) -> bool:
        """Say whether the run itself supposes, wishes or puts off something."""
        return any(_is_one_of(token, unsure(self.language)) for token in self.tokens)

    def is_reported(self) -> bool:
        """Say whether a verb of saying outside of the run governs it, or hangs on its verbs ("according to")."""
        says = [token for token in self.around if _is_one_of(token, sayings(self.language))]
        above = {ancestor.i for token in self.tokens for ancestor in token.ancestors}
        hang = {child.i for token in self.tokens for child in token.subtree}
        return any(token.i in above or token.i in hang for token in says)


def _is_beside(token: Token) -> bool:
    """Whether something that hangs on a clause is told for itself: a further clause, or what stands between commas."""
    if token.dep_ in _BESIDE or token.lower_ in factual(token.doc.lang_):
        return True
    if token.dep_ == "conj":
        return _is_verb(token)
    if token.dep_ == "relcl":  # "those who had tickets" are not all; "the mayor, who had tickets," is the mayor
        first = min(token.subtree, key=lambda one: one.i)
        return first.i > 0 and token.doc[first.i - 1].text == ","
    if token.dep_ == "advcl":
        marks = [child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")]
        return any(mark in factual(token.doc.lang_) for mark in marks)
    return False


def _within(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="expand") if end <= len(doc.text) else None
    return list(span) if span is not None else []


def _is_one_of(token: Token, listed: frozenset[str]) -> bool:
    """Say whether a word is in a list: by its lemma, as it stands, or by its stem, since a lemma may be wrong ("hopes" of "hop")."""
    if {token.lemma_.lower(), token.lower_} & listed:
        return True
    return stem(token.text, token.doc.lang_) in _stems(listed, token.doc.lang_)


@cache
def _stems(listed: frozenset[str], language: str) -> frozenset[str]:
    # Elsewhere the stem is the head of a word, which short ones share with others.
    return frozenset(stem(word, language) for word in listed) if language == "en" else frozenset()


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _verb_above(token: Token) -> Token | None:
    """The verb that a word belongs to; an auxiliary belongs to the verb it helps."""
    return next((one for one in token.ancestors if _is_verb(one) and one.dep_ not in ("aux", "auxpass")), None)


def heads_of(tokens: Iterable[Token]) -> list[Token]:
    """Give the words of a phrase that hang on nothing within it."""
    held = list(tokens)
    inside = {token.i for token in held}
    return [token for token in held if token.head.i not in inside or token.head.i == token.i]
