from __future__ import annotations

import pytest

from onrecord.reader.acts import find_act
from onrecord.reader.clause_acts import Voice, slur
from onrecord.reader.cues import read_cue
from onrecord.reader.trees import tree_of
from onrecord.terms import ACTS, Act
from tests.reader.build import analysis_of, run_of


def act(table: str, cue: str, content: str, voice: Voice = "reported") -> Act:
    analysis = analysis_of(table)
    tree = tree_of(analysis)
    cued = read_cue(tree, (run_of(analysis, cue),)) if cue else None
    return find_act(tree, cued, (run_of(analysis, content),), voice=voice)


def cue_table(*words: str) -> str:
    """A clause "Orr <cue> it", the cue's first word its verb; each further word "form:tag:relation"."""
    rows = ["Orr PROPN 2 nsubj", f"{words[0]} VERB 0 root"]
    rows += ["{} {} 2 {}".format(*word.split(":")) for word in words[1:]]
    return "\n".join([*rows, "things NOUN 2 obj", ". PUNCT 2 punct"])


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("said",), "assert"),
        (("urged",), "demand"),
        (("called", "for:ADP:case"), "demand"),
        (("promised",), "commit"),
        (("accused",), "accuse"),
        (("denied",), "deny"),
        (("conceded",), "agree"),
        (("praised",), "support"),
        (("blasted",), "oppose"),
        (("shrugged", "off:ADP:compound"), "oppose"),
        (("forecast",), "predict"),
        (("wondered",), "ask"),
        (("hopes",), "intend"),
        (("worries",), "believe"),
        (("overturned",), "decide"),
        (("made", "pledge:NOUN:obj"), "commit"),
        (("voiced", "opposition:NOUN:obj"), "oppose"),
        (("seemed",), "believe"),
    ],
)
def test_the_cue_tells(words: tuple[str, ...], wanted: Act) -> None:
    cue = " ".join(w.partition(":")[0] for w in words)
    assert act(cue_table(*words), cue, "things") == wanted
    assert wanted in ACTS


def said(*rows: str) -> str:
    """ "Orr said" and a clause whose first row is its governing word; heads count from that word, 0."""
    table = ["Orr PROPN 2 nsubj", "said VERB 0 root"]
    top = 3 + next(i for i, row in enumerate(rows) if row.split()[2] == "top")
    for row in rows:
        word, tag, head, relation = row.split()
        table.append(f"{word} {tag} {2 if head == 'top' else top} {relation}")
    return "\n".join(table)


@pytest.mark.parametrize(
    ("rows", "voice", "wanted"),
    [
        (("it PRON x nsubj", "holds VERB top ccomp"), "reported", "assert"),
        (("Venn PROPN x nsubj", "must AUX x aux", "go VERB top ccomp"), "reported", "demand"),
        (("we PRON x nsubj", "should AUX x aux", "act VERB top ccomp"), "quoted", "demand"),
        (("I PRON x nsubj", "must AUX x aux", "go VERB top ccomp"), "quoted", "assert"),
        (("Stop VERB top ccomp", "it PRON x obj"), "quoted", "demand"),
        (("she PRON x nsubj", "would AUX x aux", "repay VERB top ccomp", "it PRON x obj"), "reported", "commit"),
        (("I PRON x nsubj", "will AUX x aux", "win VERB top ccomp"), "quoted", "predict"),
        (("dams NOUN x nsubj", "will AUX x aux", "hold VERB top ccomp"), "reported", "predict"),
        (("it PRON x nsubj", "would AUX x aux", "cost VERB top ccomp"), "reported", "predict"),
        (("it PRON x nsubj", "would AUX x aux", "sue VERB top ccomp"), "reported", "commit"),
        (("that PRON x nsubj", "is AUX x cop", "not PART x advmod", "true ADJ top ccomp"), "quoted", "deny"),
        (("he PRON x nsubj", "did AUX x aux", "not PART x advmod", "sign VERB top ccomp"), "reported", "deny"),
        (("he PRON x nsubj", "did AUX x aux", "not PART x advmod", "know VERB top ccomp"), "reported", "assert"),
        (("she PRON x nsubj", "supports VERB top ccomp", "it PRON x obj"), "reported", "support"),
        (("Venn PROPN x nsubj", "supports VERB top ccomp", "it PRON x obj"), "reported", "assert"),
        (("he PRON x nsubj", "plans VERB top ccomp", "going VERB x xcomp"), "reported", "intend"),
        (("I PRON x nsubj", "think VERB top ccomp", "so ADV x advmod"), "quoted", "assert"),
        (("Venn PROPN x nsubj", "is AUX x cop", "corrupt ADJ top ccomp"), "reported", "accuse"),
        (("Venn PROPN x nsubj", "is AUX x cop", "unfit ADJ top ccomp"), "reported", "oppose"),
        (("who PRON x nsubj", "signed VERB top ccomp", "it PRON x obj", "? PUNCT x punct"), "quoted", "ask"),
    ],
)
def test_the_words_tell_where_the_cue_only_says(rows: tuple[str, ...], voice: Voice, wanted: Act) -> None:
    content = " ".join(row.split()[0] for row in rows)
    assert act(said(*rows), "said", content, voice) == wanted


TOLD_TO = """
Orr PROPN 2 nsubj
told VERB 0 root
Venn PROPN 2 obj
to PART 5 mark
go VERB 2 xcomp
"""
DECLINED = """
Orr PROPN 2 nsubj
declined VERB 0 root
to PART 4 mark
{} VERB 2 xcomp
"""


def test_an_order_to_another_is_a_demand() -> None:
    assert act(TOLD_TO, "told", "Venn to go") == "demand"


@pytest.mark.parametrize(
    ("verb", "wanted"), [("comment", "decline_to_comment"), ("answer", "decline_to_comment"), ("join", "oppose")]
)
def test_declining_to_speak_is_no_denial(verb: str, wanted: Act) -> None:
    assert act(DECLINED.format(verb), "declined", f"to {verb}") == wanted


def test_a_continued_quotation_tells_by_itself() -> None:
    assert act("Stop VERB 0 root\nit PRON 1 obj", "", "Stop it", "quoted") == "demand"


def test_slurs() -> None:
    assert (slur("liars"), slur("reckless"), slur("green")) == ("accuse", "oppose", None)


CUES = [
    ("did AUX 4 aux|n't PART 4 advmod", "say VERB 0 root", True, "actual"),
    ("never ADV 3 advmod", "promised VERB 0 root", True, "actual"),
    ("will AUX 3 aux", "announce VERB 0 root", False, "future"),
    ("would AUX 3 aux", "argue VERB 0 root", False, "hypothetical"),
    ("would AUX 3 aux", "like VERB 0 root", False, "actual"),
    ("would AUX 4 aux|not PART 4 advmod", "confirm VERB 0 root", True, "actual"),
    ("has AUX 3 aux", "said VERB 0 root", False, "actual"),
]


@pytest.mark.parametrize(("before", "verb", "negated", "modality"), CUES)
def test_negation_and_modality_of_the_cue(before: str, verb: str, negated: bool, modality: str) -> None:
    rows = before.split("|")
    analysis = analysis_of("\n".join([f"Orr PROPN {len(rows) + 2} nsubj", *rows, verb]))
    cue = read_cue(tree_of(analysis), (run_of(analysis, verb.split()[0]),))
    assert cue is not None
    assert (cue.negated, cue.modality) == (negated, modality)


def test_expected_to_say_is_still_to_come() -> None:
    analysis = analysis_of(
        "Orr PROPN 3 nsubj:pass\nis AUX 3 aux:pass\nexpected VERB 0 root\nto PART 5 mark\nsay VERB 3 xcomp"
    )
    cue = read_cue(tree_of(analysis), (run_of(analysis, "say"),))
    assert cue is not None
    assert cue.modality == "future"


def test_no_words_no_cue() -> None:
    assert read_cue(tree_of(analysis_of("Orr PROPN 0 root")), ()) is None


def test_what_is_left_open_is_a_refusal() -> None:
    table = "Orr PROPN 4 nsubj\ndid AUX 4 aux\nnot PART 4 advmod\nsay VERB 0 root\n{} 6 x\nleft VERB 4 ccomp"
    assert act(table.format("who PRON"), "did not say", "who left") == "decline_to_comment"
    assert act(table.format("Venn PROPN"), "did not say", "Venn left") != "decline_to_comment"


def test_calling_a_claim_false_denies_it_and_denying_a_request_decides_it() -> None:
    called = "Orr PROPN 2 nsubj\ncalled VERB 0 root\nthe DET 4 det\n{} NOUN 2 obj\nbaseless ADJ 2 xcomp"
    assert act(called.format("allegation"), "called", "the allegation baseless") == "deny"
    denied = "Orr PROPN 2 nsubj\ndenied VERB 0 root\nthe DET 4 det\n{} NOUN 2 obj"
    assert act(denied.format("request"), "denied", "the request") == "decide"
    assert act(denied.format("charge"), "denied", "the charge") == "deny"
