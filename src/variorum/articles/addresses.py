"""The address of a telling, which stays the same through all its versions: its URL in one spelling, else its place in a file."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from variorum.articles.identity import text_id
from variorum.model import Article

# What campaigns, networks and newsletters add to follow a reader; the page is the same without it.
_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_[ce]id|mkt_tok"
    r"|_hsenc|_hsmi|hsctatracking|vero_(?:id|conv)|oly_(?:anon|enc)_id|wickedid|s_cid|cmpid|cmp|ocid|icid|smid|ftag|ns_\w+"
    r"|at_(?:medium|campaign|link_\w+|format|bbc_\w+|custom\d)|xtor|ito|_ga|_gl|__twitter_impression|guccounter|guce_\w+|sref|spm"
    r"|pk_\w+|mtm_\w+|piwik_\w+|ref_src|ref_url|feature_shared)",
    re.IGNORECASE,
)
_PORTS = {"http": "80", "https": "443"}
# Characters that stand for themselves in a path and in a query; all others are written as %XX.
_PATH, _QUERY = "/:@!$&'()*+,;=~-._", "/?:@!$'()*,;~-._"
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


def address_of(article: Article, path: str, place: str | None) -> str:
    """Name a telling by its URL, else by the real ``path`` of its file; ``place`` is set for one of several in a file.

    One of several without a URL is named by its own id, else by the hash of its text. The article's id must be its own or empty.
    """
    if article.url and (found := canonical(article.url)):
        return found
    named = path if path == "-" else f"file:{path}"
    if article.id:
        return f"{named}#{article.id}"
    return f"{named}#{text_id(article.text)}" if place or path == "-" else named


def canonical(url: str) -> str | None:
    """Give a web address in one spelling, or nothing if it is none.

    ``http`` becomes ``https``; the host is in lower case and in ASCII; what only follows the reader, the fragment and the usual
    port go; what is asked for is in order. Doing it twice changes nothing more.
    """
    try:
        parts = urlsplit(_CONTROLS.sub("", url))
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return None
    if scheme not in _PORTS or not host:
        return None
    name = _host(host)
    if name is None:
        return None
    usual = port is None or str(port) in _PORTS.values()
    path = _spelt(parts.path, _PATH) or "/"
    asked = _asked(parts.query)
    return f"https://{name}{'' if usual else f':{port}'}{path}{f'?{asked}' if asked else ''}"


def _host(host: str) -> str | None:
    """Write a host in ASCII: names beyond it as punycode."""
    host = host.rstrip(".").lower()
    if ":" in host:  # an address of IPv6, which urlsplit has looked at
        return f"[{host}]" if host.isascii() else None
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return name.lower() if re.fullmatch(r"[a-z0-9_~.-]{1,253}", name.lower()) else None


def _spelt(words: str, plain: str) -> str:
    """Write each character in the one way it is written: ``%7E`` as ``~``, ``é`` as ``%C3%A9``, ``%2f`` as ``%2F``."""
    kept = re.split(r"(%[0-9A-Fa-f]{2})", words)
    return "".join(
        _escape(piece) if number % 2 else quote(piece, safe=plain, errors="replace")
        for number, piece in enumerate(kept)
    )


def _escape(piece: str) -> str:
    # What separates (“/”, “&”, “=” …) means something else when it is not escaped: only letters and their like are opened.
    meant = chr(int(piece[1:], 16))
    return meant if meant.isascii() and (meant.isalnum() or meant in "-._~") else piece.upper()


def _asked(query: str) -> str:
    pairs = [_spelt(pair, f"{_QUERY}=+") for pair in query.split("&") if pair]
    return "&".join(sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])))
