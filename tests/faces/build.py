"""A reading made by hand, with something of everything that a face has to show."""

from __future__ import annotations

import hashlib
from typing import Any

from onrecord import (
    Article,
    Channel,
    Entity,
    Event,
    Figure,
    Mention,
    Published,
    Quoted,
    Reading,
    Ref,
    Span,
    Statement,
    Time,
)

TEXT = """Ferry fares will rise, operator says

The fare will rise by a third in May, said Nora Pell, who runs the ferry. The rest of the report is not out.

“We held it down for six years,” she told the harbour board in a radio interview on Monday. “We cannot hold it any longer.”

Pell said that Mayor Iven Roe had promised her a grant. Roe did not answer.

“And a promise is a promise.”

Islanders say the boats are late.

Sallow police arrested two men at the quay on Saturday. He had thrown stones, they said. The arrests came after more than 1,500 islanders \
marched against the fares.

Thousands, Pell said, had asked for a county grant of $4.2m over the next two years."""


def words(*parts: str, after: str = "") -> Quoted:
    """The words of TEXT that read as ``parts``, each found after the one before."""
    at = TEXT.index(after) if after else 0
    spans = []
    for part in parts:
        at = TEXT.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    return Quoted(" ".join(parts), tuple(spans))


def statement(name: str, content: Quoted, **given: Any) -> Statement:
    plain: dict[str, Any] = {
        "kind": "indirect",
        "act": "assert",
        "source": None,
        "speaker": None,
        "resolved_by": "none",
        "cue": None,
        "addressees": (),
        "channel": None,
        "time": None,
        "negated": False,
        "modality": "actual",
        "within": None,
        "confidence": 0.9,
    }
    return Statement(id=name, content=content, **{**plain, **given})


def ref(part: str, entity: str | None = None, *, after: str = "") -> Ref:
    found = words(part, after=after)
    return Ref(found.text, found.spans, entity)


def time(part: str, date: str | None, end: str | None = None, *, after: str = "", **given: Any) -> Time:
    found = words(part, after=after)
    return Time(found.text, found.spans, date, end, **{"precision": "day", **given})


def event(name: str, trigger: Quoted, **given: Any) -> Event:
    plain: dict[str, Any] = {
        "type": "ASSAULT",
        "mode": None,
        "actors": (),
        "recipients": (),
        "place": (),
        "time": None,
        "status": "actual",
        "basis": None,
        "confidence": 0.8,
    }
    return Event(id=name, trigger=trigger, **{**plain, **given})


def figure(part: str, value: float, *, after: str = "", **given: Any) -> Figure:
    found = words(part, after=after)
    plain: dict[str, Any] = {
        "upper": None,
        "bound": "exactly",
        "unit": None,
        "of": None,
        "period": None,
        "places": (),
        "basis": None,
    }
    return Figure(found.text, found.spans, value=value, **{**plain, **given})


def _entity(
    name: str, full: str, titles: tuple[str, ...], *mentions: tuple[str, str, str], kind: str = "person"
) -> Entity:
    return Entity(
        name, full, kind, titles, tuple(Mention(words(w, after=a).spans[0], w, form) for w, a, form in mentions)
    )


def _events(saturday: Time) -> tuple[Event, ...]:
    return (
        event(
            "v1",
            words("had promised"),
            type="AGREE",
            actors=(ref("Mayor Iven Roe", "roe"),),
            recipients=(ref("her", "pell", after="had promised"),),
            basis="s3",
        ),
        event("v2", words("a grant"), type="AID", status="future", recipients=(ref("her", "pell", after="promised"),),
              basis="s4", confidence=0.2),
        event(
            "v3",
            words("arrested", "arrests"),
            type="COERCE",
            mode="arrest",
            actors=(ref("Sallow police", "police"),),
            recipients=(ref("two men"),),
            place=(ref("the quay"),),
            time=saturday,
        ),
        event("v4", words("thrown"), mode="crowd-control", actors=(ref("He", "roe", after="Saturday"),)),
        event("v5", words("marched"), type="PROTEST", mode="demo", actors=(ref("islanders", after="arrests"),)),
    )  # fmt: skip


def _figures(years: Time) -> tuple[Figure, ...]:
    return (
        figure("a third", 1 / 3, unit="share", basis="s1"),
        figure("six years", 6, unit="years", basis="s2"),
        figure("two", 2, after="arrested", unit="people", of=words("men", after="arrested"), places=(ref("the quay"),)),
        figure("1,500", 1500, bound="more_than", unit="people", of=words("islanders", after="1,500")),
        figure("Thousands", 1000, bound="more_than", unit="people", basis="s7"),
        figure(
            "$4.2m", 4_200_000, unit="USD", of=words("county grant"), period=years, basis="s7"
        ),
    )  # fmt: skip


def reading_by_hand() -> Reading:
    board, radio = (words(w) for w in ("the harbour board", "in a radio interview"))
    monday, saturday = time("Monday", "2026-03-02"), time("Saturday", "2026-02-28")
    years = time("the next two years", "2026-03-03", "2028-03-03", precision="year")
    return Reading(
        article=Article(
            id="a1",
            title=TEXT.partition("\n")[0],
            outlet="Island News",
            byline=("Una Holt",),
            url=None,
            language="en",
            published=Published("2026-03-03", "day", "metadata"),
            text=TEXT,
            sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        ),
        entities=(
            _entity(
                "pell", "Nora Pell", ("who runs the ferry",), ("Nora Pell", "", "name"), ("she", "years", "pronoun")
            ),
            _entity("roe", "Iven Roe", ("Mayor",), ("Mayor Iven Roe", "", "name"), ("Roe", "grant", "name")),
            _entity("police", "Sallow police", (), ("Sallow police", "", "name"), kind="organization"),
        ),
        statements=(
            statement(
                "s1",
                words("The fare will rise by a third in May"),
                act="predict",
                source=words("Nora Pell, who runs the ferry"),
                speaker="pell",
                resolved_by="name",
                cue=words("said"),
            ),
            statement(
                "s2",
                words("“We held it down for six years,”", "“We cannot hold it any longer.”"),
                kind="direct",
                source=words("she", after="years"),
                speaker="pell",
                resolved_by="pronoun",
                cue=words("told"),
                addressees=(Ref(board.text, board.spans, None),),
                channel=Channel(radio.text, radio.spans, "interview"),
                time=monday,
            ),
            statement(
                "s3",
                words("that Mayor Iven Roe had promised her a grant"),
                source=words("Pell", after="longer"),
                speaker="pell",
                resolved_by="name",
                cue=words("said", after="longer"),
            ),
            statement(
                "s4",
                words("her a grant"),
                act="commit",
                source=words("Mayor Iven Roe"),
                speaker="roe",
                resolved_by="name",
                cue=words("had promised"),
                within="s3",
                confidence=0.12,
            ),
            statement(
                "s5", words("“And a promise is a promise.”"), kind="direct", speaker="pell", resolved_by="continuation"
            ),
            statement(
                "s6", words("the boats are late"), source=words("Islanders"), cue=words("say", after="Islanders")
            ),
            statement(
                "s7",
                words("Thousands", "had asked for a county grant of $4.2m over the next two years"),
                source=words("Pell", after="Thousands"),
                speaker="pell",
                resolved_by="name",
                cue=words("said", after="Thousands"),
            ),
        ),
        events=_events(saturday),
        figures=_figures(years),
        times=(
            time("May", "2026-05", "2026-05-31", precision="month"),
            time("six years", None, precision="unknown", duration="P6Y"),
            monday,
            saturday,
            years,
        ),
        reader="by hand",
    )
