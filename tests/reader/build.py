"""Analyses made by hand: a table of words with tags, heads and relations, and attributions named by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.reader.analysis import Analysis, Attribution, Run, Words
from onrecord.reader.drafts import Who
from onrecord.terms import ResolvedBy, Span


def analysis_of(table: str) -> Analysis:
    """The analysis that ``table`` spells out.

    One word a line: word, part of speech, number of its head in the sentence (0 for the root), relation. A blank line ends a
    sentence, a line with "¶" a paragraph as well. Words are joined by one space.
    """
    text = ""
    spans: list[Span] = []
    paragraph: list[int] = []
    upos: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    sentences: list[Run] = []
    first = number = 0
    for line in [*table.strip().split("\n"), ""]:
        parts = line.split()
        if len(parts) == 4:
            if text and not text.endswith("\n"):
                text += " "
            spans.append(Span(len(text), len(text) + len(parts[0])))
            text += parts[0]
            paragraph.append(number)
            upos.append(parts[1])
            heads.append(int(parts[2]) + first - 1 if int(parts[2]) else -1)
            relations.append(parts[3])
            continue
        if len(spans) > first:
            sentences.append(Run(first, len(spans)))
            first = len(spans)
        if parts == ["¶"]:
            text += "\n\n"
            number += 1
    words = Words(text, tuple(spans), tuple(paragraph))
    return Analysis(words, tuple(sentences), tuple(upos), tuple(heads), tuple(relations), (), ())


def flat(text: str) -> Analysis:
    """An analysis of ``text`` (words apart by one space, paragraphs by a newline) with no more parse than a root a sentence."""
    rows: list[str] = []
    for line in text.split("\n"):
        at = 0
        for word in line.split():
            at += 1
            tag = (
                "PUNCT"
                if not word[0].isalnum()
                else "VERB"
                if word in ("will", "hold", "holds", "said", "left")
                else "X"
            )
            rows.append(f"{word} {tag} {0 if at == 1 else 1} {'root' if at == 1 else 'dep'}")
            if word in (".", "?", "!") or word in (".”", "?”"):
                rows.append("")
                at = 0
        rows.append("¶")
    return analysis_of("\n".join(rows))


def run_of(analysis: Analysis, phrase: str, *, after: int = 0) -> Run:
    """The first run of words that reads ``phrase``, at or behind word ``after``."""
    wanted = phrase.split()
    words = [analysis.words[i] for i in range(len(analysis.words))]
    for i in range(after, len(words) - len(wanted) + 1):
        if words[i : i + len(wanted)] == wanted:
            return Run(i, i + len(wanted))
    raise AssertionError(f"{phrase!r} is not in {analysis.words.text!r}")


def said(analysis: Analysis, *attributions: tuple[str, str, str | Sequence[str]]) -> Analysis:
    """``analysis`` with attributions given as (source, cue, content), "" for what is implicit; each is sought behind the last cue."""
    found: list[Attribution] = []
    after = 0
    for source, cue, content in attributions:
        runs = tuple(run_of(analysis, part) for part in ([content] if isinstance(content, str) else content))
        cued = run_of(analysis, cue, after=after)
        after = cued.end
        near = max(0, cued.start - 8)
        found.append(Attribution((run_of(analysis, source, after=near),) if source else (), (cued,), runs, 0.9))
    return replace(analysis, attributions=tuple(found))


@dataclass(frozen=True, slots=True)
class Known(Who):
    """Knows entities by the words that name them."""

    analysis: Analysis
    entities: dict[str, str] = field(default_factory=dict)

    def who(self, run: Run) -> tuple[str | None, ResolvedBy]:
        """The entity named by the run's words, or by a word among them."""
        words = self.analysis.words.words(run)
        for name in (" ".join(words), *words):
            if name in self.entities:
                return self.entities[name], "pronoun" if name.lower() in ("he", "she", "they") else "name"
        return None, "none"
