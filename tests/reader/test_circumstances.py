"""Addressees, channels and times of saying: what stands round a cue."""

from __future__ import annotations

import pytest

from onrecord.reader.statements import find_statements
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Published, Statement
from tests.reader.build import Known, analysis_of, said

CALLED_ON = """
Orr PROPN 4 nsubj
on ADP 3 case
Sunday PROPN 4 obl
called VERB 0 root
on ADP 6 case
governors NOUN 4 obl
and CCONJ 8 cc
mayors NOUN 6 conj
nationwide ADV 4 advmod
to PART 11 mark
help VERB 4 xcomp
, PUNCT 13 punct
warning VERB 4 advcl
on ADP 16 case
Truth PROPN 16 compound
Social PROPN 13 obl
that SCONJ 19 mark
it PRON 19 nsubj
floods VERB 13 ccomp
. PUNCT 4 punct
"""
URGED = """
Orr PROPN 3 nsubj
also ADV 3 advmod
urged VERB 0 root
Congress PROPN 3 obj
to PART 6 mark
act VERB 3 xcomp
. PUNCT 3 punct
"""
TOLD = """
Orr PROPN 2 nsubj
told VERB 0 root
{} 2 obj
in ADP 6 case
an DET 6 det
{} 2 obl
Venn PROPN 8 nsubj
left VERB 2 ccomp
on ADP 10 case
Friday PROPN 8 obl
. PUNCT 2 punct
"""


def one(table: str, *attribution: tuple[str, str, str], names: dict[str, str] | None = None) -> tuple[Statement, ...]:
    analysis = said(analysis_of(table), *attribution)
    times = find_times(tree_of(analysis), published=Published("2026-01-25", "day", "given"))
    return find_statements(tree_of(analysis), Known(analysis, names or {}), times=times)


def test_those_called_on_are_found_inside_the_content() -> None:
    demand, warning = one(
        CALLED_ON,
        ("Orr", "called on", "governors and mayors nationwide to help"),
        ("", "warning", "that it floods"),
        names={"Orr": "e1"},
    )
    assert [ref.text for ref in demand.addressees] == ["governors", "mayors"]
    assert demand.act == "demand"
    assert demand.channel is None
    assert demand.time is not None
    assert (demand.time.text, demand.time.date) == ("Sunday", "2026-01-25")
    assert warning.channel is not None
    assert (warning.channel.type, warning.channel.text) == ("social_post", "on Truth Social")
    assert warning.speaker == "e1"
    assert warning.time == demand.time


def test_whoever_is_urged_is_addressed() -> None:
    (demand,) = one(URGED, ("Orr", "also urged", "Congress to act"), names={"Congress": "e7"})
    assert [(ref.text, ref.entity) for ref in demand.addressees] == [("Congress", "e7")]


REFUSED = """
Orr PROPN 4 nsubj
did AUX 4 aux
not PART 4 advmod
respond VERB 0 root
to ADP 6 case
calls NOUN 4 obl
"""


def test_calls_and_messages_are_nobody_to_speak_to() -> None:
    (refusal,) = one(REFUSED, ("Orr", "did not respond to", "calls"))
    assert refusal.act == "decline_to_comment"
    assert refusal.addressees == ()


PARTICLE = """
Orr PROPN 2 nsubj
called VERB 0 root
on ADP 2 compound:prt
governors NOUN 2 obl
and CCONJ 6 cc
mayors NOUN 4 conj
to PART 8 mark
act VERB 2 advcl
"""


def test_a_preposition_that_the_parser_hangs_on_the_verb_still_leads_to_the_addressee() -> None:
    (demand,) = one(PARTICLE, ("Orr", "called on", "governors and mayors to act"))
    assert [ref.text for ref in demand.addressees] == ["governors", "mayors"]


@pytest.mark.parametrize(
    ("told", "noun", "channel", "addressees"),
    [
        ("reporters NOUN", "interview NOUN", "interview", ["reporters"]),
        ("reporters NOUN", "email NOUN", "letter", ["reporters"]),
        ("KTVX PROPN", "hour NOUN", "interview", ["KTVX"]),
        ("lies NOUN", "hour NOUN", None, []),
    ],
)
def test_channels(told: str, noun: str, channel: str | None, addressees: list[str]) -> None:
    (statement,) = one(TOLD.format(told, noun), ("Orr", "told", "Venn left on Friday"))
    assert (statement.channel.type if statement.channel else None) == channel
    assert [ref.text for ref in statement.addressees] == addressees
    assert statement.time is None, "a time in what is said is not when it was said"


TWEETED = """
Orr PROPN 2 nsubj
tweeted VERB 0 root
it PRON 4 nsubj
holds VERB 2 ccomp
"""
PAPERS = """
The DET 3 det
court NOUN 3 compound
papers NOUN 4 nsubj
say VERB 0 root
it PRON 6 nsubj
holds VERB 4 ccomp
"""


def test_a_cue_or_a_source_may_be_the_channel() -> None:
    (tweet,) = one(TWEETED, ("Orr", "tweeted", "it holds"))
    assert tweet.channel is not None
    assert (tweet.channel.type, tweet.channel.text) == ("social_post", "tweeted")
    (papers,) = one(PAPERS, ("The court papers", "say", "it holds"))
    assert papers.channel is not None
    assert (papers.channel.type, papers.channel.text) == ("court_filing", "The court papers")


ASKED = """
“ PUNCT 3 punct
Who PRON 3 nsubj
signed VERB 0 root
? PUNCT 3 punct
” PUNCT 3 punct
asked VERB 3 parataxis
clerk NOUN 6 obj
Pell PROPN 7 flat
. PUNCT 3 punct
"""


def test_whoever_asks_behind_a_question_is_not_asked() -> None:
    (question,) = one(ASKED, ("", "asked", "“ Who signed ? ”"), names={"Pell": "e3"})
    assert (question.act, question.speaker, question.addressees) == ("ask", "e3", ())
