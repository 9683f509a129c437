"""Whether it happened: what the grammar says of it."""

from __future__ import annotations

import pytest

from onrecord.terms import EventStatus
from tests.reader.events.seen import deeds


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("police|NOUN|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj", "actual"),
        ("police|NOUN|3|nsubj will|AUX|3|aux arrest|VERB|0|root Orr|PROPN|3|obj", "future"),
        ("police|NOUN|3|nsubj could|AUX|3|aux arrest|VERB|0|root Orr|PROPN|3|obj", "hypothetical"),
        ("police|NOUN|3|nsubj would|AUX|3|aux arrest|VERB|0|root Orr|PROPN|3|obj", "hypothetical"),
        (
            "Venn|PROPN|2|nsubj said|VERB|0|root police|NOUN|5|nsubj would|AUX|5|aux arrest|VERB|2|ccomp Orr|PROPN|5|obj",
            "future",
        ),
        ("police|NOUN|4|nsubj did|AUX|4|aux not|PART|4|advmod arrest|VERB|0|root Orr|PROPN|4|obj", "negated"),
        ("police|NOUN|2|nsubj left|VERB|0|root without|SCONJ|4|mark arresting|VERB|2|advcl Orr|PROPN|4|obj", "negated"),
        ("police|NOUN|2|nsubj failed|VERB|0|root to|PART|4|mark arrest|VERB|2|xcomp Orr|PROPN|4|obj", "negated"),
        ("police|NOUN|2|nsubj had|VERB|0|root yet|ADV|2|advmod to|PART|5|mark arrest|VERB|2|xcomp Orr|PROPN|5|obj", "negated"),
        ("police|NOUN|2|nsubj plan|VERB|0|root to|PART|4|mark arrest|VERB|2|xcomp Orr|PROPN|4|obj", "future"),
        ("police|NOUN|3|nsubj are|AUX|3|aux going|VERB|0|root to|PART|5|mark arrest|VERB|3|xcomp Orr|PROPN|5|obj", "future"),
        ("Police|NOUN|3|nsubj to|PART|3|mark arrest|VERB|0|root Orr|PROPN|3|obj", "future"),
        ("police|NOUN|2|nsubj want|VERB|0|root to|PART|4|mark arrest|VERB|2|xcomp Orr|PROPN|4|obj", "hypothetical"),
        (
            "police|NOUN|4|nsubj do|AUX|4|aux not|PART|4|advmod want|VERB|0|root to|PART|6|mark arrest|VERB|4|xcomp Orr|PROPN|6|obj",
            "negated",
        ),
        (
            "Venn|PROPN|2|nsubj left|VERB|0|root if|SCONJ|5|mark police|NOUN|5|nsubj arrested|VERB|2|advcl Orr|PROPN|5|obj",
            "hypothetical",
        ),
        ("nobody|PRON|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj", "negated"),
        (
            "police|NOUN|2|nsubj used|VERB|0|root dogs|NOUN|2|obj to|PART|5|mark arrest|VERB|2|advcl Orr|PROPN|5|obj",
            "actual",
        ),
        (
            "police|NOUN|2|nsubj supported|VERB|0|root Venn|PROPN|2|obj ,|PUNCT|5|punct arresting|VERB|2|advcl Orr|PROPN|5|obj",
            "actual",
        ),
        ("Venn|PROPN|2|nsubj called|VERB|0|root for|ADP|4|case arrest|NOUN|2|obl of|ADP|6|case Orr|PROPN|4|nmod", "hypothetical"),
    ],
)  # fmt: skip
def test_the_status_of_an_arrest(sentence: str, status: EventStatus) -> None:
    assert [event.status for event in deeds(sentence) if event.mode == "arrest"] == [status]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("no|DET|2|det arrest|NOUN|0|root of|ADP|4|case Orr|PROPN|2|nmod", "negated"),
        ("the|DET|3|det planned|VERB|3|amod arrest|NOUN|0|root of|ADP|5|case Orr|PROPN|3|nmod", "future"),
        ("the|DET|3|det future|ADJ|3|amod arrest|NOUN|0|root of|ADP|5|case Orr|PROPN|3|nmod", "future"),
        ("calls|NOUN|0|root for|ADP|4|case the|DET|4|det arrest|NOUN|1|nmod of|ADP|6|case Orr|PROPN|4|nmod", "hypothetical"),
        ("Venn|PROPN|2|nsubj feared|VERB|0|root the|DET|4|det arrest|NOUN|2|obj of|ADP|6|case Orr|PROPN|4|nmod", "hypothetical"),
        ("Venn|PROPN|2|nsubj discussed|VERB|0|root the|DET|4|det arrest|NOUN|2|obj of|ADP|6|case Orr|PROPN|4|nmod", "actual"),
    ],
)  # fmt: skip
def test_the_status_of_a_noun(sentence: str, status: EventStatus) -> None:
    assert [event.status for event in deeds(sentence) if event.mode == "arrest"] == [status]


def test_who_is_singled_out_did_it() -> None:
    only = (
        "Orr|PROPN|5|nsubj was|AUX|5|cop the|DET|5|det only|ADJ|5|amod senator|NOUN|0|root to|PART|7|mark "
        "endorse|VERB|5|acl Venn|PROPN|7|obj"
    )
    assert [event.status for event in deeds(only) if event.type == "SUPPORT"] == ["actual"]
