"""Text to `Analysis`: words, the encoder's scores, and the decoders over them."""

from __future__ import annotations

import numpy as np

from onrecord.reader.analysis import Analysis, Attribution, Run, Words
from onrecord.reader.attribution import Proposal, decode
from onrecord.reader.chain import Array
from onrecord.reader.completion import complete
from onrecord.reader.encoder import Encoder, WindowScores
from onrecord.reader.labels import DEPRELS, UPOS
from onrecord.reader.parse import sentences, tree
from onrecord.reader.tagged_names import names
from onrecord.reader.words import split_words


def analyse(text: str, encoder: Encoder) -> Analysis:
    """All layers of a text. Deterministic; linear in the text's length."""
    words = split_words(text)
    return analyse_words(words, encoder.score(words), encoder.transitions)


def analyse_words(words: Words, scored: list[WindowScores], transitions: Array) -> Analysis:
    """All layers of words that have been scored; ``transitions`` are the chain's (`Encoder.transitions`)."""
    found: list[Run] = []
    upos: list[str] = []
    heads: list[int] = []
    deprels: list[str] = []
    name_scores: list[Array] = []
    attributions: list[Attribution] = []
    for scores in scored:
        base, end = scores.window.run
        upos += [UPOS[j] for j in scores.upos.argmax(-1)]
        deprels += [DEPRELS[j] for j in scores.relations.argmax(-1)]
        for sentence in sentences(scores.starts, words.paragraph[base:end]):
            low, high = sentence
            columns = np.r_[low:high, end - base]
            tops = tree(scores.arcs[low:high][:, columns])
            heads += [top + low + base if top >= 0 else -1 for top in tops]
            for i, top in enumerate(tops, low + base):
                if (top < 0) != (deprels[i] == "root"):
                    deprels[i] = "root" if top < 0 else "dep"
            found.append(Run(low + base, high + base))
        name_scores.append(scores.names)
        texts = [words[i] for i in range(base, end)]
        paragraph, proposal = words.paragraph[base:end], Proposal(scores.tags, scores.link, scores.edges)
        decoded = decode(texts, paragraph, proposal, transitions)
        quotes = scores.window.quotes[scores.window.first].tolist()
        attributions += [_moved(a, base) for a in complete(texts, paragraph, quotes, decoded)]
    return Analysis(
        words,
        tuple(found),
        tuple(upos),
        tuple(heads),
        tuple(deprels),
        tuple(names(words, np.concatenate(name_scores)) if name_scores else ()),
        tuple(attributions),
    )


def _moved(a: Attribution, by: int) -> Attribution:
    source, cue, content = (tuple(Run(r.start + by, r.end + by) for r in runs) for runs in (a.source, a.cue, a.content))
    return Attribution(source, cue, content, a.score)
