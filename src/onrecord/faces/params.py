"""What commands take: kinds of values, and options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final, Literal, TypeVar

import click

from onrecord.faces.screen import FORMATS
from onrecord.faces.sources import About, Web

Shape = Literal["pretty", "json", "csv"]
"""How an answer of the record is written."""
SHAPES: Final = ("pretty", "json", "csv")

VERDICTS: Final = ("accept", "reject", "replace", "same", "different", "unsure")
"""What a person may say of a row; to take that back is an option of its own, a button, or a field."""

_COLUMNS = ("text", "title", "date", "url", "outlet", "byline", "language")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?")
_F = TypeVar("_F", bound=Callable[..., Any])


class InOrder(click.Group):
    """A group whose commands are listed in the order in which they were added: that of use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as added."""
        return list(self.commands)


class IsoDate(click.ParamType[str]):
    """A date in ISO 8601, to the year, month, day or minute."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``value`` as it is; a usage error where it names no date."""
        try:
            if not _DATE.fullmatch(value):
                raise ValueError(value)
            datetime.fromisoformat(value if "T" in value else f"{value}-01-01"[:10])
        except ValueError:
            self.fail(f"{value!r} is no date: write 2026, 2026-03, 2026-03-14 or 2026-03-14T09:30Z", param, ctx)
        return value


class Sections(click.ParamType[tuple[str, ...]]):
    """Names of sections of a page, separated by commas."""

    name = "sections"

    def __init__(self, sections: tuple[str, ...]) -> None:
        self.sections = sections

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The sections that ``value`` names, in the order of the page; a usage error where it names something else."""
        if isinstance(value, tuple):
            return value
        asked = [name.strip() for name in value.split(",")]
        for name in asked:
            if name not in self.sections:
                self.fail(f"{name!r} is no section: write any of {','.join(self.sections)}", param, ctx)
        return tuple(section for section in self.sections if section in asked)


class Columns(click.ParamType[dict[str, str]]):
    """What the columns of a table give: ``text=body,title=headline``."""

    name = "columns"

    def convert(
        self, value: str | dict[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, str]:
        """Column names by what they give; a usage error for anything that a row cannot say of its article."""
        if isinstance(value, dict):
            return value
        found: dict[str, str] = {}
        for pair in value.split(","):
            what, sign, name = pair.partition("=")
            if not sign or not name.strip() or what.strip() not in _COLUMNS:
                self.fail(
                    f"{pair!r} names no column: write any of {', '.join(f'{c}=NAME' for c in _COLUMNS)}", param, ctx
                )
            found[what.strip()] = name.strip()
        return found


def sourced(*, verb: str) -> Callable[[_F], _F]:
    """The options and the argument that say what is to be read, given to a command as ``sources``, ``about`` and ``web``."""
    options = [
        click.option(
            "--date", type=IsoDate(), metavar="D", help="When the articles were published, in ISO 8601: 2026-03-14."
        ),
        click.option("--outlet", metavar="NAME", help="Who published them."),
        click.option("--url", metavar="URL", help="The address they were fetched from."),
        click.option(
            "--columns",
            type=Columns(),
            metavar="MAP",
            help="Which columns of a table (JSON Lines, CSV) give what: text=body,title=headline,date=day.  [default: by usual names]",
        ),
        click.option(
            "--feed", "listing", flag_value="feed", help="Each source is the address of a feed; refuse what is none."
        ),
        click.option(
            "--sitemap", "listing", flag_value="sitemap", help="Each source is the address of a sitemap, or an index."
        ),
        click.option(
            "--limit",
            type=click.IntRange(min=1),
            metavar="N",
            help=f"{verb} N articles at most of each feed or sitemap, in its order.",
        ),
        click.option(
            "--fetch-log",
            type=click.Path(dir_okay=False),
            metavar="FILE",
            help="Where fetches are recorded.  [default: onrecord/fetches.sqlite in the user's cache folder]",
        ),
        click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    ]

    def add(command: _F) -> _F:
        @wraps(command)
        def packed(
            *args: Any,
            date: str | None,
            outlet: str | None,
            url: str | None,
            columns: dict[str, str] | None,
            listing: Literal["feed", "sitemap"] | None,
            limit: int | None,
            fetch_log: str | None,
            **others: Any,
        ) -> Any:
            about = About(date, outlet, url, columns)
            return command(*args, about=about, web=Web(listing=listing, limit=limit, log=fetch_log), **others)

        for option in reversed(options):
            packed = option(packed)
        return packed  # type: ignore[return-value]  # the same command, its options packed

    return add


def form_option(meanings: str) -> Callable[[_F], _F]:
    """``--format`` of a command that writes article by article."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="pretty", show_default=True, help=meanings
    )


def shape_option(*, csv: bool = True) -> Callable[[_F], _F]:
    """``--format`` of a command that gives an answer."""
    shapes = SHAPES if csv else SHAPES[:2]
    meanings = "pretty: for the eye. json: all of it." + (" csv: a table, its columns as documented." if csv else "")
    return click.option(
        "--format", "shape", type=click.Choice(shapes), default="pretty", show_default=True, help=meanings
    )


def most_option(what: str, *, default: int | None = None, top: int | None = None) -> Callable[[_F], _F]:
    """``--limit`` of a command that gives a list."""
    return click.option(
        "--limit",
        "most",
        type=click.IntRange(min=1, max=top),
        metavar="N",
        default=default,
        show_default=default is not None,
        help=f"Give N {what} at most.",
    )


def as_of_option() -> Callable[[_F], _F]:
    """``--as-of``: the record as it stood."""
    return click.option(
        "--as-of",
        type=AsOf(),
        metavar="TIME",
        help="As the record stood then: at the end of 2026-03-14, at 2026-03-14T09:30Z, or after entry @120.",
    )


class AsOf(click.ParamType[str | int]):
    """A moment in the life of a record: a time in ISO 8601, or ``@`` and the number of an entry."""

    name = "time"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> str | int:
        """The number of the entry, or the last moment of the time, in UTC; a usage error where it is neither."""
        if isinstance(value, int):
            return value
        if re.fullmatch(r"@[0-9]{1,18}", value):
            return int(value[1:])
        try:
            return IsoDate().convert(value, param, ctx)
        except click.UsageError:
            self.fail(
                f"{value!r} is neither a time, as 2026-03-14 or 2026-03-14T09:30Z, nor an entry, as @120", param, ctx
            )
