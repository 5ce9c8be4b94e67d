"""Images of reports: whether Typst can set one, asked of Typst itself, and how large one is."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from ..picture_head import PictureError, picture_head
from .paper_pictures import name_on_paper, put_on_paper
from .pdf_standards import PDF_STANDARDS

__all__ = ["image_fault", "image_size"]

# What the standards ask of a document, and of an image in it.
_PAGE = b"""#set document(title: "-", date: datetime(year: 2000, month: 1, day: 1))
#set page(width: auto, height: auto)
#image(sys.inputs.file, alt: "-")"""


def image_fault(file: Path) -> str:
    """Why an image cannot be typeset, or nothing: it is set as in the PDF of a report.

    Typst unpacks whatever it is given: its head is looked at first.
    """
    try:
        picture_head(file)
        with TemporaryDirectory() as folder:
            name = name_on_paper(file)
            put_on_paper(file, Path(folder, name))
            typst.Compiler(
                _PAGE, root=folder, sys_inputs={"file": f"/{name}"}, ignore_system_fonts=True
            ).compile(pdf_standards=list(PDF_STANDARDS))
    except PictureError as error:
        return str(error)
    except typst.TypstError as error:
        return error.message
    return ""


def image_size(file: Path) -> tuple[int, int] | None:
    """Width and height in pixels, or None where the picture does not say them."""
    try:
        head = picture_head(file)
    except PictureError:
        return None
    return head.width, head.height
