"""What is kept of an article to know its story by: the names, rare words, places and days that tell one matter from another.

A `Sketch` is made once from a reading and is a kilobyte or two, however long the article. `likeness` compares two of them
and looks at nothing else, so that whether two articles are linked never depends on what else is in the record.
docs/explanation/threads.md has the measurements.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Final

from onrecord.story.sketch_words import rarity, stem, words
from onrecord.terms import Entity, Event, Reading, Span, Time

VERSION: Final = "1"
"""Of the sketch's form and weights. Sketches of another version are made anew, not compared."""

KINDS: Final = {"person": "p", "organization": "o", "place": "l", "group": "g", "work": "w", "other": "x"}
"""The first letter of a name in `Sketch.names`, by the type of its entity."""

LEAD: Final = 400
"""Characters of text after the title that count as the beginning: there news tells who did what, and where."""

LEAD_WEIGHT: Final = 1.5
GIVEN_NAME_WEIGHT: Final = 0.6
"""Of "Tara" in "Tara Orr": other people are called Tara, and an article may have the surname alone."""

COMMON: Final = 75
"""Added to the length of a vector of names, hundredths: an article that names none but those whom half of all news names
is like no other by its names."""

MAX_WORDS: Final = 64
MAX_NAMES: Final = 40
MAX_DAYS: Final = 12
MIN_RARITY: Final = 0.2
"""A word that stands in more than a fifth of all articles tells nothing."""

KEY_NAMES: Final = 8
KEY_WORDS: Final = 6
RARE: Final = 0.75  # in ten or fewer of the 2,055 articles counted
MAX_KEYS: Final = 48

_EXACT: Final = frozenset({"day", "part_of_day", "minute"})


@dataclass(frozen=True)
class Sketch:
    """What is kept of one article for threading.

    ``published`` is its day of publication and ``days`` are those that its events and times name, as `datetime.date.toordinal`
    counts; None and empty where not known. ``title`` holds the stems of its title. ``names`` are its entities, each as kind
    and folded name ("p:ada orr", kinds as in `KINDS`), ``words`` the stems of its telling words outside names; both with weights, in
    hundredths. Worked out from these, when they are asked for: ``tokens``, ``places`` and ``vector``, all three of length 1.
    """

    published: int | None
    days: tuple[int, ...]
    title: tuple[str, ...]
    names: Mapping[str, int]
    words: Mapping[str, int]

    @cached_property
    def tokens(self) -> Mapping[str, float]:
        """The single words of all names."""
        return _tokens(self.names.items())

    @cached_property
    def places(self) -> Mapping[str, float]:
        """Those of places."""
        return _tokens((n, w) for n, w in self.names.items() if n[0] == KINDS["place"])

    @cached_property
    def vector(self) -> Mapping[str, float]:
        """The words."""
        return _unit(self.words)

    def to_text(self) -> str:
        """The sketch as one line for a database; `from_text` gives the same sketch."""
        published = "" if self.published is None else str(self.published)
        names = ",".join(f"{name}={weight}" for name, weight in self.names.items())
        held = ",".join(f"{word}={weight}" for word, weight in self.words.items())
        return "\t".join((VERSION, published, " ".join(map(str, self.days)), " ".join(self.title), names, held))

    @classmethod
    def from_text(cls, text: str) -> Sketch:
        """The sketch that `to_text` wrote. Raises ValueError for anything else, and for another version's."""
        version, published, days, title, names, held = text.split("\t")
        if version != VERSION:
            raise ValueError(f"a sketch of version {version}, not {VERSION}")
        day = int(published) if published else None
        return cls(day, tuple(map(int, days.split())), tuple(title.split()), _weights(names), _weights(held))


def sketch(reading: Reading) -> Sketch:
    """The sketch of an article, from its reading alone. The same reading gives the same sketch on every machine."""
    article = reading.article
    title_end = len(article.title) if article.title and article.text.startswith(article.title) else 0
    lead = article.text.find(" ", title_end + LEAD)
    lead = lead if lead >= 0 else len(article.text)
    named = [(entity, [m.span for m in entity.mentions if m.form == "name"]) for entity in reading.entities]
    named = [(entity, spans) for entity, spans in named if spans]
    scenes = {ref.entity for event in reading.events for ref in event.place}
    published = article.published
    return Sketch(
        _day(published.date) if published else None,
        _days(reading.events, reading.times),
        tuple(sorted({s for s in map(stem, words(article.title or "")) if rarity(s) >= MIN_RARITY})),
        _names(named, scenes, lead),
        _words(article.text, [span for _, spans in named for span in spans], lead),
    )


def together(sketches: Sequence[Sketch]) -> Sketch:
    """One sketch for several articles: their names and words with the weights added up, and all their days; no title."""
    names, held, days = Counter[str](), Counter[str](), set[int]()
    for one in sketches:
        names.update(one.names)
        held.update(one.words)
        days.update(one.days if one.published is None else (*one.days, one.published))
    return Sketch(None, tuple(sorted(days)), (), names, held)


def _names(named: list[tuple[Entity, list[Span]]], scenes: set[str | None], lead: int) -> dict[str, int]:
    """The weightiest names: by how often they are mentioned, by name or not, whether at the beginning, or where it happened."""
    found: dict[str, float] = {}
    for entity, spans in named:
        folded = " ".join(words(entity.name))
        if not folded:
            continue
        weight = 1 + math.log(len(entity.mentions))
        weight *= LEAD_WEIGHT if spans[0].start < lead else 1
        weight *= LEAD_WEIGHT if entity.type == "place" and entity.id in scenes else 1
        name = f"{KINDS[entity.type]}:{folded}"
        found[name] = max(weight, found.get(name, 0))
    return _heaviest(found, MAX_NAMES)


def _words(text: str, names: list[Span], lead: int) -> dict[str, int]:
    """The most telling words outside names: rare in ordinary news, often used here, or at the beginning."""
    counts, early = Counter[str](), set[str]()
    for start, end in _between(names, len(text), lead):
        stems = [stem(word) for word in words(text[start:end])]
        counts.update(stems)
        if end <= lead:
            early.update(stems)
    found: dict[str, float] = {}
    for one, count in counts.items():
        rare = rarity(one)
        if rare >= MIN_RARITY and len(one) > 1:
            found[one] = (1 + math.log(count)) * rare * rare * (LEAD_WEIGHT if one in early else 1)
    return _heaviest(found, MAX_WORDS)


def _between(names: list[Span], length: int, lead: int) -> Iterator[Span]:
    """The stretches of the text that are no name, none across the end of the beginning."""
    at = 0
    for start, end in (*sorted(names), Span(length, length)):
        if at < lead < start:
            yield Span(at, lead)
            at = lead
        if at < start:
            yield Span(at, start)
        at = max(at, end)


def _days(events: Iterable[Event], times: Iterable[Time]) -> tuple[int, ...]:
    """The days that the article names exactly, those of events and those named most often first chosen, in order."""
    counts = Counter[int]()
    for time in (*times, *(event.time for event in events if event.time)):
        if time.precision in _EXACT and time.modifier is None and time.date and (day := _day(time.date)) is not None:
            counts[day] += 1
    return tuple(sorted(sorted(counts, key=lambda day: (-counts[day], day))[:MAX_DAYS]))


def _day(moment: str) -> int | None:
    """The day of an ISO 8601 date or moment; None where it is less exact."""
    try:
        return date.fromisoformat(moment[:10]).toordinal() if len(moment) >= 10 else None
    except ValueError:
        return None


def _heaviest(weights: Mapping[str, float], most: int) -> dict[str, int]:
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    return {word: max(1, round(weight * 100)) for word, weight in ranked}


def _tokens(names: Iterable[tuple[str, int]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, weight in names:
        kind, _, folded = name.partition(":")
        parts = folded.split()
        for part in parts:
            rare = rarity(stem(part))
            value = weight * rare * rare * (GIVEN_NAME_WEIGHT if kind == "p" and part is not parts[-1] else 1)
            if value > found.get(part, 0):
                found[part] = value
    return _unit(found, COMMON)


def _unit(weights: Mapping[str, float], common: float = 0) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()) + common * common)
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _weights(text: str) -> dict[str, int]:
    held = text.replace("=", ",").split(",") if text else []  # neither stands in a word
    return dict(zip(held[::2], map(int, held[1::2]), strict=True))


def keys(one: Sketch) -> tuple[str, ...]:
    """At most `MAX_KEYS` keys for a table: articles with a key in common are worth comparing, others are not looked at.

    A key is two names' words ("orr+venn"), a name's and another word ("orr/ferri"), or a rare word alone. Two articles of one
    story meet in several; the record may pass over keys that very many articles hold.
    """
    tokens = sorted(one.tokens, key=lambda word: (-one.tokens[word], word))[:KEY_NAMES]
    held = sorted(one.words, key=lambda word: (-one.words[word], word))[:KEY_WORDS]
    pairs = [f"{a}+{b}" for a, b in combinations(sorted(tokens), 2)]
    mixed = [f"{name}/{word}" for name in tokens[: KEY_NAMES // 2] for word in held[: KEY_WORDS // 2]]
    alone = [word for word in (*tokens, *held) if rarity(stem(word)) >= RARE]
    return tuple(dict.fromkeys((*alone, *pairs, *mixed)))[:MAX_KEYS]
