"""The command line. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import click

from onrecord.faces.pretty import SECTIONS, Section
from onrecord.faces.refusal import refusal
from onrecord.faces.run import FORMATS, Format, Setting, read_all
from onrecord.faces.sources import About, Web

REFUSED = 3
"""Exit code: some inputs were refused, each named with its reason, the others done."""
INTERRUPTED = 130
"""Exit code after an interrupt, as shells give it: 128 and the number of the signal."""

_COLUMNS = ("text", "title", "date", "url", "outlet", "byline", "language")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?")


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


class Sections(click.ParamType[tuple[Section, ...]]):
    """Names of sections, separated by commas."""

    name = "sections"

    def convert(
        self, value: str | tuple[Section, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Section, ...]:
        """The sections that ``value`` names; a usage error where it names something else."""
        if isinstance(value, tuple):
            return value
        asked = [name.strip() for name in value.split(",")]
        for name in asked:
            if name not in SECTIONS:
                self.fail(f"{name!r} is no section: write any of {','.join(SECTIONS)}", param, ctx)
        return tuple(section for section in SECTIONS if section in asked)


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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onrecord", message="%(prog)s %(version)s")
def cli() -> None:
    """Reads news and keeps the record: who said what, what happened and how many, with every item on its exact words."""


@cli.command()
@click.option("--date", type=IsoDate(), metavar="D", help="When the articles were published, in ISO 8601: 2026-03-14.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--url", metavar="URL", help="The address they were fetched from.")
@click.option(
    "--columns",
    type=Columns(),
    metavar="MAP",
    help="Which columns of a table (JSON Lines, CSV) give what: text=body,title=headline,date=day.  [default: by usual names]",
)
@click.option("--feed", "listing", flag_value="feed", help="Each source is the address of a feed; refuse what is none.")
@click.option(
    "--sitemap", "listing", flag_value="sitemap", help="Each source is the address of a sitemap, or an index."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Read N articles at most of each feed or sitemap, in its order.",
)
@click.option(
    "--fetch-log",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where fetches are recorded.  [default: onrecord/fetches.sqlite in the user's cache folder]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="pretty",
    show_default=True,
    help="pretty: for the eye. json: an array of readings. jsonl: one reading a line, each as soon as it is done.",
)
@click.option(
    "--show",
    type=Sections(),
    metavar="SECTIONS",
    help=f"What the pretty page shows, separated by commas: {', '.join(SECTIONS)}.  [default: all]",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.pass_context
def read(
    ctx: click.Context,
    *,
    date: str | None,
    outlet: str | None,
    url: str | None,
    columns: dict[str, str] | None,
    listing: Literal["feed", "sitemap"] | None,
    limit: int | None,
    fetch_log: str | None,
    form: Format,
    show: tuple[Section, ...] | None,
    sources: tuple[str, ...],
) -> None:
    """Read articles and show who said what, what happened, and on whose say-so.

    A SOURCE is a file, a folder (its files and those of its folders, by name; names that begin with a dot are passed
    over), an http or https address, or - for standard input. A file is plain text, Markdown, HTML, PDF, DOCX, mail or
    mbox, a web archive (WARC, WACZ), JSON Lines, CSV, or a ZIP or gzip file of these, told from its bytes; one that holds
    many articles gives each in turn. A feed or sitemap behind an address
    stands for the articles it lists. Nothing is fetched unless an address is named. --date, --outlet and --url are
    taken over what a source says itself, and hold for every source of the command.

    Readings go to standard output, in the order of the sources. An input that cannot be read is named on standard
    error with its reason (with json and jsonl also as a JSON line) and the others are read all the same; so is a member
    of a file that holds many.

    \b
    Exit codes: 0 all was read; 2 wrong usage; 3 some inputs were refused.

    \b
    Examples:
      onrecord read article.txt
      onrecord read --date 2026-03-14 --outlet "The Courier" article.html
      onrecord read --show events,figures article.txt
      onrecord read --format jsonl articles/ > readings.jsonl
      onrecord read --columns text=artikel,title=kop corpus.csv
      cat article.txt | onrecord read --format json -
      onrecord read --feed --limit 10 https://www.example.org/rss.xml
    """
    if show and form != "pretty":
        raise click.UsageError(f"--show is for --format pretty; {form} gives every reading in full", ctx)
    about, how = (
        About(date, outlet, url, columns),
        Setting(form, width=_width(), colour=_colour(), show=show or SECTIONS),
    )
    web = Web(listing=listing, limit=limit, log=fetch_log)
    refused = read_all(sources, about=about, how=how, web=web)
    ctx.exit(REFUSED if refused else 0)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code. No exception leaves it."""
    sys.exit(_run(args))


def _run(args: Sequence[str] | None) -> int:
    try:
        # Not click's own main: it would answer a closed pipe with exit code 1, which here means a fault was found.
        with cli.make_context("onrecord", list(sys.argv[1:] if args is None else args)) as context:
            cli.invoke(context)
        return 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        click.echo(refusal("standard output", error, sha256=None).line(), err=True)
        return REFUSED
    except Exception as error:
        click.echo(refusal("command", error, sha256=None).line(), err=True)
        return REFUSED


def _drop_output() -> None:
    """What is left in the buffer must not raise again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _width() -> int:
    """Columns of the terminal, at most 100: longer lines are hard to read back from."""
    return min(shutil.get_terminal_size().columns, 100)


def _colour() -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says otherwise."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
