"""Which body "the company" or "the union" means, and who heads one. docs/explanation/identity.md."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from onrecord.story.heads import headed
from onrecord.story.people import People, identify
from onrecord.story.source import Source
from onrecord.terms import Correction, Entity, Kept, Reading
from tests.story.people_build import read

TOLD = "{o1:Greyfell Glass}'s chief executive did not answer."


def means(people: People, reading: Reading, words: str) -> str | None:
    """The name of whoever bare words mean where they stand last in the article."""
    key = people.described(reading.article.id, words, reading.article.text.rindex(words))
    return people.name(key) if key else None


def only(marked: str, words: str) -> str | None:
    reading = read("a", marked)
    return means(identify([reading]), reading, words)


# A bare noun


@pytest.mark.parametrize(
    ("marked", "words", "name"),
    [
        ("{o1:Sallow Nurses Union} struck. Mayor {p1:Ada Orr} asked the union to wait.", "the union", "Sallow Nurses Union"),
        ("{o1~The glassblowers' union} struck. {p1:Ada Orr} asked the union to wait.", "the union", "The glassblowers' union"),
        ("{o1:Ministry of Ports} shut it. {p1:Ada Orr} asked the ministry why.", "the ministry", "Ministry of Ports"),
        ("{o1:Orr administration} paid. {p1:Tom Venn} asked the administration why.", "the administration", "Orr administration"),
        (TOLD + " {p1:Ada Orr} asked the company why.", "the company", "Greyfell Glass"),
        ("{o1:Greyfell Glass}, a glass maker, closed. {p1:Ada Orr} asked the firm why.", "the firm", "Greyfell Glass"),
        ("{o1:Greyfell Inc} closed. {p1:Ada Orr} asked the firm why.", "the firm", "Greyfell Inc"),
        (TOLD + " {o2:Sallow Gazette} said {o3:Sallow Council} asked the company why.", "the company", "Greyfell Glass"),
    ],
)  # fmt: skip
def test_a_bare_noun_means_the_only_body_that_it_may_mean(marked: str, words: str, name: str) -> None:
    assert only(marked, words) == name


def test_whom_only_a_correction_names_is_meant_by_no_word_of_the_article() -> None:
    reading = read("a", "{o1:Sallow Nurses Union} struck. {p1:Ada Orr} asked the union to wait.")
    corrected = Entity("o9", "Sallow Rail Union", "organization", (), ())
    reading = Reading(reading.article, (*reading.entities, corrected), reading.statements, reading.events)
    assert means(identify([reading]), reading, "the union") == "Sallow Nurses Union"


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("{o1:Sallow Nurses Union} and {o2:Rail Union} struck. {p1:Orr} asked the union to wait.", "the union"),
        ("{p1:Orr} asked the court to wait. {o1:Sallow Crown Court} will sit on Monday.", "the court"),
        ("{o1:Sallow Nurses Union} struck. {p1:Orr} asked a union to wait.", "a union"),
        ("{o1:Sallow Nurses Union} struck. {p1:Orr} asked the new union to wait.", "the new union"),
        ("{o1:Federal Dykes Administration} paid. {p1:Orr} asked the administration why.", "the administration"),
        ("{o1:Port Safety Agency} paid. {p1:Orr} asked the agency why.", "the agency"),
        ("{o1:Greyfell Glass} closed. {p1:Orr} asked the company why.", "the company"),
        (TOLD + " {o2:Northrail} closed. {p1:Orr} asked the company why.", "the company"),
        (TOLD + " {o2:Northrail}'s shares fell. {p1:Orr} asked the company why.", "the company"),
        ("{o1:Sallow Council}'s chief executive left. {p1:Orr} asked the company why.", "the company"),
        (TOLD + " {p1:Orr} asked a company why.", "a company"),
    ],
)
def test_a_bare_noun_means_nobody_where_it_may_mean_two_or_none(marked: str, words: str) -> None:
    assert only(marked, words) is None


def test_another_body_that_comes_up_later_takes_nothing_from_what_was_said_before() -> None:
    reading = read("a", TOLD + " {p1:Orr} asked the company why. {o2:Northrail} closed. The company was silent.")
    people = identify([reading])
    first = reading.article.text.index("the company")
    assert people.described("a", "the company", first) is not None
    assert people.described("a", "The company", reading.article.text.index("The company")) is None


def test_a_company_is_one_in_all_articles_of_the_story() -> None:
    told, other = read("a", TOLD), read("b", "{o1:Greyfell Glass} closed. {p1:Orr} asked the company why.")
    assert means(identify([told, other]), other, "the company") == "Greyfell Glass"


def test_what_is_only_described_is_one_with_the_body_that_it_means() -> None:
    people = identify([read("a", TOLD + " {o2~The company} closed.")])
    key = people.person_of("a", "o2")
    assert key is not None and key == people.person_of("a", "o1")
    company = people.persons[key]
    assert (company.name, company.named, company.aliases) == ("Greyfell Glass", True, ())
    assert "“company”: its article tells of no other than Greyfell Glass" in company.evidence


@pytest.mark.parametrize("noun", ["A company", "The company's rival"])
def test_a_company_is_not_the_company(noun: str) -> None:
    people = identify([read("a", TOLD + " {o2~" + noun + "} closed.")])
    assert people.person_of("a", "o1") != people.person_of("a", "o2")


def test_a_persons_verdict_stands_above_it() -> None:
    told = Correction("c1", "a/o1", "different", None, None, "a/o2", (), "Una Holt", "2026-03-05T09:00:00Z", None)
    people = identify([read("a", TOLD + " {o2~The company} closed.")], verdicts=[told])
    assert people.person_of("a", "o1") != people.person_of("a", "o2")


# Who heads it


def heads(marked: str, **titles: str) -> dict[str, str]:
    reading = read("a", marked, **titles)
    people = identify([reading])
    source = Source(cast(Kept, SimpleNamespace(id="a")), reading, "a", None, None, people)
    return {people.name(one): people.name(body) for one, body in headed(people, [source]).items()}


@pytest.mark.parametrize(
    "marked",
    [
        "{o1:Greyfell Glass}'s chief executive, {p1:Ada Orr}, left.",
        "{o1:Greyfell Glass}’s new chairwoman {p1:Ada Orr} left.",
        "{p1:Ada Orr}, chief executive of {o1:Greyfell Glass}, left.",
        "{p1:Ada Orr}, the president and chief executive of the {o1:Greyfell Glass}, left.",
        "{p1:Ada Orr}, {o1:Greyfell Glass}'s managing director, left.",
        TOLD + " The company's boss, {p1:Ada Orr}, left.",
        TOLD + " {p1:Ada Orr}, the company's boss, left.",
        "{o1:Greyfell Glass} said it had closed, but its managing director, {p1:Ada Orr}, stayed.",
        "{o1:Greyfell Glass} closed its works in {l1:Sallow}, its chief executive {p1:Ada Orr} said.",
        "{o1:Greyfell Glass} closed. “We had to,” said its president and CEO, {p1:Ada Orr}.",
    ],
)
def test_the_words_round_a_name_tell_whom_somebody_heads(marked: str) -> None:
    assert heads(marked) == {"Ada Orr": "Greyfell Glass"}


def test_a_title_with_the_body_tells_it_too() -> None:
    assert heads("{o1:Northrail} closed. {p1:Ada Orr} left.", p1="Northrail chief executive") == {
        "Ada Orr": "Northrail"
    }


@pytest.mark.parametrize(
    "marked",
    [
        "{o1:Greyfell Glass}'s former chief executive, {p1:Ada Orr}, left.",
        "{o1:Greyfell Glass}'s deputy chief executive, {p1:Ada Orr}, left.",
        "{o1:Greyfell Glass}'s security chief, {p1:Ada Orr}, left.",
        "{p1:Ada Orr}, former chief executive of {o1:Greyfell Glass}, left.",
        "{p1:Ada Orr}, chief executive of {o1:Greyfell Glass} until May, left.",
        "{p1:Ada Orr}, president of {o1:Greyfell Glass}'s pension fund, left.",
        "{p1:Ada Orr}, a director of {o1:Greyfell Glass}, left.",
        "{p1:Ada Orr}, chairwoman of {l1:Sallow}, Ohio-based Greyfell, left.",
        "{p1:Ada Orr}, leader of {o1:Sallow Council}, left.",
        "{o1:Greyfell Glass} sued {o2:Northrail}, and its managing director, {p1:Ada Orr}, left.",
        "{o1:Greyfell Glass} wrote to {l1:Sallow} and its president, {p1:Ada Orr}.",
        "{o1:Greyfell Glass} closed, but its former managing director, {p1:Ada Orr}, stayed.",
        "{o1:Greyfell Glass} closed.\n\nThe union met its leader, {p1:Ada Orr}.",
        "{p1:Ada Orr}, chief executive of {o1:Greyfell Glass}, met {p2:Tom Venn}. {o2:Northrail}'s chairwoman, {p1:Ada Orr}, left.",
    ],
)
def test_nobody_heads_what_the_words_do_not_say_or_two_bodies_or_an_assembly(marked: str) -> None:
    assert heads(marked) == {}
