"""Has LibreOffice write what it reads in other formats."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

__all__ = ["convert"]

FILTERS = {".doc": "doc:MS Word 97", ".html": "html:HTML (StarWriter)", ".pdf": "pdf"}


def convert(source: Path, target: Path) -> None:
    """Writes ``source`` as ``target``, in the format of its suffix; .wps is Word 97, too."""
    suffix = ".doc" if target.suffix == ".wps" else target.suffix
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                FILTERS[suffix],
                "--outdir",
                folder,
                str(source),
            ],
            check=True,
            capture_output=True,
        )
        made = Path(folder) / f"{source.stem}{suffix}"
        target.write_bytes(made.read_bytes())
