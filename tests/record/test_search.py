"""Searching a record, the same on SQLite and PostgreSQL: what is found, in which order, and what is not found any more."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.made_readings import made_reading
from onrecord.record import Record, View, open_record
from onrecord.record.query import BadQuery
from onrecord.record.search import MOST_PEOPLE, cursor
from onrecord.terms import Hit
from tests.record.conftest import SERVER
from tests.record.said import Said, article


def found(view: View, query: str, **how: object) -> list[str]:
    """Where the hits stand, without people."""
    hits = view.search(query, **how)  # type: ignore[arg-type]
    return [f"{hit.article}/{hit.row}" if hit.row else hit.article for hit in hits if hit.what != "person"]


def only(view: View, query: str) -> Hit:
    (hit,) = (hit for hit in view.search(query) if hit.what != "person")
    return hit


BRIDGE = article(
    "bridge",
    "The bridge over the Tarn has been closed since Monday.",
    Said("Ada Orr", "We will not open it on a guess"),
    Said("Ben Venn", "the report has been in her drawer for nine days", kind="indirect", act="accuse", to="Ada Orr"),
    Said("Ada Orr", "there is “no such report” in any drawer", kind="mixed", act="deny"),
    date="2026-03-14",
    outlet="The Harbour Post",
    title="Bridge stays closed",
)
FERRY = article(
    "ferry",
    "Fares on the ferry go up in April.",
    Said("Cleo Roe", "Publish the report", act="demand", to="the county"),
    Said("Ada Orr", "We will open it when the report says so"),
    date="2026-04",
    outlet="Island News",
)
UNDATED = article(
    "undated", Said(None, "the bridge is safe", kind="indirect", source="the mayor"), date=None, outlet=None
)


@pytest.fixture
def view(record: Record) -> View:
    for reading in (UNDATED, FERRY, BRIDGE):
        record.add(reading)
    return record.view()


def test_a_statement_is_found_with_its_source_its_date_and_its_words(view: View) -> None:
    hit = only(view, "drawer speaker:venn")
    assert (hit.what, hit.article, hit.row) == ("statement", "bridge", "s2")
    assert (hit.title, hit.outlet, hit.published) == ("Bridge stays closed", "The Harbour Post", "2026-03-14")
    assert (hit.speaker, hit.act, hit.kind, hit.addressees) == ("Ben Venn", "accuse", "indirect", ("Ada Orr",))
    assert hit.text == "the report has been in her drawer for nine days"
    assert BRIDGE.article.text[slice(*hit.spans[0])] == hit.text


def test_what_one_says_of_anothers_words_says_on_whose_say_so(record: Record) -> None:
    record.add(
        article(
            "a", Said("Ada Orr", "Venn knows of the leak", kind="indirect"), Said("Ben Venn", "the leak", within=True)
        )
    )
    inner = next(hit for hit in record.view().search("leak") if hit.row == "s2")
    assert (inner.speaker, inner.according_to) == ("Ben Venn", ("Ada Orr",))


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("report", ["ferry/s1", "ferry/s2", "bridge/s2", "bridge/s3"]),
        ("REPORT drawer", ["bridge/s2", "bridge/s3"]),
        ("open OR drawer", ["ferry/s2", "bridge/s1", "bridge/s2", "bridge/s3"]),
        ("open NOT guess", ["ferry/s2"]),
        ("open -guess", ["ferry/s2"]),
        ('"open it on"', ["bridge/s1"]),
        ('"it open"', []),
        ('"no such report"', ["bridge/s3"]),
        ("draw*", ["bridge/s2", "bridge/s3"]),
        ('"open it wh*"', ["ferry/s2"]),
        ("report NEAR/3 drawer", ["bridge/s3"]),
        ("drawer NEAR/5 report", ["bridge/s2", "bridge/s3"]),
        ("NEAR(open guess, 3)", ["bridge/s1"]),
        ("NEAR(open guess, 2)", []),
        ('NEAR("open it" guess, 2)', ["bridge/s1"]),
        ("speaker:orr", ["ferry/s2", "bridge/s1", "bridge/s3"]),
        ('speaker:"orr ada" open', ["ferry/s2", "bridge/s1"]),
        ("speaker:venn speaker:roe", ["ferry/s1", "bridge/s2"]),
        ('speaker:"the mayor"', ["undated/s1"]),
        ("act:deny", ["bridge/s3"]),
        ("act:deny act:demand", ["ferry/s1", "bridge/s3"]),
        ("kind:indirect", ["bridge/s2", "undated/s1"]),
        ("kind:mixed report", ["bridge/s3"]),
        ("to:county", ["ferry/s1"]),
        ("to:orr", ["bridge/s2"]),
        ("outlet:harbour report", ["bridge/s2", "bridge/s3"]),
        ('outlet:"post harbour" outlet:island open', ["ferry/s2", "bridge/s1"]),
        ("what:statement bridge", ["undated/s1"]),
    ],
)
def test_words_and_filters_find_what_they_say(view: View, query: str, rows: list[str]) -> None:
    assert found(view, query) == rows


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("what:article since:2026", ["ferry", "bridge"]),
        ("what:article since:2026-03-15", ["ferry"]),
        ("what:article since:2026-04-10", ["ferry"]),  # of some day in April
        ("what:article since:2026-05", []),
        ("what:article until:2026-03", ["bridge"]),
        ("what:article until:2026-04-10", ["ferry", "bridge"]),
        ("what:article until:2026-03-14", ["bridge"]),
        ("what:article until:2026-03-13", []),
        ("what:article since:2026-03-14 until:2026-03-14", ["bridge"]),
    ],
)
def test_dates_are_those_of_the_articles_and_include_both_ends(view: View, query: str, articles: list[str]) -> None:
    assert found(view, query) == articles


def test_the_newest_article_comes_first_and_one_without_a_date_last(view: View) -> None:
    assert found(view, "what:statement") == [
        "ferry/s1",
        "ferry/s2",
        "bridge/s1",
        "bridge/s2",
        "bridge/s3",
        "undated/s1",
    ]


def test_an_article_is_found_by_its_own_words_with_the_sentence_that_holds_them(view: View) -> None:
    hit = only(view, "tarn")
    assert (hit.what, hit.article, hit.row) == ("article", "bridge", None)
    assert hit.text == "The bridge over the Tarn has been closed since Monday."
    assert BRIDGE.article.text[slice(*hit.spans[0])] == hit.text
    assert only(view, "stays").text == "Bridge stays closed"


def test_an_article_whose_statements_are_found_is_not_found_again(view: View) -> None:
    assert found(view, "guess") == ["bridge/s1"]
    assert found(view, "guess what:article") == ["bridge"]


def test_people_come_first_once_each_and_alone_by_name(view: View) -> None:
    first, *rest = view.search("orr")
    assert (first.what, first.text) == ("person", "Ada Orr")
    assert all(hit.what != "person" for hit in rest)
    people = view.search("what:person")
    assert [hit.text for hit in people] == ["Ada Orr", "Ben Venn", "Cleo Roe", "the county"]
    assert [hit.text for hit in view.search("what:person", after=cursor(people[1]))] == ["Cleo Roe", "the county"]


def test_a_common_name_does_not_push_all_else_off_the_page(record: Record) -> None:
    for number in range(MOST_PEOPLE + 3):
        record.add(article(f"a{number}", Said(f"Ada {'abcdefgh'[number]}orn", "Ada is a name")))
    hits = record.view().search("ada")
    assert [hit.what for hit in hits].count("person") == MOST_PEOPLE
    assert [hit.what for hit in hits].count("statement") == MOST_PEOPLE + 3


def test_a_rejected_statement_is_not_found_and_is_again_when_that_is_undone(record: Record) -> None:
    record.add(BRIDGE)
    before = record.view()
    rejected = record.correct("bridge/s1", "reject", by="desk")
    assert found(record.view(), "guess what:statement") == []
    assert found(before, "guess") == ["bridge/s1"]
    record.correct(rejected.id, "undo", by="desk")
    assert found(record.view(), "guess") == ["bridge/s1"]


def test_a_corrected_speaker_is_the_one_that_is_found(record: Record) -> None:
    record.add(BRIDGE)
    record.correct("bridge/s1", "replace", field="speaker", value="Ben Venn", by="desk")
    assert found(record.view(), "guess speaker:venn") == ["bridge/s1"]
    assert found(record.view(), "guess speaker:orr") == []


def test_a_view_finds_only_what_was_there(record: Record) -> None:
    record.add(BRIDGE)
    before = record.view()
    record.add(FERRY)
    assert found(before, "report") == ["bridge/s2", "bridge/s3"]
    assert [hit.text for hit in before.search("what:person")] == ["Ada Orr", "Ben Venn"]


@pytest.mark.parametrize("query", ["report OR bridge", "what:statement", "what:person", "outlet:island -ferry", "open"])
def test_pages_go_on_where_the_one_before_ended_whatever_is_added(record: Record, query: str) -> None:
    for reading in (UNDATED, FERRY, BRIDGE):
        record.add(reading)
    whole = [cursor(hit) for hit in record.view().search(query)]
    seen: list[str] = []
    page = record.view().search(query, limit=2)
    while page:
        seen += [cursor(hit) for hit in page]
        record.add(article(f"new{len(seen)}", Said("Aaa Zed", "the report on the bridge is open"), date="2026-12-01"))
        page = record.view().search(query, limit=2, after=seen[-1])
    assert seen == whole


@pytest.mark.parametrize(
    "after", ["", "x", "statement:", "statement:nosuch/s1", "person:bridge/e99", "article:\0/", "a:b/\ud800"]
)
def test_a_place_to_go_on_from_that_is_none_is_refused(view: View, after: str) -> None:
    with pytest.raises(BadQuery):
        view.search("what:person" if after.startswith("person") else "report", after=after)


@pytest.mark.parametrize("limit", [-1, 0, 1, 10**9])
def test_any_number_of_hits_may_be_asked_for(view: View, limit: int) -> None:
    assert len(view.search("report what:statement", limit=limit)) == max(0, min(limit, 4))


def test_accents_ligatures_and_odd_letters_are_found_by_plain_ones(record: Record) -> None:
    record.add(article("a", Said("Zoë Ångström", "the o\ufb03ce of the café—re\u00adopened—is naïve: 日本 Ωmega x\0y")))
    for query in ("speaker:zoe", "office", "cafe", "reopened", "naïve", "日本", "ωmega", "x y", "speaker:angstrom"):
        assert found(record.view(), f"{query} what:statement") == ["a/s1"], query


_HOSTILE = [
    *(
        "multi-agent",
        "a'b",
        "' OR 1=1--",
        "{t}:x",
        "@x",
        "x;drop table statement",
        "a:*b",
        "100%",
        "_",
        "\\",
        "''",
        "U.S.",
    ),
    *('"\\"', "x" * 3_900, "a" * 70, "\u202ex", "x\0y", "\ud800 x", "😀 x", "ß", "İ", "½", "１２", "ⅷ", "ªº"),
    "(" * 20 + "x" + ")" * 20,
    "NOT " * 500 + "x",
    " OR ".join(f"w{n}" for n in range(128)),
    " ".join(f"NEAR(a{n} b{n}, 50)" for n in range(16)),
    "-a -b -c",
    "outlet:%",
]


@pytest.mark.parametrize("query", _HOSTILE, ids=range(len(_HOSTILE)))
def test_no_query_reaches_the_database_but_as_words(view: View, query: str) -> None:
    try:
        hits = view.search(query)
    except BadQuery:
        return
    assert isinstance(hits, tuple)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[View]]:
    """Records of the same short articles of few words, one on each database there is."""
    places = [str(tmp_path_factory.mktemp("search") / "record.sqlite")]
    if SERVER:
        import psycopg

        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute("set client_min_messages = error; drop schema if exists test_both cascade")
        places.append(f"{SERVER}?schema=test_both")
    records = [open_record(place, clock=lambda: "2026-03-01T12:00:00Z") for place in places]
    chance = random.Random(5)
    for number in range(60):
        lines = [
            Said(
                chance.choice(["Ada Orr", "Ben Venn"]),
                " ".join(chance.choices("aa ab ba bb cc".split(), k=chance.randint(1, 6))),
            )
            for _ in range(3)
        ]
        reading = article(f"a{number:02}", *lines, date=chance.choice([None, "2026", "2026-03", "2026-03-02"]))
        for record in records:
            record.add(reading)
    yield [record.view() for record in records]
    for record in records:
        record.close()


_WORD = st.sampled_from(["aa", "ab", "ba", "bb", "cc", "a*", "b*", "orr", "aa-ab"])
_PHRASE = st.one_of(_WORD, st.lists(_WORD, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'))
_NEAR = st.builds("NEAR({} {}, {})".format, _PHRASE, _PHRASE, st.integers(0, 4))
_LEAF = st.one_of(_PHRASE, _NEAR)
_QUERY = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.builds("({} {})".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("({} -{})".format, inner, inner),
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(_QUERY, _QUERY.map("-{}".format)), what=st.sampled_from(["statement", "article"]))
def test_both_databases_find_what_a_reader_would(both: list[View], query: str, what: str) -> None:
    """Against a plain look at the words of each statement, and each other."""
    try:
        results = [found(view, f"{query} what:{what}", limit=1000) for view in both]
    except BadQuery:
        return
    assert all(result == results[0] for result in results)
    if what == "statement":
        from onrecord.record.query import fold, parse

        asked = parse(query).words
        view = both[0]
        everything = [
            (f"{kept.id}/{one.id}", fold(one.content.text))
            for kept in view.articles()
            for one in view.reading(kept.id).statements
        ]
        assert sorted(results[0]) == sorted(name for name, words in everything if holds(asked, words))


def holds(node: object, words: list[str]) -> bool:
    """Whether the words are what ``node`` asks for, told word by word."""
    from onrecord.record.query import AllOf, AnyOf, Near, Not

    match node:
        case AllOf(parts):
            return all(holds(part, words) for part in parts)
        case AnyOf(parts):
            return any(holds(part, words) for part in parts)
        case Not(part):
            return not holds(part, words)
        case Near(one, other, distance):
            pairs = product(places(one, words), places(other, words))
            return any(
                later - end <= distance for (a, b), (c, d) in pairs for end, later in [(b, c) if a <= c else (d, a)]
            )
        case _:
            return bool(places(node, words))


def places(phrase: object, words: list[str]) -> list[tuple[int, int]]:
    """Where a phrase begins and ends."""
    from onrecord.record.query import Phrase

    assert isinstance(phrase, Phrase)
    size = len(phrase.words)
    return [
        (at, at + size)
        for at in range(len(words) - size + 1)
        if words[at : at + size - 1] == list(phrase.words[:-1])
        and (
            words[at + size - 1].startswith(phrase.words[-1])
            if phrase.prefix
            else words[at + size - 1] == phrase.words[-1]
        )
    ]


def test_a_search_of_a_small_record_takes_no_time(on_sqlite: str) -> None:
    """benchmarks/search.py has the figures for a large one."""
    with open_record(on_sqlite) as record:
        for number in range(200):
            record.add(made_reading(number, statements=12))
        view = record.view()
        spent = []
        for query in ("the", "ferry", "report NEAR the", "speaker:orr the", "the -ferry", "act:deny", "f*"):
            begun = time.process_time()
            assert view.search(query, limit=50), query
            spent.append(time.process_time() - begun)
    assert statistics.median(spent) < 0.2
