"""A query's words in the languages of the two databases: FTS5's MATCH and PostgreSQL's tsquery.

Both find the same rows. Words are letters and digits only, so that nothing in them needs escaping; the strings go to the
database as bound values all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.record.query_terms import AllOf, AnyOf, Near, Node, Not, Phrase

_WEIGHTS: Final = "ABCD"
"""What PostgreSQL calls the columns of a full-text table, in their order."""


def fts5(node: Node, columns: Sequence[str]) -> str:
    """What MATCH is given to find ``node``, which is no `Not`, in any of ``columns``."""
    return f"{{{' '.join(columns)}}} : ({_fts5(node)})"


def _fts5(node: Node) -> str:
    match node:
        case Phrase(words, prefix):
            return f'"{" ".join(words)}"' + " *" * prefix
        case Near(one, other, distance):
            return f"NEAR({_fts5(one)} {_fts5(other)}, {distance})"
        case AnyOf(parts):
            return " OR ".join(f"({_fts5(part)})" for part in parts)
        case AllOf(parts):
            wanted = " AND ".join(f"({_fts5(part)})" for part in parts if not isinstance(part, Not))
            unwanted = " OR ".join(f"({_fts5(part.part)})" for part in parts if isinstance(part, Not))
            return f"({wanted}) NOT ({unwanted})" if unwanted else wanted
        case Not():
            raise ValueError("FTS5 finds rows by what is in them")


def tsquery(node: Node, columns: Sequence[int]) -> str:
    """The text of a tsquery that finds ``node`` in any of ``columns``, by their place in the table; a phrase in one of them."""
    match node:
        case Phrase((word,), prefix):
            return _lexeme(word, "".join(_WEIGHTS[column] for column in columns), prefix)
        case Phrase():
            return _balanced([_phrase(node, _WEIGHTS[column]) for column in columns], "|")
        case Near(one, other):
            # All words first: PostgreSQL takes the many ways to be near for many rows, and would look at every one there is.
            words = [tsquery(Phrase((word,)), columns) for word in (*one.words[:-1], *other.words[:-1])]
            words += [tsquery(Phrase(each.words[-1:], each.prefix), columns) for each in (one, other)]
            ways = [way for column in columns for way in _near(node, _WEIGHTS[column])]
            return f"({_balanced(words, '&')} & {_balanced(ways, '|')})"
        case AnyOf(parts):
            return _balanced([tsquery(part, columns) for part in parts], "|")
        case AllOf(parts):
            return _balanced([tsquery(part, columns) for part in parts], "&")
        case Not(part):
            return f"!({tsquery(part, columns)})"


def _lexeme(word: str, weights: str, prefix: bool) -> str:
    return f"'{word}':{'*' * prefix}{weights}"


def _phrase(phrase: Phrase, weight: str) -> str:
    *first, last = phrase.words
    lexemes = [*(_lexeme(word, weight, False) for word in first), _lexeme(last, weight, phrase.prefix)]
    return f"({' <-> '.join(lexemes)})"


def _near(near: Near, weight: str) -> Iterator[str]:
    """Each order and distance; <1> is side by side. As in FTS5, the two may also share words: "open it" and "it now"."""
    for one, other in ((near.one, near.other), (near.other, near.one)):
        for between in range(near.distance + 1):
            yield f"({_phrase(one, weight)} <{between + 1}> {_phrase(other, weight)})"
        for start in range(len(one.words)):
            if shared := _laid_over(one, other, start):
                yield _phrase(shared, weight)


def _laid_over(one: Phrase, other: Phrase, start: int) -> Phrase | None:
    """The phrase that is both: ``other`` begins at word ``start`` of ``one``. None where their words do not agree."""
    length = max(len(one.words), start + len(other.words))
    words: list[str] = []
    prefix = False  # only the last word can be one: a prefix ends its phrase, and the other begins within it
    for at in range(length):
        here = [
            (phrase.words[at - begin], phrase.prefix and at - begin == len(phrase.words) - 1)
            for phrase, begin in ((one, 0), (other, start))
            if 0 <= at - begin < len(phrase.words)
        ]
        word, prefix = max(here, key=lambda told: (len(told[0]), not told[1]))
        if any(told != word and not (begins and word.startswith(told)) for told, begins in here):
            return None
        prefix = all(begins for _, begins in here)
        words.append(word)
    return Phrase(tuple(words), prefix)


def _balanced(parts: Sequence[str], operator: str) -> str:
    """The parts joined in pairs of pairs: PostgreSQL reads a chain of thousands by calling itself as often, and gives up."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return f"({_balanced(parts[:middle], operator)} {operator} {_balanced(parts[middle:], operator)})"
