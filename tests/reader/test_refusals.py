from __future__ import annotations

import pytest

from onrecord.reader.refusals import with_refusals
from onrecord.reader.statements import find_statements
from onrecord.reader.trees import tree_of
from tests.reader.build import Known, analysis_of, said

RESPOND = """
Her PRON 2 nmod:poss
lawyer NOUN 9 nsubj
, PUNCT 5 punct
Mary PROPN 5 compound
Venn PROPN 2 appos
, PUNCT 2 punct
did AUX 9 aux
{} PART 9 advmod
respond VERB 0 root
to ADP 12 case
a DET 12 det
{} NOUN 9 obl
for ADP 14 case
comment NOUN 12 nmod
. PUNCT 9 punct
"""
REACH = """
{} 5 nsubj:pass
could AUX 5 aux
not PART 5 advmod
be AUX 5 aux:pass
reached VERB 0 root
. PUNCT 5 punct
"""
DECLINE = """
Orr PROPN 2 nsubj
declined VERB 0 root
to PART 4 mark
{} VERB 2 xcomp
. PUNCT 2 punct
"""


def read(table: str) -> list[tuple[str, str, str, str]]:
    tree = with_refusals(tree_of(analysis_of(table)))
    return [
        (s.source.text if s.source else "", s.cue.text if s.cue else "", s.content.text, s.act)
        for s in find_statements(tree, Known(tree.analysis), times=())
    ]


@pytest.mark.parametrize("negation", ["not", "n't"])
def test_no_response_to_a_request_is_a_refusal(negation: str) -> None:
    expected = ("Her lawyer , Mary Venn", f"did {negation} respond to", "a request for comment", "decline_to_comment")
    assert read(RESPOND.format(negation, "request")) == [expected]
    assert read(RESPOND.format(negation, "fire")) == []


def test_only_who_can_be_rung_up_can_fail_to_be_reached() -> None:
    assert read(REACH.format("Orr PROPN")) == [("Orr", "could not be", "reached", "decline_to_comment")]
    assert read(REACH.format("agreement NOUN")) == []


def test_declining_to_answer_is_a_refusal_declining_to_act_is_not() -> None:
    assert read(DECLINE.format("comment")) == [("Orr", "declined", "to comment", "decline_to_comment")]
    assert read(DECLINE.format("sail")) == []


def test_what_is_already_read_is_not_read_again() -> None:
    analysis = said(analysis_of(DECLINE.format("comment")), ("Orr", "declined", "to comment"))
    assert with_refusals(tree_of(analysis)).analysis == analysis
    reported = said(
        analysis_of("Venn PROPN 2 nsubj\nsaid VERB 0 root\n" + "Orr PROPN 4 nsubj\ndeclined VERB 2 ccomp\n"
                    "to PART 6 mark\ncomment VERB 4 xcomp\n"),
        ("Venn", "said", "Orr declined to comment"),
    )  # fmt: skip
    assert with_refusals(tree_of(reported)).analysis == reported
