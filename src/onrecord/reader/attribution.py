"""From the encoder's scores to attributions: which words are source, cue and content, and which belong together.

A pure function of words and scores. Tags are decoded as the best path through a linear chain, and each source and content run
goes to the cue its words point to. Then each cue's own pointers to the ends of its source and its content are heard: they
see the attribution as a whole, where tags see a word at a time, and mend runs that were broken, missed or cut short. The
clean-up follows PolNeAR's annotation guide: one contiguous cue and at most one contiguous source to an attribution, none
without content, no dateline in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.reader.analysis import Attribution, Run, parts
from onrecord.reader.chain import Array, best_path, log_softmax, marginals
from onrecord.reader.confidence import Evidence, probability
from onrecord.reader.labels import ROLES, TAGS

_B_CUE, _I_CUE = TAGS.index("B-cue"), TAGS.index("I-cue")
# The constants below were chosen on PolNeAR dev by triple F1 (training/LOG.md).
_RECOVERED = 0.3  # marginal probability from which an untagged word that a content points to is a cue
_GOES_ON = 0.3  # marginal probability with which such a cue takes in the next word
_AGREES = 0.5  # added to a span's log-probability for each end at which tags and pointers agree
_ENDS = 4  # best-scored first and last words that are tried for a span
_LONGEST_SOURCE = 60  # words
_DATELINE = 16  # words within which a dateline's dash must stand


class Found(NamedTuple):
    """One attribution as decoded, with the evidence for it."""

    source: tuple[Run, ...]
    cue: Run
    content: tuple[Run, ...]
    evidence: Evidence


class Proposal(NamedTuple):
    """The scores of one window of n words that attributions are read off; see `onrecord.reader.encoder.WindowScores`."""

    tags: Array  # [n, 7]
    link: Array  # [2, n, n+1]
    edges: Array  # [4, n, n+1]


def decode(words: list[str], paragraph: Sequence[int], scores: Proposal, transitions: Array) -> list[Attribution]:
    """The attributions of one window, in the order of their cues; runs are word indices of the window.

    ``paragraph`` numbers each word's paragraph: no attribution crosses one (fewer than 1 in 100 do in PolNeAR).
    """
    return [
        Attribution(found.source, (found.cue,), found.content, probability(found.evidence))
        for found in propose(words, paragraph, scores, transitions)
    ]


def propose(words: list[str], paragraph: Sequence[int], scores: Proposal, transitions: Array) -> list[Found]:
    """The attributions of one window with the evidence for each, which `decode` turns into a probability."""
    if not words:
        return []
    runs = _runs(best_path(scores.tags, transitions), paragraph)
    chances = marginals(scores.tags, transitions)
    cues = _cues(runs, paragraph, scores, chances)
    if not cues:
        return []
    taken = {i for cue in cues for i in range(*cue)}
    opened = _datelines(words, paragraph)
    tagged = _linked(runs, cues, taken | opened, paragraph, scores)
    out: list[Found] = []
    for cue, member in zip(cues, tagged, strict=True):
        ends = log_softmax(scores.edges[:, cue.start])
        here = _paragraph(paragraph, cue.start)
        source, source_score = _source(ends, member["source"], taken | opened, here)
        blocked = taken | opened | (set(range(*source)) if source else set())
        content, content_score = _content(words, ends, member["content"], blocked, here)
        if content:
            evidence = Evidence(
                cue=float(chances[cue.start, _B_CUE]),
                source=source_score,
                content=content_score,
                agreed=source == next(iter(member["source"]), None) and content == _joined(words, member["content"]),
            )
            out.append(Found((source,) if source else (), cue, content, evidence))
    return out


def _runs(path: list[int], paragraph: Sequence[int]) -> dict[str, list[Run]]:
    """The runs of each role in a tag path; a run ends with its paragraph."""
    found: dict[str, list[Run]] = {role: [] for role in ROLES}
    start = 0
    for i in range(1, len(path) + 1):
        if (
            i == len(path)
            or TAGS[path[i]][:1] != "I"
            or TAGS[path[i]][2:] != TAGS[path[start]][2:]
            or paragraph[i] != paragraph[i - 1]
        ):
            role = TAGS[path[start]][2:]
            if role:
                found[role].append(Run(start, i))
            start = i
    return found


def _paragraph(paragraph: Sequence[int], at: int) -> Run:
    """The words of the paragraph that word ``at`` stands in."""
    low = high = at
    while low and paragraph[low - 1] == paragraph[at]:
        low -= 1
    while high < len(paragraph) and paragraph[high] == paragraph[at]:
        high += 1
    return Run(low, high)


def _cues(runs: dict[str, list[Run]], paragraph: Sequence[int], scores: Proposal, chances: Array) -> list[Run]:
    """The tagged cues, and those that a content run points to more than to any of them."""
    cues = list(runs["cue"])
    taken = {i for cue in cues for i in range(*cue)}
    for run in runs["content"]:
        here = np.arange(*_paragraph(paragraph, run.start))
        pointed = log_softmax(scores.link[1, run.start : run.end]).mean(0)
        here = here[(here < run.start) | (here >= run.end)]
        if not len(here):
            continue
        at = int(here[pointed[here].argmax()])
        if at in taken or chances[at, _B_CUE] < _RECOVERED:
            continue
        end = at + 1
        while (
            end < len(paragraph)
            and paragraph[end] == paragraph[at]
            and chances[end, _I_CUE] > _GOES_ON
            and end not in taken
        ):
            end += 1
        cues.append(Run(at, end))
        taken.update(range(at, end))
    return sorted(cues)


def _linked(
    runs: dict[str, list[Run]], cues: list[Run], blocked: set[int], paragraph: Sequence[int], scores: Proposal
) -> list[dict[str, list[Run]]]:
    """For each cue its source runs, best first, and its content runs, in text order."""
    found: list[dict[str, list[tuple[float, Run]]]] = [{"source": [], "content": []} for _ in cues]
    starts = np.array([cue.start for cue in cues])
    cue_paragraph = np.array([paragraph[s] for s in starts])
    for kind, role in enumerate(("source", "content")):
        for tagged in runs[role]:
            for run in parts(tagged, blocked.__contains__):
                points = log_softmax(scores.link[kind, run.start : run.end])[:, starts].mean(0)
                points[cue_paragraph != paragraph[run.start]] = -np.inf
                best = int(points.argmax())
                if np.isfinite(points[best]):
                    found[best][role].append((float(points[best]), run))
    return [
        {
            "source": [run for _, run in sorted(f["source"], reverse=True)],
            "content": sorted(run for _, run in f["content"]),
        }
        for f in found
    ]


def _spans(first: Array, last: Array, here: Run) -> list[Run]:
    """Spans within the paragraph between the best-scored first and last words."""
    starts = np.argsort(-first[here.start : here.end])[:_ENDS] + here.start
    ends = np.argsort(-last[here.start : here.end])[:_ENDS] + here.start
    return [Run(int(a), int(b) + 1) for a in starts for b in ends if a <= b]


def _source(ends: Array, tagged: list[Run], blocked: set[int], here: Run) -> tuple[Run | None, float]:
    """The best source of a cue, or None for an implicit one, with its log-probability by the pointers."""
    first, last = ends[0], ends[1]
    none = float(first[-1] + last[-1])
    best: tuple[float, Run | None, float] = (none + (0.0 if tagged else 2 * _AGREES), None, none)
    for span in [*tagged[:1], *_spans(first, last, here)]:
        if span.end - span.start > _LONGEST_SOURCE or not blocked.isdisjoint(range(*span)):
            continue
        score = float(first[span.start] + last[span.end - 1])
        agreed = sum((span.start == tagged[0].start, span.end == tagged[0].end)) if tagged else 0
        if score + agreed * _AGREES > best[0]:
            best = (score + agreed * _AGREES, span, score)
    return best[1], best[2]


def _content(
    words: list[str], ends: Array, tagged: list[Run], blocked: set[int], here: Run
) -> tuple[tuple[Run, ...], float]:
    """The best content of a cue with its log-probability by the pointers: what lies between its first and last word, less
    cue and source, and less what the tags leave out inside it."""
    first, last = ends[2], ends[3]
    spans = _spans(first, last, here)
    if tagged:
        spans.append(Run(tagged[0].start, tagged[-1].end))
    best: tuple[float, Run | None, float] = (-np.inf, None, -np.inf)
    for span in spans:
        score = float(first[span.start] + last[span.end - 1])
        agreed = sum((span.start == tagged[0].start, span.end == tagged[-1].end)) if tagged else 0
        if score + agreed * _AGREES > best[0]:
            best = (score + agreed * _AGREES, span, score)
    hull = best[1]
    if hull is None:
        return (), -np.inf
    inside = [Run(max(r.start, hull.start), min(r.end, hull.end)) for r in tagged]
    inside = [r for r in inside if r.start < r.end]
    if inside:
        before, after = Run(hull.start, inside[0].start), Run(inside[-1].end, hull.end)
        lead = [r for r in parts(before, blocked.__contains__) if r.start == hull.start]
        tail = [r for r in parts(after, blocked.__contains__) if r.end == hull.end]
        inside = [*lead, *inside, *tail]
    else:
        inside = [hull]
    pieces = [piece for run in inside for piece in parts(run, blocked.__contains__)]
    return _joined(words, [p for p in pieces if _has_word(words, p)]), best[2]


def _has_word(words: list[str], run: Run) -> bool:
    return any(c.isalnum() for i in range(*run) for c in words[i])


def _joined(words: list[str], runs: list[Run]) -> tuple[Run, ...]:
    """Runs with no word between them (punctuation at most) become one."""
    out: list[Run] = []
    for run in runs:
        if out and not _has_word(words, Run(out[-1].end, run.start)):
            out[-1] = Run(out[-1].start, run.end)
        else:
            out.append(run)
    return tuple(out)


def _datelines(words: list[str], paragraph: Sequence[int]) -> set[int]:
    """Words of datelines: "DUNMORE, Oct. 4 (Northline) —" at the start of a paragraph."""
    found: set[int] = set()
    for start, word in enumerate(words):
        if (start and paragraph[start] == paragraph[start - 1]) or not (word.isupper() and len(word) > 2):
            continue
        for i in range(start + 1, min(start + _DATELINE, len(words))):
            if paragraph[i] != paragraph[start]:
                break
            if words[i] in ("—", "–", "--") or (words[i] == "-" and (words[i - 1] == ")" or words[i - 1].isdigit())):
                found.update(range(start, i + 1))
                break
    return found
