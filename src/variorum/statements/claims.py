"""Claims: every assertion of an article, cut at clause level from the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from variorum.languages import table
from variorum.model import Article, Claim, Span
from variorum.statements import clauses

_PLACES = frozenset(("DATE", "TIME", "GPE", "LOC", "FAC", "EVENT"))
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "DATE"))
_COPULA = "is"


@dataclass(frozen=True)
class _Cut:
    """The token ranges (first, past the last) of one claim's parts, before they become words."""

    subject: tuple[int, int] | None
    predicate: tuple[int, int]
    object: tuple[int, int] | None
    whole: tuple[int, int]
    verb: Token
    says: str | None = None  # the predicate's words when they do not stand in the text as they should read


def claims_in(doc: Doc, article: Article) -> tuple[Claim, ...]:
    """Give the claims of a parsed article in text order, with ids ``k1``, ``k2`` and so on.

    One claim for each main clause, coordinated verb, reported content, relative clause, participle, apposition and
    fact packed before a noun. Questions, orders, conditions, and bare attributions ("she said") are none.
    """
    found: dict[tuple[int, int], Claim] = {}
    for cut in _cuts(doc):
        claim = _claim(cut, doc, article)
        if claim is not None:
            found.setdefault((claim.span.start, claim.span.end), claim)
    ordered = sorted(found.values(), key=lambda claim: (claim.span.start, claim.span.end))
    return tuple(replace(claim, id=f"k{number}") for number, claim in enumerate(ordered, 1))


def _cuts(doc: Doc) -> Iterator[_Cut]:
    for sentence in clauses.readable(doc):
        if clauses.ends_in_question(sentence[-1]):
            continue
        for token in sentence:
            cut = None
            if clauses.is_verbal(token):
                cut = _clause(token) if _asserts(token) else None
            elif token.dep_ == "appos":
                cut = _apposition(token)
            if cut is None and token.dep_ == "amod" and token.tag_ == "VBN":
                cut = _packed(token)
            elif cut is None and token.pos_ == "NOUN":
                cut = _nominal(token)
            if cut is not None:
                yield cut


# ---- which verbs assert


def _asserts(verb: Token) -> bool:
    """Say whether a verb heads a clause that tells something of its own."""
    if verb.dep_ in ("xcomp", "pcomp", "csubj", "csubjpass", "nsubj", "amod", "compound", "dobj", "pobj", "prep"):
        return False
    if not _is_cut_off(verb) and verb.dep_ != "ROOT":
        return False
    if _is_bare_report(verb) or _is_tail(verb):
        return False
    if verb.dep_ in ("acl", "advcl") and not clauses.is_finite(verb):
        return _participle_tells(verb)
    if not clauses.is_finite(verb):
        return verb.dep_ == "conj" and verb.tag_ in ("VBG", "VBN", "VBD", "VB") and _asserts_with_head(verb)
    # An order has no subject and no auxiliary; a fragment has no finite verb.
    return clauses.subject_of(verb) is not None or clauses.has_no_subject(verb) or verb.tag_ in ("VBD", "VBZ")


def _asserts_with_head(verb: Token) -> bool:
    """Whether the first of coordinated verbs is itself a clause ("will meet and discuss", not "to meet and discuss")."""
    head = verb
    for _ in range(12):
        if head.dep_ != "conj":
            break
        head = head.head
    if clauses.is_infinitive(head) or not clauses.is_verbal(head):
        return False
    if verb.tag_ == "VB" and clauses.modal_of(head) is None and not any(c.dep_ == "aux" for c in head.children):
        return False
    return (clauses.is_finite(head) and clauses.subject_of(head) is not None) or (
        head.dep_ in ("acl", "advcl") and _participle_tells(head)
    )


def _is_cut_off(token: Token) -> bool:
    """Say whether a token's subtree is a clause of its own rather than a part of the clause above it."""
    dep = token.dep_
    if dep in ("relcl", "parataxis"):
        return not clauses.is_infinitive(token)
    if dep == "appos":
        return clauses.leaves_the_noun(token)
    if not clauses.is_verbal(token):
        return False
    if dep == "ccomp":
        return _is_content(token)
    if dep == "conj":
        return _is_verb_of_clause(token)
    if dep == "advcl":
        return _adverbial_tells(token)
    if dep == "acl":
        return not clauses.is_infinitive(token) and (clauses.is_finite(token) or _participle_tells(token))
    return dep == "dep" and clauses.is_finite(token) and clauses.own_subject(token) is not None


def _is_verb_of_clause(verb: Token) -> bool:
    return (clauses.is_finite(verb) and clauses.is_verbal(verb.head)) or _asserts_with_head(verb)


def _is_content(verb: Token) -> bool:
    """Say whether a complement is told as true: finite, no embedded question, and not merely wished or denied."""
    if not clauses.is_finite(verb) or clauses.asks(verb):
        return False
    if clauses.own_subject(verb) is None and clauses.mark_of(verb) == "":
        # "X," he said: a quoted clause may have lost its subject, a complement without one is something else
        return verb.i < verb.head.i
    return clauses.lemma(verb.head) not in clauses.marks("attitudes")


def _adverbial_tells(verb: Token) -> bool:
    mark = clauses.mark_of(verb)
    if mark in clauses.marks("conditional") or _leaves_open(verb, mark):
        return False
    if clauses.is_finite(verb):
        return mark in clauses.marks("factual") and clauses.own_subject(verb) is not None and not _even_if(verb)
    return not clauses.is_infinitive(verb) and _participle_tells(verb)


def _leaves_open(verb: Token, mark: str) -> bool:
    """Tell "has not said when it opens" and "as long as it opens", which leave it open, from "left when it opened"."""
    head = verb.head
    if mark == "as" and verb.doc[max(verb.left_edge.i - 1, 0)].lower_ in ("long", "far"):
        return True
    asks = mark in ("when", "where", "why", "how") and verb.left_edge.i == head.i + 1
    return asks and clauses.lemma(head) in clauses.marks("saying")


def _even_if(verb: Token) -> bool:
    return any(child.lower_ == "if" for child in verb.lefts)


def _participle_tells(verb: Token) -> bool:
    """Say whether a participle adds a fact: it has arguments, and is more than a tie between two nouns."""
    if verb.tag_ not in ("VBG", "VBN", "VBD") or clauses.lemma(verb) in clauses.marks("ties"):
        return False
    if clauses.mark_of(verb) in clauses.marks("conditional") or clauses.mark_of(verb) in ("when", "where", "than"):
        return False
    return any(
        child.dep_ in ("dobj", "agent", "ccomp", "xcomp", "attr", "acomp", "npadvmod", "prep", "dative")
        for child in verb.children
    )


def _is_bare_report(verb: Token) -> bool:
    """Say whether a clause only attributes: its content is a claim of its own ("Mori said", "she told the paper")."""
    says = clauses.lemma(verb) in clauses.marks("saying")
    for child in verb.children:
        # What stands before another verb than one of saying is a sentence of its own, joined by a comma.
        content = child.dep_ == "ccomp" and clauses.is_verbal(child) and _is_content(child) and not _is_tail(child)
        if content and (says or child.i > verb.i):
            return True
    if not says or clauses.is_negated(verb) or any(child.dep_ == "auxpass" for child in verb.lefts):
        return False
    return not any(
        child.dep_ in ("dobj", "xcomp", "acomp", "attr", "ccomp", "nsubjpass", "prt") and child.pos_ != "PUNCT"
        for child in verb.children
        if not (child.dep_ == "dobj" and clauses.lemma(verb) in ("tell", "inform"))
    )


def _is_tail(verb: Token) -> bool:
    """Say whether a clause is an attribution at the end of what was said, hung under it (", Mori told the paper")."""
    if verb.dep_ not in ("ccomp", "parataxis", "dep", "conj", "advcl") or verb.i < verb.head.i:
        return False
    if clauses.lemma(verb) not in clauses.marks("saying") or clauses.mark_of(verb):
        return False
    start = verb.left_edge.i
    if start == 0 or not verb.doc[start - 1].is_punct or clauses.own_subject(verb) is None:
        return False
    return not any(child.dep_ in ("ccomp", "xcomp") for child in verb.children)


# ---- the parts of a clause


def _clause(verb: Token) -> _Cut | None:
    doc = verb.doc
    tokens = clauses.region(verb, _stops_region)
    own = clauses.own_subject(verb)
    subject = clauses.subject_of(verb)
    group = _chain(verb)
    predicate = (group[0].i, group[-1].i + 1)
    first = _beginning(verb, own, predicate[0])
    last = _end(verb, tokens, predicate[1])
    whole = clauses.trim(doc, first, last)
    if whole[0] >= whole[1]:
        return None
    phrase = clauses.phrase(subject) if subject is not None else None
    return _Cut(phrase, predicate, _object(verb, group, last), whole, verb, clauses.joined(group))


def _stops_region(token: Token) -> bool:
    if token.dep_ == "advcl" and clauses.mark_of(token) in clauses.marks("conditional"):
        return False
    return _is_cut_off(token)


def _chain(verb: Token) -> list[Token]:
    """Give the verb group, led on through verbs without an object of their own ("agreed to promote", "has begun imposing")."""
    group = clauses.verb_group(verb)
    at = verb
    for _ in range(3):
        inner = [child for child in at.rights if child.dep_ == "xcomp" and clauses.is_verbal(child)]
        if len(inner) != 1 or any(child.dep_ in ("dobj", "prep") and child.i < inner[0].i for child in at.rights):
            break
        at = inner[0]
        group += clauses.verb_group(at)
    ordered = sorted(set(group), key=lambda token: token.i)
    # A predicate is one stretch: an auxiliary before the subject ("has the court ruled") stays outside.
    near = [token for token in ordered if token.i >= verb.i or verb.i - token.i <= 6]
    own = clauses.own_subject(verb)
    if own is not None and own.i < verb.i:
        near = [token for token in near if token.i > own.i]
    return near or [verb]


def _beginning(verb: Token, own: Token | None, predicate: int) -> int:
    """Where the claim's words begin: at the subject, or at the place or time right before it, or at the verb."""
    first = predicate
    for child in verb.lefts:
        if child == own:
            first = min(first, clauses.phrase(clauses.past_dateline(child))[0])
        elif child.tag_ in clauses.RELATIVE or child.dep_ in ("dobj", "expl", "attr", "acomp", "nsubj"):
            first = min(first, child.left_edge.i)
    for child in reversed(list(verb.lefts)):
        if child.i < first and child.dep_ in ("prep", "npadvmod") and _sets_scene(child):
            between = verb.doc[child.right_edge.i + 1 : first]
            if all(token.is_punct or token.is_space for token in between):
                first = child.left_edge.i
    return first


def _sets_scene(token: Token) -> bool:
    if token.right_edge.i - token.left_edge.i > 8 or token.tag_ not in ("IN", "NN", "NNS", "NNP"):
        return False
    return token.ent_type_ in _PLACES or any(child.ent_type_ in _PLACES for child in token.children)


def _end(verb: Token, tokens: list[Token], predicate: int) -> int:
    """Past the last word of the clause: its own tokens as far as they run on, without a tail set off by a dash."""
    last = predicate
    for token in tokens:
        if token.i >= verb.i and token.dep_ not in ("punct", "cc"):
            last = max(last, token.i + 1)
    return last


def _object(verb: Token, group: list[Token], last: int) -> tuple[int, int] | None:
    doc = verb.doc
    for child in verb.lefts:
        if child.dep_ in ("dobj", "pobj") and child.tag_ in clauses.RELATIVE:
            return clauses.phrase(clauses.antecedent(child))
    if verb.dep_ == "relcl" and _lacks_object(verb, group):
        return clauses.phrase(verb.head)
    start = group[-1].i + 1
    if verb.i < start <= last:
        # An inverted subject ("on board were nine sailors") is no object.
        own = clauses.own_subject(verb)
        if own is not None and own.i >= start:
            start = own.right_edge.i + 1
        first, end = clauses.trim(doc, start, last)
        return (first, end) if first < end else None
    return None


def _lacks_object(verb: Token, group: list[Token]) -> bool:
    """Say whether a relative clause without a pronoun leaves its object to the antecedent ("a port she runs")."""
    own = clauses.own_subject(verb)
    if own is None or own.tag_ in clauses.RELATIVE or any(child.tag_ in ("WRB", "WP$") for child in verb.lefts):
        return False
    return not any(child.dep_ in clauses.OBJECTS or child.dep_ == "prep" for child in group[-1].rights)


# ---- facts without a verb of their own


def _apposition(token: Token) -> _Cut | None:
    """Give "Ada Mori, head of the port" as a claim that she is; lists and bracketed initials are none."""
    head = token.head
    if not clauses.is_apposition(token) or "PROPN" not in (token.pos_, head.pos_):
        return None
    if token.tag_ == "CD" or token.pos_ not in ("NOUN", "PROPN") or _is_coordinated(head):
        return None
    about, says = clauses.phrase(head), clauses.phrase(token)
    # Beside each other, parted by a mark; farther off the parser has guessed.
    if says[1] - says[0] < 2 or about[0] >= about[1] or not 0 <= says[0] - about[1] <= 2:
        return None
    if any(child.dep_ == "appos" and child.pos_ == token.pos_ == "PROPN" for child in token.children):
        return None
    whole = clauses.trim(token.doc, about[0], says[1])
    return _Cut(about, says, says, whole, token, _COPULA)


def _is_coordinated(noun: Token) -> bool:
    return noun.dep_ == "conj" or any(child.dep_ == "conj" for child in noun.rights)


def _packed(token: Token) -> _Cut | None:
    """Give "the blocked $9 billion merger": what was done to a thing that is named or counted, told before the noun."""
    noun = token.head
    if clauses.lemma(token) in clauses.marks("ties") or token.lower_ in clauses.marks("adjectival"):
        return None
    if noun.pos_ not in ("NOUN", "PROPN") or any(child.dep_ in ("npadvmod", "advmod") for child in token.children):
        return None
    phrase = clauses.phrase(noun)
    words = token.doc[phrase[0] : phrase[1]]
    if token.ent_type_ in _NAMES or not any(word.ent_type_ in _NAMES for word in words):
        return None
    return _Cut(None, (token.i, token.i + 1), phrase, phrase, token, token.text)


def _nominal(noun: Token) -> _Cut | None:
    """Give "the mayor's sacking of the harbour chief": an act told as a noun, with who did it and to what."""
    if noun.lower_ not in clauses.marks("nominal"):
        return None
    doer = next((child for child in noun.lefts if child.dep_ == "poss" and child.pos_ == "PROPN"), None)
    what = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("of", "on", "into")), None)
    if doer is None or what is None:
        return None
    tokens = clauses.region(what, clauses.leaves_the_noun)
    inner = clauses.trim(noun.doc, what.i + 1, tokens[-1].i + 1)
    subject = clauses.phrase(doer)
    if inner[0] >= inner[1] or subject[0] >= subject[1]:
        return None
    subject = (subject[0], next((c.i for c in doer.children if c.dep_ == "case"), subject[1]))
    return _Cut(subject, (noun.i, noun.i + 1), inner, (subject[0], inner[1]), noun, noun.text)


# ---- from tokens to words


def _claim(cut: _Cut, doc: Doc, article: Article) -> Claim | None:
    span = clauses.quote(article, doc, *cut.whole)
    predicate = clauses.quote(article, doc, *cut.predicate)
    if span is None or predicate is None:
        return None
    subject = clauses.quote(article, doc, *cut.subject) if cut.subject else None
    object_ = clauses.quote(article, doc, *cut.object) if cut.object else None
    terms = _terms(doc, cut)
    if not terms or (subject is None and object_ is None):
        return None
    return Claim(
        id="",
        subject=_subject_words(cut, subject, article, doc),
        predicate=cut.says or predicate.words,
        object=_object_words(cut, object_, article, doc),
        span=span,
        negated=clauses.is_negated(cut.verb) or _is_raised(cut.verb),
        modality=_modality(cut.verb),
        subject_span=subject,
        predicate_span=predicate,
        object_span=object_,
        terms=terms,
    )


def _owner(cut: _Cut, doc: Doc) -> Token | None:
    """Give the noun that "whose" stands for, when the subject begins with it."""
    if cut.subject is None or doc[cut.subject[0]].tag_ != "WP$":
        return None
    owner = doc[cut.subject[0]].head
    while owner.dep_ not in ("relcl", "ROOT") and owner.head != owner:
        owner = owner.head
    return owner.head if owner.dep_ == "relcl" else None


def _subject_words(cut: _Cut, subject: Span | None, article: Article, doc: Doc) -> str | None:
    owner = _owner(cut, doc)
    if subject is None or owner is None or cut.subject is None:
        return subject.words if subject else None
    whose = clauses.quote(article, doc, *clauses.phrase(owner))
    rest = clauses.quote(article, doc, cut.subject[0] + 1, cut.subject[1])
    return f"{whose.words}'s {rest.words}" if whose and rest else subject.words


def _object_words(cut: _Cut, object_: Span | None, article: Article, doc: Doc) -> str | None:
    """Give the object's words; a relative clause's antecedent is joined by what follows the verb."""
    if object_ is None or cut.object is None:
        return None
    after = (cut.predicate[1], cut.whole[1])
    if cut.object[0] < cut.predicate[0] and cut.verb.dep_ == "relcl" and after[0] < after[1]:
        rest = clauses.quote(article, doc, *after)
        return f"{object_.words} {rest.words}" if rest else object_.words
    return object_.words


def _is_raised(verb: Token) -> bool:
    """Say whether the denial stands on the verb above: "I do not think it will hold"."""
    head = verb.head
    return (
        verb.dep_ == "ccomp"
        and clauses.is_verbal(head)
        and clauses.lemma(head) in clauses.marks("raising")
        and clauses.is_negated(head)
    )


def _modality(verb: Token) -> str | None:
    words = table("en", "claims").get("modality", {})
    modal = clauses.modal_of(verb)
    if modal:
        return modal
    hedges = frozenset(words.get("hedges", "").split())
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in hedges:
            return str(child.text)
    expected = frozenset(words.get("expected", "").split())
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for child in verb.rights:
        if child.dep_ == "xcomp" and clauses.is_infinitive(child):
            if clauses.lemma(verb) in expected and (passive or verb.tag_ != "VBN"):
                return "expected"
            if verb.lower_ == "going":
                return "going to"
        if child.dep_ == "acomp" and clauses.lemma(child) in expected:
            return "expected"
    head = verb.head
    if verb.dep_ == "conj" and clauses.own_subject(verb) is None and verb.tag_ == "VB" and clauses.is_verbal(head):
        return clauses.modal_of(head)
    return None


def _terms(doc: Doc, cut: _Cut) -> tuple[str, ...]:
    light = clauses.marks("light")
    owner = _owner(cut, doc)
    parts = (cut.subject, cut.object, clauses.phrase(owner) if owner is not None else None)
    ranges = [cut.whole, *(part for part in parts if part)]
    terms: set[str] = set()
    for first, last in ranges:
        for token in doc[first:last]:
            if token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") or not any(c.isalnum() for c in token.text):
                continue
            word = clauses.lemma(token)
            particle = next((child for child in token.rights if child.dep_ == "prt"), None)
            if particle is not None and particle.i < last:
                terms.add(f"{word} {particle.lower_}")
            elif word not in light:
                terms.add(word)
    return tuple(sorted(terms))
