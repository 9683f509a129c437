"""Pages that came with status 200 and are no article: errors, checks for robots, doors of paywalls."""

from __future__ import annotations

import re
from typing import Final

from onrecord.terms import Article

_SHORT: Final = 1_500  # code points; such pages run to 200 to 800, and a longer text that has the phrase is about it


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases).replace("'", "['’]"), re.IGNORECASE)


_TITLE = _any(
    r"(?:error:? )?(?:403|404|410|500|502|503)\b",
    r"(?:sorry, )?(?:the |this )?(?:page|article|story) (?:is )?(?:not found|unavailable|missing)",
    r"not found$",
    r"access (?:is |to this page has been )?denied",
    r"just a moment",
    r"attention required",
    r"are you (?:a )?(?:human|robot)",
    r"(?:security|robot) check$",
    r"(?:log|sign) in$",
)
_PHRASES: Final = {
    "a check for robots": _any(
        r"(?:verify|confirm|prove|check(?:ing)?) (?:that |if )?you(?:'re| are) (?:not |really )?a? ?(?:human|robot|bot)",
        r"complete the (?:captcha|security check)",
        r"enable javascript and cookies to continue",
        r"unusual (?:traffic|activity) from your",
        r"checking your browser before",
    ),
    "a page that says there is nothing": _any(
        r"(?:page|article|story) (?:that )?you (?:are|were) looking for",
        r"(?:page|article|story) you requested (?:could|can|was|is|does)",
        r"(?:this|that) (?:page|article) (?:does not|doesn't|no longer) exist",
        r"404 (?:error|not found)",
    ),
    "the door of a paywall": _any(
        r"subscribe (?:now )?to (?:continue|keep|unlock|read (?:the|this))",
        r"(?:article|story|content) is (?:for|available (?:only )?to|reserved for|exclusive to) (?:our )?\w* ?subscribers",
        r"(?:log|sign) in (?:or subscribe |or register )?to (?:continue|keep) reading",
        r"you(?:'ve| have) (?:reached|used) (?:all )?(?:your|the) [\w ]{0,30}(?:free articles|article limit)",
    ),
}


def why_suspect(article: Article) -> str | None:
    """What the page of ``article`` seems to be, where it is not an article; None where nothing speaks for it.

    Only short pages are suspected, by their title or by phrases that such pages are made of.
    """
    if len(article.text) > _SHORT:
        return None
    words = " ".join(article.text.split())
    what = next((what for what, phrases in _PHRASES.items() if phrases.search(words)), None)
    if what is None and article.title and _TITLE.match(article.title.strip()):
        return "an error page or a check, by its title"
    return what
