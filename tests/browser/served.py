"""A real server over a record of invented people, a real browser, and the address of every page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

import onrecord
from onrecord.faces.web.routes import ROUTES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

SAMPLES: Final = Path(__file__).parents[2] / "samples" / "story"
COMMAND: Final = (sys.executable, "-c", "from onrecord.faces.cli import main; main()")
EDITOR: Final = "Una Holt"
PASSWORD: Final = "four grey gulls on the quay"

EXAMPLES: Final = {
    "/who": "/who?name=Greta+Holm",
    "/search": "/search?q=wall",
    "/check": "/check?quote=We+will+not+wait+for+another+winter",
}
"""How a page is asked for that needs a question; its other forms, as .csv, are asked the same."""

MORE: Final = (
    "/nosuch",
    "/article/nosuch",
    "/stories?as_of=@2",
    "/search?q=nothingofthekind",
    '/search?q="unclosed',
    "/check?quote=Nobody+ever+said+these+words+here",
    "/who?name=Nobody+Atall",
    "/add?url=https://gazette.example/a",
)
"""Pages beside those that routes name: nothing found, something wrong, a moment of the past."""


def chromium() -> str | None:
    """The browser of this machine: where ONRECORD_CHROMIUM says, else by its usual names; None where there is none."""
    named = os.environ.get("ONRECORD_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def launched(playwright: Playwright, path: str) -> Browser:
    """That browser, headless, asking nobody anything by itself."""
    quiet = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=[*quiet, *root])


def filled(path: Path, sources: Iterable[Path] | None = None) -> Path:
    """A record at ``path`` with the articles of ``sources``, by default those of the sample story, and two corrections."""
    reader = onrecord.load_reader()
    with onrecord.open_record(path) as record:
        for source in sorted(SAMPLES.iterdir()) if sources is None else sources:
            for article in onrecord.load_articles(str(source)):
                record.add(reader.read(article), capture=source.read_bytes())
        onrecord.keep_up(record)
        first = record.view().articles()[0].id
        row = f"{first}/{record.view().reading(first).statements[0].id}"
        record.correct(row, "accept", by=EDITOR, why="The recording says so.")
        record.correct(row, "unsure", by=EDITOR)
    return path


@contextmanager
def served(record: Path, *options: str) -> Iterator[str]:
    """``onrecord serve`` over ``record``: the address it is at."""
    environment = {**os.environ, "ONRECORD_RECORD": str(record), "XDG_CACHE_HOME": str(record.parent / "cache")}
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--by", EDITOR, *options], stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stderr is not None
        found = None
        while found is None and (line := process.stderr.readline()):
            found = re.search(r"onrecord is at (http://\S+)", line)
            sys.stderr.write(line)
        assert found, "the server does not start: see standard error"
        Thread(target=lambda log: sys.stderr.writelines(log), args=(process.stderr,), daemon=True).start()
        yield found[1]
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stderr is not None:
            process.stderr.close()


@contextmanager
def served_to_a_team(record: Path) -> Iterator[str]:
    """A team's server over ``record``, whose admin is `EDITOR`: it has every page."""
    at = record.with_suffix(".accounts")
    accounts = onrecord.open_accounts(at)
    accounts.add(EDITOR, PASSWORD, "admin")
    accounts.make_token(EDITOR, "nightly export", role="reader", days=30)
    accounts.close()
    with served(record, "--team", "--accounts", str(at)) as address:
        yield address


def signed_in(context: BrowserContext, address: str) -> BrowserContext:
    """``context`` after `EDITOR` has signed in."""
    page = context.new_page()
    page.goto(f"{address}/login")
    page.get_by_label("Name").fill(EDITOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/login" not in url)
    page.close()
    return context


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that are in a record, and of a job of its server."""

    story: str
    article: str
    row: str
    job: str


def known(record: Path, context: BrowserContext, address: str) -> Known:
    """The ids of the largest story, of its first statement, and of a job that adds an article of the sample."""
    with onrecord.open_record(record, read_only=True) as opened:
        view = opened.view()
        story = max(onrecord.stories(view), key=lambda one: len(one.articles))
        article = view.articles()[0].id
        row = view.reading(article).statements[0].id
    words = {"how": "text", "text": sorted(SAMPLES.iterdir())[0].read_text(encoding="utf-8")}
    sent = context.request.post(f"{address}/add", multipart=words, headers={"sec-fetch-site": "same-origin"})
    assert sent.ok, sent.text()
    for _ in range(600):
        if "data-poll" not in context.request.get(sent.url).text():
            break
        time.sleep(0.05)
    return Known(story.id, article, row, sent.url.rpartition("/")[2])


PATHS: Final = tuple(
    r.path for r in ROUTES if "GET" in r.methods and not r.path.startswith("/api/") and not r.path.endswith("/live")
)
"""The patterns of every address of the server that a browser may go to: pages, and files to take along. Live pages are others'."""


def leads_to_a_page(context: BrowserContext, address: str) -> bool:
    """Whether there is a page at ``address``, if need be by way of another; False for a file. Raises AssertionError where it fails."""
    answer = context.request.get(address)
    page = answer.headers.get("content-type", "").startswith("text/html")
    assert answer.status < (500 if page else 400), f"{answer.status}: {address}"
    return page


def example(path: str, known: Known) -> str:
    """An address of the pattern ``path``. Raises LookupError for one that nobody has given an example of."""
    base, dot, form = path.partition(".")
    if base in EXAMPLES:
        return EXAMPLES[base].replace(base, base + dot + form, 1)
    parts = {"story": known.story, "article": known.article, "add": known.job}
    noun = path.split("/")[1]
    first, *others = re.findall(r"\{[^}]*\}", path) or [""]
    if first and noun not in parts:
        raise LookupError(f"{path}: say in EXAMPLES how it is asked for")
    filled = path.replace(first, parts.get(noun, ""), 1) if first else path
    if len(others) > 1 or (others and noun != "article"):
        raise LookupError(f"{path}: say in EXAMPLES how it is asked for")
    return filled.replace(others[0], known.row, 1) if others else filled


@dataclass(slots=True)
class Watched:
    """What went wrong in a page while nobody looked: scripts, what the policy forbids, what was asked of others."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page, note = self.page, self.faults.append
        page.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: note(f"script: {error}"))
        page.on("console", lambda said: note(f"console: {said.text}") if _is_fault(said.type, said.text) else None)
        page.on("request", lambda asked: self._asked(asked.url))
        page.on("response", lambda got: self._got(got.url, got.status, got.request.is_navigation_request()))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address + "/", "data:", "blob:")):
            self.faults.append(f"asked of another: {url}")

    def _got(self, url: str, status: int, navigated: bool) -> None:
        if status >= 500 or (status >= 400 and not navigated):
            self.faults.append(f"answered with {status}: {url}")


def _is_fault(kind: str, said: str) -> bool:
    # That a page is not there is told by its status, which `_got` looks at.
    return kind in ("error", "warning") and not said.startswith("Failed to load resource")
