"""Who is in an article, by all their names: the face of the rules on people, bodies and places."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reader.analysis import Analysis, Run
from onrecord.reader.coreference import Cohort, refer, resolve
from onrecord.reader.naming import Draft
from onrecord.reader.prose import view
from onrecord.terms import Entity, Form, Mention, ResolvedBy

_PLAIN = frozenset(
    """man woman boy girl person individual figure guy lady gentleman father mother husband wife son daughter brother
    sister uncle aunt nephew niece cousin child baby teenager teen adult parent native resident colleague friend
    critic rival opponent source victim suspect witness""".split()
)
"""Nouns that tell who is meant but are no title."""


@dataclass(frozen=True, slots=True)
class People:
    """The entities of one article, in order of first mention, and whom its words mean."""

    entities: tuple[Entity, ...]
    _cohort: Cohort
    _ids: dict[int, str]

    def who(self, run: Run) -> tuple[str | None, ResolvedBy]:
        """The id of the entity that the run as a whole refers to, and how: by its *name*, by a *nominal*, by a *pronoun*, or
        (None, "none"). "Orr's office" never gives Orr. Of two that "and" joins, the first."""
        hit = refer(self._cohort.prose, run, self._cohort.meant)
        if hit is None or id(hit[0]) not in self._ids:
            return None, "none"
        return self._ids[id(hit[0])], hit[1]


def find_entities(analysis: Analysis, *, title_end: int = 0, byline: tuple[str, ...] = ()) -> People:
    """Find everyone and everything the article refers to. Near-linear in its length.

    ``title_end``: code point where the title ends, 0 without one; a title in title case is read by what the text bears out.
    ``byline``: names of the authors, who are no part of the story.
    """
    cohort = resolve(view(analysis, title_end=title_end))
    authors = {_plain(name) for name in byline}
    drafts = [d for d in cohort.drafts if d.mentions and d.name and _plain(d.name) not in authors]
    drafts.sort(key=lambda draft: min((noted.run.start, -noted.run.end) for noted in draft.mentions))
    ids = {id(draft): f"e{number}" for number, draft in enumerate(drafts, 1)}
    return People(tuple(_entity(analysis, draft, ids[id(draft)]) for draft in drafts), cohort, ids)


def _plain(name: str) -> str:
    return " ".join(name.lower().removeprefix("by ").split())


def _entity(analysis: Analysis, draft: Draft, id_: str) -> Entity:
    forms: dict[Run, Form] = {}
    for noted in draft.mentions:
        forms.setdefault(noted.run, noted.form)
    mentions = []
    for run in sorted(forms):
        span = analysis.words.span(run)
        mentions.append(Mention(span, analysis.words.text[span.start : span.end], forms[run]))
    titles: dict[str, str] = {}
    for role in sorted(draft.roles, key=lambda role: role.run):
        if role.noun not in _PLAIN:
            titles.setdefault(role.text.lower(), role.text)
    return Entity(id_, draft.name, draft.type, tuple(titles.values()), tuple(mentions))
