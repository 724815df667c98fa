"""Find the time expressions of a text by grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from variorum.languages.calendar.acceptance import accepted
from variorum.languages.calendar.forms import Form, form_of, possible
from variorum.languages.calendar.grammar import Grammar, Rule, grammar
from variorum.languages.calendar.resolution import Resolved, Tense, resolve_form
from variorum.model import Grain

_TOKEN = re.compile(r"\w+")
# How many words before "weeks" a rule may begin: "at least the next twelve to eighteen full weeks".
REACH = 9


@dataclass(frozen=True)
class Expression:
    """A time expression: ``text[start:end]``, with what its words alone mean."""

    start: int
    end: int
    form: Form

    @property
    def value(self) -> str:
        """The TIMEX3 value without a reference, unknown places as ``X``."""
        return self.form.value

    @property
    def grain(self) -> Grain | None:
        """How fine the expression is; nothing for durations, sets and vague references."""
        return self.form.grain


# An article is read for its own dates, for its story's, and once more when its date is inferred.
@lru_cache(maxsize=64)
def expressions(text: str, language: str | None) -> tuple[Expression, ...]:
    """Find the time expressions of a text, in order and without overlaps. A language without a table gives none."""
    rules = grammar(language or "")
    found: list[tuple[int, int, int, Form]] = []
    for start, rule in _places(text, rules):
        match = rule.pattern.match(text, start)
        if match and match.end() > start and accepted(text, match, rule, rules):
            form = form_of(rule, match, rules)
            if form is not None:
                found.append((match.start(), _end(match, rules), rule.order, form))
    hits = [Expression(start, end, form) for start, end, _, form in _longest(found)]
    kept: list[Expression] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.extend(_days(text, hit, rules))
    return tuple(kept)


# "March 18" at the end of a time; "and 19", not followed by what is counted ("and 19 people").
_DAY_LAST = re.compile(r"[^\W\d]\.? [0-3]?[0-9](?:st|nd|rd|th)?$")
_DAY_MORE = re.compile(
    r"(?:,? (\w+|&)) ([0-3]?[0-9])(?:st|nd|rd|th)?(?:, ([12][0-9]{3}))?(?![\w%]|[.,:]\d)(?=[ ]?(\w*))"
)


def _days(text: str, hit: Expression, rules: Grammar) -> tuple[Expression, ...]:
    """A day, and the further one that is joined to it: "March 18 and 19, 2013" are two."""
    form = hit.form
    if form.sort != "date" or not re.fullmatch(r"\d\d-\d\d", form.rest or "") or form.time or form.until:
        return (hit,)
    more = _DAY_MORE.match(text, hit.end)
    if more is None or more.group(1).lower() not in rules.more or not _DAY_LAST.search(text[hit.start : hit.end]):
        return (hit,)
    following = more.group(4).lower()
    if following and following not in rules.more_after:
        return (hit,)
    year = int(more.group(3)) if more.group(3) else form.year
    further = Form(year=year, rest=f"{(form.rest or '')[:3]}{int(more.group(2)):02d}")
    if not possible(further) or (further.rest or "") <= (form.rest or ""):
        return (hit,)
    end = more.end(3) if more.group(3) else more.end(2)
    first = replace(hit, form=replace(form, year=year)) if form.year is None else hit
    return (first, Expression(more.start(2), end, further))


def resolve(
    expression: Expression, reference: date | None, *, tense: Tense | None = None, context: Resolved | None = None
) -> Resolved:
    """Resolve an expression against the day it was written (see ``resolution.resolve_form``)."""
    return resolve_form(expression.form, reference, tense=tense, context=context)


def _end(match: re.Match[str], rules: Grammar) -> int:
    """Leave out a full stop that ends the sentence ("in October."), keep one that ends "Oct." or "p.m."."""
    last = re.search(r"(\w+)\.$", match.group()[-24:])
    return match.end() - 1 if last and last.group(1).lower() not in rules.shortened else match.end()


def _longest(found: list[tuple[int, int, int, Form]]) -> list[tuple[int, int, int, Form]]:
    """Keep the longest of overlapping matches, among equals the first rule of the table."""
    kept: list[tuple[int, int, int, Form]] = []
    group: list[tuple[int, int, int, Form]] = []
    reach = -1
    for entry in sorted(found, key=lambda entry: entry[:3]):
        if group and entry[0] >= reach:
            kept.extend(_best(group))
            group = []
        group.append(entry)
        reach = max(reach, entry[1]) if len(group) > 1 else entry[1]
    kept.extend(_best(group))
    return kept


def _best(group: list[tuple[int, int, int, Form]]) -> list[tuple[int, int, int, Form]]:
    chosen: list[tuple[int, int, int, Form]] = []
    for entry in sorted(group, key=lambda entry: (entry[0] - entry[1], entry[2], entry[0])):
        if all(entry[1] <= other[0] or entry[0] >= other[1] for other in chosen):
            chosen.append(entry)
    return sorted(chosen, key=lambda entry: entry[0])


def _places(text: str, rules: Grammar) -> list[tuple[int, Rule]]:
    """Where which rules are worth trying: at the words before and at each cue."""
    if rules.unspaced is not None:
        return [(hit.start(), rule) for hit in rules.unspaced.finditer(text) for rule in rules.rules]
    starts: list[int] = []
    places: list[tuple[int, Rule]] = []
    for token in _TOKEN.finditer(text):
        starts.append(token.start())
        cues = _cues(text, token, rules)
        if not cues:
            continue
        before = starts[-REACH:]
        if text[token.start() - 1 : token.start()] in {"'", "’"}:
            before = [*before, token.start() - 1]
        for rule in _rules_for(cues, rules):
            places.extend((start, rule) for start in before)
    return list({(start, rule.order): (start, rule) for start, rule in places}.values())


def _rules_for(cues: tuple[str, ...], rules: Grammar) -> tuple[Rule, ...]:
    """The rules that hold one of the slots, each once."""
    if len(cues) == 1:
        return rules.by_cue.get(cues[0], ())
    return tuple({rule.order: rule for cue in cues for rule in rules.by_cue.get(cue, ())}.values())


# The shape of a token of digits, what must stand right before and after it, and what it may then be.
_DIGIT_CUES = (
    (re.compile(r"[12][0-9]{3}"), "", "", ("year", "iso")),
    (re.compile(r"[12][0-9]{3}"), "/.-", "", ("slashed",)),
    (re.compile(r"[12][0-9]{3}"), "", "/", ("slashed",)),
    (re.compile(r"[0-9]{1,2}"), "/.-", "", ("slashed",)),
    (re.compile(r"[0-9]{2}"), ":.", "", ("minute",)),
    (re.compile(r"[0-9]{2}"), "'’", "", ("yy",)),
    (re.compile(r"(?:19|20)[0-9]{6}"), "", "", ("stamp",)),
    (re.compile(r"(?:[0-9]{2})?[0-9]0s", re.IGNORECASE), "", "", ("decades",)),
    (re.compile(r"[0-9]{1,2}[ap]m", re.IGNORECASE), "", "", ("ampm",)),
    (re.compile(r"[0-9]{1,2}[hH](?:[0-9]{2})?"), "", "", ("hour",)),
    (re.compile(r"[QH][1-4]|[1-4][QH]"), "", "", ("quarter",)),
)


def _cues(text: str, token: re.Match[str], rules: Grammar) -> tuple[str, ...]:
    word = token.group()
    if len(word) > 24:
        return ()
    if word[0].isdigit() or word[-1].isdigit():
        before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
        shaped = tuple(
            cue
            for shape, left, right, cues in _DIGIT_CUES
            if (not left or (before and before in left)) and (not right or after == right) and shape.fullmatch(word)
            for cue in cues
        )
        return (*shaped, *rules.cues.get(word.lower(), ()))
    found = rules.cues.get(word.lower(), ())
    # "p.m." is cut into "p" and "m"; "I am" is no time
    if word in {"m", "M", "am", "AM", "pm", "PM"}:
        return (
            ("ampm",)
            if re.search(r"[0-9][ \t  ]?(?:[apAP]\.)?$", text[max(0, token.start() - 5) : token.start()])
            else ()
        )
    return found
