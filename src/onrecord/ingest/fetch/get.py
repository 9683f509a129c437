"""The fetch: politely, safely, and on the record."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from os import PathLike

from onrecord.config import HOST_DELAY
from onrecord.errors import UnreadableSource
from onrecord.ingest.fetch.capture import KEPT_HEADERS, Capture, RobotsVerdict
from onrecord.ingest.fetch.dial import Dialer
from onrecord.ingest.fetch.exchange import Answer, exchange
from onrecord.ingest.fetch.limits import Clock, FetchLimits
from onrecord.ingest.fetch.log import FetchLog, Kept
from onrecord.ingest.fetch.polite import Turns, retry_after
from onrecord.ingest.fetch.robots import Robots, Rule
from onrecord.ingest.fetch.urls import Url, join, parse_url

_MOVED = (301, 302, 303, 307, 308)
_PASSED = (200, 203)
_BUSY = (429, 500, 502, 503, 504)  # with these a Retry-After is heard
_MEDIA = ("image/", "audio/", "video/", "font/")
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5"


class Fetcher:
    """Fetches from http and https addresses, one request at a time to each host. One for all threads of a run.

    Only numbers of the public internet are dialled, checked on every hop. robots.txt is kept to. ``log`` is the file
    of the fetch log: with it, what has not changed is not sent again (conditional requests), and a host that asked to
    be left alone (Retry-After) is, also by a later run; None keeps no log. ``delay`` is in seconds, between two
    requests to one host. ``user_agent`` is sent as it is; add a way to reach you.

    Raises ValueError for a ``user_agent`` that cannot be sent, and `UnreadableSource` for a log that cannot be used.

    ``dialer``, ``now`` (seconds since 1970) and ``sleep`` are for tests.
    """

    def __init__(
        self,
        *,
        log: str | PathLike[str] | None = None,
        delay: float = HOST_DELAY,
        user_agent: str | None = None,
        limits: FetchLimits | None = None,
        dialer: Dialer | None = None,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.user_agent = user_agent or f"onrecord/{_version()}"
        if not (self.user_agent.isascii() and self.user_agent.isprintable()):
            raise ValueError("user_agent must be printable ASCII")
        self._limits = limits or FetchLimits()
        self._log = FetchLog(log) if log is not None else None
        self._dialer = dialer or Dialer()
        self._turns = Turns(delay=delay, sleep=sleep)
        self._robots = Robots()
        self._now = now
        self._asleep: dict[str, float] = {}  # host: until when it asked to be left alone

    def fetch(self, url: str) -> Capture:
        """The bytes behind ``url``, after redirects. Raises `UnreadableSource`, naming ``url``, for all that is not them.

        Refused are: an address that is not fetched ("bad URL", "blocked address"); what robots.txt does not allow; more
        than a bound of `FetchLimits`; any status but 200, 203 and an expected 304; encodings other than one layer of
        gzip; images, sound and film by their declared type.
        """
        start = parse_url(url)
        return _Run(self, start, url).capture()

    def close(self) -> None:
        """Close the log."""
        if self._log:
            self._log.close()


class _Run:
    """One fetch under way: the clock, the addresses passed, and what is known for the log."""

    def __init__(self, fetcher: Fetcher, start: Url, url: str) -> None:
        self._by = fetcher
        self._url = url
        self._start = start
        self._here = start
        self._clock = Clock(url, fetcher._limits.seconds)
        self._passed: list[Url] = []
        self._robots: RobotsVerdict = "not asked"
        self._status: int | None = None
        self._not_before: float | None = None

    def capture(self) -> Capture:
        """What the fetch brought, put in the log; a refusal too."""
        log = self._by._log
        try:
            capture = self._follow()
        except UnreadableSource as refused:
            if log:
                log.add_refused(
                    self._url, at=self._at(), status=self._status, user_agent=self._by.user_agent, robots=self._robots,
                    why=refused.why, host=self._here.host, not_before=self._not_before,
                )  # fmt: skip
            raise
        if log:
            log.add(capture, host=self._here.host)
        return capture

    def _follow(self) -> Capture:
        while True:
            rule = self._rule()
            kept = self._by._log.kept(str(self._here)) if self._by._log else None
            answer = self._ask(self._here, kept=kept, delay=rule.delay)
            self._status = answer.status
            if answer.status in _MOVED:
                self._move(answer)
                continue
            if answer.status == 304 and kept:
                return self._made(kept.body, kept.headers, 200, not_modified=True)
            self._check(answer)
            headers = tuple((name, value) for name, value in answer.headers if name in KEPT_HEADERS)
            return self._made(answer.body, headers, answer.status, not_modified=False)

    def _made(self, body: bytes, headers: tuple[tuple[str, str], ...], status: int, *, not_modified: bool) -> Capture:
        return Capture(
            url=str(self._start),
            final_url=str(self._here),
            redirects=tuple(str(url) for url in [*self._passed, self._here][1:]),
            status=status,
            headers=headers,
            at=self._at(),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
            user_agent=self._by.user_agent,
            robots=self._robots,
            not_modified=not_modified,
        )

    def _rule(self) -> Rule:
        rule = self._by._robots.rule(self._here, get=self._robots_txt)
        self._robots = rule.verdict
        if rule.verdict == "disallowed":
            raise self._refused("robots.txt of the site does not allow it")
        if rule.verdict == "unavailable":
            raise self._refused("robots.txt of the site cannot be had, which counts as a no")
        return rule

    def _robots_txt(self, url: Url) -> tuple[int, bytes]:
        """Status and body of a robots.txt, its own redirects followed (RFC 9309, 2.3.1.2)."""
        for _ in range(self._by._limits.redirects + 1):
            answer = self._ask(url, kept=None, delay=None)
            target = answer.header("location")
            if answer.status not in _MOVED or not target:
                return answer.status, answer.body
            url = join(url, target)
        return 404, b""

    def _ask(self, url: Url, *, kept: Kept | None, delay: float | None) -> Answer:
        self._check_awake(url)
        self._clock.pause(self._by._turns.wait(url.host, at_least=delay))
        headers = [("User-Agent", self._by.user_agent), ("Accept", _ACCEPT), ("Accept-Encoding", "gzip")]
        if kept and kept.etag:
            headers.append(("If-None-Match", kept.etag))
        if kept and kept.last_modified:
            headers.append(("If-Modified-Since", kept.last_modified))
        answer = exchange(url, headers=headers, dialer=self._by._dialer, clock=self._clock, limits=self._by._limits)
        if answer.status in _BUSY:
            seconds = retry_after(answer.header("retry-after"), now=self._by._now())
            if seconds:
                self._not_before = self._by._asleep[url.host] = self._by._now() + seconds
        return answer

    def _check_awake(self, url: Url) -> None:
        now = self._by._now()
        until = self._by._asleep.get(url.host, 0.0)
        if self._by._log:
            until = max(until, self._by._log.not_before(url.host, now=now) or 0.0)
        if until > now:
            raise self._refused(f"{url.host} asked to be left alone for another {until - now:.0f} s")

    def _move(self, answer: Answer) -> None:
        """Go on to where a redirect points."""
        target = answer.header("location")
        if not target:
            raise self._refused(f"redirects ({answer.status}) without saying where to")
        self._passed.append(self._here)
        try:
            there = join(self._here, target)
        except UnreadableSource as wrong:
            raise self._refused(f"redirects to a {wrong.why}") from wrong
        if self._here.scheme == "https" and there.scheme == "http":
            raise self._refused("redirects from https to http")
        if there in self._passed:
            raise self._refused("redirects in a circle")
        most = self._by._limits.redirects
        if len(self._passed) > most:
            raise UnreadableSource(
                self._url, "redirects too often", stage="fetch", limit=f"{most} redirects", observed=f"{most + 1} or more"
            )  # fmt: skip
        self._here = there

    def _check(self, answer: Answer) -> None:
        """Refuse an answer that is not the thing asked for."""
        if answer.status not in _PASSED:
            raise self._refused(self._said(answer))
        kind = (answer.header("content-type") or "").strip().lower()
        if kind.startswith(_MEDIA):
            raise self._refused(f"is no text by its declared type, {kind[:60]}")
        if not answer.body:
            raise self._refused("is empty")

    def _said(self, answer: Answer) -> str:
        try:
            phrase = f" ({HTTPStatus(answer.status).phrase})"
        except ValueError:
            phrase = ""
        wait = f"; come back after {self._not_before - self._by._now():.0f} s" if self._not_before else ""
        return f"server answered {answer.status}{phrase}{wait}"

    def _at(self) -> str:
        return datetime.fromtimestamp(self._by._now(), UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def _refused(self, why: str) -> UnreadableSource:
        return UnreadableSource(self._url, why, stage="fetch")


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:  # run from a copy of the source
        return "0"
