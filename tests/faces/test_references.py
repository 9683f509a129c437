"""References that other programs read: nothing in a title ends a field, a record or a file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest

from onrecord import Article, Published
from onrecord.faces.references import bibtex, coins, meta_tags, ris
from tests.faces.build import reading_by_hand
from tests.faces.build_story import kept, story_by_hand


def article(**given: Any) -> Article:
    plain: dict[str, Any] = {
        "id": "3f0c12ab9d0177aa01bc",
        "title": "Ferry fares will rise, operator says",
        "outlet": "Island News",
        "byline": ("Una Holt", "Bo Venn"),
        "url": "https://news.example/ferry?a=1&b=2",
        "published": Published("2026-03-03T09:30:00Z", "minute", "metadata"),
        "captured": "2026-03-04T06:00:00Z",
    }
    return replace(reading_by_hand().article, **{**plain, **given})


HOSTILE = [
    "100% of $4m & more_ #1 {x} ~ ^ \\end <b>",
    "} , note = {evil",
    "}}\n@article{evil, title={x}",
    "{{{",
    "a\r\nER  - \r\nTY  - BOOK\r\nTI  - evil",
    "a\u2028ER  - \u0085TI  - evil",
    "\\",
    '"><meta name=x>',
    "\x00\x1b[2J\u202e",
]


def fields(entry: str) -> dict[str, str]:
    """The fields of one BibTeX entry, as a program that counts braces takes them."""
    head, _, rest = entry.partition("{")
    assert head == "@article"
    depth, parts = 1, [""]
    for char in rest:
        depth += (char == "{") - (char == "}")
        if depth == 0:
            break
        if char == "," and depth == 1:
            parts.append("")
        else:
            parts[-1] += char
    assert depth == 0
    found = {"key": parts[0]}
    for part in parts[1:]:
        if part.strip():
            name, _, value = part.partition("=")
            assert name.strip() not in found
            found[name.strip()] = value.strip().removeprefix("{").removesuffix("}")
    return found


def test_an_article_as_bibtex() -> None:
    assert bibtex([article()]) == (
        "@article{islandnews2026-3f0c12ab9d01,\n"
        "  title = {{Ferry fares will rise, operator says}},\n"
        "  author = {Una Holt and Bo Venn},\n"
        "  journal = {Island News},\n"
        "  year = {2026},\n"
        "  month = mar,\n"
        "  day = {3},\n"
        "  url = {https://news.example/ferry?a=1&b=2},\n"
        "  urldate = {2026-03-04},\n"
        "  language = {en},\n"
        "}\n"
    )


def test_signs_of_latex_are_words() -> None:
    made = fields(bibtex([article(title="100% of $4m & more_ #1 {x}~^\\<b>")]))
    assert made["title"] == (
        r"{100\% of \$4m \& more\_ \#1 \textbraceleft{}x\textbraceright{}\textasciitilde{}\textasciicircum{}"
        r"\textbackslash{}\textless{}b\textgreater{}}"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_ends_a_bibtex_field(text: str) -> None:
    made = bibtex([article(title=text, outlet=text, byline=(text,), language=text, url=f"https://x.example/{text}")])
    assert set(fields(made)) == {
        "key",
        "title",
        "author",
        "journal",
        "year",
        "month",
        "day",
        "url",
        "urldate",
        "language",
    }
    assert made.count("{") == made.count("}")
    assert len(re.findall(r"^@", made, re.MULTILINE)) == 1
    assert re.fullmatch(r"[a-z0-9]+2026-[0-9a-f]+", fields(made)["key"])


def test_names_that_bibtex_would_take_apart_stand_in_braces() -> None:
    made = fields(bibtex([article(byline=("Post staff and agencies", "Holt, Una", "Bo Venn", "Others"))]))
    assert made["author"] == "{Post staff and agencies} and {Holt, Una} and Bo Venn and {Others}"


def test_keys_are_stable_and_each_is_of_one_article() -> None:
    one, other = article(), article(id="3f0c12ab9d01ffffffff")
    alone = fields(bibtex([one]))["key"]
    assert alone == fields(bibtex([one, article(id="77de", outlet="Zürich Post!")]))["key"]
    keys = re.findall(r"@article\{(.*),", bibtex([one, other, one]))
    assert keys == ["islandnews2026-3f0c12ab9d0177aa01bc", "islandnews2026-3f0c12ab9d01ffffffff"]
    assert "zurichpost2026-77de" in bibtex([article(id="77de", outlet="Zürich Post!")])
    assert "articleundated-77de" in bibtex([article(id="77de", outlet="日本", published=None)])


def test_an_article_as_ris() -> None:
    assert ris([article()]).split("\r\n") == [
        "TY  - NEWS",
        "ID  - islandnews2026-3f0c12ab9d01",
        "TI  - Ferry fares will rise, operator says",
        "AU  - Una Holt",
        "AU  - Bo Venn",
        "T2  - Island News",
        "PY  - 2026",
        "DA  - 2026/03/03/",
        "Y2  - 2026/03/04/",
        "UR  - https://news.example/ferry?a=1&b=2",
        "LA  - en",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_ends_a_line_of_ris(text: str) -> None:
    made = ris([article(title=text, outlet=text, byline=(text,), url=f"https://x.example/{text}", language=text)])
    lines = made.splitlines()
    assert [line[:6] for line in lines] == [
        f"{tag}  - " for tag in ("TY", "ID", "TI", "AU", "T2", "PY", "DA", "Y2", "UR", "LA", "ER")
    ]  # fmt: skip


def test_what_is_not_known_is_left_out() -> None:
    bare = article(
        title=None, outlet=None, byline=(), url="javascript:alert(1)", published=None, captured=None, language=None
    )
    assert set(fields(bibtex([bare]))) == {"key", "title"}
    assert ris([bare]).splitlines() == ["TY  - NEWS", "ID  - articleundated-3f0c12ab9d01", "TI  - (no title)", "ER  - "]
    assert dict(parse_qsl(coins(bare))).keys() == {"ctx_ver", "rft_val_fmt", "rfr_id", "rft.type", "rft.title"}
    assert "DA  - 2026///" in ris([article(published=Published("2026", "year", "url"))])


def test_articles_of_a_story_and_of_the_record_are_references_too() -> None:
    assert bibtex(story_by_hand().articles).count("@article{") == 3
    assert "T2  - Island News" in ris([kept(reading_by_hand(), 1)])


def test_no_articles_are_an_empty_file() -> None:
    assert (bibtex([]), ris([])) == ("", "")


def test_zotero_reads_a_newspaper_article() -> None:
    """By the keys that its parser of ContextObjects takes for the format "dc"."""
    assert parse_qsl(coins(article())) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rfr_id", "info:sid/onrecord"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", "Ferry fares will rise, operator says"),
        ("rft.source", "Island News"),
        ("rft.date", "2026-03-03"),
        ("rft.identifier", "https://news.example/ferry?a=1&b=2"),
        ("rft.language", "en"),
        ("rft.creator", "Una Holt"),
        ("rft.creator", "Bo Venn"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_title_adds_a_key(text: str) -> None:
    found = parse_qsl(coins(article(title=f"{text}&rft.title=evil")))
    assert [name for name, _ in found].count("rft.title") == 1


def test_the_head_of_a_page_names_the_article() -> None:
    tags = meta_tags(article())
    assert ("citation_publication_date", "2026/03/03") in tags
    assert [content for name, content in tags if name == "citation_author"] == ["Una Holt", "Bo Venn"]
    assert ("DC.identifier", "https://news.example/ferry?a=1&b=2") in tags
    assert ("z:itemType", "newspaperArticle") in tags
    assert all(content for _, content in meta_tags(article(url=None, outlet=None, published=None)))
