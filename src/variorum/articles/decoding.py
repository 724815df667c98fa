"""Bytes to text: byte order marks, declared and guessed encodings, mojibake; what was repaired is said."""

from __future__ import annotations

import codecs
import re

from variorum.articles.language import detect
from variorum.model import Problem
from variorum.settings import DEFAULT

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_MAGIC = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive or an office document", b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive", b"\x7fELF": "a program", b"\x28\xb5\x2f\xfd": "a zstd archive", b"7z\xbc\xaf": "a 7z archive",
    b"\xd0\xcf\x11\xe0": "an old office document", b"SQLite format": "a database", b"Rar!": "a RAR archive",
}  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_GUESSED_ON = 200_000
# The undefined corners of the control planes: in a text they are the remains of something else.
_LOST = re.compile("[\ufffd\x80-\x84\x86-\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decode(raw: bytes, name: str, declared: str | None = None) -> tuple[str | None, tuple[Problem, ...]]:
    """Decode the bytes of one input; ``None`` with a Problem when that cannot be done.

    ``declared`` is the encoding that whoever sent it named beside it: what is not UTF-8 is tried as that first.
    """
    if not raw.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return None, (Problem(name, "empty", "There is nothing in it. Save the article again, or leave it out."),)
    found = _binary(raw, name)
    if found is not None:
        return None, (found,)
    text, repaired = _text(raw, declared)
    if text is None:
        return None, (_hopeless(name),)
    if len(_LOST.findall(text)) > max(3, len(text) // 50):
        return None, (_hopeless(name),)
    # What is far too long is refused by its reader; mending it first would take longer than reading ten others.
    text, mended = _mend(text) if len(text) <= 3 * DEFAULT.longest_text else (text, None)
    notes = tuple(
        Problem(name, "encoding_repaired", f"{note} Check the accents; save it as UTF-8 to be sure.")
        for note in (repaired, mended)
        if note
    )
    return text, notes


def begins(head: bytes) -> str:
    """Give the beginning of a file as text, as well as that can be done, to see what it is."""
    return head.decode(wide(head) or "utf-8", "replace")


def wide(head: bytes) -> str | None:
    """Recognise UTF-16 and UTF-32, whose characters have two bytes or four, by how a file begins."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    return (None if marked == "utf-8" else marked) if marked else _wide(head[:65536])


def _hopeless(name: str) -> Problem:
    return Problem(name, "encoding", "No encoding makes sense of its bytes. Save it again as UTF-8.")


def _binary(raw: bytes, name: str) -> Problem | None:
    for magic, what in _MAGIC.items():
        if raw.startswith(magic):
            return Problem(
                name, "binary", f"It is {what}, not text. Unpack or convert it to .txt or .html and try again."
            )
    if raw.startswith(tuple(mark for mark, _ in _MARKS)):
        return None
    start = raw[:65536]
    controls = sum(start.count(byte) for byte in range(9)) + sum(start.count(byte) for byte in range(14, 32))
    if controls > len(start) // 50 and _wide(start) is None:
        return Problem(
            name, "binary", "It holds bytes that are not text. Give a .txt, .md, .html, .json or .jsonl file."
        )
    return None


def _wide(start: bytes) -> str | None:
    """Recognise UTF-16 without a mark by its zero bytes, all on one side."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) // 8 or min(even, odd) > max(even, odd) // 20:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _text(raw: bytes, named: str | None) -> tuple[str | None, str | None]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) if encoding == "utf-8" else 0 :].decode(encoding, "replace"), None
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    wide = _wide(raw[:65536])
    if wide:
        return raw.decode(wide, "replace"), f"It was read as {wide.upper()}, which it does not declare."
    text = _try(raw, named) if named else None
    if text is not None:
        return text, None
    declared = _DECLARED.search(raw[:4096])
    if declared:
        name = (declared[1] or declared[2]).decode("ascii")
        text = _try(raw, name)
        if text is not None:
            return text, None
    return _mostly_utf8(raw) or _guess(raw)


def _try(raw: bytes, encoding: str) -> str | None:
    # Pages that say Latin-1 mean Windows-1252, as every browser knows.
    known = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}
    try:
        name = codecs.lookup(known.get(encoding.lower(), encoding)).name
        return raw.decode(name) if name not in _NO_ENCODINGS else None
    except (LookupError, ValueError):
        return None


# What Python can decode, too, and no page is written in: some take very long, some warn.
_NO_ENCODINGS = frozenset(
    "punycode idna unicode_escape unicode-escape raw_unicode_escape raw-unicode-escape undefined mbcs oem".split()
)


def _mostly_utf8(raw: bytes) -> tuple[str, str] | None:
    """Accept UTF-8 with a few broken bytes: sound characters beyond ASCII must far outnumber the broken ones."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    if broken and sound >= 10 * broken:
        return text, f"It is UTF-8 with {broken} broken character{'s' * (broken > 1)}, shown as \ufffd."
    return None


# The code page that each language of the Latin script was written in before Unicode; all others used Windows-1252.
_CODE_PAGES = {"cp1250": "pl cs sk hu ro hr sl bs sq", "cp1254": "tr az", "cp1257": "lt lv et", "cp1258": "vi"}
_LATIN = frozenset("cp1250 cp1252 cp1254 cp1257 cp1258 iso8859_2 iso8859_3 iso8859_4 iso8859_9 iso8859_10 iso8859_13"
                   " iso8859_14 iso8859_15 iso8859_16 latin_1 mac_latin2 mac_roman mac_turkish mac_iceland cp437 cp850 cp852 cp858 cp775"
                   " cp1140 hp_roman8".split())  # fmt: skip


def _guess(raw: bytes) -> tuple[str | None, str | None]:
    """Guess by the look of the characters; between the pages of the Latin script, which look alike, by the language."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_GUESSED_ON]).best()
    if best is None:
        return None, None
    text, encoding = _try(raw, best.encoding), best.encoding
    if text is not None and encoding in _LATIN:
        tongue = detect(text)
        page = next((page for page, languages in _CODE_PAGES.items() if tongue in languages.split()), "cp1252")
        closer = _try(raw, page)
        text, encoding = (closer, page) if closer is not None else (text, encoding)
    return text, f"It is not UTF-8; it was read as {encoding.replace('_', '-')}, a guess."


# Every pattern of garbled characters is at most seven long and has one beyond ASCII in it (ftfy 6.3).
_PLAIN = re.compile(r"[\x00-\x7f]{17,}")


def around_letters(text: str) -> str:
    """Cut what is plain ASCII down to what stands beside other letters: nothing else can be garbled, and markup is mostly that."""
    return _PLAIN.sub(lambda match: match[0][:8] + match[0][-8:], text)


def _mend(text: str) -> tuple[str, str | None]:
    """Undo UTF-8 that was once read as something else ("donâ€™t")."""
    import ftfy
    from ftfy.badness import is_bad

    if not is_bad(around_letters(text)):
        return text, None
    mended = "\n".join(
        ftfy.fix_encoding(line) if len(line) < 100_000 and is_bad(line) else line for line in text.split("\n")
    )
    return mended, "Garbled characters (such as “â€™” for “’”) were put right." if mended != text else None
