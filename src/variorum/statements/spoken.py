"""Who speaks marked words: the cue just before or after the marks, a name with a colon or a dash, or the speaker before.

Places are tokens outside the marks; a cue inside marked words is the speaker's own business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.languages.grammar import word
from variorum.statements import spoken_shapes as shapes
from variorum.statements.frames import Piece
from variorum.statements.marks import Mark
from variorum.statements.reporting_words import Lexicon
from variorum.statements.sources import source_words
from variorum.statements.speakers import speaker
from variorum.statements.subjects import lemma, owner, sentence_of, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLAUSE_OF_NOUN = frozenset({"relcl", "acl", "appos", "advcl", "pcomp"})
_DASHES = frozenset({"-", "–", "—", "―", "--"})
_REACH = 30


@dataclass(frozen=True)
class Voice:
    """Who speaks, by which cue; ``key`` tells one act of speaking from another, ``lead`` where its content begins."""

    source: Piece | None
    cue: Piece
    key: int
    confidence: float
    via: Piece | None = None
    kind: str = "after"
    lead: int | None = None


@dataclass(frozen=True)
class Place:
    """The tokens around some marked words: before them in their sentence, inside, and after them in their sentence."""

    text: str
    mark: Mark
    before: tuple[Token, ...]
    within: tuple[Token, ...]
    after: tuple[Token, ...]
    extended: bool = False

    @property
    def is_utterance(self) -> bool:
        """Whether the words could stand as something said: a clause, or a closed phrase that fills its place."""
        verbs = sum(token.pos_ in {"VERB", "AUX"} for token in self.within)
        return (
            (verbs > 0 and len(self.within) >= 3)
            or len(self.within) >= 8
            or (not self.before and not any(token.is_alpha for token in self.after))
        )

    @property
    def opens_sentence(self) -> bool:
        """Whether nothing stands before the marks but a connective ("Hence, “…")."""
        solid = [token for token in self.before if not (token.is_punct or token.is_space)]
        return len(solid) <= 2 and all(token.pos_ in {"ADV", "CCONJ", "SCONJ", "INTJ"} for token in solid)


def voice_of(place: Place, words: Lexicon) -> Voice | None:
    """Find the speaker in the mark's own sentence, or nothing."""
    return (
        _introduced(place, words)
        or _followed(place, words)
        or _labelled(place, words)
        or _dashed(place)
        or _shaped(place, words)
    )


def _shaped(place: Place, words: Lexicon) -> Voice | None:
    """Read the frame off the order of the words, when the parse shows none."""
    ends = place.text[place.mark.end - 1] in ",?!" or place.text[place.mark.right : place.mark.right + 1] == ","
    if ends and (found := shapes.behind(place.after, words)) is not None:
        return Voice(found[0], _cue_piece(found[1]), found[1].i, 0.8, kind="after")
    if (found := shapes.ahead(place.before, words)) is not None:
        return Voice(found[0], _cue_piece(found[1]), found[1].i, 0.8, kind="before")
    return None


def _introduced(place: Place, words: Lexicon) -> Voice | None:
    """SOURCE CUE [to somebody] [that | , | :] “…”."""
    before = [token for token in place.before if not token.is_space]
    if not before:
        return None
    cue = _last_cue(before, words)
    if cue is None:
        return None
    between = [token for token in before if token.i > cue.i]
    if not _only_leads_in(between, cue):
        return None
    source = speaker(cue, words)
    if source is not None and source.i > cue.i and source.i >= place.within[0].i:
        source = None
    source = source or _noun_before(before, cue)
    if source is None:
        return None
    return Voice(source_words(source), _cue_piece(cue), cue.i, 0.95, kind="before")


def _last_cue(before: list[Token], words: Lexicon) -> Token | None:
    for token in reversed(before[-_REACH:]):
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            by = token.i + 1 < len(token.doc) and word(token.nbor()) == "by"
            if words.has("speech.verbs", lemma(token)) and (token.tag_ != "VBN" or _perfect(token)) and not by:
                return token
            if token.tag_ in _FINITE:
                return None
        elif token.text == ";":
            return None
    return None


def _only_leads_in(between: list[Token], cue: Token) -> bool:
    """Whether the words from the cue to the marks only say to whom, when and where, not yet what."""
    if not between:
        return True
    last = between[-1]
    closing = last.text in {",", ":"} or word(last) == "that"
    if last.text == ":":
        return True
    for token in between:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.i != cue.i and token.pos_ != "PRON":
            return False
        if token.dep_ in {"nsubj", "csubj"} and token.i > cue.i and token.head.i == cue.i:
            continue
    return closing or all(token.dep_ in {"advmod", "dative", "npadvmod", "prt", "mark", "punct"} for token in between)


def _noun_before(before: list[Token], cue: Token) -> Token | None:
    for token in reversed([token for token in before if token.i < cue.i][-12:]):
        if token.pos_ in {"PROPN", "PRON", "NOUN"} and token.dep_ not in {"npadvmod", "pobj", "dobj"}:
            return _head(token)
    return None


def _head(token: Token) -> Token:
    while (
        token.dep_ in {"compound", "poss", "nmod", "flat"}
        and token.head.i > token.i
        and token.head.pos_ in {"PROPN", "NOUN"}
    ):
        token = token.head
    return token


def _followed(place: Place, words: Lexicon) -> Voice | None:
    """“…,” SOURCE CUE, or “…,” CUE SOURCE."""
    after = [token for token in place.after if not token.is_space]
    solid = [token for token in after if not token.is_punct]
    if not solid or solid[0].pos_ == "CCONJ" or word(solid[0]) in {"while", "as"}:
        return None
    cue = _first_cue(after, words)
    if cue is None or _says_more(cue, place) or not _leads_over(place, after[0], solid[0], cue, words):
        return None
    source = speaker(cue, words)
    if source is None or not after[0].i <= source.i <= after[-1].i:
        found = _near(after, cue)
        source = found if found is not None else source
    if source is None or any(source.i == token.i for token in place.within):
        return None
    return Voice(source_words(source), _cue_piece(cue), cue.i, 0.95, kind="after")


def _leads_over(place: Place, first: Token, solid: Token, cue: Token, words: Lexicon) -> bool:
    """Whether the words turn to their attribution: by a comma or stop, or because its first word follows at once."""
    text = place.text
    if first.text in {",", "-", "–", "—", "--"} or text[place.mark.end - 1] in ",.?!…-–—":
        return True
    source = subject(cue, words)
    return solid.i == cue.i or (source is not None and source.left_edge.i <= solid.i <= source.i)


def _first_cue(after: list[Token], words: Lexicon) -> Token | None:
    for token in after[:_REACH]:
        if token.text == ";":
            return None
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
            continue
        spoken = words.has("speech.verbs", lemma(token))
        if spoken and (token.tag_ != "VBN" or _perfect(token) or _has_subject(token)):
            return token
        if token.tag_ in _FINITE and token.dep_ not in _CLAUSE_OF_NOUN:
            return next((c for c in token.children if c.dep_ == "xcomp" and words.has("speech.verbs", lemma(c))), None)
    return None


def _perfect(token: Token) -> bool:
    return any(child.dep_ == "aux" for child in token.children)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in token.children)


def _says_more(cue: Token, place: Place) -> bool:
    """Whether the cue brings words of its own, so that the marks before it are not what it reports."""
    following = next((token for token in place.after if token.i > cue.i and not token.is_space), None)
    if following is not None and word(following) == "that" and following.dep_ in {"mark", "det", "nsubj", "pobj"}:
        return following.dep_ == "mark"
    if not place.extended:
        return False
    return any(child.dep_ in {"ccomp", "dobj", "xcomp"} and child.i > cue.i for child in cue.children)


def _near(after: list[Token], cue: Token) -> Token | None:
    """Find the noun beside a cue when the parser lost the subject: after an inverted cue, else before it."""
    behind = [token for token in after if token.i > cue.i][:8]
    for token in behind:
        if token.is_punct:
            break
        if token.ent_type_ in {"DATE", "TIME"}:
            continue
        if token.pos_ in {"PROPN", "NOUN", "PRON"}:
            return _head(token)
        if token.pos_ in {"ADP", "VERB", "SCONJ"}:
            break
    for token in reversed([token for token in after if token.i < cue.i]):
        if token.pos_ in {"PROPN", "NOUN", "PRON"}:
            return _head(token)
    return None


def _labelled(place: Place, words: Lexicon) -> Voice | None:
    """NAME: “…”, or NOUN OF UTTERANCE [by SOURCE]: “…”."""
    before = [token for token in place.before if not token.is_space]
    if not before or before[-1].text != ":":
        return None
    colon = before[-1]
    names = before[:-1]
    cue = next((token for token in names if words.has("nouns.utterances", lemma(token))), None)
    if cue is not None:
        return _uttered(cue, names, words)
    if 0 < len(names) <= 8 and not any(token.tag_ in _FINITE for token in names):
        head = next((token for token in reversed(names) if token.pos_ == "PROPN"), None)
        if head is None and len(names) <= 3 and all(token.text[:1].isupper() for token in names):
            head = names[-1]
        if head is not None:
            return Voice(source_words(_head(head)), (colon.idx, colon.idx + 1), colon.i, 0.8, kind="before")
    verb = next(
        (token for token in reversed(names) if token.tag_ in _FINITE and token.dep_ not in _CLAUSE_OF_NOUN), None
    )
    source = subject(verb, words) if verb is not None else None
    if source is not None and verb is not None:
        return Voice(source_words(source), (colon.idx, colon.idx + 1), colon.i, 0.6, kind="before")
    return None


def _uttered(noun: Token, names: list[Token], words: Lexicon) -> Voice | None:
    source = owner(noun, words)
    via: Token | None = None
    for verb in noun.children:
        if verb.dep_ not in {"acl", "relcl"}:
            continue
        agent = next(
            (
                c
                for a in verb.children
                if a.dep_ in {"agent", "prep"} and word(a) == "by"
                for c in a.children
                if c.dep_ == "pobj"
            ),
            None,
        )
        source = source or agent
    for token in names:
        if (
            words.has("speech.quoting", lemma(token)) or words.has("speech.carrying", lemma(token))
        ) and token.tag_ == "VBN":
            by = next((t for t in names if t.i > token.i and t.pos_ in {"PROPN", "NOUN"}), None)
            via = _head(by) if by is not None else None
    if source is None:
        source = noun
    piece = (int(noun.idx), int(noun.idx + len(noun.text)))
    return Voice(
        source_words(source), piece, noun.i, 0.8, via=source_words(via) if via is not None else None, kind="before"
    )


def _dashed(place: Place) -> Voice | None:
    """“…” – NAME."""
    after = [token for token in place.after if not token.is_space]
    while after and after[0].text in {",", "."}:
        after = after[1:]
    if len(after) < 2 or after[0].text not in _DASHES:
        return None
    names = after[1:]
    if len(names) > 10 or any(token.pos_ in {"VERB", "AUX"} for token in names) or not names[0].text[:1].isupper():
        return None
    head = next((token for token in names if token.pos_ in {"PROPN", "NOUN"}), names[0])
    return Voice(
        source_words(_head(head)), (after[0].idx, after[0].idx + len(after[0].text)), after[0].i, 0.85, kind="dash"
    )


def _cue_piece(cue: Token) -> Piece:
    last = cue
    for child in cue.children:
        if child.dep_ == "prt" and child.i == cue.i + 1:
            last = child
    return int(cue.idx), int(last.idx + len(last.text))


def place_of(doc: Doc, text: str, mark: Mark, left: int, right: int) -> Place | None:
    """Give the tokens around a mark, no further than the marks beside it (``left``, ``right``: character limits)."""
    inner = doc.char_span(mark.start, mark.end, alignment_mode="expand")
    if inner is None or not len(inner):
        return None
    first, last = inner[0], inner[-1]
    if first.idx < mark.start and len(inner) > 1 and first.is_punct:
        first = inner[1]
    start, end = sentence_of(first)[0], sentence_of(last)[1]
    before = tuple(
        token for token in doc[start : first.i] if token.idx >= left and token.idx + len(token.text) <= mark.left
    )
    after = tuple(token for token in doc[last.i + 1 : end] if mark.right <= token.idx < right)
    if not before and (lead := _lead_in(doc, text, start, mark, left)):
        before = lead
    after, extended = _further(doc, text, mark, after, end, right)
    within = tuple(doc[first.i : last.i + 1])
    return Place(text, mark, before, within, after, extended)


def _lead_in(doc: Doc, text: str, start: int, mark: Mark, left: int) -> tuple[Token, ...]:
    """Give the sentence before, if it ends in the colon that introduces these words, on the line above or on this one."""
    end = mark.left
    while end > left and text[end - 1].isspace():
        end -= 1
    if end <= left or text[end - 1] != ":" or not start:
        return ()
    last = next((doc[i] for i in range(start - 1, max(start - 4, -1), -1) if not doc[i].is_space), None)
    if last is None:
        return ()
    begin, stop = sentence_of(last)
    return tuple(token for token in doc[begin:stop] if token.idx >= left and not token.is_space)


def _further(
    doc: Doc, text: str, mark: Mark, after: tuple[Token, ...], end: int, right: int
) -> tuple[tuple[Token, ...], bool]:
    """Give the tokens after a mark, reaching into the next sentence where that can still be the attribution of this one."""
    if end >= len(doc) or any(not (token.is_punct or token.is_space) for token in after):
        return after, False
    if any(token.text in _DASHES for token in after):
        return after, False
    start = next((i for i in range(end, min(end + 4, len(doc))) if not doc[i].is_space), end)
    gap = text[mark.right : doc[start].idx]
    dashed = doc[start].text[:1] in _DASHES
    exclaimed = text[mark.end - 1 : mark.end] in {"!", "?", "…", "-", "—"} and "\n" not in gap
    if doc[start].idx >= right or not (dashed or exclaimed):
        return after, False
    following = tuple(token for token in doc[start : sentence_of(doc[start])[1]] if doc[start].idx <= token.idx < right)
    return following, True
