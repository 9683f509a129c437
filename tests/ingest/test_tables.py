"""JSON Lines, JSON and CSV: rows to articles, and the rows that are none."""

from __future__ import annotations

import hashlib
import json
import time

import pytest

from onrecord.config import MAX_ROW
from onrecord.errors import UnreadableSource
from onrecord.ingest import articles_from_bytes, bytes_of
from onrecord.terms import Article, Published
from tests.ingest.made_archives import TEXT, page

HARWICK, VENN = TEXT.format("Harwick"), TEXT.format("Venn")
FULL = {
    "headline": "Quay shut",
    "body": HARWICK,
    "published_at": "2026-02-20T09:30:00Z",
    "link": "https://news.example/1",
    "source": {"id": "hp", "name": "Harbour Post"},
    "authors": ["Ada Orr", "Tom Venn"],
    "lang": "en-GB",
}


def _read(data: bytes, columns: dict[str, str] | None = None) -> tuple[list[Article], list[UnreadableSource]]:
    refused: list[UnreadableSource] = []
    return list(articles_from_bytes(data, name="rows", columns=columns, on_refused=refused.append)), refused


def _lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


@pytest.mark.parametrize(
    "form", [_lines(FULL), json.dumps([FULL], indent=2).encode(), json.dumps(FULL, indent=1).encode()]
)
def test_a_row_says_who_when_and_where(form: bytes) -> None:
    (article,), refused = _read(form)
    assert not refused
    assert article.text == f"Quay shut\n\n{HARWICK}"
    assert (article.title, article.outlet, article.byline) == ("Quay shut", "Harbour Post", ("Ada Orr", "Tom Venn"))
    assert (article.url, article.language, article.member) == ("https://news.example/1", "en", "row 1")
    assert article.published
    assert (article.published.date, article.published.basis) == ("2026-02-20T09:30:00Z", "metadata")
    assert article.sha256 == hashlib.sha256(HARWICK.encode()).hexdigest()
    assert bytes_of(article, (0, 5)) is None  # the title stands in a column of its own
    first, last = bytes_of(article, (article.text.index("“The"), len(article.text))) or (0, 0)
    assert HARWICK.encode()[first:last].decode() == "“The piers cannot wait,” she told the council."


def test_csv_is_read_as_rfc_4180_says() -> None:
    data = f'Title,Full Text,Pub-Date,By\r\n"Quay, shut","{HARWICK}\n\n""No"" was all he said, then he left town.",2026-02-20,Ada Orr\r\n'
    data += f'5" pipe,{VENN},,\r\n'
    (first, second), refused = _read(
        ("\ufeff" + data.replace("on Monday, Mayor", "on Monday: Mayor").replace("wait,”", "wait”")).encode()
    )
    assert not refused
    assert first.title == "Quay, shut"
    assert first.text.endswith('\n\n"No" was all he said, then he left town.')
    assert first.published == Published("2026-02-20", "day", "metadata", "column of dates")
    assert first.byline == ("Ada Orr",)
    assert (second.title, second.published, second.member) == ('5" pipe', None, "row 2")


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        (f"titel\ttekst\nShut\t{HARWICK}\n".encode(), {"text": "tekst", "title": "titel"}),
        (f"title;text\nShut;{HARWICK}\n".encode("cp1252"), None),
        (f"title\ttext\nShut\t{HARWICK}\n".encode("utf-16"), None),
        (f'title,text\nShut,"{HARWICK}"\n'.encode(), None),
        (_lines({"titel": "Shut", "tekst": HARWICK, "text": "not this"}), {"text": "tekst", "title": "titel"}),
    ],
)
def test_columns_delimiters_and_encodings(data: bytes, columns: dict[str, str] | None) -> None:
    (article,), refused = _read(data, columns)
    assert not refused
    assert article.text == f"Shut\n\n{HARWICK}"


def test_a_row_may_hold_a_page_and_a_title_it_has_itself() -> None:
    (article,), _ = _read(_lines({"html": page("Sallow").decode(), "title": "Sallow  shuts quay"}))
    assert article.title == "Sallow shuts quay"
    assert article.text.count("shuts quay") == 1
    assert bytes_of(article, (0, 6))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (b"{broken", "is no JSON: "),
        (b"[1]", "is no JSON object"),
        (b'"text"', "is no JSON object"),
        (b'{"title": "Shut"}', "has no column of texts that is known; its columns are: title"),
        (b'{"text": null}', "holds no text in its column of texts"),
        (b'{"text": " "}', "holds only white space"),
        (b'{"text": "She \\ud800 said"}', "holds a lone surrogate at position 4"),
        (b'{"text": "a\\u0000\\u0000b"}', "looks binary"),
        (b'{"text": "\xff\xfe"}', "is no JSON: "),
        (b'{"n": ' + b"9" * 5000 + b"}", "is no JSON: "),
        (b'{"a": ' * 9000 + b"1" + b"}" * 9000, "is nested too deep"),
        (b'{"text": "' + b"x" * MAX_ROW + b'"}', "is too large"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_bad_line_is_refused_by_its_number_and_the_others_are_read(row: bytes, why: str) -> None:
    data = _lines({"text": HARWICK}) + b"\n" + row + b"\n" + _lines({"text": VENN})
    articles, refused = _read(data)
    assert [article.member for article in articles] == ["row 1", "row 4"]
    assert [one.member for one in refused] == ["row 3"]
    assert refused[0].why.startswith(why)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Shut\n", "has 1 cells where the first line names 2"),
        ("Shut,a,b\n", "has 3 cells where the first line names 2"),
        ("Shut,\n", "is empty"),
    ],
)
def test_a_bad_row_is_refused_by_its_number_and_the_others_are_read(row: str, why: str) -> None:
    articles, refused = _read(f'title,text\nA,"{HARWICK}"\n{row}\nB,"{VENN}"\n'.encode())
    assert [(article.title, article.member) for article in articles] == [("A", "row 1"), ("B", "row 3")]
    assert [(one.member, one.why) for one in refused] == [("row 2", why)]


def test_a_row_cut_off_is_refused() -> None:
    articles, refused = _read(f'title,text\nA,"{HARWICK}"\nB,"{VENN}'.encode())
    assert [article.title for article in articles] == ["A"]
    assert [(one.member, one.why) for one in refused] == [("row 2", "is cut off: a quotation mark in it is not closed")]


@pytest.mark.parametrize("data", [b'[{"text": "a"', b'{\n  "text": ', b"[" * 100_000 + b"{}"])
def test_json_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"for JSON|is no JSON"):
        _read(b'[ {"a": ' + data)


@pytest.mark.parametrize(
    "text",
    [
        "Text, they said, and a date\nwere all that the mayor wanted from the council on Monday.",
        "Title: Quay shut\nDate: 2026-02-20\n\nThe council shut the quay on Monday, she said.",
        "[The council met on Monday to vote on the quay.]",
        "title\nThe council met on Monday to vote on the quay.",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    (article,), _ = _read(text.encode())
    assert article.member is None


@pytest.mark.parametrize(
    "data",
    [
        b'title,text\n"' + b'""' * 400_000,
        b'title,text\n"' + b"a\n" * 400_000,
        b"title,text\n" + b'"\n' * 100_000,
        b"title,text\n" + b"," * 400_000,
        b'{"text": "a"}\n' + b"{\n" * 50_000,
    ],
)
def test_hostile_tables_are_read_in_time(data: bytes) -> None:
    began = time.process_time()
    _read(data)
    assert time.process_time() - began < 8  # seconds of work; each takes under one


def test_a_table_whose_columns_are_named_wrongly_says_which_it_has() -> None:
    refused: list[UnreadableSource] = []
    data = b"date,title,body\n2026-03-01,Fares rise,The fare will rise in May.\n"
    assert not list(articles_from_bytes(data, name="a.csv", columns={"text": "nope"}, on_refused=refused.append))
    assert "date, title, body" in str(refused[0])
