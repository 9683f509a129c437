"""Through what something was said: "in a post on Harbor", "told the Courier in an interview", "according to court papers"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.reader.analysis import Name, Run
from onrecord.reader.cues import Cue
from onrecord.reader.lemmas import lemma
from onrecord.reader.trees import Tree
from onrecord.terms import Channel, ChannelType, quoted

_NOUNS: dict[ChannelType, str] = {
    "social_post": "tweet post posting thread livestream blog retweet hashtag meme vlog",
    "interview": "interview podcast sit-down q&a broadcast show program programme",
    "press_conference": "briefing presser",
    "speech": """speech rally address remarks keynote sermon lecture debate eulogy commencement toast monologue podium stump
        convention forum fundraiser dinner luncheon gala""",
    "phone_call": "call phone telephone voicemail",
    "meeting": "meeting hearing-room roundtable summit conversation talks huddle session",
    "letter": "letter email e-mail memo memorandum note petition telegram text",
    "written_statement": "statement release communique communiqué communiqu op-ed oped editorial column essay article book memoir",
    "court_filing": """filing lawsuit complaint affidavit brief motion indictment suit warrant petition-filing docket papers
        appeal-brief opinion""",
    "report": "report study survey poll analysis audit review document documents paper bulletin newsletter findings",
    "testimony": "testimony deposition hearing",
    "advertisement": "ad advertisement commercial spot billboard mailer flyer flier leaflet ads",
}
_TYPE_OF: dict[str, ChannelType] = {word: kind for kind, words in _NOUNS.items() for word in words.split()}
# Names of services; to say it *on* one of them is to post. Single letters and words that are words count only with "on".
_SERVICES = frozenset(
    """twitter facebook instagram tiktok snapchat linkedin youtube reddit threads mastodon bluesky weibo telegram whatsapp parler gab
    gettr x truth tumblr medium twitch rumble vk social""".split()
)
_PAIRS: dict[tuple[str, str], ChannelType] = {
    ("news", "conference"): "press_conference",
    ("press", "conference"): "press_conference",
    ("press", "briefing"): "press_conference",
    ("news", "briefing"): "press_conference",
    ("conference", "call"): "phone_call",
    ("phone", "call"): "phone_call",
    ("phone", "interview"): "interview",
    ("press", "release"): "written_statement",
    ("news", "release"): "written_statement",
    ("written", "statement"): "written_statement",
    ("emailed", "statement"): "written_statement",
    ("court", "papers"): "court_filing",
    ("court", "documents"): "court_filing",
    ("court", "document"): "court_filing",
    ("court", "records"): "court_filing",
    ("court", "filing"): "court_filing",
    ("court", "filings"): "court_filing",
    ("legal", "brief"): "court_filing",
    ("charging", "documents"): "court_filing",
    ("criminal", "complaint"): "court_filing",
    ("press", "gaggle"): "press_conference",
    ("town", "hall"): "meeting",
    ("campaign", "event"): "speech",
    ("campaign", "stop"): "speech",
    ("social", "media"): "social_post",
    ("truth", "social"): "social_post",
    ("blog", "post"): "social_post",
    ("twitter", "account"): "social_post",
    ("facebook", "page"): "social_post",
    ("text", "message"): "letter",
    ("talk", "show"): "interview",
    ("radio", "show"): "interview",
    ("video", "message"): "speech",
    ("private", "meeting"): "meeting",
}
_VERBS: dict[str, ChannelType] = {
    "tweet": "social_post",
    "retweet": "social_post",
    "post": "social_post",
    "blog": "social_post",
    "testify": "testimony",
    "email": "letter",
    "e-mail": "letter",
    "advertise": "advertisement",
}
_KNOWN = frozenset(_TYPE_OF) | frozenset(_VERBS)
_PREPOSITIONS = frozenset({"in", "on", "at", "during", "via", "through", "by", "over", "before", "from", "with"})
# Words in the names of newspapers and broadcasters.
_TITLES = frozenset(
    """times post journal news herald tribune gazette chronicle press radio courier globe guardian mail observer telegraph ledger
    record daily weekly magazine show today tv television network podcast examiner dispatch inquirer reporter bulletin sentinel
    register enquirer wire""".split()
)
_STATION = frozenset(
    "news tv television radio network host anchor moderator interviewer magazine newspaper broadcaster".split()
)


def find_channel(tree: Tree, cue: Cue | None, roles: Sequence[Run], spoken: Sequence[int]) -> Channel | None:
    """The channel of a statement, or None where its words name none.

    Looked for in the clause of the cue and the clauses that govern it, then in the rest of its sentence; never inside what
    anybody says: ``spoken[i]`` is true for those words. ``roles`` are the runs of source and cue.
    """
    words = [i for run in roles for i in range(run.start, run.end)]
    if cue is None:
        return _source(tree, words)
    for head in tree.clauses_over(cue.head):
        found = _among(tree, (i for i in tree.clause(head) if not spoken[i]), spoken)
        if found is not None:
            return found
    if cue.lemma in _VERBS:
        return _channel(tree, Run(cue.head, cue.head + 1), _VERBS[cue.lemma])
    return _source(tree, words) or _outlet(tree, cue)


def _among(tree: Tree, words: Iterable[int], spoken: Sequence[int]) -> Channel | None:
    for i in words:
        kind = _kind(tree, i)
        if kind is not None:
            run = _with_preposition(tree, i, spoken)
            if run is not None:
                return _channel(tree, run, kind)
    return None


def _kind(tree: Tree, i: int) -> ChannelType | None:
    word = _whole(tree, i)
    if tree.analysis.upos[i] not in ("NOUN", "PROPN", "X"):
        return None
    before = tree.word(i - 1) if i and tree.sentence[i - 1] == tree.sentence[i] else ""
    if (before, word) in _PAIRS:
        return _PAIRS[before, word]
    if tree.relations[i] in ("compound", "flat", "nsubj", "appos", "conj", "amod"):
        return None
    if word in _SERVICES:
        on = any(tree.word(j) in ("on", "via", "through") for j in tree.children(i, "case"))
        return "social_post" if on and (word != "social" or before == "truth") else None
    return _TYPE_OF.get(lemma(word, _KNOWN)) if tree.analysis.upos[i] == "NOUN" else None


def _whole(tree: Tree, i: int) -> str:
    """Word ``i`` with what a hyphen ties to it: "op-ed" is three words."""
    tied = i >= 2 and tree.word(i - 1) == "-" and tree.sentence[i - 2] == tree.sentence[i]
    return f"{tree.word(i - 2)}-{tree.word(i)}" if tied else tree.word(i)


def _with_preposition(tree: Tree, i: int, spoken: Sequence[int]) -> Run | None:
    """The prepositional phrase of noun ``i``, up to the end of its own "on ..." or "with ..." modifiers; None without one."""
    at = i
    for _ in range(3):
        cases = [j for j in tree.children(at, "case") if j < at and tree.word(j) in _PREPOSITIONS]
        if cases:
            break
        if tree.relations[at] not in ("compound", "flat"):
            return None
        at = tree.analysis.heads[at]
    else:
        return None
    start = cases[0]
    if spoken[start]:
        return None
    skip = frozenset({"acl", "advcl", "appos", "parataxis", "punct", "conj", "cc"})
    part = {j for j in tree.below(at, skip=skip) if not spoken[j]}
    end = i + 1
    while end in part:
        end += 1
    return Run(start, max(end, at + 1))


def _outlet(tree: Tree, cue: Cue) -> Channel | None:
    """ "told the Courier", "told a radio host": an outlet that is told something has spoken with the source."""
    if cue.lemma not in ("tell", "speak", "talk"):
        return None
    for i in tree.children(cue.head, "obj", "iobj", "obl"):
        if i < cue.head:
            continue
        named = _name_at(tree.analysis.names, i)
        word = tree.analysis.words[i]
        initials = word.isupper() and 2 <= len(word) <= 6
        outlet = tree.analysis.upos[i] == "PROPN" and ((named is not None and named.type == "Organization") or initials)
        phrase = tree.phrase(i)
        titled = tree.analysis.upos[i] == "PROPN" and any(tree.word(j) in _TITLES for j in range(*phrase))
        if outlet or titled or tree.word(i) in _STATION:
            return _channel(tree, Run(cue.head, phrase.end), "interview")
    return None


def _name_at(names: Sequence[Name], i: int) -> Name | None:
    at = bisect_right(names, i, key=lambda name: name.run.start) - 1
    return names[at] if at >= 0 and i < names[at].run.end else None


def _of_paper(tree: Tree, i: int) -> ChannelType | None:
    return _TYPE_OF.get(lemma(tree.word(i), _KNOWN)) if tree.analysis.upos[i] == "NOUN" else None


def _source(tree: Tree, words: Sequence[int]) -> Channel | None:
    """A source that is itself a paper: "the lawsuit says", "according to the report", "the ad claims"."""
    for i in words:
        if tree.relations[i] in ("compound", "flat", "amod", "det") or tree.analysis.upos[i] not in ("NOUN", "PROPN"):
            continue
        before = tree.word(i - 1) if i else ""
        kind = _PAIRS.get((before, tree.word(i))) or _of_paper(tree, i)
        if kind in ("report", "court_filing", "advertisement", "letter", "written_statement", "social_post"):
            if tree.analysis.heads[i] in words and tree.relations[i] != "nsubj":
                continue
            run = tree.phrase(i)
            return _channel(tree, Run(min(run.start, i - ((before, tree.word(i)) in _PAIRS)), run.end), kind)
    return None


def _channel(tree: Tree, run: Run, kind: ChannelType) -> Channel:
    words = tree.analysis.words
    found = quoted(words.text, (words.span(run),))
    return Channel(found.text, found.spans, kind)
