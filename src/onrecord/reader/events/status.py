"""Whether a deed was done: PLOVER's auxiliary modes, read off the verb that carries it and the verbs above."""

from __future__ import annotations

from onrecord.reader.events.triggers import Trigger
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree
from onrecord.terms import EventStatus

_NOT = frozenset({"not", "n't", "never", "neither", "nor"})
_WILL = frozenset({"will", "'ll", "wo", "shall"})
_MAY = frozenset({"could", "can", "ca", "might", "may", "should", "must", "ought"})
_WOULD = frozenset({"would", "'d"})
_IF = frozenset({"if", "unless", "whether"})
_PLANNING = frozenset(
    """plan set expect due schedule poise prepare intend vow promise pledge offer agree ready willing go about hope aim mean determine
    propose commit undertake slate arrange likely""".split()
)
_FAILING = frozenset(
    "unwilling unable fail refuse decline deny avoid prevent stop cease forbid bar block reject neglect dissuade refrain".split()
)
_WISHING = frozenset(
    """want seek try urge call ask need wish demand request require consider threaten allow let advise warn beg implore press push
    encourage invite propose recommend reluctant hesitant plot conspire suggest attempt struggle fight advocate oppose favour
    favor support back hope able could discuss debate contemplate mull weigh authorize authorise permit enable design""".split()
)
_WANTING = frozenset({"want", "seek", "try", "wish", "need", "hope", "attempt"})
_SAYING = frozenset(
    """say tell announce declare add state report confirm claim insist warn note write argue believe think suggest maintain reveal
    indicate explain stress assert vow promise pledge agree decide reiterate signal predict""".split()
)
_HAVING = frozenset({"have", "let", "make", "get", "help"})
_USING = frozenset({"use", "spend"})
_BINDING = frozenset({"on", "of", "for", "at", "about", "against", "from", "to"})
_KNOWN = _HAVING | _PLANNING | _FAILING | _WISHING | _SAYING | _USING
_NOMINAL_WISHES = frozenset(
    "call plan threat demand bid effort attempt proposal request need possibility prospect risk fear hope talk bill".split()
)


def status_of(tree: Tree, trigger: Trigger) -> EventStatus:
    """The status that the grammar gives: actual, future, hypothetical or negated. Historical is a matter of dates."""
    clause = trigger.clause
    if clause.pos == "n":
        if any(tree.word(j) == "no" for j in tree.children(clause.head, "det")):
            return "negated"
        if any(tree.word(j) == "without" for j in tree.children(clause.head, "case")):
            return "negated"
        if any(lemma(tree.word(j), _FUTURE_WORDS) in _FUTURE_WORDS for j in tree.children(clause.head, "amod")):
            return "future"
        if trigger.carrier is None:
            return _of_noun(tree, clause.head)
        over = lemma(tree.word(trigger.carrier.head), _KNOWN | _STOPPING)
        is_content = tree.relations[clause.head] in ("obj", "obl", "conj") or trigger.carrier.passive
        if (
            is_content
            and not trigger.carried
            and over in _STOPPING | (_WISHING - _TALKING if tree.relations[clause.head] == "obj" else _WISHING)
        ):
            return "hypothetical"
        return _of_verb(tree, trigger.carrier.head) if trigger.carried or trigger.borne else "actual"
    if clause.pos == "a":
        return _of_verb(tree, clause.head)
    return _of_verb(tree, clause.head)


def is_refused(tree: Tree, trigger: Trigger) -> bool:
    """Whether it is said that the deed will not be done: "will not lift the ban", "would not meet"."""
    verb = trigger.carrier.head if trigger.carrier is not None and trigger.carried else trigger.head
    return bool({tree.word(j) for j in tree.children(verb, "aux")} & (_WILL | _WOULD))


_FUTURE_WORDS = frozenset(
    {"planned", "future", "upcoming", "forthcoming", "impending", "possible", "potential", "proposed"}
)
_TALKING = frozenset({"call", "discuss", "debate"})
"""Verbs that wish for a deed but not for a noun: "to discuss the attack", "calls the violence wrong"."""
_STOPPING = frozenset("avert avoid prevent ban plan consider cancel postpone risk fear forestall".split())


def _of_noun(tree: Tree, head: int) -> EventStatus:
    """A noun under another noun: "calls for sanctions", "the threat of an attack"."""
    above = tree.analysis.heads[head]
    if (
        above >= 0
        and tree.analysis.upos[above] == "NOUN"
        and lemma(tree.word(above), _NOMINAL_WISHES) in _NOMINAL_WISHES
    ):
        return "hypothetical"
    return "actual"


def _of_verb(tree: Tree, verb: int) -> EventStatus:
    words = {tree.word(j) for j in tree.children(verb, "advmod", "cc", "det", "mark")}
    auxiliaries = {tree.word(j) for j in tree.children(verb, "aux", "cop")}
    if words & _NOT or "without" in words:
        return "negated"
    if any(
        tree.word(j) in ("no", "nobody", "none")
        for s in tree.children(verb, "nsubj", "obj")
        for j in (s, *tree.children(s, "det"))
    ):
        return "negated"
    if words & _IF:
        return "hypothetical"
    if auxiliaries & _WILL:
        return "future"
    if auxiliaries & _WOULD:
        return "future" if _is_reported(tree, verb) else "hypothetical"
    if auxiliaries & _MAY:
        return "hypothetical"
    infinitive = "to" in words or tree.word(verb - 1) == "to"  # a parser in doubt hangs it on the verb above
    if infinitive and verb > 1 and tree.word(verb - 2) == "going":
        return "future"
    return _from_above(tree, verb, infinitive)


def _from_above(tree: Tree, verb: int, infinitive: bool) -> EventStatus:
    above, relation = tree.analysis.heads[verb], tree.relations[verb]
    if above < 0:
        # "Orr to back Venn", as headlines have it
        told = infinitive and any(verb - 2 in tree.below(j) for j in tree.children(verb, "nsubj"))
        return "future" if told else "actual"
    over = lemma(tree.word(above), _KNOWN)
    if relation == "conj" and not tree.children(verb, "nsubj") and tree.analysis.upos[above] in ("VERB", "ADJ"):
        return _of_verb(tree, above)
    if relation in ("xcomp", "ccomp") and over in _HAVING and not tree.children(verb, "aux", "mark"):
        return _of_verb(tree, above)  # "would have Orr call"
    if relation in ("xcomp", "advcl", "acl", "obl", "ccomp") and not _is_finite(tree, verb, infinitive):
        if over in _FAILING and (
            relation == "xcomp" or any(tree.word(j) == "from" for j in tree.children(verb, "mark", "case"))
        ):
            return "negated"
        if infinitive and any(tree.word(j) == "yet" for j in tree.children(above, "advmod")):
            return "negated"  # "has yet to sign"
        # ", giving Orr the right" tells what comes of it; "on", "of" and the like bring in what is planned or wished.
        bound = (
            relation != "advcl"
            or infinitive
            or any(tree.word(j) in _BINDING for j in tree.children(verb, "mark", "case"))
        )
        if bound and (over in _PLANNING or (infinitive and tree.word(above) in ("be", "is", "are"))):
            return "future"
        if relation == "acl" and infinitive and _is_singled_out(tree, above):
            return "actual"  # "the only senators to vote against it"
        if (bound and over in _WISHING) or (relation == "acl" and infinitive):
            unwanted = relation == "xcomp" and over in _WANTING and _of_verb(tree, above) == "negated"
            return "negated" if unwanted else "hypothetical"
        if relation == "xcomp" or (relation == "advcl" and over in _USING):
            return _of_verb(tree, above)
        if relation == "advcl" and infinitive:
            return "hypothetical"
    return "actual"


def _is_singled_out(tree: Tree, noun: int) -> bool:
    return any(
        tree.word(j) in ("first", "last", "latest", "only") for j in tree.children(noun, "amod", "advmod", "nummod")
    )


def _is_finite(tree: Tree, verb: int, infinitive: bool) -> bool:
    word = tree.word(verb)
    if infinitive:
        return False
    return not word.endswith("ing") or bool(tree.children(verb, "aux"))


def _is_reported(tree: Tree, verb: int) -> bool:
    """Whether "would" is "will" as told afterwards: "Orr said she would go"."""
    at, seen = verb, 0
    while at >= 0 and seen < 6:
        above = tree.analysis.heads[at]
        if above < 0:
            return any(lemma(tree.word(j), _SAYING) in _SAYING for j in tree.children(at, "parataxis"))
        if tree.relations[at] in ("ccomp", "parataxis") and lemma(tree.word(above), _SAYING) in _SAYING:
            return True
        if tree.relations[at] not in ("conj", "ccomp", "parataxis", "xcomp"):
            return False
        at, seen = above, seen + 1
    return False
