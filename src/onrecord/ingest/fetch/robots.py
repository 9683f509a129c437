"""robots.txt, as RFC 9309 reads it: fetched once a day for each origin, and kept to."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from onrecord.config import MAX_CRAWL_DELAY, MAX_ROBOTS_BYTES
from onrecord.ingest.fetch.capture import RobotsVerdict
from onrecord.ingest.fetch.urls import Url

if TYPE_CHECKING:
    from protego import Protego

_KEPT: Final = 86_400.0  # seconds; RFC 9309 (2.4): not longer than 24 hours
_BROKEN_KEPT: Final = 300.0  # seconds until a failing server is asked again
_HELD: Final = 5_000_000  # characters of rules kept at a time, those asked for last; ordinary ones have some thousand
_TOKEN: Final = "onrecord"
_LINE = re.compile(
    r"\s{0,100}(?:user[ -]?agent\s{0,100}(?::|\s)(?P<agent>.*)"
    r"|(?:allow|disallow|dissallow|dissalow|disalow|diasllow|disallaw|crawl[ -]delay)\s{0,100}(?::|\s))",
    re.IGNORECASE,
)  # with the slips of the pen that the parser takes for the words they are


class Rule(NamedTuple):
    """What holds for one address: whether it may be fetched, and the seconds between two requests, if any are asked."""

    verdict: RobotsVerdict
    delay: float | None = None


class _Known(NamedTuple):
    rules: Protego | None  # None: the server failed
    until: float
    size: int = 0


class Robots:
    """The rules of each origin asked so far."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._known: dict[str, _Known] = {}
        self._lock = Lock()

    def rule(self, url: Url, *, get: Callable[[Url], tuple[int, bytes]]) -> Rule:
        """What the robots.txt of the origin of ``url`` says of it; ``get`` fetches one: its status and body.

        One that is not there (any 4xx) allows all; one that a failing server (5xx, 429) keeps back allows nothing.
        What ``get`` raises goes through: a host that cannot be reached at all is refused for that.
        """
        known = self._known.get(url.origin)
        if known is None or known.until <= self._now():
            known = self._asked(url, get)
            with self._lock:
                self._known.pop(url.origin, None)
                self._known[url.origin] = known
                while len(self._known) > 1 and sum(each.size for each in self._known.values()) > _HELD:
                    del self._known[next(iter(self._known))]
        if known.rules is None:
            return Rule("unavailable")
        delay = known.rules.crawl_delay(_TOKEN)
        allowed = known.rules.can_fetch(str(url), _TOKEN)
        return Rule("allowed" if allowed else "disallowed", None if delay is None else min(delay, MAX_CRAWL_DELAY))

    def _asked(self, url: Url, get: Callable[[Url], tuple[int, bytes]]) -> _Known:
        from protego import Protego

        status, body = get(Url(url.scheme, url.host, url.port, "/robots.txt"))
        if status >= 500 or status == 429:
            return _Known(None, self._now() + _BROKEN_KEPT)
        # Other answers that are no rules (a redirect too many, 204) leave the site as open as a missing file does.
        text = body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace") if status in (200, 203) else ""
        ours = _our_rules(text)
        return _Known(Protego.parse(ours), self._now() + _KEPT, len(ours))


def _our_rules(text: str) -> str:
    """The rules of ``text`` with the groups of all other user agents under one name, and each name once in a group.

    The parser's time and memory grow with agents times rules; a file at the limit could keep it busy for minutes.
    """
    kept: list[str] = []
    group: set[str] = set()
    for line in text.splitlines():
        rule = _LINE.match(line)
        if not rule:
            continue
        if rule["agent"] is None:
            group.clear()
            kept.append(line)
            continue
        named = rule["agent"].partition("#")[0].strip().lower()
        agent = named if named == "*" else named.replace("*", "")
        agent = agent if agent == "*" or (agent and agent in _TOKEN) else "other"
        if agent not in group:
            group.add(agent)
            kept.append(f"User-agent: {agent}")
    return "\n".join(kept)
