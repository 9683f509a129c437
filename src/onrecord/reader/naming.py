"""Names put together: which of an article's names are of one person, one body, one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from onrecord.reader.analysis import Run
from onrecord.reader.names import Found, is_particle, is_suffix
from onrecord.reader.people_words import SHORT_FOR, Gender, gender_of_given, gender_of_noun
from onrecord.reader.prose import Prose
from onrecord.reader.titles import (
    Role,
    apposition_after,
    apposition_before,
    honorific_before,
    party_after,
    title_before,
)
from onrecord.terms import EntityType, Form

_TYPES: dict[str, EntityType] = {
    "Person": "person",
    "Organization": "organization",
    "Location": "place",
    "Facility": "place",
    "NORP": "group",
}
_NAMESAKES = 40
"""Persons of one surname among whom a bare surname is looked up: bounds the work in long lists of names."""
_WORKS = frozenset("book film movie novel song album show documentary series play memoir podcast musical opera".split())
_SMALL = frozenset("and of the for in on at to a & de la".split())


class Noted(NamedTuple):
    """One mention of a draft: the words, the form, and the word that stands for it in the parse."""

    run: Run
    form: Form
    head: int


@dataclass(slots=True, eq=False)
class Draft:
    """An entity in the making; it grows as mentions are resolved to it. ``forms``: how often each name stands in the text."""

    type: EntityType
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[Noted] = field(default_factory=list)
    by_text: dict[str, Role] = field(default_factory=dict)
    gender: Gender | None = None
    party: str | None = None
    plural: bool = False
    full: int = 0

    @property
    def roles(self) -> Collection[Role]:
        """The roles, each text once, in the order they were found."""
        return self.by_text.values()

    def take(self, role: Role) -> None:
        """Note a role. Each text counts once: an article calls the same person "President" a thousand times."""
        self.by_text.setdefault(role.text.lower(), role)

    @property
    def name(self) -> str:
        """The fullest form: most words, then most letters, then the first."""
        return max(self.forms, key=lambda form: (len(form.split()), len(form))) if self.forms else ""


@dataclass(frozen=True, slots=True)
class Cast:
    """The drafts of all names. ``owner[i]``: the draft whose name or title word ``i`` is, titles included; ``named``: words of
    the names alone."""

    drafts: list[Draft]
    owner: dict[int, Draft]
    named: frozenset[int]


def cast(prose: Prose, found: list[Found]) -> Cast:
    """Put the names together. Near-linear in their number."""
    owner: dict[int, Draft] = {}
    drafts = _persons(prose, [name.run for name in found if name.type == "Person"], owner)
    drafts += _others(prose, [name for name in found if name.type != "Person"], owner)
    return Cast(drafts, owner, frozenset(i for name in found for i in range(name.run.start, name.run.end)))


class _Seen(NamedTuple):
    run: Run
    core: tuple[str, ...]
    suffix: str
    gender: Gender | None
    roles: tuple[Role, ...]
    whole: Run


def _persons(prose: Prose, runs: list[Run], owner: dict[int, Draft]) -> list[Draft]:
    seen = [_look(prose, run) for run in runs]
    drafts: list[Draft] = []
    full: dict[tuple[str, str, str], Draft] = {}
    by_last: dict[str, list[Draft]] = defaultdict(list)
    by_first: dict[str, list[Draft]] = defaultdict(list)
    tails = {one.core[i:]: one.core for one in seen for i in range(1, len(one.core) - 1)}
    keys = [_full_key(one, tails) for one in seen]
    for one, key in zip(seen, keys, strict=True):
        if key is None:
            continue
        draft = full.get(key)
        if draft is None:
            draft = full[key] = Draft("person", gender=_gender(one))
            drafts.append(draft)
            by_last[one.core[-1]].append(draft)
            for first in {one.core[0], _given(one.core[0])}:
                by_first[first].append(draft)
        draft.full += 1
    for one, key in zip(seen, keys, strict=True):
        if key is not None:
            draft = full[key]
        else:
            gender = _gender(one)
            last = one.core[-1]
            known = _choose(by_last[last], gender, one) or _choose(by_first[last], gender, one)
            if known is None:
                known = Draft("person", gender=gender)
                drafts.append(known)
                by_last[last].append(known)
            draft = known
        draft.gender = draft.gender or _gender(one)
        for role in one.roles:
            draft.take(role)
        draft.party = (
            draft.party or party_after(prose, one.run.end) or next((r.party for r in one.roles if r.party), None)
        )
        words = prose.analysis.words
        draft.forms[" ".join(words.text[words.span(one.run).start : words.span(one.run).end].split())] += 1
        whole = [one.run, one.whole, *(role.run for role in one.roles)]
        for run in reversed(whole):
            for i in range(run.start, run.end):
                if run == one.run or i not in owner:
                    owner[i] = draft
        draft.mentions.append(Noted(one.run, "name", _syntactic_head(prose, one.run)))
    return drafts


def _look(prose: Prose, run: Run) -> _Seen:
    core = [prose.low[i].strip(".'’") for i in range(run.start, run.end)]
    suffix = ""
    while len(core) > 1 and (is_suffix(core[-1]) or not core[-1][:1].isalnum()):
        last = core.pop()
        suffix = last if is_suffix(last) else suffix
    core = [core[0], *(word for word in core[1:] if len(word) > 1)]
    honorific = honorific_before(prose, run.start)
    start = honorific.start if honorific else run.start
    found = (title_before(prose, start), apposition_after(prose, run.end), apposition_before(prose, start))
    roles = tuple(role for role in found if role is not None)
    gender = gender_of_noun(prose.low[honorific.start]) if honorific else None
    gender = gender or next((role.gender for role in roles if role.gender), None)
    # "Sr." tells nobody apart: the father is named without it as well.
    suffix = "" if suffix == "sr" else suffix
    return _Seen(run, tuple(core), suffix, gender, roles, Run(start, run.end))


def _full_key(one: _Seen, tails: dict[tuple[str, ...], tuple[str, ...]]) -> tuple[str, str, str] | None:
    """What two full names of one person share; None for a surname or given name alone. ``tails``: for the end of each long
    name the whole: "Mora Vale" is no other than "Luis Mora Vale"."""
    core = tails.get(one.core, one.core)
    if len(core) == 1 or is_particle(core[0]):
        return None
    return _given(core[0]), core[-1], one.suffix


def _given(name: str) -> str:
    return SHORT_FOR.get(name, name)


def _gender(one: _Seen) -> Gender | None:
    return one.gender or (gender_of_given(one.core[0]) if not is_particle(one.core[0]) else None)


def _choose(drafts: list[Draft], gender: Gender | None, one: _Seen) -> Draft | None:
    """Of the persons with this surname, or given name, the one the article names most often; an honorific's gender
    must fit, and a former president is told from a sitting one. A bare surname means nobody who is yet to be introduced."""
    told = one.gender
    fit = [d for d in drafts[:_NAMESAKES] if told is None or d.gender is None or d.gender == told]
    former = {role.former for role in one.roles}
    fit = [d for d in fit if not former or not d.roles or {role.former for role in d.roles} & former] or fit
    fit = [d for d in fit if d.mentions] or fit
    return max(fit, key=lambda d: d.full + len(d.mentions), default=None)


def _syntactic_head(prose: Prose, run: Run) -> int:
    """The word that carries the name's role in its clause: past a title that the parse makes its head."""
    at = prose.head_of(run)
    for _ in range(4):
        above = prose.analysis.heads[at]
        if prose.relation(at) not in ("flat", "compound") or not run.start - 8 <= above < run.start:
            break
        at = above
    return at


def _others(prose: Prose, found: list[Found], owner: dict[int, Draft]) -> list[Draft]:
    alias = _aliases(prose, found)
    drafts: dict[tuple[EntityType, str], Draft] = {}
    for run, tag in found:
        type_ = _type(prose, run, tag)
        if type_ is None:
            continue
        key = _key(prose, run)
        if type_ == "group":
            key = key.removesuffix("s")
        key = alias.get(key, key)
        # A name is one thing whatever the tagger calls it in one place; only a people may share its name with a place.
        slot: EntityType = "group" if type_ == "group" else "other"
        draft = drafts.get((slot, key))
        if draft is None:
            draft = drafts[slot, key] = Draft(type_, plural=type_ == "group")
        elif draft.type == "other" or (draft.type == "place" and type_ == "organization"):
            draft.type = type_
        span = prose.analysis.words.span(run)
        draft.forms[" ".join(prose.analysis.words.text[span.start : span.end].split())] += 1
        draft.mentions.append(Noted(run, "name", prose.head_of(run)))
        owner.update(dict.fromkeys(range(run.start, run.end), draft))
    return list(drafts.values())


def _type(prose: Prose, run: Run, tag: str) -> EntityType | None:
    if tag == "NORP":
        noun = any(prose.upos(i) in ("NOUN", "PROPN") for i in range(run.start, run.end))
        modifier = prose.relation(prose.head_of(run)) in ("amod", "compound", "flat")
        return (
            "group"
            if noun
            and not modifier
            and (prose.low[run.end - 1].endswith(("s", "men")) or (run.start > 0 and prose.low[run.start - 1] == "the"))
            else None
        )
    if tag in ("Product", "Misc"):
        before = prose.low[run.start - 1] if run.start else ""
        quoted = before in ("“", '"', "‘") and run.end < len(prose) and prose.low[run.end] in '”"’,'
        earlier = prose.low[run.start - 2] if run.start > 1 and quoted else before
        return "work" if earlier in _WORKS else "other"
    return _TYPES.get(tag, "other")


def _key(prose: Prose, run: Run) -> str:
    words = [prose.low[i].replace(".", "") for i in range(run.start, run.end)]
    if len(words) > 2 and words[0] in ("us", "the"):
        words = words[1:]
    return " ".join(words)


def _aliases(prose: Prose, found: list[Found]) -> dict[str, str]:
    """Short names and the one longer name each stands for: acronyms by their letters or in brackets, "the Post" by its end."""
    counts = Counter(_key(prose, run) for run, _ in found)
    bodies = Counter(_key(prose, run) for run, type_ in found if type_ == "Organization")
    long = [key for key in counts if " " in key]
    initials: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, set[str]] = defaultdict(set)
    for key in long:
        words = key.split()
        initials["".join(word[0] for word in words)].add(key)
        initials["".join(word[0] for word in words if word not in _SMALL)].add(key)
        if key in bodies:
            ends[words[-1]].add(key)
            if len(words) == 2:
                ends[words[0]].add(key)
    alias: dict[str, str] = {}
    for (run, _), (short, _) in pairwise(found):
        # "Immigration and Customs Enforcement (ICE)"
        if short.start == run.end + 1 and prose.low[run.end] == "(" and _is_acronym(prose, short):
            acronym, key = _key(prose, short), _key(prose, run)
            if " " in key and key[0] == acronym[0]:
                alias.setdefault(acronym, key)
    for run, type_ in found:
        key = _key(prose, run)
        if key in alias or " " in key:
            continue
        if _is_acronym(prose, run):
            fits = initials.get(key, set())
        elif type_ == "Organization" and not prose.analysis.words[run.start].isupper():
            fits = ends.get(key, set())
        else:
            continue
        if len(fits) == 1:
            alias[key] = next(iter(fits))
    return alias


def _is_acronym(prose: Prose, run: Run) -> bool:
    word = prose.analysis.words[run.start].replace(".", "")
    return run.end - run.start == 1 and 2 <= len(word) <= 7 and word.isupper() and word.isalpha()
