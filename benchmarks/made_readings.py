"""Readings made without the model, of invented people and places: as many as are wanted, the same in every run.

Each article tells of one of a number of matters, by people of a place who speak again and again, in words drawn by chance.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from onrecord.ids import article_id
from onrecord.terms import (
    Act,
    Article,
    Entity,
    Event,
    Located,
    Mention,
    Published,
    Quoted,
    Reading,
    Ref,
    Span,
    Statement,
    Time,
)

FIRST: Final = "Ada Bram Cora Dov Elin Falk Greta Hanno Ilse Jory Kaja Lorn Mira Nils Oda Piet Runa Sven Tove Ulf Vera Wim Yara".split()
LAST: Final = (
    "Orr Venn Pell Roe Sallow Marsh Tarn Quill Hale Brack Dunn Lorne Fenn Garth Holt Ivers Jarl Kell Lund Morrow Nash Oake Pryce "
    "Rudd Stroud Thorne Ulver Voss Wray Yarrow".split()
)
_HEADS: Final = (
    "Sal Tarn Brack Quill Fenn Garth Mar Lorn Holt Orr Pell Dunn Wex Har Ost Kil Thorn Ashb Crow Dray Elm Frost".split()
)
_MIDDLES: Final = "ow er and en ing el ar ock im us o a ent ill".split()
_TAILS: Final = "by wick mouth haven port dale end ham ness worth ford stead ton cliff mere".split()
OUTLETS: Final = (
    "The Courier|Harbour Post|Island News|Valley Herald|The Ledger|Morning Beacon|County Wire|The Lantern|Coast Review|Evening Star"
).split("|")
NOUNS: Final = (
    "ferry levy bridge harbour school pump dam grant budget report vote road market clinic tariff quay mill tunnel union permit fund "
    "inquiry contract deadline strike fare reservoir survey archive theatre lighthouse pier orchard turbine signal depot canal museum"
).split()
_VERBS: Final = "delayed closed opened repaired flooded sold approved rejected reviewed funded doubled halved blocked inspected".split()
_SMALL: Final = (
    "the a this that every no any last next second early late new old whole northern southern public private".split()
)
_ACTS: Final[tuple[Act, ...]] = (
    "assert",
    "assert",
    "assert",
    "demand",
    "deny",
    "accuse",
    "commit",
    "predict",
    "oppose",
    "support",
)
_SAID: Final = {"demand": "demanded", "deny": "denied", "accuse": "charged", "commit": "promised", "predict": "warned"}
_START: Final = date(2024, 1, 1)


class _Text:
    """An article's text while it is written, with the places of what is put in."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, words: str) -> Quoted:
        start = len(self.text)
        self.text += words
        return Quoted(words, (Span(start, len(self.text)),))


def made_reading(number: int, *, statements: int = 18, reader: str = "made-1", seed: int = 0) -> Reading:
    """The reading number ``number``, with so many statements and an event for every third."""
    chance = random.Random(f"{seed} {number}")
    matter = random.Random(f"matter {seed} {number // 8}")  # eight articles a matter
    place = _place(matter)
    # What an article is about has words of its own, and shares the common ones with all others.
    nouns = [*matter.sample(NOUNS, 9), *(_place(matter).lower() for _ in range(4))]
    noun = nouns[0]
    people = [f"{matter.choice(FIRST)} {matter.choice(LAST)}" for _ in range(4)]
    people = list(dict.fromkeys(people))
    day = _START + timedelta(days=number // 8 % 700 + number % 8)
    text = _Text()
    title = text.put(f"{place} {noun} {chance.choice(_VERBS)}, {people[0].split()[1]} says {number}").text
    mentions: dict[str, list[Mention]] = {name: [] for name in (*people, place)}

    def name(who: str, *, short: bool = False) -> Quoted:
        words = text.put(who.split()[-1] if short else who)
        mentions[who].append(Mention(words.spans[0], words.text, "name"))
        return words

    said: list[Statement] = []
    told: list[Event] = []
    for i in range(statements):
        who, to = chance.sample(people, 2) if len(people) > 1 else (people[0], people[0])
        act = chance.choice(_ACTS)
        text.put("\n\n" if i % 2 == 0 else " ")
        source = name(who, short=bool(mentions[who]))
        text.put(" ")
        cue = text.put(_SAID.get(act, "said"))
        when = text.put(" on Monday") if i % 5 == 0 else None
        text.put(" that ")
        content = text.put(_sentence(chance, nouns, place))
        text.put(".")
        time = None
        if when:
            span = Span(when.spans[0].start + 4, when.spans[0].end)
            time = Time("Monday", (span,), day.isoformat(), None, "day")
        addressee: tuple[Ref, ...] = ()
        if act == "demand":
            text.put(" It was for ")
            words = name(to, short=True)
            addressee = (Ref(words.text, words.spans, f"e{1 + list(mentions).index(to)}"),)
            text.put(" to answer.")
        said.append(
            Statement(
                f"s{i + 1}", "indirect", act, source, f"e{1 + list(mentions).index(who)}", "name", cue, content, addressee,
                None, time, False, "actual", None, round(chance.uniform(0.5, 0.99), 3),
            )
        )  # fmt: skip
        if i % 3 == 2:
            text.put(" ")
            actor = name(who, short=True)
            text.put(" ")
            trigger = text.put("met")
            text.put(" ")
            other = name(to, short=True)
            text.put(" in ")
            at = name(place)
            text.put(".")
            refs = [
                (Ref(one.text, one.spans, f"e{1 + list(mentions).index(whom)}"),)
                for one, whom in ((actor, who), (other, to), (at, place))
            ]
            told.append(Event(f"v{len(told) + 1}", "CONSULT", "visit", trigger, *refs, None, "actual", None, 0.8))
    entities = tuple(
        Entity(f"e{i}", who, "place" if who == place else "person", ("mayor",) if i == 1 else (), tuple(spans))
        for i, (who, spans) in enumerate(mentions.items(), 1)
    )
    outlet = OUTLETS[number % len(OUTLETS)]
    data = text.text.encode()
    article = Article(
        article_id(text.text, title, day.isoformat(), outlet),
        title,
        outlet,
        (chance.choice(people),),
        f"https://{outlet.lower().replace(' ', '')}.example/{day:%Y/%m/%d}/{noun}-{number}",
        "en",
        Published(day.isoformat(), "day", "metadata"),
        text.text,
        hashlib.sha256(data).hexdigest(),
        located=(Located(0, len(text.text), 0, len(data), True),),
    )
    return Reading(article, entities, tuple(said), tuple(told), reader=reader)


def _place(matter: random.Random) -> str:
    """One of some thousand places, as an archive has them: a name says most of what an article is about."""
    return matter.choice(_HEADS) + matter.choice(_MIDDLES) + matter.choice(_TAILS)


def _sentence(chance: random.Random, nouns: Sequence[str], place: str) -> str:
    words = [chance.choice(_SMALL), nouns[0]]
    for _ in range(chance.randint(3, 9)):
        words += [chance.choice(_VERBS), chance.choice(_SMALL), chance.choice(nouns)]
    return " ".join([*words, "in", place])


def capture_of(reading: Reading) -> bytes:
    """The bytes that the made article is said to be taken from."""
    return reading.article.text.encode()
