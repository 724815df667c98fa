"""What a time expression dates: the words of the governing clause, or of the noun it stands by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

from variorum.languages import table
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


def event_of(doc: Doc, start: int, end: int, language: str | None = "en") -> tuple[int, int] | None:
    """Give the character range of what is dated, or nothing.

    "welcomed the guest at the palace on Friday" gives "welcomed the guest at the palace"; "the 2024 trade surplus"
    gives "trade surplus"; "the bridge was opened on Friday by the mayor" gives "bridge was opened". The range never
    holds the time expression itself.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    modified = _modified(doc, span)
    if modified:
        return _range(modified, span, None)
    noun = _dated_noun(span, language)
    if noun is not None:
        return _range(_noun_words(noun, span), span, noun)
    verb = _dated_verb(doc, span, language)
    if verb is None:
        return None
    if verb.pos_ in {"NOUN", "PROPN"}:
        return _range(_noun_words(verb, span), span, verb)
    return _range(
        _clause_words(verb, span), span, verb if verb.lemma_.lower() not in _words(language, "copulas") else None
    )


def _words(language: str | None, name: str) -> Iterable[str]:
    found: Iterable[str] = table(language or "", "dates").get("event", {}).get(name, ())
    return found


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


def _dated_noun(span: Span, language: str | None) -> Token | None:
    """The noun a time stands in front of ("2024 surplus") or hangs on ("talks on Friday")."""
    root = _root(span)
    head = root.head
    if head == root or span.start <= head.i < span.end:
        return None
    if root.dep_ in {"compound", "nummod", "nmod", "amod", "poss", "npadvmod"} and head.pos_ in {"NOUN", "PROPN"}:
        if head.i >= span.end and head.pos_ == "PROPN" and _after_preposition(span):
            return None  # "… on January 12 President Doe": the next sentence has run into the time
        if head.i < span.start and root.dep_ == "npadvmod" and _is_bare(head) and _governs(head):
            return None  # "asked them for comment this week": the asking was this week
        return head
    if root.dep_ == "pobj" and head.head.pos_ == "NOUN" and head.dep_ == "prep" and head.i > head.head.i:
        parted = head.lower_ not in _words(language, "genitive") and _parted_subject(head.head, span)
        return None if parted else head.head
    return None


def _root(span: Span) -> Token:
    """The word of the time that hangs on the rest of the sentence; of "a weeklong strike" that is "weeklong"."""
    hanging = [token for token in span if not span.start <= token.head.i < span.end and token.pos_ != "DET"]
    return span.root if span.root.pos_ != "DET" or not hanging else hanging[0]


def _after_preposition(span: Span) -> bool:
    return span.start > 0 and span.doc[span.start - 1].pos_ == "ADP"


def _is_bare(noun: Token) -> bool:
    return not any(child.dep_ in {"det", "poss", "amod", "nummod"} for child in noun.children)


def _governs(noun: Token) -> bool:
    """Whether a verb stands above a noun, so that the time beside the noun belongs to the verb."""
    return any(above.pos_ in {"VERB", "AUX"} for above in noun.ancestors)


def _parted_subject(noun: Token, span: Span) -> bool:
    """Whether the time stands between a subject and its verb: "the cabinet on Friday approved the plan"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.i < span.end:
        return False
    between = noun.doc[span.end : verb.i]
    return all(token.pos_ in {"AUX", "ADV", "PART"} for token in between)


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


def _dated_verb(doc: Doc, span: Span, language: str | None) -> Token | None:
    """The verb above the time; of "three days of mourning, starting on Saturday" what it is that starts."""
    verb = governor(doc, span.start_char, span.end_char)
    light = verb is not None and verb.lemma_.lower() in _words(language, "opening")
    if verb is not None and light and verb.tag_ == "VBG" and verb.head != verb:
        above = verb.head
        if above.pos_ in {"NOUN", "PROPN", "VERB"} and verb.dep_ in {"acl", "advcl", "prep"}:
            return above
    return verb


def _clause_words(verb: Token, span: Span) -> list[Token]:
    """The verb above the time and what belongs to it on the side where it is told."""
    words = [verb]
    for child in verb.children:
        if child.dep_ in _CLAUSES or child.dep_ == "punct" or _holds(child, span):
            if _holds(child, span) and child.i < span.start and child.dep_ in {"prep", "dobj", "attr"}:
                words.extend(_before(child, span))
            continue
        if child.i > verb.i or child.dep_ in {"neg", "aux", "auxpass", "prt"}:
            words.extend(child.subtree)
    side = [word for word in words if (word.i < span.start) == (verb.i < span.start)]
    if sum(word.pos_ in {"NOUN", "PROPN"} for word in side) < 2:
        words.extend(_subject(verb, span))
    return sorted((word for word in set(words) if not word.is_space), key=lambda word: word.i)


def _subject(verb: Token, span: Span) -> list[Token]:
    """Who or what a bare verb is told of: its subject, the noun it modifies ("messages left"), or that of the verb before."""
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return _noun_before(verb, span)
    if _holds(subject, span):
        return []
    if subject.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl" and 0 < subject.i - verb.head.i <= 3:
        return _stretch(verb, verb.head.i)
    return _stretch(verb, subject.left_edge.i) if subject.i < verb.i else list(subject.subtree)


def _noun_before(verb: Token, span: Span) -> list[Token]:
    head = verb.head
    if verb.dep_ == "acl" and head.i < verb.i and head.pos_ in {"NOUN", "PROPN"}:
        inner = [child for child in head.children if child.dep_ in {"compound", "amod", "nmod"} and child.i < head.i]
        return _stretch(verb, min((child.i for child in inner), default=head.i))
    if verb.dep_ == "conj" and head.i < verb.i < span.start:
        shared = next((child for child in head.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if shared is not None and shared.i < head.i and verb.i - shared.left_edge.i < WORDS:
            return _stretch(verb, shared.left_edge.i)
    return []


def _stretch(verb: Token, start: int) -> list[Token]:
    """Everything from a word up to the verb, if it is no long way."""
    return list(verb.doc[start : verb.i]) if verb.i - start < WORDS else []


def _before(child: Token, span: Span) -> list[Token]:
    """Of a phrase that holds the time, the words before it ("the meeting" of "the meeting on Friday")."""
    words = [token for token in child.subtree if token.i < span.start]
    while words and words[-1].pos_ in {"ADP", "PUNCT", "DET", "SCONJ"}:
        words.pop()
    return words if len(words) > 1 else []


def _range(tokens: list[Token], span: Span, anchor: Token | None) -> tuple[int, int] | None:
    """The run of the tokens that holds the anchor, else the weightiest one, without loose words at its ends."""
    trimmed = [(run, _trim(run[:WORDS])) for run in _runs(tokens, span)]
    anchored = [cut for run, cut in trimmed if cut and anchor is not None and anchor in run]
    best = next(
        iter(anchored),
        max(
            (cut for _, cut in trimmed if cut),
            key=lambda run: (sum(_weight(token) for token in run), -run[0].i),
            default=[],
        ),
    )
    if not best or not any(token.pos_ in {"VERB", "NOUN", "PROPN"} for token in best):
        return None
    first = best[0]
    while first.i > max(span.end if first.i >= span.end else 0, 0) and _glued(first):
        first = first.nbor(-1)
    return first.idx, best[-1].idx + len(best[-1])


def _glued(token: Token) -> bool:
    """Whether a word goes on from the one before it: "-established" of "re-established"."""
    before = token.nbor(-1)
    return not before.whitespace_ and (token.text[0] in "-‐‑" or before.text in "-‐‑") and not token.is_sent_start


def _runs(tokens: list[Token], span: Span) -> list[list[Token]]:
    """The tokens in runs without a gap, apart on either side of the time."""
    runs: list[list[Token]] = []
    for token in tokens:
        if span.start <= token.i < span.end:
            continue
        follows = bool(runs) and token.i - runs[-1][-1].i == 1
        if follows and (token.i >= span.end) == (runs[-1][-1].i >= span.end):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _weight(token: Token) -> int:
    return 3 if token.pos_ == "VERB" else 2 if token.pos_ in {"NOUN", "PROPN"} else 1 if token.is_alpha else 0


def _trim(run: list[Token]) -> list[Token]:
    while (
        run
        and run[-1].pos_ in {"ADP", "PUNCT", "DET", "CCONJ", "SCONJ", "PART", "SPACE", "PRON"}
        and run[-1].dep_ != "prt"
    ):
        run = run[:-1]
    while run and (run[0].pos_ in {"PUNCT", "DET", "CCONJ", "SCONJ", "SPACE", "ADP", "PART"} or run[0].text[0] in "'’"):
        run = run[1:]
    return run
