"""The columns of the tables, and what each says. None is ever renamed or taken away."""

from __future__ import annotations

from typing import Final

WORDS: Final = ("text", "start", "end", "spans")
SOURCE: Final = ("article", "row", "outlet", "title", "published")
STORIES: Final = ("id", "title", "first", "last", "articles", "article_ids")
HITS: Final = (
    "what", *SOURCE, "url", "date", "speaker", "act", "kind", "addressees", "according_to", "confidence", *WORDS
)  # fmt: skip
DEEDS: Final = ("name", "how", *HITS)
MATCHES: Final = ("score", "exact", "verbatim", *HITS)
CLAIMS: Final = (
    "story", "story_title", "status", "speakers", "outlets", "about", "answered_by_subject", "denied_by", "date", "gone", "rests_on",
    "against", *SOURCE, *WORDS,
)  # fmt: skip
DEMANDS: Final = (
    "story", "story_title", "by", "of", "date", *SOURCE, *WORDS, "response_by", "stance", "response_according_to", "response_date",
    "response_text", "response_rests_on",
)  # fmt: skip
SHIFTS: Final = (
    "story", "story_title", "actor", "toward", "direction", "according_to", "confirmed_by_actor",
    *(f"from_{name}" for name in ("date", "score", "type", "according_to", *SOURCE, *WORDS)),
    *(f"to_{name}" for name in ("date", "score", "type", "according_to", *SOURCE, *WORDS)),
)  # fmt: skip
CORRECTIONS: Final = (
    "id", "verdict", "field", "value", "other", "by", "at", "why", "holds", *SOURCE, *WORDS
)  # fmt: skip


TABLES: Final = {
    "stories": STORIES,
    "search": HITS,
    "who": DEEDS,
    "check": MATCHES,
    "claims": CLAIMS,
    "demands": DEMANDS,
    "shifts": SHIFTS,
    "corrections": CORRECTIONS,
}
"""The columns of each command's table."""

MEANS: Final = {
    "id": "the story's or the correction's id",
    "articles": "how many articles the story has",
    "article_ids": "their ids",
    "first": "the day of its first article",
    "last": "the day of its last article",
    "what": "statement, event, article or person",
    "article": "the id of the article that the words are from",
    "row": "the statement or event of that article, as s4 or v3; with the article it is what `correct` takes",
    "outlet": "who published it",
    "title": "its headline; in the list of stories, the story's",
    "published": "when it was published, ISO 8601",
    "url": "its address",
    "text": "the words",
    "start": "where they begin in the article's text, in Unicode code points",
    "end": "where they end",
    "spans": "each stretch of them, where there are several: 12-40; 55-60",
    "date": "when it was said or happened, ISO 8601",
    "speaker": "who said it; of an event, who did it",
    "act": "what the statement does; of an event, its type",
    "kind": "direct, indirect or mixed; of an event, its mode",
    "addressees": "to whom it was said or done",
    "according_to": "on whose say-so it rests; empty: the outlet's own voice",
    "confidence": "how sure the reader is, 0 to 1",
    "name": "who it is about",
    "how": "said, did, was_asked, was_said_to_have_said or had_done_to_them",
    "score": "share of the words that are the same and in order, 0 to 1; of a position, from -10, conflict, to 10, cooperation",
    "exact": "whether all words are the same",
    "verbatim": "whether the article gives them between quotation marks",
    "story": "the story's id",
    "story_title": "the story's title",
    "status": "own_voice, single_source, corroborated or disputed",
    "speakers": "those whom the claim goes back to",
    "outlets": "those that print it, reprints too",
    "about": "whose acts, words or attitudes it is about",
    "answered_by_subject": "confirmed, denied, declined or not_heard: no word of theirs on it in the articles read",
    "denied_by": "who denies it",
    "gone": "articles that carried it, and whose later version does not",
    "rests_on": "every row that carries it",
    "against": "every row that speaks against it",
    "by": "who demands it; of a correction, who made it",
    "of": "of whom it is demanded",
    "response_by": "who responds",
    "stance": "accepts, refuses, partly or unclear",
    "response_according_to": "on whose say-so the response rests",
    "response_date": "when the response was made",
    "response_text": "its words",
    "response_rests_on": "every row that tells of it",
    "actor": "whose position it is",
    "toward": "toward whom",
    "direction": "toward_cooperation or toward_conflict",
    "confirmed_by_actor": "whether the actor says so too",
    "type": "PLOVER's type of the deed",
    "verdict": "accept, reject, replace, same, different, unsure or undo",
    "field": "the field that is replaced",
    "value": "what it is to be",
    "other": "the second entity of same and different",
    "at": "when it was made, ISO 8601",
    "why": "why, in their words",
    "holds": "whether it is in force",
}
"""What the columns say. Of a shift, ``from_`` and ``to_`` stand before those of its two ends."""
