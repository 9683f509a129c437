"""One reading of an address, used from the command line to the dialled number.

Two parsers that disagree on which part is the host let an address through that the check never saw. So an address is
taken apart here and nowhere else; what is unusual (a backslash, a user name, an escape in the host) is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from urllib.parse import quote, urljoin

from onrecord.config import MAX_URL
from onrecord.errors import UnreadableSource

_PORTS: Final = {"http": 80, "https": 443}
_WEB = re.compile(r"https?:", re.IGNORECASE)
_SHAPE = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<target>[^#]*)", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^:\[\]]+))(?::(?P<port>[0-9]{0,5}))?")
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\\ud800-\udfff]")
_MAX_HOST: Final = 254  # characters, with a dot at the end (RFC 1035, 2.3.4)
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_KEPT: Final = "/?%:@!$&'()*+,;=-._~[]|"  # not escaped again in paths and queries


@dataclass(frozen=True, slots=True)
class Url:
    """An http or https address, taken apart. ``host`` is in lower-case ASCII, an IPv6 number without its brackets.

    ``target`` is path and query, escaped, as they are sent; the fragment is gone: it is never sent.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header and `str` give them: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt holds for."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return self.origin + self.target


def is_url(where: str) -> bool:
    """Whether ``where`` is meant as an http or https address: by its scheme alone, in any case of letters."""
    return _WEB.match(where) is not None


def parse_url(text: str) -> Url:
    """``text`` as an address. Raises `UnreadableSource` ("bad URL: …") for what is none, or is none that is fetched."""
    shown = text if len(text) <= 200 else text[:200] + "…"
    if len(text) > MAX_URL:
        raise UnreadableSource(
            shown, "bad URL: is too long", stage="fetch", limit=f"{MAX_URL:,} characters", observed=f"{len(text):,} characters"
        )  # fmt: skip
    text = text.strip(" \t\r\n")
    found = _FORBIDDEN.search(text)
    if found:
        what = "a backslash" if found[0] == "\\" else "a control character"
        raise _bad(shown, f"{what} at position {found.start()}")
    parts = _SHAPE.match(text)
    if not parts:
        raise _bad(shown, "only http:// and https:// addresses are fetched")
    if "@" in parts["authority"]:
        raise _bad(shown, "a user name or password before the host")
    place = _AUTHORITY.fullmatch(parts["authority"])
    if not place:
        raise _bad(shown, "no host that can be told")
    scheme = parts["scheme"].lower()
    port = int(place["port"]) if place["port"] else _PORTS[scheme]
    if not 0 < port < 65_536:
        raise _bad(shown, "a port that does not exist")
    host = _six(place["six"], shown) if place["six"] else _host(place["name"], shown)
    target = quote(parts["target"], safe=_KEPT)
    return Url(scheme, host, port, target if target.startswith("/") else "/" + target)


def join(base: Url, reference: str) -> Url:
    """The address that ``reference``, relative or whole, means on the page ``base``. Raises as `parse_url` does."""
    reference = reference.strip(" \t\r\n")
    if len(reference) > MAX_URL or _FORBIDDEN.search(reference):
        return parse_url(reference if is_url(reference) else f"{base.origin}/{reference}")  # refused, with the reason
    try:
        return parse_url(urljoin(str(base), reference))
    except ValueError as wrong:
        raise _bad(reference[:200], str(wrong)) from wrong


def _host(name: str, shown: str) -> str:
    if len(name) > _MAX_HOST:
        raise _bad(shown, "a host that is too long")
    if not name.isascii():
        import idna

        try:
            name = idna.encode(name, uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError) as wrong:
            raise _bad(shown, f"a host that cannot be a name: {wrong}") from wrong
    name = name.lower().removesuffix(".")
    if not _NAME.fullmatch(name):
        raise _bad(shown, "characters in the host that no name has")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return _four(name, shown)
    return name


def _four(name: str, shown: str) -> str:
    """An IPv4 number in any of the forms that system libraries take (127.1, 0x7f.1, 017700000001), in the plain one."""
    fields = name.split(".")
    try:
        numbers = [_number(field) for field in fields]
        if len(fields) > 4 or any(number > 255 for number in numbers[:-1]):
            raise ValueError(name)
        last = numbers[-1]
        if last >= 256 ** (5 - len(fields)):
            raise ValueError(name)
        return str(IPv4Address(sum(number << 8 * (3 - at) for at, number in enumerate(numbers[:-1])) + last))
    except ValueError as wrong:
        raise _bad(shown, "a host that ends in a number and is no IPv4 address") from wrong


def _number(field: str) -> int:
    if field.startswith("0x"):
        return int(field[2:] or "0", 16)
    return int(field, 8 if len(field) > 1 and field.startswith("0") else 10)


def _six(digits: str, shown: str) -> str:
    try:
        return str(IPv6Address(digits))
    except AddressValueError as wrong:
        raise _bad(shown, "no IPv6 address between the brackets") from wrong


def _bad(shown: str, why: str) -> UnreadableSource:
    return UnreadableSource(shown, f"bad URL: {why}", stage="fetch")
