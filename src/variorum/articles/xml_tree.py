"""The one way in which XML is parsed here: nothing is fetched, no entity is declared, size and depth are bounded."""

from __future__ import annotations

import html
import re
from typing import Any, TypeAlias

from variorum.articles.decoding import decode
from variorum.model import Problem

# An lxml element; lxml ships no types.
Node: TypeAlias = Any

MOST_TAGS = 1_000_000
MOST_ATTRIBUTES = 2_000_000
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s[^<>]{0,20000})?)/?>")
_NAMED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)([A-Za-z][A-Za-z0-9]{1,31});")
_START = 65_536


def root(raw: bytes) -> tuple[str, str]:
    """Give the name of the root element, without prefix and in lower case, and its attributes as they stand; empty if it is no XML."""
    start = raw[:_START]
    wide = "utf-16" if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = start.decode(wide, "replace")
    at = _doctype_end(text, _misc_end(text, 0))
    match = _ROOT.match(text, _misc_end(text, at)) if at >= 0 else None
    return (match[2].lower(), match[3].removesuffix("/")) if match else ("", "")


def sound_text(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Decode an XML document and take off its declaration and its DOCTYPE; ``None`` if it declares entities or is too large.

    What is given holds no entity but the five of XML: the named characters of HTML (``&nbsp;``) are written out.
    """
    text, notes = decode(raw, name)
    problems = list(notes)
    if text is None:
        return None, problems
    text = text.lstrip("\ufeff \t\r\n")
    begin = _misc_end(text, 0)
    end = _doctype_end(text, begin)
    again = text[_misc_end(text, end) :][:9].upper() if end > begin else ""
    if end < 0 or "<!ENTITY" in text[begin:end] or again == "<!DOCTYPE":
        return None, [*problems, _entities(name)]
    if text.count("<") > MOST_TAGS or text.count('="') + text.count("='") > MOST_ATTRIBUTES:
        message = f"It has more than {MOST_TAGS:,} tags or {MOST_ATTRIBUTES:,} attributes. Split it into its articles."
        return None, [*problems, Problem(name, "too_large", message)]
    return _NAMED.sub(_character, text[end:] if end > begin else _DECLARATION.sub("", text, count=1)), problems


def parse(raw: bytes, name: str) -> tuple[Node | None, list[Problem]]:
    """Parse an XML document; one that is not sound gives what could be read of it, with a Problem of kind ``broken_xml``.

    lxml's own limits hold: 256 elements deep, 10 MB of text in a row.
    """
    text, problems = sound_text(raw, name)
    if text is None:
        return None, problems
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    options = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "encoding": "utf-8",
    }
    parser = etree.XMLParser(recover=True, remove_comments=True, remove_pis=True, **options)
    try:
        tree: Node | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, [*problems, _broken(name, str(error), None)]
    wrong = [each for each in parser.error_log if each.level_name != "WARNING" and "NS_" not in each.type_name]
    if tree is None or wrong:
        first = wrong[0] if wrong else None
        problems.append(_broken(name, first.message if first else "nothing in it is an element", first and first.line))
    return tree, problems


def local(node: Node) -> str:
    """Give the name of an element without its namespace, or its prefix where that was never declared."""
    return node.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(node.tag, str) else ""


def child(node: Node | None, *path: str) -> Node | None:
    """Give the first element down a path of local names, whatever their namespaces."""
    for step in path:
        node = next((each for each in node if local(each) == step), None) if node is not None else None
    return node


def words(node: Node | None) -> str | None:
    """Give all text inside an element on one line; ``None`` if there is none."""
    return " ".join("".join(node.itertext()).split()) or None if node is not None else None


def _misc_end(text: str, at: int) -> int:
    """Give the place after the spaces, comments and instructions that begin at ``at``."""
    while True:
        while at < len(text) and text[at] in " \t\r\n\ufeff":
            at += 1
        for opening, closing in (("<!--", "-->"), ("<?", "?>")):
            if text.startswith(opening, at):
                end = text.find(closing, at + len(opening))
                if end < 0:
                    return at
                at = end + len(closing)
                break
        else:
            return at


def _doctype_end(text: str, at: int) -> int:
    """Give the place after the DOCTYPE that stands at ``at`` (``at`` itself if there is none); -1 if it does not end."""
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return at
    simple = re.compile(r"""[^\[>"']*(?:"[^"]*"[^\[>"']*|'[^']*'[^\[>"']*)*""").match(text, at)
    place = simple.end() if simple else at
    if text.startswith(">", place):
        return place + 1
    subset = re.compile(r"\]\s*>").search(text, place) if text.startswith("[", place) else None
    return subset.end() if subset else -1


def _character(match: re.Match[str]) -> str:
    found = html.unescape(match.group())
    return match.group() if any(sign in "<>&\"'" for sign in found) else found


def _entities(name: str) -> Problem:
    message = "Its DOCTYPE declares entities of its own, or does not end; such files can be made to grow without bound. Take the DOCTYPE out."
    return Problem(name, "xml_entities", message)


def _broken(name: str, reason: str, line: int | None) -> Problem:
    deep = "depth" in reason.lower()
    said = "its elements are nested too deeply" if deep else " ".join(reason.split())[:120]
    place = f" in line {line}" if line else ""
    message = f"It is not sound XML{place}: {said}. What could be read before was read; get the file again."
    return Problem(name, "broken_xml", message)
