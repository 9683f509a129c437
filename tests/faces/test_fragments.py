"""Links to words on the live page: what stands in them, and where a browser that goes by the draft is led."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from onrecord import Article, Span
from onrecord.faces.fragments import MAX_WHOLE, live_link, text_fragment
from tests.faces.build import reading_by_hand

PAGE = "https://post.example/ferry"


def article(text: str, url: str | None = PAGE) -> Article:
    return replace(reading_by_hand().article, text=text, url=url)


def spans(text: str, *parts: str, nth: int = 0) -> list[Span]:
    found = []
    for part in parts:
        at = [match.start() for match in re.finditer(re.escape(part), text)][nth]
        found.append(Span(at, at + len(part)))
    return found


def fragment(text: str, *parts: str, nth: int = 0) -> str:
    return text_fragment(article(text), spans(text, *parts, nth=nth)).removeprefix("#:~:")


def led_to(text: str, directive: str) -> Span | None:
    """Where the draft's "find a range from a text directive" leads, in a page whose blocks are the lines of ``text``."""
    parts = directive.removeprefix("text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    start, end = unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else ""
    edge = r"(?:(?<!\w)|(?!\w))"
    words = f"(?P<words>{re.escape(start)}" + (f"{edge}.*?{edge}{re.escape(end)})" if end else ")")
    pattern = edge + (re.escape(prefix) + r"\s*" if prefix else "") + words
    found = re.search(pattern + (rf"\s*{re.escape(suffix)}" if suffix else "") + edge, text, re.DOTALL | re.IGNORECASE)
    return Span(*found.span("words")) if found else None


def test_short_words_stand_whole_and_encoded() -> None:
    assert fragment(
        "Roe spoke. The levy, he said, is dead & gone - for good.", "levy, he said, is dead & gone - for"
    ) == ("text=levy%2C%20he%20said%2C%20is%20dead%20%26%20gone%20%2D%20for")


def test_of_long_words_the_first_and_the_last_stand() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    assert len(words) > MAX_WHOLE
    assert (
        fragment(f"Before it. {words} after it.", words)
        == "text=word0%20word1%20word2%20word3,word96%20word97%20word98%20word99"
    )


def test_words_of_two_paragraphs_are_told_by_their_ends() -> None:
    """A browser finds words within one block of the page only."""
    text = "“We held it down for years.\n\n“We cannot hold it any longer,” she said."
    assert fragment(text, text.partition(",” ")[0]) == ("text=%E2%80%9CWe%20held%20it%20down,hold%20it%20any%20longer")


def test_words_that_stand_there_more_than_once_come_with_those_around() -> None:
    text = "The boats are late again, said Pell. In May the boats are late again, said Roe."
    first, second = (fragment(text, "boats are late again", nth=nth) for nth in (0, 1))
    assert first == "text=boats%20are%20late%20again"
    assert second == "text=boats%20are%20late%20again,-%2C%20said%20Roe."
    assert led_to(text, second) == spans(text, "boats are late again", nth=1)[0]


def test_a_word_that_a_page_may_well_have_elsewhere_is_never_alone() -> None:
    assert fragment("Roe said that it was late. Nobody answered.", "late") == "text=late,-.%20Nobody%20answered."
    assert fragment("Rain", "Rain") == "text=Rain"


def test_several_stretches_are_several_directives() -> None:
    text = "“We held it down for six years,” she said. “We cannot hold it any longer.”"
    assert fragment(text, "We held it down for six years", "We cannot hold it any longer").split("&") == [
        "text=We%20held%20it%20down%20for%20six%20years",
        "text=We%20cannot%20hold%20it%20any%20longer",
    ]


def test_a_part_of_a_word_is_widened_to_it() -> None:
    assert fragment("The councillors refused the ferry levy.", "councillor", "fused the ferry lev") == (
        "text=councillors,-refused%20the%20ferry&text=refused%20the%20ferry%20levy"
    )


def test_a_list_mark_is_no_word_of_the_page() -> None:
    text = "He said they must:\n\n* publish the accounts in full\n\n* pay the crews"
    assert fragment(text, "* publish the accounts in full") == "text=publish%20the%20accounts%20in%20full"
    assert fragment(text, "pay the crews") == "text=accounts%20in%20full-,pay%20the%20crews"


@pytest.mark.parametrize("text", ["", "…", "\n\n", "* "])
def test_where_there_is_no_word_there_is_no_fragment(text: str) -> None:
    assert text_fragment(article(text), [Span(0, 0)]) == ""
    assert text_fragment(article(text), []) == ""


def test_the_words_are_found_again() -> None:
    """Of any stretch of an article with few different words, which leads astray wherever it can."""
    made = random.Random(7)
    vocabulary = "the levy will pass, Roe said “we know” half-way a 12% rise (in May) on-off it’s".split()
    paragraphs = [" ".join(made.choices(vocabulary, k=made.randint(3, 90))) for _ in range(12)]
    text = "\n\n".join(paragraphs)
    found = 0
    for _ in range(300):
        start = made.choice([match.start() for match in re.finditer(r"(?<=\s)\S", text)])
        end = made.choice([match.end() for match in re.finditer(r"\S(?=\s)", text[start : start + 700])] or [5]) + start
        directive = text_fragment(article(text), [Span(start, end)]).removeprefix("#:~:")
        found += led_to(text, directive) == Span(start, end)
    assert found >= 299, "24 words on either side tell all but the most repetitive passages apart"


def test_a_hostile_article_makes_no_long_link() -> None:
    for text in ("a" * 200_000, "a " * 100_000, "\n" * 200_000, "* \n" * 60_000, "%" * 100_000):
        link = live_link(article(text), [Span(50_000, 90_000), Span(50_000, 50_007)])
        assert link is not None
        assert len(link) < 5_000


def test_the_link_leads_to_the_page_and_keeps_no_other_fragment() -> None:
    text = "Roe did not answer any question."
    where = spans(text, "did not answer any question")
    assert live_link(article(text, "https://post.example/a?b=c#comments"), where) == (
        "https://post.example/a?b=c#:~:text=did%20not%20answer%20any%20question"
    )


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//post.example", "https://", "http://[", "ferry",
     "https://post.example/\n<b>", "java\tscript:x", " https://post.example"],
)  # fmt: skip
def test_only_web_addresses_are_led_to(url: str | None) -> None:
    assert live_link(article("Roe did not answer.", url), [Span(0, 3)]) is None
