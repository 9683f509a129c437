"""Reports of invented matters, and readings of them made by hand: a name given is found wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ingest import article_from_text
from onrecord.terms import Entity, EntityType, Mention, Reading, Span, Time

PEOPLE = (
    "Ada Orr",
    "Ben Venn",
    "Lena Marsh",
    "Tom Quill",
    "Ida Sorrel",
    "Wim Dacre",
    "Jon Pell",
    "Rosa Teague",
    "Max Ferris",
)
PLACES = ("Harwick", "Sallow", "Tarn", "Ostrey", "Milvane")
BODIES = ("Coast Ferries", "River Board", "Northern Boxing Union")


def reading(text: str, *, title: str | None = None, date: str | None = None, days: Sequence[str] = ()) -> Reading:
    """A reading of ``text`` with the sample's people, places and bodies as entities and ``days`` as its times."""
    whole = f"{title}\n\n{text}" if title else text
    article = article_from_text(whole, date=date)
    kinds: list[tuple[str, EntityType]] = [
        *((name, "person") for name in PEOPLE),
        *((name, "place") for name in PLACES),
        *((name, "organization") for name in BODIES),
    ]
    entities: list[Entity] = []
    for name, kind in kinds:
        last = name.split()[-1] if kind == "person" else name
        found = [Span(*m.span()) for m in re.finditer(rf"(?:{name}|\b{last}\b)", article.text)]
        if found:
            mentions = tuple(Mention(span, article.text[span.start : span.end], "name") for span in found)
            entities.append(Entity(f"e{len(entities)}", name, kind, (), mentions))
    times = tuple(Time(day, (Span(0, 1),), day, None, "day") for day in days)
    return Reading(article, tuple(entities), (), times=times)


FERRY = [
    "Ada Orr, who leads Coast Ferries, said on Monday that the night crossing to Sallow would stop in spring because the hull is cracked.",
    "The night crossing between Harwick and Sallow ends in spring. Coast Ferries found a crack in the hull, Ada Orr said.",
    "Islanders in Sallow learned that their night ferry will be withdrawn. Coast Ferries' Ada Orr blamed a cracked hull.",
    "A cracked hull ends the night ferry to Sallow, Coast Ferries said; Ada Orr hopes for a repaired ship by autumn.",
]
"""Four reports of one matter."""

LEVY = [
    "Ada Orr of Coast Ferries told the inquiry that the port levy at Harwick was paid twice, and asked for a refund of the duties.",
    "The inquiry into the port levy heard Ada Orr on Wednesday. Coast Ferries was billed twice at Harwick, she told the auditors.",
    "Auditors confirmed that the port levy had been collected twice at Harwick. Ada Orr of Coast Ferries wants a refund.",
    "Refund demanded: Coast Ferries paid the levy twice, Ada Orr told auditors at the Harwick inquiry.",
]
"""Another matter with the same cast."""

FIRST_BOUT = [
    f"Jon Pell kept the heavyweight belt of the Northern Boxing Union by stopping Max Ferris in the seventh round in Ostrey. {more}"
    for more in (
        "Ferris was down twice before the referee stepped in at the Ostrey arena.",
        "The champion was never hurt, and Ferris tired early, ringside judges in Ostrey said.",
        "Ferris said his shoulder had troubled him for weeks; Ostrey has not seen such a crowd.",
        "Pell now wants the other belts. Ferris may retire, his trainer said in Ostrey.",
        "It was a one-sided night in Ostrey, and Ferris bled from the second round on.",
    )
]
SECOND_BOUT = [
    f"Jon Pell kept the heavyweight belt of the Northern Boxing Union by stopping Wim Dacre in the fourth round in Milvane. {more}"
    for more in (
        "Dacre, a southpaw, had promised an upset to his supporters in Milvane.",
        "The challenger Dacre went down from a left hook; Milvane's stadium was sold out.",
        "Pell has not lost for years. Dacre said in Milvane that he would ask for a third match.",
        "Dacre swung and missed all evening, and Milvane had begun to leave before the end.",
        "The judges in Milvane had Dacre behind on every card.",
    )
]
"""One champion, one belt, two nights."""
