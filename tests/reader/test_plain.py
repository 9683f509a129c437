from __future__ import annotations

import pytest

from onrecord.reader.analysis import Analysis
from onrecord.reader.plain import with_plain
from onrecord.reader.trees import tree_of
from tests.reader.build import analysis_of, said

PLAIN = """
{subject} PROPN 2 nsubj
{verb} VERB 0 root
that SCONJ 6 mark
40 NUM 5 nummod
boats NOUN 6 nsubj
sank VERB 2 ccomp
. PUNCT 2 punct
"""


def told(analysis: Analysis) -> list[list[str]]:
    return [
        [" ".join(w for run in runs for w in analysis.words.words(run)) for runs in (one.source, one.cue, one.content)]
        for one in with_plain(tree_of(analysis)).analysis.attributions
    ]


def test_a_plain_saying_is_read_off_the_parse() -> None:
    assert told(analysis_of(PLAIN.format(subject="Venn", verb="said"))) == [["Venn", "said", "that 40 boats sank"]]


@pytest.mark.parametrize(("subject", "verb"), [("I", "said"), ("Venn", "saw"), ("Venn", "bought")])
def test_nobody_and_other_verbs_tell_nothing(subject: str, verb: str) -> None:
    assert told(analysis_of(PLAIN.format(subject=subject, verb=verb))) == []


def test_what_would_be_said_is_not_said() -> None:
    table = PLAIN.format(subject="Venn", verb="say").replace("say VERB 0 root", "say VERB 0 root\nwould AUX 2 aux")
    assert told(analysis_of(table)) == []


def test_what_stands_in_a_saying_is_left_alone() -> None:
    analysis = said(analysis_of(PLAIN.format(subject="Venn", verb="said")), ("", "that", "40 boats sank"))
    assert told(analysis) == [["", "that", "40 boats sank"]]


def test_words_between_quotation_marks_are_left_alone() -> None:
    spoken = PLAIN.format(subject="Venn", verb="said").replace(". PUNCT", "” PUNCT").strip()
    table = f"“ PUNCT 3 punct\n{spoken}"
    for old, new in [(" 6 mark", " 7 mark"), (" 5 nummod", " 6 nummod"), (" 6 nsubj", " 7 nsubj"), (" 2 ", " 3 ")]:
        table = table.replace(old, new)
    assert told(analysis_of(table)) == []
