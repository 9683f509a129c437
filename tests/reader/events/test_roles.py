"""Who did it, to whom and where."""

from __future__ import annotations

from tests.reader.events.seen import deeds, told


def test_a_passive_turns_who_and_whom_round() -> None:
    held = "Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass arrested|VERB|0|root by|ADP|6|case the|DET|6|det police|NOUN|3|obl:agent"
    assert told(held) == ["COERCE.arrest the police > Orr"]


def test_nobody_is_added() -> None:
    assert told("Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass arrested|VERB|0|root") == ["COERCE.arrest > Orr"]


def test_who_is_joined_to_the_recipient_is_one_too() -> None:
    both = "police|NOUN|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj and|CCONJ|5|cc Venn|PROPN|3|conj"
    assert told(both) == ["COERCE.arrest police > Orr, Venn"]


def test_a_possessor_does_some_deeds_and_suffers_others() -> None:
    arrest = "Orr|PROPN|3|nmod:poss 's|PART|1|case arrest|NOUN|4|nsubj angered|VERB|0|root islanders|NOUN|4|obj"
    assert told(arrest)[0] == "COERCE.arrest > Orr"
    refusal = (
        "Orr|PROPN|3|nmod:poss 's|PART|1|case refusal|NOUN|7|nsubj to|PART|5|mark meet|VERB|3|acl Venn|PROPN|5|obj "
        "angered|VERB|0|root islanders|NOUN|7|obj"
    )
    assert told(refusal)[0] == "REJECT Orr > Venn"


def test_a_possessive_pronoun_says_whose_deed_it_is() -> None:
    his = "his|PRON|2|nmod:poss support|NOUN|5|nsubj for|ADP|4|case Venn|PROPN|2|nmod angered|VERB|0|root islanders|NOUN|5|obj"
    assert told(his)[0] == "SUPPORT his > Venn"


def test_the_agent_behind_a_thing_is_named() -> None:
    report = (
        "the|DET|2|det union|NOUN|3|nsubj published|VERB|0|root a|DET|5|det report|NOUN|3|obj "
        "accusing|VERB|5|acl Venn|PROPN|6|obj of|SCONJ|9|mark lying|VERB|6|advcl"
    )
    assert told(report)[-1].startswith("ACCUSE.allege the union > Venn")


def test_it_is_the_body_that_says_so() -> None:
    left = "the|DET|2|det county|NOUN|3|nsubj said|VERB|0|root it|PRON|6|nsubj had|AUX|6|aux arrested|VERB|3|ccomp Venn|PROPN|6|obj"
    assert told(left) == ["COERCE.arrest the county > Venn"]


def test_them_is_the_two_just_named() -> None:
    named = (
        "Dev|PROPN|2|nsubj named|VERB|0|root Orr|PROPN|2|obj and|CCONJ|5|cc Venn|PROPN|3|conj ,|PUNCT|7|punct "
        "accusing|VERB|2|advcl them|PRON|7|obj of|SCONJ|10|mark lying|VERB|7|advcl"
    )
    assert told(named)[-1] == "ACCUSE.allege Dev > Orr, Venn"


def test_where_violence_was_done_is_no_recipient() -> None:
    (shot,) = deeds(
        "Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass shot|VERB|0|root by|ADP|5|case police|NOUN|3|obl:agent "
        "in|ADP|7|case Sallow|PROPN|3|obl"
    )
    assert [ref.text for ref in shot.recipients] == ["Orr"]
    assert [ref.text for ref in shot.place] == ["Sallow"]


def test_where_it_was_signed_is_no_recipient() -> None:
    (met,) = deeds(
        "Orr|PROPN|2|nsubj met|VERB|0|root with|ADP|4|case Venn|PROPN|2|obl in|ADP|6|case Sallow|PROPN|2|obl"
    )
    assert [ref.text for ref in met.recipients] == ["Venn"]
    assert [ref.text for ref in met.place] == ["Sallow"]


def test_whom_the_sentence_rests_on_is_no_recipient() -> None:
    approve = (
        "islanders|NOUN|2|nsubj praised|VERB|0|root Orr|PROPN|2|obj ,|PUNCT|7|punct "
        "according|VERB|7|case to|ADP|5|fixed Venn|PROPN|2|obl"
    )
    assert told(approve) == ["SUPPORT islanders > Orr"]


def test_an_office_that_one_runs_for_is_no_recipient() -> None:
    backed = "Orr|PROPN|2|nsubj endorsed|VERB|0|root Venn|PROPN|2|obj for|ADP|5|case mayor|NOUN|2|obl"
    assert told(backed) == ["SUPPORT Orr > Venn"]


def test_a_clause_of_another_deed_lends_no_recipient() -> None:
    charged = (
        "Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass arrested|VERB|0|root after|SCONJ|6|mark she|PRON|6|nsubj "
        "met|VERB|3|advcl Venn|PROPN|6|obj"
    )
    assert told(charged)[0] == "COERCE.arrest > Orr"


def test_who_is_named_instead_is_no_recipient() -> None:
    chose = "Orr|PROPN|2|nsubj endorsed|VERB|0|root Venn|PROPN|2|obj instead|ADV|6|case of|ADP|4|fixed Dev|PROPN|2|obl"
    assert told(chose) == ["SUPPORT Orr > Venn"]


def test_things_do_not_support() -> None:
    rates = "low|ADJ|2|amod rates|NOUN|3|nsubj support|VERB|0|root the|DET|5|det county|NOUN|3|obj"
    assert told(rates) == []


def test_the_subject_of_a_bearing_verb_suffers() -> None:
    drew = "Orr|PROPN|2|nsubj drew|VERB|0|root criticism|NOUN|2|obj from|ADP|5|case Venn|PROPN|3|nmod"
    assert told(drew) == ["ACCUSE.disapprove Venn > Orr"]
