"""Keeping stories up to date: after articles were added, what they are compared by is worked out and put beside them."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterable, Mapping
from typing import Final

from onrecord.ingest.duplicates import MINIMA, Signature, bands, containment, is_reprint, signature
from onrecord.record import Features, Link, Record
from onrecord.story.sketch import Sketch, keys, sketch
from onrecord.story.sketch_likeness import LINK, likeness

VERSION: Final = "1"
"""Of what is worked out here. A record that holds another is brought up to this one, article by article."""
_HEAD: Final = struct.Struct("<II")


def keep_up(record: Record) -> int:
    """Bring what stories are told from up to the last article added, and return how many articles that took.

    Cheap where there is little to do, so it may be called after each article. Where the program was ended between an article
    and this, the next call makes up for it. Links depend on the two articles alone and not on the order of adding (but see
    `MAX_COMPARED`). Does nothing to a record that is read only.
    """
    if record.read_only:
        return 0
    done = 0
    while behind := record.behind(VERSION, limit=_AT_ONCE):
        view = record.view()
        for article in behind:
            _keep(record, article, signature(view.text(article)), sketch(view.reading(article)))
            done += 1
    return done


def is_behind(record: Record) -> bool:
    """Whether articles were added that stories do not know yet: the program was ended before `keep_up`."""
    return bool(record.behind(VERSION, limit=1))


MAX_COMPARED: Final = 150
"""Articles that a new one is compared with: those that share most keys with it. In 839 articles of US politics one has 11 such in the
mean, in the 772 reports of ECB+ 28; the bound keeps adding to a large record as cheap as to a small one. An article with more
near ones than this may miss a weak link, and which one may then hang on the order of adding."""
_AT_ONCE: Final = 100


def _keep(record: Record, article: str, sign: Signature, drawn: Sketch) -> None:
    marks = bands(sign)
    named = keys(drawn)
    alike = _nearest(record.near(keys=named, besides=article))
    copies = _nearest(record.near(bands=marks, besides=article))
    known = record.features(sorted({*alike, *copies}))
    record.put_features(
        article,
        VERSION,
        signature=to_text(sign),
        bands=marks,
        sketch=drawn.to_text(),
        keys=named,
        links=[
            *_stories(article, drawn, {one: known[one] for one in alike if one in known}),
            *_reprints(article, sign, {one: known[one] for one in copies if one in known}),
        ],
    )


def _nearest(shared: Mapping[str, int]) -> list[str]:
    """Those that share most keys, `MAX_COMPARED` at most."""
    return sorted(shared, key=lambda one: (-shared[one], one))[:MAX_COMPARED]


def _stories(article: str, drawn: Sketch, near: Mapping[str, Features]) -> Iterable[Link]:
    for other, its in near.items():
        score = likeness(drawn, Sketch.from_text(its.sketch))
        if score >= LINK:
            yield Link(other, article, "story", score)


def _reprints(article: str, sign: Signature, near: Mapping[str, Features]) -> Iterable[Link]:
    for other, its in near.items():
        theirs = from_text(its.signature)
        if is_reprint(sign, theirs):
            yield Link(other, article, "reprint", containment(sign, theirs))


def to_text(sign: Signature) -> str:
    """A signature as text: its numbers, 32 bits each, in base 64."""
    numbers = (*sign.sample, *sign.minima)
    return base64.b64encode(
        _HEAD.pack(sign.shingles, len(sign.sample)) + struct.pack(f"<{len(numbers)}I", *numbers)
    ).decode()


def from_text(text: str) -> Signature:
    """The signature that `to_text` wrote. Raises ``ValueError`` for anything else."""
    data = base64.b64decode(text, validate=True)
    try:
        shingles, size = _HEAD.unpack_from(data)
        numbers = struct.unpack_from(f"<{size + MINIMA}I", data, _HEAD.size)
    except struct.error as wrong:
        raise ValueError("no signature") from wrong
    return Signature(shingles, numbers[:size], numbers[size:])
