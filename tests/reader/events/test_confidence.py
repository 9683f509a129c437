"""What a confidence is made of."""

from __future__ import annotations

from onrecord.reader.events.confidence import Evidence, confidence, features

FULL = Evidence("actual", 4, "v", True, True, 0.9)


def test_a_likelier_recipient_makes_a_surer_event() -> None:
    chances = [confidence(FULL._replace(recipient=chance)) for chance in (0.2, 0.5, 0.9)]
    assert chances == sorted(chances)
    assert len(set(chances)) == 3


def test_a_confidence_is_a_share() -> None:
    for chance in (None, 0.0, 0.5, 1.0):
        assert 0 < confidence(FULL._replace(recipient=chance)) < 1


def test_nothing_to_weigh_counts_for_and_against_nothing() -> None:
    spoken = features(Evidence("actual", 0, "v", True, False, None, spoken=True))
    assert spoken[2:4] == (0.0, 0.0)
