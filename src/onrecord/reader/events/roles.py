"""Who did it, to whom and where: the words behind an event's actors, recipients and place, and the entities they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.reader.analysis import Run
from onrecord.reader.drafts import Who
from onrecord.reader.events.clauses import Clause
from onrecord.reader.events.kinds import Kinds
from onrecord.reader.events.recipients import LEAST, candidates, chance
from onrecord.reader.events.triggers import Trigger, is_carrier
from onrecord.reader.trees import Tree
from onrecord.terms import EventType, Ref

_SORTS = frozenset(
    {"house", "child", "woman", "military", "youth", "public", "media", "family", "church", "school", "world", "state"}
)
"""Nouns that say of what sort a deed is more often than whose it is: "house arrest", "military exercises"."""
_LED = frozenset({"led", "backed", "sponsored", "claimed", "brokered", "supported", "organized", "organised", "run"})
_SUFFERED: frozenset[EventType | None] = frozenset({"COERCE", "ASSAULT", "SANCTION"})
"""Types whose nouns' possessor suffers the deed: "Orr's arrest", and so does that of "Orr's release"; others' does it: "Orr's refusal"."""
_SOURCES: frozenset[str | None] = frozenset({"expel", "deport", "release"})
"""Modes of which "from Marland" names who did it, where the passive names no other."""
_PLACES = ("in", "at", "near", "outside", "inside", "across", "around", "on", "throughout")
_ASIDE = frozenset({"acl", "advcl", "parataxis", "ccomp", "appos", "conj"})
_NARROWING = frozenset({"of", "from", "for"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
_IT = frozenset({"it", "they", "them", "its", "their", "itself", "themselves"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Finds the roles of triggers in one text."""

    tree: Tree
    people: Who
    kinds: Kinds
    timed: frozenset[int]

    def actors(self, trigger: Trigger) -> list[int]:
        """Heads of the phrases that name who does the deed."""
        found = self._agent(trigger)
        if found is None:
            found = self._from_place(trigger)
        if found is None and trigger.frame.type in ("MOBILIZE", "AID") and trigger.clause.passive:
            found = self._first(trigger.clause.fill("obj"))  # "troops were sent to Venn"
        if found is None:
            return []
        return self._joined(self._real_agent(found))

    def _agent(self, trigger: Trigger) -> int | None:
        clause, carrier = trigger.clause, trigger.carrier
        if trigger.frame.recipient[:1] == ("subj",):  # "drew criticism from Orr"
            return self._first((*clause.preposed.get("from", ()), *clause.preposed.get("by", ())))
        if clause.pos != "n":
            return clause.subject
        by = [i for i in clause.preposed.get("by", ()) if i not in self.timed and not self.tree.children(i, "nummod")]
        by = by or self._by_deeper(clause)
        if by:
            return by[0]
        suffers = _is_suffered(trigger) and not self._towards(clause, ("on", "against", "of", "at", "over"))
        led = (k for j in clause.modifiers if self.tree.word(j) in _LED for k in self.tree.kids[j])
        before = [
            i for i in (*(() if suffers else clause.possessors), *clause.modifiers, *led) if self.kinds.is_actor(i)
        ]
        named = [i for i in before if i in self.kinds.named or i in clause.possessors]
        if named:
            told = trigger.carried and carrier is not None and self.tree.analysis.upos[named[0]] in ("PRON", "DET")
            # "the army continued its attacks": the verb's subject says who "its" is
            return (carrier.subject if told and carrier is not None else None) or named[0]
        if before and not (carrier is not None and trigger.carried) and self.tree.word(before[0]) not in _SORTS:
            return before[0]  # "a police raid"
        if suffers and (by_org := [i for i in clause.possessors if self.kinds.of(i) in ("org", "place")]):
            return by_org[0]
        if carrier is not None and trigger.carried:
            return carrier.subject
        if trigger.borne and carrier is not None:
            return next((i for i in (*clause.preposed.get("from", ()), *carrier.preposed.get("from", ()))), None)
        return (
            self._first(clause.preposed.get("between", ()))
            or self._first(clause.preposed.get("from", ()))
            or self._owner(trigger)
        )

    def _by_deeper(self, clause: Clause) -> list[int]:
        """Whom "by" names inside "the rejection of the budget by Venn" and "a ban imposed by Venn"."""
        under = [j for i in clause.preposed.get("of", ()) for j in self.tree.children(i, "nmod", "acl")]
        found = [j for j in under if [self.tree.word(k) for k in self.tree.children(j, "case")] == ["by"]]
        for verb in self.tree.children(clause.head, "acl"):
            if is_carrier(self.tree.word(verb)):
                found += Clause(self.tree, verb, "v").preposed.get("by", ())
        return [i for i in found if self.kinds.is_actor(i)]

    def _owner(self, trigger: Trigger) -> int | None:
        """ "of" names who does what takes no object: "the resignation of Orr", "the withdrawal of the troops"."""
        does = trigger.frame.type in ("PROTEST", "CONSULT", "AGREE", "REJECT", "RETREAT", "MOBILIZE")
        if does and not _is_suffered(trigger) and "of" not in trigger.frame.recipient:
            return self._first(trigger.clause.preposed.get("of", ()))
        return None

    def _first(self, heads: Iterable[int]) -> int | None:
        return next((i for i in heads if self.kinds.is_actor(i)), None)

    def _from_place(self, trigger: Trigger) -> int | None:
        if trigger.frame.mode not in _SOURCES or not trigger.clause.passive:
            return None
        return self._first((*trigger.clause.preposed.get("from", ()), *trigger.clause.preposed.get("in", ())))

    def _real_agent(self, i: int) -> int:
        """Who stands behind a thing that acts: "missiles fired by the army", "an air strike by Marland"; else the thing."""
        if self.kinds.is_actor(i) or self.tree.word(i) in _IT:
            return i
        above = self.tree.analysis.heads[i]
        if self.tree.relations[i] == "obj" and self.tree.analysis.upos[above] == "VERB":
            # "published a report that accuses", "filed a lawsuit accusing": who did so speaks by it
            author = Clause(self.tree, above, "v").subject
            if author is not None and self.kinds.is_actor(author):
                return author
        noun = Clause(self.tree, i, "n")
        by = [k for j in self.tree.children(i, "acl") for k in Clause(self.tree, j, "v").preposed.get("by", ())]
        for j in (*noun.preposed.get("by", ()), *by, *noun.possessors, *noun.modifiers, *noun.preposed.get("of", ())):
            if self.kinds.is_actor(j):
                return j
        return i

    def recipients(self, trigger: Trigger, actors: list[int]) -> tuple[list[int], float]:
        """Heads of the phrases that name to whom the deed is done, the likeliest and those that "and" joins to it, and how likely."""
        if trigger.frame.recipient == ("none",):
            return [], 0.0
        if trigger.frame.recipient[:1] == ("subj",) and (suffers := trigger.clause.subject) is not None:
            return self._joined(suffers), 1.0
        barred = self.timed | {j for i in actors for j in range(*self.phrase(i))}
        weighed = [(chance(one), -one.head) for one in candidates(self.tree, self.kinds, trigger, barred)]
        probability, head = max(weighed, default=(0.0, 0))
        if probability < LEAST:
            own = trigger.clause.object
            takes = own is not None and own not in barred and self.kinds.is_actor(own)
            return ([own], probability) if own is not None and takes else ([], 0.0)
        return [j for j in self._joined(-head) if j not in barred], probability

    def _towards(self, clause: Clause, prepositions: tuple[str, ...]) -> list[int]:
        return [i for word in prepositions for i in clause.preposed.get(word, ()) if self.kinds.is_actor(i)]

    def places(self, trigger: Trigger) -> list[int]:
        """Heads of the names of where it was done; for moves of forces, where to."""
        to = ("to", "into", "from") if trigger.frame.type in ("MOBILIZE", "RETREAT") else ()
        clauses = [trigger.clause, *([trigger.carrier] if trigger.carrier is not None else [])]
        if trigger.clause.pos == "v" and self.tree.relations[trigger.head] in ("xcomp", "advcl", "conj"):
            above = self.tree.analysis.heads[trigger.head]
            if above >= 0 and self.tree.analysis.upos[above] == "VERB":
                clauses.append(Clause(self.tree, above, "v"))
        for clause in clauses:
            heads = [i for word in (*_PLACES, *to) for i in clause.preposed.get(word, ())]
            if trigger.frame.type == "MOBILIZE" and clause.object is not None:
                heads += clause.fill("obj.of")
            found = [i for i in heads if self.kinds.of(i) == "place"]
            if found:
                return [j for i in found[:2] for j in self._joined(i)]
        return self._deeper(trigger, (*_PLACES, *to))

    def _deeper(self, trigger: Trigger, prepositions: tuple[str, ...]) -> list[int]:
        """The nearest place inside the deed's own phrases: "shot by an agent in Venn", "the deployment of thousands to Venn"."""
        found = [
            i
            for i in (
                self.tree.clause(trigger.head)
                if trigger.clause.pos != "n"
                else self.tree.below(trigger.head, skip=_ASIDE)
            )
            if self.kinds.of(i) == "place"
            and i > trigger.head
            and any(self.tree.word(j) in prepositions for j in self.tree.children(i, "case"))
        ]
        return self._joined(found[0]) if found else []

    def _joined(self, i: int) -> list[int]:
        """Word ``i`` and those that "and" joins to it."""
        conjuncts = [j for j in self.tree.children(i, "conj") if self.tree.analysis.upos[j] in _NOMINAL]
        mine = self.kinds.name_of.get(i)
        if mine is not None:
            # A parser in doubt runs two names with their titles into one.
            flat = (j for j in self.tree.children(i, "flat") if self.kinds.name_of.get(j, mine) != mine)
            conjuncts += [j for j in flat if self.tree.children(j, "cc") or self.tree.word(j - 1) in (",", "and")]
        return [i, *(k for j in conjuncts for k in self._joined(j))]

    def refs(self, heads: Iterable[int]) -> tuple[Ref, ...]:
        """The phrases of ``heads``, each with the entity it means. "It" and "they" give way to what the sentence lets them
        stand for, where the entities do not tell."""
        found: dict[int, Ref] = {}
        words = self.tree.analysis.words
        for head in heads:
            for one in self.meant(head):
                run = self.phrase(one)
                span = words.span(run)
                found.setdefault(span.start, Ref(words.text[span.start : span.end], (span,), self.people.who(run)[0]))
        return tuple(found.values())

    def phrase(self, head: int) -> Run:
        """The words that say who or what: the noun with what narrows it down, "thousands of agents", "people in the north"."""
        run = self.tree.phrase(head)
        if head in self.kinds.named or self.tree.analysis.upos[head] == "PRON":
            return run
        binding = _NARROWING if self.kinds.of(head) == "person" else _NARROWING | {"in", "at"}
        last = head
        for _ in range(2):
            inside = (j for j in self.tree.children(last, "nmod") if j > run.end and j not in self.timed)
            near = next((j for j in inside if self.tree.children(j, "case")[:1] == [run.end]), None)
            if near is None or self.tree.word(run.end) not in binding:
                break
            run, last = Run(run.start, self.tree.phrase(near).end), near
        return run

    def meant(self, head: int) -> list[int]:
        """The heads that say whom word ``head`` means: itself, or what "it" and "they" stand for."""
        if self.tree.word(head) in _IT and self.people.who(self.tree.phrase(head))[0] is None:
            return self._antecedents(head) or [head]
        return [head]

    def _antecedents(self, pronoun: int) -> list[int]:
        """What "it", "they" or "them" stands for where the sentence leaves no doubt: the body that says so ("Venn said it had
        left"), or the several that it has just joined ("named Orr and Venn, accusing them")."""
        plural = self.tree.word(pronoun) in ("they", "them", "their", "themselves")
        for above in self.tree.above(pronoun):
            if self.tree.relations[above] == "ccomp" and self.tree.analysis.heads[above] >= 0:
                subject = Clause(self.tree, self.tree.analysis.heads[above], "v").surface_subject
                # Nobody is "it": a subject tagged as a person is a body that the tagger took for one.
                fits = subject is not None and (not plural or self.kinds.of(subject) in ("org", "place", "group"))
                if subject is not None and subject < pronoun and fits:
                    return self._joined(subject)
        if plural:
            for i in range(pronoun - 1, self.tree.sentence_of(pronoun).start - 1, -1):
                joined = self._joined(i)
                if len(joined) > 1 and joined[-1] < pronoun and all(self.kinds.is_actor(j) for j in joined):
                    return joined
        return []


def _is_suffered(trigger: Trigger) -> bool:
    """Whether the possessor of the noun suffers the deed."""
    return trigger.frame.type in _SUFFERED or trigger.frame.mode == "release"
