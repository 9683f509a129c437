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
            return f"{actor} toward {toward}{_way(change, story)}", _quoted(change.text)
        case "answered":
            return f"{who} answered a demand" if who else "a demand was answered", _quoted(change.text)
        case "denied":
            return f"spoken against by {who}" if who else "accounts differ", _quoted(change.text)
        case "withdrawn":
            return "no longer held to", _quoted(change.text)
        case "figure":
            return _figure(change, story), ""
        case "demand":
            return f"{who} demands" if who else "demanded", _quoted(change.text)
        case "claim":
            return who, _quoted(change.text)
        case _:
            return article_line(change.text, who)


def article_line(title: str | None, outlet: str | None) -> tuple[str, str]:
    """An article in words: who published it, and its title."""
    return outlet or "outlet not known", _quoted(title or "(no title)")


def _quoted(text: str) -> str:
    words = textwrap.shorten(text, LONGEST, placeholder=" …")
    return words if not words or words[0] in "“\"‘'" else f"“{words}”"


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
