"""Rows of the tables of a story, of which a page has hundreds; written as in `parts`, whose functions escape all that is foreign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from onrecord.faces.moments import day
from onrecord.faces.web.parts import label, sentence, sources, text

if TYPE_CHECKING:
    from onrecord import Moment, Position, StoryFigure
    from onrecord.faces.web.pages.story_shown import Shown

_POINT: Final = 160
_MOMENT: Final = 240
"""Characters of the words of a point or moment: two or three lines of its column."""

_END: Final = " …"


def shortened(words: str, most: int) -> str:
    """``words`` up to some ``most`` characters, cut between two words; a few more are left as they are."""
    if len(words) <= most + 5:
        return words
    return words[: most - len(_END)].rsplit(" ", 1)[0] + _END


def points(position: Position, page: Shown, most: int) -> Markup:
    """The first ``most`` points of a position."""
    ends = page.ends(position)
    return Markup(
        "\n".join(
            f"<tr><td>{text(page.point(one).replace(' · ', ', '))}{_ENDS if number in ends else ''}</td>"
            f"<td>{text(shortened(one.text, _POINT))}</td>"
            f"<td>{sentence(page.say_so(one.according_to))}<br>{sources(one.pointers, page, True)}</td></tr>"
            for number, one in enumerate(position.points[:most])
        )
    )


_ENDS: Final = f"<br>{label('end of a shift')}"


def moments(shown: Sequence[Moment], page: Shown) -> Markup:
    """Moments of the timeline, under the days that they are of."""
    rows = []
    for when, its in page.by_day(shown):
        head = f'<th scope="rowgroup" rowspan="{len(its)}">{text(when)}</th>'
        for one in its:
            rows.append(
                f"<tr>{head}<td>{text(shortened(one.text, _MOMENT))}<br>"
                f'<span class="meta">{text(page.moment(one))}</span></td><td>{sources(one.pointers, page)}</td></tr>'
            )
            head = ""
    return Markup("\n".join(rows))


def figures(shown: Sequence[StoryFigure], page: Shown) -> Markup:
    """Figures for one thing, each with what it was before."""
    rows = []
    for one in shown:
        was = page.revised(one)
        rows.append(
            f"<tr><td><b>{text(page.amount(one))}</b></td><td>{f'was {text(was)}' if was else ''}</td>"
            f"<td>{text(day(one.date)) if one.date else 'date not known'}</td>"
            f"<td>{sentence(page.say_so(one.according_to))}</td><td>{sources(one.pointers, page, True)}</td></tr>"
        )
    return Markup("\n".join(rows))


FILTERS: Final[dict[str, Callable[..., Any]]] = {"points": points, "moments": moments, "figures": figures}
"""What templates call them."""
