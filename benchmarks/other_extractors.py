"""What trafilatura, htmldate and readability-lxml make of the pages in a folder, as JSON; run by `benchmarks.pages`.

It is run by an interpreter that has them, and so imports nothing of onrecord.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path


def main(folder: Path) -> None:
    """Print for each program a list of text, title, author and date, one for each page."""
    import lxml.html
    import trafilatura
    from htmldate import find_date
    from readability import Document

    warnings.simplefilter("ignore")
    urls = json.loads((folder / "urls.json").read_text())
    found: dict[str, list[dict[str, str | None]]] = {"trafilatura": [], "htmldate": [], "readability": []}
    for at, url in enumerate(urls):
        data = (folder / f"{at}.html").read_bytes()
        nothing: dict[str, str | None] = dict.fromkeys(("text", "title", "author", "date"))
        for name in found:
            row = dict(nothing)
            try:
                if name == "trafilatura":
                    made = trafilatura.bare_extraction(data, url=url, with_metadata=True)
                    told = made.as_dict() if made else {}
                    row = {field: told.get(field) for field in nothing}
                elif name == "htmldate":
                    row["date"] = find_date(data.decode("utf-8", "replace"), url=url, original_date=True)
                else:
                    page = Document(data.decode("utf-8", "replace"))
                    row["title"] = page.short_title()
                    row["text"] = lxml.html.fromstring(page.summary()).text_content()
            except (
                Exception
            ) as wrong:  # each of them raises errors of many kinds; a page it cannot read counts as empty
                print(f"{name}: page {at}: {wrong!r}", file=sys.stderr)
            found[name].append(row)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
