"""The command line. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

import onrecord
from onrecord.faces.commands.accounts import accounts
from onrecord.faces.commands.add import add
from onrecord.faces.commands.correct import aliases, correct, corrections
from onrecord.faces.commands.lists import claims, demands, shifts
from onrecord.faces.commands.people import who
from onrecord.faces.commands.read import REFUSED, read
from onrecord.faces.commands.search import check, search
from onrecord.faces.commands.serve import serve
from onrecord.faces.commands.stories import stories, story
from onrecord.faces.commands.upkeep import backup, export, import_, verify
from onrecord.faces.params import InOrder
from onrecord.faces.refusal import refusal
from onrecord.faces.screen import say

WRONG_USAGE = 2
"""Exit code: wrong usage; also a row, article or story that the record does not hold."""
NO_RECORD = 4
"""Exit code: the record, or the file of accounts, cannot be used; file and cause are named."""
INTERRUPTED = 130
"""Exit code after an interrupt, as shells give it: 128 and the number of the signal."""


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onrecord", message="%(prog)s %(version)s")
@click.option(
    "--record",
    envvar="ONRECORD_RECORD",
    metavar="WHERE",
    help="The record: an SQLite file, or postgresql://USER@HOST/NAME. Also from ONRECORD_RECORD."
    "  [default: one file in the user's data folder]",
)
@click.pass_context
def cli(ctx: click.Context, *, record: str | None) -> None:
    """Reads news and keeps the record: who said what, what happened and how many, with every item on its exact words.

    read shows what is read in articles and keeps nothing. add keeps it; every other command asks the record, or corrects it,
    and says on standard error where it is.
    """
    ctx.obj = record or None


for _command in (
    read, add, stories, story, who, claims, demands, shifts, search, check,
    serve, accounts, correct, corrections, aliases, verify, backup, export, import_,
):  # fmt: skip
    cli.add_command(_command)


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
    except (onrecord.RecordError, onrecord.AccountsError) as broken:
        say(f"onrecord: {broken}")
        return NO_RECORD
    except onrecord.UnknownRow as unknown:
        where = "" if unknown.near else "; `onrecord stories` and `onrecord search WORDS` show the ids there are"
        say(f"onrecord: {unknown}{where}")
        return WRONG_USAGE
    except onrecord.OnrecordError as wrong_usage:
        say(f"onrecord: {wrong_usage}")
        return WRONG_USAGE
    except Exception as error:
        click.echo(refusal("command", error, sha256=None).line(), err=True)
        return REFUSED


def _drop_output() -> None:
    """What is left in the buffer must not raise again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
