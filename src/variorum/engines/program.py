"""Which program this is: the hash of its sources, its models and the packages it computes with."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

_HOME = Path(__file__).resolve().parents[1]
# Installed beside us and not asked for by us, the models of further languages change what is read, too.
_MODEL = re.compile(r"[a-z]{2}-(?:core|dep|ent)-[a-z]+-.*|xx-.*")


@cache
def fingerprint(*rooms: str) -> str:
    """Give a hash that differs if the program could give other results: another version, edit, model or library.

    Two computers with the same fingerprint do the same work in the same way. ``rooms`` are the modules and folders of the
    package that the work is done by, if it is not all of it.
    """
    whole = hashlib.sha256()
    for name in sorted(name for name in _sources() if not rooms or name.split("/")[0] in rooms):
        whole.update(f"\n{name}\n".encode())
        whole.update(hashlib.sha256((_HOME / name).read_bytes()).digest())
    whole.update(repr((sys.version_info[:2], packages())).encode())
    return whole.hexdigest()


def _sources() -> Iterator[str]:
    """Every file of the package but what Python and editors leave beside them."""
    for path in _HOME.rglob("*"):
        name = path.relative_to(_HOME)
        if path.is_file() and "__pycache__" not in name.parts and not path.name.startswith("."):
            yield name.as_posix()


def packages() -> tuple[tuple[str, str], ...]:
    """Give name and version of every installed package that the program computes with, and of every language model."""
    asked = {_name(line) for line in metadata.requires("variorum") or () if "extra ==" not in line}
    found = {
        (name, one.version)
        for one in metadata.distributions()
        if (name := _name(one.metadata["Name"] or "")) in asked or _MODEL.fullmatch(name)
    }
    return tuple(sorted(found))


def _name(line: str) -> str:
    """Give the name at the head of a requirement, spelt the one way that all agree on."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", line.strip(), maxsplit=1)[0]).lower()
