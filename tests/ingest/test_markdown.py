"""Markdown: its words without its marks, every character at its place."""

from __future__ import annotations

import time

import pytest

from onrecord.ingest import article_from_text
from onrecord.terms import Article, Published

LETTER = """\
---
title: "Quay shut"
layout: post
date: 2026-02-20
weight: 3
author: Ada Orr
---

# Quay shut

The council voted on **Monday** to close the *[ferry quay](https://x.example/a_(b))*,
and the mayor said it was 5 * 3 times "too late" for snake_case\\* &amp; more.

> “Nobody asked us,” said Tom Venn,
> who runs the ferry[^1].
>
> > He left.

What happens next
-----------------

1. The quay [sic] will stay open.
2. The **boats
   will** lie at Sallow, he said.

* One `a*b*c` thing<br>and __another__, she said.

![The quay](q.png "t")

[1]: https://x.example/

```
Nobody *may* land here.
```

| boat | seats |
|------|-------|
| Ida | 40 |

* * *

It was late when they <b>left</b>.
"""


def _held(article: Article, text: str) -> None:
    """Every run that is said to be exact is so."""
    data = text.encode()
    for run in article.located:
        assert not run.exact or data[run.byte_start : run.byte_end].decode() == article.text[run.start : run.end]
    assert article.located


def test_words_are_kept_and_marks_are_not() -> None:
    article = article_from_text(LETTER)
    assert article.title == "Quay shut"
    assert article.byline == ("Ada Orr",)
    assert article.published == Published("2026-02-20", "day", "metadata", "front matter")
    assert article.text.split("\n\n")[1:] == [
        'The council voted on Monday to close the ferry quay, and the mayor said it was 5 * 3 times "too late" for snake_case* & more.',
        "“Nobody asked us,” said Tom Venn, who runs the ferry.",
        "He left.",
        "What happens next",
        "The quay [sic] will stay open.",
        "The boats will lie at Sallow, he said.",
        "One a*b*c thing and another, she said.",
        "Nobody *may* land here.",
        "| boat | seats |",
        "| Ida | 40 |",
        "It was late when they left.",
    ]  # fmt: skip
    labels = [piece.label for piece in article.furniture]
    assert labels == ["front matter"] * 6 + ["title", "image", "link"]
    _held(article, LETTER)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Quay shut #\n\nShe said it was **not** shut.", "Quay shut\n\nShe said it was not shut."),
        ("Quay shut\n=========\n\nShe said **it was not** shut.", "Quay shut\n\nShe said it was not shut."),
        (
            "**She** said that 2*3*4 and a*b were *one* and a * b * c.",
            "She said that 2*3*4 and a*b were one and a * b * c.",
        ),
        (
            "**She** said “[no](/a)” and [“yes”][1], and [this] (not) that.",
            "She said “no” and “yes”, and [this] (not) that.",
        ),
        ("She *said **it*** twice, **with", "She *said **it*** twice, **with"),
        ("> She said it.\nand went on.\n\nHe did not.", "She said it. and went on.\n\nHe did not."),
        ("**Long**\r\n\r\nShe said it.\rHe did not.", "Long\n\nShe said it. He did not."),
    ],
)
def test_marks(text: str, shown: str) -> None:
    article = article_from_text(text)
    assert article.text == shown
    _held(article, text)


@pytest.mark.parametrize(
    "text",
    [
        "She said * and # were signs, and that [this] was [sic] (so).\n\nHe was #1 on the list, he said.",
        "The vote was 5 * 3 and _nobody_here said_ that it was _not_ so.",
    ],
)
def test_other_texts_are_left_as_they_are(text: str) -> None:
    assert article_from_text(text).text == text


@pytest.mark.parametrize(
    "mark",
    ["[", "![", "](a)", "*a ", "**", "_a", "`a ``b ", "> ", "# a\n", "- ", "<a ", "[a](", "~~~\n", "[a]: b\n", "|-", "- - ", "a\n=\n"],
)  # fmt: skip
def test_hostile_marks_are_read_in_time(mark: str) -> None:
    text = "**The council** met on Monday to vote.\n\n" + mark * (60_000 // len(mark))
    began = time.process_time()
    assert article_from_text(text).text
    assert time.process_time() - began < 5  # seconds of work; each takes under one
