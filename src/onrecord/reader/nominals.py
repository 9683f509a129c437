"""Persons meant by what they are: "the president", "the Democratic governor", "the Republican nominee"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from onrecord.reader.analysis import Run
from onrecord.reader.naming import Cast, Draft, Noted
from onrecord.reader.people_words import PARTIES, office
from onrecord.reader.prose import Prose
from onrecord.reader.titles import Role, determiner, role_at

_KINDS = {
    "lawmaker": ("senator", "representative", "assemblyman", "delegate", "legislator"),
    "legislator": ("senator", "representative", "assemblyman", "delegate", "lawmaker"),
    "congressperson": ("representative",),
    "chief executive": ("chief executive", "ceo"),
    "leader": ("speaker", "prime minister", "chairman"),
    "officer": ("policeman", "detective", "deputy"),
    "spokesperson": ("press secretary",),
    "policeman": ("officer",),
    "author": ("writer", "novelist"),
    "adviser": ("advisor", "aide"),
    "advisor": ("adviser", "aide"),
}
"""Nouns that a person with another office may be called by."""

_LOOSE = frozenset(
    """candidate billionaire millionaire mogul tycoon magnate businessman developer democrat republican politician
    lawmaker incumbent challenger lady independent conservative libertarian""".split()
)
"""Nouns by which news varies a name it has just used, without having called the person that before."""

_LEADS = 12
"""Persons most often named, among whom a loose noun must find no second bearer."""

_BACK = 40
"""Earlier mentions of an office that are looked at: bounds the work in long texts."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """A definite phrase for one person: ``run`` with its determiner."""

    run: Run
    head: int
    role: Role


def find_nominals(prose: Prose, named: Cast) -> list[Nominal]:
    """The definite singular phrases with a noun for a person that belong to no name, in text order."""
    found: list[Nominal] = []
    for head in range(len(prose)):
        if office(prose.low[head]) is None or head in named.owner or prose.upos(head) not in ("NOUN", "PROPN", "ADJ"):
            continue
        nominal = nominal_at(prose, head)
        if nominal is not None:
            found.append(nominal)
    return found


def nominal_at(prose: Prose, head: int) -> Nominal | None:
    """The definite phrase whose noun is word ``head``, or None."""
    role = role_at(prose, head)
    if role is None:
        return None
    before = determiner(prose, role.run.start)
    # Headlines leave the article out: "mayor says bridge will stay shut".
    bare = before is None and head < prose.heading_end
    if before not in ("the", "this", "that") and not bare:
        return None
    after = head + 1
    if after < prose.bounds(head).end:
        modifies = prose.relation(head) in ("compound", "amod") and prose.analysis.heads[head] > head
        if modifies or (prose.low[head] in PARTIES and prose.upos(after) in ("NOUN", "PROPN", "ADJ")):
            return None
    end = max(after, role.run.end) if "elect" in prose.low[after : after + 2] else after
    start = role.run.start
    while not bare and prose.low[start] not in ("the", "this", "that"):
        start -= 1
    return Nominal(Run(start, end), head, role)


def resolve_nominals(prose: Prose, named: Cast, nominals: list[Nominal]) -> dict[int, Draft]:
    """For the heads of those nominals whose person can be told, the person. Adds the mentions and the roles to the drafts."""
    persons = [draft for draft in named.drafts if draft.type == "person"]
    offices: dict[str, list[tuple[int, Draft]]] = defaultdict(list)
    starts: dict[int, list[int]] = {}
    trail: list[tuple[int, Draft]] = []
    for draft in persons:
        starts[id(draft)] = [noted.run.start for noted in draft.mentions]
        trail += [(noted.run.start, draft) for noted in draft.mentions]
        for role in draft.roles:
            offices[role.noun].append((role.run.start, draft))
    for titled in offices.values():
        titled.sort(key=lambda item: item[0])
    trail.sort(key=lambda item: item[0])
    where = [start for start, _ in trail]
    leads = sorted(persons, key=lambda draft: -len(draft.mentions))[:_LEADS]
    resolved: dict[int, Draft] = {}
    for nominal in nominals:
        at = nominal.run.start
        person = _by_office(nominal, offices, starts)
        if person is None and nominal.role.noun.split()[-1] in _LOOSE:
            near = trail[max(0, (here := bisect_left(where, at)) - _BACK) : here]
            person = _by_nearness(prose, nominal, near, leads)
        if person is None:
            continue
        resolved[nominal.head] = person
        person.mentions.append(Noted(nominal.run, "nominal", nominal.head))
        if nominal.role.run.end - nominal.role.run.start > 1:
            person.take(nominal.role)
        person.gender = person.gender or nominal.role.gender
        person.party = person.party or nominal.role.party
    return resolved


def _by_office(
    nominal: Nominal, offices: dict[str, list[tuple[int, Draft]]], starts: dict[int, list[int]]
) -> Draft | None:
    at, wanted = nominal.run.start, nominal.role
    best: tuple[tuple[bool, bool, bool, int], Draft] | None = None
    for noun in (wanted.noun, *_KINDS.get(wanted.noun, ())):
        titled = offices.get(noun, [])
        here = bisect_left(titled, at, key=lambda item: item[0])
        for draft in dict.fromkeys(draft for _, draft in titled[max(0, here - _BACK) : here + 1]):
            roles = [role for role in draft.roles if role.noun == noun and _fits(wanted, role)]
            if not roles or (wanted.gender and draft.gender and wanted.gender != draft.gender):
                continue
            if wanted.party and draft.party and wanted.party != draft.party:
                continue
            before = bisect_left(starts[id(draft)], at)
            recent = starts[id(draft)][before - 1] if before else -1
            sitting = wanted.former or any(not role.former for role in roles)
            own = bool(wanted.places) or any(not role.places for role in roles)
            score = (sitting, before > 0, own, recent)
            if best is None or score > best[0]:
                best = score, draft
        if best is not None:
            break
    return best[1] if best else None


def _fits(wanted: Role, role: Role) -> bool:
    if wanted.former != role.former and (wanted.former or wanted.about or wanted.places):
        return False
    if wanted.places and role.places and not wanted.places & role.places:
        return False
    if wanted.of and not wanted.of & role.about:
        return False
    return not (wanted.about and role.about) or bool(wanted.about & role.about)


def _by_nearness(prose: Prose, nominal: Nominal, near: list[tuple[int, Draft]], leads: list[Draft]) -> Draft | None:
    """The one person of this and the two sentences before whom the phrase can mean, if there is just one, and if no one whom
    the article names about as often could be meant as well."""
    sentence = prose.sentence[nominal.head]
    wanted = nominal.role
    fit: dict[int, Draft] = {}
    for at, draft in near:
        apart = sentence - prose.sentence[at]
        if apart > 2 or not draft.mentions:
            continue
        if wanted.gender and draft.gender and wanted.gender != draft.gender:
            continue
        if wanted.party and draft.party and wanted.party != draft.party:
            continue
        fit[id(draft)] = draft
    if wanted.party and any(draft.party == wanted.party for draft in fit.values()):
        fit = {key: draft for key, draft in fit.items() if draft.party == wanted.party}
    if len(fit) != 1:
        return None
    person = next(iter(fit.values()))
    if wanted.party and person.party == wanted.party:
        return person
    rivals = [d for d in leads if d is not person and 2 * len(d.mentions) >= len(person.mentions)]
    rivals = [d for d in rivals if not (wanted.gender and d.gender and wanted.gender != d.gender)]
    return None if any(d.party is None or d.party == wanted.party for d in rivals) else person
