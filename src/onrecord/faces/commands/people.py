"""``onrecord who``: all that the record holds of somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

import onrecord
from onrecord import Dossier
from onrecord.faces.answer import answer, readings_of
from onrecord.faces.columns import DEEDS
from onrecord.faces.ink import Ink
from onrecord.faces.opened import viewed
from onrecord.faces.page.dossier import dossier
from onrecord.faces.params import Shape, as_of_option, most_option, shape_option
from onrecord.faces.rows import of_deed
from onrecord.faces.screen import say

if TYPE_CHECKING:
    from onrecord import View


@click.command(short_help="Show all that somebody said, did and was asked.")
@click.argument("name", metavar="NAME")
@shape_option()
@most_option("lines for each of that name")
@as_of_option()
@click.pass_context
def who(ctx: click.Context, *, name: str, shape: Shape, most: int | None, as_of: int | str | None) -> None:
    """Show all that somebody said, did, was asked and was said to have said, by date.

    Two who share a name are shown apart, each with the evidence for what is held together. To say that two are one, or
    are not, use correct ... same and correct ... different.

    \b
    Examples:
      onrecord who "Ada Orr"
      onrecord who Orr --format csv > orr.csv
    """
    with viewed(ctx.obj, as_of) as view:
        found = onrecord.who(view, name)
        if not found:
            near = onrecord.near_names(view, name)
            say(
                f"onrecord: nobody of the name {name!r} is in the record"
                + (f"; near: {', '.join(near)}" if near else "")
            )
        answer(
            shape,
            pretty=lambda ink: _pages(view, found, ink, name=name, most=most),
            json=lambda: [_cut(one, most) for one in found],
            csv=lambda: (DEEDS, (of_deed(one.name, deed) for one in found for deed in one.deeds[:most])),
        )


def _pages(view: View, found: Sequence[Dossier], ink: Ink, *, name: str, most: int | None) -> Iterator[str]:
    readings = readings_of(view, [deed.hit.article for one in found for deed in one.deeds[:most]])
    for number, one in enumerate(found):
        if number:
            yield from ["", "─" * 40, ""]
        yield from dossier(one, readings, ink, most=most)
    if not found:
        yield from ink.prose(f"Nothing of {name}.")


def _cut(found: Dossier, most: int | None) -> Dossier:
    return replace(found, deeds=found.deeds[:most])
