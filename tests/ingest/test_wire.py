from __future__ import annotations

import time

import pytest

from onrecord.ingest import article_from_text
from onrecord.ingest.wire import wire_credit

LEAD = "The council of Harwick voted on Monday to close the old bridge."


@pytest.mark.parametrize(
    ("paragraphs", "byline", "cut", "agencies"),
    [
        ([f"HARWICK, Mich. (AP) — {LEAD}"], [], [], ("AP",)),
        ([f"(Reuters) - {LEAD}"], [], [], ("Reuters",)),
        ([f"HARWICK (Coast Wire) - {LEAD}"], [], [], ("Coast Wire",)),
        ([LEAD], ["Associated Press"], [], ("Associated Press",)),
        ([LEAD], ["Ada Orr", "The Associated Press"], [], ("Associated Press",)),
        ([LEAD, "Reuters contributed to this report."], [], [], ("Reuters",)),
        (
            [LEAD, "Ada Orr of The Associated Press in Sallow contributed to this report."],
            [],
            [],
            ("Associated Press",),
        ),
        ([LEAD], [], ["Copyright 2026 The Associated Press. All rights reserved."], ("Associated Press",)),
        ([f"HARWICK (AP) — {LEAD}", "The Associated Press contributed to this story."], [], [], ("AP",)),
        ([f"HARWICK (AP) — {LEAD}", "Reuters contributed to this report."], [], [], ("AP", "Reuters")),
        ([LEAD, "Ada Orr contributed to this report."], ["Cy Dow"], [], ()),
        ([f"The Harwick Free Press (a weekly) said: {LEAD}"], [], [], ()),
        (["The report was first seen by Reuters, which asked the mayor about it."], [], [], ()),
    ],
)
def test_agencies_credited(paragraphs: list[str], byline: list[str], cut: list[str], agencies: tuple[str, ...]) -> None:
    assert wire_credit(paragraphs, byline, cut) == agencies


def test_an_article_carries_its_credit() -> None:
    article = article_from_text(
        f"HARWICK (AP) — {LEAD} The mayor said no.\n\nHe left by the back door, witnesses said."
    )
    assert article.wire == ("AP",)


def test_long_lines_take_no_time() -> None:
    began = time.perf_counter()
    wire_credit(["A " * 200_000, "Press " * 60, "Associated " * 30], ["The " * 50_000], ["Copyright " * 39])
    assert time.perf_counter() - began < 1
