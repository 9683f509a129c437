"""Whether a request is meant for this server, and came from one of its own pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing (RFC 9110, 9.2.1). TRACE is not among them: no route takes it."""

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names that lead to the own machine. A page of another site cannot make a browser send them (it could its own name,
led to this machine by its name server: DNS rebinding)."""

Headers = Mapping[str, Sequence[str]]
"""The values of each header by its name in small letters."""

_HOST = re.compile(r"([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])\.?(?::([0-9]{1,5}))?", re.IGNORECASE)
_PORTS = {"http": "80", "https": "443"}


def host_of(headers: Headers) -> tuple[str, str] | None:
    """Name and port ("" where none is said) of the one Host header; None where there is none, or what stands in it is no host."""
    found = headers.get("host", ())
    said = _HOST.fullmatch(found[0]) if len(found) == 1 and len(found[0]) <= 300 else None
    return (said[1].casefold(), said[2] or "") if said else None


def is_ours(host: tuple[str, str], origin: str) -> bool:
    """Whether ``host`` is that of ``origin``, with its port, or the own machine, which may be asked at any port."""
    if host[0] in LOOPBACK:
        return True
    ours = urlsplit(origin)
    port = str(ours.port or _PORTS.get(ours.scheme, ""))
    name = f"[{ours.hostname}]" if ours.hostname and ":" in ours.hostname else ours.hostname
    return host[0] == name and (host[1] or _PORTS.get(ours.scheme, "")) == port


def foreign(method: str, headers: Headers, *, origin: str, scheme: str, local: bool) -> str | None:
    """Why an unsafe request is refused that no page of this server sent; None where one did, or no browser could have.

    Browsers say where a request comes from, and no page can make them lie: Sec-Fetch-Site in all since 2023, Origin in those
    before. A page may not read the answers of another site, yet may send it forms, with the cookies of whoever reads it; so
    no form here carries a secret of its own, and each unsafe request is asked this instead, whatever its route. ``local``:
    there are no accounts, so that being on this machine is all that is needed.
    """
    if method in SAFE:
        return None
    fetched, came = headers.get("sec-fetch-site", ()), headers.get("origin", ())
    if len(fetched) > 1 or len(came) > 1:
        return "it says more than once where it comes from"
    cookie = "cookie" in headers
    if not cookie and not local and any(bearer(value) for value in headers.get("authorization", ())):
        return None  # a program, by its token: no browser adds one by itself
    if fetched:
        # "none": typed or opened from the browser itself. Origin is not asked then: a page that gives no referrer has "null".
        own = fetched[0] in ("same-origin", "none")
        return None if own else "it comes from a page of another site"
    if came:
        return None if came[0] in _own(headers, origin, scheme) else "it comes from a page of another site"
    if cookie:
        return "it has a cookie, and does not say which page it comes from"
    if local and media_type(headers) != "application/json":
        # A form of another site cannot be of this type, but for a question beforehand that is never answered with yes.
        return "it does not say which page it comes from; a program sends application/json"
    return None


def bearer(value: str) -> str | None:
    """The token of an Authorization header of the scheme Bearer; None where there is none."""
    scheme, _, token = value.partition(" ")
    return token.strip() or None if scheme.casefold() == "bearer" else None


def media_type(headers: Headers) -> str:
    """The type of the body, without its parameters."""
    said = headers.get("content-type", ())
    return said[0].partition(";")[0].strip().casefold() if len(said) == 1 else ""


def _own(headers: Headers, origin: str, scheme: str) -> set[str]:
    """The origins of this server, as browsers write them: small letters, without the usual port."""
    found = {_written(origin)}
    host = host_of(headers)
    if host and host[0] in LOOPBACK:
        found.add(_written(f"{scheme}://{host[0]}{':' + host[1] if host[1] else ''}"))
    return found


def _written(origin: str) -> str:
    said = urlsplit(origin)
    name = f"[{said.hostname}]" if said.hostname and ":" in said.hostname else said.hostname
    port = f":{said.port}" if said.port and str(said.port) != _PORTS.get(said.scheme) else ""
    return f"{said.scheme}://{name}{port}"
