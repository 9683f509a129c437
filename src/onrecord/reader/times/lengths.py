"""How long and how often; and words that point to the past, the present or the future and mean no date."""

from __future__ import annotations

from typing import Final

from onrecord.reader.times.lexicon import PARTS, RECURRING, SEASONS, VAGUE, month_of, unit_of, weekday_of
from onrecord.reader.times.points import Meaning
from onrecord.reader.times.sight import Match, Sight
from onrecord.terms import TimePrecision

PRECISION: Final[dict[str, TimePrecision]] = {
    "S": "minute", "M": "minute", "H": "minute", "D": "day", "N": "day", "W": "week", "E": "week", "F": "week", "O": "month",
    "Q": "month", "Y": "year", "C": "year", "X": "year",
}  # fmt: skip
"""How exact a point is that lies some number of a unit away, by the unit's letter (`onrecord.reader.times.lexicon.UNITS`)."""
_ISO: Final = {
    "S": ("PT", 1, "S"), "M": ("PT", 1, "M"), "H": ("PT", 1, "H"), "D": ("P", 1, "D"), "N": ("P", 1, "D"), "W": ("P", 1, "W"),
    "E": ("P", 1, "W"), "F": ("P", 2, "W"), "O": ("P", 1, "M"), "Q": ("P", 3, "M"), "Y": ("P", 1, "Y"), "C": ("P", 10, "Y"),
    "X": ("P", 100, "Y"),
}  # fmt: skip
_BY_SIZE: Final = "SMHDWOY"
_OWNERS: Final = frozenset("my your his her its our their whose".split())
_FRAMES: Final = frozenset(
    "under lasted lasting spent take took takes waited just only least most half barely quite".split()
)
"""Words behind which "a year" is a length, as behind prepositions; elsewhere it may be a rate: "$50,000 a year"."""


def duration_of(count: float | None, unit: str) -> str:
    """ISO 8601 of a length, X for a number not told: 2, "W" is "P2W", None, "Y" is "PXY"."""
    mark, times, letter = _ISO[unit]
    return f"{mark}X{letter}" if count is None else f"{mark}{count * times:g}{letter}"


def duration(m: Match, at: Sight) -> Meaning | None:
    """ "Two years", "a three-day visit", "several weeks", "an hour and a half". An age is none, nor is "a day" of "$50 a day"."""
    letter, count, words = unit_of(m.get("unit")), m.number("count"), m.get("count")
    if "half" in m and count is not None:
        count += 0.5
    if "old" in m or m.after("OLD") or words.startswith("0") or (letter == "N" and not m.get("unit").endswith("s")):
        return None
    if words in ("a", "an", "half") and "half" not in m:
        framed = m.before("FOR", "IN", "WITHIN", "OVER", "ABOUT", "AFTER", "THAN", "ONCE", "UNTIL", "BEFORE", "BY")
        if not framed and m.word_before() not in _FRAMES:
            return None
    if "count2" in m:
        return _two_lengths(m, count, letter)
    return Meaning(duration=duration_of(count, letter))


def _two_lengths(m: Match, count: float | None, letter: str) -> Meaning | None:
    """ "Two years and three months": P2Y3M; None where the second unit is not the smaller."""
    second = unit_of(m.get("unit2"))
    if letter not in _BY_SIZE or _BY_SIZE.find(letter) <= _BY_SIZE.find(second):
        return None
    first, rest = duration_of(count, letter), duration_of(m.number("count2"), second)
    return Meaning(duration=first + rest.removeprefix("PT" if "T" in first else "P"))


def whole_unit(m: Match, at: Sight) -> Meaning | None:
    """ "All week", "some days"."""
    unit = m.get("unit")
    letter = unit_of(unit)
    return Meaning(duration=duration_of(None if unit.endswith("s") else 1, letter)) if letter not in "SM" else None


def bare_units(m: Match, at: Sight) -> Meaning | None:
    """ "For years", "months of talks", "weeks-long": how long, with no number told."""
    letter = unit_of(m.get("unit").partition(" ")[0])
    led = m.before("FOR", "OVER", "WITHIN", "IN", "AFTER", "DURING", "BEFORE")
    followed = m.after("OF", "AGO", "LATER", "BEFORE", "EARLIER", "AFTER", "HYPHEN")
    if letter in "SMQE" or not (led or followed) or m.before("THE", "HYPHEN", "OF"):
        return None
    return Meaning(duration=duration_of(None, letter))


def every(m: Match, at: Sight) -> Meaning | None:
    """ "Every Monday", "daily", "once a year", "Tuesdays", "every other week"."""
    part = PARTS.get(m.get("part").removesuffix("s"))
    if "every" in m:
        return None if m.capital() or at.named else Meaning(every=RECURRING[m.get("every")])
    if "weekday" in m:
        if m.after("AGO"):
            return None
        return Meaning(every=f"XXXX-WXX-{weekday_of(m.get('weekday')) + 1}", part=part)
    if part:
        return Meaning(every="P1D", part=part)
    if "season" in m:
        return Meaning(every="P1Y", part=SEASONS[m.get("season")])
    if "month" in m:
        return Meaning(every=f"XXXX-{month_of(m.get('month')):02d}")
    letter = unit_of(m.get("unit"))
    count = 2 if m.has("OTHER") else m.number("count") or 1
    return Meaning(every=duration_of(count, letter), part="weekend" if letter == "E" else None)


def in_a_title(m: Match) -> bool:
    """Whether the first word has a capital that no sentence gives it: "the Tonight Show", "For Our Future"."""
    return m.capital() and m.word_before().isalpha()


def vague(m: Match, at: Sight) -> Meaning | None:
    """ "Now", "recently", "the future": where it points, with no date."""
    words = m.words()
    if in_a_title(m) or (words == ["to", "date"] and m.word_before() == "up"):
        return None
    if words == ["future"] and (m.capital() or m.before("POSS") or m.after("HYPHEN") or m.word_before() in _OWNERS):
        return None
    if (words[0] == "these" and words[1] != "days") or (words[0] == "present" and words[-1] != "day"):
        return None
    if words == ["the", "present"] and (m.word_after().isalpha() or m.after("HYPHEN")):
        return None
    return Meaning(vague=VAGUE.get(words[0]) or VAGUE.get(words[-1], "present"))


def nothing(m: Match, at: Sight) -> Meaning | None:
    """What means something only with what stands behind it."""
    return Meaning()
