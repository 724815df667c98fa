"""Words that turn a sentence: it denies, doubts, supposes, or says from somebody. From ``languages/<language>/proposals.toml``."""

from __future__ import annotations

from functools import cache

from variorum.languages import table


@cache
def _listed(language: str | None, name: str) -> frozenset[str]:
    return frozenset(table(language or "en", "proposals").get(name, "").split())


def checked(language: str | None) -> bool:
    """Say whether there are words to check with in this language; nothing is asked about an article in another."""
    return bool(_listed(language, "negations"))


def articles(language: str | None) -> frozenset[str]:
    """Give the articles before nouns, which may be left out or added."""
    return _listed(language, "articles")


def negations(language: str | None) -> frozenset[str]:
    """Give the words that negate."""
    return _listed(language, "negations")


def denials(language: str | None) -> frozenset[str]:
    """Give the lemmas that deny what follows, the words that negate among them."""
    return _listed(language, "negations") | _listed(language, "denials")


def unsure(language: str | None) -> frozenset[str]:
    """Give the lemmas that put off, suppose or wish what stands with them."""
    return _listed(language, "unsure")


@cache
def sayings(language: str | None) -> frozenset[str]:
    """Give the lemmas that tell what somebody says."""
    clauses = table(language or "en", "claims").get("clauses", {})
    return frozenset(f"{clauses.get('saying', '')} {clauses.get('telling', '')}".split()) | _listed(language, "sayings")


@cache
def factual(language: str | None) -> frozenset[str]:
    """Give the words behind which a clause is told as a fact beside the main one."""
    return frozenset(table(language or "en", "claims").get("clauses", {}).get("factual", "").split())


@cache
def labels(language: str | None) -> dict[str, frozenset[str]]:
    """Give what a Point may be called by, by its kind (``money`` for sums)."""
    listed = table(language or "en", "proposals").get("labels", {})
    return {kind: frozenset(words.split()) for kind, words in listed.items()}
