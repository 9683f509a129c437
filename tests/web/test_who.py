"""The pages of people: deeds by kind and date, positions, evidence, and telling people apart or together."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.faces.page.dossier import HOW
from onrecord.faces.web.pages import who
from onrecord.faces.web.site import Site


def seen(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def main(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


def page(client: TestClient, name: str, **query: str) -> str:
    answer = client.get("/who", params={"name": name} | query)
    assert answer.status_code == 200
    return main(answer.text)


def section(html: str, name: str) -> str:
    return html.partition(f'<section id="{name}"')[2].partition("</section>")[0]


def rows(html: str) -> list[str]:
    return re.findall(r'data-row="([^"]+)"', html)


def dossier(record: onrecord.Record, name: str) -> onrecord.Dossier:
    (one,) = onrecord.who(record.view(), name)
    return one


def test_without_a_name_it_asks_for_one_and_names_those_heard(client: TestClient) -> None:
    html = main(client.get("/who").text)
    assert 'name="name"' in html
    assert "Greta Holm" in seen(html)


def test_who_that_is_and_why_they_are_held_to_be_one(client: TestClient, record: onrecord.Record) -> None:
    html = page(client, "Greta Holm")
    one = dossier(record, "Greta Holm")
    text = seen(html)
    assert all(title in text for title in one.titles)
    assert all(alias in text for alias in one.aliases)
    assert one.evidence
    assert all(line in text for line in one.evidence)


def test_deeds_come_the_newest_first_and_all_are_there(client: TestClient, record: onrecord.Record) -> None:
    html = section(page(client, "Greta Holm"), "deeds")
    one = dossier(record, "Greta Holm")
    assert sorted(rows(html)) == sorted(f"{deed.hit.article}/{deed.hit.row}" for deed in one.deeds)
    days = {f"{deed.hit.article}/{deed.hit.row}": deed.hit.date or deed.hit.published or "" for deed in one.deeds}
    shown = [days[row] for row in rows(html)]
    assert shown == sorted(shown, reverse=True)


@pytest.mark.parametrize("how", HOW)
def test_one_kind_of_deeds(client: TestClient, record: onrecord.Record, how: str) -> None:
    html = section(page(client, "Piet Lund", how=how), "deeds")
    wanted = {f"{deed.hit.article}/{deed.hit.row}" for deed in dossier(record, "Piet Lund").deeds if deed.how == how}
    assert set(rows(html)) == wanted


def test_long_lists_go_on_page_by_page(
    client: TestClient, record: onrecord.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(who, "SHOWN", 3)
    found, where = [], "/who?name=Greta+Holm"
    while where:
        html = section(main(client.get(where).text), "deeds")
        assert len(rows(html)) <= 3
        found += rows(html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        where = unescape(following[1]).partition("#")[0] if following else ""
    assert len(found) == len(dossier(record, "Greta Holm").deeds)


def test_positions_show_both_statements_of_a_shift(client: TestClient) -> None:
    html = section(page(client, "Greta Holm", show="positions"), "positions")
    assert "Greta Holm toward Piet Lund" in seen(html)
    assert '<svg class="chart' in html
    assert "Before" in seen(html)
    assert "After" in seen(html)
    ids = re.findall(r' id="([^"]+)"', page(client, "Greta Holm", show="positions"))
    assert len(ids) == len(set(ids))


def test_stories_that_are_not_told_yet_are_not_waited_for(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(who, "PATIENCE", 0.0)
    html = page(client, "Greta Holm")
    assert 'id="positions"' not in html
    assert "In 1 story" in seen(html)


def test_the_stories_they_are_in(client: TestClient, site: Site) -> None:
    (story,) = site.shelf.index().stories
    assert f'href="/story/{story.id}"' in page(client, "Ruth Sorley")


def test_nobody_of_that_name(client: TestClient) -> None:
    answer = client.get("/who?name=Grete+Holmm")
    assert answer.status_code == 404
    assert "Greta Holm" in seen(main(answer.text))
    assert "no more" in seen(answer.text)


def test_some_can_be_told_apart_and_that_can_be_taken_back(client: TestClient, record: onrecord.Record) -> None:
    assert "<form" not in page(client, "Greta Holm")  # hundreds of them, which few ask for
    html = page(client, "Greta Holm", show="correct")
    ticks = re.findall(r'name="apart" value="([^"]+)"', html)
    assert len(ticks) == len(dossier(record, "Greta Holm").entities) == 4
    form = {"verdict": "different", "of": "Greta Holm", "seen": str(record.view().seq), "next": "/who?name=Greta+Holm"}
    answer = client.post("/correct", data=form | {"apart": ticks[:1], "why": "another Holm"})
    assert answer.status_code == 200
    assert "Kept: 3 corrections" in seen(answer.text)
    assert "2 of the name" in seen(answer.text)
    assert "another Holm" in seen(client.get("/corrections").text)
    undo = re.search(r'name="undo" value="([^"]+)"', answer.text)
    assert undo
    answer = client.post("/correct", data={"undo": undo[1], "next": "/who?name=Greta+Holm"})
    assert "2 of the name" not in seen(answer.text)
    assert [one.verdict for one in record.view().corrections()] == ["same", "same", "different"] + ["undo"] * 3


def test_two_can_be_said_to_be_one(client: TestClient, record: onrecord.Record) -> None:
    one, other = dossier(record, "Greta Holm"), dossier(record, "Ruth Sorley")
    form = {
        "verdict": "same",
        "row": one.entities[0].row,
        "seen": str(record.view().seq),
        "next": "/who?name=Greta+Holm",
    }
    answer = client.post("/correct", data=form | {"other": "Ruth Sorley"})
    assert answer.status_code == 200
    assert "Kept: They are one" in seen(answer.text)
    joined = dossier(record, "Greta Holm")
    assert {entity.row for entity in (*one.entities, *other.entities)} == {entity.row for entity in joined.entities}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"other": "Nobody Atall"}, "nobody else of the name"),
        ({"other": "Grete Holmm"}, "near: Greta Holm"),
        ({"other": ""}, "say who else"),
        ({"other": "3f0c12ab/e9"}, "there is no 3f0c12ab"),
    ],
)
def test_whoever_is_not_there_cannot_be_the_same(
    client: TestClient, record: onrecord.Record, typed: dict[str, str], why: str
) -> None:
    row = dossier(record, "Ruth Sorley").entities[0].row
    form = {"verdict": "same", "row": row, "seen": str(record.view().seq), "why": "as I know"}
    answer = client.post("/correct", data=form | typed)
    assert answer.status_code in (404, 422)
    assert why in seen(answer.text)
    assert 'value="as I know"' in answer.text
    assert record.view().corrections() == ()


def test_of_several_of_one_name_one_is_chosen(client: TestClient, record: onrecord.Record) -> None:
    lund = dossier(record, "Piet Lund")
    first, *others = lund.entities
    for other in others:
        record.correct(first.row, "different", other=other.row, by="Una Holt")
    row = dossier(record, "Ruth Sorley").entities[0].row
    form = {"verdict": "same", "row": row, "seen": str(record.view().seq)}
    answer = client.post("/correct", data=form | {"other": "Piet Lund"})
    assert answer.status_code == 422
    assert f'<option value="{first.row}"' in answer.text
    assert client.post("/correct", data=form | {"other": first.row}, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("apart", [["nosuch/e1"], "all"])
def test_nonsense_cannot_be_told_apart(client: TestClient, record: onrecord.Record, apart: list[str] | str) -> None:
    every = [entity.row for entity in dossier(record, "Greta Holm").entities]
    form = {"verdict": "different", "of": "Greta Holm", "seen": str(record.view().seq), "why": "because"}
    answer = client.post("/correct", data=form | {"apart": every if apart == "all" else apart})
    assert answer.status_code == 422
    assert 'value="because"' in answer.text
    assert record.view().corrections() == ()


def test_two_who_tell_the_same_people_apart_see_each_other(client: TestClient, record: onrecord.Record) -> None:
    rows = [entity.row for entity in dossier(record, "Greta Holm").entities]
    seq = record.view().seq
    record.correct(rows[0], "same", other=rows[1], by="Bo Lind", why="I met her")
    form = {"verdict": "different", "of": "Greta Holm", "seen": str(seq), "apart": rows[:1], "why": "because"}
    answer = client.post("/correct", data=form)
    assert answer.status_code == 409
    assert "I met her" in seen(answer.text)
    assert 'value="because"' in answer.text
    assert f'name="apart" value="{rows[0]}" checked' in answer.text


def test_namesakes_are_shown_apart_and_each_has_a_page(client: TestClient, record: onrecord.Record) -> None:
    first, *others = dossier(record, "Greta Holm").entities
    for other in others[1:]:
        record.correct(others[0].row, "same", other=other.row, by="Una Holt")
    record.correct(first.row, "different", other=others[0].row, by="Una Holt")
    html = page(client, "Greta Holm")
    assert "2 of the name" in seen(html)
    links = [unescape(one) for one in re.findall(r'<h2 id="h\d"><a href="([^"]+)"', html)]
    assert len(links) == 2
    found = {row for link in links for row in rows(section(main(client.get(link).text), "deeds"))}
    both = onrecord.who(record.view(), "Greta Holm")
    assert found == {f"{deed.hit.article}/{deed.hit.row}" for one in both for deed in one.deeds}


@pytest.mark.parametrize("query", ["how=nosuch", "after=nosuch", "after=said:x/s1", "name=a&name=b", "as_of=never"])
def test_absurd_questions_are_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/who?name=Greta+Holm&{query}").status_code == 400


def test_hostile_names_are_never_markup(client: TestClient, record: onrecord.Record) -> None:
    bad = '<img src=x onerror=alert(1)> Holm"\u202e'
    row = dossier(record, "Ruth Sorley").deeds[0].hit
    record.correct(f"{row.article}/{row.row}", "replace", field="speaker", value=bad, by=bad, why=bad)
    client.site.shelf.changed()  # type: ignore[attr-defined]
    for path in ("/who", "/who?name=Holm", "/who?name=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+Holm", "/search?q=Holm"):
        assert "<img" not in client.get(path).text


def test_as_it_stood_nobody_is_told_apart(client: TestClient) -> None:
    html = page(client, "Greta Holm", show="correct", as_of="@8")
    assert 'action="/correct"' not in html
    assert "One, or two?" not in html
    assert rows(section(html, "deeds"))


def test_the_page_of_a_public_server_offers_no_correction(serve: object) -> None:
    html = serve(mode="public").get("/who?name=Greta+Holm").text  # type: ignore[operator]
    assert 'action="/correct"' not in html
    assert "Greta Holm" in html


def test_a_person_with_thousands_of_deeds_has_a_page_of_ordinary_size(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, record: onrecord.Record
) -> None:
    one = dossier(record, "Greta Holm")
    many = tuple(
        replace(deed, hit=replace(deed.hit, row=f"s{n}"))
        for n in range(3_000)
        for deed in (one.deeds[n % len(one.deeds)],)
    )
    monkeypatch.setattr(onrecord, "who", lambda view, name: (replace(one, deeds=many),))
    answer = client.get("/who?name=Greta+Holm", headers={"accept-encoding": "identity"})
    assert len(answer.content) < 200_000
    assert 'rel="next"' in answer.text
