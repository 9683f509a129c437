"""``onrecord read``: articles in, what is read in them out; no record is touched."""

from __future__ import annotations

import click

from onrecord.faces import screen
from onrecord.faces.params import Sections, form_option, sourced
from onrecord.faces.pretty import SECTIONS, Section
from onrecord.faces.run import Setting, read_all
from onrecord.faces.screen import Format
from onrecord.faces.sources import About, Web

REFUSED = 3
"""Exit code: some inputs were refused, each named with its reason, the others done."""


@click.command(short_help="Show what is read in articles; keep nothing.")
@sourced(verb="Read")
@form_option("pretty: for the eye. json: an array of readings. jsonl: one reading a line, each as soon as it is done.")
@click.option(
    "--show",
    type=Sections(SECTIONS),
    metavar="SECTIONS",
    help=f"What the pretty page shows, separated by commas: {', '.join(SECTIONS)}.  [default: all]",
)
@click.pass_context
def read(
    ctx: click.Context,
    *,
    about: About,
    web: Web,
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
    taken over what a source says itself, and hold for every source of the command. No record is touched.

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
    how = Setting(form, width=screen.width(), colour=screen.colour(), show=show or SECTIONS)
    refused = read_all(sources, about=about, how=how, web=web)
    ctx.exit(REFUSED if refused else 0)
