"""Images of reports: whether Typst can set one, asked of Typst itself, and how large one is."""

from __future__ import annotations

from pathlib import Path

import imagesize
import typst

__all__ = ["image_fault", "image_size"]

_PAGE = b"#set page(width: auto, height: auto)\n#image(sys.inputs.file)"


def image_fault(file: Path) -> str:
    """Why an image cannot be typeset, in Typst's words, or nothing."""
    try:
        typst.Compiler(
            _PAGE,
            root=str(file.parent),
            sys_inputs={"file": f"/{file.name}"},
            ignore_system_fonts=True,
        ).compile()
    except typst.TypstError as error:
        return error.message
    return ""


def image_size(file: Path) -> tuple[int, int] | None:
    """Width and height in pixels, or None for a drawing that does not say them."""
    width, height = (round(side) for side in imagesize.get(file))
    return (width, height) if width > 0 and height > 0 else None
