"""From triggers to events: whose word they rest on, what a future makes of them, when they were."""

from __future__ import annotations

from tests.reader.events.seen import deeds, told

SAYS = "Venn|PROPN|2|nsubj said|VERB|0|root police|NOUN|4|nsubj arrested|VERB|2|ccomp Orr|PROPN|4|obj"
DENIES = (
    "Venn|PROPN|2|nsubj denied|VERB|0|root that|SCONJ|5|mark police|NOUN|5|nsubj arrested|VERB|2|ccomp Orr|PROPN|5|obj"
)


def test_a_deed_rests_on_who_says_so_or_on_the_outlet() -> None:
    (event,) = deeds(SAYS, attributions=(("Venn", "said", "police arrested Orr"),))
    assert event.basis == "s1"
    (own,) = deeds("police|NOUN|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj")
    assert own.basis is None


def test_what_is_denied_did_not_happen_on_the_deniers_word() -> None:
    (event,) = (
        e for e in deeds(DENIES, attributions=(("Venn", "denied", "police arrested Orr"),)) if e.mode == "arrest"
    )
    assert (event.status, event.basis) == ("negated", "s1")


def test_help_to_come_is_a_promise() -> None:
    meet = "Orr|PROPN|3|nsubj will|AUX|3|aux meet|VERB|0|root Venn|PROPN|3|obj"
    assert told(meet) == ["AGREE Orr > Venn future"]


def test_help_that_will_not_come_is_a_refusal() -> None:
    meet = "Orr|PROPN|4|nsubj will|AUX|4|aux not|PART|4|advmod meet|VERB|0|root Venn|PROPN|4|obj"
    assert told(meet) == ["REJECT Orr > Venn"]
    did = "Orr|PROPN|4|nsubj did|AUX|4|aux not|PART|4|advmod meet|VERB|0|root Venn|PROPN|4|obj"
    assert told(did) == ["CONSULT Orr > Venn negated"]


def test_harm_to_come_is_a_threat_on_the_doers_own_word_only() -> None:
    vow = "Venn|PROPN|2|nsubj said|VERB|0|root she|PRON|5|nsubj would|AUX|5|aux arrest|VERB|2|ccomp Orr|PROPN|5|obj"
    own = told(vow.replace("she|PRON", "Venn|PROPN"), attributions=(("Venn", "said", "Venn would arrest Orr"),))
    assert own == ["THREATEN.arrest Venn > Orr future"]
    others = told(vow.replace("she|PRON", "police|NOUN"), attributions=(("Venn", "said", "police would arrest Orr"),))
    assert others == ["COERCE.arrest police > Orr future"]


def test_a_deed_of_years_ago_is_history() -> None:
    old = "police|NOUN|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj in|ADP|5|case {}|NUM|2|obl"
    assert [e.status for e in deeds(old.format("2019"))] == ["historical"]
    (event,) = deeds(old.format("2026"))
    assert (event.status, event.time and event.time.date) == ("actual", "2026")


def test_the_time_of_another_clause_is_not_the_deeds() -> None:
    after = (
        "Dev|PROPN|2|nsubj slept|VERB|0|root on|ADP|4|case Monday|PROPN|2|obl because|SCONJ|7|mark police|NOUN|7|nsubj "
        "arrested|VERB|2|advcl Orr|PROPN|7|obj"
    )
    assert [e.time for e in deeds(after)] == [None]


def test_a_noun_with_nobody_and_nowhere_is_no_deed() -> None:
    assert told("sanctions|NOUN|4|nsubj are|AUX|4|cop no|DET|4|det answer|NOUN|0|root") == []


def test_confidence_grows_with_what_is_known() -> None:
    (full,) = deeds("police|NOUN|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj")
    (bare,) = deeds("Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass arrested|VERB|0|root")
    assert 0 < bare.confidence < full.confidence < 1


def test_the_events_are_numbered_in_text_order() -> None:
    events = deeds(
        "police|NOUN|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj",
        "Venn|PROPN|2|nsubj endorsed|VERB|0|root Orr|PROPN|2|obj",
    )
    assert [(e.id, e.type) for e in events] == [("v1", "COERCE"), ("v2", "SUPPORT")]


def test_a_long_text_is_read_in_linear_time_and_empty_text_has_no_deeds() -> None:
    many = ["police|NOUN|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj"] * 400
    (one,) = deeds(*many)
    assert len(one.trigger.spans) == 400
