"""``variorum decide``: what the user settles for good."""

from __future__ import annotations

from typing import Annotated

import typer

from variorum.cli.options import Note, Place, Quiet
from variorum.cli.places import Server, TokenFile, where

decide = typer.Typer(
    help="Settle something for good: it holds through every later run, until it is undone.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Story = Annotated[str, typer.Argument(metavar="STORY", help="A story's id, or the beginning of it.")]
Tellings = Annotated[
    list[str], typer.Argument(metavar="TELLING...", help="Addresses, files or ids, as `variorum show` names them.")
]
Finding = Annotated[str, typer.Argument(metavar="FINDING", help="The id of a Point (p3) or of a statement (q7).")]


@decide.command()
def split(
    story: Story,
    tellings: Tellings,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    note: Note = None,
    quiet: Quiet = False,
) -> None:
    """Let some tellings of a story stand apart from its others."""
    from variorum.cli.decide import run

    raise typer.Exit(
        run(where(place, server, token_file), lambda settled: settled.split(story, tellings, note), quiet=quiet)
    )


@decide.command()
def merge(
    stories: Annotated[list[str], typer.Argument(metavar="STORY...", help="Two stories or more.")],
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    note: Note = None,
    quiet: Quiet = False,
) -> None:
    """Make one story of several."""
    from variorum.cli.decide import run

    raise typer.Exit(run(where(place, server, token_file), lambda settled: settled.merge(stories, note), quiet=quiet))


@decide.command()
def rename(
    story: Story,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is to be called.")],
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    note: Note = None,
    quiet: Quiet = False,
) -> None:
    """Give a story another title, which it keeps as it grows."""
    from variorum.cli.decide import run

    raise typer.Exit(
        run(where(place, server, token_file), lambda settled: settled.rename(story, title, note), quiet=quiet)
    )


@decide.command("one-voice")
def one_voice(
    tellings: Tellings,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    note: Note = None,
    quiet: Quiet = False,
) -> None:
    """Say that tellings have one origin, whatever the program found."""
    from variorum.cli.decide import run

    raise typer.Exit(
        run(where(place, server, token_file), lambda settled: settled.voices(tellings, "one_voice", note), quiet=quiet)
    )


@decide.command()
def independent(
    tellings: Tellings,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    note: Note = None,
    quiet: Quiet = False,
) -> None:
    """Say that tellings are independent of one another, whatever the program found."""
    from variorum.cli.decide import run

    raise typer.Exit(
        run(
            where(place, server, token_file), lambda settled: settled.voices(tellings, "independent", note), quiet=quiet
        )
    )


@decide.command()
def dismiss(
    story: Story,
    finding: Finding,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    note: Note = None,
    quiet: Quiet = False,
) -> None:
    """Say that a finding is wrong or of no use: it is left out from now on."""
    from variorum.cli.decide import run

    raise typer.Exit(
        run(
            where(place, server, token_file),
            lambda settled: settled.judge(story, finding, "dismiss", note),
            quiet=quiet,
        )
    )


@decide.command()
def confirm(
    story: Story,
    finding: Finding,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    note: Note = None,
    quiet: Quiet = False,
) -> None:
    """Say that a finding is right: it is marked so from now on."""
    from variorum.cli.decide import run

    raise typer.Exit(
        run(
            where(place, server, token_file),
            lambda settled: settled.judge(story, finding, "confirm", note),
            quiet=quiet,
        )
    )


@decide.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id, as `variorum decisions` lists it.")],
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    quiet: Quiet = False,
) -> None:
    """Take a decision back, and what follows from it."""
    from variorum.cli.decide import run

    raise typer.Exit(run(where(place, server, token_file), lambda settled: settled.undo(decision), quiet=quiet))
