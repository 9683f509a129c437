"""Sources made to do harm, between two good ones: each is refused by name with its reason, or read right, and ends nothing.

Ingest is the real one; the reader is replaced, for what it makes of the words is tested elsewhere.
"""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest

import onrecord
from onrecord import Reading
from onrecord.faces import cli
from tests.faces.conftest import HandReader
from tests.ingest.made_archives import info, packed, page, response, zipped
from tests.ingest.made_pdf import column, pdf

SAID = "The quay will shut on Monday, Mayor Ada Orr said. “The piers cannot wait,” she told the council."
GOOD = {"a.txt": f"{SAID}\n\nShe said no more.".encode(), "c.txt": f"{SAID}\n\nHe did not agree.".encode()}

REFUSED = {
    "A1 nothing": (b"", "is empty"),
    "A2 zeros": (bytes(1_000_000), "looks binary: a NUL byte at offset 0"),
    "A3 all bytes": (bytes(range(256)) * 4000, "looks binary"),
    "A7 a NUL in a name": (SAID.encode().replace(b"Orr", b"O\0r"), "looks binary: a NUL byte"),
    "A8 a lone surrogate": (b'{"text": "She \\ud800 said"}\n', "holds a lone surrogate"),
    "E43 a PDF of nothing": (pdf([], streams=[b"q Q"]), "is a PDF without text"),
    "E45 a PDF without a root": (pdf([column([SAID])]).replace(b"/Root", b"/Boot"), "is no PDF that can be read"),
    "E50 a way out": (zipped({"../../x": page("Bad")}), "has a name that leads out"),
    "E51 a bomb": (zipped({"x": bytes(20_000_000)}), "unpacks to too much for its size"),
    "E51 a bomb in gzip": (gzip.compress(bytes(20_000_000)), "unpacks to too much for its size"),
    "E53 a web archive cut off": (response("Bad")[:-60], "is cut off"),
    "E53 a digest of other bytes": (response("Bad", digest=b"x"), "is not what its digest says"),
    "E54 a damaged member": (packed(info()) + packed(response("Bad"))[:10] + b"\xff" * 50, "is damaged"),
}

READ = {
    "A4 UTF-16 that says UTF-8": (f'<html><meta charset="utf-8"><p>{SAID}'.encode("utf-16"), SAID),
    "A5 Windows-1252 that says UTF-8": (f'<html><meta charset="utf-8"><p>{SAID}'.encode("cp1252"), SAID),
    "A6 UTF-7": (f"{SAID}\n\n+ADw-script+AD4- he wrote on the wall.".encode(), "+ADw-script+AD4-"),
    "A9 bytes that are no UTF-8": (f"{SAID}\n\nShe said ".encode() + b"\xc0\xaf and left the hall.", "said \ufffd\ufffd and"),
    "F55 directions": (f"{SAID}\n\n“Not \u202eso\u202c,” said A\u200bda.".encode(), "“Not so,” said Ada."),
    "F56 many marks": (f"{SAID}\n\nZ".encode() + "\u0301".encode() * 10_000 + b"algo said so.", "algo said so."),
    "F57 a formula": (f"{SAID}\n\n“=HYPERLINK(1)” he said, \x1b[2J and left.".encode(), "“=HYPERLINK(1)” he said, [2J and left."),
    "F57 a long word": (f"{SAID}\n\n{'x' * 1_000_000} she said.".encode(), "xxx she said."),
    "F58 quotation marks": (SAID.encode() + b"\n\n" + b'"' * 300_000, SAID),
    "E47 a script in a PDF": (pdf([column([SAID[:49], SAID[50:]])], trailer="/OpenAction << /S /JavaScript /JS (x) >>"), SAID),
}  # fmt: skip


@pytest.fixture
def run(reading: Reading, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run ``onrecord read`` over a bad source between two good ones: exit code, articles, refusals."""
    monkeypatch.setitem(vars(onrecord), "load_reader", lambda: HandReader(reading))
    monkeypatch.chdir(tmp_path)

    def run(bad: bytes) -> tuple[int, list[dict], list[dict]]:
        for name, data in {**GOOD, "b": bad}.items():
            Path(name).write_bytes(data)
        began = time.process_time()
        with pytest.raises(SystemExit) as left:
            cli.main(["read", "--format", "jsonl", "a.txt", "b", "c.txt"])
        assert time.process_time() - began < 10
        out, err = capsys.readouterr()
        refused = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
        assert "internal" not in {one["stage"] for one in refused}
        return left.value.code, [json.loads(line)["article"] for line in out.split("\n")[:-1]], refused

    return run


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_and_its_neighbours_are_read(run, case: str) -> None:
    data, why = REFUSED[case]
    code, articles, refused = run(data)
    assert code == 3
    assert [article["text"].encode() for article in articles] == list(GOOD.values())
    assert [one["input"] for one in refused] == ["b"]
    assert refused[0]["reason"].startswith(why)


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_is_read_right(run, case: str) -> None:
    data, words = READ[case]
    code, articles, refused = run(data)
    assert (code, refused) == (0, [])
    assert [articles[0]["text"].encode(), articles[2]["text"].encode()] == list(GOOD.values())
    assert words in articles[1]["text"]
