"""What times of day mean. Their day is joined to them where one stands beside them (`onrecord.reader.times.joins`)."""

from __future__ import annotations

import re

from onrecord.reader.numbers import read_number
from onrecord.reader.times.lexicon import ZONES
from onrecord.reader.times.points import Meaning
from onrecord.reader.times.sight import Match, Sight


def clock(m: Match, at: Sight) -> Meaning | None:
    """ "5:34 a.m.", "3 p.m. EST", "noon", "17:30", "half past seven", "from 9:30 a.m. to noon"; None for a score and for 25:61."""
    zone = ZONES.get(m.get("zone"), "")
    if "noon" in m:
        return Meaning(precision="minute", clock=("00:00" if m.get("noon") == "midnight" else "12:00") + zone)
    led = m.before(
        "AT", "BY", "UNTIL", "FROM", "BETWEEN", "ABOUT", "SINCE", "AFTER", "BEFORE", "AND", "TO", "HYPHEN", "THAN"
    )
    if m.kind("hour") == "CLOCK" and not (led or {"ampm", "hrs", "first"} & m.groups.keys()):
        return None
    last = _in_day(*_hour_and_minute(m, "hour"), m.get("ampm"))
    if last is None:
        return None
    if "first" not in m:
        return Meaning(precision="minute", clock=f"{last[0]:02d}:{last[1]:02d}{zone}")
    first = _in_day(*_hour_and_minute(m, "first"), m.get("half"))
    if first is None:
        return None
    late = (first[0] % 12 + 12 * (last[0] >= 12), first[1])
    told = "half" in m or m.kind("first") == "NOON" or first[0] > 12
    first = late if not told and late <= last else first
    return Meaning(precision="minute", clock=f"{first[0]:02d}:{first[1]:02d}{zone}/{last[0]:02d}:{last[1]:02d}{zone}")


def _hour_and_minute(m: Match, name: str) -> tuple[int, int]:
    words = m.get(name)
    if m.kind(name) == "NOON":
        return (0 if words == "midnight" else 12), 0
    figures = [int(n) for n in re.split("[:.]", words)] if words[0].isdigit() else [m.whole(name)]
    minute = figures[1] if len(figures) > 1 else 0
    if "past" in m:
        past = m.get("past")
        minute = 30 if past == "half" else 15 if "quarter" in past else int(read_number(past.partition(" ")[0]) or 60)
    return figures[0], minute


def _in_day(hour: int, minute: int, half: str) -> tuple[int, int] | None:
    """Hour and minute of 24 hours; ``half`` is "p.m.", "in the evening" or nothing."""
    if half:
        if hour > 12 or (hour == 0 and half[0] in "ap"):
            return None
        late = half[0] == "p" or "afternoon" in half or "evening" in half or ("night" in half and hour > 5)
        hour = hour % 12 + 12 * late
    return (hour, minute) if hour < 24 and minute < 60 else None
