"""Citations: who said it to whom and when, where it stands, and no quotation marks around what nobody is quoted with."""

from __future__ import annotations

import html.parser
import re
from dataclasses import replace
from typing import Any

import pytest

from onrecord import Article, Statement
from onrecord.faces.cite import Citation, citations
from onrecord.faces.quoting import Quotation, Whence, of_hit, of_row, of_statement, whence, whence_of_hit
from tests.faces.build import reading_by_hand, statement, words
from tests.faces.build_story import hit

HERE = "https://record.example/article/a1/s2"
SOURCE = Whence("Ferry fares will rise", "Island News", "2026-03-03", "https://news.example/ferry")


def cite(given: Statement | str, **about: Any) -> Citation:
    reading = reading_by_hand()
    one = next(s for s in reading.statements if s.id == given) if isinstance(given, str) else given
    article: Article = replace(reading.article, url="https://news.example/ferry", **about)
    return citations(of_statement(replace(reading, article=article), one), whence(article), permalink=HERE)


def quoted(text: str, **given: Any) -> Citation:
    return citations(Quotation((text,), True, "Nora Pell", **given), SOURCE, permalink=HERE)


def test_a_quotation_with_its_speaker_and_source() -> None:
    assert cite("s2", captured="2026-03-04T06:00:00Z").plain == (
        "“We held it down for six years,” […] “We cannot hold it any longer.” — Nora Pell to the harbour board, 2 March 2026, "
        "quoted in “Ferry fares will rise, operator says”, Island News, 3 March 2026. https://news.example/ferry. "
        "Captured 4 March 2026, 06:00 UTC. In the record: https://record.example/article/a1/s2"
    )


def test_words_of_the_outlet_are_not_put_between_quotation_marks() -> None:
    """Nobody said "the fare will rise by a third in May": the outlet did, of what was said."""
    made = cite("s1")
    assert made.plain.startswith(
        "Nora Pell, as reported by Island News (paraphrase; a prediction): The fare will rise by a third in May — “Ferry"
    )
    for form in (made.plain, made.markdown, made.html):
        assert "“The fare" not in form
        assert "paraphrase" in form
    assert "blockquote" not in made.html
    assert not made.markdown.startswith(">")


def test_words_quoted_within_a_paraphrase_keep_their_marks() -> None:
    mixed = statement(
        "s9", words("“We held it down for six years,” she told the harbour board"), kind="mixed", speaker="pell"
    )
    assert cite(mixed).plain.startswith(
        "Nora Pell, as reported by Island News (paraphrase; partly in the speaker’s words): “We held it down for six years,” she"
    )


def test_what_one_tells_of_another_says_so() -> None:
    assert cite("s4").plain.startswith(
        "Iven Roe, as reported by Island News (paraphrase; as told by Nora Pell; a commitment; uncertain reading: see the words"
    )


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ({"negated": True}, "(paraphrase; reported as not said)"),
        ({"modality": "future"}, "(paraphrase; reported as yet to be said)"),
        ({"modality": "hypothetical"}, "(paraphrase; reported as what may be said)"),
        ({"act": "deny"}, "(paraphrase; a denial)"),
        ({"act": "decline_to_comment"}, "(paraphrase; asked for comment)"),
    ],
)
def test_what_was_not_said_is_not_cited_as_said(given: dict[str, Any], note: str) -> None:
    assert note in cite(statement("s9", words("the boats are late"), speaker="pell", **given)).plain


def test_a_source_that_is_not_named() -> None:
    assert cite("s6").plain.startswith("Islanders, as reported by Island News")
    assert cite(statement("s9", words("the boats are late"))).plain.startswith("A source not named, as reported by")
    assert (
        "— a source not named, quoted in" in citations(Quotation(("Rain",), True, None), SOURCE, permalink=HERE).plain
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("“We will”", "“We will”"),
        ("We will", "“We will”"),
        ('"We will"', "“We will”"),
        ("‘We’re here’", "“We’re here”"),
        ("“He said ‘no’ to us”", "“He said ‘no’ to us”"),
        ("‘He said “no” to us’", "“He said ‘no’ to us”"),
        ('"He said "no" to us"', "“He said ‘no’ to us”"),
        ("He said “no” to us", "“He said ‘no’ to us”"),
        ("“A paragraph that goes on", "“A paragraph that goes on”"),
        ("and ends here.”", "“and ends here.”"),
        ("“One” and “two”", "“One” and “two”"),
        ("„Nein“", "“Nein”"),
        ("«Non»", "“Non”"),
        ("over\n\ntwo  lines", "“over two lines”"),
    ],
)
def test_one_pair_of_marks_stands_around_a_quotation(given: str, shown: str) -> None:
    assert quoted(given).plain.startswith(f"{shown} — Nora Pell, quoted in ")


def test_a_title_with_quotation_marks_in_it() -> None:
    assert "“‘Never again’, says mayor”, Island News" in cite("s5", title="“Never again”, says mayor").plain


def test_what_is_not_known_is_left_out() -> None:
    made = citations(Quotation(("Rain",), True, "Orr"), Whence(None, None, None, None), permalink=HERE)
    assert made.plain == f"“Rain” — Orr, quoted in an outlet that is not named, undated. In the record: {HERE}"
    made = citations(
        Quotation(("Rain",), True, "Orr"), Whence(None, None, None, "https://www.post.example/a"), permalink=HERE
    )
    assert "quoted in post.example, undated. https://www.post.example/a" in made.plain


def test_as_markdown_it_is_a_quotation_with_links() -> None:
    assert cite("s5").markdown == (
        "> “And a promise is a promise.”\n>\n> — Nora Pell, quoted in [“Ferry fares will rise, operator says”]"
        f"(https://news.example/ferry), *Island News*, 3 March 2026 ([in the record]({HERE}))"
    )


HOSTILE = [
    "*bold* _it_ `code` <b>x</b> [a](javascript:alert(1)) ![i](https://evil.example/p.png)",
    "](https://evil.example) [x",
    "# head\n\n- item\n\n1. one\n\n---\n\n```js",
    "https://evil.example www.evil.example a&lt;b &amp; ~~no~~ $x$ | a | b \\",
    '"><script>alert(1)</script>',
    "\u202egnp.exe \x1b[2J \x00",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_has_no_markup_of_the_articles(text: str) -> None:
    made = citations(
        Quotation((text,), True, text, (text,), (text,), text, (text,)),
        Whence(text, text, text, SOURCE.url),
        permalink=HERE,
    ).markdown
    assert len(made.split("\n")) == 3
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", made)
    links = re.findall(r"\]\(([^)]*)\)", bare)
    assert links == [SOURCE.url, HERE]
    assert not re.search(r"[`<#~|$\\]", bare.replace("> ", "").replace(">\n", ""))
    assert bare.count("*") == 2, "the outlet alone is set in italics"
    assert "://evil" not in bare
    assert "www.evil" not in bare
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e]", made)


@pytest.mark.parametrize("speaker", ["1. Orr", "- Orr", "+ Orr", "=", "1) Orr"])
def test_a_name_begins_no_list(speaker: str) -> None:
    made = citations(Quotation(("Rain",), False, speaker), SOURCE, permalink=HERE)
    assert re.match(r"\d*\\[-+=.)]", made.markdown)


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "cite")]
        assert {name for name, _ in attrs} <= {"href", "cite", "datetime"}

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("verbatim", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_html_has_no_markup_of_the_articles(text: str, verbatim: bool) -> None:
    made = citations(
        Quotation((text,), verbatim, text, (text,), (text,), text, (text,)),
        Whence(text, text, text, SOURCE.url, text),
        permalink=HERE,
    ).html
    seen = Tags()
    seen.feed(made)
    quotation = ["figure", "blockquote", "p", "figcaption", "cite", "a", "time", "a"]
    assert seen.tags == (quotation if verbatim else ["p", "cite", "a", "time", "a"])
    assert set(seen.links) == {SOURCE.url, HERE}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "http://["]
)
def test_only_web_addresses_are_linked(url: str) -> None:
    made = citations(Quotation(("Rain",), True, "Orr"), replace(SOURCE, url=url), permalink=HERE)
    for form in (made.plain, made.markdown, made.html):
        assert url not in form


def test_an_address_cannot_end_its_link() -> None:
    made = citations(
        Quotation(("Rain",), True, "Orr"),
        replace(SOURCE, url='https://x.example/a)<b "c"&copy;[d]\n\\'),
        permalink=HERE,
    )
    assert "(https://x.example/a%29%3Cb%20%22c%22%26copy;[d]%0A%5C)" in made.markdown
    assert 'href="https://x.example/a%29%3Cb%20%22c%22&amp;copy;[d]%0A%5C"' in made.html


def test_what_a_search_found() -> None:
    made = citations(of_hit(hit()), whence_of_hit(hit()), permalink=HERE).plain
    assert made.startswith(
        "“We held it down for six years,” […] “We cannot hold it any longer.” — Nora Pell, 2 March 2026, quoted in"
    )
    told = hit("a1", "s4", speaker="Iven Roe", according_to=("Iven Roe", "Nora Pell"), confidence=0.12, date=None)
    assert "Iven Roe, as reported by Island News (paraphrase; as told by Nora Pell; a commitment; uncertain" in (
        citations(of_hit(told), whence_of_hit(told), permalink=HERE).plain
    )


def test_words_that_tell_of_an_event_are_the_outlets() -> None:
    found = hit(
        row="v3", what="event", act="COERCE", kind=None, speaker="Sallow police", according_to=(), text="arrested"
    )
    assert citations(of_hit(found), whence_of_hit(found), permalink=HERE).plain.startswith(
        "As reported by Island News: arrested — “"
    )
    found = replace(found, according_to=("Nora Pell",))
    assert "As reported by Island News (as told by Nora Pell): arrested" in (
        citations(of_hit(found), whence_of_hit(found), permalink=HERE).plain
    )


def test_words_of_an_article_are_quoted_from_it() -> None:
    found = hit(
        row=None, what="article", act=None, kind=None, speaker=None, according_to=(), date=None, text="Ferry fares"
    )
    assert citations(of_hit(found), whence_of_hit(found), permalink=HERE).plain.startswith(
        "“Ferry fares” — “Ferry fares will rise"
    )


def test_an_event_and_a_figure_are_cited_by_the_sentence_that_tells_of_them() -> None:
    reading = reading_by_hand()
    arrest, thousands = reading.events[2], reading.figures[4]
    assert citations(of_row(reading, arrest), SOURCE, permalink=HERE).plain.startswith(
        "As reported by Island News: Sallow police arrested two men at the quay on Saturday. — “Ferry"
    )
    assert citations(of_row(reading, thousands), SOURCE, permalink=HERE).plain.startswith(
        "As reported by Island News (as told by Nora Pell): Thousands, Pell said, had asked for a county grant"
    )
    promised = reading.events[1]
    assert of_row(reading, promised).according_to == ("Iven Roe", "Nora Pell")
    assert of_row(reading, promised).notes
    assert of_row(reading, reading.statements[1]) == of_statement(reading, reading.statements[1])
