from __future__ import annotations

import time

import pytest

from onrecord.reader.quotations import find_quotations, quote_states
from onrecord.reader.words import split_words


def texts(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Orr said "yes" and “no”.', ['"yes"', "“no”"]),
        ("Orr said ‘yes, it’s the council’s’ twice.", ["‘yes, it’s the council’s’"]),
        ("‘It’s the governors’ plan,’ Orr said.", ["‘It’s the governors’ plan,’"]),
        ("The governors’ plan and the mayors' bill", []),
        ("In the ’90s and the '80s, rock 'n' roll", []),
        ("Orr said «oui» and „ja“.", ["«oui»", "„ja“"]),
        ("“She told me ‘no’ again,” Orr said.", ["“She told me ‘no’ again,”", "‘no’"]),
        ("“She said “no” again” was all.", ["“She said “no” again”", "“no”"]),
        ('A 5" pipe of 6\'2" and "a 7" one', ['"a 7"']),
        ("``Old wire copy,'' Orr said.", ["``Old wire copy,''"]),
        ('("Orr") and "Venn"—"Bly"', ['"Orr"', '"Venn"', '"Bly"']),
        ("“I am late. Then “I left,” Orr said.", ["“I am late. Then ", "“I left,”"]),
        ("Nothing here ” at all.", []),
    ],
)
def test_finds_what_stands_between_marks(text: str, found: list[str]) -> None:
    assert texts(text) == found


def test_a_long_quotation_goes_on_over_paragraphs() -> None:
    text = "“The first.\n\n“The second.\n\n“The third,” Orr said. “The end.”"
    assert [(q.continues, q.closed) for q in find_quotations(text)] == [
        (False, False),
        (True, False),
        (True, True),
        (False, True),
    ]


def test_a_stray_mark_ends_with_its_paragraph() -> None:
    text = 'The "stray mark.\n\nOrr said nothing.\n\nVenn said "no" too.'
    assert texts(text) == ['"stray mark.', '"no"']


def test_states_of_words() -> None:
    words = split_words('Orr said "no\n\n"and no," twice')
    assert [words[i] for i, s in enumerate(quote_states(words)) if s == 0] == ["Orr", "said", "twice"]
    assert [words[i] for i, s in enumerate(quote_states(words)) if s == 2] == ['"', "and", "no", ",", '"']


@pytest.mark.parametrize("piece", ['"', "“", "“ ", "'a ", "‘a", "“a‘b", '"\n', '“a "b ', "”'"])
def test_unbalanced_marks_by_the_thousand(piece: str) -> None:
    began = time.perf_counter()
    find_quotations(piece * 20_000)
    assert time.perf_counter() - began < 10
