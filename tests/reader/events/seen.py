"""Deeds of made-up sentences, parsed by hand: ``word|UPOS|head|relation``, as in `tests.reader.test_people.parsed`."""

from __future__ import annotations

from onrecord.reader.analysis import Analysis
from onrecord.reader.basis import basis_of
from onrecord.reader.entities import find_entities
from onrecord.reader.events import find_events
from onrecord.reader.events.kinds import kinds_of
from onrecord.reader.events.lexicon import load_lexicon
from onrecord.reader.events.roles import Roles
from onrecord.reader.events.triggers import Trigger, find_triggers
from onrecord.reader.statements import find_statements
from onrecord.reader.times import find_times
from onrecord.reader.trees import Tree, tree_of
from onrecord.terms import Event, Published
from tests.reader.build import said
from tests.reader.test_people import parsed

NAMES = {"Orr": "Person", "Venn": "Person", "Marland": "Location", "Tessia": "Location", "Sallow": "Location"}
SUNDAY = Published("2026-01-25", "day", "given")


def analysis(*sentences: str) -> Analysis:
    """The analysis of the sentences, in which Orr and Venn are people, Marland, Tessia and Sallow places."""
    return parsed(*sentences, names=NAMES)


def deeds(*sentences: str, attributions: tuple[tuple[str, str, str], ...] = ()) -> tuple[Event, ...]:
    """The events of the sentences, published on a Sunday; ``attributions`` are (source, cue, content)."""
    tree = tree_of(said(analysis(*sentences), *attributions))
    people = find_entities(tree.analysis)
    times = find_times(tree, published=SUNDAY)
    statements = find_statements(tree, people, times=times)
    basis = basis_of(statements)
    return find_events(tree, people, times=times, statements=statements, basis=basis, published=SUNDAY)


def told(*sentences: str, attributions: tuple[tuple[str, str, str], ...] = ()) -> list[str]:
    """The events as "TYPE.mode actors > recipients status", the mode, the names and "actual" left out where there are none."""
    return [short(event) for event in deeds(*sentences, attributions=attributions)]


def short(event: Event) -> str:
    """An event in one line."""
    kind = event.type if event.mode is None else f"{event.type}.{event.mode}"
    actors, recipients = (", ".join(ref.text for ref in refs) for refs in (event.actors, event.recipients))
    status = "" if event.status == "actual" else event.status
    return " ".join(part for part in (kind, actors, ">" if recipients else "", recipients, status) if part)


def triggers(*sentences: str) -> tuple[Tree, list[Trigger]]:
    """The triggers of the sentences, and the tree that they stand in."""
    tree = tree_of(analysis(*sentences))
    return tree, find_triggers(tree, kinds_of(tree), load_lexicon())


def roles(tree: Tree) -> Roles:
    """The roles of a tree, with its people."""
    return Roles(tree, find_entities(tree.analysis), kinds_of(tree), frozenset())
