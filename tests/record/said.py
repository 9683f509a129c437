"""Articles written line by line, with who says what in them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.terms import Act, Article, Entity, Kind, Mention, Published, Quoted, Reading, Ref, Span, Statement


@dataclass(frozen=True)
class Said:
    """A line in which ``who`` says ``words``; ``within``: as part of what the line before it says. ``source``: words for who."""

    who: str | None
    words: str
    kind: Kind = "direct"
    act: Act = "assert"
    to: str | None = None
    within: bool = False
    source: str | None = None


def article(
    name: str,
    *lines: str | Said,
    date: str | None = "2026-03-02",
    outlet: str | None = "Island News",
    title: str | None = None,
) -> Reading:
    """The reading of an article with the id ``name`` and a paragraph for each line."""
    text = title or ""
    mentions: dict[str, list[Mention]] = {}
    statements: list[Statement] = []

    def put(words: str) -> Quoted:
        nonlocal text
        start = len(text)
        text += words
        return Quoted(words, (Span(start, len(text)),))

    def put_name(words: str) -> tuple[Quoted, str]:
        placed = put(words)
        mentions.setdefault(words, []).append(Mention(placed.spans[0], words, "name"))
        return placed, f"e{1 + list(mentions).index(words)}"

    for line in lines:
        put("\n\n" if text else "")
        if isinstance(line, str):
            put(line)
            continue
        speaker = source = None
        if line.kind == "direct":
            put("“")
            content = put(line.words)
            put("” ")
        if line.who:
            source, speaker = put_name(line.who)
        else:
            source = put(line.source) if line.source else None
        put(" said")
        addressees: tuple[Ref, ...] = ()
        if line.to:
            put(" to ")
            named, to = put_name(line.to)
            addressees = (Ref(named.text, named.spans, to),)
        if line.kind != "direct":
            put(" that ")
            content = put(line.words)
        put(".")
        statements.append(
            Statement(
                f"s{len(statements) + 1}", line.kind, line.act, source, speaker, "name" if speaker else "none", None, content,
                addressees, None, None, False, "actual", f"s{len(statements)}" if line.within else None, 0.9,
            )
        )  # fmt: skip
    entities = tuple(
        Entity(f"e{n}", who, "person", (), tuple(found)) for n, (who, found) in enumerate(mentions.items(), 1)
    )
    published = (
        Published(date, "day" if len(date) == 10 else "month" if len(date) == 7 else "year", "given") if date else None
    )
    return Reading(
        Article(name, title, outlet, (), None, "en", published, text, "0" * 64),
        entities,
        tuple(statements),
        reader="hand",
    )
