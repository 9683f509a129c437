"""Who does what to whom, read off a parse."""

from __future__ import annotations

from onrecord.reader.events.clauses import Clause
from onrecord.reader.events.lexicon import Pos
from onrecord.reader.trees import tree_of
from tests.reader.events.seen import analysis


def slots(sentence: str, head: str, *names: str, pos: Pos = "v") -> list[str]:
    """The words that fill the named slots of word ``head``."""
    tree = tree_of(analysis(sentence))
    at = next(i for i in range(len(tree.analysis.words)) if tree.analysis.words[i] == head)
    clause = Clause(tree, at, pos)
    return [" ".join(tree.analysis.words[i] for i in clause.fill(name)) for name in names]


def test_the_subject_of_a_passive_is_its_object_and_by_names_the_agent() -> None:
    held = (
        "Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass held|VERB|0|root by|ADP|6|case the|DET|6|det guards|NOUN|3|obl:agent"
    )
    assert slots(held, "held", "subj", "obj") == ["guards", "Orr"]


def test_a_passive_without_agent_has_no_subject() -> None:
    assert slots("Orr|PROPN|3|nsubj:pass was|AUX|3|aux:pass held|VERB|0|root", "held", "subj", "obj") == ["", "Orr"]


def test_a_participle_behind_a_noun_is_passive() -> None:
    shot = "men|NOUN|4|nsubj shot|VERB|1|acl yesterday|NOUN|2|obl died|VERB|0|root"
    assert slots(shot, "shot", "subj", "obj") == ["", "men"]


def test_a_relative_pronoun_gives_way_to_its_noun() -> None:
    ban = "a|DET|2|det ban|NOUN|0|root that|PRON|5|obj Orr|PROPN|5|nsubj imposed|VERB|2|acl:relcl"
    assert slots(ban, "imposed", "subj", "obj") == ["Orr", "ban"]
    man = "a|DET|2|det man|NOUN|0|root who|PRON|4|nsubj attacked|VERB|2|acl:relcl Venn|PROPN|4|obj"
    assert slots(man, "attacked", "subj", "obj") == ["man", "Venn"]


def test_the_object_acts_in_what_it_is_urged_to_do_and_the_subject_in_what_it_promises() -> None:
    urged = "Orr|PROPN|2|nsubj urged|VERB|0|root Venn|PROPN|2|obj to|PART|5|mark resign|VERB|2|xcomp"
    assert slots(urged, "resign", "subj") == ["Venn"]
    vowed = "Orr|PROPN|2|nsubj promised|VERB|0|root Venn|PROPN|2|obj to|PART|5|mark resign|VERB|2|xcomp"
    assert slots(vowed, "resign", "subj") == ["Orr"]


def test_who_is_called_on_acts() -> None:
    called = "Orr|PROPN|2|nsubj called|VERB|0|root on|ADP|4|case Venn|PROPN|2|obl to|PART|6|mark resign|VERB|2|xcomp"
    assert slots(called, "resign", "subj") == ["Venn"]


def test_who_is_accused_acts_in_what_he_is_accused_of() -> None:
    accused = "Orr|PROPN|2|nsubj accused|VERB|0|root Venn|PROPN|2|obj of|SCONJ|5|mark lying|VERB|2|advcl"
    assert slots(accused, "lying", "subj") == ["Venn"]


def test_an_infinitive_that_the_parser_takes_for_a_clause_is_controlled_all_the_same() -> None:
    urged = "Orr|PROPN|2|nsubj encouraged|VERB|0|root Venn|PROPN|2|obj to|PART|5|mark resign|VERB|2|ccomp"
    assert slots(urged, "resign", "subj") == ["Venn"]


def test_verbs_joined_by_and_share_their_subject() -> None:
    joined = "Orr|PROPN|2|nsubj came|VERB|0|root and|CCONJ|4|cc arrested|VERB|2|conj Venn|PROPN|4|obj"
    assert slots(joined, "arrested", "subj", "obj") == ["Orr", "Venn"]


def test_a_noun_is_done_by_its_possessor_or_by_whom_by_names() -> None:
    raid = "the|DET|2|det army|NOUN|4|nmod:poss 's|PART|2|case raid|NOUN|0|root on|ADP|6|case Sallow|PROPN|4|nmod"
    assert slots(raid, "raid", "subj", "on", "poss", pos="n") == ["army", "Sallow", "army"]
    by = "a|DET|2|det raid|NOUN|0|root by|ADP|5|case the|DET|5|det army|NOUN|2|nmod"
    assert slots(by, "raid", "subj", pos="n") == ["army"]


def test_nouns_joined_by_and_share_their_possessor() -> None:
    anger = "Orr|PROPN|3|nmod:poss 's|PART|1|case anger|NOUN|0|root and|CCONJ|5|cc refusal|NOUN|3|conj"
    assert slots(anger, "refusal", "poss", pos="n") == ["Orr"]


def test_a_given_thing_goes_to_the_indirect_object() -> None:
    gave = "Orr|PROPN|2|nsubj gave|VERB|0|root Venn|PROPN|2|iobj money|NOUN|2|obj"
    assert slots(gave, "gave", "obj", "to") == ["money", "Venn"]
    given = "Venn|PROPN|3|nsubj:pass was|AUX|3|aux:pass given|VERB|0|root shelter|NOUN|3|obj"
    assert slots(given, "given", "obj", "to") == ["shelter", "Venn"]


def test_a_particle_may_stand_apart() -> None:
    off = "Orr|PROPN|2|nsubj called|VERB|0|root the|DET|4|det strike|NOUN|2|obj off|ADP|2|compound:prt"
    tree = tree_of(analysis(off))
    assert Clause(tree, 1, "v").particles == ("off",)


def test_a_dateline_is_no_subject() -> None:
    line = "MARBURY|PROPN|4|nsubj -|PUNCT|4|punct Police|NOUN|4|nsubj arrested|VERB|0|root Orr|PROPN|4|obj"
    assert slots(line, "arrested", "subj") == ["Police"]


def test_complements_are_what_is_promised_or_feared() -> None:
    vowed = "Orr|PROPN|2|nsubj threatened|VERB|0|root to|PART|4|mark close|VERB|2|xcomp the|DET|6|det port|NOUN|4|obj"
    assert slots(vowed, "threatened", "comp") == ["close"]
