"""Which agency an article comes from: by its dateline, its byline, and the note at its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AGENCIES = (
    "AP|Associated Press|Reuters|Thomson Reuters|AFP|Agence France-Presse|UPI|United Press International|Bloomberg(?: News)?"
    "|Xinhua(?: News Agency)?|TASS|Interfax|RIA Novosti|dpa|Deutsche Presse-Agentur|ANSA|EFE|PA(?: Media)?|Press Association"
    "|Kyodo(?: News)?|Jiji Press|Yonhap(?: News Agency)?|ANI|PTI|Press Trust of India|IANS|AAP|Australian Associated Press"
    "|The Canadian Press|Canadian Press|CP|CNN Wire|Anadolu(?: Agency)?|Tribune News Service|States Newsroom"
)
# An agency that is not in the list, by the last word of its name.
_NAMED_AS_ONE = r"(?:[A-Z][\w.&'’-]*\s+){1,4}(?:Press|Wire|Newswire|News\s+Service|News\s+Agency|Wire\s+Service)"
_AGENCY = rf"(?:(?:{_AGENCIES})(?!\w)|{_NAMED_AS_ONE}(?!\w))"
_DATELINE = re.compile(
    rf"[A-Z][\w .,'’-]{{1,80}}?\s*\(\s*(?P<agency>{_AGENCY}|[A-Z]{{2,6}})\s*\)\s*(?:[—–―-]|--|:)|"
    rf"\(\s*(?P<alone>{_AGENCY})\s*\)\s*(?:[—–―-]|--|:)"
)
_BYLINE = re.compile(rf"(?i:the\s+)?({_AGENCY})$")
_CONTRIBUTED = re.compile(
    rf"(?:[^\n]{{0,200}}?\b)?(?i:the\s+)?({_AGENCY})(?:\s+\w+){{0,3}}?\s+contributed\s+to\s+(?:this|the)\s+(?:report|story|article)"
)
_OWNED = re.compile(
    rf"(?i:©|\(c\)|copyright|source:|via\s)\s*(?i:(?:©|\(c\)|copyright|\d{{4}}|by|the),?\s+){{0,4}}({_AGENCY})[\s.,|]*(?i:all\b.*)?$"
)
_MAX_NOTE = 400  # characters of a note that names who contributed, or whose the words are
_HEAD, _FOOT = 3, 4  # paragraphs that may hold the dateline, and notes


def wire_credit(paragraphs: Sequence[str], byline: Sequence[str], cut: Sequence[str]) -> tuple[str, ...]:
    """The agencies credited, as named, in order: in a dateline ("HARWICK (AP) —"), in the byline, in a note at the foot
    ("Reuters contributed to this report."), in the lines that were left out. Empty where none is."""
    found: list[str] = []
    for paragraph in paragraphs[:_HEAD]:
        if dateline := _DATELINE.match(paragraph[:200]):
            found.append(dateline["agency"] or dateline["alone"])
            break
    found += [named[1] for name in byline if (named := _BYLINE.match(name.strip()))]
    for line in (*paragraphs[-_FOOT:], *cut):
        if len(line) <= _MAX_NOTE and (note := _CONTRIBUTED.match(line) or _OWNED.match(line)):
            found.append(note[1])
    return tuple({_fold(name): " ".join(name.split()) for name in reversed(found)}.values())[::-1]


def _fold(name: str) -> str:
    words = name.lower().removeprefix("the ").split()
    return {"associated press": "ap", "agence france-presse": "afp"}.get(" ".join(words), " ".join(words))
