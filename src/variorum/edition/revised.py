"""What a new version of a telling changed, in words: lines for a terminal, Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from variorum.edition.change import Revised, RevisedKind, Revision
from variorum.edition.markdown_text import plain
from variorum.edition.visible import shortened
from variorum.edition.wording import counted, listed

NOTHING = "Nothing of weight changed."
_QUOTE, _PASSAGE = 160, 220


def revised_lines(revision: Revision) -> list[str]:
    """Give one line a change, the weightiest first, and last what was only reworded or moved."""
    return [*(in_words(change) for change in revision.changes), *_rest(revision)]


def revised_markdown(revision: Revision) -> str:
    """Write the changes as a Markdown list, the words of both versions under each."""
    lines: list[str] = []
    for change in revision.changes:
        lines.append(f"- {plain(in_words(change))}")
        for name, span in (("before", change.before), ("now", change.after)):
            if span is not None and change.kind not in ("passage", "correction"):
                lines.append(f"  - {name}: “{plain(shortened(span.words, _PASSAGE))}”")
    rest = [f"\n{plain(line)}" if lines else plain(line) for line in _rest(revision)]
    return "\n".join([*lines, *rest]) + "\n"


def in_words(change: Revised) -> str:
    """Say one change as an editor would: "says 14 where it said 12 (people died)"."""
    return _SAID[change.kind](change)


def _rest(revision: Revision) -> Iterator[str]:
    parts = [
        f"{counted(revision.reworded, 'sentence')} edited" if revision.reworded else "",
        f"{counted(revision.moved, 'sentence')} moved" if revision.moved else "",
    ]
    counts = listed([part for part in parts if part])
    if not revision.changes:
        yield f"{NOTHING}{f' ({counts})' if counts else ''}"
    elif counts:
        yield f"In all {counts}."


def _verb(change: Revised) -> str:
    return {"dropped": "drops", "added": "adds", "altered": "alters"}[change.how]


def _value(change: Revised, length: int = _QUOTE) -> str:
    return shortened(change.now or change.was, length)


def _figure(change: Revised) -> str:
    about = f" ({shortened(change.about, 80)})" if change.about else ""
    if change.how == "altered":
        return f"says {change.now} where it said {change.was}{about}"
    return f"{_verb(change)} the figure {_value(change)}{about}"


def _quote(change: Revised) -> str:
    who = f" of {shortened(change.about, 60)}" if change.about else ""
    if change.how == "altered":
        return f"alters the quote{who}: “{shortened(change.now, _QUOTE)}”, before: “{shortened(change.was, _QUOTE)}”"
    return f"{_verb(change)} the quote{who}: “{_value(change)}”"


def _speaker(change: Revised) -> str:
    return f"gives the quote “{shortened(change.about, _QUOTE)}” to {change.now}, before: {change.was}"


def _claim(change: Revised) -> str:
    turned = {"turned round": "says the opposite"}.get(change.about, f"is {change.about}")
    return f"{turned}: “{shortened(change.now, _QUOTE)}”, before: “{shortened(change.was, _QUOTE)}”"


def _commitment(change: Revised) -> str:
    return f"changes the commitment “{shortened(change.about, _QUOTE)}”: {change.now}, before: {change.was}"


def _date(change: Revised) -> str:
    about = f" ({shortened(change.about, 80)})" if change.about else ""
    return f"moves a date: {change.now}, before: {change.was}{about}"


def _passage(change: Revised) -> str:
    return f"{_verb(change)}: “{_value(change, _PASSAGE)}”"


def _correction(change: Revised) -> str:
    return f"{_verb(change)} a correction: “{_value(change, _PASSAGE)}”"


def _named(name: str) -> Callable[[Revised], str]:
    def said(change: Revised) -> str:
        if change.how == "altered":
            return f"has another {name}: {shortened(change.now, _QUOTE)}, before: {shortened(change.was, _QUOTE)}"
        return f"{_verb(change)} the {name} {_value(change)}"

    return said


_SAID: Mapping[RevisedKind, Callable[[Revised], str]] = {
    "correction": _correction,
    "figure": _figure,
    "quote": _quote,
    "speaker": _speaker,
    "claim": _claim,
    "commitment": _commitment,
    "date": _date,
    "passage": _passage,
    "title": _named("headline"),
    "byline": _named("byline"),
    "published": _named("date of its own"),
    "credits": _named("credit"),
}
