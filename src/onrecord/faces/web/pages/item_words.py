"""What the values of a row mean, in words."""

from __future__ import annotations

from typing import Final

from onrecord import ACTS, EVENT_TYPES
from onrecord.faces.counted import amount
from onrecord.faces.moments import when
from onrecord.faces.web.marked_notes import kind_of, number_of

HOW_GIVEN: Final = {
    "direct": "as a quotation: all of it between quotation marks, or set off as a block",
    "indirect": "in the article’s own words",
    "mixed": "partly quoted, partly in the article’s own words",
}
HOW_FOUND: Final = {
    "name": "by the name that stands there",
    "nominal": "by the words for them that stand there",
    "pronoun": "by a pronoun that stands there",
    "continuation": "no source stands there: the speaker of the words before goes on",
    "none": "nobody the article names is held to be meant",
}
STATUS: Final = {
    "actual": "it happened",
    "future": "it is to happen",
    "hypothetical": "it may happen, or would, or is only thought of",
    "negated": "it did not happen",
    "historical": "it happened over a year before the article",
}
FORMS: Final = {"name": "by name", "nominal": "by other words", "pronoun": "by a pronoun"}

SAYS: Final = {
    "acts": {act: meaning.partition(" '")[0].rstrip(".;") for act, meaning in ACTS.items()},
    "events": {kind: meaning.partition(" '")[0].rstrip(".;") for kind, meaning in EVENT_TYPES.items()},
    "given": HOW_GIVEN,
    "found": HOW_FOUND,
    "status": STATUS,
    "forms": FORMS,
    "amount": amount,
    "when": when,
    "kind": kind_of,
    "number": number_of,
}
"""What values mean, for the template."""
