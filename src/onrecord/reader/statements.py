"""From attributions to statements: who said what, in which act, to whom, when and through what.

The encoder's attributions are the ground; quotations that go on without a cue, items of lists and statements inside statements are
added to them, each with a confidence below that of what it hangs on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.reader.acts import find_act
from onrecord.reader.addressees import find_addressees
from onrecord.reader.analysis import Analysis, Attribution, Run
from onrecord.reader.channels import find_channel
from onrecord.reader.clause_acts import Voice
from onrecord.reader.continuations import add_continuations
from onrecord.reader.cues import read_cue
from onrecord.reader.drafts import Draft, QuotedWords, Who, kind_of
from onrecord.reader.lists import split_lists
from onrecord.reader.nested import add_nested
from onrecord.reader.sources import speaker_of
from onrecord.reader.tidy import tidied
from onrecord.reader.trees import Tree
from onrecord.reader.when import moment_of, times_by_word
from onrecord.terms import Channel, Quoted, Statement, Time, quoted

_GOES_ON = frozenset({"add", "continue", "go", "conclude", "finish"})
# Channels that hold more than one sentence of the same speaker as a matter of course.
_LASTING = frozenset(
    {"social_post", "interview", "press_conference", "speech", "letter", "written_statement", "testimony"}
)


def find_statements(tree: Tree, people: Who, *, times: Sequence[Time]) -> tuple[Statement, ...]:
    """All statements of a text in text order, with ids "s1", "s2" and so on.

    ``people`` tells whom a run of words refers to; ``times`` are the text's time expressions, of which each statement takes the one
    that says when it was said. Attributions with no content are left out: there is nothing that they say.
    """
    analysis = tree.analysis
    quotes = tree.quotes
    drafts: list[Draft] = []
    for number, found in enumerate(analysis.attributions):
        content = _near_cue(analysis, found)
        if content:
            speaker, by = speaker_of(tree, found, analysis.attributions[max(0, number - 1) : number], people)
            drafts.append(Draft(found.source, found.cue, content, speaker, by, found.score))
    drafts = tidied(tree, drafts, quotes)
    drafts = split_lists(tree, drafts, people)
    drafts = add_continuations(tree, drafts, quotes)
    drafts = sorted(add_nested(tree, drafts, people), key=lambda d: (d.start, d.content[0].start, -d.end))
    spoken = _spoken(len(analysis.words), drafts)
    when = times_by_word(analysis.words, times)
    statements: list[Statement] = []
    for number, draft in enumerate(drafts):
        within = _within(drafts, number)
        statements.append(
            _statement(
                tree,
                draft,
                quotes,
                people,
                when,
                spoken,
                f"s{number + 1}",
                None if within is None else f"s{within + 1}",
            )
        )
    return tuple(_carry_channels(tree, drafts, statements))


def _near_cue(analysis: Analysis, found: Attribution) -> tuple[Run, ...]:
    """The content without what stands in a paragraph before the cue's: in 33 of the 22,000 attributions of PolNeAR it does."""
    if not found.cue:
        return found.content
    paragraph = analysis.words.paragraph
    return tuple(run for run in found.content if paragraph[run.end - 1] >= paragraph[found.cue[0].start])


def _spoken(size: int, drafts: Sequence[Draft]) -> bytearray:
    """Marks the words that somebody says."""
    spoken = bytearray(size)
    for draft in drafts:
        for run in draft.content:
            spoken[run.start : run.end] = b"\x01" * (run.end - run.start)
    return spoken


def _statement(
    tree: Tree,
    draft: Draft,
    quotes: QuotedWords,
    people: Who,
    when: Mapping[int, Time],
    spoken: bytearray,
    name: str,
    within: str | None,
) -> Statement:
    words = tree.analysis.words
    kind = "direct" if _is_set_off(tree, draft) else kind_of(words, quotes, draft.content)
    cue = read_cue(tree, draft.cue)
    voice: Voice = "quoted" if kind == "direct" else "reported"
    act = draft.act or find_act(tree, cue, draft.content, voice=voice, source=tree.head_of(draft.source))
    content = _quoted(tree, draft.content)
    assert content is not None
    return Statement(
        id=name,
        kind=kind,
        act=act,
        source=_quoted(tree, draft.source),
        speaker=draft.speaker,
        resolved_by=draft.resolved_by,
        cue=_quoted(tree, draft.cue),
        content=content,
        addressees=find_addressees(
            tree, cue, act, draft.source, draft.content, lambda run: people.who(run)[0], when=when
        ),
        channel=find_channel(tree, cue, (*draft.source, *draft.cue), spoken),
        time=moment_of(tree, cue, draft, when, spoken),
        negated=cue is not None and cue.negated and act != "decline_to_comment",
        modality=cue.modality if cue is not None else "actual",
        within=within,
        confidence=draft.confidence,
    )


def _is_set_off(tree: Tree, draft: Draft) -> bool:
    """Whether the content is a block of its own, under a lead-in with a colon: then it is word for word, marks or no marks."""
    if not draft.cue:
        return False
    words = tree.analysis.words
    first = draft.content[0].start
    return words.paragraph[first] == words.paragraph[draft.cue[0].start] + 1 and words[first - 1] == ":"


def _quoted(tree: Tree, runs: Sequence[Run]) -> Quoted | None:
    if not runs:
        return None
    words = tree.analysis.words
    return quoted(words.text, tuple(words.span(run) for run in runs))


def _within(drafts: Sequence[Draft], number: int) -> int | None:
    """The number of the statement whose content holds all of this one's words; the same speaker's own does not count."""
    inner = drafts[number]
    for k in range(number - 1, max(-1, number - 40), -1):
        outer = drafts[k]
        if outer.speaker == inner.speaker and outer.speaker is not None:
            continue
        if any(run.start <= inner.start and inner.end <= run.end for run in outer.content) and (
            (outer.start, outer.end) != (inner.start, inner.end) or inner.nested
        ):
            return k
    return None


def _carry_channels(tree: Tree, drafts: Sequence[Draft], statements: list[Statement]) -> list[Statement]:
    """Give a quotation the channel of the same speaker's words right before it, where it plainly goes on in them."""
    out: list[Statement] = []
    held: tuple[str, Channel, int, int] | None = None
    for draft, statement in zip(drafts, statements, strict=True):
        sentence, paragraph = tree.sentence[draft.start], tree.analysis.words.paragraph[draft.start]
        if statement.channel is not None:
            if statement.speaker is not None and statement.channel.type in _LASTING:
                held = statement.speaker, statement.channel, tree.sentence[draft.end - 1], paragraph
        elif held is not None and statement.within is None and statement.speaker is not None:
            same = paragraph == held[3]
            if statement.speaker != held[0] or sentence - held[2] > 1:
                held = None
            elif statement.kind == "direct" and (statement.cue is None or same or _goes_on(tree, draft)):
                statement = replace(statement, channel=held[1])
                held = held[0], held[1], tree.sentence[draft.end - 1], paragraph
        out.append(statement)
    return out


def _goes_on(tree: Tree, draft: Draft) -> bool:
    cue = read_cue(tree, draft.cue)
    return cue is not None and cue.lemma in _GOES_ON and cue.modality == "actual"
