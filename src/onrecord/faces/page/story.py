"""The page of a story: its articles, what happened, who claims and demands what, who has been heard, and how it moved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, Literal, get_args

from onrecord import Reading, Story, StoryArticle, StoryPerson
from onrecord.faces.ink import Ink, safe
from onrecord.faces.moments import day
from onrecord.faces.page.claims import claims
from onrecord.faces.page.demands import demands
from onrecord.faces.page.figures import figures
from onrecord.faces.page.positions import positions
from onrecord.faces.page.timeline import timeline
from onrecord.faces.page.told import BASES, Told, count, days
from onrecord.faces.page.wording import wording

StorySection = Literal["timeline", "claims", "demands", "positions", "figures", "wording", "people"]
"""A part of the page below its articles."""
STORY_SECTIONS: Final[tuple[StorySection, ...]] = get_args(StorySection)


def story_page(
    story: Story,
    readings: Mapping[str, Reading],
    *,
    width: int = 80,
    colour: bool = False,
    show: Collection[str] = STORY_SECTIONS,
    most: int | None = None,
) -> str:
    """``story`` set for the eye, in lines of at most ``width`` columns (40 or more), ending in a line feed.

    ``readings`` are those of its articles, by id: words are shown in place where they are at hand. ``show`` says which
    sections, always in the order of `STORY_SECTIONS`. Items name their rows by the number of the article: "2/s4".
    ``most`` bounds the items of each section, of claims those of each status; what is left out is counted.
    """
    ink, told = Ink(max(width, 40), colour), Told(story, readings, most=most)
    sections: dict[StorySection, Iterator[str]] = {
        "timeline": timeline(told, ink),
        "claims": claims(told, ink, story.claims),
        "demands": demands(told, ink, story.demands),
        "positions": positions(told, ink, story.positions),
        "figures": figures(told, ink),
        "wording": wording(told, ink),
        "people": _people(told, ink),
    }
    page = [*_head(told, ink), "", *_articles(told, ink)]
    for section, lines in sections.items():
        shown = list(lines) if section in show else []
        page += ["", *shown] if shown else []
    return "".join(f"{line}\n" for line in page)


def _head(told: Told, ink: Ink) -> Iterator[str]:
    story = told.story
    for line in ink.prose(safe(story.title)):
        yield ink.strong(line)
    outlets = len({article.outlet for article in story.articles if article.outlet})
    told_by = [days(story.first, story.last), count(len(story.articles), "article")]
    told_by += [count(outlets, "outlet")] if outlets else []
    yield from ink.prose(safe(" · ".join([*told_by, f"story {story.id}"])))
    yield ""
    yield from ink.prose(summary(story), hang=2)
    if told.words_shown():
        yield from ink.legend({"source": "who says it", "cue": "the word that says so", "content": "what is said"})
        yield from ink.prose("(2/s4) is statement s4 of article 2, (2/v3) event v3.")


def summary(story: Story) -> str:
    """How much there is of what, in one line; of the claims also how many are disputed, and where nobody they are about was heard."""
    moved = sum(len(position.shifts) for position in story.positions)
    open_ = sum(not demand.responses for demand in story.demands)
    disputed = sum(claim.status == "disputed" for claim in story.claims)
    unheard = sum(claim.answered_by_subject == "not_heard" and bool(claim.about) for claim in story.claims)
    parts = [
        _counted(
            len(story.claims), "claim", (disputed, "disputed"), (unheard, "where those it is about have not been heard")
        ),
        _counted(len(story.demands), "demand", (open_, "with no response")),
        _counted(len(story.positions), "position", (moved, "shift" if moved == 1 else "shifts")),
        count(len(story.figures), "figure"),
    ]
    return (
        ", ".join(part for part in parts if not part.startswith("0 "))
        or "No claim, demand, position or figure was found."
    )


def _counted(number: int, noun: str, *of_these: tuple[int, str]) -> str:
    told = [f"{some} {what}" for some, what in of_these if some]
    return count(number, noun) + (f" ({', '.join(told)})" if told else "")


def _articles(told: Told, ink: Ink) -> Iterator[str]:
    yield ink.strong("Articles")
    for article in told.story.articles:
        number = f"{told.number[article.id]:>3}  "
        first, *rest = ink.prose(safe(article.title or "(no title)"), indent=5)
        yield number + first[5:]
        yield from rest
        by = f"by {', '.join(article.byline)}" if article.byline else None
        told_of = [article.outlet or "outlet not known", by, published(article), *marks(article, told), article.id]
        yield from ink.packed((safe(part) for part in told_of if part), indent=5, hang=2)
        if article.published and article.published.basis == "inferred" and article.published.why:
            yield from ink.prose(safe(f"date: {article.published.why}"), indent=5, hang=2)


def published(article: StoryArticle) -> str:
    """When it was published, and how that is known."""
    given = article.published
    return f"{day(given.date)} ({BASES[given.basis]})" if given else "undated"


def marks(article: StoryArticle, told: Told) -> Iterator[str]:
    """What else it is: no second voice, or no longer the last word of its outlet."""
    if article.reprint_of:
        yield f"reprint of {told.number.get(article.reprint_of, article.reprint_of)}: no second voice"
    if article.revised_by:
        yield f"revised: its later version is {told.number.get(article.revised_by, article.revised_by)}"


def _people(told: Told, ink: Ink) -> Iterator[str]:
    people = told.story.people
    if not people:
        return
    yield ink.strong("People and organizations")
    for person in people[: told.most]:
        titles = f" ({'; '.join(person.titles)})" if person.titles else ""
        also = f"also {', '.join(person.aliases)}" if person.aliases else None
        parts = [f"{person.name}{titles}", person.type, also, heard(person)]
        yield from ink.prose(safe(" · ".join(filter(None, parts))), indent=2, hang=2)
    yield from told.more(len(people), "name", ink)


def heard(person: StoryPerson) -> str | None:
    """How often, and whether in their own words; None where nothing that they said is told."""
    if not person.statements:
        return None
    return count(person.statements, "statement") + ("" if person.heard else ", only as others tell it")
