"""Streams of PDF documents that unpack to too much, before anything parses them."""

from __future__ import annotations

import time

import pytest

from onrecord.config import MAX_PDF_STREAM
from onrecord.errors import UnreadableSource
from onrecord.ingest.pdf_streams import refuse_bombs
from tests.ingest.hostile import stream


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_a_stream_over_the_limit_is_refused(layers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_PDF_STREAM == 75_000_000
    monkeypatch.setattr("onrecord.ingest.pdf_streams.MAX_PDF_STREAM", 3_000_000)
    refuse_bombs(stream(bytes(1_000_000), 3, layers=layers), name="x")
    with pytest.raises(UnreadableSource, match="unpacks to too much") as refused:
        refuse_bombs(stream(b" ", 4, layers=layers) + stream(bytes(1_000_000), 4, layers=layers), name="x")
    assert refused.value.limit == "3,000,000 bytes"


def test_pictures_and_what_is_not_packed_are_let_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.pdf_streams.MAX_PDF_STREAM", 1_000)
    refuse_bombs(stream(bytes(1_000_000), 4).replace(b"<<", b"<< /Subtype /Image"), name="x")
    refuse_bombs(stream(bytes(1_000_000), 4).replace(b"/FlateDecode", b""), name="x")


@pytest.mark.parametrize(
    "data",
    [
        b"stream\n" * 200_000,
        b"/FlateDecode stream\n" * 100_000,
        b"/FlateDecode stream\n\x78\x9c" * 100_000,
        b"/FlateDecode " * 70 + stream(bytes(1_000_000), 40, layers=4),
        stream(bytes(1_000), 1)[:-20] + b"\xff" * 100,
        stream(b"It rained.", 1) * 20_000,
    ],
)
def test_broken_streams_are_passed_over_in_time(data: bytes) -> None:
    began = time.process_time()
    refuse_bombs(data, name="x")
    assert time.process_time() - began < 2
