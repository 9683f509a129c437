"""Bytes to `onrecord.terms.Article`: clean text, title, byline, date with its basis, and where every character stood."""

from onrecord.ingest.assemble import bytes_of
from onrecord.ingest.load import article_from_bytes, article_from_text, articles_from_bytes, load_articles

__all__ = ["article_from_bytes", "article_from_text", "articles_from_bytes", "bytes_of", "load_articles"]
