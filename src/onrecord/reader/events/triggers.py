"""Which words of a text tell of deeds: each trigger with its frame, and the verb that carries an event noun ("launched a raid")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reader.events.clauses import Clause
from onrecord.reader.events.kinds import Kinds
from onrecord.reader.events.lexicon import Condition, Frame, Lexicon, Pos
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree
from onrecord.terms import EventType

_POS: dict[str, Pos] = {"VERB": "v", "NOUN": "n", "ADJ": "a"}
_CARRIERS = frozenset(
    """launch carry conduct stage hold make issue file mount commit begin start continue resume open wage perform execute undertake
    have do give deliver express voice pursue step intensify lead lodge raise bring take organize organise order announce
    declare impose send extend offer provide reach sign strike seal conclude finalize finalise initiate unleash direct inflict
    convey exchange head lead chair oversee spearhead see
    enter engage join attend host unveil approve grant release publish repeat renew reiterate register place put
    initiate fire levy pass show lend plan escalate complete enjoy be include participate involve""".split()
)
"""Verbs that say no more than that the deed of their object is done, by their subject."""
_BEARERS = frozenset(
    "face draw suffer receive undergo endure meet survive sustain encounter spark prompt trigger get see".split()
)
"""Verbs whose subject bears the deed of their object."""
_SWALLOWS: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose complement is their content: "refused to meet" is one REJECT, no CONSULT."""
_HOSTILE: frozenset[EventType | None] = frozenset({"COERCE", "SANCTION", "ASSAULT", "REJECT", "ACCUSE", "PROTEST"})
_NEVER_ALONE = frozenset({"compound", "amod", "flat", "appos", "vocative", "discourse"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of a deed. ``carrier`` is the clause of the verb that a noun is the object or subject of; ``borne``
    says that this verb's subject bears the deed ("faced protests"), ``carried`` that it does it."""

    clause: Clause
    lemma: str
    frame: Frame
    carrier: Clause | None = None
    carried: bool = False
    borne: bool = False

    @property
    def head(self) -> int:
        """The trigger's word."""
        return self.clause.head


def is_carrier(word: str) -> bool:
    """Whether the verb form ``word`` says no more than that the deed of its object is done."""
    return lemma(word, _CARRIERS) in _CARRIERS


def find_triggers(tree: Tree, kinds: Kinds, lexicon: Lexicon) -> list[Trigger]:
    """All triggers of a text in order, without those that are the content of a promise, request, refusal or threat."""
    found = list(_all(tree, kinds, lexicon))
    swallowed: set[int] = set()
    hostile = {trigger.head for trigger in found if trigger.frame.type in _HOSTILE}
    for trigger in found:
        if trigger.frame.type in _SWALLOWS and trigger.head not in swallowed:
            content = {j for verb in trigger.clause.complements for j in _content(tree, verb)}
            # To promise harm is no agreement: the harm stands, as yet to come.
            swallowed |= {trigger.head} if trigger.frame.type == "AGREE" and content & hostile else content
    return [trigger for trigger in found if trigger.head not in swallowed]


def _content(tree: Tree, verb: int) -> set[int]:
    """The words of a complement that name its deed: the verb, those joined to it, the noun that it carries."""
    verbs = [verb, *(j for j in tree.children(verb, "conj", "xcomp") if tree.analysis.upos[j] == "VERB")]
    return {j for v in verbs for j in (v, *tree.children(v, "obj"))}


def _all(tree: Tree, kinds: Kinds, lexicon: Lexicon) -> Iterator[Trigger]:
    taken: set[int] = set()
    for i, tag in enumerate(tree.analysis.upos):
        pos = _POS.get(tag)
        if pos is None or i in taken:
            continue
        word = tree.word(i)
        if tree.word(i - 1) == "-" and i > 1 and f"{tree.word(i - 2)}-{word}" in lexicon.known[pos]:
            word = f"{tree.word(i - 2)}-{word}"  # "sit-in"
        base = word if pos != "v" and word in lexicon.known[pos] else lemma(word, lexicon.known[pos])
        if base not in lexicon.known[pos] or (pos == "n" and tree.relations[i] in _NEVER_ALONE):
            continue
        if pos == "v" and tree.relations[i] == "amod":
            continue
        clause = Clause(tree, i, pos)
        carrier, carried, borne = _carrier(tree, clause) if pos == "n" else (None, False, False)
        frame = _frame(clause, carrier, base, kinds, lexicon)
        if frame is None or (frame.type == "REQUEST" and base == "ask" and _is_question(clause)):
            continue
        if pos == "v":  # the verb's frame has read its object: "imposed a curfew" is one deed
            named = frozenset(
                w for c in frame.conditions if c.slot.startswith("obj") and not c.negated for w in c.words
            )
            taken.update(j for j in clause.fill("obj") if j > i and lemma(tree.word(j), named) in named)
        if frame.type is not None:
            yield Trigger(clause, base, frame, carrier, carried, borne)


def _is_question(clause: Clause) -> bool:
    """Whether what is asked is a question, which asks for nothing but an answer: "asked whether she would run"."""
    tree = clause.tree
    after = [j for j in tree.children(clause.head) if j > clause.head]
    return any(tree.word(k) in _QUESTIONS for j in after for k in (j, *tree.children(j, "mark", "advmod", "obj")))


_QUESTIONS = frozenset(
    {"whether", "if", "why", "how", "what", "when", "where", "who", "which", "question", "questions"}
)


def _carrier(tree: Tree, clause: Clause) -> tuple[Clause | None, bool, bool]:
    """The clause of the verb over an event noun; whether it carries the noun's deed, and whether its subject bears it."""
    at = clause.head
    if tree.relations[at] == "conj":
        at = tree.analysis.heads[at]
    above = tree.analysis.heads[at]
    if above >= 0 and tree.word(above) == "responsibility":
        at, above = above, tree.analysis.heads[above]  # "claimed responsibility for the raid"
        return (
            (Clause(tree, above, "v"), True, False)
            if above >= 0 and tree.word(above)[:4] in _OWNING
            else (None, False, False)
        )
    if above >= 0 and tree.word(above) == "responsible":
        return Clause(tree, above, "v"), True, False
    if above < 0 or tree.analysis.upos[above] not in ("VERB", "AUX"):
        if tree.children(at, "cop"):
            under = [tree.word(j) for j in tree.children(at, "case")][:1] == ["under"]  # "is under investigation by"
            return Clause(tree, at, "v"), not under, under
        return None, False, False
    verb = Clause(tree, above, "v")
    word = tree.word(above)
    if tree.relations[at] == "obj" or (tree.relations[at] == "nsubj" and verb.passive):
        return verb, is_carrier(word), lemma(word, _BEARERS) in _BEARERS
    if tree.relations[at] == "obl":
        case = [tree.word(j) for j in tree.children(at, "case")]
        under = case[:1] == ["under"] and lemma(word, _COMING) in _COMING
        inside = case[:1] in (["in"], ["into"], ["at"], ["on"]) and lemma(word, _ENGAGING) in _ENGAGING
        return verb, inside, under
    return verb, False, False


_OWNING = frozenset({"clai", "acce", "took", "take", "taki", "bear"})
_MEASURES = frozenset(
    """ten dozen score hundred thousand million couple handful number group band crowd mob gang column convoy wave majority rest many
    most some several one two three four five half all squad unit team contingent lot bunch truckload busload""".split()
)
"""Nouns that count those behind "of"."""
_COMING = frozenset({"come", "be", "remain"})
_ENGAGING = frozenset("engage take be participate join enter go embark clash hold".split())


def _frame(clause: Clause, carrier: Clause | None, base: str, kinds: Kinds, lexicon: Lexicon) -> Frame | None:
    filled: dict[str, list[int]] = {}

    def holds(condition: Condition) -> bool:
        name = condition.slot.removesuffix("+")
        if name not in filled:
            filled[name] = _heads(name, clause, carrier)
        return _holds(condition, filled[name], clause, kinds)

    for particle in clause.particles:
        frame = lexicon.fitting(clause.pos, f"{base}_{particle}", holds)
        if frame is not None:
            return frame
    return lexicon.fitting(clause.pos, base, holds)


def _heads(slot: str, clause: Clause, carrier: Clause | None) -> list[int]:
    """The heads that fill a slot, for a noun those of the verb that carries it where it has none; what they count with them."""
    heads = list(clause.fill(slot))
    if slot in ("subj", "obj") and clause.pos == "n" and not heads and carrier is not None:
        heads = list(carrier.fill("subj"))
    elif clause.pos == "n" and not heads and carrier is not None and carrier.object == clause.head:
        heads = list(carrier.preposed.get(slot, ()))  # "against" of "opened a case against Orr" may hang on the verb
    if slot in ("subj", "obj"):
        heads += [j for i in heads for j in _counted(clause.tree, i)]
    return heads


def _holds(condition: Condition, heads: list[int], clause: Clause, kinds: Kinds) -> bool:
    if condition.filled or not heads:
        return bool(heads) != condition.negated
    wide = condition.slot.endswith("+")
    words = [j for i in heads for j in clause.phrase_of(i)] if wide else heads
    hit = any(_matches(condition, clause, j, kinds) for j in words)
    if not hit and condition.slot == "comp+":
        hit = any(
            _matches(condition, clause, k, kinds) for j in heads for k in Clause(clause.tree, j, "v").words_of("obj")
        )
    return hit != condition.negated


def _counted(tree: Tree, i: int) -> list[int]:
    """Who or what a measure of them counts: the soldiers of "hundreds of soldiers", of "tens of thousands of soldiers"."""
    found: list[int] = []
    at = [i]
    for _ in range(2):
        at = [
            j
            for k in at
            if lemma(tree.word(k), _MEASURES) in _MEASURES
            for j in tree.children(k, "nmod")
            if any(tree.word(of) == "of" for of in tree.children(j, "case"))
        ]
        found += at
    return found


def _matches(condition: Condition, clause: Clause, i: int, kinds: Kinds) -> bool:
    word = clause.tree.word(i)
    if clause.tree.word(i - 1) == "-" and i > 1 and f"{clause.tree.word(i - 2)}-{word}" in condition.words:
        return True
    if condition.words and (word in condition.words or lemma(word, condition.words) in condition.words):
        return True
    if not condition.kinds:
        return False
    kind = kinds.of(i)
    return kind is not None and (f"@{kind}" in condition.kinds or "@actor" in condition.kinds)
