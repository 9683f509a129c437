"""An article: its text with what was read in it in place, and a margin that says whose words they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord import Entity, Kept, Listed, Reading, View
from onrecord.faces.acknowledged import contradiction
from onrecord.faces.page.told import BASES
from onrecord.faces.references import meta_tags
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.marked import SHOWN, Shown, blocks, marks_of
from onrecord.faces.web.marked_notes import notes, number_of

MOST_VERSIONS: Final = 100
"""Versions of one article that are looked through."""

_REPRINTS_ONLY: Final = 2.0  # no two articles are as like as that


def read(asked: Asked) -> Response:
    """The article."""
    kept = kept_of(asked)
    if kept.id != asked.part("id"):
        return asked.to(f"/article/{quote(kept.id, safe='')}", **dict(asked.request.query_params))
    view, shown = asked.view, _shown(asked)
    reading = view.reading(kept.id)
    article = reading.article
    standing = [Listed(one, kept.id, True, None) for one in view.standing(kept.id)]
    noted = notes(reading, corrected=rows_corrected(standing, kept.id))
    chain_of = versions(view, kept)
    made = blocks(article.text, marks_of(reading, shown), title=article.title)
    return asked.page(
        "article.html",
        kept=kept,
        article=article,
        made=[(block, [noted[row] for row in block.begins]) for block in made],
        shown=shown,
        counts={"statements": len(reading.statements), "events": len(reading.events), "figures": len(reading.figures)},
        switch={one: _switch(shown, one) for one in SHOWN},
        numbers={one.id: number_of(one.id) for one in reading.statements},
        versions=chain_of,
        version=chain_of.index(kept) + 1,
        reprints=view.articles(set(reprints(asked, kept.id)).difference(one.id for one in chain_of)),
        basis=BASES[article.published.basis] if article.published else None,
        contradicting=contradiction(article),
        standing=standing,
        entities=_entities(reading),
        tags=meta_tags(article),
    )


def state(asked: Asked) -> str:
    """What the page of an article, or of a row of it, depends on."""
    article, view = asked.part("id"), asked.view
    return f"{view.state([article])} {','.join(reprints(asked, article))}"


def source(asked: Asked) -> Response:
    """The captured bytes as text, to be kept as a file: never as a page, which they may be."""
    if asked.viewer.role == "guest":
        raise HTTPException(
            403, "The captured page is not ours to show to everybody; its live address is on the article's page"
        )
    kept = kept_of(asked)
    article, captured = asked.view.text(kept.id), asked.view.capture(kept.id)
    if captured is None:
        return asked.page("_article_no_capture.html", status=404, kept=kept, article=article)
    try:
        text = captured.decode(article.encoding, errors="replace")
    except LookupError:
        text = captured.decode(errors="replace")
    headers = {
        "content-disposition": f'attachment; filename="onrecord-{"".join(filter(str.isalnum, kept.id[:24]))}.txt"',
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    # What cannot be written as UTF-8, half a pair of UTF-16, is replaced.
    return Response(text.encode(errors="replace"), headers=headers, media_type="text/plain")


def kept_of(asked: Asked) -> Kept:
    """The article that the address names. Raises `onrecord.UnknownRow`."""
    return asked.view.article(asked.part("id"))


def versions(view: View, kept: Kept) -> list[Kept]:
    """The article at all its states at one address, the oldest first; itself alone where there is no other."""
    found = {kept.id: kept}
    before: list[Kept] = []
    after: list[Kept] = []
    for side, step in ((before, "revises"), (after, "revised_by")):
        at = kept
        while (name := getattr(at, step)) and name not in found and len(found) < MOST_VERSIONS:
            (at,) = view.articles([name])
            found[name] = at
            side.append(at)
    return [*before[::-1], kept, *after]


def reprints(asked: Asked, article: str) -> list[str]:
    """The articles that this one reprints, or that reprint it."""
    if ("reprints", article) not in asked.known:
        links = asked.view.links_from([article], least=_REPRINTS_ONLY)
        others = (link.other if link.one == article else link.one for link in links)
        asked.known["reprints", article] = list(dict.fromkeys(others))
    found: list[str] = asked.known["reprints", article]
    return found


def rows_corrected(standing: Sequence[Listed], article: str) -> frozenset[str]:
    """The rows of the article on which a person's verdict holds."""
    ends = chain.from_iterable((one.correction.row, one.correction.other or "") for one in standing)
    return frozenset(row for of, _, row in (end.rpartition("/") for end in ends) if of == article)


def _shown(asked: Asked) -> tuple[Shown, ...]:
    said = asked.text("mark", most=100)
    if not said:
        return SHOWN
    named = [] if said == "none" else [one.strip() for one in said.split(",")]
    if wrong := next((one for one in named if one not in SHOWN), None):
        raise BadInput("mark", f"{wrong!r} is none of {', '.join(SHOWN)}; none marks nothing")
    return tuple(one for one in SHOWN if one in named)


def _switch(shown: Sequence[Shown], one: Shown) -> str | None:
    """What to ask for to see ``one`` where it is not marked, or not to where it is."""
    then = [other for other in SHOWN if (other in shown) != (other == one)]
    return None if len(then) == len(SHOWN) else ",".join(then) or "none"


def _entities(reading: Reading) -> list[tuple[str, list[Entity]]]:
    """Those named, by what they are; the most mentioned first."""
    heads = {
        "People": ("person",),
        "Bodies and groups": ("organization", "group"),
        "Places": ("place",),
        "Works and other things": ("work", "other"),
    }
    named = [entity for entity in reading.entities if _is_named(entity)]
    ordered = sorted(named, key=lambda entity: -len(entity.mentions))
    found = [(head, [entity for entity in ordered if entity.type in types]) for head, types in heads.items()]
    return [(head, its) for head, its in found if its]


def _is_named(entity: Entity) -> bool:
    return not entity.mentions or any(mention.form == "name" for mention in entity.mentions)
