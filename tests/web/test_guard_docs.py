"""What the page on security says is held by a test is held by a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path("docs/explanation/security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not re.match(r"\| (rule|items) ", line)]


def test_there_are_some() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize("named", NAMED)
def test_it_is_there(named: str) -> None:
    path, _, name = named.partition("::")
    assert re.search(rf"^( {{4}})?def {name or 'test_'}", Path(path).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:50])
def test_every_rule_names_its_test_or_says_that_there_is_none(row: str) -> None:
    assert "`tests/" in row or "none: see above" in row
