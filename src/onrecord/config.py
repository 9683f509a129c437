"""Limits, with their units and where each comes from. Passing one is refused by name, never cut off in silence. And where a user's
data lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

MAX_SOURCE_BYTES: Final = 15_000_000
"""Bytes of one source. Pages seldom pass 5 MB; the figure is the body limit that the feed reader Miniflux ships with."""

MAX_TEXT: Final = 2_000_000
"""Code points of one article's clean text. The longest newspaper pieces stay under 200,000; ten times that is a book or
a dump of many articles, which belong in files of their own."""

MAX_METADATA: Final = 1_000_000
"""Code points of one block of JSON-LD in a page; a longer one is passed over. Article metadata runs to some thousands."""

MAX_METADATA_OBJECTS: Final = 2_000
"""Objects looked at in all the JSON-LD of a page. Articles have under 50; live blogs some hundred."""

MAX_ELEMENTS: Final = 200_000
"""Elements of one page. News pages have under 10,000; each costs some hundred bytes of memory while the page is read."""

# Documents and archives.

MAX_DOCUMENT_BYTES: Final = 50_000_000
"""Bytes of one PDF, office document, mail message or archive inside another archive: read whole. Reports of some hundred
pages with pictures stay under it; mail services stop at 35 MB."""

MAX_PDF_PAGES: Final = 2_000
"""Pages of one PDF. The longest inquiry reports run to some hundred a volume."""

MAX_PDF_STREAM: Final = 75_000_000
"""Bytes that one stream of a PDF may unpack to, pictures apart: the limit of pypdf. A page's drawing has under 1 MB."""

MAX_DOCUMENT_XML: Final = 10_000_000
"""Bytes of the XML parts of one office document, unpacked; an article has under 1 MB, and its tree takes fifty times that."""

MAX_MEMBERS: Final = 1_000
"""Files in one ZIP archive: more is a corpus, which belongs in a folder or a file of JSON Lines."""

MAX_UNPACKED: Final = 200_000_000
"""Bytes that one archive may unpack to, all members together. What it stores without packing it does not count."""

MAX_RATIO: Final = 100
"""Bytes out for one in, of one member: prose packs to a third, markup to a tenth, and only a bomb passes a hundredth
(OWASP ASVS 5.2.3 asks for such a bound)."""

MAX_NESTING: Final = 1
"""How many packed archives may lie inside each other below the outermost. A crawl in a ZIP file is one."""

MAX_RECORD: Final = MAX_SOURCE_BYTES + 1_000_000
"""Bytes of one record of a web archive with its headers: a source, and room for the headers of the longest."""

MAX_ROW: Final = 4 * MAX_TEXT
"""Bytes of one row of JSON Lines or CSV: an article in UTF-8, and its other columns."""

# Parsing, in a process of its own.

PARSE_SECONDS: Final = 30.0
"""Seconds by the clock for one document, then its parser is killed. The largest page that is allowed takes eleven on a busy
machine."""

PARSE_MEMORY: Final = 2 * 2**30
"""Bytes of memory, by address space, that a parser may take. The largest pages that are allowed take a quarter."""

# Fetching. Every one of these can be set for a `Fetcher`.

MAX_URL: Final = 8_000
"""Characters of one address. RFC 9110 (4.1) asks everyone to support 8,000; articles' addresses have under 300."""

CONNECT_SECONDS: Final = 10.0
"""Seconds for the name server and for the connection, together. The figure of the feed reader Miniflux."""

FETCH_SECONDS: Final = 20.0
"""Seconds by the clock for one fetch, with robots.txt, redirects and all reads; polite waiting is not counted.
Miniflux's figure for a request. A limit on each read would let a server send a byte now and then for ever."""

MAX_REDIRECTS: Final = 5
"""Redirects followed in one fetch. Sites use one or two; browsers give up after 20, mail clients after 5."""

MAX_HEADER_BYTES: Final = 65_000
"""Bytes of one answer's header fields. Servers themselves take 8,000 to 16,000; large sites send under 20,000."""

MAX_HEADER_FIELDS: Final = 256
"""Header fields of one answer. Large sites send under 100, cookies included."""

MAX_ROBOTS_BYTES: Final = 512_000
"""Bytes of a robots.txt that are read; the rest is passed over. RFC 9309 (2.5): at least 500 kibibytes."""

HOST_DELAY: Final = 1.0
"""Seconds from one request to a host to the next, unless its robots.txt asks for more."""

MAX_CRAWL_DELAY: Final = 20.0
"""Seconds of a Crawl-delay that are kept to; a longer one counts as this, so that a typing error stops nobody."""

MAX_RETRY_AFTER: Final = 86_400
"""Seconds that a host is left alone at most when it asks for it (Retry-After): a day."""

MAX_FEED_BYTES: Final = 5_000_000
"""Bytes of one feed. Feeds of full articles run to some hundred thousand."""

MAX_LISTED: Final = 2_000
"""Entries read of one feed or sitemap; the others are counted and named as left out. Feeds list 10 to 200."""

MAX_FEED_DEPTH: Final = 100
"""Elements within each other in a feed or sitemap; marked-up text in Atom feeds reaches some twenty."""

MAX_SITEMAPS: Final = 50
"""Sitemaps fetched for one sitemap index. News sites list sections or months, under 50 with anything recent."""


def data_folder() -> Path:
    """Where the user's record and accounts lie unless another place is named, as each system has it (XDG Base Directory on Linux)."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "onrecord"
