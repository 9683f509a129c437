"""How well time expressions are found and dated: on WikiWars (TIMEX3) and on the date-time cases of Recognizers-Text.

    python -m benchmarks.times [DATA] [--part train|test] [--show]

DATA (default ``../shared/data``) holds ``wikiwars/{trainingset,testset}/tml/*.tml`` (Mazur and Dale, EMNLP 2010) and
``recognizers_text_specs/Specs/DateTime/English/DateTimeModel.json`` (https://github.com/microsoft/Recognizers-Text, MIT).
docs/explanation/times.md says how a value is compared and which cases count.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.reader.analyse import analyse
from onrecord.reader.analysis import Analysis
from onrecord.reader.encoder import Encoder
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Published, Time

Analyse = Callable[[str], Analysis]
_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "daytime": "DT", "spring": "SP", "summer": "SU", "fall": "FA",
    "winter": "WI", "Q1": "Q1", "Q2": "Q2", "Q3": "Q3", "Q4": "Q4", "H1": "H1", "H2": "H2",
}  # fmt: skip
_OFTEN = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}
"""What WikiWars writes for "daily" and the like."""
_VAGUE = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}


class Expression(NamedTuple):
    """A time expression of the corpus or of ours: half-open range of code points and TIMEX3 value."""

    start: int
    end: int
    value: str


# --- WikiWars ---------------------------------------------------------------------------------------------------------


def read_wikiwars(path: Path) -> tuple[str, Published, list[Expression]]:
    """Text, day of publication and expressions of one file."""
    raw = path.read_text(encoding="utf-8")
    told = re.search(r'<DCT>.*?value="([^"]*)"', raw, re.DOTALL)
    body = raw.split("<TEXT>")[1].split("</TEXT>")[0]
    text, at = "", 0
    gold: list[Expression] = []
    opened: list[tuple[int, str]] = []
    for tag in re.finditer(r'<TIMEX3[^>]*?value="([^"]*)"[^>]*>|</TIMEX3>', body):
        text += html.unescape(body[at : tag.start()])
        at = tag.end()
        if tag[1] is not None:
            opened.append((len(text), tag[1]))
        else:
            start, value = opened.pop()
            gold.append(Expression(start, len(text), value))
    return text + html.unescape(body[at:]), Published(told[1] if told else "", "day", "given"), sorted(gold)


def timex_value(time: Time) -> str:
    """The TIMEX3 value that a `Time` stands for, as WikiWars writes it; "null" where it has none."""
    if time.vague:
        return _VAGUE[time.vague]
    if time.every == "P1D" and time.part:
        return f"XXXX-XX-XXT{_PARTS[time.part]}"
    if time.every:
        return time.every if time.text.startswith(("per", "a ")) else _OFTEN.get(time.every, time.every)
    if time.duration:
        return _timex_length(time.duration, time.text)
    if time.date is None:
        bare = f"XXXX-XX-XXT{time.clock.split('/')[0]}" if time.clock else "null"
        code = _PARTS.get(time.part or "", "")
        if time.clock is None and code:
            return f"XXXX-{code}" if time.precision == "month" else f"XXXX-XX-XXT{code}"
        return bare
    return _timex_date(time)


def _timex_length(duration: str, text: str) -> str:
    """WikiWars counts decades and centuries (P2DE, P1CE) where ISO 8601 counts years."""
    years = re.fullmatch(r"P(\d+)Y", duration)
    if years and re.search(r"decade", text, re.IGNORECASE):
        return f"P{int(years[1]) // 10}DE"
    if years and re.search(r"centur", text, re.IGNORECASE):
        return f"P{int(years[1]) // 100}CE"
    return duration


def _timex_date(time: Time) -> str:
    assert time.date is not None
    value, end = time.date, time.end or ""
    part = _PARTS.get(time.part or "")
    if part in ("SP", "SU", "FA", "WI", "Q1", "Q2", "Q3", "Q4", "H1", "H2"):
        return _era(value[:5] if value.startswith("-") else value[:4]) + f"-{part}"
    if time.precision == "part_of_day" and part:
        return f"{_era(value)}T{part}"
    if time.precision == "week" and end and len(value) == 10:
        year, week, _ = date.fromisoformat(value).isocalendar()
        return f"{year}-W{week:02d}"
    if time.precision == "year" and end and not value.startswith("-"):
        length = int(end[:4]) - int(value[:4]) + 1
        if length == 10 and value.endswith("0"):
            return value[:3]
        if length == 100:
            return f"{(int(value) - 1) // 100:02d}" if value.endswith("01") else value[:2]
    if time.precision == "year" and value.startswith("-") and end.startswith("-"):
        first, last = 1 - int(value[:5]), 1 - int(end[:5])
        if first - last in (9, 99):
            return f"BC{last // (first - last + 1):0{3 if first - last == 9 else 2}d}"
    return _era(value)


def _era(value: str) -> str:
    """A date with its year before 1 as WikiWars writes it: "-0489" is "BC0490"."""
    return f"BC{1 - int(value[:5]):04d}{value[5:]}" if value.startswith("-") else value


def expressions(times: Iterable[Time]) -> Iterator[Expression]:
    """Our times as WikiWars annotates them: a range as its two ends, each with its own value."""
    for time in times:
        ((start, end),) = time.spans
        ends = _ends(time)
        if ends:
            cut, first, last = ends
            yield Expression(start, start + cut[0], first)
            yield Expression(start + cut[1], end, last)
        else:
            yield Expression(start, end, timex_value(time))


_BETWEEN = re.compile(r"(?<=\w)\s*(?:,? (?:to|until|till|through|and)\b(?: the)?|[-–—~])\s*(?=\w)")


def _ends(time: Time) -> tuple[tuple[int, int], str, str] | None:
    if (
        time.date is None
        or time.end is None
        or time.duration
        or time.part
        or time.precision not in ("year", "month", "day")
    ):
        return None
    length = {"year": -6, "month": -3, "day": None}[time.precision]
    first, last = time.date, time.end[:length]
    if first == last or (time.precision == "year" and re.search(r"\d0'?s|ies\b|centur|decade", time.text)):
        return None
    cut = next(
        (
            m
            for m in _BETWEEN.finditer(time.text)
            if re.search(r"\w", time.text[: m.start()].removeprefix("from").removeprefix("between"))
        ),
        None,
    )
    return (cut.span(), _era(first), _era(last)) if cut else None


@dataclass
class Score:
    """Counts of one corpus: gold expressions, ours, those that overlap, those of the same extent, those of the same value."""

    gold: int = 0
    ours: int = 0
    overlap: int = 0
    strict: int = 0
    value: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)

    def f1(self, hits: int) -> float:
        """F1 of a number of hits."""
        return 2 * hits / (self.gold + self.ours) if self.gold + self.ours else 0.0

    def add(self, text: str, gold: list[Expression], ours: list[Expression]) -> None:
        """Pair each expression of the corpus with the first of ours that overlaps it and is not yet taken."""
        self.gold += len(gold)
        self.ours += len(ours)
        free = list(ours)
        for g in gold:
            mine = next((o for o in free if o.start < g.end and g.start < o.end), None)
            words = " ".join(text[g.start : g.end].split())
            if mine is None:
                self.missed[f"{words} = {g.value}"] += 1
                continue
            free.remove(mine)
            self.overlap += 1
            self.strict += (mine.start, mine.end) == (g.start, g.end)
            right = mine.value == g.value or _unknown(mine.value, g.value)
            self.value += right
            if not right:
                context = " ".join(text[max(0, g.start - 60) : g.start].split())
                self.wrong[
                    f"...{context} [{words}] gold {g.value} ours {mine.value} ({text[mine.start : mine.end]!r})"
                ] += 1
        for o in free:
            context = " ".join(text[max(0, o.start - 40) : o.start].split())
            self.extra[
                f"...{context} [{' '.join(text[o.start : o.end].split())}] {' '.join(text[o.end : o.end + 20].split())} = {o.value}"
            ] += 1


def _unknown(ours: str, gold: str) -> bool:
    """Whether both say that nothing is known: WikiWars leaves the value out or writes X for every figure."""
    return ours == "null" and (gold in ("null", "") or re.fullmatch(r"X+(?:-[XW]+)*", gold) is not None)


def wikiwars(analysed: Iterable[tuple[Analysis, Published, list[Expression]]]) -> Score:
    """The score of the files given."""
    score = Score()
    for analysis, published, gold in analysed:
        ours = list(expressions(find_times(tree_of(analysis), published=published)))
        score.add(analysis.words.text, gold, ours)
    return score


# --- Recognizers-Text -------------------------------------------------------------------------------------------------

_FIGURES = re.compile(
    r"(?<![\w/])\d{1,2}[/.]\d{1,2}(?![/.\d])(?!\s*(?:[ap]\.?\s?m|percent))|\d[/-](?:[A-Za-z]{3,9})|[A-Za-z]{3,9}[/]\d|\b\d{4}[ -]\d\d? \d\d?\b|\b\d{8}\b"
    r"|[<>=@~]|\d[hdwyap]\b|\d-\d{1,2}(?:-\d{4}|/)|\d{1,2}/\d{1,2}(?:/\d{2,4})?-|[A-Za-z]{3}\d|\bw/c\b|\b[cs]y\s?\d|https?:|www\.|\d \d"
    r"|\b\d{2,4} s\b|\b\d{4}-\d\b|\b0\d{3}\b|\b\d{4} [ap]\.?m|\bp ?\. ?m \.|\bp m\b|\d\.[ap]m|ampm|[A-Z][a-z]{2}-\d|\$ \d|\$[A-Z]|\d, tonight|of \d\d\b"
    r"|first \d\d\b|day \d\d!|on the \d\d (?!of)|\d\.\d+ sec",
    re.IGNORECASE,
)
_ASSISTANT = re.compile(
    r"cortana|skype|teams|\booo\b|calendar|\bbook (?:a|me|my|this|something|meeting)|schedule me|appointment|remind me|tm?rw\b|\beod\b|\beoy\b|\botd\b|"
    r"\b(?:please|hey|hi|ok)\b|^set |confiden|\bclusters?\b|created on|show (?:me )?|\bsales (?:for|in|of)\b|search phrase|records|greater than|date\?|\bish\b|ish\b|ssn",
    re.IGNORECASE,
)
_COUNTED = {"date", "daterange", "datetime", "datetimerange", "duration", "set", "time", "timerange"}


_SPOKEN = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|\b(?:in|on|of|from|between|to|and|until|through|since|after|this|last|next) (?:may|march|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|q[1-4])\b"
    r"|\b(?:mon|tues?|wed|thurs?|fri|sat|sun) |(?:christmas|easter|halloween|thanksgiving|independence day|labor day|new year)\b",
)
_OF_THE_HOUR = re.compile(
    r"\b(?:in|next|past|last|within|coming)\b[\w ]*\b(?:minutes?|mins?|hours?|seconds?|[hm])\b|\b(?:minutes?|mins?|hours?) (?:later|from now|ago)\b",
    re.IGNORECASE,
)


_LEANING = re.compile(
    r"\bthe (?:day|week|year) (?:before|after)\b|\bsame (?:week|month|year)\b|\bthat weekend\b|\b(?:weeks?|months?|days?|years?|fortnight) later\b"
)
_MEALS = re.compile(r"\b(?:breakfast|lunch|dinner)(?:time)?\b")


def newspaper(case: dict[str, Any]) -> bool:
    """Whether a case could stand in a newspaper: see docs/explanation/times.md. Looks at the input and at the types of its
    expressions only."""
    text = case["Input"]
    kinds = {str(r.get("TypeName", "")).rpartition(".")[2] for r in case["Results"]}
    if not kinds <= _COUNTED or "ReferenceDateTime" not in case.get("Context", {}):
        return False
    if any(left_out.search(text) for left_out in (_FIGURES, _ASSISTANT, _SPOKEN, _OF_THE_HOUR, _LEANING, _MEALS)):
        return False
    return len(text.split()) >= 3 and text[0].isupper()


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
    if kind == "set" and time.part and timex == f"T{_PARTS[time.part]}":
        return time.every is not None
    if kind == "set":
        return time.every is not None and _bare(time.every) == _bare(timex)
    if kind == "duration":
        return time.duration is not None and _length(time.duration) == _length(timex)
    if kind in ("time", "timerange"):
        if time.date and len(time.date) > 10:  # its day stands beside it and is joined to it
            return time.date[11:16] == (value.get("value") or value.get("start", ""))[:5]
        if time.part and timex in (f"T{_PARTS[time.part]}", f"T{_PARTS[time.part]}".replace("DT", "NT")):
            return True
        clock = (time.clock or "").split("/")
        want = [value.get("value") or value.get("start", ""), value.get("end", "")]
        return all(c[:5] == w[:5] for c, w in zip(clock, want, strict=False) if w) and bool(clock[0])
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
            or timex in ("SU", "WI", "SP", "FA")
            and timex_value(time).endswith(timex)
            or timex == f"FY{time.date}"
            or timex == f"SY{time.date}"
            or timex == "FYXXXX"
            and time.date is None
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


# --- Both -------------------------------------------------------------------------------------------------------------


def measure(analysed: Analyse, data: Path, part: str = "train") -> dict[str, float]:
    """The scores by name, for the gate: WikiWars value and extent F1, and the share of Recognizers-Text cases that are right."""
    score = wikiwars(_files(analysed, data, part))
    right, counted, _ = recognizers(_cases(analysed, data))
    return {
        "times value": score.f1(score.value),
        "times extent": score.f1(score.overlap),
        "times cases": right / counted if counted else 0.0,
    }


def _files(analysed: Analyse, data: Path, part: str) -> Iterator[tuple[Analysis, Published, list[Expression]]]:
    folder = data / "wikiwars" / {"train": "trainingset", "test": "testset"}[part] / "tml"
    for path in sorted(folder.glob("*.tml")):
        text, published, gold = read_wikiwars(path)
        yield analysed(text), published, gold


def _cases(analysed: Analyse, data: Path) -> Iterator[tuple[Analysis, dict[str, Any]]]:
    path = data / "recognizers_text_specs/Specs/DateTime/English/DateTimeModel.json"
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        if newspaper(case):
            yield analysed(case["Input"]), case


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--part", choices=("train", "test"), default="train")
    parser.add_argument("--show", action="store_true", help="list what is missed, wrong and too much (never on test)")
    args = parser.parse_args()
    if not args.data.is_dir():
        print(f"times: no corpora in {args.data}", file=sys.stderr)
        return 2
    encoder = Encoder()

    def analysed(text: str) -> Analysis:
        return analyse(text, encoder)

    report(
        wikiwars(_files(analysed, args.data, args.part)),
        recognizers(_cases(analysed, args.data)),
        part=args.part,
        show=args.show and args.part != "test",
    )
    return 0


def report(score: Score, cases: tuple[int, int, list[str]], *, part: str, show: bool) -> None:
    """Print the figures, and with ``show`` what they are made of."""
    print(f"WikiWars {part}: {score.gold} expressions, {score.ours} of ours")
    for name, hits in (("extent, relaxed", score.overlap), ("extent, strict", score.strict), ("value", score.value)):
        print(
            f"  {name:16} P {hits / max(1, score.ours):.3f}  R {hits / max(1, score.gold):.3f}  F1 {score.f1(hits):.3f}"
        )
    right, counted, wrong = cases
    print(
        f"Recognizers-Text: {right} of {counted} cases that could stand in a newspaper, {right / max(1, counted):.3f}"
    )
    if show:
        for title, counts in (("missed", score.missed), ("wrong", score.wrong), ("too much", score.extra)):
            print(f"\n{title}: {sum(counts.values())}")
            for words, n in counts.most_common():
                print(f"  {n} {words}")
        print("\nwrong cases:")
        for line in wrong:
            print("  " + line)


if __name__ == "__main__":
    sys.exit(main())
