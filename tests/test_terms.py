from __future__ import annotations

from typing import get_args

from onrecord.reader.events.lexicon import load_lexicon
from onrecord.terms import ACTS, EVENT_MODES, EVENT_TYPES, Act, EventType


def test_every_act_and_event_type_is_explained_in_order() -> None:
    assert tuple(ACTS) == get_args(Act)
    assert tuple(EVENT_TYPES) == get_args(EventType)
    assert [kind for kind in EVENT_TYPES if kind in EVENT_MODES] == list(EVENT_MODES)


def test_the_lexicon_gives_no_mode_that_is_not_explained() -> None:
    given = {(frame.type, frame.mode) for frames in load_lexicon().frames.values() for frame in frames if frame.mode}
    assert given <= {(kind, mode) for kind, modes in EVENT_MODES.items() for mode in modes}
