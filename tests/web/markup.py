"""What a page is made of, seen by two parsers, and what of it no page of ours may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

import lxml.html  # type: ignore[import-untyped]

ELEMENTS = frozenset(
    """html head meta title link script body a header nav ul ol li form label input button main footer section article aside h1 h2 h3 h4
    h5 h6 p div span em strong b i small mark del ins q blockquote cite abbr time dl dt dd table caption thead tbody tfoot tr th td
    details summary fieldset legend select option optgroup textarea output progress meter figure figcaption hr br wbr sup sub code pre
    kbd bdi search hgroup address noscript datalist data svg g path line polyline polygon circle rect text tspan desc""".split()
)
ADDRESSES = frozenset("href src action formaction xlink:href poster cite data background ping manifest srcset".split())
_OWN = re.compile(r"(?:/(?![/\\])|#|\?)[^\x00-\x20\\]*|/|")
_OTHERS = re.compile(r"https?://[^\x00-\x20\"'<>\\]+", re.IGNORECASE)
_SCRIPT = re.compile(r"/static/[a-z]+\.js")
_STYLE = re.compile(r"/static/[a-z]+\.css")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))


def elements(page: str) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    """Every element of a page with its attributes, as the standard library's parser finds it and as libxml2 does."""
    tags = _Tags()
    tags.feed(page)
    yield from tags.found
    for element in lxml.html.document_fromstring(
        page.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8")
    ).iter():
        if isinstance(element.tag, str):
            yield element.tag, {str(name): str(value) for name, value in element.attrib.items()}


def wrong(page: str) -> list[str]:
    """What no page of ours has: elements we never write, scripts and styles within it, addresses that a browser runs."""
    found = [
        f"unseen {match.group()!r} in {page[match.start() - 60 : match.end() + 30]!r}"
        for match in _UNSEEN.finditer(page)
    ]
    for tag, attributes in elements(page):
        found += [f"<{tag} {dict(attributes)}>: {why}" for why in _wrong(tag, attributes)]
    return found


def _wrong(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    if tag not in ELEMENTS:
        yield "an element we never write"
    for name, value in attributes.items():
        if name == "style" or name.startswith("on") or name == "srcdoc" or "pwned" in name:
            yield f"the attribute {name}"
        if name in ADDRESSES and not _harmless(tag, name, value or ""):
            yield f"the address {value!r}"
    if tag == "script" and not _SCRIPT.fullmatch(attributes.get("src") or ""):
        yield "a script that is not a file of ours"
    if (
        tag == "meta"
        and (attributes.get("http-equiv") or "").lower()
        and not (attributes.get("content") or "").isdigit()
    ):
        yield "it leads somewhere else"


def _harmless(tag: str, name: str, value: str) -> bool:
    if tag == "link":
        return bool(_STYLE.fullmatch(value)) or value == "data:," or value.startswith("/")
    if tag == "script":
        return bool(_SCRIPT.fullmatch(value))
    if tag == "a" and name == "href":
        return bool(_OWN.fullmatch(value) or _OTHERS.fullmatch(value))
    return bool(_OWN.fullmatch(value)) and name in {"href", "action", "formaction", "cite"}
