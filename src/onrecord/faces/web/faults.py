"""What went wrong, told as a page or as JSON: what was wrong, with which input, and what to do. Never a traceback."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

import onrecord
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.permissions import PERMISSIONS, Permission

_LOG: Final = logging.getLogger("onrecord.web")

_WAIT: Final = 2
"""Seconds after which what was too busy may be asked again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is told of an error: its HTTP ``status``, a head, what was wrong, what to do, and rows that may be meant."""

    status: int
    head: str
    why: str
    do: str = ""
    near: tuple[str, ...] = ()
    param: str | None = None


def answer(asked: Asked, error: Exception) -> Response:
    """The page, or for programs the JSON, that tells of ``error``."""
    fault = told(error)
    if fault.status == 500:
        number = secrets.token_hex(4)
        _LOG.error("error %s at %s", number, asked.path, exc_info=error)
        fault = Fault(500, fault.head, f"{fault.why} It is number {number} in the log of the server.", fault.do)
    elif isinstance(error, onrecord.RecordError | onrecord.AccountsError):  # where it lies is for who runs the server
        _LOG.error(
            "the record or the accounts could not be used", extra={"about": {"path": asked.path, "why": str(error)}}
        )
    return _shown(asked, fault)


def denied(asked: Asked, permission: Permission) -> Response:
    """What somebody gets who may not: the sign-in page first where nobody is known."""
    if asked.viewer.role == "nobody":
        if not asked.path.startswith("/api/") and asked.request.method in ("GET", "HEAD"):
            back = asked.request.url.path + (f"?{asked.request.url.query}" if asked.request.url.query else "")
            return asked.to(f"/login?next={quote(back, safe='')}")
        return _shown(asked, Fault(401, "Sign in first", "Nobody is signed in.", "Sign in, or send a token."))
    if permission in ("account", "admin") and asked.site.accounts is None:
        return _shown(asked, Fault(404, "Not here", "This server has no accounts."))
    if asked.site.mode == "public":
        return _shown(asked, Fault(403, "Read only", "This server shows the record and takes nothing in."))
    may = PERMISSIONS[permission]
    return _shown(
        asked, Fault(403, "Not allowed", f"This needs somebody who may {may}.", "Ask an admin of this server.")
    )


def told(error: Exception) -> Fault:
    """What to tell of ``error``."""
    match error:
        case BadInput():
            return Fault(error.status, "That cannot be understood", f"{error.name}: {error.why}.", param=error.name)
        case onrecord.BadQuery():
            return Fault(400, "That search cannot be understood", f"{error.why}.", param="q")
        case onrecord.UnknownRow():
            do = "Search for it, or go to one of these." if error.near else "Search for it."
            return Fault(404, "Not in the record", f"{error}.", do, near=error.near)
        case onrecord.RefusedCorrection():
            return Fault(422, "That correction cannot be made", f"{error}.", "Nothing was changed.")
        case onrecord.ReadOnlyRecord():
            return Fault(403, "Read only", "The record cannot be written to.", "Nothing was changed.")
        case onrecord.BusyRecord():
            why = "Another program has been writing to the record for longer than this one waits."
            return Fault(503, "Somebody else is writing", why, "Nothing was changed: try again in a moment.")
        case onrecord.SlowQuery():
            why = f"The question took over {error.patience:g} s and was given up."
            return Fault(503, "Too much at once", why, "Ask for less at once, or try again in a moment.")
        case onrecord.RecordError():
            return Fault(
                503, "The record cannot be used", "The record cannot be used just now.", "Try again in a moment."
            )
        case onrecord.AccountsError():
            return Fault(
                503, "The accounts cannot be used", "The accounts cannot be used just now.", "Try again in a moment."
            )
        case onrecord.OnrecordError():
            return Fault(400, "That cannot be done", f"{error}.")
        case HTTPException():
            return _plain(error)
        case _:
            return Fault(
                500, "Something went wrong here", "This is a fault of onrecord, not yours.", "Nothing was lost."
            )


def _plain(error: HTTPException) -> Fault:
    match error.status_code:
        case 404:
            return Fault(404, "No such page", "There is nothing at this address.", "Go to Today, or search.")
        case 405:
            return Fault(405, "Not this way", "This address does not take that method.")
        case status:
            return Fault(status, "That was not taken", f"{error.detail}.")


def _shown(asked: Asked, fault: Fault) -> Response:
    if asked.path.startswith("/api/"):
        about = {
            "reason": fault.why,
            "what": fault.head,
            "do": fault.do,
            "param": fault.param,
            "near": list(fault.near),
        }
        response: Response = JSONResponse({"error": {k: v for k, v in about.items() if v}}, status_code=fault.status)
    else:
        response = asked.page("error.html", status=fault.status, fault=fault)
    response.headers["cache-control"] = "no-store"
    if fault.status in (429, 503):
        response.headers["retry-after"] = str(_WAIT)
    if fault.status == 401:
        response.headers["www-authenticate"] = 'Bearer realm="onrecord"'
    return response
