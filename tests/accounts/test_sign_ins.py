"""Row by row what ends a sign-in, and what a token can do."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from onrecord import Accounts, ApiToken, RefusedAccount, SignIn
from tests.accounts.conftest import Clock

GOOD = "harbour lantern 7 moss"
OTHER = "a quay of wet granite"
HOME = "192.0.2.1"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOUR, DAY = 3600, 86_400


@pytest.fixture
def una(accounts: Accounts) -> Accounts:
    accounts.add("Una Holt", GOOD, "admin")
    accounts.add("Per Dahl", GOOD, "editor")
    return accounts


def test_a_token_has_256_bits_and_is_another_each_time(una: Accounts) -> None:
    tokens = {una.sign_in("Una Holt", GOOD, ip=HOME) for _ in range(20)}
    assert len(tokens) == 20
    assert {len(base64.urlsafe_b64decode(f"{token}=")) for token in tokens} == {32}


def test_it_ends_when_it_was_not_used_for_twelve_hours(una: Accounts, clock: Clock) -> None:
    token = una.sign_in("Una Holt", GOOD, ip=HOME)
    for _ in range(5):
        clock.now += 12 * HOUR - 1
        assert una.who(token)
    clock.now += 12 * HOUR
    assert una.who(token) is None


def test_it_ends_after_thirty_days_however_much_it_is_used(una: Accounts, clock: Clock) -> None:
    token = una.sign_in("Una Holt", GOOD, ip=HOME)
    for _ in range(30 * 3 - 1):
        clock.now += 8 * HOUR
        assert una.who(token)
    clock.now += 8 * HOUR
    assert una.who(token) is None


@pytest.mark.parametrize(
    "end",
    [
        lambda una, token: una.sign_out(token),
        lambda una, token: una.sign_out_one("Per Dahl", una.sign_in_id(token)),
        lambda una, token: una.sign_out_everywhere("Per Dahl"),
        lambda una, token: una.set_password("Per Dahl", OTHER),
        lambda una, token: una.change_password("Per Dahl", GOOD, OTHER, ip=HOME),
        lambda una, token: una.set_role("Per Dahl", "reader"),
        lambda una, token: una.set_role("Per Dahl", "admin"),
        lambda una, token: una.disable("Per Dahl"),
    ],
    ids="sign_out sign_out_one everywhere set_password change_password less more disable".split(),
)
def test_it_is_ended_by(una: Accounts, end: Callable[[Accounts, str], None]) -> None:
    token, others = una.sign_in("Per Dahl", GOOD, ip=HOME), una.sign_in("Una Holt", GOOD, ip=HOME)
    assert una.who(token)
    end(una, token)
    assert una.who(token) is None
    assert una.who(others)
    una.enable("Per Dahl")
    assert una.who(token) is None


def test_signing_out_ends_that_one_alone(una: Accounts) -> None:
    one, other = una.sign_in("Una Holt", GOOD, ip=HOME), una.sign_in("Una Holt", GOOD, ip=HOME)
    una.sign_out(one)
    assert una.who(one) is None
    assert una.who(other)


def test_nobody_ends_a_sign_in_of_somebody_else(una: Accounts) -> None:
    token = una.sign_in("Una Holt", GOOD, ip=HOME)
    (mine,) = una.sign_ins("Una Holt")
    assert not una.sign_out_one("Per Dahl", mine.id)
    assert una.who(token)


def test_people_see_where_they_are_signed_in(una: Accounts, clock: Clock) -> None:
    una.sign_in("Una Holt", GOOD, ip=HOME, agent=FIREFOX)
    clock.now += 60
    token = una.sign_in("Una Holt", GOOD, ip="2001:db8::7", agent="curl/8.5\n<script>")
    assert una.sign_ins("Una Holt") == (
        SignIn(2, "2026-05-28T20:27:40Z", "2026-05-28T20:27:40Z", "2001:db8::7", "curl"),
        SignIn(1, "2026-05-28T20:26:40Z", "2026-05-28T20:26:40Z", HOME, "Firefox, Linux"),
    )
    assert una.sign_in_id(token) == 2
    clock.now += 12 * HOUR
    assert una.sign_ins("Una Holt") == ()


def test_the_one_unused_for_longest_makes_room(una: Accounts, clock: Clock) -> None:
    first = una.sign_in("Una Holt", GOOD, ip=HOME)
    for _ in range(50):
        clock.now += 60
        una.sign_in("Una Holt", GOOD, ip=HOME)
    assert una.who(first) is None
    assert len(una.sign_ins("Una Holt")) == 50


@pytest.mark.parametrize("token", ["", "x", "\ud800", "' or 1=1 --", "A" * 43])
def test_what_is_no_token_opens_nothing(una: Accounts, token: str) -> None:
    assert una.who(token) is None
    assert una.who_by_token(token) is None
    una.sign_out(token)


def test_an_api_token_opens_its_account_until_its_days_are_over(una: Accounts, clock: Clock) -> None:
    secret = una.make_token("Per Dahl", " nightly  export ", role="reader", days=2)
    assert secret.startswith("onrecord_")
    clock.now += 2 * DAY - 1
    found = una.who_by_token(secret)
    assert found
    assert (found.name, found.role) == ("Per Dahl", "reader")
    assert una.tokens("Per Dahl") == (
        ApiToken(
            1,
            "nightly export",
            "reader",
            created="2026-05-28T20:26:40Z",
            expires="2026-05-30T20:26:40Z",
            last_used="2026-05-30T20:26:39Z",
        ),
    )
    clock.now += 1
    assert una.who_by_token(secret) is None
    assert una.tokens("Per Dahl") == ()


def test_a_sign_in_is_no_api_token_and_the_other_way_round(una: Accounts) -> None:
    assert una.who_by_token(una.sign_in("Una Holt", GOOD, ip=HOME)) is None
    assert una.who(una.make_token("Una Holt", "x", role="reader", days=1)) is None


def test_an_api_token_does_no_more_than_its_account(una: Accounts) -> None:
    with pytest.raises(RefusedAccount, match="no more than its account"):
        una.make_token("Per Dahl", "x", role="admin", days=1)
    una.disable("Per Dahl")
    with pytest.raises(RefusedAccount, match="disabled"):
        una.make_token("Per Dahl", "x", role="reader", days=1)


@pytest.mark.parametrize(("label", "days"), [("", 1), ("x" * 101, 1), ("a\nb\x07", 1), ("x", 0), ("x", 367), ("x", -1)])
def test_a_token_that_makes_no_sense_is_refused(una: Accounts, label: str, days: int) -> None:
    with pytest.raises(RefusedAccount):
        una.make_token("Una Holt", label, role="reader", days=days)


def test_there_are_fifty_at_most(una: Accounts) -> None:
    for number in range(50):
        una.make_token("Una Holt", f"token {number}", role="reader", days=1)
    with pytest.raises(RefusedAccount, match="at most 50"):
        una.make_token("Una Holt", "one more", role="reader", days=1)


@pytest.mark.parametrize(
    "end",
    [
        lambda una: una.revoke("Per Dahl", 1),
        lambda una: una.set_password("Per Dahl", OTHER),
        lambda una: una.set_role("Per Dahl", "reader"),
        lambda una: una.disable("Per Dahl"),
    ],
    ids="revoke set_password set_role disable".split(),
)
def test_an_api_token_is_ended_by(una: Accounts, end: Callable[[Accounts], None]) -> None:
    secret = una.make_token("Per Dahl", "x", role="editor", days=300)
    assert una.who_by_token(secret)
    end(una)
    assert una.who_by_token(secret) is None


def test_nobody_revokes_a_token_of_somebody_else(una: Accounts) -> None:
    secret = una.make_token("Una Holt", "x", role="reader", days=1)
    assert not una.revoke("Per Dahl", 1)
    assert una.who_by_token(secret)
    una.sign_out_everywhere("Una Holt")
    assert una.who_by_token(secret)
