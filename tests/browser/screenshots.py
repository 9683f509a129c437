"""``make screenshots``: every page as it looks in a light and a dark window, on a phone and on paper, as PNG files."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from tests.browser.served import (
    MORE,
    PATHS,
    chromium,
    example,
    filled,
    known,
    launched,
    leads_to_a_page,
    served_to_a_team,
    signed_in,
)

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light", "media": "screen", "width": 1280},
    "dark": {"color_scheme": "dark", "media": "screen", "width": 1280},
    "phone": {"color_scheme": "light", "media": "screen", "width": 390},
    "print": {"color_scheme": "light", "media": "print", "width": 720},  # A4 within its margins
}


def main() -> int:
    """Take them all, into the folder that is named. Gives 1 where there is no browser."""
    into = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    path = chromium()
    if path is None:
        sys.stderr.write("no Chromium: install it (apt install chromium), or name it in ONRECORD_CHROMIUM\n")
        return 1
    into.mkdir(parents=True, exist_ok=True)
    for old in into.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        record = filled(Path(folder) / "record.sqlite")
        with served_to_a_team(record) as address:
            browser = launched(playwright, path)
            nobody = browser.new_context().new_page()
            context = signed_in(browser.new_context(), address)
            ids, page, taken = known(record, context, address), context.new_page(), 0
            for asked in (*(example(pattern, ids) for pattern in PATHS), *MORE):
                taken += _taken(nobody if asked == "/login" else page, address, asked, into)
            browser.close()
    sys.stdout.write(f"{taken} screenshots are in {into}\n")
    return 0


def _taken(page: Page, address: str, asked: str, into: Path) -> int:
    """The screenshots of one page; none of a file."""
    if not leads_to_a_page(page.context, address + asked):
        return 0
    page.goto(address + asked)
    name = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[0-9a-f]{12,}", "id", asked.casefold())).strip("-")[:60] or "today"
    for look, about in LOOKS.items():
        page.emulate_media(color_scheme=about["color_scheme"], media=about["media"])
        page.set_viewport_size({"width": about["width"], "height": 900})
        page.screenshot(path=into / f"{name}.{look}.png", full_page=True)
    return len(LOOKS)


if __name__ == "__main__":
    sys.exit(main())
