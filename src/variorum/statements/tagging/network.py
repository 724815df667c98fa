"""The trained network, run window by window: how likely each word heads a cue, and which words go with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.statements.tagging.encoding import FEATURES, START, STOP, Encoded, Integers

Floats = NDArray[np.float32]

LONGEST = 254  # pieces of one window, beside its start and stop
LINKS = ("cue", "source", "content")
_LINK_BIAS = -2.0  # as in training


@dataclass(frozen=True)
class Window:
    """Words ``begin`` to ``end`` are read together; what is found from ``core`` to ``core_end`` is kept."""

    begin: int
    end: int
    core: int
    core_end: int


@dataclass(frozen=True)
class Scored:
    """The words of one window that may head a cue, A of them, with their probabilities.

    ``links`` are the logits of ``LINKS`` for each, (A, 3, words), from word ``begin`` on.
    """

    begin: int
    heads: Integers
    probabilities: Floats
    links: Floats


def scored(encoded: Encoded, least: float) -> Iterator[Scored]:
    """Give the words that head a cue with at least this probability, window by window."""
    for window in windows(encoded):
        tags, anchors, parts = _run(encoded, window)
        chances = (1 / (1 + np.exp(-tags[:, 0]))).astype(np.float32)
        inner = slice(window.core - window.begin, window.core_end - window.begin)
        chosen = np.flatnonzero(chances[inner] >= least) + inner.start
        if not len(chosen):
            continue
        width = parts.shape[1] // len(LINKS)
        left = anchors[chosen].reshape(len(chosen), len(LINKS), width).transpose(1, 0, 2)
        right = parts.reshape(len(parts), len(LINKS), width).transpose(1, 2, 0)
        links = (left @ right / np.float32(width**0.5) + _LINK_BIAS).transpose(1, 0, 2)
        yield Scored(window.begin, chosen + window.begin, chances[chosen], links)


def windows(encoded: Encoded) -> Iterator[Window]:
    """Cut a text into windows of whole sentences; each begins two sentences before the last one's core ends."""
    total = len(encoded.first)
    edges = [edge for edge in encoded.sentence_starts.tolist() if edge] if total else []
    edges = [0, *edges, total]
    first = [*encoded.first.tolist(), len(encoded.pieces)]
    begin = core = 0
    at = 0  # edges[at] is where the core begins
    while core < total:
        low = at
        end = core
        while at + 1 < len(edges) and first[edges[at + 1]] - first[begin] <= LONGEST:
            at += 1
            end = edges[at]
        if end == core:  # a sentence too long for a window is read in stretches
            begin = core
            end = next(
                (word for word in range(min(core + LONGEST, total), core, -1) if first[word] - first[begin] <= LONGEST),
                core + 1,
            )
            while at + 1 < len(edges) and edges[at + 1] <= end:
                at += 1
            yield Window(begin, end, core, end)
            begin = core = end
            continue
        if end == total:
            yield Window(begin, end, core, end)
            return
        keep = max(at - 1, low + 1) if at - low > 1 else at
        yield Window(begin, end, core, edges[keep])
        begin, core, at = edges[max(keep - 1, low)], edges[keep], keep


def _run(encoded: Encoded, window: Window) -> tuple[Floats, Floats, Floats]:
    left = int(encoded.first[window.begin])
    right = int(encoded.first[window.end]) if window.end < len(encoded.first) else len(encoded.pieces)
    length = right - left + 2
    features = np.zeros((1, length, len(FEATURES)), np.int64)
    features[0, 1:-1] = encoded.features[encoded.word_of[left:right]]
    given = {
        "pieces": np.concatenate([[START], encoded.pieces[left:right], [STOP]])[None],
        "features": features,
    }
    tags, anchors, parts = _session().run(None, given)
    words = encoded.first[window.begin : window.end] - left + 1
    return tags[0, words], anchors[0, words], parts[0, words]


@cache
def _session() -> Any:
    import onnxruntime  # a second to import: only who reads quotes pays

    options = onnxruntime.SessionOptions()
    # One thread a process: the engine gives each core a process, and sums in one order give one answer.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(files("variorum.statements.tagging").joinpath("tagger.onnx")) as path:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
