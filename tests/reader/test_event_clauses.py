"""Slots and bearers of events, read off parses made by hand."""

from __future__ import annotations

from onrecord.reader.events.clauses import Clause
from onrecord.reader.events.kinds import kinds_of
from onrecord.reader.events.lexicon import load_lexicon
from onrecord.reader.events.triggers import find_triggers
from onrecord.reader.trees import tree_of
from tests.reader.build import analysis_of


def test_an_infinitive_is_told_from_a_clause_that_reports() -> None:
    told_to = tree_of(
        analysis_of("""
        Elders NOUN 2 nsubj
        told VERB 0 root
        residents NOUN 2 iobj
        to PART 5 mark
        leave VERB 2 xcomp
        """)
    )
    told_that = tree_of(
        analysis_of("""
        Elders NOUN 2 nsubj
        told VERB 0 root
        residents NOUN 2 iobj
        that SCONJ 6 mark
        soldiers NOUN 6 nsubj
        left VERB 2 ccomp
        """)
    )
    assert Clause(told_to, 1, "v").fill("inf") == Clause(told_to, 1, "v").fill("comp") == (4,)
    assert Clause(told_that, 1, "v").fill("comp") == (5,)
    assert Clause(told_that, 1, "v").fill("inf") == ()


def test_who_is_under_investigation_bears_it() -> None:
    tree = tree_of(
        analysis_of("""
        The DET 2 det
        mayor NOUN 5 nsubj
        is AUX 5 cop
        under ADP 5 case
        investigation NOUN 0 root
        by ADP 8 case
        the DET 8 det
        police NOUN 5 nmod
        """)
    )
    (trigger,) = find_triggers(tree, kinds_of(tree), load_lexicon())
    assert (trigger.frame.type, trigger.lemma) == ("ACCUSE", "investigation")
    assert trigger.borne and not trigger.carried
