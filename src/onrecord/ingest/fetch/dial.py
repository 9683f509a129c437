"""From a name to a connection, with the one check that counts: on the number that is dialled, just before.

A name is looked up once and the very number that passed is dialled, so a name server that answers differently the next
time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.addresses import why_not_dialled
from onrecord.ingest.fetch.limits import Clock
from onrecord.ingest.fetch.urls import Url

Resolve = Callable[[str, int], Sequence[str]]
"""The numbers of a host, best first; raises OSError (`socket.gaierror`) where there are none."""
Connect = Callable[[str, int, float], socket.socket]
"""A TCP connection to a number and port within some seconds; raises OSError."""

_TRIED = 4  # numbers of one host; the first answers nearly always, the others cover a broken network of one family


class Dialer:
    """Connects to public addresses. Tests alone give it another ``resolve``, ``refuse``, ``connect`` or ``trust``."""

    def __init__(
        self,
        *,
        resolve: Resolve | None = None,
        refuse: Callable[[str], str | None] = why_not_dialled,
        connect: Connect | None = None,
        trust: Callable[[], ssl.SSLContext] = ssl.create_default_context,
    ) -> None:
        self._resolve = resolve or _system_numbers
        self._refuse = refuse
        self._connect = connect or _connected
        self._trust = trust
        self._context: ssl.SSLContext | None = None

    def __call__(self, url: Url, clock: Clock, *, seconds: float) -> socket.socket:
        """A connection to the host of ``url``, through TLS for https, with the certificate checked against its name.

        Name and TCP connection get ``seconds`` together, and all of it what ``clock`` has left. Raises
        `UnreadableSource`.
        """
        within = Clock(clock.url, min(seconds, clock.left()))
        plain = self._dial(url, self._numbers(url, within), within)
        if url.scheme == "http":
            return plain
        try:
            if self._context is None:
                self._context = self._trust()
            plain.settimeout(clock.left())
            # An end without a close notice is an error: it may be a cut.
            return self._context.wrap_socket(plain, server_hostname=url.host, suppress_ragged_eofs=False)
        except TimeoutError:
            raise clock.over() from None
        except ssl.SSLCertVerificationError as wrong:
            raise _failed(clock, f"has a certificate that does not hold: {wrong.verify_message}") from wrong
        except OSError as wrong:
            raise _failed(clock, f"cannot be reached through TLS: {_reason(wrong)}") from wrong
        finally:
            if plain.fileno() >= 0:  # wrap_socket takes it over where it succeeds
                plain.close()

    def _numbers(self, url: Url, clock: Clock) -> list[str]:
        """The numbers of the host that may be dialled."""
        numbers = list(dict.fromkeys(_looked_up(self._resolve, url, clock)))
        refused = [(number, self._refuse(number)) for number in numbers]
        good = [number for number, why in refused if why is None]
        if not good:
            told = ", ".join(f"{number} is {why}" for number, why in refused[:3]) or "no number"
            raise _failed(clock, f"blocked address: {url.host} leads to no public one ({told})")
        return good[:_TRIED]

    def _dial(self, url: Url, numbers: list[str], clock: Clock) -> socket.socket:
        last: OSError = ConnectionError("no answer")
        for at, number in enumerate(numbers):
            try:
                return self._connect(number, url.port, clock.left() / (len(numbers) - at))
            except OSError as wrong:
                last = wrong
        if isinstance(last, TimeoutError):
            raise clock.over() from last
        raise _failed(clock, f"cannot be reached: {_reason(last)}") from last


def _looked_up(resolve: Resolve, url: Url, clock: Clock) -> Sequence[str]:
    """What the name server says, waited for no longer than ``clock`` allows: the system's own call takes no limit."""
    with contextlib.suppress(ValueError):
        return [str(ip_address(url.host))]
    answer: list[Sequence[str] | OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            answer.append(resolve(url.host, url.port))
        except (OSError, UnicodeError) as wrong:
            answer.append(wrong)

    worker = threading.Thread(target=look_up, daemon=True)
    worker.start()
    worker.join(clock.left())
    if not answer:
        raise _failed(clock, f"name server did not answer for {url.host}")
    found = answer[0]
    if isinstance(found, socket.gaierror):
        unknown = found.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        why = "there is no host of the name" if unknown else "name server failed for"
        raise _failed(clock, f"{why} {url.host}") from found
    if isinstance(found, Exception):
        raise _failed(clock, f"name server failed for {url.host}: {_reason(found)}") from found
    return found


def _system_numbers(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _connected(number: str, port: int, seconds: float) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in number else socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.settimeout(seconds)
        made.connect((number, port))
    except BaseException:
        made.close()
        raise
    return made


def _reason(wrong: Exception) -> str:
    return (getattr(wrong, "strerror", None) or str(wrong) or type(wrong).__name__).lower()


def _failed(clock: Clock, why: str) -> UnreadableSource:
    return UnreadableSource(clock.url, why, stage="fetch")
