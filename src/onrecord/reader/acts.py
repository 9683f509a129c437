"""Which act a statement is: read off its cue, and where the cue only says that something was said, off the content.

The definitions are those of `onrecord.terms.ACTS`; the more specific act stands before *assert*. What a speaker says of his own
mind ("I think", "I am glad") is said, so it stays *assert*; *believe* is for a mind that is reported by a cue of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from onrecord.reader.act_words import ADJECTIVES, KNOWN, NOUNS, PHRASES, SAYING, VERBS
from onrecord.reader.analysis import Run
from onrecord.reader.cues import Cue
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree
from onrecord.terms import Act

Voice = Literal["quoted", "reported"]

_PHRASES_BY_WORD: dict[str, tuple[tuple[str, ...], ...]] = {
    word: tuple(sorted((p for p in PHRASES if word in p), key=len, reverse=True))
    for phrase in PHRASES
    for word in phrase
}
_ANSWERING = frozenset(
    """comment say answer discuss respond elaborate identify name specify confirm provide give reply disclose speak talk reveal
    detail address explain tell describe characterize characterise speculate""".split()
)
_CARRIERS = frozenset(
    """make give offer express issue voice raise level launch file reiterate deliver lodge announce take have get put air direct aim
    renew repeat win draw receive show reaffirm field pose""".split()
)
_SENTIENT_MODALS = frozenset({"must", "should", "shall", "ought"})
_FUTURE = frozenset({"will", "'ll", "wo"})
_MAYBE = frozenset({"may", "might", "could"})
# What somebody undergoes or is: "I will win" foretells, "I will sign" commits.
_NOT_DEEDS = frozenset(
    """be have win lose like love know see become need want get feel happen think remember believe seem enjoy regret
    miss understand hear die prefer say tell hope bet guess argue suggest""".split()
)
_NOT_OWN = frozenset({"believe", "decide", "ask", "decline_to_comment", "assert"})
_UNTRUE = frozenset(
    """false untrue baseless unfounded fabricated bogus hoax lie inaccurate nonsense falsehood wrong incorrect groundless fiction
    ridiculous""".split()
)
_OWN_PRONOUNS = frozenset({"i", "we"})
_REPORTED_PRONOUNS = frozenset({"he", "she", "they", "i", "we"})
_NEGATIONS = frozenset({"not", "n't", "never"})


def find_act(tree: Tree, cue: Cue | None, content: Sequence[Run], *, voice: Voice, source: int | None = None) -> Act:
    """The act of a statement with this cue and content.

    ``voice`` says whether the content is quoted (its "I" is the speaker) or reported (its "he" may be). ``source`` is the
    governing word of the source. A cue of None (a continued quotation, an item of a list) leaves the content alone to tell.
    """
    asks = _is_question(tree, content)
    if cue is None:
        return "ask" if asks else _act_of_content(tree, content, voice, source)
    act = _act_of_phrase(tree, cue, content) or _act_of_word(tree, cue, content)
    if act is not None:
        return act
    if asks:
        return "ask"
    return _act_of_content(tree, content, voice, source)


def _act_of_phrase(tree: Tree, cue: Cue, content: Sequence[Run]) -> Act | None:
    lemmas = list(cue.lemmas)
    if content and content[0].start > cue.head:
        end = min(content[0].start + 6, content[0].end)
        opening = [lemma(tree.word(i), KNOWN) for i in range(content[0].start, end)]
    else:
        opening = []
    for word in dict.fromkeys(lemmas):
        for phrase in _PHRASES_BY_WORD.get(word, ()):
            if cue.lemma not in phrase and phrase[0] not in ("not", "no", "be", "would"):
                continue
            if _holds(lemmas, phrase):
                return PHRASES[phrase]
            if PHRASES[phrase] == "decline_to_comment" and _holds(lemmas + opening, phrase):
                return "decline_to_comment"
    return None


def _holds(words: list[str], phrase: tuple[str, ...]) -> bool:
    rest = iter(words)
    return all(word in rest for word in phrase)


def _act_of_word(tree: Tree, cue: Cue, content: Sequence[Run]) -> Act | None:
    """The act that the cue's own words name, or None where they only say that something is said."""
    tag = tree.analysis.upos[cue.head]
    form = cue.lemma
    infinitive = _opens_infinitive(tree, cue, content)
    if form in ("decline", "refuse"):
        top = tree.head_of(content)
        answers = top is not None and lemma(tree.word(top), KNOWN | _ANSWERING) in _ANSWERING
        return "decline_to_comment" if answers or not content else "oppose"
    if form in ("ask", "tell", "say", "warn", "challenge", "want", "like", "prefer") and infinitive == "other":
        return "demand"
    if form == "tell" and infinitive is not None:
        return "demand"
    if form in _CARRIERS:
        for i in tree.children(cue.head, "obj", "obl", "xcomp"):
            noun = NOUNS.get(lemma(tree.word(i), KNOWN))
            if noun is not None and tree.analysis.upos[i] == "NOUN":
                return noun
    if tag == "ADJ" and form in ADJECTIVES:
        return ADJECTIVES[form]
    if tag in ("NOUN", "PROPN") and form in NOUNS:
        return NOUNS[form]
    if form in VERBS and tag in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return VERBS[form]
    if form in SAYING:
        return None
    if form in ("for", "behind"):
        return "support"
    if form == "against":
        return "oppose"
    for other in cue.lemmas:
        found = VERBS.get(other) or NOUNS.get(other) or ADJECTIVES.get(other)
        if found is not None:
            return found
    return None


def _opens_infinitive(tree: Tree, cue: Cue, content: Sequence[Run]) -> Literal["own", "other"] | None:
    """Whose deed an infinitive behind the cue is: "asked to speak" *own*, "asked Congress to act" *other*; None: no infinitive."""
    for i in tree.children(cue.head, "xcomp", "ccomp", "advcl"):
        if i > cue.head and any(tree.word(j) == "to" and j > cue.head for j in tree.children(i, "mark", "aux")):
            between = [j for j in tree.children(cue.head, "obj", "iobj", "obl") if cue.head < j < i]
            return "other" if between or tree.children(i, "nsubj") else "own"
    if content and content[0].start > cue.head and tree.word(content[0].start) == "to":
        return "other"
    return None


def _is_question(tree: Tree, content: Sequence[Run]) -> bool:
    """Whether the content's first sentence and its last end with a question mark."""
    if not content:
        return False
    first, last = tree.sentence_of(content[0].start), tree.sentence_of(content[-1].end - 1)
    ends = (min(content[0].end, first.end), min(content[-1].end, last.end))
    return all(
        any(tree.word(i) == "?" for i in range(max(0, end - 3), min(end + 1, len(tree.sentence)))) for end in ends
    )


def _act_of_content(tree: Tree, content: Sequence[Run], voice: Voice, source: int | None) -> Act:
    found: list[Act] = [_act_of_clause(tree, top, voice, source) for top in _tops(tree, content)]
    telling = [act for act in found if act != "assert"]
    # A long quotation is what most of it is; one "will" in five sentences does not make it a forecast.
    if telling and (found[0] != "assert" or 2 * len(telling) >= len(found)):
        return telling[0]
    return "assert"


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


def _act_of_clause(tree: Tree, top: int, voice: Voice, source: int | None) -> Act:
    subject = next(iter(tree.children(top, "nsubj")), None)
    own = _is_own(tree, subject, voice, source)
    auxiliaries = {tree.word(i) for i in tree.children(top, "aux")}
    negated = any(tree.word(i) in _NEGATIONS for i in tree.children(top, "advmod"))
    form = lemma(tree.word(top), KNOWN)
    we = subject is not None and tree.word(subject) == "we"
    perfect = bool(auxiliaries & {"have", "'ve", "had", "has"})
    complement = next((i for i in tree.children(top, "xcomp") if i > top), None)
    if _is_imperative(tree, top, subject, auxiliaries, voice):
        return "demand"
    if auxiliaries & _SENTIENT_MODALS and not perfect:
        return "assert" if own and not we else "demand"
    if (
        form in ("have", "need", "ought")
        and complement is not None
        and not negated
        and not perfect
        and not tree.children(top, "obj")
    ):
        return "assert" if own and not we else "demand"
    going = complement if form == "go" and tree.word(top) in ("going", "gonna") else None
    reported = voice == "reported" and "would" in auxiliaries and not perfect
    if going is not None or auxiliaries & _FUTURE or reported:
        deed = lemma(tree.word(top if going is None else going), KNOWN | _NOT_DEEDS)
        passive = bool(tree.children(top, "cop")) or any(tree.analysis.deprels[i] == "aux:pass" for i in tree.kids[top])
        if not own:
            return "predict"
        if deed in VERBS and VERBS[deed] in ("support", "oppose", "deny") and not negated:
            return VERBS[deed]
        return "predict" if deed in _NOT_DEEDS or passive else "commit"
    if auxiliaries & _MAYBE and not perfect and not own and voice == "reported":
        return "predict"
    if _denies(tree, top, own, negated, perfect):
        return "deny"
    if (
        own
        and not negated
        and not perfect
        and form in VERBS
        and VERBS[form] not in _NOT_OWN
        and not auxiliaries & _MAYBE
    ):
        if form == "want" and any(top < j < (complement or top) for j in tree.children(top, "obj", "iobj")):
            return "demand"
        return VERBS[form]
    return "assert"


def _is_own(tree: Tree, subject: int | None, voice: Voice, source: int | None) -> bool:
    if subject is None:
        return False
    word = tree.word(subject)
    if voice == "quoted":
        return word in _OWN_PRONOUNS
    return word in _REPORTED_PRONOUNS or (source is not None and word == tree.word(source))


def _is_imperative(tree: Tree, top: int, subject: int | None, auxiliaries: set[str], voice: Voice) -> bool:
    if (
        tree.analysis.upos[top] != "VERB"
        or subject is not None
        or tree.relations[top] not in ("root", "ccomp", "parataxis", "conj")
    ):
        return False
    word = tree.word(top)
    if word == "let":
        return any(
            tree.word(j) in ("us", "'s", "them", "him", "her", "it")
            for j in range(top + 1, min(top + 2, len(tree.sentence)))
        )
    if (
        auxiliaries - {"do"}
        or VERBS.get(word) in ("believe", "oppose", "support")
        or word in ("look", "remember")
        or tree.children(top, "mark", "cop")
    ):
        return False
    if not ("do" in auxiliaries or word == lemma(word, KNOWN)) or word.endswith(("ing", "ed")):
        return False
    first = next(iter(tree.below(top, skip=frozenset({"punct", "advmod", "discourse", "aux", "vocative", "cc"}))), top)
    return first == top and (voice == "quoted" or tree.relations[top] == "root")


def _denies(tree: Tree, top: int, own: bool, negated: bool, perfect: bool) -> bool:
    form = tree.word(top)
    if not negated and form in _UNTRUE and bool(tree.children(top, "cop")):
        return True
    if negated and form in ("true", "accurate", "guilty", "correct"):
        return True
    past = any(tree.word(i) in ("did", "had", "have", "was", "were", "has") for i in tree.children(top, "aux", "cop"))
    never = any(tree.word(i) == "never" for i in tree.children(top, "advmod"))
    deed = lemma(form, KNOWN | _NOT_DEEDS)
    mental = VERBS.get(deed) in ("believe", "intend", "predict") or deed in ("want", "remember", "expect")
    deeds = tree.analysis.upos[top] == "VERB"
    return deeds and own and negated and (past or never or perfect) and not mental
