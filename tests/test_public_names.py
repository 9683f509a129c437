from __future__ import annotations

import inspect
from types import ModuleType

import pytest

import onrecord


def test_the_public_names_are_these() -> None:
    """A name taken away breaks somebody's program; one added must be meant. Change both lists together."""
    assert onrecord.__all__ == [
        "ACTS",
        "CHANGES",
        "EVENT_TYPES",
        "Account",
        "Accounts",
        "AccountsError",
        "Added",
        "Alias",
        "ApiToken",
        "Article",
        "BadQuery",
        "BrokenExport",
        "BusyRecord",
        "Change",
        "Channel",
        "Claim",
        "Correction",
        "Deed",
        "Demand",
        "Difference",
        "Dossier",
        "Edit",
        "Entity",
        "Event",
        "Facets",
        "Fault",
        "Fetcher",
        "Figure",
        "Furniture",
        "Headline",
        "Hit",
        "Kept",
        "Listed",
        "Located",
        "Match",
        "Mention",
        "Moment",
        "NamedEntity",
        "NewerRecord",
        "OnrecordError",
        "Point",
        "Pointer",
        "Position",
        "Published",
        "Quoted",
        "ReadOnlyRecord",
        "Reader",
        "Reading",
        "Record",
        "RecordError",
        "RecordFull",
        "Ref",
        "RefusedAccount",
        "RefusedCorrection",
        "RefusedSignIn",
        "Response",
        "Revision",
        "SentenceChange",
        "Shift",
        "SignIn",
        "SlowQuery",
        "Span",
        "SpanMismatch",
        "Statement",
        "Stayed",
        "Story",
        "StoryArticle",
        "StoryFigure",
        "StoryPerson",
        "Term",
        "Time",
        "TooManyTries",
        "UnknownRow",
        "UnreadableSource",
        "UnsoundReading",
        "View",
        "Wording",
        "all_stories",
        "article_from_bytes",
        "articles_from_bytes",
        "as_json",
        "changes",
        "check",
        "correction",
        "cursor",
        "default_accounts",
        "default_log",
        "default_record",
        "is_behind",
        "keep_up",
        "list_corrections",
        "load_articles",
        "load_reader",
        "members_of",
        "near_names",
        "open_accounts",
        "open_record",
        "revise",
        "search",
        "stories",
        "story_of",
        "tell",
        "who",
    ]
    assert dir(onrecord) == sorted(onrecord.__all__)


@pytest.mark.parametrize("name", onrecord.__all__)
def test_each_is_there_and_says_what_it_is(name: str) -> None:
    value = getattr(onrecord, name)
    assert not isinstance(value, ModuleType)
    assert inspect.getdoc(value)


def test_no_other_name_is_served() -> None:
    with pytest.raises(AttributeError, match="no attribute 'read_minds'"):
        _ = onrecord.read_minds
