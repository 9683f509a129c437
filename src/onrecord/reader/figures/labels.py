"""Numbers that count nothing: dates, clock times, telephone numbers, parts of names, item numbers, "one" as a pronoun."""

from __future__ import annotations

import re
from collections.abc import Container

from onrecord.reader.figures.amounts import Amount
from onrecord.reader.figures.units import TIME_UNITS
from onrecord.reader.trees import Tree

CODE = re.compile(
    r"\d+(?:[-./–]\d+){2,}|\d{3}-\d{4}(?![\d,])|\d{3}\)\ ?\d{3}-\d{4}|(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d?)(?!\d)"
)
"""Telephone numbers, dates in figures, seasons ("2016-17"), version numbers and the like, as a whole."""

_MONTH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK = re.compile(r"(?:[-–]\d{1,2})?(?:\ ?[ap]\.?m\b|\ o['’]clock|\ (?:noon|midnight)\b)", re.IGNORECASE)
_ASIDE = 200
"""Characters; a remark in parentheses that is longer is rare, and all that a lone ")" may be told from."""
_ITEM = re.compile(r"[.)]\s")
_STREET = re.compile(
    r"(?:\ [A-Z][\w.]*){1,3}\ (?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd\.|Drive|Lane|Way|Place|Square|Court)\b"
)
_LABELS = frozenset(
    """page pages chapter chapters section sections article articles phase step grade grades level type tier room route line lines verse
    item question round game week day part volume version model flight highway interstate exit district districts ward
    precinct table slide act title amendment amendments proposition prop measure channel apartment apt suite box gate
    platform pier class category psalm episode season scene stage zone block cell lot bill resolution file case docket rule
    bowl ch. sec. art. p. pp. fig. formula""".split()
)
"""Nouns that a number behind them names and does not count."""
_PRONOUN_AFTER = frozenset(
    """no this that the any every each another which some not day time point thing way side hand bit moment other such more last
    final of who day's or""".split()
)
_LASTING = frozenset("in within than just only least about".split())
_BOOKS = frozenset("corinthians timothy thessalonians chronicles samuel kings maccabees".split())
_ATTRIBUTE = re.compile(r"-(?:[a-z]{3,}ed|fold|way|sum|on|off|figures?)(?!\w)")
"""What a hyphen ties to a number to tell a kind and no count: "two-pronged", "twofold", "one-on-one"."""
_AGO = re.compile(r"\ (?:ago|earlier|later|hence|from\ now)\b", re.IGNORECASE)
_HALVES = frozenset("first second latter other final back last top bottom right better".split())


def is_label(tree: Tree, i: int, amount: Amount, named: Container[int], sources: Container[int]) -> bool:
    """Whether the number at word ``i`` counts nothing.

    ``named`` holds the words of names that may hold a number ("Super Bowl 50"), ``sources`` the first words of those who are
    quoted: "one official said" counts no officials.
    """
    words = tree.analysis.words
    text = words.text
    raw, digits = amount.raw, amount.raw[0].isdigit()
    sentence = tree.sentence_of(i)
    before = tree.word(i - 1) if i > sentence.start else ""
    bare = amount.unit is None and amount.scale == 1
    if digits and bare:
        if _CLOCK.match(text, amount.end) or (_MONTH.fullmatch(before) and amount.value < 2200 and "," not in raw):
            return True
        if _is_year(tree, i, amount, before) or _STREET.match(text, amount.end):
            return True
        opens = i == 0 or words.paragraph[i - 1] != words.paragraph[i]
        if opens and _ITEM.match(text, amount.end):
            return True
        if _is_item(text, amount):
            return True
        if raw == "911" or (before == "[" and text[amount.end : amount.end + 1] == "]"):
            return True
        if amount.value < 4 and i + 1 < sentence.end and tree.word(i + 1) in _BOOKS:
            return True
        if i > sentence.start and _is_numbered(tree, i, before):
            return True
    if _is_title(tree, i, amount):
        return True
    if amount.unit in TIME_UNITS and _AGO.match(text, amount.end):
        return True
    if i in named and bare and (digits or words[i][0].isupper()):
        return True
    if not digits and words[i][0].isupper() and before == "of" and i > 1 and words[i - 2][0].isupper():
        return True  # "the Gang of Eight"
    if _ATTRIBUTE.match(text, amount.end):
        return True
    if raw == "one":
        return i in sources or _is_pronoun(tree, i, amount, before)
    if raw == "zero":
        return (
            tree.analysis.upos[i] == "VERB"
            or before in ("ground", "patient", "net", "absolute", "sub")
            or text[amount.end : amount.end + 1] == "-"
        )
    return raw == "half" and before in _HALVES


def _is_item(text: str, amount: Amount) -> bool:
    """An item number within a sentence: "1) the tax and 2) the fee", "(3.)"."""
    if amount.value > 99 or amount.start == 0:
        return False
    behind = text[amount.end : amount.end + 2]
    if text[amount.start - 1] == "(":
        return behind == ".)"
    return behind[:1] == ")" and "(" not in text[max(0, amount.start - _ASIDE) : amount.start].rpartition(")")[2]


def _is_title(tree: Tree, i: int, amount: Amount) -> bool:
    """A capital on the unit where the text round it has none: "the film 13 Hours"."""
    text, low = tree.analysis.words.text, tree.sentence_of(i).start
    if amount.unit not in TIME_UNITS or not re.search(r"\d\ [A-Z][a-z]+$", text[amount.start : amount.end]):
        return False
    before = next(
        (tree.analysis.words[j] for j in range(i - 1, low - 1, -1) if tree.analysis.words[j][0].isalpha()), ""
    )
    return before.islower()


def _is_year(tree: Tree, i: int, amount: Amount, before: str) -> bool:
    """A year, unless it is bounded as a count is: "2016", not "more than 2000 people"."""
    if not (1700 <= amount.value < 2100 and len(amount.raw) == 4):
        return False
    after = tree.word(i + 1) if i + 1 < len(tree.sentence) else ""
    plural = after.endswith("s") or after in ("people", "men", "women", "children")
    return not (
        plural
        and (
            before in ("than", "least", "about", "some", "nearly", "roughly", "almost", "estimated")
            or amount.value == 2000
        )
    )


def _is_numbered(tree: Tree, i: int, before: str) -> bool:
    """A number right behind a label or a capitalised noun that counts nothing itself: "page 6", "Channel 4", "Hillary 2008"."""
    analysis = tree.analysis
    if analysis.heads[i] > i and tree.relations[i] == "nummod":
        return False
    return before in _LABELS or (analysis.upos[i - 1] in ("PROPN", "NOUN") and analysis.words[i - 1][0].isupper())


def _is_pronoun(tree: Tree, i: int, amount: Amount, before: str) -> bool:
    """ "One of them said", "no one", "the one", "one day": not a count of one."""
    after = tree.word(i + 1) if i + 1 < tree.sentence_of(i).end else ""
    if amount.unit is not None:
        if amount.unit == "times" and tree.analysis.words.text[amount.end - 5] == "-":
            return True  # "one-time rivals"
        return (
            (after in ("day", "time") and before not in _LASTING)
            or (after == "point" and before in ("at", "one"))
            or before in ("the", "at", "any")
        )
    if before in _PRONOUN_AFTER or after in _PRONOUN_AFTER or after in ("-", "'s", "’s"):
        return True
    return not (tree.analysis.heads[i] > i and tree.relations[i] in ("nummod", "compound"))
