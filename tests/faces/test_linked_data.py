"""Linked data: every term is told, nothing is fetched, every selector finds its words, and nothing is rated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from onrecord import Pointer, StoryPerson
from onrecord.faces.linked_data import article_jsonld, story_jsonld
from tests.faces.build import TEXT, reading_by_hand, statement, words
from tests.faces.build_story import readings_of_story, story_by_hand

BASE = "https://record.example"


def told() -> dict[str, Any]:
    return story_jsonld(story_by_hand(), readings_of_story(), BASE)


def nodes(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in document["@graph"] if node["type"] == kind]


def every(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from every(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every(inner)


def keywords(node: dict[str, Any]) -> set[str]:
    return {name for name in node if name.startswith("@")}


@pytest.mark.parametrize("document", [told(), article_jsonld(reading_by_hand(), BASE)], ids=["story", "article"])
def test_every_term_is_told_by_the_context_that_stands_in_the_document(document: dict[str, Any]) -> None:
    context = document["@context"]
    assert isinstance(context, dict), "nothing is fetched to read it"
    assert set(document) == {"@context", "@graph"}
    for node in every(document["@graph"]):
        assert not keywords(node)
        assert set(node) <= set(context)
        assert node.get("type", "Thing") in context
    json.dumps(document, allow_nan=False)


def test_every_term_means_an_absolute_iri() -> None:
    context = told()["@context"]
    vocabularies = {
        name: iri for name, iri in context.items() if isinstance(iri, str) and re.match(r"(https?:|urn:).*[/#:]$", iri)
    }
    assert set(vocabularies) == {"schema", "oa", "dcterms", "xsd", "onrecord"}
    for name, meaning in context.items():
        if name in vocabularies or meaning in ("@id", "@type"):
            continue
        iri = meaning if isinstance(meaning, str) else meaning["@id"]
        assert iri.partition(":")[0] in vocabularies, name
        assert isinstance(meaning, str) or set(meaning) == {"@id", "@type"}


def test_ids_are_addresses_of_this_server_and_each_is_told_once() -> None:
    ids = [node["id"] for node in told()["@graph"]]
    assert len(ids) == len(set(ids))
    assert all(one.startswith(f"{BASE}/") for one in ids)


def test_what_is_not_known_is_not_told() -> None:
    """In JSON-LD null says that there is none."""
    for node in every(told()["@graph"]):
        assert None not in node.values()
        assert [] not in node.values()


def test_each_selector_finds_the_words_in_the_text_of_the_article() -> None:
    document = article_jsonld(reading_by_hand(), BASE)
    annotations = nodes(document, "Annotation")
    assert len(annotations) == len(reading_by_hand().statements)
    for annotation, said in zip(annotations, reading_by_hand().statements, strict=True):
        assert annotation["body"] == f"{BASE}/article/a1/{said.id}"
        for target, span in zip(annotation["target"], said.content.spans, strict=True):
            assert target["source"] == f"{BASE}/article/a1.txt"
            quoted, at = target["selector"]
            assert (at["start"], at["end"]) == span
            exact = TEXT[at["start"] : at["end"]]
            assert quoted["exact"] == exact
            assert f"{quoted.get('prefix', '')}{exact}{quoted.get('suffix', '')}" in TEXT


def test_positions_are_code_points() -> None:
    reading = reading_by_hand()
    moved = replace(reading, article=replace(reading.article, text="🙂" + TEXT), statements=())
    said = replace(
        reading.statements[5],
        content=replace(reading.statements[5].content, spans=((TEXT.index("the boats") + 1, TEXT.index(" late") + 6),)),
    )
    (annotation,) = nodes(article_jsonld(replace(moved, statements=(said,)), BASE), "Annotation")
    quoted, at = annotation["target"][0]["selector"]
    assert quoted["exact"] == "the boats are late" == ("🙂" + TEXT)[at["start"] : at["end"]]


def test_only_words_that_are_quoted_have_their_speaker_for_author() -> None:
    document = article_jsonld(reading_by_hand(), BASE)
    quotations = {node["id"].rpartition("/")[2]: node for node in nodes(document, "Quotation")}
    assert set(quotations) == {"s2", "s5"}
    assert quotations["s2"]["author"] == {"id": f"{BASE}/article/a1/pell"}
    assert (quotations["s2"]["dateCreated"], quotations["s2"]["channel"]) == ("2026-03-02", "interview")
    reported = {node["id"].rpartition("/")[2]: node for node in nodes(document, "CreativeWork")}
    assert all("author" not in node for node in reported.values())
    assert reported["s4"]["attributedTo"] == {"id": f"{BASE}/article/a1/roe"}
    assert reported["s4"]["within"] == f"{BASE}/article/a1/s3"
    assert reported["s6"]["attributedTo"] == {"type": "Thing", "name": "Islanders"}


def test_what_was_not_said_has_no_author() -> None:
    denied = statement("s9", words("“And a promise is a promise.”"), kind="direct", speaker="pell", negated=True)
    document = article_jsonld(replace(reading_by_hand(), statements=(denied,)), BASE)
    assert not nodes(document, "Quotation")
    assert nodes(document, "CreativeWork")[0]["negated"] is True


def test_a_claim_has_its_appearances_and_no_rating() -> None:
    document = told()
    claims = nodes(document, "Claim")
    assert len(claims) == len(story_by_hand().claims)
    disputed = claims[2]
    assert disputed["appearance"] == [f"{BASE}/article/a1"]
    assert disputed["firstAppearance"] == f"{BASE}/article/a1"
    assert disputed["isBasedOn"] == [f"{BASE}/article/a1/s3"]
    assert disputed["against"] == [f"{BASE}/article/b2/s2"]
    assert disputed["author"] == [{"id": f"{BASE}/story/5a0ry#person-1"}]
    assert (disputed["status"], disputed["answeredBySubject"]) == ("disputed", "denied")
    written = json.dumps(document)
    for word in ("ClaimReview", "Rating", "bestRating", "worstRating"):
        assert word not in written


def test_an_outlets_own_claim_has_no_author_and_what_is_about_nobody_no_answer() -> None:
    own = nodes(told(), "Claim")[0]
    assert "author" not in own
    assert "answeredBySubject" not in own


def test_articles_of_a_story_tell_reprints_versions_and_how_their_date_is_known() -> None:
    articles = {node["id"].rpartition("/")[2]: node for node in nodes(told(), "NewsArticle")}
    assert articles["a1"]["revisedBy"] == f"{BASE}/article/a9"
    assert articles["b2"]["dateBasis"] == "inferred"
    assert articles["b2"]["url"] == "https://post.example/ferry"
    assert articles["c3"] == {
        "id": f"{BASE}/article/c3", "type": "NewsArticle", "headline": "Ferry fares to rise by a third", "reprintOf": f"{BASE}/article/a1",
    }  # fmt: skip


def test_two_of_one_name_are_two() -> None:
    twins = tuple(StoryPerson("Dan Pell", "person", (), (), n) for n in (2, 1))
    claims = (replace(story_by_hand().claims[1], speakers=("Dan Pell",)),)
    document = story_jsonld(replace(story_by_hand(), people=twins, claims=claims), {}, BASE)
    assert [node["id"] for node in nodes(document, "Person")] == [f"{BASE}/story/5a0ry#person-{n}" for n in (1, 2)]
    assert nodes(document, "Claim")[0]["author"] == [{"type": "Thing", "name": "Dan Pell"}], "it is not known which"


def test_a_person_of_a_story_is_led_to_from_its_articles() -> None:
    mention = reading_by_hand().entities[0].mentions[0]
    pell = replace(story_by_hand().people[0], pointers=(Pointer("a1", spans=(mention.span,)),))
    document = story_jsonld(replace(story_by_hand(), people=(pell,)), readings_of_story(), BASE)
    assert nodes(document, "Person")[0]["sameAs"] == [f"{BASE}/article/a1/pell"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[", "data:text/html,x"])
def test_only_web_addresses_are_told(url: str) -> None:
    reading = reading_by_hand()
    document = article_jsonld(replace(reading, article=replace(reading.article, url=url)), BASE)
    assert "url" not in nodes(document, "NewsArticle")[0]
