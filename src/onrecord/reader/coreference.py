"""Who is meant throughout one article: names first, then what people are called by, then pronouns, then unnamed sources.

Each step needs what the one before settled. Pronouns outside quotation marks come before those inside: a quotation's
speaker is often itself a pronoun ("..., she said") and must be known before anyone inside the quotation can be told from her.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.reader.analysis import Attribution, Run
from onrecord.reader.names import find_names
from onrecord.reader.naming import Draft, Noted, cast
from onrecord.reader.nominals import find_nominals, resolve_nominals
from onrecord.reader.people_words import office
from onrecord.reader.pronouns import Context, Seen, is_pronoun, resolve_pronoun
from onrecord.reader.prose import CLITICS, Prose
from onrecord.reader.unnamed import note_source, unnamed
from onrecord.terms import Form

_FIRST = frozenset("i me my mine myself".split())
_THEY = frozenset("they them their themselves".split())
_ASKING = frozenset("ask asks asked asking".split())
_REPLYING = frozenset("replied replies answered answers responded responds retorted".split())
_RELATIVE = frozenset("who whom whose".split())
_COUNTS = frozenset(
    """percent majority most many some all both half third quarter two-thirds dozens scores hundreds thousands millions
    number few several one two three four five six seven eight nine ten each any none""".split()
)
_BEFORE_NAME = frozenset(("ADJ", "NOUN", "PROPN", "DET", "NUM", "SYM", "X"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "DET"))

Meant = dict[int, tuple[Draft, Form]]
"""For a word that refers, alone or as part of a phrase: whom it means, and by what form."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everyone in the article, and what its words mean."""

    prose: Prose
    drafts: list[Draft]
    meant: Meant


def resolve(prose: Prose) -> Cohort:
    """Find and resolve all mentions. Near-linear in the number of words."""
    named = cast(prose, find_names(prose))
    nominals = resolve_nominals(prose, named, spotted := find_nominals(prose, named))
    meant: Meant = {i: (draft, "name") for i, draft in named.owner.items()}
    for nominal in spotted:
        if nominal.head in nominals:
            phrase: tuple[Draft, Form] = (nominals[nominal.head], "nominal")
            meant.update((i, phrase) for i in range(nominal.run.start, nominal.run.end) if i not in meant)
    others = unnamed(named.drafts)
    for attribution in prose.analysis.attributions:
        for source in attribution.source:
            run = _counted(prose, source)
            head = main_word(prose, run)
            if refer(prose, run, meant) is None and head is not None and head not in meant:
                noted = note_source(prose, head, named.owner, others)
                if noted is not None:
                    own: tuple[Draft, Form] = (noted[0], "nominal")
                    meant.update((i, own) for i in range(noted[1].start, noted[1].end) if i not in meant)
    drafts = [*named.drafts, *others.drafts]
    _pronouns(prose, [draft for draft in drafts if draft.type == "person"], meant)
    _plurals(prose, [draft for draft in drafts if draft.type in ("group", "organization")], meant)
    return Cohort(prose, drafts, meant)


def main_word(prose: Prose, run: Run) -> int | None:
    """The noun or pronoun that stands for the run: the first one whose head lies outside it; None if there is none."""
    heads = prose.analysis.heads
    inner: int | None = None
    for i in range(run.start, run.end):
        if prose.upos(i) not in _NOMINAL or _possesses(prose, i, run.end):
            continue
        if not run.start <= heads[i] < run.end:
            return i
        inner = i if inner is None else inner
    return inner


def _final_name(prose: Prose, run: Run, meant: Meant) -> tuple[Draft, Form] | None:
    """Whose name ends the run, where only what may stand before a name does: "9/11 widow Ada Orr", "scooter maker Orr Motors",
    "Superintendent of Police Ada Orr"."""
    end = run.end
    while end > run.start and prose.upos(end - 1) == "PUNCT":
        end -= 1
    hit = meant.get(end - 1) if end > run.start else None
    if hit is None or hit[1] != "name" or prose.upos(end - 1) == "NOUN":
        return None
    if hit[0].type not in ("person", "organization"):
        return None
    for i in range(run.start, end):
        if (
            prose.upos(i) not in _BEFORE_NAME
            and not (i == run.start and prose.low[i] == "that")
            and prose.low[i] not in "/-–"
            and not _of_office(prose, i, meant)
        ):
            return None
    return hit


def _of_office(prose: Prose, i: int, meant: Meant) -> bool:
    """Whether word ``i`` is the "of" inside a capitalized title: "Leader of Opposition Ada Orr", but not "wife of Ada Orr"."""
    titled = prose.low[i] == "of" and office(prose.low[i - 1]) is not None and prose.is_name_like(i - 1)
    return titled and prose.is_name_like(i + 1) and (i + 1 not in meant or meant[i + 1][1] != "name")


def _beside(prose: Prose, run: Run, head: int, meant: Meant) -> tuple[Draft, Form] | None:
    """Whose name is set beside the run's main word: "the dam's owner, Orr Power,", "one of them, Ada Orr,"."""
    heads = prose.analysis.heads
    for i in range(head + 2, run.end):
        if meant.get(i, (None, ""))[1] != "name":
            continue
        apposed = prose.relation(i) == "appos" and (heads[i] == head or prose.low[head] == "one")
        # A parser in doubt gives the verb two subjects.
        doubled = prose.low[i - 1] == "," and heads[i] == heads[head] and prose.relation(i) == prose.relation(head)
        if apposed or doubled:
            return meant[i]
    return None


def _counted(prose: Prose, run: Run) -> Run:
    """What the run counts, where it is a count: "registered voters" of "52 percent of registered voters"."""
    for i in range(run.start + 1, run.end - 1):
        if prose.low[i] == "of" and prose.low[i - 1] in _COUNTS:
            return Run(i + 1, run.end)
    return run


def _possesses(prose: Prose, i: int, end: int) -> bool:
    """Whether the word is part of a possessor ("Ada Orr" in "Ada Orr's office") of something else before ``end``."""
    at = i + 1
    while at < end and prose.upos(at) in ("PROPN", "NOUN", "ADJ"):
        at += 1
    return at + 1 < end and prose.low[at] in CLITICS and prose.upos(at) == "PART"


def refer(prose: Prose, run: Run, meant: Meant) -> tuple[Draft, Form] | None:
    """Whom the run means as a whole, and by what form: never the possessor of a phrase, nor a name that only narrows it."""
    final = _final_name(prose, run, meant)
    if final is not None:
        return final
    head = main_word(prose, run)
    if head is None:
        return None
    hit = meant.get(head)
    if hit is None or hit[1] == "nominal":
        hit = _beside(prose, run, head, meant) or hit
    if hit is None:
        return None
    draft, form = hit
    end = head + 1
    while end < run.end and (follower := meant.get(end)) is not None and follower[0] is draft:
        end += 1
    if (
        end < run.end
        and form != "nominal"
        and prose.upos(end) in ("NOUN", "PROPN")
        and prose.relation(head) in ("compound", "nmod", "amod")
    ):
        return None
    words = (meant[i] for i in range(run.start, run.end) if i in meant)
    if form == "nominal" and any(other is draft and kind == "name" for other, kind in words):
        return draft, "name"
    return hit


def _pronouns(prose: Prose, persons: list[Draft], meant: Meant) -> None:
    pools: tuple[list[Seen], list[Seen]] = ([], [])
    for draft in persons:
        for noted in draft.mentions:
            pools[prose.quoted[noted.head]].append(Seen(noted.run.start, noted.head, draft, False))
    for pool in pools:
        pool.sort(key=lambda seen: seen.start)
    by_source: dict[int, list[Attribution]] = {}
    speakers: dict[int, Draft] = {}
    for attribution in sorted(prose.analysis.attributions, key=_size, reverse=True):
        for run in attribution.source:
            head = main_word(prose, run)
            if head is not None:
                by_source.setdefault(head, []).append(attribution)
            hit = refer(prose, run, meant)
            if hit is not None:
                _speak(prose, attribution, hit[0], speakers)
    context = Context(*pools, frozenset(by_source), speakers, dict(_others(prose, by_source, meant)))
    _relatives(prose, by_source, meant, speakers)

    def settle(quoted: bool) -> None:
        for i in range(len(prose)):
            if prose.quoted[i] is not quoted or not is_pronoun(prose, i):
                continue
            draft = resolve_pronoun(prose, i, context)
            if draft is None:
                continue
            _mean(i, draft, meant)
            insort(pools[quoted], Seen(i, i, draft, True), key=lambda seen: seen.start)
            for attribution in by_source.get(i, ()):
                _speak(prose, attribution, draft, speakers)

    settle(False)
    _continue_quotations(prose, speakers)
    settle(True)
    for i in range(len(prose)):
        speaker = speakers.get(i)
        if prose.quoted[i] and prose.low[i] in _FIRST and speaker is not None and speaker.type == "person":
            _mean(i, speaker, meant)


def _others(
    prose: Prose, by_source: Mapping[int, Sequence[Attribution]], meant: Meant
) -> Iterator[tuple[int, list[Draft]]]:
    """For each source that is a pronoun, those it cannot mean: whom its own words or the question it answers call by name ("Orr
    was honest, he said"; "Asked about Orr, he said"), and who asked when it replies ("Orr asked why. ..., she replied")."""
    questions: dict[int, Attribution] = {}
    for attribution in prose.analysis.attributions:
        if attribution.cue and prose.low[attribution.cue[-1].end - 1] in _ASKING:
            questions[prose.sentence[attribution.cue[0].start]] = attribution
    for head, attributions in by_source.items():
        if not is_pronoun(prose, head):
            continue
        sentence = prose.sentence[head]
        told = [*attributions]
        if (asked := questions.get(sentence)) is not None and not asked.source:
            told.append(asked)
        found = [
            meant[i][0]
            for one in told
            for run in one.content
            for i in range(*run)
            if i in meant and meant[i][1] == "name"
        ]
        if any(prose.low[i] in _REPLYING for one in attributions for run in one.cue for i in range(*run)):
            asker = questions.get(sentence) or questions.get(sentence - 1)
            found += [
                hit[0] for run in (asker.source if asker else ()) if (hit := refer(prose, run, meant)) is not None
            ]
        yield head, list({id(draft): draft for draft in found}.values())


def _plurals(prose: Prose, drafts: list[Draft], meant: Meant) -> None:
    """ "They", and "it" as a source, mean a group or body where this sentence and the one before name a single one as a subject
    or source."""
    sources = {
        head for a in prose.analysis.attributions for run in a.source if (head := main_word(prose, run)) is not None
    }
    by_sentence: dict[int, dict[int, Draft]] = {}
    for draft in drafts:
        for noted in draft.mentions:
            if noted.head in sources or prose.relation(noted.head) == "nsubj":
                by_sentence.setdefault(prose.sentence[noted.head], {})[id(draft)] = draft
    for i in range(len(prose)):
        body = prose.low[i] == "it" and i in sources
        if not (body or prose.low[i] in _THEY) or prose.upos(i) not in ("PRON", "DET") or i in meant:
            continue
        sentence = prose.sentence[i]
        near = by_sentence.get(sentence - 1, {}) | by_sentence.get(sentence, {})
        groups = [draft for draft in near.values() if draft.plural is not body] or list(near.values())
        if len(groups) == 1 and groups[0].mentions[0].run.start < i and not prose.quoted[i]:
            _mean(i, groups[0], meant)
            by_sentence.setdefault(sentence, {})[id(groups[0])] = groups[0]


def _mean(i: int, draft: Draft, meant: Meant) -> None:
    meant[i] = (draft, "pronoun")
    draft.mentions.append(Noted(Run(i, i + 1), "pronoun", i))


def _size(attribution: Attribution) -> int:
    return sum(run.end - run.start for run in attribution.content)


def _speak(prose: Prose, attribution: Attribution, speaker: Draft, speakers: dict[int, Draft]) -> None:
    """Give the content's words to the speaker, but for paragraphs before the source's own: those are another's more often."""
    paragraph = prose.analysis.words.paragraph
    own = paragraph[attribution.source[0].start]
    for run in attribution.content:
        if paragraph[run.start] >= own:
            speakers.update(dict.fromkeys(range(run.start, run.end), speaker))


def _relatives(prose: Prose, sources: Iterable[int], meant: Meant, speakers: dict[int, Draft]) -> None:
    """A relative "who" that is a source means the noun its clause hangs on."""
    for i in sources:
        if prose.low[i] not in _RELATIVE or i in meant:
            continue
        at = i
        for _ in range(4):
            at = prose.analysis.heads[at]
            if at < 0 or prose.analysis.deprels[at] == "acl:relcl":
                break
        antecedent = prose.analysis.heads[at] if at >= 0 else -1
        if antecedent not in meant or antecedent > i:
            antecedent = i - 2 if i > 1 and prose.low[i - 1] == "," else i - 1
        if 0 <= antecedent < i and antecedent in meant:
            _mean(i, meant[antecedent][0], meant)


def _continue_quotations(prose: Prose, speakers: dict[int, Draft]) -> None:
    """A paragraph that is quoted from its first word to its last, with no source of its own, goes on in the voice before it."""
    before: Draft | None = None
    last_paragraph = -1
    for paragraph, run in _paragraphs(prose):
        inside = [i for i in range(run.start, run.end) if prose.quoted[i]]
        told = [speakers[i] for i in inside if i in speakers]
        whole = len(inside) == run.end - run.start
        if whole and not told and before is not None and paragraph == last_paragraph + 1:
            speakers.update(dict.fromkeys(inside, before))
            told = [before]
        if told:
            before, last_paragraph = told[-1], paragraph


def _paragraphs(prose: Prose) -> Iterator[tuple[int, Run]]:
    number = prose.analysis.words.paragraph
    start = 0
    for i in range(1, len(prose) + 1):
        if i == len(prose) or number[i] != number[start]:
            yield number[start], Run(start, i)
            start = i
