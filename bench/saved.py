"""One invented article, saved in every format that is read: made by code, for tests and for the fuzzer."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage

TITLE = "Tern bridge opens after six years of work"
URL = "https://larncourier.example/2031/03/05/tern-bridge-opens"
PARAGRAPHS = (
    "LARN — The Tern bridge was opened to traffic on Tuesday, six years after work on it began, the ministry of transport said in a statement.",
    "“We have waited long for this day,” Minister Ann Berg told reporters. The bridge cost $41 million, four million more than was planned.",
    "About 300 people came to the ceremony. Shopkeepers near the river hope that the bridge will bring them trade from the other bank.",
    "A second bridge will be built by 2034, the ministry said. The council of Larn has asked for a lane of its own for bicycles.",
)
TEXT = "\n".join(PARAGRAPHS)
ROW = {"text": TEXT, "title": TITLE, "published": "2031-03-05", "source": "Larn Courier", "url": URL, "authors": ["Ola Vik"]}  # fmt: skip


def page(number: int = 0) -> str:
    """Give the article as a web page."""
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    more = f"<p>It was told for the {number}th time on Wednesday.</p>" if number else ""
    head = f'<meta charset="utf-8"><title>{TITLE}</title><meta property="article:published_time" content="2031-03-05T10:00:00Z">'
    menu = "<nav><a href='/a'>News</a> <a href='/b'>Sport</a></nav>"
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{menu}<article><h1>{TITLE}</h1>{body}{more}</article></body></html>"


def markdown() -> str:
    """Give the article as Markdown with front matter."""
    return f"---\ntitle: {TITLE}\nauthor: Ola Vik\ndate: 2031-03-05\n---\n\n# {TITLE}\n\n" + "\n\n".join(PARAGRAPHS)


def lines(count: int = 3) -> str:
    """Give JSON lines of several articles."""
    rows = ({**ROW, "text": f"{TEXT}\nThat was told {n} times.", "url": f"{URL}-{n}"} for n in range(count))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def table() -> str:
    """Give a CSV of two articles, one of which runs over several lines."""
    quoted = TEXT.replace('"', '""')
    return f'title,text,url,date\n"{TITLE}","{quoted}",{URL},2031-03-05\nOther,"{quoted} More.",{URL}-2,2031-03-06\n'


def rss() -> str:
    """Give an RSS feed whose entries hold the article."""
    body = "".join(f"&lt;p&gt;{words}&lt;/p&gt;" for words in PARAGRAPHS)
    entry = f"<title>{TITLE}</title><link>{URL}</link><guid>{URL}</guid><pubDate>Wed, 05 Mar 2031 10:00:00 GMT</pubDate><source url='https://wire.example/'>Wire</source>"
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Larn Courier</title><link>https://larncourier.example/</link><item>{entry}<content:encoded>{body}</content:encoded></item></channel></rss>'


def atom() -> str:
    """Give an Atom feed."""
    entry = f"<title>{TITLE}</title><id>{URL}</id><link href='{URL}'/><updated>2031-03-05T10:00:00Z</updated><author><name>Ola Vik</name></author><content type='text'>{TEXT}</content>"
    return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Larn Courier</title><id>x</id><updated>2031-03-05T10:00:00Z</updated><entry>{entry}</entry></feed>'


def json_feed() -> str:
    """Give a JSON Feed."""
    item = {"id": URL, "url": URL, "title": TITLE, "content_text": TEXT, "date_published": "2031-03-05T10:00:00Z"}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Larn Courier", "items": [item]})


def opml() -> str:
    """Give a list of feeds."""
    return '<?xml version="1.0"?><opml version="2.0"><head/><body><outline type="rss" text="Larn" xmlUrl="https://larncourier.example/rss"/></body></opml>'


def sitemap() -> str:
    """Give a sitemap with news."""
    news = f"<news:news><news:publication><news:name>Larn Courier</news:name><news:language>en</news:language></news:publication><news:publication_date>2031-03-05</news:publication_date><news:title>{TITLE}</news:title></news:news>"
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{URL}</loc>{news}</url></urlset>'


def newsml() -> str:
    """Give a NewsML-G2 item whose content is NITF."""
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    nitf = f"<nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>"
    meta = "<itemMeta><itemClass qcode='ninat:text'/><provider literal='Wire'/><versionCreated>2031-03-05T10:00:00Z</versionCreated><pubStatus qcode='stat:usable'/></itemMeta>"
    return f"<?xml version='1.0'?><newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:newsml:wire.example:1' version='1' standard='NewsML-G2' standardversion='2.30' xml:lang='en'>{meta}<contentMeta><headline>{TITLE}</headline></contentMeta><contentSet><inlineXML contenttype='application/nitf+xml'>{nitf}</inlineXML></contentSet></newsItem>"


def ninjs() -> str:
    """Give an IPTC ninjs item."""
    return json.dumps({"uri": "urn:wire.example:1", "type": "text", "headline": TITLE, "body_text": TEXT, "versioncreated": "2031-03-05T10:00:00Z", "language": "en", "pubstatus": "usable"})  # fmt: skip


def mail() -> bytes:
    """Give a newsletter, with a text and an HTML part."""
    message = EmailMessage()
    message["From"] = "Larn Courier <news@larncourier.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = TITLE
    message["Date"] = "Wed, 05 Mar 2031 10:00:00 +0100"
    message["Message-ID"] = "<1@larncourier.example>"
    message.set_content(TEXT)
    message.add_alternative(page(), subtype="html")
    message.set_boundary("larn-alternative")
    return message.as_bytes()


def archived_page() -> bytes:
    """Give a page saved as MHTML, as a browser does."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = TITLE
    message["Date"] = "Wed, 05 Mar 2031 12:30:00 -0000"
    message.set_content(page(), subtype="html", cte="quoted-printable")
    message["Content-Location"] = URL
    message.make_related()
    message.add_related(
        b"\x89PNG fake", "image", "png", headers=["Content-Location: https://larncourier.example/a.png"]
    )
    message.set_param("type", "text/html")
    message.set_boundary("larn-related")
    return message.as_bytes()


def pdf(paragraphs: Iterable[str] = PARAGRAPHS, *, password: str | None = None) -> bytes:
    """Give a PDF with a line at the head and a number at the foot of every page."""
    from datetime import UTC, datetime

    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("helvetica", size=8)
            self.cell(0, 8, "The Larn Courier, Wednesday edition", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            self.cell(0, 8, f"Page {self.page_no()}")

    paper = Paper(format="A4")
    paper.set_title(TITLE)
    paper.set_author("Ola Vik")
    paper.set_creation_date(datetime(2031, 3, 5, tzinfo=UTC))
    if password:
        paper.set_encryption("owner", password)
    paper.add_page()
    paper.set_font("helvetica", style="B", size=16)
    paper.multi_cell(0, 8, TITLE, new_x="LMARGIN", new_y="NEXT")
    paper.set_font("helvetica", size=11)
    for words in paragraphs:
        plain = words.replace("“", '"').replace("”", '"').replace("—", "-")
        paper.multi_cell(0, 6, plain, align="L", new_x="LMARGIN", new_y="NEXT")
        paper.ln(3)
    return bytes(paper.output())


def docx() -> bytes:
    """Give a Word file with a table."""
    from datetime import UTC, datetime

    import docx as word

    document = word.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Ola Vik"
    document.core_properties.created = document.core_properties.modified = datetime(2031, 3, 5, 10, tzinfo=UTC)
    document.add_heading(TITLE, 0)
    for words in PARAGRAPHS:
        document.add_paragraph(words)
    cells = document.add_table(2, 2)
    for row, pair in zip(cells.rows, (("Bridge", "Cost"), ("Tern", "$41 million")), strict=True):
        for cell, words in zip(row.cells, pair, strict=True):
            cell.text = words
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():  # packed again, without the moment at which it was packed
            new.writestr(zipfile.ZipInfo(part.filename), old.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def record(number: int = 0, body: bytes | None = None, kind: str = "response", length: int | None = None, status: str = "200 OK", headers: str = "Content-Type: text/html; charset=utf-8") -> bytes:  # fmt: skip
    """Give one record of a web archive; ``length`` is what it says of itself, right or wrong."""
    answer = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + (page(number).encode() if body is None else body)
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"WARC-Date: 2031-03-05T10:00:{number % 60:02d}Z\r\nWARC-Target-URI: {URL}-{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer) if length is None else length}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def warc(count: int = 3, *, packed: bool = False) -> bytes:
    """Give a web archive of some pages, a revisit and a page that was not found; ``packed`` as CC-NEWS is, a member a record."""
    records = [record(n) for n in range(count)]
    records += [record(90, kind="revisit"), record(91, status="404 Not Found")]
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def zst(raw: bytes) -> bytes:
    """Pack some bytes by zstd."""
    import zstandard

    return zstandard.ZstdCompressor().compress(raw)


def every() -> dict[str, bytes]:
    """Give the article as a file of each format, by the name of the file."""
    texts = {
        "plain.txt": TEXT, "notes.md": markdown(), "page.html": page(), "row.json": json.dumps(ROW), "rows.jsonl": lines(),
        "rows.csv": table(), "feed.rss": rss(), "feed.atom": atom(), "feed.json": json_feed(), "list.opml": opml(),
        "sitemap.xml": sitemap(), "item.xml": newsml(), "ninjs.json": ninjs(),
    }  # fmt: skip
    found = {name: text.encode() for name, text in texts.items()}
    found |= {"letter.eml": mail(), "saved.mhtml": archived_page(), "paper.pdf": pdf(), "report.docx": docx()}
    found |= {"crawl.warc": warc(), "crawl.warc.gz": warc(packed=True), "crawl2.warc.zst": zst(warc())}
    found |= {"page2.html.gz": gzip.compress(page().encode(), mtime=0), "rows2.jsonl.zst": zst(lines().encode())}
    return found
