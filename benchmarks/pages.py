"""How well web pages become articles: body, title, byline and date, beside other extractors run on the same pages.

    python -m benchmarks.pages [DATA] [--others PYTHON] [--show title|byline|date|body|quotes]

DATA (default ``../shared/data``) holds ``trafilatura_eval`` (segments that must and must not be in the text; the English pages
of https://github.com/adbar/trafilatura/tree/master/tests/eval), ``readability_pages`` (titles and bylines as Readability gives
them; https://github.com/mozilla/readability/tree/main/test/test-pages) and ``htmldate_eval`` (publication dates;
https://github.com/adbar/htmldate/tree/master/tests). PYTHON is an interpreter that has trafilatura, htmldate and readability-lxml, which
onrecord does not need; without it only our own figures are printed.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.errors import UnreadableSource
from onrecord.ingest import article_from_bytes
from onrecord.terms import Article

OTHERS = Path(__file__).with_name("other_extractors.py")


@dataclass(frozen=True, slots=True)
class Found:
    """What one program made of one page."""

    text: str = ""
    title: str | None = None
    byline: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A page and what is right: ``kept`` and ``left_out`` are segments of the text, the rest None where nobody has said."""

    name: str
    data: bytes
    url: str | None = None
    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    title: str | None = None
    byline: str | None = None
    date: str | None = None


def body_cases(data: Path) -> Iterator[Case]:
    """The pages of trafilatura's evaluation."""
    folder = data / "trafilatura_eval"
    told = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    dates = json.loads((data / "htmldate_eval" / "eval_default.json").read_text(encoding="utf-8"))
    by_file = {row["file"]: row.get("date") for row in dates.values()}
    rows = {row["file"]: (url, row) for url, row in told.items()}
    for name, page in _files(folder / "html_en.tar.gz"):
        if name in rows:
            url, row = rows[name]
            yield Case(name, page, url, tuple(row["with"]), tuple(row["without"]), date=by_file.get(name))


def headed_cases(data: Path) -> Iterator[Case]:
    """The pages of Readability's tests."""
    pages: dict[str, bytes] = {}
    told: dict[str, dict[str, str | None]] = {}
    with tarfile.open(data / "readability_pages" / "test-pages.tar.gz") as archive:
        for member in archive:
            part = Path(member.name)
            content = archive.extractfile(member)
            if content and part.name == "source.html":
                pages[part.parent.name] = content.read()
            elif content and part.name == "expected-metadata.json":
                told[part.parent.name] = json.loads(content.read())
    for name, page in sorted(pages.items()):
        if (told[name].get("lang") or "en").lower().startswith("en"):
            yield Case(name, page, title=told[name].get("title"), byline=told[name].get("byline"))


def dated_cases(data: Path) -> Iterator[Case]:
    """The English pages of htmldate's evaluation."""
    folder = data / "htmldate_eval"
    told = json.loads((folder / "eval_mediacloud_2020.json").read_text(encoding="utf-8"))
    rows = {row["file"]: (url, row["date"]) for url, row in told.items()}
    for name, page in _files(folder / "mediacloud_en.tar.gz"):
        if name in rows:
            url, day = rows[name]
            yield Case(name, page, url, date=day if isinstance(day, str) else None)


def _files(archive: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive) as members:
        for member in members:
            if member.isfile() and (content := members.extractfile(member)):
                yield Path(member.name).name, content.read()


def ours(case: Case) -> tuple[Found, Article | None]:
    """What onrecord makes of a page."""
    try:
        article = article_from_bytes(case.data, name=case.name, url=case.url)
    except UnreadableSource as refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        return Found(), None
    day = article.published.date[:10] if article.published else None
    return Found(article.text, article.title, article.byline, day), article


def others(cases: list[Case], python: Path) -> dict[str, list[Found]]:
    """What each other program makes of each page, in the order of the pages."""
    with tempfile.TemporaryDirectory() as folder:
        for at, case in enumerate(cases):
            (Path(folder) / f"{at}.html").write_bytes(case.data)
        (Path(folder) / "urls.json").write_text(json.dumps([case.url for case in cases]))
        done = subprocess.run([python, OTHERS, folder], capture_output=True, text=True, check=True)
    told: dict[str, list[dict[str, str | None]]] = json.loads(done.stdout)
    return {
        name: [
            Found(row["text"] or "", row["title"], tuple((row["author"] or "").split("; ")), row["date"])
            for row in rows
        ]
        for name, rows in told.items()
    }


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[‘’]", "'", text).split()).lower()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _fold(html.unescape(text)))


def same_title(case: Case, found: Found) -> bool:
    """Whether a title is the expected one, word for word; the outlet's name may stand behind or before either of the two."""
    ours, gold = _words(found.title or ""), _words(case.title or "")
    short, long = sorted((ours, gold), key=len)
    if not short or len(long) - len(short) > 5 or (len(short) < 2 and short != long):
        return False
    return long[: len(short)] == short or long[len(long) - len(short) :] == short


def same_byline(case: Case, found: Found) -> bool:
    """Whether the names are those that the expected byline holds, beside "By", dates, offices and outlets."""
    gold = re.sub(r"^\W*by\b\W*", "", _fold(case.byline or ""))
    names = [_fold(re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)) for name in found.byline if name]
    if not names or not all(" ".join(_words(name)) in " ".join(_words(gold)) for name in names):
        return False
    # Every name that the byline lists: the parts between "and" and commas, up to the first that is no name of ours.
    parts = [" ".join(_words(part)) for part in re.split(r",|\band\b|&|;", gold)]
    missed = [
        part
        for part in parts
        if part and not re.search(r"\d", part) and not any(" ".join(_words(n)) in part or part in n for n in names)
    ]
    return not missed or any(" ".join(_words(n)) == parts[0] for n in names)


def _days_apart(one: str, other: str | None) -> float:
    """Days between two dates: one moment falls on two days, by the clock of the place and in UTC, and the corpus takes either."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other or "")).days)
    except ValueError:
        return float("inf")


def body_score(cases: list[Case], found: list[Found]) -> tuple[float, float, float]:
    """Precision, recall and F1 of segments, counted as trafilatura's evaluation counts them."""
    texts = [" ".join(one.text.split()) for one in found]
    kept = sum(" ".join(s.split()) in text for case, text in zip(cases, texts, strict=True) for s in case.kept)
    extra = sum(" ".join(s.split()) in text for case, text in zip(cases, texts, strict=True) for s in case.left_out)
    wanted = sum(len(case.kept) for case in cases)
    precision, recall = kept / max(1, kept + extra), kept / wanted
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def in_quotes(case: Case) -> list[str]:
    """The segments that must be in the text and stand in a block quotation of the page."""
    page = case.data.decode("utf-8", "replace")
    quotes = [
        " ".join(html.unescape(re.sub(r"<[^>]{0,2000}>", " ", q)).split())
        for q in re.findall(r"<blockquote\b.*?</blockquote>", page, re.DOTALL | re.IGNORECASE)
    ]
    return [s for s in case.kept if any(" ".join(s.split()) in quote for quote in quotes)]


def located(article: Article, data: bytes) -> tuple[int, int, int]:
    """Paragraphs, those of which every character has its bytes, and of these those whose bytes are the text.

    Where a run is not `exact`, its bytes with character references resolved must say the same but for white space.
    """
    at = paragraphs = whole = right = 0
    for paragraph in article.text.split("\n\n"):
        runs = [run for run in article.located if at <= run.start and run.end <= at + len(paragraph)]
        paragraphs += 1
        if sum(run.end - run.start for run in runs) == len(paragraph):
            whole += 1
            right += all(
                _says(article, run.start, run.end, data[run.byte_start : run.byte_end], run.exact) for run in runs
            )
        at += len(paragraph) + 2
    return paragraphs, whole, right


def _says(article: Article, start: int, end: int, raw: bytes, exact: bool) -> bool:
    shown, source = article.text[start:end], raw.decode(article.encoding, "surrogateescape")
    if exact:
        return shown == source
    source = re.sub(r"[\ud800-\udfff]", "\ufffd", html.unescape(re.sub(r"<[^>]*>", " ", source)))
    return shown.split() == source.split()


def table(rows: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Rows of figures under the names of the programs."""
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    yield f"{'':24}" + "".join(f"{name:>16}" for name in names)
    for label, row in rows.items():
        yield f"{label:24}" + "".join(f"{row[name]:16.3f}" if name in row else f"{'':16}" for name in names)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("--others", type=Path, help="a Python that has trafilatura, htmldate and readability-lxml")
    parser.add_argument("--show", choices=("title", "byline", "date", "body", "quotes"), help="print what is wrong")
    args = parser.parse_args()
    bodies, headed, dated = list(body_cases(args.data)), list(headed_cases(args.data)), list(dated_cases(args.data))
    cases = bodies + headed + dated
    began = time.perf_counter()
    results = [ours(case) for case in cases]
    seconds = time.perf_counter() - began
    programs = {"onrecord": [found for found, _ in results]}
    if args.others:
        programs |= others(cases, args.others)
    else:
        print("other extractors skipped: no --others PYTHON that has them")
    size = sum(len(case.data) for case in cases)
    print(f"{len(cases)} pages, {size / len(cases) / 1000:.0f} kB each, {len(cases) / seconds:.0f} a second\n")
    rows: dict[str, dict[str, float]] = {}
    for name, found in programs.items():
        scores = body_score(bodies, found[: len(bodies)])
        for label, score in zip(("body precision", "body recall", "body F1"), scores, strict=True):
            if any(one.text for one in found):
                rows.setdefault(label, {})[name] = score
        pairs = list(zip(cases, found, strict=True))
        checks = {
            "title": [same_title(c, f) for c, f in pairs if c.title],
            "byline": [same_byline(c, f) for c, f in pairs if c.byline],
            "date, news": [c.date == f.date for c, f in pairs[len(bodies) :] if c.date],
            "date, other pages": [c.date == f.date for c, f in pairs[: len(bodies)] if c.date],
            "date": [c.date == f.date for c, f in pairs if c.date],
            "date, a day off": [_days_apart(c.date, f.date) <= 1 for c, f in pairs if c.date],
        }
        for label, right in checks.items():
            if any(right):
                rows.setdefault(f"{label} ({len(right)})", {})[name] = sum(right) / len(right)
    print("\n".join(table(rows)))
    quoted = [(c, s) for c in bodies for s in in_quotes(c)]
    for name, found in programs.items():
        texts = {c.name: " ".join(f.text.split()) for c, f in zip(bodies, found, strict=False)}
        lost = [(c.name, s) for c, s in quoted if " ".join(s.split()) not in texts[c.name]]
        print(f"{name}: {len(lost)} of {len(quoted)} segments in block quotations lost")
        if args.show == "quotes":
            print("\n".join(f"  {one}: {segment}" for one, segment in lost))
    counts = [located(article, case.data) for case, (_, article) in zip(cases, results, strict=True) if article]
    paragraphs, whole, right = (sum(column) for column in zip(*counts, strict=True))
    print(f"paragraphs {paragraphs}, located {whole / paragraphs:.4f}, of these byte-exact {right / whole:.4f}")
    if args.show:
        show(args.show, cases, programs["onrecord"])


def show(what: str, cases: list[Case], found: list[Found]) -> None:
    """Print the cases that are wrong."""
    for case, one in zip(cases, found, strict=True):
        text = " ".join(one.text.split())
        if what == "title" and case.title and not same_title(case, one):
            print(f"{case.name}\n    is   {case.title}\n    ours {one.title}")
        elif what == "byline" and case.byline and not same_byline(case, one):
            print(f"{case.name}\n    is   {case.byline!r}\n    ours {one.byline}")
        elif what == "date" and case.date and case.date != one.date:
            print(f"{case.name} {case.url}\n    is {case.date}, ours {one.date}")
        elif what == "body":
            lost = [s for s in case.kept if " ".join(s.split()) not in text]
            extra = [s for s in case.left_out if " ".join(s.split()) in text]
            if lost or extra:
                print(f"{case.name}\n    lost  {lost}\n    extra {extra}")


if __name__ == "__main__":
    main()
