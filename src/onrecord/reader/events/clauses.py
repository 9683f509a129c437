"""Who does what to whom, read off the parse: the slots of a verb, an event noun or an adjective.

A slot is named as in the lexicon: ``subj`` and ``obj`` are the logical ones ("Orr was held by the police": the police is ``subj``), a
preposition stands for what it governs, ``comp`` is the verb of an infinitive, gerund or that-clause (``inf`` of an infinitive alone),
``mod`` what stands before a noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.reader.events.lexicon import Pos
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree

_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_BEFORE_COMPLEMENT = frozenset({"to", "of", "from", "for", "against", "into", "on", "at", "about", "by", "in", "that"})
_PARTICLES = frozenset("up down off out over back in away on apart together through aside forward around".split())
_IRREGULAR_PARTICIPLES = frozenset(
    """shot held beaten taken seized killed stabbed struck hit hurt led sent sold stolen shut driven thrown torn fought given made
    told found left lost caught brought bought built burnt begun broken chosen forbidden hidden known seen shown sought sworn
    withdrawn won written undertaken cut put set met paid kept forced gunned overthrown""".split()
)
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week weekend month year day night
    morning afternoon evening hour time january february march april may june july august september october november december""".split()
)
_DASHES = frozenset({"-", "--", "–", "—", ":"})
_ORDERING = frozenset("order orders ordered ordering had have has having get got want wants wanted".split())
_SUBJECT_CONTROL = frozenset(
    "promise threaten vow pledge agree refuse try seek plan decide decline fail continue begin start offer hope intend attempt".split()
)
"""Verbs whose subject does what they are followed by, whoever else they name: "promised Orr to go"."""

_CLAUSES = frozenset({"acl", "advcl", "parataxis", "ccomp", "appos"})


@dataclass(frozen=True)
class Clause:
    """The slots of word ``head``, which is a verb, an event noun or an adjective (``pos``)."""

    tree: Tree
    head: int
    pos: Pos

    @cached_property
    def passive(self) -> bool:
        """Whether the verb is passive, with its auxiliary or as a participle behind a noun ("the man shot by police")."""
        if self.pos != "v":
            return False
        deprels = self.tree.analysis.deprels
        if any(deprels[j] in ("aux:pass", "nsubj:pass") for j in self.tree.kids[self.head]):
            return True
        if self.tree.relations[self.head] == "conj" and not self.tree.children(self.head, "nsubj", "aux", "obj"):
            above = self.tree.analysis.heads[self.head]
            return (
                self._is_participle()
                and self.tree.analysis.upos[above] == "VERB"
                and Clause(self.tree, above, "v").passive
            )
        reduced = self.tree.relations[self.head] in ("acl", "advcl", "amod") and not self.tree.children(
            self.head, "obj", "nsubj"
        )
        return reduced and self._is_participle() and not self.tree.children(self.head, "aux")

    def _is_participle(self) -> bool:
        word = self.tree.word(self.head)
        return word.endswith("ed") or word in _IRREGULAR_PARTICIPLES

    @cached_property
    def preposed(self) -> Mapping[str, tuple[int, ...]]:
        """What each preposition under the word governs, those under its object behind its own."""
        found: dict[str, list[int]] = {}
        own = () if self._direct is None else (self._direct, *self.tree.children(self._direct, "conj"))
        for at in (self.head, *own):
            for j in self.tree.children(at, "obl", "nmod", "advcl", "acl", "flat", "dep"):
                case = self.tree.children(j, "case")
                if case and case[0] < j and self.tree.word(case[0]) != "according":
                    found.setdefault(self.tree.word(case[0]), []).append(j)
                    if len(case) > 1:
                        found.setdefault(self.tree.word(case[-1]), []).append(j)
        if self.pos == "v":
            given = (
                self.tree.children(self.head, "nsubj") if self.passive and self.tree.children(self.head, "obj") else []
            )
            for j in (*self.tree.children(self.head, "iobj"), *given):
                found.setdefault("to", []).append(j)
        return {word: tuple(heads) for word, heads in found.items()}

    @cached_property
    def _direct(self) -> int | None:
        """The verb's own object, or the subject of the passive."""
        if self.pos == "n":
            return None
        if self.passive:
            kept = self.tree.children(self.head, "obj")
            if kept:
                return self._antecedent(kept[0])  # "the refugees were given shelter"
            subjects = self.tree.children(self.head, "nsubj")
            if subjects:
                return self._antecedent(subjects[0])
            relation, above = self.tree.relations[self.head], self.tree.analysis.heads[self.head]
            if relation in ("acl", "amod"):
                return above
            if relation in ("conj", "advcl", "xcomp") and above >= 0:
                return Clause(self.tree, above, "v").surface_subject
            return None
        objects = self.tree.children(self.head, "obj")
        if not objects and len(subjects := self.tree.children(self.head, "nsubj")) > 1 and self.pos == "v":
            # A parser in doubt gives the verb two subjects: what stands behind the verb is its object.
            objects = [j for j in subjects if j > self.head and subjects[0] < self.head]
        objects = objects or (self._bare(self.head, before=False) if self.pos == "v" else [])
        if objects:
            return self._antecedent(objects[0])
        if self.tree.relations[self.head] == "acl" and not self._relative_subject():
            above = self.tree.analysis.heads[self.head]
            if self.tree.children(self.head, "nsubj"):
                return above  # "the ban that Orr imposed", "the ban Orr imposed"
        return None

    def _relative_subject(self) -> bool:
        return any(self.tree.word(j) in _RELATIVE for j in self.tree.children(self.head, "nsubj"))

    def _antecedent(self, i: int) -> int:
        """What a relative pronoun stands for; any other word itself."""
        if self.tree.word(i) in _RELATIVE and self.tree.relations[self.head] == "acl":
            return self.tree.analysis.heads[self.head]
        return i

    @cached_property
    def surface_subject(self) -> int | None:
        """The grammatical subject: the clause's own, else that of the clause that it shares its subject with."""
        at, seen = self.head, 0
        while at >= 0 and seen < 8:
            subjects = self.tree.children(at, "nsubj") or self._bare(at, before=True)
            if subjects:
                # Of two before the verb the first is a title; a dateline is no subject.
                subject = max((j for j in subjects if j < at), default=subjects[0])
                if self._is_dateline(subject, at):
                    return next(iter(self._bare(at, before=True)), None) or self._name_before(at)
                if self.tree.word(subject) in _RELATIVE and self.tree.relations[at] == "acl":
                    return self.tree.analysis.heads[at]
                return subject
            relation, above = self.tree.relations[at], self.tree.analysis.heads[at]
            if relation == "acl":
                if self.tree.analysis.upos[above] in ("NOUN", "PROPN", "PRON") and self.tree.word(at).endswith("ing"):
                    return above
                return self._of_noun(above) if self._infinitive(at) else above
            if relation not in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "csubj", "dep", "cop", "aux"):
                return self._name_before(at) if relation == "root" else None
            if relation in ("xcomp", "advcl", "ccomp"):
                controller = self._controller(at, above)
                if controller is not None:
                    return controller
            at, seen = above, seen + 1
        return None

    def _is_dateline(self, i: int, verb: int) -> bool:
        """Whether word ``i`` is the place before the dash: "MARBURY, Tessia - Police have ..."."""
        if not self.tree.analysis.words[i].isupper() or i - self.tree.sentence_of(i).start > 3:
            return False
        return any(self.tree.word(j) in _DASHES for j in range(i + 1, min(verb, i + 7)))

    def _bare(self, at: int, *, before: bool) -> list[int]:
        """Nouns that hang on verb ``at`` without a preposition under a relation that calls for one: the parser's label is wrong."""
        if self.tree.analysis.upos[at] != "VERB":
            return []
        return [
            j
            for j in self.tree.children(at, "obl", "nmod", "flat", "dep", "appos")
            if (j < at) == before
            and self.tree.analysis.upos[j] in ("NOUN", "PROPN", "PRON")
            and self.tree.word(j) not in _TIMES
            and not self.tree.children(j, "case", "nummod")
        ]

    def _name_before(self, at: int) -> int | None:
        """The nearest noun before a main verb that the parser left without a subject, if it stands close."""
        start = self.tree.sentence_of(at).start
        for j in range(at - 1, max(start, at - 7) - 1, -1):
            if self.tree.analysis.upos[j] not in ("NOUN", "PROPN") or self.tree.word(j) in _TIMES:
                continue
            while self.tree.relations[j] in ("flat", "compound") and start <= self.tree.analysis.heads[j] < j:
                j = self.tree.analysis.heads[j]
            return None if self.tree.children(j, "case") else j
        return None

    def _infinitive(self, i: int) -> bool:
        return any(self.tree.word(j) == "to" for j in self.tree.children(i, "mark"))

    def _of_noun(self, noun: int) -> int | None:
        """Who acts in "Orr's decision to leave", "a plan by Orr to leave", "Orr made a decision to leave"."""
        own = Clause(self.tree, noun, "n").subject
        if own is not None:
            return own
        above = self.tree.analysis.heads[noun]
        return (
            Clause(self.tree, above, "v").subject if above >= 0 and self.tree.analysis.upos[above] == "VERB" else None
        )

    def _controller(self, at: int, above: int) -> int | None:
        """The object that acts in "urged Orr to go", "accused Orr of going"; None where the subject does."""
        if (
            self.tree.analysis.upos[above] != "VERB"
            or lemma(self.tree.word(above), _SUBJECT_CONTROL) in _SUBJECT_CONTROL
        ):
            return None
        marks = {self.tree.word(j) for j in self.tree.children(at, "mark", "case")}
        objects = self.tree.children(above, "obj", "iobj")
        infinitive = self.tree.relations[at] == "xcomp" or (self.tree.relations[at] == "ccomp" and "to" in marks)
        if objects and (infinitive or marks & {"of", "for", "from", "into"}):
            return objects[0]
        if marks & {"of", "for", "from", "into"} or self.tree.relations[at] == "xcomp":
            clause = Clause(self.tree, above, "v")
            if clause.passive:
                return clause._direct
        if "to" in marks and self.tree.relations[at] in ("xcomp", "advcl"):
            # "called on Orr to go"
            asked = [
                j
                for j in self.tree.children(above, "obl")
                if self.tree.word(j - 1) in ("on", "for", "to") and above < j < at
            ]
            if asked and self.tree.word(above) in (
                "call",
                "calls",
                "called",
                "calling",
                "appeal",
                "appealed",
                "appeals",
            ):
                return asked[0]
        return None

    @cached_property
    def subject(self) -> int | None:
        """Who does it: the subject, the by-agent of a passive, the possessor or by-phrase of a noun."""
        if self.pos == "n":
            by = self.preposed.get("by", ())
            if by:
                return by[0]
            return next(iter(self.possessors), None)
        if self.tree.word(self.head).endswith("ing") and not self.tree.children(self.head, "nsubj"):
            agent = next((j for j in self.tree.kids[self.head] if self.tree.analysis.deprels[j] == "obl:agent"), None)
            if agent is not None:
                return agent  # "shelling by the army"
        if self.passive:
            agents = (
                j
                for j in self.preposed.get("by", ())
                if not self.tree.children(j, "nummod") or self.tree.word(j) not in _TIMES
            )
            return next(agents, None) or self._who_has_it_done()
        return self.surface_subject

    def _who_has_it_done(self) -> int | None:
        """The judge of "a judge ordered Orr jailed"."""
        above = self.tree.analysis.heads[self.head]
        if (
            self.tree.relations[self.head] not in ("xcomp", "ccomp")
            or above < 0
            or self.tree.word(above) not in _ORDERING
        ):
            return None
        return None if self.tree.children(self.head, "aux", "mark") else Clause(self.tree, above, "v").subject

    @cached_property
    def object(self) -> int | None:
        """To what or whom it is done: the object, the subject of a passive."""
        return self._direct

    @cached_property
    def possessors(self) -> tuple[int, ...]:
        """Who stands in the possessive before the noun, or before the noun that it is joined to: "Orr's anger and refusal"."""
        at, deprels = self.head, self.tree.analysis.deprels
        own = [j for j in self.tree.kids[at] if deprels[j] == "nmod:poss"]
        if not own and self.tree.relations[at] == "conj" and not self.tree.children(at, "det", "amod", "compound"):
            own = [j for j in self.tree.kids[self.tree.analysis.heads[at]] if deprels[j] == "nmod:poss"]
        return tuple(own)

    @cached_property
    def modifiers(self) -> tuple[int, ...]:
        """The compounds and adjectives before the noun, the adverbs of a verb."""
        if self.pos == "v":
            return tuple(self.tree.children(self.head, "advmod"))
        return tuple(self.tree.children(self.head, "compound", "amod")) + tuple(
            j for j in self.tree.children(self.head, "nmod") if j < self.head and not self.tree.children(j, "case")
        )

    @cached_property
    def complements(self) -> tuple[int, ...]:
        """The verbs of its infinitives, gerunds and that-clauses: what it promises, refuses, threatens or asks."""
        found = [j for j in self.tree.children(self.head, "xcomp", "ccomp") if j > self.head]
        at = [self.head, *([self._direct] if self._direct is not None and self.pos == "v" else [])]
        for word in at:
            for j in self.tree.children(word, "advcl", "acl", "obl", "nmod"):
                marks = {self.tree.word(k) for k in self.tree.children(j, "mark", "case")}
                verbal = self.tree.analysis.upos[j] in ("VERB", "AUX") or bool(self.tree.children(j, "cop"))
                if j > self.head and verbal and marks & _BEFORE_COMPLEMENT and j not in found:
                    found.append(j)
        return tuple(found)

    @cached_property
    def particles(self) -> tuple[str, ...]:
        """Its particles: "off" of "called the strike off"."""
        if self.pos != "v":
            return ()
        near = {
            self.tree.word(j)
            for j in self.tree.children(self.head, "compound", "advmod", "case", "mark")
            if j > self.head and self.tree.word(j) in _PARTICLES
        }
        after = self.head + 1
        if (
            after < len(self.tree.kids)
            and self.tree.word(after) in _PARTICLES
            and self.tree.sentence_of(after) == self.tree.sentence_of(self.head)
        ):
            near.add(self.tree.word(after))  # a parser in doubt takes it for a preposition
        return tuple(sorted(near))

    def fill(self, slot: str) -> tuple[int, ...]:
        """The heads that fill ``slot``, () where it is empty."""
        if slot == "subj":
            return () if self.subject is None else (self.subject,)
        if slot == "obj":
            return () if self.object is None else (self.object,)
        if slot == "comp":
            return self.complements
        if slot == "inf":  # "told Orr to go", not "told Orr that she went"
            return tuple(j for j in self.complements if self._infinitive(j))
        if slot == "mod":
            return self.modifiers
        if slot == "case":
            return tuple(self.tree.children(self.head, "case"))
        if slot == "poss":
            return self.possessors
        if slot == "obj.poss":
            return self._under_object("nmod:poss")
        if slot == "obj.of":
            return self._inside_object
        return self.preposed.get(slot, ())

    def _under_object(self, relation: str) -> tuple[int, ...]:
        if self.object is None:
            return ()
        return tuple(j for j in self.tree.kids[self.object] if self.tree.analysis.deprels[j] == relation)

    @cached_property
    def _inside_object(self) -> tuple[int, ...]:
        """What prepositional phrases inside the object govern, one level deeper too ("the release of prisoners from Venn")."""
        if self.object is None:
            return ()
        first = [j for j in self.tree.children(self.object, "nmod") if j > self.object]
        return tuple(first + [k for j in first for k in self.tree.children(j, "nmod") if k > j])

    def words_of(self, slot: str) -> Iterator[int]:
        """All words of the phrases that fill a slot."""
        for i in self.fill(slot):
            yield from self.phrase_of(i)

    def phrase_of(self, i: int) -> list[int]:
        """The words of the phrase that ``i`` heads, with the phrases inside it, without its clauses."""
        return self.tree.below(i, skip=_CLAUSES)
