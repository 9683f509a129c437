"""Words are never given to somebody who did not say them."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reader.analysis import Analysis, Attribution
from onrecord.reader.entities import find_entities
from onrecord.reader.statements import find_statements
from onrecord.reader.trees import tree_of
from onrecord.terms import Statement
from tests.reader.build import Known, analysis_of, flat, run_of, said
from tests.reader.test_people import parsed


def read(analysis: Analysis, **entities: str) -> tuple[Statement, ...]:
    return find_statements(tree_of(analysis), Known(analysis, entities), times=())


ASKED = """
Asked VERB 7 advcl
whether SCONJ 4 mark
she PRON 4 nsubj
knew VERB 1 ccomp
, PUNCT 7 punct
Orr PROPN 7 nsubj
laughed VERB 0 root
. PUNCT 7 punct
"""


def test_who_is_asked_does_not_ask() -> None:
    (asked,) = read(said(analysis_of(ASKED), ("", "Asked", "whether she knew")), Orr="e1")
    assert (asked.act, asked.speaker) == ("ask", None)
    assert [(ref.text, ref.entity) for ref in asked.addressees] == [("Orr", "e1")]


def test_a_bare_surname_means_nobody_yet_to_be_introduced() -> None:
    people = find_entities(
        parsed(
            "Luis|PROPN|3|nsubj Orr|PROPN|1|flat lied|VERB|0|root .|PUNCT|3|punct",
            "Orr|PROPN|2|nsubj left|VERB|0|root .|PUNCT|2|punct",
            "Ada|PROPN|3|nsubj Orr|PROPN|1|flat wept|VERB|0|root .|PUNCT|3|punct",
            "Ada|PROPN|3|nsubj Orr|PROPN|1|flat left|VERB|0|root .|PUNCT|3|punct",
            "Ada|PROPN|3|nsubj Orr|PROPN|1|flat slept|VERB|0|root .|PUNCT|3|punct",
            names={"Luis Orr": "Person", "Ada Orr": "Person", "Orr": "Person"},
        )
    )
    luis = next(e for e in people.entities if e.name == "Luis Orr")
    assert [m.text for m in luis.mentions] == ["Luis Orr", "Orr"]


def test_a_chief_minister_is_no_other_minister() -> None:
    people = find_entities(
        parsed(
            "Chief|PROPN|2|compound Minister|PROPN|5|nsubj Dev|PROPN|2|flat Orr|PROPN|2|flat left|VERB|0|root .|PUNCT|5|punct",
            "Home|PROPN|2|compound Minister|PROPN|5|nsubj Arun|PROPN|2|flat Venn|PROPN|2|flat left|VERB|0|root .|PUNCT|5|punct",
            "The|DET|3|det Chief|PROPN|3|compound Minister|PROPN|4|nsubj slept|VERB|0|root .|PUNCT|4|punct",
            names={"Dev Orr": "Person", "Arun Venn": "Person"},
        )
    )
    orr = next(e for e in people.entities if e.name == "Dev Orr")
    assert [m.text for m in orr.mentions] == ["Dev Orr", "The Chief Minister"]


def test_the_speaker_is_none_of_those_he_names_nor_the_one_he_answers() -> None:
    named = parsed(
        "Hector|PROPN|2|nsubj waited|VERB|0|root .|PUNCT|2|punct",
        "Orr|PROPN|3|nsubj was|AUX|3|cop honest|ADJ|6|ccomp ,|PUNCT|6|punct he|PRON|6|nsubj said|VERB|0|root .|PUNCT|6|punct",
        names={"Hector": "Person", "Orr": "Person"},
        said=(("1:he", "1:Orr was honest"),),
    )
    people = find_entities(named)
    entity, by = people.who(run_of(named, "he"))
    assert (next(e.name for e in people.entities if e.id == entity), by) == ("Hector", "pronoun")

    answered = parsed(
        "Ada|PROPN|3|nsubj Orr|PROPN|1|flat asked|VERB|0|root Mary|PROPN|3|obj Venn|PROPN|4|flat why|ADV|3|ccomp .|PUNCT|3|punct",
        "Because|SCONJ|5|mark ,|PUNCT|5|punct she|PRON|4|nsubj replied|VERB|0|root .|PUNCT|4|punct",
        names={"Ada Orr": "Person", "Mary Venn": "Person"},
    )
    found = tuple(
        Attribution((run_of(answered, source),), (run_of(answered, cue),), (run_of(answered, content),), 0.9)
        for source, cue, content in (("Ada Orr", "asked", "why"), ("she", "replied", "Because"))
    )
    people = find_entities(
        Analysis(
            answered.words,
            answered.sentences,
            answered.upos,
            answered.heads,
            answered.deprels,
            answered.names,
            found,
        )
    )
    entity, _ = people.who(run_of(answered, "she"))
    assert next(e.name for e in people.entities if e.id == entity) == "Mary Venn"


def test_a_quotation_belongs_to_the_speaker_of_its_own_sentence() -> None:
    analysis = said(
        flat("“ They lied , ” said Orr .\n“ Not to me , ” said Venn ."),
        ("Orr", "said", "“ They lied , ”"),
        ("Venn", "said", "“ Not to me , ”"),
    )
    first, second = analysis.attributions
    greedy = replace(analysis, attributions=(replace(first, content=(*first.content, *second.content)), second))
    assert [s.content.text for s in read(greedy)] == ["“ They lied , ”", "“ Not to me , ”"]


def test_the_outlets_own_sentence_is_no_part_of_what_is_said_in_the_next() -> None:
    analysis = said(flat("Venn left . The dam holds , Orr said ."), ("Orr", "said", "Venn left . The dam holds"))
    (one,) = read(analysis)
    assert one.content.text == "The dam holds"


def test_words_between_two_pieces_of_one_content_belong_to_it() -> None:
    analysis = said(
        flat("Orr said the dam he called Old Tom holds and Venn said it leaks ."),
        ("Orr", "said", ["the dam he", "Old Tom holds", "it leaks"]),
        ("Venn", "said", "it leaks"),
    )
    one, _ = read(analysis)
    assert one.content.text == "the dam he called Old Tom holds it leaks"


def test_what_stands_behind_said_and_a_semicolon_is_not_the_speakers() -> None:
    analysis = said(
        flat("The dam holds , Orr said ; Venn saw it leak ."), ("Orr", "said", ["The dam holds", "Venn saw it leak"])
    )
    (one,) = read(analysis)
    assert one.content.text == "The dam holds"


def meant_by(analysis: Analysis, phrase: str) -> str | None:
    people = find_entities(analysis)
    entity, _ = people.who(run_of(analysis, phrase))
    return next((e.name for e in people.entities if e.id == entity), None)


def test_a_source_is_whom_it_names_beside_or_behind_a_role() -> None:
    beside = parsed(
        "The|DET|2|det owner|NOUN|7|nsubj ,|PUNCT|5|punct Orr|PROPN|5|compound Power|PROPN|2|appos ,|PUNCT|2|punct left|VERB|0|root",
        names={"Orr Power": "Organization"},
        said=(("0:The owner", "0:left"),),
    )
    assert meant_by(beside, "The owner , Orr Power ,") == "Orr Power"
    maker = parsed(
        "Scooter|NOUN|2|compound maker|NOUN|3|compound Orrline|PROPN|4|nsubj left|VERB|0|root",
        names={"Orrline": "Organization"},
    )
    assert meant_by(maker, "Scooter maker Orrline") == "Orrline"
    title = "{}|NOUN|6|nsubj of|ADP|3|case Police|PROPN|1|nmod Ada|PROPN|1|flat Orr|PROPN|4|flat left|VERB|0|root"
    assert (
        meant_by(
            parsed(title.format("Superintendent"), names={"Ada Orr": "Person"}), "Superintendent of Police Ada Orr"
        )
        == "Ada Orr"
    )
    wife = parsed(
        "Wife|NOUN|5|nsubj of|ADP|3|case Ada|PROPN|1|nmod Orr|PROPN|3|flat left|VERB|0|root",
        names={"Ada Orr": "Person"},
    )
    assert meant_by(wife, "Wife of Ada Orr") != "Ada Orr"


def test_it_said_means_the_one_body_just_spoken_of() -> None:
    analysis = parsed(
        "Orrline|PROPN|2|nsubj paid|VERB|0|root .|PUNCT|2|punct",
        "It|PRON|2|nsubj said|VERB|0|root so|ADV|2|advmod",
        names={"Orrline": "Organization"},
        said=(("1:It", "1:so"),),
    )
    assert meant_by(analysis, "It") == "Orrline"
