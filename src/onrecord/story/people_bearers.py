"""Those who are to be told apart: one of each entity of each article, with all that its article tells about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.reader.people_words import HONORIFICS, Gender, gender_of_given, gender_of_noun
from onrecord.story.names import Name, parse
from onrecord.story.people_joined import Row
from onrecord.story.people_roles import Standing, standing, together
from onrecord.terms import Entity, EntityType, Reading

Context = Callable[[str], frozenset[str]]
"""For an article's id, the folded names of people and bodies in it that tell one matter from another."""

_PRONOUNS: Final[dict[str, Gender]] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"
}  # fmt: skip
_ENOUGH: Final = 2
"""Pronouns of one gender, and none of the other, that tell it: a single one may be resolved wrongly."""
_ABBREVIATED: Final = 6
"""Characters before a name that hold an honorific: "Madam "."""


@dataclass(frozen=True, slots=True, eq=False)
class Bearer:
    """One entity of one article. ``forms``: its names as written and how often; none where it is never named. ``pronoun``: the
    gender its pronouns tell."""

    row: Row
    type: EntityType
    written: str
    forms: dict[str, int]
    titles: tuple[str, ...]
    standing: Standing
    pronoun: Gender | None
    mentions: int

    @property
    def name(self) -> Name:
        """The name taken apart, as a person's."""
        return parse(self.written)


def bearer(reading: Reading, entity: Entity) -> Bearer:
    """What an article tells of one of its entities."""
    forms: dict[str, int] = {}
    genders: list[Gender] = []
    honorific: Gender | None = None
    person = entity.type == "person"
    for span, text, form in ((m.span, m.text, m.form) for m in entity.mentions):
        if form == "name":
            forms[text] = forms.get(text, 0) + 1
            if person and span.start:
                honorific = honorific or _honorific(reading.article.text, span.start)
        elif person and form == "pronoun" and (gender := _PRONOUNS.get(text.lower())):
            genders.append(gender)
    pronoun = genders[0] if len(genders) >= _ENOUGH and len(set(genders)) == 1 else None
    given = gender_of_given(parse(entity.name).given) if person else None
    told = standing(entity.titles, honorific, given) if person else Standing()
    return Bearer(
        (reading.article.id, entity.id), entity.type, entity.name, forms, entity.titles,
        told, pronoun, len(entity.mentions),
    )  # fmt: skip


def _honorific(text: str, start: int) -> Gender | None:
    before = text[max(0, start - _ABBREVIATED) : start].split()
    if not before or not text[start - 1].isspace():
        return None
    last = before[-1].rstrip(".").lower()
    return gender_of_noun(last) if last in HONORIFICS else None


@dataclass(slots=True, eq=False)
class Group:
    """Bearers held to be one person so far; it grows. ``lead`` is the fullest of the ``names``; ``told_apart`` the names that others bear
    who are not this person."""

    bearers: list[Bearer] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    standing: Standing = field(default_factory=Standing)
    pronouns: set[Gender] = field(default_factory=set)
    told_apart: set[tuple[str, str]] = field(default_factory=set)

    @property
    def lead(self) -> Name:
        """The name that tells most."""
        return self.names[0]

    @property
    def row(self) -> Row:
        """A row that stands for it."""
        return self.bearers[0].row

    @property
    def written(self) -> str:
        """The fullest name as it is written."""
        return max(
            (b.written for b in self.bearers if b.name is self.lead or b.name == self.lead),
            default=self.bearers[0].written,
        )

    @property
    def gender(self) -> Gender | None:
        """The gender that an honorific, a title, the given name or, with none of these, the pronouns tell."""
        known = self.standing.gender or next((g for n in self.names if (g := gender_of_given(n.given))), None)
        return known or (next(iter(self.pronouns)) if len(self.pronouns) == 1 else None)

    def take(self, bearers: Iterable[Bearer]) -> Group:
        """Add bearers; gives itself."""
        for one in bearers:
            self.bearers.append(one)
            self.articles.add(one.row[0])
            if one.name not in self.names:
                self.names.append(one.name)
                self.names.sort(key=lambda name: name.detail)
            self.standing = together(self.standing, one.standing)
            if one.pronoun:
                self.pronouns.add(one.pronoun)
        return self


def group(bearers: Sequence[Bearer]) -> Group:
    """A group of these."""
    return Group().take(bearers)
