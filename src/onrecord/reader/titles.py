"""Titles and other words that say what somebody is: before a name, beside it, or in its place."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reader.analysis import Run
from onrecord.reader.people_words import (
    HONORIFICS,
    PARTIES,
    Gender,
    compound,
    gender_of_noun,
    office,
)
from onrecord.reader.prose import CLITICS, Prose

_LONGEST = 9
"""Words in the longest title that is looked for: "former Deputy Assistant Secretary of State for Near Eastern Affairs"."""
_FORMER = frozenset("former ex onetime one-time late then deposed ousted retired then-".split())
_MARKS = frozenset("“”\"‘’'")
_NEVER_BEFORE = frozenset("today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday".split())
_COMPLEMENT = frozenset("of for at from to".split())
_DETERMINERS = frozenset("the a an his her their its our my your this that".split())


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is said to be.

    ``noun`` names the office ("governor" for "Gov."); ``about`` holds the lower-case nouns that narrow it ("state"), ``of`` those
    of them that stand after it, ``places`` the names of places and peoples that narrow it ("minnesota"). ``run``: its words
    without determiner. ``text``: those words, quotation marks left out.
    """

    noun: str
    run: Run
    text: str
    about: frozenset[str]
    of: frozenset[str]
    places: frozenset[str]
    party: str | None
    former: bool
    gender: Gender | None


def role_at(prose: Prose, head: int, *, complement: bool = True) -> Role | None:
    """The role whose noun is word ``head``, or None where that word is no noun for a person."""
    low = prose.low
    noun = office(low[head])
    if noun is None or head in prose.barred:
        return None
    start = phrase_start(prose, head)
    noun = compound(low[start:head], noun, low[head])
    end = complement_end(prose, head + 1) if complement else head + 1
    if low[head + 1 : head + 3] == ("-", "elect"):
        end = max(end, head + 3)
    return _role(prose, noun, head, Run(start, end))


def title_before(prose: Prose, start: int) -> Role | None:
    """The title that stands right before a name that starts at word ``start``: "former Minnesota Gov."."""
    floor = prose.bounds(start).start
    head = _dotted(prose, start - 1)
    if head - 2 >= floor and prose.low[head - 1] == "-" and prose.low[head] in ("elect", "designate"):
        head -= 2
    if head < floor or (noun := office(prose.low[head])) is None:
        return None
    if not prose.is_name_like(head) and prose.upos(head) not in ("NOUN", "PROPN", "ADJ"):
        return None
    begin = phrase_start(prose, head)
    # "the man Orr accused" holds no title: a common noun with an article is one only where the parse joins it to the name.
    joined = prose.analysis.heads[head] == start or prose.analysis.heads[start] == head
    article = begin > floor and prose.low[begin - 1] in ("the", "a", "an")
    if article and not joined and not prose.is_name_like(head):
        return None
    noun = compound(prose.low[begin:head], noun, prose.low[head])
    if (
        begin - 2 >= floor
        and prose.low[begin - 1] == "and"
        and office(prose.low[begin - 2]) is not None
        and not article
    ):
        begin = phrase_start(prose, begin - 2)
    return _role(prose, noun, head, Run(begin, start))


def honorific_before(prose: Prose, start: int) -> Run | None:
    """The honorific right before word ``start``, or None; its dot may be a word of its own."""
    at = _dotted(prose, start - 1)
    if at < prose.bounds(start).start or prose.low[at].rstrip(".") not in HONORIFICS:
        return None
    return Run(at, start)


def _dotted(prose: Prose, at: int) -> int:
    """The word before the dot where word ``at`` is the dot of an abbreviation that was taken for two words: "Del" and "."."""
    spans = prose.analysis.words.spans
    return at - 1 if at > 0 and prose.low[at] == "." and spans[at - 1].end == spans[at].start else at


def apposition_after(prose: Prose, end: int) -> Role | None:
    """The role that follows a name which ends at word ``end``, as an apposition ("Jacob Orr, the mayor of Dunmore,") or after
    "is" or "was" in the outlet's own voice."""
    limit = min(prose.bounds(end - 1).end, end + _LONGEST + 3)
    low = prose.low
    equated = end < limit and low[end] in ("is", "was") and not prose.quoted[end]
    if end + 1 >= limit or (not equated and low[end] not in (",", "–", "—", "(")):
        return None
    first = end + 1
    while first < limit and low[first] in _DETERMINERS | _MARKS:
        first += 1
    for head in range(first, limit):
        if not _modifies(prose, head) and low[head] not in CLITICS and low[head] not in _MARKS:
            return None
        following = low[head + 1] if head + 1 < len(prose) else "."
        if office(low[head]) is None or (head + 1 < limit and _is_noun(prose, head + 1)) or following == "-":
            continue
        role = role_at(prose, head)
        if role is None:
            return None
        after = low[role.run.end] if role.run.end < limit else "."
        # "Orr, mayor Venn and ..." is a list, not an apposition: something must close it.
        closed = equated or not after[0].isalnum() or after in ("who", "and", "told", "said")
        return role if closed and (after != "and" or low[end] == ",") else None
    return None


def apposition_before(prose: Prose, start: int) -> Role | None:
    """The role that an apposed name explains: "The mayor of Dunmore, Jacob Orr,". ``start``: where the name starts."""
    floor = max(prose.bounds(start).start, start - _LONGEST)
    if start - 2 < floor or prose.low[start - 1] != ",":
        return None
    for head in range(start - 2, floor - 1, -1):
        if prose.upos(head) in ("PUNCT", "VERB", "AUX"):
            return None
        role = role_at(prose, head)
        if role is None or role.run.end != start - 1:
            continue
        first = role.run.start
        joined = prose.relation(start) == "appos" and prose.analysis.heads[start] == head
        if joined or determiner(prose, first) or (first > floor and prose.upos(first - 1) == "DET"):
            return role
    return None


def party_after(prose: Prose, end: int) -> str | None:
    """The party in brackets or commas after a name: "(D-Mass.)", ", R-Texas,"."""
    low = prose.low[end : end + 4]
    if len(low) < 3 or low[0] not in ("(", ",") or low[1] not in ("d", "r", "i", "l") or low[2] not in ("-", "–", ")"):
        return None
    return PARTIES[low[1]]


def determiner(prose: Prose, start: int) -> str | None:
    """The determiner or possessor's mark right before a phrase that starts at word ``start``, lower case, or None."""
    at = start - 1
    while at >= prose.bounds(start).start and prose.low[at] in _MARKS and prose.upos(at) == "PUNCT":
        at -= 1
    if at < prose.bounds(start).start:
        return None
    word = prose.low[at]
    return word if word in _DETERMINERS or word in CLITICS else None


def _role(prose: Prose, noun: str, head: int, run: Run) -> Role:
    low = prose.low
    narrowing = {
        low[i].rstrip(".")
        for i in range(run.start, run.end)
        if i != head
        and _is_noun(prose, i)
        and office(low[i]) is None
        and low[i] not in PARTIES
        and i not in prose.places
    }
    places = {low[i] for i in range(run.start, run.end) if i in prose.places and i != head and low[i] not in PARTIES}
    before = low[run.start : head]
    words = [word for i in range(run.start, run.end) if (word := prose.analysis.words[i]) not in _MARKS]
    span = prose.analysis.words.span(run)
    text = prose.analysis.words.text[span.start : span.end]
    if len(words) < run.end - run.start:
        text = "".join(char for char in text if char not in '“”"')
    party = next((PARTIES[word] for word in before if word in PARTIES), PARTIES.get(noun))
    return Role(
        noun,
        run,
        " ".join(text.split()),
        frozenset(narrowing),
        frozenset(narrowing.intersection(low[head + 1 : run.end])),
        frozenset(places),
        party if len(party or "") > 1 else None,
        any(word in _FORMER for word in before) or low[head] in _FORMER,
        gender_of_noun(low[head]),
    )


def _is_noun(prose: Prose, i: int) -> bool:
    return prose.upos(i) in ("NOUN", "PROPN")


def _modifies(prose: Prose, i: int) -> bool:
    """Whether word ``i`` may stand inside a noun phrase before its head."""
    if i in prose.barred or prose.low[i] in _NEVER_BEFORE:
        return False
    tag = prose.upos(i)
    if tag in ("ADJ", "NOUN", "PROPN") or (tag == "NUM" and prose.low[i].isalpha()) or prose.low[i] in _FORMER:
        return True
    if tag == "VERB":
        return prose.relation(i) == "amod"
    spans = prose.analysis.words.spans
    return (
        prose.low[i] == "-" and 0 < i < len(spans) - 1 and spans[i - 1].end == spans[i].start == spans[i + 1].start - 1
    )


def phrase_start(prose: Prose, head: int) -> int:
    """Where the noun phrase of ``head`` starts, its determiner or possessor left out."""
    floor = max(prose.bounds(head).start, head - _LONGEST)
    at = head
    while at > floor:
        if (
            _modifies(prose, at - 1)
            or prose.low[at - 1] == "u.s."
            or (
                prose.low[at - 1] in _MARKS
                and at - 1 > floor
                and (_modifies(prose, at - 2) or prose.low[at - 2] in _DETERMINERS)
            )
        ):
            at -= 1
        else:
            break
    while at < head and (prose.low[at] in _MARKS or prose.low[at] == "-"):
        at += 1
    return at


def complement_end(prose: Prose, start: int) -> int:
    """Where the complement that starts at ``start`` ends ("of the city of Dunmore"); ``start`` itself if there is none."""
    limit = min(prose.bounds(start - 1).end, start + _LONGEST + 3)
    if start >= limit or prose.low[start] not in _COMPLEMENT:
        return start
    at, noun = start + 1, start
    while at < limit and (_modifies(prose, at) or prose.low[at] in _DETERMINERS or prose.low[at] in ("of", "and", "&")):
        if _is_noun(prose, at):
            noun = at + 1
        elif prose.low[at] == "and" and not (
            at + 1 < limit and prose.is_name_like(at + 1) and prose.is_name_like(at - 1)
        ):
            break
        at += 1
    # "the candidate at a rally" is no kind of candidate; "professor at Dunmore State" is.
    named = any(prose.is_name_like(i) for i in range(start, noun))
    return noun if named or prose.low[start] == "of" else start
