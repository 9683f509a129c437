"""``onrecord add``: articles are read and kept, one after the other, each acknowledged when it is safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

import onrecord
from onrecord import Article, Reading
from onrecord.faces.acknowledged import Acknowledged, acknowledged
from onrecord.faces.commands.read import REFUSED
from onrecord.faces.opened import opened
from onrecord.faces.params import form_option, sourced
from onrecord.faces.pipeline import each, once, report
from onrecord.faces.refusal import Refusal, refusal
from onrecord.faces.screen import Format, Output, Progress, say
from onrecord.faces.sources import About, Source, Web

if TYPE_CHECKING:
    from onrecord import Record


@click.command(short_help="Read articles and add them to the record.")
@sourced(verb="Add")
@click.option("--again", is_flag=True, help="Read articles again that the record has, as after an upgrade.")
@form_option(
    "pretty: a line an article. json: an array. jsonl: an object a line. Each as soon as the article is safe on disk."
)
@click.pass_context
def add(ctx: click.Context, *, about: About, web: Web, again: bool, form: Format, sources: tuple[str, ...]) -> None:
    """Read articles and add them to the record.

    Sources and their options are those of read. Articles are added in the order of the sources, each whole or not at all.
    A line on standard output says of each that it was added, or known, or is a new version of another at the same
    address: then it is safe, whatever happens next. What the record has is not read again. The same article added twice
    changes nothing, nor does the order of adding change a story.

    An article that gives several dates for itself is kept, and named on standard error with the date that was taken.

    \b
    Exit codes: 0 all was added or known; 2 wrong usage; 3 some inputs were refused; 4 the record cannot be used, or no
    more: what was acknowledged is in it.

    \b
    Examples:
      onrecord add article.html
      onrecord --record harbour.sqlite add --outlet "The Courier" articles/
      onrecord add --feed https://www.example.org/rss.xml
      onrecord add --format jsonl corpus.jsonl > added.jsonl
    """
    with opened(ctx.obj, write=True) as record:
        refused = _add_all(record, sources, about=about, web=web, form=form, again=again)
    ctx.exit(REFUSED if refused else 0)


@dataclass(frozen=True, slots=True)
class _Done:
    """An article that is to be added, with its bytes where they are at hand; or, with no reading, one that is known."""

    source: str
    article: Article
    reading: Reading | None = None
    capture: bytes | None = None


def _add_all(record: Record, sources: tuple[str, ...], *, about: About, web: Web, form: Format, again: bool) -> int:
    out, reader, refused = Output(form), once(lambda: onrecord.load_reader()), 0

    def read(source: str, article: Article, capture: bytes | None) -> _Done:
        return _Done(source, article, reader().read(article), capture)

    def work(source: Source, article: Article) -> Callable[[], _Done]:
        if not again and record.has(article.id):
            return partial(_Done, source.name, article)
        return partial(read, source.name, article, source.capture(article))

    for result in each(sources, about=about, web=web, progress=Progress(), work=work):
        done = result if isinstance(result, Refusal) else _kept(record, result)
        if isinstance(done, Refusal):
            refused += 1
            report(done, form)
            continue
        out.write(done.written(form))
        if done.new:
            if note := done.note():
                say(note)
            onrecord.keep_up(record)
    onrecord.keep_up(record)
    out.close()
    return refused


def _kept(record: Record, done: _Done) -> Acknowledged | Refusal:
    """``done`` in the record, for good; or why this one article is not kept."""
    if done.reading is None:
        kept = record.view().article(done.article.id)
        return acknowledged(done.article, name=done.source, seq=kept.seq, new=False)
    try:
        added = record.add(done.reading, capture=done.capture)
    except onrecord.RecordError:
        raise
    except onrecord.OnrecordError as wrong:
        return refusal(done.source, wrong, sha256=done.article.sha256, member=done.article.member)
    # Only what has an address can be the next version of another.
    revises = record.view().article(added.article).revises if added.new and done.article.url else None
    return acknowledged(done.article, name=done.source, seq=added.seq, new=added.new, revises=revises)
