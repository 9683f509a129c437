"""Correcting: what a form wants is made a correction of, unless somebody else corrected the same row meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.responses import Response

import onrecord
from onrecord import Correction, Entity, Event, Listed, RefusedCorrection, Statement, UnknownRow, View
from onrecord.faces.params import VERDICTS
from onrecord.faces.web.asking import Asked, BadInput
from onrecord.faces.web.pages.correct_form import MOST_UNDONE, Form, Verdict, form_of, in_words
from onrecord.faces.web.pages.correct_want import Call, Want, calls_of, candidates, wanted

_SEEN: Final = "it does not say what it had seen of the record: look at the row again, and correct it from there"


def correct(asked: Asked) -> Response:
    """Take a correction in, and go on to the page it came from.

    What cannot be made is shown again with all that was typed; so is what somebody else's correction came before.
    """
    want = wanted(asked)
    if want.undo:
        return _undo(asked, want)
    record = asked.site.record
    try:
        calls = calls_of(record.view(), want)
        with asked.site.correcting:
            view = record.view()
            came_before = _meanwhile(view, _then(asked, want, view), calls, by=want.by)
            if came_before is not None:
                return _shown(asked, want, view, 409, came_before=came_before)
            return _done(asked, want, [_made(asked, want, call) for call in calls])
    except BadInput as wrong:
        return _shown(asked, want, record.view(), wrong.status, wrong=wrong)
    except RefusedCorrection as refused:
        return _shown(asked, want, record.view(), 422, wrong=BadInput(want.control, refused.why))
    except UnknownRow as unknown:
        if not want.other or unknown.row == want.row:
            raise
        why = f"there is no {unknown.row} in the record"
        return _shown(asked, want, record.view(), 422, wrong=BadInput("other", why))


def _made(asked: Asked, want: Want, call: Call) -> Correction:
    return asked.site.record.correct(
        call.row,
        call.verdict,
        field=call.field,
        value=call.value,
        other=call.other,
        by=want.by,
        why=want.why or None,
    )


def _undo(asked: Asked, want: Want) -> Response:
    """Take corrections back, all that are not taken back yet."""
    record = asked.site.record
    if not want.by:
        wrong = BadInput("by", "say who you are")
        return asked.page("correct.html", status=422, want=want, wrong=wrong, form=None, seen=record.view().seq)
    with asked.site.correcting:
        view = record.view()
        meant = [onrecord.correction(view, name) for name in want.undo.split(",")[:MOST_UNDONE]]
        made, back = [], []
        for one in meant:
            try:
                made.append(record.correct(one.correction.id, "undo", by=want.by, why=want.why or None))
            except RefusedCorrection:
                back.append((one, _undone_by(view, one)))
    if not made:
        return asked.page("correct.html", status=409, want=want, back=back)
    return _done(asked, want, made)


def _undone_by(view: View, one: Listed) -> Listed | None:
    listed = onrecord.list_corrections(view, article=one.article, limit=500)
    return next((other for other in listed if other.holds and other.correction.row == one.correction.id), None)


def _done(asked: Asked, want: Want, made: Sequence[Correction]) -> Response:
    onrecord.keep_up(asked.site.record)
    asked.site.shelf.changed()
    parts = urlsplit(want.next)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "done"]
    query.append(("done", ",".join(one.id for one in made[-MOST_UNDONE:])))
    return asked.to(urlunsplit(("", "", parts.path, urlencode(query), parts.fragment)))


def _then(asked: Asked, want: Want, view: View) -> View:
    """The record as it was when the page was made that this comes from."""
    if not want.seen.isdecimal() or len(want.seen) > 18 or int(want.seen) > view.seq:
        raise BadInput("seen", _SEEN, status=422)
    return asked.site.record.view(int(want.seen))


def _meanwhile(view: View, then: View, calls: Sequence[Call], *, by: str) -> tuple[Listed, ...] | None:
    """What others said since ``then`` of the same rows, if that is something else; empty where they were read anew.

    None where nothing stands in the way.
    """
    if then.seq == view.seq:
        return None
    rows = {row for call in calls for row in (call.row, call.other) if row}
    said: list[Listed] = []
    anew = False
    for article in sorted({row.rpartition("/")[0] for row in rows}):
        its = {row.rpartition("/")[2] for row in rows if row.startswith(f"{article}/")}
        try:
            before = {one.id for one in then.corrections(article)}
        except UnknownRow:
            raise BadInput("seen", _SEEN, status=422) from None
        listed = onrecord.list_corrections(view, article=article, limit=500)
        since = [one for one in listed if one.correction.id not in before and _of(one) & rows]
        said += [one for one in since if one not in said]
        anew = anew or (not since and _words(view, article, its) != _words(then, article, its))
    others = tuple(one for one in said if one.correction.by.casefold() != by.casefold())
    if all(_says(one.correction, calls) for one in others):
        return () if anew else None
    return others


def _of(one: Listed) -> set[str | None]:
    """The rows that a correction, or what it takes back, is of."""
    said = one.undoes or one.correction
    return {said.row, said.other}


def _says(said: Correction, calls: Collection[Call]) -> bool:
    """Whether that is what is wanted."""
    return any(
        (said.verdict, said.field, said.value) == (call.verdict, call.field, call.value)
        and {said.row, said.other} == {call.row, call.other}
        for call in calls
    )


def _words(view: View, article: str, rows: Collection[str]) -> list[object]:
    """The rows as they are read: a newer reading may have other words under the same id."""
    reading = view.reading(article)
    all_rows: tuple[Statement | Event | Entity, ...] = (*reading.statements, *reading.events, *reading.entities)
    return [one for one in all_rows if one.id in rows]


def _shown(
    asked: Asked,
    want: Want,
    view: View,
    status: int,
    *,
    wrong: BadInput | None = None,
    came_before: tuple[Listed, ...] | None = None,
) -> Response:
    """The form again, with all that was typed and what stands in its way."""
    article, _, row = want.row.rpartition("/")
    form = form_of(asked, article, row, view=view, to=want.next) if want.row else None
    page = asked.page(
        "correct.html",
        status=status,
        want=want,
        wish=_wish(want, form),
        wrong=wrong,
        form=form,
        came_before=came_before,
        others=candidates(view, want) if wrong and wrong.name == "other" else [],
        seen=view.seq,
    )
    page.headers["cache-control"] = "no-store"
    return page


def _wish(want: Want, form: Form | None) -> str:
    """What was wanted, in words."""
    if want.verdict not in VERDICTS:
        return ""
    value = want.name or want.value
    if want.field == "speaker" and not want.name and form:
        value = dict(form.speakers).get(want.value or "")
    said = Correction("", want.row, cast(Verdict, want.verdict), want.field, value or None, None, (), want.by, "", None)
    return in_words(said)
