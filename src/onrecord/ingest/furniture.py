"""What on a page is not the article: lines known by their wording.

The lists come from reading the heads and feet of news pages and of text copied from them, comment systems and
newsletter forms included. A line of the article that says the same in a sentence of its own is kept: see `is_prose`.
"""

from __future__ import annotations

import re

_MAX_LINE = 300  # characters; a longer line is prose, whatever it begins with
_PROSE_WORDS = 6  # a line with sentence punctuation at its end and as many words is prose
_LONG_WORDS = 25  # a line of as many words is prose without it; headlines of other articles run to 20

_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_WORD = re.compile(r"\w+")

_LABELS: tuple[tuple[str, str], ...] = (
    (
        "share",
        r"share(?: (?:this|on|via|with|the|your)\b.{0,40})?\s*:?|print(?: this)?(?: article| story)?|listen to this (?:article|story).{0,20}",
    ),
    (
        "comments",
        r"notify of|guest|\d[\d,.]*\s*(?:comments?|replies|responses|shares)|comments?(?: \(?\d+\)?)?:?|oldest|newest(?: most voted)?|most voted"
        r"|inline feedbacks?|view (?:all )?comments.{0,20}|(?:show|hide|load more|read|see all|view) comments|would love your thoughts.{0,40}"
        r"|(?:leave|post|add|write) a (?:comment|reply|response)\b.{0,60}|post comment|cancel reply|comments are (?:closed|off).{0,40}"
        r"|join the (?:conversation|discussion).{0,40}|be the first to comment.{0,40}|(?:please )?(?:log ?in|sign in|register) to (?:comment|reply|post).{0,60}"
        r"|your e-?mail address will not be published.{0,80}|required fields are marked.{0,10}|save my name, e-?mail,? and website.{0,80}"
        r"|this site uses akismet.{0,80}|learn how your comment data is processed.{0,10}|you must be logged in to.{0,40}|sort by.{0,20}|report (?:this )?comment",
    ),
    (
        "newsletter",
        r"subscribe(?: (?:now|today|here|to|for)\b.{0,160})?[.!:]?|(?:sign|signing) up (?:for|to|here|now|today)?\b.{0,80}\b(?:newsletters?|inbox|e-?mails?|alerts?|updates?|briefing)\b.{0,120}"
        r"|(?:get|receive|want)\b.{0,100}\b(?:newsletters?|(?:in|to) your inbox|e-?mail alerts|breaking news alerts)\b.{0,80}|(?:enter )?(?:your )?e-?mail(?: address)?\s*[:*]?"
        r"|newsletters?(?: sign-?up)?|(?:support|help (?:us|support|keep)|please (?:support|consider))\b.{0,80}\b(?:journalism|donat\w+|subscrib\w+|newsroom)\b.{0,120}|donate(?: now| today)?[.!]?"
        r"|download (?:our|the) .{0,30}\bapp\b.{0,60}|already a subscriber.{0,40}|(?:log|sign) in|thank you for (?:reading|subscribing|your support).{0,60}",
    ),
    (
        "related",
        r"(?:related|recommended|suggested|popular|similar|more|other|latest|top|recent)(?: (?:articles?|stories|story|posts?|content|reading|news|coverage|topics|links|videos?|headlines))(?: (?:for you|from|on|in|about)\b.{0,60})?\s*:?"
        r"|(?:related|recommended|see also|also read|read also|also see|read next|up next|don[’']t miss|more to read|keep reading|further reading)(?:\s*:.{0,160})?"
        r"|read more(?:\s*(?::|at|on|about|from|here|»|>|→|…|\.\.\.).{0,160})?|(?:more (?:from|on|in|like)) .{1,60}|you (?:may|might) (?:also )?(?:like|be interested in).{0,40}|most (?:popular|read|viewed|shared|commented|recent)\b.{0,30}"
        r"|trending(?: (?:now|stories|on .{1,30}|topics|news))?\s*:?|editor[’']?s[’']? (?:picks|choice)|(?:previous|next|newer|older) (?:post|article|story|page)s?\b.{0,100}|what to read next|around the web|from our partners"
        r"|(?:read|see|get) the (?:rest|full|whole|entire|original)(?: (?:story|article|report|piece|post|thing|of .{1,40}))?(?: (?:here|at|on|in)\b.{0,60})?\.?|(?:click|tap) here\b.{0,100}",
    ),
    (
        "legal",
        r"(?:©|\(c\)|copyright\b)\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b.{0,200}|©.{1,120}|.{0,80}\ball rights reserved\.?.{0,200}|this material may not be published, broadcast.{0,120}|terms (?:of|and) (?:use|service|conditions)\b.{0,80}"
        r"|privacy (?:policy|notice)\b.{0,80}|(?:we use|this (?:site|website) uses) cookies.{0,200}|(?:accept|manage|reject)(?: all)? cookies|cookie (?:policy|settings|preferences)|do not sell (?:or share )?my (?:personal )?info.{0,30}",
    ),
    (
        "advertising",
        r"\(?advertisement\)?\s*:?|advertising|ad|(?:story|article) continues? (?:below|after)\b.{0,40}|continue reading(?: below)?\b.{0,60}|scroll (?:down )?(?:to|for) (?:continue|more)\b.{0,40}|sponsored(?: (?:content|by .{1,40}))?|promoted(?: content)?|paid content",
    ),
    (
        "tags",
        r"(?:tags?|tagged(?: with)?|filed under|topics?|categor(?:y|ies)|keywords|in this (?:story|article))\s*:.{0,200}|topics",
    ),
    (
        "author",
        r"[\"“]?(?:you can )?follow .{2,60} on (?:twitter|x|facebook|instagram|threads|bluesky|linkedin)\b.{0,60}|follow (?:us|me|him|her|them)\b.{0,60}|about the authors?|contact (?:the )?(?:author|reporter|writer)s?\b.{0,60}"
        r"|(?:contact|e-?mail|reach) [\w .’'-]{2,40} at [\w.+-]{1,64}@.{1,80}|view (?:all posts|bio|archive)\b.{0,60}|(?:see|read) (?:full )?bio",
    ),
    (
        "credit",
        r"\(?(?:photo|image|picture|photograph|screenshot|illustration|graphic|video)s? ?(?:credits?|by|courtesy(?: of)?|via)? ?:? .{0,30}(?:getty|ap|afp|reuters|epa|shutterstock|wikimedia|istock|alamy|flickr|courtesy|file)\b.{0,40}"
        r"|\(?(?:photo|image|picture|photograph|screenshot|illustration) ?(?:credits?|by|courtesy of|via) ?:? .{1,80}|.{0,60}(?:/|via )(?:getty images|afp|ap photo|shutterstock|reuters)\b.{0,30}|getty images|ap photo.{0,60}",
    ),
    (
        "scrap",
        r"\W{1,12}|\W{0,2}[a-z]\W{0,2}|\W{0,3}\d{1,4}\W{0,3}|[-–—# (]{0,3}(?:30|end|ends)[-–—# )]{0,3}|(?:skip|jump) to (?:main )?content|menu|search|home|close|loading\W*|back to top|\d+ min(?:ute)?s? read",
    ),
)
_PATTERN = re.compile("|".join(f"(?P<{label}>{pattern})" for label, pattern in _LABELS), re.IGNORECASE)

_BUTTONS = frozenset(
    "facebook twitter x email e mail print share tweet linkedin reddit whatsapp pinterest telegram copy link pin flipboard more save "
    "bluesky threads mastodon tumblr post like gift bookmark comments comment messenger instagram youtube pocket sms whats app this "
    "article story on via with url in google news follow us".split()
)
_BUTTON_SIGNS = frozenset(
    "facebook twitter linkedin reddit whatsapp pinterest telegram tweet flipboard bluesky tumblr messenger".split()
)

ANYWHERE = frozenset({"advertising", "share", "newsletter", "comments"})
"""Labels that stand in the middle of articles, too; the others are cut only from the ends."""

FAINT = frozenset({"scrap", "advertising", "credit"})
"""Labels that do not open the foot of a page: what follows them may be the article again."""


def label(line: str) -> str | None:
    """What kind of page furniture ``line`` is from end to end, or None. Only its wording is looked at."""
    if len(line) > _MAX_LINE:
        return None
    words = [word.lower() for word in _WORD.findall(line)]
    if len(words) > 1 and _BUTTON_SIGNS.intersection(words) and _BUTTONS.issuperset(words):
        return "share"
    found = _PATTERN.fullmatch(line.strip())
    return found.lastgroup if found else None


def is_prose(line: str) -> bool:
    """Whether ``line`` is of the length and punctuation of a sentence of the article."""
    words = len(_WORD.findall(line[:2000]))
    return words >= _LONG_WORDS or words >= _PROSE_WORDS and bool(_SENTENCE.search(line[-8:]))
