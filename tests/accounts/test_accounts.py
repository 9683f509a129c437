from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from onrecord import Account, Accounts, AccountsError, RefusedAccount, RefusedSignIn, open_accounts
from onrecord.accounts.hashing import Hasher
from tests.accounts.conftest import Clock

GOOD = "harbour lantern 7 moss"
OTHER = "a quay of wet granite"
HOME = "192.0.2.1"


def test_an_account_has_a_name_a_role_and_the_moment_it_was_made(accounts: Accounts) -> None:
    made = accounts.add("  Una   Holt ", GOOD, "editor")
    assert made == Account("Una Holt", "editor", disabled=False, created="2026-05-28T20:26:40Z")
    assert accounts.all() == (made,)
    assert accounts.account("UNA HOLT") == made
    assert accounts.account("Una") is None


@pytest.mark.parametrize("name", ["una holt", "Una  Holt", "ＵＮＡ Holt"])
def test_names_that_look_alike_are_one(accounts: Accounts, name: str) -> None:
    accounts.add("Una Holt", GOOD, "reader")
    with pytest.raises(RefusedAccount, match="already"):
        accounts.add(name, GOOD, "admin")


@pytest.mark.parametrize(
    "name", ["", "   ", "a" * 101, "Una\u202eHolt", "Una\0", "Una\u200bHolt", "Una\x1b[2J", "\ud800"]
)
def test_a_name_that_cannot_be_seen_as_it_is_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(RefusedAccount):
        accounts.add(name, GOOD, "reader")
    assert accounts.all() == ()


def test_a_role_is_one_of_three(accounts: Accounts) -> None:
    with pytest.raises(RefusedAccount, match="no role"):
        accounts.add("Una Holt", GOOD, "owner")  # type: ignore[arg-type]


def test_the_last_admin_can_be_neither_disabled_nor_made_less(accounts: Accounts) -> None:
    accounts.add("Una Holt", GOOD, "admin")
    accounts.add("Per Dahl", GOOD, "editor")
    for less in (lambda: accounts.disable("Una Holt"), lambda: accounts.set_role("Una Holt", "editor")):
        with pytest.raises(RefusedAccount, match="last admin"):
            less()
    accounts.set_role("Per Dahl", "admin")
    accounts.disable("Una Holt")
    with pytest.raises(RefusedAccount, match="last admin"):  # a disabled admin is no admin to fall back on
        accounts.set_role("Per Dahl", "editor")
    assert [(one.name, one.role, one.disabled) for one in accounts.all()] == [
        ("Per Dahl", "admin", False),
        ("Una Holt", "admin", True),
    ]


def test_of_two_admins_who_disable_each_other_at_once_one_is_left(tmp_path: Path, hasher: Hasher) -> None:
    path = tmp_path / "accounts.sqlite"
    with open_accounts(path, hasher=hasher) as one, open_accounts(path, hasher=hasher) as other:
        one.add("Una Holt", GOOD, "admin")
        one.add("Per Dahl", GOOD, "admin")

        def disable(kept: Accounts, name: str) -> None:
            with contextlib.suppress(RefusedAccount):
                kept.disable(name)

        threads = [Thread(target=disable, args=(one, "Per Dahl")), Thread(target=disable, args=(other, "Una Holt"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [account.disabled for account in one.all()].count(False) == 1


def test_what_is_not_there_cannot_be_changed(accounts: Accounts) -> None:
    for change in (
        lambda: accounts.disable("Nobody"),
        lambda: accounts.enable("Nobody"),
        lambda: accounts.set_role("Nobody", "admin"),
        lambda: accounts.set_password("Nobody", GOOD),
        lambda: accounts.sign_ins("Nobody"),
        lambda: accounts.make_token("Nobody", "x", role="reader", days=1),
    ):
        with pytest.raises(RefusedAccount, match="no such account"):
            change()


def test_a_disabled_account_opens_nothing_and_can_be_enabled(accounts: Accounts) -> None:
    accounts.add("Una Holt", GOOD, "admin")
    accounts.add("Per Dahl", GOOD, "editor")
    accounts.disable("Per Dahl")
    with pytest.raises(RefusedSignIn):
        accounts.sign_in("Per Dahl", GOOD, ip=HOME)
    accounts.enable("Per Dahl")
    assert accounts.who(accounts.sign_in("Per Dahl", GOOD, ip=HOME)) == accounts.account("Per Dahl")


def test_a_password_is_changed_by_who_knows_the_old_one(accounts: Accounts) -> None:
    accounts.add("Una Holt", GOOD, "admin")
    with pytest.raises(RefusedSignIn):
        accounts.change_password("Una Holt", "not this one", OTHER, ip=HOME)
    with pytest.raises(RefusedAccount):
        accounts.change_password("Una Holt", GOOD, "short", ip=HOME)
    accounts.change_password("Una Holt", GOOD, OTHER, ip=HOME)
    with pytest.raises(RefusedSignIn):
        accounts.sign_in("Una Holt", GOOD, ip=HOME)
    accounts.sign_in("Una Holt", OTHER, ip=HOME)


def test_letters_that_keyboards_write_in_two_ways_are_one_in_a_password(accounts: Accounts) -> None:
    accounts.add("Una Holt", "hav\u00e5ker lykt mose", "admin")
    accounts.sign_in("Una Holt", "hava\u030aker lykt mose", ip=HOME)


def test_a_hash_of_other_costs_is_made_anew_at_sign_in(tmp_path: Path, hasher: Hasher) -> None:
    path = tmp_path / "accounts.sqlite"
    with open_accounts(path, hasher=hasher) as kept:
        kept.add("Una Holt", GOOD, "admin")
    with open_accounts(path, hasher=Hasher(time_cost=2, memory_cost=64, lanes=1)) as kept:
        kept.sign_in("Una Holt", GOOD, ip=HOME)
        kept.sign_in("Una Holt", GOOD, ip=HOME)
    (found,) = sqlite3.connect(path).execute("select hash from account").fetchone()
    assert found.startswith("$argon2id$v=19$m=64,t=2,p=1$")


def test_passwords_cost_what_rfc_9106_recommends(tmp_path: Path) -> None:
    with open_accounts(tmp_path / "accounts.sqlite") as kept:
        kept.add("Una Holt", GOOD, "admin")
    (found,) = sqlite3.connect(tmp_path / "accounts.sqlite").execute("select hash from account").fetchone()
    assert found.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
class TestTheFile:
    def test_is_readable_by_its_owner_alone_whatever_the_umask(self, tmp_path: Path, hasher: Hasher) -> None:
        old = os.umask(0)
        try:
            open_accounts(tmp_path / "new" / "accounts.sqlite", hasher=hasher).close()
        finally:
            os.umask(old)
        assert stat.S_IMODE((tmp_path / "new" / "accounts.sqlite").stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644, 0o777])
    def test_is_refused_where_others_may_read_or_write_it(self, tmp_path: Path, hasher: Hasher, mode: int) -> None:
        path = tmp_path / "accounts.sqlite"
        open_accounts(path, hasher=hasher).close()
        path.chmod(mode)
        with pytest.raises(AccountsError, match="chmod 600"):
            open_accounts(path, hasher=hasher)

    def test_is_refused_where_it_is_something_else(self, tmp_path: Path, hasher: Hasher) -> None:
        (tmp_path / "text").write_text("These are no accounts." * 100)
        record = sqlite3.connect(tmp_path / "record.sqlite")
        record.execute("create table article (id)")
        record.close()
        (tmp_path / "folder").mkdir()
        for name in ("text", "record.sqlite", "folder", "text/below"):
            if (tmp_path / name).is_file():
                (tmp_path / name).chmod(0o600)
            with pytest.raises(AccountsError, match=name):
                open_accounts(tmp_path / name, hasher=hasher)

    def test_of_a_newer_version_is_refused_and_left_as_it_is(self, tmp_path: Path, hasher: Hasher) -> None:
        path = tmp_path / "accounts.sqlite"
        open_accounts(path, hasher=hasher).close()
        with sqlite3.connect(path) as base:
            base.execute("pragma user_version = 7")
        before = path.read_bytes()
        with pytest.raises(AccountsError, match="newer version"):
            open_accounts(path, hasher=hasher)
        assert path.read_bytes() == before

    def test_holds_nothing_that_opens_an_account(self, accounts: Accounts, tmp_path: Path) -> None:
        accounts.add("Una Holt", GOOD, "admin")
        kept = [
            accounts.sign_in("Una Holt", GOOD, ip=HOME),
            accounts.make_token("Una Holt", "x", role="reader", days=1),
        ]
        gone = accounts.sign_in("Una Holt", GOOD, ip=HOME)
        accounts.sign_out(gone)
        whole = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        for secret in (*kept, gone, GOOD):
            assert secret.encode() not in whole
            assert secret.removeprefix("onrecord_").encode() not in whole

    def test_serves_two_processes(self, accounts: Accounts, tmp_path: Path) -> None:
        accounts.add("Una Holt", GOOD, "admin")
        accounts.add("Per Dahl", GOOD, "editor")
        token = accounts.sign_in("Per Dahl", GOOD, ip=HOME)
        code = f"import onrecord; onrecord.open_accounts({str(tmp_path / 'accounts.sqlite')!r}).disable('Per Dahl')"
        subprocess.run([sys.executable, "-c", code], check=True)
        assert accounts.who(token) is None


def test_many_threads_use_one(accounts: Accounts, clock: Clock) -> None:
    accounts.add("Una Holt", GOOD, "admin")
    wrong: list[BaseException] = []

    def use(number: int) -> None:
        try:
            for turn in range(5):
                token = accounts.sign_in("Una Holt", GOOD, ip=f"192.0.2.{number}")
                assert accounts.who(token)
                accounts.sign_ins("Una Holt")
                if turn % 2:
                    accounts.sign_out(token)
                    assert accounts.who(token) is None
        except BaseException as error:
            wrong.append(error)

    threads = [Thread(target=use, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(accounts.sign_ins("Una Holt")) == 8 * 3
