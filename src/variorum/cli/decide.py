"""``variorum decide`` and ``variorum decisions``: what the user settled."""

from __future__ import annotations

import json as _json
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from variorum.cli.places import Where, opened
from variorum.edition.visible import one_line, shortened
from variorum.model import Decision

if TYPE_CHECKING:
    from variorum.cli.remote import RemoteSettling
    from variorum.library.deciding import Settling

_WORDS = 80  # characters


def run(place: Where, settle: Callable[[Settling | RemoteSettling], Decision], *, quiet: bool) -> int:
    """Settle something, bring the stories up to date that it touches, and say what was settled."""
    from variorum.cli.compare import with_progress

    with opened(place, read_only=False) as library:
        decision = settle(library.settled)
        for _ in library.finish(engine=with_progress(quiet)):
            pass
    if not quiet:
        typer.echo(told(decision))
    return 0


def run_list(place: Where, *, json: bool) -> int:
    """List all decisions."""
    with opened(place) as library:
        decisions = library.decisions
    if json:
        typer.echo(_json.dumps([decision.to_dict() for decision in decisions], ensure_ascii=False, indent=2))
    elif not decisions:
        typer.echo("nothing was settled so far: `variorum decide --help` says what can be")
    for decision in () if json else decisions:
        typer.echo(told(decision))
    return 0


def told(decision: Decision) -> str:
    """Tell a decision in one line: its id, when it was made, what it says, and whether it was undone."""
    note = f" ({one_line(decision.note)})" if decision.note else ""
    undone = f", undone {decision.undone}" if decision.undone else ""
    return f"{decision.id} · {decision.made}{undone} · {_what(decision)}{note}"


def _what(decision: Decision) -> str:
    named = ", ".join(map(one_line, decision.articles))
    others = ", ".join(map(one_line, decision.others))
    if decision.kind == "split":
        return f"split: {named} apart from {others}"
    if decision.kind == "merge":
        return f"merge: {named} with {others}"
    if decision.kind == "rename":
        return f"rename: “{one_line(decision.title or '')}” for the story of {named}"
    if decision.kind in {"one_voice", "independent"}:
        return f"{'one voice' if decision.kind == 'one_voice' else 'independent'}: {named}"
    words = " … ".join(dict.fromkeys(shortened(one_line(span.words), _WORDS) for span in decision.spans))
    return f"{decision.kind}: {decision.finding} “{words}”"
