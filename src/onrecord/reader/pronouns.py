"""Whom "he", "she", "him", "her" and "his" mean: a ranking of the persons named before, by a few weighted signs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import NamedTuple

from onrecord.reader.naming import Draft
from onrecord.reader.people_words import Gender
from onrecord.reader.prose import Prose

GENDERED: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
"""The pronouns that this module resolves, and the gender they tell."""

_REFLEXIVE = frozenset(("himself", "herself"))
_WINDOW = 30
"""Mentions looked back at; bounds the work in a text without sentence ends."""
_REACH = 5
"""Sentences looked back over: in GUM's news 98% of antecedents lie within."""


class Weights(NamedTuple):
    """What each sign adds to a candidate's score.

    From a coordinate search for the most right less wrong pronouns on GUM train (news, interviews, speeches, biographies; see
    `benchmarks/people.py`) and 300 cases of GAP's development set. ``topic``, ``title`` and ``ahead`` were set by hand.
    """

    sentence: float = -1.05
    """For each sentence between candidate and pronoun."""
    later: float = -0.1
    """For each other person mentioned between the two."""
    subject: float = 0.5
    topic: float = 0.15
    """The candidate is the source of an attribution."""
    object: float = -0.05
    owner: float = -0.5
    """The candidate is a possessor or inside another phrase."""
    parallel: float = 0.6
    known: float = 0.65
    """The candidate's gender is known, and is the pronoun's."""
    pronoun: float = 0.45
    """The candidate was last meant by a pronoun."""
    other_voice: float = -0.8
    """One of the two stands inside quotation marks, the other outside."""
    often: float = 0.15
    """For each mention of the candidate so far, up to eight."""
    reporter: float = 1.35
    """The pronoun stands in what the candidate is reported to say: "Orr said she ..."."""
    ahead: float = -2.5
    """The candidate follows the pronoun."""
    fronted: float = 0.0
    """It follows as the sentence's main subject: "In his speech, Orr ..."."""
    title: float = -1.0
    """The candidate stands in the title only."""


WEIGHTS = Weights()
MARGIN = 0.2
"""Least lead of the best candidate over the second; below it the pronoun stays unresolved."""


class Seen(NamedTuple):
    """A mention of a person as the ranking sees it: ``at`` the word that stands for it, ``end`` where it ends."""

    start: int
    at: int
    draft: Draft
    pronoun: bool


class Context(NamedTuple):
    """What is known when a pronoun is resolved: persons seen outside quotation marks and inside, both in text order; words of
    sources; for each word the speaker whose reported words it is among; for a source those it cannot mean."""

    outside: list[Seen]
    inside: list[Seen]
    sources: frozenset[int]
    speakers: dict[int, Draft]
    others: Mapping[int, Collection[Draft]] = {}


def resolve_pronoun(
    prose: Prose, i: int, context: Context, *, weights: Weights = WEIGHTS, margin: float = MARGIN
) -> Draft | None:
    """The person that the pronoun at word ``i`` means, or None where no one fits or two fit alike."""
    wanted = GENDERED[prose.low[i]]
    scores: dict[int, float] = {}
    drafts: dict[int, Draft] = {}
    between: set[int] = set()
    for seen in _candidates(prose, i, context):
        draft = seen.draft
        key = id(draft)
        if draft.gender not in (None, wanted) or draft.plural or _barred(prose, i, seen):
            continue
        if (prose.quoted[i] and context.speakers.get(i) is draft) or draft in context.others.get(i, ()):
            continue
        score = _score(prose, i, seen, context, weights) + weights.later * len(between - {key})
        between.add(key)
        if key not in scores or score > scores[key]:
            scores[key], drafts[key] = score, draft
    ranked = sorted(scores, key=lambda key: -scores[key])
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < margin):
        return None
    return drafts[ranked[0]]


def is_pronoun(prose: Prose, i: int) -> bool:
    """Whether word ``i`` is a third-person pronoun that this module resolves."""
    return prose.low[i] in GENDERED and prose.upos(i) in ("PRON", "DET")


def _candidates(prose: Prose, i: int, context: Context) -> list[Seen]:
    """The mentions before the pronoun, last first; then those after it in its sentence, first first."""
    sentence = prose.sentence[i]
    earlier: list[Seen] = []
    ahead: list[Seen] = []
    for pool in (context.outside, context.inside):
        here = bisect_left(pool, i, key=lambda seen: seen.start)
        earlier += pool[max(0, here - _WINDOW) : here]
        ahead += [seen for seen in pool[here : here + 3] if prose.sentence[seen.start] == sentence]
    reach = [seen for seen in earlier if sentence - prose.sentence[seen.start] <= _REACH]
    if not reach:
        reach = [seen for seen in earlier if sentence - prose.sentence[seen.start] <= 2 * _REACH]
    return sorted(reach, key=lambda seen: -seen.start) + sorted(ahead, key=lambda seen: seen.start)


def _score(prose: Prose, i: int, seen: Seen, context: Context, weights: Weights) -> float:
    role, own = _role(prose, seen.at), _role(prose, i)
    score = weights.sentence * max(0, prose.sentence[i] - prose.sentence[seen.start])
    score += {"subject": weights.subject, "object": weights.object}.get(role, weights.owner)
    score += weights.parallel * (role == own)
    score += weights.topic * (seen.at in context.sources)
    score += weights.known * (seen.draft.gender is not None)
    score += weights.pronoun * seen.pronoun
    score += weights.other_voice * (prose.quoted[i] != prose.quoted[seen.at])
    score += weights.often * min(8, len(seen.draft.mentions))
    score += weights.reporter * (not prose.quoted[i] and context.speakers.get(i) is seen.draft)
    if seen.start > i:
        score += weights.fronted if _opens(prose, seen.at) else weights.ahead
    score += weights.title * (seen.start < prose.title_end)
    return score


def _opens(prose: Prose, i: int) -> bool:
    """Whether word ``i`` is the subject of its sentence's main verb."""
    head = prose.analysis.heads[i]
    return prose.relation(i) == "nsubj" and head >= 0 and prose.analysis.heads[head] < 0


def _role(prose: Prose, i: int) -> str:
    at = i
    for _ in range(4):
        if prose.relation(at) not in ("conj", "appos", "flat"):
            break
        at = prose.analysis.heads[at]
    relation = prose.relation(at)
    if relation in ("nsubj", "csubj"):
        return "subject"
    return "object" if relation in ("obj", "iobj", "obl") else "other"


def _barred(prose: Prose, i: int, seen: Seen) -> bool:
    """Whether grammar forbids the pairing: two arguments of one verb, or a possessive inside the candidate's own phrase."""
    heads = prose.analysis.heads
    if prose.low[i] in _REFLEXIVE:
        return False
    at = seen.at
    if seen.start <= i <= at:
        return True
    possessive = prose.relation(i) == "nmod" or prose.low[i] == "his"
    if possessive:
        # "his lawyer, Ada Orr": whoever is named in the phrase that "his" belongs to is not its owner.
        for _ in range(4):
            if heads[i] == at:
                return True
            if prose.relation(at) not in ("appos", "flat", "compound", "nmod") or heads[at] < 0:
                return False
            if seen.start < i and prose.relation(at) == "nmod":
                return False
            at = heads[at]
        return False
    if heads[i] == heads[at] and heads[i] >= 0 and prose.relation(i) != "conj":
        return True
    return (prose.relation(at) == "conj" and heads[at] == i) or (prose.relation(i) == "conj" and heads[i] == at)
