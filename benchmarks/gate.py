"""The quality gate: ``make bench``. Scores the shipped model and the whole reader on dev and compares with ``floors.json``.

Prints each score beside its floor, with the digest of the corpora and the commit, and fails when one is below. Needs the
corpora (``--data``, default ``../shared/data``); see training/corpora for where each comes from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import acts, events, figures, times
from benchmarks.align import align
from benchmarks.attribution_scores import ROLES, Tally
from benchmarks.measure import all_scores, entities
from onrecord.ingest import load_articles
from onrecord.reader.analyse import analyse, analyse_words
from onrecord.reader.analysis import Analysis, Name, Words
from onrecord.reader.encoder import Encoder
from onrecord.reader.names import find_names
from onrecord.reader.prose import view
from onrecord.reader.reader import Reader
from onrecord.terms import Quoted
from training.corpora import dev_corpora, polnear
from training.corpora.document import Gold

FLOORS = Path(__file__).with_name("floors.json")


def digest(dev: dict[str, list[Gold]]) -> str:
    """A digest of the dev texts, so that two printed scores can be known to be of the same corpora."""
    h = hashlib.sha256()
    for name, docs in sorted(dev.items()):
        for doc in docs:
            h.update(f"{name}\0{doc.name}\0{doc.words.text}\0".encode())
    return h.hexdigest()[:12]


def whole_reader(reader: Reader, split: Path) -> tuple[dict[str, float], float]:
    """F1 of spans, tokens and triples of finished readings of the split's files, and articles a second."""
    tally, seconds, articles = Tally(), 0.0, 0
    for gold in polnear.read(split):
        began = time.perf_counter()
        (article,) = load_articles(split / "text" / f"{gold.name}.txt")
        reading = reader.read(article)
        seconds += time.perf_counter() - began
        articles += 1
        where = align(gold.words.text, article.text)
        tally.add(
            gold.words.text,
            gold.triples,
            [{role: _ranges(getattr(s, role), where) for role in ROLES} for s in reading.statements],
        )
    return {name: round(f1, 4) for name, (_, _, f1) in tally.scores().items()}, articles / seconds


def what_happened(reader: Reader, encoder: Encoder, data: Path) -> dict[str, float]:
    """Scores of events (sentences held out, and those written for onrecord), of figures (labelled numbers) and of times (WikiWars
    train, newspaper cases)."""
    coded = events.measure(events.code_all(data, reader))
    own = events.measure([events.code(row, reader.read) for row in events.own_rows()])
    read = figures.measure(reader.read, data / "polnear/dev")
    read["none where there is none"] = 1 - read.pop("not a figure")
    timed = times.measure(lambda text: analyse(text, encoder), data)
    return (
        {f"events {k}": v for k, v in coded.items() if not k.startswith("F1")}
        | {f"own sentences {k}": own[k] for k in ("macro-F1", "accuracy")}
        | {f"figures {k}": v for k, v in read.items()}
        | timed
    )


def with_names(analysis: Analysis) -> Analysis:
    """The analysis with the tagger's names put right over the whole article, as readings have them."""
    found = find_names(view(analysis, title_end=0))
    return replace(analysis, names=tuple(Name(f.run, f.type, 1.0) for f in found))


def _ranges(words: Quoted | None, where: list[int]) -> list[tuple[int, int]]:
    return [(where[s], where[e - 1] + 1) for s, e in words.spans] if words else []


def main() -> int:
    """Print all scores; 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="make the scores of this run, less one point, the floors")
    args = parser.parse_args()
    if not args.data.is_dir():
        print(f"bench: no corpora in {args.data}; name their folder with --data", file=sys.stderr)
        return 2
    dev, encoder = dev_corpora(args.data), Encoder()

    def analysed(words: Words) -> Analysis:
        return analyse_words(words, encoder.score(words), encoder.transitions)

    model = {f"model {k}": v for k, v in all_scores(analysed, dev).items()}
    whole = Reader(encoder)
    reader, speed = whole_reader(whole, args.data / "polnear/dev")
    reader["entities"] = round(entities(lambda words: with_names(analysed(words)), dev["newswire"]), 4)
    reader |= {k: round(v, 4) for k, v in acts.summary(acts.measure(encoder, args.data, "dev")).items()}
    reader |= {k: round(v, 4) for k, v in what_happened(whole, encoder, args.data).items()}
    scores = model | {f"reader {k}": v for k, v in reader.items()}
    if args.write:
        FLOORS.write_text(json.dumps({k: round(v - 0.01, 3) for k, v in scores.items()}, indent=1) + "\n")
    floors: dict[str, float] = json.loads(FLOORS.read_text())
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(
        f"corpora {digest(dev)}, commit {commit or 'unknown'}, model {encoder.version}, {speed:.1f} articles a second"
    )
    below = []
    for name, value in scores.items():
        floor = floors.get(name)
        low = floor is not None and value < floor
        below += [name] * low
        print(
            f"  {name:40} {value:.4f}  floor {'-' if floor is None else format(floor, '.3f')}{'  BELOW' if low else ''}"
        )
    missing = sorted(set(floors) - set(scores))
    for name in missing:
        print(f"  {name:40} was not measured  BELOW")
    return 1 if below or missing else 0


if __name__ == "__main__":
    sys.exit(main())
