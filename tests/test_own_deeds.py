"""The sentences written for onrecord are well marked, and the reader finds in most the deed, who does it and to whom."""

from __future__ import annotations

import re
from typing import get_args

from benchmarks.events import OWN, code, measure, own_rows
from onrecord.reader.reader import load_reader
from onrecord.terms import EventType

FLOOR = 0.82
"""Two points under the share of the tenth that is joined and of the right type, as measured when the sentences were added."""


def test_the_file_is_well_marked() -> None:
    lines = [line for line in OWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in lines:
        type_, bar, marked = line.partition(" | ")
        assert bar and type_ in get_args(EventType), line
        assert re.fullmatch(r"(?:[^<>]|<s>[^<>]+</s>|<t>[^<>]+</t>)+", marked) and "<s>" in marked, line
    sentences = [row.key for row in own_rows()]
    assert len(set(sentences)) == len(lines)


def test_one_in_ten_is_read() -> None:
    reader = load_reader(threads=1)
    coded = [code(row, reader.read) for row in own_rows()[::10]]
    assert measure(coded)["accuracy"] >= FLOOR
