"""One deed told twice is one event; what differs is not joined."""

from __future__ import annotations

from tests.reader.events.seen import deeds

ARRESTED = "police|NOUN|2|nsubj arrested|VERB|0|root Orr|PROPN|2|obj"


def count(*sentences: str, attributions: tuple[tuple[str, str, str], ...] = ()) -> list[int]:
    """How many triggers each arrest has."""
    return [len(e.trigger.spans) for e in deeds(*sentences, attributions=attributions) if e.mode == "arrest"]


def test_a_deed_told_again_is_one_with_two_triggers() -> None:
    assert count(ARRESTED, ARRESTED) == [2]
    again = "Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass arrested|VERB|0|root"
    (event,) = (e for e in deeds(again, ARRESTED) if e.mode == "arrest")
    assert len(event.trigger.spans) == 2
    assert [ref.text for ref in event.actors] == ["police"]  # the fuller roles stand


def test_deeds_to_others_are_others() -> None:
    assert count(ARRESTED, ARRESTED.replace("Orr", "Venn")) == [1, 1]


def test_deeds_by_others_are_others() -> None:
    assert count(ARRESTED, ARRESTED.replace("police", "rebels")) == [1, 1]


def test_what_did_not_happen_is_another_matter() -> None:
    assert count(
        ARRESTED, "police|NOUN|4|nsubj did|AUX|4|aux not|PART|4|advmod arrest|VERB|0|root Orr|PROPN|4|obj"
    ) == [1, 1]


def test_other_days_are_other_deeds() -> None:
    monday = f"{ARRESTED} on|ADP|5|case Monday|PROPN|2|obl"
    assert count(monday, monday) == [2]
    assert count(monday, monday.replace("Monday", "Friday")) == [1, 1]


def test_what_another_says_is_kept_apart() -> None:
    says = "Venn|PROPN|2|nsubj said|VERB|0|root police|NOUN|4|nsubj arrested|VERB|2|ccomp Orr|PROPN|4|obj"
    assert count(ARRESTED, says, attributions=(("Venn", "said", "police arrested Orr"),)) == [1, 1]


def test_verb_and_noun_of_one_clause_are_one_deed() -> None:
    killed = "Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass killed|VERB|0|root in|ADP|7|case an|DET|7|det air|NOUN|7|compound strike|NOUN|3|obl"
    assert [(e.mode, len(e.trigger.spans)) for e in deeds(killed)] == [("aerial", 2)]


def test_a_noun_that_names_the_verbs_deed_anew_has_its_status() -> None:
    feared = (
        "Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass killed|VERB|0|root in|ADP|6|case a|DET|6|det shooting|NOUN|3|obl"
    )
    may = feared.replace("was|AUX|3|aux:pass", "may|AUX|3|aux")
    assert [(e.mode, e.status) for e in deeds(feared)] == [("firearms", "actual")]
    assert {e.status for e in deeds(may)} == {"hypothetical"}
