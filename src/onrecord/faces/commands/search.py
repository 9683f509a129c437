"""``onrecord search`` and ``onrecord check``: from words to what the record holds."""

from __future__ import annotations

import click

import onrecord
from onrecord.faces.answer import answer, readings_of
from onrecord.faces.opened import viewed
from onrecord.faces.page.hits import hits
from onrecord.faces.page.matches import matches
from onrecord.faces.params import Shape, as_of_option, most_option, shape_option
from onrecord.faces.rows import HITS, MATCHES, of_hit, of_match

FAULT = 1
"""Exit code: a check found a fault, or found nothing."""


@click.command()
@click.argument("query", metavar="QUERY")
@shape_option()
@most_option("items", default=50)
@as_of_option()
@click.pass_context
def search(ctx: click.Context, *, query: str, shape: Shape, most: int, as_of: int | str | None) -> None:
    """Search statements, articles and people, the best match first.

    Words are all to be found; "a phrase" stands as it is, A NEAR B close together, A OR B either. Filters narrow it:
    speaker:NAME, outlet:NAME, act:demand, kind:direct, since:2026-03-01, until:2026-03.

    \b
    Examples:
      onrecord search bridge
      onrecord search '"end of April" speaker:Orr'
      onrecord search 'levy NEAR pensioners act:commit since:2026-04' --format csv
    """
    with viewed(ctx.obj, as_of) as view:
        found = onrecord.search(view, query, limit=most, after=None)
        answer(
            shape,
            pretty=lambda ink: hits(
                found,
                readings_of(view, [hit.article for hit in found]),
                ink,
                nothing="Nothing in the record matches that.",
            ),
            json=lambda: found,
            csv=lambda: (HITS, map(of_hit, found)),
        )


@click.command()
@click.argument("quote", metavar="QUOTE")
@shape_option()
@most_option("statements", default=5)
@as_of_option()
@click.pass_context
def check(ctx: click.Context, *, quote: str, shape: Shape, most: int, as_of: int | str | None) -> None:
    """Did they say it? Find the statements nearest to a quotation, and show the differences word by word.

    What is not found may still have been said: the record holds what was added to it, no more.

    \b
    Exit codes: 0 something near was found; 1 nothing was.

    \b
    Examples:
      onrecord check "We will not open it on a guess"
      onrecord check "another month" --limit 1 --format json
    """
    with viewed(ctx.obj, as_of) as view:
        found = onrecord.check(view, quote, limit=most)
        answer(
            shape,
            pretty=lambda ink: matches(quote, found, readings_of(view, [match.hit.article for match in found]), ink),
            json=lambda: found,
            csv=lambda: (MATCHES, map(of_match, found)),
        )
    ctx.exit(0 if found else FAULT)
