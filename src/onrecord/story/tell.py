"""A story told: its articles read together, and all that follows from that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from onrecord.reader.redate import redated
from onrecord.story.case import Case
from onrecord.story.claims import claims
from onrecord.story.deeds import deeds, happenings
from onrecord.story.demands import demands
from onrecord.story.figures import figures
from onrecord.story.people import identify
from onrecord.story.positions import positions
from onrecord.story.source import Source
from onrecord.story.stories import SHORT, days_inferred, first, lead_of, members_of, stories, voices_of
from onrecord.story.timeline import timeline
from onrecord.story.titles import clearest
from onrecord.story.wording import wording
from onrecord.terms import Kept, Pointer, Story, StoryArticle, StoryPerson

if TYPE_CHECKING:
    from onrecord.record import View  # which loads the database: not before there is one

_LISTED: Final = ("person", "organization", "group")


def story_of(view: View, name: str) -> Story:
    """The story of this id, or that the article of this id belongs to. Ids may be cut short.

    Raises `onrecord.errors.UnknownRow` where no article of the record has such an id.
    """
    return tell(view, members_of(view, view.article(name).id))


def all_stories(view: View) -> Iterator[Story]:
    """Every story of the record in full, each told when it is asked for; those with the latest news first."""
    for one in stories(view):
        yield tell(view, one.articles)


def tell(view: View, ids: Sequence[str]) -> Story:
    """What the articles ``ids`` hold together, whatever the order in which they were added."""
    kept = sorted(view.articles(ids), key=first)
    case = case_of(view, kept)
    asked, answered = demands(case)
    done = deeds(case)
    happened = happenings(done)
    days = sorted(source.day for source in case.sources if source.day)
    titles = [source.kept.title for source in case.current if source.kept.title and not source.reprint_of]
    return Story(
        id=kept[0].id[:SHORT],
        title=clearest(titles, lead=lead_of(case.by_id[kept[0].id].reading)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        articles=tuple(_article(source) for source in case.sources),
        people=_people(case),
        timeline=timeline(case, happened),
        claims=claims(case),
        demands=asked,
        positions=positions(case, done, answered),
        figures=figures(case),
        wording=wording(case, happened),
    )


def case_of(view: View, kept: Sequence[Kept]) -> Case:
    """The articles laid out to be compared: those that tell no day given the one that the story forces, people identified."""
    ids = [one.id for one in kept]
    readings = view.readings(ids)
    readings |= {one: redated(readings[one], day) for one, day in days_inferred(readings).items()}
    names = sorted({entity.name for reading in readings.values() for entity in reading.entities})
    people = identify(
        [readings[one] for one in sorted(ids)],
        verdicts=view.verdicts(),
        aliases=view.aliases(*names),
    )
    voices = voices_of(kept, view.links(ids))
    later = {one.id: one.revised_by for one in kept if one.revised_by in voices and one.revised_by}
    sources = [
        Source(
            one,
            readings[one.id],
            voices[_last(one.id, later)],
            voices[one.id] if voices[one.id] != one.id else None,
            later.get(one.id),
            people,
        )
        for one in kept
    ]
    return Case(tuple(sorted(sources, key=lambda source: (source.day or "9999", source.id))), people)


def _last(article: str, later: Mapping[str, str]) -> str:
    """The last version of an article."""
    while article in later:
        article = later[article]
    return article


def _article(source: Source) -> StoryArticle:
    article = source.reading.article
    return StoryArticle(
        id=source.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        byline=article.byline,
        reprint_of=source.reprint_of,
        revised_by=source.later,
    )


def _people(case: Case) -> tuple[StoryPerson, ...]:
    """Everybody named in the story, and everybody who says something; those who say most first. Reprints are not counted."""
    said: Counter[str] = Counter()
    heard: set[str] = set()
    named: set[str] = set()
    found: dict[str, StoryPerson] = {}
    pointers: dict[str, list[Pointer]] = {}
    for source in case.current:
        for entity in source.reading.entities:
            party = source.entity(entity.id)
            if entity.type not in _LISTED:
                continue
            pointers.setdefault(party.key, []).append(
                Pointer(source.id, None, None, tuple(m.span for m in entity.mentions[:1]))
            )
            identity = case.people.persons.get(party.key)
            titles = identity.titles if identity else entity.titles
            aliases = identity.aliases if identity else ()
            if party.named:
                named.add(party.key)
            found.setdefault(party.key, StoryPerson(party.name, entity.type, titles, aliases, 0))
        if source.reprint_of:
            continue
        for statement in source.reading.statements:
            key = source.speaker(statement).key
            said[key] += 1
            if statement.within is None:
                heard.add(key)
    listed: dict[tuple[str, str], StoryPerson] = {}
    for key, one in found.items():
        if said[key] or key in named:
            one = replace(one, statements=said[key], heard=key in heard, pointers=tuple(pointers[key]))
            # Descriptions ("police") are nobody in particular, and listed once.
            at = (key, "") if key in named else (one.name.casefold(), one.type)
            same = listed.get(at)
            listed[at] = one if same is None else _with(same, one)
    return tuple(
        sorted(
            (replace(one, pointers=case.sorted(one.pointers)) for one in listed.values()),
            key=lambda one: (-one.statements, -len(one.pointers), one.name, one.type),
        )
    )


def _with(one: StoryPerson, other: StoryPerson) -> StoryPerson:
    return replace(
        one,
        statements=one.statements + other.statements,
        heard=one.heard or other.heard,
        pointers=one.pointers + other.pointers,
    )
