"""A web server that says exactly what it is told, byte by byte, and counts who calls."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Self

from onrecord.ingest.fetch.addresses import why_not_dialled
from onrecord.ingest.fetch.dial import Dialer
from onrecord.ingest.fetch.get import Fetcher
from onrecord.ingest.fetch.limits import FetchLimits

Reply = bytes | Callable[[socket.socket, str], None]
"""What is sent and then closed; or what is done with the connection, given the request."""

QUICK = FetchLimits(seconds=5.0, connect_seconds=2.0)


def answer(body: bytes | str = b"", *, status: str = "200 OK", kind: str = "text/html", **fields: str) -> bytes:
    """A well-formed answer; underscores in the names of ``fields`` are hyphens."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(data)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + data


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=to)


def page(title: str, *paragraphs: str) -> str:
    """A page of an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


class Site:
    """A server on this machine's own number; ``replies`` by path, 404 for the others."""

    def __init__(self, replies: Mapping[str, Reply] | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        self.replies: dict[str, Reply] = dict(replies or {})
        self.requests: list[str] = []
        self.connections = 0
        self._tls = tls
        self._stop = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join()
        self._listener.close()

    def url(self, path: str = "/", *, host: str = "news.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def asked(self) -> list[str]:
        """The paths asked for, in order, without robots.txt."""
        return [path for path in (request.split(" ")[1] for request in self.requests) if path != "/robots.txt"]

    def wait(self, seconds: float) -> None:
        """Do nothing for so long, or until the server is closed."""
        self._stop.wait(seconds)

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._stop.is_set():
                connection.close()
                return
            self.connections += 1
            threading.Thread(target=self._reply, args=(connection,), daemon=True).start()

    def _reply(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                request = b""
                while b"\r\n\r\n" not in request:
                    more = connection.recv(65_536)
                    if not more:
                        return
                    request += more
                text = request.decode("latin-1")
                self.requests.append(text)
                reply = self.replies.get(text.split(" ")[1], answer(status="404 Not Found"))
                if callable(reply):
                    reply(connection, text)
                else:
                    connection.sendall(reply)


def dialer(names: Mapping[str, str] | None = None, *, trust: ssl.SSLContext | None = None) -> Dialer:
    """One that may call this machine for the hosts in ``names`` (``news.test`` alone, by default), and knows no others."""
    known = {"news.test": "127.0.0.1"} if names is None else names

    def resolve(host: str, port: int) -> list[str]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [known[host]]

    return Dialer(
        resolve=resolve,
        refuse=lambda number: None if number == "127.0.0.1" else why_not_dialled(number),
        trust=(lambda: trust) if trust else ssl.create_default_context,
    )


@contextlib.contextmanager
def fetcher(**options: object) -> Iterator[Fetcher]:
    """A quick one, without polite waiting, that may call this machine."""
    made = Fetcher(**{"delay": 0.0, "limits": QUICK, "dialer": dialer(), **options})  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.close()
