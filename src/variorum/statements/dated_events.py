"""What a time expression dates: the words of the governing clause, or of the noun it stands by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

from variorum.languages.calendar.tense import governor

# Parts of a noun phrase that say which thing it is; what hangs on otherwise (a clause, an apposition) is left out.
_NOUN_PARTS = {
    "compound",
    "amod",
    "nmod",
    "poss",
    "case",
    "nummod",
    "prep",
    "pobj",
    "det",
    "quantmod",
    "conj",
    "cc",
    "pcomp",
}
_CLAUSES = {"advcl", "relcl", "ccomp", "parataxis", "acl", "mark", "conj", "cc"}
# Longer glosses tell no more; they are cut before a new phrase begins.
WORDS = 18


def event_of(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Give the character range of what is dated, or nothing.

    "welcomed the guest at the palace on Friday" gives "welcomed the guest at the palace"; "the 2024 trade surplus"
    gives "trade surplus". The range never holds the time expression itself.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    modified = _modified(doc, span)
    if modified:
        return _range(modified, span)
    noun = _dated_noun(span)
    tokens = _noun_words(noun, span) if noun is not None else _clause_words(doc, span)
    return _range(tokens, span)


def _modified(doc: Doc, span: Span) -> list[Token]:
    """The nouns right after a time that stands as their modifier: "Japan's 2024 goods surplus", "a January 20 rally"."""
    before = doc[span.start - 1] if span.start else None
    if (
        before is None
        or before.pos_ == "ADP"
        or not (before.pos_ in {"DET", "ADJ", "PRON", "PART"} or before.tag_ == "POS")
    ):
        return []
    run: list[Token] = []
    for token in doc[span.end : span.end + 6]:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.is_sent_start:
            break
        run.append(token)
    return run if any(token.pos_ in {"NOUN", "PROPN"} for token in run) else []


def _dated_noun(span: Span) -> Token | None:
    """The noun a time stands in front of ("2024 surplus") or hangs on ("talks on Friday")."""
    root = span.root
    head = root.head
    if head == root or span.start <= head.i < span.end:
        return None
    if root.dep_ in {"compound", "nummod", "nmod", "amod", "poss", "npadvmod"} and head.pos_ in {"NOUN", "PROPN"}:
        return head
    if root.dep_ == "pobj" and head.head.pos_ == "NOUN" and head.dep_ == "prep" and head.i > head.head.i:
        return head.head
    return None


def _noun_words(noun: Token, span: Span) -> list[Token]:
    words = [noun]
    for child in noun.children:
        if span.start <= child.i < span.end or child.dep_ not in _NOUN_PARTS or child.dep_ in {"cc", "conj"}:
            continue
        if _holds(child, span):
            continue
        words.extend(child.subtree)
    return sorted((word for word in words if not word.is_space), key=lambda word: word.i)


def _holds(token: Token, span: Span) -> bool:
    return token.left_edge.i < span.end and token.right_edge.i >= span.start


def _clause_words(doc: Doc, span: Span) -> list[Token]:
    """The verb above the time and what belongs to it on the side where it is told."""
    verb = governor(doc, span.start_char, span.end_char)
    if verb is None:
        return []
    words = [verb]
    for child in verb.children:
        if child.dep_ in _CLAUSES or child.dep_ == "punct" or _holds(child, span):
            if _holds(child, span) and child.i < span.start and child.dep_ in {"prep", "dobj", "attr"}:
                words.extend(_before(child, span))
            continue
        if child.i > verb.i or child.dep_ in {"neg", "aux", "auxpass", "prt"}:
            words.extend(child.subtree)
    if sum(word.pos_ in {"NOUN", "PROPN"} for word in words) < 2:
        words.extend(_subject(verb, span))
    return sorted((word for word in set(words) if not word.is_space), key=lambda word: word.i)


def _subject(verb: Token, span: Span) -> list[Token]:
    """Who or what a bare verb is told of; of "who took office" the name before."""
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or _holds(subject, span):
        return []
    words = list(subject.subtree)
    if subject.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl" and 0 < subject.i - verb.head.i <= 3:
        words = [*verb.doc[verb.head.i : subject.i], *words]
    return words


def _before(child: Token, span: Span) -> list[Token]:
    """Of a phrase that holds the time, the words before it ("the meeting" of "the meeting on Friday")."""
    words = [token for token in child.subtree if token.i < span.start]
    while words and words[-1].pos_ in {"ADP", "PUNCT", "DET", "SCONJ"}:
        words.pop()
    return words if len(words) > 1 else []


def _range(tokens: list[Token], span: Span) -> tuple[int, int] | None:
    """The longest run of the tokens on one side of the time, without loose words at its ends."""
    runs: list[list[Token]] = []
    for side in (
        [token for token in tokens if token.i < span.start],
        [token for token in tokens if token.i >= span.end],
    ):
        for token in side:
            if (
                runs
                and runs[-1]
                and token.i - runs[-1][-1].i == 1
                and (token.i >= span.end) == (runs[-1][-1].i >= span.end)
            ):
                runs[-1].append(token)
            else:
                runs.append([token])
    trimmed = [_trim(run[:WORDS]) for run in runs]
    best = max(
        (run for run in trimmed if run), key=lambda run: (sum(_weight(token) for token in run), -run[0].i), default=[]
    )
    if not best or not any(token.pos_ in {"VERB", "NOUN", "PROPN"} for token in best):
        return None
    return best[0].idx, best[-1].idx + len(best[-1])


def _weight(token: Token) -> int:
    return 3 if token.pos_ == "VERB" else 2 if token.pos_ in {"NOUN", "PROPN"} else 1 if token.is_alpha else 0


def _trim(run: list[Token]) -> list[Token]:
    while run and run[-1].pos_ in {"ADP", "PUNCT", "DET", "CCONJ", "SCONJ", "PART", "SPACE", "PRON"}:
        run = run[:-1]
    while run and run[0].pos_ in {"PUNCT", "DET", "CCONJ", "SCONJ", "SPACE", "ADP", "PART"}:
        run = run[1:]
    return run
