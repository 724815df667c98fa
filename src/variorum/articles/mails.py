"""Mails and pages saved as mail: ``.eml`` → what a newsletter says, ``.mhtml`` → the page, each as an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.headerregistry import Address
from email.message import Message
from email.policy import EmailPolicy
from typing import Any

from variorum.articles import moments, names, pages, plain, records
from variorum.articles.decoding import decode
from variorum.model import Article, Problem

# The standard library looks at every boundary on every line, and at every header with a grammar.
_MOST_NESTED, _LONGEST_HEADER = 100, 4_000
# Parts, and header lines at the top: each costs thousands of bytes.
_MOST_PARTS, _MOST_LINES = 2_000, 5_000
_FORWARDED = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr|rv|doorst|vs|sv|enc)\s*:\s*)+", re.IGNORECASE)
_FROM = re.compile(r"^(?P<who>.+?)(?:\s+(?:from|at|of|von|de|van|via)\s+(?:the\s+)?|\s*[|@·,–—-]\s+)(?P<where>.{2,80})$", re.IGNORECASE)  # fmt: skip


# What the standard library raises for headers and parts that its grammars did not foresee.
_HOLES = (ValueError, LookupError, ArithmeticError, TypeError, AttributeError, AssertionError, RecursionError)


class _Short(EmailPolicy):
    """The standard policy, but a header beyond any sense is cut."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def read(raw: bytes, name: str) -> tuple[Article | None, str | None, list[Problem]]:
    """Make an article of a saved mail, with the moment it was sent: its HTML part, else its text.

    Its subject is the title; its sender is the outlet, or the author, if the name is a person's.
    """
    message, problem = _parsed(raw, name)
    if message is None:
        return None, None, problem
    sent = moments.iso(_header(message, "date"))
    article, problems = _body(_texts(message), name)
    if article is None:
        return None, None, problems or [Problem(name, "no_body", "The mail has no text. Save the article itself.")]
    authors, outlet = _sender(message)
    subject = _FORWARDED.sub("", _header(message, "subject") or "").strip()
    url = _address(_header(message, "archived-at"))
    return (
        replace(
            article,
            title=" ".join(subject.split()) or article.title,
            outlet=outlet or article.outlet,
            authors=authors or article.authors,
            published=(records.given_date(sent[:10]) if sent else None) or article.published,
            url=url or article.url,
        ),
        moments.utc(sent),
        problems,
    )


def read_page(raw: bytes, name: str) -> tuple[Article | None, str | None, list[Problem]]:
    """Make an article of a page saved as one file (MHTML), with the moment it was saved; its address is where it came from."""
    message, problem = _parsed(raw, name)
    if message is None:
        return None, None, problem
    page = next((part for part in _parts(message) if part.get_content_type() in _PAGES), None)
    if page is None:
        return None, None, [Problem(name, "no_body", "It holds no page. Save the page anew, as .html if need be.")]
    article, problems = _body([(page, True)], name)
    if article is None:
        return None, None, problems
    where = (_header(page, "content-location"), _header(message, "snapshot-content-location"))
    url = next((found for given in where if (found := _address(given))), None)
    title = article.title or " ".join((_header(message, "subject") or "").split()) or None
    return replace(article, url=url or article.url, title=title), moments.utc(_header(message, "date")), problems


_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def _parsed(raw: bytes, name: str) -> tuple[Message | None, list[Problem]]:
    small = raw.lower()
    if small.count(b"boundary=") + small.count(b"message/rfc822") > _MOST_NESTED:
        return None, [Problem(name, "too_large", "It holds mails within mails. Save the one that is meant by itself.")]
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    if head.count(b"\n") > _MOST_LINES or _separators(raw) > _MOST_PARTS:
        message = "It has more header lines or parts than any mail. Save the words that are meant by themselves, as .txt or .html."
        return None, [Problem(name, "too_large", message)]
    try:
        return message_from_bytes(raw, policy=_Short()), []
    except _HOLES as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        return None, [Problem(name, "broken_mail", f"It is no sound mail ({reason}). Save it again.")]


def _separators(raw: bytes) -> int:
    """Count the lines that part a mail, whichever of its boundaries they show."""
    shown = re.findall(rb"boundary=\s*\"?([^\s\";]{1,70})", raw, re.IGNORECASE)
    return sum(raw.count(b"\n--" + boundary) for boundary in set(shown))


def _parts(message: Message) -> Iterator[Message]:
    """Give the parts that hold something, the one that a page begins with first."""
    start = _parameter(message, "start")
    leaves = [part for part in message.walk() if not part.is_multipart()]
    first = [part for part in leaves if start and _header(part, "content-id") == start]
    yield from (*first, *leaves)


def _texts(message: Message) -> Iterator[tuple[Message, bool]]:
    """Give the part with the mail's words and whether it is HTML; what is attached comes last."""
    leaves = [part for part in message.walk() if not part.is_multipart()]
    own = [part for part in leaves if "attachment" not in (_header(part, "content-disposition") or "").lower()]
    for held in (own, leaves):
        for kinds in (_PAGES, frozenset({"text/plain"})):
            yield from ((part, kinds is _PAGES) for part in held if _kind(part) in kinds)


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except _HOLES:
        return ""


def _body(parts: Iterable[tuple[Message, bool]], name: str) -> tuple[Article | None, list[Problem]]:
    """Read the first part that has an article."""
    problems: list[Problem] = []
    for part, is_page in list(parts)[:20]:
        try:
            raw = part.get_payload(decode=True)
        except _HOLES:
            continue
        text, notes = decode(raw if isinstance(raw, bytes) else b"", name, _parameter(part, "charset"))
        if text is None:
            problems = problems or list(notes)
            continue
        article, wrong = (pages if is_page else plain).read(text, name)
        if article is not None:
            return article, [*notes, *wrong]
        problems = problems or [*notes, *wrong]
    return None, problems


def _parameter(part: Message, name: str) -> str | None:
    try:
        value = part.get_param(name)
    except _HOLES:
        return None
    return value if isinstance(value, str) and value else None


def _header(part: Message, name: str) -> str | None:
    try:
        value = part.get(name)
        return str(value).strip() or None if value is not None else None
    except _HOLES:  # a header that its grammar cannot read
        return None


def _sender(message: Message) -> tuple[tuple[str, ...], str | None]:
    """Tell the person from the paper in “Ann Berg from the Tern Post <news@…>”."""
    shown, domain = _from(message)
    host = names.hosts(f"https://{domain}/") if domain else []
    paper = host[0] if host else None
    if not shown:
        return (), paper
    parts = _FROM.match(shown)
    if parts and names.people(parts["who"]):
        return names.people(parts["who"]), parts["where"].strip()
    people = () if names.has_outlet_word(shown) else names.people(shown)
    return (people, paper) if people else ((), shown[:120])


def _from(message: Message) -> tuple[str, str]:
    try:
        header: Any = message.get("from")
        given: Iterable[Address] = header.addresses if header is not None else ()
        first = next(iter(given), None)
    except _HOLES:
        return "", ""
    return (" ".join(first.display_name.split()), first.domain) if first else ("", "")


def _address(words: str | None) -> str | None:
    found = re.match(r"<?(https?://[^\s<>]+)", (words or "").strip())
    return found[1] if found else None
