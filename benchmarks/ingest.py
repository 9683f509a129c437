"""How many web pages a second become articles, here and in workers; what a worker costs; and whether its caller grows.

    python -m benchmarks.ingest [--pages 10000]

The page is made up: 60 kB of HTML as news sites send it, an article of 800 words among menus, scripts and other headlines. Memory is
read from /proc, so it is printed on Linux only.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from onrecord.ingest.documents import Given
from onrecord.ingest.members import buffered
from onrecord.ingest.sources import Asked, read_source
from onrecord.ingest.workers import Workers
from onrecord.terms import Article

ASKED = Asked("page.html", Given(), single=True)


def made_page() -> bytes:
    """A page of about 60 kB."""
    links = "".join(
        f'<li class="menu__item menu__item--{n}"><a class="menu__link" href="/section/{n}" data-track="nav-{n}">Section {n}</a></li>'
        for n in range(60)
    )
    cards = "".join(
        f'<div class="card card--small"><a href="/2026/03/0{n % 9 + 1}/story-{n}"><img class="card__img" src="/img/{n}.jpg" alt="">'
        f'<h3 class="card__title">Ferry line number {n} to get a new boat</h3></a><span class="card__time">{n} hours ago</span></div>'
        for n in range(60)
    )
    prose = "".join(
        f'<p class="article__p">The harbour of Sallow will close berth {n} in May, Ada Orr, the mayor, said on Tuesday. “We have known of '
        f'the rust since spring,” she told <a href="/people/{n}">the council</a>, and Jon Venn of the ferry workers’ union agreed.</p>'
        for n in range(20)
    )
    script = "window.__state=" + '{"a":[1,2,3],"b":"x<y"},' * 900 + "0;"
    return (
        '<!doctype html><html lang="en"><head><title>Sallow to close its berths | Harbour Post</title>'
        '<meta property="og:title" content="Sallow to close its berths"><meta name="author" content="Mina Castellan">'
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Sallow to close its berths","datePublished":'
        '"2026-03-03T09:00:00+00:00","author":{"name":"Mina Castellan"}}</script>'
        f"<script>{script}</script></head><body><nav><ul>{links}</ul></nav><main><article><h1>Sallow to close its berths</h1>"
        f'<div class="byline">By Mina Castellan</div><div class="article__body">{prose}</div></article>'
        f'<aside class="related">{cards}</aside></main><footer><ul>{links}</ul></footer></body></html>'
    ).encode()


def rate(read: Callable[[], object], pages: int, callers: int = 1) -> float:
    """Pages a second that so many threads get out of ``read``."""

    def some() -> None:
        for _ in range(pages // callers):
            read()  # and nothing is kept

    began = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        for done in [pool.submit(some) for _ in range(callers)]:
            done.result()
    return pages / (time.perf_counter() - began)


def resident() -> int | None:
    """Bytes of memory this process holds."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000, help="read while the memory is watched")
    pages = parser.parse_args().pages
    data = made_page()
    workers = Workers()

    def here() -> Article:
        found = next(read_source(buffered(data), ASKED))
        assert isinstance(found, Article)
        return found

    def apart() -> Article:
        (found,) = workers.read(io.BufferedReader(io.BytesIO(data), 65_536), ASKED)
        assert isinstance(found, Article)
        return found

    began = time.perf_counter()
    article = apart()
    started = time.perf_counter() - began
    assert article == here()
    print(f"page: {len(data):,} bytes, article of {len(article.text.split()):,} words, {os.cpu_count()} processors")
    print(f"first page, worker's start with it: {started * 1_000:.0f} ms")

    def took(read: Callable[[], object]) -> float:
        began = time.perf_counter()
        read()
        return (time.perf_counter() - began) * 1_000

    # In turns, so that what else the machine does falls on both.
    pairs = [(took(here), took(apart)) for _ in range(200)]
    own, other = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    print(
        f"median: {own:.2f} ms in this process, {other:.2f} ms in a worker: {other - own:.2f} ms for the way there and back"
    )
    print(f"in this process        {rate(here, 300):6.0f} pages a second")
    for callers in (1, 2):
        print(f"callers, workers: {callers}    {rate(apart, 300 * callers, callers):6.0f} pages a second")
    before = resident()
    speed = rate(apart, pages, 2)
    after = resident()
    if before is not None and after is not None:
        grown = (after - before) / 1e6
        print(f"{pages:,} pages, {speed:.0f} a second: caller at {before / 1e6:.1f} MB before, {grown:+.1f} MB after")
    workers.close()


if __name__ == "__main__":
    main()
