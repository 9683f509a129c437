"""The rows of the tables: what each answer of the record has in the columns of `onrecord.faces.columns`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord import Claim, Correction, Deed, Demand, Headline, Hit, Match, Point, Pointer, Position, Shift, Span, Story
from onrecord.faces.columns import DEMANDS, SOURCE
from onrecord.faces.page.told import extent
from onrecord.faces.tables import Cell

Row = dict[str, Cell]


def of_headline(headline: Headline) -> Row:
    """A story of the list."""
    return {
        "id": headline.id,
        "title": headline.title,
        "first": headline.first,
        "last": headline.last,
        "articles": len(headline.articles),
        "article_ids": headline.articles,
    }


def of_hit(hit: Hit) -> Row:
    """What was found, with its source and words."""
    names = ("what", *SOURCE, "url", "date", "speaker", "act", "kind", "addressees", "according_to", "confidence")
    return {**{name: getattr(hit, name) for name in names}, **words(hit.text, hit.spans)}


def of_deed(name: str, deed: Deed) -> Row:
    """A line of what ``name`` said or did."""
    return {"name": name, "how": deed.how, **of_hit(deed.hit)}


def of_match(match: Match) -> Row:
    """A statement near a quotation."""
    return {
        "score": round(match.score, 4),
        "exact": match.exact,
        "verbatim": match.verbatim,
        **of_hit(match.hit),
    }


def of_claim(story: Story, claim: Claim) -> Row:
    """A claim, with the place of the words that tell it most clearly."""
    return {
        **_story(story),
        "status": claim.status,
        "speakers": claim.speakers,
        "outlets": claim.outlets,
        "about": claim.about,
        "answered_by_subject": claim.answered_by_subject,
        "denied_by": claim.denied_by,
        "date": claim.date,
        "gone": claim.gone,
        "rests_on": _rows(claim.pointers),
        "against": _rows(claim.against),
        **_at(story, claim.pointers),
        **words(claim.text, _spans(claim.pointers)),
    }


def of_demand(story: Story, demand: Demand) -> Iterator[Row]:
    """A row for each response to a demand; one with none where there is none."""
    own: Row = {
        **_story(story),
        "by": demand.by,
        "of": demand.of,
        "date": demand.date,
        **_at(story, demand.pointers),
        **words(demand.text, _spans(demand.pointers)),
    }
    for response in demand.responses:
        yield {
            **own,
            "response_by": response.by,
            "stance": response.stance,
            "response_according_to": response.according_to,
            "response_date": response.date,
            "response_text": response.text,
            "response_rests_on": _rows(response.pointers),
        }
    if not demand.responses:
        yield {**dict.fromkeys(DEMANDS), **own}


def of_shift(story: Story, position: Position, shift: Shift) -> Row:
    """A shift, with both of its ends."""
    ends = {"from": position.points[shift.from_], "to": position.points[shift.to]}
    return {
        **_story(story),
        "actor": position.actor,
        "toward": position.toward,
        "direction": shift.direction,
        "according_to": shift.according_to,
        "confirmed_by_actor": shift.confirmed_by_actor,
        **{f"{end}_{name}": cell for end, point in ends.items() for name, cell in _point(story, point).items()},
    }


def of_correction(correction: Correction, *, holds: bool, source: Row, text: str | None) -> Row:
    """A correction, with the words of the row that it is of."""
    names = ("id", "verdict", "field", "value", "other", "by", "at", "why")
    return {
        **{name: getattr(correction, name) for name in names},
        "holds": holds,
        **source,
        **words(text or "", correction.spans),
    }


def words(text: str, spans: Sequence[Span]) -> Row:
    """Words, and where in the article they begin and end; ``spans`` says so for each stretch where there are several."""
    start, end = extent(spans)
    return {"text": text, "start": start, "end": end, "spans": tuple(f"{span[0]}-{span[1]}" for span in spans)}


def _story(story: Story) -> Row:
    return {"story": story.id, "story_title": story.title}


def _point(story: Story, point: Point) -> Row:
    return {
        "date": point.date,
        "score": point.score,
        "type": point.type,
        "according_to": point.according_to,
        **_at(story, point.pointers),
        **words(point.text, _spans(point.pointers)),
    }


def _at(story: Story, pointers: Sequence[Pointer]) -> Row:
    """The source of the first of ``pointers``, whose words an item has."""
    empty: Row = dict.fromkeys(SOURCE)
    if not pointers:
        return empty
    pointer = pointers[0]
    own: Row = {**empty, "article": pointer.article, "row": pointer.statement or pointer.event}
    for article in story.articles:
        if article.id == pointer.article:
            published = article.published.date if article.published else None
            return {**own, "outlet": article.outlet, "title": article.title, "published": published}
    return own


def _spans(pointers: Sequence[Pointer]) -> tuple[Span, ...]:
    return pointers[0].spans if pointers else ()


def _rows(pointers: Sequence[Pointer]) -> tuple[str, ...]:
    return tuple("/".join(filter(None, (p.article, p.statement or p.event))) for p in pointers)
