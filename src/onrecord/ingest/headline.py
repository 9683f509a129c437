"""Whether the first line of a text is its headline or already the article."""

from __future__ import annotations

import re

_MAX_CHARACTERS = 200  # headline and the line below it, in the form that news databases give; single ones end near 130
_MAX_WORDS = 30
_MAX_STOPPED_WORDS = 14  # of a headline in sentence case with a full stop, which some corpora add
_MIN_TITLE_CASE = 0.6  # share of words beyond the first with four letters or more that have a capital

_WORD = re.compile(r"[^\W_][\w'’.-]*")
_STOPPED = re.compile(r"\.[\"'”’)\]]*$")
_OPEN_END = re.compile(r"[,:\-–—]$")
_SENTENCES = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?][\"”’']?\s+[\"“‘']?[A-Z]"
)
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:,[^—–]{0,60})?\s*(?:\([A-Z][\w .]{1,30}\)\s*)?(?:[—–―]|--?)\s")
_TWO_PARTS = re.compile(r"[^;]{8,120};\s+[A-Z\"“‘']|(?:\w[\w'’.-]*,?\s+){0,3}\w[\w'’.-]*:\s+[A-Z\"“‘'][^:]*$")
_PROSE_SIGN = re.compile(
    r"^(?:the|a|an|it|he|she|they|we|i|you|there|this|that|these|those|his|her|their|our|my|when|while|although|because)\b"
    r"|\b(?:said|was|were|is|are|has|have|had|been|i|we|you|me|us|the|a|an|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[‘'][^‘’']{1,80}[’'](?!\w)|[“\"][^“”\"]{1,80}[”\"]")


def is_headline(line: str, following: str, *, apart: bool) -> bool:
    """Whether ``line``, the first of a text, is a headline over ``following``, the longer of the next two. ``apart``: a blank line stands between.

    Without a full stop, a short line of one sentence is one. With a full stop it must be in title case, or be terse as
    headlines are (no article, auxiliary, pronoun or weekday) over a longer paragraph, or go on with a capital after a
    semicolon or a short label with a colon: a sentence of the article taken for a headline is the worse mistake.
    """
    words = _WORD.findall(line)
    if not 2 <= len(words) <= _MAX_WORDS or len(line) > _MAX_CHARACTERS or not following:
        return False
    if _OPEN_END.search(line) or _DATELINE.match(line):
        return False
    titled = _is_title_case(words)
    stopped = bool(_STOPPED.search(line))
    if not apart and (stopped or len(following) < 1.5 * len(line)):
        return False
    if stopped:
        inner = line.rstrip(".\"'”’)]")
        terse = len(words) <= _MAX_STOPPED_WORDS and len(words) > 3 and not _PROSE_SIGN.search(_QUOTED.sub("", line))
        one = not _SENTENCES.search(inner)
        return one and (titled or bool(_TWO_PARTS.match(line))) or terse and len(following) >= 1.5 * len(line)
    return titled or not _SENTENCES.search(line)


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words[1:] if len(word) >= 4 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= _MIN_TITLE_CASE * len(long)
