from __future__ import annotations

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from onrecord.reader.windows import CLS, SEP, cut, encode, window, windows
from onrecord.reader.words import split_words


@pytest.fixture
def tokenizer() -> Tokenizer:
    vocabulary = {"[UNK]": 100, "ada": 1, "orr": 2, "spoke": 3, ".": 4, "dun": 5, "##more": 6}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def test_each_word_has_its_first_piece_and_paragraphs_are_parted(tokenizer: Tokenizer) -> None:
    encoded = encode(split_words("ada spoke\n\ndunmore ."), tokenizer)
    (only,) = windows(encoded)
    assert only.pieces.tolist() == [CLS, 1, 3, SEP, 5, 6, 4, SEP]
    assert only.first.tolist() == [1, 2, 4, 6]
    assert len(only.shapes) == len(only.quotes) == len(only.pieces)


def test_windows_hold_whole_paragraphs_and_every_word_once(tokenizer: Tokenizer) -> None:
    text = "\n\n".join(["ada orr spoke . " * 5] * 7)
    encoded = encode(split_words(text), tokenizer)
    runs = cut(encoded, max_pieces=64)
    assert [i for run in runs for i in range(*run)] == list(range(len(encoded.words)))
    assert len(runs) > 1
    for run in runs:
        assert len(window(encoded, run).pieces) <= 64
        assert run.start == 0 or encoded.words.paragraph[run.start] != encoded.words.paragraph[run.start - 1]


def test_a_long_paragraph_is_cut_after_a_sentence(tokenizer: Tokenizer) -> None:
    encoded = encode(split_words("ada orr spoke . " * 40), tokenizer)
    runs = cut(encoded, max_pieces=64)
    assert all(encoded.words[run.end - 1] == "." for run in runs)
    assert [i for run in runs for i in range(*run)] == list(range(len(encoded.words)))
