"""From a text's tokens to its `onrecord.terms.Time`s: rules fitted, whence each is seen, neighbours joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.reader.times.grammar import Rule, parse
from onrecord.reader.times.joins import Found, at_hour, joined, point_of
from onrecord.reader.times.points import Point
from onrecord.reader.times.sight import Match, Sight
from onrecord.reader.times.tokens import Tokens, tokens_of
from onrecord.reader.trees import Tree
from onrecord.terms import Published, Span, Time

_PAST_AUXILIARIES: Final = frozenset({"was", "were", "had", "did", "has", "have"})
_FUTURE_AUXILIARIES: Final = frozenset({"will", "'ll", "wo", "shall", "would"})
_CALENDAR: Final = frozenset({"date", "day", "month", "year", "range", "decade", "century", "season", "quarter", "holiday", "weekday"})


def find_times(tree: Tree, *, published: Published | None) -> tuple[Time, ...]:
    """The time expressions of a text, in order, with the dates they mean as seen from ``published``.

    Weekdays and days of a month are looked for behind the day of publication, or ahead of it where the verb looks ahead; in a text
    that tells history, in the year last told. A day of publication known only to its month or year settles nothing that needs the
    day, and nothing is taken for the day on which the program runs. Linear in the length of the text.
    """
    tokens = tokens_of(tree.analysis.words.text)
    reader = _Reader(tree, tokens, _day_of(published))
    found = joined(reader.read(list(parse(tokens))))
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
    tree: Tree
    tokens: Tokens
    told: date | None

    def read(self, matches: Sequence[tuple[Match, Rule]]) -> list[Found]:
        history = _tells_history(matches, self.told)
        starts = [span.start for span in self.tree.analysis.words.spans]
        names = self._named_words()
        found: list[Found] = []
        last: Point | None = None
        last_at = -1
        last_year_told = False
        sentence = self.tree.sentence
        paragraph = self.tree.analysis.words.paragraph
        for match, rule in matches:
            first = self.tokens.tokens[match.start].start
            word = bisect_right(starts, first) - 1
            final = bisect_right(starts, self.tokens.tokens[match.end - 1].start) - 1
            if word < 0:
                continue
            ahead = tense(self.tree, final)
            near = last if last and (history or (last_at >= 0 and paragraph[word] - paragraph[last_at] <= 2 and sentence[word] - sentence[last_at] <= 2)) else None
            year = None
            if history and last:
                year = last.year
            elif near and last_year_told and self.told and abs(near.year - self.told.year) > 1 and ahead < 0 and paragraph[word] == paragraph[last_at] and sentence[word] - sentence[last_at] <= 1:
                year = near.year
            sight = Sight(self.told, ahead, near, year, self._counts(final), word in names)
            meaning = rule(match, sight)
            if meaning is None:
                continue
            if meaning.date is None and near and near.day and (meaning.clock or meaning.precision == "part_of_day") and paragraph[word] == paragraph[last_at]:
                meaning = at_hour(meaning, str(near))
            dated = "year" in match.groups or match.rule == "date"
            found.append(Found(match, match.start, match.end, match.rule, meaning, dated))
            at = point_of(meaning)
            if at and meaning.vague is None:
                last, last_at = at, word
                last_year_told = "year" in match.groups or match.rule in ("date", "decade") or (last_year_told and sight.year is not None)
        return found

    def _counts(self, word: int) -> bool:
        """Whether word ``word`` is a modifier of a plural noun behind it: it counts, or says what kind."""
        analysis = self.tree.analysis
        head = analysis.heads[word]
        if head <= word or head - word > 3 or self.tree.relations[word] not in ("nummod", "compound", "amod"):
            return False
        noun = self.tree.word(head)
        before = analysis.words[word - 1].lower() if word else ""
        return before not in ("the", "a", "an", "'s", "’s", "its", "their", "his", "her") and (
            noun.endswith("s") or noun in ("people", "men", "women", "children", "troops", "police") or self.tree.relations[word] == "compound"
        )

    def _named_words(self) -> frozenset[int]:
        return frozenset(
            i
            for name in self.tree.analysis.names
            if name.type in ("Person", "Organization", "Facility", "Product", "Misc") and name.run.end - name.run.start > 1
            for i in range(*name.run)
        )


def _tells_history(matches: Sequence[tuple[Match, Rule]], told: date | None) -> bool:
    """Whether a text tells history rather than news: years are told, most of them far from publication, and next to nothing
    hangs on the day of publication."""
    years = [int(words) for match, _ in matches if (words := match.get("year")).isdigit() or (words := match.get("decade")[:4]).isdigit()]
    far = [y for y in years if told is None or abs(y - told.year) > 1]
    deictic = sum(1 for match, _ in matches if match.rule in ("weekday", "deictic") or match.get("way") == "ago" or match.get("rel") in ("last", "this", "next"))
    return len(far) >= 4 and len(far) * 2 > len(years) and len(far) > 2 * deictic


def tense(tree: Tree, i: int) -> int:
    """Where the verb over word ``i`` looks: 1 ahead, -1 back, 0 cannot be told."""
    for above in tree.above(i):
        if tree.analysis.upos[above] not in ("VERB", "AUX") and not tree.children(above, "cop"):
            continue
        auxiliaries = {tree.word(j) for j in tree.children(above, "aux", "cop")}
        word = tree.word(above)
        if auxiliaries & _FUTURE_AUXILIARIES or any(tree.word(j) == "to" for j in tree.children(above, "mark")):
            return 0 if auxiliaries & {"have"} else 1
        if word.endswith("ing") and auxiliaries & {"is", "are", "'s", "'re", "am", "'m"}:
            return 1
        return -1 if auxiliaries & _PAST_AUXILIARIES or word.endswith("ed") or word in ("said", "told", "wrote") else 0
    return 0
