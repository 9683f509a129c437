"""Whether the first line of a text is its headline or already the article."""

from __future__ import annotations

import re

_MAX_CHARACTERS = 200  # headline and the line below it, in the form that news databases give; single ones end near 130
_MAX_WORDS = 30
_MAX_STOPPED_WORDS = 14  # of a headline in sentence case with a full stop, which some corpora add
_MAX_ASKED_WORDS = 10  # of a headline in sentence case with a question or exclamation mark
_MIN_TITLE_CASE = 0.6  # share of words beyond the first with four letters or more that have a capital

_WORD = re.compile(r"[^\W_][\w'’.-]*")
_STOPPED = re.compile(r"\.[\"'”’)\]]*$")
_ASKED = re.compile(r"[?!][\"'”’)\]]*$")
_OPEN_END = re.compile(r"[,:\-–—]$")
_SENTENCES = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?][\"”’']?\s+[\"“‘']?[A-Z]"
)
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:,[^—–]{0,60})?\s*(?:\([A-Z][\w .]{1,30}\)\s*)?(?:[—–―]|--?)\s")
_TWO_PARTS = re.compile(r"[^;]{8,120};\s+[A-Z\"“‘']|(?:\w[\w'’.-]*,?\s+){0,3}\w[\w'’.-]*:\s+[A-Z\"“‘'][^:]*$")
_FINITE = "said|was|were|is|are|has|have|had|been|will|would|his|her|their|its|he|she|they|who|when"
_DAYS = "[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday"
_PROSE_SIGN = re.compile(
    r"(?i:^(?:the|a|an|it|there|this|that|these|those|our|my|while|although|because|in|on|at|after|last)\b"
    rf"|\b(?:{_FINITE}|i|we|you|me|us|the|a|an)\b)|\b(?:{_DAYS})\b"
)
_LOWER_PROSE_SIGN = re.compile(rf"\b(?:{_FINITE}|on (?:{_DAYS}))\b")  # title case would give these words a capital
_QUOTED = re.compile(r"[‘'][^‘’']{1,80}[’'](?!\w)|[“\"][^“”\"]{1,80}[”\"]")


def is_headline(line: str, following: str, *, apart: bool) -> bool:
    """Whether ``line``, the first of a text, is a headline over ``following``, the longer of the next two lines.
    ``apart``: a blank line stands between.

    Without a full stop, a short line of one sentence is one. With a full stop it must be in title case, or be terse as
    headlines are (no article, auxiliary, pronoun or weekday) over a longer paragraph, or go on with a capital after a
    semicolon or a short label with a colon: a sentence of the article taken for a headline is the worse mistake.
    """
    words = _WORD.findall(line)
    if not 2 <= len(words) <= _MAX_WORDS or len(line) > _MAX_CHARACTERS or not following:
        return False
    titled = _is_title_case(words)
    stopped = bool(_STOPPED.search(line))
    if _OPEN_END.search(line) or (stopped and _DATELINE.match(line)):
        return False
    if not apart and (stopped or len(following) < 1.5 * len(line)):
        return False
    plain = _QUOTED.sub("", line)
    if not stopped:
        return titled or len(words) <= _MAX_ASKED_WORDS or not (_ASKED.search(line) or _SENTENCES.search(line))
    if _SENTENCES.search(line.rstrip(".\"'”’)]")):
        return False
    if titled and not _LOWER_PROSE_SIGN.search(plain):
        return True
    terse = 3 < len(words) <= _MAX_STOPPED_WORDS and not _PROSE_SIGN.search(plain)
    return bool(_TWO_PARTS.match(line)) or (terse and len(following) >= 1.5 * len(line))


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words[1:] if len(word) >= 4 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= _MIN_TITLE_CASE * len(long)
