"""Stories and articles as linked data: JSON-LD 1.1 with the terms of schema.org and of the W3C Web Annotation Data Model.

An article is a ``NewsArticle``. Words that it quotes are a ``Quotation`` whose ``author`` is the speaker; others that it reports, a
``CreativeWork`` which is ``attributedTo`` them. An ``Annotation`` tells where each stands: the target is the plain text of the article
as this server gives it, and two selectors find the same words in it: by themselves with what stands around them
(``TextQuoteSelector``), and by position (``TextPositionSelector``, in Unicode code points, as that recommendation wants). A claim of a
story is a ``Claim`` with its ``appearance`` in articles. There is no ``ClaimReview``: onrecord rates nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote, urlsplit

from onrecord import Article, Claim, Entity, Pointer, Published, Reading, Span, Statement, Story, StoryPerson
from onrecord.faces.linked_terms import CONTEXT

MEDIA_TYPE: Final = "application/ld+json"

AROUND: Final = 32
"""Characters before and after the words in a TextQuoteSelector: those of Hypothesis, which reads such selectors."""

Node = dict[str, Any]

_TYPES: Final = {
    "person": "Person",
    "organization": "Organization",
    "group": "Organization",
    "place": "Place",
    "work": "CreativeWork",
}


def article_jsonld(reading: Reading, base_url: str) -> Node:
    """One article with its people and statements. ``base_url`` is the server's own, without a slash at its end."""
    return _document(_read(reading, base_url))


def story_jsonld(story: Story, readings: Mapping[str, Reading], base_url: str) -> Node:
    """A story with its articles, people and claims, and the statements of those of its articles that are in ``readings``."""
    return _document(_told(story, readings, base_url))


def _document(nodes: Iterator[Node]) -> Node:
    return {"@context": CONTEXT, "@graph": [_known(node) for node in nodes]}


def _known(node: Node) -> Node:
    """Without what is not known: null would say that it is none."""
    return {name: value for name, value in node.items() if value is not None and value != []}


def _read(reading: Reading, base: str) -> Iterator[Node]:
    article, entities = reading.article, {entity.id: entity for entity in reading.entities}
    here = f"{base}/article/{_part(article.id)}"
    yield _news(here, article)
    for entity in reading.entities:
        yield _entity(here, entity)
    for statement in reading.statements:
        yield _statement(here, statement, entities)
        yield _annotation(here, article, statement, reading.reader)


def _news(here: str, article: Article) -> Node:
    return {
        **_printed(here, article.title, article.outlet, article.url, article.published),
        "author": [{"type": "Person", "name": name} for name in article.byline],
        "inLanguage": article.language,
        "articleSection": article.section,
        "dateModified": article.modified,
    }


def _printed(here: str, title: str | None, outlet: str | None, url: str | None, published: Published | None) -> Node:
    return {
        "id": here,
        "type": "NewsArticle",
        "headline": title,
        "url": _web(url),
        "publisher": {"type": "Organization", "name": outlet} if outlet else None,
        "datePublished": published.date if published else None,
        "dateBasis": published.basis if published else None,
    }


def _entity(here: str, entity: Entity) -> Node:
    return {
        "id": f"{here}/{_part(entity.id)}",
        "type": _TYPES.get(entity.type, "Thing"),
        "name": entity.name,
        "jobTitle": list(entity.titles) if entity.type == "person" else None,
    }


def _statement(here: str, statement: Statement, entities: Mapping[str, Entity]) -> Node:
    speaker: Any = None
    if statement.speaker in entities:
        speaker = {"id": f"{here}/{_part(statement.speaker or '')}"}
    elif statement.source:
        speaker = {"type": "Thing", "name": statement.source.text}
    own = statement.kind == "direct" and statement.modality == "actual" and not statement.negated
    return {
        "id": f"{here}/{_part(statement.id)}",
        "type": "Quotation" if own else "CreativeWork",
        "text": statement.content.text,
        "author" if own else "attributedTo": speaker,
        "recipient": [
            {"id": f"{here}/{_part(to.entity or '')}"} if to.entity in entities else {"type": "Thing", "name": to.text}
            for to in statement.addressees
        ],
        "dateCreated": statement.time.date if statement.time else None,
        "isPartOf": here,
        "act": statement.act,
        "kind": statement.kind,
        "negated": True if statement.negated else None,
        "modality": statement.modality if statement.modality != "actual" else None,
        "channel": statement.channel.type if statement.channel else None,
        "within": f"{here}/{_part(statement.within)}" if statement.within else None,
        "confidence": statement.confidence,
    }


def _annotation(here: str, article: Article, statement: Statement, reader: str) -> Node:
    return {
        "id": f"{here}/{_part(statement.id)}#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "body": f"{here}/{_part(statement.id)}",
        "target": [_target(here, article, span) for span in statement.content.spans],
        "creator": _known({"type": "SoftwareApplication", "name": "onrecord", "softwareVersion": reader or None}),
    }


def _target(here: str, article: Article, span: Span) -> Node:
    start, end = span
    text = article.text
    quoted = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start] or None,
        "suffix": text[end : end + AROUND] or None,
    }
    return {
        "type": "SpecificResource",
        "source": f"{here}.txt",
        "selector": [_known(quoted), {"type": "TextPositionSelector", "start": start, "end": end}],
    }


def _told(story: Story, readings: Mapping[str, Reading], base: str) -> Iterator[Node]:
    here = f"{base}/story/{_part(story.id)}"
    ids = [f"{here}#person-{n}" for n in range(1, len(story.people) + 1)]
    bearers = Counter(person.name for person in story.people)
    people = {one.name: at for one, at in zip(story.people, ids, strict=True) if bearers[one.name] == 1}
    yield {
        "id": here,
        "type": "Collection",
        "name": story.title,
        "hasPart": [_article_at(base, one.id) for one in story.articles],
        "mentions": ids,
    }
    for person, at in zip(story.people, ids, strict=True):
        yield _person(at, person) | {"sameAs": list(_mentioned(person, readings, base))}
    for one in story.articles:
        at = _article_at(base, one.id)
        if one.id in readings:
            head, *rest = _read(readings[one.id], base)
        else:
            head, rest = _printed(at, one.title, one.outlet, one.url, one.published), []
        yield head | {
            "datePublished": one.published.date if one.published else None,
            "dateBasis": one.published.basis if one.published else None,
            "reprintOf": _article_at(base, one.reprint_of) if one.reprint_of else None,
            "revisedBy": _article_at(base, one.revised_by) if one.revised_by else None,
        }
        yield from rest
    dates = {one.id: one.published.date for one in story.articles if one.published}
    for number, claim in enumerate(story.claims, 1):
        yield _claim(f"{here}#claim-{number}", claim, people, dates, base)


def _person(at: str, person: StoryPerson) -> Node:
    return {
        "id": at,
        "type": _TYPES.get(person.type, "Thing"),
        "name": person.name,
        "alternateName": list(person.aliases),
        "jobTitle": list(person.titles) if person.type == "person" else None,
    }


def _mentioned(person: StoryPerson, readings: Mapping[str, Reading], base: str) -> Iterator[str]:
    """The entities of articles that are held to be this one, as far as they are told of here."""
    for pointer in person.pointers:
        if pointer.article in readings and pointer.spans:
            for entity in readings[pointer.article].entities:
                if entity.mentions and entity.mentions[0].span == pointer.spans[0]:
                    yield f"{_article_at(base, pointer.article)}/{_part(entity.id)}"


def _claim(at: str, claim: Claim, people: Mapping[str, str], dates: Mapping[str, str], base: str) -> Node:
    articles = list(dict.fromkeys(pointer.article for pointer in claim.pointers))
    known = [one for one in articles if one in dates]
    return {
        "id": at,
        "type": "Claim",
        "text": claim.text,
        "author": _named(claim.speakers, people),
        "about": _named(claim.about, people),
        "dateCreated": claim.date,
        "appearance": [_article_at(base, one) for one in articles],
        "firstAppearance": _article_at(base, min(known, key=lambda one: dates[one])) if known else None,
        "isBasedOn": _rows(claim.pointers, base),
        "status": claim.status,
        "answeredBySubject": claim.answered_by_subject if claim.about else None,
        "deniedBy": _named(claim.denied_by, people),
        "against": _rows(claim.against, base),
    }


def _named(names: Sequence[str], people: Mapping[str, str]) -> list[Node]:
    return [{"id": people[name]} if name in people else {"type": "Thing", "name": name} for name in names]


def _rows(pointers: Sequence[Pointer], base: str) -> list[str]:
    rows = ((pointer.article, pointer.statement or pointer.event) for pointer in pointers)
    return list(dict.fromkeys(_article_at(base, article) + (f"/{_part(row)}" if row else "") for article, row in rows))


def _article_at(base: str, article: str) -> str:
    return f"{base}/article/{_part(article)}"


def _part(name: str) -> str:
    return quote(name, safe="")


def _web(url: str | None) -> str | None:
    try:
        parts = urlsplit(url or "")
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
