"""Many articles: what brings ingest, reader, record and stories together for them."""
