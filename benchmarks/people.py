"""How well persons and pronouns are told apart, on GUM with its own parse.

    python benchmarks/people.py [DATA] [--split dev|train] [--genres news interview speech] [--show]

DATA (default ``../shared/data``) holds ``gum/{train,dev}/dep/*.conllu``: the GUM corpus, https://github.com/amir-zeldes/gum.
Words, parts of speech and dependencies are GUM's. Names are made from its entities (a run of proper nouns in a mention,
titles included), attributions from the parse (a verb of saying with subject and clause), so the figures speak of the rules
alone, not of the reader.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from onrecord.reader.analysis import Analysis, Attribution, Name, Run, Words
from onrecord.reader.entities import find_entities
from onrecord.terms import Span

_TAGS = {"person": "Person", "organization": "Organization", "place": "Location", "time": "Date"}
_SAYING = frozenset("say tell add write argue claim explain note warn announce reply think believe state".split())
_PRONOUNS = frozenset("he she him her his hers himself herself".split())


class Gold(NamedTuple):
    """One mention of GUM: its words, its cluster, its type."""

    run: Run
    cluster: str
    type: str


@dataclass
class Document:
    """A GUM document as an `Analysis`, with its gold mentions."""

    name: str
    analysis: Analysis
    gold: list[Gold]


@dataclass
class Score:
    """Counts of one run. ``named``: pronouns whose gold cluster holds a name; ``pairs``: name mentions by B-cubed."""

    named: int = 0
    resolved: int = 0
    right: int = 0
    nominals: int = 0
    nominals_right: int = 0
    precision: float = 0.0
    recall: float = 0.0
    names: int = 0


def load(path: Path) -> Document:
    """Read one CoNLL-U file of GUM."""
    forms: list[str] = []
    upos: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    deprels: list[str] = []
    spans: list[Span] = []
    paragraphs: list[int] = []
    sentences: list[Run] = []
    gold: list[Gold] = []
    open_: dict[str, list[tuple[int, str]]] = defaultdict(list)
    text, paragraph, start, glued = "", -1, 0, False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_"):
            paragraph += 1
            text += "\n"
        elif not line:
            if len(forms) > start:
                sentences.append(Run(start, len(forms)))
            start = len(forms)
        elif line[0].isdigit():
            columns = line.split("\t")
            if "-" in columns[0]:
                glued = True
                continue
            if "." in columns[0]:
                continue
            i = len(forms)
            forms.append(columns[1])
            lemmas.append(columns[2])
            upos.append(columns[3])
            heads.append(start + int(columns[6]) - 1 if columns[6] != "0" else -1)
            deprels.append(columns[7])
            spans.append(Span(len(text), len(text) + len(columns[1])))
            text += columns[1] + ("" if "SpaceAfter=No" in columns[9] or glued else " ")
            glued = False
            paragraphs.append(max(paragraph, 0))
            for opened, key in _brackets(columns[9]):
                cluster = key.split("-")[0]
                if opened:
                    open_[cluster].append((i, key.split("-")[1]))
                else:
                    begin, type_ = open_[cluster].pop()
                    gold.append(Gold(Run(begin, i + 1), cluster, type_))
    if len(forms) > start:
        sentences.append(Run(start, len(forms)))
    names = tuple(sorted(_names(gold, upos, heads), key=lambda name: name.run))
    said = tuple(_attributions(sentences, lemmas, upos, heads, deprels))
    words = Words(text, tuple(spans), tuple(paragraphs))
    analysis = Analysis(words, tuple(sentences), tuple(upos), tuple(heads), tuple(deprels), names, said)
    return Document(path.stem, analysis, gold)


def _brackets(misc: str) -> Iterator[tuple[bool, str]]:
    found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    if not found:
        return
    # "(7-person-new...": opens; "7)": closes; "(7-person-...)": both.
    for piece in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", found[1]):
        if piece[1] is not None:
            yield True, piece[1]
            if piece[2]:
                yield False, piece[1]
        else:
            yield False, piece[3]


def _head(run: Run, heads: list[int]) -> int:
    return next((i for i in range(run.start, run.end) if not run.start <= heads[i] < run.end), run.start)


def _names(gold: list[Gold], upos: list[str], heads: list[int]) -> Iterator[Name]:
    taken: set[int] = set()
    for mention in sorted(gold, key=lambda one: one.run.end - one.run.start):
        head = _head(mention.run, heads)
        if upos[head] != "PROPN" or mention.type not in _TAGS:
            continue
        begin, end = head, head + 1
        while begin > mention.run.start and upos[begin - 1] == "PROPN":
            begin -= 1
        while end < mention.run.end and upos[end] == "PROPN":
            end += 1
        if not taken & set(range(begin, end)):
            taken |= set(range(begin, end))
            yield Name(Run(begin, end), _TAGS[mention.type], 1.0)


def _attributions(
    sentences: list[Run], lemmas: list[str], upos: list[str], heads: list[int], deprels: list[str]
) -> Iterator[Attribution]:
    for sentence in sentences:
        children: dict[int, list[int]] = defaultdict(list)
        for i in range(sentence.start, sentence.end):
            children[heads[i]].append(i)

        def spread(top: int, children: dict[int, list[int]] = children) -> Run:
            low, high, todo = top, top, [top]
            while todo:
                at = todo.pop()
                low, high = min(low, at), max(high, at)
                todo += children[at]
            return Run(low, high + 1)

        for i in range(sentence.start, sentence.end):
            if lemmas[i] not in _SAYING or upos[i] != "VERB":
                continue
            subject = next((j for j in children[i] if deprels[j].startswith("nsubj")), None)
            clause = next((j for j in children[i] if deprels[j] in ("ccomp", "parataxis")), None)
            if subject is not None and clause is not None:
                yield Attribution((spread(subject),), (Run(i, i + 1),), (spread(clause),), 1.0)


def measure(documents: list[Document], *, show: bool = False) -> Score:
    """Read every document and count."""
    score = Score()
    for document in documents:
        _measure(document, score, show)
    return score


def _measure(document: Document, score: Score, show: bool) -> None:
    analysis, words = document.analysis, document.analysis.words
    heads = list(analysis.heads)
    people = find_entities(analysis)
    at_start = {span.start: i for i, span in enumerate(words.spans)}
    # The gold cluster of a word: that of the largest mention it heads.
    cluster: dict[int, str] = {}
    for mention in sorted(document.gold, key=lambda one: one.run.end - one.run.start):
        if mention.type == "person" and mention.run.end > mention.run.start:
            cluster[_head(mention.run, heads)] = mention.cluster
            if mention.run.end - mention.run.start == 1:
                cluster[mention.run.start] = mention.cluster
    named = {key for i, key in cluster.items() if analysis.upos[i] == "PROPN"}
    predicted: dict[int, str] = {}
    forms: dict[int, str] = {}
    for entity in people.entities:
        if entity.type != "person":
            continue
        for one in entity.mentions:
            start = at_start[one.span.start]
            end = start
            while end < len(words) and words.spans[end].end <= one.span.end:
                end += 1
            for i in range(start, end):
                if i in cluster:
                    predicted[i], forms[i] = entity.id, one.form
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, id_ in predicted.items():
        if forms[i] == "name":
            votes[id_][cluster[i]] += 1
    means = {id_: counts.most_common(1)[0][0] for id_, counts in votes.items()}
    name_words = [i for i in cluster if forms.get(i) == "name"]
    for i in name_words:
        same_id = [j for j in name_words if predicted[j] == predicted[i]]
        same_gold = [j for j in name_words if cluster[j] == cluster[i]]
        both = len(set(same_id) & set(same_gold))
        score.precision += both / len(same_id)
        score.recall += both / len(same_gold)
        score.names += 1
    for i, key in sorted(cluster.items()):
        guess = means.get(predicted[i]) if i in predicted else None
        if words[i].lower() in _PRONOUNS and key in named:
            score.named += 1
            score.resolved += i in predicted
            score.right += guess == key
        elif forms.get(i) == "nominal":
            score.nominals += 1
            score.nominals_right += guess == key
        else:
            continue
        if show and guess != key:
            by_id = {entity.id: entity.name for entity in people.entities}
            truth = Counter(words[j] for j, k in cluster.items() if k == key and analysis.upos[j] == "PROPN")
            span = words.spans[i]
            around = (
                words.text[max(0, span.start - 150) : span.start]
                + "["
                + words[i]
                + "]"
                + words.text[span.end : span.end + 60]
            )
            got = by_id.get(predicted.get(i, ""))
            print(f"{document.name}: {got} for {truth.most_common(1)}: {' '.join(around.split())}\n")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--genres", nargs="*", default=["news", "interview", "speech", "bio"])
    parser.add_argument("--show", action="store_true", help="print what came out wrong")
    options = parser.parse_args()
    paths = [
        path
        for path in sorted((options.data / "gum" / options.split / "dep").glob("*.conllu"))
        if path.stem.split("_")[1] in options.genres
    ]
    score = measure([load(path) for path in paths], show=options.show)
    precision, recall = score.precision / score.names, score.recall / score.names
    print(f"{len(paths)} documents of GUM {options.split}")
    print(
        f"pronouns he/she of named persons: {score.named}; resolved {score.resolved}, right {score.right}: "
        f"precision {score.right / max(1, score.resolved):.3f}, recall {score.right / max(1, score.named):.3f}"
    )
    print(f"nominals resolved: {score.nominals}, right {score.nominals_right}")
    print(f"person names, B-cubed over {score.names}: precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
