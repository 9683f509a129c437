"""Text to words, the way the parser's training data (English Web Treebank, GUM) and the tagger count them."""

from __future__ import annotations

import re

from onrecord.reader.analysis import Words
from onrecord.terms import Span

# Order matters: the first alternative that fits wins. Clitics, hyphens and punctuation are words of their own, as in
# Universal Dependencies' English treebanks; numbers and dotted abbreviations stay whole.
_WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"”’]*[^\s<>"”’.,;:!?)\]]      # addresses
  | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+                            # mail addresses
  | [@\#]\w+                                                # handles and hashtags
  | (?:[A-Za-z]\.){2,}                                      # U.S., D.C., a.m.
  | (?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St|Jr|Sr|Prof|Pres|Atty|Supt|Sec|Cpl|Maj|Adm|Jan|Feb|Mar|Apr|Jun|Jul
      |Aug|Sept|Sep|Oct|Nov|Dec|Inc|Corp|Co|Ltd|vs|No|Calif|Conn|Mass|Minn|Mich|Ill|Ind|Pa|Va|Wis|Wash|Tenn|Ark|Ariz|Colo|Fla|Ga|Ky
      |La|Md|Miss|Mont|Neb|Nev|Okla|Ore|Tex|Ala|Del|Vt|Wyo|Kan|Mo)\.(?=\s+\S)
  | [A-Z]\.(?=\s[A-Z])                                      # initials
  | \d+(?:[.,:/]\d+)*\w*                            # 150,000  4.2bn  14:03  1990s
  | \w+?(?=n['’]t\b)                                        # do|n't
  | n['’]t\b
  | ['’](?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE)\b                 # 's 'll 're
  | \w+(?:['’](?!(?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE|t|T)\b)\w+)*   # O'Brien
  | \.{2,}|…|--+|–|—
  | [^\w\s]
    """,
    re.VERBOSE,
)


def split_words(text: str) -> Words:
    """The words of ``text`` in order. A paragraph is a line; white space belongs to no word. Linear in the text's length."""
    spans: list[Span] = []
    paragraph: list[int] = []
    number = at = 0
    for line in text.split("\n"):
        found = [Span(m.start(), m.end()) for m in _WORD.finditer(text, at, at + len(line))]
        spans += found
        paragraph += [number] * len(found)
        number += bool(found)
        at += len(line) + 1
    return Words(text, tuple(spans), tuple(paragraph))
