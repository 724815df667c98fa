"""Rivals for quotes: textacy's direct quotations, and a parse rule of some forty lines as the floor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from bench.metrics import Bounds
from bench.rivals import package
from variorum.languages.parser import MODELS

SAYING = frozenset(
    "acknowledge add admit affirm allege announce argue assert believe claim comment complain concede conclude confirm"
    " contend declare deny disclose emphasize estimate expect explain fear hope indicate insist maintain mention note"
    " observe pledge predict promise recall remark repeat reply report reveal say state stress suggest suspect tell"
    " tweet think urge vow warn write".split()
)
MARKED = re.compile(r'"[^"\n]+"|“[^”\n]+”')


@dataclass(frozen=True)
class Said:
    """One thing said, as any system gives it: the places of its content, its source and its cue."""

    content: tuple[Bounds, ...]
    source: tuple[Bounds, ...] = ()
    cue: tuple[Bounds, ...] = ()
    kind: str = "indirect"
    confidence: float = 1.0


@cache
def bare_model() -> Any:
    """The spaCy model that the program itself uses, as it comes."""
    return import_module(next(name for name in MODELS["en"] if find_spec(name))).load()


def textacy() -> Callable[[str], list[Said]]:
    """Give textacy's ``direct_quotations``; where it refuses a text (an odd number of marks), paragraph by paragraph."""
    extract = package("textacy.extract", "textacy")
    parse = bare_model()

    def spans(tokens: Any, offset: int) -> tuple[Bounds, ...]:
        return tuple((offset + token.idx, offset + token.idx + len(token)) for token in tokens)

    def quotations(text: str, offset: int) -> list[Said]:
        return [
            Said(
                ((offset + quote.content.start_char, offset + quote.content.end_char),),
                spans(quote.speaker, offset),
                spans(quote.cue, offset),
                "direct",
            )
            for quote in extract.direct_quotations(parse(text))
        ]

    def read(text: str) -> list[Said]:
        try:
            return quotations(text, 0)
        except ValueError:
            found: list[Said] = []
            for paragraph in re.finditer(r"[^\n]+", text):
                try:
                    found.extend(quotations(paragraph[0], paragraph.start()))
                except ValueError:
                    continue
            return found

    return read


def parse_rule() -> Callable[[str], list[Said]]:
    """Who is the subject of a verb of saying is the source; its clausal complement, or the marked words beside it, the content."""
    parse = bare_model()

    def bounds(tokens: Iterable[Any]) -> Bounds:
        held = sorted(tokens, key=lambda token: token.i)
        return held[0].idx, held[-1].idx + len(held[-1])

    def read(text: str) -> list[Said]:
        marked = [match.span() for match in MARKED.finditer(text)]
        found = []
        for sentence in (doc := parse(text)).sents:
            free = [span for span in marked if span[0] < sentence.end_char and sentence.start_char < span[1]]
            for verb in sentence:
                if verb.lemma_ not in SAYING or verb.pos_ != "VERB" or any(a <= verb.idx < b for a, b in free):
                    continue
                subject = [child for child in verb.children if child.dep_ in {"nsubj", "agent"}][:1]
                content = [bounds(child.subtree) for child in verb.children if child.dep_ == "ccomp"][:1]
                beside = free if not content or any(_meet(span, content[0]) for span in free) else []
                free = [] if beside else free
                if content or beside:
                    source = tuple(bounds(one.subtree) for one in subject)
                    kind = "direct" if beside else "indirect"
                    found.append(Said((*content, *beside), source, ((verb.idx, verb.idx + len(verb)),), kind))
        for match in re.finditer(r"[Aa]ccording to ", text):
            token = doc.char_span(match.start(), match.end() - 1, alignment_mode="expand")[-1]
            source_words = bounds(token.subtree)
            whole = token.sent
            rest = (
                (whole.start_char, match.start())
                if match.start() > whole.start_char
                else (source_words[1], whole.end_char)
            )
            if rest[0] < rest[1]:
                found.append(Said((rest,), (source_words,), (match.span(),)))
        return found

    return read


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[1] and other[0] < one[1]
