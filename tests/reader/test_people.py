"""Who is named and who is meant: small articles about invented people, parsed by hand."""

from __future__ import annotations

import re

import pytest

from onrecord.reader.analysis import Analysis, Attribution, Name, Run, Words
from onrecord.reader.entities import People, find_entities
from onrecord.terms import Entity, Span

_TIGHT = frozenset(",.”’s’!?):")


def parsed(
    *sentences: str,
    names: dict[str, str] | None = None,
    said: tuple[tuple[str, str], ...] = (),
    breaks: tuple[int, ...] = (),
) -> Analysis:
    """An analysis from sentences of ``word|UPOS|head|relation`` (heads count from 1, 0 is the root).

    ``names``: words and the tagger's type, found wherever they stand. ``said``: source and content of each attribution, as
    "sentence:words". ``breaks``: sentences that start a paragraph.
    """
    words: list[str] = []
    upos: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    runs: list[Run] = []
    spans: list[Span] = []
    paragraphs: list[int] = []
    text = ""
    for number, sentence in enumerate(sentences):
        start = len(words)
        if number in breaks:
            text += "\n\n"
        for token in sentence.split():
            word, tag, head, relation = token.split("|")
            if text and not text.endswith(("\n", "“", "(")) and word not in (",", ".", "”", "’s", "!", "?", ")", "’"):
                text += " "
            spans.append(Span(len(text), len(text) + len(word)))
            text += word
            words.append(word)
            upos.append(tag)
            heads.append(start + int(head) - 1 if head != "0" else -1)
            relations.append(relation)
            paragraphs.append(sum(number >= b for b in breaks))
        runs.append(Run(start, len(words)))

    def find(piece: str, run: Run) -> Run:
        wanted = piece.split()
        return next(Run(i, i + len(wanted)) for i in range(run.start, run.end) if words[i : i + len(wanted)] == wanted)

    found = []
    for piece, type_ in (names or {}).items():
        wanted = piece.split()
        found += [
            Name(Run(i, i + len(wanted)), type_, 0.99)
            for i in range(len(words))
            if words[i : i + len(wanted)] == wanted
        ]
    attributions = []
    for source, content in said:
        (at, source), (where, content) = (re.split(":", piece, maxsplit=1) for piece in (source, content))
        attributions.append(Attribution((find(source, runs[int(at)]),), (), (find(content, runs[int(where)]),), 1.0))
    return Analysis(
        Words(text, tuple(spans), tuple(paragraphs)),
        tuple(runs),
        tuple(upos),
        tuple(heads),
        tuple(relations),
        tuple(sorted(found, key=lambda name: name.run)),
        tuple(attributions),
    )


def by_name(people: People, name: str) -> Entity:
    """The one entity of that name."""
    (entity,) = [entity for entity in people.entities if entity.name == name]
    return entity


def texts(entity: Entity) -> list[str]:
    """The words of its mentions."""
    return [mention.text for mention in entity.mentions]


def who(people: People, analysis: Analysis, piece: str, *, nth: int = 0) -> tuple[str | None, str]:
    """Name and form that `People.who` gives for the words."""
    wanted = piece.split()
    starts = [
        i
        for i in range(len(analysis.words))
        if analysis.words.words(Run(i, min(i + len(wanted), len(analysis.words)))) == wanted
    ]
    id_, form = people.who(Run(starts[nth], starts[nth] + len(wanted)))
    return next((entity.name for entity in people.entities if entity.id == id_), None), form


GOVERNOR = parsed(
    "Dunmore|PROPN|2|compound Gov.|PROPN|3|nmod:desc Jacob|PROPN|5|nsubj Orr|PROPN|3|flat met|VERB|0|root Ada|PROPN|5|obj "
    "Venn|PROPN|6|flat ,|PUNCT|12|punct the|DET|12|det head|NOUN|6|appos of|ADP|12|case council|NOUN|10|nmod .|PUNCT|5|punct",
    "“|PUNCT|8|punct The|DET|3|det Governor|NOUN|4|nsubj knew|VERB|8|ccomp it|PRON|4|obj ,|PUNCT|4|punct ”|PUNCT|4|punct "
    "said|VERB|0|root Venn|PROPN|8|nsubj .|PUNCT|8|punct",
    "“|PUNCT|4|punct He|PRON|4|nsubj was|AUX|4|cop glad|ADJ|0|root ,|PUNCT|4|punct and|CCONJ|9|cc so|ADV|9|advmod am|AUX|9|cop "
    "I|PRON|4|conj .|PUNCT|4|punct ”|PUNCT|4|punct",
    "Orr|PROPN|3|nmod:poss ’s|PART|1|case office|NOUN|5|nsubj did|AUX|5|aux answer|VERB|0|root .|PUNCT|5|punct",
    "The|DET|3|det young|ADJ|3|amod governor|NOUN|4|nsubj said|VERB|0|root he|PRON|6|nsubj slept|VERB|4|ccomp .|PUNCT|4|punct",
    names={"Jacob Orr": "Person", "Ada Venn": "Person", "Venn": "Person", "Orr": "Person", "Dunmore": "Location"},
    said=(
        ("1:Venn", "1:“ The Governor knew it , ”"),
        ("3:Orr ’s office", "3:answer"),
        ("4:The young governor", "4:he slept"),
    ),
    breaks=(1, 2, 3, 4),
)


def test_a_person_is_one_by_name_title_and_pronoun() -> None:
    people = find_entities(GOVERNOR)
    orr = by_name(people, "Jacob Orr")
    assert orr.type == "person"
    assert orr.titles == ("Dunmore Gov.", "young governor")
    assert texts(orr) == ["Jacob Orr", "The Governor", "He", "Orr", "The young governor", "he"]
    assert [m.form for m in orr.mentions] == ["name", "nominal", "pronoun", "name", "nominal", "pronoun"]


def test_first_person_in_a_quotation_that_goes_on_is_its_speaker() -> None:
    venn = by_name(find_entities(GOVERNOR), "Ada Venn")
    assert texts(venn) == ["Ada Venn", "Venn", "I"]
    assert venn.titles == ("head of council",) or venn.titles == ()


def test_an_office_speaks_for_itself() -> None:
    people = find_entities(GOVERNOR)
    assert who(people, GOVERNOR, "Orr ’s office") == ("Orr’s office", "nominal")
    assert who(people, GOVERNOR, "Orr", nth=1) == ("Jacob Orr", "name")
    assert by_name(people, "Orr’s office").type == "organization"


def test_who_tells_the_form() -> None:
    people = find_entities(GOVERNOR)
    assert who(people, GOVERNOR, "Dunmore Gov. Jacob Orr") == ("Jacob Orr", "name")
    assert who(people, GOVERNOR, "The young governor") == ("Jacob Orr", "nominal")
    assert who(people, GOVERNOR, "he") == ("Jacob Orr", "pronoun")
    assert who(people, GOVERNOR, "glad") == (None, "none")


def test_every_mention_is_the_spanned_text_in_order() -> None:
    people = find_entities(GOVERNOR)
    for entity in people.entities:
        assert [GOVERNOR.words.text[m.span.start : m.span.end] for m in entity.mentions] == texts(entity)
        assert [m.span for m in entity.mentions] == sorted({m.span for m in entity.mentions})
    assert [entity.id for entity in people.entities] == [f"e{n}" for n in range(1, len(people.entities) + 1)]
    firsts = [entity.mentions[0].span for entity in people.entities]
    assert firsts == sorted(firsts)


def test_two_of_one_surname_stay_apart() -> None:
    analysis = parsed(
        "Tom|PROPN|3|nsubj Orr|PROPN|1|flat met|VERB|0|root Clara|PROPN|3|obj Orr|PROPN|4|flat .|PUNCT|3|punct",
        "Mrs.|PROPN|2|nmod:desc Orr|PROPN|3|nsubj left|VERB|0|root .|PUNCT|3|punct",
        "Mr.|PROPN|2|nmod:desc Orr|PROPN|3|nsubj stayed|VERB|0|root .|PUNCT|3|punct",
        names={"Tom Orr": "Person", "Clara Orr": "Person", "Orr": "Person"},
    )
    people = find_entities(analysis)
    assert texts(by_name(people, "Clara Orr")) == ["Clara Orr", "Orr"]
    assert texts(by_name(people, "Tom Orr")) == ["Tom Orr", "Orr"]
    assert by_name(people, "Clara Orr").mentions[1].span.start < by_name(people, "Tom Orr").mentions[1].span.start


def test_names_the_tagger_missed_are_found_again() -> None:
    analysis = parsed(
        "Sen.|PROPN|2|nmod:desc Quill|PROPN|3|nsubj spoke|VERB|0|root .|PUNCT|3|punct",
        "Then|ADV|3|advmod Quill|PROPN|3|nsubj left|VERB|0|root .|PUNCT|3|punct",
    )
    quill = by_name(find_entities(analysis), "Quill")
    assert texts(quill) == ["Quill", "Quill"]
    assert quill.titles == ("Sen.",)


def test_an_acronym_and_what_it_is_short_for_are_one() -> None:
    analysis = parsed(
        "Roads|PROPN|8|nsubj and|CCONJ|3|cc Harbours|PROPN|1|conj Authority|PROPN|1|flat (|PUNCT|6|punct RHA|PROPN|1|appos "
        ")|PUNCT|6|punct spoke|VERB|0|root .|PUNCT|8|punct",
        "The|DET|2|det RHA|PROPN|3|nsubj left|VERB|0|root .|PUNCT|3|punct",
        names={"Roads": "Organization", "Harbours Authority": "Organization", "RHA": "Organization"},
    )
    people = find_entities(analysis)
    assert texts(by_name(people, "Roads and Harbours Authority")) == ["Roads and Harbours Authority", "RHA", "RHA"]
    assert len(people.entities) == 1


def test_a_named_source_may_be_an_apposition_with_marks() -> None:
    analysis = parsed(
        "Tom|PROPN|9|nsubj Hale|PROPN|1|flat ,|PUNCT|7|punct the|DET|7|det federal|ADJ|7|amod “|PUNCT|7|punct czar|NOUN|1|appos "
        ",|PUNCT|7|punct left|VERB|0|root .|PUNCT|9|punct",
        names={"Tom Hale": "Person"},
    )
    assert by_name(find_entities(analysis), "Tom Hale").titles == ("federal czar",)


@pytest.mark.parametrize(
    ("source", "name", "type_"),
    [
        ("Critics|NOUN|2|nsubj", "Critics", "group"),
        ("A|DET|2|det spokesman|NOUN|3|nsubj", "spokesman", "person"),
        ("The|DET|2|det council|NOUN|3|nsubj", "council", "organization"),
    ],
)
def test_unnamed_sources_are_entities_of_their_own(source: str, name: str, type_: str) -> None:
    verb = len(source.split()) + 1
    analysis = parsed(
        f"{source} objected|VERB|0|root .|PUNCT|{verb}|punct",
        said=((f"0:{' '.join(token.split('|')[0] for token in source.split())}", "0:objected"),),
    )
    assert by_name(find_entities(analysis), name).type == type_


@pytest.mark.parametrize("noun", ["polls", "documents"])
def test_things_are_nobody(noun: str) -> None:
    analysis = parsed(f"{noun}|NOUN|2|nsubj agree|VERB|0|root .|PUNCT|2|punct", said=((f"0:{noun}", "0:agree"),))
    assert find_entities(analysis).entities == ()


def test_the_author_is_no_part_of_the_story() -> None:
    analysis = parsed("By|ADP|2|case Ines|PROPN|0|root Varga|PROPN|2|flat", names={"Ines Varga": "Person"})
    assert find_entities(analysis, byline=("Ines Varga",)).entities == ()


def test_a_title_in_title_case_is_read_by_the_text() -> None:
    analysis = parsed(
        "Orr|PROPN|2|nsubj Warns|VERB|0|root Venn|PROPN|2|obj Against|ADP|5|case Delay|NOUN|2|obl",
        "Jacob|PROPN|3|nsubj Orr|PROPN|1|flat met|VERB|0|root Ada|PROPN|3|obj Venn|PROPN|4|flat .|PUNCT|3|punct",
        names={"Orr Warns Venn": "Person", "Jacob Orr": "Person", "Ada Venn": "Person"},
        breaks=(1,),
    )
    people = find_entities(analysis, title_end=analysis.words.text.index("\n"))
    assert texts(by_name(people, "Jacob Orr")) == ["Orr", "Jacob Orr"]
    assert texts(by_name(people, "Ada Venn")) == ["Venn", "Ada Venn"]


def test_the_sitting_president_is_the_president() -> None:
    analysis = parsed(
        "Former|ADJ|2|amod President|PROPN|3|nmod:desc Hale|PROPN|4|nsubj met|VERB|0|root President|PROPN|6|nmod:desc "
        "Mora|PROPN|4|obj .|PUNCT|4|punct",
        "The|DET|2|det president|NOUN|3|nsubj smiled|VERB|0|root .|PUNCT|3|punct",
        "The|DET|3|det former|ADJ|3|amod president|NOUN|4|nsubj left|VERB|0|root .|PUNCT|4|punct",
        names={"Hale": "Person", "Mora": "Person"},
    )
    people = find_entities(analysis)
    assert texts(by_name(people, "Mora")) == ["Mora", "The president"]
    assert texts(by_name(people, "Hale")) == ["Hale", "The former president"]


def test_nobody_in_an_empty_text() -> None:
    assert find_entities(Analysis(Words("", (), ()), (), (), (), (), (), ())).entities == ()


def test_long_texts_take_time_in_proportion() -> None:
    sentence = "He|PRON|2|nsubj met|VERB|0|root Ada|PROPN|2|obj Venn|PROPN|3|flat .|PUNCT|2|punct"
    people = find_entities(parsed(*[sentence] * 4000, names={"Ada Venn": "Person"}))
    assert len(by_name(people, "Ada Venn").mentions) == 4000


def test_spokesmen_of_two_people_are_two() -> None:
    sentence = "A|DET|2|det spokesman|NOUN|5|nsubj for|ADP|4|case {}|PROPN|2|nmod objected|VERB|0|root .|PUNCT|5|punct"
    analysis = parsed(
        sentence.format("Orr"),
        sentence.format("Venn"),
        names={"Orr": "Person", "Venn": "Person"},
        said=(("0:A spokesman for Orr", "0:objected"), ("1:A spokesman for Venn", "1:objected")),
    )
    people = find_entities(analysis)
    assert who(people, analysis, "A spokesman for Orr") == ("spokesman for Orr", "nominal")
    assert who(people, analysis, "A spokesman for Venn") == ("spokesman for Venn", "nominal")
    assert texts(by_name(people, "Orr")) == ["Orr"]


def test_what_a_share_counts_is_the_source() -> None:
    analysis = parsed(
        "Some|DET|2|det percent|NOUN|5|nsubj of|ADP|4|case voters|NOUN|2|nmod agreed|VERB|0|root .|PUNCT|5|punct",
        said=(("0:Some percent of voters", "0:agreed"),),
    )
    assert [entity.name for entity in find_entities(analysis).entities] == ["voters"]


def test_a_name_may_follow_its_pronoun_and_a_headline_leaves_the_article_out() -> None:
    analysis = parsed(
        "Dam|NOUN|3|nsubj is|AUX|3|cop safe|ADJ|0|root ,|PUNCT|6|punct mayor|NOUN|6|nsubj says|VERB|3|parataxis",
        "In|ADP|3|case her|PRON|3|nmod:poss speech|NOUN|7|obl ,|PUNCT|7|punct Mayor|PROPN|6|nmod:desc Orr|PROPN|7|nsubj "
        "smiled|VERB|0|root .|PUNCT|7|punct",
        names={"Orr": "Person"},
        breaks=(1,),
    )
    people = find_entities(analysis, title_end=analysis.words.text.index("\n"))
    assert texts(by_name(people, "Orr")) == ["mayor", "her", "Orr"]
