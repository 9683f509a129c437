"""Write the generated pages of ``docs/reference``: glossary, acts, event types, command line and tables, from the code itself.

``make docs`` runs this; a test holds that the pages are what it would write.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import click

from onrecord import terms
from onrecord.faces.cli import cli
from onrecord.faces.columns import MEANS, TABLES
from onrecord.terms import article, reading, record, story

FOLDER = Path(__file__).parent / "reference"
_NOTE = "<!-- Written by docs/build_reference.py (make docs): change the code, not this page. -->\n"


def pages() -> dict[Path, str]:
    """Every generated page and its text."""
    written = {
        "glossary": glossary(),
        "acts": acts(),
        "event-types": event_types(),
        "cli": command_line(),
        "tables": tables(),
    }
    return {FOLDER / f"{name}.md": f"{_NOTE}\n" + "\n".join(lines) + "\n" for name, lines in written.items()}


def glossary() -> Iterator[str]:
    """The terms, module by module, each with its docstring and fields."""
    yield "# Glossary"
    yield ""
    yield "The words onrecord is built from. A type of the same name holds each; field names are those of the JSON form."
    for node in (
        node for module in (article, reading, record, story) for node in ast.parse(inspect.getsource(module)).body
    ):
        if isinstance(node, ast.ClassDef):
            yield from ["", f"## {node.name}", "", _text(ast.get_docstring(node) or "")]
            yield ""
            for name, kind in get_type_hints(getattr(terms, node.name)).items():
                values = f": {', '.join(get_args(kind))}" if get_origin(kind) is Literal else ""
                yield f"- `{name}`{values}"


def acts() -> Iterator[str]:
    """What a statement does."""
    yield "# Acts"
    yield ""
    yield "What a statement does: the `act` of a [Statement](glossary.md#statement). When two fit, the more specific one"
    yield "stands: any act before *assert*."
    yield ""
    yield "| act | the speaker |"
    yield "|---|---|"
    for act, meaning in terms.ACTS.items():
        yield f"| `{act}` | {meaning} |"


def event_types() -> Iterator[str]:
    """What one does to another."""
    yield "# Event types"
    yield ""
    yield "What one does to another: the `type` of an [Event](glossary.md#event), from cooperation to conflict, and its `mode`:"
    yield "how it was done, or what was asked, refused or threatened. Both are those of PLOVER 2.0;"
    yield "[Events](../explanation/events.md) tells how they are read."
    yield ""
    yield "| type | the actor | modes |"
    yield "|---|---|---|"
    for kind, meaning in terms.EVENT_TYPES.items():
        modes = "; ".join(f"`{mode}` {how}" for mode, how in terms.EVENT_MODES.get(kind, {}).items())
        yield f"| `{kind}` | {meaning} | {modes} |"


def command_line() -> Iterator[str]:
    """The help texts of every command, 100 columns wide."""
    yield "# Command line"
    yield ""
    yield "Data goes to standard output, everything else to standard error."
    settings = {**cli.context_settings, "terminal_width": 100, "max_content_width": 100}
    root = click.Context(cli, info_name="onrecord", **settings)
    yield from _help("onrecord", cli, root)
    for name, command in cli.commands.items():
        yield from _command(
            f"onrecord {name}", command, click.Context(command, info_name=name, parent=root, **settings)
        )


def _command(title: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield from _help(title, command, context)
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            inner = click.Context(below, info_name=name, parent=context, terminal_width=100, max_content_width=100)
            yield from _command(f"{title} {name}", below, inner)


def tables() -> Iterator[str]:
    """The columns of every table that the record answers with."""
    yield "# Tables"
    yield ""
    yield "What `--format csv` gives: a head with the names of the columns, then a row for each item, in UTF-8, by RFC 4180. Columns"
    yield "may be added; none is renamed or taken away. Several values in one cell are parted by `; `. What is not known is empty."
    yield ""
    yield "Words that a spreadsheet would take for a formula, because they begin with `=`, `+`, `-`, `@`, a tab, a line break or the"
    yield "wide form of these signs, have a `'` put before them. To have them back, take one `'` from a cell that begins with"
    yield "`'` and one of these signs. Control characters are shown as U+FFFD. JSON has all words as they are."
    for command, columns in TABLES.items():
        yield from ["", f"## {command}", "", "| column | says |", "|---|---|"]
        for column in columns:
            yield f"| `{column}` | {MEANS[column.removeprefix('from_').removeprefix('to_')]} |"


def _help(title: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield from ["", f"## {title}", "", "```text", command.get_help(context), "```"]


def _text(docstring: str) -> str:
    return re.sub(r"``(.+?)``", r"`\1`", docstring)


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
