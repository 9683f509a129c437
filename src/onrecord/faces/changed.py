"""What changed in a story, in one line of words."""

from __future__ import annotations

import textwrap
from typing import Final

from onrecord import Change, Story
from onrecord.faces.counted import amount

LABELS: Final = {
    "shift": "shift",
    "answered": "demand answered",
    "denied": "denied",
    "withdrawn": "taken back",
    "figure": "figure revised",
    "altered": "article altered",
    "demand": "new demand",
    "claim": "new claim",
    "article": "new article",
}
"""What kind of change it is, in a word or two."""

LONGEST: Final = 180
"""Characters of words in a line: two lines of a page."""


def line(change: Change, story: Story) -> tuple[str, str]:
    """A change in words: who, or what, and the words of it, empty where there are none."""
    who = ", ".join(change.who)
    match change.what:
        case "shift":
            actor, toward = (*change.who, "", "")[:2]
            return f"{actor} toward {toward}{_way(change, story)}", _cut(change.text)
        case "answered":
            return f"{who} answered a demand" if who else "a demand was answered", _cut(change.text)
        case "denied":
            return f"spoken against by {who}" if who else "accounts differ", _cut(change.text)
        case "withdrawn":
            return "no longer held to", _cut(change.text)
        case "figure":
            return _figure(change, story), ""
        case "demand":
            return f"{who} demands" if who else "demanded", _cut(change.text)
        case "claim":
            return _claimed(change, story), _cut(change.text)
        case _:
            return article_line(change.text, who)


def article_line(title: str | None, outlet: str | None) -> tuple[str, str]:
    """An article in words: who published it, and its title."""
    return outlet or "outlet not known", f"“{_cut(title)}”" if title else "(no title)"


def _cut(text: str) -> str:
    """The words as the article has them, with no marks around: what it tells in its own words is no quotation."""
    return textwrap.shorten(text, LONGEST, placeholder=" …")


def _claimed(change: Change, story: Story) -> str:
    """Who claims it; of what is told only where it is denied, who denies it."""
    for claim in story.claims:
        if claim.text == change.text and not claim.speakers and claim.denied_by and not claim.against:
            return f"denied by {', '.join(claim.denied_by)}"
    return ", ".join(change.who)


def _way(change: Change, story: Story) -> str:
    """Which way a shift goes."""
    for position in story.positions:
        if (position.actor, position.toward) == change.who[:2]:
            for shift in position.shifts:
                if position.points[shift.to].text == change.text:
                    return f": {shift.direction.replace('_', ' ')}"
    return ""


def _figure(change: Change, story: Story) -> str:
    """What the number is of, what it is, what it was, and who gives it."""
    for figure in story.figures:
        if figure.revises is not None and figure.text == change.text and set(change.pointers) & set(figure.pointers):
            thing, was = figure.thing or figure.of or "", amount(story.figures[figure.revises])
            said = f"{amount(figure)} {thing}".strip() + f", was {was}"
            return f"{said} ({', '.join(change.who)})" if change.who else said
    return " ".join(filter(None, (change.text, f"({', '.join(change.who)})" if change.who else "")))
