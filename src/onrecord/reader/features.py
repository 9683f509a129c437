"""What the encoder is given of each word beside its word pieces.

The base encoder is uncased and reads a window at a time; capitals, digits and the state of the quotation marks, which it
cannot see, enter as two small embeddings added to those of the pieces.
"""

from __future__ import annotations

SHAPES = (
    "special",
    "lower",
    "Capitalised",
    "CAPITALS",
    "initial",
    "miXed",
    "digits",
    "digits and more",
    "opening mark",
    "closing mark",
    "straight mark",
    "apostrophe",
    "sentence end",
    "comma",
    "colon, semicolon, dash",
    "bracket",
    "clitic",
    "other",
)
"""Shape classes; the index is the id in the model's shape embedding. "special" is for [CLS] and [SEP]."""

QUOTE_STATES = ("outside", "inside", "inside, carried over from an earlier paragraph", "special")
"""Quotation states; the index is the id in the model's quotation embedding (see `onrecord.reader.quotations.quote_states`)."""

_ID = {name: i for i, name in enumerate(SHAPES)}
_PUNCTUATION = {
    **dict.fromkeys("“‘«„‹", _ID["opening mark"]),
    **dict.fromkeys("”»›", _ID["closing mark"]),
    '"': _ID["straight mark"],
    **dict.fromkeys("'’`", _ID["apostrophe"]),
    **dict.fromkeys(".?!…", _ID["sentence end"]),
    ",": _ID["comma"],
    **dict.fromkeys((":", ";", "-", "–", "—", "--", "―"), _ID["colon, semicolon, dash"]),
    **dict.fromkeys("()[]{}", _ID["bracket"]),
}


def shape(word: str) -> int:
    """The shape class of a word: an index into `SHAPES`."""
    known = _PUNCTUATION.get(word)
    if known is not None:
        return known
    if any(c.isdigit() for c in word):
        return _ID["digits"] if all(c.isdigit() or c in ".,:/" for c in word) else _ID["digits and more"]
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _ID["other"]
    if word[0] in "'’" or word.lower() in ("n't", "n’t"):
        return _ID["clitic"]
    if not any(c.isupper() for c in letters):
        return _ID["lower"]
    if all(c.isupper() for c in letters):
        return _ID["initial"] if len(letters) == 1 else _ID["CAPITALS"]
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return _ID["Capitalised"]
    return _ID["miXed"]
