"""The tutorial of the first story shows what the commands show."""

from __future__ import annotations

import re
from pathlib import Path

from tests.faces.conftest import Run

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "first-story.md"


def test_every_line_of_the_tutorial_is_one_that_is_shown(run: Run) -> None:
    """In the order of the page; `correct` and what comes after it are not run."""
    text = PAGE.read_text(encoding="utf-8")
    shown = ""
    for command in re.findall(r"^\$ \.venv/bin/onrecord --record wall\.sqlite (.+)$", text, re.MULTILINE):
        args = [quoted or word for quoted, word in re.findall(r'"(.+?)"|(\S+)', command)]
        code, out, _ = run(
            "--record", "wall.sqlite", *(str(ROOT / arg) if arg.startswith("samples") else arg for arg in args)
        )
        assert code == 0, command
        shown += out
    lines = [
        line
        for block in re.findall(r"^```text\n(.+?)^```$", text, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    missing = [line for line in lines if line not in shown]
    assert not missing
    assert len(lines) > 15


def test_the_articles_again_are_known(run: Run) -> None:
    samples = str(ROOT / "samples" / "story")
    run("--record", "wall.sqlite", "add", samples)
    _, out, _ = run("--record", "wall.sqlite", "add", samples)
    assert [line.split()[0] for line in out.splitlines()] == ["known"] * 4
