from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import UnreadableSource
from onrecord.ingest import article_from_text
from onrecord.reader.encoder import MODEL, Encoder
from onrecord.reader.labels import DEPRELS, NAME_TAGS, TAGS, UPOS
from onrecord.reader.reader import Reader
from onrecord.reader.words import split_words

PARAGRAPH = "“The bridge is shut,” Mayor Ada Orr said on Tuesday. She denied that the council had known of the crack."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(threads=1)


def test_a_damaged_model_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    with (tmp_path / "model" / "tokenizer.json").open("a") as f:
        f.write(" ")
    with pytest.raises(UnreadableSource, match=r"tokenizer\.json.*SHA-256"):
        Encoder(tmp_path / "model")


def test_an_incomplete_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="incomplete"):
        Encoder(tmp_path)


def test_the_shapes_of_the_scores(encoder: Encoder) -> None:
    words = split_words(PARAGRAPH)
    (scores,) = encoder.score(words)
    n = len(words)
    assert scores.tags.shape == (n, len(TAGS))
    assert scores.link.shape == (2, n, n + 1)
    assert scores.edges.shape == (4, n, n + 1)
    assert scores.names.shape == (n, len(NAME_TAGS))
    assert scores.upos.shape == (n, len(UPOS))
    assert scores.arcs.shape == (n, n + 1)
    assert scores.relations.shape == (n, len(DEPRELS))
    assert scores.starts.shape == (n,)


def test_a_window_is_scored_the_same_whatever_stands_beside_it(encoder: Encoder) -> None:
    filler = (
        "Rain fell on Dunmore all night and the lower road was under water by dawn, as it had been twice that month. "
        * 14
    )
    text = "\n\n".join([PARAGRAPH, filler, PARAGRAPH * 9, filler])
    alone, beside = encoder.score(split_words(text)), Encoder(threads=3).score(split_words(text))
    assert len(alone) > 2
    for one, other in zip(alone, beside, strict=True):
        assert np.array_equal(one.tags, other.tags)
        assert np.array_equal(one.arcs, other.arcs)


def test_a_reading_does_not_depend_on_what_was_read_before(encoder: Encoder) -> None:
    article = article_from_text(PARAGRAPH)
    first = Reader(encoder).read(article)
    reader = Reader(encoder)
    reader.read(article_from_text("Ben Venn said he would resign.\n\n" * 30))
    assert reader.read(article) == first
    assert first.statements


def test_nothing_to_score(encoder: Encoder) -> None:
    assert encoder.score(split_words("  \n ")) == []
