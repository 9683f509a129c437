"""How well a quotation is found in a record of real news: when it is wrong in some words, cut, or not there at all.

    python -m benchmarks.quotes [--data ../shared/data]

The record is made of the attributions that PolNeAR's annotators marked in its training articles, no model in between. Asked
after are statements of it with words left out, put in and replaced by chance, and quotations of the dev articles that it does not
hold; what is found of these is printed, to be judged by eye.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from onrecord.reader.quotations import find_quotations
from onrecord.record import open_record
from onrecord.story.quotes import check
from onrecord.terms import Article, Entity, Kind, Mention, Quoted, Reading, Span, Statement, quoted
from training.corpora import polnear

_ASKED = 200  # quotations of each kind


def readings(folder: Path) -> Iterator[Reading]:
    """The marked articles of a split, each with its attributions as statements."""
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        chosen.setdefault(re.sub(r"_[0-9a-f]{4}$", "", path.stem), path)
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        between = [one for one in find_quotations(text) if one.depth == 0]
        names: dict[str, Entity] = {}
        said: list[Statement] = []
        for triple in polnear.attributions(chosen[path.stem]):
            spans = tuple(Span(*span) for span in triple["content"])
            if not spans or any(one.end > other.start for one, other in pairwise(spans)):
                continue
            marked = [
                any(q.start <= at + word.start() and at + word.end() <= q.end for q in between)
                for at, end in spans
                for word in re.finditer(r"\w+", text[at:end])
            ]
            kind: Kind = "direct" if all(marked) else "mixed" if any(marked) else "indirect"
            source, speaker = None, None
            if triple["source"]:
                span = Span(*triple["source"][0])
                source = Quoted(text[slice(*span)], (span,))
                new = Entity(f"e{len(names) + 1}", source.text, "person", (), (Mention(span, source.text, "name"),))
                speaker = names.setdefault(source.text, new).id
            said.append(
                Statement(
                    f"s{len(said) + 1}", kind, "assert", source, speaker, "name" if speaker else "none", None,
                    quoted(text, spans), (), None, None, False, "actual", None, 0.9,
                )
            )  # fmt: skip
        article = Article(path.stem, None, None, (), None, "en", None, text, "0" * 64)
        yield Reading(article, tuple(names.values()), tuple(said), reader="marked by hand")


def changes(chance: random.Random, others: list[str]) -> dict[str, Callable[[list[str]], list[str]]]:
    """Ways in which a quotation comes to be other than what was said."""

    def wrong(words: list[str], share: float) -> list[str]:
        changed = []
        for word in words:
            drawn = chance.random() / share
            if drawn >= 1 / 3:
                changed.append(chance.choice(others) if drawn < 2 / 3 else word)
            if 2 / 3 <= drawn < 1:
                changed.append(chance.choice(others))
        return changed

    def part(words: list[str]) -> list[str]:
        size = max(6, len(words) // 2)
        start = chance.randrange(max(1, len(words) - size))
        return words[start : start + size]

    def cut(words: list[str]) -> list[str]:
        if len(words) < 12:
            return words
        start = chance.randrange(4, len(words) - 6)
        return [*words[:start], "...", *words[min(len(words) - 4, start + chance.randrange(1, 8)) :]]

    return {
        "as it was said": lambda words: words,
        "a half of it": part,
        "with an ellipsis": cut,
        "10% of the words wrong": lambda words: wrong(words, 0.1),
        "20% of the words wrong": lambda words: wrong(words, 0.2),
        "30% of the words wrong": lambda words: wrong(words, 0.3),
        "a half of it, 20% wrong": lambda words: wrong(part(words), 0.2),
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = asked.parse_args().data / "polnear"
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "record.sqlite") as record:
        pool: list[tuple[str, str]] = []
        for reading in readings(data / "train"):
            record.add(reading)
            pool += [(reading.article.id, one.content.text) for one in reading.statements]
        view = record.view()
        others = [word for _, said in pool[:3_000] for word in said.split()]
        whole = [(article, said) for article, said in pool if 6 <= len(said.split()) <= 60]
        print(f"{len(pool):,} statements; of {_ASKED} quotations of 6 to 60 words each:")
        for name, change in changes(chance, others).items():
            first = shown = 0
            for article, said in chance.sample(whole, _ASKED):
                found = check(view, " ".join(change(said.split())))
                right = [match.hit.article == article or match.score == 1 for match in found]
                first, shown = first + any(right[:1]), shown + any(right)
            print(f"  {name:<26} found first {first / _ASKED:.1%}, among the first five {shown / _ASKED:.1%}")
        strange = [
            text[one.start + 1 : one.end - 1]
            for path in sorted((data / "dev" / "text").glob("*.txt"))
            for text in [path.read_bytes().decode("utf-8")]
            for one in find_quotations(text)
            if one.depth == 0 and one.closed and 4 <= len(text[one.start : one.end].split()) <= 100
        ]
        some = chance.sample(strange, 250)
        near = [(quote, match) for quote in some for match in check(view, quote, limit=1)]
        print(f"of {len(some)} quotations of other articles {len(near)} have a statement near:")
        for quote, match in near:
            print(f"  {match.score:.2f}  {' '.join(quote.split())[:90]}  |  {' '.join(match.hit.text.split())[:110]}")


if __name__ == "__main__":
    main()
