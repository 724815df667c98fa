"""The command line: one module a subcommand, heavy imports inside, exit codes 0 fine, 1 the inputs had problems, 2 wrong use."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from variorum.cli.decisions_commands import decide
from variorum.cli.library_commands import library
from variorum.cli.options import (
    Csv,
    Engine,
    Everything,
    Html,
    Inputs,
    Json,
    Llm,
    LlmModel,
    Markdown,
    Parquet,
    Place,
    Processes,
    Quiet,
    RayAddress,
    Sure,
    Work,
)
from variorum.cli.places import Server, TokenFile, where

__all__ = ["app", "main"]

app = typer.Typer(
    name="variorum",
    help="Read every telling of a news story: what independent tellings agree on, where they differ, who copied whom.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EPIPE})


def main() -> None:
    """Run the command line; the one place where our errors become an exit code."""
    from variorum.errors import VariorumError

    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except VariorumError as error:
        typer.echo(f"variorum: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        # What could not be written is still waiting: it must not be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if error.errno == errno.EPIPE:  # who was to read it has read enough
            sys.exit(1)
        typer.echo(
            f"variorum: the output could not be written to its end ({error.strerror}): free some space, or name another place",
            err=True,
        )
        sys.exit(2)


def _version(asked: bool) -> None:
    if asked:
        from variorum import __version__

        typer.echo(f"variorum {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read every telling of a news story: what independent tellings agree on, where they differ, who copied whom."""
    del version  # typer has called _version by now


@app.command()
def compare(
    paths: Inputs,
    json: Json = False,
    html: Html = None,
    markdown: Markdown = False,
    csv: Csv = None,
    parquet: Parquet = None,
    sure: Sure = False,
    everything: Everything = False,
    entities: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Known entities (TSV or JSON Lines) to give names their Wikidata ids."),
    ] = None,
    engine: Engine = None,
    processes: Processes = None,
    ray_address: RayAddress = None,
    work: Work = None,
    apart: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Do not count tellings as one voice for this reason: lineage, outlet, credit, passage, source or utterance. "
            "May be given again.",
        ),
    ] = None,
    independent: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A,B", help="Two tellings (inputs or ids) that are known to be independent. May be given again."
        ),
    ] = None,
    one_voice: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A,B", help="Two tellings (inputs or ids) that are known to have one origin. May be given again."
        ),
    ] = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
    quiet: Quiet = False,
) -> None:
    """Set the tellings of a story side by side: the main job."""
    if sure and everything:
        raise typer.BadParameter("--sure shows less and --all shows more: give one of them.")
    from variorum.cli.compare import merging, reader, run
    from variorum.cli.working import Working

    raise typer.Exit(
        run(
            paths,
            json=json,
            html=html,
            markdown=markdown,
            csv=csv,
            parquet=parquet,
            sure=sure,
            everything=everything,
            quiet=quiet,
            entities=entities,
            working=Working(engine, processes, ray_address, work),
            merging=merging(apart or (), independent or (), one_voice or ()),
            llm=reader(llm, llm_model),
        )
    )


@app.command()
def stories(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Files and folders, - for standard input; without any, the library."),
    ] = None,
    json: Json = False,
    parquet: Parquet = None,
    lineage: Annotated[bool, typer.Option("--lineage", help="Say who copied whom in each story, too.")] = False,
    engine: Engine = None,
    processes: Processes = None,
    ray_address: RayAddress = None,
    work: Work = None,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    limit: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="Of a library, list at most so many stories; those told by most first."),
    ] = 50,
    quiet: Quiet = False,
) -> None:
    """Group articles into stories of one event each, with the reason of every join; or list the stories of the library."""
    if not paths:
        if parquet or lineage or work or engine or processes is not None or ray_address:
            raise typer.BadParameter(
                "of a library there is nothing to work out here: `variorum export` writes its tables, `variorum show` its stories."
            )
        from variorum.cli.show import run_list

        raise typer.Exit(run_list(where(place, server, token_file), limit=limit, json=json))
    if server:
        raise typer.BadParameter("--server names a library: leave the paths out.")
    from variorum.cli.stories import run
    from variorum.cli.working import Working

    working = Working(engine, processes, ray_address, work)
    raise typer.Exit(run(paths, json=json, parquet=parquet, lineage=lineage, quiet=quiet, working=working))


@app.command()
def why(
    point: Annotated[
        str, typer.Argument(metavar="POINT", help="A Point's id (p1), or STORY/p1 where there are several stories.")
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EDITION|PATH...]",
            help="An edition's JSON file, or the tellings themselves; without any, the library (then STORY/p1).",
        ),
    ] = None,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Explain one finding: the words, the reasons, the scores, and what was considered and rejected."""
    if paths and server:
        raise typer.BadParameter("--server names a library: leave the paths out.")
    from variorum.cli.why import run

    raise typer.Exit(run(point, paths or [], where(place, server, token_file), json=json, quiet=quiet))


@app.command()
def verify(
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="An edition's JSON file; - reads standard input.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH...]", help="Where the tellings are now; by default where the edition found them."
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Re-check every span and hash of an edition against its sources, and name each finding that no longer holds."""
    from variorum.cli.verify import run

    raise typer.Exit(run(edition, sources or [], json=json, quiet=quiet))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="EDITION", help="The earlier edition's JSON file.")],
    after: Annotated[
        str, typer.Argument(metavar="EDITION", help="The later edition's JSON file; - reads standard input.")
    ],
    json: Json = False,
) -> None:
    """Tell two editions apart, finding by finding."""
    from variorum.cli.diff import run

    raise typer.Exit(run(before, after, json=json))


@app.command()
def bench(
    parts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PART...]",
            help="Of furniture, pages, quotes, figures, dates, entities, stories, likeness, lineage, collation, incidents, points, speed, scale, engines, ingest, growing, search, library, fuzz, hostile, serve, llm; all by default.",
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The labelled sets; ../shared/data by default.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(metavar="NAME", help="The split to measure: dev, test, held_out or all, say.")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many records of a set.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A small share of everything, to see that it works.")] = False,
    rivals: Annotated[bool, typer.Option(help="Measure the rivals that are installed, too.")] = True,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Write every figure as JSON; - prints it.")] = None,
    markdown: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the tables as Markdown; - prints them.")
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Keep the figures in bench/results and renew docs/bench.md.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Do not run again what was recorded from the same source.")
    ] = False,
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Tell N things of each set that went wrong.")] = 0,
) -> None:
    """Measure again every figure that the documentation claims, and the rivals' (from a source checkout)."""
    from variorum.cli.bench import run

    named = {"--data": data, "--split": split, "--limit": limit, "--json": json, "--markdown": markdown}
    words = [word for name, value in named.items() if value is not None for word in (name, str(value))]
    flags = {"--quick": quick, "--no-rivals": not rivals, "--record": record, "--resume": resume}
    words += [name for name, yes in flags.items() if yes] + ["--errors", str(errors)]
    raise typer.Exit(run(parts or [], words))


@app.command()
def schema() -> None:
    """Print the JSON Schema of an edition."""
    from variorum.cli.schema import run

    raise typer.Exit(run())


app.add_typer(library)
app.add_typer(decide, name="decide")
