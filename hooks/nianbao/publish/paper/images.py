"""Whether Typst can set an image of a report, asked of Typst itself."""

from __future__ import annotations

from pathlib import Path

import typst

from ...picture_head import PictureError, picture_head

__all__ = ["image_fault"]

_PAGE = b"#set page(width: auto, height: auto)\n#image(sys.inputs.file)"


def image_fault(file: Path) -> str:
    """Why an image cannot be typeset, or nothing.

    Typst unpacks whatever it is given: its head is looked at first.
    """
    try:
        picture_head(file)
    except PictureError as error:
        return str(error)
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
