"""The grammar of time expressions: for each rule what its tokens are and the function that says what they mean.

A rule is written over kinds of token (`onrecord.reader.times.lexicon`), as a regular expression in which a name in capitals
stands for a token of that kind, ``name=`` gives a name to what follows it, and blanks count for nothing. Where two rules
fit at the same place the one that stands first is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from onrecord.reader.times import dates, relative
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
    "count_": "(A FEW | FEW | A? COUPLE OF? | A? HALF A | ANOTHER number_? | ONES AND A? HALF | number_ (HUNDRED | THOUSAND)? | A HUNDRED | A)",
    "unit_": "(UNIT | UNITS | CENTURY | CENTURIES | NIGHT | NIGHTS)",
    "part_": "(PART | NIGHT | HOUR_NAME)",
    "which_": "(THE? (LAST | PAST | PREVIOUS | NEXT | COMING | FOLLOWING) | THIS (PAST | COMING)? | (THIS | THAT | THE)? SAME | THAT)",
    "zone_": "(ZONE | EASTERN TIME)?",
    "ampm_": "(AMPM | IN THE part_ | AT NIGHT)",
}  # fmt: skip
"""What many rules share."""

RULES: Final[Sequence[tuple[str, str, Rule]]] = (
    ("date", "DATE_FIGURES", dates.figures),
    ("month", "YEAR_MONTH", dates.figures),
    # A part of a longer time, which stands behind: "the last week of August".
    ("operator", "THE? nth=(nth_ | LAST | PAST) (count=number_)? unit=(UNIT | UNITS | WEEKDAY) (?=(OF | IN) (THE | EARLY | LATE)? (month_ | YEAR | which_ | SEASON | UNIT | DECADE | FISCAL))",
     relative.nothing),
    # Days of a month.
    ("range", "(FROM | BETWEEN)? month=month_ THE? day=day_ (HYPHEN | TO | THROUGH | UNTIL) THE? last=day_ (?!OF? month_|PERCENT) (year_)?",
     dates.days_of_month),
    ("range", "(FROM | BETWEEN)? THE? day=day_ (HYPHEN | TO | THROUGH | UNTIL) THE? last=day_ OF? month=month_ (year_)?", dates.days_of_month),
    ("range", "BETWEEN THE? day=day_ AND THE? last=day_ OF? month=month_ (year_)?", dates.days_of_month),
    ("range", "BETWEEN month=month_ THE? day=day_ AND THE? last=day_ (?!OF? month_) (year_)?", dates.days_of_month),
    ("day", "(weekday_ (COMMA | HYPHEN)? THE?)? month=month_ COMMA? THE? day=day_ (?!PERCENT) (year_)?", dates.day_of_month),
    ("day", "(weekday_ COMMA?)? THE? day=day_ OF? month=month_ (year_)?", dates.day_of_month),
    ("day", "day=day_ (?=(AND | OR | COMMA) day_ OF? month=month_ (year_)?)", dates.listed_day),
    ("day", "weekday_ COMMA? THE? day=(NTH_HOUR | NTH_DAY)", dates.bare_day),
    ("day", "weekday_ THE day=nth_ (?!UNIT)", dates.bare_day),
    ("month", "month=month_ (COMMA | OF | IN | HYPHEN | OF THE UNIT)? year=era_ (?!HYPHEN YEAR)", dates.month),
    ("month", "year=YEAR month=month_", dates.month),
    ("month", "(which=which_)? month=month_ (?!HOUR | DAY | HYPHEN MAY)", dates.month),
    # Parts of a year.
    ("quarter", "THE? nth=nth_ HYPHEN? (QUARTER | half=HALF) OF THE? (which=which_ FISCAL? UNIT | (UNIT | FISCAL UNIT?)? year=YEAR | UNIT)",
     dates.quarter),
    ("quarter", "which=which_ UNIT POSS nth=NTH_ONES (QUARTER | half=HALF)", dates.quarter),
    ("quarter", "THE? half=LATTER HALF OF THE? (which=which_ FISCAL? UNIT | (UNIT | FISCAL UNIT?)? year=YEAR | UNIT)", dates.quarter),
    ("quarter", "q=Q (COMMA | OF | HYPHEN)? year=(YEAR | SHORT_YEAR)", dates.quarter),
    ("quarter", "year=YEAR HYPHEN? q=Q", dates.quarter),
    ("quarter", "q=Q", dates.quarter),
    ("season", "(which=which_ | THE)? season=SEASON ((OF | COMMA)? year=era_)?", dates.season),
    ("season", "year=YEAR season=SEASON", dates.season),
    ("holiday", "(which=which_ | THE)? holiday=HOLIDAY (UNIT)? (part=part_)? (COMMA? year=YEAR)?", dates.a_holiday),
    # Years and more.
    ("fiscal", "(which=which_ | THE)? FISCAL UNIT? year=(YEAR | SHORT_YEAR)", dates.fiscal),
    ("fiscal", "(which=which_ | THE)? FISCAL UNIT | FY", dates.fiscal),
    ("decade", "THE? decade=(DECADE | DECADE_WORD) bc=BC?", dates.decade),
    ("century", "THE? nth=nth_ HYPHEN? CENTURY bc=BC?", dates.century),
    ("year", "year=((HOUR | DAY | LOW | BIG | YEAR) BC)", dates.year),
    ("range", "(FROM | BETWEEN)? year=YEAR HYPHEN last=(HOUR | DAY | LOW)", dates.years),
    ("year", "(THE? UNIT)? year=YEAR", dates.year),
    ("year", "year=SHORT_YEAR", dates.year),
    # Days by name.
    ("every", "weekday=WEEKDAY part=PARTS", relative.every),
    ("weekday", "(which=(which_ | LATE | EARLY))? weekday=weekday_ (part=part_)?", dates.weekday),
    ("every", "weekday=WEEKDAYS", relative.every),
    ("every", "(IN THE)? part=PARTS", relative.every),
    ("deictic", "near=(YESTERDAY | TODAY | TOMORROW | TONIGHT) (part=part_)?", relative.near),
    ("day", "THE day=(NTH_HOUR | NTH_DAY) (?!CENTURY | UNIT | month_)", dates.bare_day),
    ("year", "(?<=IN) year=spelled_", dates.year),
    # Clock times.
    ("clock", "past=(HALF | A? QUARTER | number_ UNIT? | number_ UNITS) PAST hour=(HOUR | ONES | TEENS) OCLOCK? (ampm=ampm_)?", relative.clock),
    ("clock", "(FROM | BETWEEN)? first=(CLOCK | HOUR | ONES) (half=ampm_)? (HYPHEN | TO | AND | UNTIL) hour=(CLOCK | DECIMAL | HOUR | ONES) ampm=ampm_ zone=zone_", relative.clock),
    ("clock", "(FROM | BETWEEN)? first=CLOCK (HYPHEN | TO | AND | UNTIL) hour=CLOCK zone=zone_", relative.clock),
    ("clock", "(FROM | BETWEEN) first=(CLOCK | HOUR) (HYPHEN | TO | AND | UNTIL) hour=CLOCK zone=zone_", relative.clock),
    ("clock", "hour=(CLOCK | DECIMAL | HOUR | ONES | TEENS) ampm=ampm_ zone=zone_", relative.clock),
    ("clock", "(FROM | BETWEEN)? first=(CLOCK | HOUR) (HYPHEN | TO | AND | UNTIL) hour=(CLOCK | HOUR) OCLOCK", relative.clock),
    ("clock", "hour=(HOUR | DAY | ONES | TEENS) OCLOCK (ampm=ampm_)? zone=zone_", relative.clock),
    ("clock", "hour=CLOCK hrs=(HRS | UNITS)? zone=zone_", relative.clock),
    ("clock", "HOUR? noon=NOON zone=zone_", relative.clock),
    ("hour", "(?<=AT) hour=HOUR (?!number_ | UNIT | UNITS | PERCENT | HYPHEN)", relative.clock),
    ("hour", "(?<=ABOUT) hour=HOUR (?!number_ | UNIT | UNITS | PERCENT | HYPHEN)", relative.clock),
    # What hangs on another time.
    ("part", "which=(which_ | THE) part=part_ (?!HYPHEN | SEASON)", relative.part),
    ("part", "part=OVERNIGHT", relative.part),
    ("part", "ONES part=part_", relative.part),
    ("part", "(EARLY | LATE | MID) HYPHEN? part=part_", relative.part),
    ("to_date", "THE? UNIT HYPHEN? TO HYPHEN? DATE", relative.to_date),
    ("every", "(ONCE A | number_ TIMES A | PER) unit=UNIT", relative.every),
    ("every", "EVERY (OTHER | count=number_ | nth_)? (unit=(unit_ | QUARTER) | weekday=(WEEKDAY | SHORT_DAY) | part=part_ | season=SEASON | month=month_)",
     relative.every),
    ("every", "every=RECURRING", relative.every),
    ("stretch", "rel=(THE? (LAST | PAST | PREVIOUS | NEXT | COMING | FOLLOWING | RECENT)) (ONES AND A? HALF | count=count_) WORKING? unit=(unit_ | QUARTER | QUARTERS) (?!HYPHEN OLD)",
     relative.stretch_of_time),
    ("stretch", "THE? count=count_ rel=(LAST | PAST | PREVIOUS | NEXT | COMING | FOLLOWING) unit=(UNITS | CENTURIES | QUARTERS)", relative.stretch_of_time),
    ("stretch", "rel=(THE? (LAST | PAST | PREVIOUS | COMING | FOLLOWING | RECENT) | THESE | THE) unit=(UNITS | CENTURIES | QUARTERS)", relative.stretch_of_time),
    ("unit", "rel=which_ kind=(FISCAL | CALENDAR | WORKING)? unit=(unit_ | QUARTER)", relative.unit),
    ("shifted", "count=count_ unit=unit_ AND count2=number_ unit2=unit_ way=(AGO | LATER | EARLIER)", relative.shifted),
    ("shifted", "MORE? count=count_ unit=unit_ way=(AGO | LATER | EARLIER | PREVIOUS | FROM (NOW | TODAY | TOMORROW)"
     " | (BEFORE | AFTER) (YESTERDAY | TODAY | TOMORROW))", relative.shifted),
    ("shifted", "way=IN count=count_ unit=unit_ (POSS? TIME)?", relative.ahead),
    ("shifted", "THE (unit=UNIT | part=part_) way=(BEFORE | AFTER | FOLLOWING | EARLIER | PREVIOUS)", relative.beside),
    ("duration", "count=number_ unit=unit_ AND A? half=HALF", relative.duration),
    ("duration", "ALL unit=UNIT", relative.whole_unit),
    ("duration", "SOME unit=UNITS", relative.whole_unit),
    ("duration", "count=count_ unit=unit_ (COMMA? AND | COMMA)? count2=number_ unit2=unit_", relative.duration),
    ("duration", "count=count_ HYPHEN? unit=unit_ (HYPHEN? old=(OLD | OF AGE)| HYPHEN? LONG)?", relative.duration),
    ("duration", "unit=(UNITS | UNIT HYPHEN LONG | CENTURIES)", relative.bare_units),
    ("unit", "THE unit=UNIT", relative.the_unit),
    ("unit", "(?<=EDGE OF) unit=UNIT", relative.the_unit),
    # Where no date is meant.
    ("vague", "vague=(NOW | VAGUE) | THESE UNITS | TO DATE | AT PRESENT | AT (THE (MOMENT | PRESENT TIME?) | THIS (TIME | MOMENT)) | PRESENT HYPHEN UNIT | THE (PAST | FUTURE | PRESENT) | FUTURE",
     relative.vague),
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


_GRAMMAR: Final = re.compile(
    "|".join(f"(?P<r{n}>{expression(p, prefix=f'r{n}_')})" for n, (_, p, _) in enumerate(RULES))
)
_GROUPS: Final[Mapping[int, Sequence[tuple[str, str]]]] = {
    n: tuple((g.partition("_")[2], g) for g in _GRAMMAR.groupindex if g.startswith(f"r{n}_")) for n in range(len(RULES))
}


def parse(tokens: Tokens) -> Iterator[tuple[Match, Rule]]:
    """Every place where a rule fits, in text order, none overlapping another, with the function that gives it its meaning."""
    for found in _GRAMMAR.finditer(tokens.kinds):
        n = int(str(found.lastgroup)[1:])
        start, end = found.span()
        groups = {name: found.span(group) for name, group in _GROUPS[n] if found.start(group) >= 0}
        yield Match(tokens, RULES[n][0], start, end, groups), RULES[n][2]
