"""One answer of a command: for the eye, as JSON or as a table; and what the three have in common."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord import Reading
from onrecord.faces import screen
from onrecord.faces.as_json import as_json
from onrecord.faces.ink import Ink
from onrecord.faces.params import Shape
from onrecord.faces.tables import Cell, table

if TYPE_CHECKING:
    from onrecord import View


def answer(
    shape: Shape,
    *,
    pretty: Callable[[Ink], Iterable[str]],
    json: Callable[[], object],
    csv: Callable[[], tuple[Sequence[str], Iterable[Mapping[str, Cell]]]] | None = None,
) -> None:
    """Write an answer to standard output in the ``shape`` asked for; only that one is made.

    ``pretty`` gives lines, ``json`` a value for `as_json`, ``csv`` the columns and the rows.
    """
    if shape == "json":
        screen.put(indented(json()))
    elif shape == "csv" and csv:
        screen.put(table(*csv()))
    else:
        ink = Ink(max(screen.width(), 40), screen.colour())
        screen.put("".join(f"{line}\n" for line in pretty(ink)))


def indented(value: object) -> str:
    """``value`` as JSON that a person can read too."""
    return json.dumps(as_json(value), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def readings_of(view: View, articles: Collection[str]) -> dict[str, Reading]:
    """The readings of ``articles``, by id, from which words are shown in place."""
    return dict(view.readings(tuple(dict.fromkeys(articles))))
