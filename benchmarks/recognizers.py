"""The date-time cases of Recognizers-Text against our times: which of them count, and when one is right.

A case is an input, a day on which it is said and what is to be found in it, written for assistants that keep calendars. Those
that could stand in a newspaper are chosen by `newspaper`; docs/explanation/times.md gives the rule and its reasons in words.
https://github.com/microsoft/Recognizers-Text, Specs/DateTime/English/DateTimeModel.json, MIT.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from benchmarks.timex import PARTS, timex_value
from onrecord.reader.analysis import Analysis
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Published, Time

COUNTED = frozenset({"date", "daterange", "datetime", "datetimerange", "duration", "set", "time", "timerange"})
"""Types of expression that count; time zones by themselves do not."""

_TO_A_PROGRAM = re.compile(
    r"cortana|skype|teams|\booo\b|calendar|appointment|remind me|confiden|clusters?\b|search phrase|records|created on|greater than"
    r"|\bbook (?:a|me|my|this|something|meeting)|schedule me|^set |show (?:me )?|\bsales (?:for|in|of)\b|date\?|\bssn\b"
    r"|\b(?:please|hey|hi|ok)\b|\btm?rw\b|\beod\b|\beoy\b|\botd\b|[a-z1]ish\b",
    re.IGNORECASE,
)
"""What is said to an assistant or typed into a search field, or in the short forms of messages."""

_NO_PRINT = re.compile(
    r"""
    (?<![\w/])\d{1,2}[/.]\d{1,2}(?![/.\d])(?!\s*(?:[ap]\.?\s?m|percent))  # 22/04, 7.6
  | \d[/-][a-z]{3,9} | [a-z]{3,9}/\d | [a-z]{3}-?\d | \bw/c\b            # 05-Aug, Oct/2, mar4
  | \b\d{4}[ -]\d\d?\ \d\d?\b | \b\d{8}\b | \b\d{4}-\d\b | \d\ \d    # 2016 10 16, 20161016, 2015-3
  | \d-\d{1,2}(?:-\d{4}|/|\ in) | \d{1,2}/\d{1,2}(?:/\d{2,4})?-          # 10-1-2018, 10/1-11/7
  | \b0\d{3}\b | \b\d{4}\ [ap]\.?m | \bp\ ?\.?\ m\b | \d\.[ap]m | ampm      # 0730, 1140 a.m., p m, 9.am
  | \d[hdwyap]\b | \b\d{2,4}\ s\b | \b[cs]y\s?\d                          # 3h, 90 s, cy18
  | day\ \d\d(?=!|\ between|\ at) | \bthe\ \d\d\ (?=from|between)          # Monday 21, the 17
  | \bof\ \d\d\b | first\ \d\d\b                                      # of 87: a year of two figures
  | [<>=@~] | \$[a-z] | \$\ \d | https?: | www\.
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Dates and hours in forms that no stylebook of a newspaper allows, each with an example."""

_SMALL_LETTER = re.compile(
    r"""
    \b(?:january|february|april|june|july|august|september|october|november|december)\b
  | \b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b | \b(?:mon|tues?|wed|thurs?|fri|sat|sun)[ ]
  | \b(?:in|on|of|from|between|to|and|until|through|since|after|this|last|next)[ ]
    (?:may|march|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|q[1-4])\b
  | \b(?:christmas|easter|halloween|thanksgiving|independence\ day|labor\ day|new\ year)\b
    """,
    re.VERBOSE,
)
"""Names of months, weekdays and holidays without their capital."""

_FROM_THIS_MINUTE = re.compile(
    r"\b(?:in|next|past|last|within|coming)\b[\w ]*\b(?:minutes?|mins?|hours?|seconds?)\b"
    r"|\b(?:minutes?|mins?|hours?) (?:later|from now|from today|ago)\b",
    re.IGNORECASE,
)
"""What is counted from the minute of speaking: a newspaper has a day, no minute."""

_LEANING = re.compile(
    r"\bthe (?:day|week|year) (?:before|after)\b|\bsame (?:week|month|year)\b|\bthat weekend\b"
    r"|\b(?:weeks?|months?|days?|years?|fortnight) later\b"
)
"""What leans on a time told before, of which a case of one sentence has none."""

_MEALS = re.compile(r"\b(?:breakfast|lunch|dinner)(?:time)?\b")
"""Meals are times of day in the cases; in print they are meals."""

_LEFT_OUT = (_TO_A_PROGRAM, _NO_PRINT, _SMALL_LETTER, _FROM_THIS_MINUTE, _LEANING, _MEALS)


def newspaper(case: dict[str, Any]) -> bool:
    """Whether a case could stand in a newspaper. Looks at its input and at the types of its expressions only."""
    text = case["Input"]
    kinds = {str(r.get("TypeName", "")).rpartition(".")[2] for r in case["Results"]}
    if not kinds <= COUNTED or "ReferenceDateTime" not in case.get("Context", {}):
        return False
    sentence = text[0].isupper() and len(text.split()) >= 3
    return sentence and not any(left_out.search(text) for left_out in _LEFT_OUT)


def recognized(case: dict[str, Any], times: Iterable[Time]) -> bool:
    """Whether every expression of a case overlaps one of ours that means the same; of a case with none, whether we find none."""
    ours = list(times)
    if not case["Results"]:
        return not ours
    return all(any(_same(result, time, case["Input"]) for time in ours) for result in case["Results"])


def _same(result: dict[str, Any], time: Time, text: str) -> bool:
    start, end = int(result["Start"]), int(result["End"]) + 1
    if not any(s < end and start < e for s, e in time.spans):
        return False
    values = (result.get("Resolution") or {}).get("values") or []
    return any(_means(value, time) for value in values)


def _means(value: dict[str, str], time: Time) -> bool:
    timex, kind = value.get("timex", ""), value.get("type", "")
    if kind == "set" and timex.startswith("T") and time.clock:
        return time.every is not None and time.clock[:2] == timex[1:3]
    if kind == "set" and time.part and timex == f"T{PARTS[time.part]}":
        return time.every is not None
    if kind == "set":
        return time.every is not None and _bare(time.every) == _bare(timex)
    if kind == "duration":
        return time.duration is not None and _length(time.duration) == _length(timex)
    if kind in ("time", "timerange"):
        if time.date and len(time.date) > 10:  # its day stands beside it and is joined to it
            return time.date[11:16] == (value.get("value") or value.get("start", ""))[:5]
        if time.part and timex in (f"T{PARTS[time.part]}", f"T{PARTS[time.part]}".replace("DT", "NT")):
            return True
        clock = (time.clock or "").split("/")
        hours = [value.get("value") or value.get("start", ""), value.get("end", "")]
        return all(c[:5] == w[:5] for c, w in zip(clock, hours, strict=False) if w) and bool(clock[0])
    if timex == "PRESENT_REF":
        return time.vague == "present"
    if value.get("Mod"):
        return time.date is not None and _open_ended(value, timex, time)
    if timex.endswith("T23:59:59"):  # "the end of Sunday"
        return time.modifier == "end" and time.date == timex[:10]
    if kind in ("date", "datetime"):
        want = value.get("value", "").replace(" ", "T")
        if want == "not resolved":
            return time.date is None and time.every is None
        if kind == "date":  # "Christmas at 8:00" is a date and a time in the cases, one time of ours
            return time.date is not None and want.startswith(time.date[:10])
        return time.date is not None and "T" in time.date and want.startswith(time.date[:16])
    if not value.get("start") or not value.get("end"):
        return (
            timex_value(time) == timex
            or (timex in ("SU", "WI", "SP", "FA") and timex_value(time).endswith(timex))
            or timex == f"FY{time.date}"
            or timex == f"SY{time.date}"
            or (timex == "FYXXXX" and time.date is None)
        )
    return _same_range(value["start"], value["end"], time)


def _open_ended(value: dict[str, str], timex: str, time: Time) -> bool:
    """Before, after, since, until, early, mid, late: the day, month or year named; or the first day behind it for "after"."""
    assert time.date is not None
    first = time.date + {4: "-01-01", 7: "-01"}.get(len(time.date), "")
    if time.date == timex[: len(time.date)] or time.date[: len(timex)] == timex or timex_value(time) == timex:
        return True
    starts = (value.get("value", ""), value.get("start", ""), value.get("end", ""))
    if any(s and first[:10] == s[:10] for s in starts):
        return True
    last = time.end or _last(time.date)
    if time.modifier in ("start", "mid", "end") and any(
        first[:10] <= s[:10] <= _plus(last[:10], 1) for s in starts if s
    ):
        return True
    if value.get("end", "")[:10] == _plus(last[:10], 1):
        return True
    return bool(value.get("start")) and _plus(last[:10], 1) == value["start"][:10]


def _last(day: str) -> str:
    if len(day) == 4:
        return f"{day}-12-31"
    return (
        _plus(f"{int(day[:4]) + int(day[5:7]) // 12:04d}-{int(day[5:7]) % 12 + 1:02d}-01", -1) if len(day) == 7 else day
    )


def _bare(every: str) -> str:
    return re.sub(
        r"P1D$|^XXXX-XX-XX|T.*$|^P1WE$|XXXX-WXX-WE",
        lambda m: "P1W" if "W" in m[0] else "P1D" if m[0] == "P1D" else "",
        every,
    )


def _length(duration: str) -> float:
    """A length in hours; "several" is taken for three, as the cases have it."""
    hours = {"S": 1 / 3600, "H": 1.0, "D": 24.0, "W": 168.0, "Y": 8760.0}
    total, clock = 0.0, False
    for number, letter in re.findall(r"(\d+(?:\.\d+)?|X)?(T|BD|WE|[SMHDWY])", duration):
        clock |= letter == "T"
        if number:
            amount = 3.0 if number == "X" else float(number)
            total += amount * (
                hours.get(letter) or {"BD": 24.0, "WE": 168.0}.get(letter) or (1 / 60 if clock else 720.0)
            )
    return total


def _same_range(start: str, end: str, time: Time) -> bool:
    """The same first day, and the same last: ``end`` is the first moment behind the range, or the first of its last unit."""
    if time.date is None:
        return False
    if time.precision == "part_of_day":
        return time.date[:10] == start[:10]
    if len(time.date) > 10:
        return start.replace(" ", "T").startswith(time.date[:16]) and (
            time.end is None or end.replace(" ", "T").startswith(time.end[:16])
        )
    first = time.date + {4: "-01-01", 7: "-01"}.get(len(time.date), "")
    last = time.end or (time.date if len(time.date) == 10 else None)
    if time.modifier in ("start", "mid", "end") and last:  # the cases cut a half or a third out of the whole
        return first <= start[:10] and end[:10] <= _plus(last, 1)
    if re.search(r"centur", time.text, re.IGNORECASE):
        return first == _later_year(start) and last is not None and last[:4] == end[:4]
    if first not in ({start[:10], _plus(start[:10], -1)} if time.duration else {start[:10]}):
        return False
    if last is None:
        return True
    behind = end[:10]
    same = {behind, _plus(behind, -1)}
    return (
        last in same
        or (last[:7] == behind[:7] and behind.endswith("-01"))
        or (last[:4] == behind[:4] and behind.endswith("-01-01"))
    )


def _later_year(day: str) -> str:
    """The cases begin a century with its round year, we with the year after."""
    return f"{int(day[:4]) + 1:04d}{day[4:10]}"


def _plus(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def recognizers(cases: Iterable[tuple[Analysis, dict[str, Any]]]) -> tuple[int, int, list[str]]:
    """Cases right, cases counted, and the wrong ones."""
    right = counted = 0
    wrong = []
    for analysis, case in cases:
        if not newspaper(case):
            continue
        counted += 1
        published = Published(case["Context"]["ReferenceDateTime"][:10], "day", "given")
        times = find_times(tree_of(analysis), published=published)
        if recognized(case, times):
            right += 1
        else:
            wrong.append(_told(case, times))
    return right, counted, wrong


def _told(case: dict[str, Any], times: Iterable[Time]) -> str:
    wanted = [
        (
            r["Text"],
            [
                (v.get("timex"), v.get("value") or (v.get("start"), v.get("end")))
                for v in (r.get("Resolution") or {}).get("values") or []
            ],
        )
        for r in case["Results"]
    ]
    ours = [(t.text, t.date, t.end, t.duration or t.every or t.clock or t.vague or t.part) for t in times]
    return f"{case['Input'][:100]!r}\n      wants {wanted}\n      ours  {ours}"
