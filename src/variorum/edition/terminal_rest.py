"""What stands below the first screen: in short by default, in full with ``--all``."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from variorum.edition.aligned import changed, changes
from variorum.edition.arrangement import (
    coverage,
    eras,
    joinings,
    ledger,
    positions,
    singles,
    threads,
    utterances,
    weighty,
)
from variorum.edition.lookup import Lookup
from variorum.edition.proposals import FEW, by_model, by_models, in_words
from variorum.edition.visible import one_line, shortened, visible
from variorum.edition.wording import ACT, HEADING, STANCE, STATUS, capital, counted, day, listed, told, when
from variorum.model import Entry, Happening

_FEW = 3
_LINE = 160


def put(console: Console, text: Text, margin: int) -> None:
    """Print some text with a margin at its left."""
    console.print(Padding(text, (0, 0, 0, margin), expand=False))


def proposed(found: Lookup, console: Console, *, everything: bool) -> None:
    """Print what a language model added to the story, under its name."""
    for model, mine in by_models(found.story):
        _title(console, by_model(model))
        for one in mine if everything else mine[:FEW]:
            line = f"{one_line(one.id)} {in_words(one)} ({listed(found.labels(span.article for span in one.spans))})"
            put(console, Text(line if everything else shortened(line, max(40, 2 * console.width - 12))), 1)
        if len(mine) > FEW and not everything:
            put(console, Text(f"and {len(mine) - FEW} more with --all", style="dim"), 1)


def shortly(found: Lookup, console: Console, unsure: int) -> None:
    """Print one or two lines for each sort of further finding, and where the rest is to be had."""
    lines = [*_sayings(found), *_drifts(found), *_shifts(found), *_beyond(found)]
    if lines:
        _title(console, "Worth a look")
    for line in lines:
        put(console, Text(shortened(told(line), max(40, 2 * console.width - 12))), 1)
    own = singles(found)
    if own:
        _title(console, "Only one telling says")
    for article, those in own:
        head = f" {counted(len(those), 'thing')}, first: "
        room = console.width - len(found.label(article.id)) - len(head) - 2
        put(
            console, Text.assemble((found.label(article.id), "bold"), head, shortened(those[0].about, max(20, room))), 1
        )
    console.print()
    doubts = f" {counted(unsure, 'doubtful comparison')} left out." if unsure else ""
    also = [
        counted(number, noun)
        for number, noun in (
            (len(found.story.ledger), "commitment"),
            (sum(len(one.stands) for one in found.story.positions), "position"),
            (len(utterances(found.story)), "quote in several tellings"),
            (len(found.story.timeline), "dated event"),
        )
        if number
    ]
    more = f"Also found: {listed(also)}." if also else ""
    console.print(
        Text(
            f"{more}{doubts} Everything: --all. A page to read: --html FILE. Behind a finding: variorum why p1 PATH.".strip(),
            style="dim",
        )
    )


def _title(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold underline"))


def _sayings(found: Lookup) -> list[str]:
    turned = [one for one in utterances(found.story) if weighty(one)]
    return [
        f"quote {one.id}, {found.name(one.speaker) or 'nobody named'}: {shortened('; '.join(weighty(one)), _LINE)}"
        for one in turned[:_FEW]
    ]


def _drifts(found: Lookup) -> list[str]:
    return [
        f"commitment {one.id}, {_who(found, one)}: {shortened(one.drift, _LINE)}"
        for one in ledger(found)[:_FEW]
        if one.drift
    ]


def _shifts(found: Lookup) -> list[str]:
    moved = [(name, one) for name, those in positions(found) for one in those if one.shift]
    return [
        f"position {one.id}, {name} on {shortened(one.on, 40)}: {shortened(one.shift or '', _LINE)}"
        for name, one in moved[:_FEW]
    ]


def _beyond(found: Lookup) -> list[str]:
    return [
        f"{HEADING[one.place]} of {found.label(one.article)}: {shortened(one.beyond, _LINE)}"
        for one in [one for one in found.story.headings if one.beyond][:_FEW]
        if one.beyond
    ]


def rest(found: Lookup, console: Console) -> None:
    """Print everything that the first screen leaves out."""
    for section in (_threads, _ledger, _positions, _utterances, _headings, _timeline, _singles, _merges):
        section(found, console)


def _threads(found: Lookup, console: Console) -> None:
    those = threads(found.story)
    if those:
        _title(console, "Related, and kept apart")
    for thread in those:
        put(console, Text(" · ".join(f"{one.id} {one_line(one.about)}" for one in thread)), 1)


def _who(found: Lookup, entry: Entry) -> str:
    return found.name(entry.actor, entry.actor_words) or "nobody named"


def _ledger(found: Lookup, console: Console) -> None:
    if found.story.ledger:
        _title(console, "Who promised, asked or threatened what")
    for entry in ledger(found):
        to = found.name(entry.to, entry.to_words)
        parts = [
            f"to {to}" if to else "",
            f"by {when(entry.due)}" if entry.due else "",
            f"if: {one_line(entry.condition)}" if entry.condition else "",
        ]
        tail = "".join(f"; {part}" for part in parts if part)
        put(
            console,
            Text.assemble(
                (f"{one_line(entry.id)} ", "dim"),
                (_who(found, entry), "bold"),
                f" {ACT[entry.act]}: {one_line(entry.what)}{tail}",
            ),
            1,
        )
        for term in entry.terms:
            put(
                console,
                Text.assemble(
                    (f"{found.label(term.article)}: ", "dim"), STATUS[term.status], f", “{one_line(term.span.words)}”"
                ),
                6,
            )
        if entry.drift:
            put(console, Text(told(one_line(entry.drift)), style="italic"), 4)


def _positions(found: Lookup, console: Console) -> None:
    if found.story.positions:
        _title(console, "Who wants what")
    for name, those in positions(found):
        for one in those:
            put(console, Text.assemble((name, "bold"), f" on {one_line(one.on)}"), 1)
            for stand in one.stands:
                at = f" ({day(stand.day)})" if stand.day else ""
                put(
                    console,
                    Text.assemble(
                        (f"{found.label(stand.article)}{at}: ", "dim"),
                        f"{STANCE[stand.stance]}, “{one_line(stand.span.words)}”",
                    ),
                    4,
                )
            if one.shift:
                put(console, Text(told(one_line(one.shift)), style="italic"), 4)


def _utterances(found: Lookup, console: Console) -> None:
    those = utterances(found.story)
    if those:
        _title(console, "One utterance in several tellings")
    for one in those:
        put(
            console,
            Text.assemble((f"{one_line(one.id)} ", "dim"), (found.name(one.speaker) or "Nobody named", "bold")),
            1,
        )
        for rendering in one.renderings:
            line = Text.assemble((f"{found.label(rendering.span.article)}: ", "dim"), "“")
            for words, new in changed(rendering):
                line.append(visible(words).replace("\n", " "), style="underline" if new else "")
            put(console, line.append("”"), 4)
            for words, why in changes(rendering):
                if why:
                    put(console, Text(f"{words}: {why}", style="yellow"), 6)


def _headings(found: Lookup, console: Console) -> None:
    if found.story.headings:
        _title(console, "Headlines and captions")
    for one in found.story.headings:
        put(
            console,
            Text.assemble((f"{found.label(one.article)}, {HEADING[one.place]}: ", "dim"), f"“{one_line(one.words)}”"),
            1,
        )
        if one.beyond:
            put(console, Text(told(one_line(one.beyond)), style="yellow"), 4)


def _timeline(found: Lookup, console: Console) -> None:
    parts = eras(found.story)
    for title, those in (
        ("What happened when", parts.story),
        ("What was still expected", parts.ahead),
        ("Background", parts.background),
    ):
        if those:
            _title(console, title)
        for _, one in those:
            _happening(found, one, console)
    _title(console, "When it was reported")
    for date, articles in coverage(found):
        put(
            console,
            Text.assemble((day(date) or "no date", "bold"), f"  {listed([found.label(one.id) for one in articles])}"),
            1,
        )


def _happening(found: Lookup, one: Happening, console: Console) -> None:
    names = listed(found.labels(span.article for span in one.spans))
    expected = "expected: " if one.status == "expected" else ""
    put(
        console,
        Text.assemble((day(one.date), "bold"), f"  {expected}{capital(one_line(one.what))}", (f" ({names})", "dim")),
        1,
    )


def _singles(found: Lookup, console: Console) -> None:
    for article, those in singles(found):
        _title(console, f"Only {found.label(article.id)} says")
        for point in those:
            value = one_line(point.versions[0].value)
            more = f": {value}" if value.casefold() != one_line(point.about).casefold() else ""
            line = Text.assemble((f"{one_line(point.id)} ", "dim"), f"{one_line(point.about)}{more}")
            put(console, line.append(f" ({said})", style="dim") if (said := found.judged(point.id)) else line, 1)
            for span in point.versions[0].spans:
                put(console, Text(f"“{one_line(span.words)}”", style="dim"), 6)


def _merges(found: Lookup, console: Console) -> None:
    those = joinings(found.story)
    if those:
        _title(console, "Why tellings count as one voice")
    for one in those:
        names = listed(found.labels(one.merge.articles))
        put(
            console,
            Text.assemble((names, "bold"), f": {told(one_line(one.merge.reason))} ({', '.join(one.points)})"),
            1,
        )
