"""A story made by hand over two readings, with something of everything that its page has to show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord import Article, Published, Quoted, Reading, Span
from onrecord.terms import (
    Claim,
    Correction,
    Deed,
    Demand,
    Difference,
    Dossier,
    Headline,
    Hit,
    Kept,
    Match,
    Moment,
    Point,
    Pointer,
    Position,
    Response,
    Shift,
    Story,
    StoryArticle,
    StoryFigure,
    StoryPerson,
    Term,
    Wording,
)
from tests.faces.build import event, reading_by_hand, statement

SECOND = """Mayor ready to talk about ferry grant, operator says

Nora Pell said on Thursday that Mayor Iven Roe had agreed to meet her about the grant.

“He will not get my signature,” Pell had said of the mayor in March.

Pell called on the county to publish the accounts. The county said it would publish half of them.

About 2,000 people marched, the police said. Roe’s office did not answer."""


def _words(*parts: str, after: str = "") -> Quoted:
    spans = []
    at = SECOND.index(after) if after else 0
    for part in parts:
        at = SECOND.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    return Quoted(" ".join(parts), tuple(spans))


def second_by_hand() -> Reading:
    """The reading of a later article about the same matter."""
    first = reading_by_hand()
    article = Article(
        id="b2",
        title=SECOND.partition("\n")[0],
        outlet="Harbour Post",
        byline=(),
        url="https://post.example/ferry",
        language="en",
        published=Published("2026-03-06", "day", "inferred", "“Thursday” after the report of 3 March 2026"),
        text=SECOND,
        sha256="b" * 64,
    )
    return Reading(
        article,
        entities=(),
        statements=(
            statement("s1", _words("that Mayor Iven Roe had agreed to meet her about the grant"), speaker="pell",
                      source=_words("Nora Pell"), cue=_words("said")),
            statement("s2", _words("“He will not get my signature,”"), kind="direct",
                      source=_words("Pell", after="Pell had"), cue=_words("said", after="said of")),
            statement("s3", _words("to publish the accounts"), act="demand",
                      source=_words("Pell", after="Pell called"), cue=_words("called on")),
            statement("s4", _words("it would publish half of them"), act="commit",
                      source=_words("The county"), cue=_words("said", after="said it")),
            statement("s5", _words("About 2,000 people marched"),
                      source=_words("the police"), cue=_words("said", after="said. Roe")),
        ),
        events=(event("v1", _words("agreed to meet"), type="AGREE", basis="s1"),),
        reader=first.reader,
    )  # fmt: skip


def at(article: str, row: str | None = None, *, spans: tuple[Span, ...] = ()) -> Pointer:
    """A pointer to a row, by its first letter a statement or an event."""
    return Pointer(article, row if row and row[0] == "s" else None, row if row and row[0] == "v" else None, spans)


def claim(text: str, pointer: Pointer, **given: Any) -> Claim:
    plain: dict[str, Any] = {
        "status": "single_source",
        "speakers": ("Nora Pell",),
        "outlets": ("Harbour Post",),
        "about": ("Iven Roe",),
        "answered_by_subject": "not_heard",
        "pointers": (pointer,),
    }
    return Claim(text, **{**plain, **given})


def story_by_hand() -> Story:
    first, second = reading_by_hand().article, second_by_hand().article
    agreed = second_by_hand().statements[0].content
    return Story(
        id="5a0ry",
        title="Mayor ready to talk about ferry grant",
        first="2026-03-03",
        last="2026-03-06",
        articles=(
            StoryArticle(first.id, first.title, first.outlet, first.published, byline=first.byline, revised_by="a9"),
            StoryArticle(second.id, second.title, second.outlet, second.published, url=second.url),
            StoryArticle("c3", "Ferry fares to rise by a third", None, None, reprint_of="a1"),
        ),
        people=(
            StoryPerson("Nora Pell", "person", ("who runs the ferry",), ("Pell",), 7, heard=True),
            StoryPerson("Iven Roe", "person", ("Mayor",), (), 1, heard=False),
            StoryPerson("Sallow police", "organization", (), (), 0),
        ),
        timeline=(
            Moment("2026-02-28", "day", "event", "Sallow police arrested two men at the quay on Saturday", ("Sallow police",), (),
                   (at("a1", "v3"), at("c3")), type="COERCE"),
            Moment("2026-03-02", "day", "statement", "“We held it down for six years,”", ("Nora Pell",), ("Nora Pell",),
                   (at("a1", "s2"),), type="assert"),
            Moment("2026-03-05", "day", "statement", "had agreed to meet her", ("Iven Roe",), ("Nora Pell",), (at("b2", "s1"),),
                   type="agree"),
            Moment("2026-03-06", "day", "event", "Iven Roe had agreed to meet her", ("Iven Roe", "Nora Pell"), ("Nora Pell",),
                   (at("b2", "v1"),), type="AGREE", status="future", basis="publication"),
            Moment(None, "unknown", "event", "He had thrown stones", (), (), (at("a1", "v4"),), basis="unknown"),
        ),
        claims=(
            claim("Sallow police arrested two men", at("a1", "v3"), status="own_voice", speakers=(), about=(),
                  outlets=("Island News", "Harbour Post")),
            claim(agreed.text, at("b2", "s1", spans=agreed.spans), date="2026-03-05"),
            claim("that Mayor Iven Roe had promised her a grant", at("a1", "s3"), status="disputed",
                  answered_by_subject="denied", denied_by=("Iven Roe",), against=(at("b2", "s2"),), withdrawn=(at("b2", "s4"),),
                  gone=("c3", "zz")),
            claim("the boats are late", at("a1", "s6"), status="corroborated", speakers=("Islanders", "Nora Pell"), about=("Nora Pell",),
                  answered_by_subject="confirmed"),
        ),
        demands=(
            Demand("Nora Pell", ("county",), "to publish the accounts", "2026-03-06", (
                Response("county", "partly", "it would publish half of them", "2026-03-06", ("county",), (at("b2", "s4"),)),
                Response("Iven Roe", "accepts", "had agreed to meet her", None, ("Nora Pell",), (at("b2", "s1"),)),
                Response("Iven Roe", "unclear", "Roe did not answer", None, (), (at("a1"),)),
            ), (at("b2", "s3"),)),
            Demand("Islanders", (), "that the boats run on time", None, (), (at("a1", "s6"),)),
        ),
        positions=(
            Position("Iven Roe", "Nora Pell", (
                Point("2026-03-03", -2.0, "REJECT", "Roe did not answer", (), (at("a1"),)),
                Point("2026-03-06", 4.5, "AGREE", "agreed to meet", ("Nora Pell",), (at("b2", "v1"),)),
                Point(None, 1.0, "CONSULT", "met her", ("Nora Pell",), (at("b2"),), status="future"),
            ), (Shift(0, 1, "toward_cooperation", ("Nora Pell",), False),)),
            Position("Sallow police", "two men", (Point("2026-02-28", -7.0, "COERCE", "arrested", (), (at("a1", "v3"),)),), ()),
        ),
        figures=(
            StoryFigure(1500, "more_than", "people", "islanders", (), "2026-03-03", (at("a1"),), text="1,500", thing="people who marched"),
            StoryFigure(2000, "about", "people", "people", ("police",), "2026-03-06", (at("b2", "s5"),), text="2,000",
                        thing="people who marched", revises=0),
            StoryFigure(4_200_000, "exactly", "USD", "county grant", ("Nora Pell",), None, (at("a1", "s7"),), text="$4.2m"),
            StoryFigure(12, "range", None, None, (), None, (at("b2"),), upper=15),
        ),
        wording=(
            Wording("the march", (
                Term("marched", "outlet", None, "Island News", (at("a1", "v5"),)),
                Term("mob", "quoted", "Iven Roe", "Harbour Post", (at("b2"),)),
                Term("a crowd", "paraphrased", None, "Harbour Post", (at("b2"),)),
            )),
            Wording("what Pell said", (
                Term("“We held it down”", "quoted", "Nora Pell", "Island News", (at("a1", "s2"),)),
                Term("“We kept it down”", "quoted", "Nora Pell", "Harbour Post", (at("b2"),)),
            ), kind="quotation"),
        ),
    )  # fmt: skip


def readings_of_story() -> dict[str, Reading]:
    return {"a1": reading_by_hand(), "b2": second_by_hand()}


def hit(article: str = "a1", row: str | None = "s2", **given: Any) -> Hit:
    """A statement of the story's articles as a search finds it."""
    reading = readings_of_story()[article]
    said = next((s for s in reading.statements if s.id == row), None)
    plain: dict[str, Any] = {
        "what": "statement",
        "title": reading.article.title,
        "outlet": reading.article.outlet,
        "url": reading.article.url,
        "published": reading.article.published and reading.article.published.date,
        "date": "2026-03-02",
        "speaker": "Nora Pell",
        "act": said and said.act,
        "kind": said and said.kind,
        "addressees": (),
        "according_to": ("Nora Pell",),
        "text": said.content.text if said else "Ferry",
        "spans": said.content.spans if said else (),
        "confidence": 0.9,
    }
    return Hit(article=article, row=row, **{**plain, **given})


def dossiers_by_hand() -> tuple[Dossier, ...]:
    event = hit(row="v3", what="event", act="COERCE", kind=None, speaker=None, according_to=(), text="arrested")
    told = hit("a1", "s4", speaker="Iven Roe", according_to=("Iven Roe", "Nora Pell"), date=None, confidence=0.1)
    return (
        Dossier(
            "Nora Pell",
            "person",
            ("who runs the ferry", "operator"),
            ("Pell", "Ms. Pell"),
            ("“Nora Pell” in Island News and Harbour Post, both “who runs the ferry”",),
            ("a1", "b2"),
            (
                Deed("said", hit()),
                Deed("was_asked", hit("b2", "s3", speaker="Iven Roe", date=None)),
                Deed("was_said_to_have_said", told),
                Deed("had_done_to_them", event),
                Deed("did", replace(event, according_to=("police", "Nora Pell"))),
            ),
        ),
        Dossier("Dan Pell", "person", (), (), (), ("b2",), ()),
    )


def matches_by_hand() -> tuple[Match, ...]:
    return (
        Match(hit(), 1.0, True, (Difference(True, "We held it down", "We held it down"),), verbatim=True),
        Match(
            hit("b2", "s1", kind="indirect", act="assert"),
            0.75,
            False,
            (
                Difference(True, "had agreed to", "had agreed to"),
                Difference(False, "see", "meet"),
                Difference(True, "her", "her"),
                Difference(False, "soon", ""),
                Difference(False, "", "about the grant"),
            ),
        ),
    )


def headlines_by_hand() -> tuple[Headline, ...]:
    return (
        Headline("5a0ry", "Mayor ready to talk about ferry grant", "2026-03-03", "2026-03-06", ("a1", "b2", "c3")),
        Headline("77af1", "Rain", None, None, ("d4",)),
    )


def correction(name: str = "k1", **given: Any) -> Correction:
    plain: dict[str, Any] = {
        "row": "a1/s2",
        "verdict": "reject",
        "field": None,
        "value": None,
        "other": None,
        "spans": reading_by_hand().statements[1].content.spans,
        "by": "Una Holt",
        "at": "2026-03-07T10:00:00Z",
        "why": None,
    }
    return Correction(name, **{**plain, **given})


def kept(reading: Reading, seq: int, **given: Any) -> Kept:
    article = reading.article
    return Kept(
        article.id, seq, "2026-03-07T09:00:00Z", article.title, article.outlet, article.url, article.published, article.modified,
        article.sha256, **given,
    )  # fmt: skip
