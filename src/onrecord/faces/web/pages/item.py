"""One row of an article, at its permanent link: a statement, an event, a figure, or somebody named; and its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from starlette.responses import JSONResponse, RedirectResponse, Response

import onrecord
from onrecord import Entity, Event, Figure, Kept, Listed, Reading, Span, Statement, UnknownRow
from onrecord.faces.cite import Citation, citations
from onrecord.faces.excerpt import passages
from onrecord.faces.fragments import live_link
from onrecord.faces.quoting import Quotation, of_statement, whence
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.marked import Row, around, blocks, by_row, figure_id, marks_of
from onrecord.faces.web.marked_notes import Whose, within
from onrecord.faces.web.pages.article import kept_of
from onrecord.faces.web.pages.correct_form import form_for
from onrecord.faces.web.pages.item_words import SAYS

MOST_PLACES: Final = 12
"""Places where somebody is named that their page shows."""

_REACH: Final = 600
"""Characters around words that stand for their sentence in a citation."""

_AROUND: Final = 120
"""Characters around a mention: a line and a half."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row as it is shown: in its ``reading``, which is the uncorrected one where people ``rejected`` the row."""

    kept: Kept
    reading: Reading
    id: str
    row: Row
    rejected: bool

    @property
    def path(self) -> str:
        """Its permanent link on this server, as `part` of an address would have it."""
        return f"/article/{self.kept.id}/{self.id}"


def read(asked: Asked) -> Response:
    """The row."""
    item = _item(asked)
    if item.kept.id != asked.part("id"):
        return asked.to(item.path, **dict(asked.request.query_params))
    article = item.reading.article
    made, broken = _in_place(item)
    corrections = onrecord.list_corrections(asked.view, article=item.kept.id, limit=500)
    form = (
        form_for(asked, item.kept.id, item.reading, item.row, corrections, gone=item.rejected, seen=asked.view.seq)
        if asked.viewer.may("correct") and not isinstance(item.row, Figure)
        else None
    )
    listed = _history(asked, item, corrections)
    offered = {one.correction.id for one in form.standing} if form else set()
    before, after = _beside(item)
    return asked.page(
        "item.html",
        item=item,
        kept=item.kept,
        article=article,
        row=item.row,
        kind=_kind(item.row),
        words=" … ".join(dict.fromkeys(article.text[start:end] for start, end in _spans(item.row))),
        whose=Whose(item.reading),
        inner=within(item.reading).get(item.id, ()),
        made=made,
        broken=broken,
        mentions=_mentions(item),
        cited=_cited(asked, item),
        live=live_link(article, _spans(item.row)),
        history=[one for one in listed if one.correction.id not in offered],
        rejection=next((one for one in listed if one.holds and one.correction.verdict == "reject"), None),
        form=form,
        before=before,
        after=after,
        reading=item.reading,
        statement=item.row,
        says=SAYS,
    )


def cite(asked: Asked) -> Response:
    """The row's citation, in three forms: as a page, or as JSON for who asks for that."""
    item = _item(asked)
    cited, live = _cited(asked, item), live_link(item.reading.article, _spans(item.row))
    permalink = asked.site.origin + item.path
    if "application/json" in asked.request.headers.get("accept", ""):
        answer = {
            "plain": cited.plain,
            "markdown": cited.markdown,
            "html": cited.html,
            "permalink": permalink,
            "live": live,
        }
        return JSONResponse(answer, headers={"vary": "Accept"})
    page = asked.page(
        "cite.html",
        item=item,
        kept=item.kept,
        article=item.reading.article,
        cited=cited,
        live=live,
        permalink=permalink,
    )
    page.headers["vary"] = "Accept"
    return page


def live(asked: Asked) -> Response:
    """On to the row's words on the outlet's own page. Lists lead here: the way there is long, and made from the article's text."""
    item = _item(asked)
    found = live_link(item.reading.article, _spans(item.row))
    if found is None:
        raise BadInput("row", "its article has no address on the web that could be gone to", status=404)
    return RedirectResponse(found, status_code=303)


def _item(asked: Asked) -> Item:
    """The row that the address names. Raises `onrecord.UnknownRow`, with the article and the rows nearest to it."""
    kept, name = kept_of(asked), asked.part("row")
    reading = asked.view.reading(kept.id)
    rows = by_row(reading)
    if name in rows:
        return Item(kept, reading, name, rows[name], False)
    whole = asked.view.uncorrected(kept.id)
    if name in (every := by_row(whole)):
        return Item(kept, whole, name, every[name], True)
    near = get_close_matches(name[:100], rows, n=3, cutoff=0.5)
    raise UnknownRow(f"{kept.id}/{name[:100]}", (kept.id, *(f"{kept.id}/{one}" for one in near)))


def _kind(row: Row) -> str:
    return {Statement: "statement", Event: "event", Figure: "figure", Entity: "entity"}[type(row)]


def _spans(row: Row) -> tuple[Span, ...]:
    match row:
        case Statement():
            return row.content.spans
        case Event():
            return row.trigger.spans
        case Figure():
            return row.spans
        case Entity():
            return tuple(mention.span for mention in row.mentions[:1])


def _in_place(item: Item) -> tuple[tuple[object, ...], bool]:
    """The paragraphs around the row's words, and whether some of their middle are left out. Of somebody named, none."""
    if isinstance(item.row, Entity):
        return (), False
    text = item.reading.article.text
    own = [mark for mark in marks_of(item.reading) if mark.row == item.id]
    return around(blocks(text, own), item.id)


def _mentions(item: Item) -> list[object]:
    """The first places where somebody is named."""
    if not isinstance(item.row, Entity):
        return []
    spans = tuple(mention.span for mention in item.row.mentions[:MOST_PLACES])
    return list(passages(item.reading.article.text, {"source": spans}, reach=_AROUND)) if spans else []


def _beside(item: Item) -> tuple[str | None, str | None]:
    """The rows of its kind before and after it, in the order of the article."""
    reading = item.reading
    ordered = {
        "statement": [one.id for one in sorted(reading.statements, key=lambda one: (one.content.spans[0], one.id))],
        "event": [one.id for one in sorted(reading.events, key=lambda one: one.trigger.spans[0])],
        "figure": [figure_id(number) for number, _ in enumerate(reading.figures, 1)],
        "entity": [one.id for one in reading.entities],
    }[_kind(item.row)]
    at = ordered.index(item.id)
    return ordered[at - 1] if at else None, ordered[at + 1] if at + 1 < len(ordered) else None


def _history(asked: Asked, item: Item, listed: Sequence[Listed]) -> list[Listed]:
    """What people said of the row, the newest first, those taken back too."""
    if not listed:
        return []
    row = f"{item.kept.id}/{item.id}"
    # Rows of a newer reading have other ids: what holds is found under those that they have now.
    now = {one.id for one in asked.view.standing(item.kept.id) if row in (one.row, one.other)}

    def of_it(one: Listed) -> bool:
        said = one.undoes or one.correction
        return said.id in now or row in (said.row, said.other)

    return [one for one in listed if of_it(one)]


def _cited(asked: Asked, item: Item) -> Citation:
    return citations(_quotation(item), whence(item.reading.article), permalink=asked.site.origin + item.path)


def _quotation(item: Item) -> Quotation:
    """The row as it may be cited: a statement's words; of others the sentence that they stand in, as the article tells it."""
    row, whose = item.row, Whose(item.reading)
    if isinstance(row, Statement):
        return of_statement(item.reading, row)
    spans = _spans(row)[:1]
    found = passages(item.reading.article.text, {"trigger": spans}, reach=_REACH)[:1] if spans else []
    words = "".join(piece for piece, _ in found[0]) if found else row.name if isinstance(row, Entity) else ""
    if isinstance(row, Entity):
        return Quotation((words,), False, None, what="article")
    voices = tuple(dict.fromkeys(whose.speaker(one).name for one in whose.chain(row.basis)))
    time = row.time if isinstance(row, Event) else row.period
    return Quotation((words,), False, None, voices, said=time.date if time else None, what="event")
