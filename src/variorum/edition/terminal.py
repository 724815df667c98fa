"""The edition in a terminal: the first screen says what they disagree on, what they agree on, and who copied whom."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from variorum.edition.lookup import Lookup, headline, joined, lookup, points
from variorum.edition.marking import marked
from variorum.edition.visible import one_line, shortened, visible
from variorum.edition.wording import COPY, DIFFERENCE, SILENCE, UNDIRECTED, counted, day, listed, percent
from variorum.model import Edition, Point, Span, Version

FIRST = 3
"""Points of each sort on the first screen; ``everything`` shows all."""
_COLOURS = {"conflict": "bold red", "superseded": "yellow", "said_by": "magenta"}


def to_terminal(edition: Edition, console: Console, *, everything: bool = False) -> None:
    """Print an edition for a person in a hurry; with ``everything`` all its points and every telling's sentence."""
    for story in edition.stories:
        _story(lookup(edition, story), console, everything=everything)
    if not edition.stories:
        console.print(Text("No story was found."))


def _story(found: Lookup, console: Console, *, everything: bool) -> None:
    console.print(Text(one_line(found.story.title), style="bold"))
    dates = [day(date) for date in dict.fromkeys((found.story.opened, found.story.latest)) if date]
    console.print(Text(" · ".join([*headline(found), " to ".join(dates)] if dates else headline(found))))
    differences = points(found.story, "differs")
    _heading(console, "They differ on", len(differences), everything)
    for point in _some(differences, everything):
        _difference(found, point, console, everything=everything)
    agreements = points(found.story, "agreed")
    _heading(console, "Independent tellings agree on", len(agreements), everything)
    for point in _some(agreements, everything):
        _agreement(found, point, console, everything=everything)
    _lineage(found, console, everything=everything)
    if everything:
        _rest(found, console)
    console.print()


def _some(those: list[Point], everything: bool) -> list[Point]:
    return those if everything else those[:FIRST]


def _heading(console: Console, words: str, number: int, everything: bool) -> None:
    more = f" (the first {FIRST} of {number}; all with --all)" if number > FIRST and not everything else ""
    console.print()
    console.print(
        Text.assemble((words, "bold underline"), (more if number else " nothing that could be compared", "dim"))
    )


def _difference(found: Lookup, point: Point, console: Console, *, everything: bool) -> None:
    difference = point.difference or "conflict"
    title = Text.assemble((f"{one_line(point.id)} ", "dim"), (one_line(point.about), "bold"), " – ")
    title.append(DIFFERENCE[difference].lower(), style=_COLOURS.get(difference, "cyan"))
    _put(console, title, 1)
    if point.reason:
        _put(console, Text(one_line(point.reason), "italic"), 4)
    for version in point.versions:
        _version(found, version, console, everything=everything)
    if everything:
        _notes(found, point, console)


def _agreement(found: Lookup, point: Point, console: Console, *, everything: bool) -> None:
    _put(console, Text.assemble((f"{one_line(point.id)} ", "dim"), (one_line(point.about), "bold")), 1)
    for version in point.versions:
        _version(found, version, console, everything=everything, about=one_line(point.about).casefold())
    if everything:
        _notes(found, point, console)


def _version(found: Lookup, version: Version, console: Console, *, everything: bool, about: str = "") -> None:
    value = one_line(version.value) if one_line(version.value).casefold() != about else ""
    head = Text.assemble((value, "green"), ("  " if value else "", ""), (counted(version.voices, "voice"), "bold"))
    head.append(f": {listed(found.labels(version.articles))}")
    _put(console, head, 4)
    for span in version.spans if everything else version.spans[:1]:
        room = None if everything else 2 * max(40, console.width - 8)
        _put(
            console,
            Text.assemble(
                (f"{found.label(span.article)}: ", "dim") if everything else "", _sentence(span, version, room)
            ),
            6,
        )
    if everything:
        for merge in joined(version.merges):
            names = listed(found.labels(merge.articles))
            _put(console, Text(f"one voice: {names}, because {one_line(merge.reason)}", style="dim"), 6)


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


def _notes(found: Lookup, point: Point, console: Console) -> None:
    if point.reason:
        _put(console, Text(f"because {one_line(point.reason)}", style="italic"), 4)
    for silence in point.silences:
        note = f" ({one_line(silence.note)})" if silence.note else ""
        _put(console, Text(f"{found.label(silence.article)} {SILENCE[silence.reason]}{note}", style="dim"), 4)


def _lineage(found: Lookup, console: Console, *, everything: bool) -> None:
    copies = found.story.lineage.copies
    _heading(console, "Who copied whom", 1, everything)
    for number, voice in enumerate(found.voices, 1):
        _put(console, Text.assemble((f"voice {number}: ", "dim"), listed(found.labels(voice))), 1)
    for copy in copies if everything else [copy for copy in copies if copy.kind not in UNDIRECTED]:
        line = Text.assemble(
            (found.label(copy.target), "bold"), f" {COPY[copy.kind]} ", (found.label(copy.source), "bold")
        )
        line.append(f" ({percent(copy.share)}): {one_line(copy.reason) if everything else shortened(copy.reason, 100)}")
        _put(console, line, 1)


def _rest(found: Lookup, console: Console) -> None:
    repeated, singles = points(found.story, "repeated"), points(found.story, "single")
    if repeated:
        _heading(console, "Repeated, but from one origin", len(repeated), everything=True)
    for point in repeated:
        _agreement(found, point, console, everything=True)
    if singles:
        _heading(console, "Only one telling says", len(singles), everything=True)
    for point in singles:
        title = Text.assemble((f"{one_line(point.id)} ", "dim"), (one_line(point.about), "bold"))
        _put(console, title.append(f": {one_line(point.versions[0].value)}"), 1)
        for span in point.versions[0].spans:
            _put(
                console,
                Text.assemble((f"{found.label(span.article)}: ", "dim"), _sentence(span, point.versions[0], None)),
                6,
            )
    if found.story.timeline:
        _heading(console, "Timeline", 1, everything=True)
    for happening in found.story.timeline:
        expected = "expected: " if happening.status == "expected" else ""
        _put(console, Text.assemble((day(happening.date), "bold"), f"  {expected}{one_line(happening.what)}"), 1)


def _put(console: Console, text: Text, margin: int) -> None:
    console.print(Padding(text, (0, 0, 0, margin), expand=False))
