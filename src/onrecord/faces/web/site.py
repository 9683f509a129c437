"""Everything that one server has: the record, who may use it, and what its pages are made with."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment

from onrecord import Record
from onrecord.faces.web.render import environment
from onrecord.faces.web.shelf import Shelf

if TYPE_CHECKING:
    from onrecord import Accounts
    from onrecord.faces.web.jobs import Jobs

Mode = Literal["local", "team", "public"]


@dataclass(slots=True)
class Site:
    """A server of ``record``.

    ``mode``: *local*, for whoever sits at this machine, with no login; *team*, with ``accounts``; *public*, read only, for
    everybody. ``origin`` is the address people reach it at ("https://record.example.org"), without a slash at its end:
    permanent links begin with it. ``by`` is who corrects in local mode; ``correcting`` is held while somebody does.
    """

    record: Record
    mode: Mode = "local"
    origin: str = "http://127.0.0.1:8000"
    by: str = "me"
    accounts: Accounts | None = None
    jobs: Jobs | None = None
    proxies: tuple[str, ...] = ()
    correcting: Lock = field(init=False, default_factory=Lock)
    shelf: Shelf = field(init=False)
    templates: Environment = field(init=False)
    build: str = field(init=False)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.record)
        self.templates, self.build = environment()
