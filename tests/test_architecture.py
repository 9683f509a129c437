from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path("src/onrecord")
FILES = sorted(SOURCE.rglob("*.py"))


def _imports(path: Path) -> set[str]:
    """Every module that ``path`` imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def _fresh(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_import_contracts_hold() -> None:
    done = subprocess.run([Path(sys.executable).with_name("lint-imports")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["terms", "ids", "errors", "config", "testing"])
def test_the_ground_floor_needs_the_standard_library_only(name: str) -> None:
    files = [path for path in FILES if path.relative_to(SOURCE).with_suffix("").parts[0] == name]
    tops = {module.partition(".")[0] for path in files for module in _imports(path)}
    assert files
    assert tops <= sys.stdlib_module_names | {"onrecord"}


@pytest.mark.parametrize("path", [path for path in FILES if "faces" in path.parts], ids=str)
def test_faces_use_public_names_only(path: Path) -> None:
    own = {module for module in _imports(path) if module.partition(".")[0] == "onrecord"}
    assert all(module in ("onrecord", "onrecord.config") or module.startswith("onrecord.faces") for module in own)


def test_only_the_reader_runs_the_model() -> None:
    users = {path.relative_to(SOURCE).parts[0] for path in FILES if "onnxruntime" in _imports(path)}
    assert users <= {"reader"}


def test_torch_is_never_imported() -> None:
    assert not [path for path in FILES if any(module.partition(".")[0] == "torch" for module in _imports(path))]


def test_import_and_help_load_no_model_runtime() -> None:
    loaded = "import sys; print(sorted({'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    assert _fresh(f"import onrecord; {loaded}") == "[]\n"
    assert _fresh(f"import onrecord.faces.cli; {loaded}") == "[]\n"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_file_is_too_long_to_hold_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
