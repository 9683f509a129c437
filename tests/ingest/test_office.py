"""PDF and DOCX documents: paragraphs rebuilt, page furniture set aside, and documents made to do harm."""

from __future__ import annotations

import time
import zipfile
import zlib
from dataclasses import replace

import pytest

from onrecord.config import MAX_DOCUMENT_BYTES, MAX_DOCUMENT_XML, MAX_PDF_PAGES
from onrecord.errors import UnreadableSource
from onrecord.ingest import article_from_bytes, articles_from_bytes, bytes_of
from onrecord.terms import Article
from tests.ingest.made_archives import page, zipped
from tests.ingest.made_pdf import Set, column, pdf

FIRST = [
    "The county council voted on Monday to close the ferry quay at Har-",
    "wick, and Ada Orr said “the piers are rotten – we can’t wait”. The",
    "vote was eight to one.",
    "    Tom Venn, who has run the ferry for twenty-two years, wrote that he",
    "had not been asked about it, and that the county's own well-",
    "known report spoke against it. He has until Friday to say what he",
]
SECOND = [
    "will do, and whether the boats lie at Sallow then. The mayor told the",
    "council that nobody would lose work over it.",
    "    It was late when they left.",
]


def _sheet(number: int, lines: list[str]) -> list[Set]:
    return [Set("Harbour Post", 72, 770, 9), *column(lines), Set(f"Page {number} of 2", 280, 30, 9)]


def test_lines_become_paragraphs_and_heads_of_pages_are_set_aside() -> None:
    headline = column(["Council votes to close", "old ferry quay"], top=745, size=20, leading=22)
    article = article_from_bytes(pdf([[*headline, *_sheet(1, FIRST)], _sheet(2, SECOND)]), name="quay.pdf")
    assert article.title == "Council votes to close old ferry quay"
    vote, ferry, night = article.text.split("\n\n")[1:]
    assert vote.startswith(
        "The county council voted on Monday to close the ferry quay at Harwick, and Ada Orr said “the piers"
    )
    assert vote.endswith(" are rotten – we can’t wait”. The vote was eight to one.")
    assert ferry.startswith("Tom Venn, who has run the ferry for twenty-two years, wrote that he had not")
    assert "the county's own well-known report spoke against it." in ferry
    assert "to say what he will do, and whether the boats lie at Sallow then. The mayor told the council" in ferry
    assert night == "It was late when they left."
    assert [(piece.text, piece.label, piece.byte_start) for piece in article.furniture] == [
        ("Harbour Post", "running head", None),
        ("Page 1 of 2", "page number", None),
        ("Harbour Post", "running head", None),
        ("Page 2 of 2", "page number", None),
    ]
    assert article.located == ()
    assert article.unlocated
    assert bytes_of(article, (0, 5)) is None


def test_columns_are_read_one_after_the_other() -> None:
    left = column([line.strip() for line in FIRST[:3]], x=50, size=6, leading=8)
    lines = [
        "“Nobody asked us about it,” Venn said, and he",
        "left the hall before the vote was",
        "counted by the clerk.",
    ]
    right = column(lines, x=320, size=6, leading=8)
    article = article_from_bytes(pdf([left + right]), name="quay.pdf")
    assert article.text.split("\n\n")[1:] == [
        "“Nobody asked us about it,” Venn said, and he left the hall before the vote was counted by the clerk."
    ]


def _bomb() -> bytes:
    packed = zlib.compress(zlib.compress(bytes(20_000_000)))
    return b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(packed), packed)


CYCLE = pdf([column(FIRST)]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
KEYS = f"/O ({'o' * 32}) /U ({'u' * 32})"
LOCKED = pdf([column(FIRST)], trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 {KEYS} /P -4 >> /ID [(a) (a)]")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf([column(FIRST)])[:-300], "is a PDF that is cut off"),
        (b"%PDF-1.7\nnothing\n%%EOF", "is no PDF that can be read"),
        (LOCKED, "is a PDF that is encrypted"),
        (CYCLE, "is "),
        (pdf([[]]), "is a PDF without text"),
        (pdf([], streams=[_bomb()]), "is a PDF without text"),
        (pdf([[]]).replace(b"/Root 1 0 R", b"/Boot 1 0 R"), "is no PDF that can be read"),
        (pdf([[]]).replace(b"/Count 1 /Kids [4 0 R]", b"/Count 10001 /Kids [" + b"4 0 R " * 10_001 + b"]"), "has too many pages"),
    ],
)  # fmt: skip
def test_a_pdf_that_cannot_be_read_is_refused_and_its_neighbours_are_not(data: bytes, why: str) -> None:
    assert MAX_PDF_PAGES == 2_000
    began = time.process_time()
    refused: list[UnreadableSource] = []
    archive = zipped({"a": page("Harwick"), "b": data, "c": page("Venn")}, method=zipfile.ZIP_STORED)
    articles = list(articles_from_bytes(archive, name="x", on_refused=refused.append))
    assert [article.member for article in articles] == ["a", "c"]
    assert [one.member for one in refused] == ["b"]
    assert refused[0].why.startswith(why)
    assert time.process_time() - began < 10


def test_a_document_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_DOCUMENT_BYTES == 50_000_000
    monkeypatch.setattr("onrecord.ingest.load.APART", False)  # the limit is lowered in this process
    monkeypatch.setattr("onrecord.ingest.documents.MAX_DOCUMENT_BYTES", 500)
    for read in (article_from_bytes, lambda data, name: next(articles_from_bytes(data, name=name))):
        with pytest.raises(UnreadableSource, match="too large") as refused:
            read(pdf([column(FIRST)]), name="x")
        assert refused.value.limit == "500 bytes"


def test_a_pdf_of_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.load.APART", False)  # the limit is lowered in this process
    monkeypatch.setattr("onrecord.ingest.pdf.MAX_TEXT", 100)
    with pytest.raises(UnreadableSource, match="too long"):
        article_from_bytes(pdf([column(FIRST)]), name="x")


NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _paragraph(text: str, style: str = "") -> str:
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _docx(body: str, *, before: str = "", relations: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    package = "http://schemas.openxmlformats.org/package/2006"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "Quote", "heading 2")
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
            f'Target="word/document.xml"/></Relationships>'.encode(),
            "word/document.xml": f'<?xml version="1.0"?>{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'.encode(),
            "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>".encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="s" '
            f'Type="{RELATION}/styles" Target="styles.xml"/>{relations}</Relationships>'.encode(),
            **(parts or {}),
        }
    )  # fmt: skip


STORY = (
    _paragraph("Council shuts quay", "Title")
    + _paragraph("By Ada Orr")
    + _paragraph("The county council voted on Monday to close the ferry quay, the mayor said.")
    + _paragraph("“Nobody asked us,” said Tom Venn, who has run the ferry for years.", "Quote")
    + _paragraph("It will stay open until Friday, according to a notice on the door.")
)


def _as_docx(data: bytes) -> Article:
    return article_from_bytes(data, name="quay.docx")


def test_a_docx_is_read_as_a_page() -> None:
    article = _as_docx(_docx(STORY))
    assert article.title == "Council shuts quay"
    assert article.byline == ("Ada Orr",)
    assert article.text.split("\n\n")[1:] == [
        "The county council voted on Monday to close the ferry quay, the mayor said.",
        "“Nobody asked us,” said Tom Venn, who has run the ferry for years.",
        "It will stay open until Friday, according to a notice on the door.",
    ]
    assert article.located == ()
    assert article.unlocated
    (same,) = articles_from_bytes(_docx(STORY), name="quay.docx")
    assert same == article
    (packed,) = articles_from_bytes(zipped({"in.bin": _docx(STORY)}), name="x.zip")
    assert packed == replace(article, member="in.bin")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (_docx(STORY.replace("The county", "&x;"), before='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///x">]>'), "is a document that declares"),
        (_docx(STORY, before='<!DOCTYPE d SYSTEM "http://127.0.0.1/x.dtd">'), "is a document that declares"),
        (_docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "is a document nested too deep"),
        (_docx("<w:p>"), "is a document of broken XML"),
        (_docx(""), "holds no article text"),
        (_docx("<w:p/>" * (MAX_DOCUMENT_XML // 6)), "is too large a document"),
        (_docx(STORY, parts={f"{i}.bin": b"" for i in range(1_001)}), "holds too many parts"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_docx_made_to_do_harm_is_refused(data: bytes, why: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableSource) as refused:
        _as_docx(data)
    assert refused.value.why.startswith(why)
    assert time.process_time() - began < 5


def test_pictures_and_links_of_a_docx_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def dial(*_: object, **__: object) -> None:
        raise AssertionError("something was dialled")

    monkeypatch.setattr("socket.socket.connect", dial)
    monkeypatch.setattr("socket.getaddrinfo", dial)
    relations = f'<Relationship Id="p" Type="{RELATION}/image" Target="http://127.0.0.1/x.png" TargetMode="External"/>'
    relations += (
        f'<Relationship Id="t" Type="{RELATION}/attachedTemplate" Target="http://127.0.0.1/t" TargetMode="External"/>'
    )
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="p"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    assert _as_docx(_docx(STORY + picture, relations=relations)).title == "Council shuts quay"


def test_other_office_documents_are_named() -> None:
    with pytest.raises(UnreadableSource) as refused:
        article_from_bytes(b"\xd0\xcf\x11\xe0" + bytes(600), name="old.doc")
    assert refused.value.why == "looks binary: an office document of the old kind, not text"
