"""From a text's tokens to its `onrecord.terms.Time`s: rules fitted, whence each is seen, neighbours joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from onrecord.reader.times.grammar import Rule, parse
from onrecord.reader.times.joins import at_hour, joined
from onrecord.reader.times.lexicon import month_of
from onrecord.reader.times.points import Meaning, Point
from onrecord.reader.times.sight import Match, Sight
from onrecord.reader.times.tense import Tense, tense
from onrecord.reader.times.tokens import Tokens, tokens_of
from onrecord.reader.times.widen import Found, point_of
from onrecord.reader.trees import Tree
from onrecord.terms import Published, Span, Time

_FAR_YEARS: Final = 4
"""Years told far from publication that make a text history, where they are most of those told. On the training part of
WikiWars any number from 3 to 8 does as well; news seldom tells more than three."""
_ROLL: Final = 8
"""Months that a month named without a year must lie behind the one last told to be the next year's: history goes forward."""
_LOOKS: Final[dict[Tense, int]] = {"ahead": 1, "aim": 1, "back": -1, "present": 0, "unknown": 0}
_DETERMINERS: Final = frozenset({"the", "a", "an", "'s", "its", "their", "his", "her"})
_PLURALS: Final = frozenset({"people", "men", "women", "children", "troops", "police"})


def find_times(tree: Tree, *, published: Published | None) -> tuple[Time, ...]:
    """The time expressions of a text, in order, with the dates they mean as seen from ``published``.

    Weekdays and days of a month are looked for behind the day of publication, or ahead of it where the verb looks ahead; in a text
    that tells history, in the year last told. A day of publication known only to its month or year settles nothing that needs the
    day, and nothing is taken for the day on which the program runs. Linear in the length of the text.
    """
    tokens = tokens_of(tree.analysis.words.text)
    reader = _Reader(tree, tokens, _day_of(published))
    found = joined(reader.read(list(parse(tokens))), told=reader.told)
    text, at = tokens.text, tokens.tokens
    times = []
    for item in found:
        start, end = at[item.start].start, at[item.end - 1].end
        times.append(Time(text[start:end], (Span(start, end),), *item.meaning))
    return tuple(times)


def _day_of(published: Published | None) -> date | None:
    if published is None or published.precision not in ("day", "minute"):
        return None
    try:
        day = date.fromisoformat(published.date[:10])
    except ValueError:
        return None
    # Room for "a century ago" and "next year" on the calendar's edges.
    return day if 200 < day.year < 9900 else None


@dataclass(slots=True)
class _Reader:
    """Goes through a text's expressions in order and keeps what was told last."""

    tree: Tree
    tokens: Tokens
    told: date | None
    history: bool = False
    last: Point | None = None
    last_word: int = -1
    tenses: dict[int, Tense | None] = field(default_factory=dict)
    line: Point | None = None
    """Where history has come to: the time last told that is no glance aside."""
    in_year: bool = False
    """Whether the year of ``last`` was told, or taken from one that was."""

    def read(self, matches: Sequence[tuple[Match, Rule]]) -> list[Found]:
        self.history = _tells_history(matches, self.told)
        starts = [span.start for span in self.tree.analysis.words.spans]
        names = self._named_words()
        found: list[Found] = []
        for match, rule in matches:
            word = bisect_right(starts, self.tokens.tokens[match.start].start) - 1
            final = bisect_right(starts, self.tokens.tokens[match.end - 1].start) - 1
            if word < 0:
                continue
            sight = self._sight(match, word, final, named=word in names)
            meaning = rule(match, sight)
            if meaning is None:
                continue
            if (
                meaning.date is None
                and sight.last
                and sight.last.day
                and self._same_paragraph(word)
                and _needs_a_day(meaning)
            ):
                meaning = at_hour(meaning, str(sight.last))
            dated = "year" in match.groups or match.rule == "date"
            found.append(Found(match, match.start, match.end, match.rule, meaning, dated))
            at = point_of(meaning)
            if at and not (self.history and (sight.ahead > 0 or _seen_from_publication(match))):
                self.in_year = dated or match.rule == "decade" or (self.in_year and sight.year is not None)
                self.last, self.last_word = at, word
                self.line = at if self._goes_on(at, word) else self.line
        return found

    def _sight(self, match: Match, word: int, final: int, *, named: bool) -> Sight:
        looks = tense(self.tree, final, self.tenses)
        ahead = -1 if match.before("SINCE") else _LOOKS[looks]
        near = self.last if self.last and (self.history or self._close(word, 3)) else None
        year = None
        if near and self.history:
            year = _year_last_told(match, self.line or near)
        elif near and self.in_year and self.told and abs(near.year - self.told.year) > 1 and ahead < 0:
            year = near.year if self._same_paragraph(word) and self._close(word, 1) else None
        modifies = self._modifies(final)
        return Sight(
            self.told,
            ahead=ahead,
            sure=looks != "aim",
            present=looks == "present",
            last=near,
            year=year,
            modifies=modifies,
            counts=modifies and self._counts(final),
            named=named,
        )

    def _goes_on(self, at: Point, word: int) -> bool:
        """Whether history goes on from a point: a bare year in mid-sentence, other than this or the next, is a glance aside."""
        if self.line is None or at.month is not None:
            return True
        if at.year == self.line.year:
            return False  # it is known better than to the year
        return at.year == self.line.year + 1 or word - self.tree.sentence_of(word).start <= 2

    def _same_paragraph(self, word: int) -> bool:
        paragraph = self.tree.analysis.words.paragraph
        return paragraph[word] == paragraph[self.last_word]

    def _close(self, word: int, sentences: int) -> bool:
        paragraph = self.tree.analysis.words.paragraph
        return (
            paragraph[word] - paragraph[self.last_word] <= 2
            and self.tree.sentence[word] - self.tree.sentence[self.last_word] <= sentences
        )

    def _modifies(self, word: int) -> bool:
        """Whether word ``word`` is a modifier of a noun close behind it."""
        head = self.tree.analysis.heads[word]
        return word < head <= word + 3 and self.tree.relations[word] in ("nummod", "compound", "amod")

    def _counts(self, word: int) -> bool:
        """Whether word ``word``, a modifier, may count the noun behind it."""
        noun = self.tree.word(self.tree.analysis.heads[word])
        before = self.tree.word(word - 1) if word else ""
        return before not in _DETERMINERS and (noun.endswith("s") or noun in _PLURALS)

    def _named_words(self) -> frozenset[int]:
        """The words of names of persons and bodies that are longer than a word."""
        return frozenset(
            i
            for name in self.tree.analysis.names
            if name.type in ("Person", "Organization", "Facility", "Product", "Misc")
            and name.run.end - name.run.start > 1
            for i in range(*name.run)
        )


def _needs_a_day(meaning: Meaning) -> bool:
    return meaning.clock is not None or (meaning.precision == "part_of_day" and meaning.part is not None)


def _year_last_told(match: Match, last: Point) -> int:
    """The year that a month belongs to in a text that goes forward from ``last``: January behind November is the next year's."""
    if "month" not in match or last.month is None:
        return last.year
    months = month_of(match.get("month")) - last.month
    return last.year + (months <= -_ROLL)


def _tells_history(matches: Sequence[tuple[Match, Rule]], told: date | None) -> bool:
    """Whether a text tells history rather than news: years are told, most of them far from publication, and next to nothing
    hangs on the day of publication."""
    years = [
        _year(match) for match, _ in matches if match.get("year")[:1].isdigit() or match.get("decade")[:4].isdigit()
    ]
    far = [year for year in years if told is None or abs(year - told.year) > 1]
    seen = sum(_seen_from_publication(match) for match, _ in matches)
    return len(far) >= _FAR_YEARS and len(far) * 2 > len(years) and len(far) > 2 * seen


def _year(match: Match) -> int:
    number, _, before = (match.get("year") or match.get("decade")[:4]).partition(" ")
    return -int(number) if before else int(number)


def _seen_from_publication(match: Match) -> bool:
    """Whether an expression hangs on the day of publication: "Monday", "yesterday", "last year", "two days ago"."""
    which = match.which()
    return (
        match.rule in ("weekday", "deictic", "to_date")
        or match.get("way") == "ago"
        or which in ("last", "this", "next")
    )
