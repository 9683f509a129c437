from __future__ import annotations

import pytest

from onrecord.ingest import article_from_text
from onrecord.terms import Article, Published

LEAD = "The council of Harwick voted on Monday to close the old bridge after a report found rust in its cables."
SECOND = "The mayor, Ben Venn, said he would not sign the order, and left by the back door of the hall."


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def labels(article: Article) -> list[str]:
    return [piece.label for piece in article.furniture]


def test_title_then_paragraphs_with_blank_lines_between() -> None:
    article = article_from_text("  Council shuts bridge\n\n" + LEAD + "\n \n\n" + SECOND + "\n")
    assert article.title == "Council shuts bridge"
    assert article.text == text_of("Council shuts bridge", LEAD, SECOND)
    assert article.published is None
    assert article.language is None


@pytest.mark.parametrize(
    "first",
    [
        LEAD,
        "The mayor resigned.",
        "On Monday, Harwick Mayor Ben Venn and Council President Ada Orr Met Behind Closed Doors and said nothing.",
        "HARWICK, Mich. — Ben Venn resigned.",
        "Three things are wanted:",
        '"I will not sign," he said.',
    ],
)
def test_a_first_paragraph_that_is_a_sentence_is_no_title(first: str) -> None:
    article = article_from_text(text_of(first, LEAD, SECOND))
    assert article.title is None
    assert article.text.startswith(first)


@pytest.mark.parametrize(
    "headline",
    [
        "JUST IN: Mayor Reveals Council Is Ready To Close Bridge After ‘Very Long’ Meeting",
        "Council shuts bridge over rust, mayor objects",
        "Can Harwick live without its bridge?",
        "Mayor Says Council Was Wrong About Old Bridge.",
        "Council shuts bridge; Mayor says vote came too soon",
    ],
)
def test_a_headline_is_the_title_with_and_without_a_full_stop(headline: str) -> None:
    assert article_from_text(text_of(headline, LEAD, SECOND)).title == headline


@pytest.mark.parametrize(
    ("prefix", "date"),
    [
        ("date 2026-01-25 ", "2026-01-25"),
        ("2026-01-25: ", "2026-01-25"),
        ("2026-01-25 ", "2026-01-25"),
        ("Jan. 25, 2026 - ", "2026-01-25"),
        ("25 January 2026 — ", "2026-01-25"),
        ("Published January 25, 2026\n\n", "2026-01-25"),
        ("Sunday, January 25, 2026 at 3:04 p.m. ET\n\n", "2026-01-25"),
        ("Updated Jan. 27, 2026 | Published Jan. 25, 2026\n\n", "2026-01-25"),
    ],
)
def test_a_date_before_the_text_is_the_publication_date_and_no_text(prefix: str, date: str) -> None:
    article = article_from_text(prefix + text_of(LEAD, SECOND))
    assert article.published is not None
    assert (article.published.date, article.published.basis) == (date, "text")
    assert article.text == text_of(LEAD, SECOND)
    assert labels(article) == ["date"]


@pytest.mark.parametrize(
    "sentence",
    [
        "January 25, 2026, was a cold day in Harwick, and the council met to vote on the bridge.",
        "Published in 2019, the report found rust in the cables of the bridge.",
        "On 3/4/2026 the council met.",
    ],
)
def test_a_sentence_that_begins_with_a_date_is_kept_and_dates_nothing(sentence: str) -> None:
    article = article_from_text(text_of(sentence, SECOND))
    assert article.published is None
    assert article.text == text_of(sentence, SECOND)


def test_a_line_that_only_says_updated_gives_no_publication_date() -> None:
    article = article_from_text(text_of("Updated January 27, 2026", LEAD))
    assert article.published is None
    assert article.text == LEAD


def test_a_dateline_stays_and_dates_the_article_only_with_its_year() -> None:
    with_year = text_of("HARWICK, Mich., Oct. 4, 2026 (HT) — " + LEAD, SECOND)
    without = text_of("HARWICK, Mich., Oct. 4 (HT) — " + LEAD, SECOND)
    dated, undated = article_from_text(with_year), article_from_text(without)
    assert dated.published is not None
    assert dated.published.date == "2026-10-04"
    assert undated.published is None
    assert (dated.text, undated.text) == (with_year, without)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Orr", ("Ada Orr",)),
        ("By Ada Orr and Ben Venn, Staff Writers", ("Ada Orr", "Ben Venn")),
        ("BY ADA ORR, BEN VENN AND CY DOW", ("ADA ORR", "BEN VENN", "CY DOW")),
        ("By Ada M. Orr, Harwick Times", ("Ada M. Orr",)),
        ("By Ada Orr | January 25, 2026 | Harwick Times", ("Ada Orr",)),
        ("Posted by Ada van der Orr on January 25, 2026", ("Ada van der Orr",)),
        ("By The Harwick Press", ("The Harwick Press",)),
    ],
)
@pytest.mark.parametrize("at_foot", [False, True])
def test_a_byline_at_head_or_foot_is_taken_out(line: str, names: tuple[str, ...], at_foot: bool) -> None:
    parts = ["Council shuts bridge", LEAD, SECOND]
    parts.insert(3 if at_foot else 1, line)
    article = article_from_text(text_of(*parts))
    assert article.byline == names
    assert article.text == text_of("Council shuts bridge", LEAD, SECOND)
    assert labels(article) == ["byline"]


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the crews had left.",
        "By contrast, Ada Orr stayed.",
        "By Tuesday",
        "By law, Harwick must vote",
        "By and by.",
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(sentence: str) -> None:
    article = article_from_text(text_of("Council shuts bridge", sentence, LEAD, SECOND))
    assert article.byline == ()
    assert sentence in article.text


def test_page_furniture_at_the_foot_is_cut_and_kept_with_its_label() -> None:
    foot = (
        "SHARE THIS:\nBy Ada Orr\nSubscribe\nNotify of\nguest\n0 Comments\nOldest\nNewest Most Voted\nInline Feedbacks\n"
        "View all comments\n0\nWould love your thoughts, please comment.x\n()\nx"
    )
    article = article_from_text(text_of(LEAD, SECOND) + "\n\n" + foot)
    assert article.text == text_of(LEAD, SECOND)
    assert article.byline == ("Ada Orr",)
    assert [piece.text for piece in article.furniture] == foot.split("\n")
    assert labels(article)[:3] == ["share", "byline", "newsletter"]


def test_headlines_of_other_articles_go_with_the_heading_over_them() -> None:
    foot = "Read more:\n\nTen bridges that need work\n\nWhy rust never sleeps\n\n© 2026 Harwick Times. All rights reserved."
    article = article_from_text(text_of(LEAD, SECOND, foot))
    assert article.text == text_of(LEAD, SECOND)
    assert labels(article) == ["related", "unlabelled", "unlabelled", "legal"]


def test_a_reporting_credit_at_the_foot_gives_the_byline() -> None:
    article = article_from_text(text_of(LEAD, SECOND, "(Reporting by Ada Orr and Ben Venn; Editing by Cy Dow)"))
    assert article.byline == ("Ada Orr", "Ben Venn")
    assert article.text == text_of(LEAD, SECOND)


def test_prose_after_furniture_is_never_cut() -> None:
    article = article_from_text(
        text_of(LEAD, "Advertisement", "Related: Ten bridges", "Only Orr stayed.", SECOND, "Share")
    )
    assert article.text == text_of(LEAD, "Related: Ten bridges", "Only Orr stayed.", SECOND)


def test_a_list_at_the_end_is_kept_before_furniture() -> None:
    items = ["The council wants three things:", "* Close the bridge", "* Open the road", "* Pay the crews"]
    article = article_from_text(text_of(LEAD, "Related: Ten bridges that need work", "\n".join(items), "Share this:"))
    assert article.text.endswith(text_of(*items))


def test_a_text_of_nothing_but_furniture_like_lines_keeps_its_first() -> None:
    article = article_from_text("Rust\n\nRain\n\nRiver\n\nShare this:")
    assert "Rain" in article.text
    assert "River" in article.text


@pytest.mark.parametrize("lead_in", ["Orr named three steps:", "Officials must take three steps, Orr said:"])
def test_each_list_item_is_a_paragraph(lead_in: str) -> None:
    tight = article_from_text(
        text_of(LEAD, lead_in + "\n- close the bridge\n- open the road;\n1) pay the crews", SECOND)
    )
    assert tight.text == text_of(LEAD, lead_in, "- close the bridge", "- open the road;", "1) pay the crews", SECOND)


def test_filled_lines_are_joined_and_short_ones_end_a_paragraph() -> None:
    article = article_from_text(
        "Council shuts bridge\n\n"
        "The council of Harwick voted on Monday to close the old bridge\n"
        "after a report found rust in the cables, officials said.\n"
        "The mayor, Ben Venn, said he would not sign the order, which he\n"
        "called a mistake. He spoke after the vote to people in the hall\n"
        "who had waited since the morning.\n\n"
        '"We need the bridge," he said. "People will have to drive for an\n'
        'hour to get to work."\n'
    )
    assert article.text == text_of(
        "Council shuts bridge",
        "The council of Harwick voted on Monday to close the old bridge after a report found rust in the cables, officials said.",
        "The mayor, Ben Venn, said he would not sign the order, which he called a mistake. He spoke after the vote to people "
        "in the hall who had waited since the morning.",
        '"We need the bridge," he said. "People will have to drive for an hour to get to work."',
    )


def test_one_paragraph_a_line_stays_so() -> None:
    article = article_from_text(f"{LEAD}\n{SECOND}\nShe left.\n{LEAD}")
    assert article.text == text_of(LEAD, SECOND, "She left.", LEAD)


def test_quotation_marks_are_left_and_white_space_is_single() -> None:
    article = article_from_text("‘Rust,’ “Orr” ``said''\u00a0\u00ad \t to\u200bday.\r\n\r\n" + SECOND)
    assert article.text == text_of("‘Rust,’ “Orr” ``said'' today.", SECOND)


def test_what_the_caller_says_stands_above_the_text() -> None:
    article = article_from_text(
        "2026-01-25: " + LEAD, date="2026-01-26T10:00:00Z", outlet="Harwick Times", url="https://h.example/a"
    )
    assert article.published is not None
    assert (article.published.date, article.published.precision, article.published.basis) == (
        "2026-01-26T10:00:00Z",
        "minute",
        "given",
    )
    assert (article.outlet, article.url) == ("Harwick Times", "https://h.example/a")


def test_the_address_dates_an_undated_text() -> None:
    article = article_from_text(LEAD, url="https://h.example/news/2026/01/25/bridge")
    assert article.published is not None
    assert (article.published.date, article.published.basis) == ("2026-01-25", "url")


def test_a_date_that_is_not_iso_is_the_callers_error() -> None:
    with pytest.raises(ValueError, match="ISO 8601"):
        article_from_text(LEAD, date="last week")


def test_id_follows_text_title_date_and_outlet_only() -> None:
    first, again = article_from_text(LEAD), article_from_text(LEAD + "\n", url="https://harwick-times.example/bridge")
    assert first.id == again.id
    assert first.sha256 != again.sha256
    assert article_from_text(LEAD, date="2026-01-25").id != first.id
    assert article_from_text(LEAD, outlet="Harwick Times").id != first.id
    assert article_from_text(SECOND).id != first.id


def test_fields_before_the_text_are_metadata() -> None:
    head = '---\nTitle: "Council shuts bridge"\nDate: January 25, 2026\nAuthor: Ada Orr and Ben Venn\nSource: Harwick Times\n---\n'
    article = article_from_text(head + text_of(LEAD, SECOND))
    assert article.text == text_of("Council shuts bridge", LEAD, SECOND)
    assert article.byline == ("Ada Orr", "Ben Venn")
    assert article.outlet == "Harwick Times"
    assert article.published == Published("2026-01-25", "day", "metadata", "front matter")


def test_one_line_with_a_colon_is_no_field() -> None:
    article = article_from_text(text_of("Source: mayor will resign over bridge", LEAD, SECOND))
    assert article.title == "Source: mayor will resign over bridge"
    assert article.outlet is None
