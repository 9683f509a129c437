"""``onrecord serve``: the pages and the API, on this machine, for a team, or for everybody to read."""

from __future__ import annotations

import getpass
import ipaddress
import os
import socket
from contextlib import ExitStack
from typing import Final
from urllib.parse import urlsplit

import click

import onrecord
from onrecord.faces.opened import opened
from onrecord.faces.screen import say

PATIENCE: Final = {"local": 10.0, "team": 10.0, "public": 1.0}
"""Seconds that one question to the record may take, by mode: as reliability demands of public pages and of staff's."""


@click.command(short_help="Serve the pages and the API.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65_535), help="The port; 0: any that is free."
)
@click.option("--team", is_flag=True, help="For a team: people sign in with the accounts of `onrecord accounts`.")
@click.option("--public", is_flag=True, help="For everybody: the record can be read, and nothing can be sent.")
@click.option(
    "--accounts",
    "accounts_at",
    envvar="ONRECORD_ACCOUNTS",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="The accounts of --team.  [default: accounts.sqlite in the user's data folder]",
)
@click.option(
    "--origin",
    metavar="URL",
    help="The address that people reach this server at, as https://record.example.org: links begin with it.  [default: http://HOST:PORT]",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy whose X-Forwarded-For is believed. May be repeated.",
)
@click.option(
    "--by", envvar="ONRECORD_BY", metavar="NAME", help="Who corrects, on the own machine.  [default: your login]"
)
@click.pass_context
def serve(
    ctx: click.Context,
    *,
    host: str,
    port: int,
    team: bool,
    public: bool,
    accounts_at: str | None,
    origin: str | None,
    proxies: tuple[str, ...],
    by: str | None,
) -> None:
    """Serve the pages and the API: read stories, see the words, check a quotation, add articles, correct the record.

    On the own machine nobody signs in, and only this machine is answered. --team asks everybody to sign in; --public is
    for everybody and takes nothing in. Put a proxy that speaks https before either (docs/how-to/run-a-team-server.md).

    \b
    Examples:
      onrecord serve
      onrecord --record harbour.sqlite serve --port 8080
      onrecord serve --team --origin https://record.example.org --proxy 127.0.0.1
    """
    if team and public:
        raise click.UsageError("--team and --public are two servers: choose one", ctx)
    mode: Final = "team" if team else "public" if public else "local"
    if mode == "local" and not _loopback(host):
        raise click.UsageError(
            f"{host} can be reached from other machines, where nobody signs in: add --team or --public, or leave --host out",
            ctx,
        )
    _check_reached(ctx, mode, host, origin)
    _check_proxies(ctx, proxies)
    listening = _listening(ctx, host, port)
    at = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    with ExitStack() as held:
        held.enter_context(listening)
        record = held.enter_context(opened(ctx.obj, write=mode != "public", patience=PATIENCE[mode]))
        from onrecord.faces.web.serving import run  # loads the server: not before it is asked for

        accounts = held.enter_context(onrecord.open_accounts(accounts_at)) if mode == "team" else None
        if accounts is not None and not accounts.all():
            say("nobody can sign in yet: onrecord accounts add NAME --role admin")
        if not record.read_only and onrecord.is_behind(record):
            onrecord.keep_up(record)
        say(f"onrecord is at {(origin or at).rstrip('/')}  (Ctrl-C ends it)")
        run(
            record,
            listening,
            mode=mode,
            origin=(origin or at).rstrip("/"),
            accounts=accounts,
            proxies=proxies,
            by=by or _login(),
            where=ctx.obj,
        )


def _check_reached(ctx: click.Context, mode: str, host: str, origin: str | None) -> None:
    """Refuse an address that people could not reach, or that would carry their passwords for all to read."""
    try:
        said = urlsplit(origin or f"http://{f'[{host}]' if ':' in host else host}")
        sound = said.scheme in ("http", "https") and said.hostname and not (said.path.strip("/") or said.query)
        sound = sound and (said.port or 1) > 0 and "@" not in said.netloc
    except ValueError:
        sound = False
    if not sound:
        raise click.UsageError(f"--origin {origin!r} is no address: write https://record.example.org", ctx)
    if mode != "local" and origin is None and host in ("0.0.0.0", "::", ""):
        raise click.UsageError(
            f"{host} is every address of this machine: name the one people use with --origin URL", ctx
        )
    if mode == "team" and said.scheme == "http" and not _loopback(str(said.hostname)):
        raise click.UsageError(
            "over http anybody on the way can read passwords: put a proxy that speaks https before the server, and name"
            " its address with --origin https://...",
            ctx,
        )


def _check_proxies(ctx: click.Context, proxies: tuple[str, ...]) -> None:
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy, strict=False)
        except ValueError:
            raise click.UsageError(f"--proxy {proxy!r} is no address: write 127.0.0.1 or 10.0.0.0/8", ctx) from None


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(ctx: click.Context, host: str, port: int) -> socket.socket:
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, number)
        if os.name == "posix":  # elsewhere it would let another program listen at the same port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()  # who comes before the server is ready waits
    except OSError as wrong:
        raise click.UsageError(
            f"cannot listen at {host}, port {port}: {wrong.strerror or wrong}; try another --port", ctx
        ) from wrong
    return listening


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"
