"""Parts that are written without a template say what is foreign in them as text and as nothing else."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.filters import do_truncate
from markupsafe import Markup

from onrecord.faces.web import parts, parts_rows
from onrecord.faces.web.pages.story_shown import Source
from tests.web.hostile import VECTORS

WEB = Path(parts.__file__).parent


class Read(HTMLParser):
    """What a browser sees: elements with their attributes, and the text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(markup))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", {}))

    handle_decl = handle_pi = unknown_decl = handle_comment


def page(name: str = "", row: str | None = "s1", others: tuple[str, ...] = (), more: int = 0) -> Any:
    """A story being shown in which all leads to one article."""
    return SimpleNamespace(
        live={name},
        sources=lambda pointers: ([Source(name, name, row, others, None)], more),
        row=lambda pointers: (name, row),
    )


def allowed(permission: str) -> bool:
    return True


@pytest.mark.parametrize("words", VECTORS)
def test_hostile_words_are_text_in_every_part(words: str) -> None:
    told = parts.visible(words)
    made = {
        parts.person(words): ["a", "bdi"],
        parts.people([words, words]): ["a", "bdi", "a", "bdi"],
        parts.label(words, words): ["span"],
        parts.passage([(words, "source"), (words, None)]): ["mark"],  # type: ignore[list-item]
        parts.words([[(words, "content")]]): ["blockquote", "p", "mark"],
        parts.sentence([(words, True), (words, False)]): ["a", "bdi"],
        parts.sources((), page(words), True): ["a", "bdi"],
    }
    for markup, elements in made.items():
        seen = Read(markup)
        assert isinstance(markup, Markup)
        assert [tag for tag, _ in seen.elements] == elements
        assert {name for _, attributes in seen.elements for name in attributes} <= {"class", "href"}
        assert told.replace("\r\n", "\n") in seen.text.replace("\r\n", "\n")


@pytest.mark.parametrize("words", VECTORS)
def test_hostile_words_in_addresses_stay_one_part_of_them(words: str) -> None:
    rows = parts.sources((), page(words, words, (words, words)))
    done = parts.acts((), page(words, words), allowed, "claim-1")
    for markup in (rows, done):
        for tag, attributes in Read(markup).elements:
            assert tag in ("a", "bdi", "span")
            address = attributes.get("href") or "#"
            assert address.startswith("#") or address.count("/") in (3, 4)
            assert not set(address) & set("<>\"'` \r\n\\")
    (_, link), _ = Read(parts.person(words)).elements
    assert (link["href"] or "").startswith("/who?name=")
    assert not set(link["href"] or "") & set("<>\"'` &\r\n\\")


@pytest.mark.parametrize("words", VECTORS)
def test_hostile_words_are_text_in_rows_of_tables(words: str) -> None:
    item = SimpleNamespace(text=words, pointers=(), according_to=(), date=words[:20])
    shown: Any = page("3f0c")
    for name in ("point", "moment", "amount", "revised"):
        setattr(shown, name, lambda one: words)
    shown.ends = lambda position: {0}
    shown.say_so = lambda speakers: [(words, True)]
    shown.by_day = lambda moments: [(words, moments)]
    point: Any = SimpleNamespace(points=(item, item))
    made = {
        parts_rows.points(point, shown, 9): ["tr", "td", "td", "td"],
        parts_rows.moments([item, item], shown): ["tr", "td", "td"],  # type: ignore[list-item]
        parts_rows.figures([item, item], shown): ["tr", "td", "td", "td", "td", "td"],  # type: ignore[list-item]
    }
    for markup, cells in made.items():
        seen = Read(markup)
        assert [tag for tag, _ in seen.elements if tag in ("tr", "td")] == cells * 2
        assert {tag for tag, _ in seen.elements} <= {"tr", "td", "th", "b", "br", "span", "a", "bdi"}
        assert {name for _, of in seen.elements for name in of} <= {"class", "href", "scope", "rowspan"}
        assert parts.visible(words).replace("\r\n", "\n") in seen.text.replace("\r\n", "\n")


@given(st.text(alphabet="ab <&", max_size=60), st.integers(5, 40))
def test_words_are_cut_as_templates_cut_them(words: str, most: int) -> None:
    assert parts_rows.shortened(words, most) == do_truncate(Environment(), words, most, False, " …")


def test_names_are_told_as_in_a_sentence() -> None:
    said = {
        (): "",
        ("Ada Orr",): "Ada Orr",
        ("Ada Orr", "Greta Holm"): "Ada Orr and Greta Holm",
        ("A", "B", "C"): "A, B and C",
    }
    for names, told in said.items():
        assert Read(parts.people(names)).text == told


def test_the_article_that_a_part_opens_is_the_first_and_more_are_counted() -> None:
    found = parts.sources((), page("3f0c", "s4", ("s9", "s10", "s11", "s12", "s13"), 2), True)
    seen = Read(found)
    assert [attributes.get("class") for tag, attributes in seen.elements if tag == "a"] == ["open", *[None] * 4]
    assert seen.text == "3f0c, also s9, s10, s11, s12; and 2 more articles"
    assert Read(parts.sources((), page("3f0c", None, (), 1))).text == "3f0c; and 1 more article"


def test_who_may_not_correct_sees_no_way_to() -> None:
    assert "Correct" in Read(parts.acts((), page("3f0c"), allowed)).text
    assert Read(parts.acts((), page("3f0c"), lambda permission: False)).text == "Cite Live page"


def test_what_turns_text_about_is_written_out_whether_kept_or_not() -> None:
    assert parts.visible("plain") == "plain"
    assert parts.visible("über \u202eevil") == "über [U+202E]evil"
    assert parts.visible(None) == ""
    for name in ("Ada \u202eOrr", "Ada \u202eOrr" * 100):
        assert "[U+202E]" in Read(parts.person(name)).text
        assert "\u202e" not in parts.person(name)


def test_markup_is_made_in_one_place() -> None:
    found = [path.name for path in sorted(WEB.rglob("*.py")) if "Markup(" in path.read_text(encoding="utf-8")]
    assert found == ["parts.py", "parts_rows.py"]
    assert not [
        path.name
        for path in sorted(WEB.rglob("*.html"))
        if "|safe" in path.read_text(encoding="utf-8").replace(" ", "")
    ]
