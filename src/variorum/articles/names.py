"""Names of people and outlets in header lines: who wrote it, and for whom."""

from __future__ import annotations

import re
import unicodedata

from variorum.articles import phrases
from variorum.articles.dates import find
from variorum.articles.lines import Line
from variorum.languages import table

_AND = re.compile(
    r"\s*(?:,\s*(?:and|und|et|y|e|en|och|og|ve|dan|i)\s|,|;|/|\s(?:and|und|et|y|e|en|och|og|ve|dan|&|và)\s|、|・)\s*"
)
_PERSON_WORD = re.compile(
    r"^(?:[A-ZÀ-ÖØ-ÞĀ-ŽƠƯĐА-ЯЁІЇЄΑ-Ω][\w’'.-]*|de|da|di|del|della|der|den|van|von|la|le|bin|al|el|dos|du|ter|ten|zu)$"
)
_AFTER_NAMES = re.compile(
    r"\s*(?:\||•|·|—|–|\s-\s|\(|@|;\s*(?:edit|addit)|\.\s|:|,?\s\d|\s(?:in|for|at|from|with|für|aus|pour|à|per|via|on)\s|"
    r",\s(?!and\b|und\b|et\b)[^,]*\b(?:editor|reporter|correspondent|writer|staff|agency|press|news)\b).*$",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://|www\.)([\w.-]{3,80})", re.IGNORECASE)
_DOUBLED = re.compile(r"^(?P<name>[^\W\d_].{2,60}?)\s?(?P=name)(?!\w*[^\W\d_])")
_SEPARATOR = re.compile(r"\s+[-–—|•·:»]\s+|\s*\|\s*")
SOCIAL_HOSTS = re.compile(
    r"\b(?:twitter|facebook|x|instagram|youtube|youtu|linkedin|t|fb|tiktok|pinterest|telegram|whatsapp|threads|bsky|reddit)\.(?:com|me|be|app|net)\b",
    re.IGNORECASE,
)
_SECOND_LEVELS = frozenset("co com org net gov ac edu or ne".split())


def fold(text: str) -> str:
    """Letters only, lower case, without accents: "Báo Quốc Tế" and "baoquocte" are one."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d").replace("ø", "o").replace("ł", "l"))
    return "".join(character for character in plain if character.isalnum())


def hosts(text: str) -> list[str]:
    """Give the hosts of the addresses in a text, in order, without repeats and without social networks."""
    found = dict.fromkeys(match[1].lower().rstrip(".").removeprefix("www.") for match in _HOST.finditer(text))
    return [host for host in found if not SOCIAL_HOSTS.search(host) and "." in host]


def host_name(host: str) -> str:
    """Give the part of a host that names its owner: "edition.example.co.uk" gives "example"."""
    parts = host.lower().removeprefix("www.").split(".")
    if len(parts) > 2 and parts[-2] in _SECOND_LEVELS:
        return parts[-3]
    return parts[-2] if len(parts) > 1 else parts[0]


def people(words: str) -> tuple[str, ...]:
    """Split a list of names; empty when any part of it is no person's name."""
    found = []
    for part in _AND.split(words.strip(" .,:;|-–—")):
        name = part.strip(" .,")
        if not name:
            continue
        if not is_person(name):
            return ()
        found.append(name.title() if name.isupper() and len(name) > 4 else name)
    return tuple(dict.fromkeys(found))


def is_person(name: str) -> bool:
    """Say whether words have the shape of a person's name: two to five capitalised words, no digits."""
    parts = name.split()
    if not 2 <= len(parts) <= 5 or any(character.isdigit() for character in name) or len(name) > 60:
        return bool(re.fullmatch(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,6}", name))
    return all(_PERSON_WORD.match(part) for part in parts) and not has_outlet_word(name)


def has_outlet_word(name: str) -> bool:
    """Say whether a name holds a word that newspapers and agencies are called by, in any language."""
    words = {word.casefold() for word in name.split()}
    for language in phrases.languages():
        for outlet_word in table(language, "furniture").get("credit", {}).get("outlet_words", ()):
            if outlet_word in words:
                return True
    return False


def byline(line: Line) -> tuple[str, ...]:
    """Read the people of a line that begins with a byline cue ("By …", "Reporting by …"); empty if there are none."""
    words = line.plain
    for cue in sorted(phrases.starting("byline"), key=len, reverse=True):
        match = re.match(rf"{re.escape(cue)}(?:\s?:\s?|\s)", words, re.IGNORECASE)
        if match:
            rest = words[match.end() :]
            for date in find(rest):
                rest = rest.replace(date.words, " | ")
            return people(_AFTER_NAMES.sub("", rest))
    return ()


def doubled(line: Line) -> str | None:
    """Give the name of a line that says it twice ("Daily ExampleDaily Example 10/02/2025")."""
    words = line.plain
    for date in find(words):
        words = words.replace(date.words, " ")
    match = _DOUBLED.match(words.strip())
    return match["name"].strip() if match and len(words) <= 140 else None


def first_part(line: Line) -> str:
    """Give a masthead's name without its tagline: what stands before the first dash or bar."""
    return _SEPARATOR.split(line.plain, maxsplit=1)[0].strip()
