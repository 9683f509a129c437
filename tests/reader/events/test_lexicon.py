"""The lexicon says what it says once, in PLOVER's words; a line that is no frame is refused by name."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from onrecord.reader.events.lexicon import Condition, load_lexicon, parse_lexicon
from onrecord.terms import EVENT_MODES

CLASSES = {"@boat": frozenset({"boat", "ferry"})}


def fits(lexicon_lines: list[str], slots: dict[str, str], lemma: str = "seize") -> str | None:
    """The type and mode of the frame that is taken for a verb whose slots hold the given words."""

    def holds(condition: Condition) -> bool:
        word = slots.get(condition.slot)
        hit = word is not None if condition.filled else word in condition.words
        return hit != condition.negated

    frame = parse_lexicon(lexicon_lines, CLASSES).fitting("v", lemma, holds)
    return None if frame is None or frame.type is None else f"{frame.type}.{frame.mode}"


@pytest.mark.parametrize(
    "line",
    [
        "SEIZE  v  seize",
        "COERCE.seize  x  seize",
        "COERCE.seize  v",
        "COERCE.seize v seize",
        "COERCE.seize  v  seize  obj=boat  subj=crew",
        "COERCE.seize  v  seize  obj:boat",
    ],
)
def test_a_line_that_is_no_frame_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"no frame|no condition"):
        parse_lexicon([line], CLASSES)


def test_the_frame_that_says_most_is_taken_and_of_equals_the_first() -> None:
    lines = [
        "COERCE.seize  v  seize",
        "ASSAULT.abduct  v  seize  obj=crew",
        "-  v  seize  obj=chance|day",
        "AID  v  seize",
    ]
    assert fits(lines, {"obj": "crew"}) == "ASSAULT.abduct"
    assert fits(lines, {"obj": "chance"}) is None
    assert fits(lines, {"obj": "house"}) == fits(lines, {}) == "COERCE.seize"


def test_a_slot_may_be_asked_to_be_filled_empty_or_without_a_word() -> None:
    lines = ["COERCE.seize  v  seize  obj=* with!=* by!=thief"]
    assert fits(lines, {"obj": "boat"}) == "COERCE.seize"
    assert fits(lines, {}) is None
    assert fits(lines, {"obj": "boat", "with": "net"}) is None
    assert fits(lines, {"obj": "boat", "by": "thief"}) is None


def test_a_class_stands_for_its_words() -> None:
    lines = ["COERCE.seize  v  seize board  obj=@boat|pier"]
    assert fits(lines, {"obj": "ferry"}, "board") == fits(lines, {"obj": "pier"}) == "COERCE.seize"
    assert fits(lines, {"obj": "@boat"}) is None


def test_a_particle_belongs_to_the_lemma() -> None:
    lexicon = parse_lexicon(["REJECT  v  turn_down"], {})
    assert lexicon.known["v"] == {"turn"}
    assert ("v", "turn_down") in lexicon.frames


def test_a_recipient_is_sought_where_the_arrow_points() -> None:
    lexicon = parse_lexicon(["AID  v  give  obj=food -> to for"], {})
    assert lexicon.frames["v", "give"][0].recipient == ("to", "for")


def test_the_shipped_lexicon_says_nothing_twice_in_two_ways() -> None:
    for (_, lemma), frames in load_lexicon().frames.items():
        meanings: dict[frozenset[Condition], set[tuple[str | None, str | None]]] = {}
        for frame in frames:
            meanings.setdefault(frozenset(frame.conditions), set()).add((frame.type, frame.mode))
        assert all(len(kinds) == 1 for kinds in meanings.values()), lemma


def test_the_shipped_lexicon_uses_plovers_modes_only() -> None:
    kinds = Counter((f.type, f.mode) for frames in load_lexicon().frames.values() for f in frames if f.type and f.mode)
    assert not [(type_, mode) for type_, mode in kinds if type_ is None or mode not in EVENT_MODES.get(type_, {})]


def test_classes_hold_no_class_that_is_not_there() -> None:
    text = (files("onrecord.reader.events") / "lexicon" / "classes.txt").read_text(encoding="utf-8")
    names = {line.partition(":")[0].strip() for line in text.splitlines() if line.startswith("@")}
    kinds = {"@person", "@org", "@place", "@group", "@actor"}
    used = {word for line in text.splitlines() for word in line.partition("#")[0].split() if word.startswith("@")}
    assert {word.rstrip(":") for word in used} <= names | kinds
