"""What changed between two versions of one article: by sentence, then by word inside the sentences that changed.

Sentences that stayed are matched whole, the rest paired by the words they share, and each pair compared word by word with
Levenshtein's edit script (rapidfuzz). What stayed gives the map from old positions to new ones, so that a quotation keeps
its identity from version to version. Near linear in the length of the articles; docs/explanation/reprints-and-revisions.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from onrecord.terms import Article, Span

MIN_SIMILARITY: Final = 0.5
"""Share of two sentences' words that are the same and in order, for the one to be the other changed. At a half more stayed
than went; sentences of one article that merely speak of the same people share under a third."""

_MAX_WORDS = 400  # of one sentence; a longer run without a full stop is a table or a list, and is compared in stretches
_MAX_HOLDERS = 16  # sentences that hold a word, for it to say which of them belong together; "the" says nothing
_MAX_CANDIDATES = 4  # old sentences compared with a new one
_MAX_GAP = 2  # characters of white space between words of an article's text: a blank line

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\.{3}|--+|[^\w\s]")
_ALIKE = {
    **dict.fromkeys("'\"‘’‚‛“”„‟«»‹›`´", '"'),
    **dict.fromkeys(("-", "--", "---", "‐", "‑", "‒", "–", "—", "―", "−"), "-"),
    "…": "...",
}
_PASSING = frozenset(
    "updated update published posted modified last first on at by a an ago just now today yesterday minute minutes min mins hour hours hr "
    "hrs day days week weeks read am pm p m gmt utc bst est edt et cst cdt ct mst mdt mt pst pdt pt cet cest ist "
    "share shares shared comment comments view views like likes reaction reactions retweet retweets reply replies "
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun k".split()
)
_DATE_OR_COUNT = re.compile(r"\d[\d.,:]*(?:st|nd|rd|th|am|pm|h|k|m|z)?|\d[\d.,:]*t\d[\d.,:]*z?", re.IGNORECASE)


ChangeKind = Literal["added", "removed", "changed", "moved"]


class Edit(NamedTuple):
    """Words of a sentence replaced by others: a span of the old version and one of the new, None where words only came or went."""

    old: Span | None
    new: Span | None


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """What became of one sentence between two versions of an article.

    ``kind``: *added*, only the new version has it; *removed*, only the old; *changed*, both have it, in other words, which
    ``edits`` tell in order; *moved*, the same words stand elsewhere. ``old`` and ``new`` are where it stands in each.
    """

    kind: ChangeKind
    old: Span | None
    new: Span | None
    edits: tuple[Edit, ...] = ()


class Stayed(NamedTuple):
    """A run of words that both versions have, and where. ``exact``: character for character; else it maps as a whole."""

    old: Span
    new: Span
    exact: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed from one version of an article to a later one.

    ``old`` and ``new`` are the ids of the two; ``changes`` stand in the order of the new version, what was removed where it
    would stand. ``kept`` is all that stayed, in the order of the old version. Other white space, quotation marks and dashes
    are no change, nor are lines that hold a time stamp or a count of shares and nothing else.
    """

    old: str
    new: str
    changes: tuple[SentenceChange, ...]
    kept: tuple[Stayed, ...]

    def where(self, span: Span) -> Span | None:
        """Where the words at ``span`` of the old version stand in the new; None if any went, changed or were moved apart."""
        start, end = span
        at = bisect_right(self.kept, start, key=_old_start) - 1
        if at < 0 or start >= end or start >= self.kept[at].old.end:
            return None
        first = last = self.kept[at]
        while last.old.end < end:
            at += 1
            if (
                at == len(self.kept)
                or self.kept[at].old.start != last.old.end
                or self.kept[at].new.start != last.new.end
            ):
                return None
            last = self.kept[at]
        begin = first.new.start + (start - first.old.start if first.exact else 0)
        stop = last.new.end - (last.old.end - end if last.exact else 0)
        return Span(begin, stop) if begin < stop else None


def _old_start(kept: Stayed) -> int:
    return kept.old.start


class _Token(NamedTuple):
    span: Span
    key: str  # the word as it is compared


class _Sentence(NamedTuple):
    tokens: list[_Token]
    passing: bool  # nothing but a time stamp or a count

    @property
    def span(self) -> Span:
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(token.key for token in self.tokens)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.key for token in self.tokens if token.key[0].isalnum())


def revise(old: Article, new: Article) -> Revision:
    """What changed from ``old`` to ``new``, two versions of one article.

    A headline is a sentence like any other. Where a sentence stands more than once, the first answers to the first.
    """
    left, right = _sentences(old.text), _sentences(new.text)
    same = _same(left, right)
    in_order = set(_longest_rising(same))
    alike = _alike(left, right, same)
    changes: list[tuple[int, SentenceChange]] = []
    kept: list[Stayed] = []
    for i, j in same:
        ours, theirs = left[i].span, right[j].span
        if old.text[slice(*ours)] == new.text[slice(*theirs)]:
            kept.append(Stayed(ours, theirs, True))
        else:
            kept += _runs(old.text, new.text, zip(left[i].tokens, right[j].tokens, strict=True))
        if (i, j) not in in_order and not left[i].passing:
            changes.append((j, SentenceChange("moved", left[i].span, right[j].span)))
    for i, j in alike:
        edits, stayed = _compare(left[i].tokens, right[j].tokens)
        kept += _runs(old.text, new.text, stayed)
        changes.append((j, SentenceChange("changed", left[i].span, right[j].span, edits)))
    taken = {j for _, j in (*same, *alike)}
    changes += [
        (j, SentenceChange("added", None, one.span))
        for j, one in enumerate(right)
        if j not in taken and not one.passing
    ]
    gone = _removed(left, {i for i, _ in (*same, *alike)}, sorted(in_order))
    ordered = sorted([*changes, *gone], key=lambda placed: placed[0])
    return Revision(
        old.id, new.id, tuple(change for _, change in ordered), tuple(_joined(old.text, new.text, sorted(kept)))
    )


def _sentences(text: str) -> list[_Sentence]:
    found: list[_Sentence] = []
    for paragraph in _PARAGRAPH.finditer(text):
        tokens = [_Token(Span(*t.span()), _key(t[0])) for t in _TOKEN.finditer(text, *paragraph.span())]
        if not tokens:
            continue
        if _is_passing(tokens):
            found.append(_Sentence(tokens, True))
            continue
        ends = [end.end() for end in _SENTENCE_END.finditer(text, *paragraph.span())]
        starts = [0, *(bisect_left(tokens, end, key=lambda token: token.span.start) for end in ends), len(tokens)]
        for begin, stop in pairwise(starts):
            for at in range(begin, stop, _MAX_WORDS):
                part = tokens[at : min(at + _MAX_WORDS, stop)]
                found.append(_Sentence(part, _is_passing(part)))
    return found


def _key(token: str) -> str:
    if token[0].isalnum():
        return token.replace("’", "'")
    return _ALIKE.get(token, "-" if token.startswith("--") else token)


def _is_passing(tokens: Sequence[_Token]) -> bool:
    """Whether a line says only when it was written or how often it was shared: its words do, and a number is among them."""
    words = [token.key.lower() for token in tokens if token.key[0].isalnum()]
    dated = [bool(_DATE_OR_COUNT.fullmatch(word)) for word in words]
    return any(dated) and all(is_date or word in _PASSING for word, is_date in zip(words, dated, strict=True))


def _same(left: Sequence[_Sentence], right: Sequence[_Sentence]) -> list[tuple[int, int]]:
    """Pairs of sentences of the same words, in the order of ``left``."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(right) - 1, -1, -1):
        places[right[j].keys].append(j)
    return [(i, there.pop()) for i, one in enumerate(left) if (there := places.get(one.keys))]


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that keep their order on both sides; those left over have moved. Takes n log n steps."""
    tails: list[int] = []  # the least second member that ends a rising run of each length
    ends: list[int] = []  # and its place in ``pairs``
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [j]
        ends[length : length + 1] = [at]
    run: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _alike(
    left: Sequence[_Sentence], right: Sequence[_Sentence], same: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pairs of sentences that say nearly the same, the most alike first served. Words count, not punctuation."""
    from rapidfuzz.distance import Indel

    matched_left, matched_right = {i for i, _ in same}, {j for _, j in same}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(left):
        if i not in matched_left and not one.passing:
            for key in set(one.words):
                holders[key].append(i)
    scored: list[tuple[float, int, int]] = []
    for j, one in enumerate(right):
        if j in matched_right or one.passing:
            continue
        votes: defaultdict[int, float] = defaultdict(float)
        for key in set(one.words):
            holding = holders.get(key, ())
            for i in holding if len(holding) <= _MAX_HOLDERS else ():
                votes[i] += 1 / len(holding)
        for i in sorted(votes, key=lambda i: (-votes[i], i))[:_MAX_CANDIDATES]:
            score = Indel.normalized_similarity(left[i].words, one.words, score_cutoff=MIN_SIMILARITY)
            if score >= MIN_SIMILARITY:
                scored.append((-score, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def _compare(left: Sequence[_Token], right: Sequence[_Token]) -> tuple[tuple[Edit, ...], list[tuple[_Token, _Token]]]:
    """Words replaced between two sentences, and the pairs of words that stayed."""
    from rapidfuzz.distance import Levenshtein

    edits: list[Edit] = []
    stayed: list[tuple[_Token, _Token]] = []
    for step in Levenshtein.opcodes([token.key for token in left], [token.key for token in right]):
        ours, theirs = left[step.src_start : step.src_end], right[step.dest_start : step.dest_end]
        if step.tag == "equal":
            stayed += zip(ours, theirs, strict=True)
        else:
            edits.append(Edit(_extent(ours), _extent(theirs)))
    return tuple(edits), stayed


def _extent(tokens: Sequence[_Token]) -> Span | None:
    return Span(tokens[0].span.start, tokens[-1].span.end) if tokens else None


def _runs(old: str, new: str, pairs: Iterable[tuple[_Token, _Token]]) -> Iterator[Stayed]:
    for ours, theirs in pairs:
        yield Stayed(ours.span, theirs.span, old[slice(*ours.span)] == new[slice(*theirs.span)])


def _joined(old: str, new: str, words: Sequence[Stayed]) -> Iterator[Stayed]:
    """Words in the order of the old text as runs as long as can be, the white space between neighbours included."""
    run: Stayed | None = None
    for word in words:
        if run is None:
            run = word
            continue
        ours, theirs = Span(run.old.end, word.old.start), Span(run.new.end, word.new.start)
        near = ours.end - ours.start <= _MAX_GAP and 0 <= theirs.end - theirs.start <= _MAX_GAP
        together = near and not (old[slice(*ours)] + new[slice(*theirs)]).strip()
        gap = Stayed(ours, theirs, old[slice(*ours)] == new[slice(*theirs)])
        if together and run.exact and gap.exact and word.exact:
            run = Stayed(Span(run.old.start, word.old.end), Span(run.new.start, word.new.end), True)
            continue
        yield run
        if together and (ours.start < ours.end or theirs.start < theirs.end):
            yield gap
        run = word
    if run is not None:
        yield run


def _removed(
    left: Sequence[_Sentence], taken: set[int], in_order: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, SentenceChange]]:
    """Sentences that went, each with the place in the new version of the last one before it that stayed in order."""
    anchors = [i for i, _ in in_order]
    for i, one in enumerate(left):
        if i not in taken and not one.passing:
            at = bisect_right(anchors, i)
            yield in_order[at - 1][1] if at else -1, SentenceChange("removed", one.span, None)
