"""To whom something was said: "told reporters", "urged Congress to act", "called on mayors and sheriffs to help"."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from onrecord.reader.analysis import Run
from onrecord.reader.cues import Cue
from onrecord.reader.sources import is_done_to
from onrecord.reader.trees import Tree
from onrecord.terms import Act, Ref

# Verbs whose object is the one spoken to, whatever the act.
_TOLD = frozenset(
    """tell ask inform remind assure notify warn caution advise brief thank email text invite interview quiz grill press
    reassure instruct order urge direct beg implore petition lobby exhort encourage request require pressure push command persuade
    convince challenge dare threaten promise question""".split()
)
_PREPOSITIONS: dict[str, frozenset[str]] = {
    "to": frozenset(
        """say tell speak talk write explain appeal complain confirm admit announce suggest confess respond reply report
        describe testify promise pledge offer propose apologize apologise send address read whisper shout letter message speech
        email plea request appeal remark note statement tweet""".split()
    ),
    "on": frozenset({"call", "lean", "prevail"}),
    "upon": frozenset({"call"}),
    "with": frozenset({"plead", "speak", "talk", "reason", "argue", "share"}),
    "at": frozenset({"shout", "yell", "scream"}),
    "of": frozenset({"demand", "ask", "require"}),
}
_NOT_SPOKEN_TO = frozenset(
    """question questions story stories tale tales truth lie lies joke it that this what which call calls message messages request requests
    email emails inquiry inquiries query queries""".split()
)
_SOUGHT: frozenset[Act] = frozenset({"demand", "ask"})


def find_addressees(
    tree: Tree,
    cue: Cue | None,
    act: Act,
    source: Sequence[Run],
    content: Sequence[Run],
    who: Callable[[Run], str | None],
    *,
    when: Container[int] = (),
) -> tuple[Ref, ...]:
    """Those the words are addressed to, one `Ref` for each of several joined by "and"; ``who`` names the entity of a run,
    ``when`` holds the words of time expressions.

    The object is read off the cue's own dependents even where the content takes it in ("urged [Congress to act]").
    """
    if cue is None:
        return ()
    taken = {i for run in source for i in range(run.start, run.end)}
    if not source and not tree.children(cue.head, "nsubj") and content and content[0].start < cue.head:
        return ()  # '"Who signed it?" asked a clerk': the clerk speaks
    heads = [i for i in _objects(tree, cue, act) if i not in taken and i not in when]
    refs: list[Ref] = []
    for head in heads[:1]:
        for one in (head, *_conjuncts(tree, head)):
            run = tree.phrase(one)
            words = tree.analysis.words
            span = words.span(run)
            refs.append(Ref(words.text[span.start : span.end], (span,), who(run)))
    return tuple(refs)


def _objects(tree: Tree, cue: Cue, act: Act) -> list[int]:
    head, found = cue.head, []
    passive = any(tree.analysis.deprels[i] in ("aux:pass", "nsubj:pass") for i in tree.kids[head])
    if cue.lemma in _TOLD and is_done_to(tree, head):
        # "Asked about the dam, Orr laughed"; "Orr, asked about the dam, laughed"
        above = tree.analysis.heads[head]
        return [above] if tree.relations[head] == "acl" else tree.children(above, "nsubj")[:1]
    infinitive = [i for i in tree.children(head, "xcomp", "ccomp", "advcl") if i > head and _is_infinitive(tree, i)]
    if cue.lemma in _TOLD and not passive:
        # A parser in doubt takes the one spoken to for a subject or an oblique; behind the cue and without a preposition
        # it is neither.
        near = [
            i for i in tree.children(head, "iobj", "obj", "nsubj", "obl") if i > head and not tree.children(i, "case")
        ]
        found += [i for i in near if _can_hear(tree, i, bool(infinitive))]
    # "called on [the mayors]": a parser in doubt hangs the preposition on the verb.
    particles = [j for j in tree.children(head, "compound", "case", "advmod") if j > head]
    for i in tree.children(head, "obl", "nmod", "obj"):
        before = tree.children(i, "case") or [j for j in particles if j < i]
        verbs = next((_PREPOSITIONS[tree.word(j)] for j in before if tree.word(j) in _PREPOSITIONS), None)
        if verbs is not None and cue.lemma in verbs and i > head and _can_hear(tree, i, False):
            found.append(i)
    if act in _SOUGHT and not found:
        # "urged [Congress to act]" parsed with Congress as the subject of "act".
        found += [j for i in infinitive for j in tree.children(i, "nsubj") if j > head and _can_hear(tree, j, True)]
    if not found:
        found += [i for i in _letter_to(tree, head) if _can_hear(tree, i, False)]
    return found


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.word(j) == "to" for j in tree.children(i, "mark", "aux"))


def _can_hear(tree: Tree, i: int, acts: bool) -> bool:
    """Whether word ``i`` can stand for somebody spoken to. ``acts``: an infinitive behind it says what they are to do."""
    if tree.word(i) in _NOT_SPOKEN_TO:
        return False
    if tree.analysis.upos[i] in ("PROPN", "PRON") or acts:
        return True
    word = tree.word(i)
    return tree.analysis.upos[i] in ("NOUN", "ADJ") and (word.endswith("s") or word in _HEARERS)


_HEARERS = frozenset(
    """congress council public audience crowd court jury judge board panel committee commission press media staff senate house
    parliament cabinet government administration country nation world host anchor reporter moderator interviewer people police
    mayor governor president senator minister press-corps newspaper agency paper magazine network station radio site""".split()
)


def _letter_to(tree: Tree, head: int) -> list[int]:
    """Readers of the letter in which the cue says it: "wrote in a letter to the council"."""
    return [
        reader
        for letter in tree.children(head, "obl", "obj")
        if tree.word(letter)
        in ("letter", "email", "memo", "note", "message", "petition", "speech", "remarks", "address", "appeal")
        for reader in tree.children(letter, "nmod", "obl")
        if any(tree.word(j) == "to" for j in tree.children(reader, "case"))
    ]


def _conjuncts(tree: Tree, head: int) -> list[int]:
    return [i for i in tree.children(head, "conj") if tree.analysis.upos[i] in ("NOUN", "PROPN", "PRON")]
