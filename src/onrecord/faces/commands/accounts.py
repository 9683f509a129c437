"""``onrecord accounts``: who may use a team's server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Literal

import click

import onrecord
from onrecord.faces.answer import answer
from onrecord.faces.moments import day
from onrecord.faces.params import InOrder, Shape, shape_option
from onrecord.faces.screen import put, say

if TYPE_CHECKING:
    from onrecord import Account, Accounts

ROLES: Final = ("reader", "editor", "admin")
Role = Literal["reader", "editor", "admin"]


@click.group(cls=InOrder, short_help="Keep the accounts of a team's server.")
@click.option(
    "--accounts",
    "where",
    envvar="ONRECORD_ACCOUNTS",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="The file they are in. Also from ONRECORD_ACCOUNTS.  [default: accounts.sqlite in the user's data folder]",
)
@click.pass_context
def accounts(ctx: click.Context, *, where: str | None) -> None:
    """Keep the accounts of a team's server, which `onrecord serve --team` asks people to sign in with.

    They are in a file of their own, not in the record, and only its owner may read it: it holds hashes of passwords. A
    new password, another role and disabling end every sign-in and token of an account at once, on a running server too.

    \b
    Roles: reader   reads, searches, exports
           editor   also adds articles, and corrects
           admin    also keeps the accounts

    \b
    Examples:
      onrecord accounts add "Una Holt" --role admin
      onrecord accounts list
      onrecord accounts disable "Una Holt"
    """
    ctx.obj = where


_name = click.argument("name", metavar="NAME")
_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, its first line, instead of asking."
)
_role = click.option("--role", type=click.Choice(ROLES), required=True, help="What the account may do.")


@accounts.command("add", short_help="Add an account.")
@_name
@_role
@_stdin
@click.pass_context
def add(ctx: click.Context, *, name: str, role: Role, password_stdin: bool) -> None:
    """Add an account. The password is asked for: 10 characters at least, and none that is guessed by rule.

    \b
    Examples:
      onrecord accounts add "Una Holt" --role admin
      pass show onrecord/una | onrecord accounts add "Una Holt" --role admin --password-stdin
    """
    with _opened(ctx) as kept:
        made = kept.add(name, _password(from_stdin=password_stdin), role)
        say(f"{made.name} may sign in, as {made.role}")


@accounts.command("list", short_help="List the accounts.")
@shape_option(csv=False)
@click.pass_context
def list_(ctx: click.Context, *, shape: Shape) -> None:
    """List the accounts, disabled ones too."""
    with _opened(ctx) as kept:
        found = kept.all()
        answer(shape, pretty=lambda ink: _table(found), json=lambda: found)


@accounts.command("role", short_help="Give an account another role.")
@_name
@click.argument("role", type=click.Choice(ROLES), metavar="ROLE")
@click.pass_context
def role_(ctx: click.Context, *, name: str, role: Role) -> None:
    """Give an account another ROLE: reader, editor or admin. It has to sign in again. The last admin stays one."""
    with _opened(ctx) as kept:
        kept.set_role(name, role)
        say(f"{_known(kept, name)} is {role} now, and has to sign in again")


@accounts.command("password", short_help="Give an account another password.")
@_name
@_stdin
@click.pass_context
def password_(ctx: click.Context, *, name: str, password_stdin: bool) -> None:
    """Give an account another password. Every sign-in and token of it ends."""
    with _opened(ctx) as kept:
        shown = _known(kept, name)
        kept.set_password(name, _password(from_stdin=password_stdin))
        say(f"{shown} has another password now, and has to sign in again")


@accounts.command("disable", short_help="Let an account sign in no more.")
@_name
@click.pass_context
def disable(ctx: click.Context, *, name: str) -> None:
    """Let an account sign in no more. Every sign-in and token of it ends; its name and corrections stay in the record."""
    with _opened(ctx) as kept:
        kept.disable(name)
        say(f"{_known(kept, name)} is disabled, and signed out everywhere")


@accounts.command("enable", short_help="Let a disabled account sign in again.")
@_name
@click.pass_context
def enable(ctx: click.Context, *, name: str) -> None:
    """Let a disabled account sign in again, with the password it had."""
    with _opened(ctx) as kept:
        kept.enable(name)
        say(f"{_known(kept, name)} may sign in again")


@accounts.command("token", short_help="Make a token, by which a program uses an account.")
@_name
@click.option("--label", required=True, metavar="TEXT", help="What it is for.")
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="Days that it lasts.")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="The most that it may do.")
@click.pass_context
def token(ctx: click.Context, *, name: str, label: str, days: int, role: Role) -> None:
    """Make a token, by which a program uses an account: the API takes it as "Authorization: Bearer TOKEN".

    It is written to standard output, this once: of it only a digest is kept. People see and revoke theirs at /account.

    \b
    Examples:
      onrecord accounts token "Una Holt" --label "nightly export" --days 30
    """
    with _opened(ctx) as kept:
        put(f"{kept.make_token(name, label, role=role, days=days)}\n")


@contextmanager
def _opened(ctx: click.Context) -> Iterator[Accounts]:
    """The accounts, named on standard error. Raises `onrecord.AccountsError` where their file cannot be used."""
    with onrecord.open_accounts(ctx.obj) as kept:
        say(f"accounts: {kept.where}")
        yield kept


def _known(kept: Accounts, name: str) -> str:
    found = kept.account(name)
    if found is None:
        raise onrecord.RefusedAccount(name, "there is no such account")
    return found.name


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().removesuffix("\n").removesuffix("\r")
    try:
        answered: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more", err=True)
    except click.Abort:
        raise KeyboardInterrupt from None
    return answered


def _table(found: tuple[Account, ...]) -> Iterator[str]:
    if not found:
        yield "No accounts yet: onrecord accounts add NAME --role admin"
    wide = max((len(one.name) for one in found), default=0)
    for one in found:
        since = f"since {day(one.created[:10])}"
        yield f"{one.name:<{wide}}  {one.role:<6}  {since}{', disabled' if one.disabled else ''}"
