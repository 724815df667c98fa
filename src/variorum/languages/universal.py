"""Parses in Universal Dependencies, drawn anew with the labels that the rules are written for.

spaCy's English models draw a sentence as ClearNLP does: the verb "is" heads "the port is closed", a preposition heads its
noun, a passive's doer hangs on its "by", and tags are those of the Penn Treebank. Its other models follow Universal
Dependencies (de Marneffe et al. 2021), where content words head everything. What the two tell is the same, so a parse of
the second kind is turned into the first, and the rules stay one set for all languages.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variorum.languages.grammar import Grammar, grammar
from variorum.languages.penn import feature, tag_of
from variorum.languages.words import calendar_words, stem

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_RENAMED = {
    "nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "nsubj:caus": "nsubj", "nsubj:outer": "nsubj", "obj": "dobj",
    "iobj": "dative", "aux:pass": "auxpass", "aux:tense": "aux", "aux:caus": "aux", "acl:relcl": "relcl",
    "flat:name": "flat", "flat:foreign": "flat", "advcl:cleft": "advcl", "obj:agent": "dobj", "obl:arg": "obl",
    "obl:mod": "obl", "cc:preconj": "preconj", "vocative": "dep", "discourse": "dep", "dislocated": "dep",
}  # fmt: skip
# What hangs on the predicate in "the port is closed today" and belongs to the "is" that comes to head the clause.
_OF_CLAUSE = frozenset(
    "nsubj nsubjpass csubj csubjpass aux auxpass mark advcl parataxis punct expl ccomp neg dep dative".split()
)
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_LABELS = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
_LINKS = 6  # how far up a comma is moved: a longer chain is a list gone wrong


def redrawn(doc: Doc, words: list[str], spaces: list[bool]) -> Doc:
    """Draw a parse in Universal Dependencies anew with the labels and tags of spaCy's English models.

    ``words`` and ``spaces`` are those of the text: the model may have read other signs in their place.
    """
    tree = _Tree(doc)
    tree.redraw()
    made = type(doc)(
        doc.vocab,
        words=words,
        spaces=spaces,
        tags=[tag_of(token, tree.deps[token.i], tree.known) for token in doc],
        pos=[token.pos_ or "X" for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ or token.lower_ for token in doc],
        heads=without_rings(tree.heads, doc),
        deps=tree.deps,
        ents=tree.entities(),
    )
    for token, norm in zip(made, tree.norms, strict=True):
        token.norm_ = norm
    return made


def without_rings(heads: list[int], doc: Doc) -> list[int]:
    """Give the words of a sentence whose moves made a ring their first heads again: a broken text can be drawn in no other way."""
    sound = list(heads)
    fine: set[int] = set()
    for start in range(len(sound)):
        path: list[int] = []
        at = start
        while at not in fine and sound[at] != at and at not in path[-1:] and len(path) <= len(sound):
            path.append(at)
            at = sound[at]
        if len(path) > len(sound):
            for token in doc[start].sent:
                sound[token.i] = token.head.i
        fine.update(path)
    return sound


@cache
def _saying(language: str) -> frozenset[str]:
    """Give the verbs that bring what somebody says or demands."""
    from variorum.languages import table  # the package imports the parser, and the parser this module

    clauses = table(language, "claims").get("clauses", {})
    return frozenset(f"{clauses.get('saying', '')} {clauses.get('demanding', '')}".split())


@cache
def _people(language: str) -> frozenset[str]:
    """Give the nouns for those who can speak, which a name behind a comma may explain."""
    from variorum.languages import table

    return frozenset(table(language, "quotes").get("people", {}).get("nouns", "").split())


class _Tree:
    """One parse while its labels, heads and words of grammar are changed."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.known: Grammar = grammar(doc.lang_)
        self.heads = [token.head.i for token in doc]
        self.deps = [_RENAMED.get(token.dep_, token.dep_) or "dep" for token in doc]
        self.forms = [token.lower_.replace("’", "'") for token in doc]
        self.kids: list[set[int]] = [set() for _ in doc]
        for token in doc:
            if token.head.i != token.i:
                self.kids[token.head.i].add(token.i)
        self.norms = [self._norm(index) for index in range(len(doc))]

    def _norm(self, index: int) -> str:
        form, pos = self.forms[index].lstrip("-") or "-", self.doc[index].pos_
        if self.deps[index] == "mark" and form in self.known.conjunctions:
            return self.known.conjunctions[form]
        return self.known.counterpart(pos, form) or form

    def redraw(self) -> None:
        """Change the tree, each step over all words."""
        for step in (
            self._comma,
            self._denial,
            self._clitic,
            self._conjunction,
            self._infinitive,
            self._passive,
            self._relative,
            self._title,
            self._copula,
            self._modal,
            self._inversion,
            self._apposition,
            self._preposition,
            self._complement,
        ):
            for index in range(len(self.doc)):
                step(index)

    def entities(self) -> list[str]:
        """Give the model's names and, as dates, the runs of calendar words and numbers, as IOB tags."""
        tags = ["O"] * len(self.doc)
        for entity in self.doc.ents:
            label = "GPE" if self._is_where(entity) else _LABELS.get(entity.label_)
            if label is not None and any(token.pos_ == "PROPN" for token in entity):
                tags[entity.start : entity.end] = [f"B-{label}"] + [f"I-{label}"] * (len(entity) - 1)
        listed = calendar_words(self.doc.lang_)
        inside = False
        for token in self.doc:
            day = stem(token.text, self.doc.lang_) in listed and tags[token.i] == "O"
            beside = token.like_num and (inside or self._before_month(token.i, listed))
            inside = (day or beside) and (tags[token.i] == "O")
            if inside:
                tags[token.i] = "I-DATE" if token.i and tags[token.i - 1].endswith("-DATE") else "B-DATE"
        return tags

    def _is_where(self, entity: Span) -> bool:
        """Say whether a single name behind "à" or "en" is a place, whatever the model takes it for."""
        first = entity[0]
        if len(entity) > 1 or first.pos_ != "PROPN" or not first.i or entity.label_ not in {"PER", "LOC", "ORG"}:
            return False
        before = first.i - 1
        told = self.doc[self.doc[first.i].head.i].lemma_.lower() in _saying(self.doc.lang_)
        return self.doc[before].pos_ == "ADP" and (self.norms[before] == "in" or self.forms[before] == "à") and not told

    def _before_month(self, index: int, listed: frozenset[str]) -> bool:
        after = self.doc[index + 1 : index + 3]
        return any(stem(token.text, self.doc.lang_) in listed for token in after)

    def _move(self, index: int, head: int, dep: str | None = None) -> None:
        """Hang a word on another head; the root hangs on itself."""
        self.kids[self.heads[index]].discard(index)
        self.heads[index] = head
        if head != index:
            self.kids[head].add(index)
        if dep is not None:
            self.deps[index] = dep

    def _take_place(self, index: int, old: int) -> None:
        """Put a word in the tree where another stood, which comes to hang on it."""
        above, dep = self.heads[old], self.deps[old]
        self._move(index, index if above == old else above, dep)
        self._move(old, index)

    def _child(self, index: int, *deps: str) -> int | None:
        return min((kid for kid in self.kids[index] if self.deps[kid] in deps), default=None)

    # ---- the steps, each looking at one word

    def _comma(self, index: int) -> None:
        """Hang a mark at the edge of a phrase on what the phrase hangs on."""
        token = self.doc[index]
        if self.deps[index] != "punct":
            return
        for _ in range(_LINKS):
            head = self.doc[self.heads[index]]
            if self.heads[head.i] == head.i or index not in (head.left_edge.i, head.right_edge.i):
                return
            self._move(token.i, self.heads[head.i])

    def _denial(self, index: int) -> None:
        form, known = self.forms[index], self.known
        if self.deps[index] not in {"advmod", "obj", "dobj", "det", "cc"} or self.doc[index].pos_ == "NOUN":
            return
        if known.has("negation.particle", form) and self.deps[index] == "advmod":
            self.deps[index] = "aux"  # it goes with the verb, and denies nothing by itself
        beside = known.has("negation.beside", form) and any(
            known.has("negation.particle", self.forms[kid]) for kid in self.kids[self.heads[index]]
        )
        if (known.has("negation.words", form) or beside) and self.deps[index] == "advmod":
            self.deps[index] = "neg"

    def _clitic(self, index: int) -> None:
        """Tell a pronoun that belongs to its verb ("se sont produits") from one that is somebody."""
        form, dep = self.forms[index], self.deps[index]
        if self.known.has("verbs.linking", form):
            self.deps[index] = "dep"
        elif self.known.has("verbs.inverted", form):
            if self.known.has("verbs.linking", self.forms[self.heads[index]]):
                self._move(index, self.heads[self.heads[index]])
            self.deps[index] = "nsubj"
            if self.deps[self.heads[index]] in {"advcl", "ccomp", "dep"}:
                self.deps[self.heads[index]] = "parataxis"
        elif dep == "expl:subj":
            nobody = self.known.has("verbs.nobody", form) and index < self.heads[index]
            self.deps[index] = "expl" if nobody else "nsubj"
            self.norms[index] = "it" if nobody else self.norms[index]
        elif dep.startswith("expl") or self._reflects(index):
            self.deps[index] = "aux"

    def _reflects(self, index: int) -> bool:
        reflexive = self.doc[index].pos_ == "PRON" and self.known.has("verbs.reflexive", self.forms[index])
        return reflexive and self.deps[index] in {"dobj", "dative"}

    def _conjunction(self, index: int) -> None:
        head = self.heads[index]
        if self.deps[index] == "cc" and self.deps[head] == "conj" and index < head:
            self._move(index, self.heads[head])

    def _infinitive(self, index: int) -> None:
        """Make the "de" of "promettre de payer" what English has in "to pay"."""
        if self.deps[index] not in {"mark", "case"} or self.doc[index].pos_ not in {"ADP", "SCONJ"}:
            return
        verb = self.doc[self.heads[index]]
        if "Inf" in feature(verb, "VerbForm") and self.known.conjunctions.get(self.forms[index]) == "to":
            self.deps[index], self.norms[index] = "aux", "to"

    def _passive(self, index: int) -> None:
        """Mark passives where the model has no label for them ("fue rechazado por el consejo")."""
        token = self.doc[index]
        if self.deps[index] in {"aux", "cop"} and self.known.has("verbs.passive", token.lemma_.lower()):
            verb = self.doc[self.heads[index]]
            if verb.pos_ == "VERB" and "Part" in feature(verb, "VerbForm"):
                self.deps[index] = "auxpass"
                for kid in self.kids[verb.i]:
                    self.deps[kid] = {"nsubj": "nsubjpass", "csubj": "csubjpass"}.get(self.deps[kid], self.deps[kid])
        if self.deps[index] in {"obl", "dobj"}:
            by = any(self.deps[kid] == "case" and self.norms[kid] == "by" for kid in self.kids[index])
            if by and self._child(self.heads[index], "auxpass") is not None:
                self.deps[index] = "obl:agent"

    def _relative(self, index: int) -> None:
        """Tell relative clauses from others by their pronoun ("le projet, qui coûterait …"), and hang them on their noun."""
        dep = self.deps[index]
        if dep not in {"acl", "relcl", "advcl", "ccomp", "dep", "parataxis"} or self.doc[index].pos_ not in {
            "VERB",
            "AUX",
            "ADJ",
            "NOUN",
        }:
            return
        opener = min((kid for kid in self.kids[index] if kid < index and self._relates(kid)), default=None)
        if opener is None:
            self._aside(index)
        elif dep in {"acl", "relcl"} and self._telling(index, opener):
            return
        elif dep in {"acl", "relcl"}:
            self.deps[index] = "relcl"
        elif (noun := self._noun_before(opener)) is not None and noun not in self._below(index):
            self._move(index, noun, "relcl")

    def _telling(self, index: int, opener: int) -> bool:
        """Read "exigen al rector que reabra …" as what they demand, not as which rector."""
        noun = self.heads[index]
        verb = self.doc[self.heads[noun]]
        listener = any(self.deps[kid] == "case" and self.norms[kid] == "to" for kid in self.kids[noun])
        if (
            not listener
            or opener != noun + 1
            or self.norms[opener] != "that"
            or self._child(verb.i, "ccomp") is not None
        ):
            return False
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _saying(self.doc.lang_):
            return False
        self._move(index, verb.i, "ccomp")
        self._move(opener, index, "mark")
        return True

    def _relates(self, index: int) -> bool:
        token = self.doc[index]
        return token.pos_ == "PRON" and ("Rel" in feature(token, "PronType") or self.norms[index] == "who")

    def _noun_before(self, index: int) -> int | None:
        at = index - 1
        if at >= 0 and self.doc[at].text == ",":
            at -= 1
        return at if at >= 0 and self.doc[at].pos_ in {"NOUN", "PROPN"} and not self.doc[index].is_sent_start else None

    def _below(self, index: int) -> range:
        return range(self.doc[index].left_edge.i, self.doc[index].right_edge.i + 1)

    def _aside(self, index: int) -> None:
        """Make a second sentence behind a semicolon one beside the first, not one under it."""
        edge = self.doc[index].left_edge.i
        finite = "Fin" in feature(self.doc[index], "VerbForm")
        opened = any(self.deps[kid] == "mark" for kid in self.kids[index])
        if (
            self.deps[index] == "advcl"
            and finite
            and not opened
            and ";" in {self.doc[edge].text, self.doc[max(edge - 1, 0)].text}
        ):
            self.deps[index] = "conj"

    def _title(self, index: int) -> None:
        """Let the name head "la maire Anne Prévost", as it does in "Mayor Anne Prévost"."""
        head = self._titled(index)
        if head is None:
            return
        self._take_place(index, head)
        self.deps[head] = "compound"
        for kid in sorted(self.kids[head]):
            if kid > index or self.deps[kid] == "case":
                self._move(kid, index)

    def _titled(self, index: int) -> int | None:
        """Give the noun that stands as a title before a name which hangs on it, or beside which the name was hung."""
        token, head = self.doc[index], self.heads[index]
        if token.pos_ == "NOUN" and self.doc[head].pos_ == "PROPN" and index == head - 1:
            self._lend_case(index, head)
            return None
        named = token.pos_ == "PROPN" and not any(self.deps[kid] == "case" for kid in self.kids[index])
        if not named or self.deps[index] not in {"appos", "nmod", "flat", "compound", "obl", "dep"}:
            return None
        if self.doc[index - 1].pos_ == "NOUN" and self.heads[index - 1] == head != index > 0:
            self._move(index, index - 1)
            return index - 1
        between = self.doc[head + 1 : index]
        near = 0 <= len(between) < 4 and all(part.pos_ in {"ADJ", "NOUN", "PROPN", "X"} for part in between)
        return head if self.doc[head].pos_ == "NOUN" and head < index and near else None

    def _lend_case(self, noun: int, name: int) -> None:
        for kid in sorted(self.kids[noun]):
            if self.deps[kid] == "case":
                self._move(kid, name)
        self.deps[noun] = "compound"

    def _copula(self, index: int) -> None:
        """Let "is" head "the port is closed"."""
        if self.deps[index] != "cop":
            return
        predicate = self.heads[index]
        self._take_place(index, predicate)
        pos = self.doc[predicate].pos_
        self.deps[predicate] = "acomp" if pos in {"ADJ", "VERB", "ADV"} else "attr"
        for kid in sorted(self.kids[predicate]):
            dep = self.deps[kid]
            between = min(index, predicate) < kid < max(index, predicate)
            apart = (dep in _OF_CLAUSE and not (dep == "punct" and between)) or (
                dep in {"obl", "advmod"} and not between
            )
            if dep == "conj" and (self._child(kid, "nsubj", "nsubjpass", "cop") is not None):
                apart = True
            if apart:
                self._move(kid, index)

    def _modal(self, index: int) -> None:
        """Let the infinitive head "the port may close"."""
        token = self.doc[index]
        english = self.known.modals.get(token.lemma_.lower())
        if english is None or token.pos_ not in {"VERB", "AUX"}:
            return
        if self.deps[index] == "aux":
            self.norms[index] = _mood(english, token)
            return
        verb = self._child(index, "xcomp")
        if verb is None or not self._is_infinitive(verb):
            return
        self._take_place(verb, index)
        self.deps[index] = "aux"
        self.norms[index] = _mood(english, token)
        for kid in sorted(self.kids[index]):
            self._move(kid, verb)

    def _is_infinitive(self, index: int) -> bool:
        """Say whether a verb is an infinitive, alone ("fermer") or by its auxiliary ("être fermé")."""
        group = (index, *(kid for kid in self.kids[index] if self.deps[kid] in {"aux", "auxpass"}))
        return any("Inf" in feature(self.doc[at], "VerbForm") for at in group)

    def _inversion(self, index: int) -> None:
        """Make the noun behind an inserted verb its subject: "…, a déclaré la maire" is often read as what she declared."""
        if self.doc[index].pos_ != "VERB" or self._child(index, "expl", "auxpass", "ccomp") is not None:
            return
        group = (index, *(kid for kid in self.kids[index] if self.deps[kid] == "aux"))
        if not any("Fin" in feature(self.doc[at], "VerbForm") for at in group):
            return
        own = self._child(index, *_SUBJECTS)
        reports = self.doc[index].lemma_.lower() in _saying(self.doc.lang_) and self._is_set_off(index)
        if own is not None and own > index and reports:
            self._insert(index)
        if own is not None and (own > index or not reports or not self._is_foreign(index, own)):
            return
        behind = min(
            (kid for kid in self.kids[index] if kid > index and self.deps[kid] in {"dobj", "obl"}), default=None
        )
        if behind is None or not (reports or self._is_inserted(index)) or not self._is_bare_noun(behind):
            return
        parts = {"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "ADV"}
        if all(part.pos_ in parts for part in self.doc[index + 1 : behind]):
            self.deps[behind] = "nsubj"
            if reports:
                self._insert(index)
            if own is not None:
                self._move(own, self.heads[index], "dobj" if self.deps[index] == "parataxis" else "dep")

    def _insert(self, index: int) -> None:
        """Put an inserted verb beside the clause that it reports, where it was read as joined to it."""
        if self.deps[index] in {"conj", "advcl", "dep"} and not any(
            self.deps[kid] == "mark" for kid in self.kids[index]
        ):
            above = self.heads[index]
            if self.deps[above] in {"acomp", "attr"}:
                above = self.heads[above]
            self._move(index, above, "parataxis")

    def _is_foreign(self, index: int, own: int) -> bool:
        """Say whether what was read as a verb's subject belongs to the words before the marks or the comma."""
        if self.deps[index] in {"conj", "advcl", "parataxis"}:
            return not any(self.doc[at].text == "," for at in range(own + 1, self.doc[own].right_edge.i + 1))
        return self._follows_marks(index)

    def _apposition(self, index: int) -> None:
        """Hang a name or description behind a comma on the noun before it: "un élève, Mathis Roux", "Ana Ruiz, presidenta"."""
        token = self.doc[index]
        first = min((kid for kid in self.kids[index] if kid < index), default=index)
        if token.pos_ not in {"NOUN", "PROPN"} or first < 2 or self.doc[first - 1].text != ",":
            return
        if (
            self.deps[index] not in {"dep", "obl", "conj", "dobj", "nmod"}
            or self._child(index, "case", "cc") is not None
        ):
            return
        noun = self._noun_left_of(first - 1)
        if noun is None or self._child(noun, "conj", "cc") not in {None, index}:
            return
        if "PROPN" in {token.pos_, self.doc[noun].pos_}:
            self._move(index, noun, "appos")

    def _noun_left_of(self, comma: int) -> int | None:
        """Give the noun whose phrase ends right before a comma: a person, else the highest that the words there hang on."""
        at, found = comma - 1, None
        for _ in range(_LINKS):
            if self.doc[at].pos_ in {"NOUN", "PROPN"}:
                found = at
                if self.doc[at].lemma_.lower() in _people(self.doc.lang_):
                    break  # "la démission du maire, Paul Lebrun": it is the mayor who has the name
            above = self.heads[at]
            if above == at or above >= comma or self.doc[above].pos_ in {"VERB", "AUX"}:
                break
            at = above
        return found

    def _is_bare_noun(self, index: int) -> bool:
        named = self.doc[index].pos_ in _NOMINAL or self._child(index, "det") is not None
        return named and all(self.deps[kid] != "case" for kid in self.kids[index])

    def _is_set_off(self, index: int) -> bool:
        """Say whether a verb, with its auxiliaries and pronouns, comes right behind a comma."""
        at = index - 1
        while at >= 0 and self.heads[at] == index and self.deps[at] in {"aux", "dative", "dobj", "neg"}:
            at -= 1
        return at >= 0 and self.doc[at].text == ","

    def _is_inserted(self, index: int) -> bool:
        """Say whether a verb stands in an attribution: beside the main clause, behind marks, or as "comme l'a dit …"."""
        dep = self.deps[index]
        if dep == "parataxis":
            return True
        if dep == "advcl":
            said = any(self.deps[kid] == "dobj" and kid < index for kid in self.kids[index])
            return said and any(self.deps[kid] == "mark" and self.norms[kid] == "as" for kid in self.kids[index])
        return dep in {"ROOT", "conj"} and self._follows_marks(index)

    def _follows_marks(self, index: int) -> bool:
        """Say whether a verb, with its auxiliaries, comes right behind closing marks."""
        at = index - 1
        while at >= 0 and self.heads[at] == index and self.deps[at] in {"aux", "dative", "dobj"}:
            at -= 1
        passed = {self.doc[at - back].text for back in range(3) if at - back >= 0 and self.doc[at - back].is_punct}
        return bool(passed & {"»", "”", '"', "—", "–"})

    def _preposition(self, index: int) -> None:
        """Let a preposition head its noun; a direct object keeps its "a" ("vio a la ministra")."""
        dep = self.deps[index]
        if dep not in {"obl", "nmod", "obl:agent", "attr", "acomp", "conj", "acl", "advmod", "compound"}:
            return
        case = self._child(index, "case")
        if case is None or case > index:
            if dep in {"obl", "obl:agent"}:
                self.deps[index] = "npadvmod"
            return
        if dep in {"conj", "acl", "advmod"} and self.doc[index].pos_ not in _NOMINAL:
            return
        self._take_place(case, index)
        self.deps[case] = {"obl:agent": "agent", "conj": "conj"}.get(dep, "prep")
        self.deps[index] = "pcomp" if self.doc[index].pos_ in {"VERB", "AUX"} else "pobj"
        for kid in sorted(self.kids[index]):
            if kid < case and self.deps[kid] in {"punct", "cc", "advmod"}:
                self._move(kid, case)
        if self.deps[case] == "agent":
            self.norms[case] = "by"

    def _complement(self, index: int) -> None:
        dep, pos = self.deps[index], self.doc[index].pos_
        if dep == "xcomp" and pos not in {"VERB", "AUX"}:
            self.deps[index] = "acomp" if pos == "ADJ" else "oprd"
        elif dep == "det" and "Yes" in feature(self.doc[index], "Poss"):
            self.deps[index] = "poss"
        elif dep == "fixed":
            self.deps[index] = "pcomp" if pos in {"VERB", "NOUN"} else "dep"


def _mood(english: str, token: Token) -> str:
    """Give "can" or "could" for "peut" and "pourrait"; what one was able to do ("a pu") is no possibility any more."""
    tense = feature(token, "Tense")
    if english == "can" and ("Past" in tense or "Part" in feature(token, "VerbForm")):
        return "managed"
    if "Cnd" in feature(token, "Mood"):
        return "could" if english == "can" else "should"
    return "will" if english == "can" and "Fut" in tense else english
