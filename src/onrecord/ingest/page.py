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
from onrecord.ingest.assemble import About
from onrecord.ingest.blocks import Block, BlockKind, block
from onrecord.ingest.bylines import byline
from onrecord.ingest.metadata import Metadata, author_names, metadata
from onrecord.ingest.tree import Element, Line, Tree, grow

_PAGE = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|article|main|section|div|p|h[1-6]|script|table|header|span|ul|ol|blockquote)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)

_ASIDE_ELEMENTS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "figure": "caption",
    "figcaption": "caption",
    "form": "form",
    "button": "button",
    "select": "form",
    "label": "form",
    "menu": "navigation",
    "dialog": "dialog",
}
_UNSEEN_ELEMENTS = frozenset("script style template noscript svg math canvas iframe object video audio map".split())
_ASIDE_ROLES = {
    "navigation": "navigation",
    "contentinfo": "footer",
    "complementary": "aside",
    "dialog": "dialog",
    "search": "form",
}
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?P<share>shar(?:e|ing)(?:bar|tools|daddy)?|social|sociable|addthis|addtoany)|(?P<comments>comments?|disqus|respond|livefyre)"
    r"|(?P<related>related|recirc\w*|recommend\w*|most|trending|popular|more-?(?:stories|news|from|on)|read-?more|outbrain|taboola|zergnet|teasers?|promo\w*|jp-relatedposts)"
    r"|(?P<newsletter>newsletter\w*|subscri\w+|signup|sign-up|paywall|piano|mailing)|(?P<navigation>nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|skip|toolbar)"
    r"|(?P<footer>footer|foot|copyright|legal|disclaimer)|(?P<aside>sidebar|rail|widget\w*|infobox|factbox|pullquote|pull-quote|toc)"
    r"|(?P<advertising>ads?|adverts?|advert\w+|banner|sponsor\w*|dfp|gpt)|(?P<caption>captions?|wp-caption(?:-text)?|credit|photo-?credit|gallery|slideshow|image-?meta)"
    r"|(?P<author>bio|author-?(?:bio|box|info|card|profile)|about-?(?:the-?)?author)|(?P<dialog>modal|popup|pop-up|overlay|cookies?|consent|gdpr)|(?P<tags>tags?|tag-?links|topics|keywords|cat-links))(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BODY_NAMES = re.compile(
    r"article[-_]*(?:body|content|text|copy|main)|(?:story|entry|post|news|content|page|single|blog)[-_]*(?:body|content|text|copy)(?![-_]*(?:area|wrap))|body-?copy|articlebody|storytext",
    re.IGNORECASE,
)
_BYLINE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|contributor|writer)(?:[\s_-]?(?:name|link|names))?(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TEXT_ELEMENTS = frozenset("p blockquote pre li dd dt td th q center".split())

_MAX_ASIDE_SHARE = 0.4  # of the page's prose; an element named like an aside that holds more is the article after all
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
    """Whether a decoded text is HTML: it begins as HTML does."""
    return bool(_PAGE.match(text[:8000]))


def read_page(text: str) -> Page:
    """The page in an HTML text. Any text that `is_page` gives one; it may hold no block."""
    tree = grow(text)
    known = metadata(tree)
    unseen = _unseen(tree)
    shown = [s for line in tree.lines if not unseen[line.element] and (s := _shown(tree, line))]
    asides = _asides(tree, _sums(tree, shown))
    prose = _sums(tree, [s for s in shown if not asides[s.line.element]])
    container = _container(tree, prose)
    inside = _within(tree, container)
    title_line, title = _title(tree, known, shown, asides)
    blocks: list[Block] = []
    cut: list[tuple[Block, str]] = []
    for i, one in enumerate(shown):
        if title_line is not None and one is title_line:
            continue
        label = asides[one.line.element] or ("" if inside[one.line.element] else "outside") or _unfit(tree, shown, i)
        if label:
            cut.append((one.block, label))
        else:
            blocks.append(one.block)
    while blocks and blocks[-1].kind == "heading":
        cut.append((blocks.pop(), "heading"))
    about = About(
        outlet=known.outlet,
        byline=known.byline or _byline(tree, shown, blocks),
        url=known.url,
        language=known.language,
        published=known.published,
    )
    return Page(title, about, tuple(blocks), tuple(cut))


def _unseen(tree: Tree) -> list[bool]:
    unseen: list[bool] = []
    for element in tree.elements:
        inherited = element.parent >= 0 and unseen[element.parent]
        unseen.append(inherited or element.name in _UNSEEN_ELEMENTS or _is_hidden(element))
    return unseen


def _is_hidden(element: Element) -> bool:
    if not element.attributes:
        return False
    return "hidden" in element.attributes or bool(_HIDDEN.search(element.get("style")))


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


def _asides(tree: Tree, prose: Sequence[int]) -> list[str]:
    """For each element the label of the aside that it is in, or an empty string."""
    labels: list[str] = []
    for row, element in enumerate(tree.elements):
        label = labels[element.parent] if element.parent >= 0 else ""
        if not label and element.name not in ("html", "body", "article", "main", ""):
            label = _own_label(element)
            if label and prose[row] > _MAX_ASIDE_SHARE * prose[0]:
                label = ""
        labels.append(label)
    return labels


def _own_label(element: Element) -> str:
    if element.name in _ASIDE_ELEMENTS:
        return _ASIDE_ELEMENTS[element.name]
    if not element.attributes:
        return ""
    if role := _ASIDE_ROLES.get(element.get("role")):
        return role
    if element.get("aria-hidden") == "true":
        return "hidden"
    found = _ASIDE_NAMES.search(f"{element.get('class')} {element.get('id')}"[:400])
    return found.lastgroup or "" if found else ""


def _container(tree: Tree, prose: Sequence[int]) -> int:
    """The row of the element that holds the article."""
    tiers = (
        lambda e: e.name == "main" or e.get("role") == "main",
        lambda e: e.name == "article" or "Article" in e.get("itemtype"),
        lambda e: (
            e.get("itemprop").lower() == "articlebody"
            or bool(_BODY_NAMES.search(f"{e.get('class')} {e.get('id')}"[:400]))
        ),
    )
    best = 0
    for fits in tiers:
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


def _within(tree: Tree, container: int) -> list[bool]:
    inside: list[bool] = []
    for row, element in enumerate(tree.elements):
        inside.append(row == container or element.parent >= 0 and inside[element.parent])
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


def _title(
    tree: Tree, known: Metadata, shown: Sequence[_Shown], asides: Sequence[str]
) -> tuple[_Shown | None, Block | None]:
    """The headline: the heading that says what the page's markup gives as title, else that value itself."""
    stated = [made for value in known.titles if (made := block(value.pieces(), kind="heading"))]
    if tree.title and (made := block(tree.title, kind="heading")):
        stated.append(made)
    stated = [_without_outlet(made, known.outlet) for made in stated]
    said = [_fold(made.text) for made in stated] + ([_fold(known.headline)] if known.headline else [])
    headings = [s for s in shown if _text_element(tree, s.line.element) == "h1" and len(s.block.text.split()) > 1]
    others = [s for s in shown if s.block.kind == "heading" and _text_element(tree, s.line.element) != "h1"]
    for one in (*headings, *others):
        folded = _fold(one.block.text)
        if any(folded == s or (len(folded) > 15 and folded in s) for s in said):
            return one, one.block
    free = [s for s in headings if not asides[s.line.element]]
    if len(free) == 1 and not (free[0].block.text == known.outlet):
        return free[0], free[0].block
    return None, stated[0] if stated else None


def _without_outlet(title: Block, outlet: str | None) -> Block:
    """A page title without the outlet's name: "Council shuts road | Harwick Times"."""
    parts = list(re.finditer(r"\s+[|–—·»-]{1,2}\s+|\s*\|\s*", title.text))
    if not parts:
        return title
    head, tail = title.text[: parts[-1].start()], title.text[parts[-1].end() :]
    known = outlet is not None and _fold(tail).replace(" ", "") in _fold(outlet).replace(" ", "")
    if known or len(tail.split()) <= 4 and len(head.split()) > len(tail.split()):
        return _until(title, parts[0].start() if known and len(parts) == 1 else parts[-1].start())
    return title


def _until(whole: Block, position: int) -> Block:
    kept = []
    at = 0
    for piece in whole.pieces:
        room = position - at
        if room <= 0:
            break
        at += len(piece.text)
        if len(piece.text) > room and piece.exact:
            piece = piece._replace(text=piece.text[:room], end=piece.start + room)
        kept.append(piece)
    return block(kept, kind=whole.kind) or whole


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _byline(tree: Tree, shown: Sequence[_Shown], blocks: Sequence[Block]) -> tuple[str, ...]:
    """Names from a line "By ...", or from an element marked as the author's, at or above the article's first paragraph."""
    first = next((b.start for b in blocks if furniture.is_prose(b.text)), 0)
    marked: tuple[str, ...] = ()
    for one in shown:
        if one.block.start > first:
            break
        if found := byline(one.block.text):
            return found.names
        if (
            not marked
            and len(one.block.text) <= 100
            and any(_is_author(tree, row) for row in (one.line.element, *one.line.inside))
        ):
            marked = tuple(author_names(one.block.text))
    return marked


def _is_author(tree: Tree, row: int) -> bool:
    element = tree.elements[row]
    if not element.attributes:
        return False
    marks = f"{element.get('rel')} {element.get('itemprop')}".lower().split()
    return "author" in marks or bool(_BYLINE_NAMES.search(element.get("class")[:200]))
