"""PLOVER events held against the coded sentences of ``plv_plover``: ``python -m benchmarks.events``.

Each row gives a sentence, a source, a target and the type of what the one does to the other. A row counts as coded when an event of
ours joins the two: one of its actors or recipients is the source and another the target. Of several that do, the one of the
highest confidence speaks, then the first. Its type is compared (the corpus' YIELD is CONCEDE or RETREAT), and F1 is averaged over
the types; a row that no event joins is missed. A phrase of ours is the given one when they share a word that is no determiner.
A fifth of the rows, by digest of the sentence, is held out; the lexicon was written with the others (``--train``).
``--own`` reads the sentences that were written for onrecord instead (``training/labels/deeds.txt``), which need no corpus; the lexicon
was widened with them too.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.align import align
from onrecord.ingest import article_from_text
from onrecord.reader.reader import Reader, load_reader
from onrecord.terms import Article, Event, Reading, Ref

OWN = Path(__file__).parents[1] / "training/labels/deeds.txt"
Read = Callable[[Article], Reading]
_MARK = re.compile(r"</?[st]>")
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ASSAULT"})
"""Types whose parties may all be actors, as PLOVER has it of meetings, agreements and fights."""
_DETERMINERS = frozenset("a an the of in and or for to 's ’s his her its their this that by on at".split())


@dataclass(frozen=True, slots=True)
class Row:
    """One coded sentence: ``source`` and ``target`` are code points of ``sentence``, one or more places each,
    none where the coders could not name it. ``key`` is the
    sentence as the corpus' own column has it, which the split goes by."""

    key: str
    sentence: str
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]
    type: str

    @property
    def held_out(self) -> bool:
        """Whether the row belongs to the fifth that nothing is chosen on."""
        return int(hashlib.sha256(self.key.encode()).hexdigest(), 16) % 5 == 0


def rows(file: Path) -> list[Row]:
    """The rows of the corpus' table."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            _row(line["marked_sentence"], line["sentence"], line["gold_root"])
            for line in csv.DictReader(lines, delimiter="\t")
        ]


def own_rows() -> list[Row]:
    """The sentences written for onrecord, in the file's order, CONCEDE and RETREAT as the corpus has them: YIELD."""
    lines = (line for line in OWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    given = (line.partition(" | ") for line in lines)
    return [_row(marked, _MARK.sub("", marked), plv_type(type_)) for type_, _, marked in given]


def _row(marked: str, sentence: str, type_: str) -> Row:
    text, at = "", 0
    opened: dict[str, int] = {}
    found: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        role = mark.group()[-2]
        if mark.group().startswith("</"):
            found[role].append((opened.pop(role, len(text)), len(text)))
        else:
            opened[role] = len(text)
    text += marked[at:]
    return Row(sentence, text, tuple(found["s"]), tuple(found["t"]), type_)


@dataclass(frozen=True, slots=True)
class Coded:
    """What the reader made of a row: the event that joins source and target, if any, and which roles it found at all."""

    row: Row
    event: Event | None
    actor: bool
    recipient: bool
    straight: bool
    events: tuple[Event, ...]

    @property
    def type(self) -> str | None:
        """The event's type in the corpus' terms."""
        return None if self.event is None else plv_type(self.event.type)


def plv_type(type_: str) -> str:
    """A type as the corpus names it."""
    return "YIELD" if type_ in ("CONCEDE", "RETREAT") else type_


def code(row: Row, read: Read) -> Coded:
    """Read the row's sentence as an article of its own."""
    article = article_from_text(row.sentence)
    reading = read(article)
    where = align(row.sentence, article.text)
    mentions = {entity.id: [m.span for m in entity.mentions] for entity in reading.entities}

    def names(refs: Iterable[Ref], given: Sequence[tuple[int, int]]) -> bool:
        if not given:
            return True
        for ref in refs:
            spans = [*ref.spans, *(mentions.get(ref.entity, []) if ref.entity else [])]
            for start, end in spans:
                if any(shares(row.sentence, where[start], where[end - 1] + 1, a, b) for a, b in given):
                    return True
        return False

    joined: list[tuple[Event, bool]] = []
    for event in reading.events:
        straight = names(event.actors, row.source) and names(event.recipients, row.target)
        both = event.type in _MUTUAL and names(event.actors, row.source) and names(event.actors, row.target)
        turned = names(event.recipients, row.source) and names(event.actors, row.target)
        if straight or both or turned:
            joined.append((event, straight or both))
    best = max(joined, key=lambda pair: (pair[1], pair[0].confidence), default=None)
    return Coded(
        row,
        None if best is None else best[0],
        any(names(event.actors, row.source) for event in reading.events),
        any(names((*event.recipients, *(event.actors[1:])), row.target) for event in reading.events),
        best is not None and best[1],
        reading.events,
    )


def shares(text: str, a: int, b: int, c: int, d: int) -> bool:
    """Whether the stretches ``[a, b)`` and ``[c, d)`` of ``text`` share a word that is no determiner or preposition."""
    start, end = max(a, c), min(b, d)
    return start < end and any(word.lower() not in _DETERMINERS for word in re.findall(r"[\w'’]+", text[start:end]))


def measure(coded: Sequence[Coded]) -> dict[str, float]:
    """Macro F1 over types, accuracy, and shares of rows joined, with the actor, with the recipient, and with the right direction."""
    hit: Counter[str] = Counter()
    gold = Counter(one.row.type for one in coded)
    made = Counter(one.type for one in coded if one.type is not None)
    for one in coded:
        hit[one.row.type] += one.type == one.row.type
    f1 = {kind: 2 * hit[kind] / (gold[kind] + made[kind]) for kind in gold}
    joined = [one for one in coded if one.event is not None]
    size = max(1, len(coded))
    return {
        "macro-F1": sum(f1.values()) / max(1, len(f1)),
        "accuracy": sum(hit.values()) / size,
        "joined": len(joined) / size,
        "right of joined": sum(hit.values()) / max(1, len(joined)),
        "actor": _share(one.actor for one in coded if one.row.source),
        "recipient": _share(one.recipient for one in coded if one.row.target),
        "direction": sum(one.straight for one in joined) / max(1, len(joined)),
    } | {f"F1 {kind}": f1[kind] for kind in sorted(f1)}


def _share(found: Iterable[bool]) -> float:
    every = list(found)
    return sum(every) / max(1, len(every))


def report(one: Coded) -> str:
    """One row for the eye: what was given, what was read."""

    def spans(given: Sequence[tuple[int, int]]) -> str:
        return " / ".join(one.row.sentence[a:b] for a, b in given)

    def refs(of: Sequence[Ref]) -> str:
        return ", ".join(ref.text for ref in of)

    lines = [
        f"{one.row.type} <- {one.type}   [{spans(one.row.source)}] -> [{spans(one.row.target)}]",
        f"  {one.row.sentence}",
    ]
    for event in one.events:
        lines.append(
            f"    {event.type}.{event.mode} ‹{event.trigger.text}› {refs(event.actors)} -> {refs(event.recipients)} @{refs(event.place)}"
            f" {event.status} {event.confidence}"
        )
    return "\n".join(lines)


def code_all(data: Path, reader: Reader, *, held_out: bool = True) -> list[Coded]:
    """The held-out rows, or the others, as the reader codes them."""
    return [code(row, reader.read) for row in rows(data / "plv_plover/PLV_train.tsv") if row.held_out == held_out]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--train", action="store_true", help="the rows that the lexicon was written with, not those held out"
    )
    which.add_argument("--own", action="store_true", help="the sentences written for onrecord, no corpus")
    parser.add_argument(
        "--errors", nargs="?", const="", metavar="TYPE", help="with --train or --own: show the rows that went wrong"
    )
    args = parser.parse_args()
    if not args.own and not (args.data / "plv_plover").is_dir():
        print(f"events: no plv_plover in {args.data}; name the corpora's folder with --data", file=sys.stderr)
        return 2
    reader = load_reader()
    if args.own:
        coded, what = [code(row, reader.read) for row in own_rows()], "own"
    else:
        coded, what = code_all(args.data, reader, held_out=not args.train), "train" if args.train else "held out"
    if args.errors is not None and what != "held out":
        for one in coded:
            if one.type != one.row.type and args.errors in ("", one.row.type, one.type):
                print(report(one), end="\n\n")
    print(f"{len(coded)} sentences, {what}")
    for name, value in measure(coded).items():
        print(f"  {name:18} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
