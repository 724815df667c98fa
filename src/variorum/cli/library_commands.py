"""The commands that keep a library and look into it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from variorum.cli.options import (
    Csv,
    Engine,
    Everything,
    Html,
    Json,
    Map,
    Markdown,
    Parquet,
    Place,
    Processes,
    Quiet,
    RayAddress,
    Sure,
)
from variorum.cli.places import Served, Server, TokenFile, only_here, where

library = typer.Typer(rich_markup_mode=None)

AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from addresses that are not public, too: your own network's.")
]
Contact = Annotated[
    str | None, typer.Option(metavar="WORDS", help="An address or page that tells servers who is asking.")
]


@library.command()
def ingest(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL|FEED...]",
            help="Files, folders, patterns, pages, feeds, lists of feeds, sitemaps; - reads standard input. Without any, what was "
            "broken off is carried on.",
        ),
    ] = None,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    mapping: Map = None,
    read: Annotated[
        bool, typer.Option(help="Read and collate what was taken in; without, it is kept and grouped only.")
    ] = True,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Find anew what an earlier version of the program found.")
    ] = False,
    allow_private: AllowPrivate = False,
    contact: Contact = None,
    engine: Engine = None,
    processes: Processes = None,
    ray_address: RayAddress = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take articles into the library, and bring its stories up to date."""
    at = where(place, server, token_file)
    if isinstance(at, Served):
        from variorum.cli import sending

        only_here(
            map=mapping, refresh=refresh, no_read=not read, allow_private=allow_private, contact=contact,
            engine=engine, processes=processes is not None, ray_address=ray_address, json=json,
        )  # fmt: skip
        raise typer.Exit(sending.run(sources or [], at, quiet=quiet))
    from variorum.cli.ingest import Fetching, run
    from variorum.cli.working import Working

    raise typer.Exit(
        run(
            sources or [],
            place,
            mapping=mapping or [],
            read=read,
            refresh=refresh,
            fetching=Fetching(allow_private=allow_private, contact=contact),
            working=Working(engine, processes, ray_address),
            json=json,
            quiet=quiet,
        )
    )


@library.command()
def show(
    story: Annotated[str, typer.Argument(metavar="STORY", help="A story's id, or the beginning of it.")],
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    json: Json = False,
    html: Html = None,
    markdown: Markdown = False,
    csv: Csv = None,
    parquet: Parquet = None,
    sure: Sure = False,
    everything: Everything = False,
    quiet: Quiet = False,
) -> None:
    """Set the tellings of one story of the library side by side."""
    if sure and everything:
        raise typer.BadParameter("--sure shows less and --all shows more: give one of them.")
    from variorum.cli.show import run

    raise typer.Exit(
        run(
            story,
            where(place, server, token_file),
            json=json,
            html=html,
            markdown=markdown,
            csv=csv,
            parquet=parquet,
            sure=sure,
            everything=everything,
            quiet=quiet,
        )
    )


@library.command()
def changes(
    telling: Annotated[
        str | None,
        typer.Argument(metavar="[URL]", help="A telling by its URL, file or id; all that changed without it."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help="Only what was seen since then: 2031-03-05, or 2031-03-05T10:00."),
    ] = None,
    place: Place = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say what new versions of tellings dropped, added or altered, and which Points of their stories changed."""
    from variorum.cli.changes import run

    raise typer.Exit(run(telling, place, since=since, json=json, quiet=quiet))


@library.command()
def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help='What is sought: words, "a phrase", -without, begin*, this OR that.'),
    ],
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only articles, quotes or claims.", show_default=False)
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this outlet printed.")] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this person or body said.")] = None,
    entity: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what mentions this person, body or place.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what was published on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what was published on this day or before.")
    ] = None,
    story: Annotated[str | None, typer.Option(metavar="STORY", help="Only what belongs to this story.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="At most so many.")] = 20,
    words_only: Annotated[
        bool, typer.Option("--words-only", help="Only by the words themselves, not by what they mean.")
    ] = False,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find articles, quotes and claims by their words and by what they mean."""
    from variorum.cli.search import run

    raise typer.Exit(
        run(
            words,
            where(place, server, token_file),
            kind=kind,
            outlet=outlet,
            speaker=speaker,
            entity=entity,
            since=since,
            until=until,
            story=story,
            limit=limit,
            json=json,
            words_only=words_only,
            quiet=quiet,
        )
    )


@library.command()
def export(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|EDITION...]", help="Tellings, or editions as JSON; without any, the library."),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="jsonl, csv, parquet, jsonld (schema.org), annotations (W3C), graphml (lineage) or statements (discourse networks).",
        ),
    ] = "jsonl",
    to: Annotated[str, typer.Option(metavar="FILE|DIR", help="Where to; - prints it.")] = "-",
    story: Annotated[
        list[str] | None, typer.Option(metavar="STORY", help="Only this story. May be given again.")
    ] = None,
    full_text: Annotated[bool, typer.Option("--full-text", help="jsonld: the articles' texts, too.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="What the user dismissed, too.")] = False,
    place: Place = None,
    server: Server = None,
    token_file: TokenFile = None,
    quiet: Quiet = False,
) -> None:
    """Write what was found in the formats of other programs."""
    from variorum.cli.export import from_library, from_paths, run
    from variorum.edition.exports import Wanted

    wanted = Wanted(full_text=full_text, everything=everything)
    at = where(place, server, token_file)
    if paths:
        if server:
            raise typer.BadParameter("--server names a library: leave the paths out.")
        raise typer.Exit(
            run(from_paths(paths, quiet=quiet), form=form, to=to, stories=story or (), wanted=wanted, quiet=quiet)
        )
    raise typer.Exit(from_library(at, story or (), form=form, to=to, wanted=wanted, quiet=quiet))


@library.command()
def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(metavar="FEEDS...", help="Lists of feeds (OPML), or the URLs of feeds, sitemaps and pages."),
    ],
    place: Place = None,
    once: Annotated[bool, typer.Option("--once", help="Poll once and stop, as for cron.")] = False,
    every: Annotated[float, typer.Option(metavar="MINUTES", min=1, help="How long to wait between two polls.")] = 15,
    atom: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write what changed as an Atom feed; - prints it.")
    ] = None,
    allow_private: AllowPrivate = False,
    contact: Contact = None,
    quiet: Quiet = False,
) -> None:
    """Poll feeds, take in what they bring, and say what changed."""
    from variorum.cli.ingest import Fetching
    from variorum.cli.watch import run

    fetching = Fetching(allow_private=allow_private, contact=contact)
    raise typer.Exit(run(feeds, place, once=once, every=every, atom=atom, fetching=fetching, quiet=quiet))


@library.command()
def mcp(
    place: Place = None,
    site: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where `variorum serve` shows this library: links lead to its pages."),
    ] = None,
) -> None:
    """Give programs that speak the Model Context Protocol tools that read the library, on standard input and output."""
    from variorum.cli.mcp import run

    raise typer.Exit(run(place, site=site))


@library.command()
def decisions(place: Place = None, server: Server = None, token_file: TokenFile = None, json: Json = False) -> None:
    """List what was settled in the library with `variorum decide`, and what of it was undone."""
    from variorum.cli.decide import run_list

    raise typer.Exit(run_list(where(place, server, token_file), json=json))


@library.command()
def doctor(place: Place = None, json: Json = False) -> None:
    """Say how the program, its models and the library are: versions, hashes, damage, disk, and what is left to do."""
    from variorum.cli.doctor import run

    raise typer.Exit(run(place, json=json))


@library.command()
def serve(
    place: Place = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; others than this machine are asked for a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes one that is free.")] = 8484,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A further name that the server goes by; may be repeated.")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file with the token that everybody must show.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Open the library in the browser, and as an API for programs."""
    from variorum.cli.serve import run

    raise typer.Exit(run(place, host=host, port=port, names=name or [], token_file=token_file, quiet=quiet))
