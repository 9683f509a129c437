"""Quotations that go on with no cue of their own: the next paragraph of a long quotation, the sentence after "Orr said"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reader.analysis import Run
from onrecord.reader.drafts import Draft, QuotedWords, kind_of, paragraph_runs
from onrecord.reader.trees import Tree

_FULL = 0.85
"""Confidence of a continuation as a share of that of the statement it goes on: the reading is one step further removed."""
_SHORTEST = 4
"""Words; a shorter quotation alone in a sentence is as likely a title or a word held up for show."""
_TAIL = 3
"""Words of the outlet's own that may follow the earlier statement before its quotation goes on: "he added", "on Friday"."""


def add_continuations(tree: Tree, drafts: Sequence[Draft], quotes: QuotedWords) -> list[Draft]:
    """``drafts`` and, in text order, a draft for each quotation that nobody's cue covers and that its neighbour's speaker goes on.

    A quotation goes on when it opens a paragraph that it fills, and the paragraph before ends in a quotation of that speaker or
    in its cue; or when it fills a sentence right behind such a statement. Another speaker between them ends it.
    """
    words = tree.analysis.words
    paragraphs = paragraph_runs(words)
    owner = _owners(len(words), drafts)
    by_end = sorted(drafts, key=lambda d: d.end)
    added: list[Draft] = []
    at = 0
    last: Draft | None = None
    for quotation, run in zip(quotes.quotations, quotes.runs, strict=True):
        while at < len(by_end) and by_end[at].end <= run.start:
            if last is None or by_end[at].end >= last.end:
                last = by_end[at]
            at += 1
        paragraph = paragraphs[words.paragraph[run.start] - words.paragraph[0]]
        if (
            last is None
            or last.speaker is None
            or _taken(owner, drafts, run)
            or _speaks_later(tree, paragraph, run, quotes)
        ):
            continue
        if kind_of(words, quotes, last.content) == "indirect":
            continue
        fills = run.start == paragraph.start and run.end >= paragraph.end - 1
        before = words.paragraph[last.end - 1]
        if not any(tree.analysis.upos[i] in ("VERB", "AUX") for i in range(*run)):
            continue  # a title, a headline between paragraphs
        if fills and before == words.paragraph[run.start] - 1:
            ok = quotation.continues or paragraphs[before - words.paragraph[0]].end - last.end <= _TAIL
        else:
            ok = before == words.paragraph[run.start] and _fills_sentences(tree, run) and run.start - last.end <= _TAIL
        if ok:
            last = Draft((), (), (run,), last.speaker, "continuation", last.confidence * _FULL)
            added.append(last)
    return [*drafts, *added]


def _owners(size: int, drafts: Sequence[Draft]) -> list[int]:
    owner = [-1] * size
    for number, draft in enumerate(drafts):
        for run in (*draft.source, *draft.cue, *draft.content):
            for i in range(run.start, run.end):
                owner[i] = number
    return owner


def _taken(owner: list[int], drafts: Sequence[Draft], run: Run) -> bool:
    """Whether words of the quotation already belong to a statement whose cue or source stands outside it."""
    for number in set(owner[run.start : run.end]) - {-1}:
        if drafts[number].start < run.start or drafts[number].end > run.end:
            return True
        if sum(r.end - r.start for r in drafts[number].content) > 0.8 * (run.end - run.start):
            return True
    return False


def _speaks_later(tree: Tree, paragraph: Run, run: Run, quotes: QuotedWords) -> bool:
    """Whether the outlet's own words follow in the quotation's last sentence: a cue that was not read, perhaps of another."""
    end = min(paragraph.end, tree.sentence_of(run.end - 1).end)
    return any(tree.analysis.words[i][0].isalnum() and not quotes.inside[i] for i in range(run.end, end))


def _fills_sentences(tree: Tree, run: Run) -> bool:
    words = tree.analysis.words
    long = sum(words[i][0].isalnum() for i in range(run.start, run.end)) >= _SHORTEST
    return long and tree.sentence_of(run.start).start == run.start and words[run.end - 2] in (".", "!", "?", "…", "...")
