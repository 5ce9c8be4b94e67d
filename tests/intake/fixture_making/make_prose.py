"""Writes the PDFs of LibreOffice that test_pdf_prose reads, and what must come of them.

    export PYTHONPATH=hooks:scripts:tests:tests/support:tests/intake
    python -m fixture_making.make_prose

``pasted.pdf`` is made by hand and stays as it is.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pylopdf_fonts_zh_cn

from fixture_making.make import TESTS
from fixture_making.office import convert
from fixture_making.prose_docx import ProseLook, prose_document
from fixture_making.prose_pieces import invented

CASES = {
    "shaded": (1, True, ProseLook(shading="FFFFFF", header="示例县示例局政府信息公开")),
    "grey": (2, True, ProseLook(shading="D9D9D9", size=14, spacing=22)),
    "boxed": (3, True, ProseLook(border=("top", "left", "bottom", "right"))),
    "columns": (4, False, ProseLook(columns=2, size=10.5, spacing=16)),
}


def main() -> None:
    """Makes all of them."""
    data = TESTS / "data/pdf_prose"
    data.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder, "fonts.conf")
        source = Path(pylopdf_fonts_zh_cn.serif_path()).parent
        fonts.write_text(
            f"<fontconfig><dir>{source}</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
            "utf-8",
        )
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        for name, (seed, tables, look) in CASES.items():
            pieces = invented(seed, tables=tables)
            docx = Path(folder, f"{name}.docx")
            prose_document(pieces, look).save(str(docx))
            convert(docx, data / f"{name}.pdf")
            truth = [list(map(list, piece.rows)) if piece.rows else piece.text for piece in pieces]
            text = json.dumps(truth, ensure_ascii=False, indent=1)
            (data / f"{name}.json").write_text(text + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
