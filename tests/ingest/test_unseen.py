"""Words of a page that no reader sees are not read; words that look as if they might not be seen are."""

from __future__ import annotations

import pytest

from onrecord.ingest import article_from_text, bytes_of

LEAD = "The county council voted on Monday to close the ferry quay at Harwick, the mayor said."
LIE = "“I lied to all of you about the quay,” Mayor Ada Orr told the council."


def _text(body: str) -> str:
    return article_from_text(f"<!doctype html><html><body><article><p>{LEAD}</p>{body}</article></body></html>").text


@pytest.mark.parametrize(
    "tag",
    [
        '<p style="display: none">',
        '<p style="color: red; visibility:hidden !important">',
        "<p hidden>",
        '<div hidden><p style="color: black">',
        '<p style="color:#fff;background:#ffffff">',
        '<p style="background-color: rgb(17, 17, 17); color: #111">',
        '<div style="background: #EEE"><div><p style="color: #eeeeee">',
        '<div bgcolor="white"><p><font color="#FFF">',
        '<p style="color: White !important">',
        '<p style="font-size: 0px">',
        '<div style="font-size:0"><p>',
        "<template><p>",
    ],
)
def test_what_is_hidden_is_not_read(tag: str) -> None:
    assert _text(f"{tag}{LIE}") == LEAD
    assert _text(f"<p>She left the hall. <span>{tag.replace('<p', '<span')}{LIE}") == f"{LEAD}\n\nShe left the hall."


@pytest.mark.parametrize(
    "tag",
    [
        '<p style="color: #111; background: #fff">',
        '<p style="color: #fff; background: #036">',
        '<div style="background: url(night.jpg)"><p style="color: white">',
        '<div style="background: #000"><p style="background: transparent; color: #fff">',
        '<div style="color: #fff"><p style="color: #333">',
        '<div style="font-size: 0"><p style="font-size: 16px">',
        '<p style="font-size: 0.9em">',
        '<p style="background-color: #fff">',
        '<p style="color:">',
        '<font color=""><p>',
    ],
)
def test_what_can_be_seen_is_read(tag: str) -> None:
    assert _text(tag + LIE) == f"{LEAD}\n\n{LIE}"


def test_a_white_headline_may_stand_on_a_picture() -> None:
    page = f'<html><body><article><h1 style="color:#fff">Council shuts quay</h1><p>{LEAD}</p></article></body></html>'
    assert article_from_text(page).title == "Council shuts quay"


def test_what_stands_around_hidden_words_keeps_its_place() -> None:
    page = f"<html><body><p>{LEAD} <i style='display:none'>{LIE}</i>It rained.</p></body></html>"
    article = article_from_text(page)
    assert article.text == f"{LEAD} It rained."
    start = article.text.index("It rained")
    first, last = bytes_of(article, (start, start + 9)) or (0, 0)
    assert page.encode()[first:last] == b"It rained"


def test_styles_are_read_in_time() -> None:
    assert _text(f'<p style="{"color:" * 100_000}">{LIE}').endswith(LIE)
    assert _text(f'<p style="{"display" + " " * 100_000}">{LIE}').endswith(LIE)
