"""What is said of an article that was added: one line, when the record holds it for good."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from onrecord import Article
from onrecord.faces.ink import safe
from onrecord.faces.moments import day
from onrecord.faces.numbered import brief
from onrecord.faces.screen import Format

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WRITTEN = (
    re.compile(r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?\.?\s+(?P<m>[A-Za-z]{3,9})\.?,?\s+(?P<y>[0-9]{4})"),
    re.compile(r"(?P<m>[A-Za-z]{3,9})\.?\s+(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>[0-9]{4})"),
)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An article that the record holds. Field names are those of the JSON form.

    ``new`` says that it was added now; ``seq`` is the number of its entry. ``revises`` is the version before it at the same
    address. ``begins`` is how its text does, for people, where it has no title.
    ``dates`` are the days that it gives itself where they contradict each other, else empty.
    """

    input: str
    member: str | None
    article: str
    seq: int
    new: bool
    title: str | None
    outlet: str | None
    published: str | None
    revises: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    begins: str = field(default="", repr=False)

    def written(self, form: Format) -> str:
        """The line for people or for programs, without line end for an item of an array."""
        if form == "pretty":
            return f"{self._line()}\n"
        plain = {**asdict(self), "dates": [{"date": date, "basis": basis} for date, basis in self.dates]}
        plain.pop("begins")
        line = json.dumps(plain, ensure_ascii=False)
        return line + "\n" if form == "jsonl" else line

    def _line(self) -> str:
        what = "known" if not self.new else f"new version of {self.revises}:" if self.revises else "added"
        told = ", ".join(filter(None, (self.outlet, day(self.published) if self.published else "undated")))
        return safe(" ".join(f"{what} {self.article}  {self.title or self.begins} ({told})".split("\n")))

    def note(self) -> str | None:
        """What is to be said of an article that contradicts its own date; None of others."""
        if not self.dates:
            return None
        told = ", ".join(f"{day(date)} ({basis})" for date, basis in self.dates)
        taken = f"{day(self.published)} was taken" if self.published else "none was taken"
        return f"onrecord: {self.input}: {self.article} contradicts its own date: {told}; {taken}"


def acknowledged(article: Article, *, name: str, seq: int, new: bool, revises: str | None = None) -> Acknowledged:
    """What to say of ``article``, which the input ``name`` held and the record holds now."""
    published = article.published.date if article.published else None
    return Acknowledged(
        name,
        article.member,
        article.id,
        seq,
        new,
        article.title,
        article.outlet,
        published,
        revises,
        contradiction(article),
        f"“{brief(article.text[:200])}”",
    )


def contradiction(article: Article) -> tuple[tuple[str, str], ...]:
    """The days that an article gives as its own, each with where it stands, when they differ; else nothing.

    What can be read as a day counts: the date that was taken, and those of its metadata. Two that are a day apart are no
    contradiction where one has a time of day: the clocks of two places may lie between.
    """
    told: list[tuple[str, str, bool]] = []
    if article.published and (found := _day(article.published.date)):
        told.append((found, _taken(article), "T" in article.published.date))
    for one in article.metadata:
        if one.name == "published" and (found := _day(one.value)):
            told.append((found, one.basis, bool(re.search(r"[0-9]:[0-9]", one.value))))
    days: dict[str, tuple[str, bool]] = {}
    for date, basis, clock in told:
        days.setdefault(date, (basis, clock))
    if len(days) < 2 or (_near(days) and any(clock for _, _, clock in told)):
        return ()
    return tuple((date, basis) for date, (basis, _) in days.items())


def _taken(article: Article) -> str:
    """Where the date that was taken stands."""
    assert article.published
    where = (f.basis for f in article.metadata if f.chosen and f.name == "published")
    return next(where, {"given": "as given", "url": "address"}.get(article.published.basis, article.published.basis))


def _day(text: str) -> str | None:
    """The one day that ``text`` is, ISO 8601; None for a month or year, or what cannot be read with certainty ("3/4/2026")."""
    found = _DAY.match(text.strip())
    date = found[0] if found else None
    for written in _WRITTEN:
        if date is None and (found := written.search(text)) and found["m"][:3].lower() in _MONTHS:
            date = f"{found['y']}-{_MONTHS.index(found['m'][:3].lower()) + 1:02}-{int(found['d']):02}"
    try:
        return datetime.date.fromisoformat(date).isoformat() if date else None
    except ValueError:
        return None


def _near(days: Iterable[str]) -> bool:
    ordinals = [datetime.date.fromisoformat(day).toordinal() for day in days]
    return max(ordinals) - min(ordinals) <= 1
