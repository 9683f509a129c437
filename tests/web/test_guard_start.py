"""What `onrecord serve` refuses to be started as."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.faces import cli

Start = Callable[..., tuple[object, str]]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    """Start a server that ends as soon as it would listen; the exit code, and what was said."""
    monkeypatch.setenv("ONRECORD_ACCOUNTS", str(tmp_path / "accounts.sqlite"))
    monkeypatch.setattr("onrecord.faces.web.serving.run", lambda *args, **about: None)

    def start(*args: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(["--record", str(tmp_path / "record.sqlite"), "serve", "--port", "0", *args])
        return left.value.code, capsys.readouterr().err

    return start


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--host", "localhost"),
        ("--team",),
        ("--team", "--origin", "https://record.example.org", "--proxy", "127.0.0.1", "--proxy", "10.0.0.0/8"),
        ("--team", "--host", "0.0.0.0", "--origin", "https://record.example.org"),
    ],
    ids=" ".join,
)
def test_these_are_served(start: Start, args: tuple[str, ...]) -> None:
    code, said = start(*args)
    assert code == 0, said
    assert "onrecord is at http" in said


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("--host", "0.0.0.0"), "nobody signs in"),
        (("--host", "192.0.2.1"), "nobody signs in"),
        (("--team", "--public"), "two servers"),
        (("--team", "--host", "0.0.0.0"), "every address"),
        (("--public", "--host", "0.0.0.0"), "every address"),
        (("--team", "--origin", "http://record.example.org"), "read passwords"),
        (("--team", "--host", "192.0.2.1"), "read passwords"),
        (("--origin", "record.example.org"), "no address"),
        (("--origin", "javascript:alert(1)"), "no address"),
        (("--origin", "https://record.example.org/below"), "no address"),
        (("--origin", "https://una@record.example.org"), "no address"),
        (("--origin", "https://[::1"), "no address"),
        (("--origin", "https://record.example.org:99999"), "no address"),
        (("--proxy", "proxy.example"), "no address"),
    ],
    ids=str,
)
def test_these_are_not(start: Start, args: tuple[str, ...], why: str) -> None:
    code, said = start(*args)
    assert code == 2
    assert why in " ".join(said.split())


def test_a_team_without_accounts_is_told_how_to_make_one(start: Start) -> None:
    assert "onrecord accounts add NAME --role admin" in start("--team")[1]


def test_accounts_that_others_may_read_end_the_start(start: Start, tmp_path: Path) -> None:
    start("--team")
    (tmp_path / "accounts.sqlite").chmod(0o644)
    code, said = start("--team")
    assert code == 4
    assert "chmod 600" in said
