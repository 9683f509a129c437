from __future__ import annotations

import random
import time
from itertools import combinations, pairwise

from onrecord.story.sketch import Sketch, sketch
from onrecord.story.sketch_likeness import LINK, likeness
from onrecord.story.threads import threads
from tests.story.threads_samples import FERRY, FIRST_BOUT, LEVY, SECOND_BOUT, reading

Links = list[tuple[str, str, float]]


def linked(sketches: dict[str, Sketch]) -> Links:
    """All links over the threshold."""
    scores = ((a, b, likeness(sketches[a], sketches[b])) for a, b in combinations(sorted(sketches), 2))
    return [link for link in scores if link[2] >= LINK]


def named(**texts: list[str]) -> dict[str, Sketch]:
    """Sketches of texts by name: ferry0, ferry1, ..."""
    return {f"{name}{i}": sketch(reading(text)) for name, held in texts.items() for i, text in enumerate(held)}


def test_two_matters_of_one_cast_are_two_stories() -> None:
    sketches = named(ferry=FERRY, levy=LEVY)
    assert threads(sketches, linked(sketches), sketches) == (
        ("ferry0", "ferry1", "ferry2", "ferry3"),
        ("levy0", "levy1", "levy2", "levy3"),
    )


def test_the_champions_two_bouts_are_two_stories() -> None:
    sketches = named(first=FIRST_BOUT, second=SECOND_BOUT)
    assert [{one[:-1] for one in story} for story in threads(sketches, linked(sketches), sketches)] == [
        {"first"},
        {"second"},
    ]


def test_one_matter_told_on_is_one_story() -> None:
    told_on = [*FERRY, *(f"{text} The crew of the night ferry will be asked to move to Harwick." for text in FERRY)]
    sketches = named(ferry=told_on)
    assert len(threads(sketches, linked(sketches), sketches)) == 1


def test_ten_reprints_are_no_second_story() -> None:
    wire = "Coast Ferries ends the night crossing to Sallow; Ada Orr cites the cracked hull, dry rot and rust."
    sketches = named(ferry=FERRY, wire=[wire] * 10)
    assert len(threads(sketches, linked(sketches), sketches)) == 1


def test_the_order_of_adding_does_not_matter() -> None:
    sketches = named(ferry=FERRY, levy=LEVY, first=FIRST_BOUT, second=SECOND_BOUT)
    links = linked(sketches)
    expected = threads(sketches, links, sketches)
    chance = random.Random(2)
    for _ in range(20):
        ids = list(sketches)
        chance.shuffle(ids)
        chance.shuffle(links)
        turned = [(b, a, score) if chance.random() < 0.5 else (a, b, score) for a, b, score in links]
        assert threads(ids, turned, {one: sketches[one] for one in ids}) == expected


def test_other_articles_do_not_change_a_story() -> None:
    ferry, both = named(ferry=FERRY), named(ferry=FERRY, first=FIRST_BOUT)
    (story,) = threads(ferry, linked(ferry), ferry)
    assert story in threads(both, linked(both), both)


def test_a_chain_of_half_alike_articles_is_not_one_story() -> None:
    ids = [f"a{i:03}" for i in range(300)]
    chain = [(a, b, 0.6) for a, b in pairwise(ids)]
    assert max(map(len, threads(ids, chain, {}))) <= 3


def test_every_article_is_in_one_story() -> None:
    ids = ["a", "b", "c", "d"]
    assert threads(ids, [("a", "b", 0.9), ("b", "b", 1.0), ("a", "x", 0.9)], {}) == (("a", "b"), ("c",), ("d",))
    assert threads([], [], {}) == ()


def test_of_two_links_for_one_pair_the_stronger_holds() -> None:
    links = [("a", "b", 0.9), ("b", "a", 0.2)]
    assert threads(["a", "b"], links, {}) == threads(["a", "b"], links[::-1], {}) == (("a", "b"),)


def test_merging_is_that_of_the_closest_pair_first() -> None:
    chance = random.Random(3)
    for _ in range(30):
        ids = [f"a{i:02}" for i in range(24)]
        links = [(a, b, chance.random()) for a, b in combinations(ids, 2) if chance.random() < 0.3]
        assert threads(ids, links, {}) == closest_first(ids, links)


def closest_first(ids: list[str], links: Links) -> tuple[tuple[str, ...], ...]:
    """Average link as it is written down."""
    groups = [(one,) for one in ids]
    scores = {frozenset((a, b)): score for a, b, score in links}

    def mean(one: tuple[str, ...], other: tuple[str, ...]) -> float:
        return sum(scores.get(frozenset((a, b)), 0.0) for a in one for b in other) / (len(one) * len(other))

    while len(groups) > 1:
        one, other = max(combinations(groups, 2), key=lambda pair: mean(*pair))
        if mean(one, other) < 0.35:
            break
        groups = [group for group in groups if group not in (one, other)] + [tuple(sorted((*one, *other)))]
    return tuple(sorted(groups))


def test_two_thousand_articles_take_a_second_or_two() -> None:
    chance = random.Random(4)
    ids = [f"a{i:04}" for i in range(2000)]
    links = [(ids[i], ids[j], chance.uniform(0.2, 0.9)) for i in range(2000) for j in chance.sample(range(2000), 40)]
    pool = [sketch(reading(text)) for text in (*FERRY, *LEVY, *FIRST_BOUT, *SECOND_BOUT)]
    sketches = {one: pool[i % len(pool)] for i, one in enumerate(ids)}
    began = time.process_time()
    threads(ids, links, sketches)
    assert time.process_time() - began < 10  # about one; ten for a slow machine
