"""Which elements of a page are not the article: by their kind, role, class and id, unless most of the prose is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ingest.tree import Element, Tree

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
    "noscript": "unseen",
}
_ASIDE_ROLES = {
    "navigation": "navigation",
    "contentinfo": "footer",
    "complementary": "aside",
    "dialog": "dialog",
    "search": "form",
}
_ASIDE_NAMES = {
    "share": r"shar(?:e|ing)(?:bar|tools|daddy)?|social|sociable|addthis|addtoany",
    "comments": r"comments?|disqus|respond|livefyre",
    "related": r"related|recirc\w*|recommend\w*|most|trending|popular|more-?(?:stories|news|from|on)|read-?more"
    r"|outbrain|taboola|zergnet|teasers?|promo\w*|jp-relatedposts",
    "newsletter": r"newsletter\w*|subscri\w+|signup|sign-up|paywall|piano|mailing",
    "navigation": r"nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|skip|toolbar",
    "footer": r"footer|foot|copyright|legal|disclaimer",
    "aside": r"sidebar|rail|widgets?(?=$|\s)|widget-area|infobox|factbox|pullquote|pull-quote|toc(?=$|\s)",
    "advertising": r"ads?|adverts?|advert\w+|banner|sponsor\w*|dfp|gpt",
    "caption": r"captions?|wp-caption(?:-text)?|credit|photo-?credit|gallery|slideshow|image-?meta",
    "author": r"bio|author-?(?:bio|box|info|card|profile)|about-?(?:the-?)?author",
    "dialog": r"modal|popup|pop-up|overlay|cookies?|consent|gdpr",
    "tags": r"tags?|tag-?links|topics|keywords|cat-links",
}
_NAMED = re.compile(
    rf"(?:^|[\s_-])(?:{'|'.join(f'(?P<{label}>{words})' for label, words in _ASIDE_NAMES.items())})(?:$|[\s_-])",
    re.IGNORECASE,
)

_MAX_ASIDE_SHARE = 0.4  # of the page's prose; an element named like an aside that holds more is the article after all


def label_asides(tree: Tree, prose: Sequence[int], *, by_name: bool) -> list[str]:
    """For each element the label of the aside that it is in, or an empty string.

    ``prose`` counts characters of prose in each element; ``by_name`` takes class and id into account.
    """
    labels: list[str] = []
    for row, element in enumerate(tree.elements):
        label = labels[element.parent] if element.parent >= 0 else ""
        if not label and element.name not in ("html", "body", "article", "main", ""):
            label = _own_label(element, by_name=by_name)
            if label and prose[row] > _MAX_ASIDE_SHARE * prose[0]:
                label = ""
        labels.append(label)
    return labels


def _own_label(element: Element, *, by_name: bool) -> str:
    if element.name in _ASIDE_ELEMENTS:
        return _ASIDE_ELEMENTS[element.name]
    if not element.attributes:
        return ""
    if role := _ASIDE_ROLES.get(element.get("role")):
        return role
    if element.get("aria-hidden") == "true":
        return "hidden"
    if not by_name:
        return ""
    found = _NAMED.search(f"{element.get('class')} {element.get('id')}"[:400])
    return found.lastgroup or "" if found else ""
