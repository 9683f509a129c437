"""Limits, with their units and where each comes from. Passing one is refused by name, never cut off in silence."""

from __future__ import annotations

from typing import Final

MAX_SOURCE_BYTES: Final = 15_000_000
"""Bytes of one source. Pages seldom pass 5 MB; the figure is the body limit that the feed reader Miniflux ships with."""

MAX_TEXT: Final = 2_000_000
"""Code points of one article's clean text. The longest newspaper pieces stay under 200,000; ten times that is a book or
a dump of many articles, which belong in files of their own."""

MAX_METADATA: Final = 1_000_000
"""Code points of one block of JSON-LD in a page; a longer one is passed over. Article metadata runs to some thousands."""

MAX_ELEMENTS: Final = 200_000
"""Elements of one page. News pages have under 10,000; each costs some hundred bytes of memory while the page is read."""
