"""Whether Typst can set an image, asked of Typst itself."""

from __future__ import annotations

from pathlib import Path

import typst

__all__ = ["image_fault"]

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
