"""Prints the first HTML files of a folder with Chromium: a process to be measured.

python -m bench.chromium_pdfs FOLDER OUT COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path

from site_browser import chromium


def main() -> None:
    """Prints in one window of one browser, which is faster than one for each file."""
    folder, out, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    with chromium() as browser:
        page = browser.new_page()
        for path in sorted(folder.glob("*.html"))[:count]:
            page.goto(path.as_uri())
            page.pdf(path=out / f"{path.stem}.pdf", prefer_css_page_size=True)


if __name__ == "__main__":
    main()
