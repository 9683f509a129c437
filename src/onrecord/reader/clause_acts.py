"""The act that words themselves perform, read off their clauses: "must", "I will", "is not true", "it will rain"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.reader.act_words import FLAWS, KNOWN, VERBS, WRONGS
from onrecord.reader.analysis import Run
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree
from onrecord.terms import Act

Voice = Literal["quoted", "reported"]
"""Whether the content stands in quotation marks (its "I" is the speaker) or is reported (its "he" may be)."""

_OBLIGING = frozenset({"must", "should", "shall", "ought"})
_FUTURE = frozenset({"will", "'ll", "wo"})
_MAYBE = frozenset({"may", "might", "could"})
_PERFECT = frozenset({"have", "'ve", "had", "has"})
_NEGATIONS = frozenset({"not", "n't", "never"})
# What somebody undergoes or is: "I will win" foretells, "I will sign" commits.
_NOT_DEEDS = frozenset(
    """be have win lose like love know see become need want get feel happen think remember believe seem enjoy regret
    miss understand hear die prefer say tell hope bet guess argue suggest walk come fall""".split()
)
# What a body that is "it" may bind itself to; it also costs, rises and takes time, and those are foretold.
_DEEDS_OF_BODIES = frozenset(
    """release review appeal cooperate sue investigate provide pay seek close launch stop end withdraw send deploy hire remove
    eliminate replace challenge comply vote publish repay refund resign rid build invest respond introduce lift""".split()
)
_FORMS = KNOWN | _NOT_DEEDS | _DEEDS_OF_BODIES
_SLURS = WRONGS | FLAWS
_FROM_CONTENT: frozenset[Act] = frozenset(
    {"demand", "commit", "accuse", "deny", "agree", "support", "oppose", "predict", "intend"}
)
_UNTRUE = frozenset(
    "false untrue baseless unfounded fabricated bogus hoax lie inaccurate falsehood incorrect groundless fiction".split()
)
_FACTS = frozenset("true accurate guilty correct involved responsible aware".split())
_NOTHING = frozenset("truth evidence basis plan plans intention reason proof".split())
_DUE = frozenset("likely set poised bound due expected certain sure slated scheduled unlikely".split())


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause of the content. ``own``: its subject is the speaker, as far as words tell; ``we``: with others."""

    top: int
    form: str
    subject: int | None
    own: bool
    we: bool
    auxiliaries: frozenset[str]
    negated: bool
    complement: int | None

    @property
    def perfect(self) -> bool:
        return bool(self.auxiliaries & _PERFECT)


def act_of_content(tree: Tree, content: Sequence[Run], *, voice: Voice, source: int | None) -> Act:
    """The act of the words at ``content``, *assert* where they do no more; ``source`` is the governing word of the source."""
    found = [_act(tree, _clause(tree, top, voice, source), voice, source) for top in _tops(tree, content)]
    telling = [act for act in found if act != "assert"]
    # A long quotation is what most of it is; one "will" in five sentences does not make it a forecast.
    if telling and (found[0] != "assert" or 3 * len(telling) >= len(found)):
        return telling[0]
    return "assert"


def slur(word: str) -> Act | None:
    """*accuse* for a word that lays a wrong at a door, *oppose* for one that speaks against, else None."""
    form = lemma(word, _SLURS)
    return "accuse" if form in WRONGS else "oppose" if form in FLAWS else None


def _tops(tree: Tree, content: Sequence[Run]) -> list[int]:
    """The governing word of each sentence's share of the content."""
    tops: list[int] = []
    for run in content:
        at = run.start
        while at < run.end:
            end = min(run.end, tree.sentence_of(at).end)
            top = tree.head_of([Run(at, end)])
            if top is not None:
                tops.append(top)
            at = end
    return tops


def _clause(tree: Tree, top: int, voice: Voice, source: int | None) -> _Clause:
    subject = next(iter(tree.children(top, "nsubj")), None)
    word = "" if subject is None else tree.word(subject)
    if voice == "quoted":
        own = word in ("i", "we")
    else:
        own = word in ("he", "she", "they", "i", "we", "it") or (source is not None and word == tree.word(source))
    form = lemma(tree.word(top), _FORMS)
    if word == "it":
        own = own and form in _DEEDS_OF_BODIES
    return _Clause(
        top=top,
        form=form,
        subject=subject,
        own=own,
        we=word == "we",
        auxiliaries=frozenset(tree.word(i) for i in tree.children(top, "aux")),
        negated=any(tree.word(i) in _NEGATIONS for i in tree.children(top, "advmod")),
        complement=next((i for i in tree.children(top, "xcomp") if i > top), None),
    )


def _act(tree: Tree, clause: _Clause, voice: Voice, source: int | None) -> Act:
    if clause.own and any(
        tree.word(i) == "comment" and any(tree.word(j) == "no" for j in tree.children(i, "det"))
        for i in tree.children(clause.top, "obj")
    ):
        return "decline_to_comment"
    if _is_imperative(tree, clause, voice):
        return "demand"
    if _obliges(tree, clause):
        return "assert" if clause.own and not clause.we else "demand"
    foretold = _of_future(tree, clause, voice)
    if foretold is not None:
        return foretold
    if _denies(tree, clause):
        return "deny"
    if clause.own and VERBS.get(clause.form) == "believe":
        thought = next((i for i in tree.children(clause.top, "ccomp") if i > clause.top), None)
        return "assert" if thought is None else _act(tree, _clause(tree, thought, voice, source), voice, source)
    return _slurs(tree, clause, voice) or _performs(tree, clause) or "assert"


def _is_imperative(tree: Tree, clause: _Clause, voice: Voice) -> bool:
    top, word = clause.top, tree.word(clause.top)
    governed = tree.relations[top] not in ("root", "ccomp", "parataxis", "conj")
    if tree.analysis.upos[top] != "VERB" or clause.subject is not None or governed:
        return False
    if word == "let":
        return top + 1 < len(tree.sentence) and tree.word(top + 1) in ("us", "'s", "them", "him", "her", "it")
    if clause.auxiliaries - {"do"} or tree.children(top, "mark", "cop"):
        return False
    if VERBS.get(word) in ("believe", "oppose", "support") or word in ("look", "remember", "see", "thank"):
        return False
    if "do" not in clause.auxiliaries and (word != lemma(word, KNOWN) or word.endswith(("ing", "ed"))):
        return False
    first = tree.below(top, skip=frozenset({"punct", "advmod", "discourse", "aux", "vocative", "cc"}))[0]
    return first == top and (voice == "quoted" or tree.relations[top] == "root")


def _obliges(tree: Tree, clause: _Clause) -> bool:
    if clause.auxiliaries & _OBLIGING:
        return not clause.perfect
    if clause.complement is None or clause.negated:
        return False
    if clause.form == "get" and tree.word(clause.top) == "got":
        return bool(clause.auxiliaries & {"have", "'ve", "has", "'s"})
    return clause.form in ("have", "need", "ought") and not clause.perfect and not tree.children(clause.top, "obj")


def _of_future(tree: Tree, clause: _Clause, voice: Voice) -> Act | None:
    """*commit* or *predict* for what is still to come: a deed of the speaker's own, or anything else."""
    top, auxiliaries = clause.top, clause.auxiliaries
    nearby = [tree.word(i) for i in range(max(tree.sentence_of(top).start, top - 4), top + 1)]
    going = clause.complement if clause.form == "go" and tree.word(top) in ("going", "gonna") else None
    planned = going is not None or ("going" in nearby[:-1] and nearby[-2:-1] != ["going"] and "to" in nearby)
    backshifted = voice == "reported" and "would" in auxiliaries and not clause.perfect
    if planned or auxiliaries & _FUTURE or backshifted:
        deed = lemma(tree.word(top if going is None else going), _FORMS)
        passive = bool(tree.children(top, "cop")) or any(tree.analysis.deprels[i] == "aux:pass" for i in tree.kids[top])
        if not clause.own or deed in _NOT_DEEDS or passive:
            return "predict"
        position = VERBS.get(deed)
        return position if position in ("support", "oppose", "deny") and not clause.negated else "commit"
    if clause.own or clause.perfect:
        return None
    if auxiliaries & _MAYBE or (tree.word(top) in _DUE and (clause.complement is not None or clause.form == "likely")):
        return "predict"
    promises = clause.form in ("promise", "threaten", "risk") and not clause.negated and clause.complement is not None
    conditional = any(
        tree.word(j) == "if" and i < top for i in tree.children(top, "advcl") for j in tree.children(i, "mark")
    )
    return "predict" if promises or (conditional and "would" not in auxiliaries) else None


def _denies(tree: Tree, clause: _Clause) -> bool:
    word = tree.word(clause.top)
    if not clause.negated and word in _UNTRUE and tree.children(clause.top, "cop"):
        return True
    if clause.negated and word in _FACTS:
        return True
    if any(word in _NOTHING and any(tree.word(j) == "no" for j in tree.children(i, "det")) for i in (clause.top,)):
        return True
    if clause.subject is not None and tree.word(clause.subject) == "none":
        return True
    never = any(tree.word(i) == "never" for i in tree.children(clause.top, "advmod"))
    past = clause.perfect or bool(clause.auxiliaries & {"did", "was", "were"}) or never
    mental = VERBS.get(clause.form) in ("believe", "intend", "predict")
    own = clause.own or (never and clause.perfect)
    return tree.analysis.upos[clause.top] == "VERB" and own and clause.negated and past and not mental


def _slurs(tree: Tree, clause: _Clause, voice: Voice) -> Act | None:
    """The act of a clause that calls somebody names: "he is corrupt", "the most unqualified candidate"."""
    if clause.own or clause.negated or clause.auxiliaries & {"would", "could", "might", "may"}:
        return None
    fragment = clause.subject is None and voice == "quoted" and tree.relations[clause.top] == "root"
    if clause.subject is None and not fragment:
        return None
    predicate = bool(tree.children(clause.top, "cop")) or fragment
    words = (clause.top, *(tree.children(clause.top, "amod", "conj") if predicate else ()))
    return next((act for i in words if (act := slur(tree.word(i))) is not None), None)


def _performs(tree: Tree, clause: _Clause) -> Act | None:
    """The act of a verb that the speaker says of himself: "I support", "he agrees", "she wants them to go"."""
    act = VERBS.get(clause.form)
    if clause.form == "call" and any(
        tree.word(j) in ("on", "upon", "for")
        for i in tree.children(clause.top, "obl")
        for j in tree.children(i, "case")
    ):
        act = "demand"
    if not clause.own or clause.negated or clause.perfect or clause.auxiliaries & _MAYBE or act not in _FROM_CONTENT:
        return None
    if act in ("oppose", "support") and clause.complement is not None:
        return None  # "I hate to say"
    if act == "intend" and not tree.children(clause.top, "xcomp", "ccomp"):
        return None  # "I wish him well"
    if act == "commit" and tree.word(clause.top) != clause.form:
        return None  # "he promised": an earlier promise is told, none is given
    between = [
        i for i in tree.children(clause.top, "obj", "iobj") if clause.complement and clause.top < i < clause.complement
    ]
    return "demand" if clause.form == "want" and between else act
