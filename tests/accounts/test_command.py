"""``onrecord accounts``, as it is typed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import onrecord
from onrecord.faces import cli

GOOD = "harbour lantern 7 moss"
HOME = "192.0.2.1"

Run = Callable[..., tuple[object, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("ONRECORD_ACCOUNTS", str(tmp_path / "accounts.sqlite"))

    def run(*args: str, stdin: str = "") -> tuple[object, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as left:
            cli.main(["accounts", *args])
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return run


@pytest.fixture
def una(run: Run) -> None:
    assert run("add", "Una Holt", "--role", "admin", "--password-stdin", stdin=f"{GOOD}\n")[0] == 0


def _accounts(tmp_path: Path) -> onrecord.Accounts:
    return onrecord.open_accounts(tmp_path / "accounts.sqlite")


def test_an_account_is_added_and_listed(run: Run, una: None, tmp_path: Path) -> None:
    code, out, err = run("list")
    assert code == 0
    assert re.fullmatch(r"Una Holt  admin   since \d{1,2} \w+ \d{4}\n", out)
    assert err == f"accounts: {tmp_path / 'accounts.sqlite'}\n"
    with _accounts(tmp_path) as kept:
        assert kept.who(kept.sign_in("Una Holt", GOOD, ip=HOME))


def test_the_list_as_json_has_no_secret(run: Run, una: None) -> None:
    (found,) = json.loads(run("list", "--format", "json")[1])
    assert found.keys() == {"name", "role", "disabled", "created"}


def test_a_password_is_asked_for_twice_and_not_shown(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(click, "prompt", lambda text, **about: asked.append(about) or GOOD)
    code, out, _ = run("add", "Per Dahl", "--role", "editor")
    assert (code, out) == (0, "")
    assert asked == [{"hide_input": True, "confirmation_prompt": "Once more", "err": True}]


def test_an_interrupted_question_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(text: str, **about: object) -> str:
        raise click.Abort

    monkeypatch.setattr(click, "prompt", stopped)
    assert run("add", "Per Dahl", "--role", "editor")[0] == 130


def test_a_password_that_is_guessed_is_refused_by_reason(run: Run) -> None:
    code, _, err = run("add", "Per Dahl", "--role", "editor", "--password-stdin", stdin="Summer2026!\n")
    assert code == 2
    assert "made of what is guessed first" in err
    assert "Summer" not in err
    assert "No accounts yet" in run("list")[1]


def test_role_password_disable_and_enable(run: Run, una: None, tmp_path: Path) -> None:
    run("add", "Per Dahl", "--role", "reader", "--password-stdin", stdin=f"{GOOD}\r\n")
    assert "Per Dahl is editor now" in run("role", "per dahl", "editor")[2]
    assert (
        "has another password now" in run("password", "Per Dahl", "--password-stdin", stdin="a quay of wet granite")[2]
    )
    assert "signed out everywhere" in run("disable", "Per Dahl")[2]
    assert "editor  since" in run("list")[1]
    assert ", disabled" in run("list")[1]
    assert "may sign in again" in run("enable", "Per Dahl")[2]
    with _accounts(tmp_path) as kept:
        assert kept.who(kept.sign_in("Per Dahl", "a quay of wet granite", ip=HOME))


@pytest.mark.parametrize(
    "args",
    [
        ("disable", "Nobody"),
        ("role", "Nobody", "admin"),
        ("password", "Nobody", "--password-stdin"),
        ("disable", "Una Holt"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, una: None, args: tuple[str, ...]) -> None:
    code, out, err = run(*args, stdin=GOOD)
    assert (code, out) == (2, "")
    assert "no such account" in err or "last admin" in err


def test_a_token_is_all_that_is_on_standard_output(run: Run, una: None, tmp_path: Path) -> None:
    code, out, _ = run("token", "Una Holt", "--label", "nightly export", "--days", "30")
    assert code == 0
    with _accounts(tmp_path) as kept:
        found = kept.who_by_token(out.rstrip("\n"))
        assert found
        assert found.role == "reader"


def test_a_file_that_others_may_read_is_not_used(run: Run, una: None, tmp_path: Path) -> None:
    (tmp_path / "accounts.sqlite").chmod(0o644)
    code, out, err = run("list")
    assert (code, out) == (4, "")
    assert "chmod 600" in err
