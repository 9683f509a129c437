"""onrecord's own lexicon from words to PLOVER: which verbs, event nouns and adjectives name which deed, and under what conditions.

The files in ``lexicon/`` hold one frame a line, columns two or more spaces apart, ``#`` before a comment::

    TYPE[.mode]   pos   lemma lemma ...   [slot=word|@class ...]   [-> slot ...]

``-`` as the type says that such words name no deed ("strike a deal"). ``pos`` is v, n or a; ``call_off`` is a verb with its particle.
All conditions of a frame must hold (``!=``: must not; ``*``: anything at all; ``slot+``: any word of the phrase). Behind the arrow: where
the recipient is sought, in order. Of the frames that fit, the one with most conditions is taken; of equals, the first.
Types and modes: PLOVER 2.0 (Open Event Data Alliance). The lexicon was written for onrecord; nothing is taken from other dictionaries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from onrecord.terms import EventType

Pos = Literal["v", "n", "a"]
KINDS = frozenset({"@person", "@org", "@place", "@group", "@actor"})
"""Classes that `onrecord.reader.events.kinds` decides, by who or what a word means."""

_FILES = ("cooperation", "verbal", "force")
_COLUMNS = re.compile(r"\s{2,}|\t+")
_CONDITION = re.compile(r"(\w+\+?)(!?=)(\S+)")
_TYPES = frozenset(get_args(EventType)) | {"-"}


@dataclass(frozen=True, slots=True)
class Condition:
    """What one slot must hold: any of ``words`` or something of one of ``kinds``; ``filled`` is "*". ``negated``: must not."""

    slot: str
    words: frozenset[str]
    kinds: frozenset[str]
    filled: bool
    negated: bool

    @property
    def weight(self) -> int:
        """How much it says: words more than a kind, a kind more than that the slot is filled, "must not" least."""
        if self.negated:
            return 1
        return 2 if self.filled else 4 if self.words else 3


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of a word: the PLOVER type and mode that it names where ``conditions`` hold; type None: no deed."""

    type: EventType | None
    mode: str | None
    conditions: tuple[Condition, ...]
    recipient: tuple[str, ...]
    order: int

    @property
    def weight(self) -> int:
        """How specific it is, so that the most specific of the frames that fit is taken."""
        return sum(condition.weight for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by part of speech and lemma, most specific first; ``known`` the lemmas of each part of speech."""

    frames: Mapping[tuple[Pos, str], tuple[Frame, ...]]
    known: Mapping[Pos, frozenset[str]]

    def fitting(self, pos: Pos, lemma: str, holds: Callable[[Condition], bool]) -> Frame | None:
        """The first frame of a word all of whose conditions ``holds`` says true of; None where none fits."""
        return next((f for f in self.frames.get((pos, lemma), ()) if all(map(holds, f.conditions))), None)


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon, read once."""
    folder = files("onrecord.reader.events") / "lexicon"
    classes = _classes((folder / "classes.txt").read_text(encoding="utf-8"))
    lines = [line for name in _FILES for line in _lines((folder / f"{name}.txt").read_text(encoding="utf-8"))]
    return parse_lexicon(lines, classes)


def parse_lexicon(lines: Sequence[str], classes: Mapping[str, frozenset[str]]) -> Lexicon:
    """The lexicon that ``lines`` spell out. ValueError names a line that is none."""
    found: dict[tuple[Pos, str], list[Frame]] = defaultdict(list)
    for order, line in enumerate(lines):
        body, _, slots = line.partition("->")
        columns = _COLUMNS.split(body.strip())
        kind, _, mode = columns[0].partition(".")
        if len(columns) not in (3, 4) or kind not in _TYPES or columns[1] not in get_args(Pos):
            raise ValueError(f"no frame: {line!r}")
        pos: Pos = columns[1]  # type: ignore[assignment]
        conditions = tuple(_condition(one, classes) for one in (columns[3].split() if len(columns) == 4 else ()))
        type_: EventType | None = None if kind == "-" else kind  # type: ignore[assignment]
        frame = Frame(type_, mode or None, conditions, tuple(slots.split()), order)
        for lemma in columns[2].split():
            found[pos, lemma].append(frame)
    known: dict[Pos, set[str]] = {"v": set(), "n": set(), "a": set()}
    for pos, lemma in found:
        known[pos].add(lemma.partition("_")[0])
    return Lexicon(
        {key: tuple(sorted(frames, key=lambda f: (-f.weight, f.order))) for key, frames in found.items()},
        {pos: frozenset(lemmas) for pos, lemmas in known.items()},
    )


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        bare = line.partition("#")[0].rstrip()
        if bare.strip():
            yield bare


def _classes(text: str) -> dict[str, frozenset[str]]:
    raw = {name: words.split() for name, _, words in (line.strip().partition(":") for line in _lines(text))}

    def members(name: str, above: frozenset[str]) -> Iterator[str]:
        for word in raw[name]:
            if word in KINDS or not word.startswith("@"):
                yield word
            elif word not in above:
                yield from members(word, above | {word})

    return {name: frozenset(members(name, frozenset({name}))) for name in raw}


def _condition(text: str, classes: Mapping[str, frozenset[str]]) -> Condition:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise ValueError(f"no condition: {text!r}")
    slot, sign, words = match.groups()
    every: set[str] = set()
    for word in words.split("|"):
        every |= classes.get(word, frozenset({word}))
    kinds = frozenset(every & KINDS)
    return Condition(slot, frozenset(every - kinds - {"*"}), kinds, words == "*", sign == "!=")
