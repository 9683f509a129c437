"""Newsletters: messages and mailboxes to articles."""

from __future__ import annotations

import hashlib
import time
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from onrecord.errors import UnreadableSource
from onrecord.ingest import articles_from_bytes, bytes_of
from onrecord.terms import Article, Published
from tests.ingest.made_archives import TEXT, page

HEAD = "From: Harbour Post <news@post.example>\r\nDate: Fri, 20 Feb 2026 09:30:00 +0100\r\nSubject: Quay shut\r\n"
PROSE = TEXT.format("Harwick")


def _read(data: bytes) -> tuple[list[Article], list[UnreadableSource]]:
    refused: list[UnreadableSource] = []
    return list(articles_from_bytes(data, name="letters", on_refused=refused.append)), refused


def _message(
    *, html: str | None = None, plain: str | None = PROSE, subject: str = "Quay shut", encoding: str = "base64"
) -> bytes:
    message = EmailMessage()
    message["From"] = '"The Harbour Post" <news@post.example>'
    message["To"] = "reader@example.org"
    message["Date"] = "Fri, 20 Feb 2026 09:30:00 +0100"
    message["Subject"] = subject
    message["Message-ID"] = "<1@post.example>"
    if plain:
        message.set_content(plain, cte=encoding)
    if html:
        message.add_alternative(html, subtype="html", cte=encoding)
        message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes(policy=SMTP)


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_the_html_part_is_read_and_the_header_says_who_and_when(encoding: str) -> None:
    html = page("Harwick").decode()
    (article,), refused = _read(_message(html=html, encoding=encoding))
    assert not refused
    assert article.title == "Quay shut"
    assert article.text.startswith("Quay shut\n\nHarwick shuts quay\n\nHarwick will shut")
    assert article.outlet == "The Harbour Post"
    assert article.published == Published("2026-02-20T09:30:00+01:00", "minute", "metadata", "Date header")
    assert article.member == "message, text/html"
    first, last = bytes_of(article, (article.text.index("“The"), article.text.index("she told"))) or (0, 0)
    forms = (html.encode() + end for end in (b"", b"\n", b"\r\n"))
    body = next(data for data in forms if hashlib.sha256(data).hexdigest() == article.sha256)
    assert body[first:last].decode() == "“The piers cannot wait,” "


def test_the_plain_part_is_read_where_there_is_no_other() -> None:
    (article,), _ = _read(_message(subject="=?utf-8?q?Quay_=E2=80=9Cshut=E2=80=9D?="))
    assert (article.title, article.member) == ("Quay “shut”", "message, text/plain")
    assert article.text == f"Quay “shut”\n\n{PROSE}"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Type: text/plain; charset=iso-8859-2\r\n", "Mayor Dvořák said that the quay would shut.".encode("iso-8859-2")),
        ("Content-Type: text/plain; charset=nonsense\r\n", "Mayor Dvořák said that the quay would shut.".encode()),
        ("Content-Type: text/plain\r\n", "Mayor Dvořák said that the quay would shut.".encode()),
    ],
)  # fmt: skip
def test_the_charset_of_the_header_is_used(head: str, body: bytes) -> None:
    (article,), _ = _read((HEAD + head + "MIME-Version: 1.0\r\n\r\n").encode() + body)
    assert article.text == "Quay shut\n\nMayor Dvořák said that the quay would shut."


def test_each_message_of_a_mailbox_is_an_article() -> None:
    post = b"From news@post.example Fri Feb 20 09:30:00 2026\n"
    quoted = f"{PROSE}\n\n>From Monday on, Orr said, nobody may land.\n\nFrom the quay, Venn said he would sue.\n"
    mailbox = b"\n".join(
        [
            post + _message(subject="One").replace(b"\r\n", b"\n"),
            post + (HEAD + "To: a@b\r\n\r\n" + quoted).replace("\r\n", "\n").encode(),
            post + HEAD.replace("\r\n", "\n").encode() + b"MIME-Version: 1.0\nContent-Type: text/plain\n\n",
            post + _message(subject="Four").replace(b"\r\n", b"\n"),
        ]
    )
    articles, refused = _read(mailbox)
    assert [article.title for article in articles] == ["One", "Quay shut", "Four"]
    assert [article.member for article in articles] == [f"message {n}, text/plain" for n in (1, 2, 4)]
    assert "\n\nFrom Monday on, Orr said" in articles[1].text
    assert articles[1].text.endswith("From the quay, Venn said he would sue.")
    assert [(one.member, one.why) for one in refused] == [("message 3, text/plain", "holds only white space")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (_message(html="<p>" + PROSE)[:-60], "is cut off or damaged"),
        ((HEAD + "MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhl!").encode(), "is cut off or damaged"),
        ((HEAD + 'MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx').encode(), "is a mail message without a text"),
        ((HEAD + 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\nx').encode(), "is"),
    ],
)  # fmt: skip
def test_a_message_that_is_not_whole_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        list(articles_from_bytes(data, name="letters"))
    assert refused.value.why.startswith(why)


@pytest.mark.parametrize(
    "head", ["From: a\r\nDate: now\r\nTo: b\r\n", "From: =?utf-8?b?!!?= <\r\nDate: Fri\r\nSubject: =?x?q?a?=\r\n"]
)
def test_a_broken_header_says_nothing(head: str) -> None:
    (article,), _ = _read((head + "\r\n" + PROSE).encode())
    assert article.published is None
    assert PROSE in article.text


@pytest.mark.parametrize(
    "text",
    [
        "From: Ada Orr\nTo the council.\n\nThe quay must stay open, she wrote on Monday.",
        "Date: 2026-02-20\nTitle: Quay shut\n\nThe council shut the quay on Monday, she said.",
        "From the quay at 09:30 she could see the island, and the ferry that would not come.",
    ],
)
def test_prose_is_no_mail(text: str) -> None:
    (article,), _ = _read(text.encode())
    assert article.member is None


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode() + b"Received: x\r\n" * 20_000 + b"\r\n" + PROSE.encode(),
        HEAD.encode() + b"To: " + b"(" * 20_000 + b"\r\n\r\n" + PROSE.encode(),
        HEAD.encode() + b"To: a\r\nSubject: " + b"=?utf-8?q?a?= " * 3_000 + b"\r\n\r\n" + PROSE.encode(),
        b"From a Fri Feb 20 09:30:00 2026\n\n" * 5_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) if i else HEAD.encode() + b"MIME-Version: 1.0\r\n"
            for i in range(300)
        ),
    ],
)  # fmt: skip
def test_hostile_mail_is_read_in_time(data: bytes) -> None:
    began = time.process_time()
    refused: list[UnreadableSource] = []
    try:
        list(articles_from_bytes(data, name="letters", on_refused=refused.append))
    except UnreadableSource as wrong:
        refused.append(wrong)
    assert time.process_time() - began < 8  # seconds of work
