"""Distil the word vectors of ``languages/word_vectors.py``: ``python -m word_vectors --base model.safetensors`` (in ``train/``).

Every whole word of the encoder's vocabulary is run through it alone, its vectors are averaged, and principal components keep
96 numbers of 8 bits (Tulkens and van Dongen, "Model2Vec", 2024). The encoder is all-MiniLM-L6-v2 (Apache 2.0). PyTorch is needed
for this only.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from quotes.network import Tagger, load_base

PACKAGE = Path(__file__).parents[1] / "src/variorum"
VOCABULARY = PACKAGE / "statements/tagging/vocabulary.txt"
PLACE = PACKAGE / "languages/en/word_vectors.npz"
KEPT, BATCH = 96, 512
START, STOP = 101, 102


def words() -> list[tuple[int, str]]:
    """The vocabulary's whole words with their numbers."""
    listed = enumerate(VOCABULARY.read_text(encoding="utf-8").split("\n"))
    return [(number, word) for number, word in listed if word.isalpha() and word.isascii() and len(word) > 1]


def encoded(base: Path, numbers: list[int]) -> np.ndarray:
    """The mean of the encoder's vectors for each word alone between its two marks, of length one."""
    encoder = Tagger()
    load_base(encoder, base)
    encoder.eval()
    rows = []
    with torch.no_grad():
        for at in range(0, len(numbers), BATCH):
            pieces = torch.tensor([[START, number, STOP] for number in numbers[at : at + BATCH]])
            states = encoder.embedded(encoder.pieces(pieces) + encoder.positions.weight[:3] + encoder.kind)
            for layer in encoder.layers:
                states = layer(states, None)
            rows.append(states.mean(1).numpy())
    found = np.concatenate(rows)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def main() -> None:
    """Write the vectors."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--base", type=Path, required=True)
    options = asked.parse_args()
    held = words()
    vectors = encoded(options.base, [number for number, _ in held])
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    kept = centred @ axes.T[:, :KEPT]
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    small = np.clip(np.round(kept * 127 / np.abs(kept).max()), -127, 127).astype(np.int8)
    np.savez_compressed(PLACE, vectors=small, words=np.array("\n".join(word for _, word in held)))


if __name__ == "__main__":
    main()
