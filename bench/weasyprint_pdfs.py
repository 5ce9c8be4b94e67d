"""Prints the first HTML files of a folder with WeasyPrint: a process to be measured.

The peers' Python runs it: python bench/weasyprint_pdfs.py FOLDER OUT COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration


def main() -> None:
    """Prints with one set of fonts, which is faster than one for each file."""
    folder, out, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    fonts = FontConfiguration()
    for path in sorted(folder.glob("*.html"))[:count]:
        HTML(path).write_pdf(out / f"{path.stem}.pdf", font_config=fonts)


if __name__ == "__main__":
    main()
