"""What README and docs say holds: links lead somewhere, commands are there, Python runs, generated pages are current."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from onrecord.faces.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[tuple[str, str]]:
    return [
        (f"{page.relative_to(ROOT)}:{number}", block[2])
        for page in PAGES
        for number, block in enumerate(_FENCE.finditer(page.read_text(encoding="utf-8")))
        if block[1] == language
    ]


def _commands() -> list[str]:
    return sorted({line[2:] for _, block in _blocks("console") for line in block.splitlines() if line.startswith("$ ")})


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "docs" / "build_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        led = (page.parent / path).resolve() if path else page
        assert led.exists(), target
        if anchor:
            heads = re.findall(r"^#+ (.+)$", led.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}, target


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    missing = [
        page
        for page in PAGES[2:]
        if page.name != "index.md" and page.relative_to(ROOT / "docs").as_posix() not in index
    ]
    assert not missing


def test_what_the_pages_show_is_what_is_shown(tmp_path: Path) -> None:
    """Line by line, but for the numbers of statements and events, which another one found before them would change."""
    pages = ("README.md", "docs/tutorial/first-reading.md")
    shown = [block for where, block in _blocks("text") if where.partition(":")[0] in pages]
    record = ["--record", str(tmp_path / "record.sqlite")]
    output = CliRunner().invoke(cli, ["read", str(ROOT / "samples")]).stdout
    CliRunner().invoke(cli, [*record, "add", str(ROOT / "samples" / "story")])
    (story,) = json.loads(CliRunner().invoke(cli, [*record, "stories", "--format", "json"]).stdout)
    output += CliRunner().invoke(cli, [*record, "story", story["id"]]).stdout
    assert len(shown) == len(pages) + 1
    missing = {line for block in shown for line in _lines(block)} - set(_lines(output))
    assert not missing


def _lines(page: str) -> list[str]:
    return [re.sub(r"^ *v?\d+  |(?<=\(statement )\d+", "", line).strip() for line in page.splitlines()]


def test_generated_pages_are_current() -> None:
    stale = [path.name for path, text in _generator().pages().items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run: make docs"


@pytest.mark.parametrize("command", _commands())
def test_commands_are_there(command: str) -> None:
    program, *args = shlex.split(re.split(r" \d?> ", command)[0])
    if program == "make":
        assert re.search(rf"^{args[0]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        return
    assert program == ".venv/bin/onrecord"
    assert all((ROOT / arg).exists() for arg in args if arg.startswith("samples"))
    # Parsed in full; --help last keeps it from running.
    assert CliRunner().invoke(cli, [*args, "--help"]).exit_code == 0


@pytest.mark.parametrize(("where", "code"), _blocks("python"), ids=[where for where, _ in _blocks("python")])
def test_python_runs(
    where: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, where, "exec"), {"__name__": "__main__"})
