"""Word files: their words as they stand now, and nothing that is packed to do harm."""

from __future__ import annotations

import io
import zipfile

import pytest
from bench.saved import TEXT, TITLE, docx

from variorum.articles import word_files
from variorum.settings import Settings

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def remade(document: str | None = None, more: dict[str, bytes] | None = None) -> bytes:
    """Give the sample with another text, or other parts beside it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename != "word/document.xml" or document is None:
                new.writestr(part, old.read(part))
        if document is not None:
            new.writestr("word/document.xml", document)
        for name, raw in (more or {}).items():
            new.writestr(name, raw)
    return out.getvalue()


def body(inner: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{inner}</w:body></w:document>'


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def test_the_text_comes_with_what_the_file_says_of_itself() -> None:
    article, saved, problems = word_files.read(docx(), "a.docx")
    assert article is not None
    assert (article.text, article.title, article.authors) == (TEXT, TITLE, ("Ola Vik",))
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2031-03-05", "inferred")
    assert saved == "2031-03-05T10:00:00Z"
    assert problems == []


def test_a_row_of_a_table_is_a_line() -> None:
    article, _, _ = word_files.read(docx(), "a.docx")
    assert article is not None
    everything = [*article.text.split("\n"), *(piece.words for piece in article.furniture)]
    assert "Tern | $41 million" in everything


def test_tracked_changes_are_read_as_accepted() -> None:
    changed = f"<w:p>{run('The bridge was ')}<w:ins>{run('opened')}</w:ins><w:del><w:r><w:delText>closed</w:delText></w:r></w:del>{run(' on Tuesday by the minister, they said.')}</w:p>"
    article, _, _ = word_files.read(remade(body(changed)), "a.docx")
    assert article is not None
    assert article.text == "The bridge was opened on Tuesday by the minister, they said."


def test_a_file_that_would_unpack_to_gigabytes_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.articles.word_files.DEFAULT", Settings(largest_file=1_000_000))
    raw = remade(more={"word/media/a.bin": b"\x00" * 20_000_000})
    assert len(raw) < 200_000
    assert [one.kind for one in word_files.read(raw, "a.docx")[2]] == ["bomb"]


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    raw = remade(body(f"<w:p>{run('&b;')}</w:p>", laughs))
    assert [one.kind for one in word_files.read(raw, "a.docx")[2]] == ["bomb"]
    outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    raw = remade(body(f"<w:p>{run('&a;')}</w:p>", outside))
    assert [one.kind for one in word_files.read(raw, "a.docx")[2]] == ["bomb"]


def test_names_that_lead_elsewhere_reach_no_disk() -> None:
    raw = remade(more={"../../../../tmp/out": b"x", "/etc/out": b"x"})
    article, _, _ = word_files.read(raw, "a.docx")
    assert article is None or article.text == TEXT


@pytest.mark.parametrize(
    "raw",
    [b"", b"PK\x03\x04", docx()[:2000], remade("<w:nothing/>"), remade(body("")), remade(body("<w:p>" * 400 + "</w:p>" * 400))],
)  # fmt: skip
def test_what_is_no_sound_file_is_a_problem(raw: bytes) -> None:
    article, _, problems = word_files.read(raw, "a.docx")
    assert article is None
    assert len(problems) == 1
