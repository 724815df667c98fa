"""The edition in a terminal: the first screen says what they disagree on, then what they agree on and who copied whom."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from variorum.edition.arrangement import by_weight, doubtful, points
from variorum.edition.caution import certainty
from variorum.edition.judging import left_out
from variorum.edition.lookup import Lookup, headline, joined, lookups, plainly
from variorum.edition.marking import marked
from variorum.edition.proposals import told_of
from variorum.edition.terminal_rest import proposed, put, rest, shortly
from variorum.edition.visible import one_line, shortened, visible
from variorum.edition.without import without_dismissed
from variorum.edition.wording import (
    DIFFERENCE,
    RELATION,
    SILENCE,
    capital,
    counted,
    day,
    is_directed,
    listed,
    percent,
    taken,
    told,
)
from variorum.model import Edition, Point, Span, Story, Version

FIRST, FIRST_AGREED = 3, 6
"""Points of each sort that are shown at first; ``everything`` shows all."""
FIRST_ALONE, FIRST_ONCE = 3, 12
"""So many stories are all shown in full; of more, those that one article tells are listed by title, this many at first."""
_COLOURS = {"conflict": "bold red", "superseded": "yellow", "said_by": "magenta"}


def to_terminal(edition: Edition, console: Console, *, everything: bool = False) -> None:
    """Print an edition for a person in a hurry; with ``everything`` all its points and every telling's sentence."""
    edition = edition if everything else without_dismissed(edition)
    ordered = by_weight(edition.stories)
    told_once = [story for story in ordered if len(story.articles) == 1]
    listed_only = [] if everything or len(ordered) <= FIRST_ALONE else told_once
    for found in lookups(edition, ordered[: len(ordered) - len(listed_only)]):
        _story(found, console, everything=everything)
    if listed_only:
        _told_once(listed_only, console)
    if not edition.stories:
        console.print(Text("No story was found."))
    if edition.reader:
        console.print(Text(told_of(edition.reader), style="dim"))


def _told_once(stories: Sequence[Story], console: Console) -> None:
    """List the stories that one article alone tells: there is nothing to compare in them."""
    heading(console, "Told by one report only, nothing to compare", len(stories), FIRST_ONCE, everything=False)
    for story in stories[:FIRST_ONCE]:
        put(
            console,
            Text.assemble((f"{day(story.opened) if story.opened else 'no date'}  ", "dim"), one_line(story.title)),
            1,
        )
    console.print()


def _story(found: Lookup, console: Console, *, everything: bool) -> None:
    console.print(Text(one_line(found.story.title), style="bold"))
    dates = [day(date) for date in dict.fromkeys((found.story.opened, found.story.latest)) if date]
    console.print(Text(" · ".join([*headline(found), " to ".join(dates)] if dates else headline(found))))
    console.print(Text(plainly(found), style="dim"))
    if not everything and (line := left_out(found.story)):
        console.print(Text(line, style="dim"))
    for relation in found.story.related:
        head = Text.assemble((f"{RELATION[relation.kind]}: ", "bold"), shortened(found.title(relation.story), 90))
        put(console, head.append(f" ({told(one_line(relation.reason))})", style="dim"), 1)
    differences = points(found.story, "differs", everything=everything)
    heading(console, "They differ on", len(differences), FIRST, everything=everything)
    for point in differences if everything else differences[:FIRST]:
        _difference(found, point, console, everything=everything)
    agreements = points(found.story, "agreed", everything=everything)
    heading(console, "Independent tellings agree on", len(agreements), FIRST_AGREED, everything=everything)
    for point in agreements if everything else agreements[:FIRST_AGREED]:
        _agreement(found, point, console, everything=everything)
    _lineage(found, console, everything=everything)
    if everything:
        repeated = points(found.story, "repeated", everything=True)
        if repeated:
            heading(console, "Repeated, but from one origin", len(repeated), len(repeated), everything=True)
        for point in repeated:
            _agreement(found, point, console, everything=True)
        rest(found, console)
        proposed(found, console, everything=True)
    else:
        proposed(found, console, everything=False)
        shortly(found, console, len(doubtful(found.story)))
    console.print()


def heading(console: Console, words: str, number: int, first: int, *, everything: bool) -> None:
    """Print the heading of a section, with how much of it is shown."""
    more = f" (the first {first} of {number}; all with --all)" if number > first and not everything else ""
    console.print()
    console.print(
        Text.assemble((words, "bold underline"), (more if number else " nothing that could be compared", "dim"))
    )


def _title(found: Lookup, point: Point, room: int = 0) -> Text:
    about = shortened(point.about, max(24, room)) if room else one_line(point.about)
    title = Text.assemble((f"{one_line(point.id)} ", "dim"), (about, "bold"))
    title = title.append(" (unsure)", style="dim") if certainty(point) == "unsure" else title
    said = found.judged(point.id)
    return title.append(f" ({shortened(said, 80) if room else said})", style="dim") if said else title


def _difference(found: Lookup, point: Point, console: Console, *, everything: bool) -> None:
    difference = point.difference or "conflict"
    named = DIFFERENCE[difference].lower()
    title = _title(found, point, 0 if everything else console.width - len(named) - 10).append(" – ")
    put(console, title.append(named, style=_COLOURS.get(difference, "cyan")), 1)
    if point.reason:
        put(console, Text(capital(told(one_line(point.reason))), "italic"), 4)
    for version in point.versions:
        _version(found, version, console, everything=everything)
    if everything:
        _silences(found, point, console)


def _agreement(found: Lookup, point: Point, console: Console, *, everything: bool) -> None:
    version = point.versions[0]
    if not everything:
        names = f": {listed(found.labels(version.articles))}"
        voices = f"  {counted(version.voices, 'voice')}"
        fits = len(names) < console.width - len(point.about) - len(voices) - 8
        told_by = voices + names if fits else voices
        put(console, _title(found, point, console.width - len(told_by) - 8).append(told_by, style="green"), 1)
        return
    put(console, _title(found, point), 1)
    for version in point.versions:
        _version(found, version, console, everything=True, about=one_line(point.about).casefold())
    if point.reason:
        put(console, Text(f"because {told(one_line(point.reason))}", style="italic"), 4)
    _silences(found, point, console)


def _version(found: Lookup, version: Version, console: Console, *, everything: bool, about: str = "") -> None:
    value = one_line(version.value) if one_line(version.value).casefold() != about else ""
    value = value if everything else shortened(value, max(40, console.width - 30))
    head = Text.assemble((value, "green"), ("  " if value else "", ""), (counted(version.voices, "voice"), "bold"))
    head.append(f": {listed(found.labels(version.articles))}")
    if version.latest:
        head.append("  ← the latest: go by this", style="bold yellow")
    put(console, head, 4)
    for span in version.spans if everything else version.spans[:1]:
        label = (f"{found.label(span.article)}: ", "dim") if everything else ""
        put(
            console,
            Text.assemble(label, _sentence(span, version, None if everything else max(40, console.width - 9))),
            6,
        )
    if everything:
        for merge in joined(version.merges):
            names = listed(found.labels(merge.articles))
            put(console, Text(f"one voice: {names}, because {told(one_line(merge.reason))}", style="dim"), 6)


def _sentence(span: Span, version: Version, room: int | None) -> Text:
    """Give the sentence with its decisive words marked; where room is short, the words around them."""
    whole = Text()
    first_mark = 0
    for words, decisive in marked(span, version.decisive):
        first_mark = len(whole) if decisive and not first_mark else first_mark
        whole.append(visible(words).replace("\n", " ").replace("\t", " "), style="bold reverse" if decisive else "")
    if not room or len(whole) <= room:
        return Text("“").append_text(whole).append("”")
    start = max(0, min(first_mark - room // 3, len(whole) - room))
    if start:
        start = whole.plain.find(" ", start, first_mark) + 1 or start
    end = (
        len(whole)
        if start + room >= len(whole)
        else max(whole.plain.rfind(" ", start + 1, start + room), start + room // 2)
    )
    return Text("“…" if start else "“").append_text(whole[start:end]).append("…”" if end < len(whole) else "”")


def _silences(found: Lookup, point: Point, console: Console) -> None:
    for silence in point.silences:
        note = f" ({told(one_line(silence.note))})" if silence.note else ""
        put(console, Text(f"{found.label(silence.article)} {SILENCE[silence.reason]}{note}", style="dim"), 4)


def _lineage(found: Lookup, console: Console, *, everything: bool) -> None:
    copies = found.story.lineage.copies
    heading(console, "Who copied whom", 1, 1, everything=everything)
    if len(found.voices) == len(found.story.articles) and not everything:
        put(console, Text("Nobody, as far as the words tell: every telling is a voice of its own."), 1)
    else:
        for number, voice in enumerate(found.voices, 1):
            put(console, Text.assemble((f"voice {number}: ", "dim"), listed(found.labels(voice))), 1)
    for copy in copies if everything else [copy for copy in copies if is_directed(copy)]:
        line = Text.assemble((found.label(copy.target), "bold"), f" {taken(copy)} ", (found.label(copy.source), "bold"))
        line.append(f" ({percent(copy.share)}){f': {told(one_line(copy.reason))}' if everything else ''}")
        put(console, line, 1)
