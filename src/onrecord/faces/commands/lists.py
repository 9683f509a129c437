"""``onrecord claims``, ``demands`` and ``shifts``: what the stories hold, over all of them or of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

import onrecord
from onrecord import Position, Shift, Story
from onrecord.faces.answer import answer, readings_of
from onrecord.faces.ink import Ink, safe
from onrecord.faces.opened import viewed
from onrecord.faces.page import claims as claims_page
from onrecord.faces.page import demands as demands_page
from onrecord.faces.page import positions as positions_page
from onrecord.faces.page.told import Told, days
from onrecord.faces.params import Shape, as_of_option, most_option, shape_option
from onrecord.faces.story_lists import StoryList, claims_list, demands_list, shifts_list

if TYPE_CHECKING:
    from onrecord import View

_T = TypeVar("_T")
_F = TypeVar("_F", bound=Callable[..., Any])

_Page = Callable[[Told, Ink, Sequence[_T]], Iterator[str]]
"""How a page shows those items of one story."""


def _options(noun: str) -> Callable[[_F], _F]:
    def add(command: _F) -> _F:
        for option in (
            as_of_option(),
            most_option(noun),
            shape_option(),
            click.option("--story", "story_id", metavar="ID", help=f"Only the {noun} of this story."),
        ):
            command = option(command)
        return command

    return add


@click.command(short_help="List claims and on whose say-so they rest.")
@click.option(
    "--status", type=click.Choice(claims_page.ORDER), help="Only claims of this status: on whose say-so they rest."
)
@click.option("--about", metavar="NAME", help="Only claims about somebody of this name.")
@click.option("--unheard", is_flag=True, help="Only claims on which those whom they are about have not been heard.")
@_options("claims")
@click.pass_context
def claims(ctx: click.Context, /, *, status: str | None, about: str | None, unheard: bool, **how: Any) -> None:
    """List claims: what is said to be so, on whose say-so, and whether those whom it is about have been heard.

    The same words in forty outlets rest on one say-so, and what one says of another's words is the first one's say-so.

    \b
    Examples:
      onrecord claims --unheard
      onrecord claims --status disputed --format csv > disputed.csv
      onrecord claims --about "Ada Orr" --story 3f0c12ab
    """

    _write(ctx.obj, claims_list(status=status, about=about, unheard=unheard), claims_page.claims, **how)


@click.command(short_help="List demands and the responses to them.")
@_options("demands")
@click.pass_context
def demands(ctx: click.Context, /, **how: Any) -> None:
    """List demands: who wants what of whom, and every response that the articles have.

    \b
    Examples:
      onrecord demands
      onrecord demands --story 3f0c12ab --format json
    """
    _write(ctx.obj, demands_list(), demands_page.demands, **how)


@click.command(short_help="List changes of position.")
@_options("shifts")
@click.pass_context
def shifts(ctx: click.Context, /, **how: Any) -> None:
    """List shifts: where somebody's position toward another changed, who reports it, and whether they confirm it.

    \b
    Examples:
      onrecord shifts
      onrecord shifts --format csv > shifts.csv
    """
    _write(ctx.obj, shifts_list(), _shifts, **how)


def _write(
    where: str | None,
    kind: StoryList[_T],
    page: _Page[_T],
    *,
    story_id: str | None,
    shape: Shape,
    most: int | None,
    as_of: int | str | None,
) -> None:
    with viewed(where, as_of, stories=True) as view:
        told = [onrecord.story_of(view, story_id)] if story_id else onrecord.all_stories(view)
        found = list(islice(((story, item) for story in told for item in kind.of(story)), most))
        answer(
            shape,
            pretty=lambda ink: _pages(view, kind, page, found, ink),
            json=lambda: [kind.entry(story, item) for story, item in found],
            csv=lambda: (kind.columns, (row for story, item in found for row in kind.rows(story, item))),
        )


def _pages(
    view: View, kind: StoryList[_T], page: _Page[_T], found: Sequence[tuple[Story, _T]], ink: Ink
) -> Iterator[str]:
    """The items under the titles of their stories."""
    if not found:
        yield f"No {kind.noun}."
        return
    stories = {story.id: story for story, _ in found}
    for number, story in enumerate(stories.values()):
        if number:
            yield ""
        for line in ink.prose(safe(story.title)):
            yield ink.strong(line)
        yield from ink.prose(safe(f"{days(story.first, story.last)} · story {story.id}"))
        told = Told(story, readings_of(view, [article.id for article in story.articles]))
        yield from page(told, ink, [item for its, item in found if its is story])


def _shifts(told: Told, ink: Ink, shown: Sequence[tuple[Position, Shift]]) -> Iterator[str]:
    for position, shift in shown:
        for line in ink.prose(safe(f"{position.actor} toward {position.toward}"), indent=2, hang=2):
            yield ink.strong(line)
        yield from positions_page.moved(position, shift, told, ink)
