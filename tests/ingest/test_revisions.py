from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import article_from_text
from onrecord.ingest.revisions import Revision, SentenceChange, revise
from onrecord.terms import Article, Span

ONE = "The council of Harwick voted on Monday to close the old bridge."
TWO = "“We will not wait for the county,” Ada Orr said, and left the hall."
THREE = "Twelve workers were hurt when a cable broke in June."
FOUR = "A second vote is due on Thursday."


def article(*paragraphs: str) -> Article:
    return article_from_text("\n\n".join(["Council shuts bridge", *paragraphs]))


def shown(old: Article, new: Article, changes: tuple[SentenceChange, ...]) -> list[tuple[str, str | None, str | None]]:
    return [
        (c.kind, old.text[slice(*c.old)] if c.old else None, new.text[slice(*c.new)] if c.new else None)
        for c in changes
    ]


def revised(before: list[str], after: list[str]) -> tuple[Article, Article, Revision]:
    old, new = article(*before), article(*after)
    return old, new, revise(old, new)


def place(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def test_the_same_text_has_not_changed() -> None:
    old, new, revision = revised([ONE, TWO], [ONE, TWO])
    assert revision.changes == ()
    assert revision.where(Span(0, len(old.text))) == Span(0, len(new.text))
    assert (revision.old, revision.new) == (old.id, new.id)


def test_sentences_come_and_go() -> None:
    old, new, revision = revised([f"{ONE} {TWO}", THREE], [f"{ONE} {FOUR}", THREE])
    assert shown(old, new, revision.changes) == [("removed", TWO, None), ("added", None, FOUR)]


def test_a_sentence_changes_by_the_word() -> None:
    changed = "Fourteen workers were badly hurt when a cable broke in June."
    old, new, revision = revised([ONE, THREE], [ONE, changed])
    assert shown(old, new, revision.changes) == [("changed", THREE, changed)]
    first, second = revision.changes[0].edits
    assert (first.old, first.new) == (place(old, "Twelve"), place(new, "Fourteen"))
    assert (second.old, second.new) == (None, place(new, "badly"))


def test_a_headline_changes_like_any_sentence() -> None:
    old = article_from_text(f"Council shuts old bridge\n\n{ONE}")
    new = article_from_text(f"Council shuts bridge\n\n{ONE}")
    assert shown(old, new, revise(old, new).changes) == [
        ("changed", "Council shuts old bridge", "Council shuts bridge")
    ]


def test_a_paragraph_moves() -> None:
    old, new, revision = revised([ONE, TWO, THREE, FOUR], [ONE, FOUR, TWO, THREE])
    assert shown(old, new, revision.changes) == [("moved", FOUR, FOUR)]
    assert revision.where(place(old, FOUR)) == place(new, FOUR)
    assert revision.where(place(old, f"{THREE}\n\n{FOUR}")) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("She said, “No.” Then she left.", 'She said, "No." Then she left.'),
        ("She said, ‘No.’ Then she left.", "She said, “No.” Then she left."),
        ("The mayor’s plan—his third—failed.", "The mayor's plan -- his third -- failed."),
        ("The plan failed … again.", "The plan failed ... again."),
        ("One line\u00a0of text.", "One  line of\ttext."),
        (f"{ONE}\n\nUpdated Jan. 26, 2026, 3:45 p.m. EST", f"{ONE}\n\nUpdated Jan. 27, 2026, 11:02 a.m. EST"),
        (f"{ONE}\n\n12 comments | 40 views\n\n{FOUR}", f"{ONE}\n\n1,240 comments | 2k views\n\n{FOUR}"),
        (f"{ONE} {TWO}", f"{ONE}\n\n{TWO}"),
    ],
    ids=["double", "single", "dashes", "ellipsis", "white space", "time stamp", "counts", "paragraphs"],
)
def test_what_is_no_change(before: str, after: str) -> None:
    _, _, revision = revised([before], [after])
    assert revision.changes == ()


def test_a_date_in_a_sentence_is_no_time_stamp() -> None:
    _, _, revision = revised(["The vote is due on May 4, 2026."], ["The vote is due on May 5, 2026."])
    assert [change.kind for change in revision.changes] == ["changed"]


def test_a_quotation_keeps_its_identity() -> None:
    straight = TWO.replace("“", '"').replace("”", '"').replace(", and left the hall", " on Tuesday")
    old, new, revision = revised([ONE, TWO, THREE], [FOUR, ONE, straight])
    assert revision.where(place(old, "We will not wait for the county,")) == place(
        new, "We will not wait for the county,"
    )
    assert revision.where(place(old, "“We will not wait for the county,”")) == place(
        new, '"We will not wait for the county,"'
    )
    assert revision.where(place(old, "not wait")) == place(new, "not wait")
    assert revision.where(place(old, "and left the hall")) is None
    assert revision.where(place(old, "county,” Ada Orr said, and")) is None
    assert revision.where(place(old, THREE)) is None


def test_what_stood_in_the_middle_is_no_longer_together() -> None:
    old, new, revision = revised([THREE], ["Twelve workers and a driver were hurt when a cable broke in June."])
    assert revision.where(place(old, "workers were")) is None
    assert revision.where(place(old, "Twelve workers")) == place(new, "Twelve workers")


def test_two_articles_with_nothing_in_common() -> None:
    old, new = article_from_text("The mayor has left."), article_from_text("Rain is due tomorrow evening.")
    revision = revise(old, new)
    assert [change.kind for change in revision.changes] == ["removed", "added"]
    assert revision.kept == ()


def straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


SENTENCE = st.lists(st.sampled_from("orr said dam “will not” hold, - but Venn".split()), min_size=1, max_size=6).map(
    lambda words: " ".join(words).capitalize() + "."
)
TEXT = st.lists(SENTENCE, min_size=1, max_size=8).map(lambda lines: " ".join(lines[:3]) + "\n\n" + "\n\n".join(lines))


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, st.data())
def test_where_leads_to_the_same_words(before: str, after: str, data: st.DataObject) -> None:
    old, new = article_from_text(before), article_from_text(after)
    revision = revise(old, new)
    start = data.draw(st.integers(0, len(old.text) - 1))
    end = data.draw(st.integers(start + 1, len(old.text)))
    found = revision.where(Span(start, end))
    if found:
        assert straight(new.text[slice(*found)]).split() == straight(old.text[start:end]).split()
    for change in revision.changes:
        assert (change.old is None) == (change.kind == "added")
        assert (change.new is None) == (change.kind == "removed")
    assert all(one.old.end <= other.old.start for one, other in zip(revision.kept, revision.kept[1:], strict=False))


def test_a_book_is_compared_in_a_moment() -> None:
    made = random.Random(5)
    lines = [" ".join(f"w{made.randrange(4000)}" for _ in range(20)).capitalize() + "." for _ in range(1000)]
    other = [line.replace("w1", "v1") if made.random() < 0.3 else line for line in lines if made.random() < 0.9]
    began = time.perf_counter()
    revise(article(*lines), article(*other))
    assert time.perf_counter() - began < 2  # 0.15 s where it was measured
