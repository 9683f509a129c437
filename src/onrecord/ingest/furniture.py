"""What on a page is not the article: lines known by their wording.

The lists come from reading the heads and feet of news pages and of text copied from them, comment systems and
newsletter forms included. A line of the article that says the same in a sentence of its own is kept: see `is_prose`.
"""

from __future__ import annotations

import re

_MAX_LINE = 300  # characters; a longer line is prose, whatever it begins with
_PROSE_WORDS = 6  # a line with sentence punctuation at its end and as many words is prose
_SENTENCE_WORDS = 3  # "Only she stayed." is one
_LONG_WORDS = 25  # a line of as many words is prose without it; headlines of other articles run to 20

_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_WORD = re.compile(r"\w+")

_READING = "(?:articles?|stories|story|posts?|content|reading|news|coverage|topics|links|videos?|headlines)"
_AGENCIES = "getty|ap|afp|reuters|epa|shutterstock|wikimedia|istock|alamy|flickr|courtesy|file"
_LABELS: dict[str, tuple[str, ...]] = {
    "share": (
        r"(?:re)?tweet|e-?mail(?: this)?|copy link|save",
        r"share(?: (?:this|on|via|with|the|your)\b.{0,40})?\s*:?",
        r"print(?: this)?(?: article| story)?",
        r"listen to this (?:article|story).{0,20}",
    ),
    "comments": (
        r"notify of",
        r"guest",
        r"\d[\d,.]*\s*(?:comments?|replies|responses|shares)",
        r"comments?(?: \(?\d+\)?)?:?",
        r"oldest",
        r"newest(?: most voted)?",
        r"most voted",
        r"inline feedbacks?",
        r"view (?:all )?comments.{0,20}",
        r"(?:show|hide|load more|read|see all|view) comments",
        r"would love your thoughts.{0,40}",
        r"(?:leave|post|add|write) a (?:comment|reply|response)\b.{0,60}",
        r"post comment",
        r"cancel reply",
        r"comments are (?:closed|off).{0,40}",
        r"join the (?:conversation|discussion).{0,40}",
        r"be the first to comment.{0,40}",
        r"(?:please )?(?:log ?in|sign in|register) to (?:comment|reply|post).{0,60}",
        r"your e-?mail address will not be published.{0,80}",
        r"required fields are marked.{0,10}",
        r"save my name, e-?mail,? and website.{0,80}",
        r"this site uses akismet.{0,80}",
        r"learn how your comment data is processed.{0,10}",
        r"you must be logged in to.{0,40}",
        r"sort by.{0,20}",
        r"report (?:this )?comment",
        r"(?:we|we[’']d) (?:want|would like|like|love) to hear (?:from you|what you think)\b.{0,160}",
        r"send us (?:a|your) (?:letters?|messages?|tips?|news|stor(?:y|ies)|comments?|thoughts)\b.{0,120}",
    ),
    "newsletter": (
        r"subscribe(?: (?:now|today|here|to|for)\b.{0,160})?[.!:]?",
        r"(?:sign|signing) up (?:for|to|here|now|today)?\b.{0,80}\b(?:newsletters?|inbox|e-?mails?|alerts?|updates?|briefing)\b.{0,120}",
        r"(?:get|receive|want)\b.{0,100}\b(?:newsletters?|(?:in|to) your inbox|e-?mail alerts|breaking news alerts)\b.{0,80}",
        r"(?:enter )?(?:your )?e-?mail(?: address)?\s*[:*]?",
        r"newsletters?(?: sign-?up)?",
        (
            r"(?:support|help (?:us|support|keep)|please (?:support|consider))\b.{0,80}"
            r"\b(?:journalism|donat\w+|subscrib\w+|newsroom)\b.{0,120}"
        ),
        r"donate(?: now| today)?[.!]?",
        r"(?:for .{1,60}, ?)?download (?:our|the) .{0,30}\bapps?\b.{0,60}",
        r"(?:for|get) the latest\b.{0,80}\b(?:apps?|inbox|phone|newsletters?|alerts)\b.{0,80}",
        r"subscribe (?:now )?to .{1,80}\b(?:editions?|full (?:story|access)|newsletters?|channels?)\b.{0,80}",
        r"to (?:view|read|see|access|continue reading) (?:the|this) .{0,60}\b(?:subscribe|log ?in|sign ?(?:in|up)|register)\b.{0,140}",
        r"(?:if you|are you)\b.{0,80}\balready (?:a subscriber|subscribed)\b.{0,160}",
        r"(?:new|first-time) subscribers\b.{0,160}",
        r"do you want to (?:be|stay|get|keep) (?:informed|updated|up to date)\b.{0,160}",
        r"already a subscriber.{0,40}",
        r"(?:log|sign) in",
        r"thank you for (?:reading|subscribing|your support).{0,60}",
    ),
    "related": (
        (
            rf"(?:related|recommended|suggested|popular|similar|more|other|latest|top|recent) {_READING}"
            r"(?: (?:for you|from|on|in|about)\b.{0,60})?\s*:?"
        ),
        (
            r"(?:related|recommended|see also|also read|read also|also see|read next|up next|don[’']t miss|more to read"
            r"|keep reading|further reading)(?:\s*:.{0,160})?"
        ),
        r"read more(?:\s*(?::|at|on|about|from|here|»|>|→|…|\.\.\.).{0,160})?",
        r"(?:more (?:from|on|in|like)) .{1,60}",
        r"you (?:may|might) (?:also )?(?:like|be interested in).{0,40}",
        r"most (?:popular|read|viewed|shared|commented|recent)\b.{0,30}",
        r"trending(?: (?:now|stories|on .{1,30}|topics|news))?\s*:?",
        r"editor[’']?s[’']? (?:picks|choice)",
        r"(?:previous|next|newer|older) (?:post|article|story|page)s?\b.{0,100}",
        r"what to read next",
        r"around the web",
        r"from our partners",
        (
            r"(?:read|see|get) the (?:rest|full|whole|entire|original)(?: (?:story|article|report|piece|post|thing|of .{1,40}))?"
            r"(?: (?:here|at|on|in)\b.{0,60})?\.?"
        ),
        r"(?:click|tap) here\b.{0,100}",
    ),
    "legal": (
        r"(?:©|\(c\)|copyright\b)\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b.{0,200}",
        r"©.{1,120}",
        r".{0,80}\ball rights reserved\.?.{0,200}",
        r"this material may not be published, broadcast.{0,120}",
        r"terms (?:of|and) (?:use|service|conditions)\b.{0,80}",
        r"(?:©.{0,80})?(?:this|the) (?:article|story|content|material) is (?:the )?(?:copyright(?:ed)?|property)\b.{0,200}",
        r"(?:written|prior) permission (?:must|is|has to)\b.{0,200}",
        r"(?:this|the) post contains (?:affiliate links|references to products)\b.{0,250}",
        r".{0,80}\b(?:is|are) not responsible for the (?:opinions?|statements?|content|views|accuracy)\b.{0,200}",
        (
            r"(?:no part of )?th(?:is|ese) (?:articles?|publications?|material|content|website|stor(?:y|ies)) may (?:not )?be "
            r"(?:reproduced|reprinted|copied|published)\b.{0,200}"
        ),
        r"privacy (?:policy|notice)\b.{0,80}",
        r"(?:we use|this (?:site|website) uses) cookies.{0,200}",
        r"(?:accept|manage|reject)(?: all)? cookies",
        r"cookie (?:policy|settings|preferences)",
        r"do not sell (?:or share )?my (?:personal )?info.{0,30}",
    ),
    "advertising": (
        r"\(?advertisement\)?\s*:?",
        r"advertising",
        r"ad",
        r"(?:story|article) continues? (?:below|after)\b.{0,40}",
        r"continue reading(?: below)?\b.{0,60}",
        r"scroll (?:down )?(?:to|for) (?:continue|more)\b.{0,40}",
        r"sponsored(?: (?:content|by .{1,40}))?",
        r"promoted(?: content)?",
        r"paid content",
    ),
    "tags": (
        r"(?:tags?|tagged(?: with)?|filed under|topics?|categor(?:y|ies)|keywords|in this (?:story|article))\s*:.{0,200}",
        r"topics",
    ),
    "author": (
        r"[\"“]?(?:you can )?follow .{2,60} on (?:twitter|x|facebook|instagram|threads|bluesky|linkedin)\b.{0,200}",
        r"follow (?:us|me|him|her|them)\b.{0,60}",
        r"about the authors?",
        r"contact (?:the )?(?:author|reporter|writer)s?\b.{0,60}",
        r"(?:contact|e-?mail|reach) [\w .’'-]{2,40} at [\w.+-]{1,64}@.{1,80}",
        r"view (?:all posts|bio|archive)\b.{0,60}",
        r"(?:see|read) (?:full )?bio",
    ),
    "credit": (
        (
            r"\(?(?:photo|image|picture|photograph|screenshot|illustration|graphic|video)s? ?"
            r"(?:credits?|by|courtesy(?: of)?|via)? ?:? .{0,30}(?:" + _AGENCIES + r")\b.{0,40}"
        ),
        r"\(?(?:photo|image|picture|photograph|screenshot|illustration) ?(?:credits?|by|courtesy of|via) ?:? .{1,80}",
        r".{0,60}(?:/|via )(?:getty images|afp|ap photo|shutterstock|reuters)\b.{0,30}",
        r"getty images",
        r"ap photo.{0,60}",
    ),
    "scrap": (
        r"\W{1,12}",
        r"\W{0,2}[a-z]\W{0,2}",
        r"\W{0,3}\d{1,4}\W{0,3}",
        r"[-–—# (]{0,3}(?:30|end|ends)[-–—# )]{0,3}",
        r"(?:skip|jump) to (?:main )?content",
        r"menu",
        r"search",
        r"home",
        r"close",
        r"loading\W*",
        r"back to top",
        r"\d+ min(?:ute)?s? read",
    ),
}
_PATTERN = re.compile("|".join(f"(?P<{name}>{'|'.join(lines)})" for name, lines in _LABELS.items()), re.IGNORECASE)

_BUTTONS = frozenset(
    "facebook twitter x email e mail print share tweet linkedin reddit whatsapp pinterest telegram copy link pin flipboard more save "
    "bluesky threads mastodon tumblr post like gift bookmark comments comment messenger instagram youtube pocket sms whats app this "
    "article story on via with url in google news follow us".split()
)
_BUTTON_SIGNS = frozenset(
    "facebook twitter linkedin reddit whatsapp pinterest telegram tweet flipboard bluesky tumblr messenger".split()
)

_SECTIONS = frozenset(
    "opinion|politics|news|world|us news|u s news|uk news|world news|breaking news|local news|national|international|analysis|editorial"
    "|editorials|business|sports|health|technology|science|top stories|exclusive|environment|education|economy|crime|courts".split(
        "|"
    )
)
_MAX_SECTION_WORDS = 3

ANYWHERE = frozenset({"advertising", "share", "newsletter", "comments"})
"""Labels that stand in the middle of articles, too; the others are cut only from the ends."""

FAINT = frozenset({"scrap", "advertising", "credit", "section"})
"""Labels that do not open the foot of a page: what follows them may be the article again."""


def label(line: str) -> str | None:
    """What kind of page furniture ``line`` is from end to end, or None. Only its wording is looked at."""
    if len(line) > _MAX_LINE:
        return None
    words = [word.lower() for word in _WORD.findall(line)]
    if len(words) > 1 and _BUTTON_SIGNS.intersection(words) and _BUTTONS.issuperset(words):
        return "share"
    if len(words) <= _MAX_SECTION_WORDS and " ".join(words) in _SECTIONS:
        return "section"
    found = _PATTERN.fullmatch(line.strip())
    return found.lastgroup if found else None


def is_sentence(line: str) -> bool:
    """Whether ``line`` may be a sentence of the article, however short, or the lead-in of a list."""
    words = len(_WORD.findall(line[:2000]))
    return (
        words >= _LONG_WORDS or (words >= _SENTENCE_WORDS and bool(_SENTENCE.search(line[-8:]))) or line.endswith(":")
    )


def is_prose(line: str) -> bool:
    """Whether ``line`` is of the length and punctuation of a sentence of the article."""
    words = len(_WORD.findall(line[:2000]))
    return words >= _LONG_WORDS or (words >= _PROSE_WORDS and bool(_SENTENCE.search(line[-8:])))
