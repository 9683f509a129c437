"""Which words tell of deeds, and which only belong to another's."""

from __future__ import annotations

from tests.reader.events.seen import told, triggers


def found(sentence: str) -> list[tuple[str, str | None]]:
    """The triggers' words and types."""
    tree, every = triggers(sentence)
    return [(tree.analysis.words[one.head], one.frame.type) for one in every]


def test_a_light_verb_carries_its_noun_and_its_subject_does_the_deed() -> None:
    raid = "police|NOUN|2|nsubj conducted|VERB|0|root a|DET|4|det raid|NOUN|2|obj on|ADP|7|case the|DET|7|det offices|NOUN|4|nmod"
    (one,) = triggers(raid)[1]
    assert (one.lemma, one.carried, one.borne) == ("raid", True, False)
    assert told(raid) == ["COERCE.seize police > the offices"]


def test_the_subject_of_a_bearing_verb_suffers_the_noun() -> None:
    (one,) = triggers("Sallow|PROPN|2|nsubj suffered|VERB|0|root an|DET|4|det attack|NOUN|2|obj")[1]
    assert (one.carried, one.borne) == (False, True)


def test_coming_under_attack_is_bearing_it() -> None:
    (one,) = triggers("Sallow|PROPN|2|nsubj came|VERB|0|root under|ADP|4|case attack|NOUN|2|obl")[1]
    assert one.borne


def test_a_refusal_swallows_what_is_refused() -> None:
    refused = "Orr|PROPN|2|nsubj refused|VERB|0|root to|PART|4|mark meet|VERB|2|xcomp Venn|PROPN|4|obj"
    assert found(refused) == [("refused", "REJECT")]


def test_a_threat_swallows_what_is_threatened() -> None:
    threat = (
        "rebels|NOUN|2|nsubj threatened|VERB|0|root to|PART|4|mark attack|VERB|2|xcomp the|DET|6|det town|NOUN|4|obj"
    )
    assert found(threat) == [("threatened", "THREATEN")]


def test_harm_that_is_promised_is_no_agreement() -> None:
    vow = "Orr|PROPN|2|nsubj agreed|VERB|0|root to|PART|4|mark arrest|VERB|2|xcomp Venn|PROPN|4|obj"
    assert told(vow) == ["COERCE.arrest Orr > Venn future"]


def test_help_that_is_promised_is() -> None:
    vow = "Orr|PROPN|2|nsubj promised|VERB|0|root to|PART|4|mark help|VERB|2|xcomp Venn|PROPN|4|obj"
    assert told(vow) == ["AGREE Orr > Venn"]


def test_a_question_asks_for_nothing() -> None:
    asked = (
        "Orr|PROPN|2|nsubj asked|VERB|0|root Venn|PROPN|2|iobj whether|SCONJ|6|mark she|PRON|6|nsubj knew|VERB|2|ccomp"
    )
    assert found(asked) == []
    plea = "Orr|PROPN|2|nsubj asked|VERB|0|root Venn|PROPN|2|obj to|PART|5|mark resign|VERB|2|xcomp"
    assert found(plea) == [("asked", "REQUEST")]


def test_a_noun_within_a_name_or_before_a_noun_tells_of_nothing() -> None:
    assert found("the|DET|3|det attack|NOUN|3|compound plan|NOUN|4|nsubj failed|VERB|0|root") == []


def test_the_object_that_a_verbs_frame_has_read_is_no_second_deed() -> None:
    imposed = "the|DET|2|det mayor|NOUN|3|nsubj imposed|VERB|0|root a|DET|5|det curfew|NOUN|3|obj"
    assert [type_ for _, type_ in found(imposed)] == ["COERCE"]
