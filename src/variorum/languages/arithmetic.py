"""Matrix products for the parser: NumPy's, on one thread, instead of those of BLIS.

thinc, under spaCy, multiplies matrices with BLIS, which falls back to plain C on processors newer than itself; NumPy's OpenBLAS
knows more of them, and is a third to three times as fast on those measured (``NumpyOps(use_blis=False)`` is thinc's own switch).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# What OpenBLAS calls the two functions: in NumPy's wheels, and where it was built by itself.
_NAMES = ("scipy_openblas_%s_num_threads64_", "scipy_openblas_%s_num_threads", "openblas_%s_num_threads")


def with_numpy(nlp: Language) -> Language:
    """Let a pipeline multiply with NumPy, where it would with BLIS; on a graphics card or with Apple's library nothing changes."""
    from thinc.api import Model, NumpyOps

    plain = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = plain
    return nlp


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep NumPy's products to one thread for a while: the engines give each core a process, and these matrices are small."""
    found = _threads()
    if found is None:
        yield
        return
    get, put = found
    before = get()
    if before == 1:
        yield
        return
    put(1)
    try:
        yield
    finally:
        put(before)


@cache
def _threads() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """The functions of NumPy's OpenBLAS that say and set on how many threads it works; nothing if it is another library."""
    import numpy as np  # a tenth of a second to import: only who parses pays

    home = Path(np.__file__).parent
    for path in sorted([*home.parent.glob("numpy.libs/*openblas*"), *home.glob(".dylibs/*openblas*")]):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for name in _NAMES:
            if hasattr(library, name % "get") and hasattr(library, name % "set"):
                return getattr(library, name % "get"), getattr(library, name % "set")
    return None
