"""How well people and bodies are told to be one over several articles, on ECB+.

    python benchmarks/identity.py [DATA] [--split train|dev] [--kept FILE] [--show]

DATA (default ``../shared/data``) holds ``ecbplus/ECB+/*/*.xml``: the ECB+ corpus (Cybulska and Vossen, 2014), whose human
participants and places carry the id of who or what they are, the same in every article of a topic. The shipped reader reads the
articles; an entity whose mentions lie on gold mentions is the one that most of them name. Every pair of such entities of two
articles is counted: joined by `identify` or not, the same in gold or not. Over the articles of one sub-topic (a story) and over
whole topics (two stories of a kind). ``--kept``: where to keep the readings, so that the next run need not read again.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from onrecord.story.people import identify
from onrecord.terms import Article, Reading

DEV = frozenset("2 5 12 18 21 23 34 35".split())
"""Topics kept for reporting, the usual development set; the others may be looked at. The usual test set is not in the copy."""
_TIGHT = re.compile(r"^(?:[.,;:!?)\]%”]|'s|’s|n't|n’t|'|’|'re|'ve|'ll|'d|'m)$", re.IGNORECASE)
_OPEN = frozenset("([$£€“‘")


class Piece(NamedTuple):
    """One article of ECB+: its text as prose, and for each gold mention its range and the id of who or what it names."""

    name: str
    topic: str
    story: str
    article: Article
    gold: tuple[tuple[int, int, str], ...]


def load(path: Path) -> Piece:
    """Read one file of ECB+ and put its words together to prose: one paragraph for sentences, others for what ends without a stop."""
    root = ElementTree.parse(path).getroot()
    words: list[tuple[str, str, int]] = [
        (t.get("t_id", ""), t.text or "", int(t.get("sentence", 0))) for t in root.iter("token")
    ]
    if words and words[0][1].startswith("http"):
        words = [word for word in words if word[2] > 0]
    text, where, last = "", dict[str, tuple[int, int]](), -1
    quoted = False
    glue = True
    for id_, word, sentence in words:
        word = {"``": "“", "''": "”"}.get(word, word)
        if sentence != last and text:
            text += " " if re.search(r"[.?!][\"”’']*$", text) and text.count("\n\n") else "\n\n"
            glue = True
            quoted = quoted and not text.endswith("\n\n")
        opens = word in _OPEN or (word == '"' and not quoted)
        closes = bool(_TIGHT.match(word)) or (word == '"' and quoted)
        if not glue and not closes:
            text += " "
        if word == '"':
            quoted = not quoted
        where[id_] = len(text), len(text) + len(word)
        text += word
        glue, last = opens, sentence
    mentions: dict[str, tuple[int, int]] = {}
    names: dict[str, str] = {}
    for mark in root.find("Markables") or ():
        spots = [where[a.get("t_id", "")] for a in mark if a.get("t_id") in where]
        if spots:
            mentions[mark.get("m_id", "")] = spots[0][0], spots[-1][1]
        elif mark.get("instance_id"):
            names[mark.get("m_id", "")] = mark.get("instance_id", "")
    gold: list[tuple[int, int, str]] = []
    for relation in root.iter("CROSS_DOC_COREF"):
        target = relation.find("target")
        id_ = names.get(target.get("m_id", ""), "") if target is not None else ""
        if id_[:3] in ("HUM", "LOC"):
            gold += [(*mentions[s.get("m_id", "")], id_) for s in relation.iter("source") if s.get("m_id") in mentions]
    title = text.partition("\n\n")[0] or None
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(digest[:20], title, None, (), None, "en", None, text, digest)
    topic = path.parent.name
    return Piece(
        path.stem, topic, f"{topic}{'ecbplus' if 'plus' in path.stem else 'ecb'}", article, tuple(sorted(gold))
    )


def pieces(data: Path, split: str) -> list[Piece]:
    """The articles of the topics of ``split``."""
    folders = sorted((data / "ecbplus" / "ECB+").iterdir(), key=lambda folder: int(folder.name))
    return [
        load(path)
        for folder in folders
        if (folder.name in DEV) == (split == "dev")
        for path in sorted(folder.glob("*.xml"))
    ]


def read(found: Iterable[Piece], kept: Path | None) -> dict[str, Reading]:
    """A reading for each article, by article id."""
    readings: dict[str, Reading] = pickle.loads(kept.read_bytes()) if kept and kept.exists() else {}
    missing = [piece for piece in found if piece.article.id not in readings]
    if missing:
        from onrecord import load_reader

        reader = load_reader(threads=1)
        for number, piece in enumerate(missing, 1):
            readings[piece.article.id] = reader.read(piece.article)
            if number % 50 == 0:
                print(f"read {number} of {len(missing)}", file=sys.stderr)
        if kept:
            kept.write_bytes(pickle.dumps(readings))
    return readings


class Tally(NamedTuple):
    """Pairs of entities of two articles: joined and one in gold, joined, one in gold."""

    right: int = 0
    joined: int = 0
    gold: int = 0

    def scores(self) -> str:
        """Precision, recall and F1."""
        precision, recall = self.right / max(1, self.joined), self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({self.gold} pairs)"


def owners(piece: Piece, reading: Reading) -> dict[str, str]:
    """For an entity the gold id that most of its mentions lie on; a mention lies on the longest gold mention that ends with it, or
    is it but for titles."""
    by_end = {end: (start, id_) for start, end, id_ in sorted(piece.gold, reverse=True)}
    found: dict[str, str] = {}
    for entity in reading.entities:
        votes: Counter[str] = Counter()
        for mention in entity.mentions:
            start, id_ = by_end.get(mention.span.end, (mention.span.end, ""))
            if start <= mention.span.start or (id_ and start < mention.span.end):
                votes[id_] += 1
        votes.pop("", None)
        if votes:
            found[entity.id] = max(votes, key=lambda id_: (votes[id_], id_))
    return found


def score(stories: dict[str, list[Piece]], readings: dict[str, Reading], kinds: frozenset[str], *, show: bool) -> Tally:
    """Count the pairs of all the stories, each looked at by itself; entities of ``kinds`` that the reader found by name."""
    total = Counter[str]()
    for story, these in sorted(stories.items()):
        people = identify([readings[piece.article.id] for piece in these])
        rows: list[tuple[str, str, str]] = []
        for piece in these:
            reading = readings[piece.article.id]
            gold = owners(piece, reading)
            rows += [
                (piece.article.id, entity.id, gold[entity.id])
                for entity in reading.entities
                if entity.id in gold and entity.type in kinds and any(m.form == "name" for m in entity.mentions)
            ]
        for (a, e, one), (b, f, other) in combinations(rows, 2):
            if a == b:
                continue
            key, same = people.person_of(a, e), people.person_of(b, f)
            total.update(joined=key == same, gold=one == other, right=key == same and one == other)
            if show and (key == same) != (one == other) and key and same:
                wrong = "joined" if key == same else "missed"
                left, right = (next(x.name for x in readings[i].entities if x.id == j) for i, j in ((a, e), (b, f)))
                print(f"{story}\t{wrong}\t{left}\t{right}\t{people.persons[same].evidence}")
    return Tally(total["right"], total["joined"], total["gold"])


def _by(found: Iterable[Piece], part: str) -> dict[str, list[Piece]]:
    groups: dict[str, list[Piece]] = defaultdict(list)
    for piece in found:
        groups[getattr(piece, part)].append(piece)
    return groups


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", choices=("train", "dev"), default="train")
    parser.add_argument("--kept", type=Path, help="where the readings are kept from one run to the next")
    parser.add_argument("--show", action="store_true", help="print each pair that is wrong")
    asked = parser.parse_args()
    found = pieces(asked.data, asked.split)
    readings = read(found, asked.kept)
    for part in ("story", "topic"):
        for kinds in ("person", "organization", "place"):
            tally = score(_by(found, part), readings, frozenset((kinds,)), show=asked.show and part == "topic")
            print(f"{part:6} {kinds:13} {tally.scores()}")


if __name__ == "__main__":
    main()
