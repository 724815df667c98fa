"""The names of an article as they stand in it, whole: a run of words with capitals, without title, people or credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.languages import table
from variorum.languages.names import Lexicon, fold, lexicon
from variorum.languages.words import Word, calendar_words, words
from variorum.model import Article
from variorum.stories.profiles import names_of

LONGEST = 30_000  # characters read of one article
_SHORTEST = 3  # letters of a name that is not generally known ("EU")
_MOST = 7  # words of a name; what is longer is a headline or a list
_SYLLABLE, _LINK = 5, 4  # letters of what a hyphen may add to a name: "Jae-in", "Mazar-i-Sharif"
_ACRONYM = 5  # letters; longer words in capitals are shouted
_BEGINS = re.compile(r"[.!?:;…\"“”„«»\n\r•|>-]\s*$|^\s*$")
# "By Ann Moe", "(Photo by Ann Moe)", "AP Photo/Ann Moe"
_CREDITS = re.compile(r"/$|(?:^|[\n.(|:])\s*By\s$|(?i:photo|photograph|image|picture|video|graphic)s?(?: by|:)\s$")
# Nouns bear a capital: one word by itself need not be a name.
NOUNS_IN_CAPITALS = {"de", "lb"}


@dataclass(frozen=True)
class Names:
    """The names of one article: ``whole`` ones with how often each stands there, every run ``within`` one, and ``persons``."""

    whole: Counter[str]
    within: Counter[str]
    persons: frozenset[str]


@dataclass(frozen=True)
class _Table:
    inside: frozenset[str]
    short: frozenset[str]
    furniture: frozenset[str]
    nobody: frozenset[str]


@cache
def _table(language: str | None) -> _Table:
    listed = table(language or "en", "reasons").get("names") or table("en", "reasons")["names"]
    lists = "\n".join(listed[name] for name in ("agencies", "feasts", "peoples"))
    nobody = (part for line in lists.splitlines() for part in line.split("|"))
    return _Table(
        frozenset(listed["inside"].split()),
        frozenset(listed["short"].split()),
        frozenset(listed["furniture"].split()),
        frozenset(fold(name) for name in nobody if name),
    )


@lru_cache(maxsize=2048)
def names_in(article: Article) -> Names:
    """Find the names of an article."""
    text, known, listed = read_of(article), lexicon(article.language), _table(article.language)
    stems, capitals = names_of(article), _title_in_capitals(article)
    credited = _credited(article)
    whole: Counter[str] = Counter()
    within: Counter[str] = Counter()
    persons: set[str] = set()
    for run in _runs(text, words(text, article.language), article.language):
        if len(run) > _MOST or _shouted(run) or any(fold(word.form) in listed.furniture for word in run):
            continue
        if (
            _CREDITS.search(text[max(0, run[0].start - 24) : run[0].start])
            or text[run[-1].end : run[-1].end + 1] == "/"
        ):
            continue
        begins = run[0].start < capitals or _BEGINS.search(text[max(0, run[0].start - 3) : run[0].start]) is not None
        unsure = begins and run[0].stem not in stems and fold(run[0].form) not in known.given
        kept = _trimmed(run[1:] if unsure else run, listed)
        if not kept or not any(word.stem in stems or len(kept) > 1 for word in kept):
            continue
        for first in range(len(kept)):
            for last in range(first, len(kept)):
                within[text[kept[first].start : kept[last].end]] += 1
        bare = _untitled(kept, known, listed)
        if kept[0].start < capitals:  # "Suspect" of "Las Vegas Suspect Was a Gambler" is no part of a name
            continue
        if unsure and bare[:1] == kept[:1]:  # cut off at a word that may belong to the name
            continue
        form = text[bare[0].start : bare[-1].end] if bare else ""
        if form and _is_name(form, bare, known, listed, credited):
            single = len(bare) == 1
            if single and (bare[0].stem not in stems or article.language in NOUNS_IN_CAPITALS):
                continue
            whole[form] += 1
            if not single and (len(bare) < len(kept) or known.gender(form)):
                persons.add(form)
    return Names(whole, within, frozenset(persons))


def read_of(article: Article) -> str:
    """Give what is read of an article for reasons: its headline and its text, at most ``LONGEST`` characters."""
    return f"{article.title}\n{article.text[:LONGEST]}" if article.title else article.text[:LONGEST]


def _title_in_capitals(article: Article) -> int:
    """Give the length of a headline that writes all words with a capital, and 0 for any other."""
    longer = [word for word in (article.title or "").split() if len(word) > 3 and word.isalpha()]
    return len(article.title or "") if longer and sum(word[0].islower() for word in longer) < 2 else 0


def _runs(text: str, found: Sequence[Word], language: str | None) -> Iterator[list[Word]]:
    """Cut a text into runs of words with capitals that stand side by side."""
    known, listed, calendar = lexicon(language), _table(language), calendar_words(language)
    run: list[Word] = []
    waiting: list[Word] = []  # small words inside a name, kept if the name goes on
    for word in found:
        capital = word.form[0].isupper() and not _breaks(word, run, known, calendar)
        last = (waiting or run or [word])[-1]
        gap = text[last.end : word.start]
        joined = bool(run) and _beside(gap, last, listed)
        if capital and joined and not (waiting and gap != text[run[-1].end : waiting[0].start]):
            run += [*waiting, word]
            waiting = []
        elif (run and not waiting and word.form.isdecimal() and gap == "") or (
            joined and not waiting and gap == "-" and _hyphened(word, run, known)
        ):  # "PS4"
            run.append(word)
        elif joined and _may_link(word, gap, listed) and len(waiting) < 2:
            waiting.append(word)
        else:
            if run:
                yield run
            run, waiting = ([word] if capital else []), []
    if run:
        yield run


def _breaks(word: Word, run: Sequence[Word], known: Lexicon, calendar: frozenset[str]) -> bool:
    """A month is nobody's name, but for "Theresa May"; a small word with a capital stands in a headline."""
    if word.form == "I" or (fold(word.form) in known.small and not (word.form.isupper() and len(word.form) > 1)):
        return True
    return word.stem in calendar and not (run and fold(run[-1].form) in known.given)


def _beside(gap: str, last: Word, listed: _Table) -> bool:
    if gap in {" ", "-", "\u00a0", " & "}:
        return True
    if gap in {"'", "’"}:
        return len(last.form) == 1 and last.form.isupper()
    return gap in {". ", "."} and (len(last.form) == 1 or last.form.lower() in listed.short)


def _may_link(word: Word, gap: str, listed: _Table) -> bool:
    if gap == "-":
        return word.form.islower() and len(word.form) <= _LINK
    return gap == " " and word.form in listed.inside


def _hyphened(word: Word, run: Sequence[Word], known: Lexicon) -> bool:
    """Say whether a name goes on with a small word or a number: "Moon Jae-in" and "Skip-1", not "Rome-based"."""
    given = len(run) > 1 and fold(run[-2].form) in known.family_first and len(word.form) <= _SYLLABLE
    return given or word.form.isdecimal()


def _shouted(run: Sequence[Word]) -> bool:
    loud = [word for word in run if word.form.isupper() and len(word.form) > 1]
    return (len(loud) > 1 and len(loud) == len(run)) or any(len(word.form) > _ACRONYM for word in loud)


def _trimmed(run: Sequence[Word], listed: _Table) -> list[Word]:
    kept = list(run)
    while kept and kept[0].form in listed.inside:
        del kept[0]
    return kept


def _untitled(run: Sequence[Word], known: Lexicon, listed: _Table) -> list[Word]:
    """Leave out a title before a name, and the people or country before the title ("French Interior Minister")."""
    folded = [fold(word.form) for word in run]
    at = end = 0
    while at < len(run):
        size = next((n for n in (3, 2, 1) if at + n <= len(run) and known.is_title(" ".join(folded[at : at + n]))), 0)
        if size:
            at = end = at + size
            continue
        lands = (n for n in (2, 1) if at + n < len(run) and known.country(" ".join(w.form for w in run[at : at + n])))
        passed = next(lands, 0) or (1 if folded[at] in known.modifiers or folded[at] in listed.short else 0)
        if not passed:
            break
        at += passed
    if len(run) - end > 2 and folded[end] in known.people:  # "Model Ann Moe"
        end += 1
    return _trimmed(run[end:], listed)


def _is_name(form: str, run: Sequence[Word], known: Lexicon, listed: _Table, credited: Sequence[str]) -> bool:
    """Say whether a run names something: no people ("German"), title, agency, feast, author or outlet, no letter."""
    key = fold(form)
    country = known.country(form) or known.country(f"South {form}")  # "Korean"
    if (country and country.standing == "people") or key in listed.nobody or known.is_title(key):
        return False
    if len(form) < _SHORTEST and form.isalpha() and not country and key not in known.known:
        return False
    if all(len(word.form) == 1 for word in run) or all(fold(word.form) in known.modifiers for word in run):
        return False
    return not any(f" {key} " in f" {credit} " for credit in credited)


def _credited(article: Article) -> list[str]:
    return [fold(name) for name in (*article.authors, *article.credits, article.outlet or "") if name]
