"""``onrecord search`` and ``onrecord check``: from words to what the record holds."""

from __future__ import annotations

import click

import onrecord
from onrecord.faces.answer import answer, readings_of
from onrecord.faces.columns import HITS, MATCHES
from onrecord.faces.opened import viewed
from onrecord.faces.page.hits import hits
from onrecord.faces.page.matches import matches
from onrecord.faces.params import Shape, as_of_option, most_option, shape_option
from onrecord.faces.rows import of_hit, of_match
from onrecord.faces.screen import say

FAULT = 1
"""Exit code: a check found a fault, or found nothing."""


@click.command(short_help="Search statements, articles and people.")
@click.argument("query", metavar="QUERY")
@shape_option()
@most_option("items", default=50, top=1_000)
@click.option("--after", metavar="PLACE", help="Go on after this one, that the last page named.")
@as_of_option()
@click.pass_context
def search(
    ctx: click.Context, *, query: str, shape: Shape, most: int, after: str | None, as_of: int | str | None
) -> None:
    """Search statements, articles and people, the newest articles first.

    All words must be there, as they are written; "a phrase" in that order. bridge* stands for all words that begin so,
    NEAR(bridge repair, 5) for two close together; AND, OR, NOT and parentheses mean what they say. Filters narrow it:
    speaker:Orr, to:county, outlet:"Harbour Post", act:demand, kind:direct, what:person, since:2026-03-01, until:2026-03.

    \b
    Examples:
      onrecord search bridge
      onrecord search '"end of April" speaker:Orr'
      onrecord search 'NEAR(levy pensioners) act:commit since:2026-04' --format csv
      onrecord search "what:person Orr"
    """
    with viewed(ctx.obj, as_of) as view:
        found = onrecord.search(view, query, limit=most, after=after)
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
        if len(found) == most:
            say(f"there may be more: --after {onrecord.cursor(found[-1])}")


@click.command(short_help="Did they say it? Compare a quotation word by word.")
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
