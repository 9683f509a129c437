"""Moments: whole seconds since 1970 in the file, ISO 8601 in UTC outside it."""

from __future__ import annotations

from datetime import UTC, datetime


def iso(seconds: int) -> str:
    """Seconds since 1970 as 2026-03-14T09:30:00Z."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
