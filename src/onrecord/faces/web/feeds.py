"""Items of lists as entries of feeds: one line for a title, the words as text, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from onrecord import Claim, Demand, Headline, Hit, Listed, Pointer, Position, Shift, Story
from onrecord.faces.atom import Entry
from onrecord.faces.moments import day
from onrecord.faces.numbered import brief
from onrecord.faces.page.claims import answered, whose
from onrecord.faces.page.demands import STANCES
from onrecord.faces.page.listed import verdict
from onrecord.faces.page.told import Told, count, days


def of_headline(one: Headline, changed: str, origin: str) -> Entry:
    """A story; ``changed`` is when its last article was added."""
    summary = f"{count(len(one.articles), 'article')}, {days(one.first, one.last)}"
    return Entry(f"story/{one.id}", one.title, f"{origin}/story/{_part(one.id)}", changed, summary)


def of_hit(hit: Hit, origin: str) -> Entry:
    """A statement, event, article or person."""
    row = f"/{_part(hit.row)}" if hit.row else ""
    act = hit.act.replace("_", " ").lower() if hit.act else None
    what = hit.text if hit.what == "person" else hit.title or "(no title)" if hit.what == "article" else hit.speaker
    title = ", ".join(filter(None, (what or "source not named", act, hit.outlet)))
    others = [one for one in hit.according_to if one != hit.speaker]
    told = f"\n\nas told by {', as told by '.join(others)}" if others else ""
    return Entry(
        f"article/{hit.article}/{hit.row or ''}",
        brief_line(title, 200),
        f"{origin}/article/{_part(hit.article)}{row}",
        hit.published,
        f"{hit.text}{told}",
        hit.outlet,
    )


def of_correction(one: Listed, words: str | None, origin: str) -> Entry:
    """A correction, with the words that it is of."""
    said = one.correction
    row = (one.undoes or said).row.rpartition("/")[2]
    lines = [
        f"“{words}”" if words else None,
        f"because: {said.why}" if said.why else None,
        None if one.holds else "no longer holds",
    ]
    link = f"{origin}/article/{_part(one.article)}/{_part(row)}"
    return Entry(f"correction/{said.id}", verdict(said), link, said.at, "\n".join(filter(None, lines)), said.by)


def of_item(noun: str, story: Story, item: Any, origin: str) -> Entry:
    """A claim, a demand or a shift of ``story``."""
    match item:
        case Claim():
            about = f"about {', '.join(item.about)}" if item.about else None
            lines = [item.text, whose(item), about, answered(item, Told(story, {}))]
            return _entry(noun, story, item.pointers, brief(item.text), lines, origin)
        case Demand():
            lines = [
                item.text,
                *(f"{one.by} {STANCES[one.stance]}: {one.text}" for one in item.responses),
                None if item.responses else "no response in the articles read",
            ]
            of = f" of {', '.join(item.of)}" if item.of else ""
            return _entry(noun, story, item.pointers, f"Demand by {item.by}{of}", lines, origin)
        case (Position() as position, Shift() as shift):
            ends = [position.points[end] for end in (shift.from_, shift.to)]
            lines = [f"{day(end.date) if end.date else 'undated'}: {end.text}" for end in ends]
            way = shift.direction.replace("_", " ")
            title = f"{position.actor} toward {position.toward}: {way}"
            return _entry(noun, story, ends[1].pointers, title, lines, origin)
        case _:
            raise TypeError(f"a {type(item).__name__} is in no list")


def _entry(
    noun: str, story: Story, pointers: Sequence[Pointer], title: str, lines: Sequence[str | None], origin: str
) -> Entry:
    first = pointers[0] if pointers else Pointer(story.articles[0].id)
    row = first.statement or first.event
    its = next((one for one in story.articles if one.id == first.article), None)
    return Entry(
        f"{noun}/{first.article}/{row or ''}/{lines[0]}",
        brief_line(title, 200),
        f"{origin}/article/{_part(first.article)}{f'/{_part(row)}' if row else ''}",
        its.published.date if its and its.published else None,
        "\n\n".join(filter(None, [*lines, story.title])),
        its.outlet if its else None,
    )


def brief_line(text: str, most: int) -> str:
    """``text`` on one line of at most ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 2].rpartition(' ')[0] or line[: most - 2]} …"


def _part(name: str) -> str:
    return quote(name, safe="")
