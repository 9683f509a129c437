"""``onrecord stories`` and ``onrecord story``."""

from __future__ import annotations

import click

import onrecord
from onrecord.faces import screen
from onrecord.faces.answer import answer, indented, readings_of
from onrecord.faces.columns import STORIES
from onrecord.faces.opened import viewed
from onrecord.faces.page import listed
from onrecord.faces.page.story import STORY_SECTIONS, story_page
from onrecord.faces.params import Sections, Shape, as_of_option, most_option, shape_option
from onrecord.faces.rows import of_headline


@click.command(short_help="List the stories of the record.")
@shape_option()
@most_option("stories")
@as_of_option()
@click.pass_context
def stories(ctx: click.Context, *, shape: Shape, most: int | None, as_of: int | str | None) -> None:
    """List the stories of the record: what belongs together, over all articles.

    \b
    Examples:
      onrecord stories
      onrecord stories --format csv > stories.csv
      onrecord stories --as-of 2026-03-14
    """
    with viewed(ctx.obj, as_of, stories=True) as view:
        found = onrecord.stories(view)
        shown = found[:most]
        answer(
            shape,
            pretty=lambda ink: listed.stories(shown, ink, left=len(found) - len(shown)),
            json=lambda: shown,
            csv=lambda: (STORIES, map(of_headline, shown)),
        )


@click.command(short_help="Show one story in full.")
@click.argument("story_id", metavar="ID")
@shape_option(csv=False)
@click.option(
    "--show",
    type=Sections(STORY_SECTIONS),
    metavar="SECTIONS",
    help=f"What the pretty page shows, separated by commas: {', '.join(STORY_SECTIONS)}.  [default: all]",
)
@most_option("items of each section of the pretty page", default=20)
@as_of_option()
@click.pass_context
def story(
    ctx: click.Context, *, story_id: str, shape: Shape, show: tuple[str, ...] | None, most: int, as_of: int | str | None
) -> None:
    """Show one story: what happened, who claims and demands what, who has been heard, and what moved.

    ID is one that `stories` lists. An item names the rows it rests on as 2/s4: statement s4 of the second article.
    Nobody's silence is taken for an answer: "no word of theirs on it" says what the articles read do not hold.

    \b
    Examples:
      onrecord story 3f0c12ab
      onrecord story --show claims,demands 3f0c12ab
      onrecord story --format json 3f0c12ab > story.json
    """
    if show and shape != "pretty":
        raise click.UsageError(f"--show is for --format pretty; {shape} gives the story in full", ctx)
    with viewed(ctx.obj, as_of, stories=True) as view:
        found = onrecord.story_of(view, story_id)
        if shape == "json":
            screen.put(indented(found))
            return
        readings = readings_of(view, [article.id for article in found.articles])
        page = story_page(
            found, readings, width=screen.width(), colour=screen.colour(), show=show or STORY_SECTIONS, most=most
        )
        screen.put(page)
