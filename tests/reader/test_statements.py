from __future__ import annotations

import time

import pytest

from onrecord.reader.statements import find_statements
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Published, Statement
from tests.reader.build import Known, analysis_of, flat, said


def read(analysis: object, **entities: str) -> tuple[Statement, ...]:
    return find_statements(tree_of(analysis), Known(analysis, entities), times=())  # type: ignore[arg-type]


def test_roles_become_spans_of_the_text() -> None:
    analysis = said(flat("Orr said the dam , she thought , will hold ."), ("Orr", "said", ["the dam", "will hold"]))
    (one,) = read(analysis, Orr="e1")
    text = analysis.words.text
    assert one.id == "s1"
    assert one.speaker == "e1"
    assert one.resolved_by == "name"
    assert one.content.text == "the dam will hold"
    for words in (one.source, one.cue, one.content):
        assert words is not None
        assert words.text == " ".join(text[start:end] for start, end in words.spans)


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("Orr said the dam holds .", "the dam holds", "indirect"),
        ("Orr said “ the dam holds . ”", "“ the dam holds . ”", "direct"),
        ("Orr said that “ the dam holds . ”", "that “ the dam holds . ”", "direct"),
        ("Orr said the “ dam ” holds .", "the “ dam ” holds", "mixed"),
        ("Orr said the dam “ holds", "the dam “ holds", "mixed"),
    ],
)
def test_kind_is_by_the_quotation_marks(text: str, content: str, kind: str) -> None:
    (one,) = read(said(flat(text), ("Orr", "said", content)))
    assert one.kind == kind


def test_a_paragraph_that_opens_with_a_mark_goes_on_for_the_same_speaker() -> None:
    analysis = said(
        flat("“ The dam holds , ” Orr said .\n“ It will hold for years . ”\n“ And so will the road . ”\nVenn left ."),
        ("Orr", "said", "“ The dam holds , ”"),
    )
    first, second, third = read(analysis, Orr="e1")
    assert (second.source, second.cue, second.speaker, second.resolved_by) == (None, None, "e1", "continuation")
    assert second.content.text == "“ It will hold for years . ”"
    assert third.speaker == "e1"
    assert first.confidence > second.confidence > third.confidence


def test_it_does_not_go_on_past_another_speaker_or_the_outlets_own_words() -> None:
    other = said(
        flat("“ The dam holds , ” Orr said . Venn shook his head and left the room .\n“ It will not hold for long . ”"),
        ("Orr", "said", "“ The dam holds , ”"),
    )
    assert len(read(other, Orr="e1")) == 1
    cued = said(
        flat("“ The dam holds , ” Orr said .\n“ It will not hold for long , ” muttered a man in the back ."),
        ("Orr", "said", "“ The dam holds , ”"),
    )
    assert len(read(cued, Orr="e1")) == 1


def test_a_title_in_quotation_marks_is_nobodys_words() -> None:
    analysis = said(
        flat("“ The dam holds , ” Orr said .\nShe wrote “ Harbor Days ” last year ."),
        ("Orr", "said", "“ The dam holds , ”"),
    )
    assert len(read(analysis, Orr="e1")) == 1


LEAD = """
Orr PROPN 2 nsubj
outlined VERB 0 root
two NUM 4 nummod
steps NOUN 2 obj
she PRON 6 nsubj
said VERB 4 acl:relcl
the DET 8 det
council NOUN 10 nsubj
must AUX 10 aux
take VERB 6 ccomp
: PUNCT 2 punct
¶
* PUNCT 2 punct
Close VERB 0 root
Dock PROPN 4 compound
Road PROPN 2 obj
. PUNCT 2 punct
¶
* PUNCT 2 punct
Hire VERB 0 root
clerks NOUN 2 obj
, PUNCT 6 punct
citing VERB 2 advcl
arrears NOUN 5 obj
. PUNCT 2 punct
¶
Venn PROPN 2 nsubj
left VERB 0 root
. PUNCT 2 punct
"""


def test_items_of_a_list_are_what_the_lead_in_says_they_are() -> None:
    analysis = said(analysis_of(LEAD), ("she", "said", ["two steps", "the council must take"]))
    _, close, hire = read(analysis, she="e1")
    assert (close.content.text, close.act, close.speaker, close.cue) == ("Close Dock Road", "demand", "e1", None)
    assert (hire.content.text, hire.act, hire.resolved_by) == ("Hire clerks , citing arrears", "demand", "continuation")


def test_an_item_is_no_source() -> None:
    analysis = said(
        analysis_of(LEAD),
        ("she", "said", ["two steps", "the council must take"]),
        ("Hire clerks ,", "citing", "arrears"),
    )
    statements = read(analysis, she="e1")
    assert [s.content.text for s in statements if s.cue is None] == ["Close Dock Road", "Hire clerks , citing arrears"]
    citing = next(s for s in statements if s.cue is not None and s.cue.text == "citing")
    assert (citing.source, citing.speaker, citing.within) == (None, "e1", None)


def test_items_taken_in_by_the_lead_in_are_parted_from_it() -> None:
    analysis = said(analysis_of(LEAD), ("she", "said", ["Close Dock Road", "Hire clerks , citing arrears"]))
    close, hire = read(analysis, she="e1")
    assert close.cue is not None
    assert close.source is not None
    assert (close.act, hire.act, hire.cue) == ("demand", "demand", None)


NESTED = """
“ PUNCT 4 punct
He PRON 4 nsubj
was AUX 4 cop
happy ADJ 0 root
that SCONJ 8 mark
Bly PROPN 8 nsubj
was AUX 8 aux
coming VERB 4 ccomp
, PUNCT 4 punct
” PUNCT 4 punct
Orr PROPN 12 nsubj
said VERB 4 parataxis
. PUNCT 4 punct
"""


def test_what_one_says_of_anothers_mind_is_nested() -> None:
    analysis = said(analysis_of(NESTED), ("Orr", "said", "“ He was happy that Bly was coming , ”"))
    outer, inner = read(analysis, Orr="e1", He="e2")
    assert (inner.speaker, inner.act, inner.within, inner.resolved_by) == ("e2", "believe", outer.id, "pronoun")
    assert inner.cue is not None
    assert (inner.cue.text, inner.content.text) == ("was happy", "that Bly was coming")
    assert inner.confidence < outer.confidence


def test_nobody_reports_himself() -> None:
    analysis = said(analysis_of(NESTED), ("Orr", "said", "“ He was happy that Bly was coming , ”"))
    assert len(read(analysis, Orr="e1", He="e1")) == 1


ACCUSING = """
Orr PROPN 3 nsubj
Sunday PROPN 3 obl:unmarked
named VERB 0 root
Venn PROPN 3 obj
, PUNCT 6 punct
accusing VERB 3 advcl
him PRON 6 obj
of SCONJ 9 mark
hiding VERB 6 advcl
it PRON 9 obj
. PUNCT 3 punct
"""


def test_a_participle_speaks_for_the_subject_of_its_clause() -> None:
    analysis = said(analysis_of(ACCUSING), ("", "accusing", "him of hiding it"))
    times = find_times(tree_of(analysis), published=Published("2026-01-25", "day", "given"))
    (one,) = find_statements(tree_of(analysis), Known(analysis, {"Orr": "e1", "Venn": "e2"}), times=times)
    assert (one.source, one.speaker, one.resolved_by, one.act) == (None, "e1", "name", "accuse")
    assert one.time is not None
    assert one.time.date == "2026-01-25"


def test_content_of_another_paragraph_before_the_cue_is_not_the_cues() -> None:
    analysis = said(
        flat("The road is shut .\nOrr left .\nVenn declined to comment ."),
        ("Venn", "declined", ["The road is shut", "to comment"]),
    )
    (one,) = read(analysis)
    assert one.content.text == "to comment"
    assert one.act == "decline_to_comment"
    assert not one.negated


def test_many_paragraphs_take_no_more_than_their_share_of_time() -> None:
    line = "“ The dam holds , ” Orr said .\n“ It will hold for years . ”\n* Close it .\n"
    analysis = flat(line * 1500)
    began = time.perf_counter()
    find_statements(tree_of(analysis), Known(analysis), times=())
    assert time.perf_counter() - began < 20


DEMANDS = """
The DET 2 det
union NOUN 3 nsubj
{verb} VERB 0 root
two NUM 5 nummod
{noun} NOUN 3 obj
: PUNCT 3 punct
¶
- PUNCT 2 punct
Raises NOUN 0 root
¶
- PUNCT 2 punct
Clerks NOUN 0 root
"""


def test_a_lead_in_needs_no_attribution_where_it_names_demands() -> None:
    raises, clerks = read(analysis_of(DEMANDS.format(verb="made", noun="demands")), union="e4")
    assert raises.source is not None
    assert (raises.source.text, raises.speaker, raises.act, raises.cue) == ("The union", "e4", "demand", None)
    assert clerks.content.text == "Clerks"


def test_a_list_that_nobody_says_is_no_statement() -> None:
    assert read(analysis_of(DEMANDS.format(verb="includes", noun="towns")), union="e4") == ()


def test_a_list_may_go_on_the_lead_ins_own_sentence() -> None:
    lead = "Orr PROPN 2 nsubj\ncalls VERB 0 root\non ADP 4 case\nVenn PROPN 2 obl\nto PART 2 dep\n¶\n"
    items = (
        "• PUNCT 2 punct\nleave VERB 0 root\ntown NOUN 2 obj\n, PUNCT 2 punct\nand CCONJ 2 cc\n¶\n"
        "• PUNCT 2 punct\npay VERB 0 root\nup ADP 2 compound\n. PUNCT 2 punct\n"
    )
    found = read(analysis_of(lead + items), Orr="e1")
    assert [(s.content.text, s.act, s.speaker) for s in found] == [
        ("leave town", "demand", "e1"),
        ("pay up", "demand", "e1"),
    ]
