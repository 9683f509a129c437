"""An article in, a `Reading` out: the encoder, then the decoders and rules, in one place and in order."""

from __future__ import annotations

from onrecord.reader.analyse import analyse
from onrecord.reader.analysis import Analysis
from onrecord.reader.basis import basis_of
from onrecord.reader.blocks import with_blocks
from onrecord.reader.encoder import Encoder
from onrecord.reader.entities import find_entities
from onrecord.reader.events import find_events
from onrecord.reader.figures import find_figures
from onrecord.reader.marks import with_marks
from onrecord.reader.plain import with_plain
from onrecord.reader.refusals import with_refusals
from onrecord.reader.statements import find_statements
from onrecord.reader.times import find_times
from onrecord.reader.trees import tree_of
from onrecord.terms import Article, Reading


class Reader:
    """Reads articles. Loaded once by `load_reader`, used for many; ``version`` names the model and rules."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.version = f"onrecord-reader-{encoder.version}"

    def read(self, article: Article) -> Reading:
        """All that is read in one article. The same article gives the same reading, whatever was read before or beside it."""
        return reading_of(article, analyse(article.text, self._encoder), reader=self.version)


def reading_of(article: Article, analysis: Analysis, *, reader: str) -> Reading:
    """The reading of an article whose text is analysed: rules only, a pure function of its arguments."""
    tree = with_refusals(with_blocks(with_plain(with_marks(tree_of(analysis)))))
    title_end = len(article.title) if article.title and article.text.startswith(article.title) else 0
    people = find_entities(tree.analysis, title_end=title_end, byline=article.byline)
    times = find_times(tree, published=article.published)
    statements = find_statements(tree, people, times=times)
    basis = basis_of(statements)
    events = find_events(tree, people, times=times, statements=statements, basis=basis, published=article.published)
    figures = find_figures(tree, people, times=times, basis=basis)
    return Reading(article, people.entities, statements, events, figures, times, reader)


def load_reader(*, threads: int | None = None) -> Reader:
    """The shipped reader. ``threads``: windows scored side by side, by default one to a core, at most 4.

    Raises `onrecord.errors.UnreadableSource` when the model's files are missing or damaged.
    """
    return Reader(Encoder(threads=threads))
