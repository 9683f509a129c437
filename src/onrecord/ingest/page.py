"""An HTML page to blocks: which of its lines are the article.

An element counts by the prose in it: characters of sentences, outside links. The article's container is looked for by
the names that publishing systems give it and by where nearly all the prose is; lines in it are kept or cut by their
element, their links and their wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.ingest import furniture
from onrecord.ingest.asides import label_asides
from onrecord.ingest.assemble import About
from onrecord.ingest.blocks import Block, BlockKind, block
from onrecord.ingest.bylines import byline
from onrecord.ingest.linked import scripted
from onrecord.ingest.metadata import (
    first,
    metadata,
    read_byline,
    read_language,
    read_modified,
    read_outlet,
    read_published,
    read_section,
    read_url,
)
from onrecord.ingest.title import Heading, page_title
from onrecord.ingest.tree import Element, Line, Tree, grow
from onrecord.ingest.unseen import seen, unseen_elements
from onrecord.ingest.visible import says_published, visible
from onrecord.terms import Field

_BEFORE = re.compile(r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?")
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|article|main|section|div|p|h[1-6]|script|table|header|span|ul|ol"
    r"|blockquote)[\s>/]",
    re.IGNORECASE,
)

_BODY_NAMES = re.compile(
    r"article[-_]*(?:body|content|text|copy|main)|body-?copy|articlebody|storytext"
    r"|(?:story|entry|post|news|content|page|single|blog)[-_]*(?:body|content|text|copy)(?![-_]*(?:area|wrap))",
    re.IGNORECASE,
)
_OTHERS_WORDS = frozenset(
    "comments related newsletter navigation share advertising dialog form hidden caption tags".split()
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TEXT_ELEMENTS = frozenset("p blockquote pre li dd dt td th q center".split())

_MIN_ARTICLE_SHARE = 0.25  # of the page's prose; with less in the article, names of classes mean something else there
_MIN_CONTAINER_SHARE = 0.5  # of the prose around it, for an element named as the article's
_MIN_CHILD_SHARE = 0.9  # of an element's prose, for one of its children to take its place
_MAX_LINKED = 0.5  # share of a line's characters in links


class Page(NamedTuple):
    """A page taken apart: its title's place, what its markup says, the article's lines, and the lines left out."""

    title: Block | None
    about: About
    blocks: tuple[Block, ...]
    cut: tuple[tuple[Block, str], ...]


class _Shown(NamedTuple):
    """A line that can be seen: its block, its element's label if it is an aside, whether it is prose."""

    line: Line
    block: Block
    prose: int  # characters of prose outside links


def is_page(text: str) -> bool:
    """Whether a decoded text is HTML: it begins as HTML does, or with a comment that hides all of it."""
    at = 0
    while (found := _BEFORE.match(text, at)) and text.startswith("<!--", at := found.end()):
        end = text.find("-->", at)
        if end < 0:
            return True
        at = end + len("-->")
    return bool(_PAGE.match(text, at))


def read_page(text: str, *, name: str) -> Page:
    """The page in an HTML text; it may hold no block. Raises `UnreadableSource` for one of too many elements."""
    tree = grow(text, name=name)
    unseen = unseen_elements(tree)
    shown = [s for line in tree.lines if (left := seen(line, unseen)) and (s := _shown(tree, left))]
    everything = _sums(tree, shown)
    for by_name in (True, False):
        asides = label_asides(tree, everything, by_name=by_name)
        prose = _sums(tree, [s for s in shown if not asides[s.line.element]])
        container = _container(tree, prose)
        if prose[container] >= _MIN_ARTICLE_SHARE * everything[0]:
            break
    inside = _within(tree, container)
    usable = [not hidden and aside not in _OTHERS_WORDS for hidden, aside in zip(unseen, asides, strict=True)]
    known = metadata(tree, usable)
    outlet = first(known.firm, "outlet", read_outlet) or first(known.faint, "outlet", read_outlet)
    headings = [
        Heading(one.block, _text_element(tree, one.line.element) == "h1", bool(asides[one.line.element]))
        for one in shown
        if one.block.kind == "heading"
    ]
    title = page_title(tree, known, headings, outlet=outlet)
    blocks: list[Block] = []
    cut: list[tuple[Block, str]] = []
    # Prose between headline and container is the line below the headline. A title that is only stated stands nowhere.
    placed = any(one.block is title for one in shown)
    below_title = False
    for i, one in enumerate(shown):
        if one.block is title:
            below_title = True
            continue
        below_title = below_title or (not placed and _text_element(tree, one.line.element) == "h1")
        below_title = below_title and not inside[one.line.element]
        outside = "" if inside[one.line.element] or (below_title and one.prose) else "outside"
        label = asides[one.line.element] or outside or _unfit(tree, shown, i)
        if label:
            cut.append((one.block, "byline" if byline(one.block.text) else label))
        else:
            blocks.append(one.block)
    while blocks and blocks[-1].kind == "heading":
        cut.append((blocks.pop(), "heading"))
    prose_starts = [b.start for b in blocks if furniture.is_prose(b.text)]
    begins = prose_starts[1] if len(prose_starts) > 1 else len(text)
    lines = [
        one.block
        for one in shown
        if asides[one.line.element] not in _OTHERS_WORDS - {"navigation", "form"} or says_published(one.block.text)
    ]
    over = [
        one.block for one in shown if one.block.kind == "heading" and one.block.start < min(prose_starts, default=0)
    ]
    headline = title if placed else over[-1] if over else None
    near, far = visible(tree, lines, usable, title_end=headline.end if headline else 0, first=begins)
    shown_titles = [Field("title", heading.block.text, "h1") for heading in headings if heading.main][:1]
    fields = (*known.firm, *shown_titles, *near, *far, *known.faint)
    if all(field.name != "published" for field in fields):
        fields = (*fields, *scripted(text))
    about = About(
        outlet=outlet,
        byline=first(fields, "byline", read_byline) or (),
        url=first(fields, "url", read_url),
        language=first(fields, "language", read_language),
        published=read_published(fields),
        modified=first(fields, "modified", read_modified),
        section=first(fields, "section", read_section),
        fields=fields,
    )
    return Page(title, about, tuple(blocks), tuple(cut))


def _shown(tree: Tree, line: Line) -> _Shown | None:
    name = _text_element(tree, line.element)
    kind: BlockKind = (
        "item" if name in ("li", "dd", "dt") else "heading" if name in _HEADINGS or name == "h1" else "paragraph"
    )
    made = block(line.pieces, kind=kind)
    if made is None:
        return None
    # A line of a few unlinked words in a paragraph of links has no more prose than those words.
    prose = line.characters - line.linked if kind != "heading" and furniture.is_prose(made.text) else 0
    return _Shown(line, made, prose)


def _text_element(tree: Tree, row: int) -> str:
    """The name of the nearest element that says what the text is; that of the element itself if none near does."""
    here = row
    for _ in range(4):
        name = tree.elements[here].name
        if name in _TEXT_ELEMENTS or name in _HEADINGS or name == "h1":
            return name
        here = tree.elements[here].parent
        if here < 0:
            break
    return tree.elements[row].name


def _sums(tree: Tree, shown: Sequence[_Shown]) -> list[int]:
    """Characters of prose in each element."""
    sums = [0] * len(tree.elements)
    for one in shown:
        sums[one.line.element] += one.prose
    for row in range(len(sums) - 1, 0, -1):
        sums[tree.elements[row].parent] += sums[row]
    return sums


def _container(tree: Tree, prose: Sequence[int]) -> int:
    """The row of the element that holds the article."""
    best = 0
    for fits in (_is_main, _is_article, _is_body):
        inside = _within(tree, best)
        rows = [
            row
            for row, e in enumerate(tree.elements)
            if inside[row] and e.name not in ("html", "body") and e.name and fits(e)
        ]
        row = max(rows, key=lambda row: prose[row], default=best)
        if prose[row] >= _MIN_CONTAINER_SHARE * prose[best] > 0:
            best = row
    for row in range(best + 1, len(prose)):
        if tree.elements[row].parent == best and prose[row] >= _MIN_CHILD_SHARE * prose[best] > 0:
            if tree.elements[row].name in _TEXT_ELEMENTS:
                break
            best = row
    return best


def _is_main(element: Element) -> bool:
    return element.name == "main" or element.get("role") == "main"


def _is_article(element: Element) -> bool:
    return element.name == "article" or "Article" in element.get("itemtype")


def _is_body(element: Element) -> bool:
    names = f"{element.get('class')} {element.get('id')}"[:400]
    return element.get("itemprop").lower() == "articlebody" or bool(_BODY_NAMES.search(names))


def _within(tree: Tree, container: int) -> list[bool]:
    inside: list[bool] = []
    for row, element in enumerate(tree.elements):
        inside.append(row == container or (element.parent >= 0 and inside[element.parent]))
    return inside


def _unfit(tree: Tree, shown: Sequence[_Shown], i: int) -> str:
    """Why a line inside the container is not the article's, or an empty string."""
    line, made, prose = shown[i]
    if line.linked > _MAX_LINKED * max(line.characters, 1) and not (prose and furniture.is_prose(made.text)):
        return "links"
    if made.kind == "heading":
        following = next((s for s in shown[i + 1 : i + 4] if s.block.kind != "heading"), None)
        return "" if following and (following.prose or following.block.kind == "item") else "heading"
    if not prose and _text_element(tree, line.element) not in _TEXT_ELEMENTS:
        return "fragment"
    return ""
