"""What other programs call the parts of an article, and the forms they give them in → one flat mapping.

Understood without being told: schema.org, news-please, Fundus, trafilatura, passim, NewsAPI and IPTC ninjs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TEXT = ("text", "body", "content", "maintext", "articleBody", "article_body", "full_text", "fulltext", "article_text", "plaintext", "body_text", "body_xhtml", "raw_text")  # fmt: skip
TITLE = ("title", "headline", "name")
PUBLISHED = ("published", "date", "date_publish", "publish_date", "published_at", "publishedAt", "pubDate", "datePublished", "publishing_date", "timestamp", "dct", "date_published", "published_date", "contentcreated", "firstcreated", "versioncreated")  # fmt: skip
OUTLET = ("outlet", "source", "publisher", "source_domain", "site_name", "sitename", "publication", "newspaper", "series", "journal", "provider", "source-hostname", "hostname")  # fmt: skip
# Where the report comes from, beside who prints it: an agency, the ``<source>`` of a feed's entry.
CREDITS = ("credits", "credit", "agency", "wire", "via", "syndicated_from", "creditline", "creditText", "sourceOrganization", "infosource", "infosources")  # fmt: skip
URL = ("url", "link", "canonical_url", "source_url")
AUTHORS = ("authors", "author", "byline")
LANGUAGE = ("language", "lang", "inLanguage")
# When the source had the article so: when it was taken, else when it was last changed.
SEEN = ("seen", "date_download", "download_date", "crawl_date", "retrieved_at", "fetched_at", "captured_at", "WARC-Date", "warc_date", "filedate", "versioncreated", "date_modified", "dateModified", "date_modify", "updated_at", "updated", "modified")  # fmt: skip
KNOWN = frozenset({*TEXT, *TITLE, *PUBLISHED, *OUTLET, *CREDITS, *URL, *AUTHORS, *LANGUAGE, *SEEN, "id", "description"})

# Two keys that no other program writes.
CUT = "variorum: cut"
WITHDRAWN = "variorum: withdrawn"

_NINJS = frozenset({"bodies", "headlines", "body_text", "body_xhtml", "versioncreated", "pubstatus"})
_TAKEN_BACK = frozenset({"canceled", "cancelled", "withheld"})
_TRAFILATURA = frozenset({"hostname", "source-hostname", "fingerprint"})
_FRONT = re.compile(r"https?://[^/\s]+/?", re.IGNORECASE)
# NewsAPI gives the first 200 characters: "The dam was … [+1234 chars]".
_MORE = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d{1,9} chars\]\s*$")
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)


def string(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """Give the first of some keys that holds words, or an object with a name."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            value = value[0]
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, dict) and isinstance(value.get("name"), str) and value["name"].strip():
            return str(value["name"])
    return None


def writable(text: str) -> str:
    """Give a text that can be written out again: half a character (a lone surrogate), which JSON can bring, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def address(value: object) -> str | None:
    """Give an address on the web; ``None`` for other words."""
    return value.strip() if isinstance(value, str) and _ADDRESS.match(value.strip()) else None


def understood(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row with what stands in it in another program's form put under plain keys, too.

    ``CUT`` is true where the text is only a teaser of the article, ``WITHDRAWN`` says how its sender took it back.
    """
    plain = dict(row)
    if _NINJS & {str(key).lower() for key in row}:
        plain = _of_ninjs(row)
    elif isinstance(row.get("body"), dict):
        plain["body"] = _of_sections(row["body"])
    _put_addresses(plain)
    if "publishedAt" in row and "content" in row:
        _cut(plain)
    return plain


def _put_addresses(plain: dict[str, Any]) -> None:
    """Find the article's address where ``url`` does not say it: in ``source``, ``mainEntityOfPage`` or Fundus' ``html``."""
    page = plain.get("html")
    page = page if isinstance(page, dict) else {}
    for key in ("requested_url", "responded_url", "crawl_date"):
        if page.get(key) and not plain.get(key):
            plain[key] = page[key]
    entity = plain.get("mainEntityOfPage")
    entity = entity.get("@id") or entity.get("url") if isinstance(entity, dict) else entity
    if not string(plain, URL[:-1]) and _FRONT.fullmatch(str(plain.get(URL[-1]))):
        del plain[URL[-1]]
    if not string(plain, URL):
        # A site's front page is no article's address: all its articles would be one.
        source = plain.get("source") if _TRAFILATURA & plain.keys() else None
        others = (source, entity, plain.get("@id"), plain.get("responded_url"), plain.get("requested_url"))
        found = next((each for each in map(address, others) if each), None)
        if found:
            plain["url"] = found
    if isinstance(plain.get("source"), str) and address(plain["source"]) and string(plain, OUTLET[2:]):
        del plain["source"]


def _of_sections(body: Mapping[str, Any]) -> str:
    """Join the summary, headlines and paragraphs of Fundus' body."""
    sections = body.get("sections")
    parts = list(_paragraphs(body.get("summary")))
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, dict):
            parts += [*_paragraphs(section.get("headline")), *_paragraphs(section.get("paragraphs"))]
    return "\n\n".join(parts)


def _paragraphs(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.strip():
            yield each.strip()


def _cut(plain: dict[str, Any]) -> None:
    content = plain.get("content")
    if isinstance(content, str) and _MORE.search(content[-100:]):
        plain["content"] = content[:-100] + _MORE.sub("", content[-100:])
        plain[CUT] = True
    elif not string(plain, TEXT) and string(plain, ("description",)):
        plain["content"] = plain["description"]
        plain[CUT] = True


def _of_ninjs(row: Mapping[str, Any]) -> dict[str, Any]:
    """Read an item of ninjs: 1.x with ``body_text``, 2.x with lists of ``bodies`` and ``headlines``, 3.x in camel case."""
    item = {str(key).lower(): value for key, value in row.items()}
    status = str(item.get("pubstatus") or "").rpartition(":")[2].lower()
    sources = [item.get(key) for key in ("infosources", "infosource", "creditline")]
    provider, other = string(item, ("provider", "copyrightholder")), string(item, ("source",))
    return {
        **row,
        "text": _ninjs_text(item) or string(row, TEXT),
        "title": _main(item.get("headlines")) or string(item, ("headline", "title")),
        "id": string(item, ("uri", "guid")) or _alternative(item.get("altids")) or row.get("id"),
        "published": string(item, ("contentcreated", "firstcreated", "versioncreated")),
        "versioncreated": item.get("versioncreated"),
        "outlet": provider or other,
        "authors": string(item, ("by", "byline")) or row.get("authors"),
        "credits": [each for each in (*_flat(sources), other if provider else None) if each],
        WITHDRAWN: status if status in _TAKEN_BACK else None,
    }


def _ninjs_text(item: Mapping[str, Any]) -> str | None:
    """Give the body: the plain one if it kept its paragraphs, else the one with markup."""
    listed = (
        [each for each in item.get("bodies") or () if isinstance(each, dict)]
        if isinstance(item.get("bodies"), list)
        else []
    )
    bodies = [{str(key).lower(): value for key, value in each.items()} for each in listed]
    plain = [each["value"] for each in bodies if _is_text(each) and "html" not in str(each.get("contenttype"))]
    marked = [each["value"] for each in bodies if _is_text(each) and "html" in str(each.get("contenttype"))]
    plain += [value for key in ("body_text",) if isinstance(value := item.get(key), str)]
    marked += [value for key in ("body_xhtml", "body_html") if isinstance(value := item.get(key), str)]
    choices = ([each for each in plain if "\n" in each.strip()], marked, plain)
    return next((each[0] for each in choices if each and each[0].strip()), None)


def _is_text(body: Mapping[str, Any]) -> bool:
    kind = str(body.get("contenttype") or "text/plain").lower()
    return isinstance(body.get("value"), str) and kind.startswith(("text/plain", "text/html", "application/xhtml"))


def _main(headlines: object) -> str | None:
    """Give the main one of several headlines, else the first."""
    found = [each for each in headlines if isinstance(each, dict)] if isinstance(headlines, list) else []
    main = [each for each in found if each.get("role") in {"main", None}]
    return next((each["value"] for each in (*main, *found) if isinstance(each.get("value"), str)), None)


def _alternative(ids: object) -> str | None:
    if isinstance(ids, dict):
        ids = [{"value": ids[key]} for key in sorted(ids, key=str)]
    found = [each.get("value") for each in ids if isinstance(each, dict)] if isinstance(ids, list) else []
    return next((each for each in found if isinstance(each, str) and each.strip()), None)


def _flat(values: list[Any]) -> list[Any]:
    return [each for value in values for each in (value if isinstance(value, list) else [value])]
