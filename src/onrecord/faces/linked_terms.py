"""The terms of the linked data: the context that stands in each document, so that nothing is fetched to read it."""

from __future__ import annotations

from typing import Any, Final

OWN: Final = "urn:onrecord:terms:"
"""What the terms of onrecord begin with that neither vocabulary has. A name, no address."""

CONTEXT: Final[dict[str, Any]] = {
    "id": "@id",
    "type": "@type",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "onrecord": OWN,
    **{
        name: f"schema:{name}"
        for name in (
            "NewsArticle", "Claim", "Quotation", "CreativeWork", "Person", "Organization", "Place", "Thing", "Collection",
            "SoftwareApplication", "name", "alternateName", "jobTitle", "headline", "text", "inLanguage",
            "articleSection", "author", "publisher", "about", "recipient", "softwareVersion",
        )
    },
    **{
        name: {"@id": f"schema:{name}", "@type": "schema:Date"} for name in ("datePublished", "dateModified", "dateCreated")
    },
    **{
        name: {"@id": f"schema:{name}", "@type": "@id"}
        for name in ("url", "sameAs", "isPartOf", "hasPart", "isBasedOn", "appearance", "firstAppearance", "mentions")
    },
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
    **{
        name: f"onrecord:{name}"
        for name in (
            "act", "kind", "negated", "modality", "channel", "confidence", "status", "answeredBySubject", "deniedBy",
            "attributedTo", "dateBasis",
        )
    },
    "within": {"@id": "onrecord:within", "@type": "@id"},
    "reprintOf": {"@id": "onrecord:reprintOf", "@type": "@id"},
    "revisedBy": {"@id": "onrecord:revisedBy", "@type": "@id"},
    "against": {"@id": "onrecord:against", "@type": "@id"},
}  # fmt: skip
"""Every term that stands in a document, with what it means."""
