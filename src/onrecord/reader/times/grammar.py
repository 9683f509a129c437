"""The grammar of time expressions: for each rule what its tokens are and the function that says what they mean.

A rule is written over kinds of token (`onrecord.reader.times.lexicon`), as a regular expression in which a name in capitals
stands for a token of that kind, ``name=`` gives a name to what follows it, and blanks count for nothing. Where two rules
fit at the same place the one that stands first is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from onrecord.reader.times import clock, days, lengths, periods, relative
from onrecord.reader.times.points import Meaning
from onrecord.reader.times.sight import Match, Sight
from onrecord.reader.times.tokens import CODE, Tokens

Rule = Callable[[Match, Sight], Meaning | None]

_PARTS: Final[dict[str, str]] = {
    "month_": "(MONTH | MAY | SHORT_MONTH)",
    "weekday_": "(WEEKDAY | SHORT_DAY)",
    "nth_": "(TENS HYPHEN? NTH_ONES | NTH | NTH_ONES | NTH_HOUR | NTH_DAY | NTH_BIG)",
    "day_": "(HOUR | DAY | NTH_HOUR | NTH_DAY | TENS HYPHEN? (NTH_ONES | ONES) | TEENS | NTH | NTH_ONES)",
    "spelled_": "(TEENS (TENS (HYPHEN? ONES)? | TEENS | HUNDRED (AND? (TENS (HYPHEN? ONES)? | TEENS | ONES))?)"
    " | ONES THOUSAND (AND? (TENS (HYPHEN? ONES)? | TEENS | ONES))?)",
    "era_": "((HOUR | DAY | LOW | BIG | YEAR) BC | YEAR | SHORT_YEAR | spelled_)",
    "year_": "(COMMA | OF | IN | OF THE UNIT | COMMA OF)? year=era_",
    "number_": "(HOUR | DAY | LOW | BIG | YEAR | DECIMAL | TENS HYPHEN? ONES | TENS | TEENS | ONES)",
    "count_": "(A? FEW | A? COUPLE OF? | A? HALF A | ANOTHER number_? | ONES AND A? HALF | number_ (HUNDRED | THOUSAND)? | A HUNDRED?)",
    "unit_": "(UNIT | UNITS | CENTURY | CENTURIES | NIGHT | NIGHTS)",
    "part_": "(PART | NIGHT | HOUR_NAME)",
    "side_": "(LAST | PAST | PREVIOUS | NEXT | COMING)",
    "which_": "(THE? side_ | THE FOLLOWING | THIS (PAST | COMING)? | (THIS | THAT | THE)? SAME | THAT)",
    "to_": "(HYPHEN | TO | THROUGH | UNTIL)",
    "till_": "(HYPHEN | TO | AND | UNTIL)",
    "ofyear_": "OF THE? (which=which_ FISCAL? UNIT | (UNIT | FISCAL UNIT?)? year=YEAR | UNIT)",
    "longer_": "(month_ | YEAR | which_ | SEASON | UNIT | DECADE | FISCAL)",
    "hour_": "(HOUR | ONES | TEENS)",
    "zone_": "(ZONE | EASTERN TIME)?",
    "ampm_": "(AMPM | IN THE part_ | AT NIGHT)",
}  # fmt: skip
"""What many rules share."""

RULES: Final[Sequence[tuple[str, str, Rule]]] = (
    ("date", "figures=DATE_FIGURES", days.figures),
    ("month", "figures=YEAR_MONTH", days.figures),
    # A part of a longer time, which stands behind: "the last week of August".
    ("operator", "THE? nth=(nth_ | LAST | PAST) (count=number_)? unit=(UNIT | UNITS | WEEKDAY) (?=(OF | IN) (THE | EARLY | LATE)? longer_)",
     lengths.nothing),
    # Days of a month.
    ("range", "(FROM | BETWEEN)? month=month_ THE? day=day_ to_ THE? last=day_ (?!OF? month_|PERCENT) (year_)?",
     days.days_of_month),
    ("range", "(FROM | BETWEEN)? THE? day=day_ to_ THE? last=day_ OF? month=month_ (year_)?", days.days_of_month),
    ("range", "BETWEEN THE? day=day_ AND THE? last=day_ OF? month=month_ (year_)?", days.days_of_month),
    ("range", "BETWEEN month=month_ THE? day=day_ AND THE? last=day_ (?!OF? month_) (year_)?", days.days_of_month),
    ("day", "(weekday_ (COMMA | HYPHEN)? THE?)? month=month_ COMMA? THE? day=day_ (?!PERCENT) (year_)?", days.day_of_month),
    ("day", "(weekday_ COMMA?)? THE? day=day_ OF? month=month_ (year_)?", days.day_of_month),
    ("day", "day=day_ (?=(AND | OR | COMMA) day_ OF? month=month_ (year_)?)", days.day_of_month),
    ("day", "(?<=month_ (HOUR | DAY | NTH_HOUR | NTH_DAY) AND) day=(HOUR | DAY | NTH_HOUR | NTH_DAY)", days.next_in_a_list),
    ("day", "weekday=weekday_ COMMA? THE? day=(NTH_HOUR | NTH_DAY)", days.bare_day),
    ("day", "weekday=weekday_ THE day=nth_ (?!UNIT)", days.bare_day),
    ("month", "month=month_ (COMMA | OF | IN | HYPHEN | OF THE UNIT)? year=era_ (?!HYPHEN YEAR)", periods.month),
    ("month", "year=YEAR month=month_", periods.month),
    ("month", "(which=which_)? month=month_ (?!HOUR | DAY | HYPHEN MAY)", periods.month),
    # Parts of a year.
    ("quarter", "THE? nth=nth_ HYPHEN? (QUARTER | half=HALF) ofyear_",
     periods.quarter),
    ("quarter", "which=which_ UNIT POSS nth=NTH_ONES (QUARTER | half=HALF)", periods.quarter),
    ("quarter", "THE? half=LATTER HALF ofyear_", periods.quarter),
    ("quarter", "q=Q (COMMA | OF | HYPHEN)? year=(YEAR | SHORT_YEAR)", periods.quarter),
    ("quarter", "year=YEAR HYPHEN? q=Q", periods.quarter),
    ("quarter", "q=Q", periods.quarter),
    ("season", "(which=which_ | THE)? season=SEASON ((OF | COMMA)? year=era_)?", periods.season),
    ("season", "year=YEAR season=SEASON", periods.season),
    ("holiday", "(which=which_ | THE)? holiday=HOLIDAY (unit=UNIT)? (part=part_)? (COMMA? year=YEAR)?", days.a_holiday),
    # Years and more.
    ("fiscal", "(which=which_ | THE)? FISCAL UNIT? year=(YEAR | SHORT_YEAR)", periods.fiscal),
    ("fiscal", "(which=which_ | THE)? FISCAL UNIT | FY", periods.fiscal),
    ("decade", "THE? decade=(DECADE | DECADE_WORD) bc=BC?", periods.decade),
    ("century", "THE? nth=nth_ HYPHEN? CENTURY bc=BC?", periods.century),
    ("range", "(FROM | BETWEEN)? year=(DAY | LOW | BIG | YEAR) BC? (to_ | AND) last=((HOUR | DAY | LOW | BIG | YEAR) BC)", periods.years),
    ("year", "year=((HOUR | DAY | LOW | BIG | YEAR) BC)", periods.year),
    ("range", "(FROM | BETWEEN)? year=YEAR HYPHEN last=(HOUR | DAY | LOW)", periods.years),
    ("year", "(THE? UNIT)? year=YEAR", periods.year),
    ("year", "year=SHORT_YEAR", periods.year),
    # Days by name.
    ("every", "weekday=WEEKDAY part=PARTS", lengths.every),
    ("weekday", "(which=which_)? weekday=weekday_ (part=part_)?", days.weekday),
    ("every", "weekday=WEEKDAYS", lengths.every),
    ("every", "(IN THE)? part=PARTS", lengths.every),
    ("deictic", "near=(YESTERDAY | TODAY | TOMORROW | TONIGHT) (part=part_)?", relative.near),
    ("day", "THE day=(NTH_HOUR | NTH_DAY) (?!CENTURY | UNIT | month_)", days.bare_day),
    ("year", "(?<=IN) year=spelled_", periods.year),
    # Clock times.
    ("clock", "past=(HALF | A? QUARTER | number_ (UNIT | UNITS)?) PAST hour=hour_ OCLOCK? (ampm=ampm_)?", clock.clock),
    ("clock", "(FROM | BETWEEN)? first=(CLOCK | hour_ | NOON) (half=ampm_)? till_ hour=(CLOCK | DECIMAL | hour_) ampm=ampm_ zone=zone_",
     clock.clock),
    ("clock", "(FROM | BETWEEN)? first=CLOCK till_ hour=CLOCK zone=zone_", clock.clock),
    ("clock", "(FROM | BETWEEN) first=(CLOCK | HOUR) till_ hour=CLOCK zone=zone_", clock.clock),
    ("clock", "hour=(CLOCK | DECIMAL | hour_) ampm=ampm_ zone=zone_", clock.clock),
    ("clock", "(FROM | BETWEEN)? first=(CLOCK | HOUR) till_ hour=(CLOCK | HOUR) OCLOCK", clock.clock),
    ("clock", "hour=(HOUR | DAY | ONES | TEENS) OCLOCK (ampm=ampm_)? zone=zone_", clock.clock),
    ("clock", "hour=CLOCK hrs=(HRS | UNITS)? zone=zone_", clock.clock),
    ("clock", "HOUR? noon=NOON zone=zone_", clock.clock),
    ("hour", "(?<=AT) hour=HOUR (?!number_ | UNIT | UNITS | PERCENT | HYPHEN)", clock.clock),
    ("hour", "(?<=ABOUT) hour=HOUR (?!number_ | UNIT | UNITS | PERCENT | HYPHEN)", clock.clock),
    # What hangs on another time.
    ("part", "which=(which_ | THE) part=part_ (?!HYPHEN | SEASON)", relative.part),
    ("part", "part=OVERNIGHT", relative.part),
    ("part", "ONES part=part_", relative.part),
    ("part", "THE? EARLY part=part_? unit=UNITS", relative.early_hours),
    ("part", "(EARLY | LATE | MID) HYPHEN? part=part_", relative.part),
    ("to_date", "THE? unit=UNIT HYPHEN? TO HYPHEN? DATE", relative.to_date),
    ("every", "(ONCE A | number_ TIMES A | PER) unit=UNIT", lengths.every),
    ("every", "EVERY (OTHER | count=number_ | nth_)? (unit=(unit_ | QUARTER) | weekday=weekday_ | part=part_)", lengths.every),
    ("every", "EVERY (season=SEASON | month=month_)", lengths.every),
    ("every", "every=RECURRING", lengths.every),
    ("every", "(AT | BY) part=NIGHT", lengths.every),
    ("stretch", "which=(THE? (side_ | RECENT) | THE FOLLOWING) count=count_ WORKING? unit=(unit_ | QUARTER | QUARTERS) (?!HYPHEN OLD)",
     relative.stretch_of_time),
    ("stretch", "THE? count=count_ which=side_ unit=(UNITS | CENTURIES | QUARTERS)", relative.stretch_of_time),
    ("stretch", "which=(THE? (side_ | RECENT) | THE FOLLOWING) unit=(UNITS | CENTURIES | QUARTERS)", relative.stretch_of_time),
    ("stretch", "(?<=WITHIN) count=number_ unit=unit_", relative.within),
    ("unit", "which=which_ (CALENDAR | WORKING)? unit=(unit_ | QUARTER)", relative.unit),
    ("shifted", "count=count_ unit=unit_ AND count2=number_ unit2=unit_ way=(AGO | LATER | EARLIER)", relative.shifted),
    ("shifted", "MORE? count=count_ unit=unit_ way=(AGO | LATER | EARLIER | PREVIOUS)", relative.shifted),
    ("shifted", "MORE? count=count_ unit=unit_ way=(FROM NOW | (FROM | BEFORE | AFTER) (YESTERDAY | TODAY | TOMORROW))", relative.shifted),
    ("shifted", "way=IN count=count_ unit=unit_ (POSS? TIME)?", relative.ahead),
    ("shifted", "THE (unit=UNIT | part=part_) way=(BEFORE | AFTER | FOLLOWING | EARLIER | PREVIOUS)", relative.beside),
    ("duration", "count=(A | number_) unit=unit_ AND A? half=HALF", lengths.duration),
    ("duration", "ALL unit=UNIT", lengths.whole_unit),
    ("duration", "SOME unit=UNITS", lengths.whole_unit),
    ("duration", "count=count_ unit=unit_ (COMMA? AND | COMMA)? count2=number_ unit2=unit_", lengths.duration),
    ("duration", "count=count_ HYPHEN? unit=unit_ (HYPHEN? old=(OLD | OF AGE)| HYPHEN? LONG)?", lengths.duration),
    ("duration", "count=number_ WORD unit=UNITS", lengths.duration),
    ("duration", "unit=(UNITS | UNIT HYPHEN LONG | CENTURIES)", lengths.bare_units),
    ("unit", "THE unit=UNIT", relative.the_unit),
    ("unit", "(?<=EDGE OF) unit=UNIT", relative.the_unit),
    # Where no date is meant.
    ("vague", "NOW | VAGUE | THESE UNITS | TO DATE | PRESENT HYPHEN UNIT | THE (PAST | FUTURE | PRESENT) | FUTURE", lengths.vague),
    ("vague", "AT (PRESENT | THE (MOMENT | PRESENT TIME?) | THIS (TIME | MOMENT))", lengths.vague),
)  # fmt: skip


_ELEMENT = re.compile(r"(?P<name>[a-z]\w*)=(?=[A-Za-z(])|(?P<part>[a-z]+_)|(?P<kind>[A-Z][A-Z_]*)|\(\?(?:<?[=!])|\S")


def expression(pattern: str, *, prefix: str = "") -> str:
    """The regular expression over `CODE` that a pattern of kinds stands for; ``prefix`` goes before the names of its groups."""
    written: list[str] = []
    name = ""
    for element in _ELEMENT.finditer(pattern):
        if element["name"]:
            name = f"?P<{prefix}{element['name']}>"
            continue
        if element["part"]:
            inner = expression(_PARTS[element["part"]], prefix=prefix)
            written.append(f"({name or '?:'}{inner})")
        elif element["kind"]:
            code = CODE[element["kind"]]
            written.append(f"({name}{code})" if name else code)
        else:
            written.append(f"({name or '?:'}" if element[0] == "(" else element[0])
        name = ""
    return "".join(written)


_OPEN: Final = re.compile(r"\(\?(?:P<\w+>|:|<?[=!])|\(")


def _starts(written: str, at: int = 0) -> tuple[set[str], bool, int]:
    """The tokens that an expression can begin with, whether it can be empty, and where it ends: read from ``at`` to a bracket."""
    starts: set[str] = set()
    empty, so_far = False, True
    while at < len(written) and written[at] != ")":
        if written[at] == "|":
            empty, so_far = empty or so_far, True
            at += 1
            continue
        opened = _OPEN.match(written, at)
        if opened:
            inner, skipped, at = _starts(written, opened.end())
            at += 1
            if opened[0].endswith(("=", "!")):
                inner, skipped = set(), True
        else:
            inner, skipped = {written[at]}, False
            at += 1
        if written[at : at + 1] == "?":
            skipped = True
            at += 1
        starts |= inner if so_far else set()
        so_far = so_far and skipped
    return starts, empty or so_far, at


@cache
def _rules_from() -> Mapping[str, tuple[int, ...]]:
    """For each token that a rule can begin with, the rules that do, in order."""
    rules: dict[str, tuple[int, ...]] = {}
    for n, (_, pattern, _) in enumerate(RULES):
        for code in _starts(expression(pattern))[0]:
            rules[code] = (*rules.get(code, ()), n)
    return rules


@cache
def _any_of(rules: tuple[int, ...]) -> tuple[re.Pattern[str], Mapping[int, Sequence[tuple[str, str]]]]:
    """One expression for several rules, the first before the next, and the names of the groups of each."""
    one = re.compile("|".join(f"(?P<r{n}>{expression(RULES[n][1], prefix=f'r{n}_')})" for n in rules))
    return one, {n: [(g.partition("_")[2], g) for g in one.groupindex if g.startswith(f"r{n}_")] for n in rules}


@cache
def _starters() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_rules_from())}]")


def parse(tokens: Tokens) -> Iterator[tuple[Match, Rule]]:
    """Every place where a rule fits, in text order, none overlapping another, with the function that gives it its meaning."""
    starters, rules = _starters(), _rules_from()
    at = 0
    while begun := starters.search(tokens.kinds, at):
        at = begun.start()
        fits, names = _any_of(rules[begun[0]])
        found = fits.match(tokens.kinds, at)
        if found is None:
            at += 1
            continue
        n = int(str(found.lastgroup)[1:])
        groups = {name: found.span(group) for name, group in names[n] if found.start(group) >= 0}
        yield Match(tokens, RULES[n][0], at, found.end(), groups), RULES[n][2]
        at = found.end()
