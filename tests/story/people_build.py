"""Readings of a sentence or two, written with their entities marked in the words."""

from __future__ import annotations

import re

from onrecord.terms import Article, Entity, EntityType, Form, Mention, Published, Reading, Span

_TYPES: dict[str, EntityType] = {
    "p": "person",
    "o": "organization",
    "l": "place",
    "g": "group",
    "w": "work",
    "x": "other",
}
_FORMS: dict[str, Form] = {":": "name", "~": "nominal", "@": "pronoun"}
_MARK = re.compile(r"\{(?P<id>[a-z]\d+)(?P<form>[:~@])(?P<words>[^{}]*)\}")


def read(article: str, marked: str, **titles: str) -> Reading:
    """The reading of an article whose text is ``marked``: "Mayor {p1:Ada Orr} said {p1@she} would ask {p1~her office}."

    A mark is an id and ":" for a name, "~" for a nominal, "@" for a pronoun, and the words. The letter of the id tells the type: p
    person, o organization, l place, g group, w work, x other. ``titles``: for an id its titles, apart by ";". An entity is called by
    its longest name, or else by its first words. Marks inside marks are not known: give the inner one first, as its own.
    """
    text, mentions, at = "", dict[str, list[Mention]](), 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        span = Span(len(text), len(text) + len(mark["words"]))
        text += mark["words"]
        mentions.setdefault(mark["id"], []).append(Mention(span, mark["words"], _FORMS[mark["form"]]))
        at = mark.end()
    text += marked[at:]
    entities = tuple(
        Entity(id_, _called(found), _TYPES[id_[0]], tuple(t.strip() for t in titles.get(id_, "").split(";") if t.strip()), tuple(found))
        for id_, found in mentions.items()
    )  # fmt: skip
    published = Published("2026-03-02", "day", "given")
    return Reading(Article(article, None, "Island News", (), None, "en", published, text, "0" * 64), entities, ())


def over(reading: Reading, id_: str, words: str) -> Reading:
    """The reading with one more entity, unnamed, whose words are in the text and may hold other mentions: "Orr’s office"."""
    start = reading.article.text.index(words)
    mention = Mention(Span(start, start + len(words)), words, "nominal")
    entity = Entity(id_, words, _TYPES[id_[0]], (), (mention,))
    return Reading(reading.article, (*reading.entities, entity), reading.statements, reading.events)


def _called(mentions: list[Mention]) -> str:
    names = [mention.text for mention in mentions if mention.form == "name"]
    return max(names, key=lambda name: (len(name.split()), len(name))) if names else mentions[0].text
