"""Quotes without a parser: marked words, and the name beside them."""

from __future__ import annotations

import re

from variorum.languages import table
from variorum.model import Article, Quote, SaidBy
from variorum.statements.marks import Mark, marked

# Two to five words that begin with a capital, or one; particles of names may stand between ("Ursula von der Leyen").
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ](?:[\w'’-]+|\.)?"
_PARTICLE = r"(?:de|du|des|von|van|der|den|di|da|del|della|la|le|el|al|bin|y|e)"
_NAME = rf"{_CAPITAL}(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{_CAPITAL}){{0,4}}"
_WORD = r"[^\W\d_]+(?:-t)?(?:-[^\W\d_]+)*"
_REACH = 120
_AFTER = (
    re.compile(rf"\s*[,–—-]?\s*(?:[^\W\d_]+['’])?(?P<cue>{_WORD})\s+(?:[a-zà-ÿ'’-]+\s+){{0,4}}?(?P<name>{_NAME})"),
    re.compile(rf"\s*[,–—-]\s*(?P<name>{_NAME})"),
)
_BEFORE = re.compile(rf"(?P<name>{_NAME})\s*(?P<cue>(?:\s[a-zà-ÿ'’]+){{0,4}})\s*[:,]?\s*$")


def marked_quotes(text: str, article: Article) -> tuple[Quote, ...]:
    """Find direct quotes by their marks alone, with a name beside them as the speaker; for languages without a parser.

    A marked passage of fewer than four words counts as a term, not as a quote, unless a colon introduces it.
    """
    tables = table(article.language or "", "quotes")
    elisions = frozenset(str(tables.get("terms", {}).get("elisions", "")).split())
    leads = frozenset(str(tables.get("according", {}).get("words", "")).split())
    found: list[Quote] = []
    for mark in marked(text, elisions):
        inner = text[mark.start : mark.end]
        start = mark.start + len(inner) - len(inner.lstrip())
        end = mark.end - (len(inner) - len(inner.rstrip()))
        introduced = text[max(0, mark.left - 3) : mark.left].rstrip().endswith(":")
        if end <= start or not (_is_utterance(text[start:end]) or (introduced and any(c.isalnum() for c in inner))):
            continue
        said_by = _after(text, mark, article) or _before(text, mark, article, leads)
        confidence = 0.7 if said_by else 0.5
        found.append(
            Quote(f"q{len(found) + 1}", "direct", text[start:end], article.span(start, end), said_by, (), confidence)
        )
    return tuple(found)


def _is_utterance(words: str) -> bool:
    spaces = words.split()
    dense = sum(char > "\u2e80" for char in words)  # scripts that write no spaces
    return len(spaces) >= 4 or dense >= 8


def _after(text: str, mark: Mark, article: Article) -> SaidBy | None:
    following = text[mark.right : mark.right + _REACH].split("\n", 1)[0]
    for pattern in _AFTER:
        match = pattern.match(following)
        if match is not None and not re.search(r"[.!?;]\s", following[: match.start("name")]):
            cue = match.groupdict().get("cue")
            # "a déclaré", "ha detto", "hat gesagt": the short word is only the auxiliary
            between = following[match.end("cue") : match.start("name")].split() if cue else []
            cue = f"{cue} {between[0]}" if cue and len(cue) <= 3 and len(between) > 1 else cue
            return _said_by(article, mark.right + match.start("name"), mark.right + match.end("name"), cue)
    return None


def _before(text: str, mark: Mark, article: Article, leads: frozenset[str]) -> SaidBy | None:
    begin = max(0, mark.left - _REACH)
    leading = re.split(r"[\n.!?;]\s", text[begin : mark.left] + " ")[-1]
    offset = mark.left + 1 - len(leading)
    match = _BEFORE.search(leading.rstrip(" "))
    if match is None:
        return None
    start, end, cue = offset + match.start("name"), offset + match.end("name"), match.group("cue").split()
    first = match.group("name").split()[0]
    if first.lower() in leads and start + len(first) < end:
        cue, start = [first], start + len(first) + 1
    return _said_by(article, start, end, cue[0] if cue else None)


def _said_by(article: Article, start: int, end: int, cue: str | None) -> SaidBy:
    while start < end - 1 and article.text[start].isspace():
        start += 1
    while end > start + 1 and article.text[end - 1] in ".,'’- はがも、":
        end -= 1
    span = article.span(start, end)
    return SaidBy(span.words, span, cue=cue)
