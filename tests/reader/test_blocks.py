from __future__ import annotations

from onrecord.reader.blocks import with_blocks
from onrecord.reader.statements import find_statements
from onrecord.reader.trees import tree_of
from onrecord.terms import Statement
from tests.reader.build import Known, analysis_of, said

LEAD = """
In ADP 3 case
a DET 3 det
letter NOUN 6 obl
, PUNCT 6 punct
Orr PROPN 6 nsubj
wrote VERB 0 root
: PUNCT 6 punct
¶
"""
OWN = """
I PRON 2 nsubj
saw VERB 0 root
it PRON 2 obj
. PUNCT 2 punct
¶
We PRON 2 nsubj
left VERB 0 root
. PUNCT 2 punct
¶
Rain NOUN 2 nsubj
fell VERB 0 root
. PUNCT 2 punct
"""
MARKED = """
“ PUNCT 3 punct
It PRON 3 nsubj
holds VERB 0 root
. PUNCT 3 punct
” PUNCT 3 punct
"""


def read(table: str, *attributions: tuple[str, str, str]) -> list[Statement]:
    tree = with_blocks(tree_of(said(analysis_of(table), *attributions)))
    return list(find_statements(tree, Known(tree.analysis, {"Orr": "e1", "Venn": "e2"}), times=()))


def test_a_block_is_the_lead_ins_as_far_as_it_goes_on_in_the_first_person() -> None:
    (one,) = read(LEAD + OWN)
    assert (one.speaker, one.kind, one.content.text) == ("e1", "direct", "I saw it . We left .")
    assert one.cue is not None
    assert one.cue.text == "wrote"


def test_what_only_says_where_is_no_content() -> None:
    (one,) = read(LEAD + OWN, ("Orr", "wrote", "In a letter"))
    assert one.content.text == "I saw it . We left ."


def test_a_quotation_under_a_lead_in_is_not_the_last_speakers() -> None:
    before = "Venn PROPN 2 nsubj\nsaid VERB 0 root\n" + MARKED.replace(" 3 ", " 5 ").replace(
        "VERB 0 root", "VERB 2 ccomp"
    )
    statements = read(before + "¶\n" + LEAD + MARKED, ("Venn", "said", "“ It holds . ”"))
    assert [s.speaker for s in statements] == ["e2", "e1"]


def test_a_paragraph_with_a_speaker_of_its_own_is_no_block() -> None:
    other = "Venn PROPN 2 nsubj\nsaid VERB 0 root\nit PRON 4 nsubj\nholds VERB 2 ccomp\n"
    (one,) = read(LEAD + other, ("Venn", "said", "it holds"))
    assert one.speaker == "e2"


def test_what_is_said_inside_a_block_leaves_no_hole_in_it() -> None:
    block, _ = read(
        LEAD + "We PRON 2 nsubj\nsaid VERB 0 root\nso ADV 2 advmod\n. PUNCT 2 punct\n", ("We", "said", "so")
    )
    assert block.content.text == "We said so ."
