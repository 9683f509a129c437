from __future__ import annotations

import inspect
from types import ModuleType

import pytest

import onrecord


def test_the_public_names_are_these() -> None:
    """A name taken away breaks somebody's program; one added must be meant. Change both lists together."""
    assert onrecord.__all__ == [
        "Article",
        "Channel",
        "Entity",
        "Event",
        "Fetcher",
        "Figure",
        "Furniture",
        "Located",
        "Mention",
        "OnrecordError",
        "Published",
        "Quoted",
        "Reader",
        "Reading",
        "Ref",
        "Span",
        "SpanMismatch",
        "Statement",
        "Time",
        "UnreadableSource",
        "article_from_bytes",
        "articles_from_bytes",
        "as_json",
        "default_log",
        "load_articles",
        "load_reader",
    ]
    assert dir(onrecord) == onrecord.__all__


@pytest.mark.parametrize("name", onrecord.__all__)
def test_each_is_there_and_says_what_it_is(name: str) -> None:
    value = getattr(onrecord, name)
    assert not isinstance(value, ModuleType)
    assert inspect.getdoc(value)


def test_no_other_name_is_served() -> None:
    with pytest.raises(AttributeError, match="no attribute 'read_minds'"):
        _ = onrecord.read_minds
