"""Names in an article: the tagger's, put right, and those it missed.

The tagger sees one stretch of text at a time; an article names the same few over and over. So its finds are first cut to
size (titles, clitics and marks off, clipped names made whole), then put to a vote over the article, then looked for again
in every place where it found nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from onrecord.reader.analysis import Name, Run
from onrecord.reader.people_words import HONORIFICS, gender_of_given, office
from onrecord.reader.prose import CLITICS, Prose
from onrecord.reader.titles import honorific_before, title_before

INSTITUTIONS = frozenset(
    """white house|pentagon|kremlin|downing street|capitol hill|wall street|supreme court|congress|senate|house|
    house of representatives|state department|justice department|parliament|vatican|elysee palace|élysée palace|
    homeland security|fed|federal reserve|interpol|city hall""".replace("\n    ", "").split("|")
)
"""Places and bodies that news makes speak: always organizations, whatever the tagger says."""

_PARTISANS = frozenset("democrat democrats republican republicans democratic".split())
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
_PARTICLES = frozenset("de la del della der den van von bin ibn al el da dos du le ten ter st.".split())
_JOINING = frozenset("of and for the in on & to".split())
_RANKS = frozenset("vice prime deputy acting first former press".split())
_TITLE_SCORE = 0.9
"""Least score of a name that stands only in a title in title case; below it one in three was no name."""


class Found(NamedTuple):
    """A name at ``run``, without title. ``type`` is one of the tagger's."""

    run: Run
    type: str


def find_names(prose: Prose) -> list[Found]:
    """All names of the article, in text order, none overlapping. Near-linear in the number of words."""
    body, headline = list[Found](), list[Name]()
    for name in prose.analysis.names:
        if name.type not in ("Date", "Money"):
            if _addresses(prose, name.run):
                name = replace(name, type="Person")
            if name.run.start < prose.title_end:
                headline.append(name)
            else:
                body += _tidy(prose, name)
    body = _without_overlap(_extend(prose, _join(prose, body)))
    expanded = list(_expanded(prose))
    inside = {i for run, _ in expanded for i in range(run.start, run.end)}
    body = [*expanded, *(name for name in body if not inside.intersection(range(name.run.start, name.run.end)))]
    body = _without_overlap([*body, *_addressed(prose, body)])
    types = _vote(prose, body)
    body = [Found(run, types[_surface(prose, run)]) for run, _ in body]
    body += _titled(prose, headline, types)
    return _without_overlap([*body, *_again(prose, body, types)])


def _addresses(prose: Prose, run: Run) -> bool:
    """Whether an honorific opens the run or stands right before it: then it is a person whatever the tagger says."""
    before = honorific_before(prose, run.start)
    opening = prose.low[before.start if before else run.start].rstrip(".")
    # Not "Miss": that is as often a pageant.
    return opening in HONORIFICS and opening != "miss"


def _surface(prose: Prose, run: Run) -> str:
    return " ".join(prose.low[run.start : run.end])


def _tidy(prose: Prose, name: Name) -> Iterator[Found]:
    """The tagger's run cut at "and" and commas (persons only), with edges that belong to no name taken off."""
    start = name.run.start
    for i in range(name.run.start, name.run.end + 1):
        cut = (
            i < name.run.end
            and name.type == "Person"
            and (prose.low[i] in ("and", ",", "&") or prose.low[i] in CLITICS)
        )
        if cut or i == name.run.end:
            run = _trim(prose, Run(start, i), name.type)
            if run is not None:
                yield Found(run, name.type)
            start = i + 1


def _trim(prose: Prose, run: Run, type_: str) -> Run | None:
    start, end = run
    low = prose.low
    person = type_ == "Person"
    while start < end and (
        (not low[start][0].isalnum() and low[start][0] not in "@#")
        or low[start] in ("the", "a", "an")
        or (person and end - start > 1 and (low[start].rstrip(".") in HONORIFICS or office(low[start]) is not None)
        and gender_of_given(low[start]) is None)
    ):  # fmt: skip
        start += 1
    while start < end and (not low[end - 1][0].isalnum() or low[end - 1] in CLITICS):
        end -= 1
    if not any(
        char.isupper() or char in "@#" or char.isdigit() for i in range(start, end) for char in prose.analysis.words[i]
    ):
        return None
    if person:
        while start < end and not prose.is_name_like(end - 1) and low[end - 1] not in _SUFFIXES:
            end -= 1
        # What is left of a bare title is no name.
        bare = [low[i].rstrip(".") for i in range(start, end)]
        if bare and bare[-1] not in _SUFFIXES and all(w in HONORIFICS or w in _RANKS or office(w) for w in bare):
            return None if len(bare) == 1 or bare[0] in _RANKS else Run(start, end)
    return Run(start, end) if start < end else None


def _join(prose: Prose, found: list[Found]) -> list[Found]:
    """Put together person names that the tagger split: "Ada" and "Orr"; after a given name the tags may differ."""
    joined: list[Found] = []
    for name in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.run.end == name.run.start
            and last.run.end - last.run.start == 1
            and prose.analysis.words.paragraph[last.run.start] == prose.analysis.words.paragraph[name.run.start]
            and (
                (last.type == name.type == "Person" and not _is_whole(prose, name.run))
                or ("Person" in (last.type, name.type) and gender_of_given(prose.low[last.run.start]) is not None)
            )
        ):
            joined[-1] = Found(Run(last.run.start, name.run.end), "Person")
        else:
            joined.append(name)
    return joined


def _is_whole(prose: Prose, run: Run) -> bool:
    return run.end - run.start > 1 and gender_of_given(prose.low[run.start]) is not None


def _extend(prose: Prose, found: list[Found]) -> list[Found]:
    """Make clipped names whole: by the words that the parse holds to be parts of them, persons also by generation marks behind
    and given names before."""
    taken = {i for run, _ in found for i in range(run.start, run.end)}
    whole: list[Found] = []
    for run, type_ in found:
        start, end = run
        if type_ == "Person":
            sentence = prose.bounds(start)
            while end < sentence.end and end not in taken and (
                prose.low[end] in _SUFFIXES
                or (prose.is_name_like(end) and prose.relation(end) == "flat" and prose.upos(end) == "PROPN"
                and start <= prose.analysis.heads[end] < end)
            ):  # fmt: skip
                end += 1
            while end + 1 < sentence.end and _hyphenated(prose, end) and end + 1 not in taken:
                end += 2
            before = start - 1
            while before >= sentence.start and before not in taken and prose.is_name_like(before) and (
                (gender_of_given(prose.low[before]) is not None and office(prose.low[before]) is None)
                or (len(prose.low[before].rstrip(".")) == 1 and prose.upos(before) == "PROPN")
            ):  # fmt: skip
                start, before = before, before - 1
        elif type_ in ("Organization", "Location", "Facility"):
            sentence = prose.bounds(start)
            heads = prose.analysis.heads
            head = prose.head_of(run)
            while end < sentence.end and end not in taken and _is_proper(prose, end) and (
                (end - start == 1 and heads[head] == end and prose.relation(head) in ("compound", "flat"))
                or (start <= heads[end] < end and prose.relation(end) in ("compound", "flat"))
            ):  # fmt: skip
                end += 1
            while start - 1 >= sentence.start and start - 1 not in taken and _is_proper(prose, start - 1) and (
                start <= heads[start - 1] < end and prose.relation(start - 1) in ("compound", "flat")
            ):  # fmt: skip
                start -= 1
        whole.append(Found(Run(start, end), type_))
    return whole


def _hyphenated(prose: Prose, i: int) -> bool:
    """Whether word ``i`` is a hyphen inside a double name."""
    spans = prose.analysis.words.spans
    tight = spans[i - 1].end == spans[i].start and spans[i].end == spans[i + 1].start
    return tight and prose.low[i] == "-" and prose.is_name_like(i + 1)


def _is_proper(prose: Prose, i: int) -> bool:
    plain = office(prose.low[i]) is None and prose.low[i] not in _PARTISANS and i not in prose.barred
    return plain and prose.is_name_like(i) and prose.upos(i) == "PROPN"


def _expanded(prose: Prose) -> Iterator[Found]:
    """Names spelt out before their acronym: the words whose initials "(ICE)" gives, whatever the tagger made of them."""
    words = prose.analysis.words
    for i in range(3, len(prose) - 1):
        letters = words[i].replace(".", "")
        if prose.low[i - 1] != "(" or prose.low[i + 1] != ")" or not (2 <= len(letters) <= 7 and letters.isupper()):
            continue
        at, left = i - 2, letters.lower()
        floor = max(prose.bounds(i).start, i - 2 * len(letters) - 2)
        while at >= floor and left and prose.low[at][0].isalnum():
            if prose.is_name_like(at) and prose.low[at][0] == left[-1]:
                left = left[:-1]
            elif prose.is_name_like(at) or prose.low[at] not in _JOINING:
                break
            at -= 1
        if not left:
            yield Found(Run(at + 1, i - 1), "Organization")
            yield Found(Run(i, i + 1), "Organization")


def _addressed(prose: Prose, found: list[Found]) -> Iterator[Found]:
    """Names the tagger missed that their neighbours give away: "Gov. Orr", "Ms. Orr", "Ada Orr" with a common given name."""
    taken = {i for run, _ in found for i in range(run.start, run.end)} | prose.barred
    i = prose.title_end
    while i < len(prose):
        if i in taken or not prose.is_name_like(i):
            i += 1
            continue
        end, stop = i, prose.bounds(i).end
        while end < stop and end not in taken and prose.is_name_like(end) and prose.upos(end) == "PROPN":
            end += 1
        begin = i
        while begin < end and (prose.low[begin].rstrip(".") in HONORIFICS or office(prose.low[begin]) is not None):
            begin += 1
        given = end - i == 2 and gender_of_given(prose.low[i]) is not None and not prose.low[i + 1].endswith(".")
        if begin < end and 0 < end - begin <= 3 and ((begin > i and _lone(prose, end)) or given):
            yield Found(Run(begin, end), "Person")
        i = max(end, i + 1)


def _lone(prose: Prose, end: int) -> bool:
    """Whether no noun goes on after the name: "Attorney General Orr" against "President Street Bridge"."""
    return end >= len(prose) or prose.upos(end) not in ("NOUN", "PROPN")


def _vote(prose: Prose, found: list[Found]) -> dict[str, str]:
    """For each surface its type: that of most of its mentions; the last part of a full name counts for a person."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for run, type_ in found:
        surface = _surface(prose, run)
        titled = type_ in ("Person", "Organization", "Misc") and _is_titled(prose, run.start)
        votes[surface]["Person" if titled else type_] += 2 if titled else 1
        if type_ == "Person" and run.end - run.start > 1:
            votes[prose.low[run.end - 1]]["Person"] += 2
    return {
        surface: "Organization"
        if surface in INSTITUTIONS
        else "NORP"
        if surface in _PARTISANS
        else counts.most_common(1)[0][0]
        for surface, counts in votes.items()
    }


def _is_titled(prose: Prose, start: int) -> bool:
    role = title_before(prose, start)
    return role is not None and prose.is_name_like(role.run.end - 1)


def _titled(prose: Prose, headline: Iterable[Name], types: dict[str, str]) -> Iterator[Found]:
    """Names of a title in title case: those that the text bears out, or of which the tagger is sure."""
    for name in headline:
        for found in _tidy(prose, name):
            surface = _surface(prose, found.run)
            words = surface.split()
            if surface in types:
                yield Found(found.run, types[surface])
            elif not any(word in types for word in words) and name.score >= _TITLE_SCORE and (
                len(words) == 2 or found.type != "Person"
            ):  # fmt: skip
                yield found


def _again(prose: Prose, found: list[Found], types: dict[str, str]) -> Iterator[Found]:
    """Every other place where a name of the article stands, in the same letters."""
    whole = {i for run, _ in found if run.end - run.start > 1 for i in range(run.start, run.end)} | prose.barred
    single = {run.start for run, _ in found if run.end - run.start == 1}
    known: dict[str, Found] = {}
    longest: Counter[str] = Counter()
    for name in found:
        words = prose.analysis.words.words(name.run)
        known.setdefault(" ".join(words), name)
        longest[words[0]] = max(longest[words[0]], len(words))
        if name.type == "Person" and len(words) > 1 and words[-1].lower() not in _SUFFIXES and len(words[-1]) > 2:
            known.setdefault(words[-1], Found(name.run, "Person"))
            longest[words[-1]] = max(longest[words[-1]], 1)
        elif name.type == "Organization" and len(words) > 1:
            # "The Post" for the Dunmore Post.
            for article in ("the", "The"):
                known.setdefault(f"{article} {words[-1]}", Found(name.run, name.type))
                longest[article] = 2
    common = {prose.low[i] for i in range(prose.title_end, len(prose)) if prose.analysis.words[i].islower()}
    i = 0
    while i < len(prose):
        word = prose.analysis.words[i]
        length = 0 if i in whole or not (word[0].isupper() or word == "the") else longest[word]
        if not length:
            i += 1
            continue
        # A common word with a capital at the start of a sentence, or in a title, is no sign of a name.
        weak = word.lower() in common and (i < prose.title_end or prose.starts_sentence(i)) and not word.isupper()
        for size in range(min(length, len(prose) - i), 0, -1):
            run = Run(i, i + size)
            match = known.get(" ".join(prose.analysis.words.words(run)))
            if size == 1 and (weak or i in single):
                continue
            if match is not None and (size > 1 or _alone(prose, i, match.type)):
                if prose.low[i] == "the":
                    if not _alone(prose, i + 1, match.type) or i + 1 in whole or i + 1 in single or i < prose.title_end:
                        continue
                    run = Run(i + 1, i + size)
                yield Found(run, types.get(_surface(prose, run), match.type))
                i += size - 1
                break
        i += 1


def _alone(prose: Prose, i: int, type_: str) -> bool:
    """Whether the one word is the name and no part of a longer one that is not known: "Orr" against "Orr Street"."""
    if type_ == "NORP" or i < prose.title_end:
        return True
    following = i + 1
    return following >= len(prose) or not (prose.is_name_like(following) and prose.relation(following) == "flat")


def _without_overlap(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for name in sorted(found, key=lambda name: (name.run.start, -name.run.end)):
        if not kept or name.run.start >= kept[-1].run.end:
            kept.append(name)
    return kept


def is_suffix(low: str) -> bool:
    """Whether the lower-case word is a generation mark after a name: "Jr."."""
    return low in _SUFFIXES


def is_particle(low: str) -> bool:
    """Whether the lower-case word may open a surname: "van", "de"."""
    return low in _PARTICLES
