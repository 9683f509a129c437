"""What the record keeps beside readings: entries in their order, people's corrections, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.terms.article import Published, Span

Verdict = Literal["accept", "reject", "replace", "same", "different", "unsure", "undo"]

VERDICTS: dict[Verdict, str] = {
    "accept": "a person read it and it is right",
    "reject": "it is wrong: it is shown no more, and kept",
    "replace": "one field of it is to have another value",
    "same": "two entities are one person, body or place",
    "different": "two entities are not the same, whatever their names",
    "unsure": "a person looked and could not tell",
    "undo": "an earlier correction no longer holds",
}
"""What each verdict says of the row it names."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's appended verdict on a row of a reading.

    ``row`` names the row as ``ARTICLE/ID``: "3f0c.../s4" is statement s4 of that article; for *undo* it is the id of the
    correction that no longer holds. ``spans`` are the row's words when it was corrected, by which it is found again in a
    newer reading. ``field`` and ``value`` are for *replace*: speaker, act, content, source, type, status. ``other`` is
    the second entity of *same* and *different*. ``by`` is who, ``at`` when (ISO 8601, UTC), ``why`` in their words. The
    last verdict on a row and field holds.
    """

    id: str
    row: str
    verdict: Verdict
    field: str | None
    value: str | None
    other: str | None
    spans: tuple[Span, ...]
    by: str
    at: str
    why: str | None


class Alias(NamedTuple):
    """Other names of somebody or something, from an imported list; ``qid`` is the Wikidata id or one of the list's own."""

    qid: str
    label: str
    aliases: tuple[str, ...]
    description: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as the record keeps it, without its text.

    ``seq`` is the number of the entry that added it and ``added`` when that was (ISO 8601, UTC). ``revises`` is the id of the
    version before it at the same address, None for the first; ``revised_by`` the one after it.
    """

    id: str
    seq: int
    added: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Published | None
    modified: str | None
    sha256: str
    revises: str | None = None
    revised_by: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One item of the record that a search, a name or a quotation leads to, with its source, its date and its words.

    ``what`` it is; ``row`` its id in the article's reading, None for a whole article. ``date`` is when it was said or happened,
    else None; ``published`` when the article came out. ``speaker`` said it, ``according_to`` names those on whose say-so the
    article has it, outermost last; empty: the outlet's own voice. ``text`` stands at ``spans`` of the article.
    """

    what: Literal["statement", "event", "article", "person"]
    article: str
    row: str | None
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    date: str | None
    speaker: str | None
    act: str | None
    kind: str | None
    addressees: tuple[str, ...]
    according_to: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What a search finds, counted: (value, how many) of each filter that would narrow it, those with the most first.

    ``speaker`` has the words for a source where nobody is known to have spoken, at most 50 names, as ``outlet``. ``what`` counts
    statements, articles of which no statement is found, and names of people. ``month`` is that of publication,
    "2026-03", or "2026" where no more is known, the latest first. ``counted`` are the statements and articles; ``whole`` is
    False where there are more of them, older ones.
    """

    speaker: tuple[tuple[str, int], ...]
    outlet: tuple[tuple[str, int], ...]
    act: tuple[tuple[str, int], ...]
    kind: tuple[tuple[str, int], ...]
    what: tuple[tuple[str, int], ...]
    month: tuple[tuple[str, int], ...]
    counted: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation that is checked (``asked``) beside those of the record (``found``): the same, or not.

    Either is empty where words were added or left out.
    """

    same: bool
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class Match:
    """A statement of the record near a quotation that is checked.

    ``score`` is the share of words that are the same and in order, 0 to 1; ``exact`` that they are all the same but for capitals,
    punctuation and white space. ``differences`` go through both, word by word. ``verbatim`` says that the words in
    common stand between quotation marks in the article: else they are its own, for what was said.
    """

    hit: Hit
    score: float
    exact: bool
    differences: tuple[Difference, ...]
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of a `Dossier`: what somebody said or did, or what was said or done to them.

    ``how``: *said*; *did*; *was_asked*, a demand or question to them; *was_said_to_have_said*, their words as another tells them;
    *had_done_to_them*.
    """

    how: Literal["said", "did", "was_asked", "was_said_to_have_said", "had_done_to_them"]
    hit: Hit


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity of one article that is held to be the one whom a `Dossier` is of.

    ``row`` names it as ``ARTICLE/ID``, as a correction *same* or *different* takes it; ``name`` is the fullest used of it there, and
    ``spans`` are where it is first mentioned.
    """

    row: str
    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the record holds of one person, body or place, by date.

    ``aliases`` are the other names used; ``evidence`` says why these are held to be one, a line each; ``entities`` are those that are,
    in the order of ``articles``.
    """

    name: str
    type: str
    titles: tuple[str, ...]
    aliases: tuple[str, ...]
    evidence: tuple[str, ...]
    articles: tuple[str, ...]
    deeds: tuple[Deed, ...]
    entities: tuple[NamedEntity, ...] = ()
