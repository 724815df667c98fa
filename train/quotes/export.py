"""Write a trained tagger as a quantised ONNX file: ``python -m quotes.export tagger.pt tagger.onnx`` (in ``train/``)."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from quotes.network import Tagger
from variorum.statements.tagging.encoding import FEATURES


def export(weights: Path, out: Path) -> None:
    """Trace the network for one window of any length, then store its matrices in 8 bits, one scale a column."""
    tagger = Tagger(dropout=0.0)
    tagger.load_state_dict(torch.load(weights, weights_only=True))
    tagger.eval()
    pieces = torch.randint(1000, 2000, (1, 16))
    features = torch.zeros(1, 16, len(FEATURES), dtype=torch.long)
    free = {1: "length"}
    names = ("pieces", "features", "tags", "anchors", "parts")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            tagger, (pieces, features), str(whole), input_names=list(names[:2]), output_names=list(names[2:]),
            dynamic_axes=dict.fromkeys(names, free), opset_version=17, dynamo=False,
        )  # fmt: skip
        # Seven bits of eight: without the VNNI instructions sixteen-bit sums of eight-bit products overflow, and a
        # machine's age would change the answer.
        quantize_dynamic(whole, out, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    onnx.checker.check_model(str(out))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    export(given.weights, given.out)


if __name__ == "__main__":
    main()
