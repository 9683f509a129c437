"""When and where a figure holds: the time expression and the places of its clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.reader.analysis import Run
from onrecord.reader.trees import Tree
from onrecord.terms import Ref, Time

_AT = frozenset("in at across near throughout around within outside inside along".split())
_TOGETHER = frozenset({",", "and", "or", "&"})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The times and places of a text by the clause they stand in. A clause is looked through once."""

    tree: Tree
    when: Mapping[int, Time]
    places: Mapping[int, tuple[Ref, ...]]
    phrases: Mapping[int, tuple[Ref, ...]]
    _times: dict[int, list[int]] = field(default_factory=dict)

    def clause_of(self, i: int) -> int:
        """The word that governs the clause of word ``i``."""
        upos, at = self.tree.analysis.upos, i
        for above in self.tree.above(i):
            at = above
            if upos[at] in ("VERB", "AUX") and self.tree.relations[at] not in ("amod", "compound"):
                break
        return at

    def period(self, i: int) -> Time | None:
        """The time expression nearest to word ``i`` in its clause."""
        if not self.when:
            return None
        verb = self.clause_of(i)
        if verb not in self._times:
            self._times[verb] = [j for j in self.tree.clause(verb) if j in self.when]
        found = self._times[verb]
        at = bisect_left(found, i)
        near = found[max(0, at - 1) : at + 1]
        return self.when[min(near, key=lambda j: abs(j - i))] if near else None

    def where(self, words: Sequence[int]) -> tuple[Ref, ...]:
        """The places that stand right behind ``words``; else those that hang on any of them or on the clause that governs them."""
        behind = max(words) + 1
        if behind in self.phrases:
            return self.phrases[behind]
        chain: set[int] = set()
        for i in words:
            verb = self.clause_of(i)
            chain.add(i)
            for above in self.tree.above(i):
                chain.add(above)
                if above == verb:
                    break
        found = [ref for i in sorted(chain & self.places.keys()) for ref in self.places[i]]
        return tuple(dict.fromkeys(sorted(found, key=lambda ref: ref.spans)))


def circumstances(tree: Tree, when: Mapping[int, Time], who: Callable[[Run], str | None]) -> Circumstances:
    """The circumstances of a text. ``when`` tells the time expression of a word, ``who`` the entity that a run names."""
    places: dict[int, list[Ref]] = {}
    phrases: dict[int, tuple[Ref, ...]] = {}
    names = [name.run for name in tree.analysis.names if name.type in ("Location", "Facility")]
    for number, run in enumerate(names):
        top = _top(tree, run)
        cases = [j for j in tree.children(top, "case") if tree.word(j) in _AT]
        if not cases:
            continue
        governor = tree.analysis.heads[top]
        listed: list[Ref] = []
        for one in _listed(tree, names, number):
            span = tree.analysis.words.span(one)
            text = tree.analysis.words.text[span.start : span.end]
            listed.append(Ref(text, (span,), who(one)))
        places.setdefault(governor, []).extend(listed)
        phrases[cases[0]] = tuple(listed)
    return Circumstances(tree, when, {i: tuple(refs) for i, refs in places.items()}, phrases)


def _top(tree: Tree, run: Run) -> int:
    return next((i for i in range(*run) if not run.start <= tree.analysis.heads[i] < run.end), run.start)


def _listed(tree: Tree, names: Sequence[Run], number: int) -> list[Run]:
    """The place and those listed behind it: "Texas, Georgia and Ohio". "Reno, Nevada" is one place."""
    found, joined = [names[number]], False
    for run in names[number + 1 :]:
        between = [tree.word(j) for j in range(found[-1].end, run.start)]
        if not between or len(between) > 2 or not _TOGETHER.issuperset(between):
            break
        joined = joined or between != [","]
        found.append(run)
    return found if joined or len(found) > 2 else found[:1]
