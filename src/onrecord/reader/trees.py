"""The parse of an `Analysis` as a tree to walk: children and sentence of each word, looked up at no cost.

`Analysis` holds heads only; asking it for the children of one word reads the sentence again. Everything that turns
attributions into statements walks the parse many times, so it is indexed once here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.reader.analysis import Analysis, Attribution, Run
from onrecord.reader.drafts import QuotedWords, quoted_words
from onrecord.reader.quotations import find_quotations

_INSIDE = frozenset({"-", "'s", "’s", "'", "’"})
"""What may stand between the words before a noun without parting them: "37-year-old", "Orr's"."""

CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
"""Universal Dependencies relations, without subtype, that a clause bears to the word that governs it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of an `Analysis` with children, bare relations, the number of each word's sentence, the words in lower
    case with straight apostrophes, and the quotations among them."""

    analysis: Analysis
    kids: tuple[tuple[int, ...], ...]
    relations: tuple[str, ...]
    sentence: tuple[int, ...]
    low: tuple[str, ...]
    quotes: QuotedWords

    def with_attributions(self, attributions: Sequence[Attribution]) -> Tree:
        """The same parse with other attributions beside it, in the order of their cues."""
        ordered = tuple(sorted(attributions, key=lambda one: one.cue[:1]))
        return replace(self, analysis=replace(self.analysis, attributions=ordered))

    def word(self, i: int) -> str:
        """Word ``i`` in lower case, with a straight apostrophe."""
        return self.low[i]

    def children(self, i: int, *relations: str) -> list[int]:
        """Words whose head is ``i``, in order; only those of the given relations (without subtype) if any are named."""
        return [j for j in self.kids[i] if not relations or self.relations[j] in relations]

    def sentence_of(self, i: int) -> Run:
        """The sentence that holds word ``i``."""
        return self.analysis.sentences[self.sentence[i]]

    def below(self, i: int, *, skip: frozenset[str] = frozenset()) -> list[int]:
        """Word ``i`` and all that depends on it, in text order; branches whose relation is in ``skip`` are left out."""
        found, todo = {i}, list(self.kids[i])
        while todo:
            at = todo.pop()
            if at not in found and self.relations[at] not in skip:
                found.add(at)
                todo += self.kids[at]
        return sorted(found)

    def above(self, i: int) -> Iterator[int]:
        """The heads over word ``i``, nearest first."""
        seen = 0
        at = self.analysis.heads[i]
        while at >= 0 and seen < 100:  # a parse from a model may hold a loop
            yield at
            at, seen = self.analysis.heads[at], seen + 1

    def clause(self, i: int) -> list[int]:
        """Word ``i`` and what depends on it, without the clauses that hang below and without conjoined clauses."""
        found, todo = {i}, list(self.kids[i])
        while todo:
            at = todo.pop()
            verbal = self.relations[at] == "conj" and self.analysis.upos[at] in ("VERB", "AUX")
            if at not in found and self.relations[at] not in CLAUSAL and not verbal:
                found.add(at)
                todo += self.kids[at]
        return sorted(found)

    def clauses_over(self, i: int) -> Iterator[int]:
        """Word ``i``, then the governors of the clauses that it shares its time and place with, nearest first.

        "Orr on Sunday called for calm, warning of floods": *warning*, then *called*.
        """
        at, seen = i, 0
        while at >= 0 and seen < 6:
            yield at
            if self.relations[at] not in ("advcl", "conj", "xcomp", "parataxis"):
                return
            if self.relations[at] != "xcomp" and self.children(at, "nsubj"):
                return  # a clause with a subject of its own has its own time and place
            at, seen = self.analysis.heads[at], seen + 1

    def phrase(self, i: int) -> Run:
        """The words round ``i`` that make up its noun phrase: its subtree without prepositions, clauses and later conjuncts."""
        skip = frozenset({"case", "cc", "conj", "punct", "acl", "parataxis", "advcl", "mark"})
        part = set(self.below(i, skip=skip))
        # What is joined before the head belongs to it: "Marland and Tessia negotiators".
        joined = {j for j in self.below(i, skip=skip - {"cc", "conj"}) if j < i}
        part |= joined - set(self.children(i, "cc", "conj"))
        low = high = i
        while low - 1 in part or (low - 2 in part and self.word(low - 1) in _INSIDE):
            low -= 1
        while high + 1 in part or (high + 2 in part and self.word(high + 1) == "-"):
            high += 1
        return Run(low, high + 1)

    def whole(self, i: int) -> Run:
        """The noun phrase of word ``i`` with its possessor, complements and the name set beside it: "the agency's director, Ada
        Orr"; without its own preposition, clauses and later conjuncts."""
        part = set(self.below(i, skip=frozenset({"acl", "parataxis", "advcl", "cc", "conj", "mark"})))
        part -= {k for j in self.children(i, "case") for k in self.below(j) if j < i}
        low = high = i
        while low - 1 in part:
            low -= 1
        while high + 1 in part:
            high += 1
        while low < high and self.relations[low] == "punct":
            low += 1
        while high > low and self.relations[high] == "punct":
            high -= 1
        return Run(low, high + 1)

    def head_of(self, runs: Sequence[Run]) -> int | None:
        """The word of ``runs`` that governs the others: a verb if there is one at the top, else a noun, else any word."""
        inside = {i for run in runs for i in range(run.start, run.end)}
        tops = [i for i in sorted(inside) if self.analysis.heads[i] not in inside and self.relations[i] != "punct"]
        for tags in (("VERB",), ("NOUN", "ADJ", "PROPN"), ("AUX",)):
            for i in tops:
                if self.analysis.upos[i] in tags:
                    return i
        return tops[0] if tops else min(inside, default=None)

    def subject(self, i: int) -> int | None:
        """The subject of the clause that word ``i`` heads; of the clause it is conjoined with or controlled by if it has none."""
        seen = 0
        at = i
        while at >= 0 and seen < 12:
            found = self.children(at, "nsubj", "csubj")
            if found:
                return found[0]
            if self.relations[at] not in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "aux", "cop"):
                return None
            at, seen = self.analysis.heads[at], seen + 1
        return None


def tree_of(analysis: Analysis) -> Tree:
    """The parse of ``analysis``, indexed. Linear in the number of words."""
    kids: list[list[int]] = [[] for _ in range(len(analysis.words))]
    for i, head in enumerate(analysis.heads):
        if head >= 0 and head != i:
            kids[head].append(i)
    sentence = [number for number, run in enumerate(analysis.sentences) for _ in range(run.start, run.end)]
    return Tree(
        analysis,
        tuple(map(tuple, kids)),
        tuple(relation.partition(":")[0] for relation in analysis.deprels),
        tuple(sentence),
        tuple(word.lower().replace("’", "'") for word in map(analysis.words.__getitem__, range(len(analysis.words)))),
        quoted_words(analysis.words, find_quotations(analysis.words.text)),
    )
