from __future__ import annotations

from onrecord.reader.basis import basis_of
from onrecord.terms import Quoted, Span, Statement


def statement(name: str, *spans: tuple[int, int], within: str | None = None) -> Statement:
    content = Quoted("", tuple(Span(*span) for span in spans))
    return Statement(
        name, "indirect", "assert", None, None, "none", None, content, (), None, None, False, "actual", within, 0.9,
    )  # fmt: skip


def test_what_nobody_says_is_the_outlets() -> None:
    basis = basis_of([statement("s1", (10, 20))])
    assert basis(Span(0, 5)) is None
    assert basis(Span(5, 15)) is None
    assert basis(Span(20, 25)) is None


def test_the_innermost_statement_counts() -> None:
    basis = basis_of([statement("s1", (10, 60)), statement("s2", (30, 50), within="s1"), statement("s3", (70, 90))])
    assert basis(Span(12, 14)) == "s1"
    assert basis(Span(35, 40)) == "s2"
    assert basis(Span(52, 58)) == "s1"
    assert basis(Span(75, 76)) == "s3"


def test_a_content_in_two_pieces_holds_what_either_holds() -> None:
    basis = basis_of([statement("s1", (0, 10), (30, 40))])
    assert basis(Span(32, 35)) == "s1"
    assert basis(Span(12, 20)) is None


def test_many_statements_are_looked_up_fast() -> None:
    basis = basis_of([statement(f"s{k}", (10 * k, 10 * k + 8)) for k in range(20_000)])
    assert all(basis(Span(10 * k, 10 * k + 4)) == f"s{k}" for k in range(0, 20_000, 7))
