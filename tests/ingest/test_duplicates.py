from __future__ import annotations

import random

import pytest

from onrecord.ingest import article_from_text
from onrecord.ingest.duplicates import BANDS, SAMPLE_SIZE, bands, containment, is_reprint, signature, similarity
from onrecord.terms import Article

WIRE = [
    "HARWICK (Coast Wire) - The council of Harwick voted on Monday to close the old bridge after a report found rust in its cables.",
    "The mayor, Ben Venn, said he would not sign the order before the county had looked at the report once more.",
    "Ada Orr, who leads the ferry workers, called the vote a gift to the quarry and asked for the minutes of the meeting.",
    "The bridge carries four thousand lorries a day, most of them from the quarry at Sallow, which employs two hundred people.",
    "Engineers had warned of the rust in three letters since the spring, none of which the council answered in writing.",
    "A second vote is due on Thursday, when the county engineer is to say how long the cables will bear the load.",
    "Shops on the north bank said they had lost a third of their trade since the first lane was closed in June.",
]
OTHER = [
    "Harwick's old bridge will close to all traffic after councillors were told on Monday that its cables are rusting through.",
    "Mayor Ben Venn is refusing to put his name to the closure, and wants the county to check the findings first.",
    "“A gift to the quarry” was how Ada Orr of the ferry workers' union described the decision.",
    "Some 4,000 lorries cross each day, and quarry owners in Sallow fear for two hundred jobs.",
    "The council sat on three warnings from its own engineers, the Post has learned.",
]
OWN = (
    "The Sallow Post has asked readers for their views; a meeting will be held in the old mill at the end of the week."
)


def article(*paragraphs: str, title: str = "Council shuts bridge") -> Article:
    return article_from_text("\n\n".join([title, *paragraphs]))


def invented(words: int, seed: int) -> list[str]:
    made = random.Random(seed)
    return [" ".join(f"w{made.randrange(3000)}" for _ in range(20)).capitalize() + "." for _ in range(words // 20)]


def meet(one: Article, other: Article) -> bool:
    return bool(set(bands(signature(one))) & set(bands(signature(other))))


@pytest.mark.parametrize(
    "reprint",
    [
        article(*WIRE, title="Bridge at Harwick to be shut"),
        article(*WIRE[:3], title="Harwick loses its bridge"),
        article(*WIRE[1:6]),
        article(WIRE[0].removeprefix("HARWICK (Coast Wire) - "), *WIRE[1:], OWN),
        article("By Cy Dow, Sallow Post", *(line.replace("Monday", "Jan. 26") for line in WIRE)),
        article(*(line.replace(",", " –").upper() for line in WIRE)),
    ],
    ids=["headline", "cut from below", "cut at both ends", "own paragraph", "byline and date", "case and dashes"],
)
def test_a_story_reprinted_is_known(reprint: Article) -> None:
    original = article(*WIRE)
    assert is_reprint(signature(original), signature(reprint))
    assert is_reprint(signature(reprint), signature(original))
    assert meet(original, reprint)


def test_another_report_of_the_same_event_is_none() -> None:
    assert not is_reprint(signature(article(*WIRE)), signature(article(*OTHER)))


def test_one_long_quotation_makes_no_reprint() -> None:
    said = "“We have read the report line by line and we found nothing in it that we had not been told in spring,” Orr said."
    left, right = signature(article(*WIRE, said)), signature(article(*OTHER, said))
    assert 0 < containment(left, right) < 0.5
    assert not is_reprint(left, right)


def test_an_excerpt_is_contained_and_not_similar() -> None:
    whole, part = signature(article(*WIRE)), signature(article(*WIRE[:2]))
    assert containment(whole, part) == containment(part, whole) == 1
    assert similarity(whole, part) == part.shingles / whole.shingles


def test_an_article_is_its_own_reprint() -> None:
    one = signature(article(*WIRE))
    assert similarity(one, one) == containment(one, one) == 1


def test_texts_without_a_word_in_common_share_nothing() -> None:
    left, right = signature(article(*invented(200, 1))), signature(article(*invented(200, 2)))
    assert similarity(left, right) == containment(left, right) == 0


def test_long_articles_are_compared_by_samples() -> None:
    lines = invented(20_000, 3)
    whole, part = signature(article(*lines)), signature(article(*lines[:500], *invented(10_000, 4)))
    assert len(whole.sample) == len(part.sample) == SAMPLE_SIZE < whole.shingles
    assert containment(whole, part) == pytest.approx(0.5, abs=0.06)
    assert similarity(whole, part) == pytest.approx(1 / 3, abs=0.06)
    short = signature(article(*lines[100:120]))
    assert containment(whole, short) == 1


def test_signatures_and_bands_are_the_same_in_every_run() -> None:
    one = signature(article("The mayor of Sallow said on Monday that he would go.", title="Mayor to go"))
    assert one.shingles == 7
    assert one.sample == (189194240, 844050650, 1182194888, 1207612961, 1284161429, 3292289095, 3968931926)
    keys = bands(one)
    assert len(keys) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert keys[:2] == (-6292771534438687361, -5938499017853984363)


def test_a_text_shorter_than_a_shingle_has_a_signature() -> None:
    assert signature(article_from_text("Mayor quits.")).shingles == 1
