"""Every run of clean text maps to the bytes that it was read from."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import UnreadableSource
from onrecord.ingest import article_from_bytes, article_from_text, bytes_of
from onrecord.ingest.markdown import is_markdown
from onrecord.terms import Article, Span

CHARACTERS = st.sampled_from("aB. ,'\"“”é€𝄞\n\n\t\r\u00a0\u00ad\u200b<>&;:-*—1=/")
WORDS = st.sampled_from(
    [
        "Orr said",
        "The council met. ",
        "\n\n",
        "By Ada Orr",
        "Share this:",
        "2026-01-25",
        "<p>",
        "</p>",
        "&amp;",
        "&rsquo;",
        "<br>",
    ]
)
TEXTS = st.lists(CHARACTERS | WORDS, max_size=60).map("".join)


def holds(article: Article, data: bytes) -> None:
    at = 0
    for run in article.located:
        assert at <= run.start < run.end <= len(article.text)
        assert 0 <= run.byte_start < run.byte_end <= len(data)
        assert article.text[at : run.start] in ("", "\n\n")
        if run.exact:
            assert data[run.byte_start : run.byte_end].decode(article.encoding) == article.text[run.start : run.end]
        at = run.end
    assert at == len(article.text)
    for piece in article.furniture:
        assert 0 <= piece.byte_start < piece.byte_end <= len(data)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), st.sampled_from(["", "<html><body><p>"]))
def test_every_run_is_its_bytes(text: str, encoding: str, before: str) -> None:
    data = (before + text).encode(encoding, "ignore")
    try:
        article = article_from_bytes(data, name="any")
    except UnreadableSource:
        return
    holds(article, data)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"<html><p>The council met on Monday. ", b'<html><meta charset="big5"><p>']),
)
def test_any_bytes_are_read_or_refused(data: bytes, before: bytes) -> None:
    try:
        article = article_from_bytes(before + data, name="any")
    except UnreadableSource:
        return
    at = 0
    for run in article.located:
        assert at <= run.start < run.end
        at = run.end


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS.filter(lambda text: not text.lstrip().startswith("<") and not is_markdown(text)))  # its marks are no text
def test_no_seen_character_of_a_plain_text_is_lost(text: str) -> None:
    try:
        article = article_from_text(text)
    except UnreadableSource:
        return
    unseen = str.maketrans("", "", " \n\t\r\u00a0\u00ad\u200b")
    kept = "".join([article.text, *(piece.text for piece in article.furniture)])
    assert sorted(kept.translate(unseen)) == sorted(text.translate(unseen))


def test_bytes_of_a_span() -> None:
    text = "Zoë  said “no”.\n\nShe left the hall at noon."
    article = article_from_text(text)
    data = text.encode()
    for word in ("Zoë", "said “no”.", "“", "She left", "noon."):
        start = article.text.index(word)
        where = bytes_of(article, Span(start, start + len(word)))
        assert where is not None
        assert data[slice(*where)].decode() == word
    start = article.text.index("Zoë said")
    assert bytes_of(article, Span(start, start + 8)) == (0, len("Zoë  said".encode()))
    gap = article.text.index("\n\n")
    assert bytes_of(article, Span(gap, gap + 2)) is None
    across = bytes_of(article, Span(gap - 1, gap + 5))
    assert across is not None
    assert data[slice(*across)].decode() == ".\n\nShe"


def test_a_character_reference_maps_as_a_whole() -> None:
    page = "<html><body><p>Orr &amp; Venn said &#8220;no&#8221; to <b>the plan</b> on Monday.</p></body></html>"
    article = article_from_text(page)
    assert article.text == "Orr & Venn said “no” to the plan on Monday."
    for shown, written in (
        ("&", "&amp;"),
        ("“no”", "&#8220;no&#8221;"),
        ("to the plan", "to <b>the plan"),
        ("Venn", "Venn"),
    ):
        start = article.text.index(shown)
        where = bytes_of(article, (start, start + len(shown)))
        assert where is not None
        assert page[slice(*where)] == written
