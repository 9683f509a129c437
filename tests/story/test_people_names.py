"""Names taken apart: whatever is written, and the same from either side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.story.names import fits, fold, is_odd, parse, untitled
from onrecord.story.names_bodies import body_key, ends_of, group_key, is_acronym, part_of, town_of, voice
from onrecord.story.people_roles import differ, role, standing

NAMES = st.lists(
    st.sampled_from("Ada Tim Timothy Ben J. J.R. JR Q. Orr Vale-Orr Orr O’Dell van der de al-Sorin Jr. III Mayor Mr. “Addie” José".split()),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip


@given(st.text(max_size=40))
def test_anything_can_be_taken_apart(written: str) -> None:
    name = parse(written)
    assert name.tokens
    assert fits(name, name) == "the same name"
    assert fold(fold(written)) == fold(written)
    for look in (body_key, group_key, ends_of, part_of, town_of, voice, is_acronym, untitled, role):
        look(written)


@given(NAMES, NAMES)
def test_two_names_fit_from_either_side(one: str, other: str) -> None:
    assert (fits(parse(one), parse(other)) is None) == (fits(parse(other), parse(one)) is None)


@pytest.mark.parametrize(
    ("written", "given_", "middle", "last", "suffix"),
    [
        ("Ada Orr", "ada", (), "orr", ""),
        ("Gov. Ada B. Orr Jr.", "ada", ("b",), "orr", "jr"),
        ("J.R. Orr", "j", ("r",), "orr", ""),
        ("JR Orr", "j", ("r",), "orr", ""),
        ("Kees van der Holm", "kees", (), "holm", ""),
        ("van der Holm", "", (), "holm", ""),
        ("Al Marsh", "al", (), "marsh", ""),
        ("Orr", "", (), "orr", ""),
        ("Dean Orr", "dean", (), "orr", ""),
        ("Malcolm X", "malcolm", (), "x", ""),
    ],
)
def test_the_parts_of_a_name(written: str, given_: str, middle: tuple[str, ...], last: str, suffix: str) -> None:
    name = parse(written)
    assert (name.given, name.middle, name.last, name.suffix) == (given_, middle, last, suffix)


def test_names_of_one_script_are_not_odd() -> None:
    assert not any(
        is_odd(name) for name in ("José O’Dell", "Łukasz Żak", "Анна Вейл", "渡辺 アナ", "محمد", "नीना", "Jose\u0301")
    )


@pytest.mark.parametrize(
    ("title", "noun", "former"),
    [
        ("Minnesota Gov.", "governor", False),
        ("former mayor of Harwick", "mayor", True),
        ("Vice President", "vice_president", False),
        ("State Attorney General", "attorney_general", False),
        ("goalkeeper for Harwick Gulls", "goalkeeper", False),
    ],
)
def test_what_a_title_says(title: str, noun: str, former: bool) -> None:
    assert (role(title).noun, role(title).former) == (noun, former)


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("goalkeeper", "mayor", True),
        ("mayor", "senator", False),
        ("lawyer", "mayor", False),
        ("suspect", "mayor", False),
        ("mayor of Harwick", "Harwick Mayor", False),
        ("mayor of Harwick", "mayor of Sallow", True),
        ("mayor of Harwick", "Democratic mayor", False),
        ("former mayor of Harwick", "mayor of Sallow", False),
    ],
)
def test_which_titles_make_two_people_likely(one: str, other: str, two: bool) -> None:
    assert (differ(standing((one,)), standing((other,))) is not None) == two
