"""Contents mended by what the encoder, which sees a word at a time, cannot hold: one quotation has one speaker.

What is taken away here would have been put into the mouth of somebody who did not say it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.reader.analysis import Run, parts
from onrecord.reader.drafts import Draft, QuotedWords
from onrecord.reader.trees import Tree

_STOPS = frozenset({".", "!", "?", "…", "..."})
_GAP = 6
"""Words; longer gaps are as often what the outlet puts in."""
_CLOSING = frozenset("\"'”’»)]")


def tidied(tree: Tree, drafts: Sequence[Draft], quotes: QuotedWords) -> list[Draft]:
    """``drafts`` without words that are another's, and without those left with no content. Linear in the text.

    A word that two claim whose cues stand in different sentences goes to the one in its own sentence. Words outside quotation
    marks that stand in a sentence before the cue's are the outlet's own.
    """
    sentence = _sentences(tree)
    paragraph = tree.analysis.words.paragraph
    claims: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        for run in draft.content:
            for i in range(run.start, run.end):
                claims[i].append(number)
    framed = {draft.source[0].start: draft.cue[0].start for draft in drafts if draft.source and draft.cue}
    kept: list[Draft] = []
    for number, draft in enumerate(drafts):
        if not draft.cue or paragraph[draft.content[0].start] > paragraph[draft.cue[0].start]:
            kept.append(draft)
            continue
        spoken = any(tree.analysis.upos[i] == "VERB" for run in draft.cue for i in range(run.start, run.end))
        home = sentence[draft.cue[0].start]

        def strange(i: int, number: int = number, home: int = home, spoken: bool = spoken) -> bool:
            here = sentence[i]
            if here == home:
                return False
            if here < home and spoken and not quotes.inside[i]:
                return True
            cues = (drafts[k].cue[0].start for k in claims[i] if k != number and drafts[k].cue)
            # A cue between quotation marks is part of what is said.
            return any(sentence[cue] == here and not (quotes.inside[i] and quotes.inside[cue]) for cue in cues)

        own = _before_semicolon(tree, draft, quotes, _filled(tree, draft, sentence, framed))
        content = tuple(part for run in own for part in parts(run, strange))
        if content == draft.content:
            kept.append(draft)
        elif any(tree.word(i)[0].isalnum() for run in content for i in range(run.start, run.end)):
            kept.append(replace(draft, content=content))
    return kept


def _before_semicolon(tree: Tree, draft: Draft, quotes: QuotedWords, content: tuple[Run, ...]) -> tuple[Run, ...]:
    """The content without what stands behind "said;": "The dam held, Orr said; Venn saw it leak" gives Orr the dam alone."""
    cue = draft.cue[-1].end
    if content[0].start >= draft.cue[0].start:
        return content
    kept = [
        run
        for run in content
        if run.start < cue or quotes.inside[run.start] or ";" not in (tree.word(i) for i in range(cue, run.start))
    ]
    return tuple(kept)


def _sentences(tree: Tree) -> list[int]:
    """For each word the number of its sentence, of those that a full stop parts: the parser at times cuts one in two."""
    numbers: list[int] = []
    number = 0
    for start, end in tree.analysis.sentences:
        at = start - 1
        while at > 0 and tree.word(at) in _CLOSING:
            at -= 1
        number += (
            at < 0
            or tree.word(at) in _STOPS
            or tree.analysis.words.paragraph[at] != tree.analysis.words.paragraph[start]
        )
        numbers += [number] * (end - start)
    return numbers


def _filled(tree: Tree, draft: Draft, sentence: Sequence[int], framed: Mapping[int, int]) -> tuple[Run, ...]:
    """The content with the words between two pieces of one sentence, unless a source or cue of its own is among them, or they
    are set off by commas or another's source and cue ("Orr said")."""
    own = {i for run in (*draft.source, *draft.cue) for i in range(run.start, run.end)}
    pieces: list[Run] = []
    for run in draft.content:
        gap = range(pieces[-1].end, run.start) if pieces else range(0)
        if (
            pieces
            and len(gap) <= _GAP
            and sentence[run.start] == sentence[pieces[-1].end - 1]
            and own.isdisjoint(gap)
            and not any(i in framed and framed[i] in gap for i in gap)
            and not (gap and tree.word(gap[0]) == "," == tree.word(gap[-1]))
        ):
            pieces[-1] = Run(pieces[-1].start, run.end)
        else:
            pieces.append(run)
    return tuple(pieces)
