"""Why each article is in its story, in words an editor would accept."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import pairwise

from variorum.languages.words import Word, says_little, words
from variorum.model import Article
from variorum.stories.background import background
from variorum.stories.days import apart, days_of
from variorum.stories.profiles import names_of

_NAMES, _NUMBERS, _WORDS = 3, 2, 4  # how many of each a reason cites
_OPENING = 600  # characters


def why(article: Article, partner: Article, score: float) -> str:
    """Say why two articles go together: the names, numbers or words that stand in both, and the days between them."""
    names = shared_names(article, partner)
    numbers = _shared_numbers(article, partner)
    evidence = []
    if names:
        evidence.append(f"both name {listed(names)}")
    if numbers:
        evidence.append(f"both have {listed(numbers)}")
    if not evidence:
        shared = shared_words(article, partner)
        evidence.append(f"both have the words {listed(shared)}" if shared else "their sentences mean alike")
    return f"{', and '.join(evidence)}; {_measure(article, partner, score)}{_days(article, partner)}"


def _measure(article: Article, partner: Article, score: float) -> str:
    languages = {article.language, partner.language}
    across = " across languages" if len(languages) == 2 and None not in languages else ""
    return f"one event with probability {score:.2f}{across}"


def _days(article: Article, partner: Article) -> str:
    days = apart(days_of(article.published), days_of(partner.published))
    if days is None:
        return ""
    if days == 0:
        return ", published the same day"
    return f", published {days} day{'s' if days > 1 else ''} apart"


def listed(items: Sequence[str]) -> str:
    """Write one or more things as a list: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def shared_names(article: Article, partner: Article) -> list[str]:
    """Give the names both articles have, the most telling first, each as a run of words that stands in both."""
    mine, theirs = names_of(article), names_of(partner)
    rarities, text = background(), partner.text
    shared = {
        stem: min(mine[stem], theirs[stem]) * rarities.rarity(stem, article.language) for stem in mine if stem in theirs
    }
    found: dict[str, frozenset[str]] = {}
    for run in _runs(words(article.text, article.language), shared, article.text):
        held = _longest_in(run, article.text, text)
        found[article.text[held[0].start : held[-1].end]] = frozenset(word.stem for word in held)
    weight = {form: sum(shared[stem] for stem in stems) for form, stems in found.items()}
    cited: list[str] = []
    used: set[str] = set()
    for form in sorted(found, key=lambda form: (-weight[form], form.isupper(), form)):
        if not found[form] & used and len(cited) < _NAMES:
            cited.append(form)
            used |= found[form]
    return cited


def own_names(article: Article, partner: Article) -> list[str]:
    """Give the names in an article's opening of which no word stands in another article, the most often named first.

    One word alone counts only if it is named twice: what is named once may be any word of a headline.
    """
    told = (*words(partner.title or "", partner.language), *words(partner.text, partner.language))
    theirs = {word.stem for word in told}
    names = names_of(article)
    own = {stem for stem in names if stem not in theirs}
    runs = _runs(words(article.text[:_OPENING], article.language), own, article.text)
    forms = {article.text[run[0].start : run[-1].end]: max(names[word.stem] for word in run) for run in runs}
    kept = [form for form, count in forms.items() if count > 1 and not form.isupper()]
    return sorted(kept, key=lambda form: -forms[form])


def _runs(found: Sequence[Word], shared: Container[str], text: str) -> list[list[Word]]:
    runs: list[list[Word]] = []
    for word in found:
        if word.stem not in shared or not word.form[0].isupper():
            continue
        if runs and runs[-1][-1].end + 1 == word.start and text[word.start - 1] == " " and len(runs[-1]) < _NAMES + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _longest_in(run: list[Word], text: str, other: str) -> list[Word]:
    """Cut a run of names to what the other article has in the same order: "Ishiba" of "Shigeru Ishiba Japan"."""
    for size in range(len(run), 1, -1):
        for start in range(len(run) - size + 1):
            part = run[start : start + size]
            if text[part[0].start : part[-1].end] in other:
                return part
    return run[-1:]


def _shared_numbers(one: Article, other: Article) -> list[str]:
    """Give the numbers both articles have beside the same telling word ("14.9 billion"), in the order of the first."""
    mine, theirs = _numbered(one), _numbered(other)
    forms = {key[0]: form for key, form in reversed(mine.items()) if key in theirs}
    return list(reversed(forms.values()))[:_NUMBERS]


@lru_cache(maxsize=512)
def _numbered(article: Article) -> dict[tuple[str, str], str]:
    """Find each number with the word beside it: ``(number, word)`` to the words as they stand."""
    found = words(article.text, article.language)
    numbered: dict[tuple[str, str], str] = {}
    for left, right in pairwise(found):
        number, word = (left, right) if left.form[0].isdigit() else (right, left)
        beside = article.text[left.end : right.start] in {" ", "-", "\u00a0"}
        if not beside or not number.form[0].isdigit() or not word.form.isalpha():
            continue
        # "132 people", "February 7", but not "carrying 132"
        if not says_little(word.stem, article.language) and (number is left or word.form[0].isupper()):
            numbered.setdefault((number.stem, word.stem), article.text[left.start : right.end])
    return numbered


def shared_words(one: Article, other: Article) -> list[str]:
    """Give the rarest words that both articles have, as they stand in the first."""
    mine = {word.stem: word.form for word in reversed(words(one.text, one.language))}
    theirs = {word.stem for word in words(other.text, other.language)}
    rarities = background()
    telling = [stem for stem in mine if stem in theirs and not says_little(stem, one.language)]
    best = sorted(telling, key=lambda stem: (-rarities.rarity(stem, one.language), stem))
    return [mine[stem] for stem in best[:_WORDS]]
