"""What is kept of an article for grouping, as plain bytes: arrays one after the other, and nothing that could run."""

from __future__ import annotations

import struct
from dataclasses import fields
from typing import NamedTuple

import numpy as np

from variorum.stories.profiles import Profile

# Wide numbers come first, so that every array begins at a multiple of the width of its numbers.
_KINDS = {
    "ranks": "<i8",
    **dict.fromkeys("terms heavy top lead names chief lead_names persons places numbers ranked sketch".split(), "<u4"),
    **dict.fromkeys("weights lead_weights name_weights lead_name_weights person_weights place_weights".split(), "<f4"),
    **dict.fromkeys("ages dead hurt told dates weekdays".split(), "<i4"),
    "named": "|b1",
    "meaning": "|i1",
    "lead_meaning": "|i1",
}
_HEAD = struct.Struct(f"<dqii{len(_KINDS)}I")
_NEVER = (0, 0)


def pack(profile: Profile) -> bytes:
    """Pack a profile."""
    arrays = [np.ascontiguousarray(getattr(profile, name), kind) for name, kind in _KINDS.items()]
    language = (profile.language or "").encode("utf-8", "surrogatepass")
    head = _HEAD.pack(profile.norm, profile.length, *(profile.days or _NEVER), *map(len, arrays))
    return b"".join([_padded(head), *(array.tobytes() for array in arrays), language])


def unpack(packed: bytes) -> Profile:
    """Give the profile that was packed, bit for bit."""
    norm, length, first, last, *sizes = _HEAD.unpack_from(packed)
    at = len(_padded(b"\0" * _HEAD.size))
    held = {}
    for (name, kind), size in zip(_KINDS.items(), sizes, strict=True):
        held[name] = np.frombuffer(packed, kind, size, at)
        at += held[name].nbytes
    language = packed[at:].decode("utf-8", "surrogatepass") or None
    days = (first, last) if (first, last) != _NEVER else None
    return Profile(days=days, language=language, norm=norm, length=length, **held)


def _padded(head: bytes) -> bytes:
    return head + b"\0" * (-len(head) % 8)


class Leaves(NamedTuple):
    """What an article is sought by: its heaviest terms and their weights as whole numbers, and the same of its anchors."""

    terms: list[int]
    weights: list[int]
    anchors: list[int]
    anchor_weights: list[int]


def pack_leaves(leaves: Leaves) -> bytes:
    """Pack what an article is sought by."""
    return (
        struct.pack("<I", len(leaves.terms))
        + np.array([*leaves.terms, *leaves.weights, *leaves.anchors, *leaves.anchor_weights], "<u4").tobytes()
    )


def unpack_leaves(packed: bytes) -> Leaves:
    """Give what was packed."""
    (count,) = struct.unpack_from("<I", packed)
    held = np.frombuffer(packed, "<u4", offset=4).tolist()
    anchors = held[2 * count :]
    half = len(anchors) // 2
    return Leaves(held[:count], held[count : 2 * count], anchors[:half], anchors[half:])


_KEPT = {field.name for field in fields(Profile)} - {"days", "language", "norm", "length"}
if set(_KINDS) != _KEPT:
    raise AssertionError(f"a profile holds {sorted(_KEPT)}, packed are {sorted(_KINDS)}")
