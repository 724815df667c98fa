"""The tagger's network: a six-layer BERT with features of the words, tags for each word and links to the cue's head."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from variorum.statements.tagging.encoding import FEATURES

WIDTH, HEADS, LAYERS, INNER, POSITIONS = 384, 12, 6, 1536, 512
TAGS = 4  # anchor, cue, source, content
LINKS = 3  # the anchor's own cue, source and content
LINK_WIDTH = 64


class Layer(nn.Module):
    """One transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.finished = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = states.shape

        def split(piece: Tensor) -> Tensor:
            return piece.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(states)), split(self.key(states)), split(self.value(states))
        # No dropout in the attention: drawing its masks costs a third of the training time on a CPU.
        mixed = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=None if mask is None else mask.to(query.dtype)
        )
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.attended(states + self.dropout(self.output(mixed)))
        return self.finished(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class Tagger(nn.Module):
    """Pieces and features in; tag logits, anchor sides and word sides of the links out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.features = nn.ModuleList([nn.Embedding(size, WIDTH) for size in FEATURES])
        for embedding in self.features:
            nn.init.zeros_(embedding.weight)
        self.embedded = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(LAYERS)])
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(WIDTH, TAGS)
        self.anchors = nn.Linear(WIDTH, LINKS * LINK_WIDTH)
        self.parts = nn.Linear(WIDTH, LINKS * LINK_WIDTH)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        states = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind
        for number, embedding in enumerate(self.features):
            states = states + embedding(features[:, :, number])
        states = self.dropout(self.embedded(states))
        # One window at a time needs no mask, and the exported network has none.
        allowed = None if mask is None else torch.where(mask[:, None, None, :] > 0, 0.0, -1e4).to(states.dtype)
        for layer in self.layers:
            states = layer(states, allowed)
        return self.tags(states), self.anchors(states), self.parts(states)


def links(anchors: Tensor, parts: Tensor) -> Tensor:
    """Score each word as part of each anchor's attribution: (…, A, LINKS·W) and (…, L, LINKS·W) give (…, LINKS, A, L)."""
    left = anchors.unflatten(-1, (LINKS, LINK_WIDTH)).transpose(-2, -3)
    right = parts.unflatten(-1, (LINKS, LINK_WIDTH)).transpose(-2, -3)
    return left @ right.transpose(-1, -2) / LINK_WIDTH**0.5 - 2.0


def load_base(tagger: Tagger, weights: Path) -> None:
    """Put the weights of a BERT of this shape (``model.safetensors``) into a new tagger."""
    given = load_file(str(weights))
    given = {name.removeprefix("bert."): value for name, value in given.items()}
    names = {
        "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
        "attention.output.dense": "output", "attention.output.LayerNorm": "attended", "intermediate.dense": "inner",
        "output.dense": "outer", "output.LayerNorm": "finished",
    }  # fmt: skip
    state = {
        "pieces.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"],
        "kind": given["embeddings.token_type_embeddings.weight"][0],
    }
    for end in ("weight", "bias"):
        state[f"embedded.{end}"] = given[f"embeddings.LayerNorm.{end}"]
        for layer in range(LAYERS):
            for old, new in names.items():
                state[f"layers.{layer}.{new}.{end}"] = given[f"encoder.layer.{layer}.{old}.{end}"]
    missing, unknown = tagger.load_state_dict(state, strict=False)
    unexpected = [name for name in missing if name.split(".")[0] not in {"features", "tags", "anchors", "parts"}]
    if unexpected or unknown:
        raise ValueError(f"{weights} is not a base of this shape: missing {unexpected}, unknown {unknown}")
