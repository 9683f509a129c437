"""``onrecord verify``, ``backup``, ``export`` and ``import``: the record itself, checked and carried."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal

import click

import onrecord
from onrecord.faces.answer import indented
from onrecord.faces.commands.search import FAULT
from onrecord.faces.ink import safe
from onrecord.faces.opened import opened
from onrecord.faces.screen import put, say

if TYPE_CHECKING:
    from onrecord import Record

CANNOT = 3
"""Exit code: a file could not be read or written."""


@click.command(short_help="Check every hash, digest and span of the record.")
@click.option(
    "--format", "shape", type=click.Choice(("pretty", "json")), default="pretty", show_default=True,
    help="pretty: a line a fault. json: all of it.",
)  # fmt: skip
@click.pass_context
def verify(ctx: click.Context, *, shape: Literal["pretty", "json"]) -> None:
    """Check the whole record: its chain of hashes, every article's digest, the words at every span.

    \b
    Exit codes: 0 all is as it was written; 1 a fault was found, each is named; 4 the record cannot be used.
    """
    with opened(ctx.obj) as record:
        faults = []
        for fault in record.verify():
            faults.append(fault)
            if shape == "pretty":
                put(safe(" ".join(f"{fault.where}: {fault.what}".split("\n"))) + "\n")
        entries, kept = record.view().seq, _durability(record, ctx.obj)
        if shape == "json":
            found = [{"where": fault.where, "what": fault.what} for fault in faults]
            put(indented({"entries": entries, "durability": kept, "faults": found}))
        elif not faults:
            put(f"{entries:,} entries, all as they were written.\n{safe(kept)}\n")
        else:
            say(f"onrecord: {len(faults)} faults in {entries:,} entries; a backup or an export may hold what was lost")
    ctx.exit(FAULT if faults else 0)


def _durability(record: Record, where: str | None) -> str:
    """How the record keeps what is written safe: asked of one opened to be written to, where that can be done."""
    try:
        with onrecord.open_record(where) as writable:
            return writable.durability
    except onrecord.RecordError:
        return record.durability


@click.command(short_help="Copy the record, whole and at one moment.")
@click.argument("file", type=click.Path(dir_okay=False), metavar="FILE")
@click.pass_context
def backup(ctx: click.Context, *, file: str) -> None:
    """Copy the record to FILE, whole and at one moment, also while others write to it.

    FILE must not be there yet. It is a record itself: onrecord --record FILE stories.
    """
    with opened(ctx.obj) as record:
        record.backup(file)
        say(f"backup: {file}")


@click.command(short_help="Write the whole record as JSON Lines.")
@click.argument("file", required=False, default="-", metavar="[FILE]")
@click.pass_context
def export(ctx: click.Context, *, file: str) -> None:
    """Write the whole record, history and corrections too, as JSON Lines to FILE or standard output.

    What comes of importing it exports to the same bytes again. FILE must not be there yet.

    \b
    Examples:
      onrecord export harbour.jsonl
      onrecord --record postgresql://desk@localhost/desk import harbour.jsonl
    """
    with opened(ctx.obj) as record:
        if file == "-":
            record.export(sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        try:
            _exported(record, file)
        except OSError as wrong:
            _cannot(ctx, file, wrong)
        say(f"export: {file}")


def _exported(record: Record, file: str) -> None:
    """The record in a new ``file``, on the disk when this returns; no file where it could not be written whole."""
    with open(file, "xb") as out:
        try:
            record.export(out)
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            os.unlink(file)
            raise


@click.command(name="import", short_help="Take an export into an empty record.")
@click.argument("file", metavar="FILE")
@click.pass_context
def import_(ctx: click.Context, *, file: str) -> None:
    """Take an export into an empty record: all of it, or nothing where it is not as it was written.

    FILE is an export, or - for standard input. The record is made where there is none.
    """
    with opened(ctx.obj, write=True) as record:
        if file == "-":
            record.import_(sys.stdin.buffer)
        else:
            try:
                with open(file, "rb") as exported:
                    record.import_(exported)
            except OSError as wrong:
                _cannot(ctx, file, wrong)
        onrecord.keep_up(record)
        say(f"import: {file}; the record has {record.view().seq:,} entries")


def _cannot(ctx: click.Context, file: str, wrong: OSError) -> None:
    say(f"onrecord: {file}: {wrong.strerror or wrong}")
    ctx.exit(CANNOT)
