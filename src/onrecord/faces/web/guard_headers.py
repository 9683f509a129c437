"""What every answer says to the browser, refusals and errors too."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Final

CSP: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load and run: nothing but this server's own files. Words of an article that got into a page as markup
would still run no script and send nothing anywhere."""

ALWAYS: Final = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    (b"x-frame-options", b"DENY"),
)

_HSTS = (b"strict-transport-security", b"max-age=31536000")  # a year: ASVS 3.4.1


def complete(message: MutableMapping[str, Any], *, https: bool, public: bool, team: bool, close: bool) -> None:
    """Add to the beginning of an answer what it does not say itself. ``close``: the connection is closed after it."""
    headers: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
    said = {name.lower() for name, _ in headers}
    headers += [one for one in ALWAYS if one[0] not in said]
    if https:
        headers.append(_HSTS)
    if public:
        headers.append((b"x-robots-tag", b"noindex"))
    if close:
        headers.append((b"connection", b"close"))
    if b"cache-control" not in said:
        # What a team reads is not left on the disk of a machine that others use.
        headers.append((b"cache-control", b"no-store" if team else b"no-cache"))
    message["headers"] = headers
