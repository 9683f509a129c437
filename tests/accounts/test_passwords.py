from __future__ import annotations

import pytest

from onrecord.accounts.passwords import wrong_with

NAME = "Una Holt"


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "ninechars",
        "x" * 257,
        "tab\tand bell\x07",
        "1234567890",
        "20260314202603",
        "2026-03-14 2026",
        "aaaaaaaaaaaa",
        "abababababab",
        "abc123abc123abc123",
        "Password123",
        "P@ssw0rd2026!",
        "passwordpassword",
        "qwertyuiop",
        "Qwertyuiop1!",
        "poiuytrewq",
        "asdfghjkl123",
        "1qaz2wsx3edc",
        "abcdefghijkl",
        "zyxwvutsrqpo",
        "Summer2026!!",
        "letmein12345",
        "Welcome2026?",
        "onrecord2026",
        "onrecordadmin",
        "Una Holt 2026",
        "unaholtunaholt",
        "tloh-anu-1984",
        "adminadmin123",
        "Monday-Tuesday",
        "changeme!changeme!",
        "iloveyou2026",
    ],
)
def test_what_is_guessed_by_rule_is_refused(password: str) -> None:
    assert wrong_with(password, NAME)


@pytest.mark.parametrize(
    "password",
    [
        "harbour lantern 7 moss",
        "correct battery quay",
        "a9$7#2!5&4",
        "kT4-vR9qLm",
        "tre små båtar",
        "\u6e2f\u53e3\u306e\u9752\u3044\u706f\u53f0\u3068\u9053\u4e21",
        "una never sleeps on ferries",
        "summer ferries smell of diesel",
        "vDq8#nB2wLz" + "e" * 117,
        "~}{|\\^_`;:'?/",
    ],
)
def test_what_is_not_is_taken_whatever_it_is_made_of(password: str) -> None:
    assert wrong_with(password, NAME) is None


def test_long_ones_are_taken() -> None:
    phrase = "the ferry left the harbour before the fog came down on the pier and nobody waved "
    assert wrong_with((phrase * 4)[:128], NAME) is None
    assert wrong_with(phrase * 3, NAME) is None


def test_what_is_wrong_is_told_without_the_password() -> None:
    for password in ("qwertyuiop", "Una Holt 2026", "1234567890", "aaaaaaaaaaaa"):
        assert password not in (wrong_with(password, NAME) or "")
