from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.reader.analysis import Analysis, Attribution, Name, Run
from onrecord.reader.marks import with_marks
from onrecord.reader.trees import tree_of
from tests.reader.build import analysis_of, said

SIGNED = """
{lead}
Ada PROPN 2 nsubj
Orr PROPN 0 root
: PUNCT 2 punct
“ PUNCT 7 punct
The DET 5 det
dam NOUN 7 nsubj
could AUX 7 aux
hold VERB 2 parataxis
. PUNCT 7 punct
” PUNCT 7 punct
"""
CLOSED = """
Cases NOUN 2 nsubj
rose VERB 9 ccomp
by ADP 4 case
half NOUN 2 obl
in ADP 6 case
May PROPN 2 obl
, PUNCT 9 punct
it PRON 9 nsubj
added VERB 0 root
. PUNCT 9 punct
"""


def signed(lead: str) -> Analysis:
    analysis = analysis_of(SIGNED.format(lead=lead))
    first = next(i for i in range(len(analysis.words)) if analysis.words[i] == "Ada")
    return replace(analysis, names=(Name(Run(first, first + 2), "Person", 0.9),))


def told(analysis: Analysis) -> list[tuple[str, str, str]]:
    def text(runs: tuple[Run, ...]) -> str:
        return " ".join(word for run in runs for word in analysis.words.words(run))

    found: tuple[Attribution, ...] = with_marks(tree_of(analysis)).analysis.attributions
    return [(text(one.source), text(one.cue), text(one.content)) for one in found]


@pytest.mark.parametrize("lead", ["", "by ADP 2 case", "— PUNCT 2 punct"])
def test_a_name_and_a_colon_sign_the_quotation_behind_them(lead: str) -> None:
    assert told(signed(lead)) == [("Ada Orr", ":", "“ The dam could hold . ”")]


def test_whoever_is_spoken_of_signs_nothing() -> None:
    assert told(signed("praised VERB 2 dep")) == []


def test_a_quotation_that_somebody_has_is_left_to_him() -> None:
    analysis = said(
        signed("Venn PROPN 3 dep\nadded VERB 3 dep\nby ADP 3 case"), ("Venn", "added", "The dam could hold")
    )
    assert told(analysis) == [("Venn", "added", "The dam could hold")]


def test_a_sentence_that_ends_in_it_added_is_said() -> None:
    assert told(analysis_of(CLOSED)) == [("it", "added", "Cases rose by half in May")]
    assert told(said(analysis_of(CLOSED), ("", "rose", "by half"))) == [("", "rose", "by half")]


def test_nothing_is_told_by_no_marks() -> None:
    tree = tree_of(analysis_of("Rain NOUN 2 nsubj\nfell VERB 0 root\n. PUNCT 2 punct"))
    assert with_marks(tree) is tree
