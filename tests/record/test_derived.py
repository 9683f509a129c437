"""What stories are kept up to date by: features, what articles share, and links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.made_readings import made_reading
from onrecord.errors import RecordError
from onrecord.record import Features, Link, Record
from onrecord.record.addresses import address_key


@pytest.fixture
def ids(record: Record) -> list[str]:
    return [record.add(made_reading(number, statements=2)).article for number in range(5)]


def put(
    record: Record,
    article: str,
    *keys: str,
    bands: tuple[int, ...] = (),
    links: tuple[Link, ...] = (),
    version: str = "1",
) -> None:
    record.put_features(article, version, signature="sig", bands=bands, sketch="{}", keys=keys, links=links)


def test_what_is_behind_is_told_in_the_order_of_adding(record: Record, ids: list[str]) -> None:
    assert record.behind("1") == ids
    put(record, ids[1], "venn")
    assert record.behind("1") == [ids[0], *ids[2:]]
    assert record.behind("1", limit=2) == [ids[0], ids[2]]
    assert record.behind("2") == ids
    record.add(replace(made_reading(1, statements=2), reader="made-2"))
    assert record.behind("1") == ids


def test_articles_near_are_those_that_share_keys_and_bands(record: Record, ids: list[str]) -> None:
    put(record, ids[0], "venn", "orr", "bridge", bands=(1, 2))
    put(record, ids[1], "venn", "orr", bands=(2, 3))
    put(record, ids[2], "orr", "x" * 5000, "lone \ud800 \0")
    assert record.near(keys=["venn", "orr", "bridge"], besides=ids[0]) == {ids[1]: 2, ids[2]: 1}
    assert record.near(bands=[2], besides=ids[0]) == {ids[1]: 1}
    assert record.near(keys=["orr"], bands=[1, 2, 2**64 - 1], besides=ids[0]) == {ids[1]: 2, ids[2]: 1}
    assert record.near(keys=["x" * 5000, "lone \ud800 \0"], besides=ids[0]) == {ids[2]: 2}
    assert record.near(keys=["orr", "venn"], besides=ids[0], most=2) == {ids[1]: 1}
    assert record.near(besides=ids[0]) == {}


def test_features_put_again_take_the_place_of_the_first(record: Record, ids: list[str]) -> None:
    put(record, ids[0], "venn", links=(Link(ids[0], ids[1], "story", 0.5),))
    put(record, ids[0], "orr", links=(Link(ids[0], ids[2], "story", 0.25),), version="2")
    assert record.near(keys=["venn"], besides=ids[1]) == {}
    assert record.near(keys=["orr"], besides=ids[1]) == {ids[0]: 1}
    assert record.view().all_links() == (Link(ids[0], ids[2], "story", 0.25),)
    assert record.features([ids[0], ids[1]]) == {ids[0]: Features("sig", "{}")}
    put(record, "unknown", "venn")
    assert record.near(keys=["venn"], besides=ids[1]) == {}


def test_a_view_has_the_links_and_features_of_its_articles(record: Record, ids: list[str]) -> None:
    early = record.view(as_of=record.view().article(ids[2]).seq)
    links = (
        Link(ids[3], ids[0], "story", 0.5),
        Link(ids[3], ids[1], "reprint", 1.0),
        Link(ids[3], "unknown", "story", 1.0),
    )
    put(record, ids[3], "venn", links=links)
    put(record, ids[1], "orr", links=(Link(ids[1], ids[0], "story", 0.75), Link(ids[1], ids[3], "reprint", 1.0)))
    view = record.view()
    told = (
        Link(ids[0], ids[1], "story", 0.75),
        Link(ids[0], ids[3], "story", 0.5),
        Link(ids[1], ids[3], "reprint", 1.0),
    )
    assert view.all_links() == told
    assert view.all_links("reprint") == told[2:]
    assert view.weights() == [(one, other, score) for one, other, _, score in told]
    assert early.weights() == [(*told[0][:2], 0.75)]
    assert view.links(ids[:2]) == told[:1]
    assert view.links(ids) == told
    assert view.links_from([ids[1]], least=0.75) == (told[0], told[2])
    assert view.links_from([ids[1]], least=0.8) == told[2:]  # a reprint whatever its likeness
    assert early.all_links() == told[:1]
    assert early.links(ids) == early.links_from([ids[0]], least=0.5) == told[:1]
    assert view.sketches(ids) == {ids[1]: "{}", ids[3]: "{}"}
    assert early.sketches(ids) == {ids[1]: "{}"}


def test_what_is_derived_is_emptied_with_the_indexes(record: Record, ids: list[str]) -> None:
    put(record, ids[0], "venn", links=(Link(ids[0], ids[1], "story", 0.5),))
    record.rebuild()
    assert record.behind("1") == ids
    assert record.view().all_links() == ()


def test_features_of_a_closed_server_are_refused_by_name() -> None:
    from onrecord.record import open_record

    with pytest.raises(RecordError, match="cannot be reached"):
        open_record("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://post.example/a", "HTTP://POST.example:80/a/"),
        ("https://post.example/a", "https://post.example/a#comments"),
        ("https://post.example/a?id=7", "https://post.example/a?utm_source=x&id=7&fbclid=1&UTM_Medium=y"),
        ("https://post.example/a", "https://user:word@post.example/a"),
    ],
)
def test_addresses_of_one_article(one: str, other: str) -> None:
    assert address_key(one) == address_key(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://post.example/a", "https://post.example/A"),
        ("https://post.example/a?id=7", "https://post.example/a?id=8"),
        ("https://post.example/a", "https://other.example/a"),
        ("https://post.example/a", "https://post.example:8443/a"),
    ],
)
def test_addresses_of_two_articles(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "url", [None, "", "https://post.example/", "https://post.example", "not an address", "http://[::1/a"]
)
def test_addresses_of_no_article(url: str | None) -> None:
    assert address_key(url) is None
