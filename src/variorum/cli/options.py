"""The options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders and patterns, in any of the formats of docs/sources.md; - reads standard input.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on standard error.")]
Engine = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who does the work: local, processes or ray (pip install 'variorum[ray]')."),
]
Processes = Annotated[
    int | None,
    typer.Option(metavar="N", min=0, help="Work with N processes here; 0 takes one a core. Each needs 400 MB."),
]
RayAddress = Annotated[
    str | None,
    typer.Option(metavar="HOST:PORT", help="The Ray cluster to work on; without it --engine ray starts one here."),
]
Work = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Keep what is finished there, so that a run that was broken off goes on where it was."
    ),
]
Parquet = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Write tables as Parquet (pip install 'variorum[parquet]'); alone, for a corpus of any size.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Place = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="FILE",
        help="The library's file; else VARIORUM_LIBRARY, else one in the user's data folder.",
        show_default=False,
    ),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Every Point, the doubtful ones marked unsure, and every section in full.")
]
Sure = Annotated[bool, typer.Option("--sure", help="Only the Points that are sure; --json and --csv, too.")]
Html = Annotated[str | None, typer.Option(metavar="FILE", help="Write one self-contained page; - prints it.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print Markdown.")]
Csv = Annotated[Path | None, typer.Option(metavar="DIR", help="Write tables, one file each.")]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="NOUN=NAME",
        help="Where data has its own names: text=body, title=head.line. May be given again.",
    ),
]
Note = Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for those who come after.")]
Llm = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="A language model may add what the words bear out: the address of a server that speaks the OpenAI protocol, up to "
        "/v1. Articles are sent there. A key is taken from VARIORUM_LLM_KEY.",
    ),
]
LlmModel = Annotated[str | None, typer.Option(metavar="NAME", help="The model that --llm is to use.")]
