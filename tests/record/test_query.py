"""The query language: what may be typed, how it is understood, and how the rest is refused."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.record.query import AllOf, AnyOf, BadQuery, Near, Node, Not, Phrase, Query, fold, parse
from onrecord.record.query_terms import FILTERS, MAX_DEPTH, MAX_WORDS


def one(*words: str) -> Phrase:
    return Phrase(words)


def words(query: str) -> Node | None:
    return parse(query).words


def refusal(query: str) -> str:
    with pytest.raises(BadQuery) as caught:
        parse(query)
    assert isinstance(caught.value, OnrecordError)
    assert caught.value.query == query
    return str(caught.value)


def test_all_words_are_wanted() -> None:
    assert words("bridge repair") == words("bridge AND repair") == AllOf((one("bridge"), one("repair")))


def test_or_asks_for_one_of_them_and_binds_least() -> None:
    assert words("bridge OR ferry toll") == AnyOf((one("bridge"), AllOf((one("ferry"), one("toll")))))


def test_small_letters_make_no_operator() -> None:
    assert words("bread or butter") == AllOf((one("bread"), one("or"), one("butter")))


@pytest.mark.parametrize("query", ["bridge NOT toll", "bridge -toll", "-toll bridge", "bridge AND NOT toll"])
def test_not_and_minus_leave_out(query: str) -> None:
    node = words(query)
    assert isinstance(node, AllOf)
    assert set(node.parts) == {one("bridge"), Not(one("toll"))}


def test_without_any_wanted_word_the_unwanted_are_one_not() -> None:
    assert words("-toll -(ferry OR quay)") == Not(AnyOf((one("toll"), AnyOf((one("ferry"), one("quay"))))))
    assert words("NOT NOT toll") == one("toll")


def test_a_hyphen_within_a_word_is_no_minus_and_a_dash_is_none_either() -> None:
    assert words("multi-agent") == one("multi", "agent")
    assert words("the bridge --fallen") == words("the bridge —fallen") == words("the bridge fallen")


def test_phrases_stand_between_quotation_marks_of_any_kind() -> None:
    assert words('"open it"') == words("“Open it.”") == words("„open it“") == one("open", "it")


def test_a_star_asks_for_all_words_that_begin_so() -> None:
    assert words("bri*") == Phrase(("bri",), prefix=True)
    assert words('"open the bri*"') == words('"open the bri"*') == Phrase(("open", "the", "bri"), prefix=True)


@pytest.mark.parametrize("query", ["NEAR(bridge repair, 5)", "bridge NEAR/5 repair", 'NEAR("bridge" repair,5)'])
def test_near_takes_two_and_a_distance(query: str) -> None:
    assert words(query) == Near(one("bridge"), one("repair"), 5)


def test_near_reaches_over_ten_words_if_it_does_not_say_how_far() -> None:
    assert words("bridge NEAR repair") == words("NEAR(bridge repair)") == Near(one("bridge"), one("repair"), 10)
    assert words('NEAR("open it" guess*, 3)') == Near(one("open", "it"), Phrase(("guess",), prefix=True), 3)


def test_words_are_split_and_folded_as_they_are_indexed() -> None:
    assert fold("U.S. officials' Café, don't; ÅNGSTRÖM № 12") == [
        "u", "s", "officials", "cafe", "don", "t", "angstrom", "no", "12",
    ]  # fmt: skip
    assert fold("the o\ufb03ce was re\u00adopened") == ["the", "office", "was", "reopened"]
    assert fold("\0bridge\0\ud800_x") == ["bridge", "x"]
    assert words("a'b") == one("a", "b")
    assert words("U.S.") == one("u", "s")


def test_filters_may_be_quoted_and_repeated() -> None:
    query = parse('speaker:"Ada Orr" speaker:Venn OUTLET:courier act:deny act:decline-to-comment kind:direct to:Sallow')
    assert query == Query(
        None,
        speakers=(("ada", "orr"), ("venn",)),
        outlets=(("courier",),),
        acts=("deny", "decline_to_comment"),
        kinds=("direct",),
        addressees=(("sallow",),),
    )


def test_an_or_between_values_of_one_filter_says_what_holds_anyway() -> None:
    assert parse("speaker:orr OR speaker:venn bridge") == parse("speaker:orr speaker:venn AND bridge")


def test_dates_are_days_months_or_years_and_the_widest_holds() -> None:
    query = parse("bridge since:2026-03-14 since:2026-02 until:2026-04-30 until:2026-05")
    assert (query.since, query.until) == ("2026-02", "2026-05")
    assert parse("until:2026 until:2026-05").until == "2026"


def test_what_is_searched_may_be_told() -> None:
    assert parse("what:person orr").what == ("person",)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "no word to search for"),
        ("  - * @ ", "no word to search for"),
        ('"open it', "quotation mark is opened and not closed"),
        ("(bridge", "opened and not closed"),
        ("bridge)", "closing parenthesis too many"),
        (")", "closing parenthesis too many"),
        ("()", "nothing between the parentheses"),
        ("bridge OR", "OR needs words beside it"),
        ("AND bridge", "AND needs words beside it"),
        ("NOT", "NOT needs words beside it"),
        ("bridge OR NOT toll", "say what is to be found"),
        ("NEAR(", "NEAR( is not closed"),
        ("NEAR(bridge)", "NEAR takes two words"),
        ("NEAR(a b c, 5)", "NEAR takes two words"),
        ("NEAR(a a, 5)", "two different words"),
        ("(a b) NEAR/5 c", "NEAR stands between two words or phrases"),
        ("NEAR(a b) " * 17, "more than 16 NEARs"),
        ("a NEAR/51 b", "over 50 words at most"),
        ("nosuch:x", "there is no filter nosuch:; the filters are speaker:, outlet:, act:"),
        ("speaker: Orr", "with no space after the colon"),
        ('speaker:""', "names nothing"),
        ("speaker:--", "needs a name"),
        ("act:shout", "cannot be 'shout'; it is one of assert, demand"),
        ("kind:loud", "it is one of direct, indirect, mixed"),
        ("act:deny what:article", "act: is told of statements only"),
        ("what:event", "it is one of statement, article, person"),
        ("since:tomorrow", "a day, a month or a year"),
        ("until:2026-02-30", "'2026-02-30' is none"),
        ("since:0000", "'0000' is none"),
        ("bridge OR speaker:orr", "holds for the whole query"),
        ("(speaker:orr bridge)", "holds for the whole query"),
        ("-speaker:orr", "holds for the whole query"),
        ("speaker:orr OR outlet:courier", "holds for the whole query"),
        ("x" * 20_000, "it has 20,000 characters; at most 4,000"),
        ("(" * 2_000 + "x" + ")" * 1_999, "more than 20 deep"),
        (" OR ".join(["x"] * 500), "more than 128 words"),
        ("x OR " * 5_000 + "x", "at most 4,000"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_reason(query: str, says: str) -> None:
    assert says in refusal(query)


def test_depth_and_words_up_to_the_limit_are_read() -> None:
    assert words("(" * MAX_DEPTH + "x" + ")" * MAX_DEPTH) == one("x")
    assert words("NOT " * 999 + "x") == Not(one("x"))
    node = words(" OR ".join(f"w{n}" for n in range(MAX_WORDS)))
    assert isinstance(node, AnyOf)
    assert len(node.parts) == MAX_WORDS


_PIECES = st.sampled_from(
    [
        *'"“”()*-:,',
        *" \t\n",
        *("AND", "OR", "NOT", "NEAR", "NEAR(", "NEAR/3", "-(", '"*', ", 5)", "x", "bridge", "Örr", "U.S."),
        *(f"{name}:" for name in FILTERS),
        *("2026-03", "deny", "direct", "person", "\0", "\ud800", "\u202e", "{t}:x", "@x", "nosuch:x", "' OR 1=1--"),
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=30).map(" ".join), st.lists(_PIECES, max_size=30).map("".join), st.text()))
@example("NEAR(a b,99999999999999999999)")
@example("a NEAR/²b")
@example("since:²⁰²⁶")
@example("since:٢٠٢٦")
def test_whatever_is_typed_is_understood_or_refused(query: str) -> None:
    try:
        found = parse(query)
    except BadQuery:
        return
    assert found != Query()
    assert found.words is None or _is_sound(found.words)


def _is_sound(node: Node) -> bool:
    """What is promised to those who ask a database: words of letters and digits only, and something to be found."""
    match node:
        case Phrase(phrase, _):
            return bool(phrase) and all(re.fullmatch(r"[^\W_]+", word) and len(word) <= 64 for word in phrase)
        case Near(near, other, distance):
            return near != other and _is_sound(near) and _is_sound(other) and 0 <= distance <= 50
        case Not(part):
            return not isinstance(part, Not) and _is_sound(part)
        case AllOf(parts):
            return not all(isinstance(part, Not) for part in parts) and all(map(_is_sound, parts))
        case AnyOf(parts):
            return not any(isinstance(part, Not) for part in parts) and all(map(_is_sound, parts))


@pytest.mark.parametrize("query", ['"' * 3_999, "“x” " * 999, "- " * 2_000, "NEAR(" * 799, "a:" * 1_999, "(" * 4_000])
def test_no_query_takes_long(query: str) -> None:
    begun = time.process_time()
    refusal(query)
    assert time.process_time() - begun < 0.5
