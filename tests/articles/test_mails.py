"""Saved mails and pages saved as mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from bench.saved import TEXT, TITLE, URL, archived_page, mail, page

from variorum.articles import mails


def letter(**headers: str) -> bytes:
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(TEXT)
    return message.as_bytes()


def test_a_newsletter_gives_its_article_not_its_frame() -> None:
    article, sent, problems = mails.read(mail(), "a.eml")
    assert article is not None
    assert (article.title, article.outlet, article.text) == (TITLE, "Larn Courier", TEXT)
    assert article.published is not None
    assert article.published.value == "2031-03-05"
    assert sent == "2031-03-05T09:00:00Z"
    assert problems == []


@pytest.mark.parametrize(
    ("sender", "authors", "outlet"),
    [
        ("Larn Courier <news@larncourier.example>", (), "Larn Courier"),
        ("Ann Berg <ann@larncourier.example>", ("Ann Berg",), "larncourier.example"),
        ("Ann Berg from the Larn Courier <x@mail.example>", ("Ann Berg",), "Larn Courier"),
        ("news@larncourier.example", (), "larncourier.example"),
        ("", (), None),
    ],
)
def test_the_sender_is_an_author_or_an_outlet(sender: str, authors: tuple[str, ...], outlet: str | None) -> None:
    article, _, _ = mails.read(letter(From=sender, Subject="Fwd: Re: A bridge opens"), "a.eml")
    assert article is not None
    assert (article.authors, article.outlet, article.title) == (authors, outlet, "A bridge opens")


def test_an_archived_address_is_kept() -> None:
    article, _, _ = mails.read(letter(Archived_At=f"<{URL}>"), "a.eml")
    assert article is not None
    assert article.url == URL


def test_a_saved_page_knows_where_it_came_from() -> None:
    article, saved, _ = mails.read_page(archived_page(), "a.mhtml")
    assert article is not None
    assert (article.url, article.text, saved) == (URL, TEXT, "2031-03-05T12:30:00Z")


def test_an_encoding_that_the_mail_declares_is_used() -> None:
    raw = b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-2\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    article, _, _ = mails.read(
        raw + "Rząd przyjął ustawę o moście w środę, podało ministerstwo.".encode("iso-8859-2"), "a.eml"
    )
    assert article is not None
    assert article.text.startswith("Rząd przyjął ustawę")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Subject: nothing\r\n\r\n",
        b"Content-Type: text/html; charset=unheard-of\r\n\r\n<html></html>",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n",
        b"From: " + b"(" * 100_000 + b"\r\nSubject: " + b"=?x?q?" * 20_000 + b"\r\n\r\nhello",
        b"Content-Type: text/plain; " + b"; ".join(b"a*%d*=x" % n for n in range(20_000)) + b"\r\n\r\nhello",
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!",
    ],
)
def test_a_broken_mail_is_a_problem(raw: bytes) -> None:
    for read in (mails.read, mails.read_page):
        article, _, problems = read(raw, "a.eml")
        assert article is not None or problems


def test_mails_nested_a_thousand_deep_are_refused() -> None:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1000))
    nested = b"Content-Type: message/rfc822\r\n\r\n" * 1000
    for raw in (parts + b"\r\nhello", nested + b"hello"):
        assert [problem.kind for problem in mails.read(raw, "a.eml")[2]] == ["too_large"]


@pytest.mark.parametrize(
    "raw",
    [b"a:\n" * 10_000 + b"\nhello", b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000],
)
def test_a_mail_of_thousands_of_parts_is_refused(raw: bytes) -> None:
    assert [problem.kind for problem in mails.read(raw, "a.eml")[2]] == ["too_large"]


def test_an_attached_page_is_read_when_the_mail_has_no_words() -> None:
    message = EmailMessage()
    message["Subject"] = "see there"
    message.add_attachment(page(), subtype="html", filename="../../a.html")
    article, _, _ = mails.read(message.as_bytes(), "a.eml")
    assert article is not None
    assert article.text == TEXT
