"""Sources made to do harm, numbered A1 to F60: each is refused by name with its reason, or read right, and ends nothing.

Sources from files are run through the command line, between two good ones; the reader is replaced, for what it makes of
the words is tested elsewhere. Feeds (C) are fetched from a server. What has tests of its own is listed in `ELSEWHERE`,
what is not for ingest to see to in `NOT_INGEST`. Sizes are those of the attack, but where time is linear in them a
smaller one stands for it: 0.7 of 5.3 MB (B16), 20,000 of 1,000,000 records (E53).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import onrecord
from onrecord import Reading
from onrecord.errors import UnreadableSource
from onrecord.faces import cli
from onrecord.ingest import article_from_bytes, articles_from_bytes, bytes_of, load_articles
from onrecord.terms import Article
from tests.faces.build import reading_by_hand
from tests.faces.conftest import HandReader
from tests.ingest.fetch.server import Site, answer, fetcher
from tests.ingest.fetch.server import page as small_page
from tests.ingest.hostile import LATER, LIE, READ, REFUSED, SAID, html, linked, text
from tests.ingest.test_feeds import DOCTYPE, LAUGHS, item, rss

GOOD = {"a.txt": f"{SAID}\n\nShe said no more.".encode(), "c.txt": f"{SAID}\n\nHe did not agree.".encode()}
SECONDS = 10  # for each, of the 30 that an article may take

FAULTS = "fetch/test_faults.py::test_each_fault_has_its_reason"
ENTITIES = "test_feeds.py::test_entities_are_no_way_in"
ELSEWHERE = {
    19: "test_web.py::test_a_page_cannot_move_itself_elsewhere",
    21: ENTITIES,
    22: ENTITIES,
    23: ENTITIES,
    24: ENTITIES,
    25: ENTITIES,
    26: "test_feeds.py::test_harmless_entities_and_an_external_document_type_are_read",
    31: "test_feeds.py::test_links_that_are_not_fetched_are_left_out_by_number",
    32: "fetch/test_faults.py::test_bombs_cost_little",
    **dict.fromkeys((33, 34, 35, 36, 37, 39, 41), FAULTS),
    38: "fetch/test_addresses.py::test_redirects_to_private_numbers_are_refused",
    40: "test_web.py::test_pages_that_are_no_article_are_suspected",
    44: "test_office.py::test_a_pdf_that_cannot_be_read_is_refused_and_its_neighbours_are_not",
    46: "test_office.py::test_a_pdf_that_cannot_be_read_is_refused_and_its_neighbours_are_not",
    52: "test_office.py::test_pictures_and_links_of_a_docx_are_not_opened",
}
NOT_INGEST = {
    7: "that stores keep it: for stores; here no NUL is left in any article",
    8: "the API's answer: for the API; here no lone surrogate is left in any article",
    56: "who is one and the same: for the record; here names keep their letters",
    59: "there is no language model to obey: the text is kept as any other",
    60: "to whom words are attributed: for the reader; here the retraction is kept",
}


def test_every_number_has_its_test() -> None:
    cases = {int(match[1]) for name in [*REFUSED, *READ, *FEEDS] if (match := re.match(r"[A-F](\d+) ", name))}
    assert cases | set(ELSEWHERE) == set(range(1, 61))
    assert set(NOT_INGEST) <= cases
    for where in ELSEWHERE.values():
        file, _, test = where.partition("::")
        assert f"def {test}(" in (Path(__file__).parent / file).read_text(encoding="utf-8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run ``onrecord read`` over a bad source between two good ones: exit code, articles, refusals."""
    reading: Reading = reading_by_hand()
    monkeypatch.setitem(vars(onrecord), "load_reader", lambda: HandReader(reading))
    monkeypatch.chdir(tmp_path)

    def run(bad: bytes) -> tuple[int, list[dict], list[dict]]:
        for name, data in {**GOOD, "b": bad}.items():
            Path(name).write_bytes(data)
        began = time.monotonic()
        with pytest.raises(SystemExit) as left:
            cli.main(["read", "--format", "jsonl", "a.txt", "b", "c.txt"])
        assert time.monotonic() - began < SECONDS
        out, err = capsys.readouterr()
        refused = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
        assert "Traceback" not in err and "internal" not in {one["stage"] for one in refused}
        articles = [json.loads(line)["article"] for line in out.split("\n")[:-1]]
        assert [articles[0]["text"].encode(), articles[-1]["text"].encode()] == list(GOOD.values())
        return left.value.code, articles[1:-1], refused

    return run


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_and_its_neighbours_are_read(run, case: str) -> None:
    made, why = REFUSED[case]
    code, articles, refused = run(made())
    assert (code, articles) == (3, [])
    assert [one["input"] for one in refused] == ["b"]
    assert refused[0]["reason"].startswith(why)
    assert ("too " in why) == bool(refused[0]["limit"] and refused[0]["observed"]) or "nested" in why


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_is_read_right(run, case: str) -> None:
    made, words = READ[case]
    data = made()
    code, (article,), refused = run(data)
    assert (code, refused) == (0, [])
    assert all(part in article["text"] for part in words)
    assert LIE not in article["text"]
    (whole,) = articles_from_bytes(data, name="b") if len(data) < 100_000 else [None]
    assert not list(_unfit(whole))


def _unfit(value: object) -> Iterator[str]:
    """Strings in an article that cannot be kept: with NUL, or with half a character."""
    if isinstance(value, str):
        if re.search("[\0\ud800-\udfff]", value):
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _unfit(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _unfit(getattr(value, field.name))


def test_contradictions_are_recorded_and_do_not_reach_the_text() -> None:
    told = [{"@type": "NewsArticle", "author": "Cy Dow", "datePublished": "2026-02-20"}]
    article = article_from_bytes(html("<p class='byline'>By Eva Poe</p>", head=linked(told)), name="b")
    assert article.byline == ("Cy Dow",)
    assert {field.value for field in article.metadata if field.name == "byline"} >= {"Cy Dow"}
    assert article.published and article.published.date == "2026-02-20"


def test_bytes_in_another_encoding_than_declared_say_which() -> None:
    assert article_from_bytes(READ["A5 Windows-1252 that says UTF-8"][0](), name="b").encoding == "cp1252"
    flawed = article_from_bytes(READ["A9 bytes that are no UTF-8"][0](), name="b")
    assert [flawed.text[run.start : run.end] for run in flawed.located if not run.exact] == ["\ufffd", "\ufffd"]


def test_a_nul_in_a_name_keeps_its_place() -> None:
    data = SAID.encode().replace(b"Orr", b"O\0r")
    article = article_from_bytes(data, name="b")
    start = article.text.index("Or said")
    first, last = bytes_of(article, (start, start + 2)) or (0, 0)
    assert data[first:last] == b"O\0r"


def many(count: int) -> str:
    return rss("<item><link>/a</link></item><item><link>/b</link></item>" * (count // 2))


def declaring(entity: str, used: str = "Ferry") -> str:
    return rss(item("/a"), item("/b"), head=DOCTYPE.format(entity)).replace("Ferry", used)


FEEDS: dict[str, tuple[Callable[[], str], int, str]] = {
    "C21 a thousand million laughs": (lambda: declaring(LAUGHS, "&j;"), 2, ""),
    "C23 a file as an entity": (lambda: declaring('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;"), 2, ""),
    "C25 a document type from a file": (
        lambda: rss(item("/a"), item("/b"), head='<!DOCTYPE rss SYSTEM "file:///etc/hostname">'), 2, "",
    ),
    "C27 100,000 items": (lambda: many(100_000), 2, "lists more than is read"),
    "C28 200,000 nested elements": (lambda: rss(item("/a"), "<item>" + "<b>" * 200_000), 0, "nests its elements too deep"),
    "C29 a page": (lambda: small_page("Ferry", SAID), 0, "is not a feed"),
    "C30 a feed cut off": (lambda: rss(item("/a"), item("/b"), item("/c"))[:-60], 2, "breaks off"),
    "C31 links to elsewhere": (
        lambda: rss(item("/a"), item("javascript:alert(1)"), item("data:text/html,x"), item("//h:0/"), item("/b")), 2, "bad URL",
    ),
}  # fmt: skip
"""Feeds: how many articles come of them, and the reason of what is refused."""


@pytest.mark.parametrize("case", FEEDS)
def test_feeds_made_to_do_harm(case: str) -> None:
    made, count, why = FEEDS[case]
    refused: list[UnreadableSource] = []
    pages = {f"/{name}": answer(small_page("Ferry stays", SAID, LATER)) for name in "ab"}
    with Site({"/feed": answer(made(), kind="text/xml"), **pages}) as site, fetcher() as get:
        began = time.monotonic()
        articles: list[Article] = []
        try:
            found = load_articles(
                site.url("/feed"), listing="feed", limit=None if count else 1, fetcher=get, on_refused=refused.append
            )
            articles += found
        except UnreadableSource as wrong:
            refused.append(wrong)
        assert time.monotonic() - began < SECONDS
    assert len(articles) == count
    assert any(why in one.why for one in refused) == bool(why)


SHAPES: dict[str, Callable[[int], bytes]] = {
    "B12 attributes": lambda n: html(f"<p {' '.join(f'a{i}=1' for i in range(5 * n))}>"),
    "B12 attributes without an end": lambda n: html("<p " + "a='" * 10 * n),
    "B15 comments without an end": lambda n: html("<!--" * 10 * n),
    "B16 <p>": lambda n: html("<p>" * 5 * n),
    "B17 nested": lambda n: html("<div>" * 5 * n),
    "B17 nested in lists": lambda n: html("<ul><li>" * 3 * n),
    "B17 nested in a line": lambda n: html("<b>" * 5 * n),
    "B18 hidden in a line": lambda n: html("<p>" + "<b hidden>no</b> yes" * 2 * n),
    "F56 marks": lambda n: text("Z" + "\u0301" * 40 * n + "algo said so."),
    "F58 quotations": lambda n: text("“No,” he said.\n\n" * 3 * n),
    "F58 quotation marks": lambda n: text("“" * 40 * n),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear_in_length(shape: str) -> None:
    def seconds(data: bytes) -> float:
        took = []
        for _ in range(2):
            began = time.perf_counter()
            article_from_bytes(data, name="b")
            took.append(time.perf_counter() - began)
        return min(took)

    once, fourfold = (seconds(SHAPES[shape](n)) for n in (500, 2_000))
    assert (
        fourfold < 2.3**2 * once + 0.1
    )  # 2.3 for each doubling, and what a busy machine adds; a square would be at 16
