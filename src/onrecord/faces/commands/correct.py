"""``onrecord correct``, ``corrections`` and ``aliases``: what people know better, and what they bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TextIO

import click

import onrecord
from onrecord import Correction, Kept, UnreadableSource
from onrecord.faces.alias_list import alias_rows
from onrecord.faces.answer import answer
from onrecord.faces.columns import CORRECTIONS
from onrecord.faces.commands.read import REFUSED
from onrecord.faces.opened import opened
from onrecord.faces.page import listed
from onrecord.faces.page.told import count
from onrecord.faces.params import VERDICTS, Shape, as_of_option, most_option, shape_option
from onrecord.faces.pipeline import report
from onrecord.faces.refusal import refusal
from onrecord.faces.rows import Row, of_correction
from onrecord.faces.screen import put, say

if TYPE_CHECKING:
    from onrecord import Alias, View

_Verdict = Literal["accept", "reject", "replace", "same", "different", "unsure"]


@click.command(short_help="Say that a row is right or wrong, or what it should be.")
@click.argument("row", required=False, metavar="[ROW")
@click.argument("verdict", required=False, type=click.Choice(VERDICTS), metavar="VERDICT]")
@click.option("--field", metavar="F", help="replace: which field: speaker, act, content, source, type or status.")
@click.option("--value", metavar="V", help="replace: what it is to be. A speaker without it: not known.")
@click.option("--other", metavar="ROW", help="same, different, unsure: the other entity.")
@click.option("--undo", metavar="ID", help="Take back the correction of this id, instead of a verdict on a row.")
@click.option("--by", required=True, envvar="ONRECORD_BY", metavar="NAME", help="Who says so. Also from ONRECORD_BY.")
@click.option("--why", metavar="TEXT", help="Why, in your own words.")
@click.pass_context
def correct(
    ctx: click.Context,
    *,
    row: str | None,
    verdict: _Verdict | None,
    field: str | None,
    value: str | None,
    other: str | None,
    undo: str | None,
    by: str,
    why: str | None,
) -> None:
    """Say that a row of the record is right or wrong, or what it should be.

    ROW is one that search, who, check and story show: ARTICLE/ID, the article's id or the beginning of it. Nothing is
    ever changed or taken away: a correction is added, with who says so and when, no later reading overwrites it, and
    --undo takes it back. Entities are ARTICLE/e1 and so on.

    \b
    VERDICT   accept      it was read and is right
              reject      it is wrong: it is shown no more, and kept
              replace     one field of it is to have another value: --field F --value V
              same        two entities are one: --other ROW
              different   two entities are not one, whatever their names: --other ROW
              unsure      it was looked at, and nobody could tell

    \b
    Examples:
      onrecord correct 3f0c12ab/s4 reject --by "Una Holt" --why "she was quoting the mayor"
      onrecord correct 3f0c12ab/s4 replace --field speaker --value e2 --by "Una Holt"
      onrecord correct 3f0c12ab/e3 different --other 77de01bc/e1 --by "Una Holt"
      onrecord correct --undo 90ab77d1 --by "Una Holt"
    """
    target: str
    what: _Verdict | Literal["undo"]
    if undo is not None:
        if row or verdict or field or value or other:
            raise click.UsageError("--undo stands alone: the correction says what it was of", ctx)
        target, what = undo, "undo"
    else:
        if row is None or verdict is None:
            raise click.UsageError("name a ROW and a VERDICT, or --undo ID", ctx)
        target, what = row, verdict
    with opened(ctx.obj, write=True) as record:
        made = record.correct(target, what, field=field, value=value, other=other, by=by, why=why)
        put(f"{made.id}  {listed.verdict(made)}\n")
        onrecord.keep_up(record)


@click.command(short_help="List what people have corrected.")
@click.option("--article", metavar="ID", help="Only corrections of this article's rows.")
@shape_option()
@most_option("corrections, the last ones,")
@as_of_option()
@click.pass_context
def corrections(
    ctx: click.Context, *, article: str | None, shape: Shape, most: int | None, as_of: int | str | None
) -> None:
    """List what people have corrected, in the order in which they did: every verdict, with the words that it is of.

    \b
    Examples:
      onrecord corrections
      onrecord corrections --format csv > corrections.csv
    """
    with opened(ctx.obj) as record:
        view = record.view(as_of)
        wanted = view.article(article).id if article else None
        found = view.corrections(wanted)[-(most or 0) :]
        articles = sorted({name for one in found if (name := _article(one))})
        holding = {one.id for name in articles for one in view.standing(name)}
        kept = {one.id: one for one in view.articles(articles)}
        words = [_words(view, one) for one in found]
        holds = [one.id in holding or one.verdict == "undo" for one in found]
        answer(
            shape,
            pretty=lambda ink: listed.corrections(found, words, holds, ink),
            json=lambda: [
                {
                    **onrecord.as_json(one),
                    "holds": stands,
                    "text": said,
                    "source": _source(kept.get(_article(one) or ""), one),
                }
                for one, said, stands in zip(found, words, holds, strict=True)
            ],
            csv=lambda: (CORRECTIONS, _rows(found, words, holds, kept)),
        )


def _rows(
    found: Sequence[Correction], words: Sequence[str | None], holds: Sequence[bool], kept: dict[str, Kept]
) -> Iterator[Row]:
    for one, said, stands in zip(found, words, holds, strict=True):
        yield of_correction(one, holds=stands, source=_source(kept.get(_article(one) or ""), one), text=said)


def _article(correction: Correction) -> str | None:
    """The article whose row it is of; None of an *undo*, which names a correction."""
    article, slash, _ = correction.row.partition("/")
    return article if slash else None


def _words(view: View, correction: Correction) -> str | None:
    article = _article(correction)
    if article is None or not correction.spans:
        return None
    text = view.text(article).text
    return " ".join(text[start:end] for start, end in correction.spans)


def _source(kept: Kept | None, correction: Correction) -> Row:
    return {
        "article": _article(correction),
        "row": correction.row.partition("/")[2] or correction.row,
        "outlet": kept.outlet if kept else None,
        "title": kept.title if kept else None,
        "published": kept.published.date if kept and kept.published else None,
    }


@click.command(short_help="Import a list of other names.")
@click.argument("file", type=click.File("r", encoding="utf-8-sig", errors="replace"), metavar="FILE")
@click.pass_context
def aliases(ctx: click.Context, *, file: TextIO) -> None:
    """Import a list of other names, by which people, bodies and places are known to be one.

    FILE, or - for standard input, is a table by comma or tab whose head names qid, label, aliases (parted by "|") and
    description, or JSON Lines with these fields. A list of one's own will do: qid is then an id of the list's.

    \b
    Exit codes: 0 all lines were taken; 3 some were refused, each named with its reason, the others taken.

    \b
    Examples:
      onrecord aliases people.tsv
      onrecord aliases council.jsonl
    """
    name = getattr(file, "name", "-")
    taken: list[Alias] = []
    refused = 0
    with opened(ctx.obj, write=True) as record:
        try:
            for row in alias_rows(file, name=name):
                if isinstance(row, UnreadableSource):
                    refused += 1
                    report(refusal(name, row, sha256=None), "pretty")
                else:
                    taken.append(row)
        except UnreadableSource as wrong:
            report(refusal(name, wrong, sha256=None), "pretty")
            ctx.exit(REFUSED)
        new = record.import_aliases(taken)
        onrecord.keep_up(record)
        say(f"{count(len(taken), 'alias row')} from {name}, {count(new, 'new one')}")
    ctx.exit(REFUSED if refused else 0)
