"""Everything that can be raised by wrong use; wrong data becomes a ``Problem`` instead.

VariorumError
├── NothingToRead      no input was named, or none of it could be read
├── UnknownPoint       ``why`` was asked for a Point that the edition does not have
├── UnknownMerge       a kind of merge was to be switched off that there is not
├── UnknownTelling     a telling was named that is not there, or that several are called
├── NotAnEdition       a file that should hold an edition does not
├── NotAList           a file that should list known entities does not
├── WrongMapping       ``--map`` names a thing that no article has, or is no list of pairs
├── UnknownFormat      an output was asked for that we do not write
├── UnknownTable       a table was asked for that an edition does not have
├── NotWritable        a place that was named for output cannot be written
├── UnknownEngine      the work was to be done by an engine that there is not
├── NotALibrary        a file that should be a library is none, or was made by a newer program
├── DamagedLibrary     a library's file is not whole any more
├── LibraryBusy        another run writes to the library and does not let go of it
├── NoSpace            the disk is full; what was finished is kept
├── UnknownStory       a story was named that the library does not have
├── UnknownFinding     a finding was named that the story does not have
├── UnknownDecision    a decision was to be undone that there is not, or that cannot be made
├── WrongSearch        nothing that could be found was asked for, or in a way that is not understood
├── TooMuchToDo        a room was given more work than it lets wait
├── WorkBroken         the process that did some work ended before it was done
├── NotServed          the reading room cannot be opened where it should be
├── NoServer           the server that was named does not answer, or is another program
├── Refused            a server does not do what it was asked, and says why
├── NoCluster          the cluster that was named cannot be reached, or cannot do the work
└── MissingExtra       an optional part of the program is not installed
"""

from __future__ import annotations


class VariorumError(Exception):
    """The base of all; the message says what was wrong, where, and what to do next."""


class NothingToRead(VariorumError):
    """No input was named, or none of it could be read."""

    def __init__(self, inputs: tuple[str, ...]) -> None:
        named = ", ".join(inputs) or "no path at all"
        super().__init__(
            f"nothing to read in {named}: give files or folders with .txt, .md, .html, .mhtml, .json, .jsonl, .csv, .parquet, .warc, .rss, "
            ".atom, .xml, .eml, .pdf or .docx, each also with .gz or .zst"
        )


class UnknownPoint(VariorumError):
    """``why`` was asked for a Point that the edition does not have."""

    def __init__(self, point: str, known: tuple[str, ...]) -> None:
        some = ", ".join(known[:12]) or "none"
        super().__init__(f"no point {point!r} in this edition: it has {some}{' …' if len(known) > 12 else ''}")


class UnknownMerge(VariorumError):
    """A kind of merge was to be switched off that there is not."""

    def __init__(self, kind: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no merge of the kind {kind!r}: choose one of {', '.join(known)}")


class UnknownTelling(VariorumError):
    """A telling was named that is not there, or that several are called."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        some = ", ".join(known[:12]) or "none"
        more = " …" if len(known) > 12 else ""
        super().__init__(f"no telling, or more than one, is called {name!r}: give an input or an id of {some}{more}")


class NotAnEdition(VariorumError):
    """A file that should hold an edition does not."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} is not an edition ({why}): make one with `variorum compare PATH --json > {path}`")


class NotAList(VariorumError):
    """A file that should list known entities does not."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} is no list of entities ({why}): give TSV with a header, or JSON Lines, with id and label"
        )


class WrongMapping(VariorumError):
    """``--map`` names a thing that no article has, or is no list of pairs."""

    def __init__(self, what: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"{what}: write text=COLUMN,title=COLUMN, where the left side is one of {', '.join(known)}, and the right side "
            "the name of your column (in JSON also a path: data.body)"
        )


class UnknownFormat(VariorumError):
    """An output was asked for that we do not write."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown format {name!r}: choose one of {', '.join(known)}")


class UnknownTable(VariorumError):
    """A table was asked for that an edition does not have."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no table {name!r}: choose one of {', '.join(known)}")


class NotWritable(VariorumError):
    """A place that was named for output cannot be written."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"cannot write {place} ({why}): name a place that can be written, or - for standard output")


class UnknownEngine(VariorumError):
    """The work was to be done by an engine that there is not."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no engine {name!r}: choose one of {', '.join(known)}")


class NoCluster(VariorumError):
    """The cluster that was named cannot be reached, or cannot do the work."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"no cluster at {address}: {why}")


class MissingExtra(VariorumError):
    """An optional part of the program is not installed."""

    def __init__(self, what: str, install: str) -> None:
        super().__init__(f"{what} is not installed here: run `pip install '{install}'`")


class NotALibrary(VariorumError):
    """A file that should be a library is none, or was made by a newer program."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} is not a library ({why}): name another with --library, or make one with `variorum ingest`"
        )


class DamagedLibrary(VariorumError):
    """A library's file is not whole any more."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"the library {path} is damaged ({why}): run `variorum doctor --library {path}` to see what is lost, and go back to a copy"
        )


class LibraryBusy(VariorumError):
    """Another run writes to the library and does not let go of it."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__(
            f"another run has been writing to {path} for {seconds:.0f} seconds: wait until it is done, then run the same command again"
        )


class NoSpace(VariorumError):
    """The disk is full; what was finished is kept."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"no space is left for {path}: what was finished is kept. Free some, then run the same command again to go on"
        )


class UnknownStory(VariorumError):
    """A story was named that the library does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"no story, or more than one, is called {name!r}: `variorum stories` lists them with their ids"
        )


class UnknownFinding(VariorumError):
    """A finding was named that the story does not have."""

    def __init__(self, finding: str, story: str) -> None:
        super().__init__(
            f"story {story} has no finding {finding!r}: `variorum show {story} --all` lists them with their ids"
        )


class UnknownDecision(VariorumError):
    """A decision was to be undone that there is not, or that cannot be made."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: `variorum decisions` lists those made so far")


class TooMuchToDo(VariorumError):
    """A room was given more work than it lets wait."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} pieces of work are waiting already: come back when some of them are done")


class WorkBroken(VariorumError):
    """The process that did some work ended before it was done."""

    def __init__(self) -> None:
        super().__init__(
            "the process that worked ended before it was done: what was finished is kept, and “Read what is not read yet” goes on with the rest"
        )


class WrongSearch(VariorumError):
    """Nothing that could be found was asked for, or in a way that is not understood."""


class NotServed(VariorumError):
    """The reading room cannot be opened where it should be."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"cannot serve at {where}: {why}")


class NoServer(VariorumError):
    """The server that was named does not answer, or is another program."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(
            f"no Variorum answers at {url} ({why}): start one with `variorum serve`, or name another with --server"
        )


class Refused(VariorumError):
    """A server does not do what it was asked, and says why."""
