"""Damaged texts: news in several languages with seeded damage of every kind that broken pages, tools and people do.

``mutant(number, sources)`` is a pure function: the same number and the same sources give the same text on any machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.data import ROOT

QUOTES = "\"'“”‘’„‚«»‹›「」『』〝〞＂´`′″"
BRACKETS = "()[]{}<>（）【】"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\u034f"
CONTROLS = "".join(map(chr, (*range(32), *range(127, 160)))) + "\u2028\u2029\ufff9\ufffe\uffff\ufffd"
COMBINING = "\u0300\u0301\u0308\u0327\u0338\u20dd\u0489\u05b0\u064b\u0e34"
ASTRAL = "😀👩‍👩‍👧‍👦🇯🇵𝐓𝟗𝟡𐍈𠮷🜁\U0001f1fa\U000e0041\U0010ffff½Ⅷ①٣۵९〇零億"
MANGLED_DATES = (
    "99/99/9999", "31 February 2025", "0000-00-00", "2025-13-45", "the 0th of May", "May 99", "32.13.0000", "1/2/3/4/5",
    "Feb 30, -1", "last last Friday", "in 9999999 years", "999999999 years ago", "10000000000 days later", "12:99:99 AM PM",
    "the year 0", "9999-12-31", "0001-01-01", "Monday Tuesday Wednesday", "since 1 January 1, 1", "2025-02-30T25:61:61Z",
    "the 99th century", "Q9 2025", "ayer hoy mañana", "le 31 février", "week 54 of 2021", "the 400th week of 9998",
    "two Fridays ago next year", "November 31st", "十二月三十二日", "12/2025/31", "tomorrow yesterday", "1e9 days ago",
)  # fmt: skip
MANGLED_NUMBERS = (
    "9" * 400, "0" * 300, "1" + ",000" * 100, "1,1" * 150, "1.2" * 150, "$" * 80, "1e999", "-" * 60 + "1", "1/0", "0/0", "½" * 60,
    "%" * 50 + "5%", "$9" * 60, "1 million billion trillion quadrillion", "minus minus minus four", "NaN", "inf percent", "1_000",
    "twenty " * 60, "hundred thousand " * 40, "million " * 60, "half a third of a quarter of " * 12, "1-2-3-4-5-6-7-8-9-0" * 8,
    "between 1 and 2 and 3 and 4", "€-5,0.0,0 bn", "٣٤٥٦٧٨٩ percent", "0x7fffffff", "a dozen dozen dozen", "1st2nd3rd4th",
    "$1.2.3.4m", "१२३ करोड़", "3,4/5,6", "1'000'000'000'000", "1 000 000 000 000 000 000 000", "10^400 dollars", "9" * 30 + " years",
)  # fmt: skip
MARKUP = (
    "<p>", "</p>", "<script>alert(1)</script>", "<a href='", "<!--", "-->", "]]>", "<![CDATA[", "<br/>", "&nbsp;", "&#0;",
    "&#x110000;", "&amp;amp;amp;", "&lt;", "<b><i><u>", "</div>" * 20, "{{", "}}", "[[File:x|", "${x}", "%s%n", "\\u0000", "<" * 40,
    "<table><tr><td>", "https://example.org/" + "a/" * 60, "user@example.org", "```", "|" * 30, "# " * 20, "'); DROP TABLE x;--",
)  # fmt: skip
SCRIPTS = (
    "Председатель сказал: «Нет», ", "首相は「合意した」と述べた。", "قال الوزير إن 5 أشخاص ", "הוא אמר ״לא״ ",
    "प्रधानमंत्री ने कहा ", "นายกรัฐมนตรีกล่าวว่า", "총리는 말했다. ", "Ο υπουργός είπε ", "Thủ tướng nói ", "Ministerpräsident ",
)  # fmt: skip
LANGUAGES = ("en", "en", "en", "en", "fr", "es", "de", None)
PUBLISHED = (
    "2025-02-07",
    "2024-02-29",
    "1999-12-31",
    "0001-01-01",
    "9999-12-31",
    "2025",
    "2025-02",
    "nonsense",
    "",
    None,
)


@dataclass(frozen=True)
class Mutant:
    """A damaged text with what it is said to be, and the names of the damage."""

    number: int
    text: str
    language: str | None
    published: str | None
    damage: tuple[str, ...]


def own_texts() -> list[tuple[str, str | None]]:
    """The project's own texts with their languages: the examples and the fixtures of the tests."""
    found: list[tuple[str, str | None]] = []
    languages = {"embalse": "es", "passerelle": "fr"}
    for path in sorted((ROOT / "examples").rglob("*.*")):
        if path.suffix in {".txt", ".html"}:
            tongue = "fr" if path.stem == "5-le-phare" else languages.get(path.parent.name, "en")
            found.append((path.read_text(encoding="utf-8"), tongue))
    fixtures = ROOT / "tests" / "statements"
    found += [
        (path.read_text(encoding="utf-8"), path.stem if path.stem in {"es", "fr"} else "en")
        for path in sorted(fixtures.rglob("*.txt"))
    ]
    dated = fixtures / "news_dates.jsonl"
    if dated.exists():
        lines = dated.read_text(encoding="utf-8").splitlines()
        found.append((" ".join(json.loads(line)["text"] for line in lines), "en"))
    return found


def shared_texts(data: Path, most: int = 400) -> list[tuple[str, str | None]]:
    """Texts of the labelled sets that are there, read in place."""
    found: list[tuple[str, str | None]] = []
    for path, tongue in (
        (data / "quotes" / "polnear.jsonl", "en"),
        (data / "dates" / "tempeval3.jsonl", "en"),
        (data / "stories" / "news_cluster.jsonl", "en"),
        (data / "lineage" / "meantime_es.jsonl", "es"),
        (data / "lineage" / "meantime_it.jsonl", "it"),
        (data / "lineage" / "meantime_nl.jsonl", "nl"),
    ):
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                texts = [json.loads(line).get("text") or "" for line, _ in zip(lines, range(most), strict=False)]
            found += [(text, tongue) for text in texts if text]
    return found


def mutant(number: int, sources: Sequence[tuple[str, str | None]]) -> Mutant:
    """Make the damaged text of a number: most of 50 to 400 characters, one in fifty of about 5,000."""
    rng = Random(f"hostile {number}")
    text, tongue = rng.choice(sources)
    size = 5_000 if number % 50 == 49 else rng.randint(50, 400)
    while len(text) < size:
        text += "\n" + rng.choice(sources)[0]
    start = rng.randrange(len(text) - size + 1)
    text = text[start : start + size]
    names = tuple(rng.choice(sorted(DAMAGE)) for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 6))))
    for name in names:
        # Damage may double a text, not square it: this is a test of many texts, not of long ones.
        text = DAMAGE[name](rng, text)[: 2 * size + 500]
    # A lone surrogate is no character; files cannot hold one.
    text = text.encode("utf-8", "ignore").decode("utf-8")
    said = tongue if rng.random() < 0.7 else rng.choice(LANGUAGES)
    return Mutant(number, text, said, rng.choice(PUBLISHED), names)


def _place(rng: Random, text: str) -> int:
    return rng.randint(0, len(text))


def _put(rng: Random, text: str, words: str) -> str:
    place = _place(rng, text)
    return text[:place] + words + text[place:]


def _sprinkled(rng: Random, text: str, signs: str, share: float) -> str:
    return "".join(char + rng.choice(signs) if rng.random() < share else char for char in text)


def _cut(rng: Random, text: str) -> str:
    first, last = sorted((_place(rng, text), _place(rng, text)))
    return text[:first] + text[last:]


def _doubled(rng: Random, text: str) -> str:
    first, last = sorted((_place(rng, text), _place(rng, text)))
    return text[:last] + text[first:last] * rng.choice((1, 2, 8)) + text[last:]


def _shuffled(rng: Random, text: str, mark: str) -> str:
    parts = re.split(f"(?<={mark})", text)
    rng.shuffle(parts)
    return "".join(parts)


def _swapped_words(rng: Random, text: str) -> str:
    words = text.split(" ")
    for _ in range(len(words) // 4 + 1):
        one, other = rng.randrange(len(words)), rng.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _without(rng: Random, text: str, signs: str, share: float) -> str:
    return "".join(char for char in text if char not in signs or rng.random() > share)


def _other_marks(rng: Random, text: str) -> str:
    return "".join(rng.choice(QUOTES) if char in QUOTES else char for char in text)


def _nested(rng: Random, text: str) -> str:
    mark = rng.choice(("“”", "()", "[]", "''", '""', "«»", "{}", "<>", "‘’", "「」"))
    depth = rng.choice((3, 30, 150))
    first, last = sorted((_place(rng, text), _place(rng, text)))
    return text[:first] + mark[0] * depth + text[first:last] + mark[1] * depth + text[last:]


def _digits(rng: Random, text: str) -> str:
    return "".join(rng.choice("0123456789,.-/") if char.isdigit() else char for char in text)


def _repeated_sign(rng: Random, text: str) -> str:
    return _put(rng, text, rng.choice(".,!?…-–—:;'\"/\\|*_~%$€#@&+=<>^ \t\n\u00a0") * rng.choice((3, 40, 300)))


def _repeated_words(rng: Random, text: str) -> str:
    words = text.split() or ["a"]
    start = rng.randrange(len(words))
    phrase = " ".join(words[start : start + rng.choice((1, 2, 5))])
    return _put(rng, text, " " + (phrase + " ") * rng.choice((3, 20, 60)))


def _broken_lines(rng: Random, text: str) -> str:
    return "".join(rng.choice("\n\r\t\v\f\x85\u2028") if char == " " and rng.random() < 0.3 else char for char in text)


def _entities(rng: Random, text: str) -> str:
    return "".join(
        f"&#{ord(char)};"
        if rng.random() < 0.1
        else rng.choice(("&", "&amp", "&quot;", "&#39;"))
        if char in QUOTES
        else char
        for char in text
    )


def _mojibake(rng: Random, text: str) -> str:
    return text.encode("utf-8").decode(rng.choice(("cp1252", "latin-1", "cp437", "utf-7")), "replace")


def _full_width(rng: Random, text: str) -> str:
    del rng
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


DAMAGE: dict[str, Callable[[Random, str], str]] = {
    "cut": _cut,
    "doubled": _doubled,
    "backwards": lambda _, text: text[::-1],
    "empty": lambda rng, text: "" if rng.random() < 0.1 else text[: rng.randint(0, 6)],
    "lines shuffled": lambda rng, text: _shuffled(rng, text, r"\n"),
    "sentences shuffled": lambda rng, text: _shuffled(rng, text, r"\. "),
    "words swapped": _swapped_words,
    "marks lost": lambda rng, text: _without(rng, text, QUOTES, 0.6),
    "marks strewn": lambda rng, text: _sprinkled(rng, text, QUOTES, rng.choice((0.02, 0.2))),
    "other marks": _other_marks,
    "brackets strewn": lambda rng, text: _sprinkled(rng, text, BRACKETS, 0.08),
    "nested": _nested,
    "control characters": lambda rng, text: _sprinkled(rng, text, CONTROLS, rng.choice((0.02, 0.2))),
    "invisible": lambda rng, text: _sprinkled(rng, text, INVISIBLE, rng.choice((0.02, 0.3))),
    "combining": lambda rng, text: _sprinkled(rng, text, COMBINING, rng.choice((0.05, 0.9))),
    "astral": lambda rng, text: _sprinkled(rng, text, ASTRAL, 0.06),
    "digits": _digits,
    "numbers": lambda rng, text: _put(rng, text, f" {rng.choice(MANGLED_NUMBERS)} "),
    "numbers glued": lambda rng, text: _put(rng, text, rng.choice(MANGLED_NUMBERS)),
    "dates": lambda rng, text: _put(rng, text, f" {rng.choice(MANGLED_DATES)} "),
    "markup": lambda rng, text: _put(rng, text, rng.choice(MARKUP)),
    "markup strewn": lambda rng, text: "".join(
        char + rng.choice(MARKUP) if char == " " and rng.random() < 0.1 else char for char in text
    ),
    "entities": _entities,
    "mojibake": _mojibake,
    "no spaces": lambda rng, text: text.replace(" ", rng.choice(("", "", "\u200b", "\u00a0", "-", "_", "/"))),
    "all spaces": lambda rng, text: rng.choice((" ", "  ", "\n", "\t")).join(text),
    "one word": lambda rng, text: _put(rng, text, rng.choice("aAé漢1'-.") * rng.choice((60, 400))),
    "upper case": lambda _, text: text.upper(),
    "lower case": lambda _, text: text.lower(),
    "title case": lambda _, text: text.title(),
    "mixed scripts": lambda rng, text: _put(rng, text, rng.choice(SCRIPTS) * rng.choice((1, 3))),
    "one script": lambda rng, text: rng.choice(SCRIPTS) * (len(text) // 20 + 1),
    "sign repeated": _repeated_sign,
    "words repeated": _repeated_words,
    "lines broken": _broken_lines,
    "full width": _full_width,
    "stops lost": lambda rng, text: _without(rng, text, ".!?,;:", rng.choice((0.3, 1.0))),
}
