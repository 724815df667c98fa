"""Runs of an article's own words: what a model says must be one, word for word, but for articles before nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.languages.words import Word, words
from variorum.llm.cues import articles, negations
from variorum.llm.refusals import No

_SIGNS = re.compile(r"[^\w\s.,;:'’‘\"“”«»()!?…–—-]|_|(?<![\w.,])[-−–](?=\d)")
_MARKUP = re.compile(
    r"[<>{}\[\]`\\|\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|https?:|www\.|javascript:",
    re.IGNORECASE,
)


def markup(text: str) -> No | None:
    """Turn away what no sentence of a report has: tags, brackets of programs, addresses, characters that cannot be seen."""
    found = _MARKUP.search(text)
    return No("markup", "it holds markup, an address or hidden characters") if found else None


def bare(text: str, language: str | None) -> list[Word]:
    """Give the words of a text but for articles before nouns."""
    small = articles(language)
    return [word for word in words(text, language) if word.form.casefold() not in small]


def signs(text: str) -> list[str]:
    """Give the signs that turn a number or a word into another: currencies, percent, minus."""
    return sorted(set(_SIGNS.findall(text)))


def run(said: str, text: str, start: int, end: int, language: str | None) -> tuple[Word, ...] | No:
    """Find what was said as a run of the words of ``text[start:end]``; the places of its words in the text, or why it is none."""
    wanted, there = bare(said, language), bare(text[start:end], language)
    if not wanted:
        return No("words", "it says nothing")
    forms, known = [word.form.casefold() for word in wanted], [word.form.casefold() for word in there]
    for at in range(len(known) - len(forms) + 1):
        if known[at : at + len(forms)] == forms:
            found = _placed(there[at : at + len(forms)], text, start, language)
            whole = text[found[0].start : found[-1].end]
            lost = set(signs(said)) ^ set(signs(_with_signs(text, found[0].start, found[-1].end)))
            if lost & set(signs(said)) or set(signs(whole)) - set(signs(said)):
                return No("number", f"the signs are not those of its evidence ({' '.join(sorted(lost))})")
            return found
    return _why(wanted, forms, known, language)


def _placed(run_of: Sequence[Word], text: str, start: int, language: str | None) -> tuple[Word, ...]:
    """The words where they stand in the whole text; an article before the first belongs to it."""
    first, *rest = (Word(word.start + start, word.end + start, word.stem, word.form) for word in run_of)
    before = re.search(r"(\w+)\s+$|(\w+['’])$", text[start : first.start])
    article = before and (before[1] or before[2][:-1])
    if before and article and article.casefold() in articles(language):
        first = first._replace(start=start + before.start())
    return first, *rest


def _with_signs(text: str, start: int, end: int) -> str:
    """A sign stands before or behind the number that it belongs to."""
    return text[max(0, start - 2) : end + 2]


def _why(wanted: Sequence[Word], forms: list[str], known: list[str], language: str | None) -> No:
    """Name the gravest thing that is the matter: a number, a name, a negation, another word, or the order of the words."""
    missing = [word for word, form in zip(wanted, forms, strict=True) if form not in known]
    told = ", ".join(dict.fromkeys(word.form for word in missing))
    if any(char.isdigit() for word in missing for char in word.form):
        return No("number", f"not in its evidence: {told}")
    no = negations(language)
    if any(word.form.casefold() in no for word in missing):
        return No("negation", f"not in its evidence: {told}")
    if any(word.form[:1].isupper() for word in missing if word is not wanted[0]):
        return No("name", f"not in its evidence: {told}")
    if missing:
        return No("words", f"not in its evidence: {told}")
    left = _skipped(forms, known)
    if left is None:
        return No("order", "the words stand in another order in its evidence")
    if any(form in no for form in left):
        return No("negation", "it leaves out a “not” of its evidence")
    return No("order", f"it leaves out words of its evidence: {', '.join(left[:5])}")


def _skipped(forms: list[str], known: list[str]) -> list[str] | None:
    """What lies between words that stand in the right order; nothing if they do not."""
    left: list[str] = []
    at = 0
    for number, form in enumerate(forms):
        try:
            found = known.index(form, at)
        except ValueError:
            return None
        left += known[at:found] if number else []
        at = found + 1
    return left
