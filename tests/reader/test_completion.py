from __future__ import annotations

from onrecord.reader.analysis import Attribution, Run
from onrecord.reader.completion import complete
from onrecord.reader.quotations import quote_states
from onrecord.reader.words import split_words


def contents(text: str, *attributions: Attribution) -> list[tuple[str, ...]]:
    words = split_words(text)
    found = complete([words[i] for i in range(len(words))], words.paragraph, quote_states(words), attributions)
    return [tuple(" ".join(words.words(run)) for run in a.content) for a in found]


SAID = Attribution((Run(4, 5),), (Run(5, 6),), (Run(0, 4),), 0.9)


def test_the_rest_of_a_quotation_is_its_speakers() -> None:
    assert contents("“No,” Orr said in an interview on Tuesday. “Not this year.”", SAID) == [
        ("“ No , ”", "“ Not this year . ”")
    ]


def test_not_what_somebody_else_has() -> None:
    other = Attribution((Run(13, 14),), (Run(14, 15),), (Run(7, 13),), 0.9)
    assert contents("“No,” Orr said. “Not this year,” Venn said.", SAID, other)[0] == ("“ No , ”",)


def test_not_over_a_paragraph_nor_far_away() -> None:
    assert contents("“No,” Orr said.\n\n“Not this year.”", SAID) == [("“ No , ”",)]
    far = "She then left by the side door with two of her aides and a dog that nobody knew. "
    assert contents(f"“No,” Orr said. {far}“Not this year.”", SAID) == [("“ No , ”",)]


def test_a_word_in_scare_quotes_is_not_the_rest() -> None:
    assert contents("“No,” Orr said of the “plan” that day.", SAID) == [("“ No , ”",)]


def test_indirect_speech_claims_no_quotation() -> None:
    indirect = Attribution((Run(0, 1),), (Run(1, 2),), (Run(2, 4),), 0.9)
    assert contents("Orr said he knew. “Not this year.”", indirect) == [("he knew",)]
