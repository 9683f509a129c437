"""Which act a statement is: read off its cue, and where the cue only says that something was said, off the content.

The definitions are those of `onrecord.terms.ACTS`; the more specific act stands before *assert*. What a speaker says of his own
mind ("I think", "I am glad") is said, so it stays *assert*; *believe* is for a mind that is reported by a cue of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from onrecord.reader.act_words import ADJECTIVES, ANSWERING, KNOWN, NOUNS, PHRASES, SAYING, VERBS
from onrecord.reader.analysis import Run
from onrecord.reader.clause_acts import Voice, act_of_content, slur
from onrecord.reader.cues import Cue
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree
from onrecord.terms import Act

_PHRASES_BY_WORD: dict[str, tuple[tuple[str, ...], ...]] = {
    word: tuple(sorted((p for p in PHRASES if word in p), key=len, reverse=True))
    for phrase in PHRASES
    for word in phrase
}
_ANSWERS = KNOWN | ANSWERING
_CARRIERS = frozenset(
    """make give offer express issue voice raise level launch file reiterate deliver lodge announce take have get put air direct aim
    renew repeat win draw receive show reaffirm field pose""".split()
)
# Verbs that may only lead to the one that counts: "went on to slam".
_LEADING = frozenset({"go", "make", "put", "use", "continue"})
_NAMING = frozenset("call describe say write term brand label dub".split())
_CLAIMS = frozenset("allegation charge claim accusation report rumor rumour suggestion story account assertion".split())
_FALSE = frozenset(
    """false untrue baseless unfounded fabricated fabrication bogus hoax lie fantasy fiction groundless invention incorrect
    inaccurate malicious nonsense rubbish""".split()
)
# What a court or an office denies by turning it down.
_SOUGHT = frozenset(
    "request motion petition appeal bail application permit bid visa parole asylum entry injunction".split()
)
_WITHHOLDING = frozenset("say disclose specify elaborate explain reveal identify name detail".split())
_OPEN = frozenset("how who whom what when where which why whether if more anything much".split())


def find_act(tree: Tree, cue: Cue | None, content: Sequence[Run], *, voice: Voice, source: int | None = None) -> Act:
    """The act of a statement with this cue and content.

    ``voice`` says whether the content is quoted (its "I" is the speaker) or reported (its "he" may be). ``source`` is the
    governing word of the source. A cue of None (a continued quotation, an item of a list) leaves the content alone to tell.
    """
    asks = _is_question(tree, content)
    if cue is None:
        return "ask" if asks else act_of_content(tree, content, voice=voice, source=source)
    act = _act_of_phrase(tree, cue, content) or _act_of_word(tree, cue, content)
    if act is not None:
        return act
    if asks:
        return "ask"
    return act_of_content(tree, content, voice=voice, source=source)


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
        answers = top is not None and lemma(tree.word(top), _ANSWERS) in ANSWERING
        return "decline_to_comment" if answers or not content else "oppose"
    if cue.negated and form in _WITHHOLDING and content and _opens_question(tree, cue, content):
        return "decline_to_comment"
    if form == "deny" and any(lemma(tree.word(i), _SOUGHT) in _SOUGHT for i in tree.children(cue.head, "obj")):
        return "decide"
    if form == "ask" and infinitive == "own" and tree.word(content[0].start) in ("to", "not"):
        return "demand"
    if form in ("ask", "tell", "say", "warn", "challenge", "want", "like", "prefer") and infinitive == "other":
        return "demand"
    if form == "tell" and infinitive is not None:
        return "demand"
    if form in _CARRIERS:
        for i in tree.children(cue.head, "obj", "obl", "xcomp"):
            noun = NOUNS.get(lemma(tree.word(i), KNOWN))
            if noun is not None and tree.analysis.upos[i] == "NOUN":
                return noun
    if tag == "ADJ" and tree.word(cue.head) in ADJECTIVES:
        return ADJECTIVES[tree.word(cue.head)]
    if tag in ("NOUN", "PROPN") and form in NOUNS:
        return NOUNS[form]
    if form in ("seem", "appear"):
        return _act_beside(tree, cue) or "believe"
    if form in ("sign", "reach", "strike") and set(cue.lemmas) & {
        "agreement",
        "deal",
        "accord",
        "pact",
        "treaty",
        "truce",
    }:
        return "agree"
    if form == "question" and tag == "VERB" and not _is_clausal(tree, content):
        return "oppose"
    if form in VERBS and tag in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return VERBS[form]
    if form in SAYING and form not in _LEADING:
        return _act_of_name(tree, cue, content) if form in _NAMING else None
    if form in ("for", "behind"):
        return "support"
    if form == "against":
        return "oppose"
    return _act_beside(tree, cue)


def _act_beside(tree: Tree, cue: Cue) -> Act | None:
    """The act of a word that the cue's head only leads to: "went on to defend", "used her speech to attack"."""
    near = [*tree.children(cue.head, "nsubj", "xcomp", "obj", "advcl", "obl", "conj", "ccomp")]
    for i in (*near, *(j for one in near for j in tree.children(one, "xcomp", "obj", "nmod", "conj"))):
        form, tag = lemma(tree.word(i), KNOWN), tree.analysis.upos[i]
        if form not in cue.lemmas:
            continue
        found = VERBS.get(form) if tag == "VERB" else NOUNS.get(form) if tag == "NOUN" else ADJECTIVES.get(tree.word(i))
        if found is not None:
            return found
    return None


def _act_of_name(tree: Tree, cue: Cue, content: Sequence[Run]) -> Act | None:
    """The act of giving something a name: "called it meritless" speaks against it, "called him corrupt" accuses."""
    if cue.lemma in ("say", "write"):
        return None
    said = {i for run in content for i in range(run.start, run.end)}
    held = {lemma(tree.word(i), _CLAIMS | _FALSE) for i in said}
    if held & _CLAIMS and held & _FALSE:
        return "deny"
    named = [i for i in tree.children(cue.head, "xcomp", "obl", "ccomp", "obj") if i in said]
    if cue.head in {tree.analysis.heads[i] for i in said} or not named:
        named += [i for i in said if tree.analysis.heads[i] == cue.head or tree.analysis.heads[i] not in said]
    for i in (*named, *(j for one in named for j in tree.children(one, "conj"))):
        act = slur(tree.word(i))
        if act is not None:
            return act
    return None


def _opens_infinitive(tree: Tree, cue: Cue, content: Sequence[Run]) -> Literal["own", "other"] | None:
    """Whose deed an infinitive behind the cue is: "asked to speak" *own*, "asked Congress to act" *other*; None: no infinitive."""
    if content and content[0].start > cue.head and tree.word(content[0].start) in _OPEN:
        return None  # "asked whether", whatever the parser makes of it
    for i in tree.children(cue.head, "xcomp", "ccomp", "advcl"):
        if i > cue.head and any(tree.word(j) == "to" and j > cue.head for j in tree.children(i, "mark", "aux")):
            between = [j for j in tree.children(cue.head, "obj", "iobj", "obl") if cue.head < j < i]
            return "other" if between or tree.children(i, "nsubj") else "own"
    if content and content[0].start > cue.head and tree.word(content[0].start) == "to":
        return "other"
    return None


def _opens_question(tree: Tree, cue: Cue, content: Sequence[Run]) -> bool:
    """Whether the content, behind the cue, is what was left open: "did not say who", "did not disclose the price"."""
    first = content[0].start
    return first > cue.head and (tree.word(first) in _OPEN or cue.lemma not in ("say", "explain"))


def _is_clausal(tree: Tree, content: Sequence[Run]) -> bool:
    """Whether what is questioned is put as a question: "questioned whether", "questioned why"."""
    opening = [tree.word(i) for run in content[:1] for i in range(run.start, min(run.start + 2, run.end))]
    return bool(set(opening) & {"whether", "if", "why", "how", "who", "what", "when", "where", "which", '"', "“"})


def _is_question(tree: Tree, content: Sequence[Run]) -> bool:
    """Whether the content's first sentence and its last end with a question mark."""
    if not content:
        return False
    first, last = tree.sentence_of(content[0].start), tree.sentence_of(content[-1].end - 1)
    ends = (min(content[0].end, first.end), min(content[-1].end, last.end))
    return all(
        any(tree.word(i) == "?" for i in range(max(0, end - 3), min(end + 1, len(tree.sentence)))) for end in ends
    )
