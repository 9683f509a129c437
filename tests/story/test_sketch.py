from __future__ import annotations

import random
from dataclasses import replace

import pytest

from onrecord.story.sketch import MAX_KEYS, Sketch, keys, sketch
from onrecord.story.sketch_likeness import LINK, likeness
from onrecord.story.sketch_words import rarity, stem, words
from tests.story.threads_samples import FERRY, LEVY, reading


def test_a_sketch_holds_names_telling_words_and_days() -> None:
    made = sketch(
        reading(FERRY[0], title="Night Ferry to Sallow Ends", date="2026-03-02", days=["2026-03-02", "2026-04-01"])
    )
    assert made.names["p:ada orr"] > 0
    assert made.names["l:sallow"] > made.names["o:coast ferries"]  # in the title and in the text
    assert {"hull", "crack"} <= made.words.keys()
    assert "orr" not in made.words  # names are kept apart from words
    assert "the" not in made.words
    assert made.published is not None
    assert [day - made.published for day in made.days] == [0, 30]
    assert "ferri" in made.title


def test_an_undated_article_has_no_day_of_publication() -> None:
    assert sketch(reading(FERRY[0])).published is None


def test_a_sketch_comes_back_from_its_text() -> None:
    made = sketch(reading(FERRY[0], title="Night Ferry to Sallow Ends", date="2026-03-02", days=["2026-03-02"]))
    again = Sketch.from_text(made.to_text())
    assert again == made
    assert (again.tokens, again.places, again.vector) == (made.tokens, made.places, made.vector)
    assert "\n" not in made.to_text()
    assert len(made.to_text().encode()) < 2048


def test_an_empty_reading_has_a_sketch_too() -> None:
    made = sketch(replace(reading("So."), entities=()))
    assert Sketch.from_text(made.to_text()) == made
    assert likeness(made, made) < LINK
    assert keys(made) == ()


def test_a_sketch_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version 0"):
        Sketch.from_text("0" + sketch(reading(FERRY[0])).to_text()[1:])


def test_a_long_article_has_a_small_sketch() -> None:
    chance = random.Random(1)
    letters = "bcdfgklmnprstvz"
    made_up = ["".join(chance.choices(letters, k=7)) for _ in range(4000)]
    long = sketch(reading(" ".join(made_up) + " " + " ".join(LEVY)))
    assert len(long.to_text().encode()) < 2048
    assert len(keys(long)) <= MAX_KEYS


def test_reports_of_one_matter_are_alike_and_share_keys() -> None:
    one, *others = [sketch(reading(text)) for text in FERRY]
    for other in others:
        assert likeness(one, other) > 0.5
        assert set(keys(one)) & set(keys(other))


def test_the_same_cast_in_another_matter_is_less_alike() -> None:
    ferry, levy = ([sketch(reading(text)) for text in texts] for texts in (FERRY, LEVY))
    within = min(likeness(a, b) for a in ferry for b in ferry if a is not b)
    across = max(likeness(a, b) for a in ferry for b in levy)
    assert across < within


def test_likeness_is_symmetric_and_of_nothing_but_the_two() -> None:
    one, other = sketch(reading(FERRY[0])), sketch(reading(FERRY[1]))
    assert likeness(one, other) == likeness(other, one)
    assert likeness(Sketch.from_text(one.to_text()), other) == likeness(one, other)


def test_days_far_apart_count_against_and_undated_counts_neither_way() -> None:
    one = sketch(reading(FERRY[0], date="2026-03-02"))
    near, far, undated = (sketch(reading(FERRY[1], date=date)) for date in ("2026-03-03", "2027-03-03", None))
    assert likeness(one, near) > likeness(one, far)
    assert likeness(one, undated) == likeness(sketch(reading(FERRY[0])), undated)


def test_an_undated_article_that_tells_of_other_days_is_another_matter() -> None:
    one = sketch(reading(FERRY[0], date="2026-03-02"))
    same, years_before = (sketch(reading(FERRY[1], days=[day])) for day in ("2026-03-02", "2013-03-02"))
    assert likeness(one, same) > likeness(one, years_before)


def test_other_places_count_against() -> None:
    text = "A strong earthquake shook {} before dawn, and three houses fell."
    here, again, there = (sketch(reading(text.format(place))) for place in ("Tarn", "Tarn", "Milvane"))
    assert likeness(here, again) > 0.5 > likeness(here, there)


def test_forms_of_a_word_are_one_stem() -> None:
    assert {stem(word) for word in ("charge", "charges", "charged", "charging")} == {stem("charge")}
    assert stem("carried") == stem("carry") == stem("carries")
    assert stem("stopped") == stem("stop")
    assert stem("bus") == "bus"
    assert stem("king") == "king"
    assert stem("6.1") == "6.1"
    assert stem("political") != stem("politician")


def test_words_are_folded() -> None:
    assert words("Zoë’s café, $1,200.50 and 6.1") == ["zoe", "cafe", "1200.50", "and", "6.1"]


def test_common_words_are_common_and_unknown_ones_rare() -> None:
    assert rarity("the") < 0.05 < 0.4 < rarity(stem("ferry"))
    assert rarity("zzyzx") == 1.0
